//! Writes CECAD files of every variant met in the field, for tests,
//! measurements and the sample town. It writes what `records` reads, no more
//! is invented than filler for the width of the real file.

use chrono::{Datelike, NaiveDate};

use super::columns::{Col, Side, dictionary};
use super::dates::DateForm;
use super::encoding::{BOM, Encoding, to_1252};
use super::header::Kind;
use super::month::Month;
use super::records::{BaseFamily, BasePerson};
use super::values::Money;
use crate::domain::sample::rng::Rng;

/// How the exporter writes. The default is the newest: UTF-8, `DDMMAAAA`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub encoding: Encoding,
    pub dates: DateForm,
    pub money: Money,
    pub separator: u8,
    /// `d.` and `p.` before the names.
    pub prefixes: bool,
    /// Names in capitals with blanks about them.
    pub loud_header: bool,
    /// Columns in another order; 0 keeps the dictionary's.
    pub shuffle_seed: u64,
    /// A spreadsheet ate the zeros on the left.
    pub lost_zeros: bool,
    /// Codes as `01`, telephones and DDD with zeros before.
    pub wide_codes: bool,
    pub quotes: bool,
    pub crlf: bool,
    /// The whole dictionary with filler, as wide as the real file.
    pub all_columns: bool,
    /// Columns that no dictionary has.
    pub junk_columns: usize,
}

impl Default for Variant {
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf8,
            dates: DateForm::DayFirst,
            money: Money::Comma,
            separator: b';',
            prefixes: true,
            loud_header: false,
            shuffle_seed: 0,
            lost_zeros: false,
            wide_codes: false,
            quotes: false,
            crlf: false,
            all_columns: false,
            junk_columns: 0,
        }
    }
}

#[derive(Debug, Clone)]
enum Cell {
    Read(Col),
    Filler(Side, &'static str),
    Junk(usize),
}

/// Writes the lines of one file into a buffer that the caller empties.
#[derive(Debug, Clone)]
pub struct Sheet {
    kind: Kind,
    variant: Variant,
    month: Month,
    cells: Vec<Cell>,
}

impl Sheet {
    pub fn new(kind: Kind, variant: &Variant, month: Month) -> Self {
        let belongs = |side: Side| match kind {
            Kind::Tudo => true,
            Kind::Familia => side != Side::Person,
            Kind::Pessoa => side != Side::Family,
        };
        let mut cells: Vec<Cell> = dictionary()
            .filter(|&(side, _)| belongs(side))
            .filter_map(|(side, name)| {
                match Col::ALL
                    .iter()
                    .find(|it| it.side() == side && it.name() == name)
                {
                    Some(&col) => Some(Cell::Read(col)),
                    None => variant.all_columns.then_some(Cell::Filler(side, name)),
                }
            })
            .collect();
        cells.extend((0..variant.junk_columns).map(Cell::Junk));
        if variant.shuffle_seed != 0 {
            Rng::new(variant.shuffle_seed).shuffle(&mut cells);
            family_first(&mut cells);
        }
        Self {
            kind,
            variant: variant.clone(),
            month,
            cells,
        }
    }

    /// The mark, if any, and the header line.
    pub fn header(&self, out: &mut Vec<u8>) {
        if self.variant.encoding == Encoding::Utf8Marked {
            out.extend_from_slice(BOM);
        }
        let names = self.cells.iter().map(|cell| {
            let (side, name) = match *cell {
                Cell::Read(col) => (col.side(), col.name().to_owned()),
                Cell::Filler(side, name) => (side, name.to_owned()),
                Cell::Junk(at) => (Side::Both, format!("coluna_nova_{at}")),
            };
            let prefix = match side {
                Side::Family if self.variant.prefixes => "d.",
                Side::Person if self.variant.prefixes => "p.",
                Side::Family | Side::Person | Side::Both => "",
            };
            if self.variant.loud_header {
                format!(" {prefix}{name} ").to_uppercase()
            } else {
                format!("{prefix}{name}")
            }
        });
        self.line(out, names);
    }

    /// One line: a person with their family, or either alone by the kind.
    pub fn row(&self, out: &mut Vec<u8>, family: &BaseFamily, person: &BasePerson) {
        let values = self.cells.iter().map(|cell| match *cell {
            Cell::Read(col) => self.value(col, family, person),
            Cell::Filler(_, name) => self.filler(name),
            Cell::Junk(at) => format!("x{at}"),
        });
        self.line(out, values);
    }

    /// The lines of a whole family: one for the family file, one per member
    /// for the others.
    pub fn family(&self, out: &mut Vec<u8>, family: &BaseFamily, members: &[BasePerson]) {
        match self.kind {
            Kind::Familia => self.row(out, family, &BasePerson::default()),
            Kind::Tudo | Kind::Pessoa => {
                members
                    .iter()
                    .for_each(|person| self.row(out, family, person));
            }
        }
    }

    fn line(&self, out: &mut Vec<u8>, values: impl Iterator<Item = String>) {
        for (at, value) in values.enumerate() {
            if at > 0 {
                out.push(self.variant.separator);
            }
            let special =
                value.contains(char::from(self.variant.separator)) || value.starts_with('"');
            if self.variant.quotes || special {
                self.letters(out, &format!("\"{}\"", value.replace('"', "\"\"")));
            } else {
                self.letters(out, &value);
            }
        }
        out.extend_from_slice(if self.variant.crlf { b"\r\n" } else { b"\n" });
    }

    fn letters(&self, out: &mut Vec<u8>, text: &str) {
        match self.variant.encoding {
            Encoding::Utf8 | Encoding::Utf8Marked => out.extend_from_slice(text.as_bytes()),
            Encoding::Windows1252 => out.extend(text.chars().map(|it| to_1252(it).unwrap_or(b'?'))),
        }
    }

    fn value(&self, col: Col, family: &BaseFamily, person: &BasePerson) -> String {
        let text = |it: &Option<String>| it.clone().unwrap_or_default();
        let digits = |it: &Option<String>| self.digits(it.as_deref().unwrap_or_default());
        let code = |it: Option<u32>| it.map_or(String::new(), |it| self.code(it));
        let yes = |it: Option<bool>, no| {
            it.map_or(String::new(), |it| self.code(if it { 1 } else { no }))
        };
        let ddd = |it: &Option<String>| self.phone(it.as_deref(), true);
        let phone = |it: &Option<String>| self.phone(it.as_deref(), false);
        match col {
            Col::City => text(&family.city),
            Col::FamilyCode | Col::PersonFamily => self.digits(&family.code),
            Col::Updated => self.date(family.updated),
            Col::FamilyState | Col::PersonState => self.code(3),
            Col::Place => text(&family.place),
            Col::StreetKind => text(&family.street_kind),
            Col::StreetTitle => text(&family.street_title),
            Col::Street => text(&family.street),
            Col::Number => text(&family.number),
            Col::Complement => text(&family.complement),
            Col::ComplementMore => text(&family.complement_more),
            Col::Cep => digits(&family.cep),
            Col::AreaCode => text(&family.area_code),
            Col::Area => text(&family.area),
            Col::Landmark => text(&family.landmark),
            Col::Centre => text(&family.centre),
            Col::Ddd1 => ddd(&family.phone1),
            Col::Phone1 => phone(&family.phone1),
            Col::Ddd2 => ddd(&family.phone2),
            Col::Phone2 => phone(&family.phone2),
            Col::IncomeEach => family
                .income_cents
                .map_or(String::new(), |it| self.money(it)),
            Col::IncomeBand => code(family.income_band),
            Col::Pbf => yes(family.pbf, 0),
            Col::Gpte => code(Some(family.gpte.unwrap_or(0))),
            Col::FamilyMonth | Col::PersonMonth => self.month(),
            Col::Name => person.name.clone(),
            Col::Social => text(&person.social),
            Col::Nis => digits(&person.nis),
            Col::Cpf => digits(&person.cpf),
            Col::Birth => self.date(person.birth),
            Col::Sex => code(person.sex),
            Col::Race => code(person.race),
            Col::Kinship => code(person.kinship),
            Col::Mother => text(&person.mother),
            Col::Disability => yes(person.disability, 2),
            Col::Schooling => code(person.schooling),
            Col::School => code(person.school),
            Col::Homeless => yes(person.homeless, 0),
        }
    }

    fn digits(&self, digits: &str) -> String {
        let digits = if self.variant.lost_zeros {
            digits.trim_start_matches('0')
        } else {
            digits
        };
        digits.to_owned()
    }

    fn code(&self, code: u32) -> String {
        if self.variant.wide_codes {
            format!("{code:02}")
        } else {
            code.to_string()
        }
    }

    fn phone(&self, whole: Option<&str>, ddd: bool) -> String {
        let whole = whole.unwrap_or_default();
        let at = if whole.len() >= 10 { 2 } else { 0 };
        let (area, number) = whole.split_at_checked(at).unwrap_or(("", whole));
        let part = if ddd { area } else { number };
        if self.variant.wide_codes && !part.is_empty() {
            format!("0{part}")
        } else {
            part.to_owned()
        }
    }

    fn money(&self, cents: i64) -> String {
        let sign = match self.variant.money {
            Money::Comma => ',',
            Money::Point => '.',
        };
        format!("{}{sign}{:02}", cents / 100, cents % 100)
    }

    fn date(&self, date: Option<NaiveDate>) -> String {
        let Some(date) = date else {
            return String::new();
        };
        let (year, month, day) = (date.year(), date.month(), date.day());
        match self.variant.dates {
            DateForm::DayFirst => self.digits(&format!("{day:02}{month:02}{year}")),
            DateForm::YearFirst => format!("{year}{month:02}{day:02}"),
            DateForm::Iso => format!("{year}-{month:02}-{day:02}"),
            DateForm::Slashed => format!("{day:02}/{month:02}/{year}"),
        }
    }

    fn month(&self) -> String {
        let iso = self.month.to_string();
        let date: Option<NaiveDate> = format!("{iso}-01").parse().ok();
        self.date(date)
    }

    fn filler(&self, name: &str) -> String {
        let kind = name.split('_').next().unwrap_or_default();
        match kind {
            "dat" | "dta" => self.date(NaiveDate::from_ymd_opt(2019, 4, 9)),
            "nom" | "des" | "txt" => "NAO INFORMADO".to_owned(),
            "ref" => self.month(),
            "sig" | "uf" => "SE".to_owned(),
            "vlr" | "val" => self.money(12_000),
            "num" => String::new(),
            "marc" | "fx" => self.code(0),
            _ => self.code(2),
        }
    }
}

/// Without prefixes the first of two equal names is the family's: a shuffle
/// must not turn them round.
fn family_first(cells: &mut [Cell]) {
    let find = |cells: &[Cell], wanted: Side, of: &str| {
        cells.iter().position(|cell| match *cell {
            Cell::Read(col) => col.side() == wanted && col.name() == of,
            Cell::Filler(side, name) => side == wanted && name == of,
            Cell::Junk(_) => false,
        })
    };
    for name in ["cod_familiar_fam", "marc_pbf", "ref_cad", "ref_pbf"] {
        let pair = (
            find(cells, Side::Family, name),
            find(cells, Side::Person, name),
        );
        if let (Some(family), Some(person)) = pair
            && person < family
        {
            cells.swap(family, person);
        }
    }
}
