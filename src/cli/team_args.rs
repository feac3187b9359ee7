//! How the people of the team are asked for on the command line.

use clap::Subcommand;

use super::parse;
use crate::domain::access::Role;

#[derive(Debug, Subcommand)]
pub enum Team {
    /// Mostra a equipe
    #[command(
        name = "listar",
        after_help = "acolhida usuarios listar --usuario rosa"
    )]
    List,
    /// Põe alguém na equipe; a primeira senha é mostrada uma vez
    #[command(
        name = "criar",
        after_help = "acolhida usuarios criar joao --nome \"João Canário\" --perfil recepcao --usuario rosa"
    )]
    Add {
        /// Nome de entrada de quem chega
        #[arg(value_name = "LOGIN")]
        who: String,
        /// Nome da pessoa
        #[arg(long = "nome", value_name = "NOME")]
        name: String,
        /// recepcao, cadunico, orientador, tecnico, coordenacao ou gestao
        #[arg(long = "perfil", value_name = "PERFIL", value_parser = parse::role)]
        role: Role,
        /// Registro no conselho ou matrícula
        #[arg(
            long = "registro",
            value_name = "NUMERO",
            default_value = "",
            hide_default_value = true
        )]
        registration: String,
    },
    /// Muda o perfil de alguém
    #[command(
        name = "perfil",
        after_help = "acolhida usuarios perfil joao tecnico --usuario rosa"
    )]
    Role {
        /// De quem
        #[arg(value_name = "LOGIN")]
        who: String,
        /// recepcao, cadunico, orientador, tecnico, coordenacao ou gestao
        #[arg(value_name = "PERFIL", value_parser = parse::role)]
        role: Role,
    },
    /// Tira a entrada de quem saiu da equipe
    #[command(
        name = "desativar",
        after_help = "acolhida usuarios desativar joao --usuario rosa"
    )]
    Leave {
        /// De quem
        #[arg(value_name = "LOGIN")]
        who: String,
    },
    /// Devolve a entrada a quem voltou
    #[command(
        name = "reativar",
        after_help = "acolhida usuarios reativar joao --usuario rosa"
    )]
    Return {
        /// De quem
        #[arg(value_name = "LOGIN")]
        who: String,
    },
    /// Troca a própria senha, ou sorteia outra para quem esqueceu
    #[command(
        name = "senha",
        long_about = "Sem LOGIN, troca a própria senha (com --senha-stdin: a atual na primeira linha, a \
                      nova na segunda). Com LOGIN, a coordenação sorteia uma senha provisória.",
        after_help = "acolhida usuarios senha --usuario joao\nacolhida usuarios senha joao --usuario rosa"
    )]
    Password {
        /// De quem esqueceu
        #[arg(value_name = "LOGIN")]
        who: Option<String>,
    },
}
