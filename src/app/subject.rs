//! Gathers everything held about one person for the paper that LGPD grants
//! them. Nothing is hidden by role here, because it is the person's own; only
//! who may hand it over is checked, and each time is logged.

use super::desk::Desk;
use super::veil::Veil;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::correction::told;
use crate::domain::date;
use crate::domain::family::Member;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::{mask_cpf, mask_nis, mask_phone};
use crate::domain::person::{Person, PersonField};
use crate::domain::subject::{PURPOSES, RIGHTS, SHARED_WITH, Section, SubjectData};
use crate::store::agenda::{appointments, contacts, declarations, wishes};
use crate::store::{base, families, looks, people, visits};

/// Tickets and looks that one paper lists; a life fits.
const LINES_MAX: u32 = 500;

impl Desk {
    /// Everything held about the person; the look is logged as a print.
    ///
    /// # Errors
    /// Refused by role, or when the person is gone.
    pub fn subject_data(&mut self, id: Id<Person>) -> Outcome<SubjectData> {
        self.require(Right::PrintSubjectData)?;
        let con = self.store.con();
        let Some(person) = people::load(con, id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let mut sections = vec![identity(&person), self.papers(id)?];
        for line in families::lines_of(con, id)? {
            sections.push(self.household_of(&line)?);
        }
        sections.push(self.register_of(&person)?);
        sections.push(self.visits_of(id)?);
        sections.push(self.agenda_of(id)?);
        sections.push(self.declarations_of(id)?);
        sections.push(self.groups_held(id)?);
        sections.push(self.situations_held(id)?);
        sections.push(self.courses_held(id)?);
        sections.push(self.changes_of(id)?);
        sections.push(self.looks_at(id)?);
        let fixed = [
            ("Para que usamos", &PURPOSES[..]),
            ("Com quem compartilhamos", &SHARED_WITH[..]),
            ("O que a pessoa pode pedir", &RIGHTS[..]),
        ];
        for (title, lines) in fixed {
            let lines = lines.iter().map(|it| ((*it).to_string(), String::new()));
            sections.push(Section {
                title,
                lines: lines.collect(),
            });
        }
        sections.retain(|it| !it.lines.is_empty());
        let unit = self.unit();
        let data = SubjectData {
            name: person.facts.shown_name().to_string(),
            made_on: Some(self.today()),
            made_by: self
                .session()
                .map_or_else(String::new, |it| it.name.clone()),
            unit: unit.map_or_else(String::new, |it| it.name.clone()),
            data_officer: unit.map_or_else(String::new, |it| it.data_officer.clone()),
            sections,
        };
        self.look(Access::Printed, "person", Some(*id.bytes()), "")?;
        Ok(data)
    }

    fn papers(&self, id: Id<Person>) -> Outcome<Section> {
        let mut out = Section::new("Documentos");
        for it in people::documents(self.store.con(), id)? {
            out.say(it.facts.kind.label(), it.facts.text());
            let day = |it: Option<chrono::NaiveDate>| it.map_or_else(String::new, date::show);
            out.say("emitido em", day(it.facts.issued_on));
            out.say("válido até", day(it.facts.valid_until));
        }
        Ok(out)
    }

    fn household_of(&self, line: &Member) -> Outcome<Section> {
        let con = self.store.con();
        let mut out = Section::new("Família");
        if let Some(family) = families::load(con, line.family)? {
            out.say("prontuário", format!("nº {}", family.number));
            out.say("código familiar", family.facts.cod_familiar);
            let yes = if family.secret { "sim" } else { "" };
            out.say("endereço sob sigilo", yes);
        }
        out.say("parentesco", line.kinship.label());
        out.say("desde", date::show(line.since));
        if let Some(until) = line.until {
            out.say("até", date::show(until));
            out.say("motivo", line.reason.map_or("", |it| it.label()));
            return Ok(out);
        }
        for it in families::addresses(con, line.family)? {
            let label = match it.until {
                None => "endereço".to_string(),
                Some(until) => format!("endereço até {}", date::show(until)),
            };
            out.say(label, it.facts.text());
        }
        for it in families::phones(con, line.family)? {
            out.say("telefone", it.text());
        }
        Ok(out)
    }

    /// What the city's register, of which the unit keeps a copy, says of them.
    fn register_of(&self, person: &Person) -> Outcome<Section> {
        let mut out = Section::new("Cópia do Cadastro Único nesta unidade");
        let Some(month) = self.bases.cecad.as_ref().map(|it| it.month) else {
            return Ok(out);
        };
        let con = self.store.con();
        let mut hits = Vec::new();
        if !person.facts.cpf.is_empty() {
            hits = base::by_cpf(con, &person.facts.cpf)?;
        }
        if hits.is_empty() && !person.facts.nis.is_empty() {
            hits = base::by_nis(con, &person.facts.nis)?;
        }
        for hit in hits {
            out.say("base de", month.spoken());
            out.say("código familiar", hit.code);
            out.say("nome", hit.name);
            out.say("apelido ou nome social", hit.social.unwrap_or_default());
            out.say("nascimento", hit.birth.map_or_else(String::new, date::show));
            out.say("CPF", mask_cpf(hit.cpf.as_deref().unwrap_or_default()));
            out.say("NIS", mask_nis(hit.nis.as_deref().unwrap_or_default()));
            out.say("bairro", hit.place.unwrap_or_default());
            out.say(
                "atualizado em",
                hit.updated.map_or_else(String::new, date::show),
            );
        }
        Ok(out)
    }

    fn visits_of(&self, id: Id<Person>) -> Outcome<Section> {
        let mut out = Section::new("Atendimentos na recepção");
        for it in visits::of_person(self.store.con(), id.bytes(), LINES_MAX)? {
            let what = format!("{} ({})", it.demands.join(", "), it.state.label());
            out.say(date::show(it.day), what.trim().to_string());
        }
        Ok(out)
    }

    /// Hours booked, places waited for, and the calls made about both.
    fn agenda_of(&self, id: Id<Person>) -> Outcome<Section> {
        let con = self.store.con();
        let supply = self.supply_from(con, Some(self.today()))?;
        let service = |id| supply.service(id).map_or("", |it| it.label.as_str());
        let mut out = Section::new("Agenda");
        for it in appointments::of_person(con, id, LINES_MAX)? {
            let it = it.appointment;
            let provider = supply
                .provider(it.provider)
                .map_or("", |it| it.name.as_str());
            let what = format!(
                "{} com {provider} ({})",
                service(it.service),
                it.status.label()
            );
            out.say(format!("{} às {}", date::show(it.day), it.starts), what);
            out.say("telefone deixado", mask_phone(&it.phone));
            self.calls_about(it.id.bytes(), &mut out)?;
        }
        for it in wishes::of_person(con, id)? {
            let asked = date::show(self.zone().day(it.asked_at));
            let what = format!("{} ({})", service(it.service), it.state.label());
            out.say(format!("pediu em {asked} um horário mais cedo"), what);
            self.calls_about(it.id.bytes(), &mut out)?;
        }
        Ok(out)
    }

    /// Declarations of attendance that they were given, as printed.
    fn declarations_of(&self, id: Id<Person>) -> Outcome<Section> {
        let mut out = Section::new("Declarações de comparecimento");
        for it in declarations::of_person(self.store.con(), id, LINES_MAX)? {
            let what = format!(
                "nº {}, {} das {} às {}, código {}",
                it.title(),
                it.name,
                it.arrived,
                it.left,
                it.code_shown()
            );
            out.say(date::show(it.day), what);
            out.say("documento no papel", it.document);
        }
        Ok(out)
    }

    pub(super) fn calls_about(&self, about: &[u8; 16], out: &mut Section) -> Outcome<()> {
        let zone = self.zone();
        for it in contacts::of(self.store.con(), about)? {
            let when = format!("{} {}", date::show(zone.day(it.at)), zone.clock(it.at));
            out.say(format!("telefonema {when}"), it.reach.label());
        }
        Ok(())
    }

    fn changes_of(&self, id: Id<Person>) -> Outcome<Section> {
        let rows = people::rows_of(self.store.con(), id)?;
        let zone = self.zone();
        let mut out = Section::new("O que foi mudado");
        for it in self.corrections(&rows, false)? {
            let said = |it: &Veil<String>| it.open().cloned().unwrap_or_default();
            let when = date::show(zone.day(it.at));
            let what = format!(
                "{}: {} → {} ({})",
                it.field,
                said(&it.old),
                said(&it.new),
                it.who
            );
            out.say(when, what);
        }
        Ok(out)
    }

    fn looks_at(&self, id: Id<Person>) -> Outcome<Section> {
        let con = self.store.con();
        let zone = self.zone();
        let mut subjects = vec![*id.bytes()];
        let lines = families::lines_of(con, id)?;
        subjects.extend(lines.iter().map(|it| *it.family.bytes()));
        let mut out = Section::new("Quem viu");
        for it in looks::at(con, &subjects, LINES_MAX)? {
            let when = format!("{} {}", date::show(zone.day(it.at)), zone.clock(it.at));
            out.say(when, format!("{} {}", it.who, it.action));
        }
        Ok(out)
    }
}

fn identity(person: &Person) -> Section {
    let mut out = Section::new("Identificação");
    for &field in PersonField::ALL {
        let typed = person.facts.get(field);
        let value = match field {
            PersonField::Cpf => mask_cpf(&typed),
            PersonField::Nis => mask_nis(&typed),
            PersonField::Birth => person.facts.birth.text(),
            PersonField::Bpc | PersonField::Homeless => match typed.as_str() {
                "s" => "sim".to_string(),
                "n" => "não".to_string(),
                _ => String::new(),
            },
            PersonField::Name
            | PersonField::SocialName
            | PersonField::Nickname
            | PersonField::Mother
            | PersonField::Email
            | PersonField::Sex
            | PersonField::Race
            | PersonField::Disability
            | PersonField::Support
            | PersonField::Schooling
            | PersonField::Occupation
            | PersonField::Country
            | PersonField::Missing
            | PersonField::DonorOn => told("person", field.name(), &typed),
        };
        out.say(field.label(), value);
    }
    let died = person.died_on.map_or_else(String::new, date::show);
    out.say("óbito", died);
    out
}
