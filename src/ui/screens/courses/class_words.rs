//! A class in the words that its list, its card and its waiting list share.

use crate::app::BoardLine;
use crate::domain::courses::{Applied, Course, Todo};
use crate::domain::date::show;
use crate::domain::groups::hours_text;

/// "2 da unidade + 3 comuns", "sem vaga".
pub fn left_text((own, pool): (u32, u32)) -> String {
    let common = match pool {
        1 => "1 comum".to_owned(),
        many => format!("{many} comuns"),
    };
    match (own, pool) {
        (0, 0) => "sem vaga".to_owned(),
        (own, 0) => format!("{own} da unidade"),
        (0, _) => common,
        (own, _) => format!("{own} da unidade + {common}"),
    }
}

/// "1 vaga livre", "3 vagas livres".
pub fn free_text((own, pool): (u32, u32)) -> String {
    match own.saturating_add(pool) {
        0 => "sem vaga".to_owned(),
        1 => "1 vaga livre".to_owned(),
        many => format!("{many} vagas livres"),
    }
}

/// "1 espera", "3 esperam".
pub fn waiting_text(many: u32) -> String {
    match many {
        1 => "1 espera".to_owned(),
        many => format!("{many} esperam"),
    }
}

/// "Informática básica (TI-01)": two classes of one course have one title.
pub fn named(it: &Course) -> String {
    match it.code.as_str() {
        "" => it.title.clone(),
        code => format!("{} ({code})", it.title),
    }
}

/// "07/12/2026 a 26/02/2027".
pub fn span(it: &Course) -> String {
    match it.ends_on {
        Some(ends) if ends != it.starts_on => format!("{} a {}", show(it.starts_on), show(ends)),
        Some(_) | None => show(it.starts_on),
    }
}

/// "Senac · seg 08:00–12:00 · 07/12/2026 a 26/02/2027 · 60 h · Rua A".
pub fn about(it: &Course) -> String {
    let hours = it.hours.map_or_else(String::new, |it| format!("{it} h"));
    let said = [
        it.partner.clone(),
        hours_text(&it.week),
        span(it),
        hours,
        it.place.clone(),
    ];
    joined(said, " · ")
}

/// What the class asks and when one signs up, in one line.
pub fn asks(it: &Course) -> String {
    let age = match (it.age_min, it.age_max) {
        (None, None) => String::new(),
        (Some(min), None) => format!("{min} anos ou mais"),
        (None, Some(max)) => format!("até {max} anos"),
        (Some(min), Some(max)) => format!("{min} a {max} anos"),
    };
    let schooling = it.schooling.map_or("", |it| it.label()).to_owned();
    let income = match it.asks_income {
        true => "declaração de renda".to_owned(),
        false => String::new(),
    };
    let papers = it.papers.join(", ");
    let asked = joined([age, schooling, income, papers], ", ");
    let asked = match asked.as_str() {
        "" => String::new(),
        asked => format!("pede {asked}"),
    };
    let window = match (it.opens_on, it.closes_on) {
        (None, None) => String::new(),
        (Some(opens), None) => format!("inscrições desde {}", show(opens)),
        (None, Some(closes)) => format!("inscrições até {}", show(closes)),
        (Some(opens), Some(closes)) => {
            format!("inscrições de {} a {}", show(opens), show(closes))
        }
    };
    let first: Vec<&str> = it.first.iter().map(|it| it.label()).collect();
    let first = match first.as_slice() {
        [] => String::new(),
        first => format!("primeiro: {}", first.join(", ")),
    };
    let contact = match it.contact.as_str() {
        "" => String::new(),
        contact => format!("contato: {contact}"),
    };
    let text = joined([asked, window, first, contact], "; ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

/// "5 com vaga, 2 esperam; livres: 1 da unidade + 2 comuns".
pub fn seats(it: &BoardLine) -> String {
    let of = &it.line.course;
    let all = of.seats.own.saturating_add(of.seats.pool);
    let mut text = format!("{} de {all} vagas ocupadas", it.tally.seated());
    if it.line.elsewhere > 0 {
        text = format!("{text} aqui, {} em outras unidades", it.line.elsewhere);
    }
    if it.line.waiting > 0 {
        text = format!("{text}, {}", waiting_text(it.line.waiting));
    }
    match (it.over, it.line.left) {
        (true, _) => {
            let counts = [Applied::Finished, Applied::Dropped, Applied::NoShow]
                .map(|state| (state, it.tally.of(state)));
            let told = counts.into_iter().filter(|it| it.1 > 0);
            let told: Vec<String> = told
                .map(|(state, many)| format!("{}: {many}", state.label()))
                .collect();
            match told.as_slice() {
                [] => text,
                told => format!("{text}; {}", told.join(", ")),
            }
        }
        (false, (0, 0)) => format!("{text}; sem vaga"),
        (false, left) => format!("{text}; livres: {}", left_text(left)),
    }
}

/// What the class asks of somebody: for a column, and whole.
pub fn todo(it: Todo) -> (&'static str, String) {
    match it {
        Todo::Call => ("chamar", "há vaga e quem espere: chamar".to_owned()),
        Todo::Send(many) => (
            "enviar lista",
            match many {
                1 => "1 pessoa por encaminhar: a lista ao parceiro".to_owned(),
                many => format!("{many} pessoas por encaminhar: a lista ao parceiro"),
            },
        ),
        Todo::Results(many) => (
            "resultados",
            match many {
                1 => "de 1 pessoa ninguém disse como foi: resultados".to_owned(),
                many => format!("de {many} pessoas ninguém disse como foi: resultados"),
            },
        ),
        Todo::Returns(many, day) => (
            "vagas voltam",
            match many {
                1 => format!("1 vaga da unidade volta para todos em {}", show(day)),
                many => format!("{many} vagas da unidade voltam para todos em {}", show(day)),
            },
        ),
    }
}

/// All that it asks, in one line; empty when nothing.
pub fn todos(it: &BoardLine) -> String {
    let all = it.todo.iter().map(|it| todo(*it).1);
    all.collect::<Vec<_>>().join("; ")
}

fn joined<const N: usize>(parts: [String; N], by: &str) -> String {
    let said: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    said.join(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_told_by_whose_they_are() {
        for (left, text) in [
            ((0, 0), "sem vaga"),
            ((2, 0), "2 da unidade"),
            ((0, 1), "1 comum"),
            ((2, 3), "2 da unidade + 3 comuns"),
        ] {
            assert_eq!(left_text(left), text);
        }
    }
}
