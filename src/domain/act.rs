//! What can be done, as the journal names it. The code is stored and never
//! changes meaning; the label is what people read; what may be undone with one
//! key is decided here.

macro_rules! acts {
    ($($name:ident $code:literal $label:literal $undo:ident;)*) => {
        /// One kind of act.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Act { $($name,)* }

        impl Act {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// Whether the undo key takes it back.
            pub const fn undoable(self) -> bool {
                match self { $(Self::$name => acts!(@ $undo),)* }
            }
        }
    };
    (@ yes) => { true };
    (@ no) => { false };
}

acts! {
    SetUp            "unit.set_up"         "abertura do arquivo da unidade"     no;
    UnitChanged      "unit.changed"        "dados da unidade"                   yes;
    SettingChanged   "setting.changed"     "configuração"                       yes;
    DistrictChanged  "district.changed"    "bairro da unidade"                  yes;
    StaffAdded       "staff.added"         "pessoa da equipe"                   no;
    StaffChanged     "staff.changed"       "dados da equipe"                    no;
    PasswordChanged  "staff.password"      "troca de senha"                     no;
    DemandChanged    "demand.changed"      "lista de demandas"                  yes;
    FamilyOpened     "family.opened"       "cadastro de família"                yes;
    FamilyChanged    "family.changed"      "correção na família"                yes;
    AddressChanged   "address.changed"     "mudança de endereço"                yes;
    PhonesChanged    "phones.changed"      "telefones"                          yes;
    MemberAdded      "member.added"        "novo membro"                        yes;
    MemberLeft       "member.left"         "saída de membro"                    yes;
    MemberMoved      "member.moved"        "mudança de família"                 yes;
    ReferenceChanged "reference.changed"   "troca de pessoa de referência"      yes;
    PersonChanged    "person.changed"      "correção na pessoa"                 yes;
    PersonDied       "person.died"         "registro de óbito"                  yes;
    DocumentsChanged "documents.changed"   "documentos"                         yes;
    PersonsMerged    "persons.merged"      "unificação de cadastros"            yes;
    PersonsParted    "persons.parted"      "separação de cadastros"             yes;
    SecrecyChanged   "secrecy.changed"     "sigilo da família"                  no;
    BaseAdopted      "base.adopted"        "família trazida do CadÚnico"        yes;
    BaseAccepted     "base.accepted"       "dado atualizado pelo CadÚnico"      yes;
    BaseKept         "base.kept"           "diferença do CadÚnico conferida"    yes;
    BaseLoaded       "base.loaded"         "carga da base"                      no;
    BaseRestored     "base.restored"       "volta à base anterior"              no;
    Arrived          "ticket.arrived"      "chegada"                            yes;
    Called           "ticket.called"       "chamada"                            yes;
    Started          "ticket.started"      "início do atendimento"              yes;
    Finished         "ticket.finished"     "atendimento concluído"              yes;
    PapersMissing    "ticket.papers"       "faltou documento"                   yes;
    CameBack         "ticket.back"         "voltou com os documentos"           yes;
    SentOn           "ticket.sent"         "encaminhado na unidade"             yes;
    Absent           "ticket.absent"       "não compareceu"                     yes;
    GaveUp           "ticket.gave_up"      "não aguardou"                       yes;
    TicketChanged    "ticket.changed"      "correção na senha"                  yes;
    SubjectErased    "subject.erased"      "eliminação dos dados de uma pessoa" no;
    ServiceChanged   "service.changed"     "serviço da agenda"                  yes;
    HoursChanged     "hours.changed"       "horários da agenda"                 yes;
    AbsenceChanged   "absence.changed"     "ausência na agenda"                 yes;
    HolidayChanged   "holiday.changed"     "feriado da unidade"                 yes;
    Booked           "appointment.booked"  "agendamento"                        yes;
    Rebooked         "appointment.moved"   "remarcação"                         yes;
    BookingCancelled "appointment.cancelled" "horário cancelado"                yes;
    BookingDone      "appointment.done"    "horário atendido"                   yes;
    BookingMissed    "appointment.missed"  "não compareceu ao horário"          yes;
    BookedArrived    "appointment.arrived" "chegada com hora marcada"           yes;
    HoleFilled       "appointment.filled"  "vaga de quem faltou"                yes;
    WishNoted        "wish.noted"          "espera por horário mais cedo"       yes;
    Contacted        "contact.noted"       "contato por telefone"               yes;
    GroupChanged     "group.changed"       "dados do grupo"                     yes;
    PercursoChanged  "percurso.changed"    "percurso do grupo"                  yes;
    MeetingChanged   "meeting.changed"     "encontro do grupo"                  yes;
    RollSaved        "roll.saved"          "chamada do grupo"                   yes;
    Enrolled         "group.enrolled"      "inscrição em grupo"                 yes;
    GroupLeft        "group.left"          "saída de grupo"                     yes;
    GroupMoved       "group.moved"         "mudança de grupo"                   yes;
    PlaceAsked       "waiting.noted"       "espera por vaga em grupo"           yes;
    PlaceDeclined    "waiting.ended"       "fim da espera por vaga"             yes;
    SituationNoted   "situation.noted"     "situação prioritária"               yes;
    SiscTyped        "sisc.typed"          "digitado no SISC"                   yes;
    CourseChanged    "course.changed"      "turma de curso"                     yes;
    Applied          "application.made"    "inscrição em curso"                 yes;
    ApplicationChanged "application.changed" "situação da inscrição"            yes;
    InterestNoted    "interest.noted"      "procura por curso"                  yes;
    FollowedUp       "follow_up.noted"     "acompanhamento depois do curso"     yes;
    Declared         "declaration.issued"  "declaração de comparecimento"       no;
    Undone           "undone"              "desfeito"                           no;
    Sampled          "sample.generated"    "dados de demonstração"              no;
}

impl Act {
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// What an entry of the access log says was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Opened,
    Revealed,
    Printed,
    Exported,
    Restored,
    LoggedIn,
    LoginRefused,
    Listed,
    Erased,
}

impl Access {
    pub const ALL: [Self; 9] = [
        Self::Opened,
        Self::Revealed,
        Self::Printed,
        Self::Exported,
        Self::Restored,
        Self::LoggedIn,
        Self::LoginRefused,
        Self::Listed,
        Self::Erased,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "open",
            Self::Revealed => "reveal",
            Self::Printed => "print",
            Self::Exported => "export",
            Self::Restored => "restore",
            Self::LoggedIn => "login",
            Self::LoginRefused => "login_refused",
            Self::Listed => "list",
            Self::Erased => "erase",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Opened => "abriu",
            Self::Revealed => "revelou CPF/NIS",
            Self::Printed => "imprimiu",
            Self::Exported => "exportou",
            Self::Restored => "restaurou",
            Self::LoggedIn => "entrou",
            Self::LoginRefused => "senha recusada",
            Self::Listed => "listou",
            Self::Erased => "eliminou os dados",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_names_one_act() {
        for act in Act::ALL {
            assert_eq!(Act::from_code(act.code()), Some(*act));
        }
        for access in Access::ALL {
            assert_eq!(Access::from_code(access.code()), Some(access));
        }
    }
}
