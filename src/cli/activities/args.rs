//! How the books of activities are asked for on the command line.

use clap::{Args, Subcommand};

use crate::cli::parse;
use crate::domain::codes::{Axis, Band};

/// Mostra as atividades dos cadernos para os grupos
#[derive(Debug, Clone, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    long_about = "Atividades prontas para os grupos, nos três eixos do SCFV e em todas as idades, e as \
                  que a unidade escreveu na pasta «cadernos», ao lado do arquivo. Não pede senha: não \
                  há dado de ninguém.",
    after_help = "acolhida cadernos --buscar \"trabalho infantil\"\n\
                  acolhida cadernos --eixo participacao --faixa 60+\n\
                  acolhida cadernos ver termometro-do-dia | less"
)]
pub struct Activities {
    #[command(subcommand)]
    pub what: Option<What>,
    /// Palavras do título, do tema, do material ou do texto
    #[arg(
        long = "buscar",
        value_name = "TEXTO",
        default_value = "",
        hide_default_value = true
    )]
    pub words: String,
    /// convivencia, ser ou participacao
    #[arg(long = "eixo", value_name = "EIXO", value_parser = parse::axis)]
    pub axis: Option<Axis>,
    /// 0-6, 6-15, 15-17, 18-29, 30-59 ou 60+
    #[arg(long = "faixa", value_name = "FAIXA", value_parser = parse::band)]
    pub band: Option<Band>,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

#[derive(Debug, Clone, Subcommand)]
pub enum What {
    /// Mostra uma atividade inteira
    #[command(
        name = "ver",
        after_help = "acolhida cadernos ver termometro-do-dia\n\
                      acolhida cadernos ver termometro-do-dia --bobina"
    )]
    Show {
        /// Código da atividade, como está na lista
        #[arg(value_name = "CODIGO")]
        code: String,
        /// Em 48 colunas, para a impressora de senhas
        #[arg(long = "bobina")]
        roll: bool,
    },
}
