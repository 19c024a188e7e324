//! Foreign exports to our logs.

mod delimited;

pub use delimited::{Imported, Unmapped, import_dossiers};
