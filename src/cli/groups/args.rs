//! How the groups are asked for on the command line.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::parse;
use crate::domain::groups::Quarter;

/// Mostra as vagas do SCFV e quem é para chamar
#[derive(Debug, Clone, Default, Args)]
#[command(
    long_about = "Grupo, faixa, horário, vagas, ocupadas, livres e quantas pessoas esperam. «Chamar» \
                  diz quantas delas são para chamar agora; os nomes e telefones ficam na tela do \
                  grupo.",
    after_help = "acolhida vagas --usuario rosa\nacolhida vagas --largura 40"
)]
pub struct Places {
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

/// Mostra o trimestre do SISC: prazo e o que falta
#[derive(Debug, Clone, Args)]
#[command(
    long_about = "Sem trimestre, o que vence primeiro. O texto e o json são só números; o csv traz, com \
                  as colunas do SISC, quem é para confirmar, por grupo e NIS, e fica no registro de \
                  acessos. Só técnicos e coordenação.",
    after_help = "acolhida sisc --usuario rosa\nacolhida sisc 2026-4 --formato csv > sisc.csv"
)]
pub struct Sisc {
    /// Trimestre, como 2026-4
    #[arg(value_name = "TRIMESTRE", value_parser = quarter)]
    pub quarter: Option<Quarter>,
}

/// Mostra a frequência dos grupos num mês
#[derive(Debug, Clone, Args)]
#[command(
    long_about = "Encontros, média de presentes e, por pessoa, presenças (P), faltas (F), faltas com \
                  motivo (J) e a porcentagem. No texto e no json os nomes saem encurtados; no csv, \
                  inteiros, e a exportação fica no registro de acessos. A gestão vê só números.",
    after_help = "acolhida frequencia --usuario rosa\n\
                  acolhida frequencia 2026-10 --grupo viva --formato csv > outubro.csv"
)]
pub struct Frequency {
    /// Mês, como 2026-10 (sem ele, este)
    #[arg(value_name = "MES", value_parser = month)]
    pub month: Option<NaiveDate>,
    /// Só um grupo, por um pedaço do nome
    #[arg(long = "grupo", value_name = "NOME")]
    pub group: Option<String>,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

fn quarter(text: &str) -> Result<Quarter, String> {
    Quarter::parse(text).map_err(|_| "diga um trimestre como 2026-4".to_string())
}

/// Its first day.
fn month(text: &str) -> Result<NaiveDate, String> {
    let first = format!("{}-01", text.replace('/', "-"));
    NaiveDate::parse_from_str(&first, "%Y-%m-%d")
        .map_err(|_| "diga um mês como 2026-10".to_string())
}
