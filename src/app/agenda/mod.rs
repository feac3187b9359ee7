//! The agenda's use cases: what is offered, booking, the day as the roles see
//! it. Whoever is booked arrives through `reception`.

mod book;
mod calls;
mod card;
mod change;
mod commitments;
mod day;
mod days_off;
mod declaration;
mod lists;
mod numbers;
mod outside;
mod paper;
mod places;
mod sheet;
mod sheet_hours;
mod sheet_services;
mod supply;
mod wishes;

pub use book::{Booking, BookingAnswer, BookingSheet, PhoneChoice, Repeat, Where};
pub use calls::{CallDay, CallLine, TRIES_MAX};
pub use card::{AppointmentCard, CallTry};
pub use day::{AgendaDay, AgendaLine, DayLoad, ProviderDay};
pub use days_off::DayOff;
pub use declaration::{DeclarationSheet, Declared, Issued, ToDeclare};
pub use lists::TakeOut;
pub use numbers::{NoShows, RateLine};
pub use outside::{Missed, Outside};
pub use places::SlotLine;
pub use sheet::SheetDone;
pub use wishes::{NewWish, OFFERED_MAX, Offer, Place, WishLine};

pub(in crate::app) use book::checked_phone;
pub(in crate::app) use calls::{called, in_vain, phone_of, unanswered};
pub(in crate::app) use change::{become_, standing, still_fits};
pub(in crate::app) use sheet::{Problems, Sheet, SheetRow, yes};
pub(in crate::app) use supply::{read as read_supply, start_agenda};
