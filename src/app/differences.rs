//! What a newer CadÚnico base says otherwise of a family of ours, side by side.
//! A person accepts or keeps each line; nothing is ever written over by itself,
//! and a line that was kept is not asked again until the base says another.

use super::desk::{Acting, Desk};
use super::families::{family_of, guard_secret, person_of, save_lines, write_phones};
use super::search_base::protected_codes;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::cecad::{BasePerson, Month};
use crate::domain::codes::Kinship;
use crate::domain::correction::told;
use crate::domain::family::{Address, Family, Member, NewPhone, Pending, pending::stale_months};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, hide_nis, mask_cpf, mask_nis};
use crate::domain::order::sort_by_key;
use crate::domain::person::{Person, PersonField, Sensitivity, Who};
use crate::domain::register::{self, Difference, Field, Ours, Spot, Theirs};
use crate::domain::time::to_ms;
use crate::store::base::{self, BaseCard};
use crate::store::loads::{self, Kind};
use crate::store::{families, people};

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
    /// Whether this role may see where the family lives.
    open: bool,
    all: Vec<Difference>,
}

/// The base in use, and through whose eyes it is compared.
struct Lens {
    month: Month,
    /// The file of the load: another desk may put a newer one in use.
    file: Option<String>,
    city: String,
    uf: String,
    ddd: String,
    secret: bool,
    numbers: bool,
    sensitive: bool,
}

impl Desk {
    /// In what our family and the base's differ; `None` when no base is in use
    /// or it does not have this family. The look is logged.
    ///
    /// # Errors
    /// Refused by role.
    pub fn differences(&mut self, id: Id<Family>) -> Outcome<Option<Compared>> {
        self.require(Right::SeeFamilies)?;
        let Some(lens) = self.lens() else {
            return Ok(None);
        };
        let Some(beside) = self.compare_with_base(&lens, id)? else {
            return Ok(None);
        };
        self.opened("compare", id.bytes())?;
        let rows = beside
            .all
            .into_iter()
            .filter(|it| beside.open || !it.field.is_place())
            .map(|it| Differs {
                label: it.field.label(),
                ours: lens.said(it.field, &it.ours),
                theirs: lens.said(it.field, &it.theirs),
                acceptable: it.field.is_acceptable(),
                spot: it.spot,
                field: it.field,
                whose: it.whose,
            });
        Ok(Some(Compared {
            code: beside.card.family.code,
            month: lens.month,
            rows: rows.collect(),
        }))
    }

    /// Takes what the base says of one line, as it was shown.
    ///
    /// # Errors
    /// Refused when the line is no longer there or says otherwise by now, or
    /// may not be seen.
    pub fn accept_difference(&mut self, id: Id<Family>, shown: &Differs) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let lens = self.lens();
        self.act(Act::BaseAccepted, |act| {
            let (lens, card, it) = the_difference(act, lens, id, shown)?;
            let family = family_of(act, id)?;
            if it.field.is_place() {
                guard_secret(act, &family)?;
            }
            take(act, family, &card, &it, &lens)
        })
    }

    /// Leaves ours as it is while the base says just this.
    ///
    /// # Errors
    /// Refused when the line is no longer there or says otherwise by now.
    pub fn keep_difference(&mut self, id: Id<Family>, shown: &Differs) -> Outcome<()> {
        self.require(Right::EditFamilies)?;
        let lens = self.lens();
        self.act(Act::BaseKept, |act| {
            let (_, card, it) = the_difference(act, lens, id, shown)?;
            let (row, value) = (row_of(id, &it), kept_value(&card, &it));
            let new: Id<Difference> = act.draw();
            let change = loads::keep(act.tx, *new.bytes(), &row, it.field.code(), &value)?;
            act.note(change);
            Ok(())
        })
    }

    /// What is pending between our family and the base in use.
    pub(super) fn base_pending(&self, id: Id<Family>) -> Outcome<Vec<Pending>> {
        let Some(lens) = self.lens() else {
            return Ok(Vec::new());
        };
        let Some(Beside { card, open, all }) = self.compare_with_base(&lens, id)? else {
            return Ok(vec![Pending::NotInBase]);
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

    /// `None` when no base is in use.
    fn lens(&self) -> Option<Lens> {
        let month = self.bases.cecad.as_ref()?.month;
        let (city, uf) = self.city();
        Some(Lens {
            month,
            file: self.bases.cecad_file().map(str::to_string),
            city,
            uf,
            ddd: self.ddd(),
            secret: self.may(Right::SeeSecret),
            numbers: self.may(Right::SeeNumbers),
            sensitive: self.may(Right::SeeSensitive),
        })
    }

    fn compare_with_base(&self, lens: &Lens, id: Id<Family>) -> Outcome<Option<Beside>> {
        compare(self.store.con(), lens, id, |code| self.is_protected(code))
    }
}

impl Lens {
    /// A value as the role sees it.
    fn said(&self, field: Field, value: &str) -> Veil<String> {
        said(field, value, self.numbers, self.sensitive)
    }
}

/// The same family in the base, whether its place may be seen, and every
/// difference that nobody kept. `is_protected` for a código familiar that
/// names somebody under secrecy elsewhere.
fn compare(
    con: &rusqlite::Connection,
    lens: &Lens,
    id: Id<Family>,
    is_protected: impl FnOnce(&str) -> Outcome<bool>,
) -> Outcome<Option<Beside>> {
    let Some(family) = families::load(con, id)? else {
        return refused("Esta família não está mais no cadastro.");
    };
    let people = families::people_of(con, id)?;
    let Some(card) = matching(con, &family, &people)? else {
        return Ok(None);
    };
    let addresses = families::addresses(con, id)?;
    let address = addresses.iter().find(|it| it.until.is_none());
    let phones = families::phones(con, id)?;
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
            city: &lens.city,
            uf: &lens.uf,
            ddd: &lens.ddd,
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
    let open = lens.secret || (!family.secret && !is_protected(&card.family.code)?);
    Ok(Some(Beside {
        card,
        open,
        all: left,
    }))
}

/// By código familiar, else by a number of somebody in it, the reference
/// person first.
fn matching(
    con: &rusqlite::Connection,
    family: &Family,
    people: &[(Member, Person)],
) -> Outcome<Option<BaseCard>> {
    if !family.facts.cod_familiar.is_empty()
        && let Some(card) = base::card(con, &family.facts.cod_familiar)?
    {
        return Ok(Some(card));
    }
    let mut current: Vec<_> = people.iter().filter(|it| it.0.is_current()).collect();
    sort_by_key(&mut current, |it| it.0.kinship != Kinship::Reference);
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

/// The very line that was on the screen, compared again now that no other desk
/// can write: the same record, field and both values.
fn the_difference(
    act: &Acting<'_>,
    lens: Option<Lens>,
    id: Id<Family>,
    shown: &Differs,
) -> Outcome<(Lens, BaseCard, Difference)> {
    let in_use = loads::current(act.tx, Kind::Cecad)?.map(|it| it.file);
    let Some(lens) = lens.filter(|it| it.file == in_use) else {
        return refused("A base do CadÚnico foi trocada em outra mesa. Veja a lista de novo.");
    };
    let protected = |code: &str| Ok(protected_codes(act.tx)?.contains(code));
    let beside = compare(act.tx, &lens, id, protected)?;
    let found = beside.and_then(|beside| {
        let Beside { card, open, all } = beside;
        let it = all.into_iter().find(|it| {
            it.spot == shown.spot && it.field == shown.field && (open || !it.field.is_place())
        });
        it.map(|it| (card, it))
    });
    let Some((card, it)) = found else {
        return refused("Esta diferença não existe mais. Veja a lista de novo.");
    };
    let now = (
        lens.said(it.field, &it.ours),
        lens.said(it.field, &it.theirs),
    );
    if now != (shown.ours.clone(), shown.theirs.clone()) {
        return refused(
            "O cadastro mudou em outra mesa enquanto a lista estava aberta. Veja como ficou e \
             decida de novo.",
        );
    }
    Ok((lens, card, it))
}

/// Writes one line of the base into ours.
fn take(
    act: &mut Acting<'_>,
    mut family: Family,
    card: &BaseCard,
    it: &Difference,
    lens: &Lens,
) -> Outcome<()> {
    let id = family.id;
    match (it.field, it.spot) {
        (Field::Family(field), _) => {
            family.facts.set(field, &it.theirs)?;
            let change = families::save(act.tx, &family, to_ms(act.now))?;
            act.note(change);
        }
        (Field::Address, _) => {
            let facts = register::address_of(&card.family, &lens.city, &lens.uf).tidied()?;
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
            write_phones(act, id, &all, &lens.ddd)?;
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
