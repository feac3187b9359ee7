//! The hours of whoever attends as a spreadsheet, out and in. For each person
//! in the file it is their whole week from today on: hours that it leaves out
//! end; people who are not in it keep theirs, and the past stays as it was.

use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::lists::{checked_turn, known_codes};
use super::sheet::{Problems, Sheet, SheetDone, SheetRow};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{
    Minute, Provider, Room, Service, Turn, TurnKind, When, of_turns, weekday_name, weekdays,
};
use crate::domain::date::show;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::staff::Staff;
use crate::paper::{Align, Table};
use crate::store::agenda::supply::{self, List};
use crate::store::staff;

const HEADS: [&str; 14] = [
    "quem", "inicio", "fim", "nome", "dia", "desde", "ate", "pausa", "volta", "tipo", "lugar",
    "sala", "servicos", "lugares",
];
/// Who, from when to when: the least that is an hour of work.
const NEEDED: usize = 3;
/// As they are written, which reads better than as they are needed.
const SHOWN: [&str; 14] = [
    "quem", "nome", "dia", "inicio", "fim", "pausa", "volta", "desde", "ate", "tipo", "lugar",
    "sala", "servicos", "lugares",
];

impl Desk {
    /// The hours that hold today or later, by person.
    ///
    /// # Errors
    /// Refused by role.
    pub fn hours_sheet(&self) -> Outcome<Table> {
        self.require(Right::ManageAgenda)?;
        let book = Book::of(self.store.con(), self.today())?;
        let mut table = Table::new(&SHOWN.map(|it| (it, Align::Left)));
        for provider in &book.providers {
            for it in book.now(provider.id) {
                let hour = |it: Option<Minute>| it.map(|it| it.to_string());
                let day = match it.when {
                    When::Weekly(day) => weekday_name(day),
                    When::Once => "",
                };
                let room = it
                    .room
                    .and_then(|id| book.rooms.iter().find(|it| it.id == id));
                table.push(vec![
                    book.key(provider).into(),
                    provider.name.as_str().into(),
                    day.into(),
                    it.starts.to_string().into(),
                    it.ends.to_string().into(),
                    hour(it.pause.map(|it| it.0)).into(),
                    hour(it.pause.map(|it| it.1)).into(),
                    show(it.since).into(),
                    it.until.map(show).into(),
                    it.kind.code().into(),
                    it.place.as_str().into(),
                    room.map(|it| it.name.clone()).into(),
                    it.services.join(" ").into(),
                    Some(it.places).filter(|it| *it > 0).into(),
                ]);
            }
        }
        Ok(table)
    }

    /// Makes the hours those of the file, all of it or nothing.
    ///
    /// # Errors
    /// Refused by role, and with every line that is wrong.
    pub fn import_hours(&mut self, path: &Path, simulate: bool) -> Outcome<SheetDone> {
        self.require(Right::ManageAgenda)?;
        let sheet = Sheet::read(path, &HEADS, NEEDED)?;
        let done = Book::of(self.store.con(), self.today())?.plan(&sheet)?.done;
        if simulate || !done.writes() {
            return Ok(done);
        }
        self.act(Act::HoursChanged, |acting| {
            // Again inside the transaction: another desk may have written.
            let plan = Book::of(acting.tx, acting.today)?.plan(&sheet)?;
            let done = plan.done;
            plan.write(acting)?;
            Ok(SheetDone {
                stored: true,
                ..done
            })
        })
    }
}

/// The lists as they stand.
struct Book {
    today: NaiveDate,
    team: Vec<Staff>,
    providers: Vec<Provider>,
    turns: Vec<Turn>,
    rooms: Vec<Room>,
    services: Vec<Service>,
}

/// What is written. New providers and turns have no id of their own yet.
#[derive(Default)]
struct Plan {
    providers: Vec<Provider>,
    /// With the place in `providers` of somebody new.
    new: Vec<(Turn, Option<usize>)>,
    changed: Vec<Turn>,
    gone: Vec<Id<Turn>>,
    done: SheetDone,
}

/// Somebody of the file with their rows.
struct Person {
    known: Option<Provider>,
    staff: Option<Id<Staff>>,
    turns: Vec<Turn>,
}

impl Book {
    fn of(con: &Connection, today: NaiveDate) -> Outcome<Self> {
        Ok(Self {
            today,
            team: staff::all(con)?,
            providers: supply::providers(con)?,
            turns: supply::turns(con)?,
            rooms: supply::rooms(con)?,
            services: supply::services(con)?,
        })
    }

    /// How somebody is named in the file: login, or the name of the desk.
    fn key(&self, it: &Provider) -> String {
        let login = it
            .staff
            .and_then(|id| self.team.iter().find(|it| it.id == id));
        login.map_or_else(|| it.name.clone(), |it| it.login.clone())
    }

    fn now(&self, provider: Id<Provider>) -> Vec<&Turn> {
        let theirs = self.turns.iter().filter(|it| it.provider == provider);
        theirs.filter(|it| it.holds_from(self.today)).collect()
    }

    fn plan(&self, sheet: &Sheet) -> Outcome<Plan> {
        let mut problems = Problems::default();
        let mut people: Vec<(String, Person)> = Vec::new();
        for row in &sheet.rows {
            let who = fold(sheet.text(row, "quem"));
            if !people.iter().any(|it| it.0 == who) {
                let Some(person) = self.person(&who) else {
                    problems.say(
                        row.line,
                        &format!(
                            "quem: não há na equipe nem entre os guichês «{}».",
                            sheet.text(row, "quem")
                        ),
                    );
                    continue;
                };
                people.push((who.clone(), person));
            }
            let read = self.read(sheet, row);
            if let Some(it) = problems.take(row.line, read)?
                && let Some((_, person)) = people.iter_mut().find(|it| it.0 == who)
            {
                person.turns.extend(it);
            }
        }
        problems.end()?;
        let mut plan = Plan::default();
        let last = self.providers.iter().map(|it| it.position).max();
        let mut next = last.map_or(0, |it| it.saturating_add(1));
        for (_, person) in people {
            self.compare(person, &mut next, &mut plan);
        }
        plan.done.added = count(plan.new.len());
        plan.done.changed = count(plan.changed.len());
        plan.done.ended = count(plan.gone.len());
        plan.done.clashes = count(of_turns(&self.after(&plan)).len());
        Ok(plan)
    }

    fn person(&self, who: &str) -> Option<Person> {
        let known = self.providers.iter().find(|it| fold(&self.key(it)) == who);
        let staff = self
            .team
            .iter()
            .find(|it| it.active && it.login == who)
            .map(|it| it.id);
        if known.is_none() && staff.is_none() {
            return None;
        }
        Some(Person {
            known: known.cloned(),
            staff,
            turns: Vec::new(),
        })
    }

    /// What the rows of one person change: the same ones are kept, one of the
    /// same day and kind is changed, the rest begins or ends.
    fn compare(&self, person: Person, next: &mut i64, plan: &mut Plan) {
        let Some(provider) = person.known else {
            plan.providers.push(Provider {
                id: Id::from_bytes([0; 16]),
                staff: person.staff,
                name: String::new(),
                role: None,
                services: Vec::new(),
                active: true,
                position: *next,
            });
            *next = next.saturating_add(1);
            let at = plan.providers.len() - 1;
            plan.new
                .extend(person.turns.into_iter().map(|it| (it, Some(at))));
            return;
        };
        let mut old = self.now(provider.id);
        let mut left = Vec::new();
        for it in person.turns {
            let it = Turn {
                provider: provider.id,
                ..it
            };
            match old.iter().position(|old| same(old, &it)) {
                Some(at) => {
                    old.swap_remove(at);
                    plan.done.kept += 1;
                }
                None => left.push(it),
            }
        }
        for it in left {
            let alike =
                |old: &&Turn| (old.when, old.since, old.kind) == (it.when, it.since, it.kind);
            match old.iter().position(alike) {
                Some(at) => {
                    let id = old.swap_remove(at).id;
                    plan.changed.push(Turn { id, ..it });
                }
                None => plan.new.push((it, None)),
            }
        }
        plan.gone.extend(old.iter().map(|it| it.id));
    }

    /// The hours as they would be, to tell what collides.
    fn after(&self, plan: &Plan) -> Vec<Turn> {
        let stays = self.turns.iter().filter(|it| {
            it.holds_from(self.today)
                && !plan.gone.contains(&it.id)
                && !plan.changed.iter().any(|other| other.id == it.id)
        });
        let mut all: Vec<Turn> = stays.cloned().collect();
        all.extend(plan.changed.iter().cloned());
        for (n, (it, of)) in plan.new.iter().enumerate() {
            let mut it = it.clone();
            let number = |n: usize| u128::try_from(n).unwrap_or(u128::MAX);
            it.id = Id::from_bytes(number(n + 1).to_be_bytes());
            if let Some(of) = of {
                it.provider = Id::from_bytes(number(of + 1).to_be_bytes());
            }
            all.push(it);
        }
        all
    }

    /// The turns of one row: several days of the week make several.
    fn read(&self, sheet: &Sheet, row: &SheetRow) -> Outcome<Vec<Turn>> {
        let cell = |head| sheet.text(row, head);
        let hour = |head: &str| -> Outcome<Option<Minute>> {
            // Some spreadsheets add the seconds.
            let text = sheet.text(row, head);
            let text = match text.matches(':').count() {
                2 => text.strip_suffix(":00").unwrap_or(text),
                _ => text,
            };
            match Minute::parse(text) {
                _ if text.is_empty() => Ok(None),
                Ok(it) => Ok(Some(it)),
                Err(why) => wrong(head, why),
            }
        };
        let day = |head: &str| -> Outcome<Option<NaiveDate>> {
            let text = sheet.text(row, head);
            let read = NaiveDate::parse_from_str(text, "%d/%m/%Y")
                .or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
            match read {
                _ if text.is_empty() => Ok(None),
                Ok(it) => Ok(Some(it)),
                Err(_) => wrong(head, "escreva a data como 24/11/2026."),
            }
        };
        let (Some(starts), Some(ends)) = (hour("inicio")?, hour("fim")?) else {
            return wrong("inicio e fim", "escreva as duas horas, como 08:00.");
        };
        let pause = match (hour("pausa")?, hour("volta")?) {
            (None, None) => None,
            (Some(from), Some(until)) => Some((from, until)),
            (Some(_), None) | (None, Some(_)) => {
                return wrong("pausa e volta", "escreva as duas horas ou nenhuma.");
            }
        };
        let kind = match cell("tipo") {
            "" => TurnKind::Unit,
            text => match TurnKind::from_code(&fold(text)) {
                Some(kind) => kind,
                None => {
                    return wrong("tipo", "escreva unidade, visita, itinerante ou mutirao.");
                }
            },
        };
        let room = match cell("sala") {
            "" => None,
            text => match self.rooms.iter().find(|it| fold(&it.name) == fold(text)) {
                Some(room) => Some(room.id),
                None => return wrong("sala", &format!("não há sala com o nome «{text}».")),
            },
        };
        let services: Vec<String> = cell("servicos")
            .split([' ', ',', ';'])
            .filter(|it| !it.is_empty())
            .map(str::to_uppercase)
            .collect();
        known_codes(&self.services, &services)?;
        let places = match cell("lugares") {
            "" => 0,
            text => match text.parse() {
                Ok(places) => places,
                Err(_) => return wrong("lugares", "escreva um número."),
            },
        };
        let base = Turn {
            id: Id::from_bytes([0; 16]),
            provider: Id::from_bytes([0; 16]),
            when: When::Once,
            since: day("desde")?.unwrap_or(self.today),
            until: day("ate")?,
            starts,
            ends,
            pause,
            kind,
            place: cell("lugar").to_owned(),
            room,
            services,
            places,
        };
        let days = match weekdays(cell("dia")) {
            Ok(days) => days,
            Err(why) => return wrong("dia", why),
        };
        if days.is_empty() {
            return Ok(vec![checked_turn(&Turn {
                until: None,
                ..base
            })?]);
        }
        let each = days.into_iter().map(|day| Turn {
            when: When::Weekly(day),
            ..base.clone()
        });
        each.map(|it| checked_turn(&it)).collect()
    }
}

impl Plan {
    fn write(self, acting: &mut Acting<'_>) -> Outcome<()> {
        let mut made = Vec::new();
        for it in self.providers {
            let it = Provider {
                id: acting.draw(),
                ..it
            };
            let change = supply::save_provider(acting.tx, &it)?;
            acting.note(change);
            made.push(it.id);
        }
        for (mut it, of) in self.new {
            it.id = acting.draw();
            if let Some(id) = of.and_then(|at| made.get(at)) {
                it.provider = *id;
            }
            let change = supply::save_turn(acting.tx, &it)?;
            acting.note(change);
        }
        for it in self.changed {
            let change = supply::save_turn(acting.tx, &it)?;
            acting.note(change);
        }
        let all = supply::turns(acting.tx)?;
        let yesterday = acting.today.pred_opt();
        for it in all.iter().filter(|it| self.gone.contains(&it.id)) {
            // What was worked stays in the past.
            let change = if matches!(it.when, When::Weekly(_)) && it.since < acting.today {
                let ended = Turn {
                    until: yesterday,
                    ..it.clone()
                };
                supply::save_turn(acting.tx, &ended)?
            } else {
                supply::hide(acting.tx, List::Turns, it.id.bytes())?
            };
            acting.note(change);
        }
        Ok(())
    }
}

/// The same hours, whatever their ids.
fn same(one: &Turn, other: &Turn) -> bool {
    let other = Turn {
        id: one.id,
        ..other.clone()
    };
    *one == other
}

fn count(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

fn wrong<T>(head: &str, why: &str) -> Outcome<T> {
    refused(format!("{head}: {why}"))
}
