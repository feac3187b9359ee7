//! The columns of the two lists of the resting screen, and which of them may
//! go when there is little room.

use super::home::DayRow;
use crate::app::{BookedRow, Hit, LineRow, Source};
use crate::domain::agenda::Status;
use crate::domain::codes::Kinship;
use crate::domain::ticket::State;
use crate::ui::{Cell, Column, Look, Tone};

pub const LINE: &[Column<DayRow>] = &[
    // Whoever is only expected has an hour where the others have a ticket.
    Column::new("Senha", 6, |it: &DayRow, _| match it {
        DayRow::Ticket(it) => Cell::toned(it.code.clone(), Tone::Strong),
        DayRow::Booked(it) => Cell::from(it.starts.to_string()),
    }),
    Column::new("Nome", 20, |it: &DayRow, _| Cell {
        tone: tone_of(it),
        ..Cell::name(it.name())
    })
    .grow(5),
    Column::new("Demanda", 16, |it: &DayRow, _| {
        let text = match it {
            DayRow::Ticket(it) => &it.demand,
            DayRow::Booked(it) => &it.service,
        };
        Cell::toned(text.clone(), tone_of(it))
    })
    .grow(4)
    .drop(3),
    Column::new("Pri", 3, |it: &DayRow, _| {
        Cell::from(it.ticket().map_or("", |it| it.class.mark()))
    })
    .drop(1),
    Column::new("Situação", 16, |it: &DayRow, look| match it {
        DayRow::Ticket(it) => situation(it, look),
        DayRow::Booked(it) => expectation(it),
    })
    .grow(1),
    Column::new("Chegou", 6, |it: &DayRow, look| {
        Cell::from(
            it.ticket()
                .map(|it| it.arrived_clock(look.zone))
                .unwrap_or_default(),
        )
    })
    .drop(4),
    Column::new("Min", 3, |it: &DayRow, _| {
        let waited = it.ticket().map(|it| it.waited_min.to_string());
        Cell::from(waited.unwrap_or_default())
    })
    .right()
    .drop(2),
];

pub const HITS: &[Column<Hit>] = &[
    Column::new("Nome", 28, |it: &Hit, _| Cell {
        tone: if it.dead || it.former {
            Tone::Dim
        } else {
            Tone::Plain
        },
        ..Cell::name(it.name.clone())
    })
    .grow(5),
    Column::new("Idade", 5, |it: &Hit, _| Cell::from(it.age.clone())).right(),
    Column::new("Bairro", 10, |it: &Hit, _| {
        Cell::from(it.district.open().cloned().unwrap_or_default())
    })
    .grow(2)
    .drop(3),
    Column::new("Família", 16, |it: &Hit, _| Cell::name(household(it)))
        .grow(3)
        .drop(5),
    Column::new("CPF", 14, |it: &Hit, _| Cell::from(it.cpf.clone())).drop(4),
    Column::new("", 9, standing).grow(1).drop(2),
];

/// "filho(a) de Ana Lima"; nothing for whoever answers for the family.
fn household(it: &Hit) -> String {
    match (it.reference.as_str(), it.kinship) {
        ("", Some(Kinship::Reference) | None) => String::new(),
        ("", Some(kinship)) => kinship.label().to_lowercase(),
        (head, Some(kinship)) => format!("{} de {head}", kinship.label().to_lowercase()),
        (head, None) => format!("família de {head}"),
    }
}

fn tone_of(it: &DayRow) -> Tone {
    match it {
        DayRow::Ticket(it) => tone(it),
        DayRow::Booked(it) if it.status == Status::NoShow => Tone::Dim,
        DayRow::Booked(_) => Tone::Plain,
    }
}

/// What is known of somebody who has an hour and has not come.
fn expectation(it: &BookedRow) -> Cell {
    match (it.status, it.late) {
        (Status::Booked, 0) => Cell::toned("agendado", Tone::Dim),
        (Status::Booked, late) => Cell::toned(format!("atrasado {late} min"), Tone::Warn),
        (Status::Done | Status::Moved | Status::GaveUp | Status::NoShow | Status::Cancelled, _) => {
            Cell::toned(it.status.label().to_lowercase(), Tone::Dim)
        }
    }
}

fn tone(it: &LineRow) -> Tone {
    match it.state {
        State::Called | State::InService => Tone::Strong,
        State::Waiting | State::PapersMissing => Tone::Plain,
        State::Done | State::SentOut | State::Absent | State::GaveUp => Tone::Dim,
    }
}

fn situation(it: &LineRow, _: &Look) -> Cell {
    let at = |label: &str| {
        if it.seat.is_empty() {
            label.to_string()
        } else {
            format!("{label} {}", it.seat)
        }
    };
    let text = match it.state {
        State::Called if it.calls > 1 => at(&format!("{}ª chamada", it.calls)),
        State::Called => at("chamada"),
        State::InService => at("atende"),
        State::Waiting if it.returned => "voltou".to_string(),
        State::Waiting if !it.waits_for.is_empty() => format!("p/ {}", it.waits_for),
        State::Waiting => match it.place {
            Some(place) => format!("{place}º da vez"),
            None => "espera".to_string(),
        },
        State::PapersMissing => "foi ao documento".to_string(),
        State::Done | State::SentOut | State::Absent | State::GaveUp => {
            it.state.label().to_string()
        }
    };
    Cell::toned(text, tone(it))
}

/// Dead, left the family, in today's line, only in CadÚnico, on Bolsa Família.
fn standing(it: &Hit, _: &Look) -> Cell {
    if it.dead {
        return Cell::toned("falecida", Tone::Dim);
    }
    if let Some((code, state)) = &it.ticket {
        return Cell::toned(format!("{code} {}", state.label()), Tone::Good);
    }
    match it.source {
        Source::Base { .. } => Cell::toned("CadÚnico", Tone::Dim),
        Source::Desk { .. } if it.former => Cell::toned("saiu", Tone::Dim),
        Source::Desk { .. } if it.pbf == Some(true) => Cell::from("PBF"),
        Source::Desk { .. } => Cell::from(""),
    }
}
