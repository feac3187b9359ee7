//! The meetings of a group as a list: called or not, the next five weeks,
//! what was moved or cancelled and why. From here one is moved, cancelled,
//! added, prepared and told of.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use ratatui::layout::Rect;

use super::{grid, meeting_form, roll};
use crate::app::MeetingView;
use crate::domain::groups::Group;
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Look, Screen, Tone, Topic,
    Topics,
};

/// Days ahead and back at first, and how many more back a key brings.
const AHEAD_DAYS: u64 = 35;
const BACK_DAYS: u64 = 60;
const MORE_DAYS: u64 = 180;
/// No list goes further back than two years.
const BACK_DAYS_MAX: u64 = 730;

pub struct Meetings {
    group: Id<Group>,
    list: List<MeetingView>,
    back_days: u64,
    name: String,
    answered: bool,
}

impl Meetings {
    pub fn new(group: Id<Group>) -> Self {
        let mut list: List<MeetingView> = List::new(|a: &MeetingView, b| a.key == b.key);
        list.empty =
            "Nenhum encontro nestes dias. F2 marca um; as horas da semana se põem no grupo.";
        Self {
            group,
            list,
            back_days: BACK_DAYS,
            name: String::new(),
            answered: false,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let today = cx.look().today();
        let from = today.checked_sub_days(Days::new(self.back_days));
        let to = today.checked_add_days(Days::new(AHEAD_DAYS));
        let (group, from, to) = (self.group, from.unwrap_or(today), to.unwrap_or(today));
        cx.fetch(
            "ver os encontros",
            move |desk: &mut Desk| {
                let name = desk.group_card(group)?.line.group.name;
                Ok((name, desk.meetings(group, from, to)?))
            },
            move |it: &mut Self, (name, found), _| {
                it.name = name;
                let first = !it.answered;
                it.answered = true;
                let at = nearest(&found, today);
                it.list.set(found);
                if first {
                    it.list.select(at);
                }
            },
        );
    }

    fn roll(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.list.selected() {
            cx.push(roll::RollScreen::new(it.key));
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        meeting_form::add(self.group, cx);
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.list.selected() {
            meeting_form::edit(it, cx);
        }
    }

    fn shift(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.list.selected() {
            meeting_form::shift(it, cx);
        }
    }

    fn cancel(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.list.selected() {
            meeting_form::cancel(it, cx);
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.list.selected() {
            roll::print::<Self>(it.key, cx);
        }
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        cx.push(grid::GridScreen::new(self.group));
    }

    fn older(&mut self, cx: &mut Cx<'_>) {
        self.back_days = (self.back_days + MORE_DAYS).min(BACK_DAYS_MAX);
        self.load(cx);
    }

    fn off(&self) -> Option<&'static str> {
        self.list.is_empty().then_some("A lista está vazia.")
    }

    fn off_called(&self) -> Option<&'static str> {
        match self.list.selected() {
            None => Some("A lista está vazia."),
            Some(it) if it.called_at.is_some() => {
                Some("A chamada deste encontro já foi feita: ele aconteceu.")
            }
            Some(_) => None,
        }
    }

    fn off_cancelled(&self) -> Option<&'static str> {
        let cancelled = self.list.selected().is_some_and(|it| it.cancelled);
        self.off_called().or(cancelled.then_some(
            "Este encontro já está cancelado. «Mudar» o põe de volta em outro dia ou no mesmo.",
        ))
    }

    fn off_older(&self) -> Option<&'static str> {
        (self.back_days >= BACK_DAYS_MAX).then_some("A lista já mostra dois anos.")
    }
}

/// The last one up to today, where the roll is likeliest; else the first.
fn nearest(all: &[MeetingView], today: NaiveDate) -> usize {
    let past = all.iter().filter(|it| it.day <= today).count();
    past.saturating_sub(1)
}

pub static KEYS: &[Binding<Meetings>] = &[
    Binding::new(
        "enter",
        &["F10", "ctrl+s"],
        "chamada",
        "Abre a chamada do encontro marcado.",
        Meetings::roll,
    )
    .off(Meetings::off),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "extra",
        "Marca um encontro fora das horas da semana; é o que uma atividade avulsa tem.",
        Meetings::add,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "tema",
        "Tema, atividade dos cadernos, materiais, relato e pessoas contadas.",
        Meetings::edit,
    )
    .off(Meetings::off),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a lista para assinar, ou a chamada como está gravada.",
        Meetings::print,
    )
    .off(Meetings::off),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "mudar",
        "Muda o dia ou a hora, com o motivo.",
        Meetings::shift,
    )
    .off(Meetings::off_called),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "cancelar",
        "Cancela o encontro, com o motivo. O encontro continua na lista.",
        Meetings::cancel,
    )
    .off(Meetings::off_cancelled),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "grade",
        "A frequência do grupo no trimestre, pessoa por pessoa.",
        Meetings::grid,
    ),
    Binding::new(
        "F9",
        &["ctrl+e"],
        "mais antigos",
        "Mostra também os seis meses anteriores.",
        Meetings::older,
    )
    .off(Meetings::off_older),
];

const COLUMNS: &[Column<MeetingView>] = &[
    Column::new("Dia", 14, |it: &MeetingView, look| {
        Cell::toned(day_title(it.day), tone(it, look))
    }),
    Column::new("Horas", 11, |it: &MeetingView, look| {
        Cell::toned(format!("{}–{}", it.starts, it.ends), tone(it, look))
    })
    .drop(1),
    Column::new("Tema", 10, |it: &MeetingView, look| {
        let text = match (it.theme.as_str(), it.activity_title.as_str()) {
            ("", activity) => activity.to_owned(),
            (theme, "") => theme.to_owned(),
            (theme, activity) => format!("{theme}: {activity}"),
        };
        Cell::toned(text, tone(it, look))
    })
    .grow(3)
    .drop(2),
    Column::new("Situação", 22, |it: &MeetingView, look| {
        let (text, tone) = state(it, look.today());
        Cell::toned(text, tone)
    }),
];

fn tone(it: &MeetingView, look: &Look) -> Tone {
    if it.cancelled {
        Tone::Dim
    } else if it.day == look.today() {
        Tone::Strong
    } else {
        Tone::Plain
    }
}

fn state(it: &MeetingView, today: NaiveDate) -> (String, Tone) {
    if it.cancelled {
        return ("cancelado".to_owned(), Tone::Dim);
    }
    let (mut text, tone) = match it.called_at {
        Some(_) => ("chamada feita".to_owned(), Tone::Good),
        None if it.day < today => ("não chamado".to_owned(), Tone::Warn),
        None if it.day == today => ("hoje".to_owned(), Tone::Strong),
        None => ("vai acontecer".to_owned(), Tone::Plain),
    };
    if it.moved {
        text.push_str(", mudado");
    } else if it.extra {
        text.push_str(", extra");
    }
    (text, tone)
}

/// Why the marked one is not where the week puts it, and what it takes.
fn detail(it: &MeetingView) -> String {
    let mut parts = Vec::new();
    if it.cancelled {
        parts.push(format!("Cancelado: {}.", it.reason));
    } else if it.moved {
        let was = day_title(it.key.day);
        parts.push(format!("Era {was} às {}: {}.", it.key.starts, it.reason));
    }
    if let Some(heads) = it.heads {
        parts.push(format!("Pessoas contadas: {heads}."));
    }
    if !it.materials.is_empty() {
        parts.push(format!("Materiais: {}", it.materials));
    }
    parts.join(" ")
}

impl Screen for Meetings {
    fn title(&self) -> Cow<'_, str> {
        "Encontros".into()
    }

    fn help(&self) -> &str {
        "Os encontros que as horas da semana dão, sem os feriados, e os que alguém marcou, mudou \
         ou cancelou. «Não chamado» é o que passou sem chamada. Enter abre a chamada."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::Unit]) {
            self.load(cx);
        }
    }

    fn holds(&self, _: Key) -> bool {
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.line(area, 0, &self.name, Tone::Title);
        let rows = 1.min(area.height);
        let last = u16::from(area.height > 4);
        if let Some(it) = self.list.selected().filter(|_| last > 0) {
            canvas.line(area, area.height - 1, &detail(it), Tone::Plain);
        }
        let list = Rect {
            y: area.y + rows,
            height: area.height - rows - last,
            ..area
        };
        if self.answered {
            self.list.draw(canvas, list, COLUMNS);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, key, cx).or(|| self.list.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
