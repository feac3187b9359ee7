//! Ficha de inscrição em curso, with the papers handed over and the term of
//! commitment on the same sheet (the three papers of the partners' notices,
//! such as the Senac/AL edital 005/2020). What is not known, or not shown to
//! whoever prints, is a line to write on.

use super::{Class, facts, or_blank, signature};
use crate::paper::page::{Line, Page, Width};

/// Somebody as the form asks for them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Nome social first.
    pub name: String,
    /// The name of the documents, where it is another one.
    pub civil_name: String,
    /// "10/05/2005 (21 anos no início do curso)".
    pub birth: String,
    pub sex: String,
    pub cpf: String,
    /// "RG 1.234.567 SSP/SE".
    pub document: String,
    pub mother: String,
    pub schooling: String,
    /// "sim: física", "não"; empty where it is not known or not shown.
    pub disability: String,
    pub address: String,
    pub phone: String,
    pub email: String,
}

/// Who answers for a minor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guardian {
    pub name: String,
    pub cpf: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    pub unit: String,
    pub class: Class,
    pub candidate: Candidate,
    /// Of a minor; with blanks when nobody is known.
    pub guardian: Option<Guardian>,
    /// "Inscrito", "Lista de espera, 2º lugar".
    pub state: String,
    /// "1ª opção, em 23/11/2026 às 08:05".
    pub asked: String,
    /// Groups of the notice that they are of, in words.
    pub first: Vec<&'static str>,
    /// Papers that the class asks, and whether they were handed over.
    pub papers: Vec<(String, bool)>,
    pub footer: String,
}

impl Form {
    pub fn page(&self) -> Page {
        let mut lines = vec![Line::Centered(self.unit.clone()), Line::Blank];
        lines.extend(self.class.lines());
        lines.push(Line::fact("Situação", &self.state));
        lines.push(Line::fact("Inscrição", &self.asked));
        if !self.first.is_empty() {
            lines.push(Line::fact("Prioridade", &self.first.join(", ")));
        }
        lines.push(Line::Part("Quem se inscreve".to_string()));
        lines.extend(self.candidate.lines());
        if let Some(it) = &self.guardian {
            lines.push(Line::Part("Responsável pelo menor".to_string()));
            lines.push(Line::fact("Nome", or_blank(&it.name)));
            lines.push(Line::fact("CPF", or_blank(&it.cpf)));
        }
        if !self.papers.is_empty() {
            lines.push(Line::Part("Documentos".to_string()));
            lines.extend(self.papers.iter().map(|(paper, handed)| {
                Line::Text(format!("[{}] {paper}", if *handed { 'x' } else { ' ' }))
            }));
        }
        lines.push(Line::Part("Termo de compromisso".to_string()));
        lines.push(Line::Text(self.term()));
        lines.extend(signature(match self.guardian {
            Some(_) => "Assinatura do(a) responsável",
            None => "Assinatura",
        }));
        lines.extend(signature("Assinatura e carimbo da unidade"));
        Page {
            title: "Ficha de inscrição em curso".to_string(),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }

    fn term(&self) -> String {
        format!(
            "Declaro que o que está nesta ficha é verdade. Comprometo-me a entregar os documentos, a \
             frequentar as aulas e, se precisar desistir, a avisar logo a unidade, para que a vaga \
             sirva a outra pessoa. Sei que estes dados são entregues a quem dá o curso ({}) para a \
             matrícula, e só para isso.",
            self.class.partner
        )
    }
}

impl Candidate {
    fn lines(&self) -> Vec<Line> {
        let mut out = vec![Line::fact("Nome", &self.name)];
        out.extend(facts(&[("Nome no documento", &self.civil_name)]));
        for (label, value) in [
            ("Nascimento", &self.birth),
            ("Sexo", &self.sex),
            ("CPF", &self.cpf),
            ("Documento", &self.document),
            ("Nome da mãe", &self.mother),
            ("Escolaridade", &self.schooling),
            ("Pessoa com deficiência", &self.disability),
            ("Endereço", &self.address),
            ("Telefone", &self.phone),
            ("E-mail", &self.email),
        ] {
            out.push(Line::fact(label, or_blank(value)));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_what_the_partner_asks_and_lines_for_the_rest() {
        let it = Form {
            unit: "CRAS Jurubeba".to_string(),
            class: Class {
                title: "Informática básica".to_string(),
                code: "TI-01".to_string(),
                partner: "Senac".to_string(),
                place: "Senac, Av. Ivo do Prado".to_string(),
                days: "07/12/2026 a 26/02/2027".to_string(),
                hours: "seg e qua 08:00–12:00".to_string(),
                workload: Some(60),
            },
            candidate: Candidate {
                name: "Bia Canário".to_string(),
                civil_name: "Beto Canário".to_string(),
                birth: "10/05/2010 (16 anos no início do curso)".to_string(),
                cpf: "529.982.247-25".to_string(),
                address: "Rua das Jaqueiras, 12 · Atalaia".to_string(),
                ..Candidate::default()
            },
            guardian: Some(Guardian {
                name: "Rosa Canário".to_string(),
                ..Guardian::default()
            }),
            state: "Lista de espera, 2º lugar".to_string(),
            asked: "1ª opção, em 23/11/2026 às 08:05".to_string(),
            first: vec!["mulheres", "jovens de 15 a 29 anos"],
            papers: vec![("RG".to_string(), true), ("CPF".to_string(), false)],
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
        };
        insta::assert_snapshot!(it.page().text());
    }
}
