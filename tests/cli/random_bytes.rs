//! Whatever stands in a file, the binary says something and ends: exit 0, 1 or 2, never a panic.

use proptest::prelude::*;

use crate::sandbox::{CONFIG, HEADER, Sandbox, UNITS};

/// Each kind of file, with a good beginning that random bytes are put behind or into.
const FILES: [(&str, &str); 11] = [
    ("kstthc.toml", CONFIG),
    ("plan/units.toml", UNITS),
    (
        "plan/holidays/2021.toml",
        "schema_version = 1\nyear = 2021\n[[day_off]]\ndate = 2021-06-21\nkind = \"swap\"\nname = \"x\"\n",
    ),
    (
        "plan/2021/plan.toml",
        "schema_version = 1\ntitle = \"x\"\n[[amendment]]\nnumber = \"1\"\ndate = 2021-05-04\nitems = [\"A.I.01\"]\nreason = \"x\"\n",
    ),
    (
        "plan/2021/A-I.toml",
        "schema_version = 1\n[section]\ncode = \"A.I\"\ntitle = \"x\"\n[[item]]\ncode = \"A.I.01\"\ntask = \"x\"\nunits = [\"vp\"]\nresult = \"\"\n[item.schedule]\ntext = \"Trong năm\"\nkind = \"year\"\n",
    ),
    ("data/dossiers/a.csv", HEADER),
    ("data/pauses.csv", "dossier_id,kind,from,to,new_due_at\nd,supplement,2021-01-01,,\n"),
    ("data/procedures.csv", "code,name,field,level,time_limit\nT,x,y,district,99999999999\n"),
    ("data/progress/2021.csv", "occurrence,unit,date,state\nA.I.01@2021,vp,2021-05-01,done\n"),
    ("data/events/2021.csv", "event_id,item,date,due\ne,A.I.01,2021-05-01,\n"),
    (
        "data/dossiers/b/c.csv",
        "dossier_id;procedure_code;unit;channel;received_at;status\nd;T;vp;direct;2021-04-01;processing\n",
    ),
];

/// Bytes that mean something to the parsers, and any others.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let telling = prop::sample::select(vec![
        "\"",
        "\"\"\"",
        "'",
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\u{feff}",
        "\0",
        "[",
        "]]",
        "{",
        "=",
        ".",
        "#",
        "\\u",
        "2021-02-31",
        "9999-12-31 23:59:59",
        "0001-01-01",
        "inf",
        "1e999",
        "99999999999999999999",
        "\u{301}",
        "ồ",
        "@",
    ]);
    let piece = prop_oneof![
        3 => telling.prop_map(|text| text.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A good file with random bytes in the middle, before it, behind it, or instead of it.
fn broken(good: &str, noise: &[u8], at: prop::sample::Index) -> Vec<u8> {
    let cut = at.index(good.len() + 2);
    if cut > good.len() {
        return noise.to_vec();
    }
    [&good.as_bytes()[..cut], noise, &good.as_bytes()[cut..]].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_in_any_file_make_the_binary_panic(
        which in any::<prop::sample::Index>(), noise in bytes(), at in any::<prop::sample::Index>()
    ) {
        let mut sandbox = Sandbox::new();
        for (path, good) in FILES {
            sandbox = sandbox.file(path, good);
        }
        let (path, good) = FILES[which.index(FILES.len())];
        let sandbox = sandbox.file(path, broken(good, &noise, at));
        let commands: [&[&str]; 5] = [
            &["check"], &["status"], &["overdue", "--within", "9", "--format", "csv"], &["plan", "list", "--format", "json"],
            &["report", "--quarter", "2", "--allow-errors"],
        ];
        for command in commands {
            let output = sandbox.run(command);
            prop_assert!([0, 1, 2].contains(&output.code), "{path} {command:?} {output:#?}");
            prop_assert!(!output.stderr.contains("panicked"), "{path} {output:#?}");
        }
    }

    #[test]
    fn no_bytes_in_a_table_or_profile_make_import_panic(
        noise in bytes(), at in any::<prop::sample::Index>(), in_profile in any::<bool>()
    ) {
        let profile = "schema_version = 1\n[profile]\nname = \"x\"\ndate_format = \"%d/%m/%Y\"\n[columns]\ndossier_id = \"a\"\nreceived_at = \"b\"\n\
            [constants]\nprocedure_code = \"T\"\nunit = \"vp\"\nchannel = \"direct\"\nstatus = \"processing\"\n";
        let table = "a,b\n1,01/04/2021\n";
        let (profile, table) = if in_profile {
            (broken(profile, &noise, at), table.as_bytes().to_vec())
        } else {
            (profile.as_bytes().to_vec(), broken(table, &noise, at))
        };
        let sandbox = Sandbox::new().file("p.toml", profile).file("t.csv", table);
        let output = sandbox.run(&["import", "t.csv", "--profile", "p.toml"]);
        prop_assert!([0, 2].contains(&output.code), "{output:#?}");
        prop_assert!([0, 1].contains(&sandbox.run(&["check"]).code));
    }
}
