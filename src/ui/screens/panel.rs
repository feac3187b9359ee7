//! The call panel of the waiting room, for a second screen: the last ticket as
//! big as the window allows, where to go, the calls before it, the hour. Needs
//! nobody logged in and therefore shows what the desk gives without a role:
//! codes, seats, and first names only where the unit allows them. It draws
//! when a call changed and once a minute, and never anything else.

use std::borrow::Cow;

use chrono::{DateTime, Duration, Utc};
use ratatui::layout::Rect;

use crate::app::PanelCall;
use crate::domain::unit::Setting;
use crate::paper::big;
use crate::ui::canvas::columns;
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, Kind, Screen, Tone, Topic, Topics};

pub struct Panel {
    calls: Vec<PanelCall>,
    bell: bool,
    /// The call that was last rung for; `None` before the first answer.
    rung: Option<Option<Rung>>,
    /// The system tells when another desk wrote; else it is asked.
    watched: bool,
    asked_at: Option<DateTime<Utc>>,
}

type Rung = (String, DateTime<Utc>, u8);

/// How often to look where the system gives no notice of other desks.
const LOOK_EVERY_S: i64 = 2;
/// A letter grows no further than this.
const SCALE_MAX: u16 = 8;
/// Rows from which the seat is drawn big too.
const SEAT_ROWS_MIN: u16 = 13;
/// Rows that the call keeps before earlier calls are shown.
const CALL_ROWS_MIN: u16 = 8;

impl Panel {
    pub fn new(watched: bool) -> Self {
        Self {
            calls: Vec::new(),
            bell: true,
            rung: None,
            watched,
            asked_at: None,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        self.asked_at = Some(cx.now());
        cx.ask_latest(
            "painel",
            "ler as chamadas",
            |desk: &mut Desk| Ok((desk.panel()?, desk.setting_is_on(Setting::PanelBell)?)),
            |it: &mut Self, (calls, bell), cx| {
                let newest = calls
                    .first()
                    .map(|it| (it.code.clone(), it.called_at, it.calls));
                let new = newest.is_some() && it.rung.as_ref().is_some_and(|rung| *rung != newest);
                it.rung = Some(newest);
                (it.calls, it.bell) = (calls, bell);
                if new && bell {
                    cx.bell();
                }
            },
        );
    }

    /// The code as big as it can be, then all of it in words, then where to go
    /// in big letters when there is room for them.
    fn draw_call(&self, canvas: &mut Canvas<'_>, area: Rect, call: &PanelCall) {
        let seat = unaccented(&call.seat);
        let big_seat = area.height >= SEAT_ROWS_MIN && scale(&seat, area.width, tall(1)) > 0;
        let below = 1 + if big_seat { tall(1) + 1 } else { 0 };
        let size = scale(
            &call.code,
            area.width,
            area.height.saturating_sub(below + 1),
        );
        let high = if size == 0 { 1 } else { tall(size) };
        let spare = area.height.saturating_sub(high + below);
        let mut y = area.y + spare / 2;
        if size == 0 {
            centred(canvas, area, y, &call.code, Tone::Strong);
        } else {
            draw_big(canvas, area, y, &call.code, size);
        }
        y = y.saturating_add(high + u16::from(spare > 1));
        // In plain letters too: big ones say nothing to a screen reader.
        let mut words = vec![call.code.clone(), call.seat.clone()];
        words.extend(call.name.iter().map(|it| canvas.look.name(it).into_owned()));
        centred(canvas, area, y, &words.join("  "), Tone::Title);
        canvas.cursor(area.x, y);
        if big_seat {
            draw_big(canvas, area, y.saturating_add(2), &seat, 1);
        }
    }
}

/// The big letters have no accents.
fn unaccented(text: &str) -> String {
    crate::domain::name::fold(text).to_uppercase()
}

/// The biggest letters that fit: each point is `scale` columns and half as
/// many rows, because cells are about twice as tall as wide. 0 when none fit.
fn scale(code: &str, width: u16, height: u16) -> u16 {
    let wide = big::rows(code).first().map_or(0, |it| columns(it));
    (1..=SCALE_MAX)
        .rev()
        .find(|it| wide.saturating_mul(*it) <= width && tall(*it) <= height)
        .unwrap_or(0)
}

/// Rows of a letter at a scale.
fn tall(scale: u16) -> u16 {
    let points = u16::try_from(big::TALL).unwrap_or(5);
    points.saturating_mul(scale.div_ceil(2))
}

fn draw_big(canvas: &mut Canvas<'_>, area: Rect, y: u16, code: &str, scale: u16) {
    let drawn = big::rows(code);
    let wide = drawn
        .first()
        .map_or(0, |it| columns(it))
        .saturating_mul(scale);
    let x = area.x + area.width.saturating_sub(wide) / 2;
    let mut at = y;
    for row in &drawn {
        let line: String = row
            .chars()
            .flat_map(|it| {
                let sign = if it == '#' { '█' } else { ' ' };
                std::iter::repeat_n(sign, usize::from(scale))
            })
            .collect();
        for _ in 0..scale.div_ceil(2) {
            if at < area.bottom() {
                canvas.text(x, at, area.right().saturating_sub(x), &line, Tone::Strong);
            }
            at = at.saturating_add(1);
        }
    }
}

fn centred(canvas: &mut Canvas<'_>, area: Rect, y: u16, text: &str, tone: Tone) {
    if y < area.bottom() {
        let x = area.x + area.width.saturating_sub(columns(text)) / 2;
        canvas.text(x, y, area.right().saturating_sub(x), text, tone);
    }
}

impl Screen for Panel {
    fn title(&self) -> Cow<'_, str> {
        "Painel".into()
    }

    fn help(&self) -> &str {
        "A tela da sala de espera: a última chamada e as anteriores. Ctrl+Q sai. Se mostra o \
         primeiro nome e se toca a campainha, a coordenação decide em Configurações."
    }

    fn kind(&self) -> Kind {
        Kind::Whole
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Line, Topic::Unit]) {
            self.load(cx);
        }
    }

    /// The minute of the clock; and midnight empties the panel.
    fn due(&self) -> Option<DateTime<Utc>> {
        let at = self.asked_at?;
        if !self.watched {
            return Some(at + Duration::seconds(LOOK_EVERY_S));
        }
        let spent = at.timestamp_millis().rem_euclid(60_000);
        Some(at + Duration::milliseconds(60_000 - spent))
    }

    fn tick(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.wipe(area);
        let clock = canvas.look.zone.clock(canvas.look.now);
        let unit = canvas.look.unit.clone();
        canvas.line(area, 0, &format!(" {unit}"), Tone::Plain);
        canvas.right(area, 0, &format!("{clock} "), Tone::Strong);
        canvas.tint(
            Rect {
                height: 1.min(area.height),
                ..area
            },
            Tone::Header,
        );
        let before = self.calls.get(1..).unwrap_or_default();
        // The earlier calls go first when there is little room.
        let wanted = u16::try_from(before.len()).unwrap_or(0);
        let wanted = if wanted == 0 { 0 } else { wanted + 1 };
        let inside = area.height.saturating_sub(1);
        let list = wanted
            .min(inside / 3)
            .min(inside.saturating_sub(CALL_ROWS_MIN));
        let body = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1 + list),
            ..area
        };
        match self.calls.first() {
            Some(call) => self.draw_call(canvas, body, call),
            None => {
                let y = body.y + body.height / 2;
                centred(
                    canvas,
                    body,
                    y,
                    "Aguarde: sua senha será chamada aqui.",
                    Tone::Plain,
                );
            }
        }
        let at = Rect {
            y: body.bottom(),
            height: list,
            ..area
        };
        if list > 0 {
            canvas.rule(at, 0);
        }
        let zone = canvas.look.zone;
        let lines: Vec<String> = before
            .iter()
            .map(|call| {
                let name = call.name.as_deref().unwrap_or_default();
                let name = canvas.look.name(name).into_owned();
                let hour = zone.clock(call.called_at);
                format!("{hour}  {:<7}  {:<12}  {name}", call.code, call.seat)
            })
            .collect();
        let wide = lines.iter().map(|it| columns(it)).max().unwrap_or(0);
        let x = at.x + at.width.saturating_sub(wide) / 2;
        for (row, line) in (1..list).zip(&lines) {
            let room = at.right().saturating_sub(x);
            canvas.text(x, at.y + row, room, line, Tone::Plain);
        }
        if canvas.cursor_position().is_none() {
            canvas.cursor(area.x, area.y);
        }
    }

    fn key(&mut self, _: Key, _: &mut Cx<'_>) -> Handled {
        Handled::No
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}
