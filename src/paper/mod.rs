//! Domain values to pages and tables, as plain text. Pages go to a printer of
//! 48 columns (thermal, 80 mm) or 80; tables go to the terminal and to CSV.
//! Nothing is read, written or asked here, and nothing is coloured.

pub mod activity;
pub mod agenda;
pub mod appointment;
pub mod big;
pub mod courses;
pub mod declaration;
pub mod frequency;
pub mod ics;
pub mod page;
mod pdf;
pub mod roll;
pub mod subject;
pub mod table;
pub mod ticket;
pub mod wrap;
mod xlsx;

pub use page::{Align, Line, Page, Width};
pub use table::{Cell, Column, Table};
