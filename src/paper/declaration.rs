//! Declaração de comparecimento, for an employer or a school. It says that
//! somebody was here and when, and nothing of why.

use super::page::{Line, Page, Width};
use crate::domain::declaration::Declaration;
use crate::domain::time::{date_spelled, day_spelled};
use chrono::NaiveDate;

/// The unit as the paper names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct From {
    pub unit: String,
    pub address: String,
    /// "Aracaju/SE".
    pub city: String,
    /// As shown, or empty.
    pub phone: String,
    pub issued_on: NaiveDate,
    pub footer: String,
}

pub fn page(it: &Declaration, from: &From) -> Page {
    let document = match it.document.as_str() {
        "" => String::new(),
        document => format!(", {document}"),
    };
    let said = format!(
        "Declaramos, para os devidos fins, que {}{document}, compareceu a esta unidade ({}) em \
         {}, das {} às {}.",
        it.name,
        from.unit,
        day_spelled(it.day),
        it.arrived,
        it.left
    );
    let ask = match from.phone.as_str() {
        "" => "Para conferir, informe o código à unidade.".to_string(),
        phone => format!("Para conferir, informe o código à unidade: {phone}."),
    };
    let mut lines = vec![Line::Centered(from.unit.clone())];
    if !from.address.is_empty() {
        lines.push(Line::Centered(from.address.clone()));
    }
    lines.extend([
        Line::Blank,
        Line::Centered(format!("Nº {}", it.title())),
        Line::Blank,
        Line::Blank,
        Line::Text(said),
        Line::Blank,
        Line::Text(format!("{}, {}.", from.city, date_spelled(from.issued_on))),
        Line::Blank,
        Line::Blank,
        Line::Blank,
        Line::Centered("_".repeat(40)),
        Line::Centered("Assinatura e carimbo da unidade".to_string()),
        Line::Blank,
        Line::Blank,
        Line::fact("Código de verificação", &it.code_shown()),
        Line::Text(ask),
    ]);
    Page {
        title: "Declaração de comparecimento".to_string(),
        lines,
        footer: from.footer.clone(),
        width: Width::Sheet,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::agenda::Minute;
    use crate::domain::id::Id;

    #[test]
    fn it_says_who_and_when_and_never_why() {
        let it = Declaration {
            id: Id::from_bytes([7; 16]),
            year: 2026,
            number: 12,
            code: "ABCDEFGHJK".to_string(),
            ticket: Id::from_bytes([1; 16]),
            person: None,
            name: "Conceição Canário".to_string(),
            document: "CPF 529.982.247-25".to_string(),
            day: "2026-11-23".parse().unwrap(),
            arrived: Minute::parse("8:05").unwrap(),
            left: Minute::parse("9:10").unwrap(),
            issued_at: chrono::DateTime::UNIX_EPOCH,
            issued_by: None,
        };
        let from = From {
            unit: "CRAS Jurubeba".to_string(),
            city: "Aracaju/SE".to_string(),
            phone: "(79) 3179-0000".to_string(),
            issued_on: "2026-11-23".parse().unwrap(),
            footer: "Impresso por rosa em 23/11/2026 09:12".to_string(),
            ..From::default()
        };
        let text = page(&it, &from).text();
        for part in [
            "Nº 12/2026",
            "Declaramos, para os devidos fins, que Conceição Canário, CPF 529.982.247-25",
            "das 08:05 às",
            "Aracaju/SE, 23 de novembro de 2026.",
            "ABCDE-FGHJK",
            "à unidade: (79) 3179-0000.",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        let bare = Declaration {
            document: String::new(),
            ..it
        };
        let text = page(&bare, &From::default()).text();
        assert!(!text.contains("CPF") && !text.contains(", ,"), "{text}");
    }
}
