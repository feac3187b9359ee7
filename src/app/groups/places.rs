//! What entering a group and waiting for it share: who may, how many places
//! there are, who is ahead. Asked inside the transaction that writes.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta};
use rusqlite::Connection;

use crate::app::agenda::{in_vain, unanswered};
use crate::app::desk::Acting;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::groups::{
    Enrolment, Group, GroupKind, Places, Waiting, WaitingState, free_number, in_order,
};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::agenda::contacts;
use crate::store::groups::{Face, enrolments, list, situations, waiting};
use crate::store::people;

pub(super) fn open_group(acting: &Acting<'_>, id: Id<Group>) -> Outcome<Group> {
    match list::by_id(acting.tx, id)? {
        None => refused("Este grupo saiu da lista. Escolha outro."),
        Some(it) if !it.active => refused("Este grupo está encerrado. Escolha outro."),
        Some(it) if it.kind == GroupKind::OneOff => {
            refused("Atividade avulsa não tem inscrição: anote quem veio na lista do dia.")
        }
        Some(it) => Ok(it),
    }
}

/// Stops whoever is in the group already, died or is no longer registered.
pub(super) fn may_enter(
    acting: &Acting<'_>,
    group: &Group,
    person: Id<Person>,
    since: NaiveDate,
) -> Outcome<()> {
    let known = people::load(acting.tx, person)?.filter(|it| it.merged_into.is_none());
    let Some(known) = known else {
        return refused("Esta pessoa não está mais no cadastro.");
    };
    if known.died_on.is_some() {
        return refused("Consta o óbito desta pessoa.");
    }
    let all = enrolments::of_person(acting.tx, person)?;
    let still =
        |it: &&Enrolment| it.group == group.id && it.until.is_none_or(|until| until >= since);
    match all.iter().find(still) {
        Some(it) if it.until.is_none() => refused(format!(
            "A pessoa já está neste grupo, com o número {}.",
            it.number
        )),
        Some(_) => refused_at("desde", "A pessoa ainda estava no grupo nesse dia."),
        None => Ok(()),
    }
}

/// Writes the stay, with the lowest number that nobody has.
pub(super) fn put_in(
    acting: &mut Acting<'_>,
    group: &Group,
    person: Id<Person>,
    since: NaiveDate,
    moved_from: Option<Id<Enrolment>>,
) -> Outcome<Enrolment> {
    let all = enrolments::of_group(acting.tx, group.id)?;
    let it = Enrolment {
        id: acting.draw(),
        group: group.id,
        person,
        number: free_number(&all, since),
        since,
        until: None,
        reason: None,
        moved_from,
        made_at: acting.now,
        made_by: acting.who.as_ref().map(|it| it.staff),
    };
    let change = enrolments::save(acting.tx, &it)?;
    acting.note(change);
    Ok(it)
}

pub(super) fn places_of(con: &Connection, group: &Group, today: NaiveDate) -> Outcome<Places> {
    let taken = enrolments::taken(con, today)?;
    let waiting = waiting::counts(con)?;
    Ok(Places {
        capacity: group.capacity,
        taken: taken.get(&group.id).copied().unwrap_or(0),
        waiting: waiting.get(&group.id).copied().unwrap_or(0),
    })
}

/// Everybody who waits, in order.
pub(super) fn ordered(
    con: &Connection,
    group: &Group,
    priority: &HashSet<Id<Person>>,
) -> Outcome<Vec<(Waiting, Face)>> {
    let found = waiting::of_group(con, group.id)?;
    let mut order: Vec<Waiting> = found.iter().map(|it| it.0.clone()).collect();
    in_order(&mut order, |it| priority.contains(&it));
    let at = |it: &Waiting| order.iter().position(|other| other.id == it.id);
    let mut found = found;
    found.sort_by_key(|it| at(&it.0));
    Ok(found)
}

/// How many are ahead of that person and still to be reached: whoever was called in
/// vain so many times, or has a wrong number, is passed by everybody. For
/// somebody who does not wait these are all who do.
pub(super) fn ahead(
    con: &Connection,
    group: &Group,
    today: NaiveDate,
    person: Id<Person>,
) -> Outcome<u32> {
    let priority = situations::priority(con, today)?;
    let mut out = 0;
    for (it, _) in ordered(con, group, &priority)? {
        if it.person == person {
            break;
        }
        let tries = contacts::of(con, it.id.bytes())?;
        let last = tries.last().map(|it| it.reach);
        out += u32::from(!in_vain(last, unanswered(&tries)));
    }
    Ok(out)
}

/// Where somebody stands on the list, from 1; `None` when they are not on it.
pub(super) fn position(
    con: &Connection,
    group: &Group,
    today: NaiveDate,
    person: Id<Person>,
) -> Outcome<Option<u32>> {
    let priority = situations::priority(con, today)?;
    let at = ordered(con, group, &priority)?
        .iter()
        .position(|it| it.0.person == person);
    Ok(at.and_then(|it| u32::try_from(it + 1).ok()))
}

/// Puts somebody on the list.
pub(super) fn note_wait(
    acting: &mut Acting<'_>,
    group: &Group,
    person: Id<Person>,
    phone: &str,
) -> Outcome<()> {
    if let Some(position) = position(acting.tx, group, acting.today, person)? {
        return refused(format!(
            "A pessoa já espera por este grupo: é a {position}ª."
        ));
    }
    // After everybody who asked before, even if the clock was set back since.
    let last = waiting::of_group(acting.tx, group.id)?
        .iter()
        .map(|it| it.0.asked_at + TimeDelta::milliseconds(1))
        .max();
    let it = Waiting {
        id: acting.draw(),
        group: group.id,
        person,
        phone: phone.to_string(),
        asked_at: last.map_or(acting.now, |it| it.max(acting.now)),
        state: WaitingState::Waiting,
        broken: String::new(),
        enrolment: None,
    };
    let change = waiting::save(acting.tx, &it)?;
    acting.note(change);
    Ok(())
}

/// Whoever got a place waits for it no more; a broken order leaves its reason
/// even if they never were on the list.
pub(super) fn close_wait(acting: &mut Acting<'_>, made: &Enrolment, broken: &str) -> Outcome<()> {
    let own = waiting::of_person(acting.tx, made.person)?
        .into_iter()
        .find(|it| it.group == made.group && it.state == WaitingState::Waiting);
    let own = match own {
        Some(own) => own,
        None if broken.is_empty() => return Ok(()),
        None => Waiting {
            id: acting.draw(),
            group: made.group,
            person: made.person,
            phone: String::new(),
            asked_at: acting.now,
            state: WaitingState::Waiting,
            broken: String::new(),
            enrolment: None,
        },
    };
    let it = Waiting {
        state: WaitingState::Enrolled,
        broken: broken.to_string(),
        enrolment: Some(made.id),
        ..own
    };
    let change = waiting::save(acting.tx, &it)?;
    acting.note(change);
    Ok(())
}
