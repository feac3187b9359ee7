//! The agenda of the unit: who gives what and when, and what is booked. Days
//! and hours are what the wall of the unit says (civil day, minutes since
//! midnight); the rules here are given the day and never ask for it.

mod booking;
mod calendar;
mod clashes;
mod holes;
mod minute;
mod rates;
mod reminder;
mod slots;
mod spoken;
mod status;
mod supply;
mod weekdays;

pub use booking::{Appointment, Reach, Wish, WishState};
pub use calendar::{Calendar, Closed, Holiday, HolidayKind, easter};
pub use clashes::{Clash, Commitment, What, between, of_turns};
pub use holes::{HOLE_AFTER_MIN, Hole, holes};
pub use minute::{DAY_END, Minute};
pub use rates::{Ended, Rate, advice, advice_told, rates};
pub use reminder::Reminder;
pub use slots::{Booked, Hours, Slot, Supply, has_place, next_free, slots, slots_of};
pub use spoken::{Said, day_said, said};
pub use status::Status;
pub use supply::{Absence, Provider, Room, Service, Turn, TurnKind, When};
pub use weekdays::{weekday_name, weekday_short, weekdays};

/// Minutes after the hour from which somebody booked counts as late, and the
/// place as free to be offered (the unit's setting may say otherwise).
pub const TOLERANCE_MIN: u32 = 15;
/// How many days ahead a free place is looked for.
pub const HORIZON_DAYS: u32 = 90;
