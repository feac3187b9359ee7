//! The frequency of the groups over a month: a page for the wall of the
//! coordination, a table for a spreadsheet, bars for a terminal. Names come as
//! the asker may see them; nothing else of anybody is on it.

use chrono::NaiveDate;

use super::page::{Align, Line, Page, Width};
use super::table::Table;
use super::wrap::{columns, cut};
use crate::domain::groups::{GroupFrequency, PersonFrequency};
use crate::domain::time::month_title;

/// A month on paper.
#[derive(Debug, Clone)]
pub struct Sheet<'a> {
    pub unit: &'a str,
    /// Its first day.
    pub month: NaiveDate,
    pub groups: &'a [GroupFrequency],
    pub footer: String,
}

/// Columns of a bar for 100 %.
const BAR: usize = 20;

impl Sheet<'_> {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Centered(self.unit.to_string()),
            Line::Centered(month_title(self.month)),
        ];
        if self.groups.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Text("Nenhum grupo neste mês.".to_string()));
        }
        for it in self.groups {
            lines.push(Line::Part(it.name.clone()));
            lines.push(Line::Text(summary(it)));
            if !it.people.is_empty() {
                lines.push(people(&it.people));
            }
        }
        Page {
            title: "Frequência dos grupos".to_string(),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }
}

/// "8 encontros, 7 com chamada, 1 cancelado; média de 12,5 presentes."
pub fn summary(it: &GroupFrequency) -> String {
    let many = |n: u32, one: &str, more: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    };
    let mut out = many(it.planned, "encontro", "encontros");
    out += &format!(", {} com chamada", it.called);
    if it.cancelled > 0 {
        out += &format!(", {}", many(it.cancelled, "cancelado", "cancelados"));
    }
    if it.called > 0 {
        out += &format!("; média de {} presentes", it.mean_text());
    }
    out + "."
}

fn people(all: &[PersonFrequency]) -> Line {
    let heads = [
        ("Nº", Align::Right),
        ("Nome", Align::Left),
        ("P", Align::Right),
        ("F", Align::Right),
        ("J", Align::Right),
        ("%", Align::Right),
    ];
    Line::Grid(
        heads.map(|it| (it.0.to_string(), it.1)).to_vec(),
        all.iter()
            .map(|it| {
                vec![
                    it.number.map_or_else(String::new, |it| it.to_string()),
                    it.name.clone(),
                    it.present.to_string(),
                    it.absent.to_string(),
                    it.justified.to_string(),
                    it.percent().map_or_else(String::new, |it| it.to_string()),
                ]
            })
            .collect(),
    )
}

/// One row a person; one a group where there are no names.
pub fn table(month: NaiveDate, groups: &[GroupFrequency]) -> Table {
    let month = month.format("%Y-%m").to_string();
    let named = groups.iter().any(|it| !it.people.is_empty());
    let mut table = match named {
        true => Table::new(&[
            ("Mês", Align::Left),
            ("Grupo", Align::Left),
            ("Nº", Align::Right),
            ("Nome", Align::Left),
            ("Presenças", Align::Right),
            ("Faltas", Align::Right),
            ("Justificadas", Align::Right),
            ("%", Align::Right),
        ]),
        false => Table::new(&[
            ("Mês", Align::Left),
            ("Grupo", Align::Left),
            ("Encontros", Align::Right),
            ("Chamadas", Align::Right),
            ("Cancelados", Align::Right),
            ("Presenças", Align::Right),
            ("Média", Align::Right),
        ]),
    };
    for it in groups {
        if !named {
            table.push(vec![
                month.as_str().into(),
                it.name.as_str().into(),
                it.planned.into(),
                it.called.into(),
                it.cancelled.into(),
                it.presences.into(),
                it.mean_text().into(),
            ]);
        }
        for person in &it.people {
            table.push(vec![
                month.as_str().into(),
                it.name.as_str().into(),
                person.number.into(),
                person.name.as_str().into(),
                person.present.into(),
                person.absent.into(),
                person.justified.into(),
                person.percent().into(),
            ]);
        }
    }
    table
}

/// The month for a terminal: a bar for each person, or for the group's mean
/// against its rolls where there are no names.
pub fn bars(groups: &[GroupFrequency], width: usize) -> String {
    let mut out = String::new();
    for it in groups {
        if !out.is_empty() {
            out.push('\n');
        }
        for row in super::wrap::words(&format!("{}: {}", it.name, summary(it)), width) {
            out.push_str(&row);
            out.push('\n');
        }
        for person in &it.people {
            out.push_str(&row(person, width));
            out.push('\n');
        }
    }
    if out.is_empty() {
        out.push_str("Nenhum grupo neste mês.\n");
    }
    out
}

/// "  7 Ana Bispo        ###############.....  75%  6P 1F 1J"
fn row(it: &PersonFrequency, width: usize) -> String {
    let number = it
        .number
        .map_or_else(|| "v".to_string(), |it| it.to_string());
    let Some(percent) = it.percent() else {
        return cut(&format!("{number:>3} {}", it.name), width);
    };
    let said = format!(
        "{percent:>3}%  {}P {}F {}J",
        it.present, it.absent, it.justified
    );
    // A phone has no room for both the bar and the name.
    let bar_columns = if width < 60 { BAR / 2 } else { BAR };
    let full = usize::try_from(percent).unwrap_or(0).min(100) * bar_columns / 100;
    let bar = "#".repeat(full) + &".".repeat(bar_columns - full);
    let said = if width < 60 {
        format!("{percent:>3}%")
    } else {
        format!("{said:<17}")
    };
    let room = width.saturating_sub(4 + 1 + bar_columns + 1 + columns(&said));
    let name = cut(&it.name, room);
    let pad = " ".repeat(room.saturating_sub(columns(&name)));
    format!("{number:>3} {name}{pad} {bar} {said}")
        .trim_end()
        .to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::id::Id;

    fn group(people: Vec<PersonFrequency>) -> GroupFrequency {
        GroupFrequency {
            group: Id::from_bytes([0; 16]),
            name: "Sempre-Viva".into(),
            planned: 8,
            cancelled: 1,
            called: 6,
            presences: 75,
            people,
        }
    }

    fn somebody(name: &str) -> PersonFrequency {
        PersonFrequency {
            number: Some(7),
            name: name.into(),
            secret: false,
            present: 5,
            absent: 1,
            justified: 0,
        }
    }

    #[test]
    fn a_bar_fits_every_width_and_says_its_number() {
        let long = "Maria das Dores do Nascimento Albuquerque de Souza";
        let it = [group(vec![somebody("Ana"), somebody(long)])];
        for width in [40, 60, 80, 120] {
            let text = bars(&it, width);
            assert!(text.lines().all(|it| columns(it) <= width), "{text}");
            assert!(text.contains("83%"), "{text}");
        }
        assert!(bars(&it, 80).contains("################...."));
    }

    #[test]
    fn without_names_the_table_has_a_row_a_group_and_the_page_no_grid() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        let it = [group(Vec::new())];
        let csv = table(day, &it).csv();
        assert!(
            csv.contains("2026-11,Sempre-Viva,8,6,1,75,\"12,5\""),
            "{csv}"
        );
        let page = Sheet {
            unit: "CRAS",
            month: day,
            groups: &it,
            footer: "x".into(),
        };
        let text = page.page().text();
        assert!(
            text.contains("8 encontros, 6 com chamada, 1 cancelado"),
            "{text}"
        );
        assert!(text.lines().all(|it| columns(it) <= 80), "{text}");
    }
}
