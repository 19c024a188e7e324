//! Edits of an approved plan and of logs, against an earlier version (`check --base`).

use super::shown;
use crate::diag::{Code, Fact, Label, Place};

/// Who may accept an edit of a record that was wrong: no exemption covers an error.
const MISTAKE: &str =
    "nếu điều đã ghi là nhầm, nói rõ lý do trong thông điệp commit để người duyệt quyết định";

/// `«old» (bản «main») → «new» (hiện tại)`; nothing is `không có`.
fn from_to(before: &str, after: &str, base: &str) -> String {
    format!("{} (bản «{}») → {} (hiện tại)", quoted(before), shown(base), quoted(after))
}

fn quoted(text: &str) -> String {
    if text.trim().is_empty() { "không có".to_owned() } else { format!("«{}»", shown(text)) }
}

/// What happened to an item.
#[derive(Clone, Debug)]
pub enum ItemChange {
    /// It is new.
    Added {
        /// Its task.
        task: String,
    },
    /// It is gone.
    Removed {
        /// Its task.
        task: String,
    },
    /// Some fields differ: name, old and new value of each.
    Fields(Vec<(&'static str, String, String)>),
}

/// An approved plan changed without an amendment or a correction that names the item.
pub struct ChangeWithoutAmendment<'a> {
    /// The item.
    pub item: &'a str,
    /// What happened to it.
    pub change: ItemChange,
    /// The earlier version, as the user named it.
    pub base: &'a str,
    /// The year of the plan.
    pub year: i32,
}

impl Fact for ChangeWithoutAmendment<'_> {
    const CODE: Code = Code::ChangeWithoutAmendment;

    fn message(&self) -> String {
        let change = match &self.change {
            ItemChange::Added { task } => format!("nhiệm vụ: {}", from_to("", task, self.base)),
            ItemChange::Removed { task } => format!("nhiệm vụ: {}", from_to(task, "", self.base)),
            ItemChange::Fields(fields) => {
                let change = |(name, before, after): &(&str, String, String)| {
                    format!("{name}: {}", from_to(before, after, self.base))
                };
                fields.iter().map(change).collect::<Vec<_>>().join("; ")
            }
        };
        format!("{}: kế hoạch đã duyệt bị sửa mà không có căn cứ: {change}.", shown(self.item))
    }

    fn help(&self) -> String {
        format!(
            "Thêm vào plan/{}/plan.toml một [[amendment]] (number, date, items, reason), hoặc [[correction]] \
             (date, items, reason) nếu chỉ chép sai bản gốc, với items = [\"{}\"].",
            self.year,
            shown(self.item)
        )
    }
}

/// An item vanished although work was recorded for it.
pub struct ItemRemovedWithProgress<'a> {
    /// The item.
    pub item: &'a str,
    /// Its task.
    pub task: &'a str,
    /// How many progress rows speak of it.
    pub rows: usize,
    /// The first of them that still stands.
    pub first: Option<&'a Place>,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for ItemRemovedWithProgress<'_> {
    const CODE: Code = Code::ItemRemovedWithProgress;

    fn message(&self) -> String {
        let Self { item, rows, .. } = self;
        let change = from_to(self.task, "", self.base);
        format!("{}: nhiệm vụ bị bỏ dù đã có {rows} dòng tiến độ: {change}.", shown(item))
    }

    fn help(&self) -> String {
        "Giữ nhiệm vụ trong kế hoạch; nếu không còn phải làm, ghi một dòng tiến độ not_applicable với văn bản làm căn cứ."
            .to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        let label =
            |place: &Place| Label { place: place.clone(), text: "đã ghi nhận ở đây".to_owned() };
        self.first.map(label).into_iter().collect()
    }
}

/// The due day of an occurrence changed after it had passed.
pub struct DeadlineMoved<'a> {
    /// The occurrence.
    pub occurrence: &'a str,
    /// The due day that passed, as shown.
    pub before: String,
    /// The due day now, as shown; empty where there is none.
    pub after: String,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for DeadlineMoved<'_> {
    const CODE: Code = Code::DeadlineMovedAfterItPassed;

    fn message(&self) -> String {
        let change = from_to(&self.before, &self.after, self.base);
        format!("{}: hạn bị dời sau khi đã qua: {change}.", shown(self.occurrence))
    }

    fn help(&self) -> String {
        "Giữ hạn cũ: việc đã muộn thì ghi nhận là muộn. Hạn mới chỉ đặt cho việc chưa đến hạn.".to_owned()
    }
}

/// A row of a log is gone.
pub struct RowDeleted<'a> {
    /// What it was: `hồ sơ`, `dòng tiến độ`.
    pub kind: &'a str,
    /// The row, as shown.
    pub row: &'a str,
    /// What seems to stand in its place; empty where nothing does.
    pub instead: &'a str,
    /// Where it stood.
    pub path: &'a str,
    /// The line on which it stood.
    pub line: u32,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for RowDeleted<'_> {
    const CODE: Code = Code::RowDeleted;

    fn message(&self) -> String {
        let change = from_to(self.row, self.instead, self.base);
        let Self { kind, path, line, .. } = self;
        format!("Mất {kind} đã ghi ở {path}, dòng {line}: {change}.")
    }

    fn help(&self) -> String {
        let show = format!("git show {}:./{}", shown(self.base), self.path);
        format!("Khôi phục dòng đó (xem bản cũ: {show}); sổ chỉ ghi thêm hoặc điền ô trống; {MISTAKE}.")
    }
}

/// A due day that was given to an applicant changed after it had passed.
pub struct DueDateMoved<'a> {
    /// What it is of: `Hồ sơ H1`.
    pub row: &'a str,
    /// The due day that passed, as shown.
    pub before: &'a str,
    /// The due day now, as shown; empty where there is none.
    pub after: &'a str,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for DueDateMoved<'_> {
    const CODE: Code = Code::DeadlineMovedAfterItPassed;

    fn message(&self) -> String {
        let change = from_to(self.before, self.after, self.base);
        format!("{}: due_at đã ghi bị đổi sau khi hạn đã qua: {change}.", shown(self.row))
    }

    fn help(&self) -> String {
        format!("Trả lại hạn cũ; hạn hẹn lại của hồ sơ ghi ở data/pauses.csv (new_due_at); {MISTAKE}.")
    }
}

/// A recorded value changed afterwards.
pub struct RowBackDated<'a> {
    /// What it is: `hồ sơ H1`.
    pub row: &'a str,
    /// The column.
    pub column: &'a str,
    /// The value before, as shown.
    pub before: &'a str,
    /// The value now, as shown; empty where there is none.
    pub after: &'a str,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for RowBackDated<'_> {
    const CODE: Code = Code::RowBackDated;

    fn message(&self) -> String {
        let change = from_to(self.before, self.after, self.base);
        format!("{}: {} đã ghi bị đổi: {change}.", shown(self.row), self.column)
    }

    fn help(&self) -> String {
        let instead = if self.column == "due_at" {
            "hạn hẹn lại của hồ sơ ghi ở data/pauses.csv (new_due_at)"
        } else {
            "số liệu các kỳ trước dựa vào nó"
        };
        format!("Trả lại giá trị đã ghi: {instead}; {MISTAKE}.")
    }
}

/// The figures of a report that was sent were edited or removed.
pub struct SealedFileEdited<'a> {
    /// The file's name.
    pub name: &'a str,
    /// Whether it is gone.
    pub is_gone: bool,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for SealedFileEdited<'_> {
    const CODE: Code = Code::SealedFileEdited;

    fn message(&self) -> String {
        let Self { name, base, .. } = self;
        let now = if self.is_gone { "không còn" } else { "khác" };
        format!("Số liệu đã chốt «{}»: có (bản «{}») → {now} (hiện tại).", shown(name), shown(base))
    }

    fn help(&self) -> String {
        format!("Trả lại tệp: git checkout {} -- {}. Số liệu đã gửi không sửa.", shown(self.base), self.name)
    }
}

/// An amendment or correction that stood already was changed or removed.
pub struct AmendmentChanged<'a> {
    /// It, as it was, in words.
    pub before: String,
    /// What seems to stand in its place; empty where nothing does.
    pub after: String,
    /// The earlier version.
    pub base: &'a str,
}

impl Fact for AmendmentChanged<'_> {
    const CODE: Code = Code::AmendmentChanged;

    fn message(&self) -> String {
        let change = from_to(&self.before, &self.after, self.base);
        format!("Căn cứ sửa kế hoạch đã ghi bị đổi hoặc bị bỏ: {change}.")
    }

    fn help(&self) -> String {
        "Giữ nguyên các [[amendment]], [[correction]] đã có; lần sửa sau ghi thêm một mục mới.".to_owned()
    }
}
