//! The services as a spreadsheet, out and in. A service is known by its code;
//! those that the file leaves out stay as they are.

use std::path::Path;

use rusqlite::Connection;

use super::lists::checked_service;
use super::sheet::{Problems, Sheet, SheetDone, SheetRow, yes};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::{Right, Role};
use crate::domain::act::Act;
use crate::domain::agenda::Service;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ticket::Demand;
use crate::paper::{Align, Table};
use crate::store::agenda::supply;
use crate::store::demands;

const HEADS: [&str; 10] = [
    "codigo",
    "servico",
    "letra",
    "minutos",
    "lugares",
    "quem",
    "rma",
    "demanda",
    "documentos",
    "ativo",
];
/// Without these a new service says nothing.
const NEEDED: usize = 2;

impl Desk {
    /// Every service, those out of use too.
    ///
    /// # Errors
    /// Refused by role.
    pub fn services_sheet(&self) -> Outcome<Table> {
        self.require(Right::ManageAgenda)?;
        let all = demands::all(self.store.con())?;
        let mut table = Table::new(&HEADS.map(|it| (it, Align::Left)));
        for it in supply::services(self.store.con())? {
            let demand = all.iter().find(|demand| Some(demand.id) == it.demand);
            let roles: Vec<&str> = it.given_by.iter().map(|it| it.code()).collect();
            table.push(vec![
                it.code.into(),
                it.label.into(),
                it.letter.into(),
                it.minutes.into(),
                it.places.into(),
                roles.join(" ").into(),
                it.rma.into(),
                demand.map_or("", |it| it.code.as_str()).into(),
                it.papers.join("; ").into(),
                if it.active { "sim" } else { "nao" }.into(),
            ]);
        }
        Ok(table)
    }

    /// Adds and corrects services from a file, all of it or nothing.
    ///
    /// # Errors
    /// Refused by role, and with every line that is wrong.
    pub fn import_services(&mut self, path: &Path, simulate: bool) -> Outcome<SheetDone> {
        self.require(Right::ManageAgenda)?;
        let sheet = Sheet::read(path, &HEADS, NEEDED)?;
        let (_, done) = plan(self.store.con(), &sheet)?;
        if simulate || !done.writes() {
            return Ok(done);
        }
        self.act(Act::ServiceChanged, |acting| {
            // Again inside the transaction: another desk may have written.
            let (plan, done) = plan(acting.tx, &sheet)?;
            for (it, is_new) in plan {
                store(acting, it, is_new)?;
            }
            Ok(SheetDone {
                stored: true,
                ..done
            })
        })
    }
}

fn store(acting: &mut Acting<'_>, it: Service, is_new: bool) -> Outcome<()> {
    let id = match (is_new, supply::undone_service(acting.tx, &it.code)?) {
        (true, Some(id)) => id,
        (true, None) => acting.draw(),
        (false, _) => it.id,
    };
    let change = supply::save_service(acting.tx, &Service { id, ..it })?;
    acting.note(change);
    Ok(())
}

/// What is written, each with whether it is new.
fn plan(con: &Connection, sheet: &Sheet) -> Outcome<(Vec<(Service, bool)>, SheetDone)> {
    let known = supply::services(con)?;
    let demands = demands::all(con)?;
    let last = known.iter().map(|it| it.position).max();
    let mut next = last.map_or(0, |it| it.saturating_add(1));
    let (mut problems, mut done) = (Problems::default(), SheetDone::default());
    let mut out: Vec<(Service, bool)> = Vec::new();
    for row in &sheet.rows {
        let code = sheet.text(row, "codigo").to_uppercase();
        let old = known.iter().find(|it| it.code == code);
        let Some(typed) = read(sheet, row, old, &demands, &mut problems) else {
            continue;
        };
        let Some(mut it) = problems.take(row.line, checked_service(&typed))? else {
            continue;
        };
        if out.iter().any(|(other, _)| other.code == it.code) {
            problems.say(row.line, "este código já está em outra linha do arquivo.");
            continue;
        }
        let used = |other: &Service| {
            other.code != it.code && other.active && it.active && other.letter == it.letter
        };
        // Those that the file changes count as it leaves them.
        let stays = known
            .iter()
            .filter(|it| !sheet.rows.iter().any(|row| names(sheet, row, &it.code)));
        if !it.letter.is_empty() && (stays.clone().any(used) || out.iter().any(|it| used(&it.0))) {
            problems.say(row.line, "outro serviço já usa esta letra.");
        }
        match old {
            Some(old) if *old == it => done.kept += 1,
            Some(_) => {
                done.changed += 1;
                out.push((it, false));
                continue;
            }
            None => {
                it.position = next;
                next = next.saturating_add(1);
                done.added += 1;
                out.push((it, true));
                continue;
            }
        }
        out.push((it, false));
    }
    problems.end()?;
    out.retain(|(it, is_new)| *is_new || !known.contains(it));
    Ok((out, done))
}

fn names(sheet: &Sheet, row: &SheetRow, code: &str) -> bool {
    sheet.text(row, "codigo").to_uppercase() == code
}

fn read(
    sheet: &Sheet,
    row: &SheetRow,
    old: Option<&Service>,
    demands: &[Demand],
    problems: &mut Problems,
) -> Option<Service> {
    let mut it = old.cloned().unwrap_or_else(|| Service {
        id: Id::from_bytes([0; 16]),
        code: sheet.text(row, "codigo").to_uppercase(),
        letter: String::new(),
        label: String::new(),
        minutes: 30,
        places: 1,
        papers: Vec::new(),
        rma: String::new(),
        demand: None,
        given_by: Vec::new(),
        active: true,
        position: 0,
    });
    let mut good = true;
    let mut wrong = |text: String| {
        problems.say(row.line, &text);
        good = false;
    };
    if let Some(text) = sheet.cell(row, "servico") {
        it.label = text.to_owned();
    }
    if let Some(text) = sheet.cell(row, "letra") {
        it.letter = text.to_lowercase();
    }
    if let Some(text) = sheet.cell(row, "rma") {
        it.rma = text.to_owned();
    }
    for (head, into) in [("minutos", &mut it.minutes), ("lugares", &mut it.places)] {
        match sheet.cell(row, head).map(str::parse) {
            Some(Ok(number)) => *into = number,
            Some(Err(_)) => wrong(format!("{head}: escreva um número.")),
            None => {}
        }
    }
    if let Some(text) = sheet.cell(row, "quem") {
        it.given_by.clear();
        for word in text.split([' ', ',', ';']).filter(|it| !it.is_empty()) {
            match Role::from_code(&word.to_lowercase()) {
                Some(role) => it.given_by.push(role),
                None => wrong(format!("quem: «{word}» não é um perfil.")),
            }
        }
    }
    if let Some(text) = sheet.cell(row, "demanda") {
        let found = demands.iter().find(|it| it.code == text.to_uppercase());
        if found.is_none() && !text.is_empty() {
            wrong(format!("demanda: não há demanda com o código «{text}»."));
        }
        it.demand = found.map(|it| it.id);
    }
    if let Some(text) = sheet.cell(row, "documentos") {
        let each = text.split(';').map(|it| it.trim().to_owned());
        it.papers = each.filter(|it| !it.is_empty()).collect();
    }
    if let Some(text) = sheet.cell(row, "ativo") {
        match yes(text) {
            Some(active) => it.active = active,
            None => wrong("ativo: escreva sim ou nao.".to_owned()),
        }
    }
    good.then_some(it)
}
