//! Returns: figures that units send in.

use super::shown;
use crate::diag::{Code, Fact, Label, Place};
use crate::model::returns::{KEYS, PENDING_TOTAL, RECEIVED_TOTAL, RESOLVED_TOTAL, ReturnLevel, parts};
use crate::text::number::count;
use crate::text::wording;

/// A folder of returns that names no period.
pub struct UnknownPeriod<'a> {
    /// Its name.
    pub folder: &'a str,
}

impl Fact for UnknownPeriod<'_> {
    const CODE: Code = Code::ValueOutsideList;

    fn message(&self) -> String {
        format!("Thư mục «{}» không phải là tên một kỳ báo cáo.", shown(self.folder))
    }

    fn help(&self) -> String {
        "Đặt tên thư mục theo kỳ: 2021-Q1 … 2021-Q4, 2021-6M, 2021-9M, 2021-Y; năm từ 2000 đến 2100."
            .to_owned()
    }
}

/// A row of totals that names a field.
pub struct FieldOfTotal<'a> {
    /// The field.
    pub field: &'a str,
}

impl Fact for FieldOfTotal<'_> {
    const CODE: Code = Code::ValueOutsideList;

    fn message(&self) -> String {
        format!("Dòng total ghi lĩnh vực «{}».", shown(self.field))
    }

    fn help(&self) -> String {
        "Dòng total là tổng của mọi dòng: để trống cột field, hoặc ghi cấp (province, district, commune) thay cho total."
            .to_owned()
    }
}

/// `TTHC cấp huyện, lĩnh vực Đất đai`.
fn row_name((level, field): (ReturnLevel, &str)) -> String {
    match level {
        ReturnLevel::Of(level) => format!("{}, lĩnh vực {}", wording::level(level), shown(field)),
        ReturnLevel::Total => "total".to_owned(),
    }
}

/// Two rows of a return have one level and field.
pub struct DuplicateReturnRow<'a> {
    /// Level and field.
    pub key: (ReturnLevel, &'a str),
    /// Where they stood first.
    pub first: &'a Place,
}

impl Fact for DuplicateReturnRow<'_> {
    const CODE: Code = Code::DuplicateRow;

    fn message(&self) -> String {
        format!("Số liệu của đơn vị trong kỳ có hai dòng «{}».", row_name(self.key))
    }

    fn help(&self) -> String {
        "Mỗi cấp, mỗi lĩnh vực một dòng; bỏ dòng thừa hoặc cộng hai dòng làm một.".to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        vec![Label { place: self.first.clone(), text: "đã có ở đây".to_owned() }]
    }
}

/// What must be equal in a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// A total and the columns it is made of, with their figures.
    Parts(usize),
    /// (3) and (7)+(11).
    Balance,
    /// A column of the row of totals and the sum of the other rows.
    Rows(usize),
}

/// A sum of a return does not hold.
pub struct ReturnSums {
    /// Which one.
    pub relation: Relation,
    /// What the sender wrote.
    pub stated: u64,
    /// What is added up on the other side.
    pub addends: Vec<u64>,
}

/// `received_total (3)`.
fn column(column: usize) -> String {
    format!("{} ({})", KEYS[column], column + 3)
}

/// `resolved_total (7) + pending_total (11) = 51.780 + 2.800 = 54.580`.
fn sum(columns: impl Iterator<Item = usize>, addends: &[u64]) -> String {
    let names: Vec<_> = columns.map(column).collect();
    let figures: Vec<_> = addends.iter().map(|&addend| count(addend)).collect();
    format!("{} = {} = {}", names.join(" + "), figures.join(" + "), count(addends.iter().sum()))
}

impl Fact for ReturnSums {
    const CODE: Code = Code::ReturnSums;

    fn message(&self) -> String {
        let stated = count(self.stated);
        match self.relation {
            Relation::Parts(total) => {
                format!("{} là {stated}, mà {}.", column(total), sum(parts(total), &self.addends))
            }
            Relation::Balance => {
                let sides = [RESOLVED_TOTAL, PENDING_TOTAL].into_iter();
                format!("{} là {stated}, mà {}.", column(RECEIVED_TOTAL), sum(sides, &self.addends))
            }
            Relation::Rows(of) => {
                let rows = count(self.addends.iter().sum());
                format!("Dòng total ghi {} là {stated}, mà các dòng cộng lại là {rows}.", column(of))
            }
        }
    }

    fn help(&self) -> String {
        let what = match self.relation {
            Relation::Parts(_) => "Tổng phải bằng các cột của nó cộng lại",
            Relation::Balance => "Số phải giải quyết phải bằng số đã giải quyết cộng số đang giải quyết",
            Relation::Rows(_) => "Dòng total phải bằng tổng các dòng",
        };
        format!("{what}. Hỏi lại đơn vị gửi số liệu rồi sửa con số sai; không tự chỉnh cho khớp.")
    }
}

/// What a return opens with is not what the one before closed with.
pub struct ReturnOpening<'a> {
    /// Level and field.
    pub key: (ReturnLevel, &'a str),
    /// What is carried over now; `None` where there is no such row.
    pub opening: Option<u64>,
    /// What was pending at the end of the period before.
    pub closing: u64,
    /// The name of that period.
    pub before: String,
    /// Where the figure of the period before stands.
    pub place: Option<&'a Place>,
}

impl Fact for ReturnOpening<'_> {
    const CODE: Code = Code::ReturnOpening;

    fn message(&self) -> String {
        let (row, closing, before) = (row_name(self.key), count(self.closing), &self.before);
        match self.opening {
            Some(opening) => {
                let opening = count(opening);
                format!(
                    "{row}: kỳ trước chuyển sang {opening} hồ sơ, mà số liệu {before} còn {closing} hồ sơ đang giải quyết."
                )
            }
            None => {
                format!(
                    "{row}: số liệu {before} còn {closing} hồ sơ đang giải quyết, mà kỳ này không có dòng đó."
                )
            }
        }
    }

    fn help(&self) -> String {
        "carried_over (6) của kỳ này phải bằng pending_in_time (12) + pending_overdue (13) của kỳ trước, theo từng cấp và \
         lĩnh vực. Hỏi lại đơn vị gửi số liệu."
            .to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        let label =
            |place: &Place| Label { place: place.clone(), text: "số cuối kỳ trước".to_owned() };
        self.place.map(label).into_iter().collect()
    }
}

/// A unit sends a return for a period and has dossiers of that period in the logs here.
pub struct ReturnAndLog<'a> {
    /// The unit's code.
    pub unit: &'a str,
    /// The name of the period.
    pub period: String,
    /// How many dossiers.
    pub dossiers: u64,
    /// Where the first stands.
    pub first: &'a Place,
}

impl Fact for ReturnAndLog<'_> {
    const CODE: Code = Code::ReturnAndLog;

    fn message(&self) -> String {
        let Self { unit, period, dossiers, .. } = self;
        format!(
            "Đơn vị «{}» gửi số liệu {period}, mà sổ hồ sơ ở đây cũng có {} hồ sơ của đơn vị trong kỳ.",
            shown(unit),
            count(*dossiers)
        )
    }

    fn help(&self) -> String {
        "Một hồ sơ có thể bị tính hai lần. Đơn vị đã ghi sổ ở đây thì không cần gửi số liệu: bỏ tệp này, hoặc chuyển hồ \
         sơ của đơn vị ra ngoài data/dossiers."
            .to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        vec![Label {
            place: self.first.clone(), text: "hồ sơ đầu tiên của đơn vị trong kỳ".to_owned()
        }]
    }
}
