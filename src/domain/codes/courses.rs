//! Tables of the courses that partners give (Senac and others): what becomes of
//! an application, who comes first when a notice says so, what schooling is
//! asked.

use super::codes;

codes! {
    /// What became of an application, in the words of the lists that the
    /// partners receive.
    Applied {
        Entered     = "inscrito"       'i' "Inscrito";
        Waiting     = "espera"         'l' "Lista de espera";
        Chosen      = "pre"            'p' "Pré-selecionado";
        Sent        = "encaminhado"    'e' "Encaminhado ao Senac";
        Enrolled    = "matriculado"    'm' "Matriculado";
        GaveUp      = "desistente"     'd' "Desistente";
        NoShow      = "nao_compareceu" 'n' "Não compareceu";
        Finished    = "concluinte"     'c' "Concluinte";
        Dropped     = "evadido"        'v' "Evadido";
        TurnedDown  = "indeferido"     'x' "Indeferido";
    }
}

codes! {
    /// Groups that a notice may put first.
    FirstGroup {
        CadUnico   = "cadunico" 'c' "inscritos no CadÚnico";
        Pbf        = "pbf"      'b' "famílias do Bolsa Família";
        Disability = "pcd"      'd' "pessoas com deficiência";
        Youth      = "jovem"    'j' "jovens de 15 a 29 anos";
        Women      = "mulher"   'm' "mulheres";
    }
}

codes! {
    /// Least schooling that a class asks, in the words of the notices.
    SchoolLevel {
        Literate     = "alfabetizado" 'a' "Alfabetizado";
        PrimaryBegun = "fund_inc"     'f' "Ensino Fundamental incompleto";
        Primary      = "fund"         'c' "Ensino Fundamental completo";
        MiddleBegun  = "medio_inc"    'm' "Ensino Médio incompleto";
        Middle       = "medio"        'e' "Ensino Médio completo";
        Higher       = "superior"     's' "Ensino Superior";
    }
}

codes! {
    /// What became of the wish for a course.
    InterestState {
        Open     = "espera"   'e' "espera";
        Answered = "atendido" 'a' "atendido";
        Dropped  = "desistiu" 'd' "não quer mais";
    }
}

codes! {
    /// What somebody does some months after a course.
    FollowOutcome {
        Working   = "trabalha"    't' "trabalha com carteira ou contrato";
        OwnWork   = "por_conta"   'c' "trabalha por conta própria";
        Looking   = "procura"     'p' "procura trabalho";
        Studying  = "estuda"      'e' "continua estudando";
        Other     = "outro"       'o' "outra situação";
        Unreached = "sem_contato" 's' "não se conseguiu contato";
    }
}

impl Applied {
    /// Whether it takes the person's time: the class is before them or runs.
    pub const fn attends(self) -> bool {
        match self {
            Self::Entered | Self::Chosen | Self::Sent | Self::Enrolled => true,
            Self::Finished
            | Self::Dropped
            | Self::Waiting
            | Self::GaveUp
            | Self::NoShow
            | Self::TurnedDown => false,
        }
    }

    /// Whether it holds a seat of the class.
    pub const fn holds_seat(self) -> bool {
        match self {
            Self::Entered | Self::Chosen | Self::Sent | Self::Enrolled | Self::Finished => true,
            // Whoever dropped out had the seat: nobody else can take it then.
            Self::Dropped => true,
            Self::Waiting | Self::GaveUp | Self::NoShow | Self::TurnedDown => false,
        }
    }
}
