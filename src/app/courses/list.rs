//! Classes as a list, and as their form hands them over.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::courses::{Application, Applied, CHOICES_MAX, Course, Seat};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::text::{bounded, needed};
use crate::store::courses::list::Kept;
use crate::store::courses::{applications, list};

use super::seats::used;

const TITLE_MAX_CHARS: usize = 80;
const TEXT_MAX_CHARS: usize = 120;
const SEATS_MAX: u32 = 1_000;

/// A class as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseLine {
    pub course: Course,
    /// Own seats left, and of the pool.
    pub left: (u32, u32),
    pub waiting: u32,
    /// Seats of the pool that other units filled, as told.
    pub elsewhere: u32,
}

/// Somebody of a class, whatever became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationLine {
    pub id: Id<Application>,
    pub person: Id<Person>,
    pub name: String,
    pub age: Option<u32>,
    pub state: Applied,
    pub choice: u32,
    pub seat: Option<Seat>,
    pub asked_at: DateTime<Utc>,
    /// Why it was taken though outside the rule.
    pub exception: String,
    /// Papers that are still missing.
    pub missing: Vec<String>,
    pub state_on: NaiveDate,
    pub certificate_on: Option<NaiveDate>,
}

impl Desk {
    /// Everybody who signed up for a class, the first first.
    ///
    /// # Errors
    /// Refused by role, or when the class is gone.
    pub fn applications_of(&self, id: Id<Course>) -> Outcome<Vec<ApplicationLine>> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let Some(of) = list::by_id(con, id)? else {
            return refused("Esta turma saiu da lista. Escolha outra.");
        };
        let today = self.today();
        let lines = applications::of_course(con, id)?
            .into_iter()
            .map(|(it, face)| {
                let missing = of.course.missing(&it.application.papers);
                ApplicationLine {
                    missing: missing.cloned().collect(),
                    id: it.application.id,
                    person: it.application.person,
                    age: face.age(today),
                    name: self.name_in_list(&face),
                    state: it.application.state,
                    choice: it.application.choice,
                    seat: it.application.seat,
                    asked_at: it.application.asked_at,
                    exception: it.application.exception,
                    state_on: it.state_on,
                    certificate_on: it.certificate_on,
                }
            });
        Ok(lines.collect())
    }

    /// The classes that have not ended, the first to start first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn courses(&self) -> Outcome<Vec<CourseLine>> {
        self.require(Right::SeeCourses)?;
        let con = self.store.con();
        let held = applications::held(con)?;
        let today = self.today();
        let lines = list::current(con, today)?.into_iter().map(|it| CourseLine {
            left: it.course.seats.left(used(&it, &held), today),
            waiting: held.get(&it.course.id).map_or(0, |it| it.waiting),
            elsewhere: it.elsewhere,
            course: it.course,
        });
        Ok(lines.collect())
    }

    /// Writes a class; `course.id` of a new one is the caller's to draw.
    ///
    /// # Errors
    /// Refused by role or beside a field.
    pub fn save_course(&mut self, it: &Course, elsewhere: u32) -> Outcome<()> {
        self.require(Right::ManageCourses)?;
        let course = checked(it)?;
        self.act(Act::CourseChanged, |acting| {
            let held = applications::held(acting.tx)?;
            let kept = Kept { course, elsewhere };
            let used = used(&kept, &held);
            if !kept.course.seats.hold(used, acting.today) {
                let many = used.own.saturating_add(used.pool);
                return refused_at(
                    "vagas",
                    format!("Já há {many} vagas ocupadas nesta turma: não pode haver menos."),
                );
            }
            let change = list::save(acting.tx, &kept)?;
            acting.note(change);
            Ok(())
        })
    }
}

/// The class as it can be kept.
///
/// # Errors
/// Refused beside the field.
pub(super) fn checked(it: &Course) -> Outcome<Course> {
    if it.ends_on.is_some_and(|ends| ends < it.starts_on) {
        return refused_at("fim", "O fim vem antes do começo.");
    }
    if let (Some(min), Some(max)) = (it.age_min, it.age_max)
        && min > max
    {
        return refused_at("idade", "A idade mínima passa da máxima.");
    }
    if let (Some(opens), Some(closes)) = (it.opens_on, it.closes_on)
        && closes < opens
    {
        return refused_at("inscricoes", "As inscrições fecham antes de abrir.");
    }
    if it.seats.own > SEATS_MAX || it.seats.pool > SEATS_MAX {
        return refused_at("vagas", "Diga até 1000 vagas.");
    }
    if !(1..=CHOICES_MAX).contains(&it.choices) {
        return refused_at("opcoes", "Diga de 1 a 3 opções.");
    }
    let mut papers = Vec::new();
    for paper in &it.papers {
        let paper = bounded("documentos", &paper.replace(';', ","), TEXT_MAX_CHARS)?;
        papers.extend((!paper.is_empty()).then_some(paper));
    }
    Ok(Course {
        code: bounded("codigo", &it.code, 30)?,
        title: needed(
            "titulo",
            &it.title,
            TITLE_MAX_CHARS,
            "Diga o nome do curso.",
        )?,
        partner: needed(
            "parceiro",
            &it.partner,
            TITLE_MAX_CHARS,
            "Diga quem dá o curso.",
        )?,
        place: bounded("local", &it.place, TEXT_MAX_CHARS)?,
        contact: bounded("contato", &it.contact, TEXT_MAX_CHARS)?,
        papers,
        ..it.clone()
    })
}
