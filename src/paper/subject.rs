//! "Dados que temos desta pessoa", as the paper that is handed to them. It is
//! theirs to read: whole sentences, nothing abbreviated, nothing left out.

use super::page::{Line, Page, Width};
use crate::domain::subject::SubjectData;

/// The page at 80 columns; `footer` says who had it printed and when.
pub fn page(it: &SubjectData, footer: String) -> Page {
    let mut lines = vec![
        Line::fact("Pessoa", &it.name),
        Line::fact("Unidade", &it.unit),
    ];
    if let Some(day) = it.made_on {
        lines.push(Line::fact("Feito em", &day.format("%d/%m/%Y").to_string()));
    }
    if !it.made_by.is_empty() {
        lines.push(Line::fact("Feito por", &it.made_by));
    }
    for section in &it.sections {
        lines.push(Line::Part(section.title.to_string()));
        for (label, value) in &section.lines {
            lines.push(if value.is_empty() {
                Line::Item(label.clone())
            } else {
                Line::fact(label, value)
            });
        }
    }
    if !it.data_officer.is_empty() {
        lines.push(Line::Blank);
        lines.push(Line::fact("Encarregado de dados", &it.data_officer));
    }
    lines.push(Line::Blank);
    lines.push(Line::Text(
        "Este papel é da pessoa a quem os dados pertencem (Lei 13.709/2018, arts. 18 e 19). Guarde \
         em lugar seguro."
            .to_string(),
    ));
    lines.push(Line::Blank);
    lines.push(Line::Text(
        "Recebi: ____________________________  em ____/____/______".to_string(),
    ));
    Page {
        title: "Dados que temos desta pessoa".to_string(),
        lines,
        footer,
        width: Width::Sheet,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::subject::Section;

    #[test]
    fn every_line_reaches_the_paper() {
        let mut section = Section::new("Visitas");
        section.say(
            "23/11/2026, chegada às 08:05",
            "Atualização do Cadastro Único",
        );
        section.lines.push((
            "Pode pedir a correção de qualquer dado.".into(),
            String::new(),
        ));
        let data = SubjectData {
            name: "Ana Melo".into(),
            made_on: "2026-11-23".parse().ok(),
            made_by: "Rosa Menezes".into(),
            unit: "CRAS Jurubeba".into(),
            data_officer: "encarregado@exemplo.br".into(),
            sections: vec![section],
        };
        let text = page(&data, "Impresso por rosa em 23/11/2026 08:05".into()).text();
        for part in [
            "Dados que temos desta pessoa",
            "Ana Melo",
            "VISITAS",
            "23/11/2026, chegada às 08:05:",
            "Atualização do Cadastro Único",
            "- Pode pedir",
            "encarregado@exemplo.br",
            "Impresso por rosa",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
