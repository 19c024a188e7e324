//! Reads `data/sealed/<period>.json`.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::returns::read_period;
use crate::model::config::RateOver;
use crate::model::date::Date;
use crate::model::returns::{Figures, KEYS};
use crate::model::seal::{Seal, SealedCell};
use crate::model::unit::Level;

/// The schema this version reads and writes.
const SCHEMA: u64 = 1;

#[derive(Deserialize)]
struct File {
    schema_version: u64,
    kind: String,
    sealed_on: String,
    period: PeriodPart,
    provenance: Provenance,
    dossiers: Dossiers,
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct PeriodPart {
    kind: String,
    year: i32,
    number: Option<u32>,
}

#[derive(Deserialize)]
struct Provenance {
    commit: Option<String>,
    data_sha256: Option<String>,
}

#[derive(Deserialize)]
struct Dossiers {
    total: Map<String, Value>,
    on_time_rate: Rate,
}

#[derive(Deserialize)]
struct Rate {
    over: String,
}

#[derive(Deserialize)]
struct Cell {
    level: String,
    field: String,
    unit: String,
    #[serde(flatten)]
    columns: Map<String, Value>,
}

/// Reads a seal.
///
/// # Errors
///
/// Why it cannot be read, in Vietnamese and without a full stop.
pub fn read_seal(path: &Arc<str>, bytes: &[u8]) -> Result<Seal, String> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (year, kind) =
        name.strip_suffix(".json").and_then(read_period).ok_or("tên tệp không phải là một kỳ báo cáo")?;
    let file: File = serde_json::from_slice(bytes).map_err(|error| {
        format!("dòng {}, cột {}: không phải là tệp do «kstthc seal» viết", error.line(), error.column())
    })?;
    if file.kind != "seal" || file.schema_version != SCHEMA {
        return Err("không phải là tệp chốt số liệu mà bản kstthc này biết".to_owned());
    }
    let label = |part: &PeriodPart| match (part.kind.as_str(), part.number) {
        ("quarter", Some(number)) => format!("Q{number}"),
        ("six_months", None) => "6M".to_owned(),
        ("nine_months", None) => "9M".to_owned(),
        ("annual", None) => "Y".to_owned(),
        _ => String::new(),
    };
    if (file.period.year, label(&file.period)) != (year, kind.label()) {
        return Err("kỳ ghi trong tệp khác kỳ ở tên tệp".to_owned());
    }
    let sealed_on = Date::parse(file.sealed_on.as_bytes()).ok_or("ngày chốt sealed_on không phải là ngày")?;
    let over = match file.dossiers.on_time_rate.over.as_str() {
        "received_total" => RateOver::ReceivedTotal,
        "resolved_total" => RateOver::ResolvedTotal,
        _ => return Err("on_time_rate.over không phải received_total hay resolved_total".to_owned()),
    };
    let cells = file.cells.into_iter().map(read_cell).collect::<Result<Vec<_>, _>>()?;
    check_total(&figures(&file.dossiers.total)?, &cells)?;
    let Provenance { commit, data_sha256 } = file.provenance;
    Ok(Seal { year, kind, path: Arc::clone(path), sealed_on, commit, data_sha256, over, cells })
}

fn read_cell(cell: Cell) -> Result<SealedCell, String> {
    let level = match cell.level.as_str() {
        "province" => Level::Province,
        "district" => Level::District,
        "commune" => Level::Commune,
        _ => return Err("level trong cells không phải province, district hay commune".to_owned()),
    };
    let figures = figures(&cell.columns)?;
    Ok(SealedCell { level, field: cell.field, unit: cell.unit, figures })
}

/// The eleven figures, whose sums must hold.
fn figures(columns: &Map<String, Value>) -> Result<Figures, String> {
    let mut figures = Figures::default();
    for (stated, key) in figures.stated.iter_mut().zip(KEYS) {
        // Larger numbers could not be added up.
        let number = columns.get(key).and_then(Value::as_u64).filter(|number| u32::try_from(*number).is_ok());
        *stated = Some(number.ok_or_else(|| format!("thiếu số {key} hoặc đó không phải là số hồ sơ"))?);
    }
    match (0..KEYS.len()).find(|&column| figures.value(column) != figures.computed(column)) {
        Some(column) => Err(format!("{} khác tổng các cột thành phần", KEYS[column])),
        None => Ok(figures),
    }
}

/// The total is the sum of the cells, or one of them was changed by hand.
fn check_total(total: &Figures, cells: &[SealedCell]) -> Result<(), String> {
    for (column, key) in KEYS.iter().enumerate() {
        let sum: u64 = cells.iter().map(|cell| cell.figures.value(column)).sum();
        if sum != total.value(column) {
            return Err(format!("{key} của toàn bộ khác tổng các ô trong cells"));
        }
    }
    Ok(())
}

/// The text of a seal with the day on which it was lifted, and why; `None` where it is no object.
#[must_use]
pub fn lifted(text: &str, day: Date, reason: &str) -> Option<String> {
    let body = text.trim_end().strip_suffix('}')?.trim_end();
    let reason = Value::from(reason);
    Some(format!("{body},\n  \"unsealed_on\": \"{day}\",\n  \"unsealed_reason\": {reason}\n}}\n"))
}

/// When a lifted seal was made, when it was lifted, and why.
#[must_use]
pub fn lifting(bytes: &[u8]) -> Option<[String; 3]> {
    let seal: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
    let text = |key: &str| Some(seal.get(key)?.as_str()?.to_owned());
    Some([text("sealed_on")?, text("unsealed_on")?, text("unsealed_reason")?])
}

/// Tells whether a lifted seal keeps a seal whole, with day and reason added and nothing else.
#[must_use]
pub fn keeps(lifted: &[u8], seal: &[u8]) -> bool {
    let object = |bytes: &[u8]| serde_json::from_slice::<Map<String, Value>>(bytes).ok();
    let (Some(mut lifted), Some(seal)) = (object(lifted), object(seal)) else { return false };
    let text = |value: Option<Value>| value.and_then(|value| value.as_str().map(str::to_owned));
    let day = text(lifted.remove("unsealed_on")).and_then(|day| Date::parse(day.as_bytes()));
    let reason = text(lifted.remove("unsealed_reason")).filter(|reason| !reason.trim().is_empty());
    day.is_some() && reason.is_some() && lifted == seal
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#""received_total":1,"received_online":1,"received_direct":0,"carried_over":0,"resolved_total":1,"resolved_early":1,"resolved_on_time":0,"resolved_late":0,"pending_total":0,"pending_in_time":0,"pending_overdue":0"#;

    fn text() -> String {
        format!(
            r#"{{"schema_version":1,"kind":"seal","sealed_on":"2021-06-20","period":{{"kind":"quarter","year":2021,"number":2}},
"provenance":{{"commit":null,"data_sha256":"ab"}},"dossiers":{{"total":{{{ROW}}},"on_time_rate":{{"percent":100,"over":"received_total"}}}},
"cells":[{{"level":"district","field":"Đất đai","unit":"tn",{ROW}}}]}}"#
        )
    }

    fn read(text: &str) -> Result<Seal, String> {
        read_seal(&Arc::from("data/sealed/2021-Q2.json"), text.as_bytes())
    }

    #[test]
    fn a_seal_is_read_with_its_cells() {
        let seal = read(&text()).unwrap();
        assert_eq!((seal.year, seal.kind.label()), (2021, "Q2".to_owned()));
        assert_eq!((seal.cells[0].unit.as_str(), seal.cells[0].figures.value(7)), ("tn", 0));
        assert_eq!(seal.cells[0].figures.value(5), 1);
    }

    #[test]
    fn what_contradicts_itself_is_refused_with_the_reason() {
        let refused = |from: &str, to: &str| read(&text().replacen(from, to, 1)).unwrap_err();
        assert!(refused("resolved_early\":1", "resolved_early\":2").contains("resolved_total"));
        assert!(
            refused("\"unit\":\"tn\",\"received_total\":1", "\"unit\":\"tn\",\"received_total\":9")
                .contains("received_total")
        );
        assert!(refused("\"number\":2", "\"number\":3").contains("kỳ"));
        assert!(refused("\"seal\"", "\"report\"").contains("kstthc"));
        assert!(refused("{", "[").starts_with("dòng 1"));
        assert!(refused("\"unit\":\"tn\",", "").starts_with("dòng 3"));
        let half = text().replace("\"cells\":[{", "\"cells\":[],\"x\":[{");
        assert!(read(&half).unwrap_err().contains("cells"));
    }

    #[test]
    fn a_lifted_seal_keeps_all_that_was_sealed_and_says_why() {
        let day = Date::parse(b"2021-07-01").unwrap();
        let kept = lifted(&text(), day, "Gửi \"đính chính\"").unwrap();
        assert!(keeps(kept.as_bytes(), text().as_bytes()));
        assert!(!keeps(text().as_bytes(), text().as_bytes()), "no day and no reason");
        assert!(!keeps(lifted(&text(), day, " ").unwrap().as_bytes(), text().as_bytes()), "no reason");
        assert!(!keeps(kept.replace("Đất đai", "Hộ tịch").as_bytes(), text().as_bytes()), "other figures");
    }
}
