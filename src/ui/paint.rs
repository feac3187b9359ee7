//! One picture of the program: the visible screens from below to the top, in
//! the common frame. A screen whose drawing fails shows a plain message in
//! its place and can only be left; the rest of the program goes on.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::canvas::Canvas;
use super::frame;
use super::house;
use super::keys::Hint;
use super::look::{Tone, Width};
use super::screen::Kind;
use super::shell::Shell;
use super::term::caught;
use super::term::charset::clean;
use crate::domain::fault::Broken;

impl<D: 'static> App<D> {
    /// Draws all; returns where the terminal's cursor belongs.
    pub fn draw(&mut self, buffer: &mut Buffer) -> Option<Position> {
        let area = buffer.area;
        if area.is_empty() {
            return None;
        }
        self.asked_by_frame = self.shell.next_id;
        self.shell.look.now = self.now();
        self.shell.look.width = Width::of(area.width);
        self.shell.look.height = area.height;
        let from = self.visible_from();
        let whole = matches!(
            self.stack.get(from)?.screen.kind(),
            Kind::Whole | Kind::Sealed
        );
        let path = self.path();
        let hints = self.stack.last().map(|it| {
            if it.broken {
                Vec::new()
            } else {
                it.screen.hints()
            }
        });
        let sealed = self
            .stack
            .last()
            .is_some_and(|it| it.screen.kind() == Kind::Sealed);
        let Shell {
            look,
            notice,
            progress,
            ..
        } = &mut self.shell;
        let rows = match progress {
            Some(_) if notice.is_none() => 1,
            Some(_) | None => frame::notice_rows(notice.as_ref(), area.width),
        };
        let parts = frame::parts(area, rows);
        let mut canvas = Canvas::new(buffer, look);
        let inside = if whole && notice.is_none() && !sealed {
            area
        } else {
            parts.inside
        };
        let mut faults = Vec::new();
        for entry in &mut self.stack[from..] {
            canvas.forget_cursor();
            if !entry.broken {
                let screen = &mut entry.screen;
                if let Err(place) = caught(|| screen.draw(&mut canvas, inside)) {
                    entry.broken = true;
                    faults.push(place);
                }
            }
            if entry.broken {
                broken(&mut canvas, inside);
            }
        }
        if !whole {
            frame::header(&mut canvas, parts.header, &path);
        }
        if !whole || sealed {
            let house = if sealed {
                Vec::new()
            } else {
                house::footer(self.stack.len() > 1)
            };
            frame::footer(
                &mut canvas,
                parts.footer,
                &hints.unwrap_or_default(),
                &house,
            );
        }
        if notice.is_some() || !whole {
            frame::notice(&mut canvas, parts.notice, notice.as_ref(), *progress);
        }
        if let Some(notice) = notice {
            notice.seen = true;
        }
        let cursor = canvas.cursor_position();
        clean(buffer);
        for place in faults {
            let why = Broken {
                doing: "mostrar esta tela",
                cause: format!("panic {place}"),
            };
            self.shell.fault(why, false);
        }
        cursor
    }

    /// Titles of the pages one is in, "Fila > Nova família".
    fn path(&self) -> String {
        let pages = self
            .stack
            .iter()
            .filter(|it| it.screen.kind() == Kind::Page);
        let titles: Vec<_> = pages.map(|it| it.screen.title()).collect();
        let last = titles.len().saturating_sub(2);
        titles[last..].join(" > ")
    }

    /// Keys of the screen on top and of the house, for help and tests.
    pub fn hints(&self) -> Vec<Hint> {
        let mut all = self
            .stack
            .last()
            .map(|it| it.screen.hints())
            .unwrap_or_default();
        all.extend(house::hints());
        all
    }
}

fn broken(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.wipe(area);
    let text =
        "Esta tela não pôde ser mostrada. Volte com Esc: o que já estava gravado continua gravado.";
    canvas.wrapped(area, text, Tone::Bad);
}
