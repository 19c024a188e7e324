//! Remembers what a text was found to mean: it is looked up in words once, and by its bytes from then on.

use super::texts::Texts;

/// Meanings by text.
#[derive(Debug)]
pub(super) struct Memo<T> {
    texts: Texts,
    /// By the number of the text.
    meanings: Vec<T>,
}

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { texts: Texts::default(), meanings: Vec::new() }
    }
}

impl<T: Copy> Memo<T> {
    /// What a text means; asked for where it was not met yet. What has no meaning is not remembered.
    #[inline]
    pub(super) fn get(&mut self, text: &[u8], ask: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        match self.texts.find_again(text) {
            Some(at) => Some(self.meanings[at]),
            None => self.learn(text, ask),
        }
    }

    #[cold]
    fn learn(&mut self, text: &[u8], ask: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let meaning = ask(std::str::from_utf8(text).ok()?)?;
        self.texts.add(text);
        self.meanings.push(meaning);
        Some(meaning)
    }
}
