//! `acolhida`: the front desk of a CRAS.
//!
//! # Map
//!
//! Layers run downward only (`tests/it/tree.rs` proves it):
//!
//! ```text
//! main → cli ─┐
//!        ui  ─┴→ app → { store, paper } → domain
//! ```
//!
//! - [`domain`]: types and rules. No I/O, no clock, no SQL, no terminal.
//! - [`store`]: SQLite. All the SQL of one aggregate in its one file.
//! - [`paper`]: domain values to printed pages and tables. No I/O.
//! - [`app`]: use cases. One method, one transaction, one journal line; the
//!   only layer that reads the clock, draws an id or checks a role.
//! - [`ui`]: screens. Never names `store` or rusqlite.
//! - [`cli`]: the same use cases without a screen.
//!
//! Few types are worth knowing before the rest: [`app::Desk`] (one person at
//! one machine over one file; every use case is a method of it),
//! [`domain::fault::Outcome`] (a refusal is an answer, a fault is ours),
//! [`store::record::RowChange`] (what a write did; journal, undo and history
//! live from it), [`ui::Screen`] and [`ui::Cx`] (a screen asks the desk and
//! never waits for it), [`domain::needle::Needle`] (what the one box means).
//!
//! What is absent on purpose: no async runtime, no polling, no global state, no
//! network call, no telemetry, no SQL outside `store`, no clock outside `app`.
//!
//! # Glossary
//!
//! | in the code | in the field |
//! |---|---|
//! | CRAS, CREAS | centros de referência (especializado) de assistência social: the units |
//! | PSB | proteção social básica: the department that coordinates the CRAS of a city |
//! | `Unit`, `Station` | the CRAS of this file; the file itself as the source of a journal |
//! | `Desk`, seat | a counter at work; where people are called to («Guichê 2») |
//! | `Role`: reception, CadÚnico desk, instructor, technician, coordination, management | recepção, entrevistador, orientador social, técnico de referência, coordenação, gestão/vigilância |
//! | `Family`, number | família; number of its Prontuário SUAS in the unit |
//! | reference person, `Kinship` | pessoa de referência (responsável familiar); parentesco |
//! | shown name, social name, nickname | how people are called here: nome social first; apelido |
//! | `Cpf`, `Nis`, `CodFamiliar`, `Rnm` | the numbers of a person, of the register, of the family in CadÚnico, of a migrant |
//! | CadÚnico, CECAD, base, load | the federal register; the tool cities extract it with; the extract in use; one delivery of it |
//! | payroll (folha, SIBEC) | who was really paid Bolsa Família (PBF) in a month |
//! | BPC, GPTE | benefício de prestação continuada; grupos populacionais tradicionais e específicos |
//! | `Ticket`, line, `Demand` | senha, fila, demanda: what somebody came for |
//! | `Grounds`, `Class` | why somebody has priority by law, and the order that gives |
//! | access form | forma de acesso (Prontuário SUAS) |
//! | reserved | assunto reservado: goes to a técnico and is not asked at the counter |
//! | secrecy | sigilo: address, phone and place hidden from all below técnico |
//! | `Group`, `Meeting`, roll, `Mark` | grupo (SCFV, PAIF, avulsa), encontro, chamada, presença ou falta |
//! | `Enrolment`, `Waiting`, `Situation` | inscrição em grupo, espera por vaga, situação prioritária |
//! | `Quarter`, SISC | the quarter in which participation in the SCFV is confirmed to the ministry |
//! | `Course`, `Application`, `Seats` | turma de curso (Senac, Senai and others), inscrição, vagas da unidade e comuns |
//! | PSG | Programa Senac de Gratuidade: free places up to two minimum wages per person, declared |
//! | `Interest`, `FollowUp` | o que alguém quer aprender; how it goes 3 and 6 months after a course |
//! | PAIF, SCFV, RMA | family follow-up; groups; the monthly report of attendances |
#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod paper;
pub mod store;
pub mod ui;
