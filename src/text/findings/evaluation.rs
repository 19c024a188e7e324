//! Evaluation: slips and the scores of units.

use super::shown;
use crate::diag::{Code, Fact, Label, Place};
use crate::model::date::Date;
use crate::model::evaluation::EvaluationQuarter;
use crate::text::day;
use crate::text::number::count;

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

/// A unit without a slip, though it recorded scores or handled dossiers.
pub struct UnitWithoutSlip<'a> {
    /// The unit's code.
    pub unit: &'a str,
    /// The quarter.
    pub quarter: EvaluationQuarter,
    /// How many of its dossiers ended in the window, where it recorded no scores.
    pub ended: Option<u64>,
}

impl Fact for UnitWithoutSlip<'_> {
    const CODE: Code = Code::UnitWithoutSlip;

    fn message(&self) -> String {
        let Self { unit, quarter, ended } = self;
        let (unit, quarter) = (shown(unit), quarter_name(*quarter));
        match ended {
            Some(ended) => {
                format!(
                    "Đơn vị «{unit}» giải quyết xong {} hồ sơ trong đợt đánh giá {quarter} mà không có phiếu nào.",
                    count(*ended)
                )
            }
            None => {
                format!("Đơn vị «{unit}» có dòng điểm mà không có phiếu nào trong đợt đánh giá {quarter}.")
            }
        }
    }

    fn help(&self) -> String {
        "Ghi phiếu bằng «kstthc slip add»; thu được phiếu nào thì ghi phiếu ấy. Không có phiếu thì đơn vị được ghi là không \
         đánh giá."
            .to_owned()
    }
}

/// A slip about a dossier that did not end in the window of its quarter.
pub struct SlipOutsideWindow<'a> {
    /// The dossier.
    pub id: &'a str,
    /// The quarter of the slip.
    pub quarter: EvaluationQuarter,
    /// The day the dossier's work ended; `None` where it was received after the window.
    pub ended: Option<Date>,
}

impl Fact for SlipOutsideWindow<'_> {
    const CODE: Code = Code::SlipOutsideWindow;

    fn message(&self) -> String {
        let id = shown(self.id);
        let (from, to) = (day::date(self.quarter.from()), day::date(self.quarter.to()));
        let window = format!("ngoài thời gian của đợt {} ({from} đến {to})", quarter_name(self.quarter));
        match self.ended {
            Some(ended) => format!("Hồ sơ «{id}» của phiếu xong ngày {}, {window}.", day::date(ended)),
            None => format!("Hồ sơ «{id}» của phiếu tiếp nhận {window}."),
        }
    }

    fn help(&self) -> String {
        let right = self.ended.map(EvaluationQuarter::containing).map(|quarter| {
            format!("Chuyển phiếu sang data/evaluations/{}/slips.csv, hoặc sửa mã hồ sơ. ", quarter.label())
        });
        format!("{}Phiếu vẫn được tính theo thư mục của quý.", right.unwrap_or_default())
    }
}

/// A slip that names another unit than its dossier.
pub struct SlipOfOtherUnit<'a> {
    /// The dossier.
    pub id: &'a str,
    /// The unit of the slip.
    pub unit: &'a str,
    /// The unit of the dossier.
    pub handler: &'a str,
    /// Where the dossier stands.
    pub place: Place,
}

impl Fact for SlipOfOtherUnit<'_> {
    const CODE: Code = Code::SlipOfOtherUnit;

    fn message(&self) -> String {
        let Self { id, unit, handler, .. } = self;
        format!(
            "Phiếu ghi đơn vị «{}», mà hồ sơ «{}» do «{}» giải quyết.",
            shown(unit),
            shown(id),
            shown(handler)
        )
    }

    fn help(&self) -> String {
        "Điểm của phiếu tính cho đơn vị ghi trên phiếu; sửa đơn vị hoặc mã hồ sơ nếu ghi nhầm.".to_owned()
    }

    fn labels(&self) -> Vec<Label> {
        vec![Label { place: self.place.clone(), text: "hồ sơ của phiếu".to_owned() }]
    }
}

/// A quarter as a sentence names it: `quý 2/2021`.
pub(crate) fn quarter_name(quarter: EvaluationQuarter) -> String {
    format!("quý {}/{}", quarter.number, quarter.year)
}
