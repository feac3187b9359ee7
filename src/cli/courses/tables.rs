//! Classes, their people and goals as tables.

use chrono::NaiveDate;

use crate::app::{ApplicationLine, CourseLine, CourseNumbers};
use crate::domain::courses::Course;
use crate::domain::date::show;
use crate::domain::groups::hours_text;
use crate::domain::time::Zone;
use crate::paper::wrap::words;
use crate::paper::{Align, Table};

/// Fewer columns than these are a phone: what a glance needs, and no more.
const WIDE: usize = 64;

/// The classes for a terminal of so many columns.
pub fn classes(all: &[CourseLine], width: usize) -> String {
    let wide = width >= WIDE;
    let mut columns = Vec::new();
    if wide {
        columns.push(("Turma", Align::Left));
    }
    columns.push(("Curso", Align::Left));
    columns.push(("Início", Align::Left));
    if wide {
        columns.push(("Horário", Align::Left));
    }
    columns.extend([
        ("Unid", Align::Right),
        ("Comum", Align::Right),
        ("Esp", Align::Right),
    ]);
    let mut table = Table::new(&columns);
    for it in all {
        let of = &it.course;
        let mut row = Vec::new();
        if wide {
            row.push(of.code.as_str().into());
        }
        row.push(of.title.as_str().into());
        let starts = match wide {
            true => show(of.starts_on),
            false => of.starts_on.format("%d/%m").to_string(),
        };
        row.push(starts.into());
        if wide {
            row.push(hours_text(&of.week).into());
        }
        row.extend([it.left.0.into(), it.left.1.into(), it.waiting.into()]);
        table.push(row);
    }
    table.text_in(width)
}

/// The same with everything there is, for a spreadsheet.
pub fn every_column(all: &[CourseLine]) -> Table {
    let mut table = Table::new(&[
        ("Turma", Align::Left),
        ("Curso", Align::Left),
        ("Parceiro", Align::Left),
        ("Local", Align::Left),
        ("Início", Align::Left),
        ("Fim", Align::Left),
        ("Horário", Align::Left),
        ("Carga", Align::Right),
        ("Inscrições até", Align::Left),
        ("Vagas da unidade", Align::Right),
        ("Livres da unidade", Align::Right),
        ("Vagas comuns", Align::Right),
        ("Livres comuns", Align::Right),
        ("Espera", Align::Right),
    ]);
    for it in all {
        let of = &it.course;
        table.push(vec![
            of.code.as_str().into(),
            of.title.as_str().into(),
            of.partner.as_str().into(),
            of.place.as_str().into(),
            show(of.starts_on).into(),
            of.ends_on.map(show).into(),
            hours_text(&of.week).into(),
            of.hours.into(),
            of.closes_on.map(show).into(),
            of.seats.own.into(),
            it.left.0.into(),
            of.seats.pool.into(),
            it.left.1.into(),
            it.waiting.into(),
        ]);
    }
    table
}

/// One class and its people.
pub fn class(of: &Course, people: &[ApplicationLine], zone: Zone, width: usize) -> String {
    let head = format!(
        "{} {}, {}, {}, {} vagas da unidade e {} comuns",
        of.code,
        of.title,
        show(of.starts_on),
        hours_text(&of.week),
        of.seats.own,
        of.seats.pool
    );
    let mut out = String::new();
    for row in words(head.trim(), width) {
        out += &(row + "\n");
    }
    out.push('\n');
    match people.is_empty() {
        true => out += "Ninguém se inscreveu ainda.\n",
        false if width >= WIDE => out += &self::people(people, zone).text_in(width),
        false => {
            let mut table = Table::new(&[("Nome", Align::Left), ("Situação", Align::Left)]);
            for it in people {
                table.push(vec![it.name.as_str().into(), it.state.label().into()]);
            }
            out += &table.text_in(width);
        }
    }
    out
}

pub fn people(all: &[ApplicationLine], zone: Zone) -> Table {
    let mut table = Table::new(&[
        ("Nome", Align::Left),
        ("Idade", Align::Right),
        ("Situação", Align::Left),
        ("Desde", Align::Left),
        ("Opção", Align::Right),
        ("Inscrição", Align::Left),
        ("Faltam", Align::Left),
    ]);
    let day = |it: NaiveDate| it.format("%d/%m/%Y").to_string();
    for it in all {
        table.push(vec![
            it.name.as_str().into(),
            it.age.into(),
            it.state.label().into(),
            day(it.state_on).into(),
            it.choice.into(),
            day(zone.day(it.asked_at)).into(),
            it.missing.join(", ").into(),
        ]);
    }
    table
}

pub fn goals(it: &CourseNumbers) -> Table {
    let mut table = Table::new(&[
        ("Meta", Align::Left),
        ("Prometido", Align::Right),
        ("Feito", Align::Right),
        ("%", Align::Right),
    ]);
    for it in &it.goals {
        table.push(vec![
            it.goal.label().into(),
            it.target.into(),
            it.reached.into(),
            it.percent().into(),
        ]);
    }
    table
}
