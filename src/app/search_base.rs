//! The desk's own people and the CadÚnico base in one answer. Somebody who
//! stands in both is shown once, as the desk knows them. What the desk keeps
//! under secrecy is not told by the base either.

use std::cell::Ref;
use std::collections::BTreeSet;

use super::desk::Desk;
use super::search::{HITS_MAX, Hit, Own, SearchAnswer, Source};
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::codes::Kinship;
use crate::domain::date::Birth;
use crate::domain::fault::{Failure, Outcome};
use crate::domain::ids::hide_cpf;
use crate::domain::name::{fold, title_case};
use crate::domain::needle::Reading;
use crate::store::base::{self, BaseHit};
use crate::store::{loads, search};

/// Fewer sure rows than this, and the base too is asked how names sound.
const FEW: usize = 10;

/// Códigos familiares of the base that may not be told to this role, and when
/// that was true.
#[derive(Debug, Clone, Default)]
pub(super) struct Protected {
    at: Option<(u64, i64)>,
    codes: BTreeSet<String>,
}

impl Desk {
    /// Everybody that what was typed finds: the desk's own first, then the
    /// base, then those whose names only sound alike.
    ///
    /// # Errors
    /// Refused by role.
    pub fn search(&self, typed: &str) -> Outcome<SearchAnswer> {
        self.search_up_to(typed, HITS_MAX)
    }

    /// The first lines of the same answer, at most `room`: what a screen shows
    /// at once costs less than what it could be scrolled to.
    ///
    /// # Errors
    /// Refused by role.
    pub fn search_up_to(&self, typed: &str, room: usize) -> Outcome<SearchAnswer> {
        let room = room.clamp(1, HITS_MAX);
        let _view = self.store.view()?;
        let own = self.own(typed, room)?;
        if self.bases.cecad.is_none() {
            return self.answer(own);
        }
        match self.with_base(&own, room) {
            // A base that stopped being readable is no reason to find nobody.
            Err(Failure::Refused(_)) => self.answer(own),
            other => other,
        }
    }

    /// Rows first, and then what is to be shown of those that find a place.
    fn with_base(&self, own: &Own, max: usize) -> Outcome<SearchAnswer> {
        let mut sure = Vec::new();
        for reading in &own.needle.readings {
            self.ask_base(reading, max, &mut sure)?;
        }
        // Half of the lines are the base's when it has so many.
        let own_room = max - sure.len().min(max / 2);
        let shown = own_room.min(own.sure.len());
        let mut rows = self.hits(&own.sure[..shown])?;
        let room = max - rows.len();
        rows.append(&mut self.unknown_to_desk(&sure, room)?);
        let similar_from = rows.len();
        let mut alike = own.alike.clone();
        let mut heard = Vec::new();
        if let Some(words) = own.needle.words()
            && rows.len() < FEW
        {
            let typed = words.join(" ");
            heard = base::heard(self.store.con(), &typed, &sure, max / 2)?;
        }
        alike.truncate(max - rows.len());
        rows.append(&mut self.hits(&alike)?);
        let room = (max - rows.len()).min(max / 2);
        rows.append(&mut self.unknown_to_desk(&heard, room)?);
        Ok(SearchAnswer {
            needle: own.needle.clone(),
            similar_from: (similar_from < rows.len()).then_some(similar_from),
            rows,
            more: own.more || own.sure.len() + sure.len() > max,
            base_month: self.bases.cecad.as_ref().map(|it| it.month.spoken()),
        })
    }

    /// Rows of the base for one reading of what was typed.
    fn ask_base(&self, reading: &Reading, max: usize, rows: &mut Vec<i64>) -> Outcome<()> {
        let con = self.store.con();
        let mut add = |found: Vec<i64>| {
            for it in found {
                if !rows.contains(&it) {
                    rows.push(it);
                }
            }
        };
        let rows_of = |hits: Vec<BaseHit>| hits.into_iter().map(|it| it.row).collect();
        match reading {
            Reading::Words(words) => add(base::named(con, &words.join(" "), max + 1)?),
            Reading::Eleven(digits) => {
                add(rows_of(base::by_cpf(con, digits)?));
                add(rows_of(base::by_nis(con, digits)?));
                add(rows_of(base::by_family(con, digits)?));
            }
            Reading::FamilyCode(code) => add(rows_of(base::by_family(con, code)?)),
            Reading::Birth(day) => add(rows_of(base::by_birth(con, *day)?)),
            Reading::PhoneEnd(digits) => {
                // To be found by phone is to be told where somebody is.
                for it in base::by_phone_end(con, digits)? {
                    if !self.is_protected(&it.code)? {
                        add(vec![it.row]);
                    }
                }
            }
            Reading::Line(_) | Reading::Ticket(_) => {}
        }
        Ok(())
    }

    /// Lines of those whom the desk does not have, at most `max`.
    fn unknown_to_desk(&self, rows: &[i64], max: usize) -> Outcome<Vec<Hit>> {
        let con = self.store.con();
        let hidden = self.hidden_codes()?;
        let unknown = search::unknown(con, rows, max)?;
        let hits = base::read(con, &unknown)?.into_iter();
        let hits = hits.map(|it| {
            let open = hidden.as_ref().is_none_or(|all| !all.contains(&it.code));
            self.base_hit(it, open)
        });
        Ok(hits.collect())
    }

    fn base_hit(&self, it: BaseHit, open: bool) -> Hit {
        let birth = it.birth.map_or(Birth::Unknown, Birth::Known);
        // One field of the file holds an apelido or the nome social; which of
        // the two only the person can say, so both names are shown.
        let name = title_case(&it.name);
        let social = it.social.as_deref().map(title_case);
        let kinship = it.kinship.map(|it| it.to_string());
        Hit {
            name: match social.filter(|it| fold(it) != fold(&name)) {
                Some(social) => format!("{name} ({social})"),
                None => name,
            },
            birth,
            age: birth.age_short(self.today()),
            cpf: hide_cpf(it.cpf.as_deref().unwrap_or_default()),
            district: Veil::when(open, || {
                it.place.as_deref().map(title_case).unwrap_or_default()
            }),
            number: None,
            kinship: kinship.as_deref().and_then(Kinship::from_code),
            reference: String::new(),
            pbf: None,
            ticket: None,
            pending: 0,
            secret: !open,
            dead: false,
            former: false,
            source: Source::Base {
                row: it.row,
                code: it.code,
            },
        }
    }

    /// Whether somebody of this family of the base is under secrecy at the
    /// desk, for a role that may not see it.
    pub(super) fn is_protected(&self, code: &str) -> Outcome<bool> {
        let hidden = self.hidden_codes()?;
        Ok(hidden.is_some_and(|all| all.contains(code)))
    }

    /// Every código familiar that may not be told to this role; `None` for a
    /// role that is told all.
    fn hidden_codes(&self) -> Outcome<Option<Ref<'_, BTreeSet<String>>>> {
        if self.may(Right::SeeSecret) {
            return Ok(None);
        }
        self.secret_codes()
    }

    /// Every código familiar with somebody under secrecy at the desk. Looked up
    /// again only after something was written.
    fn secret_codes(&self) -> Outcome<Option<Ref<'_, BTreeSet<String>>>> {
        if self.bases.cecad.is_none() {
            return Ok(None);
        }
        let con = self.store.con();
        let at = (con.total_changes(), self.store.data_version()?);
        if self.protected.borrow().at != Some(at) {
            let codes = protected_codes(con)?;
            *self.protected.borrow_mut() = Protected {
                at: Some(at),
                codes,
            };
        }
        Ok(Some(Ref::map(self.protected.borrow(), |it| &it.codes)))
    }

    /// To be asked again with another base.
    pub(super) fn forget_protected(&self) {
        *self.protected.borrow_mut() = Protected::default();
    }
}

/// As the file is now; inside a write, what no other desk changes meanwhile.
pub(super) fn protected_codes(con: &rusqlite::Connection) -> Outcome<BTreeSet<String>> {
    let mut out = BTreeSet::new();
    for it in loads::under_secrecy(con)? {
        let mut hits = Vec::new();
        if !it.cpf.is_empty() {
            hits.extend(base::by_cpf(con, &it.cpf)?);
        }
        if !it.nis.is_empty() {
            hits.extend(base::by_nis(con, &it.nis)?);
        }
        // People without numbers are the same by name and birth.
        if let Some(birth) = it.birth {
            let born = base::by_birth(con, birth)?.into_iter();
            hits.extend(born.filter(|hit| fold(&hit.name) == fold(&it.name)));
        }
        out.insert(it.code);
        out.extend(hits.into_iter().map(|it| it.code));
    }
    out.remove("");
    Ok(out)
}
