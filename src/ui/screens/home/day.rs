//! The day's list of the resting screen: read, brought up to date on the
//! whole minute, and the keys of those who are booked: they arrive, are
//! missed, and the place they left is offered to somebody who waits.

use chrono::{DateTime, Duration, Utc};

use super::Home;
use super::row::{DayRow, merged};
use crate::app::{Arrived, BookedArrival, BookedRow, DayLine, HoleLine};
use crate::domain::access::Right;
use crate::domain::agenda::Status;
use crate::domain::fault::Outcome;
use crate::domain::ticket::State;
use crate::ui::{Cx, Desk, PickRow, Topic, Topics};

/// What the file says of the day.
pub struct Seen {
    day: DayLine,
    holes: Vec<HoleLine>,
}

/// What somebody booked changes when they come or do not.
const BOTH: Topics = Topics::of(Topic::Line).and(Topics::of(Topic::Appointments));

pub(super) fn read(desk: &mut Desk) -> Outcome<Seen> {
    let holes = if desk.may(Right::RunLine) {
        desk.holes()?
    } else {
        Vec::new()
    };
    Ok(Seen {
        day: desk.line()?,
        holes,
    })
}

impl Home {
    pub(super) fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest("fila", "ler a fila", read, Self::took);
    }

    pub(super) fn took(&mut self, seen: Seen, _: &mut Cx<'_>) {
        self.rows.set(merged(&seen.day.rows, &seen.day.booked));
        self.day = Some(seen.day);
        self.holes = seen.holes;
        self.point();
    }

    /// Somebody is in the line now; also what the check-in hands back.
    pub(super) fn arrived(&mut self, arrived: &Arrived, cx: &mut Cx<'_>) {
        self.clear(cx);
        let ahead = match arrived.ahead {
            0 => "é a próxima".to_string(),
            1 => "1 pessoa antes".to_string(),
            many => format!("{many} pessoas antes"),
        };
        cx.say_undoable(format!(
            "Senha {}, linha {}: {ahead}.",
            arrived.code, arrived.line
        ));
        crate::ui::screens::start::arrived(cx, arrived.id);
    }

    /// Whoever is booked has come: everything else is known.
    pub(super) fn arrive_booked(&mut self, row: &BookedRow, cx: &mut Cx<'_>) {
        let id = row.id;
        cx.write(
            "pôr na fila",
            BOTH,
            move |desk: &mut Desk| desk.arrive_booked(id, &BookedArrival::default()),
            |it: &mut Self, arrived, cx| it.arrived(&arrived, cx),
        );
    }

    pub(super) fn off_missed(&self) -> Option<&'static str> {
        match self.rows.selected().and_then(DayRow::booked) {
            None => Some("Marque na lista, antes, quem tem hora e não veio."),
            Some(it) if it.status != Status::Booked => Some("Já está como não compareceu."),
            Some(it) if it.late == 0 => Some("A hora desta pessoa ainda não chegou."),
            Some(_) => None,
        }
    }

    pub(super) fn mark_missed(&mut self, cx: &mut Cx<'_>) {
        let Some(row) = self.rows.selected().and_then(DayRow::booked) else {
            return;
        };
        let (id, line) = (row.id, row.line);
        cx.write(
            "marcar a falta",
            BOTH,
            move |desk: &mut Desk| desk.mark_missed(id),
            move |it: &mut Self, _, cx| {
                it.clear(cx);
                cx.say_undoable(format!("Linha {line}: não compareceu. A vaga está livre."));
            },
        );
    }

    /// The hole that somebody of the line can take; else one that nobody can.
    fn hole(&self) -> Option<&HoleLine> {
        let fitting = self.holes.iter().find(|it| !it.fits.is_empty());
        fitting.or_else(|| self.holes.first())
    }

    pub(super) fn off_hole(&self) -> Option<&'static str> {
        match self.hole() {
            None => Some("Não há vaga de quem faltou agora."),
            Some(it) if it.fits.is_empty() => Some("Ninguém da fila veio por este serviço."),
            Some(_) => None,
        }
    }

    /// "Vaga livre até 10:00: linha 4 não veio; 3 pessoas da fila cabem."
    pub(super) fn hole_text(&self) -> Option<String> {
        let it = self.hole()?;
        let fit = match it.fits.len() {
            0 => "ninguém da fila veio por isso.".to_owned(),
            1 => "1 pessoa da fila cabe (Ctrl+S).".to_owned(),
            many => format!("{many} pessoas da fila cabem (Ctrl+S)."),
        };
        let (until, line) = (it.hole.free_until, it.line);
        Some(format!(
            "Vaga livre até {until}: linha {line} não veio; {fit}"
        ))
    }

    pub(super) fn offer_hole(&mut self, cx: &mut Cx<'_>) {
        let Some(hole) = self.hole().filter(|it| !it.fits.is_empty()).cloned() else {
            return;
        };
        let look = cx.look();
        let rows = hole
            .fits
            .iter()
            .map(|(_, code, name)| PickRow {
                letter: None,
                text: format!("{code}  {}", look.name(name)),
            })
            .collect();
        let title = format!("Vaga das {} até {}", hole.hole.starts, hole.hole.free_until);
        cx.pick(title, rows, move |_: &mut Self, n, cx| {
            let Some((ticket, code, _)) = hole.fits.get(n).cloned() else {
                return;
            };
            let (missed, provider) = (hole.hole.missed, hole.provider);
            cx.write(
                "dar a vaga",
                BOTH,
                move |desk: &mut Desk| desk.fill_hole(missed, ticket),
                move |_: &mut Self, _, cx| {
                    cx.say_undoable(format!("{code} fica com a vaga, com {provider}."));
                },
            );
        });
    }

    /// Moves the selection to what is typed.
    pub(super) fn point(&mut self) {
        if let Some(row) = self.row_typed()
            && let Some(at) = self.rows.items().iter().position(|it| it.is_same(&row))
        {
            self.rows.select(at);
        }
    }

    /// Waiting times grow and hours come: a frame a minute while somebody
    /// waits or is late, else at the next hour that somebody is booked for.
    pub(super) fn next_frame(&self) -> Option<DateTime<Utc>> {
        let day = self.day.as_ref()?;
        let expected = || day.booked.iter().filter(|it| it.status == Status::Booked);
        let counts = day.rows.iter().any(|it| it.state == State::Waiting)
            || expected().any(|it| it.at <= day.read_at)
            || !self.holes.is_empty();
        // On the whole minute, like the clock above: one wake-up for both.
        let spent = day.read_at.timestamp_millis().rem_euclid(60_000);
        if counts {
            return Some(day.read_at + Duration::milliseconds(60_000 - spent));
        }
        // A minute past it, when there is something to say.
        expected()
            .map(|it| it.at + Duration::minutes(1))
            .filter(|it| *it > day.read_at)
            .min()
    }

    pub(super) fn count_on(&mut self, cx: &mut Cx<'_>) {
        let now = cx.now();
        let today = cx.look().today();
        let Some(day) = self.day.as_mut().filter(|it| it.day == today) else {
            return self.load(cx);
        };
        // A place has just become free, or may no longer be worth giving.
        let ripe = |it: &BookedRow| it.status == Status::Booked && !it.overdue && it.until <= now;
        if !self.holes.is_empty() || day.booked.iter().any(ripe) {
            return self.load(cx);
        }
        // Nobody else is woken up to count minutes.
        day.read_at = now;
        for row in &mut day.rows {
            row.wait_until(now);
        }
        for row in &mut day.booked {
            row.late_until(now);
        }
        self.rows.set(merged(&day.rows, &day.booked));
    }
}
