//! What the forms ask about a family: how it came, which specific public it
//! belongs to, and why somebody left it.

use super::codes;

codes! {
    /// Forma de acesso (Prontuário SUAS). The order on paper varies; the code
    /// does not.
    AccessForm {
        Spontaneous   = "1"  'e' "Por demanda espontânea";
        Outreach      = "2"  'b' "Em decorrência de Busca Ativa realizada pela equipe da unidade";
        BasicCare     = "3"  'r' "Em decorrência de encaminhamento realizado por outros serviços/unidades da Proteção Social Básica";
        SpecialCare   = "4"  'x' "Em decorrência de encaminhamento realizado por outros serviços/unidades da Proteção Social Especial";
        Health        = "5"  's' "Em decorrência de encaminhamento realizado pela área de Saúde";
        Education     = "6"  'd' "Em decorrência de encaminhamento realizado pela área de Educação";
        OtherPolicies = "7"  'p' "Em decorrência de encaminhamento realizado por outras políticas setoriais";
        ChildCouncil  = "8"  'c' "Em decorrência de encaminhamento realizado pelo Conselho Tutelar";
        Courts        = "9"  'j' "Em decorrência de encaminhamento realizado pelo Poder Judiciário";
        Rights        = "10" 'g' "Em decorrência de encaminhamento realizado pelo Sistema de Garantia de Direitos (Defensoria Pública, Ministério Público, Delegacias)";
        Other         = "99" 'o' "Outros encaminhamentos";
    }
}

codes! {
    /// Especificidade social, étnica ou cultural (Prontuário SUAS).
    Specificity {
        Street          = "1"  'r' "Família/pessoa em situação de rua";
        Quilombola      = "2"  'q' "Família quilombola";
        Riverside       = "3"  'b' "Família ribeirinha";
        Roma            = "4"  'c' "Família cigana";
        IndigenousLand  = "5"  'i' "Família indígena residente em aldeia/reserva";
        IndigenousAway  = "6"  'f' "Família indígena não residente em aldeia/reserva";
        Other           = "99" 'o' "Outras";
    }
}

codes! {
    /// Grupos populacionais tradicionais e específicos of the Cadastro Único
    /// (`ind_parc_mds_fam`). Indigenous, quilombola and homeless people have
    /// fields of their own there and are not rows here.
    Gpte {
        None           = "0"   'n' "Nenhuma";
        Roma           = "101" 'c' "Família cigana";
        Extractivist   = "201" 'e' "Família extrativista";
        Fishers        = "202" 'p' "Família de pescadores artesanais";
        Terreiro       = "203" 't' "Família de comunidade de terreiro";
        Riverside      = "204" 'r' "Família ribeirinha";
        Farmers        = "205" 'a' "Família de agricultores familiares";
        Settled        = "301" 's' "Família assentada da reforma agrária";
        LandCredit     = "302" 'f' "Família beneficiária do crédito fundiário";
        Camped         = "303" 'm' "Família acampada";
        Infrastructure = "304" 'i' "Família atingida por empreendimento de infraestrutura";
        Prisoner       = "305" 'd' "Família de preso do sistema carcerário";
        Recyclers      = "306" 'l' "Família de catadores de material reciclável";
    }
}

codes! {
    /// Why a member left the household; the line stays, struck through, with
    /// this and the date. The Prontuário asks it in words, so the codes are
    /// words. `o` is "outro" and not "óbito": a slip must not record a death.
    LeaveReason {
        Separation = "separacao" 's' "Separação";
        Division   = "divisao"   'd' "Divisão da família";
        Moved      = "mudanca"   'm' "Mudança";
        Death      = "obito"     'f' "Óbito (falecimento)";
        Mistake    = "engano"    'e' "Engano ou erro de cadastro";
        Other      = "outro"     'o' "Outro";
    }
}

impl AccessForm {
    /// For lists on an 80-column screen; at most 20 columns.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Spontaneous => "Demanda espontânea",
            Self::Outreach => "Busca ativa",
            Self::BasicCare => "Rede básica (PSB)",
            Self::SpecialCare => "Rede especial (PSE)",
            Self::Health => "Saúde",
            Self::Education => "Educação",
            Self::OtherPolicies => "Outras políticas",
            Self::ChildCouncil => "Conselho Tutelar",
            Self::Courts => "Poder Judiciário",
            Self::Rights => "Garantia de direitos",
            Self::Other => "Outros",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_of_access_fit_the_list_and_differ() {
        for it in AccessForm::ALL {
            assert!(it.short().chars().count() <= 20, "{}", it.short());
            let same = AccessForm::ALL
                .iter()
                .filter(|other| other.short() == it.short());
            assert_eq!(same.count(), 1);
        }
    }

    #[test]
    fn leaving_by_mistake_is_never_a_death() {
        assert_eq!(LeaveReason::from_key('o'), Some(LeaveReason::Other));
        assert_eq!(LeaveReason::from_key('f'), Some(LeaveReason::Death));
    }
}
