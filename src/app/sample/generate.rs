//! `gerar`: a file of any size with invented families and months of work, the
//! same for the same seed and the same day. For training rooms, for measuring
//! on the old PC, and for trying the program without anybody's data.

use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, NaiveTime, Utc};

use super::super::desk::Desk;
use super::super::sources::{Clock, Ids};
use super::team::FirstPassword;
use super::town::Town;
use crate::domain::access::Right;
use crate::domain::cecad::Month;
use crate::domain::cecad::header::Kind;
use crate::domain::cecad::write::{Sheet, Variant};
use crate::domain::fault::{Failure, Outcome, refused, refused_at};
use crate::domain::sample::{self, SampleFamily, shift, unit};
use crate::store::sample::counts;

pub const FAMILIES_MAX: u32 = 100_000;
pub const MONTHS_MAX: u32 = 120;

/// Months over which the families that were there before had come.
const BEFORE_MONTHS: u32 = 60;
/// Families in one journal entry.
const BATCH: usize = 100;
/// Arrivals a day for each ten thousand families, and their bounds.
const DAILY_PER_10_000: u64 = 150;
const DAILY: std::ops::RangeInclusive<u64> = 6..=220;
/// Families of the surrounding city for each family of the unit.
const CITY_TIMES: u64 = 15;

/// What to generate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    pub families: u32,
    /// Months of work that end today.
    pub months: u32,
    pub seed: u64,
}

/// What was generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    pub families: u32,
    pub people: u32,
    pub tickets: u32,
    /// First and last day of the work.
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// First passwords of the sample team; empty when the unit was set up.
    pub team: Vec<FirstPassword>,
}

impl Desk {
    /// Fills a file that has no families yet. `progress` gets 0 to 100.
    ///
    /// # Errors
    /// Refused when the file holds families, people or tickets, when the unit
    /// is set up and whoever asks does not manage it, or beyond the bounds.
    pub fn generate(&mut self, order: &Order, progress: &mut dyn FnMut(u8)) -> Outcome<Generated> {
        if !(1..=FAMILIES_MAX).contains(&order.families) {
            return refused_at("familias", "Diga de 1 a 100000 famílias.");
        }
        if order.months > MONTHS_MAX {
            return refused_at("meses", "Diga de 0 a 120 meses.");
        }
        if self.is_set_up() {
            self.require(Right::ManageUnit)?;
        }
        let there = counts(self.store.con())?;
        if there != crate::store::sample::Counts::default() {
            return refused(format!(
                "Este arquivo já tem {} famílias e {} senhas. Dados inventados só entram num \
                 arquivo vazio: escolha outro com --banco.",
                there.families, there.tickets
            ));
        }
        let now = self.now();
        let clock = std::mem::replace(&mut self.clock, Clock::held(now));
        let ids = std::mem::replace(&mut self.ids, Ids::Seeded(order.seed));
        let done = self.fill(order, now, progress);
        self.clock = clock;
        self.ids = ids;
        done
    }

    fn fill(
        &mut self,
        order: &Order,
        now: DateTime<Utc>,
        progress: &mut dyn FnMut(u8),
    ) -> Outcome<Generated> {
        let today = self.zone().day(now);
        let from = back(today, order.months);
        let team = if self.is_set_up() {
            Vec::new()
        } else {
            let first = back(from, BEFORE_MONTHS);
            self.clock.set(self.zone().instant(first, morning()));
            self.set_up_sample()?
        };
        self.write_sample_offer(from, today)?;
        let mut town = Town::of(self, order.seed, today)?;
        let families = u64::from(order.families);
        let inside = families * u64::from(order.months) / u64::from(order.months + BEFORE_MONTHS);
        self.write_before(&mut town, families - inside, from, &mut |it| {
            progress(percent(it, families * 2))
        })?;
        let daily = (families * DAILY_PER_10_000 / 10_000).clamp(*DAILY.start(), *DAILY.end());
        let days: Vec<NaiveDate> = from
            .iter_days()
            .take_while(|it| *it <= today)
            .filter(|it| shift::is_open(*it) && order.months > 0)
            .collect();
        self.write_days(&mut town, &days, inside, daily, now, &mut |it| {
            progress(50 + percent(it, days.len() as u64) / 2);
        })?;
        if order.months > 0 {
            self.clock.set(now);
            self.write_ahead(&mut town, daily)?;
            self.write_groups(&town, from)?;
            self.write_courses(&town, from)?;
        }
        progress(100);
        Ok(Generated {
            families: order.families,
            people: town.people,
            tickets: town.tickets,
            from,
            until: today,
            team,
        })
    }

    /// The families opened before the first day of work, in order.
    pub(super) fn write_before(
        &mut self,
        town: &mut Town,
        count: u64,
        until: NaiveDate,
        progress: &mut dyn FnMut(u64),
    ) -> Outcome<()> {
        let first = back(until, BEFORE_MONTHS);
        let width = u64::try_from((until - first).num_days()).unwrap_or(1);
        let zone = self.zone();
        let opened: Vec<(u64, DateTime<Utc>)> = (0..count)
            .map(|index| {
                let day = first + Days::new(width * index / count.max(1));
                let day = open_day_before(day, until);
                let minutes = i64::try_from(index % 480).unwrap_or(0);
                (
                    index,
                    zone.instant(day, morning()) + Duration::minutes(minutes),
                )
            })
            .collect();
        for batch in opened.chunks(BATCH) {
            let Some(&(last, at)) = batch.last() else {
                break;
            };
            self.write_sample_day(town, batch, None, at)?;
            progress(last + 1);
        }
        Ok(())
    }

    /// Days of work, with `inside` families opened along them. The last one
    /// stands as it is at `now`.
    pub(super) fn write_days(
        &mut self,
        town: &mut Town,
        days: &[NaiveDate],
        inside: u64,
        daily: u64,
        now: DateTime<Utc>,
        progress: &mut dyn FnMut(u64),
    ) -> Outcome<()> {
        let zone = self.zone();
        let before = town.homes.len() as u64;
        let count = days.len() as u64;
        for (&day, at) in days.iter().zip(0_u64..) {
            let morning = zone.instant(day, morning());
            let evening = morning + Duration::hours(11);
            let until = now.min(evening);
            let opened: Vec<(u64, DateTime<Utc>)> = (inside * at / count
                ..inside * (at + 1) / count)
                .map(|index| (before + index, morning.min(until)))
                .collect();
            self.write_sample_day(town, &opened, Some((day, daily)), until)?;
            progress(at + 1);
        }
        Ok(())
    }
}

/// Writes a CECAD file (the `tudo` file): the families of the same order and,
/// after them, the city around the unit. Answers how many families it holds.
///
/// # Errors
/// Refused when the file exists or cannot be written.
pub fn write_cecad(
    path: &Path,
    order: &Order,
    today: NaiveDate,
    progress: &mut dyn FnMut(u8),
) -> Outcome<u64> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let Ok(file) = options.open(path) else {
        return refused_at(
            "cecad",
            "Não consegui criar o arquivo do CECAD: ele já existe ou a pasta não deixa gravar.",
        );
    };
    let kept = |it: std::io::Result<()>| {
        it.map_err(|e| Failure::broken("gravar o arquivo do CECAD", e.kind()))
    };
    let last = back(today, 1);
    let Some(month) = Month::new(last.year(), last.month()) else {
        return refused("O relógio deste computador está errado. Acerte a data e tente de novo.");
    };
    let sheet = Sheet::new(Kind::Tudo, &Variant::default(), month);
    let mut file = BufWriter::new(file);
    let mut line = Vec::new();
    sheet.header(&mut line);
    let own = u64::from(order.families);
    let all = own * (1 + CITY_TIMES);
    for index in 0..all {
        let it = cecad_family(order.seed, index, own, today);
        sheet.family(&mut line, &it.family, &it.members);
        kept(file.write_all(&line))?;
        line.clear();
        if index % 1024 == 0 {
            progress(percent(index, all));
        }
    }
    kept(file.flush())?;
    kept(file.get_ref().sync_all())?;
    progress(100);
    Ok(all)
}

fn cecad_family(seed: u64, index: u64, own: u64, day: NaiveDate) -> SampleFamily {
    let it = sample::family(seed, index, day);
    if index < own {
        unit::local(it, seed, index)
    } else {
        it
    }
}

/// The desk opens its books at half past seven.
fn morning() -> NaiveTime {
    NaiveTime::from_hms_opt(7, 30, 0).unwrap_or_default()
}

fn back(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

fn open_day_before(day: NaiveDate, until: NaiveDate) -> NaiveDate {
    day.iter_days()
        .take(14)
        .find(|it| shift::is_open(*it) && *it < until)
        .unwrap_or(day)
}

fn percent(done: u64, all: u64) -> u8 {
    u8::try_from(done.saturating_mul(100) / all.max(1)).unwrap_or(100)
}
