//! What was corrected in a family or a person: before, after, who, when.
//! Values that the role may not see are not shown in the past either.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::{Correction, Veil};
use crate::domain::date::show;
use crate::domain::family::Family;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::canvas::wrap;
use crate::ui::{
    Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Look, Screen, Tone, Topic, Topics,
};

#[derive(Clone, Copy)]
enum Whose {
    Family(Id<Family>),
    Person(Id<Person>),
}

pub struct History {
    whose: Whose,
    list: List<Correction>,
}

impl History {
    pub fn of_family(id: Id<Family>) -> Self {
        Self::of(Whose::Family(id))
    }

    pub fn of_person(id: Id<Person>) -> Self {
        Self::of(Whose::Person(id))
    }

    fn of(whose: Whose) -> Self {
        let mut list: List<Correction> = List::new(|a, b| a == b);
        list.empty = "Nada foi corrigido ainda.";
        Self { whose, list }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let whose = self.whose;
        cx.fetch(
            "ler o histórico",
            move |desk: &mut Desk| match whose {
                Whose::Family(id) => desk.family_history(id),
                Whose::Person(id) => desk.person_history(id),
            },
            |it: &mut Self, rows, _| it.list.set(rows),
        );
    }
}

/// Rows under the list for the whole of the marked line.
const WHOLE_ROWS: u16 = 3;

const COLUMNS: &[Column<Correction>] = &[
    Column::new("Quando", 16, |it: &Correction, look| {
        Cell::toned(when(it, look), Tone::Dim)
    }),
    Column::new("Quem", 8, |it: &Correction, _| {
        Cell::from(crate::domain::name::short(&it.who))
    })
    .drop(2),
    Column::new("De quem", 8, |it: &Correction, _| {
        Cell::name(it.whose.clone())
    })
    .grow(1)
    .drop(1),
    Column::new("O quê", 12, |it: &Correction, _| {
        Cell::from(it.field.clone())
    })
    .grow(2),
    Column::new("Era > é", 14, |it: &Correction, look| {
        Cell::from(change(it, look))
    })
    .grow(4)
    .drop(3),
];

fn when(it: &Correction, look: &Look) -> String {
    format!("{} {}", show(look.zone.day(it.at)), look.zone.clock(it.at))
}

/// Fields whose values are names, which one key hides.
const NAMES: [&str; 7] = [
    "nome",
    "nome social",
    "apelido",
    "nome da mãe",
    "pessoa cadastrada",
    "unificado com",
    "de quem é o telefone",
];

fn change(it: &Correction, look: &Look) -> String {
    let is_name = NAMES.contains(&it.field.as_str());
    let said = |it: &Veil<String>| match it {
        Veil::Hidden => "(não aparece no seu perfil)".to_owned(),
        Veil::Open(it) if it.is_empty() => "em branco".to_owned(),
        Veil::Open(it) if is_name => look.name(it).into_owned(),
        Veil::Open(it) => it.clone(),
    };
    match &it.old {
        Veil::Open(old) if old.is_empty() => said(&it.new),
        old => format!("{} > {}", said(old), said(&it.new)),
    }
}

impl Screen for History {
    fn title(&self) -> Cow<'_, str> {
        "Histórico".into()
    }

    fn help(&self) -> &str {
        "Cada correção, da mais nova à mais antiga. A linha marcada aparece inteira embaixo."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::People) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let whole = if area.height > 8 { WHOLE_ROWS } else { 0 };
        let body = Rect {
            height: area.height - whole,
            ..area
        };
        self.list.draw(canvas, body, COLUMNS);
        if let Some(it) = self.list.selected().filter(|_| whole > 0) {
            let whose = canvas.look.name(&it.whose);
            let whose = if whose.is_empty() {
                String::new()
            } else {
                format!(" de {whose}")
            };
            let text = format!(
                "{}: {}{whose} ({}, por {}): {}",
                when(it, canvas.look),
                it.field,
                it.act,
                it.who,
                change(it, canvas.look)
            );
            let rows = wrap(&text, area.width);
            for (row, line) in (0..whole).zip(&rows) {
                canvas.text(area.x, body.bottom() + row, area.width, line, Tone::Plain);
            }
        }
    }

    fn key(&mut self, key: Key, _: &mut Cx<'_>) -> Handled {
        self.list.key(key).into()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("PgDn", "mais", "Mostra as linhas seguintes.")]
    }
}
