//! Foreign exports to our logs.

mod delimited;

pub use delimited::{Fault, Imported, Misread, Unmapped, import_dossiers};
