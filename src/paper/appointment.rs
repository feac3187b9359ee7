//! The slip that somebody takes home with the hour booked, on the 48-column
//! roll: when, where, for what, which papers to bring. It lies on kitchen
//! tables and in purses, so it never tells why, and names nobody unless asked.

use super::page::{Line, Page, Width};

/// What a slip says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    pub unit: String,
    /// "segunda-feira, 23 de novembro de 2026".
    pub day: String,
    /// "09:20".
    pub clock: String,
    /// Empty for a reserved matter.
    pub service: String,
    /// Where in the unit or out of it; empty at the counter.
    pub place: String,
    /// Of the unit.
    pub address: String,
    /// As shown, or empty.
    pub phone: String,
    /// Who sees the person, where the unit prints it.
    pub provider: Option<String>,
    /// First name or nome social, only when asked for.
    pub name: Option<String>,
    /// Documents to bring.
    pub papers: Vec<String>,
    pub footer: String,
}

impl Slip {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Blank,
            Line::Centered("HORA MARCADA".to_string()),
            Line::Blank,
            Line::Centered(self.day.clone()),
            Line::Blank,
            Line::Big(self.clock.replace(':', "H")),
            Line::Blank,
            // Drawn letters are mute for a screen reader.
            Line::Centered(format!("às {}", self.clock)),
            Line::Blank,
        ];
        let facts = [
            ("Para", self.name.as_deref().unwrap_or_default()),
            ("Serviço", &self.service),
            ("Com", self.provider.as_deref().unwrap_or_default()),
            ("Onde", &self.place),
            ("Endereço", &self.address),
            ("Telefone", &self.phone),
        ];
        let told = facts.iter().filter(|it| !it.1.is_empty());
        lines.extend(told.map(|(label, value)| Line::fact(label, value)));
        if !self.papers.is_empty() {
            lines.push(Line::Blank);
            lines.push(Line::Text("Traga:".to_string()));
            lines.extend(self.papers.iter().cloned().map(Line::Item));
        }
        lines.push(Line::Blank);
        lines.push(Line::Text(
            "Se não puder vir, avise: a vaga serve a outra pessoa e marcamos outro dia para você."
                .to_string(),
        ));
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

    #[test]
    fn a_slip_says_when_where_and_what_to_bring() {
        let it = Slip {
            unit: "CRAS Jurubeba".to_string(),
            day: "segunda-feira, 23 de novembro de 2026".to_string(),
            clock: "09:20".to_string(),
            service: "Atualização do Cadastro Único".to_string(),
            phone: "(79) 3179-0000".to_string(),
            papers: vec!["CPF ou título de eleitor".to_string()],
            footer: "Impresso por rosa em 20/11/2026 08:05".to_string(),
            ..Slip::default()
        };
        insta::assert_snapshot!(it.page().text());
    }
}
