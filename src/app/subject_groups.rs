//! What the groups hold of one person, for the paper that LGPD grants them:
//! enrolments, presences, waiting and priority situations with their proof.
//! The situation is the person's own, so it is told to them.

use super::desk::Desk;
use crate::domain::date;
use crate::domain::fault::Outcome;
use crate::domain::groups::{Group, WaitingState};
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::person::Person;
use crate::domain::subject::Section;
use crate::store::groups::{enrolments, list, marks, sisc, situations, waiting};

impl Desk {
    /// Groups they are or were in, how often they came, what they wait for.
    pub(super) fn groups_held(&self, id: Id<Person>) -> Outcome<Section> {
        let con = self.store.con();
        let groups = list::all(con)?;
        let name = |id: Id<Group>| -> &str {
            let found = groups.iter().find(|it| it.id == id);
            found.map_or("grupo", |it| it.name.as_str())
        };
        let mut out = Section::new("Grupos");
        for it in enrolments::of_person(con, id)? {
            let until = match (it.until, it.reason) {
                (None, _) => String::new(),
                (Some(until), None) => format!(" até {}", date::show(until)),
                (Some(until), Some(why)) => {
                    format!(" até {}: {}", date::show(until), why.label())
                }
            };
            let what = format!("desde {}{until}", date::show(it.since));
            out.say(format!("inscrição em {}", name(it.group)), what);
        }
        for (group, present, absent) in marks::counts_of_person(con, id)? {
            let what = format!("presenças: {present}, faltas: {absent}");
            out.say(format!("frequência em {}", name(group)), what);
        }
        let zone = self.zone();
        for it in waiting::of_person(con, id)? {
            if it.state == WaitingState::Enrolled && it.broken.is_empty() {
                continue;
            }
            let asked = date::show(zone.day(it.asked_at));
            let why = match it.broken.as_str() {
                "" => String::new(),
                why => format!("; passou à frente: {why}"),
            };
            let what = format!("pediu em {asked} ({}){why}", it.state.label());
            out.say(format!("vaga em {}", name(it.group)), what);
            out.say("telefone deixado", mask_phone(&it.phone));
            self.calls_about(it.id.bytes(), &mut out)?;
        }
        for (quarter, at) in sisc::of_person(con, id)? {
            let day = date::show(zone.day(at));
            out.say("digitada no SISC", format!("{quarter}, em {day}"));
        }
        Ok(out)
    }

    /// Situações prioritárias, past ones too, with the paper that proves them.
    pub(super) fn situations_held(&self, id: Id<Person>) -> Outcome<Section> {
        let mut out = Section::new("Situação prioritária (Resolução CNAS 1/2013)");
        for it in situations::of_person(self.store.con(), id)? {
            let until = it.until.map(|it| format!(" até {}", date::show(it)));
            let proof = match it.proof.as_str() {
                "" => "sem comprovação".to_string(),
                proof => format!("comprovação: {proof}"),
            };
            let since = date::show(it.since);
            let what = format!("desde {since}{}; {proof}", until.unwrap_or_default());
            out.say(it.situation.label(), what);
        }
        Ok(out)
    }
}
