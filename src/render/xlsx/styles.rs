//! How the cells of a workbook look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use super::cells::Kind;

/// The height of a row of the base font.
pub(super) const ROW_PIXELS: u32 = 20;
/// The width of a column nobody has set; it also tells Excel that a digit of the base font is 7 pixels wide.
pub(super) const COLUMN_PIXELS: u32 = 64;
/// The size of the letters of a table.
pub(super) const BASE_POINTS: f64 = 11.0;

/// The font of administrative documents (NĐ 30/2020/NĐ-CP, Phụ lục I), a size smaller for tables.
pub(super) fn base() -> Format {
    Format::new().set_font_name("Times New Roman").set_font_size(BASE_POINTS)
}

/// The letters of a text, as far as its room goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) points: f64,
    pub(super) bold: bool,
}

impl Face {
    pub(super) const BODY: Self = Self { points: BASE_POINTS, bold: false };
    pub(super) const STRONG: Self = Self { points: BASE_POINTS, bold: true };
    pub(super) const TITLE: Self = Self { points: 13.0, bold: true };
}

/// What a line above or below the table is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Voice {
    Notice,
    Form,
    Party,
    /// A party that has no room beside the form.
    PartyBelow,
    Label,
    Title,
    Aside,
    Measure,
    Note,
}

impl Voice {
    pub(super) const fn face(self) -> Face {
        match self {
            Self::Title => Face::TITLE,
            Self::Notice | Self::Form | Self::Label => Face::STRONG,
            Self::Party | Self::PartyBelow | Self::Aside | Self::Measure | Self::Note => Face::BODY,
        }
    }

    pub(super) fn format(self) -> Format {
        let plain =
            base().set_font_size(self.face().points).set_text_wrap().set_align(FormatAlign::VerticalCenter);
        match self {
            Self::Form => plain.set_bold(),
            Self::Party | Self::Note => plain.set_align(FormatAlign::Left),
            Self::PartyBelow => plain.set_align(FormatAlign::Right),
            Self::Notice | Self::Label | Self::Title => plain.set_bold().set_align(FormatAlign::Center),
            Self::Aside => plain.set_italic().set_align(FormatAlign::Center),
            Self::Measure => plain.set_italic().set_align(FormatAlign::Right),
        }
    }
}

/// The formats of a table, made once.
pub(super) struct Styles {
    /// A heading.
    pub(super) heading: Format,
    /// The number of a column.
    pub(super) number: Format,
    /// What stands in place of the rows of an empty table.
    pub(super) nothing: Format,
    plain: [Format; Kind::ALL.len()],
    strong: [Format; Kind::ALL.len()],
}

impl Styles {
    pub(super) fn new() -> Self {
        let plain = Kind::ALL.map(body);
        let strong = plain.clone().map(Format::set_bold);
        let centred = bordered().set_align(FormatAlign::Center);
        Self {
            heading: centred.clone().set_bold(),
            number: centred.clone().set_italic(),
            nothing: centred.set_italic(),
            plain,
            strong,
        }
    }

    /// The format of a cell.
    pub(super) const fn of(&self, kind: Kind, strong: bool) -> &Format {
        let formats = if strong { &self.strong } else { &self.plain };
        &formats[kind as usize]
    }
}

fn bordered() -> Format {
    base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn body(kind: Kind) -> Format {
    let number = |format: &str| bordered().set_align(FormatAlign::Right).set_num_format(format);
    match kind {
        Kind::Text => bordered().set_align(FormatAlign::Left),
        Kind::Word | Kind::Missing => bordered().set_align(FormatAlign::Center),
        Kind::Date => bordered().set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
        Kind::Ordinal => bordered().set_align(FormatAlign::Center).set_num_format("#,##0"),
        Kind::Count => number("#,##0"),
        Kind::Difference => number("+#,##0;-#,##0;0"),
        Kind::Percent => number("0.00%"),
        Kind::Score => number("0.0"),
        Kind::Change => number("+0.00%;-0.00%;0.00%"),
    }
}
