//! Severities that the user chooses for one run of `check`: `-D`, `-W`, `-A`.
//!
//! Only `check` applies them. What refuses because of errors (reports, seals, letters) goes by the built-in severity:
//! an error makes a figure unreadable or contradictory, and no option makes it readable.

use super::{Code, Diagnostic, Severity};

/// What an option asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `-D`: an error.
    Deny,
    /// `-W`: a warning.
    Warn,
    /// `-A`: not to be shown, nor counted.
    Allow,
}

impl Setting {
    /// The severity; `None` where the finding is dropped.
    const fn severity(self) -> Option<Severity> {
        match self {
            Self::Deny => Some(Severity::Error),
            Self::Warn => Some(Severity::Warning),
            Self::Allow => None,
        }
    }
}

/// What an option speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// One kind of finding.
    Code(Code),
    /// Everything that is a warning: by itself, or by an option before this one.
    Warnings,
}

/// The options of a run, in the order in which they were given; the last one that speaks of a finding wins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<(Target, Setting)>);

impl Levels {
    /// Takes the options in their order.
    #[must_use]
    pub const fn new(options: Vec<(Target, Setting)>) -> Self {
        Self(options)
    }

    /// The severity of a finding of a kind that is as grave as `built_in` by itself; `None` where it is dropped.
    ///
    /// `warnings` looks at what the options before it made of the code, so that after `-A K0405 -D warnings` K0405 is no
    /// warning and stays dropped, and after `-W K0204 -D warnings` K0204 is one and is raised.
    #[must_use]
    pub fn severity(&self, code: Code, built_in: Severity) -> Option<Severity> {
        let mut by_code = Some(built_in);
        let mut severity = by_code;
        for &(target, setting) in &self.0 {
            match target {
                Target::Code(named) if named == code => {
                    by_code = setting.severity();
                    severity = by_code;
                }
                Target::Warnings if by_code == Some(Severity::Warning) => severity = setting.severity(),
                Target::Code(_) | Target::Warnings => {}
            }
        }
        severity
    }

    /// Gives each finding its severity and leaves out the dropped ones; the order stays.
    #[must_use]
    pub fn apply(&self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.0.is_empty() {
            return findings;
        }
        let judged = findings.into_iter().filter_map(|finding| {
            let severity = self.severity(finding.code, finding.severity)?;
            Some(Diagnostic { severity, ..finding })
        });
        judged.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WARNING: Code = Code::UnknownProcedure;
    const ERROR: Code = Code::DuplicateDossier;

    #[track_caller]
    fn severity(code: Code, options: &[(Target, Setting)]) -> Option<Severity> {
        Levels::new(options.to_vec()).severity(code, code.severity())
    }

    #[test]
    fn without_options_the_built_in_severity_stands() {
        assert_eq!(severity(WARNING, &[]), Some(Severity::Warning));
        assert_eq!(severity(ERROR, &[]), Some(Severity::Error));
    }

    /// A finding that is a note although its code is a warning is none of the warnings.
    #[test]
    fn a_finding_lowered_to_a_note_is_no_warning() {
        let note = |options: &[_]| Levels::new(options.to_vec()).severity(Code::TwoDates, Severity::Note);
        assert_eq!(note(&[(Target::Warnings, Setting::Deny)]), Some(Severity::Note));
        assert_eq!(note(&[(Target::Code(Code::TwoDates), Setting::Deny)]), Some(Severity::Error));
    }

    #[test]
    fn an_option_speaks_of_its_code_alone() {
        let allow = [(Target::Code(WARNING), Setting::Allow)];
        assert_eq!(severity(WARNING, &allow), None);
        assert_eq!(severity(Code::UnknownColumn, &allow), Some(Severity::Warning));
        assert_eq!(severity(ERROR, &[(Target::Code(ERROR), Setting::Warn)]), Some(Severity::Warning));
    }

    #[test]
    fn the_last_option_wins() {
        let (code, all) = (Target::Code(WARNING), Target::Warnings);
        let [deny, warn, allow] = [Setting::Deny, Setting::Warn, Setting::Allow];
        assert_eq!(severity(WARNING, &[(code, deny), (code, allow), (code, warn)]), Some(Severity::Warning));
        assert_eq!(severity(WARNING, &[(all, deny), (code, warn)]), Some(Severity::Warning));
        assert_eq!(severity(WARNING, &[(code, warn), (all, deny)]), Some(Severity::Error));
        assert_eq!(severity(WARNING, &[(all, allow), (all, deny)]), Some(Severity::Error));
        assert_eq!(severity(WARNING, &[(all, deny), (code, allow)]), None);
    }

    #[test]
    fn warnings_are_what_the_options_before_made_warnings() {
        let (own, error, all) = (Target::Code(WARNING), Target::Code(ERROR), Target::Warnings);
        assert_eq!(severity(WARNING, &[(own, Setting::Allow), (all, Setting::Deny)]), None);
        assert_eq!(severity(ERROR, &[(error, Setting::Warn), (all, Setting::Deny)]), Some(Severity::Error));
        assert_eq!(severity(ERROR, &[(all, Setting::Allow)]), Some(Severity::Error));
        assert_eq!(severity(WARNING, &[(own, Setting::Deny), (all, Setting::Allow)]), Some(Severity::Error));
    }
}
