//! What the coordination keeps of the agenda: services, who attends and when,
//! rooms, absences, closed days. Each is a list and a form; what collides and
//! who is booked already is told, and nothing is moved by itself.

mod absences;
mod holidays;
mod providers;
mod rooms;
mod services;
mod turn_form;
mod turns;

pub use absences::{Absences, KEYS as ABSENCE_KEYS};
pub use holidays::{Holidays, KEYS as HOLIDAY_KEYS};
pub use providers::{KEYS as PROVIDER_KEYS, Providers};
pub use rooms::{KEYS as ROOM_KEYS, Rooms};
pub use services::{KEYS as SERVICE_KEYS, Services};
pub use turns::KEYS as TURN_KEYS;

use crate::domain::agenda::Minute;
use crate::ui::Cx;
use crate::ui::form::Form;

/// Words of a text, split by spaces, commas or semicolons.
fn words(text: &str) -> Vec<String> {
    text.split([' ', ',', ';'])
        .filter(|it| !it.is_empty())
        .map(|it| it.to_uppercase())
        .collect()
}

/// The hour in a field: `Ok(None)` when blank; a wrong one is told at it.
fn minute<S>(form: &mut Form<S>, name: &str, cx: &mut Cx<'_>) -> Result<Option<Minute>, ()> {
    let typed = form.get(name);
    if typed.is_empty() {
        return Ok(None);
    }
    match Minute::parse(&typed) {
        Ok(it) => Ok(Some(it)),
        Err(why) => {
            form.pin(name, why, cx);
            Err(())
        }
    }
}
