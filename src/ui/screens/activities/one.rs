//! One activity to be read, printed, or taken along to the screen that asked
//! for one.

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::ChosenActivity;
use crate::domain::activities::Activity;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::reader::Reader;
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen};

pub struct One {
    it: Arc<Activity>,
    reader: Reader,
    choosing: bool,
}

impl One {
    pub fn new(it: Arc<Activity>, choosing: bool) -> Self {
        Self {
            reader: Reader::new(&it.markdown()),
            it,
            choosing,
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        print::<Self>(&self.it.code, cx);
    }

    fn choose(&mut self, cx: &mut Cx<'_>) {
        cx.close_with(ChosenActivity(Arc::clone(&self.it)));
    }
}

/// Prints an activity from any screen of the shelf.
pub(super) fn print<S: Screen>(code: &str, cx: &mut Cx<'_>) {
    let code = code.to_owned();
    cx.ask(
        "imprimir",
        move |desk: &mut Desk| desk.print_activity(&code),
        |_: &mut S, printed, cx| cx.say(printed.text()),
    );
}

pub static KEYS: &[Binding<One>] = &[
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a atividade.",
        One::print,
    ),
    Binding::new(
        "F10",
        &["enter", "ctrl+s"],
        "escolher",
        "Volta com esta atividade para o encontro que a pediu.",
        One::choose,
    )
    .off(|it| {
        (!it.choosing).then_some("Para pôr num encontro, abra os cadernos a partir do encontro.")
    }),
];

impl Screen for One {
    fn title(&self) -> Cow<'_, str> {
        "Atividade".into()
    }

    fn help(&self) -> &str {
        "A atividade inteira, com o que preparar, os passos e os cuidados. Leia os cuidados antes \
         de cada encontro."
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.reader.draw(canvas, area);
        canvas.cursor(area.x, area.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Home => Key::Top,
            Key::End => Key::Bottom,
            Key::Char(' ') => Key::PageDown,
            Key::Enter if !self.choosing => Key::PageDown,
            other => other,
        };
        dispatch(KEYS, self, key, cx).or(|| self.reader.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain(
            "PgDn",
            "mais",
            "Página seguinte; PgUp volta. Setas andam uma linha.",
        )];
        all.extend(hints(KEYS, self).into_iter().filter(|it| it.off.is_none()));
        all
    }
}
