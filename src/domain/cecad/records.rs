//! A family and a person of the base, and how a line becomes one. These types
//! are the whole of what is kept of a file: the minimum set of the front desk
//! (LGPD art. 6). Never mixed with the desk's own families and people.

use chrono::NaiveDate;

use super::columns::Col;
use super::dates::{ColumnDates, Unreadable};
use super::encoding::{Encoding, decode};
use super::header::Layout;
use super::line::Fields;
use super::report::Why;
use super::values::{self, Money};

/// Longest text kept of one field, in bytes; the register allows less.
const TEXT_MAX: usize = 300;

/// A family as the city's register had it in the month of reference.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseFamily {
    /// Código familiar, 11 digits.
    pub code: String,
    /// IBGE code of the municipality, 7 digits.
    pub city: Option<String>,
    /// Last update of the register; older than the legal term is *desatualizado*.
    pub updated: Option<NaiveDate>,
    /// Bairro or locality.
    pub place: Option<String>,
    pub street_kind: Option<String>,
    pub street_title: Option<String>,
    pub street: Option<String>,
    pub number: Option<String>,
    pub complement: Option<String>,
    pub complement_more: Option<String>,
    /// 8 digits.
    pub cep: Option<String>,
    pub area_code: Option<String>,
    pub area: Option<String>,
    /// Point of reference near the house.
    pub landmark: Option<String>,
    /// CRAS or CREAS of reference written in the register.
    pub centre: Option<String>,
    /// Digits, DDD first when it was given.
    pub phone1: Option<String>,
    pub phone2: Option<String>,
    /// Income per person, cents of real a month.
    pub income_cents: Option<i64>,
    /// `fx_rfpc`: 1 extreme poverty, 2 poverty, 3 up to half a minimum wage, 4 above.
    pub income_band: Option<u32>,
    /// The mark in the register; who is really paid is in the payroll.
    pub pbf: Option<bool>,
    /// `ind_parc_mds_fam`; `None` also for "none of them".
    pub gpte: Option<u32>,
}

/// A member as the register had them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BasePerson {
    pub name: String,
    /// Apelido or nome social: the register keeps both in one column.
    pub social: Option<String>,
    /// 11 digits; the check digit is not verified.
    pub nis: Option<String>,
    /// 11 digits; the check digit is not verified.
    pub cpf: Option<String>,
    pub birth: Option<NaiveDate>,
    /// 1 masculino, 2 feminino.
    pub sex: Option<u32>,
    /// 1 branca, 2 preta, 3 amarela, 4 parda, 5 indígena.
    pub race: Option<u32>,
    /// 1 is the reference person; see `cod_parentesco_rf_pessoa`.
    pub kinship: Option<u32>,
    pub mother: Option<String>,
    pub disability: Option<bool>,
    /// `grau_instrucao`, 1 to 6.
    pub schooling: Option<u32>,
    /// `ind_frequenta_escola_memb`, 1 to 4.
    pub school: Option<u32>,
    /// Lives in the street.
    pub homeless: Option<bool>,
}

/// Dates that had to be left blank, in the order of [`super::columns::DATES`].
pub type Unread = [u64; 2];

/// Reads lines of one file, once the first pass has settled its forms.
#[derive(Debug, Clone)]
pub struct Reader {
    pub layout: Layout,
    pub encoding: Encoding,
    pub updated: ColumnDates,
    pub birth: ColumnDates,
    pub money: Money,
    /// Year of today, the last plausible one.
    pub last_year: i32,
}

impl Reader {
    /// The family's code, 11 digits.
    ///
    /// # Errors
    /// Why the line cannot be used.
    pub fn code(&self, line: &Fields<'_>) -> Result<String, Why> {
        let own = self.text(line, Col::FamilyCode);
        let text = match own {
            Some(text) => text,
            None => self.text(line, Col::PersonFamily).ok_or(Why::NoCode)?,
        };
        match values::padded(&text, 11) {
            Some(code) => Ok(code),
            None if values::is_scientific(&text) => Err(Why::CodeRounded),
            None => Err(Why::BadCode),
        }
    }

    /// `false` when the register says the family (or the person) is in progress,
    /// without registration or excluded; a blank is taken as active.
    pub fn is_active(&self, line: &Fields<'_>, col: Col) -> bool {
        self.number(line, col).is_none_or(|state| state == 3)
    }

    pub fn family(&self, line: &Fields<'_>, code: String, unread: &mut Unread) -> BaseFamily {
        let text = |col| self.text(line, col);
        let phone = |ddd, number| values::phone(&self.raw(line, ddd), &self.raw(line, number));
        let updated = self.date(line, Col::Updated, self.updated, &mut unread[0]);
        BaseFamily {
            code,
            city: values::padded(&self.raw(line, Col::City), 7),
            updated,
            place: text(Col::Place),
            street_kind: text(Col::StreetKind),
            street_title: text(Col::StreetTitle),
            street: text(Col::Street),
            number: text(Col::Number),
            complement: text(Col::Complement),
            complement_more: text(Col::ComplementMore),
            cep: values::padded(&self.raw(line, Col::Cep), 8),
            area_code: text(Col::AreaCode),
            area: text(Col::Area),
            landmark: text(Col::Landmark),
            centre: text(Col::Centre),
            phone1: phone(Col::Ddd1, Col::Phone1),
            phone2: phone(Col::Ddd2, Col::Phone2),
            income_cents: self.money.cents(&self.raw(line, Col::IncomeEach)),
            income_band: self.number(line, Col::IncomeBand),
            pbf: self.yes(line, Col::Pbf),
            gpte: self.number(line, Col::Gpte).filter(|&it| it > 0),
        }
    }

    /// # Errors
    /// Why the line cannot be used.
    pub fn person(&self, line: &Fields<'_>, unread: &mut Unread) -> Result<BasePerson, Why> {
        Ok(BasePerson {
            name: self.text(line, Col::Name).ok_or(Why::NoName)?,
            social: self.text(line, Col::Social),
            nis: values::padded(&self.raw(line, Col::Nis), 11),
            cpf: values::padded(&self.raw(line, Col::Cpf), 11),
            birth: self.date(line, Col::Birth, self.birth, &mut unread[1]),
            sex: self.number(line, Col::Sex),
            race: self.number(line, Col::Race),
            kinship: self.number(line, Col::Kinship),
            mother: self.text(line, Col::Mother),
            disability: self.yes(line, Col::Disability),
            schooling: self.number(line, Col::Schooling),
            school: self.number(line, Col::School),
            homeless: self.yes(line, Col::Homeless),
        })
    }

    fn raw<'a>(&self, line: &Fields<'a>, col: Col) -> std::borrow::Cow<'a, str> {
        decode(self.layout.field(line, col), self.encoding)
    }

    fn text(&self, line: &Fields<'_>, col: Col) -> Option<String> {
        tidy(&self.raw(line, col))
    }

    fn number(&self, line: &Fields<'_>, col: Col) -> Option<u32> {
        values::code(&self.raw(line, col))
    }

    fn yes(&self, line: &Fields<'_>, col: Col) -> Option<bool> {
        values::yes(&self.raw(line, col))
    }

    fn date(
        &self,
        line: &Fields<'_>,
        col: Col,
        form: ColumnDates,
        unread: &mut u64,
    ) -> Option<NaiveDate> {
        match form.read(&self.raw(line, col), self.last_year) {
            Ok(date) => date,
            Err(Unreadable) => {
                *unread += 1;
                None
            }
        }
    }
}

/// Text as it is kept: composed letters, single blanks, nothing invisible.
fn tidy(text: &str) -> Option<String> {
    if values::is_null(text) {
        return None;
    }
    let mut clean = crate::domain::name::clean(text);
    if clean.len() > TEXT_MAX {
        let mut end = TEXT_MAX;
        while !clean.is_char_boundary(end) {
            end -= 1;
        }
        clean.truncate(clean.get(..end).unwrap_or_default().trim_end().len());
    }
    (!clean.is_empty()).then_some(clean)
}
