//! How files are brought in and lists taken out on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Carrega o extrato do CECAD: o arquivo «tudo», ou o par família e pessoa
    #[command(
        name = "cecad",
        long_about = "A base nova entra ao lado e só troca de lugar no fim; a anterior fica guardada. \
                      Arquivo cortado ou errado não muda nada.",
        after_help = "acolhida importar cecad tudo_2026_05.csv --simular\n\
                      acolhida importar cecad familia.csv pessoa.csv --usuario rosa"
    )]
    Cecad(Load),
    /// Carrega a folha de pagamento do Bolsa Família (SIBEC)
    #[command(
        name = "folha",
        after_help = "acolhida importar folha folha_052026.csv --usuario rosa"
    )]
    Payroll(Load),
    /// Acrescenta e corrige os serviços da agenda a partir de uma planilha (CSV)
    #[command(
        name = "servicos",
        long_about = "Cada linha é um serviço, conhecido pelo código; o que não está no arquivo fica \
                      como está. Ou o arquivo entra inteiro, ou nada muda e cada linha errada é \
                      dita. O modelo é o que «acolhida exportar servicos» escreve.",
        after_help = "acolhida importar servicos servicos.csv --simular --usuario rosa\n\
                      acolhida importar servicos servicos.csv --usuario rosa"
    )]
    Services(SheetFile),
    /// Põe os horários de quem atende como estão numa planilha (CSV)
    #[command(
        name = "horarios",
        long_about = "Para cada pessoa do arquivo, os horários passam a ser os dele: o que falta \
                      termina ontem, o passado fica. Quem não está no arquivo fica como está. \
                      «quem» é o nome de entrada na equipe ou o nome do guichê; «dia» é um dia da \
                      semana ou vários, como «seg a sex», e em branco vale só no dia de «desde».",
        after_help = "acolhida importar horarios horarios.csv --simular --usuario rosa\n\
                      acolhida importar horarios horarios.csv --usuario rosa"
    )]
    Hours(SheetFile),
    /// Volta à base do CadÚnico anterior, que fica guardada
    #[command(
        name = "voltar",
        after_help = "acolhida importar voltar --usuario rosa"
    )]
    Back,
}

#[derive(Debug, Args)]
pub struct Load {
    /// Arquivo recebido, como veio
    #[arg(value_name = "ARQUIVO", required = true, num_args = 1..=2)]
    pub files: Vec<PathBuf>,
    /// Confere e conta, sem gravar nada
    #[arg(long = "simular")]
    pub rehearse: bool,
    /// Aceita uma base mais antiga que a atual
    #[arg(long = "forcar")]
    pub force: bool,
}

#[derive(Debug, Clone, Args)]
pub struct SheetFile {
    /// Arquivo CSV, como a planilha o salvou
    #[arg(value_name = "ARQUIVO")]
    pub sheet: PathBuf,
    /// Confere e conta, sem gravar nada
    #[arg(long = "simular")]
    pub rehearse: bool,
}

#[derive(Debug, Subcommand)]
pub enum Export {
    /// Escreve os serviços da agenda
    #[command(
        name = "servicos",
        after_help = "acolhida exportar servicos servicos.csv --usuario rosa"
    )]
    Services(ExportTo),
    /// Escreve os horários de quem atende
    #[command(
        name = "horarios",
        after_help = "acolhida exportar horarios horarios.csv --usuario rosa"
    )]
    Hours(ExportTo),
}

#[derive(Debug, Args)]
pub struct ExportTo {
    /// Arquivo novo; sem ele, sai na saída padrão
    #[arg(value_name = "ARQUIVO")]
    pub to: Option<PathBuf>,
}
