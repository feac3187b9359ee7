//! The grid of a group: people × meetings of a quarter. A cell is corrected
//! with one letter and saved at once, through the same way as the roll; what
//! it said before stays in the history, which the line below tells.

use std::borrow::Cow;

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::roll::{self, RollScreen};
use super::why_absent::why_absent;
use crate::app::{GridCell, GridLine, GroupGrid, MarkSaid, MeetingView};
use crate::domain::date::show;
use crate::domain::groups::{Change, Group, Mark, Quarter, QuarterSpan};
use crate::domain::id::Id;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Topic, Topics};

pub struct GridScreen {
    group: Id<Group>,
    pub(super) quarter: Option<Quarter>,
    pub(super) grid: Option<GroupGrid>,
    pub(super) row: usize,
    pub(super) column: usize,
    /// First row and column in sight, and how many rows fit.
    pub(super) top: usize,
    pub(super) left: usize,
    pub(super) page: usize,
    /// Of the marked cell, newest first.
    pub(super) history: Vec<MarkSaid>,
}

impl GridScreen {
    pub fn new(group: Id<Group>) -> Self {
        Self {
            group,
            quarter: None,
            grid: None,
            row: 0,
            column: usize::MAX,
            top: 0,
            left: 0,
            page: 1,
            history: Vec::new(),
        }
    }

    fn quarter(&self, today: NaiveDate) -> Quarter {
        self.quarter
            .unwrap_or_else(|| Quarter::of(today, QuarterSpan::Calendar))
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let quarter = self.quarter(cx.look().today());
        self.quarter = Some(quarter);
        let (group, (from, to)) = (self.group, quarter.days(QuarterSpan::Calendar));
        cx.fetch(
            "ver a frequência",
            move |desk: &mut Desk| desk.group_grid(group, from, to),
            |it: &mut Self, grid, cx| {
                it.grid = Some(grid);
                it.clamp();
                it.ask_history(cx);
            },
        );
    }

    fn clamp(&mut self) {
        let (rows, columns) = (self.lines().len(), self.meetings().len());
        self.row = self.row.min(rows.saturating_sub(1));
        self.column = self.column.min(columns.saturating_sub(1));
    }

    fn lines(&self) -> &[GridLine] {
        self.grid.as_ref().map_or(&[], |it| it.lines.as_slice())
    }

    fn meetings(&self) -> &[MeetingView] {
        self.grid.as_ref().map_or(&[], |it| it.meetings.as_slice())
    }

    pub(super) fn cell(&self) -> Option<(&GridLine, &MeetingView, GridCell)> {
        let (line, meeting) = (
            self.lines().get(self.row)?,
            self.meetings().get(self.column)?,
        );
        Some((line, meeting, line.cells.get(self.column).copied()?))
    }

    fn ask_history(&mut self, cx: &mut Cx<'_>) {
        self.history.clear();
        cx.forget("antes");
        // A mark that was taken away has a history too.
        let Some((line, meeting, GridCell::Said(_) | GridCell::NotCalled)) = self.cell() else {
            return;
        };
        if meeting.id.is_none() {
            return;
        }
        let (key, person) = (meeting.key, line.person);
        cx.ask_latest(
            "antes",
            "ver o que estava antes",
            move |desk: &mut Desk| desk.mark_history(key, person),
            |it: &mut Self, said, _| it.history = said,
        );
    }

    fn travel(&mut self, key: Key, cx: &mut Cx<'_>) -> bool {
        let (row, column) = (self.row, self.column);
        match key {
            Key::Up => self.row = row.saturating_sub(1),
            Key::Down => self.row = row + 1,
            Key::PageUp => self.row = row.saturating_sub(self.page),
            Key::PageDown => self.row = row + self.page,
            Key::Left => self.column = column.saturating_sub(1),
            Key::Right => self.column = column.saturating_add(1),
            Key::Home => self.column = 0,
            Key::End => self.column = usize::MAX,
            Key::Top => self.row = 0,
            Key::Bottom => self.row = usize::MAX,
            _ => return false,
        }
        self.clamp();
        if (row, column) != (self.row, self.column) {
            self.ask_history(cx);
        }
        true
    }

    fn set(&mut self, mark: Option<Mark>, cx: &mut Cx<'_>) {
        let Some((line, meeting, cell)) = self.cell() else {
            return;
        };
        if cell.mark() == mark {
            return;
        }
        let change = Change {
            person: line.person,
            seen: cell.mark(),
            mark,
        };
        let key = meeting.key;
        let said = mark.map_or_else(|| "sem marca".to_owned(), Mark::text);
        let told = format!(
            "{}, {}: {said}.",
            cx.look().name(&line.name),
            show(meeting.day)
        );
        cx.write(
            "corrigir a marca",
            Topic::Groups,
            move |desk: &mut Desk| desk.save_roll(key, &[change]),
            move |_: &mut Self, saved, cx| match saved.conflicts.first() {
                None => cx.say_undoable(told),
                Some(it) => {
                    let theirs = it.theirs.map_or_else(|| "sem marca".to_owned(), Mark::text);
                    cx.warn(format!(
                        "Outra pessoa acaba de marcar «{theirs}». Confira e tecle de novo se for \
                         o caso."
                    ));
                }
            },
        );
    }

    fn present(&mut self, cx: &mut Cx<'_>) {
        self.set(Some(Mark::Present), cx);
    }

    fn absent(&mut self, cx: &mut Cx<'_>) {
        self.set(Some(Mark::Absent(None)), cx);
    }

    fn unmarked(&mut self, cx: &mut Cx<'_>) {
        self.set(None, cx);
    }

    fn excused(&mut self, cx: &mut Cx<'_>) {
        why_absent(cx, |it: &mut Self, mark, cx| it.set(Some(mark), cx));
    }

    fn roll(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.meetings().get(self.column) {
            cx.push(RollScreen::new(it.key));
        }
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.meetings().get(self.column) {
            roll::print::<Self>(it.key, cx);
        }
    }

    fn earlier(&mut self, cx: &mut Cx<'_>) {
        self.quarter = Some(self.quarter(cx.look().today()).previous());
        self.column = usize::MAX;
        self.load(cx);
    }

    fn later(&mut self, cx: &mut Cx<'_>) {
        let today = cx.look().today();
        if self.quarter(today) == Quarter::of(today, QuarterSpan::Calendar) {
            return cx.warn("Este é o trimestre de hoje.");
        }
        self.quarter = Some(self.quarter(today).next());
        self.column = 0;
        self.load(cx);
    }

    pub(super) fn off(&self) -> Option<&'static str> {
        match self.cell() {
            None => Some("Não há encontro nem pessoa neste trimestre."),
            Some(_) => None,
        }
    }

    fn off_meeting(&self) -> Option<&'static str> {
        let none = self.meetings().is_empty();
        none.then_some("Não há encontro neste trimestre.")
    }
}

pub static KEYS: &[Binding<GridScreen>] = &[
    Binding::new(
        "p",
        &[],
        "presente",
        "Corrige para presente e grava na hora; a marca anterior fica no histórico.",
        GridScreen::present,
    )
    .off(GridScreen::off),
    Binding::new(
        "f",
        &[],
        "faltou",
        "Corrige para falta sem motivo e grava na hora.",
        GridScreen::absent,
    )
    .off(GridScreen::off),
    Binding::new(
        "j",
        &[],
        "com motivo",
        "Corrige para falta com motivo; a letra seguinte diz qual.",
        GridScreen::excused,
    )
    .off(GridScreen::off),
    Binding::new(
        "n",
        &["delete"],
        "sem marca",
        "Tira a marca: a pessoa volta a «não chamada» naquele dia.",
        GridScreen::unmarked,
    )
    .off(GridScreen::off),
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "chamada",
        "Abre a chamada inteira do encontro da coluna marcada.",
        GridScreen::roll,
    )
    .off(GridScreen::off_meeting),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a lista do encontro da coluna marcada.",
        GridScreen::print,
    )
    .off(GridScreen::off_meeting),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "antes",
        "Mostra o trimestre anterior.",
        GridScreen::earlier,
    ),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "depois",
        "Mostra o trimestre seguinte.",
        GridScreen::later,
    ),
];

impl Screen for GridScreen {
    fn title(&self) -> Cow<'_, str> {
        "Frequência".into()
    }

    fn help(&self) -> &str {
        "Cada coluna é um encontro, cada linha uma pessoa: P veio, F faltou, J faltou com motivo, \
         · não chamado, em branco não estava no grupo. À direita, as somas de P, F, J e as faltas \
         seguidas sem motivo até hoje. As setas andam; uma letra corrige e grava; Ctrl+Z desfaz."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::People]) {
            self.load(cx);
        }
    }

    fn holds(&self, _: Key) -> bool {
        self.grid.is_none()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.paint(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Char(letter) => Key::Char(letter.to_ascii_lowercase()),
            other => other,
        };
        dispatch(KEYS, self, key, cx).or(|| self.travel(key, cx).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
