//! How the agenda is asked for on the command line.

use chrono::NaiveDate;
use clap::Args;

use crate::cli::parse;

#[derive(Debug, Clone, Default, Args)]
pub struct Agenda {
    /// hoje, amanha, ontem ou AAAA-MM-DD
    #[arg(long = "dia", value_name = "DIA", value_parser = parse::near_day)]
    pub day: Option<NearDay>,
    /// A semana inteira desse dia
    #[arg(long = "semana")]
    pub week: bool,
    /// Só a agenda de uma pessoa ou mesa
    #[arg(long = "profissional", value_name = "NOME")]
    pub provider: Option<String>,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

/// A day as typed; which one it is depends on the unit's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearDay {
    Yesterday,
    Today,
    Tomorrow,
    On(NaiveDate),
}

#[derive(Debug, Clone, Default, Args)]
pub struct NoShows {
    /// Primeiro dia, AAAA-MM-DD (sem ela, seis meses atrás)
    #[arg(long = "de", value_name = "DIA", value_parser = parse::date)]
    pub from: Option<NaiveDate>,
    /// Último dia, AAAA-MM-DD (sem ela, hoje)
    #[arg(long = "ate", value_name = "DIA", value_parser = parse::date)]
    pub until: Option<NaiveDate>,
    /// Só as faltas seguidas nos grupos
    #[arg(long = "grupos", conflicts_with_all = ["from", "until"])]
    pub groups: bool,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

#[derive(Debug, Clone, Args)]
pub struct Reading {
    /// De quem é a chave
    #[arg(value_name = "LOGIN")]
    pub login: String,
    /// Colunas do texto, para a tela de quem tem a chave
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}
