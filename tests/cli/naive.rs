//! Section 3 of the contract written down again as plainly as possible, on ISO dates as texts, and a log to count.

/// A dossier as it stands in the log; empty texts are empty fields.
#[derive(Clone, Debug)]
pub(crate) struct Dossier {
    pub(crate) id: String,
    pub(crate) unit: &'static str,
    pub(crate) field: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) status: &'static str,
    pub(crate) received: String,
    pub(crate) due: String,
    pub(crate) completed: String,
    pub(crate) pauses: Vec<Pause>,
}

/// A row of `data/pauses.csv`.
#[derive(Clone, Debug)]
pub(crate) struct Pause {
    pub(crate) kind: &'static str,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) new_due: String,
}

/// The three choices of an office.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choices {
    pub(crate) by_instant: bool,
    pub(crate) by_due_date: bool,
    pub(crate) reappointed_new: bool,
}

impl Choices {
    /// As the configuration says it.
    pub(crate) fn toml(self) -> String {
        let word = |choice: bool, yes: &'static str, no: &'static str| if choice { yes } else { no };
        format!(
            "[counting]\nlateness_by = \"{}\"\nclosed_without_result = \"{}\"\nreappointed = \"{}\"\n",
            word(self.by_instant, "instant", "day"),
            word(self.by_due_date, "by_due_date", "on_time"),
            word(self.reappointed_new, "new", "original"),
        )
    }
}

fn day(moment: &str) -> &str {
    &moment[..10]
}

impl Dossier {
    /// As a row under `sandbox::HEADER`.
    pub(crate) fn row(&self) -> String {
        let Self { id, unit, field, channel, status, received, due, completed, .. } = self;
        format!("{id},T,{unit},{channel},{received},{status},{due},{completed},{field}\n")
    }

    fn due_on(&self, x: &str, choices: Choices) -> String {
        let mut best = (String::new(), self.due.clone());
        for pause in &self.pauses {
            let effect = match pause.kind {
                "reappointment" if !choices.reappointed_new || pause.from.as_str() >= day(&self.due) => {
                    continue;
                }
                "reappointment" => &pause.from,
                _ => &pause.to,
            };
            let known = !effect.is_empty() && effect.as_str() <= x && !pause.new_due.is_empty();
            if known && *effect > best.0 {
                best = (effect.clone(), pause.new_due.clone());
            }
        }
        best.1
    }

    fn waits_on(&self, x: &str) -> bool {
        let mut stops = self.pauses.iter().filter(|pause| pause.kind != "reappointment").peekable();
        if stops.peek().is_none() {
            return self.status.starts_with("awaiting");
        }
        stops.any(|pause| pause.from.as_str() <= x && (pause.to.is_empty() || pause.to.as_str() > x))
    }

    /// Column 8, 9 or 10.
    fn outcome(&self, choices: Choices) -> usize {
        let ended = day(&self.completed);
        let without_result = matches!(self.status, "withdrawn" | "returned");
        if self.waits_on(ended) || (without_result && !choices.by_due_date) {
            return 9;
        }
        let due = self.due_on(ended, choices);
        if due.is_empty() {
            return 9;
        }
        let both_have_times = due.len() > 10 && self.completed.len() > 10;
        match ended.cmp(day(&due)) {
            std::cmp::Ordering::Less => 8,
            std::cmp::Ordering::Greater => 10,
            std::cmp::Ordering::Equal
                if choices.by_instant && both_have_times && self.completed[11..] > due[11..] =>
            {
                10
            }
            std::cmp::Ordering::Equal => 9,
        }
    }

    /// Adds the dossier to the columns (3) to (13) of a window.
    pub(crate) fn count(&self, from: &str, to: &str, choices: Choices, columns: &mut [u64; 11]) {
        let received = day(&self.received);
        let ended = self.completed.get(..10);
        if matches!(self.status, "submitted" | "rejected") {
            return;
        }
        let in_window = |day: &str| from <= day && day <= to;
        let mut add = |column: usize| columns[column - 3] += 1;
        if in_window(received) {
            add(if self.channel == "online" { 4 } else { 5 });
            add(3);
        } else if received < from && ended.is_none_or(|ended| ended >= from) {
            add(6);
            add(3);
        }
        if ended.is_some_and(in_window) {
            add(self.outcome(choices));
            add(7);
        }
        if received <= to && ended.is_none_or(|ended| ended > to) {
            let due = self.due_on(to, choices);
            let overdue = !due.is_empty() && day(&due) < to && !self.waits_on(to);
            add(if overdue { 13 } else { 12 });
            add(11);
        }
    }
}

/// A small generator of numbers, always the same.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[usize::try_from(self.below(from.len() as u64)).expect("small")]
    }
}

/// The day `number` days after 2020-11-01.
fn date(number: u64) -> String {
    let mut rest = number;
    for (year, month, days) in months() {
        if rest < days {
            return format!("{year}-{month:02}-{:02}", rest + 1);
        }
        rest -= days;
    }
    unreachable!("the log ends in 2022")
}

fn months() -> impl Iterator<Item = (u64, u64, u64)> {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    (2020..2024)
        .flat_map(move |year| (1..=12).zip(lengths).map(move |(month, days)| (year, month, days)))
        .skip(10)
}

fn moment(numbers: &mut Numbers, day: u64) -> String {
    match numbers.below(3) {
        0 => date(day),
        1 => format!("{} {:02}:30:00", date(day), 8 + numbers.below(3)),
        _ => format!("{} {:02}:00:00", date(day), 8 + numbers.below(3)),
    }
}

/// A dossier of 2020-11 to 2022-01 with up to two pauses, or a re-appointment.
pub(crate) fn dossier(numbers: &mut Numbers, id: usize) -> Dossier {
    let start = numbers.below(410);
    let due_day = start + 1 + numbers.below(30);
    let status = numbers.pick(&[
        "completed",
        "completed",
        "completed",
        "delivered",
        "withdrawn",
        "returned",
        "processing",
        "awaiting_supplement",
        "awaiting_payment",
        "submitted",
        "rejected",
    ]);
    let closed = matches!(status, "completed" | "delivered" | "withdrawn" | "returned");
    // The end may meet the due day often, and lie long after it.
    let end = if numbers.below(3) == 0 { due_day } else { start + 1 + numbers.below(60) };
    let has_due = numbers.below(8) > 0;
    let pauses = if has_due { pauses(numbers, start, due_day) } else { Vec::new() };
    Dossier {
        id: format!("hs-{id:04}"),
        unit: numbers.pick(&["vp", "tn", "p1", "p1-cb"]),
        field: numbers.pick(&["Đất đai", "Hộ tịch", "", "An toàn"]),
        channel: numbers.pick(&["online", "direct", "postal"]),
        status,
        received: moment(numbers, start),
        due: if has_due { moment(numbers, due_day) } else { String::new() },
        completed: if closed { moment(numbers, end) } else { String::new() },
        pauses,
    }
}

fn pauses(numbers: &mut Numbers, start: u64, due_day: u64) -> Vec<Pause> {
    if numbers.below(5) == 0 {
        let (from, new_due) = (date(start + numbers.below(30)), moment(numbers, due_day + 7));
        return vec![Pause { kind: "reappointment", from, to: String::new(), new_due }];
    }
    let mut next = start + 1;
    let mut pauses = Vec::new();
    for _ in 0..numbers.below(3) {
        let from = next + numbers.below(8);
        next = from + 1 + numbers.below(15);
        let ended = numbers.below(5) > 0;
        let new_due = if ended && numbers.below(4) > 0 {
            let days = numbers.below(20);
            moment(numbers, next + days)
        } else {
            String::new()
        };
        pauses.push(Pause {
            kind: numbers.pick(&["supplement", "payment"]),
            from: date(from),
            to: if ended { date(next) } else { String::new() },
            new_due,
        });
    }
    pauses
}
