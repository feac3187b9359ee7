//! Who may do and see what. The matrix follows the access proposal drawn from
//! Resolução CIT 29/2025 (access by worker profile), NOB-RH/SUAS and LGPD
//! art. 6º; it is read by `app` at the top of each use case and nowhere else.

/// What a person does in the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Reception,
    CadUnico,
    Instructor,
    Technician,
    Coordination,
    Management,
}

/// One thing that a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Names, households, kinship, phones.
    SeeFamilies,
    /// Register and correct families and people.
    EditFamilies,
    /// Street and number; a neighbourhood is not an address.
    SeeAddress,
    /// Address, phones and place of a family under secrecy.
    SeeSecret,
    /// CPF and NIS whole, without asking.
    SeeNumbers,
    /// CPF and NIS whole after a key that goes to the access log.
    RevealNumbers,
    /// Race/colour and disability after they were written.
    SeeSensitive,
    /// Arrival, call, outcome.
    RunLine,
    /// The line, without touching it.
    SeeLine,
    /// The agenda with names; whoever books sees it too.
    SeeAgenda,
    /// Book, move, cancel; mark who did not come.
    Book,
    /// Services, hours, absences and holidays.
    ManageAgenda,
    /// How full the days are and how many miss them, without names.
    SeeAgendaNumbers,
    /// Groups, their meetings and who is in them; an orientador only of their
    /// own.
    SeeGroups,
    /// Call the roll.
    MarkRoll,
    /// Put people into groups, on the waiting list, and take them out.
    Enrol,
    /// What a group is, its hours, team and percurso.
    ManageGroups,
    /// Which priority situation somebody is in.
    SeeSituation,
    /// Classes of partners and who signed up for them.
    SeeCourses,
    /// Sign people up and call those who wait.
    Apply,
    /// What a class is and its seats.
    ManageCourses,
    /// How many sign up and end a course, without names.
    SeeCourseNumbers,
    /// How full the groups are and how many come, without names.
    SeeGroupNumbers,
    /// The quarter that goes into the SISC: names with NIS.
    ConfirmSisc,
    /// Tickets under "assunto reservado" and those sent to a técnico.
    TakeReserved,
    /// Put a family under secrecy or take it out.
    MarkSecret,
    /// Join two records of one person, and part them again.
    Merge,
    /// Who opened this family; what was corrected.
    SeeAccessLog,
    /// Load the CadÚnico base and the payroll list.
    ImportBase,
    /// People who work, unit data, lists, printing.
    ManageUnit,
    /// Copies of the file.
    Backup,
    /// "Dados que temos desta pessoa" (LGPD art. 18 and 19).
    PrintSubjectData,
    /// Erase one (LGPD art. 18, VI).
    Erase,
}

impl Role {
    pub const ALL: [Self; 6] = [
        Self::Reception,
        Self::CadUnico,
        Self::Instructor,
        Self::Technician,
        Self::Coordination,
        Self::Management,
    ];

    /// As stored and as typed on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reception => "recepcao",
            Self::CadUnico => "cadunico",
            Self::Instructor => "orientador",
            Self::Technician => "tecnico",
            Self::Coordination => "coordenacao",
            Self::Management => "gestao",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Reception => "Recepção",
            Self::CadUnico => "Entrevistador(a) do CadÚnico",
            Self::Instructor => "Orientador(a) social",
            Self::Technician => "Técnico(a) de referência",
            Self::Coordination => "Coordenação",
            Self::Management => "Gestão/Vigilância",
        }
    }

    pub const fn key(self) -> char {
        match self {
            Self::Reception => 'r',
            Self::CadUnico => 'u',
            Self::Instructor => 'o',
            Self::Technician => 't',
            Self::Coordination => 'c',
            Self::Management => 'g',
        }
    }

    /// The matrix itself, one line a right.
    pub const fn may(self, right: Right) -> bool {
        use Role::{CadUnico, Coordination, Instructor, Management, Reception, Technician};
        match right {
            Right::SeeFamilies
            | Right::EditFamilies
            | Right::SeeAddress
            | Right::RunLine
            | Right::SeeAgenda
            | Right::Book
            | Right::Enrol
            | Right::SeeCourses
            | Right::Apply => {
                matches!(self, Reception | CadUnico | Technician | Coordination)
            }
            Right::SeeAgendaNumbers => matches!(self, Coordination | Management),
            Right::SeeSecret
            | Right::MarkSecret
            | Right::TakeReserved
            | Right::ManageGroups
            | Right::ManageCourses
            | Right::SeeSituation
            | Right::ConfirmSisc => {
                matches!(self, Technician | Coordination)
            }
            Right::SeeNumbers | Right::SeeSensitive => {
                matches!(self, CadUnico | Technician | Coordination)
            }
            Right::RevealNumbers => {
                matches!(self, Reception | CadUnico | Technician | Coordination)
            }
            Right::SeeGroupNumbers | Right::SeeCourseNumbers => {
                matches!(self, Technician | Coordination | Management)
            }
            Right::SeeLine | Right::SeeGroups | Right::MarkRoll => matches!(
                self,
                Reception | CadUnico | Instructor | Technician | Coordination
            ),
            Right::Merge => matches!(self, CadUnico | Technician | Coordination),
            Right::SeeAccessLog => matches!(self, Coordination | Management),
            Right::ImportBase => matches!(self, CadUnico | Coordination | Management),
            Right::ManageUnit | Right::Backup | Right::ManageAgenda | Right::Erase => {
                matches!(self, Coordination)
            }
            Right::PrintSubjectData => matches!(self, Technician | Coordination),
        }
    }
}

impl Right {
    /// What the refusal names.
    pub const fn label(self) -> &'static str {
        match self {
            Self::SeeFamilies => "ver famílias",
            Self::EditFamilies => "cadastrar famílias",
            Self::SeeAddress => "ver endereços",
            Self::SeeSecret => "ver dados sob sigilo",
            Self::SeeNumbers | Self::RevealNumbers => "ver CPF e NIS",
            Self::SeeSensitive => "ver dados sensíveis",
            Self::RunLine => "atender a fila",
            Self::SeeLine => "ver a fila",
            Self::SeeAgenda => "ver a agenda",
            Self::Book => "agendar",
            Self::ManageAgenda => "mudar serviços e horários da agenda",
            Self::SeeAgendaNumbers => "ver os números da agenda",
            Self::SeeGroups => "ver os grupos",
            Self::MarkRoll => "fazer a chamada dos grupos",
            Self::Enrol => "inscrever em grupos",
            Self::ManageGroups => "mudar os grupos",
            Self::SeeSituation => "ver a situação prioritária",
            Self::SeeCourses => "ver os cursos",
            Self::Apply => "inscrever em cursos",
            Self::ManageCourses => "mudar os cursos",
            Self::SeeCourseNumbers => "ver os números dos cursos",
            Self::SeeGroupNumbers => "ver os números dos grupos",
            Self::ConfirmSisc => "confirmar o trimestre no SISC",
            Self::TakeReserved => "atender assunto reservado",
            Self::MarkSecret => "pôr ou tirar sigilo",
            Self::Merge => "unificar cadastros",
            Self::SeeAccessLog => "ver o registro de acessos",
            Self::ImportBase => "importar a base do CadÚnico",
            Self::ManageUnit => "mudar os dados da unidade e da equipe",
            Self::Backup => "copiar o arquivo da unidade",
            Self::PrintSubjectData => "imprimir os dados de uma pessoa",
            Self::Erase => "eliminar os dados de uma pessoa",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_keys_name_one_role_each() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
            assert_eq!(
                Role::ALL.iter().filter(|it| it.key() == role.key()).count(),
                1
            );
        }
        assert_eq!(Role::from_code("chefe"), None);
    }

    #[test]
    fn the_counter_never_sees_what_is_under_secrecy() {
        for role in [
            Role::Reception,
            Role::CadUnico,
            Role::Instructor,
            Role::Management,
        ] {
            for right in [Right::SeeSecret, Right::TakeReserved, Right::MarkSecret] {
                assert!(!role.may(right), "{role:?} {right:?}");
            }
        }
    }

    #[test]
    fn reception_sees_masks_and_may_reveal() {
        assert!(!Role::Reception.may(Right::SeeNumbers));
        assert!(Role::Reception.may(Right::RevealNumbers));
        assert!(!Role::Reception.may(Right::SeeSensitive));
        assert!(!Role::Instructor.may(Right::RevealNumbers));
        assert!(!Role::Management.may(Right::SeeFamilies));
    }
}
