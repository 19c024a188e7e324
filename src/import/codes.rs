//! The words of one-stop systems for states and channels, as data: a word that is not there is never guessed.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::diag::Sink;
use crate::syntax::dossiers::{CHANNEL, CHANNELS, STATUS, STATUSES};
use crate::syntax::source::Source;
use crate::syntax::toml::read_file;
use crate::text::fold::fold;

/// Our code for a foreign word in a column that has a list of words; `None` where the word is not known.
pub(super) fn known(column: usize, word: &str) -> Option<&'static str> {
    let words = match column {
        STATUS => &CODES.statuses,
        CHANNEL => &CODES.channels,
        _ => return None,
    };
    words.get(&fold(word)).copied()
}

/// Folded words and our codes.
type Words = BTreeMap<String, &'static str>;

struct Codes {
    statuses: Words,
    channels: Words,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| read(&mut Sink::new()));

fn read(sink: &mut Sink) -> Codes {
    let source = Source::new(Arc::from("codes.toml"), include_str!("codes.toml"));
    read_file(&source, sink, |table, sink| Codes {
        statuses: words(table, "status", names(STATUSES), sink),
        channels: words(table, "channel", names(CHANNELS), sink),
    })
}

fn names<T>(choices: &'static [(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

fn words(
    table: &crate::syntax::toml::TableReader<'_, '_>,
    part: &'static str,
    names: Vec<&'static str>,
    sink: &mut Sink,
) -> Words {
    let mut words = Words::new();
    table.table(part, sink, |table, sink| {
        for name in names {
            words.insert(fold(name), name);
            words.extend(table.texts(name, sink).iter().map(|word| (fold(word), name)));
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_words_has_no_fault() {
        let mut sink = Sink::new();
        read(&mut sink);
        assert_eq!(sink.into_findings(), []);
    }

    /// The contract, section 2: the national states.
    #[test]
    fn national_states_are_mapped_as_the_contract_says() {
        let states =
            ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"].map(|code| known(STATUS, code).unwrap());
        let expected = [
            "submitted",
            "processing",
            "rejected",
            "processing",
            "awaiting_supplement",
            "awaiting_payment",
            "withdrawn",
            "returned",
            "completed",
            "delivered",
        ];
        assert_eq!(states, expected);
    }

    #[test]
    fn words_are_known_however_they_are_typed_and_shared_or_strange_ones_are_not() {
        assert_eq!(known(STATUS, "ĐANG XỬ LÝ"), Some("processing"));
        assert_eq!(known(STATUS, "awaiting_payment"), Some("awaiting_payment"));
        assert_eq!(known(CHANNEL, "qua bưu chính công ích"), Some("postal"));
        for word in ["waiting", "Từ chối", "Tạm dừng", ""] {
            assert_eq!(known(STATUS, word), None, "{word}");
        }
        assert_eq!(known(CHANNEL, "1"), None);
    }
}
