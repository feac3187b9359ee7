//! An activity on paper, for whoever leads the group to hold. Nothing of
//! anybody is on it, so it may lie on any table.

use super::page::{Line, Page, Width};
use crate::domain::activities::{Activity, CARE, Piece};

/// The sheet, or the roll when there is no other printer.
pub fn page(it: &Activity, width: Width, footer: String) -> Page {
    let mut lines: Vec<Line> = it
        .facts()
        .iter()
        .map(|(label, value)| Line::fact(label, value))
        .collect();
    for part in &it.parts {
        lines.push(Line::Part(part.kind.label().to_string()));
        lines.extend(part.pieces.iter().map(|it| match it {
            Piece::Text(text) => Line::Text(text.clone()),
            Piece::Item(text) => Line::Item(text.clone()),
            Piece::Step(number, text) => Line::Step(format!("{number}."), text.clone()),
        }));
    }
    lines.push(Line::Part("Em toda atividade".to_string()));
    lines.extend(CARE.iter().map(|it| Line::Item((*it).to_string())));
    lines.push(Line::Blank);
    lines.push(Line::Text(format!(
        "Caderno: {}. Código: {}.",
        it.book, it.code
    )));
    Page {
        title: it.title.clone(),
        lines,
        footer,
        width,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::activities::Shelf;
    use crate::paper::wrap::columns;

    #[test]
    fn an_activity_is_read_from_paper() {
        let shelf = Shelf::built_in();
        let it = shelf.by_code("termometro-do-dia").unwrap();
        insta::assert_snapshot!(page(it, Width::Sheet, String::new()).text());
    }

    #[test]
    fn every_activity_fits_the_roll_and_comes_out_as_a_pdf() {
        for it in &Shelf::built_in().activities {
            let footer = "Impresso por rosa em 23/11/2026 08:05".to_string();
            let roll = page(it, Width::Roll, footer.clone());
            for row in roll.text().lines() {
                assert!(columns(row) <= 48, "{}: {row}", it.code);
            }
            let pdf = page(it, Width::Sheet, footer).pdf();
            assert!(pdf.starts_with(b"%PDF"), "{}", it.code);
        }
    }
}
