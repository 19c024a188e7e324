//! Recording with a person at the terminal, played by `script` of util-linux.

#![cfg(target_os = "linux")]

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use crate::sandbox::{Sandbox, skip};

const PATH: &str = "data/progress/2021.csv";
const LOG: &str = "occurrence,unit,date,state,evidence,note\n";

fn planned() -> Sandbox {
    let schedule = ("Hoàn thành trước quý III/2021", "kind = \"before_quarter\"\nquarter = 3");
    Sandbox::new().plan(&[schedule]).file(PATH, LOG)
}

/// A person at a terminal, and what they saw.
struct Person {
    process: Child,
    seen: String,
}

impl Person {
    /// Runs the binary on a terminal; `None`, said aloud, where none can be had.
    fn at(sandbox: &Sandbox, args: &str) -> Option<Self> {
        let works =
            Command::new("script").arg("--version").output().is_ok_and(|output| output.status.success());
        if !works {
            skip("there is no `script` of util-linux");
            return None;
        }
        let line = format!("'{}' --today 2021-06-15 {args}", env!("CARGO_BIN_EXE_kstthc"));
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(sandbox.root());
        command.env_remove("KSTTHC_TODAY").env("SHELL", "/bin/sh");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        Some(Self { process: command.spawn().expect("script runs"), seen: String::new() })
    }

    /// Waits until something is on the screen.
    fn waits_for(mut self, text: &str) -> Self {
        let screen = self.process.stdout.as_mut().expect("a screen");
        let mut bytes = self.seen.clone().into_bytes();
        while !String::from_utf8_lossy(&bytes).contains(text) {
            let mut next = [0];
            let read = screen.read(&mut next).expect("the screen can be read");
            assert!(read > 0, "{text:?} never came: {}", String::from_utf8_lossy(&bytes));
            bytes.extend(next);
        }
        self.seen = String::from_utf8_lossy(&bytes).into_owned();
        self
    }

    /// Waits until something is on the screen, and types an answer.
    fn answers(self, waits_for: &str, answer: &str) -> Self {
        let mut person = self.waits_for(waits_for);
        let keyboard = person.process.stdin.as_mut().expect("a keyboard");
        keyboard.write_all(format!("{answer}\n").as_bytes()).and_then(|()| keyboard.flush()).expect("typed");
        person
    }

    /// Waits for the end; returns the exit code and all that was seen.
    fn ends(mut self) -> (Option<i32>, String) {
        let mut rest = Vec::new();
        self.process
            .stdout
            .as_mut()
            .expect("a screen")
            .read_to_end(&mut rest)
            .expect("the screen can be read");
        let code = self.process.wait().expect("it ends").code();
        (code, self.seen + &String::from_utf8_lossy(&rest))
    }
}

fn text(sandbox: &Sandbox) -> String {
    String::from_utf8(sandbox.read(PATH).expect("the log is there")).expect("UTF-8")
}

#[test]
fn what_is_missing_is_asked_and_enter_takes_the_proposal() {
    let sandbox = planned();
    let Some(person) = Person::at(&sandbox, "done A.I.01") else { return };
    let person = person.answers("(--unit) [vp]: ", "").answers("(--evidence): ", "15/BC-UBND");
    let (code, seen) = person.answers("Ghi? [C/k] ", "").ends();
    assert_eq!(code, Some(0), "{seen}");
    assert_eq!(text(&sandbox), format!("{LOG}A.I.01@2021,vp,2021-06-15,done,15/BC-UBND,\n"), "{seen}");
}

#[test]
fn no_is_no() {
    let sandbox = planned();
    let Some(person) = Person::at(&sandbox, "start A.I.01 --unit vp") else { return };
    let (code, seen) = person.answers("Ghi? [C/k] ", "k").ends();
    assert!(code == Some(2) && seen.contains("Chưa ghi gì."), "{seen}");
    assert_eq!(text(&sandbox), LOG);
}

/// The lock is not held while a person thinks; what another wrote meanwhile is not overwritten.
#[test]
fn a_log_that_changed_while_a_person_thought_is_refused() {
    let sandbox = planned();
    let Some(person) = Person::at(&sandbox, "start A.I.01 --unit vp") else { return };
    let person = person.waits_for("Ghi? [C/k] ");
    sandbox.run(&["start", "A.I.01", "--unit", "tn"]).exits(0);
    let before = text(&sandbox);
    let (code, seen) = person.answers("Ghi? [C/k] ", "c").ends();
    assert!(code == Some(2) && seen.contains("người khác sửa") && seen.contains("chạy lại lệnh"), "{seen}");
    assert_eq!(text(&sandbox), before);
}
