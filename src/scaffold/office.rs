//! The office a new repository is for, and the words its plan needs.

use serde::Serialize;

use crate::model::date::Date;
use crate::model::unit::Level;

/// How the names of People's Committees begin.
const COMMITTEES: [&str; 2] = ["Ủy ban nhân dân ", "UBND "];

/// An office and the year its plan is for.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its full name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// The year of the plan.
    pub year: i32,
    /// The day whose law is taken: today in the year of the plan, else its first day.
    pub day: Date,
}

/// Tells whether there is a district level on a day: it ended on 01/07/2025 (Nghị quyết 203/2025/QH15).
#[must_use]
pub fn has_districts(day: Date) -> bool {
    (day.year(), day.month()) < (2025, 7)
}

/// The words in which plans of different levels differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    /// The unit that is the focal point.
    pub lead: &'static str,
    /// Who proposes the plan.
    pub proposer: &'static str,
    /// The other bodies of the office.
    pub others_text: &'static str,
    /// The units below, if the office has any.
    pub below_text: &'static str,
    /// Codes of the groups of units: the own ones, and those below.
    #[serde(skip)]
    pub groups: &'static [&'static str],
    /// The unit for culture and information.
    pub culture: &'static str,
    /// Its name.
    pub culture_text: &'static str,
    /// The office above.
    pub above_office: &'static str,
    /// What comes of reviewing procedures.
    pub publication: &'static str,
}

const PROPOSED: &str =
    "Kiến nghị gửi cấp có thẩm quyền công bố thủ tục hành chính được sửa đổi, bổ sung, thay thế hoặc bãi bỏ";
const PUBLISHED: &str = "Quyết định của Chủ tịch UBND cấp tỉnh công bố thủ tục hành chính được sửa đổi, bổ sung, thay thế hoặc bãi bỏ";

const PROVINCE: Words = Words {
    lead: "Văn phòng UBND tỉnh",
    proposer: "Chánh Văn phòng UBND tỉnh",
    others_text: "các sở, ban, ngành",
    below_text: "UBND các huyện, thị xã, thành phố",
    groups: &["@phong-ban", "@cap-huyen"],
    culture: "so-vhttdl",
    culture_text: "Sở Văn hóa, Thể thao và Du lịch",
    above_office: "Văn phòng Chính phủ",
    publication: PUBLISHED,
};
const PROVINCE_TWO_LEVEL: Words =
    Words { below_text: "UBND các xã, phường", groups: &["@phong-ban", "@xa-phuong"], ..PROVINCE };
const DISTRICT: Words = Words {
    lead: "Văn phòng HĐND và UBND",
    proposer: "Chánh Văn phòng HĐND và UBND",
    others_text: "các phòng, ban, ngành",
    below_text: "UBND các xã, phường",
    groups: &["@phong-ban", "@xa-phuong"],
    culture: "vh-tt",
    culture_text: "Phòng Văn hóa và Thông tin",
    above_office: "Văn phòng UBND cấp tỉnh",
    publication: PROPOSED,
};
const COMMUNE: Words = Words {
    lead: "Công chức Văn phòng - Thống kê",
    proposer: "Công chức Văn phòng - Thống kê",
    others_text: "công chức chuyên môn",
    below_text: "",
    groups: &["@phong-ban"],
    culture: "vh-xh",
    culture_text: "Công chức Văn hóa - Xã hội",
    above_office: "Văn phòng HĐND và UBND cấp huyện",
    publication: PROPOSED,
};
const COMMUNE_TWO_LEVEL: Words = Words {
    lead: "Văn phòng HĐND và UBND",
    proposer: "Chánh Văn phòng HĐND và UBND",
    others_text: "các phòng chuyên môn, Trung tâm Phục vụ hành chính công",
    culture_text: "Phòng Văn hóa - Xã hội",
    above_office: "Văn phòng UBND cấp tỉnh",
    ..COMMUNE
};

impl Office {
    /// An office; `today` says which law holds where the plan is for the current year.
    #[must_use]
    pub fn new(name: &str, level: Level, (year, today): (i32, Date)) -> Self {
        let first = Date::new(year, 1, 1).unwrap_or(today);
        let day = if today.year() == year { today } else { first };
        Self { name: name.to_owned(), level, year, day }
    }

    /// Where it governs: `phường Phước Long`.
    pub(super) fn place(&self) -> &str {
        COMMITTEES.iter().find_map(|prefix| self.name.strip_prefix(prefix)).unwrap_or(&self.name)
    }

    /// Its short name: `UBND phường Phước Long`.
    pub(super) fn body(&self) -> String {
        let place = self.place();
        if place == self.name { self.name.clone() } else { format!("UBND {place}") }
    }

    /// Whether it is of a level that no longer exists on the day.
    #[must_use]
    pub fn is_abolished(&self) -> bool {
        self.level == Level::District && !has_districts(self.day)
    }

    /// The words of its level in its time.
    pub(super) fn words(&self) -> Words {
        match (self.level, has_districts(self.day)) {
            (Level::Province, true) => PROVINCE,
            (Level::Province, false) => PROVINCE_TWO_LEVEL,
            (Level::District, _) => DISTRICT,
            (Level::Commune, true) => COMMUNE,
            (Level::Commune, false) => COMMUNE_TWO_LEVEL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_name_is_made_from_the_full_one_and_other_names_stay() {
        let today = Date::new(2026, 3, 1).unwrap();
        let office = |name| Office::new(name, Level::Commune, (2026, today));
        assert_eq!(office("Ủy ban nhân dân phường Phước Long").body(), "UBND phường Phước Long");
        assert_eq!(office("UBND xã Thử").place(), "xã Thử");
        assert_eq!(office("Trung tâm X").body(), "Trung tâm X");
    }

    #[test]
    fn the_law_is_that_of_today_in_the_year_of_the_plan_and_of_its_first_day_otherwise() {
        let today = Date::new(2025, 8, 1).unwrap();
        let district = |year| Office::new("UBND huyện A", Level::District, (year, today));
        assert!(district(2025).is_abolished() && district(2026).is_abolished());
        assert!(!district(2021).is_abolished());
        assert_eq!(district(2021).day.to_string(), "2021-01-01");
    }
}
