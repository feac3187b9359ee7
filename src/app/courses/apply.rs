//! Signing somebody up. What the screen showed is asked again inside the
//! transaction: of two desks that want the last seat one gets it and the
//! other's person goes on the list.

use super::answers::{asked, choices, known};
use super::demand::answered;
use super::household::{MAJORITY, guardians};
use super::seats::{ordered, position, used};
use crate::app::agenda::checked_phone;
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Application, Applied, Course, Income, Seat, fit, handed};
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
    /// Place among the person's choices, from 1; `None` = the next.
    pub choice: Option<u32>,
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
        id: Id<Application>,
        seat: Seat,
        left: (u32, u32),
    },
    /// No seat: on the list, at that position from 1.
    Waiting { id: Id<Application>, position: u32 },
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
        self.told_where(it.person)?;
        let instruction = match people::load(self.store.con(), it.person)? {
            Some(person) => self.instruction_of(&person)?,
            None => None,
        };
        let zone = self.zone();
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
                .any(|own| own.application.course == it.course && own.is_open())
            {
                return refused("A pessoa já está nesta turma.");
            }
            let current = list::current(acting.tx, today)?;
            let current: Vec<Id<Course>> = current.iter().map(|it| it.course.id).collect();
            let others = choices(&own, it.course, &current);
            let max = of.course.choices;
            let free = (1..=max).find(|it| !others.contains(it)).unwrap_or(max);
            let choice = it.choice.unwrap_or(free);
            if !(1..=max).contains(&choice) {
                return refused_at("opcao", "Esta turma não aceita essa opção.");
            }
            let mut known = known(acting.tx, &person, instruction, (zone, today))?;
            known.choices = u32::try_from(others.len()).unwrap_or(u32::MAX);
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
            let guardian = match person.age(today) {
                Some(age) if age < MAJORITY => guardians(acting.tx, it.person, today)?,
                Some(_) | None => Vec::new(),
            };
            let mut papers = of.course.papers.clone();
            let brought = handed(&known.papers, today);
            papers.retain(|it| brought.contains(it));
            if let (Some(_), Some(income)) = (it.income, known.income) {
                let key = acting.draw();
                let by = acting.who.as_ref().map(|it| it.staff);
                let change = incomes::add(acting.tx, key, it.person, income, by)?;
                acting.note(change);
            }
            let (seat, passes) = seat_for(acting, &of, !broken.is_empty())?;
            // After everybody who asked before, even if the clock was set back.
            let last = applications::last_asked(acting.tx, it.course)?;
            let made = Kept {
                application: Application {
                    id: acting.draw(),
                    course: it.course,
                    person: it.person,
                    state: seat.map_or(Applied::Waiting, |_| Applied::Entered),
                    choice,
                    seat,
                    asked_at: last.map_or(acting.now, |last| last.max(acting.now)),
                    made_by: acting.who.as_ref().map(|it| it.staff),
                    phone: phone.clone(),
                    exception: exception.clone(),
                    broken: match seat {
                        Some(_) if passes => broken.clone(),
                        Some(_) | None => String::new(),
                    },
                    papers,
                    guardian: guardian.first().map(|it| it.0),
                },
                state_on: today,
                certificate_on: None,
            };
            let change = applications::save(acting.tx, &made)?;
            acting.note(change);
            answered(acting, it.person, &of.course.title)?;
            let id = made.application.id;
            match seat {
                Some(seat) => {
                    let held = applications::held(acting.tx)?;
                    Ok(ApplyAnswer::Seated {
                        id,
                        seat,
                        left: of.course.seats.left(used(&of, &held), today),
                    })
                }
                None => Ok(ApplyAnswer::Waiting {
                    id,
                    position: position(acting.tx, &of.course, it.person, today)?.unwrap_or(1),
                }),
            }
        })
    }
}

/// The seat for somebody new, and whether it passes those who wait; without a
/// reason for passing them there is none.
fn seat_for(
    acting: &Acting<'_>,
    of: &list::Kept,
    has_reason: bool,
) -> Outcome<(Option<Seat>, bool)> {
    let used = used(of, &applications::held(acting.tx)?);
    let waiting = ordered(acting.tx, &of.course, acting.today)?.len();
    let (own, pool) = of.course.seats.left(used, acting.today);
    let passes = u64::from(own) + u64::from(pool) <= waiting as u64;
    let seat = of.course.seats.draw(used, acting.today);
    Ok((seat.filter(|_| !passes || has_reason), passes))
}
