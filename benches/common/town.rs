//! A made-up town: a repository with one log of any length, the same bytes for the same numbers of rows and units; twenty units where
//! it is not said, many for a town in which each has few dossiers a day.
//!
//! The log has every column of the contract but `handed_over_at`, about 144 bytes a row, receipts from 01/10/2020 to 31/12/2021 in
//! their order, and what real logs have: fields with commas, notes with commas, quotes and newlines, dossiers that are late,
//! waiting, withdrawn or forgotten. `check` finds no error in it, and warnings in about three rows of a hundred.

#![expect(clippy::disallowed_methods, reason = "a benchmark makes files of its own")]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use kstthc::model::calendar::WorkingCalendar;
use kstthc::model::date::Date;
use kstthc::syntax::holidays::shipped;

use crate::chance::Chance;

/// Where the log lies.
pub(crate) const LOG: &str = "data/dossiers/log.csv";

/// How many units a town has where nothing else is said.
pub(crate) const UNITS: u32 = 20;
const PROCEDURES: u32 = 320;
const HEADER: &str = "dossier_id,procedure_code,field,unit,channel,received_at,due_at,completed_at,status,late_reason,officer,note";

/// The commonest first.
const FIELDS: [&str; 40] = [
    "Đất đai",
    "Hộ tịch",
    "Chứng thực",
    "Bảo trợ xã hội",
    "Hoạt động xây dựng",
    "Người có công",
    "\"Phòng, chống tệ nạn xã hội\"",
    "Môi trường",
    "Nuôi con nuôi",
    "Giáo dục mầm non",
    "Giáo dục tiểu học",
    "Giáo dục trung học",
    "\"Giáo dục nghề nghiệp, giáo dục thường xuyên\"",
    "Thi đua - khen thưởng",
    "Tôn giáo",
    "Tổ chức phi chính phủ",
    "Tổ chức hành chính",
    "Văn hóa cơ sở",
    "Thư viện",
    "Gia đình",
    "Thể dục thể thao",
    "\"Phát thanh, truyền hình và thông tin điện tử\"",
    "Xuất bản",
    "Lưu thông hàng hóa trong nước",
    "Kinh doanh khí",
    "An toàn thực phẩm",
    "\"Nông nghiệp, lâm nghiệp và thủy sản\"",
    "Thủy lợi",
    "\"Phòng, chống thiên tai\"",
    "Lâm nghiệp",
    "Đường bộ",
    "Đường thủy nội địa",
    "Hạ tầng kỹ thuật",
    "Quy hoạch xây dựng",
    "\"Lao động, tiền lương\"",
    "Trẻ em",
    "Giải quyết khiếu nại",
    "Thành lập và hoạt động của doanh nghiệp",
    "Thành lập và hoạt động của hộ kinh doanh",
    "Tiếp công dân",
];

/// Some are quoted for their commas and quotes, one for its newline too.
const NOTES: [&str; 10] = [
    "Đã bổ sung giấy tờ",
    "Chờ kết quả xác minh",
    "Trả kết quả tại nhà",
    "Người nộp có giấy ủy quyền",
    "Nộp lại lần hai",
    "\"Thiếu bản vẽ, đã hướng dẫn\"",
    "\"Chuyển cơ quan thuế, chờ thông báo\"",
    "\"Ghi thiếu \"\"Tờ khai\"\", đã bổ sung\"",
    "\"Xin lỗi, hẹn lại ngày trả\"",
    "\"Lần 1: thiếu bản vẽ\nLần 2: đủ, đạt yêu cầu\"",
];

const CHANNELS: [&str; 20] = {
    let mut channels = ["direct"; 20];
    let mut online = 0;
    while online < 7 {
        channels[online] = "online";
        online += 1;
    }
    channels[19] = "postal";
    channels
};

/// How large a town is.
#[derive(Clone, Copy)]
pub(crate) struct Dimensions {
    pub(crate) rows: u64,
    pub(crate) units: u32,
}

impl Dimensions {
    /// Reads `1000000`, or with a number of units `1000000/300`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (rows, units) = text.split_once('/').map_or((text, None), |(rows, units)| (rows, Some(units)));
        let units = units.map_or(Some(UNITS), |units| units.parse().ok())?;
        Some(Self { rows: rows.parse().ok()?, units }).filter(|town| town.units > 0)
    }
}

/// Makes the repository in an empty folder.
pub(crate) fn make(folder: &Path, dimensions: Dimensions) -> std::io::Result<()> {
    std::fs::create_dir_all(folder.join("plan"))?;
    std::fs::create_dir_all(folder.join("data/dossiers"))?;
    let config = "schema_version = 1\n[office]\nname = \"Thị xã X\"\nlevel = \"district\"\n";
    std::fs::write(folder.join("kstthc.toml"), config)?;
    std::fs::write(folder.join("plan/units.toml"), units_toml(dimensions.units))?;
    write_log(File::create(folder.join(LOG))?, dimensions)
}

fn units_toml(units: u32) -> String {
    let mut text = "schema_version = 1\n".to_owned();
    for number in 1..=units {
        let code = unit_code(number);
        let _ = write!(
            text,
            "\n[[unit]]\ncode = \"{code}\"\nname = \"Đơn vị {number}\"\nkind = \"department\"\nlevel = \"district\"\n"
        );
    }
    text
}

fn unit_code(number: u32) -> String {
    format!("{:03}.{:02}.34.H10", number / 100, number % 100)
}

fn write_log(file: File, Dimensions { rows, units }: Dimensions) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, file);
    writeln!(out, "{HEADER}")?;
    let mut desk = Desk::new(units);
    let days = desk.receipt_days as u64;
    let mut row = String::new();
    for day in 0..desk.receipt_days {
        desk.serials.fill(0);
        let before = |day: usize| rows * day as u64 / days;
        for _ in before(day)..before(day + 1) {
            row.clear();
            desk.take_in(day, &mut row);
            out.write_all(row.as_bytes())?;
        }
    }
    out.flush()
}

struct Procedure {
    code: String,
    field: &'static str,
    term: u32,
}

/// What becomes of a dossier.
#[derive(Clone, Copy)]
enum Course {
    Early,
    OnTheDay,
    Late,
    Forgotten,
    Waiting(&'static str),
}

/// The courses and how many of a thousand dossiers take each.
const COURSES: [(Course, u32); 6] = [
    (Course::Early, 690),
    (Course::OnTheDay, 200),
    (Course::Late, 75),
    (Course::Forgotten, 20),
    (Course::Waiting("awaiting_supplement"), 10),
    (Course::Waiting("awaiting_payment"), 5),
];

/// How finished dossiers end, and how many of a hundred each way.
const ENDS: [(&str, u32); 4] = [("completed", 86), ("delivered", 10), ("withdrawn", 2), ("returned", 2)];

/// The desk that takes in dossiers.
struct Desk {
    chance: Chance,
    /// Working days from the first receipt until well after the last due day, in figures.
    days: Vec<String>,
    /// On how many of them something is received.
    receipt_days: usize,
    procedures: Vec<Procedure>,
    /// Procedures by number, each as often as it is asked for: the second half as often as the first, and so on.
    asked_for: Vec<usize>,
    units: Vec<String>,
    serials: Vec<u32>,
}

impl Desk {
    fn new(units: u32) -> Self {
        let mut chance = Chance::named("dossiers");
        let calendar = WorkingCalendar::with_official([], shipped);
        let day = |year, month, day| Date::new(year, month, day).expect("a day");
        let first = day(2020, 10, 1);
        let working: Vec<Date> = std::iter::successors(Some(first), |day| Some(day.next()))
            .take_while(|date| *date < day(2022, 6, 1))
            .filter(|date| calendar.is_working_day(*date))
            .collect();
        let procedure = |number: u32| Procedure {
            code: format!("{}.{:06}.000.00.00.H10", chance.between(1, 3), 1000 + number * 31),
            field: if number < 40 { FIELDS[number as usize] } else { chance.pick(&FIELDS) },
            term: chance.between(1, 30),
        };
        Self {
            procedures: (0..PROCEDURES).map(procedure).collect(),
            asked_for: (0..PROCEDURES)
                .flat_map(|number| times(number as usize, 8 * PROCEDURES / (number + 1)))
                .collect(),
            receipt_days: working.iter().filter(|date| **date <= day(2021, 12, 31)).count(),
            days: working.iter().map(ToString::to_string).collect(),
            units: (1..=units).map(unit_code).collect(),
            serials: vec![0; units as usize],
            chance,
        }
    }

    /// Writes the row of a dossier received on a day.
    fn take_in(&mut self, received: usize, row: &mut String) {
        let chance = &mut self.chance;
        let procedure = &self.procedures[chance.pick(&self.asked_for)];
        // Small numbers are the likelier ones, as large offices are.
        let largest = chance.between(0, u32::try_from(self.units.len()).expect("a number of units") - 1);
        let unit = chance.between(0, largest) as usize;
        self.serials[unit] += 1;
        let term = if chance.in_thousand(800) { procedure.term } else { chance.between(1, 30) };
        let due = received + term as usize;
        let courses = COURSES.each_ref();
        let (course, _) = *chance.weighted(&courses, |(_, weight)| *weight);
        let end = match course {
            Course::Early => Some(received + chance.between(0, term - 1) as usize),
            Course::OnTheDay => Some(due),
            Course::Late => Some(due + chance.between(1, 20) as usize),
            Course::Forgotten | Course::Waiting(_) => None,
        };
        let end = end.filter(|end| *end < self.receipt_days);
        let status = match (end, course) {
            (Some(_), _) => chance.weighted(&ENDS.each_ref(), |(_, weight)| *weight).0,
            (None, Course::Waiting(status)) => status,
            (None, _) => "processing",
        };
        let days = &self.days;
        let (code, serial) = (&self.units[unit], self.serials[unit]);
        let stamp: String = days[received][2..].split('-').collect();
        let _ = write!(row, "{code}-{stamp}-{serial:04},{},{},{code},", procedure.code, procedure.field);
        let completed = end.map_or("", |end| &days[end]);
        let channel = chance.pick(&CHANNELS);
        let _ = write!(row, "{channel},{},{},{completed},{status},", days[received], days[due]);
        if end.is_some_and(|end| end > due) {
            let _ = write!(row, "LR{:02}", chance.between(1, 8));
        }
        let note = if chance.in_thousand(70) { chance.pick(&NOTES) } else { "" };
        let _ = writeln!(row, ",CB-{:03},{note}", chance.between(1, 200));
    }
}

fn times(number: usize, count: u32) -> impl Iterator<Item = usize> {
    (0..count).map(move |_| number)
}
