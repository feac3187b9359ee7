//! The desk's own people and the CadÚnico base in one answer. Somebody who
//! stands in both is shown once, as the desk knows them. What the desk keeps
//! under secrecy is not told by the base either.

use std::cell::Ref;
use std::collections::BTreeSet;

use super::desk::Desk;
use super::search::{HITS_MAX, Hit, SearchAnswer, Source};
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
        let answer = self.own(typed, room)?;
        if self.bases.cecad.is_none() {
            return Ok(answer);
        }
        match self.with_base(answer.clone(), room) {
            // A base that stopped being readable is no reason to find nobody.
            Err(Failure::Refused(_)) => Ok(answer),
            other => other,
        }
    }

    fn with_base(&self, mut answer: SearchAnswer, max: usize) -> Outcome<SearchAnswer> {
        let month = self.bases.cecad.as_ref().map(|it| it.month.spoken());
        answer.base_month = month;
        let mut sure = Vec::new();
        for reading in answer.needle.readings.clone() {
            self.ask_base(&reading, max, &mut sure)?;
        }
        let shown: Vec<i64> = sure.iter().map(|it| it.row).collect();
        let own_sure = answer.similar_from.unwrap_or(answer.rows.len());
        let mut alike: Vec<Hit> = answer.rows.split_off(own_sure);
        // Half of the lines are the base's when it has so many.
        let own_room = max - sure.len().min(max / 2);
        answer.more |= answer.rows.len() + sure.len() > max;
        answer.rows.truncate(own_room);
        let room = max - answer.rows.len();
        let mut sure = self.unknown_to_desk(sure, room)?;
        answer.rows.append(&mut sure);
        if let Some(words) = answer.needle.words()
            && answer.rows.len() < FEW
        {
            let typed = words.join(" ");
            let heard = base::by_sound(self.store.con(), &typed, &shown, max / 2)?;
            alike.extend(self.unknown_to_desk(heard, max / 2)?);
        }
        let similar_from = answer.rows.len();
        answer.rows.append(&mut alike);
        answer.rows.truncate(max);
        answer.similar_from = (similar_from < answer.rows.len()).then_some(similar_from);
        Ok(answer)
    }

    fn ask_base(&self, reading: &Reading, max: usize, hits: &mut Vec<BaseHit>) -> Outcome<()> {
        let con = self.store.con();
        let mut add = |found: Vec<BaseHit>| {
            for it in found {
                if !hits.iter().any(|other| other.row == it.row) {
                    hits.push(it);
                }
            }
        };
        match reading {
            Reading::Words(words) => add(base::by_name(con, &words.join(" "), max + 1)?),
            Reading::Eleven(digits) => {
                add(base::by_cpf(con, digits)?);
                add(base::by_nis(con, digits)?);
                add(base::by_family(con, digits)?);
            }
            Reading::FamilyCode(code) => add(base::by_family(con, code)?),
            Reading::Birth(day) => add(base::by_birth(con, *day)?),
            Reading::PhoneEnd(digits) => {
                // To be found by phone is to be told where somebody is.
                for it in base::by_phone_end(con, digits)? {
                    if !self.is_protected(&it.code)? {
                        add(vec![it]);
                    }
                }
            }
            Reading::Line(_) | Reading::Ticket(_) => {}
        }
        Ok(())
    }

    /// Lines of those whom the desk does not have, at most `max`.
    fn unknown_to_desk(&self, found: Vec<BaseHit>, max: usize) -> Outcome<Vec<Hit>> {
        let hidden = self.hidden_codes()?;
        let mut out = Vec::new();
        for it in found {
            if out.len() >= max {
                break;
            }
            if !search::knows(self.store.con(), it.row)? {
                let open = hidden.as_ref().is_none_or(|all| !all.contains(&it.code));
                out.push(self.base_hit(it, open));
            }
        }
        Ok(out)
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
