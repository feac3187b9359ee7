//! The CadÚnico base: each load is a SQLite file of its own in `base/` beside
//! the unit's file, and is never changed after it got its name.
//!
//! ```text
//! base/<uuid>.carga          being built; nobody reads it
//! base/2026-05-<uuid>.db     a load;    attached read-only as `base`
//! base/folha-2026-05-….db    a payroll; attached read-only as `folha`
//! ```
//!
//! Why beside and not inside: a load writes a hundred megabytes, which in the
//! unit's file would hold the desks' writes up, grow the WAL and leave pages
//! behind. So a wrong, cut-off or killed load changes nothing; which file is in
//! use is one small write in the unit's file, made by the caller afterwards.
//! Nothing here ever writes to the unit's file.

mod attach;
mod build;
mod examine;
mod folder;
mod kind;
mod load;
mod payroll;
mod read;
mod rows;
mod runs;
mod search;
mod view;

pub use attach::{Attached, BASE_ID, FOLHA_ID, attach, attach_payroll, detach, detach_payroll};
pub use folder::{folder, keep_only};
pub use kind::{Delivered, kind};
pub use load::{Input, Loaded, Order, Progress, Stage, load, simulate};
pub use payroll::{LoadedPayroll, PayrollReport, load_payroll, payments, simulate_payroll};
pub use search::{
    BaseHit, by_birth, by_cpf, by_family, by_name_and_birth, by_nis, by_phone_end, heard, named,
    read, schooling_of,
};
pub use view::{BaseCard, BaseMember, card, family, member};

/// Rows of one search by name: one more than a desk ever shows, which is how it
/// knows that there are more.
pub const HITS_MAX: usize = 51;
