//! The codes of findings: stable for ever, in blocks by topic.
//!
//! K01 syntax · K02 identity · K03 dates and schedules · K04 references · K05 logs · K06 plan edits ·
//! K07 returns, reports and seals · K08 imports. A number that was given once is never given again.

use std::fmt;

use crate::text::nearest::nearest;

/// How grave a finding is (contract, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Makes a figure unreadable or contradictory: reports refuse.
    Error,
    /// Worth mending; figures stand.
    Warning,
    /// An inconsistency of the source itself.
    Note,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal, $severity:ident, $kebab:literal;)+) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The number after the `K`.
            #[must_use]
            pub const fn number(self) -> u16 {
                match self { $(Self::$name => $number,)+ }
            }

            /// The name used in options and configuration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $kebab,)+ }
            }

            /// The severity unless an option says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// A TOML file does not follow the grammar.
    TomlSyntax = 101, Error, "toml-syntax";
    /// A TOML file has a key that the schema does not know.
    UnknownKey = 102, Error, "unknown-key";
    /// A TOML file lacks a required key.
    MissingKey = 103, Error, "missing-key";
    /// A TOML value is of the wrong type or outside its list.
    WrongValue = 104, Error, "wrong-value";
    /// A file was written for a newer version of the tool.
    NewerSchema = 105, Error, "newer-schema";
    /// A file is not UTF-8.
    NotUtf8 = 106, Error, "not-utf8";
    /// A log has 0 bytes, or no header row.
    NoHeader = 107, Error, "no-header";
    /// A row has another number of fields than the header, or a quote is never closed.
    RowShape = 108, Error, "row-shape";
    /// A log lacks a required column.
    MissingColumn = 109, Error, "missing-column";
    /// A log has a column that the format does not know.
    UnknownColumn = 110, Warning, "unknown-column";
    /// A log has the same column twice.
    DuplicateColumn = 111, Error, "duplicate-column";
    /// A file cannot be read, or a directory stands where a file should be.
    UnreadableFile = 112, Error, "unreadable-file";
    /// A file stands in a place where the tool looks for none.
    StrayFile = 113, Warning, "stray-file";
    /// A file is not in NFC.
    NotNfc = 114, Warning, "not-nfc";
    /// A text has a character that cannot be seen.
    InvisibleCharacter = 115, Warning, "invisible-character";
    /// A word has a letter of another alphabet that looks like a Latin one.
    LookAlike = 116, Warning, "look-alike";
    /// A cell would run as a formula in a spreadsheet.
    FormulaCell = 117, Warning, "formula-cell";
    /// A text has a character that steers a terminal.
    ControlCharacter = 118, Warning, "control-character";
    /// An exemption that silences nothing.
    UnusedExemption = 121, Warning, "unused-exemption";
    /// An exemption whose last day has passed.
    ExpiredExemption = 122, Warning, "expired-exemption";
    /// An exemption for a kind of finding that is an error.
    ExemptedError = 123, Error, "exempted-error";

    /// Two items have one code.
    DuplicateItem = 201, Error, "duplicate-item";
    /// The code of an item or section does not have the form of the plan, or does not fit its file.
    MisplacedItem = 202, Error, "misplaced-item";
    /// Two units or groups share a code or an alias.
    DuplicateUnit = 203, Error, "duplicate-unit";
    /// Two rows have one dossier id.
    DuplicateDossier = 204, Error, "duplicate-dossier";
    /// Two rows of another log share what must be unique.
    DuplicateRow = 205, Error, "duplicate-row";
    /// The items of a section are not in the order of their codes.
    ItemOrder = 206, Warning, "item-order";
    /// The date in a dossier id is not the day of receipt.
    DossierIdDate = 207, Warning, "dossier-id-date";
    /// An event is named like a time that the plan itself gives to its item.
    EventLikeOccurrence = 212, Error, "event-like-occurrence";

    /// A value is not a date of the calendar.
    UnreadableDate = 301, Error, "unreadable-date";
    /// The typed schedule contradicts the time text of the plan.
    ScheduleContradictsText = 302, Error, "schedule-contradicts-text";
    /// Work ended before the dossier was received.
    CompletedBeforeReceived = 303, Error, "completed-before-received";
    /// A year has no official days off and was computed from the law.
    ComputedYear = 304, Warning, "computed-year";
    /// A pause ends before it begins.
    PauseEndsEarly = 305, Warning, "pause-ends-early";
    /// A dossier of a procedure with a term has no due date.
    DueMissing = 306, Warning, "due-missing";
    /// A dossier is due before it was received.
    DueBeforeReceived = 307, Warning, "due-before-received";
    /// A due date falls on a day off.
    DueOnDayOff = 308, Warning, "due-on-day-off";
    /// A due date is later than the procedure's term allows.
    TermTooLong = 309, Warning, "term-too-long";
    /// The due date after a supplement is later than the term counted again allows.
    RestartTooLong = 310, Warning, "restart-too-long";
    /// A dossier was sent back for a supplement more than once.
    SecondSupplement = 311, Warning, "second-supplement";
    /// A dossier was given a new appointment more than once.
    SecondReappointment = 312, Warning, "second-reappointment";
    /// A date lies after today.
    DateAfterToday = 313, Warning, "date-after-today";
    /// The plan cites one act with two dates.
    TwoDates = 314, Warning, "two-dates";
    /// The plan's decision has one number at its head and another in the attachment line.
    TwoNumbers = 315, Warning, "two-numbers";
    /// A cited act is dated after the decision that cites it.
    CitedLater = 316, Warning, "cited-later";
    /// The number of a cited act names another year than its date.
    YearContradictsNumber = 317, Warning, "year-contradicts-number";
    /// The plan cites an act that was out of force when the plan began.
    CitedOutOfForce = 318, Warning, "cited-out-of-force";

    /// A unit or group code that `plan/units.toml` does not have.
    UnknownUnit = 401, Error, "unknown-unit";
    /// A plan item that no plan has.
    UnknownItem = 402, Error, "unknown-item";
    /// An occurrence that no plan item and no event produces.
    UnknownOccurrence = 403, Error, "unknown-occurrence";
    /// A dossier that no log has.
    UnknownDossier = 404, Error, "unknown-dossier";
    /// A procedure that the catalogue does not have.
    UnknownProcedure = 405, Warning, "unknown-procedure";
    /// A unit does what the plan does not ask of it.
    UnitNotNamed = 406, Warning, "unit-not-named";
    /// A group has no member.
    EmptyGroup = 407, Warning, "empty-group";
    /// A unit is used at a time when it does not exist.
    UnitOutsideValidity = 408, Warning, "unit-outside-validity";
    /// Units are each other's parents.
    CircleOfParents = 409, Warning, "circle-of-parents";
    /// A slip names another unit than its dossier.
    SlipOfOtherUnit = 411, Warning, "slip-of-other-unit";

    /// A value outside its list.
    ValueOutsideList = 501, Error, "value-outside-list";
    /// A required value is empty.
    EmptyValue = 502, Error, "empty-value";
    /// The status and `completed_at` contradict each other.
    StatusContradictsDates = 503, Error, "status-contradicts-dates";
    /// A value that must be a number is none.
    UnreadableNumber = 504, Error, "unreadable-number";
    /// A late dossier has no reason.
    LateWithoutReason = 505, Warning, "late-without-reason";
    /// A dossier about to be late has no apology with a new appointment.
    ApologyMissing = 506, Warning, "apology-missing";
    /// A text has a phone number, an identity number or an e-mail address.
    PersonalData = 507, Warning, "personal-data";
    /// A unit is evaluated, or handled dossiers, and has no slip.
    UnitWithoutSlip = 508, Warning, "unit-without-slip";
    /// A slip is about a dossier that did not end in the window of its quarter.
    SlipOutsideWindow = 509, Warning, "slip-outside-window";
    /// Feedback outside authority was not passed on within five working days.
    FeedbackNotForwarded = 512, Warning, "feedback-not-forwarded";
    /// The result of feedback is not published.
    FeedbackUnpublished = 513, Warning, "feedback-unpublished";
    /// The dates of feedback are not in order.
    FeedbackDates = 514, Warning, "feedback-dates";
    /// The class of feedback contradicts what else the row says.
    FeedbackClassContradicts = 515, Warning, "feedback-class-contradicts";
    /// Feedback is not classified within the office's own term.
    FeedbackUnclassified = 516, Warning, "feedback-unclassified";

    /// An approved plan changed without an amendment or a correction that names the item.
    ChangeWithoutAmendment = 601, Error, "change-without-amendment";
    /// An item vanished although work was recorded for it.
    ItemRemovedWithProgress = 602, Error, "item-removed-with-progress";
    /// The due day of an occurrence changed after it had passed.
    DeadlineMovedAfterItPassed = 603, Error, "deadline-moved-after-it-passed";
    /// A row of a log is gone.
    RowDeleted = 604, Error, "row-deleted";
    /// A recorded day changed afterwards.
    RowBackDated = 605, Error, "row-back-dated";
    /// The figures of a report that was sent were edited or removed.
    SealedFileEdited = 606, Error, "sealed-file-edited";
    /// An amendment or correction that stood already was changed or removed.
    AmendmentChanged = 607, Error, "amendment-changed";

    /// A sum of a return does not hold.
    ReturnSums = 701, Error, "return-sums";
    /// A return opens with another number than the one before closed with.
    ReturnOpening = 702, Warning, "return-opening";
    /// A unit sends a return and has dossiers of the same period in the logs.
    ReturnAndLog = 703, Warning, "return-and-log";
    /// A text of a report's own paragraphs belongs to no section.
    NarrativeSection = 704, Warning, "narrative-section";
    /// Sealed figures are no longer those of today.
    SealedFiguresChanged = 705, Warning, "sealed-figures-changed";
    /// A seal cannot be read.
    UnreadableSeal = 706, Warning, "unreadable-seal";

    /// An import met a value that the profile does not map.
    UnmappedValue = 801, Error, "unmapped-value";
    /// An import met an id or code that Excel has changed.
    ChangedByExcel = 802, Error, "changed-by-excel";
    /// An import met a cell without a value of its own: an error, a formula without result, a merged cell.
    NoOwnValue = 803, Error, "no-own-value";
    /// An import met a day that cannot be read for certain.
    UncertainDay = 804, Error, "uncertain-day";
    /// An import met a status that contradicts its days.
    StatusWithoutEnd = 805, Error, "status-without-end";
    /// An import met a due day other than the one in the log.
    OtherDueDay = 806, Warning, "other-due-day";
    /// A cell of an exported workbook holds what the log cannot.
    WorkbookCell = 820, Error, "workbook-cell";
    /// A row was edited in an exported workbook and in the log.
    WorkbookConflict = 821, Error, "workbook-conflict";
    /// A row of the log is no longer in an exported workbook.
    WorkbookRowRemoved = 822, Error, "workbook-row-removed";
    /// It is not clear which row of the log a row of an exported workbook is.
    WorkbookRowUnclear = 823, Error, "workbook-row-unclear";
}

impl Code {
    /// The code of a number or name as people write it: `K0203`, `k0203`, `0203`, `duplicate-unit`, whatever the case.
    #[must_use]
    pub fn find(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let digits = word.strip_prefix('k').unwrap_or(&word);
        let is_number = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse::<u16>().ok().filter(|_| is_number);
        Self::ALL.iter().copied().find(|code| Some(code.number()) == number || code.name() == word)
    }

    /// The number or name that was probably meant by one that [`Code::find`] does not know.
    #[must_use]
    pub fn nearest(word: &str) -> Option<String> {
        let words: Vec<_> =
            Self::ALL.iter().flat_map(|code| [code.name().to_owned(), code.to_string()]).collect();
        nearest(word, words.iter().map(String::as_str)).map(str::to_owned)
    }
}

impl fmt::Display for Code {
    /// Writes `K0101`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "K{:04}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_in_order() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].number() < pair[1].number()));
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn a_code_is_found_by_number_and_by_name() {
        for word in ["K0203", "k0203", "duplicate-unit"] {
            assert_eq!(Code::find(word), Some(Code::DuplicateUnit), "{word}");
        }
        for word in ["", "203", "K203", "K0299", "duplicate-units", "warnings"] {
            assert_eq!(Code::find(word), None, "{word}");
        }
        assert_eq!(Code::nearest("duplicate-unti").as_deref(), Some("duplicate-unit"));
        assert_eq!(Code::nearest("chuyện khác"), None);
    }

    /// The list only grows: a code once given keeps its number and its name for ever.
    #[test]
    fn published_codes_are_kept() {
        let published = include_str!("../../tests/fixtures/codes.txt");
        for line in published.lines() {
            let kept = Code::ALL.iter().any(|code| format!("{code} {}", code.name()) == line);
            assert!(kept, "{line} was published and is gone");
        }
        assert_eq!(
            published.lines().count(),
            Code::ALL.len(),
            "add the new codes to tests/fixtures/codes.txt"
        );
    }
}
