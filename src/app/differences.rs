//! What a newer CadÚnico base says otherwise of a family of ours, side by side.
//! A person accepts or keeps each line; nothing is ever written over by itself,
//! and a line that was kept is not asked again until the base says another.

use super::desk::{Acting, Desk};
use super::families::{family_of, guard_secret, person_of, save_lines, write_phones};
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::cecad::{BasePerson, Month};
use crate::domain::codes::Kinship;
use crate::domain::correction::told;
use crate::domain::family::{Address, Family, NewPhone, Pending, pending::stale_months};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, hide_nis, mask_cpf, mask_nis};
use crate::domain::person::{Person, PersonField, Sensitivity, Who};
use crate::domain::register::{self, Difference, Field, Ours, Spot, Theirs};
use crate::domain::time::to_ms;
use crate::store::base::{self, BaseCard};
use crate::store::{families, loads, people};

/// One difference, filtered by role, ready to be shown side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differs {
    pub spot: Spot,
    pub field: Field,
    pub label: &'static str,
    /// Whose, by first name; empty for the family.
    pub whose: String,
    pub ours: Veil<String>,
    pub theirs: Veil<String>,
    /// Whether accepting does anything.
    pub acceptable: bool,
}

/// The family in the base and what differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub code: String,
    pub month: Month,
    pub rows: Vec<Differs>,
}

/// A family of ours laid beside the base's.
struct Beside {
    card: BaseCard,
    month: Month,
    /// Whether this role may see where the family lives.
    open: bool,
    all: Vec<Difference>,
}

impl Desk {
    /// In what our family and the base's differ; `None` when no base is in use
    /// or it does not have this family.
    ///
    /// # Errors
    /// Refused by role.
    pub fn differences(&self, id: Id<Family>) -> Outcome<Option<Compared>> {
        self.require(Right::SeeFamilies)?;
        let Some(beside) = self.compare_with_base(id)? else {
            return Ok(None);
        };
        let (numbers, sensitive) = (self.may(Right::SeeNumbers), self.may(Right::SeeSensitive));
        let rows = beside
            .all
            .into_iter()
            .filter(|it| beside.open || !it.field.is_place())
            .map(|it| {
                let say = |value: &str| said(it.field, value, numbers, sensitive);
                Differs {
                    label: it.field.label(),
                    ours: say(&it.ours),
                    theirs: say(&it.theirs),
                    acceptable: it.field.is_acceptable(),
                    spot: it.spot,
                    field: it.field,
                    whose: it.whose,
                }
            });
        Ok(Some(Compared {
            code: beside.card.family.code,
            month: beside.month,
            rows: rows.collect(),
        }))
    }

    /// Takes what the base says of one line.
    ///
    /// # Errors
    /// Refused when the line is no longer there, or may not be seen.
    pub fn accept_difference(
        &mut self,
        id: Id<Family>,
        spot: Spot,
        field: Field,
        theirs_shown: &Veil<String>,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let (card, it) = self.the_difference(id, spot, field, theirs_shown)?;
        let (city, uf) = self.city();
        let ddd = self.ddd();
        self.act(Act::BaseAccepted, |act| {
            let family = family_of(act, id)?;
            if field.is_place() {
                guard_secret(act, &family)?;
            }
            take(act, family, &card, &it, (&city, &uf, &ddd))
        })
    }

    /// Leaves ours as it is while the base says just this.
    ///
    /// # Errors
    /// Refused when the line is no longer there.
    pub fn keep_difference(
        &mut self,
        id: Id<Family>,
        spot: Spot,
        field: Field,
        theirs_shown: &Veil<String>,
    ) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let (card, it) = self.the_difference(id, spot, field, theirs_shown)?;
        let row = row_of(id, &it);
        let value = kept_value(&card, &it);
        self.act(Act::BaseKept, |act| {
            let new: Id<Difference> = act.draw();
            let change = loads::keep(act.tx, *new.bytes(), &row, field.code(), &value)?;
            act.note(change);
            Ok(())
        })
    }

    /// What is pending between our family and the base in use.
    pub(super) fn base_pending(&self, id: Id<Family>) -> Outcome<Vec<Pending>> {
        let Some(Beside {
            card, open, all, ..
        }) = self.compare_with_base(id)?
        else {
            let has_base = self.bases.cecad.is_some();
            return Ok(if has_base {
                vec![Pending::NotInBase]
            } else {
                Vec::new()
            });
        };
        let mut out = Vec::new();
        let term = self.update_term()?;
        let today = self.today();
        let stale = card
            .family
            .updated
            .and_then(|it| stale_months(it, today, term));
        out.extend(stale.map(|months| Pending::Stale { months }));
        let count = all.iter().filter(|it| open || !it.field.is_place()).count();
        if count > 0 {
            out.push(Pending::Differences { count });
        }
        Ok(out)
    }

    /// The same family in the base, whether its place may be seen, and every
    /// difference that nobody kept.
    fn compare_with_base(&self, id: Id<Family>) -> Outcome<Option<Beside>> {
        let Some(month) = self.bases.cecad.as_ref().map(|it| it.month) else {
            return Ok(None);
        };
        let con = self.store.con();
        let Some(family) = families::load(con, id)? else {
            return refused("Esta família não está mais no cadastro.");
        };
        let people = families::people_of(con, id)?;
        let Some(card) = self.matching(&family, &people)? else {
            return Ok(None);
        };
        let addresses = families::addresses(con, id)?;
        let address = addresses.iter().find(|it| it.until.is_none());
        let phones = families::phones(con, id)?;
        let (city, uf) = self.city();
        let members: Vec<(i64, BasePerson)> = card
            .members
            .iter()
            .map(|it| (it.row, it.person.clone()))
            .collect();
        let all = register::differences(
            &Ours {
                family: &family,
                people: &people,
                address: address.map(|it| &it.facts),
                phones: &phones,
            },
            &Theirs {
                family: &card.family,
                members: &members,
                city: &city,
                uf: &uf,
                ddd: &self.ddd(),
            },
        );
        let mut left = Vec::new();
        for it in all {
            let value = kept_value(&card, &it);
            if !loads::is_kept(con, &row_of(id, &it), it.field.code(), &value)? {
                left.push(it);
            }
        }
        // The register may still hold together a household that parted: its
        // address is then that of whoever is under secrecy elsewhere.
        let open = (!family.secret || self.may(Right::SeeSecret))
            && !self.is_protected(&card.family.code)?;
        Ok(Some(Beside {
            card,
            month,
            open,
            all: left,
        }))
    }

    /// By código familiar, else by a number of somebody in it, the reference
    /// person first.
    fn matching(
        &self,
        family: &Family,
        people: &[(crate::domain::family::Member, Person)],
    ) -> Outcome<Option<BaseCard>> {
        let con = self.store.con();
        if !family.facts.cod_familiar.is_empty()
            && let Some(card) = base::card(con, &family.facts.cod_familiar)?
        {
            return Ok(Some(card));
        }
        let mut current: Vec<_> = people.iter().filter(|it| it.0.is_current()).collect();
        current.sort_by_key(|it| it.0.kinship != Kinship::Reference);
        for (_, person) in current {
            let (cpf, nis) = (&person.facts.cpf, &person.facts.nis);
            let mut hits = Vec::new();
            if !cpf.is_empty() {
                hits = base::by_cpf(con, cpf)?;
            }
            if hits.is_empty() && !nis.is_empty() {
                hits = base::by_nis(con, nis)?;
            }
            if let Some(hit) = hits.first() {
                return base::card(con, &hit.code);
            }
        }
        Ok(None)
    }

    /// The very line that was on the screen: the same record, field and value.
    fn the_difference(
        &self,
        id: Id<Family>,
        spot: Spot,
        field: Field,
        theirs_shown: &Veil<String>,
    ) -> Outcome<(BaseCard, Difference)> {
        let (numbers, sensitive) = (self.may(Right::SeeNumbers), self.may(Right::SeeSensitive));
        let found = self.compare_with_base(id)?.and_then(|beside| {
            let Beside {
                card, open, all, ..
            } = beside;
            let it = all.into_iter().find(|it| {
                it.spot == spot
                    && it.field == field
                    && (open || !field.is_place())
                    && said(field, &it.theirs, numbers, sensitive) == *theirs_shown
            });
            it.map(|it| (card, it))
        });
        match found {
            Some(it) => Ok(it),
            None => refused("Esta diferença não existe mais. Veja a lista de novo."),
        }
    }
}

/// Writes one line of the base into ours.
fn take(
    act: &mut Acting<'_>,
    mut family: Family,
    card: &BaseCard,
    it: &Difference,
    (city, uf, ddd): (&str, &str, &str),
) -> Outcome<()> {
    let id = family.id;
    match (it.field, it.spot) {
        (Field::Family(field), _) => {
            family.facts.set(field, &it.theirs)?;
            let change = families::save(act.tx, &family, to_ms(act.now))?;
            act.note(change);
        }
        (Field::Address, _) => {
            let facts = register::address_of(&card.family, city, uf).tidied()?;
            for mut old in families::addresses(act.tx, id)? {
                if old.until.is_none() {
                    old.until = Some(act.today);
                    let change = families::save_address(act.tx, &old)?;
                    act.note(change);
                }
            }
            let new = Address {
                id: act.draw(),
                family: id,
                since: act.today,
                until: None,
                facts,
            };
            let change = families::save_address(act.tx, &new)?;
            act.note(change);
        }
        (Field::Phone, _) => {
            let known = families::phones(act.tx, id)?;
            let mut all: Vec<NewPhone> = known.into_iter().map(super::families::as_new).collect();
            all.push(NewPhone::new(&it.theirs));
            write_phones(act, id, &all, ddd)?;
        }
        (Field::Person(field), Spot::Person(person)) => {
            let mut person = person_of(act, person)?;
            person.facts.set(field, &it.theirs, act.today)?;
            let change = people::save(act.tx, &person, to_ms(act.now))?;
            act.note(change);
        }
        (Field::Kinship, Spot::Person(person)) => {
            let Some(kinship) = Kinship::from_code(&it.theirs) else {
                return refused("O parentesco da base não é conhecido.");
            };
            let before = families::household(act.tx, id)?;
            let mut home = before.clone();
            home.set_kinship(person, kinship)?;
            save_lines(act, &before.members, &home)?;
        }
        (Field::NewMember, Spot::Newcomer(row)) => {
            let Some(base) = card.members.iter().find(|it| it.row == row) else {
                return refused("Esta pessoa não está mais na base.");
            };
            newcomer(act, id, &base.person)?;
        }
        (Field::NotInBase, _) => {
            return refused(
                "A pessoa não está na base. Se saiu da família, registre a saída com o motivo.",
            );
        }
        (Field::Person(_) | Field::Kinship | Field::NewMember, _) => {
            return refused("Esta diferença não existe mais. Veja a lista de novo.");
        }
    }
    Ok(())
}

/// Somebody of the base comes into our family: the record we already have of
/// them, when it is free, or a new one.
fn newcomer(act: &mut Acting<'_>, family: Id<Family>, base: &BasePerson) -> Outcome<()> {
    let number = |it: &Option<String>| it.clone().unwrap_or_default();
    let known = people::with_number(act.tx, &number(&base.cpf), &number(&base.nis), 1)?;
    let who = match known.first() {
        Some(it) => Who::Known(it.merged_into.unwrap_or(it.id)),
        None => Who::New(Box::new(register::person_of(base))),
    };
    let person = super::families::write_who(act, &who)?;
    let mut kinship = register::kinship_of(base);
    let before = families::household(act.tx, family)?;
    let mut home = before.clone();
    if kinship == Kinship::Reference && home.reference().is_some() {
        kinship = Kinship::OtherKin;
    }
    let line = act.draw();
    home.add(line, person, kinship, act.today)?;
    save_lines(act, &before.members, &home)
}

/// The record of ours under which a kept difference is noted.
fn row_of(family: Id<Family>, it: &Difference) -> [u8; 16] {
    match it.spot {
        Spot::Person(id) => *id.bytes(),
        Spot::Family(id) => *id.bytes(),
        Spot::Newcomer(_) => *family.bytes(),
    }
}

/// What the base says, as kept. Rows change with each load, so somebody new is
/// known by number, else by name.
fn kept_value(card: &BaseCard, it: &Difference) -> String {
    match it.spot {
        Spot::Newcomer(row) => card
            .members
            .iter()
            .find(|it| it.row == row)
            .and_then(|it| it.person.cpf.clone().or(it.person.nis.clone()))
            .unwrap_or_else(|| it.theirs.clone()),
        Spot::Family(_) | Spot::Person(_) => it.theirs.clone(),
    }
}

/// A value as the role sees it.
fn said(field: Field, value: &str, numbers: bool, sensitive: bool) -> Veil<String> {
    let words = |table: &str, column: &str| told(table, column, value);
    match field {
        Field::Person(PersonField::Cpf) if numbers => Veil::Open(mask_cpf(value)),
        Field::Person(PersonField::Nis) if numbers => Veil::Open(mask_nis(value)),
        Field::Person(PersonField::Cpf) => Veil::Open(hide_cpf(value)),
        Field::Person(PersonField::Nis) => Veil::Open(hide_nis(value)),
        Field::Person(it) => {
            let open = sensitive || field.sensitivity() != Sensitivity::Sensitive;
            Veil::when(open, || words("person", it.name()))
        }
        Field::Family(it) => Veil::Open(match value {
            "s" => "sim".to_string(),
            "n" => "não".to_string(),
            _ => words("family", it.name()),
        }),
        Field::Kinship => Veil::Open(words("member", "kinship")),
        Field::Address | Field::Phone | Field::NewMember | Field::NotInBase => {
            Veil::Open(value.to_string())
        }
    }
}
