//! The courses of a year in numbers: a page for the coordination's folder, a
//! table for a spreadsheet where units lie one under the other, bars for a
//! terminal and for a screen.

use crate::domain::courses::{Cut, Funnel, percent};
use crate::paper::page::{Align, Line, Page, Width};
use crate::paper::table::{Cell, Table};
use crate::paper::wrap::{columns, cut, right, words};

/// A year on paper.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    pub unit: &'a str,
    pub year: i32,
    pub classes: u32,
    /// Seats given to the unit.
    pub seats: u32,
    pub total: &'a Funnel,
    /// Label, target and what was reached.
    pub goals: &'a [(&'static str, u32, u32)],
    pub cuts: &'a [(Cut, Vec<(String, Funnel)>)],
    pub footer: String,
}

/// Columns of a full bar, on a screen and on a phone.
const BAR: usize = 20;
const BAR_NARROW: usize = 10;
/// Fewer columns than these are a phone.
const WIDE: usize = 64;
/// Rows of one cut on a terminal; the page and the table have them all.
const ROWS_MAX: usize = 12;

impl Sheet<'_> {
    pub fn page(&self) -> Page {
        let mut lines = vec![Line::Centered(self.unit.to_string()), Line::Blank];
        lines.push(Line::Text(self.summary()));
        if !self.goals.is_empty() {
            lines.push(Line::Part("Metas do ano".to_string()));
            for (label, target, reached) in self.goals {
                lines.push(Line::fact(label, &goal_text(*target, *reached)));
            }
        }
        for (cut, rows) in self.cuts.iter().filter(|it| !it.1.is_empty()) {
            lines.push(Line::Part(cut.label().to_string()));
            lines.push(grid(rows));
        }
        Page {
            title: format!("Cursos de {}", self.year),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }

    /// The year for a terminal of so many columns.
    pub fn bars(&self, width: usize) -> String {
        let mut out = Vec::new();
        out.push(cut(
            &format!("Cursos de {}, {}", self.year, self.unit),
            width,
        ));
        out.extend(words(&self.summary(), width));
        if !self.goals.is_empty() {
            out.extend([String::new(), "Metas do ano".to_string()]);
            for (label, target, reached) in self.goals {
                let said = format!("{reached} de {target}");
                let full = percent(*reached, *target).unwrap_or(0);
                out.push(row(label, full, &said, width));
            }
        }
        for (cut, rows) in self.cuts.iter().filter(|it| !it.1.is_empty()) {
            let head = format!("{} (inscrições, matrículas, concluintes)", cut.label());
            out.push(String::new());
            out.extend(words(&head, width));
            let most = rows.iter().map(|it| it.1.applied).max().unwrap_or(0);
            for (name, tally) in rows.iter().take(ROWS_MAX) {
                let said = said(tally);
                let full = percent(tally.applied, most).unwrap_or(0);
                out.push(row(name, full, &said, width));
            }
            if rows.len() > ROWS_MAX {
                out.push(format!("e mais {}", rows.len() - ROWS_MAX));
            }
        }
        out.iter()
            .fold(String::new(), |text, row| text + row.trim_end() + "\n")
    }

    /// "3 turmas, 60 vagas da unidade: 120 inscrições, …"
    fn summary(&self) -> String {
        let many = |n: u32, one: &str, more: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {more}"),
        };
        let it = self.total;
        let mut out = format!(
            "{}, {} da unidade: {}, {} na espera, {}, {}, {}, {}",
            many(self.classes, "turma", "turmas"),
            many(self.seats, "vaga", "vagas"),
            many(it.applied, "inscrição", "inscrições"),
            it.waiting,
            many(it.enrolled, "matrícula", "matrículas"),
            many(it.finished, "concluinte", "concluintes"),
            many(it.dropped, "evasão", "evasões"),
            many(
                it.certified,
                "certificado entregue",
                "certificados entregues"
            ),
        );
        if let Some(success) = it.success() {
            out += &format!("; concluíram {success}% de quem foi até o fim ou evadiu");
        }
        out + "."
    }
}

/// One row a place of a cut; the whole first.
pub fn table(
    unit: &str,
    year: i32,
    total: &Funnel,
    cuts: &[(Cut, Vec<(String, Funnel)>)],
) -> Table {
    let mut table = Table::new(&[
        ("Unidade", Align::Left),
        ("Ano", Align::Right),
        ("Recorte", Align::Left),
        ("Grupo", Align::Left),
        ("Inscrições", Align::Right),
        ("Espera", Align::Right),
        ("Com vaga", Align::Right),
        ("Matrículas", Align::Right),
        ("Concluintes", Align::Right),
        ("Certificados", Align::Right),
        ("Evasões", Align::Right),
        ("Desistências", Align::Right),
        ("Indeferidos", Align::Right),
    ]);
    let mut push = |cut: &str, name: &str, it: &Funnel| {
        let mut row: Vec<Cell> = vec![
            unit.into(),
            Cell::Number(year.into()),
            cut.into(),
            name.into(),
        ];
        let counts = [
            it.applied,
            it.waiting,
            it.seated,
            it.enrolled,
            it.finished,
            it.certified,
            it.dropped,
            it.left,
            it.turned_down,
        ];
        row.extend(counts.map(Cell::from));
        table.push(row);
    };
    push("Unidade", unit, total);
    for (cut, rows) in cuts {
        for (name, tally) in rows {
            push(cut.label(), name, tally);
        }
    }
    table
}

fn grid(rows: &[(String, Funnel)]) -> Line {
    let heads = [
        ("", Align::Left),
        ("Inscr.", Align::Right),
        ("Espera", Align::Right),
        ("Matr.", Align::Right),
        ("Concl.", Align::Right),
        ("Evad.", Align::Right),
    ];
    Line::Grid(
        heads.map(|it| (it.0.to_string(), it.1)).to_vec(),
        rows.iter()
            .map(|(name, it)| {
                let counts = [it.applied, it.waiting, it.enrolled, it.finished, it.dropped];
                let mut row = vec![name.clone()];
                row.extend(counts.map(|it| it.to_string()));
                row
            })
            .collect(),
    )
}

fn goal_text(target: u32, reached: u32) -> String {
    match percent(reached, target) {
        Some(percent) => format!("{reached} de {target} ({percent}%)"),
        None => format!("{reached}"),
    }
}

/// "120  45   12"; numbers one under the other.
fn said(it: &Funnel) -> String {
    let three = [it.applied, it.enrolled, it.finished];
    three.map(|it| right(&it.to_string(), 4)).join("")
}

/// "Atalaia            ##########..........  12   5   3"
fn row(name: &str, percent: u32, said: &str, width: usize) -> String {
    let bar_columns = if width < WIDE { BAR_NARROW } else { BAR };
    let full = usize::try_from(percent).unwrap_or(0).min(100) * bar_columns / 100;
    let bar = "#".repeat(full) + &".".repeat(bar_columns - full);
    let room = width.saturating_sub(2 + 1 + bar_columns + 1 + columns(said).max(SAID));
    let name = cut(name, room);
    let pad = " ".repeat(room.saturating_sub(columns(&name)));
    let row = format!("  {name}{pad} {bar} {said}");
    cut(row.trim_end(), width)
}

/// Columns of what is said beside a bar.
const SAID: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_fits_every_width_and_says_its_numbers() {
        let tally = Funnel {
            applied: 120,
            waiting: 40,
            seated: 60,
            enrolled: 45,
            finished: 12,
            dropped: 3,
            ..Funnel::default()
        };
        let small = Funnel {
            applied: 30,
            ..Funnel::default()
        };
        let cuts = [
            (
                Cut::Class,
                vec![
                    (
                        "TI-01 Informática básica para o trabalho".to_string(),
                        tally,
                    ),
                    ("CF-02 Confeitaria".to_string(), small),
                ],
            ),
            (Cut::District, vec![("Atalaia".to_string(), tally)]),
            (Cut::Sex, Vec::new()),
        ];
        let it = Sheet {
            unit: "CRAS Jurubeba",
            year: 2026,
            classes: 2,
            seats: 60,
            total: &tally,
            goals: &[("Inscrições", 200, 120), ("Concluintes", 10, 12)],
            cuts: &cuts,
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
        };
        for width in [40, 60, 80, 120] {
            let text = it.bars(width);
            assert!(text.lines().all(|it| columns(it) <= width), "{text}");
            for part in ["120 de 200", "120", "45", "12"] {
                assert!(text.contains(part), "{part}\n{text}");
            }
        }
        let csv = table(it.unit, it.year, it.total, it.cuts).csv();
        insta::assert_snapshot!(it.page().text() + &it.bars(80) + &csv);
    }
}
