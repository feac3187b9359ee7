//! What a newer CadÚnico base says differently of a family, side by side, to
//! be taken or left one by one. Nothing is written over in silence.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::{Compared, Differs, Veil};
use crate::domain::family::Family;
use crate::domain::fault::{Outcome, Refused};
use crate::domain::id::Id;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Differences {
    family: Id<Family>,
    month: String,
    rows: List<Differs>,
}

/// Rows under the list for the whole of the marked line.
const WHOLE_ROWS: u16 = 3;

impl Differences {
    pub fn of(family: Id<Family>) -> Self {
        let mut rows: List<Differs> = List::new(|a, b| a.spot == b.spot && a.field == b.field);
        rows.empty = "";
        Self {
            family,
            month: String::new(),
            rows,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let family = self.family;
        cx.fetch(
            "comparar com o CadÚnico",
            move |desk: &mut Desk| {
                let has_base = desk.bases().cecad.is_some();
                Ok((desk.differences(family)?, has_base))
            },
            |it: &mut Self, (compared, has_base), _| it.loaded(compared, has_base),
        );
    }

    fn loaded(&mut self, compared: Option<Compared>, has_base: bool) {
        let Some(compared) = compared else {
            self.rows.set(Vec::new());
            self.rows.empty = if has_base {
                "Esta família não está na base do CadÚnico em uso."
            } else {
                "Não há base do CadÚnico em uso. Quem cuida da base importa pelo menu (F9)."
            };
            return;
        };
        self.month = compared.month.spoken();
        self.rows.empty = "Nada diferente: o cadastro e o CadÚnico dizem o mesmo.";
        self.rows.set(compared.rows);
    }

    fn take(&mut self, cx: &mut Cx<'_>) {
        self.settle(cx, "Aceito como diz o CadÚnico.", |desk, family, it| {
            desk.accept_difference(family, it)
        });
    }

    fn keep(&mut self, cx: &mut Cx<'_>) {
        self.settle(cx, "Fica como está aqui.", |desk, family, it| {
            desk.keep_difference(family, it)
        });
    }

    fn settle(
        &mut self,
        cx: &mut Cx<'_>,
        said: &'static str,
        work: fn(&mut Desk, Id<Family>, &Differs) -> Outcome<()>,
    ) {
        let Some(it) = self.rows.selected().cloned() else {
            return;
        };
        let family = self.family;
        cx.write(
            "conferir a diferença",
            Topic::People,
            move |desk: &mut Desk| work(desk, family, &it),
            move |_: &mut Self, (), cx| cx.say_undoable(said),
        );
    }

    fn off_take(&self) -> Option<&'static str> {
        match self.rows.selected() {
            None => Some("Não há diferença na lista."),
            Some(it) if !it.acceptable => {
                Some("Se a pessoa saiu da família, anote a saída na ficha (F7). Ou m mantém.")
            }
            Some(_) => None,
        }
    }

    fn off_keep(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("Não há diferença na lista.")
    }
}

pub static KEYS: &[Binding<Differences>] = &[
    Binding::new(
        "a",
        &["F5"],
        "aceitar",
        "Aceita o que o CadÚnico diz nesta linha.",
        Differences::take,
    )
    .off(Differences::off_take),
    Binding::new(
        "m",
        &["F6"],
        "manter",
        "Mantém o que está aqui; a linha só volta se a base disser outra coisa.",
        Differences::keep,
    )
    .off(Differences::off_keep),
];

const COLUMNS: &[Column<Differs>] = &[
    Column::new("O quê", 14, |it: &Differs, look| {
        let whose = look.name(&it.whose);
        Cell::from(if whose.is_empty() {
            it.label.to_owned()
        } else {
            format!("{whose}: {}", it.label)
        })
    })
    .grow(2),
    Column::new("Aqui", 14, |it: &Differs, _| Cell::from(said(&it.ours))).grow(3),
    Column::new("CadÚnico", 14, |it: &Differs, _| {
        Cell::toned(said(&it.theirs), Tone::Strong)
    })
    .grow(3),
];

fn said(it: &Veil<String>) -> String {
    match it {
        Veil::Hidden => "(não aparece no seu perfil)".to_owned(),
        Veil::Open(it) if it.is_empty() => "em branco".to_owned(),
        Veil::Open(it) => it.clone(),
    }
}

impl Screen for Differences {
    fn title(&self) -> Cow<'_, str> {
        "Diferenças do CadÚnico".into()
    }

    fn help(&self) -> &str {
        "Uma linha para cada coisa que a base do CadÚnico diz diferente do cadastro. Pergunte à \
         pessoa e decida: a aceita, m mantém. Nada muda sozinho, e Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::People, Topic::Base]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        self.load(cx);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
            other => other,
        };
        dispatch(KEYS, self, key, cx).or(|| self.rows.key(key).into())
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let title = match self.month.as_str() {
            "" => String::new(),
            month => format!("Base de {month}: a aceita, m mantém o daqui."),
        };
        canvas.line(area, 0, &title, Tone::Dim);
        let whole = if area.height > 8 { WHOLE_ROWS } else { 0 };
        let used = 1.min(area.height);
        let body = Rect {
            y: area.y + used,
            height: area.height.saturating_sub(used + whole),
            ..area
        };
        self.rows.draw(canvas, body, COLUMNS);
        if let Some(it) = self.rows.selected().filter(|_| whole > 0) {
            let text = format!(
                "{}: aqui «{}», CadÚnico «{}».",
                it.label,
                said(&it.ours),
                said(&it.theirs)
            );
            for (row, line) in (0..whole).zip(&wrap(&text, area.width)) {
                canvas.text(area.x, body.bottom() + row, area.width, line, Tone::Plain);
            }
        }
    }
}
