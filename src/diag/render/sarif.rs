//! Findings as SARIF 2.1.0 (OASIS), with what code scanning asks for beyond the standard: a region and a relative path
//! on every result, short and full descriptions and help on every rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::text::explain;

/// Code scanning refuses a run with more results.
const MOST_RESULTS: usize = 25_000;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    /// Our columns count characters, not the UTF-16 units that are the standard's default.
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
    properties: RunProperties,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties {
    omitted_results: usize,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    name: &'static str,
    short_description: Text<&'static str>,
    full_description: Text<&'static str>,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: [&'static str; 1],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    problem_severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    /// Whether the edit brought it; absent where no earlier version was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    message: Text<String>,
    locations: [SarifLocation<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<SarifLocation<'a>>,
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text<&'a str>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "kstthcFinding/v1")]
    finding: String,
}

/// How many of some findings [`sarif`] leaves out.
#[must_use]
pub const fn left_out(findings: &[Diagnostic]) -> usize {
    findings.len().saturating_sub(MOST_RESULTS)
}

/// Renders findings as a SARIF log with one run.
///
/// Of more findings than code scanning takes the gravest are kept, and the number of the others is said.
///
/// # Errors
///
/// When the log cannot be written as JSON, which no log is.
pub fn sarif(findings: &[Diagnostic]) -> Result<String, serde_json::Error> {
    let kept = gravest(findings, MOST_RESULTS);
    let omitted_results = findings.len() - kept.len();
    let mut fingerprints = FingerprintBook::default();
    let results = kept.into_iter().map(|finding| result(finding, fingerprints.of(finding))).collect();
    let run = Run {
        tool: Tool { driver: driver() },
        column_kind: "unicodeCodePoints",
        results,
        properties: RunProperties { omitted_results },
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    let mut text = serde_json::to_string_pretty(&Log { schema, version: "2.1.0", runs: [run] })?;
    text.push('\n');
    Ok(text)
}

/// At most `most` findings, errors before warnings before notes, in the order in which they stood.
fn gravest(findings: &[Diagnostic], most: usize) -> Vec<&Diagnostic> {
    let mut kept: Vec<(usize, &Diagnostic)> = findings.iter().enumerate().collect();
    kept.sort_by_key(|&(at, finding)| (finding.severity, at));
    kept.truncate(most);
    kept.sort_by_key(|&(at, _)| at);
    kept.into_iter().map(|(_, finding)| finding).collect()
}

fn driver() -> Driver {
    Driver {
        name: "kstthc",
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        language: "vi-VN",
        rules: Code::ALL.iter().map(|&code| rule(code)).collect(),
    }
}

fn rule(code: Code) -> Rule {
    let title = explain::title(code);
    Rule {
        id: code.to_string(),
        name: code.name(),
        short_description: Text { text: title },
        full_description: Text { text: title },
        help: Help {
            text: format!("{title}. Giải thích, ví dụ và cách sửa: kstthc explain {code}"),
            markdown: format!("{}\nXem trên máy: `kstthc explain {code}`", explain::page(code)),
        },
        default_configuration: Configuration { level: level(code.severity()) },
        properties: RuleProperties {
            tags: [topic(code)],
            precision: "very-high",
            problem_severity: match code.severity() {
                Severity::Note => "recommendation",
                severity => level(severity),
            },
        },
    }
}

/// The topic of a code's block.
const fn topic(code: Code) -> &'static str {
    match code.number() / 100 {
        1 => "syntax",
        2 => "identity",
        3 => "schedules",
        4 => "references",
        5 => "logs",
        6 => "plan-edits",
        7 => "reports",
        _ => "imports",
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(finding: &Diagnostic, fingerprint: String) -> SarifResult<'_> {
    let related = finding.labels.iter().enumerate().map(|(at, label)| SarifLocation {
        id: Some(at + 1),
        physical_location: physical(&label.place),
        message: Some(Text { text: &label.text }),
    });
    SarifResult {
        rule_id: finding.code.to_string(),
        rule_index: Code::ALL.iter().position(|&code| code == finding.code).unwrap_or_default(),
        level: level(finding.severity),
        baseline_state: finding.introduced.map(|new| if new { "new" } else { "unchanged" }),
        message: Text { text: plain(&format!("{}\nGợi ý: {}", finding.message, finding.help)) },
        locations: [SarifLocation { id: None, physical_location: physical(&finding.place), message: None }],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { finding: fingerprint },
    }
}

/// A message in which nothing is a link by accident (SARIF 2.1.0, 3.11.6).
fn plain(text: &str) -> String {
    if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() }
}

/// Where a place lies; a whole file is the point before its first character.
fn physical(place: &Place) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri: uri(&place.path) },
        region: Region {
            start_line: place.line,
            start_column: place.column,
            end_line: place.line,
            end_column: place.column + place.width,
        },
    }
}

/// A relative path as a URI reference (RFC 3986): everything but unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

/// Gives each finding a fingerprint that does not change when its line moves: of code, path and message, and the how
/// many-th of its kind it is.
#[derive(Default)]
struct FingerprintBook<'a> {
    seen: BTreeMap<(Code, &'a str, &'a str), usize>,
}

impl<'a> FingerprintBook<'a> {
    fn of(&mut self, finding: &'a Diagnostic) -> String {
        let (path, message) = (&*finding.place.path, finding.message.as_str());
        let number = self.seen.entry((finding.code, path, message)).or_default();
        *number += 1;
        let digest = Sha256::digest(format!("{}\0{path}\0{message}", finding.code));
        let mut text = digest.iter().take(16).fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
        text.push_str(&format!(":{number}"));
        text
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::sample::{finding, mixed, place};
    use super::*;

    fn run(findings: &[Diagnostic]) -> Value {
        let mut log: Value = serde_json::from_str(&sarif(findings).unwrap()).unwrap();
        assert_eq!((&log["version"], log["runs"].as_array().map(Vec::len)), (&json!("2.1.0"), Some(1)));
        log["runs"][0].take()
    }

    fn fingerprint(result: &Value) -> &str {
        result["partialFingerprints"]["kstthcFinding/v1"].as_str().unwrap()
    }

    /// What the standard and code scanning require of a run and its rules.
    #[test]
    fn the_driver_describes_every_rule() {
        let run = run(&[]);
        assert_eq!((&run["columnKind"], &run["results"]), (&json!("unicodeCodePoints"), &json!([])));
        let driver = &run["tool"]["driver"];
        assert_eq!((&driver["name"], driver["version"].is_string()), (&json!("kstthc"), true));
        let rules = driver["rules"].as_array().unwrap();
        assert_eq!(rules.len(), Code::ALL.len());
        for (rule, code) in rules.iter().zip(Code::ALL) {
            assert_eq!((&rule["id"], &rule["name"]), (&json!(code.to_string()), &json!(code.name())));
            for pointer in ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"]
            {
                assert!(rule.pointer(pointer).is_some_and(|text| text != ""), "{code} {pointer}");
            }
            assert_eq!(rule["defaultConfiguration"]["level"], level(code.severity()), "{code}");
        }
    }

    /// What the standard and code scanning require of every result.
    #[test]
    fn every_result_has_its_rule_a_level_a_message_and_a_relative_place() {
        let run = run(&mixed());
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 3);
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
            let related = result["relatedLocations"].as_array().into_iter().flatten();
            for location in result["locations"].as_array().unwrap().iter().chain(related) {
                let location = &location["physicalLocation"];
                let uri = location["artifactLocation"]["uri"].as_str().unwrap();
                assert!(uri.is_ascii() && !uri.starts_with('/') && !uri.contains([' ', ':', '\\']), "{uri}");
                for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                    assert!(location["region"][key].as_u64().is_some_and(|n| n > 0), "{key} {location}");
                }
            }
            assert!(!fingerprint(result).is_empty());
        }
    }

    #[test]
    fn places_are_percent_encoded_and_end_behind_their_last_character() {
        let run = run(&mixed());
        let location = &run["results"][0]["locations"][0]["physicalLocation"];
        let uri = "data/dossiers/s%E1%BB%95%20th%C3%A1ng%206%2C%20qu%C3%BD%20II.csv";
        assert_eq!(location["artifactLocation"]["uri"], uri);
        let region = json!({"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9});
        assert_eq!(location["region"], region);
        let whole = json!({"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1});
        assert_eq!(run["results"][1]["locations"][0]["physicalLocation"]["region"], whole);
        let related = &run["results"][0]["relatedLocations"][0];
        assert_eq!((&related["id"], &related["message"]["text"]), (&json!(1), &json!("đã có ở đây")));
        assert_eq!(related["physicalLocation"]["artifactLocation"]["uri"], "data/dossiers/b.csv");
    }

    #[test]
    fn what_the_edit_brought_is_told_apart() {
        let state = |introduced| {
            let finding = Diagnostic { introduced, ..mixed().remove(0) };
            run(&[finding])["results"][0]["baselineState"].clone()
        };
        let states = [Some(true), Some(false), None].map(state);
        assert_eq!(states, [json!("new"), json!("unchanged"), Value::Null]);
    }

    #[test]
    fn messages_carry_the_help_and_no_accidental_link() {
        let run = run(&mixed());
        assert_eq!(
            run["results"][1]["message"]["text"],
            "Năm 2027 \\[tính\\](1) {theo} luật.\nGợi ý: Ghi lịch nghỉ."
        );
        assert_eq!(plain("lỗi [K0203]"), "lỗi [K0203]");
    }

    /// A fingerprint survives that lines move; equal findings of one file stay apart.
    #[test]
    fn fingerprints_are_stable_over_moves_and_unique() {
        let at = |line| {
            finding(
                Code::EmptyValue,
                Severity::Error,
                "Ô bắt buộc «unit» còn trống.",
                place("a.csv", line, 1, 1),
            )
        };
        let (one, moved) = (run(&[at(2), at(3)]), run(&[at(12), at(30)]));
        let prints = |run: &Value| [0, 1].map(|at| fingerprint(&run["results"][at]).to_owned());
        assert_eq!(prints(&one), prints(&moved));
        assert_ne!(prints(&one)[0], prints(&one)[1]);
    }

    #[test]
    fn of_too_many_findings_the_gravest_are_kept_in_their_order() {
        let of = |severity| finding(Code::ItemOrder, severity, "x", place("a", 1, 1, 1));
        let findings = [of(Severity::Note), of(Severity::Warning), of(Severity::Note), of(Severity::Error)];
        let kept: Vec<_> = gravest(&findings, 2).into_iter().map(|finding| finding.severity).collect();
        assert_eq!(kept, [Severity::Warning, Severity::Error]);
        assert_eq!(gravest(&findings, 9).len(), 4);
    }
}
