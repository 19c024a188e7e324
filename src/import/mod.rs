//! Foreign exports to our logs, and filled forms to returns.

mod delimited;
mod form;
mod form_text;
pub mod own_log;
pub mod table;
mod workbook;

pub use delimited::{Fault, Imported, Misread, Unmapped, import_dossiers};
pub use form::{Flaw, FormRow, FormTable, Slip, read_form};
pub use form_text::Unread;
pub use workbook::Refusal;
