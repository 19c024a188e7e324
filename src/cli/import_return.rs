//! `kstthc import --return`: a unit's filled form II.06a becomes its return.

use std::collections::BTreeMap;
use std::process::ExitCode;

use super::args::ImportArgs;
use super::error::{CliError, FAILED};
use super::import::list;
use super::import_judge::{Drafts, consents, judge};
use super::period::{period, unit};
use super::session::{Opened, Session};
use super::{Outcome, writing};
use crate::diag::Diagnostic;
use crate::import::{FormFlaw as Flaw, FormRow, FormTable, Reporter, Slip, Unread, read_form};
use crate::model::period::{Period, PeriodKind, ReportKind};
use crate::model::returns::{KEYS, PENDING_TOTAL, RECEIVED_TOTAL, RESOLVED_TOTAL, ReturnLevel};
use crate::model::unit::{Unit, UnitIndex, Units};
use crate::repo::{Expect, RepoError, Transaction, read_foreign, read_if_there};
use crate::text::findings::one_line;
use crate::text::number::count;
use crate::text::{width, wording};

/// How much of a name that a form gives is shown, in columns.
const LONGEST_NAME: usize = 80;

/// What the form is to become.
struct Target {
    /// The return, relative to the root.
    path: String,
    /// What it holds on disk.
    before: Option<Vec<u8>>,
    /// What it is to hold.
    after: Vec<u8>,
    /// The command that reports the period.
    next: String,
}

/// Brings the form of a unit in.
pub(super) fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let mut opened = session.open()?;
    let (period, kind) = asked_period(&opened, args)?;
    // The command line asks for it with `--return`.
    let code = args.unit.as_deref().unwrap_or_default();
    let sender_index = unit(&opened, code)?;
    let sender = opened.repository.units.get(sender_index).clone();
    let bytes = read_foreign(&args.file)?;
    let table = read_form(&bytes, sender.level)
        .map_err(|refusal| CliError::usage(format!("«{}»: {refusal}.", args.file.display())))?;
    refuse_flaws(session, &table)?;
    let doubts = head_doubts(&table, &opened.repository.units, (&period, sender_index));
    let path = format!("data/returns/{}-{}/{}.csv", period.year, kind.label(), sender.code);
    let before = read_if_there(&opened.repository.root, &path)?;
    let next = format!("kstthc report {} --year {}", option(kind), period.year);
    let target = Target { path, before, after: table.log()?, next };
    session.print(&preview(&table, &target, (&wording::period(&period), &sender), &doubts))?;
    if target.before.as_ref() == Some(&target.after) {
        session.tell(&format!("{} đã có đúng nội dung này, không có gì thay đổi.", target.path));
        return Ok(ExitCode::SUCCESS);
    }
    let warnings = judged(session, &mut opened, (&table, &target))?;
    let is_doubtful = warnings > 0 || !doubts.is_empty();
    if target.before.is_some() && !args.writing.force {
        return Err(RepoError::Exists { path: opened.repository.root.join(&target.path) }.into());
    }
    if args.writing.dry_run {
        session.tell(&format!("Chạy thử: chưa ghi {}.", target.path));
        return Ok(ExitCode::SUCCESS);
    }
    if !consents(session, args, is_doubtful.then_some("cảnh báo"))? {
        session.tell("Chưa ghi gì.");
        return Ok(ExitCode::from(FAILED));
    }
    write(session, &opened, &target)?;
    Ok(ExitCode::SUCCESS)
}

/// The period asked for, which must be one that units report on.
fn asked_period(opened: &Opened, args: &ImportArgs) -> Result<(Period, ReportKind), CliError> {
    let period = period(opened, &args.period, "kstthc import bieu.xlsx --return --unit p1 --quarter 2")?;
    match period.kind {
        PeriodKind::Report(kind) => Ok((period, kind)),
        PeriodKind::Range => Err(CliError::usage(
            "báo cáo đột xuất (--from, --to) không có tệp số liệu đơn vị gửi; chọn --quarter, --six-months, \
             --nine-months hoặc --annual."
                .to_owned(),
        )),
    }
}

/// The option that asks for a kind of period.
fn option(kind: ReportKind) -> String {
    match kind {
        ReportKind::Quarter(number) => format!("--quarter {number}"),
        ReportKind::SixMonths => "--six-months".to_owned(),
        ReportKind::NineMonths => "--nine-months".to_owned(),
        ReportKind::Annual => "--annual".to_owned(),
    }
}

/// What the form says of itself and the command line does not.
fn head_doubts(table: &FormTable, units: &Units, (period, sender): (&Period, UnitIndex)) -> Vec<String> {
    let head = &table.head;
    let reporter = head.reporter.as_ref().and_then(|reporter| reporter_doubt(reporter, units, sender));
    let asked = wording::window(period.from, period.to);
    let days = head.span.filter(|days| *days != (period.from, period.to));
    let days = days.map(|(from, to)| {
        format!("Cảnh báo: biểu ghi «{}», kỳ được chọn là «{asked}».", wording::window(from, to))
    });
    let is_asked = |(number, year): (u32, i32)| {
        period.kind == PeriodKind::Report(ReportKind::Quarter(number)) && period.year == year
    };
    // The days say more than the name of the period.
    let quarter = head.quarter.filter(|quarter| head.span.is_none() && !is_asked(*quarter));
    let quarter = quarter.map(|(number, year)| {
        let asked = wording::period(period);
        format!("Cảnh báo: biểu ghi quý {number}/{year}, kỳ được chọn là {asked}.")
    });
    reporter.into_iter().chain(days).chain(quarter).collect()
}

/// What is to be said where the form names somebody else than the sender.
fn reporter_doubt(reporter: &str, units: &Units, sender: UnitIndex) -> Option<String> {
    let Unit { code, name, .. } = units.get(sender);
    let meant = match Reporter::of(reporter, sender, units) {
        Reporter::Sender => return None,
        Reporter::Other(other) => format!(", là đơn vị khác (--unit {})", units.get(other).code),
        Reporter::Unknown => String::new(),
    };
    let written = width::truncate(&one_line(reporter), LONGEST_NAME);
    let hint = if meant.is_empty() {
        "; nếu đúng là đơn vị này thì thêm tên ấy vào aliases của plan/units.toml"
    } else {
        ""
    };
    Some(format!(
        "Cảnh báo: biểu ghi đơn vị báo cáo là «{written}»{meant}, lệnh ghi --unit {code} ({name}){hint}."
    ))
}

/// Stops where a cell is no count, or a row of a level is not the sum of its rows.
fn refuse_flaws(session: &Session, table: &FormTable) -> Result<(), CliError> {
    if table.flaws.is_empty() {
        return Ok(());
    }
    let sheet = &table.sheet;
    let flaws = list(&table.flaws, |flaw| format!("trang «{sheet}», dòng {}{}", flaw.row, flaw_text(flaw)));
    session.alert(&flaws);
    let message = format!("biểu có {} chỗ sai nêu ở trên; chưa ghi gì.", table.flaws.len());
    Err(CliError::Refused(message))
}

fn flaw_text(flaw: &Flaw) -> String {
    let place = flaw.cell.as_ref().map_or_else(String::new, |(cell, figure)| {
        let (group, heading) = wording::FORM_COLUMNS[*figure];
        format!(", ô {cell}, cột ({}) {group} – {heading}", figure + 3)
    });
    format!("{place}: {}", slip_text(&flaw.slip))
}

fn slip_text(slip: &Slip) -> String {
    match slip {
        Slip::Unread(unread) => unread_text(unread),
        Slip::Nameless => "có số mà không có tên lĩnh vực ở cột (2)".to_owned(),
        Slip::LevelSum { stated, sum } => {
            format!("dòng của cấp ghi {}, cộng các lĩnh vực bên dưới được {}", count(*stated), count(*sum))
        }
        Slip::LevelAlone => {
            "dòng của cấp có số mà bên dưới không có lĩnh vực nào; số liệu cần tách theo lĩnh vực".to_owned()
        }
    }
}

fn unread_text(unread: &Unread) -> String {
    match unread {
        Unread::Negative(shown) => format!("«{shown}» là số âm"),
        Unread::Fraction(shown) => format!("«{shown}» không phải số nguyên"),
        Unread::TooLarge(shown) => format!("«{shown}» quá lớn"),
        Unread::Text(shown) => format!("«{shown}» không phải số; không có hồ sơ thì ghi 0 hoặc để trống"),
        Unread::Day => "là ngày tháng, phải là số hồ sơ; đặt lại định dạng ô là Number".to_owned(),
        Unread::Truth => "là giá trị đúng/sai, phải là số hồ sơ".to_owned(),
        Unread::Error => "công thức bị lỗi (#REF!, #VALUE!…)".to_owned(),
        Unread::Uncomputed => "công thức chưa có kết quả; mở tệp bằng Excel rồi lưu lại trước".to_owned(),
    }
}

/// What is about to be written, and what was passed over.
fn preview(table: &FormTable, target: &Target, (period, sender): (&str, &Unit), doubts: &[String]) -> String {
    let mut text = format!("Trang «{}» → {} ({}, {})\n", table.sheet, target.path, sender.name, period);
    text.push_str(&rows_text(&table.rows));
    for remark in doubts.iter().chain(&remarks(table, sender)) {
        text.push_str(remark);
        text.push('\n');
    }
    text
}

/// The columns of a preview: what came in, what was done, what is left.
const SHOWN: [usize; 3] = [RECEIVED_TOTAL, RESOLVED_TOTAL, PENDING_TOTAL];

fn rows_text(rows: &[FormRow]) -> String {
    let widest = rows.iter().map(|row| width::columns(&name(row))).max().unwrap_or_default().min(60);
    let line = |row: &str, name: &str, figures: [String; 3]| {
        let name = width::pad_end(&width::truncate(name, widest), widest);
        let [received, resolved, pending] = figures.map(|figure| width::pad_start(&figure, 9));
        format!("  {}  {name}{received}{resolved}{pending}\n", width::pad_start(row, 5))
    };
    let mut text = line("dòng", "", SHOWN.map(|at| format!("({})", at + 3)));
    for row in rows {
        text.push_str(&line(&row.row.to_string(), &name(row), SHOWN.map(|at| count(row.figures.value(at)))));
    }
    text
}

fn name(row: &FormRow) -> String {
    match row.level {
        ReturnLevel::Of(level) => format!("{}: {}", wording::level(level), row.field),
        ReturnLevel::Total => "Tổng số".to_owned(),
    }
}

/// What whoever brings the form in should know.
fn remarks(table: &FormTable, sender: &Unit) -> Vec<String> {
    let mut remarks = Vec::new();
    if table.level_is_assumed {
        let level = wording::level(sender.level);
        remarks.push(format!(
            "Lưu ý: có lĩnh vực không nằm dưới dòng cấp nào; tính vào {level}, cấp của đơn vị."
        ));
    }
    if !table.has_total() {
        remarks.push("Lưu ý: bảng không có dòng tổng, nên không đối chiếu được tổng của đơn vị.".to_owned());
    }
    if table.rows.iter().any(|row| KEYS.iter().enumerate().any(|(at, _)| row.figures.stated[at].is_none())) {
        remarks.push("Lưu ý: ô tổng (3), (7) hoặc (11) để trống được tính từ các ô thành phần.".to_owned());
    }
    let passed = [
        (table.blank, "dòng trống"),
        (table.below, "dòng dưới bảng"),
        (table.unfilled.len(), "dòng không có số"),
    ];
    let passed = passed.into_iter().filter(|(rows, _)| *rows > 0);
    let passed: Vec<String> = passed.map(|(rows, what)| format!("{rows} {what}")).collect();
    if !passed.is_empty() {
        remarks.push(format!("Bỏ qua {}.", passed.join(", ")));
    }
    if !table.unfilled.is_empty() {
        remarks.push(list(&table.unfilled, |(row, name)| format!("dòng {row} «{name}»: không có số")));
    }
    if !table.numbers_below.is_empty() {
        remarks
            .push(list(&table.numbers_below, |row| format!("dòng {row} dưới dòng tổng có số, không tính")));
    }
    remarks
}

/// Checks the repository as it would be with the return.
fn judged(
    session: &Session,
    opened: &mut Opened,
    (table, target): (&FormTable, &Target),
) -> Result<usize, CliError> {
    let logs = BTreeMap::from([(target.path.clone(), target.after.clone())]);
    let refusal = "số liệu của biểu có lỗi nêu ở trên; chưa ghi gì. Xin đơn vị sửa biểu rồi gửi lại.";
    let is_of_return = |finding: &Diagnostic| *finding.place.path == *target.path;
    let row_of = |finding: &Diagnostic| {
        let line = finding.place.line;
        is_of_return(finding).then(|| table.row_of_line(line)).flatten().map(|row| (line, row))
    };
    judge(session, opened, Drafts { logs, sheet: &table.sheet, refusal }, is_of_return, row_of)
}

/// Writes the return, which must be as it was read.
fn write(session: &Session, opened: &Opened, target: &Target) -> Result<(), CliError> {
    let root = &opened.repository.root;
    let lock = writing::lock(session, root)?;
    let mut transaction = Transaction::new(&lock);
    let expect = Expect::as_read(target.before.as_deref());
    transaction.stage(&root.join(&target.path), target.after.clone(), expect)?;
    transaction.commit()?;
    session.tell(&format!("Đã ghi {}. Tiếp theo: {}", target.path, target.next));
    Ok(())
}
