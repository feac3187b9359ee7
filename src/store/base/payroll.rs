//! A payroll of Bolsa Família (SIBEC) from its file to `base/folha-….db`, and
//! what it says of one family. Its own file: it arrives on other days than the
//! register and is joined by the padded code, never by row.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::attach::{FOLHA_ID, VERSION, unread};
use super::examine::cancelled;
use super::folder::Building;
use super::load::{Progress, Stage};
use super::read::{Line, Lines};
use crate::domain::cecad::Month;
use crate::domain::cecad::line::Splitter;
use crate::domain::cecad::payroll::{self, Layout, Payment, Payroll, Situation, reais};
use crate::domain::cecad::report::{BAD_LINES_MAX, Why};
use crate::domain::cecad::survey::is_hollow;
use crate::domain::cecad::values::MoneyEvidence;
use crate::domain::fault::{Outcome, refused};
use crate::domain::time::to_ms;
use crate::store::outcome;

const DOING: &str = "montar a folha de pagamento";

/// Payments of one family that are shown.
const PAYMENTS_MAX: u32 = 24;

/// What a payroll file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayrollReport {
    /// The month most families have.
    pub month: Month,
    pub lines: u64,
    pub families: u64,
    /// Families with anything released.
    pub paid_families: u64,
    pub released_cents: i64,
    pub bad_lines: u64,
    /// The first [`BAD_LINES_MAX`]: line number from 1, and why.
    pub bad: Vec<(u64, Why)>,
}

impl PayrollReport {
    /// The report as plain lines for the terminal and the screen.
    pub fn told(&self) -> Vec<String> {
        let mut out = vec![
            format!("Folha de pagamento de {}", self.month.spoken()),
            format!("Linhas: {}", self.lines),
            format!("Famílias: {}", self.families),
            format!("  com pagamento liberado: {}", self.paid_families),
            format!("Valor liberado: {}", reais(self.released_cents)),
        ];
        if self.bad_lines > 0 {
            out.push(format!("Linhas puladas por erro: {}", self.bad_lines));
        }
        out.extend(
            self.bad
                .iter()
                .map(|(line, why)| format!("  linha {line}: {}", why.told())),
        );
        out
    }
}

/// A payroll that waits to be recorded as current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedPayroll {
    /// Name of the file inside `base/`.
    pub file: String,
    pub report: PayrollReport,
}

/// Builds the payroll's file in `dir`; clock and id come from the caller.
///
/// # Errors
/// Refused with the reason, or broken; nothing is left behind either way.
pub fn load_payroll(
    path: &Path,
    dir: &Path,
    id: Uuid,
    now: DateTime<Utc>,
    today: NaiveDate,
    accept: &mut dyn FnMut(Month) -> Outcome<()>,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<LoadedPayroll> {
    let (payments, report) = read(path, today, progress)?;
    accept(report.month)?;
    let building = Building::new(dir, id)?;
    outcome(DOING, write(&building.path, &payments, &report, now))?;
    let file = building.finish("folha-", report.month, id)?;
    Ok(LoadedPayroll { file, report })
}

/// The same reading and report, and nothing written.
///
/// # Errors
/// As [`load_payroll`].
pub fn simulate_payroll(
    path: &Path,
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<PayrollReport> {
    read(path, today, progress).map(|(_, report)| report)
}

/// What the attached payroll says of a family (11 digits), newest month first.
///
/// # Errors
/// Refused when the attached file cannot be read.
pub fn payments(con: &Connection, code: &str) -> Outcome<Vec<Payment>> {
    con.prepare_cached(
        "SELECT code, month, released_cents, total_cents, situation, lines FROM folha.payment
         WHERE code = ?1 ORDER BY month DESC LIMIT ?2",
    )
    .and_then(|mut query| {
        let rows = query.query_map(params![code, PAYMENTS_MAX], payment)?;
        rows.filter_map(Result::transpose).collect()
    })
    .map_err(unread)
}

fn payment(row: &Row<'_>) -> rusqlite::Result<Option<Payment>> {
    let month: String = row.get(1)?;
    let Some(month) = Month::parse(&month) else {
        return Ok(None);
    };
    Ok(Some(Payment {
        code: row.get(0)?,
        month,
        released_cents: row.get(2)?,
        total_cents: row.get(3)?,
        situation: Situation::from_code(row.get(4)?),
        rows: row.get(5)?,
    }))
}

fn read(
    path: &Path,
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Outcome<(Vec<Payment>, PayrollReport)> {
    // First pass: the sign of the cents, and whether the file is whole.
    let mut money = MoneyEvidence::default();
    let (mut lines, mut bad) = (0u64, 0u64);
    each_line(
        path,
        Stage::Reading,
        progress,
        |layout, splitter, line, ended, number| {
            lines += 1;
            match splitter.exact(line, layout.width) {
                Ok(fields) => layout.see(&fields, &mut money),
                Err(_) if !ended => {
                    return refused(format!(
                        "O arquivo está cortado: acaba no meio da linha {number}. Copie ou baixe o \
                     arquivo de novo. Nada foi mudado."
                    ));
                }
                Err(_) => bad += 1,
            }
            Ok(())
        },
    )?;
    if lines == 0 || bad.saturating_mul(5) > lines {
        return refused(
            "O arquivo não tem linhas que eu consiga ler como folha de pagamento. Nada foi mudado.",
        );
    }
    let money = money.decide();
    let mut sums = Payroll::default();
    let mut skipped: Vec<(u64, Why)> = Vec::new();
    let mut bad_lines = 0;
    let layout = each_line(
        path,
        Stage::Storing,
        progress,
        |layout, splitter, line, _, number| {
            let expected = layout.width;
            let read = match splitter.exact(line, expected) {
                Ok(fields) => sums.row(layout, &fields, money, today.year()),
                Err(found) => Err(Why::Fields { found, expected }),
            };
            if let Err(why) = read {
                bad_lines += 1;
                if skipped.len() < BAD_LINES_MAX {
                    skipped.push((number, why));
                }
            }
            Ok(())
        },
    )?;
    let payments = sums.finish(&layout);
    let Some(month) = commonest_month(&payments) else {
        return refused("O arquivo não tem nenhuma família que eu consiga ler. Nada foi mudado.");
    };
    let report = PayrollReport {
        month,
        lines,
        families: payments.len() as u64,
        paid_families: payments.iter().filter(|it| it.released_cents > 0).count() as u64,
        released_cents: payments.iter().map(|it| it.released_cents).sum(),
        bad_lines,
        bad: skipped,
    };
    Ok((payments, report))
}

fn commonest_month(payments: &[Payment]) -> Option<Month> {
    let mut months: BTreeMap<Month, u64> = BTreeMap::new();
    for it in payments {
        *months.entry(it.month).or_default() += 1;
    }
    months
        .into_iter()
        .max_by_key(|&(month, count)| (count, month))
        .map(|(month, _)| month)
}

fn each_line(
    path: &Path,
    stage: Stage,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    mut work: impl FnMut(&Layout, &mut Splitter, &[u8], bool, u64) -> Outcome<()>,
) -> Outcome<Layout> {
    let mut lines = Lines::open(path)?;
    let layout = payroll::layout(&lines.header()?).or_else(refused)?;
    let mut splitter = Splitter::new(layout.separator);
    loop {
        let at = Progress {
            stage,
            done: lines.bytes,
            total: lines.size,
        };
        if lines.number.is_multiple_of(1000) && progress(at).is_break() {
            return cancelled();
        }
        let number = lines.number + 1;
        match lines.next()? {
            Line::End => return Ok(layout),
            // No payroll has such a line: it cannot be split, so it counts as bad.
            Line::TooLong => work(&layout, &mut splitter, b"", true, number)?,
            Line::Text { bytes, .. } if is_hollow(bytes, layout.separator) => {}
            Line::Text { bytes, ended } => work(&layout, &mut splitter, bytes, ended, number)?,
        }
    }
}

fn write(
    path: &Path,
    payments: &[Payment],
    report: &PayrollReport,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let number = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
    let con = Connection::open(path)?;
    con.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
    con.pragma_update(None, "synchronous", "OFF")?;
    con.execute_batch(include_str!("../../../assets/folha.sql"))?;
    con.execute_batch("BEGIN")?;
    let mut insert = con.prepare("INSERT INTO payment VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for it in payments {
        insert.execute(params![
            it.code,
            it.month.to_string(),
            it.released_cents,
            it.total_cents,
            it.situation.code(),
            it.rows,
        ])?;
    }
    drop(insert);
    con.execute(
        "INSERT INTO load VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            report.month.to_string(),
            to_ms(now),
            number(report.lines),
            number(report.families),
            report.released_cents,
            number(report.bad_lines),
        ],
    )?;
    con.pragma_update(None, "application_id", FOLHA_ID)?;
    con.pragma_update(None, "user_version", VERSION)?;
    con.execute_batch("COMMIT")?;
    con.close().map_err(|(_, e)| e)
}
