//! Lines of a page onto sheets: where each piece of text goes, in points from
//! the lower left corner, and where a sheet ends. A part is never left alone
//! at the foot, and a table says its heads again on the next sheet.

use super::letters::{Font, encode, width};
use crate::domain::name::shown;
use crate::paper::page::{Align, Line, Page};

/// A4, in points.
pub const WIDE: f32 = 595.0;
pub const TALL: f32 = 842.0;
const LEFT: f32 = 57.0;
const RIGHT: f32 = WIDE - 57.0;
const TOP: f32 = TALL - 57.0;
/// Below this stands the footer.
const FOOT: f32 = 68.0;

const BODY: f32 = 10.5;
const LEAD: f32 = 14.5;
const GRID: f32 = 9.0;
const GRID_LEAD: f32 = 12.5;
const SMALL: f32 = 8.0;
const TITLE: f32 = 15.0;
const BIG: f32 = 54.0;
const GAP: f32 = 9.0;
/// Room of a step's number.
const STEP: f32 = 20.0;
/// Labels wider than this stand above their value.
const LABEL_MAX: f32 = 165.0;

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    Text {
        x: f32,
        y: f32,
        font: Font,
        size: f32,
        bytes: Vec<u8>,
    },
    /// From one x to another at that height.
    Rule(f32, f32, f32),
}

/// Sheets with what stands on each; the footer and its number included.
pub fn sheets(page: &Page) -> Vec<Vec<Mark>> {
    let mut flow = Flow {
        sheets: vec![Vec::new()],
        y: TOP,
    };
    for row in wrap(&page.title, Font::Bold, TITLE, RIGHT - LEFT) {
        flow.centered(&row, Font::Bold, TITLE, TITLE * 1.3);
    }
    flow.rule();
    let labels = page.lines.iter().filter_map(|it| match it {
        Line::Fact(label, _) => Some(label_width(label)),
        Line::Blank
        | Line::Rule
        | Line::Part(_)
        | Line::Text(_)
        | Line::Centered(_)
        | Line::Big(_)
        | Line::Item(_)
        | Line::Step(..)
        | Line::Grid(..) => None,
    });
    let labels = labels.filter(|it| *it <= LABEL_MAX).fold(0.0_f32, f32::max);
    for line in &page.lines {
        flow.line(line, labels);
    }
    flow.footer(&page.footer);
    flow.sheets
}

struct Flow {
    sheets: Vec<Vec<Mark>>,
    /// Where the next line begins, at its top.
    y: f32,
}

impl Flow {
    fn line(&mut self, line: &Line, labels: f32) {
        match line {
            Line::Blank => self.y -= LEAD * 0.7,
            Line::Rule => self.rule(),
            Line::Part(title) => {
                self.y -= LEAD * 0.6;
                // With at least two lines of what follows.
                self.keep(LEAD * 3.0);
                for row in wrap(&title.to_uppercase(), Font::Bold, BODY, RIGHT - LEFT) {
                    self.put(LEFT, &row, Font::Bold, BODY, LEAD);
                }
            }
            Line::Text(text) => {
                for row in wrap(text, Font::Plain, BODY, RIGHT - LEFT) {
                    self.put(LEFT, &row, Font::Plain, BODY, LEAD);
                }
            }
            Line::Centered(text) => {
                for row in wrap(text, Font::Plain, BODY, RIGHT - LEFT) {
                    self.centered(&row, Font::Plain, BODY, LEAD);
                }
            }
            Line::Big(text) => {
                for row in wrap(text, Font::Bold, BIG, RIGHT - LEFT) {
                    self.centered(&row, Font::Bold, BIG, BIG * 1.15);
                }
            }
            Line::Item(text) => self.hang(3.0, b"\x95", 14.0, text),
            Line::Step(mark, text) => {
                let mark = cut(&encode(&shown(mark)), Font::Plain, BODY, STEP - 2.0);
                self.hang(0.0, &mark, STEP, text);
            }
            Line::Fact(label, value) => self.fact(label, value, labels),
            Line::Grid(heads, rows) => self.grid(heads, rows),
        }
    }

    /// A text with its mark before the first line, the others under it.
    fn hang(&mut self, at: f32, mark: &[u8], indent: f32, text: &str) {
        let rows = wrap(text, Font::Plain, BODY, RIGHT - LEFT - indent);
        for (n, row) in rows.iter().enumerate() {
            self.keep(LEAD);
            if n == 0 {
                self.text(LEFT + at, mark, Font::Plain, BODY);
            }
            self.put(LEFT + indent, row, Font::Plain, BODY, LEAD);
        }
    }

    fn fact(&mut self, label: &str, value: &str, labels: f32) {
        let own = label_width(label);
        let named = format!("{}:", shown(label));
        let mut x = LEFT + labels + GAP;
        if own > LABEL_MAX {
            self.keep(LEAD * 2.0);
            for row in wrap(&named, Font::Bold, BODY, RIGHT - LEFT) {
                self.put(LEFT, &row, Font::Bold, BODY, LEAD);
            }
            x = LEFT + 14.0;
        } else {
            self.keep(LEAD);
            self.text(LEFT, &encode(&named), Font::Bold, BODY);
        }
        for row in wrap(value, Font::Plain, BODY, RIGHT - x) {
            self.put(x, &row, Font::Plain, BODY, LEAD);
        }
    }

    fn grid(&mut self, heads: &[(String, Align)], rows: &[Vec<String>]) {
        let wide = widths(heads, rows);
        self.keep(GRID_LEAD * 3.0);
        self.heads(heads, &wide);
        for row in rows {
            if self.y - GRID_LEAD < FOOT {
                self.turn();
                self.heads(heads, &wide);
            }
            let cells = row.iter().map(String::as_str);
            self.row(cells, heads, &wide, Font::Plain);
        }
        self.y -= GRID_LEAD * 0.3;
    }

    fn heads(&mut self, heads: &[(String, Align)], wide: &[f32]) {
        let cells = heads.iter().map(|it| it.0.as_str());
        self.row(cells, heads, wide, Font::Bold);
        let y = self.y;
        self.mark(Mark::Rule(LEFT, RIGHT, y + 1.0));
        self.y -= 3.0;
    }

    fn row<'a>(
        &mut self,
        cells: impl Iterator<Item = &'a str>,
        heads: &[(String, Align)],
        wide: &[f32],
        font: Font,
    ) {
        let mut x = LEFT;
        for ((cell, (_, align)), wide) in cells.zip(heads).zip(wide) {
            let bytes = cut(&encode(&shown(cell)), font, GRID, *wide);
            let at = match align {
                Align::Left => x,
                Align::Right => x + wide - width(&bytes, font, GRID),
            };
            self.text(at, &bytes, font, GRID);
            x += wide + GAP;
        }
        self.y -= GRID_LEAD;
    }

    fn rule(&mut self) {
        self.keep(LEAD);
        let y = self.y - 3.0;
        self.mark(Mark::Rule(LEFT, RIGHT, y));
        self.y -= LEAD * 0.8;
    }

    fn centered(&mut self, bytes: &[u8], font: Font, size: f32, lead: f32) {
        let x = (WIDE - width(bytes, font, size)) / 2.0;
        self.put(x, bytes, font, size, lead);
    }

    /// One line, on the next sheet when this one is full.
    fn put(&mut self, x: f32, bytes: &[u8], font: Font, size: f32, lead: f32) {
        self.keep(lead);
        self.text(x, bytes, font, size);
        self.y -= lead;
    }

    /// Text at this height; the height stays.
    fn text(&mut self, x: f32, bytes: &[u8], font: Font, size: f32) {
        if !bytes.is_empty() {
            let y = self.y - size;
            self.mark(Mark::Text {
                x,
                y,
                font,
                size,
                bytes: bytes.to_vec(),
            });
        }
    }

    fn keep(&mut self, room: f32) {
        if self.y - room < FOOT {
            self.turn();
        }
    }

    fn turn(&mut self) {
        self.sheets.push(Vec::new());
        self.y = TOP;
    }

    fn mark(&mut self, it: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.push(it);
        }
    }

    fn footer(&mut self, said: &str) {
        let count = self.sheets.len();
        for (at, sheet) in self.sheets.iter_mut().enumerate() {
            let number = encode(&format!("página {} de {count}", at + 1));
            let right = RIGHT - width(&number, Font::Plain, SMALL);
            let said = cut(
                &encode(&shown(said)),
                Font::Plain,
                SMALL,
                right - LEFT - GAP,
            );
            sheet.push(Mark::Rule(LEFT, RIGHT, FOOT - 12.0));
            for (x, bytes) in [(LEFT, said), (right, number)] {
                sheet.push(Mark::Text {
                    x,
                    y: FOOT - 23.0,
                    font: Font::Plain,
                    size: SMALL,
                    bytes,
                });
            }
        }
    }
}

fn label_width(label: &str) -> f32 {
    width(&encode(&format!("{}:", shown(label))), Font::Bold, BODY)
}

/// Rows no wider than `room`, broken between words; a longer word is cut.
fn wrap(text: &str, font: Font, size: f32, room: f32) -> Vec<Vec<u8>> {
    let bytes = encode(&shown(text));
    let fits = |it: &[u8]| width(it, font, size) <= room;
    let mut rows = Vec::new();
    let mut row: Vec<u8> = Vec::new();
    for word in bytes.split(|it| *it == b' ').filter(|it| !it.is_empty()) {
        let mut longer = row.clone();
        if !row.is_empty() {
            longer.push(b' ');
        }
        longer.extend_from_slice(word);
        if fits(&longer) {
            row = longer;
            continue;
        }
        if !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        for letter in word {
            row.push(*letter);
            if !fits(&row) && row.len() > 1 {
                row.pop();
                rows.push(std::mem::replace(&mut row, vec![*letter]));
            }
        }
    }
    rows.push(row);
    rows
}

/// The text in `room`; what was cut leaves `…` behind.
fn cut(bytes: &[u8], font: Font, size: f32, room: f32) -> Vec<u8> {
    // Half a point of grace: sums of thousandths are not exact.
    let room = room + 0.5;
    if width(bytes, font, size) <= room {
        return bytes.to_vec();
    }
    let mut out = bytes.to_vec();
    while out.pop().is_some() {
        let mut ended = out.clone();
        ended.push(0x85);
        if width(&ended, font, size) <= room {
            return ended;
        }
    }
    Vec::new()
}

/// Widths of columns; the widest give way when the sheet is too narrow.
fn widths(heads: &[(String, Align)], rows: &[Vec<String>]) -> Vec<f32> {
    let of = |cell: &str, font| width(&encode(&shown(cell)), font, GRID);
    let mut wide: Vec<f32> = heads
        .iter()
        .enumerate()
        .map(|(at, (head, _))| {
            rows.iter()
                .filter_map(|row| row.get(at))
                .map(|it| of(it, Font::Plain))
                .fold(of(head, Font::Bold), f32::max)
        })
        .collect();
    let room = RIGHT - LEFT - GAP * wide.len().saturating_sub(1) as f32;
    // Each pass takes the widest down by a twentieth: bounded, and even.
    for _ in 0..1_000 {
        if wide.iter().sum::<f32>() <= room {
            break;
        }
        let Some(widest) = wide.iter_mut().max_by(|a, b| a.total_cmp(b)) else {
            break;
        };
        *widest *= 0.95;
    }
    wide
}
