//! The elements around the body of a report (NĐ 30/2020/NĐ-CP, Phụ lục I), from the office's name and level.
//!
//! What an office does not state in `[letterhead]` follows usage: a People's Committee names no superior body and signs
//! "TM. ỦY BAN NHÂN DÂN"; its offices and departments stand under it. Usage, not law: each value can be stated.

use crate::model::config::Config;
use crate::model::date::Date;
use crate::model::unit::{Level, Unit, UnitKind};
use crate::report::document::Letter;

/// How the name of a People's Committee begins.
const COMMITTEE: &str = "Ủy ban nhân dân";

/// The first month without a district level (Nghị quyết 203/2025/QH15).
const TWO_LEVELS: (i32, u32) = (2025, 7);

/// Kinds of places that stand before their names.
const PLACES: [&str; 8] = ["thành phố", "thị xã", "thị trấn", "tỉnh", "quận", "huyện", "phường", "xã"];

/// Makes the letter of a report of the office, or of one of its units.
pub(super) fn letter(config: &Config, unit: Option<&Unit>, day: Date) -> Letter {
    let issuer = unit.map_or(config.office.as_str(), |unit| unit.name.as_str());
    let below = unit.is_some_and(|unit| committee_of(&unit.name).is_none());
    let own = &config.letterhead;
    let stated = |lines: &[String], usual: Vec<String>| {
        if lines.is_empty() || unit.is_some() { usual } else { lines.to_vec() }
    };
    let superior =
        if below { Some(config.office.clone()) } else { own.superior.clone().filter(|_| unit.is_none()) };
    let symbol = own.symbol.clone().filter(|_| unit.is_none()).unwrap_or_else(|| symbol(unit, issuer));
    let place = match &own.place {
        Some(place) if unit.is_none() || below => place.clone(),
        _ if below => place_of(&config.office).to_owned(),
        _ => place_of(issuer).to_owned(),
    };
    Letter {
        superior: superior
            .map(|name| name.to_uppercase())
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        issuer: issuer_lines(issuer),
        number: format!("Số:          /{symbol}"),
        place_and_date: format!("{place}, ngày       tháng       năm {}", day.year()),
        addressees: stated(&own.to, addressees(config, unit, day)),
        signature: stated(&own.signature, signature(issuer, unit)),
        signer: own.signer.clone().filter(|_| unit.is_none()).unwrap_or_default(),
        recipients: stated(&own.recipients, vec!["Như trên".to_owned(), "Lưu: VT".to_owned()]),
        ..Letter::default()
    }
}

/// The place a People's Committee governs: `thị xã Phước Long`.
fn committee_of(name: &str) -> Option<&str> {
    let short = name.strip_prefix("UBND ").map(str::trim);
    short.or_else(|| name.strip_prefix(COMMITTEE).map(str::trim)).filter(|place| !place.is_empty())
}

fn issuer_lines(name: &str) -> Vec<String> {
    match committee_of(name) {
        Some(place) => vec![COMMITTEE.to_uppercase(), place.to_uppercase()],
        None => vec![name.to_uppercase()],
    }
}

/// The name of the place without its kind: `Phước Long`.
fn place_of(office: &str) -> &str {
    let place = committee_of(office).unwrap_or(office);
    let stripped = PLACES.iter().find_map(|kind| place.strip_prefix(kind).map(str::trim));
    stripped.filter(|name| !name.is_empty()).unwrap_or(place)
}

/// `BC-UBND`, the office's `BC-VP`, a department's `BC-P` with a room for its initials.
fn symbol(unit: Option<&Unit>, issuer: &str) -> String {
    match unit.map(|unit| unit.kind) {
        _ if committee_of(issuer).is_some() => "BC-UBND".to_owned(),
        Some(UnitKind::Office) => "BC-VP".to_owned(),
        Some(UnitKind::Department) => "BC-P……".to_owned(),
        _ => "BC-……".to_owned(),
    }
}

/// To the body above: a unit reports to the office; a town to its province, a province to the Government Office.
fn addressees(config: &Config, unit: Option<&Unit>, day: Date) -> Vec<String> {
    let to = match (unit, config.level) {
        (Some(_), _) => config.office.clone(),
        (None, Level::Province) => "Văn phòng Chính phủ".to_owned(),
        (None, Level::District) => "Văn phòng Ủy ban nhân dân tỉnh".to_owned(),
        (None, Level::Commune) if (day.year(), day.month()) >= TWO_LEVELS => {
            "Ủy ban nhân dân tỉnh".to_owned()
        }
        (None, Level::Commune) => "Ủy ban nhân dân huyện".to_owned(),
    };
    vec![to]
}

fn signature(issuer: &str, unit: Option<&Unit>) -> Vec<String> {
    let lines: &[&str] = match unit.map(|unit| unit.kind) {
        _ if committee_of(issuer).is_some() => &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        _ if issuer.starts_with("Trung tâm") => &["GIÁM ĐỐC"],
        Some(UnitKind::Office) => &["CHÁNH VĂN PHÒNG"],
        Some(UnitKind::Department) => &["TRƯỞNG PHÒNG"],
        _ => &["THỦ TRƯỞNG CƠ QUAN"],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::{Counting, FeedbackLimits, Letterhead, Reporting};

    fn config(office: &str, level: Level) -> Config {
        Config {
            office: office.to_owned(),
            level,
            letterhead: Letterhead::default(),
            reporting: Reporting::default(),
            counting: Counting::default(),
            feedback: FeedbackLimits::default(),
            illustrative: false,
            as_of: None,
        }
    }

    fn unit(name: &str, kind: UnitKind) -> Unit {
        Unit { name: name.to_owned(), kind, ..Unit::sample("u") }
    }

    fn day() -> Date {
        Date::new(2021, 6, 14).unwrap()
    }

    #[test]
    fn a_commune_reports_to_its_district_and_without_districts_to_its_province() {
        let config = config("Ủy ban nhân dân phường Phước Long", Level::Commune);
        assert_eq!(letter(&config, None, day()).addressees, ["Ủy ban nhân dân huyện"]);
        let later = Date::new(2026, 3, 14).unwrap();
        assert_eq!(letter(&config, None, later).addressees, ["Ủy ban nhân dân tỉnh"]);
    }

    #[test]
    fn a_peoples_committee_names_no_superior_and_signs_in_its_own_name() {
        let letter = letter(&config("Ủy ban nhân dân thị xã Phước Long", Level::District), None, day());
        assert_eq!(letter.superior, Vec::<String>::new());
        assert_eq!(letter.issuer, ["ỦY BAN NHÂN DÂN", "THỊ XÃ PHƯỚC LONG"]);
        assert!(letter.number.ends_with("/BC-UBND"), "{}", letter.number);
        assert!(letter.place_and_date.starts_with("Phước Long, ngày "), "{}", letter.place_and_date);
        assert_eq!(letter.addressees, ["Văn phòng Ủy ban nhân dân tỉnh"]);
        assert_eq!(letter.signature, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
    }

    #[test]
    fn a_department_stands_under_the_office_and_reports_to_it() {
        let config = config("Ủy ban nhân dân thị xã Phước Long", Level::District);
        let letter = letter(&config, Some(&unit("Phòng Tư pháp", UnitKind::Department)), day());
        assert_eq!(letter.superior, ["ỦY BAN NHÂN DÂN THỊ XÃ PHƯỚC LONG"]);
        assert_eq!(letter.issuer, ["PHÒNG TƯ PHÁP"]);
        assert_eq!(letter.addressees, ["Ủy ban nhân dân thị xã Phước Long"]);
        assert_eq!(letter.signature, ["TRƯỞNG PHÒNG"]);
    }

    #[test]
    fn a_commune_signs_as_a_committee_and_reports_to_the_office() {
        let config = config("Ủy ban nhân dân thị xã Phước Long", Level::District);
        let letter = letter(&config, Some(&unit("UBND phường Thác Mơ", UnitKind::Commune)), day());
        assert_eq!(letter.issuer, ["ỦY BAN NHÂN DÂN", "PHƯỜNG THÁC MƠ"]);
        assert!(letter.place_and_date.starts_with("Thác Mơ, ngày "), "{}", letter.place_and_date);
        assert_eq!(letter.superior, Vec::<String>::new());
        assert_eq!(letter.signature[0], "TM. ỦY BAN NHÂN DÂN");
    }

    #[test]
    fn a_centre_is_signed_for_by_its_director() {
        let config = config("Ủy ban nhân dân phường Phước Long", Level::Commune);
        let centre = unit("Trung tâm Phục vụ hành chính công", UnitKind::Department);
        assert_eq!(letter(&config, Some(&centre), day()).signature, ["GIÁM ĐỐC"]);
    }

    #[test]
    fn what_the_office_states_is_taken_as_it_stands() {
        let mut config = config("Trung tâm Phục vụ hành chính công", Level::Commune);
        config.letterhead = Letterhead {
            superior: Some("Ủy ban nhân dân phường Phước Long".to_owned()),
            symbol: Some("BC-TTHCC".to_owned()),
            place: Some("Phước Long".to_owned()),
            to: vec!["Ủy ban nhân dân phường Phước Long".to_owned()],
            signature: vec!["GIÁM ĐỐC".to_owned()],
            signer: Some("Nguyễn Văn A".to_owned()),
            recipients: vec!["Như trên".to_owned(), "Lưu: VT, HCC".to_owned()],
        };
        let letter = letter(&config, None, day());
        assert_eq!(letter.superior, ["ỦY BAN NHÂN DÂN PHƯỜNG PHƯỚC LONG"]);
        assert_eq!(
            (letter.signature.as_slice(), letter.signer.as_str()),
            (&["GIÁM ĐỐC".to_owned()][..], "Nguyễn Văn A")
        );
        assert_eq!(letter.recipients[1], "Lưu: VT, HCC");
        assert!(letter.number.ends_with("/BC-TTHCC"));
    }
}
