//! Questions on the terminal, and what stands for an answer where nobody can be asked.

use std::io::{BufRead, Write};

use crate::cli::error::CliError;

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A person at the terminal.
    Terminal,
    /// `--yes`: what is proposed is taken.
    Yes,
    /// Nobody: a script without `--yes`.
    Nobody,
}

/// How many things speak against writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Doubts {
    /// Those that only a person is asked about.
    pub light: usize,
    /// Those that must be confirmed.
    pub grave: usize,
}

/// Asks, and remembers what nobody answered.
pub(super) struct Asker<'a> {
    mode: Mode,
    input: Box<dyn BufRead + 'a>,
    output: Box<dyn Write + 'a>,
    missing: Vec<String>,
}

/// Something that must be known.
#[derive(Debug)]
pub(super) struct Question<'q> {
    /// The option that answers it.
    pub option: String,
    /// What it is called.
    pub label: &'q str,
    /// The answers there are, each with its words, where there is a list.
    pub choices: &'q [(&'static str, &'static str)],
    /// What is proposed.
    pub proposal: Option<String>,
}

/// Turns an answer into the value of the log, or says why it cannot be.
pub(super) type Normal<'n> = &'n dyn Fn(&str) -> Result<String, String>;

impl<'a> Asker<'a> {
    /// Asks on these streams.
    pub(super) fn new(mode: Mode, input: Box<dyn BufRead + 'a>, output: Box<dyn Write + 'a>) -> Self {
        Self { mode, input, output, missing: Vec::new() }
    }

    /// Who answers.
    pub(super) const fn mode(&self) -> Mode {
        self.mode
    }

    /// Asks until there is an answer that can be used; where nobody can be asked and nothing is proposed the option is
    /// remembered as missing, and the answer is empty.
    pub(super) fn required(
        &mut self,
        question: &Question<'_>,
        normal: Normal<'_>,
    ) -> Result<String, CliError> {
        match (self.mode, &question.proposal) {
            (Mode::Terminal, _) => self.insist(question, normal),
            (Mode::Yes, Some(proposal)) => Ok(proposal.clone()),
            (Mode::Yes | Mode::Nobody, _) => {
                self.missing.push(question.option.clone());
                Ok(String::new())
            }
        }
    }

    fn insist(&mut self, question: &Question<'_>, normal: Normal<'_>) -> Result<String, CliError> {
        loop {
            let answer = self.line(question)?;
            let answer =
                if answer.is_empty() { question.proposal.clone().unwrap_or_default() } else { answer };
            match normal(&answer) {
                Ok(value) if !value.is_empty() => return Ok(value),
                Ok(_) => self.say("  Cần một câu trả lời.")?,
                Err(reason) => self.say(&format!("  {reason}"))?,
            }
        }
    }

    /// Asks on the terminal for what may stay empty.
    pub(super) fn optional(
        &mut self,
        question: &Question<'_>,
        normal: Normal<'_>,
    ) -> Result<String, CliError> {
        if self.mode != Mode::Terminal {
            return Ok(String::new());
        }
        loop {
            let answer = self.line(question)?;
            match normal(&answer) {
                Ok(value) => return Ok(value),
                Err(reason) => self.say(&format!("  {reason}"))?,
            }
        }
    }

    /// Names every option that nobody gave.
    pub(super) fn all_answered(&self) -> Result<(), CliError> {
        if self.missing.is_empty() {
            return Ok(());
        }
        Err(CliError::usage(format!("còn thiếu {}; chưa ghi gì.", self.missing.join(", "))))
    }

    /// Whether to write: asked on the terminal; elsewhere grave doubts need `--yes`.
    pub(super) fn consents(&mut self, doubts: Doubts) -> Result<bool, CliError> {
        match self.mode {
            Mode::Yes => Ok(true),
            Mode::Nobody if doubts.grave == 0 => Ok(true),
            Mode::Nobody => Err(CliError::usage(
                "có điều cần xác nhận ở trên; chưa ghi gì. Nếu vẫn ghi, thêm --yes.".to_owned(),
            )),
            Mode::Terminal => self.confirm(doubts.light + doubts.grave > 0),
        }
    }

    fn confirm(&mut self, doubtful: bool) -> Result<bool, CliError> {
        let (prompt, proposed) = if doubtful { ("Vẫn ghi? [c/K] ", false) } else { ("Ghi? [C/k] ", true) };
        loop {
            match self.prompt(prompt)?.to_lowercase().as_str() {
                "" => return Ok(proposed),
                "c" | "có" | "co" | "y" | "yes" => return Ok(true),
                "k" | "không" | "khong" | "n" | "no" => return Ok(false),
                _ => self.say("  Trả lời c (có) hoặc k (không).")?,
            }
        }
    }

    fn line(&mut self, question: &Question<'_>) -> Result<String, CliError> {
        let choices: Vec<String> =
            question.choices.iter().map(|(code, words)| format!("  {code}: {words}\n")).collect();
        let proposal = question.proposal.as_ref().map(|text| format!(" [{text}]")).unwrap_or_default();
        self.prompt(&format!("{}{} ({}){proposal}: ", choices.concat(), question.label, question.option))
    }

    fn prompt(&mut self, text: &str) -> Result<String, CliError> {
        write!(self.output, "{text}").and_then(|()| self.output.flush()).map_err(CliError::Output)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line);
        if !read.is_ok_and(|length| length > 0) {
            return Err(CliError::usage("không đọc được câu trả lời; chưa ghi gì.".to_owned()));
        }
        Ok(line.trim().to_owned())
    }

    fn say(&mut self, text: &str) -> Result<(), CliError> {
        writeln!(self.output, "{text}").map_err(CliError::Output)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &[(&str, &str)] = &[("a", "đơn vị A"), ("b", "đơn vị B")];

    fn question(proposal: Option<&str>) -> Question<'static> {
        let proposal = proposal.map(str::to_owned);
        Question { option: "--unit".to_owned(), label: "Đơn vị", choices: UNIT, proposal }
    }

    fn normal(text: &str) -> Result<String, String> {
        if text == "x" { Err("không có x".to_owned()) } else { Ok(text.to_owned()) }
    }

    /// Asks with the answers given; returns what was answered and what was shown.
    fn asked<T>(mode: Mode, input: &str, ask: impl FnOnce(&mut Asker<'_>) -> T) -> (T, String) {
        let mut shown = Vec::new();
        let mut asker = Asker::new(mode, Box::new(input.as_bytes()), Box::new(&mut shown));
        let answer = ask(&mut asker);
        drop(asker);
        (answer, String::from_utf8(shown).unwrap())
    }

    #[test]
    fn a_person_is_asked_until_the_answer_can_be_used() {
        let (answer, shown) =
            asked(Mode::Terminal, "\nx\n b \n", |asker| asker.required(&question(None), &normal).unwrap());
        assert_eq!(answer, "b");
        assert!(shown.starts_with("  a: đơn vị A\n  b: đơn vị B\nĐơn vị (--unit): "), "{shown}");
        assert!(shown.contains("Cần một câu trả lời") && shown.contains("không có x"), "{shown}");
    }

    #[test]
    fn an_empty_answer_takes_what_is_proposed() {
        let ask = |asker: &mut Asker<'_>| asker.required(&question(Some("a")), &normal).unwrap();
        let (answer, shown) = asked(Mode::Terminal, "\n", ask);
        assert!(answer == "a" && shown.ends_with("(--unit) [a]: "), "{shown}");
        assert_eq!(asked(Mode::Yes, "", ask), ("a".to_owned(), String::new()));
    }

    #[test]
    fn without_a_person_nothing_is_guessed_and_all_that_is_missing_is_named() {
        let (missing, _) = asked(Mode::Nobody, "", |asker| {
            asker.required(&question(Some("a")), &normal).unwrap();
            let date = Question { option: "--date".to_owned(), ..question(None) };
            asker.required(&date, &normal).unwrap();
            asker.all_answered()
        });
        let Err(CliError::Usage(message)) = missing else { panic!("{missing:?}") };
        assert!(message.contains("--unit, --date"), "{message}");
    }

    #[test]
    fn doubts_turn_the_proposal_round_and_need_yes_where_nobody_is_asked() {
        let (none, light, grave) =
            (Doubts { light: 0, grave: 0 }, Doubts { light: 1, grave: 0 }, Doubts { light: 0, grave: 1 });
        let consent = |mode, input, doubts| asked(mode, input, |asker| asker.consents(doubts)).0;
        assert!(matches!(consent(Mode::Terminal, "\n", none), Ok(true)));
        assert!(matches!(consent(Mode::Terminal, "gì?\nk\n", none), Ok(false)));
        assert!(matches!(consent(Mode::Terminal, "\n", light), Ok(false)));
        assert!(matches!(consent(Mode::Terminal, "c\n", grave), Ok(true)));
        assert!(matches!(consent(Mode::Yes, "", grave), Ok(true)));
        assert!(matches!(consent(Mode::Nobody, "", light), Ok(true)));
        assert!(matches!(consent(Mode::Nobody, "", grave), Err(CliError::Usage(_))));
    }

    #[test]
    fn a_stream_that_ends_is_no_answer() {
        let (answer, _) = asked(Mode::Terminal, "", |asker| asker.consents(Doubts { light: 0, grave: 0 }));
        assert!(matches!(answer, Err(CliError::Usage(_))), "{answer:?}");
    }
}
