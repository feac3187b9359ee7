//! What of the agenda leaves on paper: the slip with the hour booked, and the
//! day of a professional. Both go through the unit's one way of printing, which
//! logs, signs and keeps them.

use chrono::NaiveDate;

use super::day::{AgendaLine, ProviderDay};
use crate::app::desk::Desk;
use crate::app::print::{Printed, Subject};
use crate::domain::access::Right;
use crate::domain::agenda::{Appointment, Provider, Supply};
use crate::domain::fault::{Outcome, refused};
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::name::{first, initials};
use crate::domain::time::day_spelled;
use crate::domain::unit::Setting;
use crate::paper::Page;
use crate::paper::agenda::{Column, Row, Sheet};
use crate::paper::appointment::Slip;
use crate::store::agenda::appointments;
use crate::store::demands;

impl Desk {
    /// The slip with the hour booked: no name unless asked, nothing of a
    /// reserved matter.
    ///
    /// # Errors
    /// Refused by role, or when it is no longer booked.
    pub fn appointment_slip(&self, id: Id<Appointment>, with_name: bool) -> Outcome<Page> {
        self.require(Right::SeeAgenda)?;
        Ok(self.slip_of(id, with_name)?.1)
    }

    /// Prints the slip.
    ///
    /// # Errors
    /// As [`Desk::appointment_slip`] and [`Desk::print`].
    pub fn print_appointment(&mut self, id: Id<Appointment>, with_name: bool) -> Outcome<Printed> {
        self.require(Right::SeeAgenda)?;
        let (it, page) = self.slip_of(id, with_name)?;
        self.print(
            &page,
            Subject {
                label: &format!("agendamento-{}-linha-{}", it.day, it.line),
                kind: "appointment",
                id: it.person.map(|it| *it.bytes()),
            },
        )
    }

    /// One day as it goes to paper, of everybody or of one professional.
    ///
    /// # Errors
    /// Refused by role.
    pub fn agenda_page(&self, day: NaiveDate, only: Option<Id<Provider>>) -> Outcome<Page> {
        let it = self.agenda_day(day, only)?;
        Ok(Sheet {
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            day: day_spelled(day),
            closed: it.closed,
            providers: it.providers.iter().map(column).collect(),
            footer: self.footer(),
            width: self.paper_width()?,
        }
        .page())
    }

    /// Prints the day.
    ///
    /// # Errors
    /// As [`Desk::agenda_page`] and [`Desk::print`].
    pub fn print_agenda(&mut self, day: NaiveDate, only: Option<Id<Provider>>) -> Outcome<Printed> {
        let page = self.agenda_page(day, only)?;
        self.print(
            &page,
            Subject {
                label: &format!("agenda-{day}"),
                kind: "agenda",
                id: None,
            },
        )
    }

    fn slip_of(&self, id: Id<Appointment>, with_name: bool) -> Outcome<(Appointment, Page)> {
        let con = self.store.con();
        let Some(it) = appointments::by_id(con, id)? else {
            return refused("Este horário foi desfeito em outra mesa.");
        };
        if !it.status.holds_place() {
            return refused(format!(
                "Este horário está como «{}». Agende outro antes de imprimir.",
                it.status.label()
            ));
        }
        let supply = self.supply_from(con, Some(it.day.min(self.today())))?;
        let service = supply.service(it.service);
        let demand = service.and_then(|it| it.demand);
        let reserved = demands::all(con)?
            .iter()
            .any(|it| it.reserved && Some(it.id) == demand);
        let open = service.filter(|_| !reserved);
        let named = appointments::one_listed(con, id)?
            .filter(|it| with_name && !it.secret && !reserved)
            .map(|it| first(&it.name).to_string());
        let provider = supply.provider(it.provider).map(|it| it.name.clone());
        let unit = self.unit();
        let page = Slip {
            unit: unit.map(|it| it.name.clone()).unwrap_or_default(),
            day: day_spelled(it.day),
            clock: it.starts.to_string(),
            service: open.map(|it| it.label.clone()).unwrap_or_default(),
            place: place(&supply, &it),
            address: unit.map(|it| it.address.clone()).unwrap_or_default(),
            phone: unit.map(|it| mask_phone(&it.phone)).unwrap_or_default(),
            provider: provider.filter(|_| {
                self.setting_is_on(Setting::SlipProvider).unwrap_or(false) && !reserved
            }),
            name: named,
            papers: open.map(|it| it.papers.clone()).unwrap_or_default(),
            footer: self.footer(),
        }
        .page();
        Ok((it, page))
    }
}

fn place(supply: &Supply, it: &Appointment) -> String {
    let hours = supply.hours(it.provider, it.day);
    hours
        .iter()
        .find(|(_, from, until)| *from <= it.starts && it.ends() <= *until)
        .map(|(turn, ..)| super::places::place_of(supply, turn))
        .unwrap_or_default()
}

fn column(it: &ProviderDay) -> Column {
    let mut rows: Vec<Row> = it.lines.iter().map(row).collect();
    rows.extend(it.free.iter().map(|it| Row {
        starts: it.starts.to_string(),
        ends: it.ends.to_string(),
        status: "livre".to_string(),
        ..Row::default()
    }));
    rows.sort_by(|one, other| one.starts.cmp(&other.starts));
    let hours = it.hours.iter().map(|(from, until, place)| {
        if place.is_empty() {
            format!("{from} a {until}")
        } else {
            format!("{from} a {until}, {place}")
        }
    });
    Column {
        name: it.name.clone(),
        hours: hours.collect(),
        rows,
    }
}

fn row(it: &AgendaLine) -> Row {
    Row {
        starts: it.starts.to_string(),
        ends: it.ends.to_string(),
        line: Some(it.line),
        // Under secrecy not even a name lies on a table.
        name: if it.phone_hidden {
            initials(&it.name)
        } else {
            it.name.clone()
        },
        service: it.service.clone(),
        status: it.status.label().to_string(),
    }
}
