//! What a CECAD file means: the monthly extract of the city's CadÚnico.
//!
//! ```text
//! header → survey (pass 1: the whole file settles its forms)
//!        → census (pass 2: line → records → Sink)   → report
//! ```
//!
//! Everything here is pure: bytes of lines come in, records and a report come
//! out. Who reads the file and stores the records is `store::base`.

pub mod census;
pub mod columns;
pub mod dates;
pub mod delivery;
pub mod encoding;
pub mod header;
pub mod line;
pub mod month;
pub mod payroll;
pub mod records;
pub mod report;
pub mod survey;
pub mod values;
pub mod write;

pub use month::Month;
pub use records::{BaseFamily, BasePerson};
pub use report::Report;
