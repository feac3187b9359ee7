//! What the coordination writes down: services, rooms, who has hours, the
//! hours, absences, holidays. Collisions and what is already booked are told,
//! never moved.

use chrono::NaiveDate;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::agenda::{
    Absence, Clash, Holiday, Provider, Room, Service, Status, Turn, When, between, of_turns,
};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::text::{bounded, needed};
use crate::store::agenda::appointments;
use crate::store::agenda::supply::{self, List};

use super::day::{AgendaLine, lines};

const LABEL_MAX_CHARS: usize = 60;
const CODE_MAX_CHARS: usize = 12;
const PLACE_MAX_CHARS: usize = 60;

/// Which list a row is taken out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeOut {
    Turn(Id<Turn>),
    Absence(Id<Absence>),
    Holiday(Id<Holiday>),
}

impl Desk {
    /// A fresh id for a row about to be added to a list.
    pub fn new_id<T>(&mut self) -> Id<T> {
        let now = self.now();
        self.ids.draw(now)
    }

    /// Adds a service or corrects one.
    ///
    /// # Errors
    /// Refused at the field: a code or letter of another, minutes or places
    /// out of bounds.
    pub fn save_service(&mut self, it: &Service) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        let it = checked_service(it)?;
        self.act(Act::ServiceChanged, |acting| {
            let all = supply::services(acting.tx)?;
            for other in all.iter().filter(|other| other.id != it.id) {
                if other.code == it.code {
                    return refused_at("codigo", "Outro serviço já tem este código.");
                }
                if !it.letter.is_empty() && it.active && other.active && other.letter == it.letter {
                    return refused_at("letra", "Outro serviço já usa esta letra.");
                }
            }
            let id = supply::undone_service(acting.tx, &it.code)?.unwrap_or(it.id);
            let change = supply::save_service(acting.tx, &Service { id, ..it })?;
            acting.note(change);
            Ok(())
        })
    }

    /// Adds a room or corrects one.
    ///
    /// # Errors
    /// Refused at the field when it has no name or another one has it.
    pub fn save_room(&mut self, it: &Room) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        let name = needed("sala", &it.name, LABEL_MAX_CHARS, "Diga o nome da sala.")?;
        self.act(Act::HoursChanged, |acting| {
            let rooms = supply::rooms(acting.tx)?;
            if rooms
                .iter()
                .any(|other| other.id != it.id && other.name == name)
            {
                return refused_at("sala", "Já há uma sala com este nome.");
            }
            let change = supply::save_room(acting.tx, &Room { name, ..it.clone() })?;
            acting.note(change);
            Ok(())
        })
    }

    /// Somebody of the team, or a desk, that has hours.
    ///
    /// # Errors
    /// Refused when the person already has hours, or the desk has no name.
    pub fn save_provider(&mut self, it: &Provider) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        let mut it = it.clone();
        if it.staff.is_none() {
            it.name = needed("nome", &it.name, LABEL_MAX_CHARS, "Diga o nome do guichê.")?;
        }
        self.act(Act::HoursChanged, |acting| {
            known_codes(&supply::services(acting.tx)?, &it.services)?;
            let all = supply::providers(acting.tx)?;
            let twin = |other: &&Provider| {
                other.id != it.id
                    && match it.staff {
                        Some(staff) => other.staff == Some(staff),
                        None => other.staff.is_none() && other.name == it.name,
                    }
            };
            if all.iter().find(twin).is_some() {
                return refused_at("nome", "Já está na agenda.");
            }
            let change = supply::save_provider(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Hours of work, added or corrected; answers what they collide with.
    ///
    /// # Errors
    /// Refused at the field when the hours make no sense.
    pub fn save_turn(&mut self, it: &Turn) -> Outcome<Vec<Clash>> {
        self.save_turns(std::slice::from_ref(it))
    }

    /// The same hours on several days, one act.
    ///
    /// # Errors
    /// As [`Desk::save_turn`].
    pub fn save_turns(&mut self, all: &[Turn]) -> Outcome<Vec<Clash>> {
        self.require(Right::ManageAgenda)?;
        let all: Vec<Turn> = all.iter().map(checked_turn).collect::<Outcome<_>>()?;
        self.act(Act::HoursChanged, |acting| {
            let providers = supply::providers(acting.tx)?;
            let services = supply::services(acting.tx)?;
            let mut clashes = Vec::new();
            for it in &all {
                if !providers.iter().any(|other| other.id == it.provider) {
                    return refused_at("quem", "Escolha quem atende nestas horas.");
                }
                known_codes(&services, &it.services)?;
                clashes.extend(between(it, &supply::turns(acting.tx)?));
                let change = supply::save_turn(acting.tx, it)?;
                acting.note(change);
            }
            Ok(clashes)
        })
    }

    /// Every pair of hours that collides from today on.
    ///
    /// # Errors
    /// Refused by role.
    pub fn turn_clashes(&self) -> Outcome<Vec<Clash>> {
        let supply = self.supply()?;
        let today = self.today();
        let mut turns = supply.turns;
        turns.retain(|it| it.holds_from(today));
        Ok(of_turns(&turns))
    }

    /// Somebody away, or the unit closed; answers who is booked in it.
    ///
    /// # Errors
    /// Refused at the field when the days or hours make no sense.
    pub fn save_absence(&mut self, it: &Absence) -> Outcome<Vec<AgendaLine>> {
        self.require(Right::ManageAgenda)?;
        let reason = bounded("motivo", &it.reason, LABEL_MAX_CHARS)?;
        if it.until < it.since {
            return refused_at("ate", "O fim vem antes do começo.");
        }
        if it.hours.is_some_and(|(from, until)| from >= until) {
            return refused_at("fim", "A hora do fim vem antes da do começo.");
        }
        let absence = Absence {
            reason,
            ..it.clone()
        };
        self.act(Act::AbsenceChanged, |acting| {
            let change = supply::save_absence(acting.tx, &absence)?;
            acting.note(change);
            Ok(())
        })?;
        self.booked_in(&absence)
    }

    /// A day that the unit closes, or opens all the same; answers who is
    /// booked on it, when it is one day only.
    ///
    /// # Errors
    /// Refused at the field when it is no day.
    pub fn save_holiday(&mut self, it: &Holiday) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        let name = needed("nome", &it.name, LABEL_MAX_CHARS, "Diga o nome do feriado.")?;
        let whole = it.day.parse::<NaiveDate>().is_ok();
        // A leap year, so that 29 February may be one of every year's days.
        let yearly = format!("2024-{}", it.day).parse::<NaiveDate>().is_ok();
        if !(whole || (it.day.len() == 5 && yearly)) {
            return refused_at("dia", "Diga o dia como 24/06 (todo ano) ou 24/06/2027.");
        }
        self.act(Act::HolidayChanged, |acting| {
            let change = supply::save_holiday(acting.tx, &Holiday { name, ..it.clone() })?;
            acting.note(change);
            Ok(())
        })
    }

    /// Takes a row out of its list; what is booked stays and is shown adrift.
    ///
    /// # Errors
    /// Refused by role.
    pub fn take_out(&mut self, what: TakeOut) -> Outcome<()> {
        self.require(Right::ManageAgenda)?;
        let (act, list, id) = match what {
            TakeOut::Turn(id) => (Act::HoursChanged, List::Turns, *id.bytes()),
            TakeOut::Absence(id) => (Act::AbsenceChanged, List::Absences, *id.bytes()),
            TakeOut::Holiday(id) => (Act::HolidayChanged, List::Holidays, *id.bytes()),
        };
        self.act(act, |acting| {
            let change = supply::hide(acting.tx, list, &id)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Who is booked in the hours of an absence.
    ///
    /// # Errors
    /// Refused by role.
    pub fn booked_in(&self, it: &Absence) -> Outcome<Vec<AgendaLine>> {
        self.require(Right::SeeAgenda)?;
        let con = self.store.con();
        let mut listed = appointments::listed(con, it.since.max(self.today()), it.until)?;
        listed.retain(|other| {
            let other = &other.appointment;
            other.status == Status::Booked
                && it
                    .taken(other.provider, other.day)
                    .is_some_and(|(from, until)| other.starts < until && other.ends() > from)
        });
        Ok(lines(&self.supply()?, listed, self))
    }
}

/// Every code is of a service that there is.
pub(super) fn known_codes(services: &[Service], codes: &[String]) -> Outcome<()> {
    match codes
        .iter()
        .find(|code| !services.iter().any(|it| it.code == **code))
    {
        None => Ok(()),
        Some(code) => refused_at("servicos", format!("Não há serviço com o código «{code}».")),
    }
}

pub(super) fn checked_service(it: &Service) -> Outcome<Service> {
    let code = needed(
        "codigo",
        &it.code,
        CODE_MAX_CHARS,
        "Dê um código curto, como CAD-ATU.",
    )?;
    let code = code.to_uppercase();
    if !code
        .bytes()
        .all(|it| it.is_ascii_alphanumeric() || it == b'-')
    {
        return refused_at(
            "codigo",
            "O código só leva letras sem acento, números e traço.",
        );
    }
    let letter = it.letter.trim().to_lowercase();
    if letter.chars().count() > 1 || !letter.chars().all(|it| it.is_ascii_alphabetic()) {
        return refused_at("letra", "A letra é uma só, de a a z.");
    }
    if !(5..=480).contains(&it.minutes) {
        return refused_at("minutos", "Diga de 5 a 480 minutos.");
    }
    if !(1..=200).contains(&it.places) {
        return refused_at("lugares", "Diga de 1 a 200 lugares por horário.");
    }
    let mut papers = Vec::new();
    for paper in &it.papers {
        let paper = bounded("documentos", paper, LABEL_MAX_CHARS)?;
        if paper.contains(';') {
            return refused_at("documentos", "Um documento por linha, sem ponto e vírgula.");
        }
        papers.extend((!paper.is_empty()).then_some(paper));
    }
    Ok(Service {
        code,
        letter,
        label: needed(
            "rotulo",
            &it.label,
            LABEL_MAX_CHARS,
            "Diga o nome do serviço.",
        )?,
        papers,
        rma: bounded("rma", &it.rma, 8)?,
        ..it.clone()
    })
}

pub(super) fn checked_turn(it: &Turn) -> Outcome<Turn> {
    if it.starts >= it.ends {
        return refused_at("fim", "A hora do fim vem antes da do começo.");
    }
    if let Some((from, until)) = it.pause
        && (from >= until || from < it.starts || until > it.ends)
    {
        return refused_at("pausa", "A pausa fica dentro das horas, do começo ao fim.");
    }
    if it.until.is_some_and(|until| until < it.since) {
        return refused_at("ate", "O último dia vem antes do primeiro.");
    }
    if let When::Weekly(day) = it.when
        && !(1..=7).contains(&day)
    {
        return refused("O dia da semana vai de segunda a domingo.");
    }
    if it.places > 200 {
        return refused_at("lugares", "Diga até 200 lugares por horário.");
    }
    Ok(Turn {
        place: bounded("lugar", &it.place, PLACE_MAX_CHARS)?,
        ..it.clone()
    })
}
