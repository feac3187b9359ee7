//! The list of a class for whoever gives the course, with what they ask to
//! enrol somebody and nothing else: by choice and by date of sign-up. As a
//! table it goes to a spreadsheet, as a page it is signed and sent.

use super::Class;
use crate::paper::page::{Align, Line, Page, Width};
use crate::paper::table::{Cell, Table};

/// One person of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Of the documents.
    pub name: String,
    pub social_name: String,
    /// "529.982.247-25", or empty.
    pub cpf: String,
    /// "01/02/1991".
    pub birth: String,
    /// As shown; empty of a family under secrecy.
    pub phone: String,
    pub schooling: String,
    /// `None` = never asked.
    pub disability: Option<bool>,
    pub email: String,
    /// 1 = first choice.
    pub choice: u32,
    /// Day of sign-up.
    pub asked_on: String,
    /// "Encaminhado ao Senac".
    pub state: &'static str,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    pub unit: String,
    pub class: Class,
    pub people: Vec<Listed>,
    pub footer: String,
}

impl List {
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            ("Ordem", Align::Right),
            ("Nome", Align::Left),
            ("Nome social", Align::Left),
            ("CPF", Align::Left),
            ("Nascimento", Align::Left),
            ("Telefone", Align::Left),
            ("Escolaridade", Align::Left),
            ("PcD", Align::Left),
            ("E-mail", Align::Left),
            ("Opção", Align::Right),
            ("Inscrição", Align::Left),
            ("Situação", Align::Left),
            ("Curso", Align::Left),
            ("Turma", Align::Left),
            ("Unidade", Align::Left),
        ]);
        for (it, order) in self.people.iter().zip(1_u32..) {
            table.push(vec![
                order.into(),
                it.name.as_str().into(),
                it.social_name.as_str().into(),
                it.cpf.as_str().into(),
                it.birth.as_str().into(),
                it.phone.as_str().into(),
                it.schooling.as_str().into(),
                it.disability
                    .map_or(Cell::Empty, |it| if it { "sim" } else { "não" }.into()),
                it.email.as_str().into(),
                it.choice.into(),
                it.asked_on.as_str().into(),
                it.state.into(),
                self.class.title.as_str().into(),
                self.class.code.as_str().into(),
                self.unit.as_str().into(),
            ]);
        }
        table
    }

    pub fn page(&self) -> Page {
        let mut lines = vec![Line::Centered(self.unit.clone()), Line::Blank];
        lines.extend(self.class.lines());
        lines.push(Line::Blank);
        if self.people.is_empty() {
            lines.push(Line::Text("Ninguém com vaga nesta turma.".to_string()));
        }
        for (it, order) in self.people.iter().zip(1..) {
            lines.push(Line::Step(format!("{order}."), it.said()));
        }
        Page {
            title: "Lista de inscritos em curso".to_string(),
            lines,
            footer: self.footer.clone(),
            width: Width::Sheet,
        }
    }
}

impl Listed {
    fn said(&self) -> String {
        let name = match self.social_name.as_str() {
            "" => self.name.clone(),
            social => format!("{social} (no documento, {})", self.name),
        };
        let some = |label: &str, value: &str| match value {
            "" => String::new(),
            value => format!("{label}{value}"),
        };
        let parts = [
            name,
            some("CPF ", &self.cpf),
            some("nasc. ", &self.birth),
            some("tel. ", &self.phone),
            self.schooling.clone(),
            if self.disability == Some(true) {
                "PcD".to_string()
            } else {
                String::new()
            },
            self.email.clone(),
            format!("{}ª opção, {}", self.choice, self.asked_on),
            self.state.to_string(),
        ];
        let told: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        told.join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_a_page_and_a_table_that_runs_nothing() {
        let it = List {
            unit: "CRAS Jurubeba".to_string(),
            class: Class {
                title: "=cmd|' /c calc'!A0".to_string(),
                code: "TI-01".to_string(),
                partner: "Senac".to_string(),
                days: "07/12/2026".to_string(),
                ..Class::default()
            },
            people: vec![
                Listed {
                    name: "Bento Curió".to_string(),
                    social_name: "Bia Curió".to_string(),
                    cpf: "012.345.678-90".to_string(),
                    birth: "01/02/1991".to_string(),
                    phone: "(79) 99812-3456".to_string(),
                    schooling: "3º ano do Ensino Médio".to_string(),
                    disability: Some(true),
                    email: "bia@exemplo.test".to_string(),
                    choice: 1,
                    asked_on: "23/11/2026".to_string(),
                    state: "Encaminhado ao Senac",
                },
                Listed {
                    name: "Rosa Canário".to_string(),
                    choice: 2,
                    asked_on: "20/11/2026".to_string(),
                    state: "Inscrito",
                    ..Listed::default()
                },
            ],
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
        };
        insta::assert_snapshot!(it.page().text() + &it.table().csv());
    }
}
