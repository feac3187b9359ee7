//! The roll on paper, to be signed or as it was called. Names stand there as
//! whoever prints sees them on screen; every sheet is in the access log.

use super::meetings::MeetingView;
use super::roll::{Roll, RollLine};
use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::fault::Outcome;
use crate::domain::groups::{Mark, MeetingKey};
use crate::domain::time::day_spelled;
use crate::paper::Page;
use crate::paper::roll::{PRESENT, RollRow, RollSheet};

impl Desk {
    /// The roll of a meeting as it goes to paper; why somebody was absent
    /// stays in the program.
    ///
    /// # Errors
    /// As [`Desk::roll`].
    pub fn roll_page(&self, key: MeetingKey, filled: bool) -> Outcome<Page> {
        let Roll { meeting, lines } = self.roll(key)?;
        let of = self.lines_of_groups(self.store.con())?;
        let of = of.into_iter().find(|it| it.group.id == key.group);
        let (place, leaders) = of.map(|it| (it.place, it.leaders)).unwrap_or_default();
        let MeetingView {
            group,
            day,
            starts,
            ends,
            theme,
            heads,
            ..
        } = meeting;
        Ok(RollSheet {
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            group,
            day: day_spelled(day),
            hours: format!("{starts} a {ends}"),
            place,
            leaders,
            theme,
            rows: lines.into_iter().map(row).collect(),
            filled,
            heads,
            footer: self.footer(),
        }
        .page())
    }

    /// Prints it.
    ///
    /// # Errors
    /// As [`Desk::roll_page`] and [`Desk::print`].
    pub fn print_roll(&mut self, key: MeetingKey, filled: bool) -> Outcome<Printed> {
        self.reached(Right::MarkRoll, self.store.con(), key.group)?;
        let page = self.roll_page(key, filled)?;
        self.print(
            &page,
            Subject {
                label: &format!("chamada-{}", key.day),
                kind: "roll",
                id: Some(*key.group.bytes()),
            },
        )
    }
}

fn row(it: RollLine) -> RollRow {
    let mark = match it.mark {
        None => "",
        Some(Mark::Present) => PRESENT,
        Some(Mark::Absent(None)) => "faltou",
        Some(Mark::Absent(Some(_))) => "faltou, com motivo",
    };
    RollRow {
        number: it.number,
        name: it.name,
        mark: mark.to_string(),
    }
}
