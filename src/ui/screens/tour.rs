//! The guided first shift of the demonstration: a small box beside the line
//! that says the next thing to try, ticks it when it was done and never stands
//! in the way. What was done comes from the journal and from the keys of the
//! house; the order of steps is `domain::tour`'s.

use ratatui::layout::Rect;

use super::home::Home;
use crate::domain::tour::{Fact, Step, Tour};
use crate::ui::canvas::wrap;
use crate::ui::house::House;
use crate::ui::look::Width;
use crate::ui::{Canvas, Cx, Desk, Hint, Look, Tone};

#[derive(Default)]
pub struct TourBox {
    tour: Tour,
    /// The step that was finished last, to be said with the next one.
    done: Option<&'static Step>,
    /// The journal's entry up to which was looked.
    seen: Option<i64>,
    left: bool,
}

/// Columns of the box where it stands at the right.
const SIDE_COLUMNS: u16 = 38;
/// Rows that the line keeps when the box stands below it.
const LINE_ROWS_MIN: u16 = 5;

pub const HELP: &str = "O passeio diz o próximo passo e o marca quando foi feito, em qualquer \
                        ordem. Nada daqui fica gravado: experimente. Na caixa, digite pedaços do \
                        nome (mar sou), um número de documento, a linha da lista (7) ou a senha \
                        (CU12); Enter segue.";

const END: &str = "Pronto: você já conhece o dia inteiro. Continue experimentando, nada daqui fica \
                   gravado. O manual está no menu.";

impl TourBox {
    pub fn is_open(&self) -> bool {
        !self.left
    }

    pub fn leave(&mut self) {
        self.left = true;
    }

    /// Goes on without doing the step.
    pub fn skip(&mut self) {
        self.done = None;
        if self.tour.is_over() {
            self.left = true;
        }
        self.tour.skip();
    }

    pub fn note(&mut self, fact: Fact) {
        let step = self.tour.current();
        if self.tour.note(fact) {
            self.done = step;
        }
    }

    /// Asks the desk what was written since the last time.
    pub fn ask(&mut self, cx: &mut Cx<'_>) {
        if self.left || self.tour.is_over() {
            return;
        }
        let seen = self.seen;
        cx.ask_latest(
            "passeio",
            "ver o que já foi feito",
            move |desk: &mut Desk| desk.tour_facts(seen),
            |home: &mut Home, (seen, facts), _| {
                if let Some(it) = home.tour_mut() {
                    it.seen = Some(seen);
                    for fact in facts {
                        it.note(fact);
                    }
                }
            },
        );
    }

    /// Where the box stands, and what is left for the line.
    pub fn split(&self, area: Rect) -> (Rect, Rect) {
        if self.left {
            return (area, Rect::default());
        }
        if Width::of(area.width) == Width::Wide && area.height > 8 {
            let width = area.width - SIDE_COLUMNS - 2;
            let side = Rect {
                x: area.x + width + 2,
                width: SIDE_COLUMNS,
                ..area
            };
            return (Rect { width, ..area }, side);
        }
        let rows = u16::try_from(wrap(self.text(), area.width).len()).unwrap_or(4) + 2;
        let rows = rows.min(area.height.saturating_sub(LINE_ROWS_MIN));
        let line = Rect {
            height: area.height - rows,
            ..area
        };
        let below = Rect {
            y: line.bottom(),
            height: rows,
            ..area
        };
        (line, below)
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.look(canvas.look);
        if self.left || area.is_empty() {
            return;
        }
        canvas.rule(area, 0);
        let title = match self.tour.current() {
            Some(step) => format!("Passeio {}: {} ", self.tour.progress_text(), step.title),
            None => "Fim do passeio ".to_owned(),
        };
        canvas.line(area, 0, &title, Tone::Title);
        let body = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
        let used = canvas.wrapped(body, self.text(), Tone::Plain);
        if let Some(done) = self.done {
            let text = format!("Feito: {}.", done.title);
            canvas.line(body, used, &text, Tone::Good);
        }
        if used < body.height {
            canvas.right(body, used, "Tab pula, Esc esconde", Tone::Dim);
        }
    }

    fn text(&self) -> &'static str {
        self.tour.current().map_or(END, |it| it.text)
    }

    /// Keys of the house leave no trace in the journal.
    fn look(&mut self, look: &Look) {
        for (key, fact) in [
            (House::BlankNames, Fact::NamesHidden),
            (House::Lock, Fact::Locked),
            (House::Help, Fact::HelpSeen),
        ] {
            if look.tried(key) {
                self.note(fact);
            }
        }
    }

    pub fn hints(&self) -> Vec<Hint> {
        if self.left {
            return Vec::new();
        }
        vec![Hint::plain(
            "Tab",
            "pular passo",
            "Passa ao passo seguinte do passeio; Esc esconde o passeio.",
        )]
    }
}
