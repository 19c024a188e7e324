//! XML under construction: elements are closed by construction, and what XML forbids never gets in.

use std::fmt::Display;

/// Attributes of an element, in order.
pub(super) type Attributes<'a> = [(&'a str, &'a dyn Display)];

/// A part of a package under construction.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
}

impl Xml {
    /// Starts a part with its declaration.
    pub(super) fn part() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// Returns what was written.
    pub(super) fn into_string(self) -> String {
        self.text
    }

    /// Writes an element around what `content` writes.
    pub(super) fn element(
        &mut self,
        tag: &str,
        attributes: &Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.start(tag, attributes);
        self.text.push('>');
        content(self);
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, tag: &str, attributes: &Attributes<'_>) {
        self.start(tag, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element that is nothing but a value: `<w:jc w:val="center"/>`.
    pub(super) fn value(&mut self, tag: &str, value: impl Display) {
        self.empty(tag, &[("w:val", &value)]);
    }

    /// Writes text; control characters are left out, a tab or line break becomes a space.
    pub(super) fn text(&mut self, text: &str) {
        text.chars().for_each(|c| push(&mut self.text, c));
    }

    fn start(&mut self, tag: &str, attributes: &Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push_str(&format!(" {name}=\""));
            self.text(&value.to_string());
            self.text.push('"');
        }
    }
}

fn push(text: &mut String, c: char) {
    match c {
        '&' => text.push_str("&amp;"),
        '<' => text.push_str("&lt;"),
        '>' => text.push_str("&gt;"),
        '"' => text.push_str("&quot;"),
        '\t' | '\n' => text.push(' '),
        // XML 1.0, section 2.2: neither most control characters nor these two may stand in a document.
        '\u{fffe}' | '\u{ffff}' => {}
        c if c.is_control() => {}
        c => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_are_escaped_and_what_it_forbids_is_left_out() {
        let mut xml = Xml::default();
        xml.element("a", &[("b", &"\"<&>\u{1}\"")], |xml| {
            xml.text("1 < 2 & \"3\" > 2\t\u{0}\u{b}\r\u{ffff}\u{85}.");
        });
        assert_eq!(
            xml.into_string(),
            "<a b=\"&quot;&lt;&amp;&gt;&quot;\">1 &lt; 2 &amp; &quot;3&quot; &gt; 2 .</a>"
        );
    }
}
