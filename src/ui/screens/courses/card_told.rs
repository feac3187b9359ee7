//! What the card of a class shows: its head, one line for each person, and the
//! marked person whole.

use super::class_words::{about, asks, named, seats, todos};
use crate::app::{CourseCard, CoursePerson};
use crate::domain::courses::{Applied, Seat};
use crate::domain::date::show;
use crate::ui::{Cell, Column, Look, Tone};

/// The letters of the states, for whoever does not know them by heart.
pub(super) const LETTERS: &str = "i inscrito  p pré  e encaminhado  m matriculado  c concluinte  v evadido  \
    n não veio  d desistiu  x indeferido  l lista";

/// The lines over the list, the most needed first.
pub(super) fn head(card: &CourseCard, wanted: usize) -> Vec<(String, Tone)> {
    let of = &card.board.line.course;
    let mut out = vec![
        (format!("{}: {}", named(of), about(of)), Tone::Strong),
        (seats(&card.board), Tone::Plain),
    ];
    let mut todo = todos(&card.board);
    if wanted > 0 {
        let by = if todo.is_empty() { "" } else { "; " };
        todo = match wanted {
            1 => format!("{todo}{by}1 pessoa pediu este curso e não está na turma"),
            many => format!("{todo}{by}{many} pessoas pediram este curso e não estão na turma"),
        };
    }
    out.extend((!todo.is_empty()).then(|| (format!("! {todo}"), Tone::Warn)));
    let asks = asks(of);
    out.extend((!asks.is_empty()).then_some((asks, Tone::Dim)));
    out
}

pub(super) const COLUMNS: &[Column<CoursePerson>] = &[
    Column::new("Nome", 18, |it: &CoursePerson, _| {
        Cell::name(it.name.clone())
    })
    .grow(2),
    Column::new("Idade", 5, |it: &CoursePerson, _| {
        Cell::from(it.age.map_or(String::new(), |it| it.to_string()))
    })
    .right()
    .drop(2),
    Column::new("Situação", 20, |it: &CoursePerson, _| {
        Cell::toned(standing(it), tone(it.state))
    }),
    Column::new("Desde", 8, |it: &CoursePerson, _| {
        Cell::from(it.state_on.format("%d/%m/%y").to_string())
    })
    .drop(3),
    Column::new("Opção", 5, |it: &CoursePerson, _| {
        Cell::from(format!("{}ª", it.choice))
    })
    .drop(5),
    Column::new("A ver", 22, |it: &CoursePerson, _| {
        Cell::toned(to_see(it), Tone::Warn)
    })
    .grow(1)
    .drop(1),
];

/// "Lista de espera, 2ª".
fn standing(it: &CoursePerson) -> String {
    match it.position {
        Some(position) => format!("{}, {position}ª", it.state.label()),
        None => it.state.label().to_owned(),
    }
}

fn tone(it: Applied) -> Tone {
    match it {
        Applied::Entered | Applied::Chosen | Applied::Sent | Applied::Waiting => Tone::Plain,
        Applied::Enrolled | Applied::Finished => Tone::Good,
        Applied::Dropped => Tone::Warn,
        Applied::GaveUp | Applied::NoShow | Applied::TurnedDown => Tone::Dim,
    }
}

/// What somebody at the desk should look at, the most pressing first.
fn to_see(it: &CoursePerson) -> String {
    let mut out = Vec::new();
    if is_open(it.state) {
        if it.minor && it.guardian.is_empty() && !it.hidden {
            out.push("sem resp.".to_owned());
        }
        if !it.missing.is_empty() {
            out.push(format!("falta {}", it.missing.join(", ")));
        }
    }
    out.extend((!it.broken.is_empty()).then(|| "passou à frente".to_owned()));
    out.extend((!it.exception.is_empty()).then(|| "fora da regra".to_owned()));
    out.join("; ")
}

/// Whether papers are still asked of them.
const fn is_open(it: Applied) -> bool {
    match it {
        Applied::Entered
        | Applied::Waiting
        | Applied::Chosen
        | Applied::Sent
        | Applied::Enrolled => true,
        Applied::GaveUp
        | Applied::NoShow
        | Applied::Finished
        | Applied::Dropped
        | Applied::TurnedDown => false,
    }
}

/// The marked person whole, in the lines under the list.
pub(super) fn whole(it: &CoursePerson, look: &Look) -> Vec<(String, Tone)> {
    let mut first = vec![look.name(&it.name).into_owned()];
    first.extend(it.age.map(|it| format!("{it} anos")));
    first.push(format!("{} desde {}", standing(it), show(it.state_on)));
    first.extend(it.seat.map(|it| match it {
        Seat::Own => "vaga da unidade".to_owned(),
        Seat::Pool => "vaga comum".to_owned(),
    }));
    first.push(format!("inscrição em {}", show(look.zone.day(it.asked_at))));
    first.extend((it.choice > 1).then(|| format!("{}ª opção", it.choice)));
    let certificate = it.certificate_on;
    first.extend(certificate.map(|it| format!("certificado entregue em {}", show(it))));
    let mut out = vec![(first.join(", "), Tone::Dim)];
    let mut more = Vec::new();
    if it.minor && !it.hidden {
        more.push(match it.guardian.as_str() {
            "" => "menor sem responsável".to_owned(),
            name => format!("responsável: {}", look.name(name)),
        });
    }
    if !it.missing.is_empty() {
        more.push(format!("falta trazer {}", it.missing.join(", ")));
    }
    for (what, why) in [
        ("passou à frente", &it.broken),
        ("fora da regra", &it.exception),
    ] {
        if !why.is_empty() {
            more.push(format!("{what}: {why}"));
        }
    }
    out.push((more.join("; "), Tone::Warn));
    out
}
