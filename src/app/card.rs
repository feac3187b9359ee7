//! The whole family on one card, already filtered by the role of whoever looks:
//! what may not be seen is not in the view at all. Opening a card goes to the
//! access log, once a minute for the same person and family.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::desk::Desk;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::codes::{Disability, Gpte, Kinship, LeaveReason, Race, Specificity};
use crate::domain::family::{
    Address, AddressFacts, Family, Household, Member, Pending, Phone, pending,
};
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{hide_cpf, hide_nis, mask_cpf, mask_nis};
use crate::domain::order::sort_by_key;
use crate::domain::person::{Document, Person, PersonFacts};
use crate::domain::staff::Staff;
use crate::domain::time::to_ms;
use crate::store::visits::Visit;
use crate::store::{families, looks, people, visits};

/// Visits that a card shows.
const VISITS_MAX: u32 = 8;
/// "Who usually comes" looks back a year.
const USUAL_DAYS: u64 = 365;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyCard {
    pub id: Id<Family>,
    pub number: u32,
    pub opened_on: NaiveDate,
    /// Name of the reference person.
    pub title: String,
    pub secret: bool,
    pub cod_familiar: String,
    pub address: Veil<Option<AddressFacts>>,
    pub past_addresses: Veil<Vec<Address>>,
    pub phones: Veil<Vec<PhoneLine>>,
    pub members: Vec<MemberLine>,
    pub former: Vec<FormerLine>,
    /// Who came most in the last 12 months, and how many times.
    pub usual_visitor: Option<(Id<Person>, String, u32)>,
    pub pending: Vec<Pending>,
    pub visits: Vec<VisitLine>,
    pub technician: Option<(Id<Staff>, String)>,
    pub pbf: Option<bool>,
    pub specificity: Option<Specificity>,
    pub gpte: Option<Gpte>,
    pub community: Veil<String>,
    pub homeless: bool,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneLine {
    pub digits: String,
    /// "(79) 99812-3456".
    pub text: String,
    /// Whose it is: somebody of the family by first name, or the owner typed.
    pub owner: String,
    pub person: Option<Id<Person>>,
    pub message: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    pub person: Id<Person>,
    /// Nome social first, apelido in parentheses.
    pub name: String,
    /// The civil name, only when it is not the one shown.
    pub civil_name: Option<String>,
    pub kinship: Kinship,
    pub birth: String,
    pub age: String,
    pub age_years: Option<u32>,
    pub sex: &'static str,
    /// Masked unless the role sees numbers.
    pub cpf: String,
    pub nis: String,
    pub race: Veil<Option<Race>>,
    pub disability: Veil<Vec<Disability>>,
    pub support: String,
    pub schooling: &'static str,
    pub occupation: &'static str,
    pub bpc: Option<bool>,
    pub homeless: bool,
    pub mother: String,
    pub documents: Veil<Vec<Document>>,
    /// In another family too, after records were joined.
    pub elsewhere: bool,
}

/// A line that ended: struck through, with why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerLine {
    pub person: Id<Person>,
    pub name: String,
    pub kinship: Kinship,
    pub until: NaiveDate,
    pub reason: Option<LeaveReason>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    pub day: NaiveDate,
    pub code: String,
    pub name: String,
    /// Hidden for a confidential matter below técnico.
    pub demands: Veil<Vec<String>>,
    pub outcome: &'static str,
    pub attendant: Option<String>,
}

/// A person to be edited: what the role sees of each field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonCard {
    pub id: Id<Person>,
    /// Race and disability emptied and CPF/NIS masked when the role does not
    /// see them; only changed fields are to be sent back.
    pub facts: PersonFacts,
    pub numbers_masked: bool,
    pub sensitive_hidden: bool,
    pub documents: Veil<Vec<Document>>,
    pub died_on: Option<NaiveDate>,
    pub families: Vec<(Id<Family>, u32, Kinship, bool)>,
    /// Records that were joined into this one.
    pub joined: Vec<(Id<Person>, String)>,
}

impl Desk {
    /// Opens the card of a family; the look is logged.
    ///
    /// # Errors
    /// Refused by role, or when the family is gone.
    pub fn family_card(&mut self, id: Id<Family>) -> Outcome<FamilyCard> {
        self.require(Right::SeeFamilies)?;
        let mut card = self.read_card(id)?;
        // What the register says comes first: it is what families come for.
        let mut pending = match self.base_pending(id) {
            Ok(it) => it,
            // A base that stopped being readable is no reason to hide a family.
            Err(Failure::Refused(_)) => Vec::new(),
            Err(Failure::Broken(why)) => return Err(Failure::Broken(why)),
        };
        pending.append(&mut card.pending);
        card.pending = pending;
        self.opened("family", id.bytes())?;
        Ok(card)
    }

    /// One person with their fields, for the form; the look is logged.
    ///
    /// # Errors
    /// Refused by role, or when the person is gone.
    pub fn person_card(&mut self, id: Id<Person>) -> Outcome<PersonCard> {
        self.require(Right::SeeFamilies)?;
        let con = self.store.con();
        let Some(found) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let id = found.merged_into.unwrap_or(found.id);
        let Some(person) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let (numbers, sensitive) = (self.may(Right::SeeNumbers), self.may(Right::SeeSensitive));
        let mut facts = person.facts;
        if !numbers {
            facts.cpf = hide_cpf(&facts.cpf);
            facts.nis = hide_nis(&facts.nis);
        }
        if !sensitive {
            facts.race = None;
            facts.disability = Vec::new();
        }
        if !self.may(Right::SeeSecret) && families::secret_of(con, id)? {
            facts.email = String::new();
        }
        let mut lines = Vec::new();
        for line in families::lines_of(con, id)? {
            let number = families::load(con, line.family)?.map_or(0, |it| it.number);
            lines.push((line.family, number, line.kinship, line.is_current()));
        }
        let documents = people::documents(con, id)?;
        let joined = people::merged_into(con, id)?
            .into_iter()
            .map(|it| (it.id, it.facts.shown_name().to_string()))
            .collect();
        let card = PersonCard {
            id,
            facts,
            numbers_masked: !numbers,
            sensitive_hidden: !sensitive,
            documents: Veil::when(numbers, || documents),
            died_on: person.died_on,
            families: lines,
            joined,
        };
        self.opened("person", id.bytes())?;
        Ok(card)
    }

    /// The family of a person, the one to open when the person is chosen: the
    /// current one, or the last.
    pub fn family_of_person(&self, id: Id<Person>) -> Outcome<Option<Id<Family>>> {
        self.require(Right::SeeFamilies)?;
        let lines = families::lines_of(self.store.con(), id)?;
        Ok(lines.first().map(|it| it.family))
    }

    /// Writes the look once a minute for the same person and subject.
    pub(super) fn opened(&mut self, kind: &'static str, subject: &[u8; 16]) -> Outcome<()> {
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        const MINUTE_MS: i64 = 60_000;
        let minute_ms = to_ms(start_of_minute(self.now()));
        if looks::is_logged(
            self.store.con(),
            who.as_ref(),
            subject,
            (Access::Opened.code(), kind),
            (minute_ms, minute_ms.saturating_add(MINUTE_MS)),
        )? {
            return Ok(());
        }
        self.look(Access::Opened, kind, Some(*subject), "")
    }

    fn read_card(&self, id: Id<Family>) -> Outcome<FamilyCard> {
        let con = self.store.con();
        let Some(family) = families::load(con, id)? else {
            return refused("Esta família não está mais no cadastro.");
        };
        let today = self.today();
        let open = !family.secret || self.may(Right::SeeSecret);
        let home = families::household(con, id)?;
        let lines = families::people_of(con, id)?;
        let addresses = families::addresses(con, id)?;
        let phones = families::phones(con, id)?;
        let (past, current): (Vec<Address>, Vec<Address>) =
            addresses.into_iter().partition(|it| it.until.is_some());
        let address = current.into_iter().next().map(|it| it.facts);

        let all: Vec<Person> = lines.iter().map(|it| it.1.clone()).collect();
        let mut pending = pending::of_people(&home, &all, today);
        if open {
            pending.extend(pending::of_contact(&phones, address.is_some()));
        }
        let mut members = Vec::new();
        for (member, person) in lines.iter().filter(|it| it.0.is_current()) {
            let line = self.member_line(member, person, today)?;
            if line.elsewhere {
                let name = person.facts.first_name().to_string();
                pending.push(Pending::TwoFamilies {
                    person: person.id,
                    name,
                });
            }
            members.push(line);
        }
        let phone_lines = phones.iter().map(|it| phone_line(it, &all)).collect();
        Ok(FamilyCard {
            id,
            number: family.number,
            opened_on: family.opened_on,
            title: title(&home, &all),
            secret: family.secret,
            cod_familiar: family.facts.cod_familiar,
            address: Veil::when(open, || address),
            past_addresses: Veil::when(open, || past),
            phones: Veil::when(open, || phone_lines),
            members,
            former: former_lines(&lines),
            usual_visitor: self.usual_visitor(id, today)?,
            pending,
            visits: self.visit_lines(visits::of_family(con, id.bytes(), VISITS_MAX)?),
            technician: match family.technician {
                Some(who) => families::staff_name(con, who.bytes())?.map(|name| (who, name)),
                None => None,
            },
            pbf: family.facts.pbf,
            specificity: family.facts.specificity,
            gpte: family.facts.gpte,
            community: Veil::when(open, || family.facts.community),
            homeless: family.facts.homeless,
            note: family.facts.note,
        })
    }

    fn member_line(&self, member: &Member, it: &Person, today: NaiveDate) -> Outcome<MemberLine> {
        let con = self.store.con();
        let numbers = self.may(Right::SeeNumbers);
        let sensitive = self.may(Right::SeeSensitive);
        let facts = &it.facts;
        let documents = people::documents(con, it.id)?;
        let elsewhere = families::lines_of(con, it.id)?
            .iter()
            .any(|line| line.is_current() && line.family != member.family);
        let masked = |whole: String, masked: String| if numbers { whole } else { masked };
        Ok(MemberLine {
            person: it.id,
            name: facts.listed_name(),
            civil_name: (!facts.social_name.is_empty()).then(|| facts.name.clone()),
            kinship: member.kinship,
            birth: facts.birth.text(),
            age: facts.birth.age_text(it.died_on.unwrap_or(today)),
            age_years: it.age(today),
            sex: facts.sex.map_or("", |it| it.label()),
            cpf: masked(mask_cpf(&facts.cpf), hide_cpf(&facts.cpf)),
            nis: masked(mask_nis(&facts.nis), hide_nis(&facts.nis)),
            race: Veil::when(sensitive, || facts.race),
            disability: Veil::when(sensitive, || facts.disability.clone()),
            support: facts.support.clone(),
            schooling: facts.schooling.map_or("", |it| it.label()),
            occupation: facts.occupation.map_or("", |it| it.label()),
            bpc: facts.bpc,
            homeless: facts.homeless,
            mother: facts.mother.clone(),
            documents: Veil::when(numbers, || documents),
            elsewhere,
        })
    }

    fn usual_visitor(
        &self,
        id: Id<Family>,
        today: NaiveDate,
    ) -> Outcome<Option<(Id<Person>, String, u32)>> {
        let since = today
            .checked_sub_days(Days::new(USUAL_DAYS))
            .unwrap_or(today);
        let con = self.store.con();
        let Some((who, times)) = visits::usual_visitor(con, id.bytes(), since)? else {
            return Ok(None);
        };
        let person = people::load(con, who)?;
        Ok(person.map(|it| (who, it.facts.shown_name().to_string(), times)))
    }

    pub(super) fn visit_lines(&self, all: Vec<Visit>) -> Vec<VisitLine> {
        let sees = self.may(Right::TakeReserved);
        all.into_iter()
            .map(|it| VisitLine {
                day: it.day,
                code: it.code,
                name: it.name,
                demands: Veil::when(sees || !it.reserved, || it.demands),
                outcome: it.state.label(),
                attendant: it.attendant,
            })
            .collect()
    }
}

fn phone_line(it: &Phone, people: &[Person]) -> PhoneLine {
    let of_family = it
        .person
        .and_then(|id| people.iter().find(|person| person.id == id))
        .map(|person| person.facts.first_name().to_string());
    PhoneLine {
        digits: it.digits.clone(),
        text: it.text(),
        owner: of_family.unwrap_or_else(|| it.owner.clone()),
        person: it.person,
        message: it.message,
    }
}

fn former_lines(lines: &[(Member, Person)]) -> Vec<FormerLine> {
    let mut out: Vec<FormerLine> = lines
        .iter()
        .filter_map(|(member, person)| {
            Some(FormerLine {
                person: person.id,
                name: person.facts.shown_name().to_string(),
                kinship: member.kinship,
                until: member.until?,
                reason: member.reason,
            })
        })
        .collect();
    sort_by_key(&mut out, |it| std::cmp::Reverse(it.until));
    out
}

/// The family is called by its reference person; one whose people all left,
/// by the last line.
fn title(home: &Household, people: &[Person]) -> String {
    home.reference()
        .or(home.members.last())
        .and_then(|line| people.iter().find(|it| it.id == line.person))
        .map_or_else(String::new, |it| it.facts.shown_name().to_string())
}

fn start_of_minute(now: DateTime<Utc>) -> DateTime<Utc> {
    use chrono::Timelike;
    now.with_second(0)
        .and_then(|it| it.with_nanosecond(0))
        .unwrap_or(now)
}
