//! Signing somebody up. What the screen showed is asked again inside the
//! transaction: of two desks that want the last seat one gets it and the
//! other's person goes on the list.

use chrono::NaiveDate;

use super::answers::{asked, is_open, known, position};
use super::seats::{ordered, used};
use crate::app::agenda::checked_phone;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Application, Applied, Course, Income, Seat, fit};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::bounded;
use crate::store::courses::applications::{self, Kept};
use crate::store::courses::{incomes, list};
use crate::store::people;

const REASON_MAX_CHARS: usize = 120;
const INCOME_MAX: i64 = 100_000_000;

/// What the screen hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applying {
    pub course: Id<Course>,
    pub person: Id<Person>,
    pub choice: u32,
    /// As typed; empty = the family's first.
    pub phone: String,
    /// Income per person, in cents, when it was asked now.
    pub income: Option<i64>,
    /// Why it is taken though outside the rule.
    pub exception: String,
    pub way: ApplyWay,
}

/// What is wanted when others wait for the same seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyWay {
    /// A seat if one is open, else the list.
    Usual,
    /// Before those who wait, with the reason.
    Ahead(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyAnswer {
    Seated {
        seat: Seat,
        left: (u32, u32),
    },
    /// No seat: on the list, at that position from 1.
    Waiting {
        position: u32,
    },
    /// Nothing was written: outside the rule, and a reason is asked.
    Outside(Vec<String>),
    /// Nothing was written: the income has to be asked.
    AskIncome,
}

impl Desk {
    /// Signs somebody up for a class, or puts them on its list.
    ///
    /// # Errors
    /// Refused by role, beside a field, when they are in it already, and for a
    /// class that is gone.
    pub fn apply(&mut self, it: &Applying) -> Outcome<ApplyAnswer> {
        self.require(Right::Apply)?;
        let ddd = self.unit().map_or(String::new(), |it| it.ddd.clone());
        let phone = checked_phone(&it.phone, &ddd)?;
        let exception = bounded("motivo", &it.exception, REASON_MAX_CHARS)?;
        let broken = match &it.way {
            ApplyWay::Ahead(reason) => bounded("motivo", reason, REASON_MAX_CHARS)?,
            ApplyWay::Usual => String::new(),
        };
        if it.income.is_some_and(|it| !(0..=INCOME_MAX).contains(&it)) {
            return refused_at("renda", "Diga a renda por pessoa em reais.");
        }
        self.act(Act::Applied, |acting| {
            let today = acting.today;
            let Some(of) = list::by_id(acting.tx, it.course)?.filter(|it| it.course.active) else {
                return refused("Esta turma saiu da lista. Escolha outra.");
            };
            let person = people::load(acting.tx, it.person)?.filter(|it| it.merged_into.is_none());
            let Some(person) = person.filter(|it| it.died_on.is_none()) else {
                return refused("Esta pessoa não está mais no cadastro.");
            };
            let own = applications::of_person(acting.tx, it.person)?;
            if own
                .iter()
                .any(|own| own.application.course == it.course && is_open(own))
            {
                return refused("A pessoa já está nesta turma.");
            }
            if !(1..=of.course.choices).contains(&it.choice) {
                return refused_at("opcao", "Esta turma não aceita essa opção.");
            }
            let mut known = known(acting.tx, &person, today)?;
            if let Some(per_person) = it.income {
                known.income = Some(Income {
                    per_person,
                    declared_on: today,
                });
            }
            let told = fit(&of.course, &known, asked(acting.tx, today)?);
            if told.asks_income() {
                return Ok(ApplyAnswer::AskIncome);
            }
            if !told.fits() && exception.is_empty() {
                let outside = told.notes.iter().filter(|it| it.is_outside());
                return Ok(ApplyAnswer::Outside(outside.map(|it| it.text()).collect()));
            }
            if let (Some(_), Some(income)) = (it.income, known.income) {
                let key = acting.draw();
                let by = acting.who.as_ref().map(|it| it.staff);
                let change = incomes::add(acting.tx, key, it.person, income, by)?;
                acting.note(change);
            }
            let held = applications::held(acting.tx)?;
            let waiting = ordered(acting.tx, &of.course, today)?.len();
            let left = of.course.seats.left(used(&of, &held), today);
            let passes = u64::from(left.0) + u64::from(left.1) <= waiting as u64;
            let seat = match of.course.seats.draw(used(&of, &held), today) {
                Some(_) if passes && broken.is_empty() => None,
                other => other,
            };
            // After everybody who asked before, even if the clock was set back.
            let last = applications::last_asked(acting.tx, it.course)?;
            let made = Kept {
                application: Application {
                    id: acting.draw(),
                    course: it.course,
                    person: it.person,
                    state: seat.map_or(Applied::Waiting, |_| Applied::Entered),
                    choice: it.choice,
                    seat,
                    asked_at: last.map_or(acting.now, |last| last.max(acting.now)),
                    made_by: acting.who.as_ref().map(|it| it.staff),
                    phone: phone.clone(),
                    exception: exception.clone(),
                    broken: if passes {
                        broken.clone()
                    } else {
                        String::new()
                    },
                    papers: Vec::new(),
                    guardian: None,
                },
                state_on: today,
                certificate_on: None,
            };
            let change = applications::save(acting.tx, &made)?;
            acting.note(change);
            match seat {
                Some(seat) => {
                    let held = applications::held(acting.tx)?;
                    Ok(ApplyAnswer::Seated {
                        seat,
                        left: of.course.seats.left(used(&of, &held), today),
                    })
                }
                None => Ok(ApplyAnswer::Waiting {
                    position: position(acting.tx, &of.course, it.person, today)?.unwrap_or(1),
                }),
            }
        })
    }

    /// Says what became of somebody's application; a seat given back is free.
    ///
    /// # Errors
    /// Refused by role, or when it is gone.
    pub fn set_application(
        &mut self,
        id: Id<Application>,
        state: Applied,
        on: NaiveDate,
    ) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::ApplicationChanged, |acting| {
            let Some(mut it) = applications::by_id(acting.tx, id)? else {
                return refused("Esta inscrição não está mais na lista.");
            };
            if state.holds_seat() && it.application.seat.is_none() {
                return refused("Esta pessoa não tem vaga: chame-a pela lista de espera.");
            }
            if !state.holds_seat() {
                it.application.seat = None;
            }
            it.application.state = state;
            it.state_on = on;
            let change = applications::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }
}
