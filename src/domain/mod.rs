//! Types and rules of the field. Nothing here does I/O, reads a clock, knows
//! SQL or a terminal: time, ids and the values of law come in as arguments.

pub mod access;
pub mod act;
pub mod activities;
pub mod agenda;
pub mod cecad;
pub mod codes;
pub mod correction;
pub mod courses;
pub mod date;
pub mod declaration;
pub mod family;
pub mod fault;
pub mod groups;
pub mod id;
pub mod ids;
pub mod name;
pub mod needle;
pub mod order;
pub mod person;
pub mod priority;
pub mod register;
pub mod sample;
pub mod staff;
pub mod subject;
pub mod text;
pub mod ticket;
pub mod time;
pub mod tour;
pub mod unit;
