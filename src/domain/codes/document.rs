//! Papers that people bring or still lack, and where they were issued. The
//! files have no codes for most of them, so the codes are the usual acronyms.

use super::codes;

codes! {
    /// A document beside CPF and NIS. Migrants' papers are kept as type,
    /// number, country and validity; none of them is a condition for care.
    DocKind {
        Rg       = "RG"     'r' "RG (carteira de identidade)";
        /// Its number is the CPF (Lei 14.534/2023).
        Cin      = "CIN"    'i' "CIN (nova carteira de identidade)";
        Ctps     = "CTPS"   't' "Carteira de trabalho";
        Titulo   = "TE"     'e' "Título de eleitor";
        Birth    = "CN"     'n' "Certidão de nascimento";
        Marriage = "CC"     'c' "Certidão de casamento";
        Rnm      = "RNM"    'm' "RNM (registro nacional migratório)";
        Dprnm    = "DPRNM"  'd' "DPRNM (documento provisório)";
        Refuge   = "REFUG"  'f' "Protocolo de refúgio";
        Passport = "PASS"   'p' "Passaporte";
        Mercosul = "MERC"   's' "Identidade de país do Mercosul";
        Other    = "OUTRO"  'o' "Outro documento";
    }
}

codes! {
    /// Civil documents still to be obtained, in the acronyms of the household
    /// page of the Prontuário SUAS.
    MissingDoc {
        Birth  = "CN"   'n' "Certidão de nascimento";
        Rg     = "RG"   'r' "RG ou CIN";
        Ctps   = "CTPS" 't' "Carteira de trabalho";
        Cpf    = "CPF"  'c' "CPF";
        Titulo = "TE"   'e' "Título de eleitor";
    }
}

codes! {
    /// States, the Distrito Federal and abroad. No letters: 28 rows do not fit
    /// the alphabet, and everybody types the two letters of a state anyway.
    Uf {
        Ac = "AC" "Acre";
        Al = "AL" "Alagoas";
        Ap = "AP" "Amapá";
        Am = "AM" "Amazonas";
        Ba = "BA" "Bahia";
        Ce = "CE" "Ceará";
        Df = "DF" "Distrito Federal";
        Es = "ES" "Espírito Santo";
        Go = "GO" "Goiás";
        Ma = "MA" "Maranhão";
        Mt = "MT" "Mato Grosso";
        Ms = "MS" "Mato Grosso do Sul";
        Mg = "MG" "Minas Gerais";
        Pa = "PA" "Pará";
        Pb = "PB" "Paraíba";
        Pr = "PR" "Paraná";
        Pe = "PE" "Pernambuco";
        Pi = "PI" "Piauí";
        Rj = "RJ" "Rio de Janeiro";
        Rn = "RN" "Rio Grande do Norte";
        Rs = "RS" "Rio Grande do Sul";
        Ro = "RO" "Rondônia";
        Rr = "RR" "Roraima";
        Sc = "SC" "Santa Catarina";
        Sp = "SP" "São Paulo";
        Se = "SE" "Sergipe";
        To = "TO" "Tocantins";
        Abroad = "EX" "Exterior";
    }
}

impl DocKind {
    /// Papers of people from other countries, which carry a country and often
    /// a validity.
    pub const fn is_migrant(self) -> bool {
        match self {
            Self::Rnm | Self::Dprnm | Self::Refuge | Self::Passport | Self::Mercosul => true,
            Self::Rg
            | Self::Cin
            | Self::Ctps
            | Self::Titulo
            | Self::Birth
            | Self::Marriage
            | Self::Other => false,
        }
    }
}
