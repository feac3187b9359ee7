//! Which groups whoever is logged in reaches, and under which name they see
//! the people in them.

use rusqlite::Connection;

use crate::app::desk::Desk;
use crate::domain::access::{Right, Role};
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{Group, TeamMember};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::store::families;
use crate::store::groups::{Face, list};

/// What stands for a name that this role is not told here.
pub(super) const UNDER_SECRECY: &str = "(sob sigilo)";

impl Desk {
    /// The group, if whoever is logged in reaches it.
    ///
    /// # Errors
    /// Refused by role, for an orientador who does not work in it, and when it
    /// is gone.
    pub(super) fn reached(&self, right: Right, con: &Connection, id: Id<Group>) -> Outcome<Group> {
        self.require(right)?;
        let Some(group) = list::by_id(con, id)? else {
            return refused("Este grupo saiu da lista. Escolha outro.");
        };
        if self.reaches_all() || self.works_in(&list::team(con)?, id) {
            return Ok(group);
        }
        refused("Este grupo é de outra equipe. Peça à coordenação para entrar nele.")
    }

    /// Whether this role sees every group, and not its own only.
    pub(super) fn reaches_all(&self) -> bool {
        self.session().is_some_and(|it| it.role != Role::Instructor)
    }

    pub(super) fn works_in(&self, team: &[TeamMember], group: Id<Group>) -> bool {
        let me = self.session().map(|it| it.staff);
        team.iter()
            .any(|it| it.group == group && it.staff.is_some() && it.staff == me)
    }

    /// The name as this role sees it in a list of a group or class: whoever
    /// works in the group knows the people in it; the counter is not told
    /// where somebody under secrecy goes.
    pub(in crate::app) fn name_in_list(&self, it: &Face) -> String {
        if it.secret && self.is_secret_here() {
            UNDER_SECRECY.to_string()
        } else {
            it.name.clone()
        }
    }

    /// Stops whoever is not told where somebody under secrecy goes: an answer
    /// about a place in a group would tell it.
    pub(in crate::app) fn told_where(&self, person: Id<Person>) -> Outcome<()> {
        if self.is_secret_here() && families::secret_of(self.store.con(), person)? {
            return refused("Pessoa sob sigilo: quem inscreve é a equipe técnica.");
        }
        Ok(())
    }

    /// Whether this role is not told which group somebody under secrecy is in.
    pub(in crate::app) fn is_secret_here(&self) -> bool {
        self.reaches_all() && !self.may(Right::SeeSecret)
    }
}
