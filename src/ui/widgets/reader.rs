//! A text to be read: headings, paragraphs, lists, tables of two columns,
//! wrapped to whatever width there is, with a search. Understands the little
//! of Markdown that our own texts use, so that the manual in the repository
//! and on the screen are one file.

use ratatui::layout::Rect;

use super::list::fits;
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
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    /// Level from 1.
    Heading(usize, String),
    Text(String),
    /// What stands before it ("- ", "1. ") and the text.
    Item(String, String),
    /// A row of a table: the first column stays narrow.
    Pair(String, String),
    /// As it is, never wrapped.
    Fixed(String),
    Gap,
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
            self.go(block);
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
        if let Some(block) = hit {
            self.go(block);
        }
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
        if let Some(block) = self.found.filter(|it| self.hides(*it)) {
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

    fn hides(&self, block: usize) -> bool {
        let mut shown = self.rows.iter().skip(self.top).take(self.page);
        self.rows.iter().any(|it| it.block == block) && !shown.any(|it| it.block == block)
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
        let keys = self
            .blocks
            .iter()
            .filter_map(|it| match it {
                Block::Pair(head, _) => Some(columns(head)),
                Block::Heading(..)
                | Block::Text(_)
                | Block::Item(..)
                | Block::Fixed(_)
                | Block::Gap => None,
            })
            .max()
            .unwrap_or(0)
            .min(width / 2);
        let mut out = Vec::new();
        for (block, it) in self.blocks.iter().enumerate() {
            let (indent, head, text, tone) = match it {
                Block::Heading(1, text) => (1, "", text.to_uppercase(), Tone::Title),
                Block::Heading(_, text) => (1, "", text.clone(), Tone::Title),
                Block::Text(text) => (1, "", text.clone(), Tone::Plain),
                Block::Item(head, text) => {
                    (2 + columns(head), head.as_str(), text.clone(), Tone::Plain)
                }
                Block::Pair(head, text) => (keys + 4, head.as_str(), text.clone(), Tone::Plain),
                Block::Fixed(text) => (2, "", text.clone(), Tone::Plain),
                Block::Gap => (0, "", String::new(), Tone::Plain),
            };
            let lines = match it {
                Block::Fixed(text) => vec![text.clone()],
                _ if text.is_empty() => vec![String::new()],
                Block::Heading(..)
                | Block::Text(_)
                | Block::Item(..)
                | Block::Pair(..)
                | Block::Gap => wrap(&text, width.saturating_sub(indent + 1).max(1)),
            };
            let mut head = if head.is_empty() {
                String::new()
            } else {
                format!("  {head}")
            };
            for text in lines {
                out.push(Row {
                    block,
                    indent,
                    head: std::mem::take(&mut head),
                    text,
                    tone,
                });
            }
        }
        out
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Heading(_, text) | Self::Text(text) | Self::Fixed(text) => text.clone(),
            Self::Item(_, text) => text.clone(),
            Self::Pair(head, text) => format!("{head} {text}"),
            Self::Gap => String::new(),
        }
    }
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            (fenced, open) = (!fenced, false);
            continue;
        }
        if fenced {
            out.push(Block::Fixed(line.to_owned()));
            continue;
        }
        // Marks for whoever writes the text, and the rule under table titles.
        let rule = trimmed.starts_with('|') && trimmed.contains("---");
        if trimmed.starts_with("<!--") || rule {
            continue;
        }
        if trimmed.is_empty() {
            open = false;
            if !matches!(out.last(), None | Some(Block::Gap)) {
                out.push(Block::Gap);
            }
            continue;
        }
        let level = trimmed.chars().take_while(|it| *it == '#').count();
        if level > 0 && trimmed.chars().nth(level) == Some(' ') {
            out.push(Block::Heading(level, plain(&trimmed[level..])));
            open = false;
        } else if let Some(cells) = trimmed.strip_prefix('|') {
            let cells = cells.trim_end_matches('|');
            let (head, text) = cells.split_once('|').unwrap_or((cells, ""));
            out.push(Block::Pair(plain(head), plain(&text.replace('|', " "))));
            open = false;
        } else if let Some((head, text)) = item(trimmed) {
            out.push(Block::Item(head.to_owned(), plain(text)));
            open = true;
        } else {
            match out.last_mut() {
                Some(Block::Text(text) | Block::Item(_, text)) if open => {
                    text.push(' ');
                    text.push_str(&plain(trimmed));
                }
                _ => out.push(Block::Text(plain(trimmed))),
            }
            open = true;
        }
        // Two blanks at the end break the line, as everywhere.
        if line.ends_with("  ") {
            open = false;
        }
    }
    out
}

/// "- text" or "12. text".
fn item(line: &str) -> Option<(&str, &str)> {
    let (head, text) = line.split_once(' ')?;
    let number = head
        .strip_suffix('.')
        .is_some_and(|it| !it.is_empty() && it.len() < 4 && it.bytes().all(|b| b.is_ascii_digit()));
    (head == "-" || number).then_some((head, text))
}

/// Without the marks of emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::Look;
    use ratatui::buffer::Buffer;

    const TEXT: &str = "# Manual\n\nUm parágrafo\nem **duas** linhas.\n\n- item um\n- item dois\n\n\
                        ## Teclas\n\n| Tecla | O que faz |\n|---|---|\n| F1 | Ajuda |\n";

    #[test]
    fn the_little_markdown_we_use_is_understood() {
        let found = blocks(TEXT);
        assert_eq!(found[0], Block::Heading(1, "Manual".into()));
        assert_eq!(found[2], Block::Text("Um parágrafo em duas linhas.".into()));
        assert_eq!(found[4], Block::Item("-".into(), "item um".into()));
        assert_eq!(
            found.last(),
            Some(&Block::Pair("F1".into(), "Ajuda".into()))
        );
        assert_eq!(Reader::new(TEXT).headings().len(), 2);
    }

    #[test]
    fn a_search_goes_on_and_around() {
        let mut reader = Reader::new(TEXT);
        assert!(reader.find("item", false));
        let first = reader.found;
        assert!(reader.find("item", true) && reader.found != first);
        assert!(reader.find("item", true) && reader.found == first);
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
