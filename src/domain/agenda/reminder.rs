//! What is read on the phone, or pasted into a message, the day before. Says
//! when, where and what to bring; never what for: the phone may be a
//! neighbour's, and a message stays on a screen.

use chrono::{Datelike, NaiveDate};

use super::minute::Minute;
use crate::domain::name::first;

const WEEKDAYS: [&str; 7] = [
    "segunda-feira",
    "terça-feira",
    "quarta-feira",
    "quinta-feira",
    "sexta-feira",
    "sábado",
    "domingo",
];

/// What a reminder speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Reminder<'a> {
    /// As shown; only the first name is said.
    pub name: &'a str,
    pub day: NaiveDate,
    pub starts: Minute,
    pub unit: &'a str,
    /// Where to answer; empty when the unit has no phone.
    pub unit_phone: &'a str,
    /// When it is not at the unit.
    pub place: &'a str,
    pub papers: &'a [String],
}

impl Reminder<'_> {
    pub fn text(&self) -> String {
        let weekday = WEEKDAYS[self.day.weekday().num_days_from_monday() as usize];
        let day = self.day.format("%d/%m");
        let mut out = format!(
            "Olá, {}! Aqui é do {}. Esperamos você na {weekday}, {day}, às {}.",
            first(self.name),
            self.unit,
            self.starts
        );
        if matches!(
            self.day.weekday(),
            chrono::Weekday::Sat | chrono::Weekday::Sun
        ) {
            out = out.replace("Esperamos você na", "Esperamos você no");
        }
        if !self.place.is_empty() {
            out += &format!(" O lugar: {}.", self.place);
        }
        if !self.papers.is_empty() {
            out += &format!(" Traga o que tiver: {}.", self.papers.join("; "));
        }
        out += " Se não puder vir, avise";
        if !self.unit_phone.is_empty() {
            out += &format!(" pelo {}", self.unit_phone);
        }
        out + ": outra pessoa usa o horário, e marcamos outro para você."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: NaiveDate) -> Reminder<'static> {
        Reminder {
            name: "Ana Beatriz Lima",
            day,
            starts: Minute::clamped(8 * 60 + 40),
            unit: "CRAS Jardim",
            unit_phone: "",
            place: "",
            papers: &[],
        }
    }

    #[test]
    fn it_says_when_and_where_and_never_what_for() {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        assert_eq!(
            on(monday).text(),
            "Olá, Ana! Aqui é do CRAS Jardim. Esperamos você na segunda-feira, 23/11, às 08:40. \
             Se não puder vir, avise: outra pessoa usa o horário, e marcamos outro para você."
        );
        let papers = ["RG".to_owned(), "comprovante de endereço".to_owned()];
        let text = Reminder {
            papers: &papers,
            unit_phone: "(79) 3179-0000",
            place: "Escola Municipal",
            ..on(monday.pred_opt().unwrap_or_default())
        }
        .text();
        for part in [
            "no domingo, 22/11",
            "O lugar: Escola Municipal.",
            "Traga o que tiver: RG; comprovante de endereço.",
            "avise pelo (79) 3179-0000:",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
