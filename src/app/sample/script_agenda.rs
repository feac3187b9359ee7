//! Who is booked on the demonstration's day, booked some days before by the
//! use case that the keys call: some have come by the hour it opens, some are
//! to come, and one is late enough that the place may be offered.

use chrono::{DateTime, Duration, Utc};

use super::super::agenda::{Booking, Repeat};
use super::super::desk::Desk;
use super::super::reception::Comer;
use super::cast::Cast;
use super::script::{Who, comer};
use super::town::Home;
use crate::domain::agenda::{Minute, Supply};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;

/// Who, the service, with whom, minutes from the hour, how often in a row.
type Line = (Who, &'static str, &'static str, i64, u32);

/// Days from which today was booked: the last one that the unit opened.
const BOOKED_DAYS_AGO: i64 = 4;

/// In the order in which they booked; the minutes are those of the day.
const TODAY: &[Line] = &[
    // Forty minutes late when the day opens, with a place free after it.
    (Who::Town(0), "CAD-ATU", "Clara Barreto", 8 * 60, 1),
    (Who::Town(2), "CAD-ATU", "Davi Prado", 9 * 60, 1),
    (
        Who::Cast("maria"),
        "CAD-ATU",
        "Clara Barreto",
        9 * 60 + 20,
        1,
    ),
    (Who::Town(4), "ATE-TEC", "Inês Tavares", 9 * 60, 1),
    (Who::Town(6), "CAD-ATU", "Clara Barreto", 10 * 60, 1),
    (Who::Cast("lourdes"), "BPC", "Inês Tavares", 9 * 60 + 40, 1),
    (Who::Town(8), "CAD-INC", "Davi Prado", 9 * 60 + 40, 1),
    (
        Who::Said("Dona Valdete"),
        "CAD-ATU",
        "Clara Barreto",
        10 * 60 + 40,
        1,
    ),
    (Who::Town(13), "ATE-TEC", "Otávio Lins", 13 * 60, 3),
    (Who::Town(10), "CAD-ATU", "Clara Barreto", 13 * 60, 1),
    (Who::Town(15), "CAD-ATU", "Davi Prado", 13 * 60, 1),
    (Who::Town(16), "BEN-EVE", "Otávio Lins", 13 * 60 + 40, 1),
];

/// Books the day; the desk's clock is a held one.
pub(super) fn book(
    desk: &mut Desk,
    cast: &Cast,
    town: &[Home],
    hour: DateTime<Utc>,
) -> Outcome<()> {
    let today = desk.zone().day(hour);
    let mut at = hour - Duration::days(BOOKED_DAYS_AGO);
    for (who, service, with, starts, times) in TODAY {
        at += Duration::minutes(7);
        desk.clock.set(at);
        desk.sit_down("telma")?;
        let supply = desk.supply()?;
        let Some(((service, provider), who)) =
            ids(&supply, service, with).zip(comer(*who, cast, town))
        else {
            continue;
        };
        desk.book(&Booking {
            phone: phone(desk, &who)?,
            who,
            service,
            provider,
            day: today,
            starts: Minute::clamped(*starts),
            repeat: (*times > 1).then_some(Repeat {
                weeks: 1,
                times: *times,
            }),
        })?;
    }
    Ok(())
}

type Ids = (
    Id<crate::domain::agenda::Service>,
    Id<crate::domain::agenda::Provider>,
);

fn ids(supply: &Supply, service: &str, with: &str) -> Option<Ids> {
    let service = supply.services.iter().find(|it| it.code == service)?;
    let provider = supply.providers.iter().find(|it| it.name == with)?;
    Some((service.id, provider.id))
}

/// The first of the family's, as the screen offers it.
fn phone(desk: &Desk, who: &Comer) -> Outcome<String> {
    let Comer::Registered { person, family } = who else {
        return Ok("79998119999".to_owned());
    };
    let sheet = desk.booking_sheet(Some(*person), *family)?;
    let phones = sheet.phones.open();
    Ok(phones
        .and_then(|it| it.first())
        .map(|it| it.digits.clone())
        .unwrap_or_default())
}
