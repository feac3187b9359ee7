//! Invented classes with people of the unit in them, some who wait for a seat,
//! and what people ask for. Written with the store's own functions, because
//! most of the days are past ones.

use std::collections::HashSet;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use super::super::desk::{Acting, Desk};
use super::town::Town;
use crate::app::agenda::phone_of;
use crate::domain::act::Act;
use crate::domain::courses::{Application, Applied, Course, Income, Interest, InterestState, Seat};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::sample::courses::{COURSES, CoursePlan, WISHES, shifted};
use crate::domain::sample::rng::Rng;
use crate::store::courses::applications::{self, Kept};
use crate::store::courses::{incomes, interests, list};
use crate::store::people;

const DIFFERENT: u64 = 0x00CA_FE00;
/// Oldest who sign up.
const AGE_MAX: u32 = 62;
/// Income per person that people declare, at most, in cents.
const INCOME_MAX: i64 = 90_000;

impl Desk {
    /// Writes the classes; those whose sign-up opened before `from` stay out.
    pub(super) fn write_courses(&mut self, town: &Town, from: NaiveDate) -> Outcome<()> {
        let mut seen = HashSet::new();
        for (plan, at) in COURSES.iter().zip(0..) {
            if shifted(self.today(), plan.window.0) >= from {
                let mut rng = Rng::of(town.seed ^ DIFFERENT, at);
                self.act(Act::Sampled, |act| {
                    class(act, town, plan, &mut rng, &mut seen)
                })?;
            }
        }
        self.act(Act::Sampled, |act| wishes(act, town, &mut seen))
    }
}

fn class(
    act: &mut Acting<'_>,
    town: &Town,
    plan: &CoursePlan,
    rng: &mut Rng,
    seen: &mut HashSet<Id<Person>>,
) -> Outcome<()> {
    let course = plan.course(act.draw(), act.today);
    let people = candidates(act, town, &course, plan.taken + plan.waiting, seen)?;
    let change = list::save(
        act.tx,
        &list::Kept {
            course: course.clone(),
            elsewhere: 0,
        },
    )?;
    act.note(change);
    let by = town.counters.desks.first().map(|it| it.0.staff);
    for (person, nth) in people.iter().zip(0_usize..) {
        let asked_at = asked_at(act, plan, nth);
        let day = town.zone.day(asked_at);
        let (state, state_on) = stage(act, plan, &course, nth, day, rng);
        let own = usize::try_from(course.seats.own).unwrap_or(0);
        let seat = match state.holds_seat() {
            true if nth < own => Some(Seat::Own),
            true => Some(Seat::Pool),
            false => None,
        };
        if course.asks_income {
            let income = Income {
                per_person: rng.between(0, INCOME_MAX / 1_000) * 1_000,
                declared_on: day,
            };
            let key = act.draw();
            let change = incomes::add(act.tx, key, *person, income, by)?;
            act.note(change);
        }
        let mut papers = course.papers.clone();
        if rng.percent(40) {
            papers.pop();
        }
        let it = Kept {
            application: Application {
                id: act.draw(),
                course: course.id,
                person: *person,
                state,
                choice: 1,
                seat,
                asked_at,
                made_by: by,
                phone: phone_of(act.tx, *person)?,
                exception: String::new(),
                broken: String::new(),
                papers,
                guardian: None,
            },
            state_on,
            certificate_on: (state == Applied::Finished && rng.percent(70))
                .then(|| state_on + Days::new(20)),
        };
        let change = applications::save(act.tx, &it)?;
        act.note(change);
    }
    Ok(())
}

/// When the nth signed up: one after the other from the first day of sign-up.
fn asked_at(act: &Acting<'_>, plan: &CoursePlan, nth: usize) -> DateTime<Utc> {
    let first = act.now + Duration::days(plan.window.0);
    let nth = i64::try_from(nth).unwrap_or(0);
    (first + Duration::hours(5 * nth)).min(act.now - Duration::hours(1) + Duration::minutes(nth))
}

/// What became of the nth, and on which day.
fn stage(
    act: &Acting<'_>,
    plan: &CoursePlan,
    course: &Course,
    nth: usize,
    asked: NaiveDate,
    rng: &mut Rng,
) -> (Applied, NaiveDate) {
    if nth >= plan.taken {
        return (Applied::Waiting, asked);
    }
    match course.ends_on {
        Some(ends) if ends < act.today => match nth % 8 {
            6 => (Applied::Dropped, ends - Days::new(20)),
            7 => (Applied::NoShow, course.starts_on),
            _ => (Applied::Finished, ends),
        },
        _ if course.starts_on < act.today => (Applied::Enrolled, course.starts_on),
        _ if rng.percent(30) => (Applied::Sent, asked),
        _ => (Applied::Entered, asked),
    }
}

/// People of the age, in no other class of the sample, in the order in which
/// their families came.
fn candidates(
    act: &Acting<'_>,
    town: &Town,
    course: &Course,
    wanted: usize,
    seen: &mut HashSet<Id<Person>>,
) -> Outcome<Vec<Id<Person>>> {
    let least = course.age_min.unwrap_or(0).max(18);
    let mut out = Vec::new();
    for id in town.homes.iter().rev().flat_map(|it| &it.people) {
        if out.len() >= wanted {
            break;
        }
        if seen.contains(id) {
            continue;
        }
        let Some(it) = people::load(act.tx, *id)? else {
            continue;
        };
        let age = it.age(course.starts_on);
        let fits = age.is_some_and(|age| (least..=AGE_MAX).contains(&age));
        if fits && it.died_on.is_none() && it.merged_into.is_none() {
            seen.insert(*id);
            out.push(*id);
        }
    }
    Ok(out)
}

fn wishes(act: &mut Acting<'_>, town: &Town, seen: &mut HashSet<Id<Person>>) -> Outcome<()> {
    let any = COURSES[0].course(act.draw(), act.today);
    let people = candidates(act, town, &any, WISHES.len(), seen)?;
    for ((person, title), nth) in people.iter().zip(WISHES).zip(0..) {
        let it = Interest {
            id: act.draw(),
            person: *person,
            title: title.to_string(),
            asked_at: act.now - Duration::days(40 - 3 * nth),
            state: InterestState::Open,
            phone: phone_of(act.tx, *person)?,
        };
        let change = interests::save(act.tx, &it)?;
        act.note(change);
    }
    Ok(())
}
