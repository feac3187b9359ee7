//! Tables of the group work: Tipificação (Resolução CNAS 109/2009 and 13/2014),
//! Resolução CNAS 1/2013 and the usual practice of attendance lists.

use super::codes;

codes! {
    /// What a group is for; the RMA counts each in a place of its own (D.1,
    /// D.2–D.8, D.6).
    GroupKind {
        Scfv   = "scfv"   's' "SCFV";
        Paif   = "paif"   'p' "grupo do PAIF";
        OneOff = "avulsa" 'a' "atividade avulsa";
    }
}

codes! {
    /// Faixas do SCFV (Tipificação). They overlap at 6 and 15 on purpose.
    Band {
        Small    = "0-6"   'c' "até 6 anos";
        Children = "6-15"  'i' "6 a 15 anos";
        Teens    = "15-17" 'a' "15 a 17 anos";
        Young    = "18-29" 'j' "18 a 29 anos";
        Adults   = "30-59" 'd' "30 a 59 anos";
        Elderly  = "60+"   'p' "60 anos ou mais";
    }
}

codes! {
    /// Eixos do SCFV.
    Axis {
        Together      = "convivencia"  'c' "convivência social";
        RightToBe     = "ser"          's' "direito de ser";
        Participation = "participacao" 'p' "participação";
    }
}

codes! {
    /// Part that somebody of the team has in a group.
    Part {
        Leader      = "orientador"  'o' "orientador(a) social";
        Facilitator = "facilitador" 'f' "facilitador(a) de oficina";
        Technician  = "tecnico"     't' "técnico(a) de referência";
    }
}

codes! {
    /// Situações prioritárias (Resolução CNAS 1/2013, art. 3º), numbered as
    /// there. Which one is told to técnicos and coordination only.
    Situation {
        Isolation   = "1"  'i' "em situação de isolamento";
        ChildLabour = "2"  't' "trabalho infantil";
        Violence    = "3"  'v' "vivência de violência e, ou negligência";
        School      = "4"  'e' "fora da escola ou com defasagem escolar superior a 2 (dois) anos";
        Shelter     = "5"  'a' "em situação de acolhimento";
        OpenMeasure = "6"  'm' "em cumprimento de medida socioeducativa em meio aberto";
        PastMeasure = "7"  'g' "egressos de medidas socioeducativas";
        Abuse       = "8"  'x' "situação de abuso e/ou exploração sexual";
        Protection  = "9"  'p' "com medidas de proteção do Estatuto da Criança e do Adolescente – ECA";
        Street      = "10" 'r' "crianças e adolescentes em situação de rua";
        Disability  = "11" 'd' "vulnerabilidade que diz respeito às pessoas com deficiência";
    }
}

codes! {
    /// Why somebody told that they would not or could not come.
    AwayReason {
        Health    = "saude"      's' "saúde";
        School    = "escola"     'e' "escola ou curso";
        Work      = "trabalho"   't' "trabalho";
        Family    = "familia"    'f' "família";
        Travel    = "viagem"     'v' "viagem";
        Transport = "transporte" 'c' "chuva ou condução";
        Mourning  = "luto"       'l' "luto";
        Other     = "outro"      'o' "outro motivo";
    }
}

codes! {
    /// Desligamento: why somebody left a group. The service is continuous, so
    /// each leaves with a reason of their own.
    GroupLeave {
        Reached  = "objetivo"      'o' "alcançou os objetivos";
        Age      = "idade"         'i' "passou da idade";
        Moved    = "mudanca"       'm' "mudou de endereço";
        Working  = "trabalho"      't' "começou a trabalhar ou estudar";
        OwnWish  = "pedido"        'p' "pediu para sair";
        Absences = "faltas"        'f' "deixou de vir e não voltou";
        Transfer = "transferencia" 'g' "foi para outro grupo";
        Died     = "obito"         'x' "óbito";
        Other    = "outro"         'u' "outro motivo";
    }
}

impl Band {
    /// First and last age in completed years.
    pub const fn ages(self) -> (u32, u32) {
        match self {
            Self::Small => (0, 6),
            Self::Children => (6, 15),
            Self::Teens => (15, 17),
            Self::Young => (18, 29),
            Self::Adults => (30, 59),
            Self::Elderly => (60, u32::MAX),
        }
    }

    pub const fn takes(self, age: u32) -> bool {
        let (first, last) = self.ages();
        first <= age && age <= last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_has_a_band_and_only_6_and_15_have_two() {
        for age in 0..=120 {
            let many = Band::ALL.iter().filter(|it| it.takes(age)).count();
            let expected = if age == 6 || age == 15 { 2 } else { 1 };
            assert_eq!(many, expected, "{age}");
        }
    }
}
