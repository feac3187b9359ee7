//! The day's line, from arrival to outcome. Each key at the desk is one method
//! here: one transaction that reads what is true now, so that two people
//! pressing the same key never take the same ticket.

mod arrival;
mod booked;
mod demand_list;
mod line;
mod steps;

pub use arrival::{Arrival, ArrivalSheet, Arrived, Comer, Companion};
pub(super) use arrival::{RESERVED_GROUP, Taker, taker};
pub use booked::{BookedArrival, BookedRow, HoleLine};
pub use line::{DayLine, LineRow, PanelCall, TicketView};
pub use steps::SendTo;
