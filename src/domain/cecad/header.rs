//! The first line: which kind of file this is and where each column stands.
//! Columns are found by name, never by place: their number and order change
//! with every version of CECAD, and some tools strip the prefixes.

use super::columns::{Col, Side, is_known};
use super::encoding::BOM;
use super::line::{Fields, Splitter};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One row per person with the family's columns repeated.
    Tudo,
    Familia,
    Pessoa,
}

impl Kind {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tudo => "tudo",
            Self::Familia => "família",
            Self::Pessoa => "pessoa",
        }
    }
}

/// Where the wanted columns stand in every line.
#[derive(Debug, Clone)]
pub struct Layout {
    pub kind: Kind,
    pub separator: u8,
    /// Fields that every line must have.
    pub width: usize,
    at: [Option<u16>; Col::ALL.len()],
    /// Names that no known dictionary has; they are not read.
    pub unknown: Vec<String>,
    /// Wanted columns of this kind of file that it does not have.
    pub missing: Vec<Col>,
}

impl Layout {
    /// The bytes of one column in a line; blank when the file has no such column.
    pub fn field<'a>(&self, fields: &Fields<'a>, col: Col) -> &'a [u8] {
        match self.at.get(col as usize).copied().flatten() {
            Some(index) => fields.at(usize::from(index)),
            None => &[],
        }
    }

    pub fn has(&self, col: Col) -> bool {
        self.at.get(col as usize).copied().flatten().is_some()
    }
}

/// Reads the header line.
///
/// # Errors
/// In pt-BR, for the person: what the file seems to be, or what is missing.
pub fn read(line: &[u8]) -> Result<Layout, String> {
    let line = line.strip_prefix(BOM).unwrap_or(line);
    let separator = separator(line);
    let mut splitter = Splitter::new(separator);
    let fields = splitter.free(line);
    let mut names: Vec<(Option<Side>, String)> =
        (0..fields.len()).map(|at| plain(fields.at(at))).collect();
    while names.last().is_some_and(|(_, name)| name.is_empty()) {
        names.pop();
    }
    if names.len() > usize::from(u16::MAX) {
        return Err(NOT_CECAD.to_owned());
    }

    let has = |wanted: &str| names.iter().any(|(_, name)| name == wanted);
    let kind = kind(&has)?;
    let mut at = [None; Col::ALL.len()];
    for &col in Col::ALL {
        if let Some(slot) = at.get_mut(col as usize) {
            *slot = find(&names, kind, col).and_then(|index| u16::try_from(index).ok());
        }
    }
    let mut it = Layout {
        kind,
        separator,
        width: names.len(),
        at,
        unknown: Vec::new(),
        missing: Vec::new(),
    };
    it.unknown = names
        .iter()
        .filter(|(_, name)| !is_known(name))
        .map(|(_, name)| name.clone())
        .collect();
    it.missing = missing(&it);
    Ok(it)
}

/// The separator that some spreadsheets announce on a line of its own before
/// the header (`sep=;`): such a line is not the header.
pub fn is_announcement(line: &[u8]) -> bool {
    let line = line.strip_prefix(BOM).unwrap_or(line).trim_ascii();
    line.len() <= 7
        && line
            .to_ascii_lowercase()
            .trim_ascii_start()
            .starts_with(b"sep=")
}

/// The separator a header uses: the commonest candidate.
pub(super) fn separator(line: &[u8]) -> u8 {
    let count = |wanted: u8| line.iter().filter(|&&it| it == wanted).count();
    [b',', b'\t', b'|', b';']
        .into_iter()
        .max_by_key(|&it| count(it))
        .unwrap_or(b';')
}

/// A name without its prefix, quotes, capitals and blanks, and the prefix.
pub(super) fn plain(bytes: &[u8]) -> (Option<Side>, String) {
    let text = String::from_utf8_lossy(bytes);
    let name: String = text
        .trim()
        .trim_matches('"')
        .trim()
        .chars()
        .filter(|it| !it.is_control() && *it != '\u{FEFF}')
        .map(|it| {
            if it == ' ' {
                '_'
            } else {
                it.to_ascii_lowercase()
            }
        })
        .collect();
    for (prefix, side) in [("d.", Side::Family), ("p.", Side::Person)] {
        if let Some(rest) = name.strip_prefix(prefix) {
            return (Some(side), rest.trim_start_matches('_').to_owned());
        }
    }
    (None, name)
}

fn find(names: &[(Option<Side>, String)], kind: Kind, col: Col) -> Option<usize> {
    let alike = |side: Option<Side>| {
        names
            .iter()
            .enumerate()
            .filter(move |(_, (have, name))| *have == side && name == col.name())
            .map(|(index, _)| index)
    };
    if let Some(index) = alike(Some(col.side())).next() {
        return Some(index);
    }
    let twin = Col::ALL
        .iter()
        .any(|it| it.name() == col.name() && it.side() != col.side());
    match (kind, col.side()) {
        // Without prefix the first is the family's and the second the person's.
        (Kind::Tudo, Side::Person) if twin => alike(None).nth(1),
        (Kind::Tudo, Side::Family | Side::Person | Side::Both) => {
            alike(None).next().or_else(|| {
                (col.side() == Side::Both)
                    .then(|| alike(Some(Side::Family)).next())
                    .flatten()
            })
        }
        (Kind::Familia, Side::Family | Side::Both) => alike(None)
            .next()
            .or_else(|| alike(Some(Side::Family)).next()),
        (Kind::Pessoa, Side::Person | Side::Both) => alike(None)
            .next()
            .or_else(|| alike(Some(Side::Person)).next()),
        (Kind::Familia, Side::Person) | (Kind::Pessoa, Side::Family) => None,
    }
}

fn kind(has: &dyn Fn(&str) -> bool) -> Result<Kind, String> {
    const FAMILY_ONLY: [Col; 6] = [
        Col::Updated,
        Col::FamilyState,
        Col::Place,
        Col::Street,
        Col::Cep,
        Col::IncomeEach,
    ];
    let family = FAMILY_ONLY.iter().any(|it| has(it.name()));
    let person = has(Col::Name.name());
    let code = has(Col::FamilyCode.name());
    if code {
        return match (family, person) {
            (true, true) => Ok(Kind::Tudo),
            (true, false) => Ok(Kind::Familia),
            (false, true) => Ok(Kind::Pessoa),
            (false, false) => Err(format!(
                "{NOT_CECAD} Tem a coluna {}, mas não tem {} nem as colunas de endereço.",
                Col::FamilyCode.name(),
                Col::Name.name()
            )),
        };
    }
    if has("cod_familiar") && (has("vlrbenef") || has("vlrtotal")) {
        return Err(
            "Este arquivo parece a folha de pagamento do Bolsa Família (SIBEC). \
                    Use a importação da folha."
                .to_owned(),
        );
    }
    if has("co_familiar_fam") {
        return Err(
            "Este arquivo parece uma lista de averiguação ou revisão, não uma extração \
                    do CECAD. Importe o arquivo “tudo”, ou o par família e pessoa."
                .to_owned(),
        );
    }
    if person || family {
        return Err(format!(
            "Falta no cabeçalho a coluna {} (código familiar). Baixe de novo a extração do CECAD.",
            Col::FamilyCode.name()
        ));
    }
    Err(format!(
        "{NOT_CECAD} A primeira linha deveria ter os nomes das colunas, como {} e {}.",
        Col::FamilyCode.name(),
        Col::Name.name()
    ))
}

const NOT_CECAD: &str = "Este arquivo não parece uma extração do CECAD.";

fn missing(it: &Layout) -> Vec<Col> {
    Col::ALL
        .iter()
        .copied()
        .filter(|&col| {
            let side = col.side();
            let expected = match it.kind {
                Kind::Tudo => true,
                Kind::Familia => side != Side::Person,
                Kind::Pessoa => side != Side::Family,
            };
            let twin = (col == Col::PersonFamily && it.has(Col::FamilyCode))
                || (col == Col::PersonMonth && it.has(Col::FamilyMonth));
            expected && !twin && !it.has(col)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn at(header: &str, col: Col) -> Option<u16> {
        let it = read(header.as_bytes()).unwrap();
        it.at[col as usize]
    }

    #[test]
    fn names_are_found_whatever_their_dress() {
        for header in [
            "d.cod_familiar_fam;d.dat_atual_fam;p.cod_familiar_fam;p.nom_pessoa",
            "\u{FEFF}D.COD_FAMILIAR_FAM; D.DAT_ATUAL_FAM ;P.COD_FAMILIAR_FAM;P.NOM_PESSOA\r\n",
            "\"d.cod_familiar_fam\";\"d.dat_atual_fam\";\"p.cod_familiar_fam\";\"p.nom_pessoa\"",
            "cod_familiar_fam;dat_atual_fam;cod_familiar_fam;nom_pessoa",
            "cod_familiar_fam,dat_atual_fam,cod_familiar_fam,nom_pessoa",
            "cod_familiar_fam\tdat_atual_fam\tcod_familiar_fam\tnom_pessoa\t",
        ] {
            assert_eq!(
                read(header.as_bytes()).unwrap().kind,
                Kind::Tudo,
                "{header}"
            );
            let found = [Col::FamilyCode, Col::Updated, Col::PersonFamily, Col::Name]
                .map(|col| at(header, col));
            assert_eq!(found, [Some(0), Some(1), Some(2), Some(3)], "{header}");
        }
        assert_eq!(
            at(
                "p.ref_cad;d.ref_cad;d.cod_familiar_fam;nom_pessoa;dat_atual_fam",
                Col::FamilyMonth
            ),
            Some(1)
        );
    }

    #[test]
    fn the_kind_is_told_by_the_columns() {
        let kind = |header: &str| read(header.as_bytes()).map(|it| it.kind);
        assert_eq!(
            kind("cod_familiar_fam;dat_atual_fam;nom_logradouro_fam"),
            Ok(Kind::Familia)
        );
        assert_eq!(
            kind("p.cod_familiar_fam;p.nom_pessoa;p.num_cpf_pessoa"),
            Ok(Kind::Pessoa)
        );
        assert!(
            kind("prog;ref_folha;cod_familiar;vlrbenef")
                .unwrap_err()
                .contains("folha")
        );
        assert!(
            kind("co_ibge;co_familiar_fam;no_pessoa_rf")
                .unwrap_err()
                .contains("averiguação")
        );
        assert!(
            kind("nom_pessoa;dat_atual_fam")
                .unwrap_err()
                .contains("cod_familiar_fam")
        );
        assert!(kind("a;b;c").unwrap_err().contains("não parece"));
        assert!(kind("").is_err());
    }

    #[test]
    fn unknown_and_missing_are_listed() {
        let it = read(b"d.cod_familiar_fam;d.dat_atual_fam;p.nom_pessoa;p.nova;x;;").unwrap();
        assert_eq!(it.unknown, ["nova", "x"]);
        assert_eq!(it.width, 5);
        assert!(it.missing.contains(&Col::Cpf) && !it.missing.contains(&Col::PersonFamily));
        assert!(is_announcement(b"sep=;\r\n") && !is_announcement(b"separa;b"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_no_panic(line in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&line);
        }
    }
}
