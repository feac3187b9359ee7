//! How the courses are asked for on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::load_args::SheetFile;
use crate::cli::parse;

/// Mostra as turmas dos cursos, uma turma, os números e as metas
#[derive(Debug, Clone, Args)]
#[command(
    long_about = "Sem mais nada, as turmas que não terminaram: vagas livres da unidade e comuns, e \
                  quantas pessoas esperam. Com o código ou um pedaço do nome, as pessoas de uma \
                  turma, com o nome encurtado.",
    after_help = "acolhida cursos --usuario rosa\n\
                  acolhida cursos TI-01\n\
                  acolhida cursos lista TI-01 lista.xlsx --formato xlsx\n\
                  acolhida cursos importar oferta.csv --simular\n\
                  acolhida cursos numeros 2026 --formato csv"
)]
pub struct Courses {
    #[command(subcommand)]
    pub what: Option<Of>,
    /// Código ou pedaço do nome de uma turma
    #[arg(value_name = "TURMA")]
    pub class: Option<String>,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

impl Courses {
    /// Whether it may be a workbook.
    pub const fn is_list(&self) -> bool {
        matches!(self.what, Some(Of::List(_)))
    }
}

#[derive(Debug, Clone, Subcommand)]
pub enum Of {
    /// Escreve a lista de uma turma para quem dá o curso
    #[command(
        name = "lista",
        long_about = "Quem tem vaga na turma, por opção e data de inscrição, com CPF, nascimento, \
                      telefone e escolaridade. Fica no registro de acessos. Só técnicos e \
                      coordenação.",
        after_help = "acolhida cursos lista TI-01 --formato csv > lista.csv\n\
                      acolhida cursos lista TI-01 lista.xlsx --formato xlsx --usuario rosa"
    )]
    List(ClassFile),
    /// Traz a oferta do semestre de uma planilha (CSV)
    #[command(
        name = "importar",
        long_about = "Cada linha é uma turma, conhecida pelo código: o mesmo arquivo de novo não muda \
                      nada e o corrigido corrige. Linhas de outras unidades (coluna «unidade») são \
                      puladas e ditas; sem unidade, as vagas são comuns. Ou o arquivo entra inteiro, \
                      ou nada muda e cada linha errada é dita. As colunas são as que «acolhida \
                      cursos modelo» escreve; bastam codigo, titulo e inicio.",
        after_help = "acolhida cursos importar oferta.csv --simular --usuario rosa\n\
                      acolhida cursos importar oferta.csv --usuario rosa"
    )]
    Import(SheetFile),
    /// Escreve as turmas como a planilha que se importa
    #[command(
        name = "modelo",
        after_help = "acolhida cursos modelo oferta.csv --usuario rosa"
    )]
    Model(ToFile),
    /// Traz de uma planilha (CSV) o que foi feito de cada pessoa da turma
    #[command(
        name = "resultados",
        long_about = "As colunas são cpf e situacao (Matriculado, Concluinte, Evadido, Não compareceu, \
                      Desistente), e se quiser data e certificado. O CPF vale com ou sem pontos e \
                      com os zeros que a planilha comeu. Quem não é desta unidade é pulado.",
        after_help = "acolhida cursos resultados TI-01 senac.csv --simular --usuario rosa\n\
                      acolhida cursos resultados TI-01 senac.csv --usuario rosa"
    )]
    Results(Results),
    /// Mostra os números de um ano, por turma, bairro, sexo, idade e prioridade
    #[command(
        name = "numeros",
        long_about = "Inscrições, matrículas, concluintes e evasões das turmas que começam no ano, com \
                      as metas ao lado. Sem nomes: a gestão também vê.",
        after_help = "acolhida cursos numeros --usuario rosa\n\
                      acolhida cursos numeros 2026 --formato csv > cursos-2026.csv"
    )]
    Numbers(Year),
    /// Mostra ou muda as metas de um ano
    #[command(
        name = "metas",
        long_about = "Sem opções, mostra as metas. 0 tira a meta. Só a coordenação muda.",
        after_help = "acolhida cursos metas --usuario rosa\n\
                      acolhida cursos metas 2027 --inscricoes 200 --concluintes 90 --usuario rosa"
    )]
    Goals(Goals),
}

#[derive(Debug, Clone, Args)]
pub struct ClassFile {
    /// Código ou pedaço do nome da turma
    #[arg(value_name = "TURMA")]
    pub class: String,
    /// Arquivo novo; sem ele, sai na saída padrão
    #[arg(value_name = "ARQUIVO")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct ToFile {
    /// Arquivo novo; sem ele, sai na saída padrão
    #[arg(value_name = "ARQUIVO")]
    pub to: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub struct Results {
    /// Código ou pedaço do nome da turma
    #[arg(value_name = "TURMA")]
    pub class: String,
    #[command(flatten)]
    pub file: SheetFile,
}

#[derive(Debug, Clone, Args)]
pub struct Year {
    /// Ano em que as turmas começam (sem ele, este)
    #[arg(value_name = "ANO", value_parser = year)]
    pub year: Option<i32>,
    /// Colunas do texto (sem ela, as do terminal)
    #[arg(long = "largura", value_name = "COLUNAS", value_parser = parse::width)]
    pub width: Option<usize>,
}

#[derive(Debug, Clone, Args)]
pub struct Goals {
    /// Ano das metas (sem ele, este)
    #[arg(value_name = "ANO", value_parser = year)]
    pub year: Option<i32>,
    /// Meta de inscrições
    #[arg(long = "inscricoes", value_name = "N", value_parser = many)]
    pub applied: Option<u32>,
    /// Meta de matrículas
    #[arg(long = "matriculas", value_name = "N", value_parser = many)]
    pub enrolled: Option<u32>,
    /// Meta de concluintes
    #[arg(long = "concluintes", value_name = "N", value_parser = many)]
    pub finished: Option<u32>,
}

fn year(text: &str) -> Result<i32, String> {
    match text.parse() {
        Ok(year) if (2000..=2199).contains(&year) => Ok(year),
        Ok(_) | Err(_) => Err("diga um ano como 2026".to_string()),
    }
}

fn many(text: &str) -> Result<u32, String> {
    text.parse()
        .map_err(|_| "diga um número como 120".to_string())
}
