//! The unit that this file belongs to, and the settings that its work obeys.

use super::id::Id;
use super::time::Zone;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: Id<Unit>,
    pub name: String,
    /// CadSUAS number: text, unchecked (lengths differ between papers).
    pub cadsuas: String,
    pub address: String,
    pub municipality: String,
    pub uf: String,
    /// IBGE code of the municipality, 7 digits, or empty.
    pub ibge: String,
    /// The city's own grouping of units.
    pub district: String,
    /// Area code that a phone without one is taken to have.
    pub ddd: String,
    pub phone: String,
    /// Contact of the encarregado (LGPD art. 41), shown under "Sobre".
    pub data_officer: String,
    pub zone: Zone,
}

/// The file itself, as the source of a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    pub id: Id<Station>,
    pub name: String,
}

macro_rules! settings {
    ($($name:ident $key:literal $default:literal $label:literal;)*) => {
        /// A setting by date: each value holds from its day on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Setting { $($name,)* }

        impl Setting {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// What holds until somebody decides otherwise.
            pub const fn default(self) -> &'static str {
                match self { $(Self::$name => $default,)* }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.key() == key)
            }
        }
    };
}

settings! {
    IdleLockMinutes  "bloqueio.minutos"   "5"   "Minutos parados até bloquear a tela";
    PanelNames       "painel.nomes"       "nao" "Painel mostra o primeiro nome (sim/nao)";
    PanelBell        "painel.campainha"   "sim" "Painel toca a campainha (sim/nao)";
    PrinterKind      "impressao.destino"  "arquivo" "Impressão: arquivo, comando ou fila";
    PrinterTarget    "impressao.alvo"     ""    "Comando (sem shell) ou nome da fila CUPS";
    PrinterPdf       "impressao.pdf"      "nao" "Mandar folhas à fila de impressão em PDF (sim/nao)";
    PrinterRoll      "impressao.bobina"   "nao" "Impressora só de bobina: folhas também em 48 colunas (sim/nao)";
    PrintOnArrival   "impressao.senha"    "nao" "Imprimir a senha na chegada (sim/nao)";
    PagesDays        "impressao.dias"     "30"  "Dias que a página impressa fica guardada (0 = sempre)";
    DefaultDemand    "recepcao.demanda"   "CU-ATU" "Demanda que já vem escolhida na chegada";
    AgendaTolerance  "agenda.tolerancia"  "15"  "Agenda: minutos de atraso até a vaga ser oferecida";
    AgendaHorizonDays "agenda.horizonte"  "90"  "Agenda: dias à frente em que se procura vaga";
    AgendaOptionalDays "agenda.facultativos" "sim" "Agenda: fechar em ponto facultativo (sim/nao)";
    SlipProvider     "agenda.comprovante" "nao" "Agenda: comprovante diz com quem é (sim/nao)";
    KeyAccess        "ssh.leitura"        ""    "Quem lê por SSH com chave própria (nomes de entrada)";
    GroupAbsences    "grupo.faltas"       "3"   "Grupos: faltas seguidas sem motivo até avisar";
    CourseGoalApplied "curso.meta.inscricoes" "0" "Cursos: meta de inscrições do ano (0 = sem meta)";
    CourseGoalEnrolled "curso.meta.matriculas" "0" "Cursos: meta de matrículas do ano (0 = sem meta)";
    CourseGoalFinished "curso.meta.concluintes" "0" "Cursos: meta de concluintes do ano (0 = sem meta)";
    SiscByDeadline   "sisc.prazos"        "nao" "SISC: contar o trimestre de um prazo a outro, não pelo calendário (sim/nao)";
    SeatDays         "curso.resposta"     "2"   "Cursos: dias para responder a uma vaga oferecida";
    UpdateTermMonths "cadunico.prazo"     "24"  "Meses até o cadastro ficar desatualizado";
    MinimumWage      "salario_minimo"     "162100" "Salário mínimo, em centavos";
    PovertyLine      "linha.pobreza"      "21800" "Linha de pobreza do PBF, em centavos";
}
