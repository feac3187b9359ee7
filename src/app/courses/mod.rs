//! The courses' use cases: classes, the answer for whoever is at the counter,
//! signing up, and who waits for a seat.

mod answers;
mod apply;
mod list;
mod seats;
mod waiting;

pub use answers::{CourseAnswer, PersonAnswers};
pub use apply::{ApplyAnswer, ApplyWay, Applying};
pub use list::{ApplicationLine, CourseLine};
pub use waiting::{SeatOffer, SeatWait};
