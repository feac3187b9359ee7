//! Who is at the keyboard: entering, leaving, changing the password.

use super::desk::Desk;
use super::password;
use crate::domain::access::Role;
use crate::domain::act::{Access, Act};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::staff::{Session, Staff, login_problem, may_try, password_problem, wait_after};
use crate::domain::time::to_ms;
use crate::store::staff;

/// What follows a right password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    Working,
    /// The password was drawn by the program: a new one comes first.
    MustChangePassword,
}

impl Desk {
    /// Opens a session. A wrong name and a wrong password get one answer, and
    /// after three wrong tries in a row the wait grows.
    ///
    /// # Errors
    /// Refused with how long to wait, or that name and password do not match.
    pub fn log_in(&mut self, login: &str, typed: &str) -> Outcome<Entered> {
        let now = self.now();
        let login = login.trim().to_lowercase();
        // What cannot be anybody's name (a password typed in its place, say)
        // is neither looked up nor written down.
        if login_problem(&login).is_some() {
            password::holds(typed, None);
            return self.turned_away(None);
        }
        let (wrong, wait_until) = staff::tries(self.store.con(), &login)?;
        if !may_try(wait_until, now) {
            let seconds = (wait_until - now).num_seconds() + 1;
            return refused(format!(
                "Muitas tentativas seguidas. Espere {seconds} segundos e tente de novo; se \
                 esqueceu a senha, a coordenação faz outra."
            ));
        }
        let found = staff::by_login(self.store.con(), &login)?.filter(|it| it.active);
        let phc = match &found {
            Some(it) => staff::password(self.store.con(), it.id)?,
            None => None,
        };
        let holds = password::holds(typed, phc.as_deref());
        let known = found.as_ref().map(|it| *it.id.bytes());
        let Some(person) = found.filter(|_| holds) else {
            self.store.write(|tx| {
                // Counted where it is written: guesses at several desks add up.
                let wrong = staff::tries(tx, &login)?.0.saturating_add(1);
                staff::set_tries(tx, &login, wrong, now + wait_after(wrong))
            })?;
            return self.turned_away(known);
        };
        if wrong > 0 {
            self.store
                .write(|tx| staff::set_tries(tx, &login, 0, now))?;
        }
        self.begin(&person);
        if let Some(seat) = staff::seat(self.store.con(), &self.machine, person.id)? {
            self.seat = seat;
        }
        self.look(Access::LoggedIn, "staff", Some(*person.id.bytes()), "")?;
        Ok(if person.must_change {
            Entered::MustChangePassword
        } else {
            Entered::Working
        })
    }

    fn turned_away(&mut self, who: Option<[u8; 16]>) -> Outcome<Entered> {
        self.look(Access::LoginRefused, "staff", who, "")?;
        refused_at("senha", "Nome ou senha não conferem. Tente de novo.")
    }

    /// Whether this is the password of whoever is logged in (to unlock).
    ///
    /// # Errors
    /// As [`Desk::log_in`].
    pub fn unlock(&mut self, typed: &str) -> Outcome<()> {
        match self.session.clone() {
            None => refused("Entre com seu nome e senha."),
            Some(it) => self.log_in(&it.login, typed).map(drop),
        }
    }

    pub fn log_out(&mut self) {
        self.session = None;
        self.seat.clear();
    }

    /// Changes one's own password.
    ///
    /// # Errors
    /// Refused at the field when the old one is wrong or the new one too weak.
    pub fn change_password(&mut self, old: &str, new: &str) -> Outcome<()> {
        let session = self.working()?.0.clone();
        let phc = staff::password(self.store.con(), session.staff)?;
        if !password::holds(old, phc.as_deref()) {
            return refused_at("atual", "Esta não é a senha atual.");
        }
        if old == new {
            return refused_at("nova", "A senha nova é igual à atual.");
        }
        self.check_password(&session.login, new, "nova")?;
        self.write_password(session.staff, new, false)
    }

    pub(super) fn check_password(
        &self,
        login: &str,
        typed: &str,
        field: &'static str,
    ) -> Outcome<()> {
        let unit: Vec<String> = self.unit().map_or_else(Vec::new, |it| {
            [&it.name, &it.municipality]
                .into_iter()
                .flat_map(|text| text.split_whitespace().map(str::to_lowercase))
                .collect()
        });
        let words: Vec<&str> = unit.iter().map(String::as_str).collect();
        match password_problem(typed, login, &words) {
            Some(problem) => refused_at(field, problem),
            None => Ok(()),
        }
    }

    pub(super) fn write_password(
        &mut self,
        id: Id<Staff>,
        typed: &str,
        must_change: bool,
    ) -> Outcome<()> {
        // Hashing takes long: never inside the transaction.
        let phc = password::hash(typed, &self.ids.bytes(), self.cost())?;
        self.act(Act::PasswordChanged, |acting| {
            let at = to_ms(acting.now);
            let change = staff::set_password(acting.tx, id, &phc, at)?;
            acting.note(Some(change));
            if let Some(mut person) = staff::by_id(acting.tx, id)? {
                person.must_change = must_change;
                let change = staff::save(acting.tx, &person, at)?;
                acting.note(change);
            }
            Ok(())
        })
    }

    /// Enters the sample day in some role, with no password. Only a desk in
    /// memory has this door.
    ///
    /// # Errors
    /// Refused on a real file, or when the sample has nobody in that role.
    pub fn sample_login(&mut self, role: Role) -> Outcome<()> {
        if !self.is_sample {
            return refused("Só a demonstração dispensa senha.");
        }
        let everybody = staff::all(self.store.con())?;
        match everybody.iter().find(|it| it.role == role && it.active) {
            Some(person) => {
                let person = person.clone();
                self.begin(&person);
                Ok(())
            }
            None => refused("Ninguém da demonstração tem esse perfil."),
        }
    }

    pub(super) fn begin(&mut self, person: &Staff) {
        self.session = Some(Session {
            staff: person.id,
            login: person.login.clone(),
            name: person.name.clone(),
            role: person.role,
            handles: person.handles.clone(),
        });
    }
}
