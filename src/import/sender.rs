//! Whose form it is: the unit that «Đơn vị báo cáo» names, among those of the office.

use crate::model::unit::{Unit, UnitIndex, Units};
use crate::text::fold::nfc;

/// Whom a form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reporter {
    /// The sender.
    Sender,
    /// Another unit.
    Other(UnitIndex),
    /// Nobody of the office's units.
    Unknown,
}

/// What stands for a sign between words.
const SIGN: &str = "|";
/// What may follow a name: the town, district or province it is of.
const ABOVE: [&str; 7] = ["thị", "thành", "huyện", "quận", "tỉnh", "tp", "tx"];

impl Reporter {
    /// Tells whom a name means, for the unit whose form it should be. Of several units the one whose name is longest is meant:
    /// «xã Tân Hà» is not «xã Tân». Tones count, case and «Ủy ban nhân dân» or «UBND» in front do not.
    #[must_use]
    pub fn of(name: &str, sender: UnitIndex, units: &Units) -> Self {
        let words = words(name);
        let longest = units.iter().map(|(index, unit)| (matched(unit, &words), index == sender, index));
        match longest.max_by_key(|&(length, is_sender, _)| (length, is_sender)) {
            Some((1.., true, _)) => Self::Sender,
            Some((1.., false, other)) => Self::Other(other),
            _ => Self::Unknown,
        }
    }
}

/// How many words of a text are the longest of a unit's names; 0 where none stands there.
fn matched(unit: &Unit, text: &[String]) -> usize {
    let names = unit.aliases.iter().chain([&unit.name]).map(|name| words(name));
    let named = names.filter(|name| stands_in(bare(name), text)).map(|name| name.len()).max();
    let is_code = words(&unit.code) == text;
    named.unwrap_or_else(|| usize::from(is_code))
}

/// Tells whether a name stands in a text as a name of its own: nothing but «UBND» in front, nothing but a sign or what it is of
/// behind.
fn stands_in(name: &[String], text: &[String]) -> bool {
    let ends = |at: usize| text.get(at).is_none_or(|next| next == SIGN || ABOVE.contains(&&**next));
    let begins = |at: usize| {
        let before = text[..at].rsplit(|word| word == SIGN).next().unwrap_or_default();
        bare(before).is_empty()
    };
    let places = text.windows(name.len().max(1)).enumerate().filter(|(_, words)| *words == name);
    places.map(|(at, _)| at).any(|at| begins(at) && ends(at + name.len()))
}

/// A name without «UBND» in front.
fn bare(name: &[String]) -> &[String] {
    name.strip_prefix(&["ubnd".to_owned()]).unwrap_or(name)
}

/// The words of a text, in small letters, each sign one word.
fn words(text: &str) -> Vec<String> {
    let apart =
        |c: char| if c.is_alphanumeric() || c.is_whitespace() { c.to_string() } else { format!(" {SIGN} ") };
    let text: String = nfc(text).chars().map(apart).collect();
    let text = text.to_lowercase().replace("uỷ", "ủy").replace("ủy ban nhân dân", "ubnd");
    text.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::syntax::source::Source;
    use crate::syntax::units::read_units;

    fn units(named: &[(&str, &str)]) -> Units {
        let unit = |(code, name): &(&str, &str)| {
            format!(
                "[[unit]]\ncode = \"{code}\"\nname = \"{name}\"\nkind = \"commune\"\nlevel = \"commune\"\n"
            )
        };
        let text = format!("schema_version = 1\n{}", named.iter().map(unit).collect::<String>());
        read_units(&Source::new("plan/units.toml".into(), &text), &mut Sink::new())
    }

    #[test]
    fn a_unit_is_known_by_its_name_with_its_town_behind_and_by_its_tones() {
        let units = units(&[
            ("p-sg", "Ủy ban nhân dân phường Sơn Giang"),
            ("p-lt", "UBND phường Long Thủy"),
            ("x-t", "UBND xã Tân"),
            ("x-th", "UBND xã Tân Hà"),
            ("vp", "Văn phòng HĐND - UBND"),
        ]);
        let of = |sender: &str, name: &str| Reporter::of(name, units.find(sender).unwrap(), &units);
        let other = |code: &str| Reporter::Other(units.find(code).unwrap());
        for name in [
            "UBND phường Sơn Giang",
            "UBND phường Sơn Giang, thị xã Phước Long",
            "UỶ BAN NHÂN DÂN PHƯỜNG SƠN GIANG THỊ XÃ PHƯỚC LONG",
            "Phường Sơn Giang",
            "thị xã Phước Long - phường Sơn Giang",
            "p-sg",
        ] {
            assert_eq!(of("p-sg", name), Reporter::Sender, "{name}");
        }
        assert_eq!(of("p-sg", "UBND phường Long Thủy, thị xã Phước Long"), other("p-lt"));
        assert_eq!(of("x-t", "UBND xã Tân Hà, huyện X"), other("x-th"));
        assert_eq!(of("x-th", "UBND xã Tân Hà huyện X"), Reporter::Sender);
        assert_eq!(of("vp", "Văn phòng HĐND - UBND thị xã"), Reporter::Sender);
        for name in [
            "UBND xã Tân Hạ",
            "UBND xã Tân Hòa",
            "Trạm Y tế phường Sơn Giang",
            "UBND thị xã Phước Long",
            "",
            "UBND",
            "|",
        ] {
            assert_eq!(of("p-sg", name), Reporter::Unknown, "{name}");
            assert_eq!(of("x-th", name), Reporter::Unknown, "{name}");
        }
    }
}
