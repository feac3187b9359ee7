//! Three and six months after a course: whoever finished is called to hear how
//! it goes, if the unit wants to know. Nobody is called twice for one date.

use chrono::{Days, Months, NaiveDate};

use crate::app::agenda::{called, phone_of, unanswered};
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::Reach;
use crate::domain::courses::{
    Application, Applied, FOLLOW_UP_MONTHS, FollowOutcome, FollowUp, due_on,
};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::agenda::contacts;
use crate::store::courses::{applications, follow_ups};

/// Days in which the call for a date is made; afterwards it is too late for
/// what it wants to know.
const CALL_DAYS: u64 = 90;

/// Somebody to be called about how it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpDue {
    pub application: Id<Application>,
    pub person: Id<Person>,
    pub name: String,
    pub course: String,
    /// 3 or 6.
    pub months: u32,
    pub due_on: NaiveDate,
    /// National digits; empty when there is none or it is hidden.
    pub phone: String,
    pub phone_hidden: bool,
    /// How the last call since then ended.
    pub reach: Option<Reach>,
    /// Calls in a row since then that nobody answered.
    pub unanswered: u32,
}

impl Desk {
    /// Who is to be called, the longest due first; of two dates of one person
    /// only the later.
    ///
    /// # Errors
    /// Refused by role.
    pub fn follow_ups_due(&self) -> Outcome<Vec<FollowUpDue>> {
        self.require(Right::Apply)?;
        let con = self.store.con();
        let (today, zone) = (self.today(), self.zone());
        let last = FOLLOW_UP_MONTHS.into_iter().max().unwrap_or(0);
        let since = today
            .checked_sub_months(Months::new(last))
            .and_then(|it| it.checked_sub_days(Days::new(CALL_DAYS)))
            .unwrap_or(NaiveDate::MIN);
        let told = follow_ups::all(con)?;
        let mut out = Vec::new();
        for it in follow_ups::finishers(con, since)? {
            let due = FOLLOW_UP_MONTHS.into_iter().rev().find_map(|months| {
                let due = due_on(it.ended, months);
                let until = due.checked_add_days(Days::new(CALL_DAYS))?;
                (due <= today && today <= until).then_some((months, due))
            });
            let Some((months, due)) = due else { continue };
            if (told.iter()).any(|told| told.application == it.application && told.months >= months)
            {
                continue;
            }
            let hidden = it.face.secret && self.is_secret_here();
            let phone = match hidden {
                true => String::new(),
                false if it.phone.is_empty() => phone_of(con, it.face.person)?,
                false => it.phone,
            };
            let mut tries = contacts::of(con, it.application.bytes())?;
            tries.retain(|it| zone.day(it.at) >= due);
            out.push(FollowUpDue {
                application: it.application,
                person: it.face.person,
                name: self.name_in_list(&it.face),
                course: it.course,
                months,
                due_on: due,
                phone,
                phone_hidden: hidden,
                reach: tries.last().map(|it| it.reach),
                unanswered: unanswered(&tries),
            });
        }
        out.sort_by(|a, b| (a.due_on, &a.name).cmp(&(b.due_on, &b.name)));
        Ok(out)
    }

    /// What somebody told, `months` (3 or 6) after the course.
    ///
    /// # Errors
    /// Refused by role, when the application is gone, before it was finished,
    /// or when another desk noted it first.
    pub fn note_follow_up(
        &mut self,
        id: Id<Application>,
        months: u32,
        outcome: FollowOutcome,
    ) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::FollowedUp, |acting| {
            let found = applications::by_id(acting.tx, id)?;
            let ended = found.is_some_and(|it| it.application.state == Applied::Finished);
            if !ended || !FOLLOW_UP_MONTHS.contains(&months) {
                return refused("Esta inscrição não está mais entre as de quem concluiu.");
            }
            let told = follow_ups::of_application(acting.tx, id)?;
            if told.iter().any(|it| it.months == months) {
                return refused("Outra mesa acaba de anotar esta resposta.");
            }
            let it = FollowUp {
                id: acting.draw(),
                application: id,
                months,
                outcome,
                at: acting.now,
            };
            let by = acting.who.as_ref().map(|it| it.staff);
            let change = follow_ups::save(acting.tx, &it, by)?;
            acting.note(change);
            Ok(())
        })
    }

    /// A call that brought no answer.
    ///
    /// # Errors
    /// Refused by role, or when the application is gone.
    pub fn note_follow_up_call(&mut self, id: Id<Application>, reach: Reach) -> Outcome<()> {
        self.require(Right::Apply)?;
        self.act(Act::Contacted, |acting| {
            if applications::by_id(acting.tx, id)?.is_none() {
                return refused("Esta inscrição não está mais na lista.");
            }
            called(acting, *id.bytes(), reach)
        })
    }
}
