//! The quarter that is confirmed in the SISC: who took part, who has to be
//! checked, who cannot be typed in for want of a NIS. Whoever types ticks each
//! person, stops and goes on, on this desk or another.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::{Access, Act};
use crate::domain::fault::{Outcome, refused};
use crate::domain::groups::{Group, GroupKind, Quarter, QuarterSpan, Share};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::unit::Setting;
use crate::paper::{Align, Table};
use crate::store::families;
use crate::store::groups::sisc::{self, Typed};
use crate::store::groups::{Face, enrolments, hide, list, marks, situations};
use crate::store::people;

/// One person of the quarter, whatever the number of groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiscLine {
    pub person: Id<Person>,
    pub name: String,
    pub nis: String,
    pub birth: Option<NaiveDate>,
    /// The group in which they came most often, else the first by name.
    pub group: Id<Group>,
    /// As the SISC knows it, else its name here.
    pub group_name: String,
    pub band: &'static str,
    pub mixed: bool,
    /// Other groups they were in, by commas.
    pub others: String,
    /// Meetings of the quarter to which they came.
    pub presences: u32,
    /// Of the priority public: yes or no, never which situation.
    pub priority: bool,
    /// Already typed in, when and by whom.
    pub typed: Option<(DateTime<Utc>, String)>,
}

/// A quarter as it stands today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiscQuarter {
    pub quarter: Quarter,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub deadline: NaiveDate,
    /// To the deadline; below 0 once it has passed.
    pub days_left: i64,
    /// With at least one presence, by group and NIS.
    pub confirm: Vec<SiscLine>,
    /// In a group and not once present.
    pub check: Vec<SiscLine>,
    /// The SISC takes nobody without a NIS.
    pub without_nis: Vec<SiscLine>,
    /// Priority public among everybody of the quarter, against the capacity.
    pub share: Share,
}

impl SiscQuarter {
    /// How many of those to confirm were typed in.
    pub fn typed(&self) -> usize {
        self.confirm.iter().filter(|it| it.typed.is_some()).count()
    }
}

impl Desk {
    /// The quarter asked for, or the one that is due next.
    ///
    /// # Errors
    /// Refused by role.
    pub fn sisc_quarter(&self, quarter: Option<Quarter>) -> Outcome<SiscQuarter> {
        self.require(Right::ConfirmSisc)?;
        let con = self.store.con();
        let today = self.today();
        let span = QuarterSpan::from_setting(&self.setting(Setting::SiscByDeadline)?);
        let quarter = quarter.unwrap_or_else(|| Quarter::of(today, span));
        let (from, to) = quarter.days(span);
        let groups: HashMap<Id<Group>, Group> = list::all(con)?
            .into_iter()
            .filter(|it| it.kind == GroupKind::Scfv)
            .map(|it| (it.id, it))
            .collect();
        let priority = situations::priority(con, today.clamp(from, to))?;
        let lines = people_of(con, &groups, &priority, from, to.min(today.max(from)), to)?;
        let mut typed = typed_of(con, quarter)?;
        let mut it = SiscQuarter {
            quarter,
            from,
            to,
            deadline: quarter.deadline(),
            days_left: (quarter.deadline() - today).num_days(),
            confirm: Vec::new(),
            check: Vec::new(),
            without_nis: Vec::new(),
            share: Share {
                people: count(lines.iter().filter(|it| it.priority).count()),
                capacity: groups
                    .values()
                    .filter(|it| it.active)
                    .fold(0, |sum, it| sum.saturating_add(it.capacity)),
            },
        };
        for mut line in lines {
            line.typed = typed.remove(&line.person);
            match (line.nis.is_empty(), line.presences) {
                (true, _) => it.without_nis.push(line),
                (false, 0) => it.check.push(line),
                (false, _) => it.confirm.push(line),
            }
        }
        Ok(it)
    }

    /// Says that a person was typed into the SISC for that quarter, or takes
    /// it back.
    ///
    /// # Errors
    /// Refused by role, for somebody without a NIS, and when they are no
    /// longer registered.
    pub fn tick_sisc(
        &mut self,
        person: Id<Person>,
        quarter: Quarter,
        is_typed: bool,
    ) -> Outcome<()> {
        self.require(Right::ConfirmSisc)?;
        self.act(Act::SiscTyped, |acting| {
            let row = sisc::row_of(acting.tx, person, quarter)?;
            if !is_typed {
                if let Some(id) = row {
                    let change = hide(acting.tx, "sisc_typed", id.bytes())?;
                    acting.note(change);
                }
                return Ok(());
            }
            match people::load(acting.tx, person)? {
                None => return refused("Esta pessoa não está mais no cadastro."),
                Some(it) if it.facts.nis.is_empty() => {
                    return refused("Sem NIS ninguém entra no SISC: complete o cadastro antes.");
                }
                Some(_) => {}
            }
            let it = Typed {
                id: row.unwrap_or_else(|| acting.draw()),
                person,
                quarter,
                at: acting.now,
                by: acting.who.as_ref().map(|it| it.staff),
            };
            let change = sisc::save(acting.tx, &it)?;
            acting.note(change);
            Ok(())
        })
    }

    /// Those to confirm, with the columns of an export of the SISC, for
    /// whoever types them in; goes to the access log.
    ///
    /// # Errors
    /// Refused by role.
    pub fn sisc_sheet(&mut self, quarter: Option<Quarter>) -> Outcome<Table> {
        let it = self.sisc_quarter(quarter)?;
        let (unit, cadsuas) = self.unit().map_or((String::new(), String::new()), |it| {
            (it.name.clone(), it.cadsuas.clone())
        });
        let today = shown(self.today());
        let mut table = Table::new(&COLUMNS.map(|it| (it, Align::Left)));
        for line in &it.confirm {
            table.push(vec![
                line.nis.as_str().into(),
                line.name.as_str().into(),
                line.group_name.as_str().into(),
                unit.as_str().into(),
                cadsuas.as_str().into(),
                line.band.into(),
                yes_no(line.priority).into(),
                yes_no(line.mixed).into(),
                line.birth.map_or(String::new(), shown).into(),
                today.as_str().into(),
            ]);
        }
        self.look(Access::Exported, "sisc", None, &it.quarter.to_string())?;
        Ok(table)
    }

    /// The same, kept as a file; answers where.
    ///
    /// # Errors
    /// As [`Desk::sisc_sheet`], and when it cannot be written.
    pub fn keep_sisc_sheet(&mut self, quarter: Option<Quarter>) -> Outcome<PathBuf> {
        let table = self.sisc_sheet(quarter)?;
        self.keep_sheet("sisc", &table)
    }
}

/// As public programs name them in the export of the SISC.
const COLUMNS: [&str; 10] = [
    "nu_nis_pessoa",
    "no_pessoa",
    "no_grupo",
    "no_cras",
    "nu_cras",
    "co_seq_faixa_etaria",
    "co_situacao_prioritaria",
    "st_intergeracional",
    "dt_nasc_pessoa",
    "dt_relatorio",
];

/// Everybody who was in an SCFV group on any of those days, each once, by
/// group and NIS. `until` is the last day to be enrolled on.
fn people_of(
    con: &Connection,
    groups: &HashMap<Id<Group>, Group>,
    priority: &HashSet<Id<Person>>,
    from: NaiveDate,
    until: NaiveDate,
    to: NaiveDate,
) -> Outcome<Vec<SiscLine>> {
    let mut came: HashMap<Id<Person>, Vec<(Id<Group>, u32)>> = HashMap::new();
    for it in marks::presences(con, from, to)? {
        if groups.contains_key(&it.group) {
            let own = came.entry(it.person).or_default();
            own.push((it.group, it.times));
        }
    }
    let mut stays: HashMap<Id<Person>, (Face, Vec<Id<Group>>)> = HashMap::new();
    for (it, face) in enrolments::faces_of_all(con, from, until)? {
        if groups.contains_key(&it.group) {
            let (_, own) = stays.entry(it.person).or_insert_with(|| (face, Vec::new()));
            if !own.contains(&it.group) {
                own.push(it.group);
            }
        }
    }
    let mut out: Vec<SiscLine> = stays
        .into_values()
        .filter_map(|(face, own)| {
            let came = came
                .get(&face.person)
                .map(Vec::as_slice)
                .unwrap_or_default();
            line(groups, priority, face, own, came)
        })
        .collect();
    out.sort_by(|a, b| (&a.group_name, &a.nis, &a.name).cmp(&(&b.group_name, &b.nis, &b.name)));
    Ok(out)
}

fn line(
    groups: &HashMap<Id<Group>, Group>,
    priority: &HashSet<Id<Person>>,
    face: Face,
    own: Vec<Id<Group>>,
    came: &[(Id<Group>, u32)],
) -> Option<SiscLine> {
    let times = |id: Id<Group>| came.iter().find(|it| it.0 == id).map_or(0, |it| it.1);
    let mut own: Vec<&Group> = own.iter().filter_map(|it| groups.get(it)).collect();
    own.sort_by(|a, b| {
        let key = |it: &Group| std::cmp::Reverse(times(it.id));
        (key(a), sisc_name(a)).cmp(&(key(b), sisc_name(b)))
    });
    let (first, others) = own.split_first()?;
    let others: Vec<&str> = others.iter().map(|it| sisc_name(it)).collect();
    Some(SiscLine {
        person: face.person,
        birth: face.birth.date(),
        group: first.id,
        group_name: sisc_name(first).to_string(),
        band: first.band.map_or("", |it| it.label()),
        mixed: first.mixed,
        others: others.join(", "),
        presences: came.iter().map(|it| it.1).sum(),
        priority: priority.contains(&face.person),
        typed: None,
        nis: face.nis,
        name: face.name,
    })
}

fn sisc_name(it: &Group) -> &str {
    match it.sisc.as_str() {
        "" => &it.name,
        sisc => sisc,
    }
}

type Ticks = HashMap<Id<Person>, (DateTime<Utc>, String)>;

fn typed_of(con: &Connection, quarter: Quarter) -> Outcome<Ticks> {
    let mut names: HashMap<[u8; 16], String> = HashMap::new();
    let mut out = HashMap::new();
    for it in sisc::of_quarter(con, quarter)? {
        let by = match it.by {
            None => String::new(),
            Some(who) => match names.get(who.bytes()) {
                Some(name) => name.clone(),
                None => {
                    let name = families::staff_name(con, who.bytes())?.unwrap_or_default();
                    names.insert(*who.bytes(), name.clone());
                    name
                }
            },
        };
        out.insert(it.person, (it.at, by));
    }
    Ok(out)
}

fn count(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

const fn yes_no(it: bool) -> &'static str {
    if it { "sim" } else { "não" }
}

/// As the SISC wants a day typed.
fn shown(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
