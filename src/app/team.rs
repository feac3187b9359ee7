//! The unit's team and its first day: set-up, people, roles, passwords.

use super::desk::Desk;
use super::password::{self, Cost};
use crate::app::agenda::start_agenda;
use crate::domain::access::{Right, Role};
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::staff::{Staff, login_problem};
use crate::domain::text::{bounded, needed};
use crate::domain::time::{Zone, to_ms};
use crate::domain::unit::{Station, Unit};
use crate::store::{demands, staff, unit};

/// Names and addresses of units and of people.
const LONG_MAX_CHARS: usize = 120;
/// Numbers and codes, free text since papers differ.
const SHORT_MAX_CHARS: usize = 40;

/// What the first start asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetUp {
    pub unit: UnitData,
    /// The first coordinator.
    pub login: String,
    pub name: String,
    pub password: String,
}

/// The unit as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitData {
    pub name: String,
    pub cadsuas: String,
    pub address: String,
    pub municipality: String,
    pub uf: String,
    pub ibge: String,
    pub district: String,
    pub ddd: String,
    pub phone: String,
    pub data_officer: String,
    pub zone_minutes: Option<i32>,
}

/// Somebody of the team as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffData {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub registration: String,
    pub handles: Vec<String>,
}

impl Desk {
    /// Opens the unit's file for work: unit, first coordinator, the starting
    /// lists. One act; once only.
    ///
    /// # Errors
    /// Refused at the field that is missing, or when it was already done.
    pub fn set_up(&mut self, it: &SetUp) -> Outcome<()> {
        if self.unit.is_some() {
            return refused("Esta unidade já está configurada. Entre com seu nome e senha.");
        }
        let data = checked(&it.unit)?;
        let login = it.login.trim().to_lowercase();
        check_login(&login)?;
        let name = needed("nome", &it.name, LONG_MAX_CHARS, "Diga o nome da pessoa.")?;
        self.check_password(&login, &it.password, "senha")?;
        let phc = if self.is_sample {
            // Nobody enters the sample by password.
            String::new()
        } else {
            password::hash(&it.password, &self.ids.bytes(), self.cost())?
        };
        let now = self.now();
        let at_ms = to_ms(now);
        let station = Station {
            id: self.ids.draw(now),
            name: data.name.clone(),
        };
        let made = Unit {
            id: self.ids.draw(now),
            ..data
        };
        // The journal of this very act names the station.
        self.unit = Some((station.clone(), made.clone()));
        let first = Staff {
            id: self.ids.draw(now),
            login,
            name,
            role: Role::Coordination,
            registration: String::new(),
            handles: Vec::new(),
            active: true,
            must_change: false,
        };
        let done = self.act(Act::SetUp, |acting| {
            if unit::load(acting.tx)?.is_some() {
                return refused(
                    "Outra mesa acabou de configurar esta unidade. Entre com seu nome e senha.",
                );
            }
            unit::add_station(acting.tx, &station, at_ms)?;
            let change = unit::save(acting.tx, &made, at_ms)?;
            acting.note(change);
            let change = staff::save(acting.tx, &first, at_ms)?;
            acting.note(change);
            let change = staff::set_password(acting.tx, first.id, &phc, at_ms)?;
            acting.note(Some(change));
            for demand in demands::starting() {
                let id = acting.draw();
                let change =
                    demands::save(acting.tx, &crate::domain::ticket::Demand { id, ..demand })?;
                acting.note(change);
            }
            start_agenda(acting)?;
            Ok(())
        });
        if done.is_err() {
            // Nothing of ours, or what the other desk wrote.
            self.unit = unit::load(self.store.con())?;
        }
        done
    }

    pub fn is_set_up(&self) -> bool {
        self.unit.is_some()
    }

    /// Corrects the unit's data.
    pub fn change_unit(&mut self, it: &UnitData) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        let data = checked(it)?;
        let Some((station, old)) = self.unit.clone() else {
            return refused("Esta unidade ainda não foi configurada.");
        };
        let unit = Unit { id: old.id, ..data };
        self.act(Act::UnitChanged, |acting| {
            let change = unit::save(acting.tx, &unit, to_ms(acting.now))?;
            acting.note(change);
            Ok(())
        })?;
        self.unit = Some((station, unit));
        Ok(())
    }

    /// Everybody of the team, whoever left too.
    pub fn team(&self) -> Outcome<Vec<Staff>> {
        self.require(Right::SeeLine)
            .or_else(|_| self.require(Right::ManageUnit))?;
        staff::all(self.store.con())
    }

    /// Adds somebody; the answer is the first password, shown once.
    ///
    /// # Errors
    /// Refused at the field, or when the login is taken.
    pub fn add_staff(&mut self, it: &StaffData) -> Outcome<String> {
        self.require(Right::ManageUnit)?;
        let it = checked_staff(it)?;
        check_login(&it.login)?;
        let first = password::drawn(self.ids.bytes());
        let phc = if self.is_sample {
            String::new()
        } else {
            password::hash(&first, &self.ids.bytes(), self.cost())?
        };
        self.act(Act::StaffAdded, |acting| {
            if staff::by_login(acting.tx, &it.login)?.is_some() {
                return refused_at("login", "Já existe alguém com este nome de entrada.");
            }
            let person = Staff {
                id: acting.draw(),
                login: it.login,
                name: it.name,
                role: it.role,
                registration: it.registration,
                handles: it.handles,
                active: true,
                must_change: true,
            };
            let at = to_ms(acting.now);
            let change = staff::save(acting.tx, &person, at)?;
            acting.note(change);
            let change = staff::set_password(acting.tx, person.id, &phc, at)?;
            acting.note(Some(change));
            Ok(())
        })?;
        Ok(first)
    }

    /// Corrects name, role, registration, groups; or takes the door key away.
    ///
    /// # Errors
    /// Refused when nobody would be left to coordinate.
    pub fn change_staff(&mut self, id: Id<Staff>, it: &StaffData, active: bool) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        let it = checked_staff(it)?;
        self.act(Act::StaffChanged, |acting| {
            let Some(old) = staff::by_id(acting.tx, id)? else {
                return refused("Esta pessoa não está na equipe.");
            };
            let person = Staff {
                name: it.name,
                role: it.role,
                registration: it.registration,
                handles: it.handles,
                active,
                ..old
            };
            let change = staff::save(acting.tx, &person, to_ms(acting.now))?;
            acting.note(change);
            let coordinates = |it: &Staff| it.active && it.role == Role::Coordination;
            if !staff::all(acting.tx)?.iter().any(coordinates) {
                return refused_at(
                    "perfil",
                    "Alguém precisa continuar na coordenação. Passe a coordenação a outra pessoa antes.",
                );
            }
            Ok(())
        })?;
        self.follow_role()
    }

    /// Draws a new password for somebody who forgot; shown once.
    pub fn reset_password(&mut self, id: Id<Staff>) -> Outcome<String> {
        self.require(Right::ManageUnit)?;
        if staff::by_id(self.store.con(), id)?.is_none() {
            return refused("Esta pessoa não está na equipe.");
        }
        let drawn = password::drawn(self.ids.bytes());
        self.write_password(id, &drawn, true)?;
        Ok(drawn)
    }

    pub(super) fn cost(&mut self) -> Cost {
        match self.cost {
            Some(cost) => cost,
            None => *self.cost.insert(Cost::measured()),
        }
    }
}

fn checked(it: &UnitData) -> Outcome<Unit> {
    let short = |at: &'static str, typed: &str| bounded(at, typed, SHORT_MAX_CHARS);
    let long = |at: &'static str, typed: &str| bounded(at, typed, LONG_MAX_CHARS);
    let ask = "Diga o nome da unidade, como está na placa.";
    let name = needed("unidade", &it.name, LONG_MAX_CHARS, ask)?;
    let ask = "Diga o município.";
    let municipality = needed("municipio", &it.municipality, LONG_MAX_CHARS, ask)?;
    let uf = it.uf.trim().to_uppercase();
    if uf.len() != 2 || !uf.chars().all(|c| c.is_ascii_uppercase()) {
        return refused_at("uf", "A UF tem duas letras, como SE.");
    }
    Ok(Unit {
        id: Id::from_bytes([0; 16]),
        name,
        cadsuas: short("cadsuas", &it.cadsuas)?,
        address: long("endereco", &it.address)?,
        municipality,
        uf,
        ibge: short("ibge", &it.ibge)?,
        district: long("distrito", &it.district)?,
        ddd: short("ddd", &it.ddd)?,
        phone: short("telefone", &it.phone)?,
        data_officer: long("encarregado", &it.data_officer)?,
        zone: it
            .zone_minutes
            .map_or(crate::domain::time::BRASILIA, Zone::from_minutes),
    })
}

/// Tidies what was typed about somebody of the team.
fn checked_staff(it: &StaffData) -> Outcome<StaffData> {
    Ok(StaffData {
        login: it.login.trim().to_lowercase(),
        name: needed("nome", &it.name, LONG_MAX_CHARS, "Diga o nome da pessoa.")?,
        role: it.role,
        registration: bounded("registro", &it.registration, SHORT_MAX_CHARS)?,
        handles: checked_groups(&it.handles)?,
    })
}

/// Initials of groups of demand, two letters each.
fn checked_groups(typed: &[String]) -> Outcome<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    for word in typed.iter().flat_map(|it| it.split_whitespace()) {
        let word = word.to_uppercase();
        if word.len() != 2 || !word.chars().all(|c| c.is_ascii_uppercase()) {
            return refused_at("grupos", "As iniciais são duas letras, como CU BF.");
        }
        if !out.contains(&word) {
            out.push(word);
        }
    }
    Ok(out)
}

fn check_login(login: &str) -> Outcome<()> {
    match login_problem(login) {
        Some(problem) => refused_at("login", problem),
        None => Ok(()),
    }
}
