//! The time text of a plan, on any words: no panic, and at most one kind of schedule without parameters agrees, unless
//! no rule understands the words (then every kind but `not_stated` does).

#![no_main]

use kstthc::model::schedule::Schedule;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let kinds = [Schedule::Year, Schedule::Continuous, Schedule::OnEvent, Schedule::NotStated];
    let agreeing = kinds.iter().filter(|schedule| schedule.agrees_with(text, 2021)).count();
    assert!(agreeing <= 1 || (agreeing == 3 && !Schedule::NotStated.agrees_with(text, 2021)), "{text:?}");
    for quarter in 1..=4 {
        let (one, before) = (Schedule::Quarter(quarter), Schedule::BeforeQuarter(quarter));
        assert!(
            agreeing == 3 || !(one.agrees_with(text, 2021) && before.agrees_with(text, 2021)),
            "{text:?}"
        );
    }
});
