//! Reads `plan/exemptions.toml`.

use super::source::Source;
use super::toml::{TableReader, read_file};
use crate::diag::{Code, Severity, Sink};
use crate::model::exemption::Exemption;
use crate::text::findings::exemption::ExemptedError;

/// Reads the exemptions; one with a finding of its own silences nothing and is left out.
pub fn read_exemptions(source: &Source<'_>, sink: &mut Sink) -> Vec<Exemption> {
    let read = |table: &TableReader<'_, '_>, sink: &mut Sink| {
        table.tables("exemption", sink, read_exemption).into_iter().flatten().collect()
    };
    read_file(source, sink, read)
}

fn read_exemption(table: &TableReader<'_, '_>, sink: &mut Sink) -> Option<Exemption> {
    let code = read_code(table, sink);
    let path = table.text("path", sink);
    let contains = table.text("contains", sink);
    let reason = table.required_text("reason", sink);
    let until = table.required_date("until", sink);
    for (key, text) in [("path", &path), ("contains", &contains)] {
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            table.wrong(key, "một chuỗi không rỗng, hoặc bỏ khóa này", sink);
            return None;
        }
    }
    let path = path.map(|path| path.trim_end_matches('/').to_owned());
    let (code, until) = (code?, until?);
    (!reason.trim().is_empty()).then(|| Exemption {
        code,
        path,
        contains,
        reason,
        until,
        place: table.place(),
    })
}

/// The code, where it is known and may be exempted.
fn read_code(table: &TableReader<'_, '_>, sink: &mut Sink) -> Option<Code> {
    let word = table.required_text("code", sink);
    if word.trim().is_empty() {
        return None;
    }
    let Some(code) = Code::find(word.trim()) else {
        let near =
            Code::nearest(&word).map(|near| format!("; có phải ý bạn là «{near}»")).unwrap_or_default();
        table.wrong(
            "code",
            &format!("mã phát hiện như \"K0405\" hoặc tên như \"unknown-procedure\"{near}"),
            sink,
        );
        return None;
    };
    if code.severity() == Severity::Error {
        sink.file(table.place_of("code"), &ExemptedError { code });
        return None;
    }
    Some(code)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const WHOLE: &str = "schema_version = 1\n[[exemption]]\ncode = \"unknown-procedure\"\npath = \"data/dossiers/\"\n\
                         contains = \"T9\"\nreason = \"Chờ công bố\"\nuntil = 2021-12-31\n";

    fn read(text: &str) -> (Vec<Exemption>, Vec<String>) {
        let mut sink = Sink::new();
        let exemptions = read_exemptions(&Source::new(Arc::from("plan/exemptions.toml"), text), &mut sink);
        let findings = sink.into_findings();
        (exemptions, findings.iter().map(|f| format!("{}:{}", f.code, f.place.line)).collect())
    }

    #[test]
    fn a_whole_exemption_is_read() {
        let (exemptions, findings) = read(WHOLE);
        assert_eq!(findings, Vec::<String>::new());
        let [exemption] = &exemptions[..] else { panic!("one exemption: {exemptions:?}") };
        assert_eq!((exemption.code, exemption.place.line), (Code::UnknownProcedure, 2));
        assert_eq!(exemption.path.as_deref(), Some("data/dossiers"));
    }

    #[test]
    fn every_slip_is_a_finding_at_its_line_and_exempts_nothing() {
        for (from, to, finding) in [
            ("unknown-procedure", "K0999", "K0104:3"),
            ("unknown-procedure", "warnings", "K0104:3"),
            ("unknown-procedure", "", "K0104:3"),
            ("unknown-procedure", "K0204", "K0123:3"),
            ("code = ", "kode = ", "K0102:3 K0103:2"),
            ("\"data/dossiers/\"", "\"\"", "K0104:4"),
            ("\"T9\"", "\" \"", "K0104:5"),
            ("\"Chờ công bố\"", "\"\"", "K0104:6"),
            ("reason = \"Chờ công bố\"\n", "", "K0103:2"),
            ("until = 2021-12-31\n", "", "K0103:2"),
            ("2021-12-31", "\"2021-12-31\"", "K0104:7"),
        ] {
            let (exemptions, mut findings) = read(&WHOLE.replace(from, to));
            findings.sort();
            assert_eq!((exemptions, findings.join(" ")), (vec![], finding.to_owned()), "{from} → {to}");
        }
    }
}
