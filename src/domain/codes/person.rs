//! What the forms ask about a person. Codes are those of the Cadastro Único
//! files and of the Prontuário SUAS; the desk reads the options aloud and
//! never guesses an answer (race and colour are self-declared).

use super::codes;

codes! {
    /// Kinship to the person of reference (Prontuário SUAS and Cadastro Único,
    /// `cod_parentesco_rf_pessoa`; same codes in both).
    Kinship {
        Reference   = "1"  'r' "Pessoa de referência";
        Spouse      = "2"  'c' "Cônjuge ou companheiro(a)";
        Child       = "3"  'f' "Filho(a)";
        Stepchild   = "4"  'e' "Enteado(a)";
        Grandchild  = "5"  'n' "Neto(a) ou bisneto(a)";
        Parent      = "6"  'p' "Pai ou mãe";
        ParentInLaw = "7"  's' "Sogro(a)";
        Sibling     = "8"  'i' "Irmão ou irmã";
        ChildInLaw  = "9"  'g' "Genro ou nora";
        OtherKin    = "10" 'o' "Outro parente";
        NotKin      = "11" 'x' "Não parente";
    }
}

codes! {
    /// `cod_sexo_pessoa` of the Cadastro Único.
    Sex {
        Male   = "1" 'm' "Masculino";
        Female = "2" 'f' "Feminino";
    }
}

codes! {
    /// Race or colour, in IBGE's words and the Cadastro Único's codes.
    Race {
        White      = "1" 'b' "Branca";
        Black      = "2" 'p' "Preta";
        Asian      = "3" 'a' "Amarela";
        Brown      = "4" 'd' "Parda";
        Indigenous = "5" 'i' "Indígena";
    }
}

codes! {
    /// Schooling as the Prontuário SUAS asks it: the year attended.
    Schooling {
        Never            = "00" 'n' "Nunca frequentou escola";
        Nursery          = "01" 'c' "Creche";
        Preschool        = "02" 'i' "Educação Infantil";
        Year1            = "11" 'a' "1º ano do Ensino Fundamental";
        Year2            = "12" 'b' "2º ano do Ensino Fundamental";
        Year3            = "13" 'd' "3º ano do Ensino Fundamental";
        Year4            = "14" 'e' "4º ano do Ensino Fundamental";
        Year5            = "15" 'f' "5º ano do Ensino Fundamental";
        Year6            = "16" 'g' "6º ano do Ensino Fundamental";
        Year7            = "17" 'h' "7º ano do Ensino Fundamental";
        Year8            = "18" 'j' "8º ano do Ensino Fundamental";
        Year9            = "19" 'k' "9º ano do Ensino Fundamental";
        Secondary1       = "21" 'l' "1º ano do Ensino Médio";
        Secondary2       = "22" 'm' "2º ano do Ensino Médio";
        Secondary3       = "23" 'p' "3º ano do Ensino Médio";
        HigherUnfinished = "30" 's' "Superior incompleto";
        Higher           = "31" 'u' "Superior completo";
        AdultPrimary     = "40" 'v' "EJA – Ensino Fundamental";
        AdultSecondary   = "41" 'w' "EJA – Ensino Médio";
        Other            = "99" 'o' "Outros";
    }
}

codes! {
    /// Schooling as the Cadastro Único derives it (`grau_instrucao`); coarser
    /// than [`Schooling`] and never converted into it.
    Instruction {
        None                = "1" 'n' "Sem instrução";
        PrimaryUnfinished   = "2" 'f' "Fundamental incompleto";
        Primary             = "3" 'c' "Fundamental completo";
        SecondaryUnfinished = "4" 'm' "Médio incompleto";
        Secondary           = "5" 'e' "Médio completo";
        Higher              = "6" 's' "Superior incompleto ou mais";
    }
}

codes! {
    /// Condição de ocupação: 0 from the Prontuário, 1–11 as in
    /// `cod_principal_trab_memb`.
    Occupation {
        None              = "0"  'n' "Não trabalha";
        SelfEmployed      = "1"  'c' "Por conta própria (bico, autônomo)";
        RuralSeasonal     = "2"  't' "Temporário em área rural";
        Informal          = "3"  's' "Empregado(a) sem carteira assinada";
        Formal            = "4"  'a' "Empregado(a) com carteira assinada";
        HouseholdInformal = "5"  'd' "Doméstico(a) sem carteira assinada";
        HouseholdFormal   = "6"  'e' "Doméstico(a) com carteira assinada";
        Unpaid            = "7"  'r' "Trabalhador(a) não remunerado(a)";
        Public            = "8"  'm' "Militar ou servidor(a) público(a)";
        Employer          = "9"  'p' "Empregador(a)";
        Intern            = "10" 'g' "Estagiário(a)";
        Apprentice        = "11" 'z' "Aprendiz";
    }
}

codes! {
    /// Kinds of disability of the Cadastro Único, and TEA, which Lei
    /// 12.764/2012 counts as one. A person may have several. The files have a
    /// yes/no column for each and no code, so the codes here are words.
    Disability {
        Blind        = "cegueira"    'c' "Cegueira";
        LowVision    = "baixa_visao" 'b' "Baixa visão";
        Deaf         = "surdez"      's' "Surdez severa ou profunda";
        HardHearing  = "surdez_leve" 'l' "Surdez leve ou moderada";
        Physical     = "fisica"      'f' "Deficiência física";
        Intellectual = "mental"      'i' "Deficiência mental ou intelectual";
        Down         = "down"        'd' "Síndrome de Down";
        Psychosocial = "transtorno"  't' "Transtorno ou doença mental";
        Autism       = "tea"         'a' "Transtorno do espectro autista (TEA)";
        /// The base of the Cadastro Único says that there is one, not which.
        Unspecified  = "sim"         'n' "Deficiência (tipo não informado)";
    }
}

impl Schooling {
    /// The year of the Ensino Fundamental that this is, 1 to 9.
    pub const fn primary_year(self) -> Option<u8> {
        match self {
            Self::Year1 => Some(1),
            Self::Year2 => Some(2),
            Self::Year3 => Some(3),
            Self::Year4 => Some(4),
            Self::Year5 => Some(5),
            Self::Year6 => Some(6),
            Self::Year7 => Some(7),
            Self::Year8 => Some(8),
            Self::Year9 => Some(9),
            Self::Never
            | Self::Nursery
            | Self::Preschool
            | Self::Secondary1
            | Self::Secondary2
            | Self::Secondary3
            | Self::HigherUnfinished
            | Self::Higher
            | Self::AdultPrimary
            | Self::AdultSecondary
            | Self::Other => None,
        }
    }
}

impl Disability {
    /// The yes/no column of the Cadastro Único file; TEA has none there.
    pub const fn column(self) -> Option<&'static str> {
        match self {
            Self::Blind => Some("ind_def_cegueira_memb"),
            Self::LowVision => Some("ind_def_baixa_visao_memb"),
            Self::Deaf => Some("ind_def_surdez_profunda_memb"),
            Self::HardHearing => Some("ind_def_surdez_leve_memb"),
            Self::Physical => Some("ind_def_fisica_memb"),
            Self::Intellectual => Some("ind_def_mental_memb"),
            Self::Down => Some("ind_def_sindrome_down_memb"),
            Self::Psychosocial => Some("ind_def_transtorno_mental_memb"),
            Self::Autism | Self::Unspecified => None,
        }
    }
}
