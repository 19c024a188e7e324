//! Evaluation: slips and the scores of units.

use super::shown;
use crate::diag::{Code, Fact, Label, Place};

fn first_label(place: &Place) -> Vec<Label> {
    vec![Label { place: place.clone(), text: "đã có ở đây".to_owned() }]
}

/// A folder of evaluations that names no quarter.
pub struct UnknownQuarter<'a> {
    /// Its name.
    pub folder: &'a str,
}

impl Fact for UnknownQuarter<'_> {
    const CODE: Code = Code::ValueOutsideList;

    fn message(&self) -> String {
        format!("Thư mục «{}» không phải là tên một quý đánh giá.", shown(self.folder))
    }

    fn help(&self) -> String {
        "Đặt tên thư mục theo quý: 2021-Q1 … 2021-Q4; năm từ 2000 đến 2100. Phiếu của thư mục khác tên không được tính."
            .to_owned()
    }
}

/// A second slip about one dossier.
pub struct SecondSlip<'a> {
    /// The dossier.
    pub id: &'a str,
    /// Where the first stands.
    pub first: &'a Place,
}

impl Fact for SecondSlip<'_> {
    const CODE: Code = Code::DuplicateRow;

    fn message(&self) -> String {
        format!("Hồ sơ «{}» có hai phiếu đánh giá.", shown(self.id))
    }

    fn help(&self) -> String {
        let Place { path, line, .. } = self.first;
        format!("Đã có phiếu ở {path}, dòng {line}. Mỗi hồ sơ một phiếu; bỏ phiếu thừa hoặc sửa mã hồ sơ.")
    }

    fn labels(&self) -> Vec<Label> {
        first_label(self.first)
    }
}

/// A second row of one unit in a quarter.
pub struct SecondUnitRow<'a> {
    /// The unit's code.
    pub unit: &'a str,
    /// Where the first stands.
    pub first: &'a Place,
}

impl Fact for SecondUnitRow<'_> {
    const CODE: Code = Code::DuplicateRow;

    fn message(&self) -> String {
        format!("Đơn vị «{}» có hai dòng điểm trong một quý.", shown(self.unit))
    }

    fn help(&self) -> String {
        "Mỗi quý một dòng cho mỗi đơn vị, kể cả khi ghi bằng tên khác (aliases); bỏ dòng thừa.".to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        first_label(self.first)
    }
}
