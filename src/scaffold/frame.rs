//! A new repository: configuration, units, a plan to start from, empty logs.
//!
//! The plan is a frame: sections and items of a district's approved plan of 2021 in general words, without what only that
//! district decided. It is a draft until the office enters its decision.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, context};
use serde::Serialize;

use super::logs::all_logs;
use super::office::has_districts;
use super::{NewFile, Office};
use crate::model::act::{Acts, Certainty, Displaced, Ending, KnownAct, LAW, Role};
use crate::model::date::Date;
use crate::model::unit::Level;
use crate::syntax::acts::shipped;
use crate::text::{day, wording};

/// The parts of a plan: the name of the file, what it is called, its text.
const PLAN: &[(&str, &str, &str)] = &[
    ("plan", "Quyết định và căn cứ", include_str!("frame/plan.toml")),
    ("A-I", "Mục A.I", include_str!("frame/A-I.toml")),
    ("A-II", "Mục A.II", include_str!("frame/A-II.toml")),
    ("A-III", "Mục A.III", include_str!("frame/A-III.toml")),
    ("A-IV", "Mục A.IV", include_str!("frame/A-IV.toml")),
    ("A-V", "Mục A.V", include_str!("frame/A-V.toml")),
    ("A-VI", "Mục A.VI", include_str!("frame/A-VI.toml")),
    ("A-VII", "Mục A.VII", include_str!("frame/A-VII.toml")),
    ("A-VIII", "Mục A.VIII", include_str!("frame/A-VIII.toml")),
    ("A-IX", "Mục A.IX", include_str!("frame/A-IX.toml")),
    ("B", "Phần B", include_str!("frame/B.toml")),
];
const CONFIG: &str = include_str!("kstthc.toml");
const README: &str = include_str!("README.md");
/// What git need not keep: the tool's own folder and Excel's lock files.
const GITIGNORE: &str = ".kstthc/\n~$*\n";
/// Logs keep the line endings they have: Excel writes CRLF, the tool LF, and neither shall change the other's rows.
const GITATTRIBUTES: &str = "*.csv -text\n";

/// The files of a new repository; `kstthc.toml` comes last, so that one that was not finished is none.
///
/// # Errors
///
/// When a template does not fit its values, which is a fault of the program.
pub fn new_repository(office: &Office) -> Result<Vec<NewFile>, Error> {
    let frame = Frame::new(office)?;
    let mut files = vec![NewFile::new("plan/units.toml", frame.render(units(office))?)];
    files.extend(plan_files(&frame, office)?);
    files.extend(all_logs(office.year));
    files.push(NewFile::new("README.md", frame.plain(README)?));
    files.push(NewFile::new(".gitignore", GITIGNORE));
    files.push(NewFile::new(".gitattributes", GITATTRIBUTES));
    files.push(NewFile::new("kstthc.toml", frame.render(CONFIG)?));
    Ok(files)
}

/// The files of a plan to start from.
fn plan_files(frame: &Frame, office: &Office) -> Result<Vec<NewFile>, Error> {
    let file = |&(stem, name, text): &(&str, &str, &str)| {
        let head = format!(
            "# {name} của DỰ THẢO kế hoạch năm {}, {}.\n# Khung do «kstthc init» lập, theo bố cục một kế hoạch cấp huyện năm \
             2021. Xem lại từng nhiệm vụ, đơn vị,\n# thời gian cho đúng nơi mình trước khi trình phê duyệt.\n\n",
            office.year,
            office.body()
        );
        let path = format!("plan/{}/{stem}.toml", office.year);
        Ok(NewFile::new(path, format!("{head}{}", frame.render(text)?)))
    };
    PLAN.iter().map(file).collect()
}

/// The units of an office of this level.
fn units(office: &Office) -> &'static str {
    match (office.level, has_districts(office.day)) {
        (Level::Province, true) => include_str!("units/province.toml"),
        (Level::Province, false) => include_str!("units/province-two-level.toml"),
        (Level::District, _) => include_str!("units/district.toml"),
        (Level::Commune, true) => include_str!("units/commune.toml"),
        (Level::Commune, false) => include_str!("units/commune-two-level.toml"),
    }
}

/// The values of the templates, and the engine.
struct Frame {
    environment: Environment<'static>,
    values: Value,
}

impl Frame {
    fn new(office: &Office) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let mut syntax = SyntaxConfig::builder();
        environment
            .set_syntax(syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()?);
        environment.set_auto_escape_callback(|name| match name {
            "toml" => AutoEscape::Custom("toml".into()),
            _ => AutoEscape::None,
        });
        environment.set_formatter(write_escaped);
        Ok(Self { environment, values: values(office) })
    }

    /// Fills a TOML file.
    fn render(&self, template: &str) -> Result<String, Error> {
        self.environment.render_named_str("toml", template, &self.values)
    }

    /// Fills a file of plain text.
    fn plain(&self, template: &str) -> Result<String, Error> {
        self.environment.render_named_str("text", template, &self.values)
    }
}

/// Writes texts into TOML so that they end no quoted string; what is marked as safe stands as it is.
fn write_escaped(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let is_toml = matches!(state.auto_escape(), AutoEscape::Custom(_));
    match value.as_str().filter(|_| is_toml && !value.is_safe()) {
        Some(text) => Ok(out.write_str(&text.replace('\\', "\\\\").replace('"', "\\\""))?),
        None => Ok(out.write_str(&value.to_string())?),
    }
}

fn values(office: &Office) -> Value {
    let acts = shipped();
    let words = office.words();
    let joined = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    let codes = |codes: &[&str]| {
        let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
        Value::from_safe_string(quoted.join(", "))
    };
    let all: Vec<&str> = [&["vp"], words.groups].concat();
    let with_culture: Vec<&str> = [&[words.culture], words.groups].concat();
    let is_ending = office.level == Level::District && has_districts(office.day);
    let desk = if has_districts(office.day) {
        "Bộ phận Tiếp nhận và Trả kết quả"
    } else {
        "Trung tâm Phục vụ hành chính công"
    };
    let own = context! {
        office => office.name.clone(),
        body => office.body(),
        place => office.place(),
        level => level_name(office.level),
        year => office.year,
        day => day::date(office.day),
        desk => desk,
        valid_to => if is_ending { "valid_to = 2025-06-30\n" } else { "" },
        source => if has_districts(office.day) { "Nghị định số 24/2014/NĐ-CP" } else { "Nghị định số 150/2025/NĐ-CP" },
        all_units => codes(&all),
        own_units => codes(&all[..2]),
        culture_units => codes(&with_culture),
        all_units_text => joined(&[words.lead, words.others_text, words.below_text]),
        own_units_text => joined(&[words.lead, words.others_text]),
        reporting => citations(&acts, Role::Reporting, office.day),
        one_stop => citations(&acts, Role::OneStop, office.day),
        feedback => citations(&acts, Role::Feedback, office.day),
        bases => Value::from(Serde(&bases(&acts, office.day))),
    };
    context! { ..own, ..Value::from(Serde(&words)) }
}

const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
    }
}

/// The acts of a role as running text, each with the part of the year for which it holds where that is not the whole.
fn citations(acts: &Acts, role: Role, from: Date) -> String {
    let cited = acts.of_role(role, from).map(|act| {
        let ends = act.ending.as_ref().filter(|ending| ending.until.year() == from.year());
        let until = ends.map(|ending| format!(" (đến hết ngày {})", day::date(ending.until)));
        let begins = act.from.filter(|begin| *begin > from);
        let since = begins.map(|begin| format!(" (từ ngày {})", day::date(begin)));
        let (date, limits) = (day::date(act.date), since.or(until).unwrap_or_default());
        format!("{} ngày {date} của {}{limits}", act.name(), act.issuer)
    });
    let cited: Vec<String> = cited.collect();
    if cited.is_empty() { "văn bản đang có hiệu lực".to_owned() } else { cited.join(" và ") }
}

/// A legal basis of the draft.
#[derive(Debug, Serialize)]
struct Basis {
    comments: Vec<String>,
    text: String,
    number: String,
    date: String,
    kind: String,
    issuer: String,
    title: String,
}

fn bases(acts: &Acts, from: Date) -> Vec<Basis> {
    acts.0.iter().filter(|act| act.is_basis && act.concerns_year_from(from)).map(basis).collect()
}

fn basis(act: &KnownAct) -> Basis {
    let date = day::date(act.date);
    let note = Some(act.note.clone()).filter(|note| !note.is_empty());
    let doubt = (act.certainty != Certainty::Verified)
        .then(|| format!("Về hiệu lực của văn bản dưới đây: {}.", wording::certainty(act.certainty)));
    let text = if act.kind == LAW {
        format!("Căn cứ {} ngày {date};", act.name())
    } else {
        format!("Căn cứ {} ngày {date} của {} {};", act.name(), act.issuer, act.title)
    };
    Basis {
        comments: act.displaced.iter().map(displaced).chain(note).chain(doubt).collect(),
        text,
        number: act.number.clone(),
        date: act.date.to_string(),
        kind: act.kind.clone(),
        issuer: act.issuer.clone(),
        title: act.title.strip_prefix("về ").unwrap_or(&act.title).to_owned(),
    }
}

/// What is said of a part of an act that another one displaced.
fn displaced(part: &Displaced) -> String {
    let Ending { until, replaced_by, .. } = &part.ending;
    format!(
        "Phần về {} được thay từ {} ({}); đối chiếu khi dẫn.",
        part.what,
        day::date(until.next()),
        replaced_by.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str, level: Level, year: i32) -> Vec<NewFile> {
        let today = Date::new(year, 1, 1).unwrap();
        new_repository(&Office::new(name, level, (year, today))).unwrap()
    }

    #[test]
    fn a_name_with_quotes_ends_no_string() {
        let files = texts("UBND xã \"A\\B\"", Level::Commune, 2026);
        for file in files.iter().filter(|file| file.path.contains(".toml")) {
            assert!(toml::from_str::<toml::Table>(&file.text).is_ok(), "{}", file.text);
        }
    }

    #[test]
    fn a_plan_cites_what_is_in_force_in_its_year() {
        let cites = |year, number: &str| {
            let files = texts("UBND huyện A", Level::Commune, year);
            files.iter().any(|file| file.text.contains(number))
        };
        assert!(cites(2021, "61/2018/NĐ-CP") && !cites(2021, "118/2025/NĐ-CP"));
        assert!(cites(2026, "118/2025/NĐ-CP") && !cites(2026, "01/2018/TT-VPCP"));
    }

    #[test]
    fn the_file_that_makes_a_repository_comes_last() {
        let files = texts("UBND tỉnh A", Level::Province, 2026);
        assert_eq!(files.last().unwrap().path, "kstthc.toml");
    }
}
