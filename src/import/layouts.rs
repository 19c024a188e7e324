//! The layouts that are known: each by the headings it has, as data.

use std::sync::{Arc, LazyLock};

use super::header::Header;
use crate::diag::Sink;
use crate::syntax::profile::{Profile, read_layout};
use crate::syntax::source::Source;
use crate::text::fold::fold;

/// A layout: the name by which it is asked for, and its profile.
#[derive(Debug)]
pub struct Layout {
    /// Its name.
    pub name: &'static str,
    /// Its profile.
    pub profile: Profile,
}

macro_rules! layouts {
    ($($name:literal),+ $(,)?) => {
        /// Their names and texts; of two that fit alike the first is meant.
        const TEXTS: &[(&str, &str)] = &[$(($name, include_str!(concat!("layouts/", $name, ".toml")))),+];
    };
}

layouts!(
    "dong-bo-quoc-gia",
    "opencps-danh-sach",
    "opencps-goto-dossiers",
    "td-so-theo-doi",
    "td-qua-han",
    "e-par-tiep-nhan",
    "e-par-tra-ket-qua",
    "e-par-thu-ly",
    "e-par-qua-han-18",
    "e-par-qua-han-19",
    "e-par-qua-han",
    "e-par-bo-sung",
    "e-par-tu-choi",
    "e-par-ban-giao",
);

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| read(&mut Sink::new()));

fn read(sink: &mut Sink) -> Vec<Layout> {
    let layout = |(name, text): &(&'static str, &str)| {
        let source = Source::new(Arc::from(format!("{name}.toml")), text);
        Layout { name, profile: read_layout(&source, sink) }
    };
    TEXTS.iter().map(layout).collect()
}

/// All layouts.
#[must_use]
pub fn layouts() -> &'static [Layout] {
    &LAYOUTS
}

/// The layout of a name.
#[must_use]
pub fn layout(name: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().find(|layout| layout.name == name)
}

/// The layout whose headings a table has, all of them; where several fit, the one with most.
pub(super) fn recognise(header: &Header) -> Option<&'static Layout> {
    let forms: Vec<String> = header.headings.iter().flat_map(super::headings::Heading::forms).collect();
    let fits =
        |layout: &&Layout| layout.profile.headings.iter().all(|heading| forms.contains(&fold(heading)));
    // Of equal ones `max_by_key` takes the last.
    LAYOUTS.iter().rev().filter(fits).max_by_key(|layout| layout.profile.headings.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_have_no_fault_and_each_is_recognised_by_its_own_headings() {
        let mut sink = Sink::new();
        read(&mut sink);
        assert_eq!(sink.into_findings(), []);
        for layout in layouts() {
            let heading = |text: &String| super::super::headings::Heading { parts: vec![text.clone()] };
            let headings = layout.profile.headings.iter().map(heading).collect();
            let header = Header { headings, ..Header::default() };
            assert_eq!(recognise(&header).map(|found| found.name), Some(layout.name));
        }
    }

    /// A file in the folder that is not in the list would never be used.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test reads the folder of the source")]
    fn every_file_of_the_folder_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import/layouts");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), TEXTS.len());
    }
}
