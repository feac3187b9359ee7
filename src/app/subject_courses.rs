//! What the courses hold of one person, for the paper that LGPD grants them:
//! applications and what became of them, the income declared, what they would
//! like to learn.

use super::desk::Desk;
use crate::domain::cecad::payroll::reais;
use crate::domain::date;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::person::Person;
use crate::domain::subject::Section;
use crate::store::courses::{applications, follow_ups, incomes, interests, list};
use crate::store::people;

impl Desk {
    /// Classes they signed up for, what they declared, what they asked for.
    pub(super) fn courses_held(&self, id: Id<Person>) -> Outcome<Section> {
        let con = self.store.con();
        let zone = self.zone();
        let mut out = Section::new("Cursos");
        for it in applications::of_person(con, id)? {
            let of = list::by_id(con, it.application.course)?;
            let title = of.map_or_else(|| "curso".to_string(), |it| it.course.title);
            let asked = date::show(zone.day(it.application.asked_at));
            let state = it.application.state.label();
            let what = format!("{state} em {}; pediu em {asked}", date::show(it.state_on));
            out.say(format!("inscrição em {title}"), what);
            out.say("fora da regra, aceita porque", &it.application.exception);
            out.say("passou à frente porque", &it.application.broken);
            out.say("documentos entregues", it.application.papers.join(", "));
            if let Some(guardian) = it.application.guardian {
                let name = people::load(con, guardian)?
                    .map_or_else(String::new, |it| it.facts.shown_name().to_string());
                out.say("responsável", name);
            }
            out.say("telefone deixado", mask_phone(&it.application.phone));
            let day = it.certificate_on.map_or_else(String::new, date::show);
            out.say("certificado entregue em", day);
            for told in follow_ups::of_application(con, it.application.id)? {
                out.say(
                    format!("{} meses depois", told.months),
                    told.outcome.label(),
                );
            }
            self.calls_about(it.application.id.bytes(), &mut out)?;
        }
        for it in incomes::of_person(con, id)? {
            out.say(
                format!(
                    "renda por pessoa declarada em {}",
                    date::show(it.declared_on)
                ),
                reais(it.per_person),
            );
        }
        for it in interests::of_person(con, id)? {
            let asked = date::show(zone.day(it.asked_at));
            let what = format!("pediu em {asked} ({})", it.state.label());
            out.say(format!("quer aprender {}", it.title), what);
            out.say("telefone deixado", mask_phone(&it.phone));
            self.calls_about(it.id.bytes(), &mut out)?;
        }
        Ok(out)
    }
}
