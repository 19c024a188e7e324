//! What an exported workbook says of where it came from, as rows of texts on a sheet of its own: how it is recognised
//! when it comes back, and what each row said when it left.

use super::log_kind::LogKind;

/// The sheet, which is hidden.
pub const SHEET: &str = "kstthc";
/// The key of the column that numbers the rows.
pub const ROW_KEY: &str = "kstthc_row";
/// The key of the column that names the file of a row, where there are several.
pub const FILE_KEY: &str = "kstthc_file";

/// What the sheet begins with.
const MARK: &str = "kstthc export";
/// The version of what is written here.
const VERSION: u32 = 1;
const ASIDE: &str = "Trang này để kstthc nhận ra tệp khi nhập lại; xin đừng sửa hay xóa.";

/// Where an exported workbook came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The kind of log.
    pub kind: LogKind,
    /// The files, in the order of their rows.
    pub files: Vec<OriginFile>,
    /// The columns of the rows.
    pub columns: Vec<String>,
    /// What each row said; the first has the number 1.
    pub rows: Vec<OriginRow>,
}

/// A file that was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginFile {
    /// The path relative to the root.
    pub path: String,
    /// The SHA-256 of its bytes; empty where there was no such file.
    pub sha256: String,
}

/// A row that was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginRow {
    /// The place of its file.
    pub file: usize,
    /// The line it began on.
    pub line: u32,
    /// What stood under each column, as it was written.
    pub fields: Vec<String>,
}

/// Why a sheet does not tell where a workbook came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginFault {
    /// It is of a version this program does not know.
    Newer(String),
    /// It was edited, or cut.
    Damaged,
}

/// The rows of the sheet, in their order.
pub fn write(origin: &Origin) -> impl Iterator<Item = Vec<String>> + '_ {
    let head = vec![MARK.to_owned(), VERSION.to_string(), origin.kind.name().to_owned(), ASIDE.to_owned()];
    let file = |file: &OriginFile| vec!["file".to_owned(), file.path.clone(), file.sha256.clone()];
    let columns = vec!["columns".to_owned(), array(&origin.columns)];
    let row = |row: &OriginRow| {
        vec!["row".to_owned(), row.file.to_string(), row.line.to_string(), array(&row.fields)]
    };
    let end = vec!["end".to_owned(), origin.rows.len().to_string()];
    std::iter::once(head)
        .chain(origin.files.iter().map(file))
        .chain([columns])
        .chain(origin.rows.iter().map(row))
        .chain([end])
}

/// Tells whether a sheet that begins with this row is ours.
#[must_use]
pub fn is_marked(first: &[String]) -> bool {
    first.first().is_some_and(|mark| mark == MARK)
}

/// Reads the rows of the sheet.
///
/// # Errors
///
/// When it is of a newer version, or not as it was written.
pub fn read(rows: impl IntoIterator<Item = Vec<String>>) -> Result<Origin, OriginFault> {
    let mut rows = rows.into_iter();
    let head = rows.next().unwrap_or_default();
    let [mark, version, kind, ..] = &head[..] else { return Err(OriginFault::Damaged) };
    if mark != MARK {
        return Err(OriginFault::Damaged);
    }
    let version: u32 = version.parse().map_err(|_| OriginFault::Damaged)?;
    if version != VERSION {
        return Err(OriginFault::Newer(version.to_string()));
    }
    let kind = LogKind::named(kind).ok_or(OriginFault::Damaged)?;
    let mut origin = Origin { kind, files: Vec::new(), columns: Vec::new(), rows: Vec::new() };
    for row in rows {
        if take(&mut origin, &row).ok_or(OriginFault::Damaged)? {
            return Ok(origin);
        }
    }
    Err(OriginFault::Damaged)
}

/// Takes a row; tells whether it is the last, `None` where it is none of ours.
fn take(origin: &mut Origin, row: &[String]) -> Option<bool> {
    let texts: Vec<&str> = row.iter().map(String::as_str).collect();
    match texts[..] {
        ["file", path, ref rest @ ..] => {
            let known = LogKind::of_path(path) == Some(origin.kind);
            let sha256 = rest.first().copied().unwrap_or_default().to_owned();
            known.then(|| origin.files.push(OriginFile { path: path.to_owned(), sha256 }))?;
        }
        ["columns", columns, ..] => origin.columns = serde_json::from_str(columns).ok()?,
        ["row", file, line, fields, ..] => {
            let fields: Vec<String> = serde_json::from_str(fields).ok()?;
            let file = file.parse().ok().filter(|&file: &usize| file < origin.files.len())?;
            let whole = fields.len() == origin.columns.len();
            whole.then_some(())?;
            origin.rows.push(OriginRow { file, line: line.parse().ok()?, fields });
        }
        ["end", count, ..] => return (count.parse() == Ok(origin.rows.len())).then_some(true),
        _ => return None,
    }
    Some(false)
}

fn array(texts: &[String]) -> String {
    // A list of texts is always JSON.
    serde_json::to_string(texts).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn origin(fields: Vec<Vec<String>>) -> Origin {
        let file =
            |name: &str| OriginFile { path: format!("data/dossiers/{name}.csv"), sha256: String::new() };
        Origin {
            kind: LogKind::Dossiers,
            files: vec![file("a"), file("b")],
            columns: ["dossier_id", "note"].map(str::to_owned).into(),
            rows: fields
                .into_iter()
                .map(|fields| OriginRow { file: fields[0].len() % 2, line: 2, fields })
                .collect(),
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(fields in prop::collection::vec(prop::collection::vec(".{0,12}", 2), 0..6)) {
            let origin = origin(fields);
            prop_assert_eq!(read(write(&origin)).unwrap(), origin);
        }
    }

    #[test]
    fn a_sheet_that_was_edited_is_refused() {
        let whole: Vec<Vec<String>> = write(&origin(vec![vec!["a".to_owned(), "b".to_owned()]])).collect();
        assert!(is_marked(&whole[0]));
        for at in 0..whole.len() {
            let mut cut = whole.clone();
            cut.remove(at);
            assert!(read(cut).is_err(), "without row {at}");
        }
        let mut newer = whole.clone();
        newer[0][1] = "2".to_owned();
        assert_eq!(read(newer), Err(OriginFault::Newer("2".to_owned())));
        let mut elsewhere = whole;
        elsewhere[1][1] = "data/dossiers/../../x.csv".to_owned();
        assert_eq!(read(elsewhere), Err(OriginFault::Damaged));
    }
}
