//! What was taken away for good, or would be.

use serde::Serialize;

use crate::app::{Erasure, Purge};

/// `eliminar`.
#[derive(Serialize)]
pub struct Erased<'a> {
    /// False for a rehearsal.
    pub done: bool,
    /// Records of the person: one, and those joined to it.
    pub records: usize,
    /// Numbers of the Prontuários that go along, where nobody else is.
    pub families: &'a [u32],
    pub documents: usize,
    pub phones: usize,
    pub addresses: usize,
    /// Tickets that stay, with nobody's name.
    pub tickets: usize,
    /// Appointments and declarations that stay, likewise.
    pub appointments: usize,
    pub declarations: usize,
    /// Entries of the journal whose content goes.
    pub acts: usize,
    /// Printed pages with the name.
    pub pages: usize,
    /// What is out of reach, in pt-BR.
    pub remains: &'a [String],
}

impl<'a> Erased<'a> {
    pub fn of(it: &'a Erasure) -> Self {
        Self {
            done: it.done,
            records: it.records,
            families: &it.families,
            documents: it.documents,
            phones: it.phones,
            addresses: it.addresses,
            tickets: it.tickets,
            appointments: it.appointments,
            declarations: it.declarations,
            acts: it.acts,
            pages: it.pages,
            remains: &it.remains,
        }
    }
}

/// `expurgo`.
#[derive(Serialize)]
pub struct Purged {
    /// False for a rehearsal.
    pub done: bool,
    /// Days that a printed page is kept; 0 for ever.
    pub days: u32,
    pub pages: usize,
    pub bytes: u64,
}

impl Purged {
    pub const fn of(it: &Purge) -> Self {
        Self {
            done: it.done,
            days: it.days,
            pages: it.pages,
            bytes: it.bytes,
        }
    }
}
