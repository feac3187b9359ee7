//! The day of one professional, on a sheet: hours with who is booked and which
//! are free, wide enough to write beside. It stays in the unit; it carries no
//! document, no address, no phone and no reason.

use super::page::{Align, Line, Page, Width};

/// A day on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub unit: String,
    /// "segunda-feira, 23 de novembro de 2026".
    pub day: String,
    /// Why the unit is closed.
    pub closed: Option<String>,
    pub providers: Vec<Column>,
    pub footer: String,
    pub width: Width,
}

/// One professional's day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    /// "08:00 a 12:00", with the place when it is not the unit.
    pub hours: Vec<String>,
    pub rows: Vec<Row>,
}

/// One hour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub starts: String,
    pub ends: String,
    /// Number in the day's list; `None` for a free hour.
    pub line: Option<u32>,
    pub name: String,
    pub service: String,
    pub status: String,
}

impl Sheet {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Centered(self.unit.clone()),
            Line::Centered(self.day.clone()),
        ];
        if let Some(why) = &self.closed {
            lines.push(Line::Blank);
            lines.push(Line::Text(format!("A unidade está fechada: {why}.")));
        }
        if self.providers.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Text(
                "Ninguém tem horário nem agendamento neste dia.".to_string(),
            ));
        }
        for it in &self.providers {
            lines.push(Line::Part(it.name.clone()));
            if !it.hours.is_empty() {
                lines.push(Line::Text(it.hours.join("; ")));
            }
            lines.push(match self.width {
                Width::Sheet => wide(&it.rows),
                Width::Roll => narrow(&it.rows),
            });
        }
        Page {
            title: "Agenda do dia".to_string(),
            lines,
            footer: self.footer.clone(),
            width: self.width,
        }
    }
}

fn wide(rows: &[Row]) -> Line {
    Line::Grid(
        vec![
            ("Hora".to_string(), Align::Left),
            ("Até".to_string(), Align::Left),
            ("Nº".to_string(), Align::Right),
            ("Nome".to_string(), Align::Left),
            ("Serviço".to_string(), Align::Left),
            ("Situação".to_string(), Align::Left),
        ],
        rows.iter().map(cells).collect(),
    )
}

/// On a roll the name keeps its row, and what it is for goes below it.
fn narrow(rows: &[Row]) -> Line {
    let heads = vec![
        ("Hora".to_string(), Align::Left),
        ("Nº".to_string(), Align::Right),
        ("Nome".to_string(), Align::Left),
    ];
    let under = |text: &str| vec![String::new(), String::new(), text.to_string()];
    let mut out = Vec::new();
    for it in rows {
        let Some(line) = it.line else {
            out.push(vec![it.starts.clone(), String::new(), it.status.clone()]);
            continue;
        };
        out.push(vec![it.starts.clone(), line.to_string(), it.name.clone()]);
        out.push(under(&it.service));
        out.push(under(&it.status.to_lowercase()));
    }
    Line::Grid(heads, out)
}

fn cells(it: &Row) -> Vec<String> {
    vec![
        it.starts.clone(),
        it.ends.clone(),
        it.line.map_or_else(String::new, |it| it.to_string()),
        it.name.clone(),
        it.service.clone(),
        it.status.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_shows_who_is_booked_and_what_is_free() {
        let row = |starts: &str, ends: &str, line, name: &str, status: &str| Row {
            starts: starts.to_string(),
            ends: ends.to_string(),
            line,
            name: name.to_string(),
            service: "Atualização do Cadastro Único".to_string(),
            status: status.to_string(),
        };
        let it = Sheet {
            unit: "CRAS Jurubeba".to_string(),
            day: "segunda-feira, 23 de novembro de 2026".to_string(),
            closed: None,
            providers: vec![Column {
                name: "Lia Fontes".to_string(),
                hours: vec!["08:00 a 12:00".to_string()],
                rows: vec![
                    row("08:00", "08:40", Some(3), "Conceição Canário", "Agendado"),
                    row("08:40", "09:20", None, "", "livre"),
                ],
            }],
            footer: "Impresso por rosa em 20/11/2026 08:05".to_string(),
            width: Width::Sheet,
        };
        insta::assert_snapshot!(it.page().text());
        let roll = Sheet {
            width: Width::Roll,
            ..it
        };
        insta::assert_snapshot!("the_day_on_a_roll", roll.page().text());
    }
}
