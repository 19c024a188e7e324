//! `explain`: what a finding means and how to mend it.

use crate::sandbox::Sandbox;

/// A code is named as findings print it, in small letters, by its digits, or by its kebab name; no repository is needed.
#[test]
fn every_way_to_name_a_code_shows_its_page() {
    let outside = Sandbox::empty();
    let page = outside.run(&["explain", "K0302"]).exits(0).stdout;
    for part in ["K0302 schedule-contradicts-text", "Ý nghĩa", "Sai", "Đúng", "Cách sửa"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    for word in ["k0302", "0302", "schedule-contradicts-text"] {
        assert_eq!(outside.run(&["explain", word]).exits(0).stdout, page, "{word}");
    }
}

#[test]
fn an_unknown_code_exits_2_with_the_nearest_one() {
    let outside = Sandbox::empty();
    let output = outside.run(&["explain", "duplicate-dosier"]).exits(2);
    assert_eq!(output.stdout, "");
    output.says(&["duplicate-dosier", "«duplicate-dossier»"]);
    outside.run(&["explain", "xyz"]).exits(2).says(&["xyz", "kstthc explain"]);
}

#[test]
fn without_a_code_all_codes_are_listed() {
    let list = Sandbox::empty().run(&["explain"]).exits(0).stdout;
    let published = include_str!("../fixtures/codes.txt");
    for line in published.lines() {
        let (code, name) = line.split_once(' ').expect("a code and a name");
        let own = list.lines().find(|line| line.starts_with(code));
        assert!(own.is_some_and(|own| own.contains(&format!(" {name} "))), "{line}: {list}");
    }
}

/// Every finding that `check` prints can be explained.
#[test]
fn the_code_of_a_finding_can_be_explained() {
    let sandbox = Sandbox::new().dossiers(&["d,T,xx,fax,2021-04-01,processing,,,"]);
    for finding in sandbox.findings() {
        sandbox.run(&["explain", &finding[..5]]).exits(0);
    }
}
