//! The one engine of all entry screens. It does focus, masks, self-advance,
//! letters, required marks, warnings, copies, repeated sections, saving and
//! drafts; a form is only its table (`spec`) and what saving means.
//!
//! Never blocks on an identifier: what looks wrong is said once and marked,
//! and a second Enter goes on. Never forgets what was typed.

mod editor;
mod layout;
mod moves;
mod spec;

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::layout::Rect;

pub use moves::hints;
pub use spec::{Field, FieldKind, FormSpec, Hook, LookupRow, Section, Side, SpotHook};

use self::editor::Editor;
use super::Desk;
use super::canvas::Canvas;
use super::cx::Cx;
use super::input::Key;
use super::keys::Hint;
use super::screen::{Draft, Handled, Screen};
use super::widgets::masked::parse_date;
use crate::domain::fault::Refused;

/// A form on the stack. `state` is whatever the screen remembers besides what
/// is typed: whom it is about, duplicates found.
pub struct Form<S: 'static, D: 'static = Desk> {
    pub state: S,
    spec: &'static FormSpec<S, D>,
    slots: Vec<Slot>,
    focus: usize,
    top: u16,
    dirty: bool,
    draft_name: String,
}

/// Which field: section, item of a repeated section, field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    pub section: usize,
    pub item: usize,
    pub field: usize,
}

struct Slot {
    spot: Spot,
    editor: Editor,
    problem: Option<String>,
    /// The problem was said for the value that is there now.
    warned: bool,
}

impl<S: 'static, D: 'static> Form<S, D> {
    pub fn new(spec: &'static FormSpec<S, D>, state: S) -> Self {
        let mut form = Self {
            state,
            spec,
            slots: Vec::new(),
            focus: 0,
            top: 0,
            dirty: false,
            draft_name: spec.name.to_owned(),
        };
        for section in 0..spec.sections.len() {
            form.add_item(section, 0);
        }
        // The first field may not be asked of this one.
        let first = form.slots.iter().position(|it| form.asked(it.spot));
        form.focus = first.unwrap_or(0);
        form
    }

    /// Names the draft after what it is about: `pessoa:ID`.
    #[must_use]
    pub fn draft_as(mut self, name: impl Into<String>) -> Self {
        self.draft_name = name.into();
        self
    }

    /// Starts with this value; not counted as typed.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.put(name, value);
        self
    }

    /// The value of a field, as stored: trimmed text, digits, a code; empty
    /// when blank, hidden or unknown. `name` is "nome", or "membros.2.nome"
    /// for the third item of a repeated section.
    pub fn get(&self, name: &str) -> String {
        self.find(name)
            .map(|n| &self.slots[n])
            .filter(|it| self.asked(it.spot))
            .map(|it| it.editor.value())
            .unwrap_or_default()
    }

    /// The day in a date field, if it is one.
    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        parse_date(&self.get(name))
    }

    /// As typed, spaces and all: for passwords.
    pub fn raw(&self, name: &str) -> String {
        self.find(name)
            .map(|n| self.slots[n].editor.raw())
            .unwrap_or_default()
    }

    pub fn get_at(&self, section: &str, item: usize, name: &str) -> String {
        self.get(&format!("{section}.{item}.{name}"))
    }

    /// Changes a field as if typed.
    pub fn set(&mut self, name: &str, value: &str) {
        self.put(name, value);
        self.dirty = true;
    }

    pub fn set_at(&mut self, section: &str, item: usize, name: &str, value: &str) {
        self.set(&format!("{section}.{item}.{name}"), value);
    }

    /// The items of a repeated section that hold anything.
    pub fn items(&self, section: &str) -> Vec<usize> {
        let Some(s) = self.spec.sections.iter().position(|it| it.name == section) else {
            return Vec::new();
        };
        (0..self.item_count(s))
            .filter(|item| !self.item_blank(s, *item))
            .collect()
    }

    /// Marks a field with what is wrong and goes there. Without such a field
    /// the text is only said.
    pub fn pin(&mut self, name: &str, text: &str, cx: &mut Cx<'_, D>) {
        if let Some(n) = self.find(name) {
            self.focus = n;
            self.slots[n].problem = Some(text.to_owned());
            self.slots[n].warned = true;
        }
        cx.warn(text);
    }

    /// Goes to a field.
    pub fn focus_on(&mut self, name: &str) {
        if let Some(n) = self.find(name) {
            self.focus = n;
        }
    }

    /// The full name of the active field.
    pub fn focused(&self) -> String {
        self.slots
            .get(self.focus)
            .map(|it| self.name(it.spot))
            .unwrap_or_default()
    }

    /// What was typed is stored now: nothing is left to keep as a draft.
    pub fn done(&mut self) {
        self.dirty = false;
    }

    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Takes up a draft; names that the form no longer has are left out.
    pub fn restore(&mut self, values: &BTreeMap<String, String>) {
        for (name, value) in values {
            self.put(name, value);
        }
        self.dirty = true;
    }

    /// "nome", or "membros.0.nome".
    pub fn name(&self, spot: Spot) -> String {
        let Some(section) = self.spec.sections.get(spot.section) else {
            return String::new();
        };
        let field = section.fields.get(spot.field).map_or("", |it| it.name);
        if section.repeat_max == 0 {
            field.to_owned()
        } else {
            format!("{}.{}.{field}", section.name, spot.item)
        }
    }

    fn field(&self, spot: Spot) -> Option<&'static Field<S, D>> {
        self.spec.sections.get(spot.section)?.fields.get(spot.field)
    }

    /// The slot of a full name; a bare name finds the first item that has it.
    fn find(&self, name: &str) -> Option<usize> {
        if let Some((section, rest)) = name.split_once('.') {
            let (item, field) = rest.split_once('.')?;
            let item: usize = item.parse().ok()?;
            return self.slots.iter().position(|it| {
                let here = &self.spec.sections[it.spot.section];
                here.name == section
                    && it.spot.item == item
                    && here.fields[it.spot.field].name == field
            });
        }
        self.slots
            .iter()
            .position(|it| self.field(it.spot).is_some_and(|it| it.name == name))
    }

    fn put(&mut self, name: &str, value: &str) {
        if self.find(name).is_none() {
            self.make_room(name);
        }
        if let Some(n) = self.find(name) {
            let rows = self.rows(self.slots[n].spot);
            self.slots[n].editor.set(value, &rows);
            self.slots[n].problem = None;
            self.slots[n].warned = false;
            self.grow(self.slots[n].spot.section);
        }
    }

    /// Items up to the one that a name speaks of.
    fn make_room(&mut self, name: &str) {
        let mut parts = name.split('.');
        let (Some(section), Some(item)) = (
            parts.next(),
            parts.next().and_then(|it| it.parse::<usize>().ok()),
        ) else {
            return;
        };
        let Some(s) = self.spec.sections.iter().position(|it| it.name == section) else {
            return;
        };
        let max = self.spec.sections[s].repeat_max;
        for n in self.item_count(s)..=item.min(max.saturating_sub(1)) {
            self.add_item(s, n);
        }
    }

    fn rows(&self, spot: Spot) -> Vec<LookupRow> {
        self.field(spot)
            .map(|it| rows_of(&it.kind, &self.state))
            .unwrap_or_default()
    }

    fn item_count(&self, section: usize) -> usize {
        self.slots
            .iter()
            .filter(|it| it.spot.section == section)
            .map(|it| it.spot.item + 1)
            .max()
            .unwrap_or(0)
    }

    /// Blank but for what it started with.
    fn item_blank(&self, section: usize, item: usize) -> bool {
        let here = self
            .slots
            .iter()
            .filter(|it| it.spot.section == section && it.spot.item == item);
        here.into_iter().all(|it| {
            let value = it.editor.value();
            let start = self
                .field(it.spot)
                .and_then(|it| it.default)
                .map(|it| it(&self.state));
            value.is_empty() || start.is_some_and(|it| it == value)
        })
    }

    /// A repeated section keeps one blank item at its end.
    fn grow(&mut self, section: usize) {
        let max = self.spec.sections[section].repeat_max;
        let count = self.item_count(section);
        if count < max && count > 0 && !self.item_blank(section, count - 1) {
            self.add_item(section, count);
        }
    }

    fn add_item(&mut self, section: usize, item: usize) {
        let spec = self.spec;
        let at = self
            .slots
            .iter()
            .position(|it| it.spot.section > section)
            .unwrap_or(self.slots.len());
        let new = spec.sections[section]
            .fields
            .iter()
            .enumerate()
            .map(|(field, it)| {
                let mut editor = Editor::new(&it.kind);
                let spot = Spot {
                    section,
                    item,
                    field,
                };
                if let Some(default) = it.default {
                    editor.set(&default(&self.state), &rows_of(&it.kind, &self.state));
                }
                Slot {
                    spot,
                    editor,
                    problem: None,
                    warned: false,
                }
            });
        let new: Vec<Slot> = new.collect();
        if self.focus >= at && !self.slots.is_empty() {
            self.focus += new.len();
        }
        self.slots.splice(at..at, new);
    }

    /// Whether the field is asked, given the rest.
    fn asked(&self, spot: Spot) -> bool {
        self.field(spot)
            .is_some_and(|it| it.only.is_none_or(|only| only(self, spot)))
    }
}

fn rows_of<S>(kind: &FieldKind<S>, state: &S) -> Vec<LookupRow> {
    if let FieldKind::Lookup(rows) = kind {
        rows(state)
    } else {
        Vec::new()
    }
}

impl<S: 'static, D: 'static> Screen<D> for Form<S, D> {
    fn title(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.spec.title)
    }

    fn help(&self) -> &str {
        self.spec.help
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.paint(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled {
        self.press(key, cx)
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_, D>) -> Handled {
        self.pasted(text, cx)
    }

    fn hints(&self) -> Vec<Hint> {
        self.all_hints()
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_, D>) {
        match why.field {
            Some(name) => self.pin(name, &why.text, cx),
            None => cx.warn(&why.text),
        }
    }

    fn opened(&mut self, cx: &mut Cx<'_, D>) {
        if let Some(hook) = self.spec.opened {
            hook(self, cx);
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_, D>) {
        if let Some(hook) = self.spec.returned {
            hook(self, answer, cx);
        }
    }

    fn draft(&self) -> Option<Draft> {
        if self.draft_name.is_empty() {
            return None;
        }
        let mut values = BTreeMap::new();
        if self.dirty {
            let kept = self
                .slots
                .iter()
                .filter(|it| !self.is_secret(it.spot) && !it.editor.is_blank());
            values.extend(kept.map(|it| (self.name(it.spot), it.editor.value())));
        }
        Some(Draft {
            name: self.draft_name.clone(),
            values,
        })
    }
}
