//! The columns of CECAD files. Only the minimum a front desk needs (LGPD art.
//! 6, necessity) has a name in [`Col`]: what is not in this enum can be neither
//! read nor stored, so leaving a column out is a property of the types. The
//! whole dictionary is here too, to tell a new column from an unwanted one and
//! to write test files of the real width.

/// Which half of the record a column belongs to: the prefix `d.` or `p.`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Family,
    Person,
    /// Columns that come once, before both.
    Both,
}

macro_rules! columns {
    ($( $col:ident $side:ident $name:literal $told:literal )*) => {
        /// A column that is read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Col { $( $col ),* }

        impl Col {
            pub const ALL: &'static [Col] = &[ $( Col::$col ),* ];

            pub const fn side(self) -> Side {
                match self { $( Col::$col => Side::$side ),* }
            }

            /// The name in the header, without prefix.
            pub const fn name(self) -> &'static str {
                match self { $( Col::$col => $name ),* }
            }

            /// What people call it.
            pub const fn told(self) -> &'static str {
                match self { $( Col::$col => $told ),* }
            }
        }
    };
}

columns! {
    City            Both   "cd_ibge"                     "município"
    FamilyCode      Family "cod_familiar_fam"            "código familiar"
    Updated         Family "dat_atual_fam"               "última atualização"
    FamilyState     Family "cod_est_cadastral_fam"       "estado cadastral da família"
    Place           Family "nom_localidade_fam"          "bairro ou localidade"
    StreetKind      Family "nom_tip_logradouro_fam"      "tipo do logradouro"
    StreetTitle     Family "nom_titulo_logradouro_fam"   "título do logradouro"
    Street          Family "nom_logradouro_fam"          "logradouro"
    Number          Family "num_logradouro_fam"          "número"
    Complement      Family "des_complemento_fam"         "complemento"
    ComplementMore  Family "des_complemento_adic_fam"    "complemento adicional"
    Cep             Family "num_cep_logradouro_fam"      "CEP"
    AreaCode        Family "cod_unidade_territorial_fam" "código da unidade territorial"
    Area            Family "nom_unidade_territorial_fam" "unidade territorial"
    Landmark        Family "txt_referencia_local_fam"    "ponto de referência"
    Centre          Family "nom_centro_assist_fam"       "CRAS de referência"
    Ddd1            Family "num_ddd_contato_1_fam"       "DDD do contato 1"
    Phone1          Family "num_tel_contato_1_fam"       "telefone do contato 1"
    Ddd2            Family "num_ddd_contato_2_fam"       "DDD do contato 2"
    Phone2          Family "num_tel_contato_2_fam"       "telefone do contato 2"
    IncomeEach      Family "vlr_renda_media_fam"         "renda por pessoa"
    IncomeBand      Family "fx_rfpc"                     "faixa de renda"
    Pbf             Family "marc_pbf"                    "marca do Bolsa Família"
    Gpte            Family "ind_parc_mds_fam"            "grupo tradicional (GPTE)"
    FamilyMonth     Family "ref_cad"                     "mês de referência"
    PersonFamily    Person "cod_familiar_fam"            "código familiar da pessoa"
    PersonState     Person "cod_est_cadastral_memb"      "estado cadastral da pessoa"
    Name            Person "nom_pessoa"                  "nome"
    Social          Person "nom_apelido_pessoa"          "apelido ou nome social"
    Nis             Person "num_nis_pessoa_atual"        "NIS"
    Cpf             Person "num_cpf_pessoa"              "CPF"
    Birth           Person "dta_nasc_pessoa"             "nascimento"
    Sex             Person "cod_sexo_pessoa"             "sexo"
    Race            Person "cod_raca_cor_pessoa"         "raça/cor"
    Kinship         Person "cod_parentesco_rf_pessoa"    "parentesco"
    Mother          Person "nom_completo_mae_pessoa"     "nome da mãe"
    Disability      Person "cod_deficiencia_memb"        "deficiência"
    Schooling       Person "grau_instrucao"              "grau de instrução"
    School          Person "ind_frequenta_escola_memb"   "frequência à escola"
    Homeless        Person "marc_sit_rua"                "situação de rua"
    PersonMonth     Person "ref_cad"                     "mês de referência"
}

/// Columns holding dates, whose form is decided over the whole file.
pub const DATES: [Col; 2] = [Col::Updated, Col::Birth];

/// Every column of the dictionary, in the order of the older `tudo` files.
pub fn dictionary() -> impl Iterator<Item = (Side, &'static str)> {
    include_str!("../../../assets/lists/cecad.csv")
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(';'))
        .map(|(side, name)| match side {
            "d" => (Side::Family, name),
            "p" => (Side::Person, name),
            _ => (Side::Both, name),
        })
}

/// The name is in the dictionary, or in one of its families of marks about
/// life in the street, whose members vary.
pub fn is_known(name: &str) -> bool {
    const STREET: [&str; 4] = [
        "ind_motivo_",
        "ind_ativ_com_",
        "ind_dinh_",
        "ind_dormir_rua",
    ];
    STREET.iter().any(|it| name.starts_with(it)) || dictionary().any(|(_, it)| it == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_in_the_dictionary() {
        for col in Col::ALL {
            assert!(
                dictionary().any(|it| it == (col.side(), col.name())),
                "{col:?}"
            );
        }
        assert!(dictionary().count() > 150, "the real width");
        assert!(is_known("ind_motivo_perda_moradia_memb") && !is_known("nova_coluna"));
    }

    /// Rights violations, father, gender, work and all the rest never enter.
    #[test]
    fn only_the_minimum_is_read() {
        assert_eq!(Col::ALL.len(), 41);
        for name in [
            "ind_risco_scl_vlco_drts",
            "nom_completo_pai_pessoa",
            "ind_transgenero",
        ] {
            assert!(Col::ALL.iter().all(|it| it.name() != name));
        }
    }
}
