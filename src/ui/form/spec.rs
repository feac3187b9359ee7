//! A form as data: sections of fields, each field a row. The engine reads it;
//! so do the manual and the tests. Rows are built by const functions, so a
//! form is one `static` that reads like the paper it replaces.

use std::any::Any;

use super::{Form, Spot};
use crate::domain::codes::Row;
use crate::ui::Desk;
use crate::ui::canvas::Canvas;
use crate::ui::cx::Cx;
use crate::ui::keys::Binding;
use crate::ui::widgets::choice::YES_NO;
use crate::ui::widgets::masked::{BIRTH, DATE, Mask};
use ratatui::layout::Rect;

/// A whole form over a state `S` (whatever the screen must remember besides
/// what is typed).
pub struct FormSpec<S: 'static, D: 'static = Desk> {
    /// Names the draft: "familia.nova". Empty: never kept (login).
    pub name: &'static str,
    pub title: &'static str,
    pub help: &'static str,
    pub sections: &'static [Section<S, D>],
    /// Called by the save key once the required fields are filled. Reads the
    /// values, writes through `cx.write`, and calls `Form::done` in the end.
    pub save: Hook<S, D>,
    /// After each change of a field: lookups while typing.
    pub changed: Option<SpotHook<S, D>>,
    /// When a field is left: the street of a CEP.
    pub left: Option<SpotHook<S, D>>,
    /// Once, when the form comes on screen: ask for what the state needs.
    pub opened: Option<Hook<S, D>>,
    /// A screen opened from here gave an answer.
    pub returned: Option<Returned<S, D>>,
    pub keys: &'static [Binding<Form<S, D>, D>],
    /// Drawn under the fields: possible duplicates, a summary.
    pub side: Option<Side<S, D>>,
    pub save_label: &'static str,
    /// Enter on the last field saves: for login and two-field questions.
    pub enter_saves: bool,
}

pub type Hook<S, D> = fn(&mut Form<S, D>, &mut Cx<'_, D>);
pub type SpotHook<S, D> = fn(&mut Form<S, D>, Spot, &mut Cx<'_, D>);

pub type Returned<S, D> = fn(&mut Form<S, D>, Box<dyn Any>, &mut Cx<'_, D>);

pub struct Side<S: 'static, D: 'static = Desk> {
    pub rows: u16,
    pub draw: fn(&Form<S, D>, &mut Canvas<'_>, Rect),
}

impl<S, D> FormSpec<S, D> {
    pub const fn new(
        name: &'static str,
        title: &'static str,
        sections: &'static [Section<S, D>],
        save: Hook<S, D>,
    ) -> Self {
        Self {
            name,
            title,
            help: "",
            sections,
            save,
            changed: None,
            left: None,
            opened: None,
            returned: None,
            keys: &[],
            side: None,
            save_label: "gravar",
            enter_saves: false,
        }
    }
}

/// Fields that belong together. A repeated one (members of a family) always
/// offers one blank item more, which counts for nothing while it is blank.
pub struct Section<S: 'static, D: 'static = Desk> {
    pub name: &'static str,
    pub title: &'static str,
    /// Items at most; 0 for a section that is there once.
    pub repeat_max: usize,
    pub fields: &'static [Field<S, D>],
}

impl<S, D> Section<S, D> {
    pub const fn new(
        name: &'static str,
        title: &'static str,
        fields: &'static [Field<S, D>],
    ) -> Self {
        Self {
            name,
            title,
            repeat_max: 0,
            fields,
        }
    }

    #[must_use]
    pub const fn repeated(mut self, max: usize) -> Self {
        self.repeat_max = max;
        self
    }
}

pub struct Field<S: 'static, D: 'static = Desk> {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: FieldKind<S>,
    /// The least the law needs; everything else may stay blank.
    pub required: bool,
    /// Shown while the field is active and blank.
    pub hint: &'static str,
    /// What is odd about the value; said on leaving, never blocks.
    pub warn: Option<fn(&str) -> Option<String>>,
    /// What the copy key brings: the family's surname, its address.
    pub copy: Option<Copied<S, D>>,
    /// The value it starts with.
    pub default: Option<fn(&S) -> String>,
    /// Whether it is asked at all, given the rest.
    pub only: Option<Asked<S, D>>,
    /// Stands beside the field before it, if there are 60 columns.
    pub beside: bool,
    /// Somebody's name: the key that hides names hides it.
    pub is_name: bool,
}

pub type Copied<S, D> = fn(&Form<S, D>, Spot) -> Option<String>;
pub type Asked<S, D> = fn(&Form<S, D>, Spot) -> bool;

pub enum FieldKind<S> {
    Text {
        chars_max: usize,
    },
    /// Digits with no mask: money in whole reais, counts.
    Digits {
        max: usize,
    },
    Secret {
        chars_max: usize,
    },
    Masked(Mask),
    Choice(&'static [Row]),
    /// Options known only at run time: the unit's demands, its staff.
    Lookup(fn(&S) -> Vec<LookupRow>),
    Notes {
        rows: u16,
        chars_max: usize,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupRow {
    /// What `Form::get` gives.
    pub value: String,
    pub letter: Option<char>,
    pub text: String,
}

impl<S, D> Field<S, D> {
    const fn of(name: &'static str, label: &'static str, kind: FieldKind<S>) -> Self {
        Self {
            name,
            label,
            kind,
            required: false,
            hint: "",
            warn: None,
            copy: None,
            default: None,
            only: None,
            beside: false,
            is_name: false,
        }
    }

    pub const fn text(name: &'static str, label: &'static str, chars_max: usize) -> Self {
        Self::of(name, label, FieldKind::Text { chars_max })
    }

    /// A text that is somebody's name.
    pub const fn person(name: &'static str, label: &'static str, chars_max: usize) -> Self {
        let mut field = Self::text(name, label, chars_max);
        field.is_name = true;
        field
    }

    pub const fn digits(name: &'static str, label: &'static str, max: usize) -> Self {
        Self::of(name, label, FieldKind::Digits { max })
    }

    pub const fn secret(name: &'static str, label: &'static str) -> Self {
        Self::of(name, label, FieldKind::Secret { chars_max: 128 })
    }

    pub const fn masked(name: &'static str, label: &'static str, mask: Mask) -> Self {
        Self::of(name, label, FieldKind::Masked(mask))
    }

    pub const fn date(name: &'static str, label: &'static str) -> Self {
        Self::of(name, label, FieldKind::Masked(DATE))
    }

    pub const fn birth(name: &'static str, label: &'static str) -> Self {
        Self::of(name, label, FieldKind::Masked(BIRTH))
    }

    pub const fn choice(name: &'static str, label: &'static str, rows: &'static [Row]) -> Self {
        Self::of(name, label, FieldKind::Choice(rows))
    }

    pub const fn yes_no(name: &'static str, label: &'static str) -> Self {
        Self::of(name, label, FieldKind::Choice(YES_NO))
    }

    pub const fn lookup(
        name: &'static str,
        label: &'static str,
        rows: fn(&S) -> Vec<LookupRow>,
    ) -> Self {
        Self::of(name, label, FieldKind::Lookup(rows))
    }

    pub const fn notes(
        name: &'static str,
        label: &'static str,
        rows: u16,
        chars_max: usize,
    ) -> Self {
        Self::of(name, label, FieldKind::Notes { rows, chars_max })
    }

    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    #[must_use]
    pub const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }

    #[must_use]
    pub const fn warn(mut self, warn: fn(&str) -> Option<String>) -> Self {
        self.warn = Some(warn);
        self
    }

    #[must_use]
    pub const fn copy(mut self, copy: Copied<S, D>) -> Self {
        self.copy = Some(copy);
        self
    }

    #[must_use]
    pub const fn default(mut self, default: fn(&S) -> String) -> Self {
        self.default = Some(default);
        self
    }

    #[must_use]
    pub const fn only(mut self, only: Asked<S, D>) -> Self {
        self.only = Some(only);
        self
    }

    #[must_use]
    pub const fn beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// Takes a whole row even in a wide window.
    pub fn is_wide(&self) -> bool {
        match self.kind {
            FieldKind::Notes { .. } => true,
            FieldKind::Text { .. }
            | FieldKind::Digits { .. }
            | FieldKind::Secret { .. }
            | FieldKind::Masked(_)
            | FieldKind::Choice(_)
            | FieldKind::Lookup(_) => false,
        }
    }

    pub fn height(&self) -> u16 {
        match self.kind {
            FieldKind::Notes { rows, .. } => rows.max(1),
            FieldKind::Text { .. }
            | FieldKind::Digits { .. }
            | FieldKind::Secret { .. }
            | FieldKind::Masked(_)
            | FieldKind::Choice(_)
            | FieldKind::Lookup(_) => 1,
        }
    }
}
