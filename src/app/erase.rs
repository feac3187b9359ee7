//! The elimination of a person's data (LGPD, art. 18, VI): counted first, then
//! done by the coordination, with a reason on record. Nothing brings it back,
//! which is why no key of a screen does it.

use super::desk::Desk;
use super::pages;
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::courses::Applied;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::domain::person::Person;
use crate::domain::text::needed;
use crate::domain::time::to_ms;
use crate::store::courses::applications;
use crate::store::erase::{self, Reach};
use crate::store::groups::enrolments;
use crate::store::{base, journal, people, tickets};

const REASON_MAX_CHARS: usize = 120;

/// What goes, or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Numbers of Prontuário that go with the person, who is alone in them.
    pub families: Vec<u32>,
    /// The record and those joined to it.
    pub records: usize,
    pub documents: usize,
    pub phones: usize,
    pub addresses: usize,
    /// Tickets that stay, with nobody's name.
    pub tickets: usize,
    /// Appointments and declarations that stay, likewise.
    pub appointments: usize,
    pub declarations: usize,
    /// Entries of the journal whose content goes.
    pub acts: usize,
    /// Printed pages with the name, in the folder of printed pages.
    pub pages: usize,
    /// Whether it was done.
    pub done: bool,
    /// What this program cannot reach, in plain words.
    pub remains: Vec<String>,
}

impl Desk {
    /// Erases one person, or only counts what would go.
    ///
    /// # Errors
    /// Refused by role, without a reason, while the person is in today's line
    /// or holds a place in a group, and while they answer for a family in which
    /// others stay.
    pub fn erase_subject(
        &mut self,
        id: Id<Person>,
        reason: &str,
        rehearse: bool,
    ) -> Outcome<Erasure> {
        self.require(Right::Erase)?;
        let ask = "Diga o motivo: quem pediu, quando e por qual documento.";
        let reason = needed("motivo", reason, REASON_MAX_CHARS, ask)?;
        let Some(person) = people::load(self.store.con(), id)? else {
            return refused("Esta pessoa não está mais no cadastro.");
        };
        let told = fold(&reason);
        let names = [&person.facts.name, &person.facts.social_name];
        let first = names.iter().filter_map(|it| it.split_whitespace().next());
        if first
            .map(fold)
            .any(|it| told.split(' ').any(|word| word == it))
        {
            return refused_at(
                "motivo",
                "Escreva o motivo sem o nome da pessoa: ele fica no registro de acessos.",
            );
        }
        let (cpf, nis) = (person.facts.cpf, person.facts.nis);
        let in_base = self.is_in_base(&cpf, &nis)?;
        if rehearse {
            let reach = erase::reach(self.store.con(), id, self.today())?;
            let pages = pages::naming(self.printed_folder().as_deref(), &reach.known_by);
            self.opened("erasure", id.bytes())?;
            return Ok(self.told(&reach, pages.len(), in_base, None));
        }
        let (at_ms, station, machine) = (to_ms(self.now()), self.station()?, self.machine.clone());
        let reach = self.act(Act::SubjectErased, |act| {
            let reach = erase::reach(act.tx, id, act.today)?;
            for person in &reach.people {
                let person = Id::from_bytes(*person);
                if tickets::open_of_person(act.tx, act.today, person)?.is_some() {
                    return refused("A pessoa está na fila de hoje. Termine o atendimento antes.");
                }
            }
            if reach.expected {
                return refused("A pessoa tem horário marcado. Cancele antes na agenda.");
            }
            for person in &reach.people {
                let person = Id::from_bytes(*person);
                let own = enrolments::of_person(act.tx, person)?;
                if own
                    .iter()
                    .any(|it| it.until.is_none_or(|it| it > act.today))
                {
                    return refused("A pessoa está num grupo. Desligue antes, na tela do grupo.");
                }
            }
            for person in &reach.people {
                let own = applications::of_person(act.tx, Id::from_bytes(*person))?;
                let stands = |it: Applied| it.attends() || it == Applied::Waiting;
                if own.iter().any(|it| stands(it.application.state)) {
                    return refused(
                        "A pessoa está inscrita num curso. Diga antes, na turma, que desistiu.",
                    );
                }
            }
            if let Some(number) = reach.answers_for.first() {
                return refused(format!(
                    "A pessoa responde pelo prontuário nº {number}, onde há mais gente. Troque \
                     antes a pessoa de referência."
                ));
            }
            let look = journal::Look {
                station,
                at_ms,
                who: act.who.as_ref().map(|it| *it.staff.bytes()),
                machine: &machine,
                action: Access::Erased.code(),
                kind: "person",
                subject: Some(*id.bytes()),
                reason: &reason,
            };
            journal::look(act.tx, &look)?;
            for change in erase::erase(act.tx, &reach)? {
                act.note(Some(change));
            }
            Ok(reach)
        })?;
        let pages = pages::naming(self.printed_folder().as_deref(), &reach.known_by);
        let gone = pages::remove(&pages);
        // Done already: what is left in the corners of the file is told, and
        // is no reason to say that nothing happened.
        let scoured = self.store.scour().unwrap_or(false);
        Ok(self.told(&reach, gone, in_base, Some(scoured)))
    }

    /// `scoured` once done: whether the file was cleaned to its corners.
    fn told(&self, reach: &Reach, pages: usize, in_base: bool, scoured: Option<bool>) -> Erasure {
        let mut remains = vec![
            "As cópias feitas até hoje ainda têm estes dados: apague-as, ou guarde-as só pelo \
             prazo da tabela de temporalidade."
                .to_string(),
        ];
        if in_base {
            remains.push(
                "A pessoa consta na base do CadÚnico em uso, que é do governo federal: quem a \
                 retira é o setor do Cadastro Único."
                    .to_string(),
            );
        }
        if scoured == Some(false) {
            remains.push(
                "Outra mesa estava lendo o arquivo: o último rastro some quando todas as mesas \
                 fecharem."
                    .to_string(),
            );
        }
        Erasure {
            families: reach.families.clone(),
            records: reach.people.len(),
            documents: reach.count("document"),
            phones: reach.count("phone"),
            addresses: reach.count("address"),
            tickets: reach.count("ticket"),
            appointments: reach.count("appointment"),
            declarations: reach.count("declaration"),
            acts: reach.acts(),
            pages,
            done: scoured.is_some(),
            remains,
        }
    }

    fn is_in_base(&self, cpf: &str, nis: &str) -> Outcome<bool> {
        if self.bases.cecad.is_none() {
            return Ok(false);
        }
        let con = self.store.con();
        Ok((!cpf.is_empty() && !base::by_cpf(con, cpf)?.is_empty())
            || (!nis.is_empty() && !base::by_nis(con, nis)?.is_empty()))
    }
}
