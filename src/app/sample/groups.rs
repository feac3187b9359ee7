//! Invented groups with the people of the unit in them, weeks of meetings and
//! who came, some who wait, and half of the places with the priority public.
//! Written with the store's own functions, because the days are past ones.

use std::collections::HashSet;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};

use super::super::desk::{Acting, Desk};
use super::town::Town;
use crate::app::agenda::phone_of;
use crate::domain::access::Role;
use crate::domain::act::Act;
use crate::domain::agenda::Reach;
use crate::domain::fault::Outcome;
use crate::domain::groups::{
    Enrolment, Group, GroupLeave, Hours, Meeting, Part, Percurso, Planned, TeamMember, Waiting,
    WaitingState, planned,
};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::sample;
use crate::domain::sample::groups::{GROUPS, GroupPlan, Habit, habit, mark, situation};
use crate::domain::sample::rng::Rng;
use crate::store::agenda::contacts::{self, Contact};
use crate::store::groups::situations::Noted;
use crate::store::groups::{enrolments, list, marks, meetings, situations, waiting};
use crate::store::{people, staff};

/// Families that come for the groups, in the demonstration, and the number from
/// which they are looked for.
const COMERS: usize = 34;
const COMERS_FROM: u64 = 1_000;
/// Weeks of meetings, at most.
const WEEKS_MAX: i64 = 16;
/// Since when the groups have met.
const SINCE_DAYS: u64 = 300;
/// The last meeting of every third group was not called.
const FORGOTTEN: usize = 3;
const DIFFERENT: u64 = 0x00C0_FFEE;

/// Somebody of the unit who may be put into a group.
struct Candidate {
    person: Id<Person>,
    age: u32,
    disabled: bool,
}

impl Desk {
    /// Opens some families more, with somebody of the ages that few have.
    pub(super) fn write_comers(&mut self, town: &mut Town, now: DateTime<Utc>) -> Outcome<()> {
        let today = self.zone().day(now);
        let old = |age: u32| (15..=17).contains(&age) || age >= 60;
        let wanted = (COMERS_FROM..).filter(|index| {
            let home = sample::family(town.seed, *index, today);
            let mut births = home.members.iter().filter_map(|it| it.birth);
            births.any(|born| today.years_since(born).is_some_and(old))
        });
        let opened: Vec<(u64, DateTime<Utc>)> = wanted
            .take(COMERS)
            .zip(0..)
            .map(|(index, nth)| (index, now - Duration::days(700 - nth * 7)))
            .collect();
        self.write_sample_day(town, &opened, None, now)
    }

    /// Writes the groups; the people are those of the town, and the meetings
    /// those of the last weeks, not before `from`.
    pub(super) fn write_groups(&mut self, town: &Town, from: NaiveDate) -> Outcome<()> {
        for (plan, at) in GROUPS.iter().zip(0..) {
            self.act(Act::Sampled, |act| group(act, town, plan, at, from))?;
        }
        Ok(())
    }
}

fn group(
    act: &mut Acting<'_>,
    town: &Town,
    plan: &GroupPlan,
    at: usize,
    from: NaiveDate,
) -> Outcome<()> {
    let number = u64::try_from(at).unwrap_or(0);
    let mut rng = Rng::of(town.seed ^ DIFFERENT, number);
    let since = act.today - Days::new(SINCE_DAYS);
    let room = usize::try_from(plan.capacity - plan.free).unwrap_or(0);
    let mut people = candidates(act, town, plan, &mut rng, room + plan.waiting)?;
    let wait = people.split_off(people.len().saturating_sub(plan.waiting));
    let here = u32::try_from(people.len()).unwrap_or(0);
    let id = act.draw();
    let it = Group {
        id,
        kind: plan.kind,
        name: plan.name.to_owned(),
        band: plan.band,
        mixed: plan.mixed,
        executor: plan.executor.to_owned(),
        room: None,
        place: plan.place.to_owned(),
        // Full when it says so, however many of that age there are.
        capacity: plan.capacity.min(here + plan.free).max(1),
        sisc: format!("{} {}", at + 101, plan.name.to_uppercase()),
        active: true,
    };
    let change = list::save(act.tx, &it)?;
    act.note(change);
    let hours = weekly(act, plan, id, since)?;
    team(act, plan, id, at)?;
    let route = Percurso {
        id: act.draw(),
        group: id,
        title: plan.percurso.to_owned(),
        goal: plan.goal.to_owned(),
        axes: plan.axes.to_vec(),
        themes: plan.themes.iter().map(|it| (*it).to_owned()).collect(),
        since: act.today - Days::new(70),
        until: None,
    };
    let change = list::save_percurso(act.tx, &route)?;
    act.note(change);
    let members = enrol(act, &mut rng, town, id, &people)?;
    for it in wait.iter().zip(1..) {
        queue(act, it, id)?;
    }
    for it in people.iter().chain(&wait) {
        if let Some(code) = situation(&mut rng, it.age, it.disabled) {
            note(act, it.person, code, &mut rng)?;
        }
    }
    meet(act, town, plan, at, from, &hours, &members, &mut rng)
}

/// The people of that age, in the order in which their families came; who is
/// in no group yet first of all.
fn candidates(
    act: &Acting<'_>,
    town: &Town,
    plan: &GroupPlan,
    rng: &mut Rng,
    wanted: usize,
) -> Outcome<Vec<Candidate>> {
    let mut out = Vec::new();
    let mut seen = HashSet::new();
    for person in town.homes.iter().flat_map(|it| &it.people) {
        if out.len() >= wanted {
            break;
        }
        let Some(it) = people::load(act.tx, *person)? else {
            continue;
        };
        let Some(age) = it.age(act.today).filter(|_| it.died_on.is_none()) else {
            continue;
        };
        if !plan.takes(age, rng) || !seen.insert(*person) {
            continue;
        }
        // One group is enough for most.
        if !enrolments::of_person(act.tx, *person)?.is_empty() && !rng.percent(10) {
            continue;
        }
        out.push(Candidate {
            person: *person,
            age,
            disabled: !it.facts.disability.is_empty(),
        });
    }
    Ok(out)
}

fn weekly(
    act: &mut Acting<'_>,
    plan: &GroupPlan,
    group: Id<Group>,
    since: NaiveDate,
) -> Outcome<Vec<Hours>> {
    let (starts, ends) = plan.minutes();
    let mut out = Vec::new();
    for weekday in plan.weekdays(act.today) {
        let it = Hours {
            id: act.draw(),
            group,
            weekday,
            starts,
            ends,
            since,
            until: None,
        };
        let change = list::save_hours(act.tx, &it)?;
        act.note(change);
        out.push(it);
    }
    Ok(out)
}

fn team(act: &mut Acting<'_>, plan: &GroupPlan, group: Id<Group>, at: usize) -> Outcome<()> {
    let team = staff::all(act.tx)?;
    let of = |role: Role| team.iter().filter(move |it| it.active && it.role == role);
    let leader = match plan.leader {
        Some(_) => None,
        None => of(Role::Instructor).next().map(|it| it.id),
    };
    let technicians = of(Role::Technician).count().max(1);
    let technician = of(Role::Technician).nth(at % technicians).map(|it| it.id);
    let outside = plan.leader.unwrap_or("Iuri Campos");
    for (part, staff, name) in [
        (Part::Leader, leader, outside),
        (Part::Technician, technician, "Equipe do CRAS"),
    ] {
        let it = TeamMember {
            id: act.draw(),
            group,
            part,
            staff,
            name: name.to_owned(),
        };
        let change = list::save_team(act.tx, &it)?;
        act.note(change);
    }
    Ok(())
}

/// Puts them in, most of them long ago; one of a bigger group has left since.
fn enrol(
    act: &mut Acting<'_>,
    rng: &mut Rng,
    town: &Town,
    group: Id<Group>,
    people: &[Candidate],
) -> Outcome<Vec<(Enrolment, Habit)>> {
    let mut out = Vec::new();
    for (it, number) in people.iter().zip(1..) {
        let ago = match rng.percent(80) {
            true => rng.between(120, 290),
            false => rng.between(15, 100),
        };
        let since = act.today - Duration::days(ago);
        let it = Enrolment {
            id: act.draw(),
            group,
            person: it.person,
            number,
            since,
            until: None,
            reason: None,
            moved_from: None,
            made_at: at_hour(town, since, 10).min(act.now),
            made_by: town.counters.desks.first().map(|it| it.0.staff),
        };
        out.push((it, habit(rng)));
    }
    if out.len() >= 10
        && let Some((it, _)) = out.last_mut()
    {
        it.until = Some(act.today - Days::new(12)).filter(|until| *until >= it.since);
        it.reason = it.until.map(|_| GroupLeave::Working);
    }
    for (it, _) in &out {
        let change = enrolments::save(act.tx, it)?;
        act.note(change);
    }
    Ok(out)
}

fn queue(act: &mut Acting<'_>, (it, days): (&Candidate, i64), group: Id<Group>) -> Outcome<()> {
    let it = Waiting {
        id: act.draw(),
        group,
        person: it.person,
        phone: phone_of(act.tx, it.person)?,
        asked_at: act.now - Duration::days(30 - days * 3),
        state: WaitingState::Waiting,
        broken: String::new(),
        enrolment: None,
    };
    let change = waiting::save(act.tx, &it)?;
    act.note(change);
    Ok(())
}

fn note(
    act: &mut Acting<'_>,
    person: Id<Person>,
    code: crate::domain::groups::Situation,
    rng: &mut Rng,
) -> Outcome<()> {
    if !situations::of_person(act.tx, person)?.is_empty() {
        return Ok(());
    }
    let technician = staff::all(act.tx)?
        .into_iter()
        .find(|it| it.active && it.role == Role::Technician);
    let it = Noted {
        id: act.draw(),
        person,
        situation: code,
        since: act.today - Duration::days(rng.between(60, 280)),
        until: None,
        proof: match rng.percent(70) {
            true => "declaração da técnica de referência".to_owned(),
            false => String::new(),
        },
        noted_at: act.now,
        noted_by: technician.map(|it| it.id),
    };
    let change = situations::save(act.tx, &it)?;
    act.note(change);
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "what a meeting is made of")]
fn meet(
    act: &mut Acting<'_>,
    town: &Town,
    plan: &GroupPlan,
    at: usize,
    from: NaiveDate,
    hours: &[Hours],
    members: &[(Enrolment, Habit)],
    rng: &mut Rng,
) -> Outcome<()> {
    let first = from.max(act.today - Duration::weeks(WEEKS_MAX));
    let calendar = &town.supply.calendar;
    let yesterday = act.today - Days::new(1);
    let mut past = planned(hours, calendar, first, yesterday);
    if at % FORGOTTEN == FORGOTTEN - 1 {
        past.pop();
    }
    let leader = staff::all(act.tx)?
        .into_iter()
        .find(|it| it.active && it.role == Role::Instructor)
        .map(|it| it.id);
    let cancelled = past.len().checked_sub(5);
    for (it, nth) in past.iter().zip(0_usize..) {
        let left = past.len() - 1 - nth;
        let mut meeting = Meeting::new(act.draw(), *it, false);
        let theme = plan.themes.get(nth % plan.themes.len().max(1));
        meeting.theme = theme.map_or(String::new(), |it| (*it).to_owned());
        if Some(nth) == cancelled && at % 2 == 1 {
            meeting.cancelled = true;
            meeting.reason = "chuva forte, ruas alagadas".to_owned();
            let change = meetings::save(act.tx, &meeting)?;
            act.note(change);
            continue;
        }
        let called = called_at(town, it).min(act.now);
        meeting.called_at = Some(called);
        meeting.called_by = leader;
        let change = meetings::save(act.tx, &meeting)?;
        act.note(change);
        for (member, habit) in members {
            let said = mark(rng, *habit, left);
            if !member.holds_on(meeting.day) {
                continue;
            }
            let marked = marks::Marked {
                id: act.draw(),
                meeting: meeting.id,
                person: member.person,
                mark: said,
                at: called,
                who: leader,
            };
            let change = marks::save(act.tx, &marked)?;
            act.note(change);
        }
    }
    // Of the first who stopped coming somebody has asked already.
    let gone = members.iter().find(|it| it.1.gone >= 3);
    if let Some((it, _)) = gone.filter(|_| at.is_multiple_of(2) && !past.is_empty()) {
        let call = Contact {
            id: act.draw(),
            about: *it.id.bytes(),
            at: act.now - Duration::hours(17),
            who: town.counters.desks.first().map(|it| it.0.staff),
            reach: Reach::NoAnswer,
        };
        let change = contacts::add(act.tx, &call)?;
        act.note(change);
    }
    Ok(())
}

fn called_at(town: &Town, it: &Planned) -> DateTime<Utc> {
    let midnight = town.zone.instant(it.key.day, NaiveTime::default());
    midnight + Duration::minutes(i64::from(it.key.starts.get()) + 20)
}

fn at_hour(town: &Town, day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    town.zone.instant(day, time)
}
