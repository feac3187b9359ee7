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
#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod paper;
pub mod store;
pub mod ui;
