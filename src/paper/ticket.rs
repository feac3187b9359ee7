//! The ticket that the person takes away, on the 48-column roll: a number to be
//! called by, and what to bring. Never the reason of a reserved matter, and no
//! name unless the unit asks for it: paper gets left on benches.

use super::page::{Line, Page, Width};

/// What a ticket says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slip {
    pub unit: String,
    /// "CU12", "CUP7".
    pub code: String,
    /// Called first by law. Which of the legal groups stays off the paper: a
    /// deficiency or a pregnancy is nobody's business on a bench.
    pub priority: bool,
    /// "seg 23/11/2026".
    pub day: String,
    /// "08:05".
    pub clock: String,
    pub demands: Vec<String>,
    /// "Assunto reservado": demands and papers stay off the paper.
    pub reserved: bool,
    /// How many are called before; `None` when it no longer waits.
    pub ahead: Option<u32>,
    /// Documents to bring.
    pub papers: Vec<String>,
    /// First name or nome social, only when asked for.
    pub name: Option<String>,
    pub footer: String,
}

impl Slip {
    pub fn page(&self) -> Page {
        let mut lines = vec![
            Line::Blank,
            Line::Centered("SENHA".to_string()),
            Line::Blank,
            Line::Big(self.code.clone()),
            Line::Blank,
            // Drawn letters are mute for a screen reader and for a search.
            Line::Centered(self.code.clone()),
        ];
        if self.priority {
            lines.push(Line::Centered("ATENDIMENTO PRIORITÁRIO".to_string()));
        }
        if let Some(name) = &self.name {
            lines.push(Line::Centered(name.clone()));
        }
        lines.push(Line::Blank);
        lines.push(Line::Centered(format!("{}  {}", self.day, self.clock)));
        match self.ahead {
            None => {}
            Some(0) => lines.push(Line::Centered("Você é o próximo da fila.".to_string())),
            Some(1) => lines.push(Line::Centered("1 pessoa à sua frente agora.".to_string())),
            Some(n) => lines.push(Line::Centered(format!("{n} pessoas à sua frente agora."))),
        }
        if !self.reserved {
            if !self.demands.is_empty() {
                lines.push(Line::Blank);
                lines.extend(self.demands.iter().cloned().map(Line::Text));
            }
            if !self.papers.is_empty() {
                lines.push(Line::Blank);
                lines.push(Line::Text("Tenha em mãos:".to_string()));
                lines.extend(self.papers.iter().cloned().map(Line::Item));
            }
        }
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

    fn slip() -> Slip {
        Slip {
            unit: "CRAS Jurubeba".to_string(),
            code: "CUP7".to_string(),
            priority: true,
            day: "seg 23/11/2026".to_string(),
            clock: "08:05".to_string(),
            demands: vec!["Atualização do Cadastro Único".to_string()],
            ahead: Some(3),
            papers: vec!["CPF ou título de eleitor de quem responde".to_string()],
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
            ..Slip::default()
        }
    }

    #[test]
    fn a_ticket_says_number_order_and_papers() {
        let text = slip().page().text();
        for part in [
            "CUP7",
            "PRIORITÁRIO",
            "3 pessoas",
            "Tenha em mãos:",
            "- CPF ou",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(text.contains("#####") || text.contains("#### "));
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_reserved_ticket_tells_nothing() {
        let it = Slip {
            reserved: true,
            ..slip()
        };
        let text = it.page().text();
        assert!(
            !text.contains("Cadastro") && !text.contains("CPF"),
            "{text}"
        );
    }
}
