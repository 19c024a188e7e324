//! Codes and ids that must be unique or stand in their place.

use super::shown;
use crate::diag::{Code, Fact, Label, Place};

fn first_label(place: &Place) -> Vec<Label> {
    vec![Label { place: place.clone(), text: "đã có ở đây".to_owned() }]
}

/// Two items have one code.
pub struct DuplicateItem<'a> {
    /// The code.
    pub code: &'a str,
    /// Where it stood first.
    pub first: &'a Place,
}

impl Fact for DuplicateItem<'_> {
    const CODE: Code = Code::DuplicateItem;

    fn message(&self) -> String {
        format!("Mã nhiệm vụ «{}» có hai lần.", shown(self.code))
    }

    fn help(&self) -> String {
        "Mỗi nhiệm vụ một mã; đổi mã của một trong hai.".to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        first_label(self.first)
    }
}

/// A code that does not fit its place.
pub struct MisplacedItem<'a> {
    /// The code.
    pub code: &'a str,
    /// What is expected, such as `A.II.01`.
    pub expected: &'a str,
}

impl Fact for MisplacedItem<'_> {
    const CODE: Code = Code::MisplacedItem;

    fn message(&self) -> String {
        format!("Mã «{}» không đúng dạng hoặc không thuộc tệp này.", shown(self.code))
    }

    fn help(&self) -> String {
        format!("Ở đây cần mã dạng {}.", self.expected)
    }
}

/// The items of a section are not in the order of their codes.
pub struct ItemOrder<'a> {
    /// The item that comes too late.
    pub code: &'a str,
    /// The one before it.
    pub before: &'a str,
}

impl Fact for ItemOrder<'_> {
    const CODE: Code = Code::ItemOrder;

    fn message(&self) -> String {
        format!("Nhiệm vụ «{}» đứng sau «{}».", self.code, self.before)
    }

    fn help(&self) -> String {
        "Xếp các nhiệm vụ theo thứ tự mã, như trong kế hoạch.".to_owned()
    }
}

/// Two units or groups share a code.
pub struct DuplicateUnit<'a> {
    /// The code or alias.
    pub code: &'a str,
}

impl Fact for DuplicateUnit<'_> {
    const CODE: Code = Code::DuplicateUnit;

    fn message(&self) -> String {
        format!("Mã hoặc tên khác của «{}» đã được dùng.", shown(self.code))
    }

    fn help(&self) -> String {
        "Mỗi mã, mỗi tên khác (aliases) chỉ thuộc một đơn vị hoặc một nhóm.".to_owned()
    }
}

/// Two rows have one dossier id.
pub struct DuplicateDossier<'a> {
    /// The id.
    pub id: &'a str,
    /// Where it stood first.
    pub first: Place,
}

impl Fact for DuplicateDossier<'_> {
    const CODE: Code = Code::DuplicateDossier;

    fn message(&self) -> String {
        format!("Mã hồ sơ «{}» có hai lần.", shown(self.id))
    }

    fn help(&self) -> String {
        let Place { path, line, .. } = &self.first;
        format!("Mã này đã có ở {path}, dòng {line}. Mỗi hồ sơ một dòng; bỏ dòng thừa hoặc sửa mã.")
    }

    fn labels(&self) -> Vec<Label> {
        first_label(&self.first)
    }
}

/// An event is named like a time that the plan itself gives to its item: two occurrences would have one id.
pub struct EventLikeOccurrence<'a> {
    /// The id of the event.
    pub id: &'a str,
    /// The occurrence that the plan has without it.
    pub occurrence: &'a str,
}

impl Fact for EventLikeOccurrence<'_> {
    const CODE: Code = Code::EventLikeOccurrence;

    fn message(&self) -> String {
        let (id, occurrence) = (shown(self.id), shown(self.occurrence));
        format!("Mã sự kiện «{id}» trùng với lượt «{occurrence}» sẵn có của kế hoạch.")
    }

    fn help(&self) -> String {
        "Đặt mã khác, ví dụ SK-2021-01; dòng tiến độ đã ghi cho sự kiện này thì sửa theo.".to_owned()
    }
}

/// Two rows of a log share what must be unique.
pub struct DuplicateRow<'a> {
    /// The id.
    pub id: &'a str,
    /// Where it stood first.
    pub first: Option<&'a Place>,
}

impl Fact for DuplicateRow<'_> {
    const CODE: Code = Code::DuplicateRow;

    fn message(&self) -> String {
        format!("Mã «{}» có hai lần.", shown(self.id))
    }

    fn help(&self) -> String {
        "Mỗi mã một dòng; bỏ dòng thừa hoặc sửa mã.".to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        self.first.map(first_label).unwrap_or_default()
    }
}
