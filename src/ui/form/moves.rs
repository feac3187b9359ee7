//! Keys of a form: from field to field, into the field, copy, pick, save.

use super::editor::{Did, Editor};
use super::spec::{FieldKind, LookupRow};
use super::{Form, Spot};
use crate::ui::cx::Cx;
use crate::ui::input::Key;
use crate::ui::keys::{self, Hint, dispatch};
use crate::ui::overlay::PickRow;
use crate::ui::screen::Handled;

impl<S: 'static, D: 'static> Form<S, D> {
    pub(super) fn press(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled {
        let spec = self.spec;
        if dispatch(spec.keys, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match key {
            Key::F(10) | Key::Ctrl('s') => {
                self.save(cx);
                return Handled::Yes;
            }
            Key::F(4) | Key::Ctrl('y') => {
                self.copy(cx);
                return Handled::Yes;
            }
            _ => {}
        }
        let Some(spot) = self.slots.get(self.focus).map(|it| it.spot) else {
            return Handled::No;
        };
        let rows = self.rows(spot);
        let did = self.slots[self.focus].editor.key(key, &rows);
        if did == Did::No {
            return self.travel(key, cx);
        }
        self.react(did, spot, rows, cx);
        Handled::Yes
    }

    pub(super) fn pasted(&mut self, text: &str, cx: &mut Cx<'_, D>) -> Handled {
        let Some(slot) = self.slots.get_mut(self.focus) else {
            return Handled::No;
        };
        let (spot, did) = (slot.spot, slot.editor.paste(text));
        self.react(did, spot, Vec::new(), cx);
        Handled::Yes
    }

    fn react(&mut self, did: Did, spot: Spot, rows: Vec<LookupRow>, cx: &mut Cx<'_, D>) {
        match did {
            Did::Changed => self.note_change(spot, cx),
            Did::Advance => {
                self.note_change(spot, cx);
                let today = cx.look().today();
                match self
                    .at(spot)
                    .and_then(|n| self.slots[n].editor.finish(today))
                {
                    Some(why) => self.doubt(spot, why.to_owned(), cx),
                    None => self.forward(cx),
                }
            }
            Did::Wrong(why) => {
                self.note_change(spot, cx);
                self.doubt(spot, why.to_owned(), cx);
            }
            Did::Refused(why) => cx.warn(why),
            Did::List => self.open_list(spot, rows, cx),
            Did::Moved | Did::No => {}
        }
    }

    fn note_change(&mut self, spot: Spot, cx: &mut Cx<'_, D>) {
        self.dirty = true;
        if let Some(n) = self.at(spot) {
            self.slots[n].problem = None;
            self.slots[n].warned = false;
        }
        self.grow(spot.section);
        if let Some(hook) = self.spec.changed {
            hook(self, spot, cx);
        }
    }

    /// Says what looks wrong and marks it; the value stays as it is.
    fn doubt(&mut self, spot: Spot, why: String, cx: &mut Cx<'_, D>) {
        if let Some(n) = self.at(spot) {
            cx.warn(&why);
            self.slots[n].problem = Some(why);
            self.slots[n].warned = true;
        }
    }

    fn at(&self, spot: Spot) -> Option<usize> {
        self.slots.iter().position(|it| it.spot == spot)
    }

    fn travel(&mut self, key: Key, cx: &mut Cx<'_, D>) -> Handled {
        match key {
            Key::Enter if self.spec.enter_saves && self.next(self.focus).is_none() => self.save(cx),
            Key::Enter | Key::Tab => {
                if self.may_leave(cx) {
                    self.forward_or_out(key, cx);
                }
            }
            Key::Down => {
                self.check(cx);
                self.forward(cx);
            }
            Key::Up | Key::BackTab => self.to(self.before(self.focus), cx),
            Key::PageDown => self.to(self.group_after(), cx),
            Key::PageUp => self.to(self.group_before(), cx),
            Key::Top => self.to(self.seek(0), cx),
            Key::Bottom => self.to((0..self.slots.len()).rev().find(|n| self.open(*n)), cx),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    /// A number that looks wrong holds the focus once, so that the person
    /// sees it; the second Enter goes on.
    fn may_leave(&mut self, cx: &mut Cx<'_, D>) -> bool {
        let today = cx.look().today();
        let Some(slot) = self.slots.get_mut(self.focus) else {
            return true;
        };
        match slot.editor.finish(today) {
            Some(why) if !slot.warned => {
                let spot = slot.spot;
                self.doubt(spot, why.to_owned(), cx);
                false
            }
            Some(_) => true,
            None => {
                self.check(cx);
                true
            }
        }
    }

    /// The field's own doubt, said without holding anybody.
    fn check(&mut self, cx: &mut Cx<'_, D>) {
        let today = cx.look().today();
        let Some(slot) = self.slots.get_mut(self.focus) else {
            return;
        };
        let spot = slot.spot;
        if slot.warned || slot.editor.is_blank() {
            return;
        }
        let problem = slot.editor.finish(today);
        let value = slot.editor.value();
        let own = self
            .field(spot)
            .and_then(|it| it.warn)
            .and_then(|warn| warn(&value));
        let why = own.or_else(|| problem.map(str::to_owned));
        if let Some(why) = why {
            self.doubt(spot, why, cx);
        }
    }

    /// Enter on the first field of the blank last item leaves the section.
    fn forward_or_out(&mut self, key: Key, cx: &mut Cx<'_, D>) {
        let Some(spot) = self.slots.get(self.focus).map(|it| it.spot) else {
            return;
        };
        let repeated = self.spec.sections[spot.section].repeat_max > 0;
        let out = repeated && spot.field == 0 && self.item_blank(spot.section, spot.item);
        if key == Key::Enter && out {
            let after = self
                .slots
                .iter()
                .position(|it| it.spot.section > spot.section);
            let after = after.and_then(|n| self.seek(n));
            match after {
                Some(_) => self.to(after, cx),
                None => cx.say(self.save_hint()),
            }
        } else {
            self.forward(cx);
        }
    }

    fn forward(&mut self, cx: &mut Cx<'_, D>) {
        match self.next(self.focus) {
            Some(next) => self.to(Some(next), cx),
            None => cx.say(self.save_hint()),
        }
    }

    fn save_hint(&self) -> String {
        format!("Fim dos campos. F10 ou Ctrl+S: {}.", self.spec.save_label)
    }

    fn to(&mut self, target: Option<usize>, cx: &mut Cx<'_, D>) {
        let Some(target) = target.filter(|it| *it != self.focus) else {
            return;
        };
        let left = self.slots.get_mut(self.focus).map(|it| {
            if let Editor::Choice(choice) = &mut it.editor {
                choice.settle();
            }
            it.spot
        });
        self.focus = target;
        if let (Some(spot), Some(hook)) = (left, self.spec.left) {
            hook(self, spot, cx);
        }
    }

    fn open(&self, n: usize) -> bool {
        self.slots.get(n).is_some_and(|it| self.asked(it.spot))
    }

    /// The first field at or after `from` that is asked.
    fn seek(&self, from: usize) -> Option<usize> {
        (from..self.slots.len()).find(|n| self.open(*n))
    }

    fn next(&self, from: usize) -> Option<usize> {
        self.seek(from + 1)
    }

    fn before(&self, from: usize) -> Option<usize> {
        (0..from).rev().find(|n| self.open(*n))
    }

    fn group(&self, n: usize) -> Option<(usize, usize)> {
        self.slots.get(n).map(|it| (it.spot.section, it.spot.item))
    }

    fn group_after(&self) -> Option<usize> {
        (self.focus..self.slots.len())
            .find(|n| self.group(*n) != self.group(self.focus) && self.open(*n))
    }

    /// The start of this group, or of the one before when already there.
    fn group_before(&self) -> Option<usize> {
        let last = self.before(self.focus)?;
        (0..=last).find(|n| self.group(*n) == self.group(last) && self.open(*n))
    }

    /// Inherits what the context has: the surname, the address.
    fn copy(&mut self, cx: &mut Cx<'_, D>) {
        let Some(spot) = self.slots.get(self.focus).map(|it| it.spot) else {
            return;
        };
        let copy = self
            .field(spot)
            .and_then(|it| it.copy)
            .and_then(|copy| copy(self, spot));
        let Some(text) = copy.filter(|it| !it.is_empty()) else {
            cx.warn("Este campo não tem de onde repetir.");
            return;
        };
        let rows = self.rows(spot);
        let editor = &mut self.slots[self.focus].editor;
        match editor {
            Editor::Text(line) if !line.is_empty() => {
                let joined = format!("{} {text}", line.text().trim_end());
                line.set(&joined);
            }
            other => other.set(&text, &rows),
        }
        self.note_change(spot, cx);
        self.check(cx);
        self.forward(cx);
    }

    fn open_list(&mut self, spot: Spot, rows: Vec<LookupRow>, cx: &mut Cx<'_, D>) {
        let Some(field) = self.field(spot) else {
            return;
        };
        let typed = match self.slots.get(self.focus).map(|it| &it.editor) {
            Some(Editor::Lookup(it)) => it.typed().to_owned(),
            _ => String::new(),
        };
        let (values, picks): (Vec<String>, Vec<PickRow>) = match &field.kind {
            FieldKind::Choice(options) => options
                .iter()
                .map(|it| {
                    (
                        it.code.to_owned(),
                        PickRow {
                            letter: it.key,
                            text: it.label.to_owned(),
                        },
                    )
                })
                .unzip(),
            FieldKind::Lookup(_) => rows
                .into_iter()
                .filter(|it| crate::ui::widgets::list::fits(&it.text, &typed))
                .map(|it| {
                    (
                        it.value,
                        PickRow {
                            letter: it.letter,
                            text: it.text,
                        },
                    )
                })
                .unzip(),
            FieldKind::Text { .. }
            | FieldKind::Digits { .. }
            | FieldKind::Secret { .. }
            | FieldKind::Masked(_)
            | FieldKind::Notes { .. } => return,
        };
        cx.pick(field.label, picks, move |form: &mut Self, n, cx| {
            if let (Some(value), Some(slot)) = (values.get(n), form.at(spot)) {
                let rows = form.rows(spot);
                form.slots[slot].editor.set(value, &rows);
                form.focus = slot;
                form.note_change(spot, cx);
                form.forward(cx);
            }
        });
    }

    /// One key from anywhere. Only the required fields can stop it.
    fn save(&mut self, cx: &mut Cx<'_, D>) {
        let missing = self.slots.iter().position(|it| {
            let required = self.field(it.spot).is_some_and(|it| it.required);
            let repeated = self.spec.sections[it.spot.section].repeat_max > 0;
            let counts = !repeated || !self.item_blank(it.spot.section, it.spot.item);
            required && counts && self.asked(it.spot) && it.editor.is_blank()
        });
        if let Some(n) = missing {
            let label = self.field(self.slots[n].spot).map_or("", |it| it.label);
            self.focus = n;
            let spot = self.slots[n].spot;
            self.doubt(spot, format!("Falta preencher: {label}."), cx);
            return;
        }
        (self.spec.save)(self, cx);
    }

    pub(super) fn is_secret(&self, spot: Spot) -> bool {
        self.field(spot)
            .is_some_and(|it| matches!(it.kind, FieldKind::Secret { .. }))
    }

    pub(super) fn all_hints(&self) -> Vec<Hint> {
        let field = self
            .slots
            .get(self.focus)
            .and_then(|it| self.field(it.spot));
        let mut all = vec![save_hint(self.spec.save_label)];
        all.extend(keys::hints(self.spec.keys, self));
        if field.is_some_and(|it| it.copy.is_some()) {
            all.push(copy_hint());
        }
        if field.is_some_and(|it| matches!(it.kind, FieldKind::Choice(_) | FieldKind::Lookup(_))) {
            all.push(list_hint());
        }
        all.push(next_hint());
        all
    }
}

/// What every form understands, for the manual.
pub fn hints() -> Vec<Hint> {
    vec![save_hint("gravar"), copy_hint(), list_hint(), next_hint()]
}

fn save_hint(label: &'static str) -> Hint {
    Hint {
        also: vec!["Ctrl+S".to_owned()],
        ..Hint::plain("F10", label, "Grava o que está na tela, de qualquer campo.")
    }
}

fn copy_hint() -> Hint {
    Hint {
        also: vec!["Ctrl+Y".to_owned()],
        ..Hint::plain(
            "F4",
            "repetir",
            "Repete neste campo o que a família já tem: sobrenome, endereço.",
        )
    }
}

fn list_hint() -> Hint {
    Hint {
        also: vec!["Ctrl+F".to_owned(), "?".to_owned()],
        ..Hint::plain("F3", "lista", "Mostra todas as opções deste campo.")
    }
}

fn next_hint() -> Hint {
    Hint::plain(
        "Enter",
        "próximo",
        "Vai ao próximo campo; Tab também, Shift+Tab volta. PgDn e PgUp pulam de grupo.",
    )
}
