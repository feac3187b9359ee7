//! What people would like to learn: noted at the counter, counted for whoever
//! chooses the courses, and the first to be called when a class opens.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};

use crate::app::agenda::{called, checked_phone, phone_of, unanswered};
use crate::app::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::Reach;
use crate::domain::codes::Schooling;
use crate::domain::courses::{Course, Interest, InterestState, asks_for};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::person::Person;
use crate::domain::text::needed;
use crate::store::agenda::contacts;
use crate::store::courses::interests::{self, Asking};
use crate::store::courses::{applications, list};

const TITLE_MAX_CHARS: usize = 80;
/// Ages as the city reads them: the last of each band.
const AGES: &[(u32, &str)] = &[
    (14, "até 14"),
    (17, "15 a 17"),
    (29, "18 a 29"),
    (59, "30 a 59"),
    (u32::MAX, "60 ou mais"),
];

/// A course that people asked for, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemandLine {
    /// As the first of them wrote it.
    pub title: String,
    pub many: u32,
    /// The largest first; "sem bairro" stands for secrecy too.
    pub by_district: Vec<(String, u32)>,
    /// From the youngest on.
    pub by_age: Vec<(String, u32)>,
    pub by_schooling: Vec<(String, u32)>,
    /// An open class answers it.
    pub has_class: bool,
}

/// Somebody who asked for a course that a class now answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestCall {
    pub id: Id<Interest>,
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    /// As they asked for it.
    pub title: String,
    pub asked_at: DateTime<Utc>,
    /// National digits; empty when there is none or it is hidden.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call ended.
    pub reach: Option<Reach>,
    /// Calls in a row that nobody answered.
    pub unanswered: u32,
}

impl Desk {
    /// Notes what somebody would like to learn; `phone` as typed, empty = the
    /// family's first. Asked again, it is the same wish.
    ///
    /// # Errors
    /// Refused by role, beside a field, or when the person is gone.
    pub fn note_interest(&mut self, person: Id<Person>, title: &str, phone: &str) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.told_where(person)?;
        let ddd = self.unit().map_or(String::new(), |it| it.ddd.clone());
        let phone = checked_phone(phone, &ddd)?;
        let title = needed(
            "curso",
            title,
            TITLE_MAX_CHARS,
            "Diga que curso a pessoa quer.",
        )?;
        self.act(Act::InterestNoted, |acting| {
            let own = interests::of_person(acting.tx, person)?;
            let same = own
                .into_iter()
                .find(|it| it.state == InterestState::Open && fold(&it.title) == fold(&title));
            let it = match same {
                Some(it) => Interest { phone, ..it },
                None => Interest {
                    id: acting.draw(),
                    person,
                    title,
                    asked_at: acting.now,
                    state: InterestState::Open,
                    phone,
                },
            };
            let change = interests::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Titles to choose from: those asked before and those of the classes.
    ///
    /// # Errors
    /// Refused by role.
    pub fn interest_titles(&self) -> Outcome<Vec<String>> {
        self.require(Right::Apply)?;
        let con = self.store.con();
        let mut all = interests::titles(con)?;
        all.extend(list::all(con)?.into_iter().map(|it| it.course.title));
        let mut seen = HashSet::new();
        all.retain(|it| seen.insert(fold(it)));
        all.sort_by_key(|it| fold(it));
        Ok(all)
    }

    /// What that person asked for, the newest first.
    ///
    /// # Errors
    /// Refused by role, and at the counter for somebody under secrecy.
    pub fn interests_of(&self, person: Id<Person>) -> Outcome<Vec<Interest>> {
        self.require(Right::Apply)?;
        self.told_where(person)?;
        interests::of_person(self.store.con(), person)
    }

    /// They do not want it any more.
    ///
    /// # Errors
    /// Refused by role, or when it is gone.
    pub fn drop_interest(&mut self, id: Id<Interest>) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::InterestNoted, |acting| {
            let it = open(acting, id)?;
            close(acting, it, InterestState::Dropped)
        })
    }

    /// Who asked for what that class teaches and is not in it: to be called
    /// first when it opens, in order of asking.
    ///
    /// # Errors
    /// Refused by role, or when the class is gone.
    pub fn interested_in(&self, id: Id<Course>) -> Outcome<Vec<InterestCall>> {
        self.require(Right::Apply)?;
        let con = self.store.con();
        let Some(of) = list::by_id(con, id)? else {
            return refused("Esta turma saiu da lista. Escolha outra.");
        };
        let inside: HashSet<Id<Person>> = applications::of_course(con, id)?
            .into_iter()
            .filter(|it| it.0.is_open())
            .map(|it| it.0.application.person)
            .collect();
        let today = self.today();
        let mut seen = HashSet::new();
        let mut out = Vec::new();
        for it in interests::open(con)? {
            let Asking { interest, face, .. } = it;
            let asks = asks_for(&interest.title, &of.course.title);
            if !asks || inside.contains(&interest.person) || !seen.insert(interest.person) {
                continue;
            }
            let hidden = face.secret && self.is_secret_here();
            let phone = match hidden {
                true => String::new(),
                false if interest.phone.is_empty() => phone_of(con, interest.person)?,
                false => interest.phone,
            };
            let tries = contacts::of(con, interest.id.bytes())?;
            out.push(InterestCall {
                id: interest.id,
                person: interest.person,
                age: face.age(today),
                name: self.name_in_list(&face),
                title: interest.title,
                asked_at: interest.asked_at,
                phone,
                phone_hidden: hidden,
                reach: tries.last().map(|it| it.reach),
                unanswered: unanswered(&tries),
            });
        }
        Ok(out)
    }

    /// How a call about a class that opened ended; whoever wants it no more
    /// leaves the list.
    ///
    /// # Errors
    /// Refused by role, or when the wish was answered meanwhile.
    pub fn note_interest_call(&mut self, id: Id<Interest>, reach: Reach) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::Contacted, |acting| {
            let it = open(acting, id)?;
            if reach == Reach::Refused {
                close(acting, it, InterestState::Dropped)?;
            }
            called(acting, *id.bytes(), reach)
        })
    }

    /// What is asked for, the most asked first, in numbers only.
    ///
    /// # Errors
    /// Refused by role.
    pub fn demand(&self) -> Outcome<Vec<DemandLine>> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let today = self.today();
        let current = list::current(con, today)?;
        let mut by_title: BTreeMap<String, Vec<Asking>> = BTreeMap::new();
        for it in interests::open(con)? {
            by_title
                .entry(fold(&it.interest.title))
                .or_default()
                .push(it);
        }
        let mut out: Vec<DemandLine> = by_title
            .into_values()
            .map(|all| {
                let title = all
                    .first()
                    .map_or_else(String::new, |it| it.interest.title.clone());
                DemandLine {
                    many: u32::try_from(all.len()).unwrap_or(u32::MAX),
                    by_district: counted(all.iter().map(district)),
                    by_age: by_age(all.iter().map(|it| it.face.age(today))),
                    by_schooling: counted(all.iter().map(schooling)),
                    has_class: current.iter().any(|it| asks_for(&title, &it.course.title)),
                    title,
                }
            })
            .collect();
        out.sort_by_key(|it| std::cmp::Reverse(it.many));
        Ok(out)
    }
}

/// Signing up answers the wish for what that class teaches.
pub(super) fn answered(acting: &mut Acting<'_>, person: Id<Person>, title: &str) -> Outcome<()> {
    for it in interests::of_person(acting.tx, person)? {
        if it.state == InterestState::Open && asks_for(&it.title, title) {
            close(acting, it, InterestState::Answered)?;
        }
    }
    Ok(())
}

fn open(acting: &Acting<'_>, id: Id<Interest>) -> Outcome<Interest> {
    match interests::by_id(acting.tx, id)? {
        Some(it) if it.state == InterestState::Open => Ok(it),
        Some(_) | None => refused("Este pedido já foi resolvido, aqui ou em outra mesa."),
    }
}

fn close(acting: &mut Acting<'_>, it: Interest, state: InterestState) -> Outcome<()> {
    let change = interests::save(acting.tx, &Interest { state, ..it })?;
    acting.note(change);
    Ok(())
}

/// A bairro beside a rare wish would tell where somebody under secrecy lives.
fn district(it: &Asking) -> String {
    if it.face.secret || it.district.is_empty() {
        "sem bairro".to_string()
    } else {
        it.district.clone()
    }
}

fn schooling(it: &Asking) -> String {
    let known = Schooling::from_code(&it.schooling);
    known
        .map_or("sem escolaridade", Schooling::label)
        .to_string()
}

fn by_age(ages: impl Iterator<Item = Option<u32>>) -> Vec<(String, u32)> {
    let mut many = vec![0; AGES.len()];
    let mut unknown = 0;
    for age in ages {
        let at = age.and_then(|age| AGES.iter().position(|it| age <= it.0));
        match at.and_then(|it| many.get_mut(it)) {
            Some(it) => *it += 1,
            None => unknown += 1,
        }
    }
    let bands = AGES.iter().map(|it| it.1.to_string()).zip(many);
    bands
        .chain([("sem nascimento".to_string(), unknown)])
        .filter(|it| it.1 > 0)
        .collect()
}

/// How often each stands there, with and without accents, the most frequent
/// first.
fn counted(all: impl Iterator<Item = String>) -> Vec<(String, u32)> {
    let mut many: BTreeMap<String, (String, u32)> = BTreeMap::new();
    for it in all {
        let key = fold(&it);
        many.entry(key).or_insert((it, 0)).1 += 1;
    }
    let mut out: Vec<(String, u32)> = many.into_values().collect();
    out.sort_by_key(|it| std::cmp::Reverse(it.1));
    out
}
