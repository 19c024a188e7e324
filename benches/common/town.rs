//! A made-up repository with one log of as many dossiers as wanted: the same number gives the same bytes.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use kstthc::model::calendar::WorkingCalendar;
use kstthc::model::date::Date;
use kstthc::syntax::holidays::shipped;

const UNITS: usize = 20;
/// Some with a comma, so that they stand in quotes; of one to seven words.
const FIELDS: [&str; 12] = [
    "Đất đai",
    "Hộ tịch",
    "Chứng thực",
    "Bảo trợ xã hội",
    "\"Giáo dục, đào tạo\"",
    "Thành lập và hoạt động của doanh nghiệp",
    "Lưu thông hàng hóa trong nước",
    "\"Nông nghiệp, lâm nghiệp, thủy sản\"",
    "Môi trường",
    "Xây dựng",
    "Thuế",
    "Quy hoạch xây dựng và kiến trúc",
];
/// Plain, with commas, with quotes, with newlines.
const NOTES: [&str; 6] = [
    "Đã bổ sung giấy tờ",
    "\"Thiếu bản sao giấy tờ, sổ hộ khẩu\"",
    "\"Công dân nộp lại \"\"Giấy khai sinh\"\", đã đối chiếu\"",
    "\"Lần 1: thiếu bản vẽ\nLần 2: đã bổ sung, đạt\"",
    "Chờ xác minh",
    "\"Hồ sơ liên thông,\n\nchờ ý kiến phòng chuyên môn\"",
];
/// The days of receipt: 315 working days from 01/10/2020, to the end of 2021.
const DAYS: u32 = 315;

/// The repository of so many dossiers, made when it is first asked for.
pub(crate) fn of(rows: u64) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("town-{rows}"));
    let log = log_of(&folder);
    if !log.exists() {
        write(
            &folder.join("kstthc.toml"),
            "schema_version = 1\n[office]\nname = \"X\"\nlevel = \"district\"\n",
        );
        write(&folder.join("plan/units.toml"), &units());
        let half = folder.join("half.csv");
        write_log(&half, rows).expect("a log");
        std::fs::create_dir_all(folder.join("data/dossiers")).expect("a folder");
        std::fs::rename(&half, &log).expect("a log");
    }
    folder
}

/// The log of a repository.
pub(crate) fn log_of(folder: &Path) -> PathBuf {
    folder.join("data/dossiers/log.csv")
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

fn units() -> String {
    let mut units = "schema_version = 1\n".to_owned();
    for unit in 1..=UNITS {
        let _ = writeln!(
            units,
            "[[unit]]\ncode = \"000.{unit:02}.34.H10\"\nname = \"Đơn vị {unit}\"\nkind = \"department\"\nlevel = \"district\""
        );
    }
    units
}

fn write_log(path: &Path, rows: u64) -> std::io::Result<()> {
    let calendar = WorkingCalendar::with_official([], shipped);
    let first = Date::new(2020, 10, 1).expect("a day");
    let days: Vec<Date> = (0..DAYS + 80).map(|nth| calendar.add_working_days(first, nth)).collect();
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    out.write_all(
        b"dossier_id,procedure_code,field,unit,channel,received_at,due_at,completed_at,status,late_reason,officer,note\n",
    )?;
    let mut random = Random(20_210_315);
    for day in 0..u64::from(DAYS) {
        let mut serials = [0; UNITS];
        for _ in rows * day / u64::from(DAYS)..rows * (day + 1) / u64::from(DAYS) {
            let unit = random.below(UNITS);
            serials[unit] += 1;
            out.write_all(row(&mut random, &days, (day, unit, serials[unit])).as_bytes())?;
        }
    }
    out.flush()
}

/// A row that `check` has nothing to say about, as nearly all rows of a year are.
fn row(random: &mut Random, days: &[Date], (day, unit, serial): (u64, usize, u32)) -> String {
    let day = usize::try_from(day).expect("a small number");
    let term = 1 + random.below(30);
    // Seven in ten are early, two on the day, one late; those not done by the end of 2021 are in work.
    let took = match random.below(10) {
        0..=6 => random.below(term),
        7 | 8 => term,
        _ => term + 1 + random.below(20),
    };
    let done = Some(day + took).filter(|done| *done < DAYS as usize);
    let (completed, status) = match done {
        Some(done) => {
            (days[done].to_string(), ["completed", "delivered", "completed", "completed"][random.below(4)])
        }
        None => (String::new(), "processing"),
    };
    let channel = ["online", "direct", "direct"][random.below(3)];
    let reason = if done.is_some() && took > term { "Thiếu bản vẽ" } else { "" };
    let note = if random.below(16) == 0 { NOTES[random.below(NOTES.len())] } else { "" };
    let received = days[day];
    let stamp = format!("{:02}{:02}{:02}", received.year() % 100, received.month(), received.day());
    format!(
        "000.{unit:02}.34.H10-{stamp}-{serial:04},1.{:06}.000.00.00.H10,{},000.{unit:02}.34.H10,{channel},{received},{},{completed},{status},{reason},CB-{:03},{note}\n",
        random.below(350),
        FIELDS[random.below(FIELDS.len())],
        days[day + term],
        1 + random.below(200),
        unit = unit + 1,
    )
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % bound as u64).expect("below a bound")
    }
}
