//! The sample unit and who works in it. The first passwords are drawn by the
//! system, never from the seed: a seed is written down, a password is not.

use super::super::desk::Desk;
use super::super::password;
use super::super::sources::Ids;
use super::super::team::{SetUp, UnitData};
use crate::domain::access::Role;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::sample::unit::UNIT;
use crate::domain::staff::{Session, Staff};
use crate::domain::time::to_ms;
use crate::store::staff;

/// Somebody of the invented team.
pub(super) struct Colleague {
    pub login: &'static str,
    pub name: &'static str,
    pub role: Role,
    pub registration: &'static str,
    pub handles: &'static [&'static str],
    pub seat: &'static str,
}

/// The coordinator comes first: she opens the file.
pub(super) const TEAM: [Colleague; 9] = [
    of("rosa", "Rosa Menezes", Role::Coordination, ""),
    of("lia", "Lia Fontes", Role::Reception, "Guichê 1"),
    of("telma", "Telma Aragão", Role::Reception, "Guichê 2"),
    Colleague {
        handles: &["CU", "BF"],
        ..of("clara", "Clara Barreto", Role::CadUnico, "Mesa 1")
    },
    Colleague {
        handles: &["CU", "BF"],
        ..of("davi", "Davi Prado", Role::CadUnico, "Mesa 2")
    },
    Colleague {
        registration: "CRESS 00000",
        ..of("ines", "Inês Tavares", Role::Technician, "Sala 1")
    },
    Colleague {
        registration: "CRP 00/00000",
        ..of("otavio", "Otávio Lins", Role::Technician, "Sala 2")
    },
    of("caio", "Caio Matos", Role::Instructor, ""),
    of("nara", "Nara Vasques", Role::Management, ""),
];

/// A first password, to be shown once and changed at the door.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstPassword {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub password: String,
}

impl std::fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FirstPassword({})", self.login)
    }
}

const fn of(login: &'static str, name: &'static str, role: Role, seat: &'static str) -> Colleague {
    Colleague {
        login,
        name,
        role,
        registration: "",
        handles: &[],
        seat,
    }
}

impl Desk {
    /// Sets the sample unit up, with its team. A desk in memory has no
    /// passwords; on a file each is drawn and serves once.
    pub(super) fn set_up_sample(&mut self) -> Outcome<Vec<FirstPassword>> {
        let mut drawn: Vec<FirstPassword> = TEAM
            .iter()
            .map(|it| FirstPassword {
                login: it.login.to_owned(),
                name: it.name.to_owned(),
                role: it.role,
                password: password::drawn(Ids::System.bytes()),
            })
            .collect();
        let first = drawn.first().map(|it| it.password.clone());
        let [coordinator, ..] = &TEAM;
        self.set_up(&SetUp {
            unit: unit(),
            login: coordinator.login.to_owned(),
            name: coordinator.name.to_owned(),
            password: first.unwrap_or_default(),
        })?;
        let mut hashes = Vec::new();
        for it in drawn.iter().skip(1) {
            hashes.push(if self.is_sample {
                String::new()
            } else {
                password::hash(&it.password, &Ids::System.bytes(), self.cost())?
            });
        }
        let must_change = !self.is_sample;
        self.act(Act::Sampled, |acting| {
            let at_ms = to_ms(acting.now);
            if let Some(mut rosa) = staff::by_login(acting.tx, coordinator.login)? {
                rosa.must_change = must_change;
                let change = staff::save(acting.tx, &rosa, at_ms)?;
                acting.note(change);
            }
            for (it, phc) in TEAM.iter().skip(1).zip(&hashes) {
                let person = Staff {
                    id: acting.draw(),
                    login: it.login.to_owned(),
                    name: it.name.to_owned(),
                    role: it.role,
                    registration: it.registration.to_owned(),
                    handles: it.handles.iter().map(|it| (*it).to_owned()).collect(),
                    active: true,
                    must_change,
                };
                let change = staff::save(acting.tx, &person, at_ms)?;
                acting.note(change);
                let change = staff::set_password(acting.tx, person.id, phc, at_ms)?;
                acting.note(Some(change));
            }
            Ok(())
        })?;
        if self.is_sample {
            drawn.clear();
        }
        Ok(drawn)
    }

    /// Sits somebody of the sample team down at their place.
    pub(super) fn sit_down(&mut self, login: &str) -> Outcome<()> {
        if !self.is_sample {
            return refused("Só a demonstração dispensa senha.");
        }
        let Some(person) = staff::by_login(self.store.con(), login)? else {
            return refused("Esta pessoa não é da equipe da demonstração.");
        };
        self.begin(&person);
        let seat = TEAM.iter().find(|it| it.login == login);
        self.seat = seat.map_or("", |it| it.seat).to_string();
        Ok(())
    }
}

/// Who stands at which kind of counter, for the days that nobody typed.
pub(super) struct Counters {
    /// Desk staff with the name of their place.
    pub desks: Vec<(Session, String)>,
    /// Those who take reserved matters.
    pub rooms: Vec<(Session, String)>,
}

impl Counters {
    /// Where somebody of the team is found.
    pub fn of(&self, staff: Id<Staff>) -> Option<&(Session, String)> {
        let all = self.desks.iter().chain(&self.rooms);
        all.into_iter().find(|it| it.0.staff == staff)
    }
}

pub(super) fn counters(team: &[Staff]) -> Counters {
    let session = |it: &Staff| Session {
        staff: it.id,
        login: it.login.clone(),
        name: it.name.clone(),
        role: it.role,
        handles: it.handles.clone(),
    };
    let pick = |roles: &[Role], kind: &str| -> Vec<(Session, String)> {
        team.iter()
            .filter(|it| it.active && roles.contains(&it.role))
            .zip(1..)
            .map(|(it, at)| {
                let known = TEAM.iter().find(|known| known.login == it.login);
                let seat = known.filter(|it| !it.seat.is_empty());
                let seat = seat.map_or_else(|| format!("{kind} {at}"), |it| it.seat.to_owned());
                (session(it), seat)
            })
            .collect()
    };
    let mut desks = pick(&[Role::Reception, Role::CadUnico], "Guichê");
    let mut rooms = pick(&[Role::Technician], "Sala");
    // A unit with nobody else yet: the coordination does it all.
    if desks.is_empty() {
        desks = pick(&[Role::Coordination], "Guichê");
    }
    if rooms.is_empty() {
        rooms = pick(&[Role::Coordination], "Sala");
    }
    Counters { desks, rooms }
}

fn unit() -> UnitData {
    UnitData {
        name: UNIT.to_owned(),
        cadsuas: "00000000000".to_owned(),
        address: "Rua das Mangueiras, 100, Santa Maria".to_owned(),
        municipality: "Aracaju".to_owned(),
        uf: "SE".to_owned(),
        ibge: "2800308".to_owned(),
        district: "Distrito Sul".to_owned(),
        ddd: "79".to_owned(),
        phone: String::new(),
        data_officer: "encarregado@exemplo.invalid".to_owned(),
        zone_minutes: None,
    }
}
