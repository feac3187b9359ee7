//! The command line as one declared table: the parser, the help, the man page
//! and the completions are all read from here. What people read is pt-BR.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, ArgGroup, Args, Parser, Subcommand, ValueEnum};

pub use super::activities::args::Activities;
use super::agenda::args::{Agenda, NoShows, Reading};
pub use super::courses::args::Courses;
use super::end::{Done, End};
pub use super::groups::args::{Frequency, Places, Sisc};
pub use super::load_args::{Export, ExportTo, Import, Load, SheetFile};
use super::parse;
use super::shell::Shell;
pub use super::team_args::Team;

#[derive(Debug, Parser)]
#[command(
    name = "acolhida",
    version,
    about = "A recepção do CRAS no terminal: famílias, fila e CadÚnico num só lugar",
    long_about = "Sem comando, abre a mesa de trabalho. Os comandos abaixo fazem o mesmo trabalho sem \
                  tela, para quem administra o computador ou tira números. O resultado sai na saída \
                  padrão e os avisos na saída de erros; o programa termina com 0 (feito), 1 \
                  (recusado, com o motivo) ou 2 (comando errado).",
    after_help = "acolhida # abre a mesa\n\
                  acolhida demo # um dia inventado, para conhecer\n\
                  acolhida fila --usuario rosa # a fila de hoje",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_value_name = "COMANDO"
)]
pub struct Line {
    #[command(flatten)]
    pub global: Global,
    /// Mostra a versão
    #[arg(short = 'V', long = "version", visible_alias = "versao", action = ArgAction::Version)]
    pub version: Option<bool>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Arquivo da unidade (ou a variável ACOLHIDA_BANCO)
    #[arg(long = "banco", value_name = "CAMINHO", global = true)]
    pub file: Option<PathBuf>,
    /// Nome de entrada de quem usa
    #[arg(long = "usuario", value_name = "LOGIN", global = true)]
    pub login: Option<String>,
    /// Lê a senha da primeira linha da entrada padrão
    #[arg(long = "senha-stdin", global = true)]
    pub password_stdin: bool,
    /// Formato do resultado
    #[arg(
        long = "formato",
        value_name = "FORMATO",
        global = true,
        value_enum,
        default_value_t = Asked::Text
    )]
    asked: Asked,
    /// What the commands read of it.
    #[arg(skip)]
    pub format: Format,
    /// Mostra esta ajuda
    #[arg(short = 'h', long = "help", visible_alias = "ajuda", global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
}

/// What may be typed: a calendar is one of the agenda's forms and of no other,
/// a workbook one of the list of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Asked {
    #[value(name = "texto")]
    Text,
    #[value(name = "csv")]
    Csv,
    #[value(name = "json")]
    Json,
    #[value(name = "ics")]
    Calendar,
    #[value(name = "xlsx")]
    Workbook,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    #[default]
    Text,
    Csv,
    Json,
}

impl Global {
    pub const fn is_calendar(&self) -> bool {
        matches!(self.asked, Asked::Calendar)
    }

    pub const fn is_workbook(&self) -> bool {
        matches!(self.asked, Asked::Workbook)
    }

    /// Reads the form that was asked for.
    pub fn settle_format(&mut self, may_be_calendar: bool, may_be_workbook: bool) -> Done {
        self.format = match self.asked {
            Asked::Text => Format::Text,
            Asked::Csv => Format::Csv,
            Asked::Json => Format::Json,
            Asked::Calendar if may_be_calendar => Format::Text,
            Asked::Workbook if may_be_workbook => Format::Csv,
            Asked::Workbook => {
                return Err(End::Usage(
                    "O formato xlsx é só da lista de uma turma: acolhida cursos lista TI-01 \
                     lista.xlsx --formato xlsx."
                        .to_string(),
                ));
            }
            Asked::Calendar => {
                return Err(End::Usage(
                    "O formato ics é só da agenda: acolhida agenda --formato ics.".to_string(),
                ));
            }
        };
        Ok(())
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Abre o arquivo de uma unidade nova
    #[command(
        name = "iniciar",
        long_about = "Cria o arquivo da unidade e a primeira pessoa da coordenação. O que faltar é \
                      perguntado no terminal; a senha nunca é argumento.",
        after_help = "acolhida iniciar --unidade \"CRAS Jurubeba\" --municipio Aracaju --uf SE \
                      --coordenador rosa --nome \"Rosa Menezes\"\n\
                      acolhida iniciar --senha-stdin --unidade … < senha.txt"
    )]
    Start(Box<Start>),
    /// Abre um dia inventado, sem senha e sem deixar nada
    #[command(
        name = "demo",
        long_about = "A mesa inteira sobre dados inventados na memória. Sem terminal, mostra o dia \
                      como texto.",
        after_help = "acolhida demo\nacolhida demo | less"
    )]
    Demo,
    /// Procura famílias e pessoas
    #[command(
        name = "buscar",
        long_about = "Pedaços de nome em qualquer ordem, sem acento e sem maiúscula; ou CPF, NIS, \
                      código familiar, data de nascimento ou fim de telefone.",
        after_help = "acolhida buscar mar sil --usuario rosa\nacolhida buscar 14/03/1987 --formato json"
    )]
    Search(Search),
    /// Carrega o CadÚnico, a folha de pagamento ou as listas da agenda
    #[command(
        name = "importar",
        subcommand_required = true,
        after_help = "acolhida importar cecad tudo_2026_05.csv --simular\n\
                      acolhida importar folha folha_052026.csv --usuario rosa"
    )]
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// Escreve as listas da agenda para a planilha (CSV)
    #[command(
        name = "exportar",
        subcommand_required = true,
        after_help = "acolhida exportar servicos servicos.csv --usuario rosa\n\
                      acolhida exportar horarios > horarios.csv"
    )]
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Inventa dados para treino e medição
    #[command(
        name = "gerar",
        long_about = "Enche um arquivo vazio com famílias e meses de trabalho que ninguém viveu. A mesma \
                      semente no mesmo dia dá o mesmo conteúdo. Sem unidade no arquivo, uma é \
                      inventada e as primeiras senhas são mostradas uma vez. Com --cecad e sem \
                      --banco, só escreve um arquivo do CECAD, com a cidade em volta.",
        after_help = "acolhida gerar --familias 8000 --meses 12 --semente 1 --banco treino/unidade.db\n\
                      acolhida gerar --familias 500 --cecad tudo.csv"
    )]
    Generate(Generate),
    /// Mostra a fila de hoje ou de outro dia
    #[command(
        name = "fila",
        after_help = "acolhida fila --usuario rosa\nacolhida fila --dia ontem --formato csv > fila.csv"
    )]
    Queue(Queue),
    /// Mostra a agenda de um dia ou da semana
    #[command(
        name = "agenda",
        long_about = "Quem está marcado com quem, e as horas livres, no tamanho da tela de quem lê. Os \
                      nomes saem encurtados, sem documento, telefone nem endereço; a gestão vê só \
                      números. Com --formato ics, um arquivo para o calendário do celular.",
        after_help = "acolhida agenda --usuario rosa\n\
                      acolhida agenda --dia amanha --profissional lia\n\
                      acolhida agenda --semana --formato ics > semana.ics"
    )]
    Agenda(Agenda),
    /// Mostra quem não compareceu e quem falta aos grupos
    #[command(
        name = "faltas",
        after_help = "acolhida faltas --usuario rosa\n\
                      acolhida faltas --grupos --formato csv\n\
                      acolhida faltas --de 2026-10-01 --ate 2026-10-31 --formato csv"
    )]
    NoShows(NoShows),
    #[command(name = "vagas")]
    Places(Places),
    #[command(name = "sisc")]
    Sisc(Sisc),
    #[command(name = "frequencia")]
    Frequency(Frequency),
    #[command(name = "cursos")]
    Courses(Courses),
    #[command(name = "cadernos")]
    Activities(Activities),
    /// Responde a quem entra por SSH com chave própria
    #[command(
        name = "leitura",
        long_about = "Para a linha command= de uma chave em authorized_keys: uma chave, uma pessoa. Não \
                      pede senha, só responde agenda, faltas, vagas, cursos e fila, e só a quem a \
                      coordenação pôs em Configurações. O capítulo «Ver a agenda de fora» do manual tem a receita.",
        after_help = "acolhida leitura rosa --largura 40"
    )]
    Reading(Reading),
    /// Copia o arquivo da unidade e confere a cópia
    #[command(
        name = "backup",
        long_about = "Copia com segurança enquanto as mesas trabalham. Sem destino, a cópia fica em \
                      «copias», ao lado do arquivo.",
        after_help = "acolhida backup --usuario rosa\nacolhida backup /media/pendrive --usuario rosa"
    )]
    Backup {
        /// Pasta ou arquivo novo
        #[arg(value_name = "DESTINO")]
        to: Option<PathBuf>,
    },
    /// Põe uma cópia no lugar do arquivo da unidade
    #[command(
        name = "restaurar",
        long_about = "Confere a cópia antes; o que estava no lugar é guardado como mais uma cópia.",
        after_help = "acolhida restaurar copias/acolhida-2026-11-20-1700.copia --usuario rosa"
    )]
    Restore {
        /// Cópia feita por «acolhida backup»
        #[arg(value_name = "ARQUIVO")]
        from: PathBuf,
    },
    /// Confere o arquivo da unidade ou uma cópia
    #[command(
        name = "verificar",
        long_about = "Confere o arquivo, o encadeamento do registro e as regras da casa. Não muda nada \
                      e não pede senha. Com --declaracao, diz se a unidade deu a declaração de \
                      comparecimento que traz aquele código.",
        after_help = "acolhida verificar\nacolhida verificar copias/acolhida-2026-11-20-1700.copia\n\
                      acolhida verificar --declaracao ABCDE-FGH23"
    )]
    Verify {
        /// Cópia a conferir; sem ele, o arquivo da unidade
        #[arg(value_name = "ARQUIVO")]
        copy: Option<PathBuf>,
        /// Código de uma declaração de comparecimento
        #[arg(long = "declaracao", value_name = "CODIGO", conflicts_with = "copy")]
        declaration: Option<String>,
    },
    /// Elimina os dados de uma pessoa, para sempre (LGPD)
    #[command(
        name = "eliminar",
        long_about = "Atende ao pedido de eliminação (LGPD, art. 18, VI), quando a guarda não é \
                      obrigatória. Os atendimentos continuam contados, sem nome. Não há volta: \
                      --simular conta o que sairia, --definitivo elimina. Só a coordenação.",
        after_help = "acolhida eliminar 12034567899 --motivo \"ofício 12/2026\" --simular --usuario rosa\n\
                      acolhida eliminar maria zuca --motivo \"ofício 12/2026\" --definitivo --usuario rosa"
    )]
    Erase(Erase),
    /// Apaga as páginas impressas que passaram do prazo
    #[command(
        name = "expurgo",
        long_about = "O que se imprime fica em «impressos», ao lado do arquivo, pelo prazo das \
                      configurações (30 dias se ninguém mudou). O que passou do prazo também sai \
                      sozinho quando alguém entra.",
        after_help = "acolhida expurgo --simular --usuario rosa\nacolhida expurgo --usuario rosa"
    )]
    Purge {
        /// Conta, sem apagar nada
        #[arg(long = "simular")]
        rehearse: bool,
    },
    /// Cuida das pessoas da equipe
    #[command(
        name = "usuarios",
        subcommand_required = true,
        after_help = "acolhida usuarios listar --usuario rosa\n\
                      acolhida usuarios criar joao --nome \"João Canário\" --perfil recepcao --usuario rosa"
    )]
    Team {
        #[command(subcommand)]
        what: Team,
    },
    /// Painel de chamada para a segunda tela
    #[command(
        name = "painel",
        long_about = "Tela cheia com a última senha chamada. Sem terminal, mostra as últimas chamadas \
                      como texto. Não pede senha: só mostra números, e nomes se a unidade permitir.",
        after_help = "acolhida painel"
    )]
    Panel,
    /// Escreve o completamento de comandos do terminal
    #[command(
        name = "completar",
        after_help = "acolhida completar bash > ~/.local/share/bash-completion/completions/acolhida"
    )]
    Complete {
        /// Terminal usado
        #[arg(value_name = "TERMINAL", value_enum)]
        shell: Shell,
    },
    /// Escreve a página de manual (man)
    #[command(
        name = "manual",
        after_help = "acolhida manual > acolhida.1 && man -l acolhida.1"
    )]
    Manual,
}

#[derive(Debug, Args)]
pub struct Start {
    /// Nome da unidade, como está na placa
    #[arg(long = "unidade", value_name = "NOME")]
    pub unit: Option<String>,
    /// Município
    #[arg(long = "municipio", value_name = "MUNICIPIO")]
    pub municipality: Option<String>,
    /// Estado, duas letras
    #[arg(long = "uf", value_name = "UF")]
    pub uf: Option<String>,
    /// Nome de entrada da coordenação, como rosa
    #[arg(long = "coordenador", value_name = "LOGIN")]
    pub coordinator: Option<String>,
    /// Nome da pessoa da coordenação
    #[arg(long = "nome", value_name = "NOME")]
    pub name: Option<String>,
    /// Número da unidade no CadSUAS
    #[arg(long = "cadsuas", value_name = "NUMERO")]
    pub cadsuas: Option<String>,
    /// Endereço da unidade
    #[arg(long = "endereco", value_name = "ENDERECO")]
    pub address: Option<String>,
    /// Código IBGE do município
    #[arg(long = "ibge", value_name = "CODIGO")]
    pub ibge: Option<String>,
    /// Distrito ou região da unidade
    #[arg(long = "distrito", value_name = "NOME")]
    pub district: Option<String>,
    /// DDD dos telefones sem DDD
    #[arg(long = "ddd", value_name = "DDD")]
    pub ddd: Option<String>,
    /// Telefone da unidade
    #[arg(long = "telefone", value_name = "NUMERO")]
    pub phone: Option<String>,
    /// Contato do encarregado de dados (LGPD)
    #[arg(long = "encarregado", value_name = "CONTATO")]
    pub data_officer: Option<String>,
    /// Minutos a leste de Greenwich (Brasília: -180)
    #[arg(long = "fuso", value_name = "MINUTOS", allow_negative_numbers = true, value_parser = parse::zone)]
    pub zone_minutes: Option<i32>,
}

#[derive(Debug, Args)]
pub struct Search {
    /// O que procurar
    #[arg(value_name = "TERMO", required = true)]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("modo").required(true).args(["rehearse", "for_good"])))]
pub struct Erase {
    /// Quem: CPF, NIS ou pedaços do nome que só uma pessoa tem
    #[arg(value_name = "TERMO", required = true)]
    pub words: Vec<String>,
    /// Motivo, sem o nome da pessoa: fica no registro de acessos
    #[arg(long = "motivo", value_name = "TEXTO")]
    pub reason: String,
    /// Conta o que sairia, sem mudar nada
    #[arg(long = "simular")]
    pub rehearse: bool,
    /// Elimina; não há volta
    #[arg(long = "definitivo")]
    pub for_good: bool,
}

#[derive(Debug, Args)]
pub struct Generate {
    /// Famílias da unidade
    #[arg(long = "familias", value_name = "N", value_parser = parse::families)]
    pub families: u32,
    /// Meses de atendimento, até hoje
    #[arg(long = "meses", value_name = "M", default_value = "1", value_parser = parse::months)]
    pub months: u32,
    /// Número que escolhe o sorteio
    #[arg(long = "semente", value_name = "S", default_value = "1", value_parser = parse::seed)]
    pub seed: u64,
    /// Escreve um arquivo do CECAD com estas famílias e a cidade em volta
    #[arg(long = "cecad", value_name = "ARQUIVO")]
    pub cecad: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Queue {
    /// hoje, ontem ou AAAA-MM-DD
    #[arg(long = "dia", value_name = "DIA", value_parser = parse::day)]
    pub day: Option<Day>,
}

/// A day as typed; which one it is depends on the unit's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    Today,
    Yesterday,
    On(NaiveDate),
}
