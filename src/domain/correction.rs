//! The history of corrections, in words: which field of which record, what it
//! said before and what it says now. The journal keeps tables and columns; here
//! is what people call them and who may read them.

use super::codes::{
    Disability, DocKind, Gpte, Kinship, LeaveReason, MissingDoc, Occupation, Race, Schooling, Sex,
    Specificity,
};
use super::ids::mask_phone;

/// Who may read a value of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    Plain,
    /// CPF, NIS and other papers.
    Number,
    /// Race and disability.
    Sensitive,
    /// Address, phones and places of a family under secrecy.
    Place,
}

/// A column of the journal as people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub label: &'static str,
    pub sight: Sight,
}

/// `None` for columns that only the program needs.
pub fn named(table: &str, column: &str) -> Option<Named> {
    use Sight::{Number, Place, Plain, Sensitive};
    let (label, sight) = match (table, column) {
        ("person", "name") => ("nome", Plain),
        ("person", "social_name") => ("nome social", Plain),
        ("person", "nickname") => ("apelido", Plain),
        ("person", "mother") => ("nome da mãe", Plain),
        ("person", "email") => ("e-mail", Place),
        ("person", "birth") => ("nascimento", Plain),
        ("person", "birth_year") => ("ano de nascimento aproximado", Plain),
        ("person", "sex") => ("sexo", Plain),
        ("person", "race") => ("raça/cor", Sensitive),
        ("person", "cpf") => ("CPF", Number),
        ("person", "nis") => ("NIS", Number),
        ("person", "disability") => ("deficiência", Sensitive),
        ("person", "support") => ("apoio de que precisa", Plain),
        ("person", "schooling") => ("escolaridade", Plain),
        ("person", "occupation") => ("ocupação", Plain),
        ("person", "bpc") => ("recebe BPC", Plain),
        ("person", "homeless") => ("situação de rua", Plain),
        ("person", "country") => ("país de origem", Plain),
        ("person", "missing") => ("documentos que faltam", Plain),
        ("person", "donor_on") => ("última doação de sangue", Plain),
        ("person", "died_on") => ("óbito", Plain),
        ("person", "merged_into") => ("unificado com", Plain),
        ("family", "number") => ("número do prontuário", Plain),
        ("family", "cod_familiar") => ("código familiar", Plain),
        ("family", "secret") => ("sigilo", Plain),
        ("family", "specificity") => ("especificidade", Plain),
        ("family", "gpte") => ("grupo tradicional ou específico", Plain),
        ("family", "community") => ("comunidade", Place),
        ("family", "homeless") => ("família em situação de rua", Plain),
        ("family", "pbf") => ("recebe Bolsa Família", Plain),
        ("family", "technician") => ("técnico de referência", Plain),
        ("family", "note") => ("recado para a recepção", Plain),
        ("address", "street") => ("logradouro", Place),
        ("address", "number") => ("número", Place),
        ("address", "complement") => ("complemento", Place),
        ("address", "district") => ("bairro", Place),
        ("address", "reference") => ("ponto de referência", Place),
        ("address", "city") => ("município", Place),
        ("address", "uf") => ("UF", Place),
        ("address", "cep") => ("CEP", Place),
        ("address", "area") => ("urbana ou rural", Place),
        ("address", "shelter") => ("endereço de acolhimento", Place),
        ("address", "until") => ("endereço até", Plain),
        ("member", "person") => ("pessoa", Plain),
        ("member", "kinship") => ("parentesco", Plain),
        ("member", "until") => ("saída da família", Plain),
        ("member", "reason") => ("motivo da saída", Plain),
        ("phone", "digits") => ("telefone", Place),
        ("phone", "owner") => ("de quem é o telefone", Place),
        ("phone", "message") => ("telefone de recado", Place),
        ("phone", "until") => ("telefone até", Plain),
        ("document", "kind") => ("documento", Plain),
        ("document", "number") => ("número do documento", Number),
        ("document", "issuer") => ("órgão emissor", Number),
        ("document", "uf") => ("UF do documento", Number),
        ("document", "country") => ("país do documento", Number),
        ("document", "issued_on") => ("data de emissão", Number),
        ("document", "valid_until") => ("validade do documento", Number),
        (_, "void") => ("retirado", Plain),
        _ => return None,
    };
    Some(Named { label, sight })
}

/// A stored value as people read it; what is no code stays as it is.
pub fn told(table: &str, column: &str, stored: &str) -> String {
    let list = |labels: Vec<&str>| labels.join(", ");
    let label = match (table, column) {
        ("person", "sex") => Sex::from_code(stored).map(Sex::label),
        ("person", "race") => Race::from_code(stored).map(Race::label),
        ("person", "schooling") => Schooling::from_code(stored).map(Schooling::label),
        ("person", "occupation") => Occupation::from_code(stored).map(Occupation::label),
        ("family", "specificity") => Specificity::from_code(stored).map(Specificity::label),
        ("family", "gpte") => Gpte::from_code(stored).map(Gpte::label),
        ("member", "kinship") => Kinship::from_code(stored).map(Kinship::label),
        ("member", "reason") => LeaveReason::from_code(stored).map(LeaveReason::label),
        ("document", "kind") => DocKind::from_code(stored).map(DocKind::label),
        ("address", "area") => match stored {
            "U" => Some("urbana"),
            "R" => Some("rural"),
            _ => None,
        },
        ("phone", "digits") => return mask_phone(stored),
        ("person", "missing") => {
            return list(
                MissingDoc::list(stored)
                    .iter()
                    .map(|it| it.code())
                    .collect(),
            );
        }
        ("person", "disability") => {
            return list(
                Disability::list(stored)
                    .iter()
                    .map(|it| it.label())
                    .collect(),
            );
        }
        (_, "birth" | "donor_on" | "died_on" | "until" | "since" | "issued_on" | "valid_until") => {
            let day = stored.parse().ok().map(super::date::show);
            return day.unwrap_or_else(|| stored.to_string());
        }
        (_, "bpc" | "homeless" | "pbf" | "secret" | "shelter" | "message" | "void") => match stored
        {
            "1" => Some("sim"),
            "0" => Some("não"),
            _ => None,
        },
        _ => None,
    };
    label.map_or_else(|| stored.to_string(), str::to_string)
}

/// What a new row of the table is called.
pub fn born(table: &str) -> Option<&'static str> {
    match table {
        "family" => Some("família cadastrada"),
        "person" => Some("pessoa cadastrada"),
        "address" => Some("novo endereço"),
        "phone" => Some("novo telefone"),
        "member" => Some("entrada na família"),
        "document" => Some("novo documento"),
        _ => None,
    }
}

/// The columns that tell a new row in a few words.
pub fn summary(table: &str) -> &'static [&'static str] {
    match table {
        "family" => &["number"],
        "person" => &["name"],
        "address" => &["street", "number", "district"],
        "phone" => &["digits"],
        "member" => &["kinship"],
        "document" => &["kind", "number"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_in_words() {
        let check = |table, column, stored, expected: &str| {
            assert_eq!(told(table, column, stored), expected);
        };
        check("member", "kinship", "3", "Filho(a)");
        check("person", "birth", "1980-05-12", "12/05/1980");
        check("person", "missing", "RG TE", "RG, TE");
        check("family", "pbf", "1", "sim");
        check("phone", "digits", "79998123456", "(79) 99812-3456");
        check("person", "name", "Rosa", "Rosa");
    }

    #[test]
    fn what_is_hidden_at_the_counter_is_hidden_in_the_past_too() {
        for column in ["race", "disability"] {
            assert_eq!(
                named("person", column).map(|it| it.sight),
                Some(Sight::Sensitive)
            );
        }
        for column in ["street", "district", "reference", "cep", "city"] {
            assert_eq!(
                named("address", column).map(|it| it.sight),
                Some(Sight::Place)
            );
        }
        assert_eq!(
            named("phone", "digits").map(|it| it.sight),
            Some(Sight::Place)
        );
        assert_eq!(named("person", "name_key"), None);
    }

    #[test]
    fn a_new_row_is_told_by_columns_that_have_a_sight() {
        for table in ["family", "person", "address", "phone", "member", "document"] {
            assert!(born(table).is_some());
            for column in summary(table) {
                assert!(named(table, column).is_some(), "{table} {column}");
            }
        }
    }
}
