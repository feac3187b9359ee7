//! The offer of a semester from the city's spreadsheet. A class is known by
//! its code, so the same file again changes nothing and a corrected one
//! corrects; classes that it leaves out stay. Rows of other units are passed
//! over and told. All of it or nothing, and what is wrong is told by line.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::export::same_code;
use super::import_row::{HEADS, NEEDED, Shared, read};
use super::list::checked;
use crate::app::agenda::{Problems, Sheet, SheetRow};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Course, Seats};
use crate::domain::date::show;
use crate::domain::fault::Outcome;
use crate::domain::groups::hours_text;
use crate::domain::id::Id;
use crate::domain::ids::only_digits;
use crate::domain::name::fold;
use crate::domain::unit::Unit;
use crate::paper::{Align, Cell, Table};
use crate::store::courses::applications::{self, Held};
use crate::store::courses::list::{self, Kept};

/// Names of other units that are told.
const UNITS_TOLD_MAX: usize = 20;

/// What a row of the offer does to the classes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferChange {
    New,
    Changed,
    Same,
}

/// One class of the offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferLine {
    /// In the file, the heads being line 1.
    pub line: u64,
    pub code: String,
    pub title: String,
    pub starts_on: NaiveDate,
    pub seats: Seats,
    pub change: OfferChange,
}

/// What an import of the offer did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferDone {
    /// As in the file.
    pub lines: Vec<OfferLine>,
    /// Rows of other units.
    pub skipped: u32,
    /// Which units those are of, each once.
    pub units: Vec<String>,
    /// `false` for a rehearsal.
    pub stored: bool,
}

impl OfferDone {
    pub fn many(&self, change: OfferChange) -> usize {
        self.lines.iter().filter(|it| it.change == change).count()
    }

    pub fn writes(&self) -> bool {
        self.many(OfferChange::New) + self.many(OfferChange::Changed) > 0
    }
}

impl Desk {
    /// Every class as a spreadsheet that comes back.
    ///
    /// # Errors
    /// Refused by role.
    pub fn offer_sheet(&self) -> Outcome<Table> {
        self.require(Right::ManageCourses)?;
        let mut table = Table::new(&HEADS.map(|it| (it, Align::Left)));
        let unit = self.unit().map_or("", |it| it.name.as_str());
        for it in list::all(self.store.con())? {
            table.push(row_of(&it, unit));
        }
        Ok(table)
    }

    /// Adds and corrects classes from a file, all of it or nothing.
    ///
    /// # Errors
    /// Refused by role, and with every line that is wrong.
    pub fn import_offer(&mut self, path: &Path, simulate: bool) -> Outcome<OfferDone> {
        self.require(Right::ManageCourses)?;
        let sheet = Sheet::read(path, &HEADS, NEEDED)?;
        let unit = self.unit().cloned();
        let (_, done) = plan(self.store.con(), &sheet, unit.as_ref(), self.today())?;
        if simulate || !done.writes() {
            return Ok(done);
        }
        self.act(Act::CourseChanged, |acting| {
            // Again inside the transaction: another desk may have written.
            let (plan, done) = plan(acting.tx, &sheet, unit.as_ref(), acting.today)?;
            for (mut it, is_new) in plan {
                if is_new {
                    it.course.id = acting.draw();
                }
                let change = list::save(acting.tx, &it)?;
                acting.note(change);
            }
            Ok(OfferDone {
                stored: true,
                ..done
            })
        })
    }
}

/// Whose a row is.
enum Whose {
    Ours,
    /// Of no unit: its seats are everybody's.
    Common,
    Other,
}

/// What is written, each with whether it is new.
fn plan(
    con: &Connection,
    sheet: &Sheet,
    unit: Option<&Unit>,
    today: NaiveDate,
) -> Outcome<(Vec<(Kept, bool)>, OfferDone)> {
    let known = list::all(con)?;
    let held = applications::held(con)?;
    let (mut problems, mut done) = (Problems::default(), OfferDone::default());
    let mut out: Vec<(Kept, bool)> = Vec::new();
    let mut seen: Vec<(&str, u64)> = Vec::new();
    let (rows, common) = sorted(sheet, unit, &mut done, &mut problems);
    for (row, is_common) in rows {
        let code = sheet.text(row, "codigo");
        if code.is_empty() {
            problems.say(row.line, "falta o código da turma.");
            continue;
        }
        if let Some((_, line)) = seen.iter().find(|it| same_code(it.0, code)) {
            problems.say(row.line, &format!("este código já está na linha {line}."));
            continue;
        }
        seen.push((code, row.line));
        let old = known.iter().find(|it| same_code(&it.course.code, code));
        let given = common.iter().find(|it| same_code(it.0, code));
        let shared = match given {
            Some((_, seats)) => Shared::Beside(*seats),
            None if is_common => Shared::Whole,
            None => Shared::Own,
        };
        let Some(it) = read(sheet, row, old, shared, today, &mut problems) else {
            continue;
        };
        let Some(course) = problems.take(row.line, checked(&it.course))? else {
            continue;
        };
        let it = Kept { course, ..it };
        if let Some(text) = clash(&it, old, &held, today) {
            problems.say(row.line, &text);
            continue;
        }
        let change = match old {
            Some(old) if *old == it => OfferChange::Same,
            Some(_) => OfferChange::Changed,
            None => OfferChange::New,
        };
        done.lines.push(OfferLine {
            line: row.line,
            code: it.course.code.clone(),
            title: it.course.title.clone(),
            starts_on: it.course.starts_on,
            seats: it.course.seats,
            change,
        });
        if change != OfferChange::Same {
            out.push((it, change == OfferChange::New));
        }
    }
    problems.end()?;
    Ok((out, done))
}

/// A row and whether its seats are everybody's.
type Rows<'a> = Vec<(&'a SheetRow, bool)>;
type Common<'a> = Vec<(&'a str, u32)>;

/// The rows of this unit and those of nobody else; and the common seats that
/// a row of its own gives to a class of ours.
fn sorted<'a>(
    sheet: &'a Sheet,
    unit: Option<&Unit>,
    done: &mut OfferDone,
    problems: &mut Problems,
) -> (Rows<'a>, Common<'a>) {
    let whose: Vec<(&SheetRow, Whose)> = sheet
        .rows
        .iter()
        .map(|row| (row, whose(sheet.cell(row, "unidade"), unit)))
        .collect();
    let mut rows = Vec::new();
    let mut common = Common::new();
    let is_ours = |code: &str| {
        let ours = whose.iter().filter(|it| matches!(it.1, Whose::Ours));
        let mut codes = ours.map(|it| sheet.text(it.0, "codigo"));
        !code.is_empty() && codes.any(|it| same_code(it, code))
    };
    for (row, of) in &whose {
        let code = sheet.text(row, "codigo");
        match of {
            Whose::Ours => rows.push((*row, false)),
            Whose::Common if is_ours(code) => {
                if common.iter().any(|it: &(&str, _)| same_code(it.0, code)) {
                    problems.say(
                        row.line,
                        "as vagas comuns desta turma estão em duas linhas.",
                    );
                }
                match sheet.text(row, "vagas").parse() {
                    Ok(seats) => common.push((code, seats)),
                    Err(_) => problems.say(row.line, "vagas: escreva um número."),
                }
            }
            Whose::Common => rows.push((*row, true)),
            Whose::Other => {
                done.skipped += 1;
                let name = sheet.text(row, "unidade").to_string();
                if done.units.len() < UNITS_TOLD_MAX && !done.units.contains(&name) {
                    done.units.push(name);
                }
            }
        }
    }
    (rows, common)
}

/// By name, with or without "CRAS", or by the CadSUAS number. A file without
/// the column is of whoever brings it.
fn whose(cell: Option<&str>, unit: Option<&Unit>) -> Whose {
    let Some(cell) = cell else {
        return Whose::Ours;
    };
    if cell.is_empty() {
        return Whose::Common;
    }
    let bare = |name: &str| {
        let name = fold(name);
        name.strip_prefix("cras ").unwrap_or(&name).to_string()
    };
    let number = |it: &str| only_digits(it).trim_start_matches('0').to_string();
    let Some(unit) = unit else {
        return Whose::Other;
    };
    let by_number = !number(cell).is_empty()
        && cell.chars().all(|it| !it.is_alphabetic())
        && number(cell) == number(&unit.cadsuas);
    match by_number || bare(cell) == bare(&unit.name) {
        true => Whose::Ours,
        false => Whose::Other,
    }
}

/// What the people who signed up forbid.
fn clash(
    it: &Kept,
    old: Option<&Kept>,
    held: &HashMap<Id<Course>, Held>,
    today: NaiveDate,
) -> Option<String> {
    let old = old?;
    let held = held.get(&old.course.id).copied().unwrap_or_default();
    let ended = old.course.ends_on.unwrap_or(old.course.starts_on);
    let people = held.own.saturating_add(held.pool);
    if ended < today && it.course.starts_on > ended && people + held.waiting > 0 {
        return Some(format!(
            "este código é da turma que terminou em {}, com inscritos. Dê outro à nova.",
            show(ended)
        ));
    }
    let taken = people.saturating_add(it.elsewhere);
    let seats = it.course.seats.own.saturating_add(it.course.seats.pool);
    let fewer = seats < old.course.seats.own.saturating_add(old.course.seats.pool)
        || it.elsewhere > old.elsewhere;
    (fewer && seats < taken)
        .then(|| format!("há {taken} vagas ocupadas e a linha dá {seats}. Confira as vagas."))
}

fn row_of(it: &Kept, unit: &str) -> Vec<Cell> {
    let of = &it.course;
    let codes: Vec<&str> = of.first.iter().map(|it| it.code()).collect();
    let yes_no = |it: bool| if it { "sim" } else { "nao" }.into();
    vec![
        of.code.as_str().into(),
        of.title.as_str().into(),
        show(of.starts_on).into(),
        of.ends_on.map(show).into(),
        of.partner.as_str().into(),
        of.place.as_str().into(),
        hours_text(&of.week).into(),
        of.hours.into(),
        of.age_min.into(),
        of.age_max.into(),
        of.schooling.map_or("", |it| it.label()).into(),
        of.papers.join("; ").into(),
        unit.into(),
        of.seats.own.into(),
        of.seats.pool.into(),
        it.elsewhere.into(),
        of.seats.returns_on.map(show).into(),
        of.opens_on.map(show).into(),
        of.closes_on.map(show).into(),
        codes.join(" ").into(),
        yes_no(of.asks_income),
        of.choices.into(),
        of.contact.as_str().into(),
        yes_no(of.active),
    ]
}
