//! Autodeclaração de renda of the Programa Senac de Gratuidade: the family's
//! average income a month per person, as the person says it, to be signed. No
//! proof is asked (agreement of 22/07/2008, Decreto 6.633/2008); whoever may
//! have the free place has up to two federal minimum wages per person.

use chrono::NaiveDate;

use super::{Class, signature};
use crate::domain::cecad::payroll::reais;
use crate::domain::courses::{INCOME_WAGES_MAX, Income};
use crate::domain::date::show;
use crate::domain::time::date_spelled;
use crate::paper::page::{Line, Page, Width};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    pub unit: String,
    /// "Aracaju/SE".
    pub city: String,
    pub class: Class,
    /// Nome social first.
    pub name: String,
    /// The name of the documents, where it is another one.
    pub civil_name: String,
    /// "CPF 529.982.247-25", another document, or empty.
    pub document: String,
    /// Who signs for a minor; empty when nobody is known.
    pub guardian: Option<String>,
    pub income: Income,
    /// Cents, on the day of the declaration.
    pub minimum_wage: i64,
    pub printed_on: NaiveDate,
    pub footer: String,
}

impl Declared {
    pub fn page(&self) -> Page {
        let mut lines = vec![Line::Centered(self.unit.clone()), Line::Blank];
        lines.extend(self.class.lines());
        lines.extend([Line::Blank, Line::Text(self.said()), Line::Blank]);
        lines.push(Line::Text(
            "Sobre a educação básica: (  ) estudo nela   (  ) já a concluí ou saí dela".to_string(),
        ));
        lines.push(Line::Text(
            "Sobre o trabalho: (  ) trabalho   (  ) não trabalho agora".to_string(),
        ));
        lines.push(Line::Blank);
        lines.push(Line::Text(
            "Contam na família as pessoas que moram juntas e dividem a renda. Sei que declarar o \
             que não é verdade é crime (Código Penal, art. 299) e tira o direito à vaga."
                .to_string(),
        ));
        lines.push(Line::Blank);
        lines.push(Line::Text(format!(
            "{}, {}.",
            self.city,
            date_spelled(self.printed_on)
        )));
        lines.extend(signature(&match &self.guardian {
            Some(name) if name.is_empty() => "Responsável pelo menor".to_string(),
            Some(name) => format!("{name}, responsável"),
            None => self.name.clone(),
        }));
        Page {
            title: "Autodeclaração de renda".to_string(),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }

    fn said(&self) -> String {
        let named = match self.civil_name.as_str() {
            "" => self.name.clone(),
            civil => format!("{} (no documento, {civil})", self.name),
        };
        let document = match self.document.as_str() {
            "" => ",".to_string(),
            document => format!(", {document},"),
        };
        let declares = match &self.guardian {
            Some(name) if name.is_empty() => {
                format!("Declaro, como responsável por {named}{document}")
            }
            Some(name) => format!("Eu, {name}, responsável por {named}{document} declaro,"),
            None => format!("Eu, {named}{document} declaro,"),
        };
        let max = self.minimum_wage.saturating_mul(INCOME_WAGES_MAX);
        let within = match self.income.per_person <= max {
            true => format!(
                ", dentro do limite de dois salários mínimos federais ({})",
                reais(max)
            ),
            // What was said is printed as it was said.
            false => String::new(),
        };
        format!(
            "{declares} para o Programa Senac de Gratuidade (PSG), que a renda média da minha \
             família é de {} por pessoa ao mês{within}, como informei em {}.",
            reais(self.income.per_person),
            show(self.income.declared_on)
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one() -> Declared {
        Declared {
            unit: "CRAS Jurubeba".to_string(),
            city: "Aracaju/SE".to_string(),
            class: Class {
                title: "Confeitaria".to_string(),
                partner: "Senac".to_string(),
                days: "07/12/2026".to_string(),
                ..Class::default()
            },
            name: "Bia Canário".to_string(),
            civil_name: String::new(),
            document: "CPF 529.982.247-25".to_string(),
            guardian: None,
            income: Income {
                per_person: 45_050,
                declared_on: "2026-11-23".parse().unwrap(),
            },
            minimum_wage: 162_100,
            printed_on: "2026-11-23".parse().unwrap(),
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
        }
    }

    #[test]
    fn what_was_said_is_printed_to_be_signed() {
        insta::assert_snapshot!(one().page().text());
    }

    #[test]
    fn the_guardian_signs_and_no_limit_is_claimed_that_does_not_hold() {
        let mut it = one();
        it.guardian = Some("Rosa Canário".to_string());
        it.income.per_person = 324_201;
        let text = it.page().text().replace('\n', " ");
        assert!(text.contains("Eu, Rosa Canário, responsável por Bia Canário"));
        assert!(text.contains("Rosa Canário, responsável "), "{text}");
        assert!(!text.contains("dentro do limite"), "{text}");
        it.guardian = Some(String::new());
        let text = it.page().text();
        assert!(text.contains("Declaro, como responsável por"), "{text}");
    }
}
