use proptest::prelude::*;

use super::*;

/// The fields of every record, and where it stands.
fn read(bytes: &[u8]) -> Vec<(Vec<String>, Range<usize>)> {
    let mut records = Records::new(bytes);
    let mut rows = Vec::new();
    loop {
        match records.advance() {
            Advance::Record => {
                rows.push((records.record().iter().map(str::to_owned).collect(), records.range()));
            }
            Advance::End => return rows,
            fault => panic!("{fault:?} in {:?}", String::from_utf8_lossy(bytes)),
        }
    }
}

#[track_caller]
fn appended(log: &str, fields: &[&str], expected: &str) {
    assert_eq!(String::from_utf8(append_row(log.as_bytes(), fields).unwrap()).unwrap(), expected);
}

#[test]
fn a_row_is_added_as_the_file_is_written() {
    appended("a,b\n1,2\n", &["x", "y,z"], "a,b\n1,2\nx,\"y,z\"\n");
    appended("\u{feff}a;b\r\n1;2\r\n", &["x;", "y,z"], "\u{feff}a;b\r\n1;2\r\n\"x;\";y,z\r\n");
    appended("a,b\r\n1,2", &["x", ""], "a,b\r\n1,2\r\nx,");
    appended("a,b", &["x", " y"], "a,b\nx,\" y\"");
    appended("a\tb\n", &["say \"có\"", "hai\ndòng"], "a\tb\n\"say \"\"có\"\"\"\t\"hai\ndòng\"\n");
    appended("a,b\r1,2\r", &["x", "y"], "a,b\r1,2\rx,y\r");
    appended("a\n", &[""], "a\n\"\"\n");
}

#[test]
fn a_new_log_has_comma_and_lf() {
    assert_eq!(new_log(&["dossier_id", "a,b"]), b"dossier_id,\"a,b\"\n");
    assert_eq!(columns(&new_log(&["dossier_id", "note"])).unwrap(), ["dossier_id", "note"]);
    assert_eq!(columns(b"\xef\xbb\xbf").unwrap(), Vec::<String>::new());
}

#[test]
fn what_cannot_be_edited_safely_is_refused() {
    assert_eq!(append_row(b"", &["x"]), Err(EditError::Header));
    assert_eq!(append_row(b"a,b\n1,\"2\n", &["x", "y"]), Err(EditError::Quotes { line: 2 }));
    assert_eq!(append_row(b"a,b\n", &["x"]), Err(EditError::Fields { found: 1, expected: 2 }));
    for range in [0..3, 4..6, 5..7, 9..12] {
        assert_eq!(replace_row(b"a,b\n1,2\n", range, &["x", "y"]), Err(EditError::NoRecord));
    }
    assert_eq!(replace_row(b"a,b\n1,2\n", 4..7, &["x", "y"]).unwrap(), b"a,b\nx,y\n");
}

#[test]
fn columns_are_added_to_every_record_and_nothing_else_changes() {
    let added = |log: &str| String::from_utf8(add_columns(log.as_bytes(), &["x", "y"]).unwrap()).unwrap();
    assert_eq!(added("a,b\n1,\"2\n3\"\n"), "a,b,x,y\n1,\"2\n3\",,\n");
    assert_eq!(added("\u{feff}a;b\r\n1;2\r\n\r\n3;4"), "\u{feff}a;b;x;y\r\n1;2;;\r\n\r\n3;4;;");
}

fn edits(changed: &[(usize, usize, &str)], removed: &[usize], added: &[&[&str]]) -> RowEdits {
    let mut edits = RowEdits { removed: removed.iter().copied().collect(), ..RowEdits::default() };
    for &(record, field, text) in changed {
        edits.changed.entry(record).or_default().insert(field, text.to_owned());
    }
    edits.added = added.iter().map(|row| row.iter().map(|&field| field.to_owned()).collect()).collect();
    edits
}

#[test]
fn many_rows_are_edited_at_once_and_other_fields_keep_their_quotes() {
    let edited =
        |log: &str, edits: &RowEdits| String::from_utf8(edit_rows(log.as_bytes(), edits).unwrap()).unwrap();
    let log = "\u{feff}a;b;c\r\n\"1\"; 2 ;\"x;y\"\r\n\r\n3;4;5\r\n6;7;8";
    assert_eq!(edited(log, &RowEdits::default()), log);
    assert_eq!(
        edited(log, &edits(&[(1, 1, "hai;ba")], &[2], &[&["7", "", "9"]])),
        "\u{feff}a;b;c\r\n\"1\";\"hai;ba\";\"x;y\"\r\n\r\n6;7;8\r\n7;;9"
    );
    assert_eq!(edited("a,b\n1,2\n3,4", &edits(&[], &[2], &[])), "a,b\n1,2");
    assert_eq!(edited("a,b\n1,2\n", &edits(&[], &[1], &[&["x", "y"]])), "a,b\nx,y\n");
    assert_eq!(edited("a\n1\n", &edits(&[(1, 0, "")], &[], &[&[""]])), "a\n\"\"\n\"\"\n");
    for wrong in [edits(&[(0, 0, "x")], &[], &[]), edits(&[(2, 0, "x")], &[], &[]), edits(&[], &[5], &[])] {
        assert_eq!(edit_rows(b"a,b\n1,2\n", &wrong), Err(EditError::NoRecord));
    }
}

/// A field, written as people and programs write them: bare, or in quotes without need.
fn written() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zđ0-9 ]{0,6}", "\"[a-zđ,; ]{0,6}\"", "\"a\"\"[a-z]{0,2}\n?b\""]
}

prop_compose! {
    /// A log of three columns in any style, and the fields of a new row.
    fn logs()(
        rows in prop::collection::vec(prop::collection::vec(written(), 3), 0..6),
        bom in any::<bool>(), ended in any::<bool>(),
        separator in prop::sample::select(vec![",", ";", "\t"]),
        ending in prop::sample::select(vec!["\n", "\r\n"]),
    ) -> String {
        let mut lines = vec![["h1", "h2", "h3"].join(separator)];
        lines.extend(rows.iter().map(|row| row.join(separator)));
        let text = lines.join(ending);
        format!("{}{text}{}", if bom { "\u{feff}" } else { "" }, if ended { ending } else { "" })
    }
}

proptest! {
    #[test]
    fn an_added_row_reads_back_and_every_byte_before_it_stays(
        log in logs(), fields in prop::collection::vec("[a-cđ\",;\t\r\n ]{0,8}", 3),
    ) {
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let edited = append_row(log.as_bytes(), &fields).unwrap();
        prop_assert!(edited.starts_with(log.as_bytes()));
        let (before, after) = (read(log.as_bytes()), read(&edited));
        prop_assert_eq!(&after[..before.len()], &before[..]);
        prop_assert_eq!(&after[before.len()..].iter().map(|row| &row.0).collect::<Vec<_>>(), &[&fields]);
        let is_ended = |bytes: &[u8]| bytes.ends_with(b"\n");
        prop_assert_eq!(is_ended(log.as_bytes()), is_ended(&edited));
    }

    #[test]
    fn changed_fields_read_back_and_every_other_byte_stays(
        log in logs(), pick in any::<prop::sample::Index>(), at in 0_usize..3,
        text in "[a-cđ\",;\t\r\n ]{0,8}",
    ) {
        let before = read(log.as_bytes());
        prop_assume!(before.len() > 1);
        let row = 1 + pick.index(before.len() - 1);
        let edited = edit_rows(log.as_bytes(), &edits(&[(row, at, &text)], &[], &[])).unwrap();
        let mut expected: Vec<_> = before.iter().map(|(fields, _)| fields.clone()).collect();
        expected[row][at] = text;
        prop_assert_eq!(read(&edited).into_iter().map(|(fields, _)| fields).collect::<Vec<_>>(), expected);
        let range = &before[row].1;
        prop_assert!(edited.starts_with(&log.as_bytes()[..range.start]));
        prop_assert!(edited.ends_with(&log.as_bytes()[range.end..]));
    }

    #[test]
    fn rows_edited_together_are_as_if_edited_one_by_one(
        log in logs(), pick in any::<prop::sample::Index>(),
        rows in prop::collection::vec(prop::collection::vec("[a-cđ\",; ]{0,8}", 3), 2),
    ) {
        let log = log.as_bytes();
        let fields: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let one = append_row(&append_row(log, &fields[0]).unwrap(), &fields[1]).unwrap();
        prop_assert_eq!(append_rows(log, fields.clone()).unwrap(), one);
        let before = read(log);
        prop_assume!(before.len() > 1);
        let at = 1 + pick.index(before.len() - 1);
        let one = replace_row(log, before[at].1.clone(), &fields[0]).unwrap();
        prop_assert_eq!(replace_rows(log, &BTreeMap::from([(at, rows[0].clone())])).unwrap(), one);
    }

    #[test]
    fn a_replaced_row_reads_back_and_every_other_byte_stays(
        log in logs(), pick in any::<prop::sample::Index>(),
        fields in prop::collection::vec("[a-cđ\",;\t\r\n ]{0,8}", 3),
    ) {
        let before = read(log.as_bytes());
        prop_assume!(before.len() > 1);
        let at = 1 + pick.index(before.len() - 1);
        let range = before[at].1.clone();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let edited = replace_row(log.as_bytes(), range.clone(), &fields).unwrap();
        prop_assert!(edited.starts_with(&log.as_bytes()[..range.start]));
        prop_assert!(edited.ends_with(&log.as_bytes()[range.end..]));
        let after = read(&edited);
        prop_assert_eq!(after.len(), before.len());
        for (row, (now, old)) in after.iter().zip(&before).enumerate() {
            if row == at {
                prop_assert_eq!(&now.0, &fields);
            } else {
                prop_assert_eq!(&now.0, &old.0);
            }
        }
    }
}
