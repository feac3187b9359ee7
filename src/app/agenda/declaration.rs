//! Declarações de comparecimento: given out from a visit that is under way or
//! over, to whoever came and to those who came along. The code on the paper is
//! answered to whoever asks for it, without a password: it confirms the words
//! of a paper that the asker holds, and says nothing else.

use chrono::Datelike;

use crate::app::desk::{Acting, Desk};
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::agenda::Minute;
use crate::domain::declaration::{Declaration, DocumentOn, parse_code};
use crate::domain::fault::{Failure, Outcome, Refused, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, mask_cpf, mask_phone};
use crate::domain::person::Person;
use crate::domain::ticket::{State, Ticket};
use crate::paper::{Page, declaration as paper};
use crate::store::agenda::declarations;
use crate::store::{people, tickets};

/// What can be declared of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationSheet {
    pub ticket: Id<Ticket>,
    /// "CU12".
    pub code: String,
    pub arrived: Minute,
    /// When the service ended, or now.
    pub left: Minute,
    /// Whoever the ticket is of, then those who came along.
    pub people: Vec<Declared>,
    /// Already given out for this visit.
    pub given: Vec<Declaration>,
}

/// One of those who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// `None` for somebody without a record.
    pub person: Option<Id<Person>>,
    /// Nome social first.
    pub name: String,
    /// There is a nome social and another one in the documents.
    pub has_civil: bool,
    pub has_cpf: bool,
    pub has_other: bool,
}

/// What to declare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDeclare {
    pub ticket: Id<Ticket>,
    pub person: Option<Id<Person>>,
    /// The name of the documents, where the person needs that one.
    pub civil_name: bool,
    pub document: DocumentOn,
    pub left: Minute,
}

/// A declaration given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub it: Declaration,
    /// It had been given out with these very words: the same number again.
    pub again: bool,
    /// Where it went, or why the printer did not take it: the declaration is
    /// given out all the same, and can be printed again.
    pub printed: Result<Printed, String>,
}

impl Desk {
    /// Who came in this visit and when.
    ///
    /// # Errors
    /// Refused by role, and for somebody who has not been seen.
    pub fn declaration_sheet(&self, id: Id<Ticket>) -> Outcome<DeclarationSheet> {
        self.require(Right::RunLine)?;
        let con = self.store.con();
        let ticket = seen(con, id)?;
        let mut people = Vec::new();
        match ticket.person {
            Some(person) => people.push(declared(con, person)?),
            None => people.push(Declared {
                person: None,
                name: ticket.said_name.clone(),
                has_civil: false,
                has_cpf: false,
                has_other: false,
            }),
        }
        for person in tickets::companion_ids(con, id)? {
            people.push(declared(con, person)?);
        }
        Ok(DeclarationSheet {
            ticket: id,
            code: ticket.code(),
            arrived: self.minute_on(&ticket, ticket.arrived_at),
            left: self.minute_on(&ticket, ticket.ended_at.unwrap_or_else(|| self.now())),
            people,
            given: declarations::of_ticket(con, id)?
                .into_iter()
                .map(|it| self.without_number(it))
                .collect(),
        })
    }

    /// Gives a declaration out and prints it.
    ///
    /// # Errors
    /// Refused by role, for somebody who did not come in that visit, and when
    /// they left before they came.
    pub fn declare(&mut self, what: &ToDeclare) -> Outcome<Issued> {
        self.require(Right::RunLine)?;
        let zone = self.zone();
        let (it, again) = self.act(Act::Declared, |acting| {
            let ticket = seen(acting.tx, what.ticket)?;
            let arrived = Minute::of(zone.time(ticket.arrived_at));
            if what.left < arrived {
                return refused_at("saida", format!("Chegou às {arrived}: a saída vem depois."));
            }
            let (name, document) = words(acting, &ticket, what)?;
            let mut it = Declaration {
                id: acting.draw(),
                year: acting.today.year(),
                number: 0,
                code: String::new(),
                ticket: ticket.id,
                person: what.person,
                name,
                document,
                day: ticket.day,
                arrived,
                left: what.left,
                issued_at: acting.now,
                issued_by: acting.who.as_ref().map(|it| it.staff),
            };
            let same = |old: &Declaration| {
                let words = |it: &Declaration| (it.name.clone(), it.document.clone(), it.left);
                old.person == it.person && words(old) == words(&it)
            };
            let given = declarations::of_ticket(acting.tx, ticket.id)?;
            if let Some(old) = given.into_iter().find(same) {
                return Ok((old, true));
            }
            it.number = declarations::next_number(acting.tx, it.year)?;
            it.code = it.made_code();
            let change = declarations::add(acting.tx, &it)?;
            acting.note(change);
            Ok((it, false))
        })?;
        if what.document == DocumentOn::Cpf
            && it.document.starts_with("CPF")
            && let Some(person) = it.person
        {
            self.look(
                Access::Revealed,
                "person",
                Some(*person.bytes()),
                "declaração de comparecimento",
            )?;
        }
        let printed = match self.put_declaration(&it) {
            Ok(it) => Ok(it),
            Err(Failure::Refused(Refused { text, .. })) => Err(text),
            Err(broken @ Failure::Broken(_)) => return Err(broken),
        };
        Ok(Issued { it, again, printed })
    }

    /// Prints one again; each time is in the access log.
    ///
    /// # Errors
    /// As [`Desk::print`].
    pub fn reprint_declaration(&mut self, id: Id<Declaration>) -> Outcome<Printed> {
        self.require(Right::RunLine)?;
        let Some(it) = declarations::by_id(self.store.con(), id)? else {
            return refused("Esta declaração não está mais no arquivo.");
        };
        self.put_declaration(&it)
    }

    /// The declaration as it goes to paper.
    pub fn declaration_page(&self, it: &Declaration) -> Page {
        let unit = self.unit();
        let text =
            |pick: fn(&crate::domain::unit::Unit) -> String| unit.map(pick).unwrap_or_default();
        paper::page(
            it,
            &paper::From {
                unit: text(|it| it.name.clone()),
                address: text(|it| it.address.clone()),
                city: text(|it| format!("{}/{}", it.municipality, it.uf)),
                phone: text(|it| mask_phone(&it.phone)),
                issued_on: self.zone().day(it.issued_at),
                footer: self.footer(),
            },
        )
    }

    /// Whether the unit gave out a paper with this code, and what it says.
    /// Asks for nobody to be logged in; the question is in the access log.
    ///
    /// # Errors
    /// Refused for a code that no declaration has, and for one whose words
    /// were changed in the file.
    pub fn check_declaration(&mut self, typed: &str) -> Outcome<Declaration> {
        let code = match parse_code(typed) {
            Ok(code) => code,
            Err(why) => return refused_at("codigo", why),
        };
        let Some(it) = declarations::by_code(self.store.con(), &code)? else {
            self.look(Access::Opened, "declaration", None, "código sem declaração")?;
            return refused_at(
                "codigo",
                "Nenhuma declaração desta unidade tem este código. Confira cada letra no papel.",
            );
        };
        let subject = it.person.map(|it| *it.bytes());
        self.look(Access::Opened, "declaration", subject, &it.title())?;
        if !it.holds() {
            return refused(
                "Há uma declaração com este código, mas o que está guardado foi alterado por fora \
                 do programa. Não confirme; avise a coordenação.",
            );
        }
        Ok(self.without_number(it))
    }

    /// The document of a declaration is for the paper: who does not see
    /// numbers does not see this one either.
    fn without_number(&self, it: Declaration) -> Declaration {
        match self.may(Right::SeeNumbers) {
            true => it,
            false => Declaration {
                document: String::new(),
                ..it
            },
        }
    }

    fn put_declaration(&mut self, it: &Declaration) -> Outcome<Printed> {
        let page = self.declaration_page(it);
        self.print(
            &page,
            Subject {
                label: &format!("declaracao-{}-{}", it.number, it.year),
                kind: "declaration",
                id: it.person.map(|it| *it.bytes()),
            },
        )
    }

    /// The minute of an instant on the ticket's own day; what came after it
    /// is its last minute.
    fn minute_on(&self, ticket: &Ticket, at: chrono::DateTime<chrono::Utc>) -> Minute {
        let zone = self.zone();
        if zone.day(at) > ticket.day {
            return Minute::clamped(24 * 60 - 1);
        }
        Minute::of(zone.time(at))
    }
}

/// The visit, if somebody was seen in it.
fn seen(con: &rusqlite::Connection, id: Id<Ticket>) -> Outcome<Ticket> {
    let Some(ticket) = tickets::by_id(con, id)? else {
        return refused("Esta senha foi desfeita em outra mesa.");
    };
    match ticket.state {
        State::InService | State::Done | State::PapersMissing | State::SentOut => Ok(ticket),
        State::Waiting | State::Called => refused(
            "A pessoa ainda não foi atendida. Comece o atendimento (F6) e dê a declaração depois.",
        ),
        State::Absent | State::GaveUp => {
            refused("A pessoa não foi atendida nesta senha: não há o que declarar.")
        }
    }
}

fn declared(con: &rusqlite::Connection, person: Id<Person>) -> Outcome<Declared> {
    let Some(it) = people::load(con, person)? else {
        return refused("Esta pessoa não está mais no cadastro.");
    };
    Ok(Declared {
        person: Some(person),
        name: it.facts.shown_name().to_string(),
        has_civil: it.facts.shown_name() != it.facts.name,
        has_cpf: !it.facts.cpf.is_empty(),
        has_other: !people::documents(con, person)?.is_empty(),
    })
}

/// Name and document as they will be printed.
fn words(acting: &Acting<'_>, ticket: &Ticket, what: &ToDeclare) -> Outcome<(String, String)> {
    let Some(person) = what.person else {
        if ticket.person.is_some() {
            return refused("Diga de quem é a declaração.");
        }
        return Ok((ticket.said_name.clone(), String::new()));
    };
    let came = ticket.person == Some(person)
        || tickets::companion_ids(acting.tx, ticket.id)?.contains(&person);
    let found = people::load(acting.tx, person)?;
    let Some(it) = found.filter(|_| came) else {
        return refused("Esta pessoa não veio nesta senha.");
    };
    let name = if what.civil_name {
        it.facts.name.clone()
    } else {
        it.facts.shown_name().to_string()
    };
    let other = || -> Outcome<String> {
        let all = people::documents(acting.tx, person)?;
        Ok(all.first().map(|it| it.facts.text()).unwrap_or_default())
    };
    let document = match (what.document, it.facts.cpf.as_str()) {
        (DocumentOn::None, _) | (DocumentOn::Masked, "") => String::new(),
        // Who has no CPF has what they have.
        (DocumentOn::Other, _) | (DocumentOn::Cpf, "") => other()?,
        (DocumentOn::Cpf, cpf) => format!("CPF {}", mask_cpf(cpf)),
        (DocumentOn::Masked, cpf) => format!("CPF {}", hide_cpf(cpf)),
    };
    Ok((name, document))
}
