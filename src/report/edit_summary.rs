//! What changed since the last commit, as the message of the next one: one line, and the details below it.

use super::plan_diff::{ItemChange, PlanChange};
use super::row_changes::{Happened, RowChange, is_log, row_changes};
use crate::repo::ChangedFile;
use crate::text::number;

/// A message without its first line is made from the changes; so is the first line, unless one is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditSummary {
    /// The first line.
    pub subject: String,
    /// The details, one a line.
    pub details: Vec<String>,
}

/// How long the first line is at most, in characters, as git shows it.
const LONGEST: usize = 72;
/// How many rows or items are named one by one.
const NAMED: usize = 10;
/// How many items are named in the first line.
const IN_SUBJECT: usize = 3;

/// What the files are, by the beginning of their paths; the first that fits.
const KINDS: [(&str, &str); 16] = [
    ("data/dossiers/", "sổ hồ sơ"),
    ("data/pauses.csv", "tạm dừng"),
    ("data/progress/", "tiến độ"),
    ("data/events/", "sự kiện"),
    ("data/feedback/", "phản ánh, kiến nghị"),
    ("data/letters/", "thư, công văn"),
    ("data/returns/", "số liệu đơn vị gửi"),
    ("data/evaluations/", "phiếu đánh giá"),
    ("data/sealed/", "số liệu đã chốt"),
    ("data/procedures.csv", "danh mục thủ tục"),
    ("data/", "tệp khác trong data"),
    ("plan/units.toml", "đơn vị"),
    ("plan/holidays/", "ngày nghỉ"),
    ("plan/exemptions.toml", "phát hiện được chấp nhận"),
    ("plan/", "kế hoạch"),
    ("kstthc.toml", "cấu hình"),
];

impl EditSummary {
    /// Sums up the changed files; the plans are compared where both versions could be read.
    #[must_use]
    pub fn of(files: &[ChangedFile], plans: &[PlanChange]) -> Self {
        let (mut parts, mut details) = (Vec::new(), Vec::new());
        for (prefix, name) in KINDS {
            let of_kind: Vec<&ChangedFile> = files.iter().filter(|file| kind(&file.path) == prefix).collect();
            if of_kind.is_empty() {
                continue;
            }
            let rows: Vec<RowChange> =
                of_kind.iter().filter(|file| is_log(&file.path)).flat_map(|file| row_changes(file)).collect();
            let told = if prefix == "plan/" && !plans.is_empty() {
                plan_subject(plans)
            } else if rows.is_empty() {
                counted_files(&of_kind)
            } else {
                counted_rows(&rows)
            };
            parts.push(format!("{name}: {told}"));
            details.extend(of_kind.iter().flat_map(|file| file_details(file, &rows)));
            if prefix == "plan/" {
                details.extend(plans.iter().flat_map(plan_details));
            }
        }
        Self { subject: subject(&parts), details }
    }

    /// The whole message; a first line of the user's own stands in the place of the one made.
    #[must_use]
    pub fn message(&self, own: Option<&str>) -> String {
        format!("{}\n\n{}\n", own.unwrap_or(&self.subject), self.details.join("\n"))
    }
}

fn kind(path: &str) -> &'static str {
    KINDS.iter().find(|(prefix, _)| path.starts_with(prefix)).map_or("", |(prefix, _)| prefix)
}

/// As many parts as the line holds, and how many more there are.
fn subject(parts: &[String]) -> String {
    let line = |kept: usize| {
        let mut line = parts[..kept].join("; ");
        if kept < parts.len() {
            line.push_str(&format!("; và {} phần khác", parts.len() - kept));
        }
        line
    };
    let fits = |kept: &usize| line(*kept).chars().count() <= LONGEST;
    let line = (1..=parts.len()).rev().find(fits).map_or_else(|| shortened(&line(1.min(parts.len()))), line);
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn shortened(line: &str) -> String {
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// `thêm 3 dòng, sửa 1, bỏ 2`.
fn counted(happened: &[Happened], unit: &str) -> String {
    let mut told = Vec::new();
    for what in [Happened::Added, Happened::Changed, Happened::Removed] {
        let count = happened.iter().filter(|found| **found == what).count();
        if count > 0 {
            let unit = if told.is_empty() { unit } else { "" };
            let count = number::count(u64::try_from(count).unwrap_or(u64::MAX));
            told.push(format!("{} {count}{unit}", verb(what)));
        }
    }
    told.join(", ")
}

fn counted_rows<'r>(rows: impl IntoIterator<Item = &'r RowChange>) -> String {
    counted(&rows.into_iter().map(|row| row.change).collect::<Vec<_>>(), " dòng")
}

fn counted_files(files: &[&ChangedFile]) -> String {
    counted(&files.iter().map(|file| file_happened(file)).collect::<Vec<_>>(), " tệp")
}

const fn verb(happened: Happened) -> &'static str {
    match happened {
        Happened::Added => "thêm",
        Happened::Changed => "sửa",
        Happened::Removed => "bỏ",
    }
}

const fn file_happened(file: &ChangedFile) -> Happened {
    match (&file.before, &file.after) {
        (None, _) => Happened::Added,
        (_, None) => Happened::Removed,
        _ => Happened::Changed,
    }
}

/// `sửa A.II.01; thêm A.II.04`, with the year where several plans changed.
fn plan_subject(plans: &[PlanChange]) -> String {
    let told = plans.iter().map(|plan| {
        let words = match plan.status {
            "added" => "lập mới".to_owned(),
            "removed" => "bỏ".to_owned(),
            _ => plan_words(plan),
        };
        if plans.len() == 1 && plan.status == "changed" {
            words
        } else {
            format!("{words} năm {}", plan.year)
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

fn plan_words(plan: &PlanChange) -> String {
    let parts = [
        codes("sửa", plan.items.iter().map(|item| item.code.as_str())),
        codes("thêm", plan.added.iter().map(|item| item.code.as_str())),
        codes("bỏ", plan.removed.iter().map(|item| item.code.as_str())),
        (!plan.amendments_added.is_empty()).then(|| "ghi căn cứ sửa đổi".to_owned()),
        (!plan.decision.is_empty()).then(|| "sửa quyết định".to_owned()),
        plan.errata_changed.then(|| "ghi chỗ chưa nhất quán".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "sửa cách ghi".to_owned() } else { parts.join(", ") }
}

/// `sửa A.II.01, A.II.02`, the first few by name; nothing where there are none.
fn codes<'p>(verb: &str, codes: impl Iterator<Item = &'p str>) -> Option<String> {
    let codes: Vec<&str> = codes.collect();
    let shown = codes[..codes.len().min(IN_SUBJECT)].join(", ");
    let more = codes.len().saturating_sub(IN_SUBJECT);
    let more = if more > 0 { format!(" và {more} việc khác") } else { String::new() };
    (!codes.is_empty()).then(|| format!("{verb} {shown}{more}"))
}

/// A file with what happened to its rows, and the rows by name where they are few.
fn file_details(file: &ChangedFile, rows: &[RowChange]) -> Vec<String> {
    let own: Vec<&RowChange> = rows.iter().filter(|row| *row.path == *file.path).collect();
    let told = match file_happened(file) {
        Happened::Changed if !own.is_empty() => counted_rows(own.iter().copied()),
        Happened::Changed if is_log(&file.path) => "sửa cách ghi".to_owned(),
        happened if own.is_empty() => format!("{} tệp", verb(happened)),
        happened => format!("{} tệp, {}", verb(happened), counted_rows(own.iter().copied())),
    };
    let mut lines = vec![format!("- {}: {told}", file.path)];
    if own.len() <= NAMED {
        lines.extend(own.into_iter().map(row_detail));
    }
    lines
}

fn row_detail(row: &RowChange) -> String {
    let fields: Vec<&str> = row.fields.iter().map(|field| field.field.as_str()).collect();
    match row.change {
        Happened::Changed => format!("  - sửa {}: {}", row.row, fields.join(", ")),
        happened => format!("  - {} {}", verb(happened), row.row),
    }
}

fn plan_details(plan: &PlanChange) -> Vec<String> {
    let mut lines = Vec::new();
    let added = plan.added.iter().map(|item| format!("- {}: nhiệm vụ mới", item.code));
    let removed = plan.removed.iter().map(|item| format!("- {}: bỏ nhiệm vụ", item.code));
    if plan.status == "changed" {
        lines.extend(added.chain(removed));
        lines.extend(plan.items.iter().map(item_detail));
        lines.extend(plan.amendments_added.iter().map(|amendment| format!("- Căn cứ: {}", amendment.words)));
    }
    lines
}

fn item_detail(item: &ItemChange) -> String {
    let names: Vec<&str> = item.changes.iter().map(|change| change.name).collect();
    let due = item.due.iter().map(|due| format!("hạn {}", due.occurrence));
    let told: Vec<String> = names.into_iter().map(str::to_owned).chain(due).collect();
    format!("- {}: {}", item.code, told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, before: &str, after: &str) -> ChangedFile {
        let bytes = |text: &str| (!text.is_empty()).then(|| text.as_bytes().to_vec());
        ChangedFile { path: path.into(), before: bytes(before), after: bytes(after) }
    }

    #[test]
    fn rows_are_counted_by_kind_of_log_and_named_where_they_are_few() {
        let log = "dossier_id,status\n1,processing\n";
        let files = [
            file("data/dossiers/a.csv", log, "dossier_id,status\n1,completed\n2,processing\n"),
            file("data/dossiers/b.csv", "", "dossier_id,status\n3,processing\n"),
            file("kstthc.toml", "a", "b"),
        ];
        let summary = EditSummary::of(&files, &[]);
        assert_eq!(summary.subject, "Sổ hồ sơ: thêm 2 dòng, sửa 1; cấu hình: sửa 1 tệp");
        let details = [
            "- data/dossiers/a.csv: thêm 1 dòng, sửa 1",
            "  - sửa 1: status",
            "  - thêm 2",
            "- data/dossiers/b.csv: thêm tệp, thêm 1 dòng",
            "  - thêm 3",
            "- kstthc.toml: sửa tệp",
        ];
        assert_eq!(summary.details, details);
        assert!(summary.message(Some("Chốt quý")).starts_with("Chốt quý\n\n- data/dossiers/a.csv"));
    }

    #[test]
    fn the_first_line_never_has_more_than_72_characters() {
        let paths =
            ["data/dossiers/a.csv", "data/pauses.csv", "data/progress/2021.csv", "data/feedback/1.csv"];
        let files: Vec<_> = paths.iter().map(|path| file(path, "", "dossier_id\n1\n")).collect();
        let subject = EditSummary::of(&files, &[]).subject;
        assert!(subject.chars().count() <= LONGEST && subject.ends_with("phần khác"), "{subject}");
        assert_eq!(super::subject(&["đ".repeat(100)]).chars().count(), LONGEST);
    }
}
