//! A text to be read: headings, paragraphs, lists, tables of two columns,
//! wrapped to whatever width there is, with a search. Understands the little
//! of Markdown that our own texts use, so that the manual in the repository
//! and on the screen are one file.

use ratatui::layout::Rect;

use super::list::fits;
use super::markdown::{Block, blocks};
use crate::ui::canvas::{Canvas, columns, wrap};
use crate::ui::input::Key;
use crate::ui::look::Tone;

/// Columns of text beyond which the eye loses the line.
const MEASURE_MAX: u16 = 88;

pub struct Reader {
    blocks: Vec<Block>,
    rows: Vec<Row>,
    width: u16,
    top: usize,
    page: usize,
    /// The block that a search stands on.
    found: Option<usize>,
    /// The block to be on top at the next drawing.
    want: Option<usize>,
}

struct Row {
    block: usize,
    indent: u16,
    head: String,
    text: String,
    tone: Tone,
}

impl Reader {
    pub fn new(markdown: &str) -> Self {
        Self {
            blocks: blocks(markdown),
            rows: Vec::new(),
            width: 0,
            top: 0,
            page: 1,
            found: None,
            want: None,
        }
    }

    /// Arrows and pages; true when the key was one.
    pub fn key(&mut self, key: Key) -> bool {
        let last = self.rows.len();
        self.top = match key {
            Key::Up => self.top.saturating_sub(1),
            Key::Down => self.top.saturating_add(1),
            Key::PageUp => self.top.saturating_sub(self.page),
            Key::PageDown => self.top.saturating_add(self.page),
            Key::Top => 0,
            Key::Bottom => last,
            _ => return false,
        };
        self.clamp();
        true
    }

    /// Headings with their level, for a list of chapters.
    pub fn headings(&self) -> Vec<(usize, String)> {
        self.blocks
            .iter()
            .filter_map(|it| match it {
                Block::Heading(level, text) => Some((*level, text.clone())),
                Block::Text(_)
                | Block::Item(..)
                | Block::Pair(..)
                | Block::Titles(..)
                | Block::Fixed(_)
                | Block::Gap => None,
            })
            .collect()
    }

    /// Goes to the n-th heading.
    pub fn to_heading(&mut self, n: usize) {
        let mut headings =
            (self.blocks.iter().enumerate()).filter(|(_, it)| matches!(it, Block::Heading(..)));
        if let Some((block, _)) = headings.nth(n) {
            self.want = Some(block);
        }
    }

    /// Goes to the first paragraph with these fragments, from where the last
    /// search stood (`again`: after it), round to the beginning.
    pub fn find(&mut self, typed: &str, again: bool) -> bool {
        if typed.trim().is_empty() {
            self.found = None;
            return true;
        }
        let from = match (self.found, again) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at,
            (None, _) => 0,
        };
        let count = self.blocks.len();
        let hit = (0..count).map(|n| (from + n) % count.max(1)).find(|n| {
            self.blocks
                .get(*n)
                .is_some_and(|it| fits(&it.text(), typed))
        });
        self.found = hit;
        self.want = hit;
        hit.is_some()
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        if self.width != area.width {
            // Stay with the paragraph that was on top.
            let block = self.rows.get(self.top).map(|it| it.block);
            self.width = area.width;
            self.rows = self.flow(area.width.min(MEASURE_MAX));
            if let Some(block) = block {
                self.go(block);
            }
        }
        self.page = usize::from(area.height);
        if let Some(block) = self.want.take() {
            self.go(block);
        }
        self.clamp();
        for (y, row) in (area.y..area.bottom()).zip(self.rows.iter().skip(self.top)) {
            let hit = self.found == Some(row.block);
            let x = area.x + row.indent.min(area.width);
            canvas.text(area.x, y, area.width, &row.head, Tone::Key);
            let room = area.right().saturating_sub(x);
            canvas.text(x, y, room, &row.text, row.tone);
            if hit {
                canvas.tint(Rect::new(area.x, y, area.width, 1), Tone::Strong);
                canvas.text(area.x, y, 1, ">", Tone::Strong);
            }
        }
        if self.top > 0 {
            canvas.right(area, 0, "↑", Tone::Dim);
        }
        if self.top + self.page < self.rows.len() {
            canvas.right(area, area.height - 1, "↓", Tone::Dim);
        }
    }

    fn go(&mut self, block: usize) {
        if let Some(row) = self.rows.iter().position(|it| it.block >= block) {
            self.top = row;
        }
    }

    fn clamp(&mut self) {
        self.top = self.top.min(self.rows.len().saturating_sub(self.page));
    }

    /// One column is kept free for the mark of the search.
    fn flow(&self, width: u16) -> Vec<Row> {
        let mut out = Vec::new();
        let mut keys = 0;
        for (block, it) in self.blocks.iter().enumerate() {
            if !is_table(it) {
                keys = 0;
            } else if keys == 0 {
                keys = self.key_columns(block, width);
            }
            let (indent, head, text, tone) = match it {
                Block::Heading(1, text) => (1, "", text.to_uppercase(), Tone::Title),
                Block::Heading(_, text) => (1, "", text.clone(), Tone::Title),
                Block::Text(text) => (1, "", text.clone(), Tone::Plain),
                Block::Item(head, text) => {
                    let indent = 3 + columns(head);
                    (indent, head.as_str(), text.clone(), Tone::Plain)
                }
                Block::Pair(head, text) => (keys + 4, head.as_str(), text.clone(), Tone::Plain),
                Block::Titles(head, text) => (keys + 4, head.as_str(), text.clone(), Tone::Dim),
                Block::Fixed(text) => {
                    out.push(row(block, 2, String::new(), text.clone(), Tone::Plain));
                    continue;
                }
                Block::Gap => (0, "", String::new(), Tone::Plain),
            };
            let heads = wrap(head, indent.saturating_sub(3).max(1));
            let texts = wrap(&text, width.saturating_sub(indent + 1).max(1));
            for n in 0..heads.len().max(texts.len()).max(1) {
                let head = heads.get(n).map_or(String::new(), |it| format!("  {it}"));
                let text = texts.get(n).cloned().unwrap_or_default();
                out.push(row(block, indent, head, text, tone));
            }
        }
        out
    }

    /// The first column of the table that begins at a block.
    fn key_columns(&self, from: usize, width: u16) -> u16 {
        let table = self.blocks.iter().skip(from).take_while(|it| is_table(it));
        let heads = table.filter_map(|it| match it {
            Block::Pair(head, _) | Block::Titles(head, _) => Some(columns(head)),
            Block::Heading(..)
            | Block::Text(_)
            | Block::Item(..)
            | Block::Fixed(_)
            | Block::Gap => None,
        });
        heads.max().unwrap_or(0).clamp(1, (width / 3).max(1))
    }
}

fn row(block: usize, indent: u16, head: String, text: String, tone: Tone) -> Row {
    Row {
        block,
        indent,
        head,
        text,
        tone,
    }
}

fn is_table(it: &Block) -> bool {
    matches!(it, Block::Pair(..) | Block::Titles(..))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::Look;
    use ratatui::buffer::Buffer;

    const TEXT: &str = "# Manual\n\nUm parágrafo\nem **duas** linhas.\n\n- item um\n- item dois\n\n\
                        ## Teclas\n\n| Tecla | O que faz |\n|---|---|\n| F1 | Ajuda |\n";

    #[test]
    fn a_search_goes_on_and_around() {
        let mut reader = Reader::new(TEXT);
        assert!(reader.find("item", false));
        let first = reader.found;
        assert!(reader.find("item", true) && reader.found != first);
        assert!(reader.find("item", true) && reader.found == first);
        assert_eq!(reader.headings().len(), 2);
        assert!(!reader.find("nada disso", false) && reader.found.is_none());
        assert!(reader.find("PARAGRAFO", false));
    }

    #[test]
    fn any_size_and_any_order_of_keys_are_drawn() {
        let look = Look::default();
        let mut reader = Reader::new(TEXT);
        for width in 0..30 {
            for height in 0..9 {
                let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
                reader.draw(
                    &mut Canvas::new(&mut buffer, &look),
                    Rect::new(0, 0, width, height),
                );
                for key in [Key::PageDown, Key::Up, Key::Bottom, Key::Down, Key::Top] {
                    reader.key(key);
                }
            }
        }
    }
}
