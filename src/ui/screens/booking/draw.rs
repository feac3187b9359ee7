//! How the screens of a booking look.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::{BookingScreen, Contact, Wanted};
use crate::app::{AgendaLine, AppointmentCard, SlotLine};
use crate::domain::ids::mask_phone;
use crate::domain::time::day_title;
use crate::ui::canvas::wrap;
use crate::ui::{Canvas, Cell, Column, Look, Tone};

/// Appointments of the family shown above the places.
const AHEAD_ROWS: usize = 3;

/// "qua 25/11", with the year only when it is not this one.
pub(super) fn day_short(day: NaiveDate, today: NaiveDate) -> String {
    let whole = day_title(day);
    match whole.rsplit_once('/') {
        Some((short, _)) if chrono::Datelike::year(&day) == chrono::Datelike::year(&today) => {
            short.to_owned()
        }
        _ => whole,
    }
}

pub(super) const PLACES: &[Column<SlotLine>] = &[
    Column::new("Dia", 9, |it: &SlotLine, look| {
        Cell::from(day_short(it.slot.day, look.today()))
    }),
    Column::new("Hora", 5, |it: &SlotLine, _| {
        Cell::toned(it.slot.starts.to_string(), Tone::Strong)
    }),
    Column::new("até", 5, |it: &SlotLine, _| {
        Cell::from(it.slot.ends.to_string())
    })
    .drop(3),
    Column::new("Com", 14, |it: &SlotLine, _| {
        Cell::from(it.provider.clone())
    })
    .grow(3),
    Column::new("Onde", 10, |it: &SlotLine, _| Cell::from(it.place.clone()))
        .grow(2)
        .drop(2),
    Column::new("", 12, |it: &SlotLine, _| match &it.clash {
        Some(clash) => Cell::toned(format!("já tem {clash}"), Tone::Warn),
        None if it.slot.places > 1 => {
            Cell::from(format!("{} de {}", it.slot.free(), it.slot.places))
        }
        None => Cell::from(""),
    })
    .grow(3)
    .drop(1),
];

/// One appointment in one line: "qua 25/11 14:00  Ana: visita, com Rosa".
pub(super) fn line_of(it: &AgendaLine, look: &Look) -> String {
    format!(
        "{} {}  {}: {}, com {}",
        day_short(it.day, look.today()),
        it.starts,
        look.name(&it.name),
        it.service,
        it.provider
    )
}

/// What is said of one appointment, most needed first.
pub(super) fn card_lines(card: &AppointmentCard, look: &Look) -> Vec<(String, Tone)> {
    let it = &card.it;
    let place = match card.place.as_str() {
        "" => String::new(),
        place => format!(", {place}"),
    };
    let mut out = vec![
        (look.name(&it.name).into_owned(), Tone::Strong),
        (
            format!("{}, das {} às {}", day_title(it.day), it.starts, it.ends),
            Tone::Title,
        ),
        (
            format!("{}, com {}{place}", it.service, it.provider),
            Tone::Plain,
        ),
        (
            format!("Linha {} da lista do dia. {}", it.line, it.status.label()),
            Tone::Plain,
        ),
    ];
    out.push(match (it.phone_hidden, it.phone.as_str()) {
        (true, _) => ("Telefone sob sigilo.".to_owned(), Tone::Dim),
        (false, "") => ("Sem telefone.".to_owned(), Tone::Dim),
        (false, phone) => (format!("Telefone {}", mask_phone(phone)), Tone::Plain),
    });
    if !card.papers.is_empty() {
        out.push((format!("Trazer: {}", card.papers.join("; ")), Tone::Strong));
    }
    out
}

/// Texts one under the other, each in as many rows as it needs; returns how
/// many were used.
pub(super) fn paint_lines(canvas: &mut Canvas<'_>, area: Rect, lines: &[(String, Tone)]) -> u16 {
    let mut row = 0;
    for (text, tone) in lines {
        for part in wrap(text, area.width) {
            canvas.line(area, row, &part, *tone);
            row = row.saturating_add(1);
        }
    }
    row.min(area.height)
}

impl BookingScreen {
    pub(super) fn paint(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let about = self.about(canvas.look);
        // On a low window what is chosen from goes before what is known.
        let room = area.height.saturating_sub(4);
        let about: Vec<_> = about.into_iter().take(usize::from(room)).collect();
        let used = paint_lines(canvas, area, &about);
        let body = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        if self.service.is_some() {
            self.paint_places(canvas, body);
        } else {
            self.paint_services(canvas, body);
        }
    }

    fn about(&self, look: &Look) -> Vec<(String, Tone)> {
        let mut out = vec![(look.name(&self.name).into_owned(), Tone::Strong)];
        match (&self.moving, &self.phone) {
            (Some(it), _) => {
                let (day, starts) = (day_title(it.day), it.starts);
                out.push((format!("Sai de {day} às {starts}."), Tone::Plain));
            }
            (None, Contact::Hidden) => out.push(("Telefone sob sigilo.".to_owned(), Tone::Dim)),
            (None, Contact::Nowhere) => {
                out.push(("Sem telefone: F2 anota.".to_owned(), Tone::Dim));
            }
            (None, Contact::Known(it)) => {
                out.push((format!("Telefone {}: F2 troca.", it.text), Tone::Plain));
            }
        }
        if let Some(it) = self.repeat {
            let weeks = match it.weeks {
                1 => "toda semana".to_owned(),
                many => format!("a cada {many} semanas"),
            };
            out.push((
                format!("Repete {weeks}, {} vezes: F4 muda.", it.times),
                Tone::Plain,
            ));
        }
        let ahead = self.sheet.as_ref().map_or(&[][..], |it| &it.ahead);
        let shown = ahead.iter().take(AHEAD_ROWS);
        out.extend(shown.map(|it| (format!("Já tem: {}", line_of(it, look)), Tone::Warn)));
        if ahead.len() > AHEAD_ROWS {
            let more = ahead.len() - AHEAD_ROWS;
            out.push((format!("e mais {more}: F3 mostra."), Tone::Dim));
        }
        out
    }

    fn paint_services(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.paint_box(canvas, area, "Serviço", "a letra escolhe");
        let cursor = canvas.cursor_position();
        if self.sheet.is_some() {
            self.services.draw_plain(canvas, rest, |it| {
                format!("{:1}  {} ({} min)", it.letter, it.label, it.minutes)
            });
        }
        if let Some(it) = cursor {
            canvas.cursor(it.x, it.y);
        }
    }

    fn paint_places(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let (label, hint) = match self.wanted {
            Wanted::Next => (
                "Dia",
                "25, 25/11, +7, ter, ou a linha; Enter pega a marcada",
            ),
            Wanted::Day(_) | Wanted::Hour(..) => {
                ("Hora", "14, 8h, 830, ou a linha; Enter pega a marcada")
            }
        };
        let service = self.service.as_ref().map_or("", |it| it.label.as_str());
        canvas.line(area, 0, service, Tone::Title);
        let below = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        let mut rest = self.paint_box(canvas, below, label, hint);
        let cursor = canvas.cursor_position();
        if !self.note.is_empty() && rest.height > 1 {
            canvas.line(rest, 0, &self.note, Tone::Warn);
            rest.y += 1;
            rest.height -= 1;
        }
        // Nothing is said of no place before the answer is here.
        if self.answered || !self.places.is_empty() {
            self.places.draw(canvas, rest, PLACES);
        }
        if let Some(it) = cursor {
            canvas.cursor(it.x, it.y);
        }
    }

    /// The box with its label and, while it is blank, what may be said in it.
    fn paint_box(&mut self, canvas: &mut Canvas<'_>, area: Rect, label: &str, hint: &str) -> Rect {
        if area.is_empty() {
            canvas.cursor(area.x, area.y);
            return area;
        }
        let x = canvas.text(
            area.x,
            area.y,
            area.width,
            &format!("{label}: "),
            Tone::Title,
        );
        let left = area.right().saturating_sub(x);
        self.line
            .draw(canvas, Rect::new(x, area.y, left.min(12), 1), true);
        let after = x.saturating_add(14);
        let room = area.right().saturating_sub(after);
        canvas.text(after, area.y, room, hint, Tone::Dim);
        Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        }
    }
}
