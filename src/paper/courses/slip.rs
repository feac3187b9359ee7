//! Comprovante de inscrição, on the 48-column roll: which course, from when,
//! whether there is a seat or which place on the list, what is still to be
//! brought. It lies on kitchen tables, so it names whoever signed up by the
//! first name and an initial, and carries no document.

use super::{Class, facts};
use crate::paper::page::{Line, Page, Width};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    pub unit: String,
    /// As shown, or empty.
    pub phone: String,
    pub class: Class,
    /// "Bia C."
    pub name: String,
    /// As on the lists: "Inscrito".
    pub state: String,
    /// On the waiting list, from 1.
    pub position: Option<u32>,
    /// "1ª opção, em 23/11/2026 às 08:05".
    pub asked: String,
    /// Papers still to be brought.
    pub missing: Vec<String>,
    pub footer: String,
}

impl Slip {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Blank,
            Line::Centered("INSCRIÇÃO EM CURSO".to_string()),
            Line::Blank,
            Line::Centered(self.class.title.to_uppercase()),
            Line::Blank,
        ];
        match self.position {
            Some(position) => {
                lines.push(Line::Centered("LISTA DE ESPERA".to_string()));
                lines.push(Line::Centered(format!("{position}º lugar")));
            }
            None => lines.push(Line::Centered(self.state.clone())),
        }
        lines.push(Line::Blank);
        lines.extend(facts(&[("Para", &self.name), ("Inscrição", &self.asked)]));
        // The title stands above, large.
        lines.extend(self.class.lines().into_iter().skip(1));
        if !self.missing.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Text("Falta trazer:".to_string()));
            lines.extend(self.missing.iter().cloned().map(Line::Item));
        }
        lines.push(Line::Blank);
        let ask = match self.position {
            Some(_) => {
                "Quando sair uma vaga, ligamos na ordem da lista. Se mudar de telefone, avise."
            }
            None => "Se não puder fazer o curso, avise: a vaga serve a outra pessoa.",
        };
        lines.push(Line::Text(ask.to_string()));
        lines.extend(facts(&[("Telefone", &self.phone)]));
        Page {
            title: self.unit.clone(),
            lines,
            footer: self.footer.clone(),
            width: Width::Roll,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::wrap::columns;

    #[test]
    fn a_slip_says_the_place_on_the_list_and_what_to_bring() {
        let mut it = Slip {
            unit: "CRAS Jurubeba".to_string(),
            phone: "(79) 3179-0000".to_string(),
            class: Class {
                title: "Informática básica".to_string(),
                code: "TI-01".to_string(),
                partner: "Senac".to_string(),
                days: "07/12/2026 a 26/02/2027".to_string(),
                hours: "seg e qua 08:00–12:00".to_string(),
                ..Class::default()
            },
            name: "Bia C.".to_string(),
            state: "Lista de espera".to_string(),
            position: Some(2),
            asked: "1ª opção, em 23/11/2026 às 08:05".to_string(),
            missing: vec!["CPF".to_string(), "comprovante de endereço".to_string()],
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
        };
        let waiting = it.page().text();
        it.position = None;
        it.state = "Inscrito".to_string();
        it.missing.clear();
        let seated = it.page().text();
        for text in [&waiting, &seated] {
            assert!(text.lines().all(|it| columns(it) <= 48), "{text}");
        }
        insta::assert_snapshot!(waiting + &seated);
    }
}
