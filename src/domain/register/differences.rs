//! In what a family of ours and the same family in a newer CadÚnico base
//! differ: one line a field, to be accepted or kept one by one. A blank of the
//! base is no difference, and neither are capitals or accents.

use super::adopt::{address_of, family_of, kinship_of, person_of, phones_of};
use crate::domain::cecad::{BaseFamily, BasePerson};
use crate::domain::codes::Kinship;
use crate::domain::family::{AddressFacts, Family, FamilyField, Member, Phone};
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::name::fold;
use crate::domain::person::{Person, PersonField, Sensitivity};

/// Which record of ours a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    Family(Id<Family>),
    Person(Id<Person>),
    /// A row of the base whom our family does not have.
    Newcomer(i64),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Family(FamilyField),
    Address,
    /// A phone that we do not have.
    Phone,
    Person(PersonField),
    Kinship,
    /// The base has somebody whom we do not.
    NewMember,
    /// We have somebody whom the base does not.
    NotInBase,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub spot: Spot,
    pub field: Field,
    /// Whose, by first name; empty for the family.
    pub whose: String,
    /// As it can be typed.
    pub ours: String,
    pub theirs: String,
}

impl Field {
    /// As kept with a difference that somebody looked at; never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Family(field) => field.name(),
            Self::Address => "address",
            Self::Phone => "phone",
            Self::Person(field) => field.name(),
            Self::Kinship => "kinship",
            Self::NewMember => "member",
            Self::NotInBase => "absent",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Family(field) => field.label(),
            Self::Address => "endereço",
            Self::Phone => "telefone",
            Self::Person(field) => field.label(),
            Self::Kinship => "parentesco",
            Self::NewMember => "membro só no Cadastro Único",
            Self::NotInBase => "membro só aqui",
        }
    }

    /// Whether it tells a place or how to reach the family.
    pub const fn is_place(self) -> bool {
        matches!(self, Self::Address | Self::Phone)
    }

    pub const fn sensitivity(self) -> Sensitivity {
        match self {
            Self::Person(field) => field.sensitivity(),
            Self::Family(_)
            | Self::Address
            | Self::Phone
            | Self::Kinship
            | Self::NewMember
            | Self::NotInBase => Sensitivity::Plain,
        }
    }

    /// Whether accepting does anything; somebody's absence from the base is
    /// only told, because leaving a family is an act of its own.
    pub const fn is_acceptable(self) -> bool {
        !matches!(self, Self::NotInBase)
    }
}

/// What the base knows of a person that ours may lack or say otherwise.
const COMPARED: [PersonField; 8] = [
    PersonField::Name,
    PersonField::Birth,
    PersonField::Cpf,
    PersonField::Nis,
    PersonField::Mother,
    PersonField::Sex,
    PersonField::Race,
    PersonField::Disability,
];

/// The family as we hold it.
pub struct Ours<'a> {
    pub family: &'a Family,
    pub people: &'a [(Member, Person)],
    pub address: Option<&'a AddressFacts>,
    pub phones: &'a [Phone],
}

/// The same family in the base: rows and members.
pub struct Theirs<'a> {
    pub family: &'a BaseFamily,
    pub members: &'a [(i64, BasePerson)],
    pub city: &'a str,
    pub uf: &'a str,
    pub ddd: &'a str,
}

/// Everything in which they differ, the family's own first.
pub fn differences(ours: &Ours<'_>, theirs: &Theirs<'_>) -> Vec<Difference> {
    let mut out = of_family(ours, theirs);
    let mut met = vec![false; theirs.members.len()];
    for (member, person) in ours.people.iter().filter(|it| it.0.is_current()) {
        let found = theirs
            .members
            .iter()
            .enumerate()
            .find(|(at, it)| !met[*at] && same_member(person, &it.1));
        match found {
            Some((at, (_, base))) => {
                met[at] = true;
                of_person(&mut out, member, person, base);
            }
            None => out.push(Difference {
                spot: Spot::Person(person.id),
                field: Field::NotInBase,
                whose: person.facts.first_name().to_string(),
                ours: person.facts.shown_name().to_string(),
                theirs: String::new(),
            }),
        }
    }
    for ((row, base), met) in theirs.members.iter().zip(met) {
        if !met {
            out.push(Difference {
                spot: Spot::Newcomer(*row),
                field: Field::NewMember,
                whose: String::new(),
                ours: String::new(),
                theirs: person_of(base).name,
            });
        }
    }
    out
}

fn of_family(ours: &Ours<'_>, theirs: &Theirs<'_>) -> Vec<Difference> {
    let mut out = Vec::new();
    let mut say = |field, ours_say: String, theirs_say: String| {
        out.push(Difference {
            spot: Spot::Family(ours.family.id),
            field,
            whose: String::new(),
            ours: ours_say,
            theirs: theirs_say,
        });
    };
    let facts = family_of(theirs.family, &[]);
    for field in [
        FamilyField::CodFamiliar,
        FamilyField::Gpte,
        FamilyField::Pbf,
    ] {
        let (mine, new) = (ours.family.facts.get(field), facts.get(field));
        if !new.is_empty() && mine != new {
            say(Field::Family(field), mine, new);
        }
    }
    let address = address_of(theirs.family, theirs.city, theirs.uf);
    if !address.is_blank() && !ours.address.is_some_and(|it| is_same_place(it, &address)) {
        let mine = ours.address.map_or_else(String::new, AddressFacts::text);
        say(Field::Address, mine, address.text());
    }
    for phone in phones_of(theirs.family, theirs.ddd) {
        if !ours
            .phones
            .iter()
            .any(|it| is_same_phone(&it.digits, &phone.digits))
        {
            say(Field::Phone, String::new(), mask_phone(&phone.digits));
        }
    }
    out
}

fn of_person(out: &mut Vec<Difference>, member: &Member, person: &Person, base: &BasePerson) {
    let mut say = |field, ours: String, theirs: String| {
        out.push(Difference {
            spot: Spot::Person(person.id),
            field,
            whose: person.facts.first_name().to_string(),
            ours,
            theirs,
        });
    };
    let facts = person_of(base);
    for field in COMPARED {
        let (mine, new) = (person.facts.get(field), facts.get(field));
        // That there is a disability adds nothing to knowing which.
        let knows_more = field == PersonField::Disability && !mine.is_empty();
        if !new.is_empty() && !knows_more && fold(&mine) != fold(&new) {
            say(Field::Person(field), mine, new);
        }
    }
    let kinship = kinship_of(base);
    // Who the reference person is, is changed by an act of its own.
    let leads = member.kinship == Kinship::Reference || kinship == Kinship::Reference;
    if base.kinship.is_some() && !leads && kinship != member.kinship {
        let said = |it: Kinship| it.code().to_string();
        say(Field::Kinship, said(member.kinship), said(kinship));
    }
}

/// Whether a line of the base is this person: the same CPF or NIS, else the
/// same name or birth within the family when no number speaks against it.
pub fn same_member(ours: &Person, theirs: &BasePerson) -> bool {
    let facts = &ours.facts;
    let number = |mine: &str, new: &Option<String>| match new.as_deref() {
        Some(new) if !mine.is_empty() && !new.is_empty() => Some(mine == new),
        Some(_) | None => None,
    };
    let (cpf, nis) = (
        number(&facts.cpf, &theirs.cpf),
        number(&facts.nis, &theirs.nis),
    );
    if cpf == Some(true) || nis == Some(true) {
        return true;
    }
    if cpf == Some(false) {
        return false;
    }
    let first = |name: &str| fold(name).split(' ').next().unwrap_or("").to_string();
    let same_name = fold(&facts.name) == fold(&theirs.name);
    let same_first = first(&facts.name) == first(&theirs.name);
    let same_birth = theirs.birth.is_some() && facts.birth.date() == theirs.birth;
    same_name || (same_first && same_birth)
}

/// The base has no point of reference to speak of and writes complements its
/// own way: street, number and neighbourhood decide.
fn is_same_place(ours: &AddressFacts, theirs: &AddressFacts) -> bool {
    let same = |mine: &str, new: &str| new.is_empty() || fold(mine) == fold(new);
    same(&ours.street, &theirs.street)
        && same(&ours.number, &theirs.number)
        && same(&ours.district, &theirs.district)
}

/// A mobile with and without its ninth digit is one phone.
fn is_same_phone(ours: &str, theirs: &str) -> bool {
    const LOCAL_DIGITS: usize = 8;
    let end = |it: &str| {
        it.get(it.len().saturating_sub(LOCAL_DIGITS)..)
            .map(str::to_string)
    };
    end(ours) == end(theirs)
}
