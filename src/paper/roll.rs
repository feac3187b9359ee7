//! The roll of a meeting on a sheet: blank, with a line to sign beside each
//! name, or as it was called. Numbers are those of the screen, so that what is
//! written on the sheet is typed back by number. It carries no document, no
//! address, no phone, no age and no reason of an absence.

use super::page::{Align, Line, Page, Width};

/// A line to sign on, or to write a visitor's name on.
const SIGN: &str = "______________________________";
/// Lines left for people who are not on the roll.
const VISITORS: usize = 3;

/// A roll on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollSheet {
    pub unit: String,
    pub group: String,
    /// "terça-feira, 24 de novembro de 2026".
    pub day: String,
    /// "14:00 a 16:00".
    pub hours: String,
    pub place: String,
    pub leaders: String,
    pub theme: String,
    pub rows: Vec<RollRow>,
    /// As it was called; otherwise to be signed.
    pub filled: bool,
    /// People without a name on the list.
    pub heads: Option<u32>,
    pub footer: String,
}

/// One person of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RollRow {
    /// `None` for a visitor.
    pub number: Option<u32>,
    pub name: String,
    /// "presente", "faltou", "faltou com motivo"; empty = not called.
    pub mark: String,
}

impl RollSheet {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Centered(self.unit.clone()),
            Line::Centered(format!("{}, {}", self.day, self.hours)),
            Line::Blank,
        ];
        for (label, value) in [
            ("Local", &self.place),
            ("Orientador(a)", &self.leaders),
            ("Tema", &self.theme),
        ] {
            if !value.is_empty() {
                lines.push(Line::fact(label, value));
            }
        }
        lines.push(Line::Blank);
        let last = if self.filled {
            "Situação"
        } else {
            "Assinatura"
        };
        let heads = vec![
            ("Nº".to_string(), Align::Right),
            ("Nome".to_string(), Align::Left),
            (last.to_string(), Align::Left),
        ];
        let mut rows: Vec<Vec<String>> = self.rows.iter().map(|it| self.cells(it)).collect();
        if !self.filled {
            let spare = vec![String::new(), SIGN.to_string(), SIGN.to_string()];
            rows.extend(vec![spare; VISITORS]);
        }
        lines.push(Line::Grid(heads, rows));
        if self.filled {
            lines.push(Line::Blank);
            lines.push(Line::Text(self.counts()));
        }
        Page {
            title: format!("Chamada: {}", self.group),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }

    fn cells(&self, it: &RollRow) -> Vec<String> {
        let number = match it.number {
            Some(number) => number.to_string(),
            None => "vis.".to_string(),
        };
        let last = match (self.filled, it.mark.as_str()) {
            (false, _) => SIGN,
            (true, "") => "não chamada",
            (true, mark) => mark,
        };
        vec![number, it.name.clone(), last.to_string()]
    }

    fn counts(&self) -> String {
        let present = self.rows.iter().filter(|it| it.mark == PRESENT).count();
        let named = format!("Presentes: {present} de {}.", self.rows.len());
        match self.heads {
            Some(heads) => format!("{named} Pessoas contadas sem nome: {heads}."),
            None => named,
        }
    }
}

/// The word of a presence, which the sheet counts.
pub const PRESENT: &str = "presente";

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(filled: bool) -> String {
        let row = |number, name: &str, mark: &str| RollRow {
            number,
            name: name.to_string(),
            mark: mark.to_string(),
        };
        RollSheet {
            unit: "CRAS Jurubeba".to_string(),
            group: "Violão".to_string(),
            day: "terça-feira, 24 de novembro de 2026".to_string(),
            hours: "14:00 a 16:00".to_string(),
            place: "Sala 2".to_string(),
            leaders: "Lia Fontes".to_string(),
            theme: String::new(),
            rows: vec![
                row(Some(1), "Conceição Canário", PRESENT),
                row(Some(12), "Bento Curió", "faltou"),
                row(None, "Zeca Sabiá", PRESENT),
            ],
            filled,
            heads: None,
            footer: "Impresso por rosa em 24/11/2026 16:05".to_string(),
        }
        .page()
        .text()
    }

    #[test]
    fn a_sheet_to_sign_and_a_sheet_as_called() {
        insta::assert_snapshot!(sheet(false) + &sheet(true));
    }
}
