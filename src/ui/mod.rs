//! Screens. The kernel is here; the screens of the desk are in `screens`.
//!
//! ```text
//! term     the terminal: few bytes, given back whatever happens
//! input    keys and pastes, the same from every terminal; bytes: what Unix sends
//! canvas   where screens draw; look: hour, hidden names, styles
//! screen   what a screen is; cx, shell: what it may do; keys: its table of keys
//! app      the stack and the keys that wait, as a plain state machine
//!          (stack, house, paint are its other parts)
//! job      work for the desk thread; run, source: threads, channel, deadlines
//! form     entry screens as tables; widgets: the pieces
//! drive    the same program without a terminal, for tests and `demo`
//! ```
//!
//! Never here: SQL, transactions, the clock, ids. A screen asks the desk and
//! never waits for it.

pub mod app;
#[cfg(any(unix, test))]
mod bytes;
pub mod canvas;
pub mod cx;
#[doc(hidden)]
pub mod drive;
pub mod form;
pub mod frame;
pub mod house;
pub mod input;
pub mod job;
pub mod keys;
pub mod look;
pub mod overlay;
mod paint;
pub mod route;
pub mod run;
pub mod screen;
pub mod screens;
pub mod shell;
mod source;
mod stack;
pub mod term;
pub mod topic;
pub mod widgets;

/// What screens ask; the kernel itself works with any desk.
pub type Desk = crate::app::Desk;

pub use app::App;
pub use canvas::Canvas;
pub use cx::Cx;
pub use form::{Field, Form, FormSpec, Section};
pub use input::Key;
pub use keys::{Binding, Hint, dispatch, hints};
pub use look::{Look, Tone};
pub use overlay::PickRow;
pub use screen::{Draft, Handled, Kind, Screen};
pub use shell::{Ending, Hooks};
pub use topic::{Topic, Topics};
pub use widgets::finder::{Finder, Found};
pub use widgets::list::List;
pub use widgets::masked::Mask;
pub use widgets::table::{Cell, Column};
