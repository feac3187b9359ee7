//! A family of the CadÚnico base on a card, and the key that makes it a family
//! of ours: confirmed, not typed. What the desk keeps under secrecy is not told
//! by the base either.

use super::desk::{Acting, Desk};
use super::families::write_family;
use super::search::same_person;
use super::search_base::protected_codes;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::cecad::{BasePerson, Month};
use crate::domain::codes::Kinship;
use crate::domain::date::{Birth, show};
use crate::domain::family::{AddressFacts, Family, NewFamily, NewMember, pending::stale_months};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, hide_nis, mask_cpf, mask_nis, mask_phone};
use crate::domain::name::title_case;
use crate::domain::person::Who;
use crate::domain::register::{self, BaseEdits};
use crate::domain::unit::Setting;
use crate::store::base::{self, BaseCard, BaseMember};
use crate::store::families;

/// A family of the base, filtered by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseFamilyCard {
    pub code: String,
    pub month: Month,
    /// "12/03/2024".
    pub updated: String,
    /// Full months since the update, when they pass the term.
    pub stale_months: Option<u32>,
    pub address: Veil<AddressFacts>,
    /// Written as people write them.
    pub phones: Veil<Vec<String>>,
    /// CRAS or CREAS that the register names.
    pub centre: String,
    pub pbf: Option<bool>,
    /// "pago em 05/2026: R$ 650,00", newest month first.
    pub payments: Vec<String>,
    pub members: Vec<BaseLine>,
    /// The family of ours with this code, when there is one.
    pub ours: Option<Id<Family>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseLine {
    pub row: i64,
    pub name: String,
    /// The base's one field for apelido or nome social.
    pub social: String,
    pub kinship: Kinship,
    pub birth: String,
    pub age: String,
    /// Masked unless the role sees numbers.
    pub cpf: String,
    pub nis: String,
    /// The same CPF stands in other families of the base.
    pub elsewhere: bool,
}

/// A family brought from the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    pub family: Id<Family>,
    /// Who stayed out for being in another family of ours: name and number.
    pub left_out: Vec<(String, u32)>,
}

impl Desk {
    /// A family of the base on a card; the look is logged.
    ///
    /// # Errors
    /// Refused by role, or when this base has no such family.
    pub fn base_family(&mut self, code: &str) -> Outcome<BaseFamilyCard> {
        self.require(Right::SeeFamilies)?;
        let (card, month) = self.base_card(code)?;
        let con = self.store.con();
        let today = self.today();
        let numbers = self.may(Right::SeeNumbers);
        let open = !self.is_protected(&card.family.code)?;
        let ours = families::by_code(con, &card.family.code)?.map(|it| it.id);
        let term = self.update_term()?;
        let payments = match self.bases.payroll {
            Some(_) => base::payments(con, &card.family.code)?,
            None => Vec::new(),
        };
        let address = register::address_of(&card.family, "", "");
        let phones = register::phones_of(&card.family, &self.ddd());
        let updated = card.family.updated;
        let view = BaseFamilyCard {
            month,
            updated: updated.map_or_else(String::new, show),
            stale_months: updated.and_then(|it| stale_months(it, today, term)),
            address: Veil::when(open, || address),
            phones: Veil::when(open, || {
                phones.iter().map(|it| mask_phone(&it.digits)).collect()
            }),
            // The unit that follows them tells where they live, and a CREAS why.
            centre: match card.family.centre {
                Some(it) if open => it,
                Some(_) | None => String::new(),
            },
            pbf: card.family.pbf,
            payments: payments.iter().map(|it| it.told()).collect(),
            members: card
                .members
                .iter()
                .map(|it| line(it, today, numbers))
                .collect(),
            ours,
            code: card.family.code,
        };
        let reason = month.spoken();
        self.look(Access::Opened, "base", ours.map(|it| *it.bytes()), &reason)?;
        Ok(view)
    }

    /// Makes a family of the base a family of ours, as it is or with what was
    /// typed anew: people, kinship, numbers, address, phones, in one act.
    ///
    /// # Errors
    /// Refused when it is ours already, or everybody is in other families.
    pub fn adopt(&mut self, code: &str, edits: &BaseEdits) -> Outcome<Adopted> {
        self.require(Right::EditFamilies)?;
        let (card, _) = self.base_card(code)?;
        let ddd = self.ddd();
        let (city, uf) = self.city();
        let mut new = NewFamily {
            address: match &edits.address {
                Some(it) => it.clone(),
                None => register::address_of(&card.family, &city, &uf),
            },
            phones: match &edits.phones {
                Some(it) => it.clone(),
                None => register::phones_of(&card.family, &ddd),
            },
            ..NewFamily::default()
        };
        let sees_secret = self.may(Right::SeeSecret);
        self.act(Act::BaseAdopted, |act| {
            let secret = protected_codes(act.tx)?.contains(&card.family.code);
            if secret && !sees_secret {
                return refused(
                    "Há sigilo nesta família: quem traz do Cadastro Único é o técnico de \
                     referência ou a coordenação.",
                );
            }
            // All of it inside: two desks may confirm the same family at once.
            if let Some(ours) = families::by_code(act.tx, &card.family.code)? {
                return refused(format!(
                    "Esta família já está no cadastro: prontuário nº {}.",
                    ours.number
                ));
            }
            let left_out = bring(act, &card, edits, &mut new)?;
            let family = write_family(act, &new, &ddd, secret)?;
            Ok(Adopted { family, left_out })
        })
    }

    pub(super) fn base_card(&self, code: &str) -> Outcome<(BaseCard, Month)> {
        let Some(month) = self.bases.cecad.as_ref().map(|it| it.month) else {
            return refused("Não há base do Cadastro Único em uso. Importe o arquivo.");
        };
        match base::card(self.store.con(), code)? {
            Some(card) => Ok((card, month)),
            None => refused(format!(
                "Esta família não está na base de {}.",
                month.spoken()
            )),
        }
    }

    /// Months until a register is out of date, as the unit's setting says.
    pub(super) fn update_term(&self) -> Outcome<u32> {
        const LEGAL_MONTHS: u32 = 24;
        let text = self.setting(Setting::UpdateTermMonths)?;
        Ok(text.trim().parse().unwrap_or(LEGAL_MONTHS))
    }

    pub(super) fn city(&self) -> (String, String) {
        let unit = self.unit();
        unit.map_or_else(Default::default, |it| {
            (it.municipality.clone(), it.uf.clone())
        })
    }
}

/// Puts those of the base's family who come into `new`; answers who stays out
/// for being in a family of ours.
fn bring(
    act: &Acting<'_>,
    card: &BaseCard,
    edits: &BaseEdits,
    new: &mut NewFamily,
) -> Outcome<Vec<(String, u32)>> {
    let mut left_out = Vec::new();
    let mut people: Vec<BasePerson> = Vec::new();
    let members = card.members.iter();
    for member in members.filter(|it| !edits.left_out.contains(&it.row)) {
        match newcomer(act, member, edits)? {
            Ok(who) => {
                let mut kinship = register::kinship_of(&member.person);
                if new.members.is_empty() {
                    kinship = Kinship::Reference;
                } else if kinship == Kinship::Reference {
                    kinship = Kinship::OtherKin;
                }
                new.members.push(NewMember::new(who, kinship));
                people.push(member.person.clone());
            }
            Err(elsewhere) => left_out.push(elsewhere),
        }
    }
    new.facts = register::family_of(&card.family, &people);
    if new.members.is_empty() {
        return match left_out.first() {
            Some((_, number)) => refused(format!(
                "Estas pessoas já estão no cadastro: prontuário nº {number}."
            )),
            None => refused("Ninguém foi escolhido. Deixe ao menos uma pessoa."),
        };
    }
    Ok(left_out)
}

/// The member to be written: known to us and free, or new; else the family of
/// ours where they are.
fn newcomer(
    act: &Acting<'_>,
    member: &BaseMember,
    edits: &BaseEdits,
) -> Outcome<Result<Who, (String, u32)>> {
    let base = &member.person;
    let number = |it: &Option<String>| it.clone().unwrap_or_default();
    let names = [base.name.as_str()];
    let (cpf, nis) = (number(&base.cpf), number(&base.nis));
    if let Some(id) = same_person(act.tx, (&cpf, &nis), &names, base.birth, act.today)? {
        let lines = families::lines_of(act.tx, id)?;
        let Some(line) = lines.iter().find(|it| it.is_current()) else {
            return Ok(Ok(Who::Known(id)));
        };
        let number = families::load(act.tx, line.family)?.map_or(0, |it| it.number);
        return Ok(Err((title_case(&base.name), number)));
    }
    let mut facts = register::person_of(base);
    for (_, field, typed) in edits.fields.iter().filter(|it| it.0 == member.row) {
        facts.set(*field, typed, act.today)?;
    }
    Ok(Ok(Who::New(Box::new(facts))))
}

fn line(it: &BaseMember, today: chrono::NaiveDate, numbers: bool) -> BaseLine {
    let base = &it.person;
    let birth = base.birth.map_or(Birth::Unknown, Birth::Known);
    let (cpf, nis) = (
        base.cpf.as_deref().unwrap_or_default(),
        base.nis.as_deref().unwrap_or_default(),
    );
    BaseLine {
        row: it.row,
        name: title_case(&base.name),
        social: base.social.as_deref().map(title_case).unwrap_or_default(),
        kinship: register::kinship_of(base),
        birth: birth.text(),
        age: birth.age_text(today),
        cpf: if numbers {
            mask_cpf(cpf)
        } else {
            hide_cpf(cpf)
        },
        nis: if numbers {
            mask_nis(nis)
        } else {
            hide_nis(nis)
        },
        elsewhere: !it.elsewhere.is_empty(),
    }
}
