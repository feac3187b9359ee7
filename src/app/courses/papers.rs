//! What somebody signs and takes home when they sign up: the form, the
//! self-declaration of income where the class asks it, and the slip with their
//! place. The form carries the CPF whole, as the partner asks: printing it is
//! revealing it, and the access log says so.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::household::MAJORITY;
use super::seats::position;
use crate::app::agenda::phone_of;
use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::codes::Sex;
use crate::domain::courses::{Application, Applied, Course, Standing, first_groups};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{mask_cpf, mask_phone};
use crate::domain::name::short;
use crate::domain::person::Person;
use crate::domain::unit::Setting;
use crate::paper::Page;
use crate::paper::courses::Class;
use crate::paper::courses::form::{Candidate, Form, Guardian};
use crate::paper::courses::income::Declared;
use crate::paper::courses::slip::Slip;
use crate::store::courses::{applications, incomes, list};
use crate::store::{families, people, unit};

/// The papers of one application, as they were printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationPapers {
    pub form: Printed,
    /// Where the class asks the income and it was declared.
    pub income: Option<Printed>,
    pub slip: Printed,
}

impl ApplicationPapers {
    /// What to tell the person.
    pub fn text(&self) -> String {
        let papers = match self.income {
            Some(_) => "Ficha, declaração de renda e comprovante",
            None => "Ficha e comprovante",
        };
        format!("{papers}: {}", self.form.text())
    }
}

/// The pages, before anybody has them.
struct Pages {
    person: Id<Person>,
    /// For the files' names.
    code: String,
    has_cpf: bool,
    form: Page,
    income: Option<Page>,
    slip: Page,
}

impl Desk {
    /// Prints the papers of an application.
    ///
    /// # Errors
    /// Refused by role, for somebody under secrecy to whoever is not told
    /// where they go, when the application is gone, and as [`Desk::print`].
    pub fn print_application(&mut self, id: Id<Application>) -> Outcome<ApplicationPapers> {
        self.require(Right::Apply)?;
        let pages = self.application_pages(id)?;
        if pages.has_cpf {
            let subject = Some(*pages.person.bytes());
            let reason = "ficha de inscrição em curso";
            self.look(Access::Revealed, "person", subject, reason)?;
        }
        let mut put = |paper: &str, page: &Page| {
            let label = format!("{paper}-{}", pages.code);
            self.print(
                page,
                Subject {
                    label: &label,
                    kind: "application",
                    id: Some(*pages.person.bytes()),
                },
            )
        };
        Ok(ApplicationPapers {
            form: put("inscricao", &pages.form)?,
            income: match &pages.income {
                Some(page) => Some(put("renda", page)?),
                None => None,
            },
            slip: put("comprovante", &pages.slip)?,
        })
    }

    fn application_pages(&self, id: Id<Application>) -> Outcome<Pages> {
        let con = self.store.con();
        let today = self.today();
        let Some(it) = applications::by_id(con, id)?.map(|it| it.application) else {
            return refused("Esta inscrição não está mais na lista.");
        };
        let (Some(of), Some(person)) =
            (list::by_id(con, it.course)?, people::load(con, it.person)?)
        else {
            return refused("Esta inscrição não está mais na lista.");
        };
        let of = of.course;
        if !self.may(Right::SeeSecret) && families::secret_of(con, it.person)? {
            return refused("Pessoa sob sigilo: quem imprime a ficha é a equipe técnica.");
        }
        let unit = self.unit();
        let name = unit.map(|it| it.name.clone()).unwrap_or_default();
        let class = Class::of(&of);
        let position = if it.state == Applied::Waiting {
            position(con, &of, it.person, today)?
        } else {
            None
        };
        let asked = format!(
            "{}ª opção, em {} às {}",
            it.choice,
            crate::domain::date::show(self.zone().day(it.asked_at)),
            self.zone().clock(it.asked_at)
        );
        let is_minor = person.age(today).is_some_and(|age| age < MAJORITY);
        let guardian = match it.guardian {
            Some(id) => people::load(con, id)?,
            None => None,
        };
        let guardian = (is_minor || guardian.is_some()).then(|| match &guardian {
            Some(it) => Guardian {
                name: it.facts.shown_name().to_string(),
                cpf: mask_cpf(&it.facts.cpf),
            },
            None => Guardian::default(),
        });
        let candidate = self.candidate(con, &person, &of, &it)?;
        let standing = standing(con, &person, today)?;
        let first = of
            .first
            .iter()
            .filter(|group| first_groups(&[**group], standing));
        Ok(Pages {
            person: it.person,
            code: if of.code.is_empty() {
                "curso".to_string()
            } else {
                of.code.clone()
            },
            has_cpf: !person.facts.cpf.is_empty()
                || guardian.as_ref().is_some_and(|it| !it.cpf.is_empty()),
            income: self.declared(con, &of, &candidate, guardian.as_ref(), it.person)?,
            slip: Slip {
                unit: name.clone(),
                phone: unit.map(|it| mask_phone(&it.phone)).unwrap_or_default(),
                class: class.clone(),
                name: short(&candidate.name),
                state: it.state.label().to_string(),
                position,
                asked: asked.clone(),
                missing: of.missing(&it.papers).cloned().collect(),
                footer: self.footer(),
            }
            .page(),
            form: Form {
                unit: name,
                class,
                candidate,
                guardian,
                state: match position {
                    Some(position) => format!("{}, {position}º lugar", it.state.label()),
                    None => it.state.label().to_string(),
                },
                asked,
                first: first.map(|it| it.label()).collect(),
                papers: of
                    .papers
                    .iter()
                    .map(|paper| (paper.clone(), it.papers.contains(paper)))
                    .collect(),
                footer: self.footer(),
            }
            .page(),
        })
    }

    fn candidate(
        &self,
        con: &Connection,
        person: &Person,
        of: &Course,
        it: &Application,
    ) -> Outcome<Candidate> {
        let facts = &person.facts;
        let documents = people::documents(con, person.id)?;
        let phone = match it.phone.as_str() {
            "" => phone_of(con, person.id)?,
            phone => phone.to_string(),
        };
        Ok(Candidate {
            name: facts.shown_name().to_string(),
            civil_name: civil_name(person),
            birth: birth(person, of.starts_on),
            sex: facts.sex.map_or("", Sex::label).to_string(),
            cpf: mask_cpf(&facts.cpf),
            document: documents
                .first()
                .map_or_else(String::new, |it| it.facts.text()),
            mother: facts.mother.clone(),
            schooling: facts.schooling.map_or("", |it| it.label()).to_string(),
            // The counter does not see it once it was written.
            disability: match self.may(Right::SeeSensitive) {
                true => facts
                    .disability
                    .iter()
                    .map(|it| it.label())
                    .collect::<Vec<_>>()
                    .join(", "),
                false => String::new(),
            },
            address: address(con, person.id)?,
            phone: mask_phone(&phone),
            email: facts.email.clone(),
        })
    }

    /// The self-declaration, where the class asks it and something was said.
    fn declared(
        &self,
        con: &Connection,
        of: &Course,
        candidate: &Candidate,
        guardian: Option<&Guardian>,
        person: Id<Person>,
    ) -> Outcome<Option<Page>> {
        let Some(income) = incomes::last(con, person)?.filter(|_| of.asks_income) else {
            return Ok(None);
        };
        let wage = unit::setting(con, Setting::MinimumWage, income.declared_on)?;
        let unit = self.unit();
        let page = Declared {
            unit: unit.map(|it| it.name.clone()).unwrap_or_default(),
            city: unit.map_or(String::new(), |it| format!("{}/{}", it.municipality, it.uf)),
            class: Class::of(of),
            name: candidate.name.clone(),
            civil_name: candidate.civil_name.clone(),
            document: match candidate.cpf.as_str() {
                "" => candidate.document.clone(),
                cpf => format!("CPF {cpf}"),
            },
            guardian: guardian.map(|it| it.name.clone()),
            income,
            minimum_wage: wage.parse().unwrap_or(0),
            printed_on: self.today(),
            footer: self.footer(),
        };
        Ok(Some(page.page()))
    }
}

/// What of somebody counts for the order of a notice.
fn standing(con: &Connection, it: &Person, today: NaiveDate) -> Outcome<Standing> {
    let mut out = Standing {
        cadunico: !it.facts.nis.is_empty(),
        pbf: false,
        disability: !it.facts.disability.is_empty(),
        age: it.age(today),
        sex: it.facts.sex,
    };
    for line in families::lines_of(con, it.id)? {
        if line.is_current()
            && let Some(family) = families::load(con, line.family)?
        {
            out.cadunico |= !family.facts.cod_familiar.is_empty();
            out.pbf |= family.facts.pbf == Some(true);
        }
    }
    Ok(out)
}

/// The name of the documents, where another one is shown.
fn civil_name(it: &Person) -> String {
    if it.facts.shown_name() == it.facts.name {
        String::new()
    } else {
        it.facts.name.clone()
    }
}

fn birth(it: &Person, starts_on: NaiveDate) -> String {
    match (it.facts.birth.text(), it.age(starts_on)) {
        (text, Some(age)) if !text.is_empty() => format!("{text} ({age} anos no início do curso)"),
        (text, _) => text,
    }
}

fn address(con: &Connection, person: Id<Person>) -> Outcome<String> {
    let lines = families::lines_of(con, person)?;
    let Some(line) = lines.iter().find(|it| it.is_current()) else {
        return Ok(String::new());
    };
    let all = families::addresses(con, line.family)?;
    let current = all.iter().find(|it| it.until.is_none());
    Ok(current.map_or_else(String::new, |it| it.facts.text()))
}
