//! The card as it is drawn: the few lines about the family in order of what
//! the counter needs, then its people, then the last visits. A small window
//! loses the end of each part, never the people.

use ratatui::layout::Rect;

use super::{CardScreen, Line, Row, Sheet};
use crate::app::{FamilyCard, Veil};
use crate::domain::codes::LeaveReason;
use crate::domain::date::show;
use crate::domain::family::Pending;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::canvas::{columns, wrap};
use crate::ui::look::Look;
use crate::ui::screens::kin;
use crate::ui::{Canvas, Cell, Column, Tone};

/// Rows of the window from which the card shows its other keys.
const KEYS_HEIGHT_MIN: u16 = 16;
/// Keys of the table that the footer of 80 columns holds.
const IN_FOOTER: usize = 4;
/// Rows that the pendências may take.
const PENDING_ROWS_MAX: usize = 2;

const PEOPLE: &[Column<Row>] = &[
    Column::new("Nome", 22, |it: &Row, _| Cell {
        tone: tone(it),
        ..Cell::name(it.name())
    })
    .grow(5),
    Column::new("Parentesco", 11, |it: &Row, _| {
        Cell::toned(kin::short(it.kinship()), tone(it))
    })
    .drop(2),
    Column::new("Idade", 5, |it: &Row, _| {
        let age = it
            .member()
            .map_or_else(|| "saiu".to_owned(), |it| short_age(&it.age));
        Cell::toned(age, tone(it))
    })
    .right(),
    Column::new("Nascimento", 10, |it: &Row, _| {
        let day = match &it.line {
            Line::Member(it) => it.birth.clone(),
            Line::Former(it) => show(it.until),
        };
        Cell::toned(day, tone(it))
    })
    .drop(4),
    Column::new("", 12, standing).grow(4).drop(1),
];

fn tone(it: &Row) -> Tone {
    match it.line {
        Line::Member(_) => Tone::Plain,
        Line::Former(_) => Tone::Dim,
    }
}

/// "43 anos" → "43", "cerca de 40 anos" → "~40", "8 meses" → "8m".
fn short_age(age: &str) -> String {
    let (about, rest) = match age.strip_prefix("cerca de ") {
        Some(rest) => ("~", rest),
        None => ("", age),
    };
    match rest.split_once(' ') {
        Some((number, "anos" | "ano")) => format!("{about}{number}"),
        Some((number, "meses" | "mês")) => format!("{number}m"),
        Some(("menos", _)) => "0m".to_owned(),
        _ => String::new(),
    }
}

/// Why somebody left, in the room of a column.
const fn why(it: LeaveReason) -> &'static str {
    match it {
        LeaveReason::Separation => "separação",
        LeaveReason::Division => "divisão",
        LeaveReason::Moved => "mudança",
        LeaveReason::Death => "óbito",
        LeaveReason::Mistake => "engano",
        LeaveReason::Other => "outro motivo",
    }
}

/// What is missing of a member, else what the counter likes to know.
fn standing(it: &Row, _: &Look) -> Cell {
    match &it.line {
        Line::Former(line) => Cell::toned(line.reason.map_or("", why), Tone::Dim),
        Line::Member(_) if !it.missing.is_empty() => {
            Cell::toned(format!("sem {}", it.missing), Tone::Warn)
        }
        Line::Member(line) if line.homeless => Cell::toned("em rua", Tone::Dim),
        Line::Member(line) if line.bpc == Some(true) => Cell::toned("BPC", Tone::Dim),
        Line::Member(_) if it.usual => Cell::toned("costuma vir", Tone::Dim),
        Line::Member(_) => Cell::from(""),
    }
}

impl CardScreen {
    pub(super) fn paint(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let right = self.sheet.as_ref().map_or_else(String::new, about_papers);
        let room = columns(&right) + 24 < area.width;
        let mut rest = self.people.draw_box(canvas, area, "Pessoa");
        let cursor = canvas.cursor_position();
        if room {
            canvas.right(area, 0, &right, Tone::Dim);
        }
        let Some(sheet) = self.sheet.clone() else {
            return;
        };
        if area.height >= KEYS_HEIGHT_MIN {
            // The footer holds half of the keys; the card has room for the rest.
            rest.height = rest.height.saturating_sub(1);
            self.paint_keys(canvas, Rect::new(rest.x, rest.bottom(), rest.width, 1));
        }
        // One row between the parts is a luxury of tall windows.
        let people = u16::try_from(self.people.list.len() + 1).unwrap_or(u16::MAX);
        let head_max = rest.height.saturating_sub(people.min(rest.height * 2 / 3));
        let lines = head(&sheet, canvas.look, area.width);
        let mut used = 0;
        for (text, tone) in lines.iter().take(usize::from(head_max)) {
            canvas.line(rest, used, text, *tone);
            used += 1;
        }
        let gap = u16::from(rest.height > used + people + 1);
        rest = below(rest, used + gap);
        self.people.list.draw(canvas, rest, PEOPLE);
        let mut rest = below(rest, people);
        if let Some(row) = self.people.list.selected() {
            let rows = wrap(&about(row), rest.width);
            for (at, text) in (0..rest.height.min(2)).zip(&rows) {
                canvas.line(rest, at, text, Tone::Dim);
            }
            rest = below(rest, u16::try_from(rows.len()).unwrap_or(2).min(2));
            let person = row.person();
            let groups = self.groups.iter().find(|it| it.person == person);
            let told = groups
                .and_then(|it| it.told.open())
                .filter(|it| !it.is_empty());
            if let Some(told) = told {
                let text = format!("Grupos: {}", told.join("; "));
                canvas.line(rest, 0, &text, Tone::Plain);
                rest = below(rest, 1);
            }
            rest = below(rest, 1);
        }
        if rest.height >= 2 {
            paint_visits(canvas, rest, &sheet.card);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }
}

impl CardScreen {
    fn paint_keys(&self, canvas: &mut Canvas<'_>, at: Rect) {
        let mut x = at.x;
        let hints = crate::ui::hints(super::KEYS, self);
        for it in hints.iter().skip(IN_FOOTER).filter(|it| it.off.is_none()) {
            x = canvas.text(x, at.y, at.right().saturating_sub(x), &it.key, Tone::Key);
            let label = format!(" {}  ", it.label);
            x = canvas.text(x, at.y, at.right().saturating_sub(x), &label, Tone::Dim);
        }
    }
}

fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    }
}

/// The person marked, in what has no column.
fn about(row: &Row) -> String {
    let mut parts: Vec<String> = Vec::new();
    match &row.line {
        Line::Former(it) => {
            let why = it.reason.map_or("saiu da família", |it| it.label());
            parts.push(format!("saiu em {}: {why}", show(it.until)));
        }
        Line::Member(it) => {
            let named = [
                ("CPF", it.cpf.as_str()),
                ("NIS", &it.nis),
                ("apoio:", &it.support),
                ("", it.occupation),
                ("", it.schooling),
            ];
            let named = named.iter().filter(|it| !it.1.is_empty());
            parts.extend(named.map(|it| format!("{} {}", it.0, it.1).trim().to_owned()));
            if it.bpc == Some(true) {
                parts.push("recebe BPC".to_owned());
            }
            if it.homeless {
                parts.push("em situação de rua".to_owned());
            }
        }
    }
    parts.join(" · ")
}

/// "aberto em 12/03/2026 · base 05/2026".
fn about_papers(sheet: &Sheet) -> String {
    let mut parts = Vec::new();
    if !sheet.card.cod_familiar.is_empty() {
        parts.push(format!("código {}", sheet.card.cod_familiar));
    }
    if let Some(month) = &sheet.base_month {
        parts.push(format!("base de {month}"));
    }
    parts.join(" · ")
}

/// The lines about the family, the most needed first.
fn head(sheet: &Sheet, look: &Look, width: u16) -> Vec<(String, Tone)> {
    let card = &sheet.card;
    let mut out = Vec::new();
    let secret = if card.secret { "  (SOB SIGILO)" } else { "" };
    out.push((
        format!("Família de {}{secret}", look.name(&card.title)),
        Tone::Strong,
    ));
    if let Veil::Open(Some(it)) = &card.address {
        let rows = wrap(&it.text(), width).into_iter().take(2);
        out.extend(rows.map(|it| (it, Tone::Plain)));
    }
    out.extend(match &card.address {
        Veil::Hidden => Some(("Endereço sob sigilo.".to_owned(), Tone::Dim)),
        Veil::Open(Some(_)) => None,
        Veil::Open(None) if card.homeless => Some(("Em situação de rua.".to_owned(), Tone::Plain)),
        Veil::Open(None) => Some(("Sem endereço: F5 anota.".to_owned(), Tone::Dim)),
    });
    out.push(phones(card, look));
    let pending = of_family(card).join(" · ");
    if !pending.is_empty() {
        let rows = wrap(&pending, width.saturating_sub(2));
        let rows = rows.into_iter().take(PENDING_ROWS_MAX);
        out.extend(rows.map(|it| (format!("! {it}"), Tone::Warn)));
    }
    if !card.note.is_empty() {
        let rows = wrap(&format!("Recado: {}", card.note), width);
        out.extend(rows.into_iter().take(2).map(|it| (it, Tone::Strong)));
    }
    let facts = facts(card, look).join(" · ");
    if !facts.is_empty() {
        out.push((facts, Tone::Dim));
    }
    out
}

fn phones(card: &FamilyCard, look: &Look) -> (String, Tone) {
    let Veil::Open(all) = &card.phones else {
        return ("Telefone sob sigilo.".to_owned(), Tone::Dim);
    };
    if all.is_empty() {
        return ("Sem telefone: F4 anota.".to_owned(), Tone::Dim);
    }
    let told = all.iter().map(|it| {
        let kind = if it.message { "recado" } else { "" };
        let owner = look.name(&it.owner);
        let whose = [kind, &owner].into_iter().filter(|it| !it.is_empty());
        let whose: Vec<&str> = whose.collect();
        if whose.is_empty() {
            it.text.clone()
        } else {
            format!("{} ({})", it.text, whose.join(": "))
        }
    });
    (told.collect::<Vec<_>>().join(" · "), Tone::Plain)
}

/// What is pending of the family as a whole; of a person, it stands beside them.
fn of_family(card: &FamilyCard) -> Vec<String> {
    card.pending
        .iter()
        .filter_map(|it| match it {
            Pending::NoCpf { .. } | Pending::MissingDocs { .. } | Pending::NoBirth { .. } => None,
            // The lines above say so already.
            Pending::NoPhone | Pending::NoAddress => None,
            Pending::Differences { count: 1 } => Some("CadÚnico diz diferente: 1 (F6)".to_owned()),
            Pending::Differences { count } => Some(format!("CadÚnico diz diferente: {count} (F6)")),
            Pending::Stale { .. }
            | Pending::NotInBase
            | Pending::TwoFamilies { .. }
            | Pending::Donor { .. } => Some(it.text()),
        })
        .collect()
}

pub(super) fn missing_of(card: &FamilyCard, who: Id<Person>) -> String {
    let mut out: Vec<&str> = Vec::new();
    for it in &card.pending {
        match it {
            Pending::NoCpf { person, .. } if *person == who => out.push("CPF"),
            Pending::NoBirth { person, .. } if *person == who => out.push("nascimento"),
            Pending::MissingDocs { person, docs, .. } if *person == who => {
                out.extend(docs.iter().map(|it| it.code()));
            }
            Pending::NoCpf { .. }
            | Pending::NoBirth { .. }
            | Pending::MissingDocs { .. }
            | Pending::Stale { .. }
            | Pending::NotInBase
            | Pending::TwoFamilies { .. }
            | Pending::NoPhone
            | Pending::NoAddress
            | Pending::Donor { .. }
            | Pending::Differences { .. } => {}
        }
    }
    out.join(", ")
}

fn facts(card: &FamilyCard, look: &Look) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(match card.pbf {
        Some(true) => Some("Bolsa Família: sim".to_owned()),
        Some(false) => Some("Bolsa Família: não".to_owned()),
        None => None,
    });
    if let Some((_, name, times)) = &card.usual_visitor {
        out.push(format!("costuma vir {} ({times}x)", look.name(name)));
    }
    if let Some((_, name)) = &card.technician {
        out.push(format!("referência: {}", crate::domain::name::short(name)));
    }
    out.extend(card.specificity.map(|it| it.label().to_owned()));
    out.extend(card.gpte.map(|it| it.label().to_owned()));
    let community = card.community.open().filter(|it| !it.is_empty());
    out.extend(community.cloned());
    if card.homeless {
        out.push("em situação de rua".to_owned());
    }
    out.push(format!("aberto em {}", show(card.opened_on)));
    out
}

fn paint_visits(canvas: &mut Canvas<'_>, area: Rect, card: &FamilyCard) {
    if card.visits.is_empty() {
        canvas.line(area, 0, "Ainda não veio à unidade.", Tone::Dim);
        return;
    }
    canvas.line(area, 0, "Últimas vindas", Tone::Title);
    for (row, it) in (1..area.height).zip(&card.visits) {
        let what = match &it.demands {
            Veil::Open(all) => all.join(", "),
            Veil::Hidden => "assunto reservado".to_owned(),
        };
        let name = canvas.look.name(&it.name).into_owned();
        let text = format!("  {}  {name}: {what} ({})", show(it.day), it.outcome);
        canvas.line(area, row, &text, Tone::Plain);
    }
}
