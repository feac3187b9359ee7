//! Courses that partners give through the unit (Senac and others): what a class
//! asks, whether somebody fits and why not, whose seat is whose, and who comes
//! first. All pure: a city hub will answer with the same rules.

mod after;
mod class;
mod demand;
mod fit;
mod note;
mod numbers;
mod order;
mod said;
mod seats;
mod todo;

pub use after::{FOLLOW_UP_MONTHS, FollowUp, due_on};
pub use class::{Application, Course, Income};
pub use demand::{Interest, asks_for};
pub use fit::{Asked, Fit, Known, fit, handed, income_that_holds};
pub use note::Note;
pub use numbers::{Counted, Cut, Funnel, Goal, cut_by, percent, total};
pub use order::{Standing, answer_until, first_groups, in_order};
pub use said::per_person;
pub use seats::{Seat, Seats, Used};
pub use todo::{Tally, Todo};

pub use super::codes::{Applied, FirstGroup, FollowOutcome, InterestState, SchoolLevel};

/// Family income per person up to which the Programa Senac de Gratuidade
/// gives a place, in minimum wages (Decreto 6.633/2008 and its agreement).
pub const INCOME_WAGES_MAX: i64 = 2;
/// Days after dropping out in which somebody is warned of.
pub const DROPPED_DAYS: i64 = 365;
/// Days for which a declaration of income holds before it is asked again.
pub const INCOME_VALID_DAYS: i64 = 365;
/// Days for which a paper that was handed over need not be brought again.
pub const PAPERS_VALID_DAYS: i64 = 365;
/// Choices that one person may put in order.
pub const CHOICES_MAX: u32 = 3;
