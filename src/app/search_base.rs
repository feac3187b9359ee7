//! The desk's own people and the CadÚnico base in one answer. Somebody who
//! stands in both is shown once, as the desk knows them.

use super::desk::Desk;
use super::search::{HITS_MAX, Hit, SearchAnswer, Source};
use super::veil::Veil;
use crate::domain::codes::Kinship;
use crate::domain::date::Birth;
use crate::domain::fault::Outcome;
use crate::domain::needle::Reading;
use crate::store::base::{self, BaseHit};
use crate::store::search;

/// Fewer sure rows than this, and the base too is asked how names sound.
const FEW: usize = 10;

impl Desk {
    /// Everybody that what was typed finds: the desk's own first, then the
    /// base, then those whose names only sound alike.
    ///
    /// # Errors
    /// Refused by role.
    pub fn search(&self, typed: &str) -> Outcome<SearchAnswer> {
        let mut answer = self.search_desk(typed)?;
        let Some(month) = self.bases().cecad.as_ref().map(|it| it.month) else {
            return Ok(answer);
        };
        answer.base_month = Some(month.spoken());
        let mut sure = Vec::new();
        for reading in answer.needle.readings.clone() {
            self.ask_base(&reading, &mut sure)?;
        }
        let shown: Vec<i64> = sure.iter().map(|it| it.row).collect();
        let mut sure = self.unknown_to_desk(sure)?;
        let own = answer.similar_from.unwrap_or(answer.rows.len());
        let mut alike: Vec<Hit> = answer.rows.split_off(own);
        answer.more |= answer.rows.len() + sure.len() > HITS_MAX;
        answer.rows.append(&mut sure);
        if let Some(words) = answer.needle.words()
            && answer.rows.len() < FEW
        {
            let typed = words.join(" ");
            let heard = base::by_sound(self.store.con(), &typed, &shown, HITS_MAX)?;
            alike.extend(self.unknown_to_desk(heard)?);
        }
        answer.rows.truncate(HITS_MAX);
        let similar_from = answer.rows.len();
        answer.rows.append(&mut alike);
        answer.rows.truncate(HITS_MAX);
        answer.similar_from = (similar_from < answer.rows.len()).then_some(similar_from);
        Ok(answer)
    }

    fn ask_base(&self, reading: &Reading, hits: &mut Vec<BaseHit>) -> Outcome<()> {
        let con = self.store.con();
        let mut add = |found: Vec<BaseHit>| {
            for it in found {
                if !hits.iter().any(|other| other.row == it.row) {
                    hits.push(it);
                }
            }
        };
        match reading {
            Reading::Words(words) => add(base::by_name(con, &words.join(" "), HITS_MAX)?),
            Reading::Eleven(digits) => {
                add(base::by_cpf(con, digits)?);
                add(base::by_nis(con, digits)?);
                add(base::by_family(con, digits)?);
            }
            Reading::FamilyCode(code) => add(base::by_family(con, code)?),
            Reading::Birth(day) => add(base::by_birth(con, *day)?),
            Reading::PhoneEnd(digits) => add(base::by_phone_end(con, digits)?),
            Reading::Line(_) | Reading::Ticket(_) => {}
        }
        Ok(())
    }

    fn unknown_to_desk(&self, found: Vec<BaseHit>) -> Outcome<Vec<Hit>> {
        let mut out = Vec::new();
        for it in found {
            if !search::knows(self.store.con(), it.row)? {
                out.push(self.base_hit(it));
            }
        }
        Ok(out)
    }

    fn base_hit(&self, it: BaseHit) -> Hit {
        let birth = it.birth.map_or(Birth::Unknown, Birth::Known);
        // One field of the file holds an apelido or the nome social; which of
        // the two only the person can say, so both names are shown.
        let name = match &it.social {
            Some(social) if !social.is_empty() => format!("{} ({social})", it.name),
            Some(_) | None => it.name.clone(),
        };
        let kinship = it.kinship.map(|it| it.to_string());
        Hit {
            name,
            birth,
            age: birth.age_short(self.today()),
            cpf: String::new(),
            district: Veil::Open(it.place.unwrap_or_default()),
            number: None,
            kinship: kinship.as_deref().and_then(Kinship::from_code),
            reference: String::new(),
            pbf: None,
            ticket: None,
            pending: 0,
            secret: false,
            dead: false,
            former: false,
            source: Source::Base {
                row: it.row,
                code: it.code,
            },
        }
    }
}
