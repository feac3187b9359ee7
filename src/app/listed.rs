//! A search that leaves the screen (command line, SSH, a file): what was looked
//! for is nobody's business, that somebody listed people is in the access log.

use super::desk::Desk;
use super::search::SearchAnswer;
use crate::domain::act::Access;
use crate::domain::fault::Outcome;

impl Desk {
    /// The people that what was typed finds, and a line in the access log.
    ///
    /// # Errors
    /// Refused by role.
    pub fn search_listed(&mut self, typed: &str) -> Outcome<SearchAnswer> {
        let answer = self.search(typed)?;
        self.look(Access::Listed, "search", None, "")?;
        Ok(answer)
    }
}
