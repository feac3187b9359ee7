//! What was delivered, from the desk's use case to the progress on the screen.

use std::ops::ControlFlow;
use std::path::PathBuf;

use crate::app::{Import, Imported, Input, Progress};
use crate::domain::fault::Outcome;
use crate::ui::Desk;
use crate::ui::job::Teller;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    Cecad(Input),
    Payroll(PathBuf),
}

/// Rehearses or loads; Esc stops it without a trace.
pub fn run(
    desk: &mut Desk,
    delivery: &Delivery,
    how: Import,
    teller: &Teller,
) -> Outcome<Imported> {
    let mut progress = |it: Progress| {
        teller.tell(it.done, it.total);
        if teller.stopped() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    match delivery {
        Delivery::Cecad(input) => desk.import_cecad(input, how, &mut progress),
        Delivery::Payroll(path) => desk.import_payroll(path, how, &mut progress),
    }
}
