//! Use cases: one method, one IMMEDIATE transaction, one journal line. The
//! only layer that reads the clock, draws an id or checks a role.
//!
//! [`Desk`] is one person at one machine over one file; each aggregate's use
//! cases are an `impl Desk` in a file of their own.

mod about;
mod accesses;
mod adopt;
mod agenda;
mod backup;
mod base;
mod card;
mod desk;
mod differences;
mod drafts;
mod erase;
mod families;
mod fault_log;
mod history;
mod import;
mod key_access;
mod listed;
mod members;
mod merge;
mod pages;
mod password;
pub mod paths;
mod people;
mod place_of_cep;
mod print;
mod process;
mod reception;
pub mod sample;
mod search;
mod search_base;
mod session;
mod settings;
mod sources;
mod subject;
mod team;
mod tour;
mod undo;
mod veil;
mod verify;
mod watch;

pub use crate::store::base::{Attached, Delivered, Input, Progress, Stage};
pub use crate::store::looks::Looked;
pub use about::{About, VERSION};
pub use accesses::{ACCESSES_MAX, AccessLine};
pub use adopt::{Adopted, BaseFamilyCard, BaseLine};
pub use agenda::*;
pub use backup::{Copy, CopyFile};
pub use base::Bases;
pub use card::{FamilyCard, FormerLine, MemberLine, PersonCard, PhoneLine, VisitLine};
pub use desk::{Acting, Desk};
pub use differences::{Compared, Differs};
pub use drafts::Draft;
pub use erase::Erasure;
pub use fault_log::{log_fault, tell_panics};
pub use history::Correction;
pub use import::{Import, Imported, OnProgress};
pub use members::{Leaving, MoveTo};
pub use merge::Twin;
pub use pages::Purge;
pub use people::Numbers;
pub use print::{Printed, Sent, Subject};
pub use process::harden;
pub use reception::*;
pub use search::{HITS_MAX, Hit, SearchAnswer, Source};
pub use session::Entered;
pub use settings::{District, SettingLine};
pub use sources::{Clock, Ids};
pub use team::{SetUp, StaffData, UnitData};
pub use veil::Veil;
pub use verify::{Check, Verdict};
pub use watch::Watch;
