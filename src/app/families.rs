//! Families: opening one, and what is written about it as a whole. Who belongs
//! to it is in `members`.

use chrono::NaiveDate;

use super::desk::{Acting, Desk};
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::family::{
    Address, AddressFacts, Family, FamilyField, Household, MEMBERS_MAX, NewFamily, NewPhone,
    PHONES_MAX, Phone,
};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::person::{Document, DocumentFacts, Person, Who};
use crate::domain::staff::Staff;
use crate::domain::time::to_ms;
use crate::store::{families, people};

impl Desk {
    /// Opens a family with its people, address and phones in one act. The first
    /// member is the reference person.
    ///
    /// # Errors
    /// Refused for an empty family, a number of Prontuário already used, or
    /// somebody who is in another family (then the move is the way).
    pub fn open_family(&mut self, new: NewFamily) -> Outcome<Id<Family>> {
        self.require(Right::EditFamilies)?;
        if new.members.is_empty() {
            return refused_at("name", "Escreva ao menos o nome da pessoa de referência.");
        }
        if new.members.len() > MEMBERS_MAX {
            return refused(format!("Uma família tem no máximo {MEMBERS_MAX} pessoas."));
        }
        let ddd = self.ddd();
        self.act(Act::FamilyOpened, |act| {
            write_family(act, &new, &ddd, false)
        })
    }

    /// Corrects fields of the family: each with what was typed.
    ///
    /// # Errors
    /// Refused beside a field, and for the place of a family under secrecy.
    pub fn edit_family(&mut self, id: Id<Family>, edits: &[(FamilyField, String)]) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::FamilyChanged, |act| {
            let mut family = family_of(act, id)?;
            if edits.iter().any(|it| it.0 == FamilyField::Community) {
                guard_secret(act, &family)?;
            }
            for (field, typed) in edits {
                family.facts.set(*field, typed)?;
            }
            let change = families::save(act.tx, &family, to_ms(act.now))?;
            act.note(change);
            Ok(())
        })
    }

    /// The family moved: the address so far ends on `since` and stays in the
    /// history.
    ///
    /// # Errors
    /// Refused for a family under secrecy below técnico, or a day to come.
    pub fn change_address(
        &mut self,
        id: Id<Family>,
        facts: &AddressFacts,
        since: Option<NaiveDate>,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let facts = facts.tidied()?;
        self.act(Act::AddressChanged, |act| {
            let family = family_of(act, id)?;
            guard_secret(act, &family)?;
            let since = since.unwrap_or(act.today);
            if act.today < since {
                return refused_at("since", "A data da mudança ainda não chegou.");
            }
            let current = current_address(act, id)?;
            if current.as_ref().is_some_and(|it| it.facts == facts) {
                return Ok(());
            }
            if let Some(mut old) = current {
                old.until = Some(since);
                let change = families::save_address(act.tx, &old)?;
                act.note(change);
            }
            add_address(act, id, facts, since)
        })
    }

    /// Corrects the current address without a change of home: same line.
    ///
    /// # Errors
    /// Refused for a family under secrecy below técnico.
    pub fn correct_address(&mut self, id: Id<Family>, facts: &AddressFacts) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let facts = facts.tidied()?;
        self.act(Act::FamilyChanged, |act| {
            let family = family_of(act, id)?;
            guard_secret(act, &family)?;
            match current_address(act, id)? {
                Some(mut it) => {
                    it.facts = facts;
                    let change = families::save_address(act.tx, &it)?;
                    act.note(change);
                    Ok(())
                }
                None => {
                    let today = act.today;
                    add_address(act, id, facts, today)
                }
            }
        })
    }

    /// Writes the family's phones as they now are: those missing from the list
    /// end today, the order is kept.
    ///
    /// # Errors
    /// Refused for a number that cannot be called, or secrecy below técnico.
    pub fn set_phones(&mut self, id: Id<Family>, phones: &[NewPhone]) -> Outcome<()> {
        self.rewrite_phones(id, |all| *all = phones.to_vec())
    }

    /// One more phone, at the end of the list.
    ///
    /// # Errors
    /// As [`Self::set_phones`].
    pub fn add_phone(&mut self, id: Id<Family>, phone: &NewPhone) -> Outcome<()> {
        let phone = phone.clone();
        self.rewrite_phones(id, move |all| all.push(phone))
    }

    /// A phone that no longer reaches the family.
    ///
    /// # Errors
    /// As [`Self::set_phones`].
    pub fn remove_phone(&mut self, id: Id<Family>, digits: &str) -> Outcome<()> {
        self.rewrite_phones(id, |all| all.retain(|it| it.digits != digits))
    }

    /// Puts the family under secrecy or takes it out: address, phones and
    /// places disappear for everybody below técnico.
    ///
    /// # Errors
    /// Refused by role.
    pub fn set_secrecy(&mut self, id: Id<Family>, secret: bool) -> Outcome<()> {
        self.require(Right::MarkSecret)?;
        self.act(Act::SecrecyChanged, |act| {
            let mut family = family_of(act, id)?;
            family.secret = secret;
            let change = families::save(act.tx, &family, to_ms(act.now))?;
            act.note(change);
            Ok(())
        })
    }

    /// Names the técnico of reference, or nobody.
    ///
    /// # Errors
    /// Refused when that person is no técnico of this unit.
    pub fn assign_technician(
        &mut self,
        id: Id<Family>,
        technician: Option<Id<Staff>>,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        self.act(Act::FamilyChanged, |act| {
            let mut family = family_of(act, id)?;
            if let Some(who) = technician
                && families::technician_name(act.tx, who)?.is_none()
            {
                return refused_at("technician", "Escolha um técnico ou técnica da unidade.");
            }
            family.technician = technician;
            let change = families::save(act.tx, &family, to_ms(act.now))?;
            act.note(change);
            Ok(())
        })
    }

    /// Changes the list as it stands in this very transaction, so that a phone
    /// added at another desk meanwhile is not taken for one left out.
    fn rewrite_phones(
        &mut self,
        id: Id<Family>,
        change: impl FnOnce(&mut Vec<NewPhone>),
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let ddd = self.ddd();
        self.act(Act::PhonesChanged, |act| {
            let family = family_of(act, id)?;
            guard_secret(act, &family)?;
            let now = families::phones(act.tx, id)?;
            let mut all: Vec<NewPhone> = now.into_iter().map(as_new).collect();
            change(&mut all);
            write_phones(act, id, &all, &ddd)
        })
    }

    pub(super) fn ddd(&self) -> String {
        self.unit().map_or_else(String::new, |it| it.ddd.clone())
    }
}

/// Writes a whole new family; also how a family of the base becomes ours.
/// `secret` for one that comes out of a family under secrecy: protection is
/// taken off by a técnico, never by a move.
pub(super) fn write_family(
    act: &mut Acting<'_>,
    new: &NewFamily,
    ddd: &str,
    secret: bool,
) -> Outcome<Id<Family>> {
    let number = match new.number {
        Some(it) if families::number_taken(act.tx, it)? => {
            return refused_at("prontuario", format!("O prontuário nº {it} já existe."));
        }
        Some(it) => it,
        None => families::next_number(act.tx)?,
    };
    let family = Family {
        id: act.draw(),
        number,
        opened_on: act.today,
        facts: new.facts.tidied()?,
        secret,
        technician: None,
    };
    let change = families::save(act.tx, &family, to_ms(act.now))?;
    act.note(change);
    let mut home = Household {
        family: family.id,
        members: Vec::new(),
    };
    for member in &new.members {
        let person = write_who(act, &member.who)?;
        let line = act.draw();
        home.add(line, person, member.kinship, act.today)?;
        for document in &member.documents {
            add_document(act, person, document.clone())?;
        }
    }
    save_lines(act, &[], &home)?;
    let address = new.address.tidied()?;
    if !address.is_blank() {
        let today = act.today;
        add_address(act, family.id, address, today)?;
    }
    write_phones(act, family.id, &new.phones, ddd)?;
    Ok(family.id)
}

/// The person to be put into a family: written now, or known and free.
pub(super) fn write_who(act: &mut Acting<'_>, who: &Who) -> Outcome<Id<Person>> {
    match who {
        Who::New(facts) => {
            let person = Person {
                id: act.draw(),
                facts: facts.tidied(act.today)?,
                died_on: None,
                merged_into: None,
            };
            let change = people::save(act.tx, &person, to_ms(act.now))?;
            act.note(change);
            Ok(person.id)
        }
        Who::Known(id) => {
            let person = person_of(act, *id)?;
            if person.died_on.is_some() {
                return refused("Há registro de óbito desta pessoa. Se foi engano, corrija antes.");
            }
            let lines = families::lines_of(act.tx, *id)?;
            if let Some(line) = lines.iter().find(|it| it.is_current()) {
                let number = families::load(act.tx, line.family)?.map_or(0, |it| it.number);
                return refused(format!(
                    "Esta pessoa está na família do prontuário nº {number}. Use «mudar de família»."
                ));
            }
            Ok(*id)
        }
    }
}

pub(super) fn add_document(
    act: &mut Acting<'_>,
    person: Id<Person>,
    facts: DocumentFacts,
) -> Outcome<Id<Document>> {
    let facts = facts.tidied()?;
    let it = Document {
        id: act.draw(),
        person,
        facts,
    };
    let change = people::save_document(act.tx, &it)?;
    act.note(change);
    Ok(it.id)
}

/// Writes the lines that differ from `before`.
pub(super) fn save_lines(
    act: &mut Acting<'_>,
    before: &[crate::domain::family::Member],
    home: &Household,
) -> Outcome<()> {
    for line in &home.members {
        if !before.contains(line) {
            let change = families::save_member(act.tx, line)?;
            act.note(change);
        }
    }
    Ok(())
}

pub(super) fn family_of(act: &Acting<'_>, id: Id<Family>) -> Outcome<Family> {
    match families::load(act.tx, id)? {
        Some(it) => Ok(it),
        None => refused("Esta família não está mais no cadastro."),
    }
}

pub(super) fn person_of(act: &Acting<'_>, id: Id<Person>) -> Outcome<Person> {
    match people::load(act.tx, id)? {
        Some(it) if it.merged_into.is_some() => {
            refused("Este cadastro foi unificado com outro. Procure a pessoa de novo.")
        }
        Some(it) => Ok(it),
        None => refused("Esta pessoa não está mais no cadastro."),
    }
}

/// Nobody writes what they may not see.
pub(super) fn guard_secret(act: &Acting<'_>, family: &Family) -> Outcome<()> {
    let may = act
        .who
        .as_ref()
        .is_some_and(|it| it.role.may(Right::SeeSecret));
    if family.secret && !may {
        return refused(
            "Esta família está sob sigilo: endereço e telefones são só com o técnico de \
             referência ou a coordenação.",
        );
    }
    Ok(())
}

fn current_address(act: &Acting<'_>, id: Id<Family>) -> Outcome<Option<Address>> {
    let all = families::addresses(act.tx, id)?;
    Ok(all.into_iter().find(|it| it.until.is_none()))
}

fn add_address(
    act: &mut Acting<'_>,
    family: Id<Family>,
    facts: AddressFacts,
    since: NaiveDate,
) -> Outcome<()> {
    let it = Address {
        id: act.draw(),
        family,
        since,
        until: None,
        facts,
    };
    let change = families::save_address(act.tx, &it)?;
    act.note(change);
    Ok(())
}

pub(super) fn write_phones(
    act: &mut Acting<'_>,
    family: Id<Family>,
    phones: &[NewPhone],
    ddd: &str,
) -> Outcome<()> {
    if phones.len() > PHONES_MAX {
        return refused_at("phone", format!("São no máximo {PHONES_MAX} telefones."));
    }
    let mut wanted: Vec<NewPhone> = Vec::new();
    for phone in phones {
        let phone = phone.tidied(ddd)?;
        if !wanted.iter().any(|it| it.digits == phone.digits) {
            wanted.push(phone);
        }
    }
    let old = families::phones(act.tx, family)?;
    for mut gone in old.clone() {
        if !wanted.iter().any(|it| it.digits == gone.digits) {
            gone.until = Some(act.today);
            let change = families::save_phone(act.tx, &gone)?;
            act.note(change);
        }
    }
    for (position, new) in wanted.into_iter().enumerate() {
        let known = old.iter().find(|it| it.digits == new.digits);
        let it = Phone {
            id: known.map_or_else(|| act.draw(), |it| it.id),
            family,
            person: new.person,
            digits: new.digits,
            owner: new.owner,
            message: new.message,
            position: i64::try_from(position).unwrap_or(0),
            until: None,
        };
        let change = families::save_phone(act.tx, &it)?;
        act.note(change);
    }
    Ok(())
}

pub(super) fn as_new(it: Phone) -> NewPhone {
    NewPhone {
        digits: it.digits,
        person: it.person,
        owner: it.owner,
        message: it.message,
    }
}
