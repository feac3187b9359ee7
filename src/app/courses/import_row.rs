//! One row of the offer, read into a class. A column that the file does not
//! have leaves what is known as it is; an empty cell empties it.

use chrono::NaiveDate;

use crate::app::agenda::{Problems, Sheet, SheetRow, yes};
use crate::domain::courses::{Course, FirstGroup, SchoolLevel, Seats};
use crate::domain::date::parse_typed;
use crate::domain::groups::hours;
use crate::domain::id::Id;
use crate::domain::name::fold;
use crate::paper::table::guard;
use crate::store::courses::list::Kept;

/// Columns as they are folded; a head written "idade_minima" is the same.
pub(super) const HEADS: [&str; 24] = [
    "codigo",
    "titulo",
    "inicio",
    "fim",
    "parceiro",
    "local",
    "horario",
    "carga",
    "idade minima",
    "idade maxima",
    "escolaridade",
    "documentos",
    "unidade",
    "vagas",
    "comuns",
    "comuns usadas",
    "devolucao",
    "abre",
    "fecha",
    "prioridade",
    "renda",
    "opcoes",
    "contato",
    "ativa",
];
/// Without these a class says nothing.
pub(super) const NEEDED: usize = 3;

/// Days between today and the start of a class; beyond it the year is a slip
/// of the hand.
const START_DAYS_MAX: i64 = 730;
/// Who gives free places by income when the file does not say.
const PSG: &str = "senac";
const PARTNER: &str = "Senac";

/// Whose the seats of a row are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// The unit's.
    Own,
    /// The unit's; so many more are everybody's, as another row says.
    Beside(u32),
    /// Everybody's: the row names no unit.
    Whole,
}

/// The class of a row, over what is known of it; `None` when anything of it
/// is wrong, which was told.
pub(super) fn read(
    sheet: &Sheet,
    row: &SheetRow,
    old: Option<&Kept>,
    shared: Shared,
    today: NaiveDate,
    problems: &mut Problems,
) -> Option<Kept> {
    let mut cells = Cells {
        sheet,
        row,
        today,
        problems,
        good: true,
    };
    let code = cells.text("codigo").unwrap_or_default();
    let starts_on = cells.start()?;
    let mut it = old.cloned().unwrap_or_else(|| Kept {
        course: blank(code, starts_on),
        elsewhere: 0,
    });
    let of = &mut it.course;
    of.starts_on = starts_on;
    for (head, into) in [
        ("titulo", &mut of.title),
        ("parceiro", &mut of.partner),
        ("local", &mut of.place),
        ("contato", &mut of.contact),
    ] {
        if let Some(text) = cells.text(head) {
            *into = text.to_string();
        }
    }
    if of.partner.is_empty() {
        PARTNER.clone_into(&mut of.partner);
    }
    cells.dates(of);
    cells.rules(of);
    if old.is_none() && sheet.cell(row, "renda").is_none_or(str::is_empty) {
        of.asks_income = fold(&of.partner) == PSG;
    }
    of.seats = cells.seats(of.seats, shared);
    if let Some(used) = cells.number("comuns usadas") {
        it.elsewhere = used.unwrap_or(0);
    }
    cells.good.then_some(it)
}

fn blank(code: &str, starts_on: NaiveDate) -> Course {
    Course {
        // A new one has its id drawn when it is written.
        id: Id::from_bytes([0; 16]),
        code: code.to_string(),
        title: String::new(),
        partner: String::new(),
        place: String::new(),
        starts_on,
        ends_on: None,
        week: Vec::new(),
        hours: None,
        age_min: None,
        age_max: None,
        schooling: None,
        papers: Vec::new(),
        seats: Seats::default(),
        opens_on: None,
        closes_on: None,
        first: Vec::new(),
        asks_income: false,
        choices: 1,
        contact: String::new(),
        active: true,
    }
}

struct Cells<'a> {
    sheet: &'a Sheet,
    row: &'a SheetRow,
    today: NaiveDate,
    problems: &'a mut Problems,
    good: bool,
}

impl<'a> Cells<'a> {
    fn wrong(&mut self, text: &str) {
        self.problems.say(self.row.line, text);
        self.good = false;
    }

    /// `None` when the file has no such column.
    fn text(&mut self, head: &str) -> Option<&'a str> {
        let text = match self.sheet.cell(self.row, head)? {
            // What people write where there is nothing to write.
            "-" | "–" => "",
            text => text,
        };
        if guard(text) != text {
            self.wrong(&format!(
                "{head}: parece fórmula de planilha. Escreva o texto."
            ));
        }
        Some(text)
    }

    fn start(&mut self) -> Option<NaiveDate> {
        match self.date("inicio") {
            Some(Some(day)) if (day - self.today).num_days().abs() > START_DAYS_MAX => {
                self.wrong("inicio: confira o ano.");
                None
            }
            Some(Some(day)) => Some(day),
            Some(None) if self.good => {
                self.wrong("falta o dia do início.");
                None
            }
            Some(None) | None => None,
        }
    }

    /// `Some(None)` = the cell is empty, or what is in it was told.
    fn date(&mut self, head: &str) -> Option<Option<NaiveDate>> {
        let text = self.sheet.cell(self.row, head)?;
        if text.is_empty() {
            return Some(None);
        }
        match parse_typed(text, self.today) {
            Ok(day) => Some(Some(day)),
            Err(why) => {
                self.wrong(&format!("{head}: {why}."));
                Some(None)
            }
        }
    }

    fn number(&mut self, head: &str) -> Option<Option<u32>> {
        let text = self.sheet.cell(self.row, head)?;
        // "60 h", "60,0": as people and spreadsheets write it.
        let bare = text.trim_end_matches(['h', 'H', ' ']);
        let bare = bare
            .strip_suffix(",0")
            .or(bare.strip_suffix(".0"))
            .unwrap_or(bare);
        if bare.is_empty() {
            return Some(None);
        }
        match bare.parse() {
            Ok(number) => Some(Some(number)),
            Err(_) => {
                self.wrong(&format!("{head}: escreva um número."));
                Some(None)
            }
        }
    }

    fn yes_no(&mut self, head: &str, into: &mut bool) {
        match self.sheet.cell(self.row, head) {
            None | Some("") => {}
            Some(text) => match yes(text) {
                Some(it) => *into = it,
                None => self.wrong(&format!("{head}: escreva sim ou nao.")),
            },
        }
    }

    fn dates(&mut self, of: &mut Course) {
        for (head, into) in [
            ("fim", &mut of.ends_on),
            ("abre", &mut of.opens_on),
            ("fecha", &mut of.closes_on),
            ("devolucao", &mut of.seats.returns_on),
        ] {
            if let Some(day) = self.date(head) {
                *into = day;
            }
        }
        if let Some(text) = self.sheet.cell(self.row, "horario") {
            match hours(text) {
                Ok(week) => of.week = week,
                Err(why) => self.wrong(&format!("horario: {why}.")),
            }
        }
    }

    fn rules(&mut self, of: &mut Course) {
        for (head, max, into) in [
            ("carga", 5_000, &mut of.hours),
            ("idade minima", 120, &mut of.age_min),
            ("idade maxima", 120, &mut of.age_max),
        ] {
            match self.number(head) {
                Some(Some(number)) if number > max || number == 0 && head == "carga" => {
                    self.wrong(&format!("{head}: {number} é demais ou de menos. Confira."));
                }
                Some(number) => *into = number,
                None => {}
            }
        }
        if let Some(text) = self.sheet.cell(self.row, "escolaridade") {
            match level(text) {
                Ok(level) => of.schooling = level,
                Err(()) => self.wrong(&format!(
                    "escolaridade: não conheço «{text}». Escreva como «{}».",
                    SchoolLevel::Primary.label()
                )),
            }
        }
        if let Some(text) = self.text("documentos") {
            let each = text.split([';', ',']).map(|it| it.trim().to_string());
            of.papers = each.filter(|it| !it.is_empty()).collect();
        }
        if let Some(text) = self.sheet.cell(self.row, "prioridade") {
            of.first.clear();
            for word in text.split([' ', ',', ';']).filter(|it| !it.is_empty()) {
                match FirstGroup::from_code(&fold(word)) {
                    Some(it) if of.first.contains(&it) => {}
                    Some(it) => of.first.push(it),
                    None => self.wrong(&format!(
                        "prioridade: não conheço «{word}». Há {}.",
                        FirstGroup::join(FirstGroup::ALL)
                    )),
                }
            }
            // In one order, so that the same groups are the same class.
            of.first.sort_unstable();
        }
        if let Some(Some(choices)) = self.number("opcoes") {
            of.choices = choices;
        }
        let (mut income, mut active) = (of.asks_income, of.active);
        self.yes_no("renda", &mut income);
        self.yes_no("ativa", &mut active);
        (of.asks_income, of.active) = (income, active);
    }

    fn seats(&mut self, old: Seats, shared: Shared) -> Seats {
        let given = self.number("vagas").map(Option::unwrap_or_default);
        let pool = self.number("comuns").map(Option::unwrap_or_default);
        match shared {
            Shared::Own => Seats {
                own: given.unwrap_or(old.own),
                pool: pool.unwrap_or(old.pool),
                ..old
            },
            Shared::Beside(common) => Seats {
                own: given.unwrap_or(old.own),
                pool: common,
                ..old
            },
            Shared::Whole => Seats {
                own: 0,
                pool: given.or(pool).unwrap_or(old.pool),
                ..old
            },
        }
    }
}

/// "Ensino Fundamental completo", "fundamental completo", "fund"; blank asks
/// for none.
fn level(text: &str) -> Result<Option<SchoolLevel>, ()> {
    let bare = |it: &str| {
        let it = fold(it);
        it.strip_prefix("ensino ").unwrap_or(&it).to_string()
    };
    let wanted = bare(text);
    if wanted.is_empty() {
        return Ok(None);
    }
    let labelled = |it: &&SchoolLevel| bare(it.label()) == wanted;
    let found = SchoolLevel::ALL.iter().find(labelled).copied();
    found
        .or_else(|| SchoolLevel::from_code(text.trim()))
        .map(Some)
        .ok_or(())
}
