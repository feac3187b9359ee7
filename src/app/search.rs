//! The box: what was typed, read by its shape, and the people it finds. Each
//! line is light and already filtered by role; opening a family is another act.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::desk::Desk;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::codes::Kinship;
use crate::domain::date::Birth;
use crate::domain::family::Family;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ids::hide_cpf;
use crate::domain::name::{fold, matches, name_key, rank_if, required, sound_word};
use crate::domain::needle::{Needle, Reading};
use crate::domain::person::Person;
use crate::domain::ticket::State;
use crate::store::people;
use crate::store::search::{self, Found, Key};

/// Lines of one answer.
pub const HITS_MAX: usize = 50;
/// Fewer than this and names that only sound alike are looked for too.
const FEW: usize = 10;

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The desk's own registry.
    Desk {
        person: Id<Person>,
        family: Option<Id<Family>>,
    },
    /// The CadÚnico base in use: its row and código familiar.
    Base { row: i64, code: String },
}

/// One line of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub source: Source,
    /// Nome social first, apelido in parentheses.
    pub name: String,
    pub birth: Birth,
    /// "43a", "~40a".
    pub age: String,
    /// CPF, the middle only; empty when there is none.
    pub cpf: String,
    pub district: Veil<String>,
    /// Number of the Prontuário.
    pub number: Option<u32>,
    pub kinship: Option<Kinship>,
    /// The family's reference person, when it is somebody else.
    pub reference: String,
    pub pbf: Option<bool>,
    /// Ticket of today: code and state.
    pub ticket: Option<(String, State)>,
    /// What this person still lacks (CPF, documents, birth).
    pub pending: u32,
    pub secret: bool,
    pub dead: bool,
    /// Left the family shown.
    pub former: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchAnswer {
    /// How the text was read; the day's line and tickets are the caller's.
    pub needle: Needle,
    pub rows: Vec<Hit>,
    /// From this row on, names only sound alike: say so on screen.
    pub similar_from: Option<usize>,
    /// There may be more than what is shown.
    pub more: bool,
    /// "05/2026" when the base took part.
    pub base_month: Option<String>,
}

/// Rows of the desk's own people that were found: what they show is read only
/// of those that will be shown.
pub(super) struct Own {
    pub needle: Needle,
    pub sure: Vec<i64>,
    /// Names that only sound alike.
    pub alike: Vec<i64>,
    pub more: bool,
}

impl Desk {
    /// The desk's own people that what was typed finds.
    ///
    /// # Errors
    /// Refused by role.
    pub fn search_desk(&self, typed: &str) -> Outcome<SearchAnswer> {
        let _view = self.store.view()?;
        let own = self.own(typed, HITS_MAX)?;
        self.answer(own)
    }

    /// An answer of the desk's own people alone.
    pub(super) fn answer(&self, own: Own) -> Outcome<SearchAnswer> {
        let sure = own.sure.len();
        let mut rows = own.sure;
        rows.extend(own.alike);
        Ok(SearchAnswer {
            needle: own.needle,
            similar_from: (sure < rows.len()).then_some(sure),
            rows: self.hits(&rows)?,
            more: own.more,
            base_month: None,
        })
    }

    /// At most `room` rows for what was typed.
    pub(super) fn own(&self, typed: &str, room: usize) -> Outcome<Own> {
        self.require(Right::SeeFamilies)?;
        let today = self.today();
        let needle = Needle::parse(typed, today);
        let mut rows = Vec::new();
        let mut similar = Vec::new();
        for reading in &needle.readings {
            let found = match reading {
                Reading::Words(words) => {
                    let (sure, alike) = self.named(words)?;
                    similar = alike;
                    sure
                }
                Reading::Line(_)
                | Reading::Ticket(_)
                | Reading::Eleven(_)
                | Reading::Birth(_)
                | Reading::PhoneEnd(_)
                | Reading::FamilyCode(_) => self.numbered(reading)?,
            };
            if rows.is_empty() {
                rows = found;
            } else {
                add(&mut rows, found);
            }
        }
        let more = rows.len() > room;
        rows.truncate(room);
        let mut alike = Vec::new();
        add(&mut alike, similar);
        alike.retain(|it| !rows.contains(it));
        alike.truncate(room - rows.len());
        Ok(Own {
            needle,
            sure: rows,
            alike,
            more,
        })
    }

    /// Who of the desk may be the person being typed: same number, same name
    /// and birth, or a name alike. At most a handful, the surest first.
    ///
    /// # Errors
    /// Refused by role.
    pub fn suspects(&self, name: &str, birth: Birth, cpf: &str, nis: &str) -> Outcome<Vec<Hit>> {
        const SUSPECTS_MAX: usize = 6;
        self.require(Right::SeeFamilies)?;
        let con = self.store.con();
        let mut rows = Vec::new();
        for number in [cpf, nis].into_iter().filter(|it| it.len() == 11) {
            add(&mut rows, search::by_eleven(con, number)?);
        }
        if let Some(day) = birth.date() {
            add(
                &mut rows,
                search::by_name_and_birth(con, &name_key(&[name]), day)?,
            );
        }
        let folded = fold(name);
        let words: Vec<String> = folded.split_whitespace().map(str::to_string).collect();
        // One name alone is half the town.
        if words.len() > 1 {
            let (sure, alike) = self.named(&words)?;
            add(&mut rows, sure);
            add(&mut rows, alike);
        }
        rows.truncate(SUSPECTS_MAX * 3);
        let mut hits = self.hits(&rows)?;
        // A known birth that differs by more than a slip is somebody else.
        hits.retain(|it| !is_other_person(it.birth, birth));
        hits.truncate(SUSPECTS_MAX);
        Ok(hits)
    }

    /// Rows by name in the order to show, and those that only sound alike.
    fn named(&self, words: &[String]) -> Outcome<(Vec<i64>, Vec<i64>)> {
        let con = self.store.con();
        let fragments: Vec<&str> = words.iter().map(String::as_str).collect();
        let wanted = required(&fragments);
        let keys = search::by_name(con, &words.join(" "), &wanted, HITS_MAX)?;
        let sure = ranked(keys, &fragments, &wanted);
        let mut alike = Vec::new();
        if sure.len() < FEW {
            let sounds: Vec<String> = wanted.iter().map(|it| sound_word(it)).collect();
            let sounds: Vec<&str> = sounds.iter().map(String::as_str).collect();
            // A sound that is not certain yet asks for nothing, and then the
            // others alone would find too much.
            if sounds.iter().any(|it| it.len() > 1) {
                alike = search::by_sound(con, &sounds)?
                    .into_iter()
                    .filter(|it| matches(&it.key, &sounds) && !sure.contains(&it.row))
                    .map(|it| it.row)
                    .collect();
            }
        }
        Ok((sure, alike))
    }

    fn numbered(&self, reading: &Reading) -> Outcome<Vec<i64>> {
        let con = self.store.con();
        match reading {
            Reading::Eleven(digits) => search::by_eleven(con, digits),
            Reading::FamilyCode(code) => search::by_code(con, code),
            Reading::Birth(day) => search::by_birth(con, *day),
            Reading::Line(number) => search::by_number(con, *number),
            Reading::PhoneEnd(digits) => {
                let mut rows = match digits.parse() {
                    // Few digits may also be the number of a Prontuário.
                    Ok(number) if digits.len() <= 6 => search::by_number(con, number)?,
                    Ok(_) | Err(_) => Vec::new(),
                };
                let sees = self.may(Right::SeeSecret);
                add(&mut rows, search::by_phone_end(con, digits, sees)?);
                Ok(rows)
            }
            Reading::Words(_) | Reading::Ticket(_) => Ok(Vec::new()),
        }
    }

    pub(super) fn hits(&self, rows: &[i64]) -> Outcome<Vec<Hit>> {
        let today = self.today();
        let sees = self.may(Right::SeeSecret);
        let found = search::found(self.store.con(), rows, today)?;
        Ok(found.into_iter().map(|it| hit(it, today, sees)).collect())
    }
}

/// The person of the desk with one of these numbers (CPF, NIS), or the same
/// name and birth, to be told apart from a line of the base.
pub(super) fn same_person(
    con: &rusqlite::Connection,
    (cpf, nis): (&str, &str),
    names: &[&str],
    birth: Option<NaiveDate>,
    today: NaiveDate,
) -> Outcome<Option<Id<Person>>> {
    if let Some(it) = people::with_number(con, cpf, nis, 1)?.first() {
        return Ok(Some(it.merged_into.unwrap_or(it.id)));
    }
    let Some(day) = birth else {
        return Ok(None);
    };
    let rows = search::by_name_and_birth(con, &name_key(names), day)?;
    let found = search::found(con, &rows, today)?;
    Ok(found.first().map(|it| it.person))
}

fn hit(it: Found, today: NaiveDate, sees_secret: bool) -> Hit {
    let papers = u32::try_from(it.missing).unwrap_or(0);
    let lacks = u32::from(it.cpf.is_empty()) + u32::from(it.birth == Birth::Unknown);
    let family = it.family;
    let secret = family.as_ref().is_some_and(|it| it.secret);
    Hit {
        source: Source::Desk {
            person: it.person,
            family: family.as_ref().map(|it| it.id),
        },
        name: it.name,
        birth: it.birth,
        age: it.birth.age_short(it.died_on.unwrap_or(today)),
        cpf: hide_cpf(&it.cpf),
        number: family.as_ref().map(|it| it.number),
        kinship: family.as_ref().map(|it| it.kinship),
        pbf: family.as_ref().and_then(|it| it.pbf),
        ticket: it.ticket,
        pending: if it.died_on.is_some() {
            0
        } else {
            papers + lacks
        },
        secret,
        dead: it.died_on.is_some(),
        former: family.as_ref().is_some_and(|it| !it.current),
        district: Veil::when(!secret || sees_secret, || {
            (family.as_ref()).map_or_else(String::new, |it| it.district.clone())
        }),
        reference: family.map_or_else(String::new, |it| it.reference),
    }
}

/// Those whose words differ for each fragment, best first; between equals, by
/// name. Each record once.
fn ranked(keys: Vec<Key>, fragments: &[&str], wanted: &[&str]) -> Vec<i64> {
    let mut keys: Vec<(u32, Key)> = keys
        .into_iter()
        .filter_map(|it| Some((rank_if(&it.key, wanted, fragments)?, it)))
        .collect();
    keys.sort_by(|a, b| (a.0, &a.1.key, a.1.row).cmp(&(b.0, &b.1.key, b.1.row)));
    let mut seen = HashSet::new();
    let rows = keys.into_iter().map(|it| it.1.row);
    rows.filter(|it| seen.insert(*it)).collect()
}

fn add(rows: &mut Vec<i64>, more: Vec<i64>) {
    for row in more {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
}

/// Both births are known and neither the year nor the day and month agree.
fn is_other_person(one: Birth, other: Birth) -> bool {
    use chrono::Datelike;
    match (one, other) {
        (Birth::Known(a), Birth::Known(b)) => {
            a.year() != b.year() && (a.day(), a.month()) != (b.day(), b.month())
        }
        (Birth::Known(_) | Birth::About { .. } | Birth::Unknown, _) => false,
    }
}
