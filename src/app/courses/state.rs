//! What becomes of applications: statuses one by one or of a whole class,
//! papers handed over, who answers for a minor, the certificate.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::household::guardians;
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Application, Applied, Course};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::courses::applications::{self, Kept};
use crate::store::courses::list;

/// What became of one application, and what it was when that was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    pub id: Id<Application>,
    pub seen: Applied,
    pub state: Applied,
}

impl Desk {
    /// Says what became of somebody's application; a seat given back is free.
    ///
    /// # Errors
    /// Refused by role, when it is gone, or for a status that needs a seat of
    /// somebody who has none.
    pub fn set_application(
        &mut self,
        id: Id<Application>,
        state: Applied,
        on: NaiveDate,
    ) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let it = held(acting, id)?;
            become_(acting, it, state, on)
        })
    }

    /// The same for many of one class, all or none: results as they come.
    /// Answers whether they were written: when another desk said otherwise of
    /// one of them since it was seen, nothing is.
    ///
    /// # Errors
    /// As [`Desk::set_application`]; and when one is not of that class.
    pub fn set_applications(
        &mut self,
        course: Id<Course>,
        all: &[Ruling],
        on: NaiveDate,
    ) -> Outcome<bool> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let mut changed = Vec::new();
            for ruling in all {
                let it = held(acting, ruling.id)?;
                if it.application.course != course {
                    return refused("Esta inscrição é de outra turma.");
                }
                if it.application.state != ruling.seen {
                    return Ok(false);
                }
                if ruling.state != ruling.seen {
                    changed.push((it, ruling.state));
                }
            }
            for (it, state) in changed {
                become_(acting, it, state, on)?;
            }
            Ok(true)
        })
    }

    /// Makes it the person's first choice; those before it move down one.
    ///
    /// # Errors
    /// Refused by role, when it is gone, and for one that is over.
    pub fn prefer_application(&mut self, id: Id<Application>) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let stands = |it: Applied| it.attends() || it == Applied::Waiting;
            let it = held(acting, id)?.application;
            if !stands(it.state) {
                return refused("Esta inscrição já terminou: escolha outra.");
            }
            let current = list::current(acting.tx, acting.today)?;
            let runs = |of: Id<Course>| current.iter().any(|it| it.course.id == of);
            for mut own in applications::of_person(acting.tx, it.person)? {
                let other = &mut own.application;
                if other.id == it.id {
                    other.choice = 1;
                } else if other.choice < it.choice && stands(other.state) && runs(other.course) {
                    other.choice += 1;
                }
                let change = applications::save(acting.tx, &own)?;
                acting.note(change);
            }
            Ok(())
        })
    }

    /// Notes which of the papers that the class asks were handed over.
    ///
    /// # Errors
    /// Refused by role, or when the application is gone.
    pub fn hand_papers(&mut self, id: Id<Application>, papers: &[String]) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let mut it = held(acting, id)?;
            let Some(of) = list::by_id(acting.tx, it.application.course)? else {
                return refused("Esta turma saiu da lista. Escolha outra.");
            };
            // In the order of the notice; what it does not ask is not kept.
            let asked: HashSet<&String> = papers.iter().collect();
            it.application.papers = of.course.papers;
            it.application.papers.retain(|it| asked.contains(it));
            let change = applications::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Who may answer for somebody: the people of age of the household, the
    /// reference person first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn guardians_of(&self, person: Id<Person>) -> Outcome<Vec<(Id<Person>, String)>> {
        self.require(Right::Apply)?;
        self.told_where(person)?;
        guardians(self.store.con(), person, self.today())
    }

    /// Says who answers for somebody, or that nobody does.
    ///
    /// # Errors
    /// Refused by role, when the application is gone, and for somebody who is
    /// not of age in their household.
    pub fn set_guardian(&mut self, id: Id<Application>, who: Option<Id<Person>>) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let mut it = held(acting, id)?;
            let may = guardians(acting.tx, it.application.person, acting.today)?;
            if who.is_some_and(|who| may.iter().all(|it| it.0 != who)) {
                return refused("O responsável é alguém de 18 anos ou mais da mesma família.");
            }
            it.application.guardian = who;
            let change = applications::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Notes the day on which the certificate was handed over, or takes it back.
    ///
    /// # Errors
    /// Refused by role, when it is gone, and before somebody finished.
    pub fn set_certificate(&mut self, id: Id<Application>, on: Option<NaiveDate>) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let mut it = held(acting, id)?;
            if on.is_some() && it.application.state != Applied::Finished {
                return refused("Só quem concluiu recebe certificado: ponha «Concluinte» antes.");
            }
            it.certificate_on = on;
            let change = applications::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }
}

fn held(acting: &Acting<'_>, id: Id<Application>) -> Outcome<Kept> {
    match applications::by_id(acting.tx, id)? {
        Some(it) => Ok(it),
        None => refused("Esta inscrição não está mais na lista."),
    }
}

fn become_(acting: &mut Acting<'_>, mut it: Kept, state: Applied, on: NaiveDate) -> Outcome<()> {
    if state.holds_seat() && it.application.seat.is_none() {
        return refused("Esta pessoa não tem vaga: chame-a pela lista de espera.");
    }
    if !state.holds_seat() {
        it.application.seat = None;
    }
    if state != Applied::Finished {
        it.certificate_on = None;
    }
    it.application.state = state;
    it.state_on = on;
    let change = applications::save(acting.tx, &it)?;
    acting.note(change);
    Ok(())
}
