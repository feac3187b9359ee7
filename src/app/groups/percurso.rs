//! Percursos: what a group works on for a time. One at a time.

use chrono::Days;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::groups::Percurso;
use crate::domain::id::Id;
use crate::domain::text::{bounded, needed};
use crate::store::groups::{hide, list};

const TITLE_MAX_CHARS: usize = 80;
const GOAL_MAX_CHARS: usize = 400;
const THEME_MAX_CHARS: usize = 60;

impl Desk {
    /// Writes a percurso. The one before it ends on the eve, if it had no end.
    ///
    /// # Errors
    /// Refused by role or beside a field.
    pub fn save_percurso(&mut self, it: &Percurso) -> Outcome<()> {
        self.reached(Right::ManageGroups, self.store.con(), it.group)?;
        let mut themes = Vec::new();
        for theme in &it.themes {
            let theme = bounded("temas", &theme.replace(';', ","), THEME_MAX_CHARS)?;
            themes.extend((!theme.is_empty()).then_some(theme));
        }
        if it.until.is_some_and(|until| until < it.since) {
            return refused_at("ate", "O fim vem antes do começo.");
        }
        let it = Percurso {
            title: needed(
                "titulo",
                &it.title,
                TITLE_MAX_CHARS,
                "Dê um título ao percurso.",
            )?,
            goal: bounded("objetivo", &it.goal, GOAL_MAX_CHARS)?,
            themes,
            ..it.clone()
        };
        self.act(Act::PercursoChanged, |acting| {
            for other in list::percursos(acting.tx)? {
                let open = other.group == it.group && other.id != it.id && other.until.is_none();
                if open && other.since < it.since {
                    let until = it.since.checked_sub_days(Days::new(1));
                    let change = list::save_percurso(acting.tx, &Percurso { until, ..other })?;
                    acting.note(change);
                }
            }
            let change = list::save_percurso(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Takes a percurso out of the list.
    ///
    /// # Errors
    /// Refused by role.
    pub fn remove_percurso(&mut self, id: Id<Percurso>) -> Outcome<()> {
        self.require(Right::ManageGroups)?;
        self.act(Act::PercursoChanged, |acting| {
            let change = hide(acting.tx, "percurso", id.bytes())?;
            acting.note(change);
            Ok(())
        })
    }
}
