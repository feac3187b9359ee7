//! Putting somebody into a group, out of it and into another. What the screen
//! showed is asked again inside the transaction: of two desks that want the
//! last place one gets it and the other's person goes on the list.

use chrono::{Days, NaiveDate};
use rusqlite::Connection;

use super::list::week_on;
use super::places::{
    ahead, close_wait, may_enter, note_wait, open_group, places_of, position, put_in,
};
use crate::app::agenda::phone_of;
use crate::app::desk::{Acting, Desk};
use crate::app::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::weekday_name;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::groups::{
    Enrolment, Group, GroupKind, GroupLeave, Places, WaitingState, hours_text, meets,
};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::needed;
use crate::store::groups::{enrolments, list, situations, waiting};
use crate::store::{families, people};

const REASON_MAX_CHARS: usize = 120;
/// How far ahead somebody may be put in or leave, and how far back.
const DAYS_MAX: i64 = 366;

/// What the enrolment screen starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolSheet {
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    /// Of the priority public: yes or no, never which situation.
    pub priority: bool,
    /// What is missing and may be put right later.
    pub warnings: Vec<String>,
    /// Groups they are in; hidden under secrecy.
    pub own: Veil<Vec<OwnGroup>>,
    /// Phone that the waiting list would call; hidden under secrecy.
    pub phone: Veil<String>,
    /// Those of their age first, then by name.
    pub lines: Vec<EnrolLine>,
}

/// A group that the person is or was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnGroup {
    pub enrolment: Id<Enrolment>,
    pub group: Id<Group>,
    pub name: String,
    pub hours: String,
    pub number: u32,
    pub since: NaiveDate,
    pub until: Option<NaiveDate>,
    pub reason: Option<GroupLeave>,
}

/// A group as it is offered to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolLine {
    pub group: Id<Group>,
    pub name: String,
    pub band: &'static str,
    pub hours: String,
    /// Turno: "manhã", "manhã e tarde".
    pub shift: String,
    pub leaders: String,
    pub places: Places,
    pub standing: Standing,
    pub out_of_band: bool,
    /// "«Violão» na terça às 08:00"
    pub clash: Option<String>,
}

/// How somebody stands towards a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A place is free and nobody is passed.
    Open,
    /// Places are free, and people wait for them.
    Behind,
    Full,
    In,
    /// On its list, at that position from 1.
    Waiting(u32),
    /// Not told to this role.
    Hidden,
}

/// What the enrolment screen hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnrolment {
    pub group: Id<Group>,
    pub person: Id<Person>,
    pub since: NaiveDate,
    /// As typed, for the waiting list; empty = the family's first.
    pub phone: String,
    pub way: Way,
}

/// What is wanted when others wait for the same place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A place if one is open, else the list; asked when others are ahead.
    Usual,
    /// Before those who wait, with the reason.
    Ahead(String),
    /// The list, behind those who wait.
    Wait,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolAnswer {
    Enrolled {
        number: u32,
        places: Places,
    },
    /// No place: on the list, at that position from 1.
    Waiting {
        position: u32,
        places: Places,
    },
    /// Nothing was written: a place is free, but so many wait for it.
    Behind {
        waiting: u32,
    },
}

impl Desk {
    /// The groups as they are open to that person.
    ///
    /// # Errors
    /// Refused by role, or when the person is gone.
    pub fn enrol_sheet(&self, id: Id<Person>) -> Outcome<EnrolSheet> {
        self.require(Right::Enrol)?;
        let con = self.store.con();
        let today = self.today();
        let Some(person) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let secret = families::secret_of(con, id)?;
        let hidden = secret && self.is_secret_here();
        let own = self.own_groups(con, id)?;
        let hours = list::hours(con)?;
        let busy: Vec<_> = own
            .iter()
            .filter(|it| it.until.is_none_or(|until| until > today))
            .flat_map(|it| {
                let slots = week_on(&hours, it.group, today);
                slots
                    .into_iter()
                    .map(|slot| (it.name.clone(), it.group, slot))
            })
            .collect();
        let age = person.age(today);
        let waits: Vec<Id<Group>> = waiting::of_person(con, id)?
            .iter()
            .filter(|it| it.state == WaitingState::Waiting)
            .map(|it| it.group)
            .collect();
        let mut lines = Vec::new();
        for it in self.lines_of_groups(con)? {
            if !it.group.active || it.group.kind == GroupKind::OneOff {
                continue;
            }
            let slots = week_on(&hours, it.group.id, today);
            let clash = busy.iter().find_map(|(name, group, slot)| {
                let with = slots.iter().any(|other| meets(*slot, *other));
                (with && *group != it.group.id)
                    .then(|| format!("«{name}», {} às {}", weekday_name(slot.0), slot.1))
            });
            let is_in = |own: &OwnGroup| {
                own.group == it.group.id && own.until.is_none_or(|until| until > today)
            };
            let standing = if hidden {
                Standing::Hidden
            } else if own.iter().any(is_in) {
                Standing::In
            } else if waits.contains(&it.group.id) {
                Standing::Waiting(position(con, &it.group, today, id)?.unwrap_or(1))
            } else if it.places.open() {
                Standing::Open
            } else if it.places.free() > 0 {
                Standing::Behind
            } else {
                Standing::Full
            };
            lines.push(EnrolLine {
                standing,
                out_of_band: !it.group.takes_age(age),
                band: it.group.band_text(),
                group: it.group.id,
                name: it.group.name,
                hours: it.hours,
                shift: it.shift,
                leaders: it.leaders,
                places: it.places,
                clash: clash.filter(|_| !hidden),
            });
        }
        lines.sort_by(|a, b| (a.out_of_band, &a.name).cmp(&(b.out_of_band, &b.name)));
        let mut warnings = Vec::new();
        if person.facts.nis.is_empty() {
            warnings.push("Sem NIS: o SISC só aceita quem está no Cadastro Único.".to_string());
        }
        if age.is_none() {
            warnings.push("Sem nascimento: confira a faixa de idade.".to_string());
        }
        Ok(EnrolSheet {
            person: id,
            name: person.facts.shown_name().to_string(),
            age,
            priority: situations::priority(con, today)?.contains(&id),
            warnings,
            own: Veil::when(!hidden, || own),
            phone: match hidden {
                true => Veil::Hidden,
                false => Veil::Open(phone_of(con, id)?),
            },
            lines,
        })
    }

    /// The groups that a person is or was in, the current ones first; hidden
    /// under secrecy.
    ///
    /// # Errors
    /// Refused by role.
    pub fn groups_of(&self, id: Id<Person>) -> Outcome<Veil<Vec<OwnGroup>>> {
        self.require(Right::Enrol)?;
        let con = self.store.con();
        if families::secret_of(con, id)? && self.is_secret_here() {
            return Ok(Veil::Hidden);
        }
        Ok(Veil::Open(self.own_groups(con, id)?))
    }

    /// Puts somebody into a group or on its list.
    ///
    /// # Errors
    /// Refused by role, beside a field, for somebody who is in it or waits
    /// already, for a group that is closed, and at the counter for somebody
    /// under secrecy.
    pub fn enrol(&mut self, it: &NewEnrolment) -> Outcome<EnrolAnswer> {
        self.require(Right::Enrol)?;
        self.told_where(it.person)?;
        let ddd = self.unit().map_or(String::new(), |it| it.ddd.clone());
        let phone = crate::app::agenda::checked_phone(&it.phone, &ddd)?;
        let reason = match &it.way {
            Way::Ahead(reason) => Some(needed("motivo", reason, REASON_MAX_CHARS, WHY_AHEAD)?),
            Way::Usual | Way::Wait => None,
        };
        let today = self.today();
        if (it.since - today).num_days().abs() > DAYS_MAX {
            return refused_at("desde", "Diga um dia de até um ano atrás ou à frente.");
        }
        let waits = matches!(it.way, Way::Wait);
        let answer = |acting: &mut Acting<'_>| {
            let group = open_group(acting, it.group)?;
            may_enter(acting, &group, it.person, it.since)?;
            let places = places_of(acting.tx, &group, acting.today)?;
            let before = ahead(acting.tx, &group, acting.today, it.person)?;
            let free = places.free() > 0;
            if waits && free && before == 0 {
                return refused("Há vaga neste grupo: inscreva direto.");
            }
            let first = before < places.free();
            if !waits && free && (first || reason.is_some()) {
                let broken = reason.filter(|_| !first).unwrap_or_default();
                let made = put_in(acting, &group, it.person, it.since, None)?;
                close_wait(acting, &made, &broken)?;
                return Ok(EnrolAnswer::Enrolled {
                    number: made.number,
                    places: places_of(acting.tx, &group, acting.today)?,
                });
            }
            if !waits && free {
                return Ok(EnrolAnswer::Behind {
                    waiting: places.waiting,
                });
            }
            note_wait(acting, &group, it.person, &phone)?;
            Ok(EnrolAnswer::Waiting {
                position: position(acting.tx, &group, acting.today, it.person)?.unwrap_or(1),
                places: places_of(acting.tx, &group, acting.today)?,
            })
        };
        // Which of the two it becomes is known inside; the journal names both
        // by what was asked.
        self.act(
            if waits {
                Act::PlaceAsked
            } else {
                Act::Enrolled
            },
            answer,
        )
    }

    /// Takes somebody out of a group; `on` is their last day.
    ///
    /// # Errors
    /// Refused by role, beside the day, or when they left already.
    pub fn leave_group(
        &mut self,
        id: Id<Enrolment>,
        on: NaiveDate,
        reason: GroupLeave,
    ) -> Outcome<()> {
        self.require(Right::Enrol)?;
        self.act(Act::GroupLeft, |acting| {
            let it = current(acting, id)?;
            check_last_day(&it, on, acting.today)?;
            let left = Enrolment {
                until: Some(on),
                reason: Some(reason),
                ..it
            };
            let change = enrolments::save(acting.tx, &left)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Moves somebody to another group from a day on; the history stays.
    ///
    /// # Errors
    /// Refused by role, beside the day, and when the other group has no place.
    pub fn move_to_group(
        &mut self,
        id: Id<Enrolment>,
        to: Id<Group>,
        since: NaiveDate,
    ) -> Outcome<u32> {
        self.require(Right::Enrol)?;
        self.act(Act::GroupMoved, |acting| {
            let it = current(acting, id)?;
            if it.group == to {
                return refused("A pessoa já está neste grupo.");
            }
            let group = open_group(acting, to)?;
            may_enter(acting, &group, it.person, since)?;
            let places = places_of(acting.tx, &group, acting.today)?;
            if !places.open() {
                return refused(
                    "Não há vaga livre nesse grupo sem passar à frente: ponha na lista de espera.",
                );
            }
            let eve = since.checked_sub_days(Days::new(1)).unwrap_or(since);
            let last = eve.max(it.since);
            check_last_day(&it, last, acting.today)?;
            let left = Enrolment {
                until: Some(last),
                reason: Some(GroupLeave::Transfer),
                ..it
            };
            let change = enrolments::save(acting.tx, &left)?;
            acting.note(change);
            let made = put_in(acting, &group, left.person, since, Some(left.id))?;
            close_wait(acting, &made, "")?;
            Ok(made.number)
        })
    }

    fn own_groups(&self, con: &Connection, id: Id<Person>) -> Outcome<Vec<OwnGroup>> {
        let (hours, today) = (list::hours(con)?, self.today());
        let mut out = Vec::new();
        for it in enrolments::of_person(con, id)? {
            let name = list::by_id(con, it.group)?.map(|it| it.name);
            out.push(OwnGroup {
                enrolment: it.id,
                group: it.group,
                name: name.unwrap_or_default(),
                hours: hours_text(&week_on(&hours, it.group, today)),
                number: it.number,
                since: it.since,
                until: it.until,
                reason: it.reason,
            });
        }
        out.sort_by_key(|it| (it.until.is_some(), std::cmp::Reverse(it.since)));
        Ok(out)
    }
}

const WHY_AHEAD: &str = "Diga por que passa à frente de quem espera.";

fn current(acting: &Acting<'_>, id: Id<Enrolment>) -> Outcome<Enrolment> {
    match enrolments::by_id(acting.tx, id)? {
        Some(it) if it.until.is_none() => Ok(it),
        Some(_) | None => refused("A pessoa já saiu deste grupo, aqui ou em outra mesa."),
    }
}

fn check_last_day(it: &Enrolment, on: NaiveDate, today: NaiveDate) -> Outcome<()> {
    if on < it.since {
        return refused_at("dia", "O último dia vem antes da entrada no grupo.");
    }
    if (on - today).num_days().abs() > DAYS_MAX {
        return refused_at("dia", "Diga um dia de até um ano atrás ou à frente.");
    }
    Ok(())
}
