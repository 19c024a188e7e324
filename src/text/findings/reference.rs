//! References from one file to another.

use super::{did_you_mean, shown};
use crate::diag::{Code, Fact};
use crate::model::unit::Unit;
use crate::text::day;

/// A unit or group nobody knows.
pub struct UnknownUnit<'a> {
    /// The code.
    pub code: &'a str,
    /// The nearest known code.
    pub nearest: Option<&'a str>,
}

impl Fact for UnknownUnit<'_> {
    const CODE: Code = Code::UnknownUnit;

    fn message(&self) -> String {
        let kind = if self.code.starts_with('@') { "nhóm đơn vị" } else { "đơn vị" };
        format!("Không có {kind} «{}».", shown(self.code))
    }

    fn help(&self) -> String {
        let nearest = self.nearest.map(|code| format!("Có phải ý bạn là «{code}»? ")).unwrap_or_default();
        format!("{nearest}Các mã đơn vị ghi trong plan/units.toml; tên khác của đơn vị thêm vào aliases.")
    }
}

/// A plan item nobody knows.
pub struct UnknownItem<'a> {
    /// The code.
    pub code: &'a str,
    /// All items of the plan.
    pub known: Vec<&'a str>,
}

impl Fact for UnknownItem<'_> {
    const CODE: Code = Code::UnknownItem;

    fn message(&self) -> String {
        format!("Kế hoạch không có nhiệm vụ «{}».", shown(self.code))
    }

    fn help(&self) -> String {
        let nearest = did_you_mean(self.code, self.known.iter().copied());
        format!("{nearest}Xem các mã bằng «kstthc plan list».")
    }
}

/// An occurrence nobody knows, or of another item than the row names.
pub struct UnknownOccurrence<'a> {
    /// The id.
    pub id: &'a str,
    /// All occurrences of the item.
    pub known: Vec<String>,
    /// The item the row names beside it, where that disagrees.
    pub item: Option<&'a str>,
}

impl Fact for UnknownOccurrence<'_> {
    const CODE: Code = Code::UnknownOccurrence;

    fn message(&self) -> String {
        match self.item {
            Some(item) => {
                format!("Lượt «{}» không thuộc nhiệm vụ «{}» ghi cùng dòng.", shown(self.id), shown(item))
            }
            None => format!("Không có lượt thực hiện «{}».", shown(self.id)),
        }
    }

    fn help(&self) -> String {
        if self.known.is_empty() {
            return "Mã lượt có dạng NHIỆM-VỤ@NHÃN, như A.VIII.03@2021-Q2. Nhiệm vụ chờ sự kiện chỉ có lượt khi sự kiện \
                    đã ghi trong data/events."
                .to_owned();
        }
        format!("Các lượt của nhiệm vụ này: {}.", self.known.join(", "))
    }
}

/// A dossier nobody knows.
pub struct UnknownDossier<'a> {
    /// The id.
    pub id: &'a str,
}

impl Fact for UnknownDossier<'_> {
    const CODE: Code = Code::UnknownDossier;

    fn message(&self) -> String {
        format!("Không có hồ sơ «{}» trong data/dossiers.", shown(self.id))
    }

    fn help(&self) -> String {
        "Sửa mã hồ sơ, hoặc ghi hồ sơ vào sổ trước.".to_owned()
    }
}

/// A procedure the catalogue does not have.
pub struct UnknownProcedure<'a> {
    /// The code.
    pub code: &'a str,
}

impl Fact for UnknownProcedure<'_> {
    const CODE: Code = Code::UnknownProcedure;

    fn message(&self) -> String {
        format!("Thủ tục «{}» không có trong data/procedures.csv.", shown(self.code))
    }

    fn help(&self) -> String {
        "Thêm thủ tục vào danh mục, hoặc sửa mã; hồ sơ vẫn được đếm.".to_owned()
    }
}

/// A unit reports on an item that does not name it.
pub struct UnitNotNamed<'a> {
    /// The unit.
    pub unit: &'a str,
    /// The item.
    pub item: &'a str,
}

impl Fact for UnitNotNamed<'_> {
    const CODE: Code = Code::UnitNotNamed;

    fn message(&self) -> String {
        format!("Kế hoạch không giao nhiệm vụ {} cho «{}».", self.item, self.unit)
    }

    fn help(&self) -> String {
        "Dòng này được hiển thị nhưng không làm nhiệm vụ hoàn thành; kiểm tra lại mã đơn vị.".to_owned()
    }
}

/// A group has no member.
pub struct EmptyGroup<'a> {
    /// The group.
    pub code: &'a str,
}

impl Fact for EmptyGroup<'_> {
    const CODE: Code = Code::EmptyGroup;

    fn message(&self) -> String {
        format!("Nhóm «{}» không có đơn vị nào.", shown(self.code))
    }

    fn help(&self) -> String {
        "Nhiệm vụ giao cho nhóm này sẽ không có ai thực hiện; ghi mã các đơn vị vào members, hoặc bỏ nhóm."
            .to_owned()
    }
}

/// A unit is used at a time when it does not exist.
pub struct UnitOutsideValidity<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// When it is used: `ngày 01/04/2021`, `năm 2021`.
    pub when: String,
}

impl Fact for UnitOutsideValidity<'_> {
    const CODE: Code = Code::UnitOutsideValidity;

    fn message(&self) -> String {
        let from = self.unit.valid_from.map(|from| format!(" từ {}", day::date(from))).unwrap_or_default();
        let to = self.unit.valid_to.map(|to| format!(" đến {}", day::date(to))).unwrap_or_default();
        format!("Đơn vị «{}» chỉ hoạt động{from}{to}, không có vào {}.", shown(&self.unit.code), self.when)
    }

    fn help(&self) -> String {
        "Dùng đơn vị có ở thời điểm đó, hoặc sửa valid_from, valid_to trong plan/units.toml.".to_owned()
    }
}

/// Units are each other's parents.
pub struct CircleOfParents<'a> {
    /// The units of the circle, in order, the first again at the end.
    pub codes: &'a [&'a str],
}

impl Fact for CircleOfParents<'_> {
    const CODE: Code = Code::CircleOfParents;

    fn message(&self) -> String {
        format!("Các đơn vị là cấp trên của nhau theo vòng tròn: {}.", shown(&self.codes.join(" → ")))
    }

    fn help(&self) -> String {
        "Bỏ parent ở đơn vị đứng trên cùng; báo cáo của một đơn vị gồm các đơn vị bên dưới nó.".to_owned()
    }
}
