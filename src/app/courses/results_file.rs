//! What became of a class, from the spreadsheet of whoever gave it, by CPF: a
//! number is the same with and without its marks, and with the zeros that a
//! spreadsheet ate. People of other units are passed over and told by line;
//! nothing of theirs is kept. All of it or nothing, rehearsed first.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::export::class;
use crate::app::agenda::{Problems, Sheet, SheetRow};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Applied, Course};
use crate::domain::date::parse_typed;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::padded;
use crate::domain::name::{fold, short};
use crate::store::courses::applications::{self, Kept};
use crate::store::groups::Face;
use crate::store::people;

const HEADS: [&str; 10] = [
    "cpf",
    "situacao",
    "resultado",
    "nome",
    "nome social",
    "data",
    "certificado",
    "turma",
    "curso",
    "unidade",
];
const NEEDED: usize = 1;
const CPF_DIGITS: usize = 11;

/// One person of the file whose application changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultLine {
    /// In the file, the heads being line 1.
    pub line: u64,
    /// First name and initial.
    pub name: String,
    pub from: Applied,
    pub to: Applied,
    /// The certificate comes with it.
    pub certificate: bool,
}

/// What an import of results did, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ResultsDone {
    pub title: String,
    pub lines: Vec<ResultLine>,
    /// As they were already.
    pub same: u32,
    /// Lines with a CPF that nobody of this class has here.
    pub strangers: Vec<u64>,
    /// People of the class, with a seat, of whom the file says nothing.
    pub untold: u32,
    /// `false` for a rehearsal.
    pub stored: bool,
}

impl Desk {
    /// Reads results of one class.
    ///
    /// # Errors
    /// Refused by role, when the class is gone, and with every line that is
    /// wrong.
    pub fn import_results(
        &mut self,
        id: Id<Course>,
        path: &Path,
        simulate: bool,
    ) -> Outcome<ResultsDone> {
        self.require(Right::ManageCourses)?;
        let sheet = Sheet::read(path, &HEADS, NEEDED)?;
        if sheet
            .column("situacao")
            .or(sheet.column("resultado"))
            .is_none()
        {
            return refused("Linha 1: falta a coluna «situacao».\nNada foi gravado.");
        }
        let (_, done) = plan(self.store.con(), &sheet, id, self.today())?;
        if simulate || done.lines.is_empty() {
            return Ok(done);
        }
        self.act(Act::ApplicationChanged, |acting| {
            // Again inside the transaction: another desk may have written.
            let (plan, done) = plan(acting.tx, &sheet, id, acting.today)?;
            for it in plan {
                let change = applications::save(acting.tx, &it)?;
                acting.note(change);
            }
            Ok(ResultsDone {
                stored: true,
                ..done
            })
        })
    }
}

fn plan(
    con: &Connection,
    sheet: &Sheet,
    id: Id<Course>,
    today: NaiveDate,
) -> Outcome<(Vec<Kept>, ResultsDone)> {
    let mut done = ResultsDone {
        title: class(con, id)?.title,
        ..ResultsDone::default()
    };
    let (known, seated) = by_cpf(con, id)?;
    let (mut problems, mut out) = (Problems::default(), Vec::new());
    let mut seen: HashMap<String, u64> = HashMap::new();
    for row in &sheet.rows {
        let (cpf, _) = padded(sheet.text(row, "cpf"), CPF_DIGITS);
        if cpf.len() != CPF_DIGITS || !cpf.bytes().all(|it| it.is_ascii_digit()) {
            problems.say(row.line, "o CPF não tem 11 números.");
            continue;
        }
        // Somebody of another unit may be there twice; that is not ours to say.
        let Some(found) = known.get(&cpf) else {
            done.strangers.push(row.line);
            continue;
        };
        if let Some(line) = seen.insert(cpf, row.line) {
            problems.say(row.line, &format!("este CPF já está na linha {line}."));
            continue;
        }
        let [(kept, face)] = found.as_slice() else {
            problems.say(
                row.line,
                "dois cadastros desta turma têm este CPF: unifique antes.",
            );
            continue;
        };
        let Some((to, on, certificate)) = read(sheet, row, today, &mut problems) else {
            continue;
        };
        let from = kept.application.state;
        if to.holds_seat() && kept.application.seat.is_none() {
            problems.say(
                row.line,
                &format!(
                    "quem está nesta linha não tem vaga aqui: está como «{}».",
                    from.label()
                ),
            );
            continue;
        }
        if certificate.is_some() && to != Applied::Finished {
            problems.say(row.line, "só quem concluiu recebe certificado.");
            continue;
        }
        let mut it = kept.clone();
        if to != from {
            it.application.state = to;
            it.state_on = on;
            if !to.holds_seat() {
                it.application.seat = None;
            }
            if to != Applied::Finished {
                it.certificate_on = None;
            }
        }
        it.certificate_on = certificate.or(it.certificate_on);
        if it == *kept {
            done.same += 1;
            continue;
        }
        done.lines.push(ResultLine {
            line: row.line,
            name: short(&face.name),
            from,
            to,
            certificate: it.certificate_on != kept.certificate_on,
        });
        out.push(it);
    }
    problems.end()?;
    let told = u32::try_from(seen.len()).unwrap_or(u32::MAX);
    done.untold = seated.saturating_sub(told);
    Ok((out, done))
}

type Known = HashMap<String, Vec<(Kept, Face)>>;

/// The applications of the class by CPF, of each person the one that stands
/// or else the last; and how many of all have a seat.
fn by_cpf(con: &Connection, id: Id<Course>) -> Outcome<(Known, u32)> {
    let mut out = Known::new();
    let mut seated = 0;
    for (kept, face) in applications::of_course(con, id)? {
        let holds = kept.application.state.holds_seat();
        seated += u32::from(holds);
        let Some(person) = people::load(con, face.person)? else {
            continue;
        };
        let (cpf, _) = padded(&person.facts.cpf, CPF_DIGITS);
        if cpf.is_empty() {
            continue;
        }
        let all = out.entry(cpf).or_default();
        match all.iter_mut().find(|it| it.1.person == face.person) {
            Some(it) if holds || !it.0.application.state.holds_seat() => *it = (kept, face),
            Some(_) => {}
            None => all.push((kept, face)),
        }
    }
    Ok((out, seated))
}

/// State, since when, and the day of the certificate, if any.
fn read(
    sheet: &Sheet,
    row: &SheetRow,
    today: NaiveDate,
    problems: &mut Problems,
) -> Option<(Applied, NaiveDate, Option<NaiveDate>)> {
    let word = match sheet.text(row, "situacao") {
        "" => sheet.text(row, "resultado"),
        word => word,
    };
    let Some(state) = result(word) else {
        let said = match word {
            "" => "falta a situação. Escreva".to_string(),
            word => format!("não conheço «{word}». Escreva"),
        };
        problems.say(
            row.line,
            &format!("{said} Matriculado, Concluinte, Evadido, Não compareceu ou Desistente."),
        );
        return None;
    };
    let mut date = |head: &str, text: &str| match parse_typed(text, today) {
        Ok(day) if day <= today => Ok(day),
        Ok(_) => {
            problems.say(row.line, &format!("{head}: esse dia ainda não chegou."));
            Err(())
        }
        Err(why) => {
            problems.say(row.line, &format!("{head}: {why}."));
            Err(())
        }
    };
    let on = match sheet.text(row, "data") {
        "" => Ok(today),
        text => date("data", text),
    };
    let certificate = match fold(sheet.text(row, "certificado")).as_str() {
        "" | "n" | "nao" => Ok(None),
        "s" | "sim" | "x" => on.map(Some),
        _ => date("certificado", sheet.text(row, "certificado")).map(Some),
    };
    match (on, certificate) {
        (Ok(on), Ok(certificate)) => Some((state, on, certificate)),
        (Err(()), _) | (_, Err(())) => None,
    }
}

/// The results as the lists of the partners have them, in either gender.
fn result(word: &str) -> Option<Applied> {
    match fold(word).as_str() {
        "matriculado" | "matriculada" | "cursando" => Some(Applied::Enrolled),
        "concluinte" | "concluiu" | "concluido" | "concluida" | "concludente" | "aprovado"
        | "aprovada" | "certificado" | "certificada" => Some(Applied::Finished),
        "evadido" | "evadida" | "evadiu" | "evasao" | "abandono" => Some(Applied::Dropped),
        "nao compareceu" | "nao comparecimento" | "ausente" => Some(Applied::NoShow),
        "desistente" | "desistiu" | "desistencia" => Some(Applied::GaveUp),
        _ => None,
    }
}
