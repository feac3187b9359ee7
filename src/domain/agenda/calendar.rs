//! Days on which the unit does not open. The national ones follow Leis
//! 662/1949 and 10.607/2002 (civil days), 6.802/1980 (12 October), 14.759/2023
//! (20 November); Good Friday is kept everywhere under Lei 9.093/1995, art. 2º.
//! Movable ones are counted from Easter. State and municipal days come from
//! `assets/lists/feriados.csv` and from what the unit writes down.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::id::Id;

const LIST: &str = include_str!("../../../assets/lists/feriados.csv");

/// A day that the unit wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub id: Id<Holiday>,
    /// `AAAA-MM-DD` for one year, `MM-DD` for every year.
    pub day: String,
    pub name: String,
    pub kind: HolidayKind,
    /// The unit works on it all the same.
    pub opens: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HolidayKind {
    National,
    State,
    Municipal,
    /// Ponto facultativo: closed where the setting says so.
    Optional,
}

/// Why a day is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub name: String,
    pub kind: HolidayKind,
}

/// The closed days of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    own: Vec<Holiday>,
    /// Month and day of every year.
    local: Vec<((u32, u32), Closed)>,
    optional_closed: bool,
}

impl HolidayKind {
    pub const ALL: [Self; 4] = [Self::National, Self::State, Self::Municipal, Self::Optional];

    pub const fn code(self) -> &'static str {
        match self {
            Self::National => "nacional",
            Self::State => "estadual",
            Self::Municipal => "municipal",
            Self::Optional => "facultativo",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::National => "feriado nacional",
            Self::State => "feriado estadual",
            Self::Municipal => "feriado municipal",
            Self::Optional => "ponto facultativo",
        }
    }
}

impl Calendar {
    /// `own` is what the unit wrote down; it wins over everything computed.
    /// `ibge` is the seven-digit code of the municipality, or empty.
    pub fn new(own: Vec<Holiday>, uf: &str, ibge: &str, optional_closed: bool) -> Self {
        let local = LIST
            .lines()
            .skip(1)
            .filter_map(|line| {
                let mut cells = line.split(';');
                let mut next = || cells.next().unwrap_or("");
                let (of_uf, of_ibge, day, name, kind) = (next(), next(), next(), next(), next());
                let here = of_uf == uf && (of_ibge.is_empty() || of_ibge == ibge);
                let closed = Closed {
                    name: name.to_string(),
                    kind: HolidayKind::from_code(kind)?,
                };
                let (month, day) = day.split_once('-')?;
                let at = (month.parse().ok()?, day.parse().ok()?);
                here.then_some((at, closed))
            })
            .collect();
        Self {
            own,
            local,
            optional_closed,
        }
    }

    /// Why the unit is closed on that day, `None` when it opens.
    pub fn closed(&self, day: NaiveDate) -> Option<Closed> {
        if let Some(it) = self.own(day) {
            return (!it.opens).then(|| Closed {
                name: it.name.clone(),
                kind: it.kind,
            });
        }
        let national = nationwide(day)
            .filter(|it| it.1 != HolidayKind::Optional || self.optional_closed)
            .map(|(name, kind)| Closed {
                name: name.to_string(),
                kind,
            });
        national.or_else(|| {
            let at = (day.month(), day.day());
            self.local
                .iter()
                .find(|it| it.0 == at)
                .map(|it| it.1.clone())
        })
    }

    /// What the unit wrote about that day; what is said of that very day counts
    /// more than what is said of every year.
    pub fn own(&self, day: NaiveDate) -> Option<&Holiday> {
        if self.own.is_empty() {
            return None;
        }
        let of = |text: String| self.own.iter().find(|it| it.day == text);
        of(day.to_string()).or_else(|| of(day.format("%m-%d").to_string()))
    }

    /// The calendar as it would be if the unit had written nothing.
    #[must_use]
    pub fn without_own(&self) -> Self {
        Self {
            own: Vec::new(),
            ..self.clone()
        }
    }

    /// Every closed day of a year.
    pub fn of_year(&self, year: i32) -> BTreeMap<NaiveDate, Closed> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|it| it.iter_days().take(366));
        days.take_while(|it| it.year() == year)
            .filter_map(|day| Some((day, self.closed(day)?)))
            .collect()
    }
}

/// The national day that falls there, movable ones and pontos facultativos
/// included. Asked for every stretch of hours, so it makes nothing.
fn nationwide(day: NaiveDate) -> Option<(&'static str, HolidayKind)> {
    use HolidayKind::{National, Optional};
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some(("Confraternização Universal", National)),
        (4, 21) => Some(("Tiradentes", National)),
        (5, 1) => Some(("Dia do Trabalho", National)),
        (9, 7) => Some(("Independência", National)),
        (10, 12) => Some(("Nossa Senhora Aparecida", National)),
        (10, 28) => Some(("Dia do Servidor Público", Optional)),
        (11, 2) => Some(("Finados", National)),
        (11, 15) => Some(("Proclamação da República", National)),
        (11, 20) => Some(("Zumbi e Consciência Negra", National)),
        (12, 25) => Some(("Natal", National)),
        _ => None,
    };
    // A fixed day wins where two fall together (Tiradentes on a Friday of Easter).
    fixed.or_else(|| match (day - easter(day.year())?).num_days() {
        -48 | -47 => Some(("Carnaval", Optional)),
        -46 => Some(("Quarta-feira de Cinzas", Optional)),
        -2 => Some(("Paixão de Cristo", National)),
        60 => Some(("Corpus Christi", Optional)),
        _ => None,
    })
}

/// Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use chrono::Weekday;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The table that the church itself uses, by golden number and epact: a
    /// second, independent way to the same day.
    fn easter_by_epact(year: i32) -> NaiveDate {
        let golden = year % 19 + 1;
        let century = year / 100 + 1;
        let solar = 3 * century / 4 - 12;
        let lunar = (8 * century + 5) / 25 - 5;
        let sunday = 5 * year / 4 - solar - 10;
        let mut epact = (11 * golden + 20 + lunar - solar).rem_euclid(30);
        if (epact == 25 && golden > 11) || epact == 24 {
            epact += 1;
        }
        let mut moon = 44 - epact;
        if moon < 21 {
            moon += 30;
        }
        moon = moon + 7 - (sunday + moon) % 7;
        let (month, of_month) = if moon > 31 { (4, moon - 31) } else { (3, moon) };
        NaiveDate::from_ymd_opt(year, month, of_month as u32).unwrap()
    }

    #[test]
    fn easter_agrees_with_the_epacts_and_is_a_sunday_of_spring() {
        for year in 1900..2300 {
            let it = easter(year).unwrap();
            assert_eq!(it, easter_by_epact(year), "{year}");
            assert_eq!(it.weekday(), Weekday::Sun);
        }
        assert_eq!(easter(2026), Some(day("2026-04-05")));
        assert_eq!(easter(2027), Some(day("2027-03-28")));
    }

    #[test]
    fn national_days_agree_with_a_year_written_down_as_a_list() {
        for year in 2000..2100 {
            let easter = easter_by_epact(year);
            let from = |days| easter + chrono::TimeDelta::days(days);
            let mut listed: Vec<NaiveDate> = [-48, -47, -46, -2, 60].map(from).to_vec();
            for day in [
                "01-01", "04-21", "05-01", "09-07", "10-12", "10-28", "11-02", "11-15", "11-20",
                "12-25",
            ] {
                listed.push(format!("{year}-{day}").parse().unwrap());
            }
            listed.sort();
            listed.dedup();
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let found: Vec<NaiveDate> = first
                .iter_days()
                .take_while(|it| it.year() == year)
                .filter(|it| nationwide(*it).is_some())
                .collect();
            assert_eq!(found, listed);
        }
        let name = |text| nationwide(day(text)).map(|it| it.0);
        assert_eq!(name("2026-04-03"), Some("Paixão de Cristo"));
        assert_eq!(name("2000-04-21"), Some("Tiradentes"), "the fixed day wins");
    }

    #[test]
    fn the_year_of_a_unit_in_aracaju() {
        let open = Calendar::new(Vec::new(), "SE", "2800308", true);
        let days: Vec<String> = open.of_year(2026).keys().map(|it| it.to_string()).collect();
        assert_eq!(
            days.join(" "),
            "2026-01-01 2026-02-16 2026-02-17 2026-02-18 2026-03-17 2026-04-03 2026-04-21 \
             2026-05-01 2026-06-04 2026-06-24 2026-07-08 2026-09-07 2026-10-12 2026-10-28 \
             2026-11-02 2026-11-15 2026-11-20 2026-12-08 2026-12-25"
        );
        let elsewhere = Calendar::new(Vec::new(), "BA", "", false);
        assert_eq!(elsewhere.of_year(2026).len(), 10);
        assert_eq!(elsewhere.closed(day("2026-07-08")), None);
    }

    #[test]
    fn what_the_unit_writes_down_wins() {
        let own = |day: &str, opens| Holiday {
            id: Id::from_bytes([1; 16]),
            day: day.into(),
            name: "Padroeira".into(),
            kind: HolidayKind::Municipal,
            opens,
        };
        let it = Calendar::new(
            vec![
                own("2026-11-20", true),
                own("08-15", false),
                own("2027-08-15", true),
            ],
            "SE",
            "",
            true,
        );
        assert_eq!(it.closed(day("2026-11-20")), None, "opens this year");
        assert!(it.closed(day("2027-11-20")).is_some());
        assert!(it.closed(day("2026-08-15")).is_some(), "every year");
        assert_eq!(
            it.closed(day("2027-08-15")),
            None,
            "the very day counts more"
        );
    }
}
