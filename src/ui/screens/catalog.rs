//! A list that the house keeps: rows under a box, each opened by Enter, the
//! rest by the list's own keys. Written once, so that demands, neighbourhoods,
//! copies and the lists of the agenda answer alike.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::domain::fault::Outcome;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Topic, Topics,
};

/// How a list is asked of the desk.
pub type Read<T> = Box<dyn FnOnce(&mut Desk) -> Outcome<Vec<T>> + Send>;

/// One kind of list: what it shows and what its rows are.
pub trait Kept: Sized + Send + 'static {
    type Row: Clone + Send + 'static;

    const TITLE: &'static str;
    const HELP: &'static str;
    /// The label of the box: one of the rows.
    const BOX: &'static str;
    /// What is completed after "Não consegui".
    const DOING: &'static str;
    /// What Enter does, for the footer and in a sentence.
    const ENTER: (&'static str, &'static str) = ("abrir", "Abre a linha marcada.");
    const TOPIC: Topic = Topic::Unit;
    /// What the list is of is somebody's name, to be hidden with the others.
    const OF_IS_NAME: bool = false;

    fn columns(&self) -> &'static [Column<Self::Row>];
    fn keys() -> &'static [Binding<Catalog<Self>>];
    fn read(&self) -> Read<Self::Row>;
    /// Enter on a row.
    fn open(list: &mut Catalog<Self>, row: Self::Row, cx: &mut Cx<'_>);

    /// What the list is of, when the title alone does not say it.
    fn of(&self) -> Option<&str> {
        None
    }
}

pub struct Catalog<K: Kept> {
    pub finder: Finder<K::Row>,
    pub kind: K,
}

impl<K: Kept> Catalog<K> {
    pub fn of(
        kind: K,
        empty: &'static str,
        same: fn(&K::Row, &K::Row) -> bool,
        text: fn(&K::Row) -> String,
    ) -> Self {
        let mut finder = Finder::new(same).local(text);
        finder.list.empty = empty;
        Self { finder, kind }
    }

    pub fn none(&self) -> Option<&'static str> {
        self.finder.list.is_empty().then_some("A lista está vazia.")
    }

    pub fn selected(&self) -> Option<K::Row> {
        self.finder.list.selected().cloned()
    }

    pub fn load(&mut self, cx: &mut Cx<'_>) {
        let read = self.kind.read();
        cx.ask_latest("lista", K::DOING, read, |it: &mut Self, rows, _| {
            it.finder.list.set(rows);
        });
    }
}

impl<K: Kept> Screen for Catalog<K> {
    fn title(&self) -> Cow<'_, str> {
        K::TITLE.into()
    }

    fn help(&self) -> &str {
        K::HELP
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(K::TOPIC) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let columns = self.kind.columns();
        let Some(of) = self.kind.of().filter(|_| area.height > 6) else {
            self.finder.draw(canvas, area, K::BOX, columns);
            return;
        };
        let shown = match K::OF_IS_NAME {
            true => canvas.look.name(of).into_owned(),
            false => of.to_owned(),
        };
        canvas.line(area, 0, &shown, crate::ui::Tone::Strong);
        let rest = Rect {
            y: area.y + 1,
            height: area.height - 1,
            ..area
        };
        self.finder.draw(canvas, rest, K::BOX, columns);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(K::keys(), self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Row(n) => {
                if let Some(row) = self.finder.list.items().get(n).cloned() {
                    self.finder.line.clear();
                    K::open(self, row, cx);
                }
            }
            Found::Unclear(_) if self.finder.list.is_empty() => cx.warn(self.finder.list.empty),
            Found::Unclear(_) => cx.warn("Não há uma só linha assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain("Enter", K::ENTER.0, K::ENTER.1)];
        all.extend(hints(K::keys(), self));
        all
    }
}
