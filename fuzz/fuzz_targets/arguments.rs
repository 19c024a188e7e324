//! Days, moments and periods as they are typed: no panic, what is read is printed and read again, a refusal has words.

#![no_main]

use std::ffi::OsString;

use kstthc::model::date::{Date, Moment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Some(date) = Date::parse(text.as_bytes()).or_else(|| Date::parse_vietnamese(text)) {
        assert_eq!(Date::parse(date.to_string().as_bytes()), Some(date));
    }
    if let Some(moment) = Moment::parse(text.as_bytes()) {
        assert_eq!(Moment::parse(moment.to_string().as_bytes()), Some(moment));
    }
    let words = ["kstthc", "report"].into_iter().chain(text.split_whitespace()).map(OsString::from);
    if let Err(message) = kstthc::cli::understand(words) {
        assert!(!message.is_empty());
    }
});
