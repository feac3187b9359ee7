//! "Dados que temos desta pessoa": the answer to a person's right to know what
//! is kept about them, why, who saw it and with whom it is shared (LGPD, arts.
//! 9, 18 and 19). Plain text for the person, not a form of the program.

use chrono::NaiveDate;

/// Everything held about one person, ready to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubjectData {
    /// Nome social first.
    pub name: String,
    pub made_on: Option<NaiveDate>,
    pub made_by: String,
    pub unit: String,
    /// The encarregado (art. 41), to whom the person writes.
    pub data_officer: String,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    /// Label and value; a label alone is a remark.
    pub lines: Vec<(String, String)>,
}

impl Section {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            lines: Vec::new(),
        }
    }

    /// A line, unless there is nothing to say.
    pub fn say(&mut self, label: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.lines.push((label.into(), value));
        }
    }
}

/// Why the data is held (art. 9, I and art. 23): public policy set in law, not
/// consent.
pub const PURPOSES: [&str; 5] = [
    "Atender a pessoa e a família na proteção social básica (LOAS, Lei 8.742/1993; Tipificação, \
     Resolução CNAS 109/2009).",
    "Organizar a recepção por ordem de chegada e prioridade legal (Lei 10.048/2000).",
    "Orientar sobre o Cadastro Único e o Programa Bolsa Família (Decreto 11.016/2022; Lei \
     14.601/2023).",
    "Contar atendimentos, sem nomes, no Registro Mensal de Atendimentos (RMA).",
    "Guardar quem viu e quem mudou os dados, para a segurança da pessoa (LGPD, arts. 37 e 46).",
];

/// With whom (art. 18, VII).
pub const SHARED_WITH: [&str; 3] = [
    "Serviços da rede socioassistencial e de outras políticas, só no encaminhamento que a pessoa \
     aceita.",
    "Governo federal: apenas números, sem nomes (RMA).",
    "Mais ninguém. Este programa não envia dados pela internet.",
];

/// How long and what the person may ask (arts. 15, 16, 18 and 19).
pub const RIGHTS: [&str; 3] = [
    "A pessoa pode pedir a correção de qualquer dado, na recepção.",
    "Pode pedir a eliminação do que a lei não obriga a guardar.",
    "Se algo aqui estiver errado ou faltar, fale com o encarregado de dados.",
];
