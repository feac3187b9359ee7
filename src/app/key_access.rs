//! Reading with a key instead of a password: somebody the coordination marked
//! comes in by SSH, with one key a person, and may ask a closed list of
//! questions. Whoever can run this at all already reads the unit's file; the
//! mark is there so that each look has a name, and so that a lost phone is
//! closed by a setting. No act can be done this way: the session ends with the
//! answer.

use super::desk::Desk;
use crate::domain::act::Access;
use crate::domain::fault::{Outcome, refused};
use crate::domain::unit::Setting;
use crate::store::staff;

/// How the access log tells these looks from those at the counter.
const BY_KEY: &str = "chave SSH";

impl Desk {
    /// Opens a session for reading, without a password.
    ///
    /// # Errors
    /// Refused unless the coordination gave this login a key and its owner
    /// works here with a password of their own. All three get one answer.
    pub fn enter_by_key(&mut self, login: &str) -> Outcome<()> {
        let login = login.trim().to_lowercase();
        let marked = self.setting(Setting::KeyAccess)?;
        let found = staff::by_login(self.store.con(), &login)?;
        let allowed = marked.split_whitespace().any(|it| it == login);
        match found {
            Some(person) if allowed && person.active && !person.must_change => {
                self.begin(&person);
                let id = Some(*person.id.bytes());
                self.look(Access::LoggedIn, "staff", id, BY_KEY)
            }
            other => {
                let id = other.map(|it| *it.id.bytes());
                self.look(Access::LoginRefused, "staff", id, BY_KEY)?;
                refused(
                    "Esta chave não lê a agenda. Peça à coordenação: Configurações, «Quem lê por \
                     SSH com chave própria».",
                )
            }
        }
    }

    /// Logins of the setting that are nobody's here.
    pub(super) fn strangers(&self, logins: &str) -> Outcome<Vec<String>> {
        let team = staff::all(self.store.con())?;
        let known = |login: &str| team.iter().any(|it| it.login == login);
        let strangers = logins.split_whitespace().filter(|it| !known(it));
        Ok(strangers.map(str::to_string).collect())
    }
}
