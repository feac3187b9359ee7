//! Rows to choose from, written once for every list: numbered, chosen by
//! number, by a unique fragment or by arrows. The selection follows its row
//! when rows change under it (another desk called somebody), because Enter
//! must never act on the row that slid into the place.

use ratatui::layout::Rect;

use super::table::{self, Column};
use crate::domain::name::fold;
use crate::ui::canvas::{Canvas, columns};
use crate::ui::input::Key;
use crate::ui::look::Tone;

pub struct List<T> {
    items: Vec<T>,
    selected: usize,
    top: usize,
    page: usize,
    same: fn(&T, &T) -> bool,
    /// The number a row keeps when rows come and go; its place otherwise.
    own_number: Option<fn(&T) -> u32>,
    /// Shown when there is no row.
    pub empty: &'static str,
}

/// What a typed text points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    None,
    /// Index of the row.
    One(usize),
    /// How many rows have the fragment.
    Many(usize),
}

impl<T> List<T> {
    /// `same` tells one row from another: compare ids.
    pub fn new(same: fn(&T, &T) -> bool) -> Self {
        Self {
            items: Vec::new(),
            selected: 0,
            top: 0,
            page: 1,
            same,
            own_number: None,
            empty: "Nenhuma linha.",
        }
    }

    /// Rows show a number of their own, such as the line of the day's list.
    #[must_use]
    pub fn numbered(mut self, number: fn(&T) -> u32) -> Self {
        self.own_number = Some(number);
        self
    }

    /// New rows; the selection stays on the same one if it is still there.
    pub fn set(&mut self, items: Vec<T>) {
        let kept = self
            .selected()
            .and_then(|old| items.iter().position(|it| (self.same)(it, old)));
        self.items = items;
        self.select(kept.unwrap_or(self.selected));
    }

    pub fn items(&self) -> &[T] {
        &self.items
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn selected(&self) -> Option<&T> {
        self.items.get(self.selected)
    }

    pub fn selected_index(&self) -> usize {
        self.selected
    }

    pub fn select(&mut self, index: usize) {
        self.selected = index.min(self.items.len().saturating_sub(1));
    }

    /// First visible row and how many fit: fetch only these, if rows are dear.
    pub fn window(&self) -> (usize, usize) {
        (self.top, self.page)
    }

    /// Arrows and pages; true when the key was one.
    pub fn key(&mut self, key: Key) -> bool {
        let last = self.items.len().saturating_sub(1);
        let to = match key {
            Key::Up => self.selected.saturating_sub(1),
            Key::Down => self.selected + 1,
            Key::PageUp => self.selected.saturating_sub(self.page),
            Key::PageDown => self.selected + self.page,
            Key::Home | Key::Top => 0,
            Key::End | Key::Bottom => last,
            _ => return false,
        };
        self.select(to);
        true
    }

    /// Digits are a line's number, anything else a fragment in any case and
    /// without accents, words in any order.
    pub fn find(&self, typed: &str, text: impl Fn(&T) -> String) -> Match {
        if typed.is_empty() {
            return Match::None;
        }
        if typed.bytes().all(|it| it.is_ascii_digit()) {
            let number: usize = typed.parse().unwrap_or(0);
            let at = self
                .items
                .iter()
                .enumerate()
                .position(|(n, it)| self.number(n, it) == number);
            return at.map_or(Match::None, Match::One);
        }
        let mut hits = self
            .items
            .iter()
            .enumerate()
            .filter(|(_, it)| fits(&text(it), typed))
            .map(|(n, _)| n);
        match (hits.next(), hits.count()) {
            (None, _) => Match::None,
            (Some(one), 0) => Match::One(one),
            (Some(_), more) => Match::Many(more + 1),
        }
    }

    /// Numbered rows in columns, with their titles on top.
    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect, cols: &[Column<T>]) {
        if area.is_empty() {
            return;
        }
        // Two rows are too few to spend one on titles.
        let titles = u16::from(area.height > 2);
        let body = Rect {
            y: area.y + titles,
            height: area.height - titles,
            ..area
        };
        let number = self.number_columns();
        let room = area.width.saturating_sub(number);
        let widths = table::widths(cols, room);
        if titles > 0 {
            let inner = Rect {
                x: area.x + number.min(area.width),
                width: room,
                ..area
            };
            table::titles(canvas, inner, cols, &widths);
        }
        self.rows(canvas, body, |canvas, at, item| {
            table::row(canvas, at, cols, &widths, item)
        });
    }

    /// Numbered rows of one text each.
    pub fn draw_plain(&mut self, canvas: &mut Canvas<'_>, area: Rect, text: impl Fn(&T) -> String) {
        self.rows(canvas, area, |canvas, at, item| {
            canvas.line(at, 0, &text(item), Tone::Plain)
        });
    }

    fn number(&self, place: usize, item: &T) -> usize {
        self.own_number
            .map_or(place + 1, |number| number(item) as usize)
    }

    /// Marker, number and a space.
    fn number_columns(&self) -> u16 {
        let highest = self
            .items
            .iter()
            .enumerate()
            .map(|(n, it)| self.number(n, it));
        columns(&highest.max().unwrap_or(0).to_string()) + 2
    }

    fn rows(
        &mut self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        mut draw: impl FnMut(&mut Canvas<'_>, Rect, &T),
    ) {
        if area.is_empty() {
            return;
        }
        self.page = usize::from(area.height);
        self.top = scroll(self.top, self.selected, self.page, self.items.len());
        if self.items.is_empty() {
            canvas.wrapped(area, self.empty, Tone::Dim);
            canvas.cursor(area.x, area.y);
        }
        let number = self.number_columns();
        for (n, item) in self.items.iter().enumerate().skip(self.top).take(self.page) {
            let y = area.y + u16::try_from(n - self.top).unwrap_or(0);
            let at = Rect::new(area.x, y, area.width, 1);
            let chosen = n == self.selected;
            let mark = if chosen { '>' } else { ' ' };
            // A row without a number of its own shows none.
            let own = Some(self.number(n, item)).filter(|it| *it > 0);
            let own = own.map_or_else(String::new, |it| it.to_string());
            let label = format!("{mark}{own:>0$} ", usize::from(number - 2));
            let tone = if chosen { Tone::Plain } else { Tone::Dim };
            canvas.line(at, 0, &label, tone);
            let inner = Rect {
                x: at.x + number.min(at.width),
                width: at.width.saturating_sub(number),
                ..at
            };
            draw(canvas, inner, item);
            if chosen {
                canvas.tint(at, Tone::Selected);
                canvas.cursor(area.x, y);
            }
        }
    }
}

/// The first visible row: the least movement that shows the selection.
pub fn scroll(top: usize, selected: usize, page: usize, len: usize) -> usize {
    let page = page.max(1);
    let last_top = len.saturating_sub(page);
    let top = top.min(last_top);
    if selected < top {
        selected
    } else if selected >= top + page {
        selected + 1 - page
    } else {
        top
    }
}

/// Every word of `typed` is somewhere in `text`.
pub fn fits(text: &str, typed: &str) -> bool {
    let text = fold(text);
    fold(typed)
        .split_whitespace()
        .all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn list(rows: &[&'static str]) -> List<&'static str> {
        let mut list = List::new(|a: &&str, b: &&str| a == b);
        list.set(rows.to_vec());
        list
    }

    #[test]
    fn the_selection_follows_its_row() {
        let mut it = list(&["Ana", "Bia", "Caio"]);
        it.select(1);
        it.set(vec!["Zeca", "Ana", "Bia"]);
        assert_eq!(it.selected(), Some(&"Bia"));
        it.set(vec!["Zeca"]);
        assert_eq!(it.selected(), Some(&"Zeca"));
        it.set(vec![]);
        assert_eq!(it.selected(), None);
        assert!(it.key(Key::Down) && it.key(Key::End) && it.key(Key::PageUp));
    }

    #[test]
    fn numbers_and_fragments_point_at_rows() {
        let it = list(&["Ana Conceição", "Bia Souza", "Ana Souza"]);
        let find = |typed| it.find(typed, |row| (*row).to_owned());
        assert_eq!(find("2"), Match::One(1));
        assert_eq!(find("4"), Match::None);
        assert_eq!(find("CONCEICAO"), Match::One(0));
        assert_eq!(find("souza an"), Match::One(2));
        assert_eq!(find("ana"), Match::Many(2));
        assert_eq!(find(""), Match::None);
    }

    #[test]
    fn scrolling_moves_as_little_as_it_can() {
        assert_eq!(scroll(0, 9, 5, 20), 5);
        assert_eq!(scroll(5, 9, 5, 20), 5);
        assert_eq!(scroll(5, 2, 5, 20), 2);
        assert_eq!(scroll(18, 19, 5, 20), 15);
        assert_eq!(scroll(3, 0, 0, 0), 0);
    }
}
