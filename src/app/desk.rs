//! The desk itself: who is at it, and the one way in which anything is written
//! or looked at.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use super::sources::{Clock, Ids};
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::fault::{Outcome, refused, refused_at};
use crate::domain::id::Id;
use crate::domain::name::clean;
use crate::domain::staff::{Session, Staff};
use crate::domain::time::{Zone, to_ms};
use crate::domain::unit::{Station, Unit};
use crate::store::journal::{self, Entry};
use crate::store::record::RowChange;
use crate::store::{Store, place, staff, unit};

/// One person at one machine over one file.
pub struct Desk {
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) unit: Option<(Station, Unit)>,
    pub(super) session: Option<Session>,
    /// `None` for a desk in memory.
    pub(super) file: Option<PathBuf>,
    /// Name of the machine, for the access log.
    pub(super) machine: String,
    /// Where this desk calls people to ("Guichê 2").
    pub(super) seat: String,
    pub(super) seen_version: i64,
    /// Sample data in memory: no passwords, nothing kept.
    pub(super) is_sample: bool,
    pub(super) cost: Option<super::password::Cost>,
    pub(super) bases: super::base::Bases,
    /// Goes after the store, which has files of it open.
    pub(super) sample_folder: Option<super::sample::Folder>,
    /// Where a desk in memory has its loads, if anywhere.
    pub(super) loads_aside: Option<PathBuf>,
    pub(super) protected: std::cell::RefCell<super::search_base::Protected>,
    pub(super) stuck: super::undo::Stuck,
}

/// An act in the making: what it writes is noted as it is written.
pub struct Acting<'a> {
    pub tx: &'a rusqlite::Transaction<'a>,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub who: Option<Session>,
    ids: &'a mut Ids,
    changes: Vec<RowChange>,
    undoes: Option<i64>,
}

impl Acting<'_> {
    pub fn draw<T>(&mut self) -> Id<T> {
        self.ids.draw(self.now)
    }

    /// Notes what a store function wrote; `None` means nothing changed.
    pub fn note(&mut self, change: Option<RowChange>) {
        self.changes.extend(change);
    }

    /// Says which entry this act takes back.
    pub fn undoes(&mut self, n: i64) {
        self.undoes = Some(n);
    }
}

impl Desk {
    /// Opens the unit's file. A new file has no unit yet: see `set_up`.
    pub fn open(path: &Path, clock: Clock, ids: Ids) -> Outcome<Self> {
        let file = place::real(path);
        let store = Store::open(&file)?;
        let mut desk = Self::over(store, clock, ids, Some(file), false)?;
        desk.attach_bases()?;
        Ok(desk)
    }

    /// A desk that leaves nothing behind.
    pub fn in_memory(clock: Clock, ids: Ids) -> Outcome<Self> {
        Self::over(Store::in_memory()?, clock, ids, None, true)
    }

    fn over(
        store: Store,
        clock: Clock,
        ids: Ids,
        file: Option<PathBuf>,
        is_sample: bool,
    ) -> Outcome<Self> {
        let unit = unit::load(store.con())?;
        let seen_version = store.data_version()?;
        Ok(Self {
            store,
            clock,
            ids,
            unit,
            session: None,
            file,
            machine: machine_name(),
            seat: String::new(),
            seen_version,
            is_sample,
            cost: None,
            bases: super::base::Bases::default(),
            sample_folder: None,
            loads_aside: None,
            protected: std::cell::RefCell::default(),
            stuck: super::undo::Stuck::default(),
        })
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The unit's zone; Brasília's until the unit is set up.
    pub fn zone(&self) -> Zone {
        self.unit
            .as_ref()
            .map_or(crate::domain::time::BRASILIA, |it| it.1.zone)
    }

    pub fn today(&self) -> NaiveDate {
        self.zone().day(self.now())
    }

    pub fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref().map(|it| &it.1)
    }

    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    pub fn folder(&self) -> Option<&Path> {
        let folder = self.file.as_deref()?.parent()?;
        Some(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        })
    }

    /// The file itself; `None` for a desk in memory.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Sample data in memory, with no passwords.
    pub fn is_sample(&self) -> bool {
        self.is_sample
    }

    /// Where the loads of the CadÚnico base live.
    pub(super) fn base_folder(&self) -> Option<PathBuf> {
        let own = self.file.as_deref().map(crate::store::base::folder);
        own.or_else(|| self.loads_aside.clone())
    }

    pub fn seat(&self) -> &str {
        &self.seat
    }

    /// Where this desk calls people to from now on ("Guichê 2"); remembered
    /// for this person on this machine.
    ///
    /// # Errors
    /// Refused when it is blank or too long for the panel.
    pub fn set_seat(&mut self, seat: &str) -> Outcome<()> {
        /// What the call panel can show beside a ticket.
        const SEAT_CHARS_MAX: usize = 20;
        let seat = clean(seat);
        if seat.is_empty() || seat.chars().count() > SEAT_CHARS_MAX {
            return refused_at(
                "guiche",
                "Diga de onde você chama, como Guichê 1 ou Sala 3.",
            );
        }
        if let Some(who) = self.session.as_ref().map(|it| it.staff) {
            let machine = &self.machine;
            self.store
                .write(|tx| staff::set_seat(tx, machine, who, &seat))?;
        }
        self.seat = seat;
        Ok(())
    }

    /// Whether whoever is logged in may; the same question `require` asks.
    pub fn may(&self, right: Right) -> bool {
        self.session.as_ref().is_some_and(|it| it.role.may(right))
    }

    /// Stops a use case that the role does not reach. The team's list is asked
    /// each time: whoever lost the role or the door key at another desk loses
    /// it here at once, not at the next login.
    ///
    /// # Errors
    /// Refused when nobody is logged in, the role may not, or the password
    /// still has to be changed.
    pub fn require(&self, right: Right) -> Outcome<&Session> {
        let (session, person) = self.working()?;
        if !session.role.may(right) {
            return refused(format!(
                "O perfil {} não pode {}. Peça a quem pode.",
                session.role.label(),
                right.label()
            ));
        }
        if person.must_change && !self.is_sample {
            return refused(
                "A senha é provisória: só serve para entrar e escolher outra. Saia, entre de novo \
                 e escolha a sua.",
            );
        }
        Ok(session)
    }

    /// Whoever is logged in, and their row of the team's list as it is now.
    ///
    /// # Errors
    /// Refused when nobody is, or when the list says otherwise by now.
    pub(super) fn working(&self) -> Outcome<(&Session, Staff)> {
        match &self.session {
            None => refused("Entre com seu nome e senha antes."),
            Some(it) => Ok((it, at_work(self.store.con(), it)?)),
        }
    }

    /// One act: one transaction, one journal line. Nothing is journalled when
    /// nothing changed.
    pub(super) fn act<T>(
        &mut self,
        act: Act,
        work: impl FnOnce(&mut Acting<'_>) -> Outcome<T>,
    ) -> Outcome<T> {
        let (now, today) = (self.now(), self.today());
        let station = self.station()?;
        let who = self.session.clone();
        let ids = &mut self.ids;
        self.store.write(|tx| {
            if let Some(session) = &who {
                // Again inside the lock: no other desk changes it meanwhile.
                at_work(tx, session)?;
            }
            let mut acting = Acting {
                tx,
                now,
                today,
                who: who.clone(),
                ids,
                changes: Vec::new(),
                undoes: None,
            };
            let answer = work(&mut acting)?;
            let Acting {
                changes, undoes, ..
            } = acting;
            if !changes.is_empty() {
                journal::append(
                    tx,
                    &Entry {
                        station,
                        at_ms: to_ms(now),
                        who: who.map(|it| *it.staff.bytes()),
                        act: act.code(),
                        undoes,
                        changes: &changes,
                    },
                )?;
            }
            Ok(answer)
        })
    }

    /// Writes a look into the access log (LGPD art. 37).
    pub(super) fn look(
        &mut self,
        action: Access,
        kind: &'static str,
        subject: Option<[u8; 16]>,
        reason: &str,
    ) -> Outcome<()> {
        let at_ms = to_ms(self.now());
        let station = self.station()?;
        let who = self.session.as_ref().map(|it| *it.staff.bytes());
        let machine = self.machine.clone();
        self.store.write(|tx| {
            journal::look(
                tx,
                &journal::Look {
                    station,
                    at_ms,
                    who,
                    machine: &machine,
                    action: action.code(),
                    kind,
                    subject,
                    reason,
                },
            )
            .map(drop)
        })
    }

    /// Whether another process wrote since this was last asked.
    pub fn others_wrote(&mut self) -> Outcome<bool> {
        let version = self.store.data_version()?;
        let changed = version != self.seen_version;
        self.seen_version = version;
        if changed {
            self.unit = unit::load(self.store.con())?;
            self.attach_bases()?;
            self.follow_role()?;
        }
        Ok(changed)
    }

    /// Takes on the role and groups that the team's list now gives to whoever
    /// is logged in; somebody taken off the list keeps a session that every
    /// use case refuses, so that nothing typed is thrown away.
    pub(super) fn follow_role(&mut self) -> Outcome<()> {
        let Some(session) = &mut self.session else {
            return Ok(());
        };
        if let Some(now) = staff::by_id(self.store.con(), session.staff)?.filter(|it| it.active) {
            session.role = now.role;
            session.handles = now.handles;
            session.name = now.name;
        }
        Ok(())
    }

    pub(super) fn station(&self) -> Outcome<[u8; 16]> {
        match &self.unit {
            Some((station, _)) => Ok(*station.id.bytes()),
            None => refused("Esta unidade ainda não foi configurada. Rode «acolhida iniciar»."),
        }
    }
}

/// The row of whoever is logged in, as the team's list is now.
fn at_work(con: &rusqlite::Connection, session: &Session) -> Outcome<Staff> {
    match staff::by_id(con, session.staff)?.filter(|it| it.active) {
        None => refused(
            "Sua entrada foi retirada pela coordenação. O que foi digitado fica em rascunho; fale \
             com ela.",
        ),
        Some(it) if it.role != session.role => {
            refused("Seu perfil acaba de mudar. Tranque a tela, entre de novo e continue.")
        }
        Some(it) => Ok(it),
    }
}

fn machine_name() -> String {
    #[cfg(unix)]
    {
        rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned()
    }
    #[cfg(not(unix))]
    {
        std::env::var("COMPUTERNAME").unwrap_or_default()
    }
}
