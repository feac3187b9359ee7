//! Which meeting somebody means who asks for the roll: the one that is going
//! on, else today's others, else those of the last days whose roll was never
//! called.

use chrono::Days;

use super::meetings::MeetingView;
use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::agenda::Minute;
use crate::domain::fault::Outcome;
use crate::store::groups::list;

/// Days back in which a roll that was not called is still offered.
const BACK_DAYS: u64 = 14;

impl Desk {
    /// The meetings whose roll may be meant now, the likeliest first: of today
    /// the one going on, the ones over, the ones to come; then what was not
    /// called, the newest first. Cancelled ones are left out.
    ///
    /// # Errors
    /// Refused by role.
    pub fn rolls_at_hand(&self) -> Outcome<Vec<MeetingView>> {
        self.require(Right::MarkRoll)?;
        let con = self.store.con();
        let today = self.today();
        let now = Minute::of(self.zone().time(self.now()));
        let from = today.checked_sub_days(Days::new(BACK_DAYS));
        let team = list::team(con)?;
        let mut out = Vec::new();
        for group in list::all(con)? {
            if group.active && (self.reaches_all() || self.works_in(&team, group.id)) {
                let all = self.meetings_between(con, &group, from.unwrap_or(today), today)?;
                out.extend(
                    all.into_iter()
                        .filter(|it| !it.cancelled && (it.day == today || it.called_at.is_none())),
                );
            }
        }
        out.sort_by_cached_key(|it| {
            let minutes = i64::from(it.starts.get());
            let nearness = match it.day == today {
                false => (3, -minutes),
                true if it.starts > now => (2, minutes),
                true if it.ends > now => (0, -minutes),
                true => (1, -minutes),
            };
            let back = (today - it.day).num_days();
            (nearness.0, back, nearness.1, it.group.clone())
        });
        Ok(out)
    }
}
