//! The courses' use cases: classes, the answer for whoever is at the counter,
//! signing up, who waits for a seat, what people ask for, and how it went.

mod after;
mod answers;
mod apply;
mod board;
mod demand;
mod expected;
mod export;
mod household;
mod import;
mod import_row;
mod list;
mod numbers;
mod own;
mod papers;
mod results_file;
mod seats;
mod state;
mod waiting;

pub use after::FollowUpDue;
pub use answers::{CourseAnswer, PersonAnswers};
pub use apply::{ApplyAnswer, ApplyWay, Applying};
pub use board::{BoardLine, CourseCard, CoursePerson};
pub use demand::{DemandLine, InterestCall};
pub use export::ListForm;
pub use import::{OfferChange, OfferDone, OfferLine};
pub use list::{ApplicationLine, CourseLine};
pub use numbers::{CourseNumbers, GoalLine};
pub use own::OwnCourse;
pub use papers::ApplicationPapers;
pub use results_file::{ResultLine, ResultsDone};
pub use state::Ruling;
pub use waiting::{SeatOffer, SeatWait};

pub(in crate::app) use expected::commitments;
pub(in crate::app) use household::weaker_twin;
pub(in crate::app) use seats::seats_hold;
