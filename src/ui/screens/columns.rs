//! The columns of the two lists of the resting screen, and which of them may
//! go when there is little room.

use crate::app::{Hit, LineRow, Source};
use crate::domain::codes::Kinship;
use crate::domain::ticket::State;
use crate::ui::{Cell, Column, Look, Tone};

pub const LINE: &[Column<LineRow>] = &[
    Column::new("Senha", 6, |it: &LineRow, _| {
        Cell::toned(it.code.clone(), Tone::Strong)
    }),
    Column::new("Nome", 20, |it: &LineRow, _| Cell {
        tone: tone(it),
        ..Cell::name(it.name.clone())
    })
    .grow(5),
    Column::new("Demanda", 16, |it: &LineRow, _| {
        Cell::toned(it.demand.clone(), tone(it))
    })
    .grow(4)
    .drop(3),
    Column::new("Pri", 3, |it: &LineRow, _| Cell::from(it.class.mark())).drop(1),
    Column::new("Situação", 16, situation).grow(1),
    Column::new("Chegou", 6, |it: &LineRow, look| {
        Cell::from(it.arrived_clock(look.zone))
    })
    .drop(4),
    Column::new("Min", 3, |it: &LineRow, _| {
        Cell::from(it.waited_min.to_string())
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
