//! How a class's answer for one person is told: in a few words in the row, in
//! full for the row that is marked.

use crate::app::OwnCourse;
use crate::domain::cecad::payroll::reais;
use crate::domain::courses::{Applied, Course, Note};
use crate::domain::date::show;
use crate::domain::groups::hours_text;
use crate::ui::{Cell, Column, Look, Tone};

use super::answers::Row;

pub const COLUMNS: &[Column<Row>] = &[
    Column::new("Curso", 15, |it: &Row, _| {
        Cell::from(it.answer.course.title.as_str())
    })
    .grow(2),
    Column::new("Início", 6, |it: &Row, _| {
        Cell::from(it.answer.course.starts_on.format("%d/%m").to_string())
    })
    .drop(1),
    Column::new("Vagas", 18, |it: &Row, _| seats(it)),
    Column::new("Pode?", 20, |it: &Row, _| answer(it)).grow(3),
];

/// Seats left, own ones and of the pool.
fn seats(it: &Row) -> Cell {
    let waiting = it.answer.waiting;
    let tone = match waiting {
        0 => Tone::Good,
        _ => Tone::Warn,
    };
    match (it.answer.left, waiting) {
        ((0, 0), 0) => Cell::from("cheia"),
        ((0, 0), 1) => Cell::from("cheia, 1 espera"),
        ((0, 0), many) => Cell::from(format!("cheia, {many} esperam")),
        ((own, 0), _) => Cell::toned(format!("{own} da unidade"), tone),
        ((0, 1), _) => Cell::toned("1 comum", tone),
        ((0, pool), _) => Cell::toned(format!("{pool} comuns"), tone),
        ((own, 1), _) => Cell::toned(format!("{own} un. + 1 comum"), tone),
        ((own, pool), _) => Cell::toned(format!("{own} un. + {pool} comuns"), tone),
    }
}

/// The person's own state, or whether they fit and what to look at.
fn answer(it: &Row) -> Cell {
    if let Some(own) = &it.own {
        return Cell::toned(own_text(own), Tone::Strong);
    }
    let fits = it.answer.fit.fits();
    let notes = it.answer.fit.notes.iter();
    let notes: Vec<String> = notes
        .filter(|note| fits || note.is_outside())
        .filter_map(short)
        .collect();
    let (said, tone) = match (fits, notes.is_empty()) {
        (true, true) => ("sim", Tone::Good),
        (true, false) => ("sim; ", Tone::Good),
        (false, _) => ("não: ", Tone::Warn),
    };
    Cell::toned(format!("{said}{}", notes.join(", ")), tone)
}

/// "Inscrito, 1ª opção", "Lista de espera: 2ª".
pub fn own_text(own: &OwnCourse) -> String {
    match (own.state, own.position) {
        (Applied::Waiting, Some(at)) => format!("{}: {at}ª", own.state.label()),
        _ if own.stands() => format!("{}, {}ª opção", own.state.label(), own.choice),
        _ => own.state.label().to_owned(),
    }
}

/// A note in a word or two.
fn short(note: &Note) -> Option<String> {
    Some(match note {
        Note::Applied => "já está".to_owned(),
        Note::TooYoung { age, min } => format!("tem {age}, pede {min}"),
        Note::TooOld { age, max } => format!("tem {age}, até {max}"),
        Note::AgeUnknown => "ver idade".to_owned(),
        Note::Schooling { .. } => "escolaridade".to_owned(),
        Note::SchoolingUnknown { .. } => "ver escolaridade".to_owned(),
        // Signing up asks it by itself.
        Note::IncomeUnknown => return None,
        Note::IncomeAbove { .. } => "renda".to_owned(),
        Note::NotOpen { opens } => format!("abre {}", opens.format("%d/%m")),
        Note::Closed { closed } => format!("fechou {}", closed.format("%d/%m")),
        Note::Started => "já começou".to_owned(),
        Note::Clash(_) => "horário".to_owned(),
        Note::Dropped { .. } => "desistiu de outro".to_owned(),
        Note::NoGuardian => "sem responsável".to_owned(),
        Note::Choices { .. } => "já tem as opções".to_owned(),
        // Most classes ask for some: told of the marked one.
        Note::Papers(_) => return None,
    })
}

/// What the row has no room for, what matters most first.
pub fn about(it: &Row, look: &Look) -> Vec<(String, Tone)> {
    let mut out = Vec::new();
    match &it.own {
        Some(own) => out.extend(own_about(own, look)),
        None => out.extend(notes_about(&it.answer.fit.notes)),
    }
    out.push((seats_text(it), Tone::Plain));
    out.push((of_class(&it.answer.course), Tone::Dim));
    out
}

fn notes_about(notes: &[Note]) -> Vec<(String, Tone)> {
    let (outside, others): (Vec<&Note>, Vec<&Note>) = notes.iter().partition(|it| it.is_outside());
    let line = |said: &str, notes: Vec<&Note>| {
        let all: Vec<String> = notes.iter().map(|it| it.text()).collect();
        (!all.is_empty()).then(|| (format!("! {said}{}.", all.join("; ")), Tone::Warn))
    };
    let papers = notes.iter().find_map(|it| match it.papers() {
        [] => None,
        papers => Some((format!("Traga: {}.", papers.join(", ")), Tone::Plain)),
    });
    let others = others.into_iter().filter(|it| it.papers().is_empty());
    let lines = [
        line("Não: ", outside),
        line("Atenção: ", others.collect()),
        papers,
    ];
    lines.into_iter().flatten().collect()
}

fn seats_text(it: &Row) -> String {
    let (own, pool) = it.answer.left;
    let waiting = match it.answer.waiting {
        0 => "ninguém espera".to_owned(),
        1 => "1 espera".to_owned(),
        many => format!("{many} esperam"),
    };
    let seats = match (own, pool) {
        (0, 0) => "nenhuma agora".to_owned(),
        (own, 0) => format!("{own} da unidade"),
        (0, 1) => "1 comum".to_owned(),
        (0, pool) => format!("{pool} comuns"),
        (own, 1) => format!("{own} da unidade + 1 comum"),
        (own, pool) => format!("{own} da unidade + {pool} comuns"),
    };
    let first = it.answer.course.first.iter().map(|it| it.label());
    let first: Vec<&str> = first.collect();
    let first = match first.is_empty() {
        true => String::new(),
        false => format!("; primeiro {}", first.join(", ")),
    };
    format!("Vagas: {seats}; {waiting}{first}.")
}

fn of_class(of: &Course) -> String {
    let days = match of.ends_on {
        Some(ends) => format!("{} a {}", show(of.starts_on), show(ends)),
        None => format!("a partir de {}", show(of.starts_on)),
    };
    let hours = of.hours.map_or(String::new(), |it| format!("{it} h"));
    let parts = [
        of.partner.clone(),
        of.place.clone(),
        days,
        hours_text(&of.week),
        hours,
    ];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" · ")
}

/// The person's own application: papers that are missing, who answers for them.
fn own_about(own: &OwnCourse, look: &Look) -> Vec<(String, Tone)> {
    let mut out = Vec::new();
    let missing: Vec<&str> = own.missing().collect();
    match (missing.is_empty(), own.papers.is_empty()) {
        (_, true) => {}
        (true, false) => out.push(("Documentos: todos entregues.".to_owned(), Tone::Good)),
        (false, false) => out.push((format!("! Faltam: {}.", missing.join(", ")), Tone::Warn)),
    }
    if let Some((_, name)) = &own.guardian {
        out.push((format!("Responsável: {}.", look.name(name)), Tone::Dim));
    }
    out
}

/// What somebody has of courses, for the head of the screen.
pub fn owned(own: &[OwnCourse]) -> Vec<(String, Tone)> {
    let line = |said: &str, all: Vec<String>| match all.is_empty() {
        true => None,
        false => Some((format!("{said}{}", all.join("; ")), Tone::Dim)),
    };
    let told = |it: &OwnCourse| format!("«{}» {}", it.title, own_text(it));
    let past = |it: &OwnCourse| {
        let said = it.state.label();
        format!("«{}» {said} em {}", it.title, it.state_on.format("%m/%Y"))
    };
    let (now, over): (Vec<&OwnCourse>, Vec<&OwnCourse>) = own.iter().partition(|it| it.stands());
    let mut now: Vec<&OwnCourse> = now;
    now.sort_by_key(|it| it.choice);
    let lines = [
        line("Já tem: ", now.into_iter().map(told).collect()),
        line("Antes: ", over.into_iter().map(past).collect()),
    ];
    lines.into_iter().flatten().collect()
}

/// "renda R$ 600,00 por pessoa (23/11/2026)"
pub fn income_text(cents: i64, day: Option<chrono::NaiveDate>) -> String {
    let when = day.map_or("agora".to_owned(), show);
    format!("renda {} por pessoa ({when})", reais(cents))
}
