//! The roll of a meeting, called by exception: `*` says that the rest came,
//! then only the numbers of those who did not. Nothing is written before F10;
//! what another desk said of somebody meanwhile is shown and never lost.

use std::any::Any;
use std::borrow::Cow;

use ratatui::layout::Rect;

use super::roll_conflicts::{Conflicts, Decided};
use super::roll_marks::{Marks, Row};
use super::roll_typed::{Typed, exact, typed};
use super::why_absent::why_absent;
use super::{grid, meeting_form};
use crate::app::{Roll, RollSaved};
use crate::domain::access::Right;
use crate::domain::fault::Refused;
use crate::domain::groups::{Change, Mark, MeetingKey};
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::time::day_title;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::found::{Chosen, FindPerson};
use crate::ui::{
    Binding, Canvas, Cx, Desk, Draft, Handled, Hint, Key, PickRow, Screen, Topic, Topics,
};

pub struct RollScreen {
    pub(super) key: MeetingKey,
    pub(super) marks: Marks,
    /// Digits of a number not yet whole.
    pub(super) digits: String,
    /// Whoever is logged in may look for people.
    may_find: bool,
    /// Rows in one column of names, as last drawn.
    pub(super) page_rows: usize,
}

impl RollScreen {
    pub fn new(key: MeetingKey) -> Self {
        Self::with_draft(key, Vec::new())
    }

    /// With marks that were given and not saved.
    pub fn with_draft(key: MeetingKey, kept: Vec<Row>) -> Self {
        Self {
            key,
            marks: Marks::with_draft(kept),
            digits: String::new(),
            may_find: false,
            page_rows: 1,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let key = self.key;
        cx.fetch(
            "abrir a chamada",
            move |desk: &mut Desk| Ok((desk.roll(key)?, desk.may(Right::SeeFamilies))),
            |it: &mut Self, (roll, may_find): (Roll, bool), cx| {
                it.may_find = may_find;
                let today = cx.look().today();
                it.marks.set(roll, today);
            },
        );
    }

    /// Gives a mark to the marked row and goes on to the next.
    fn mark(&mut self, mark: Option<Mark>, cx: &mut Cx<'_>) {
        self.digits.clear();
        self.tell(mark, cx);
        self.marks.step(1);
    }

    fn tell(&mut self, mark: Option<Mark>, cx: &mut Cx<'_>) {
        if let Some(row) = self.marks.give(mark) {
            let said = mark.map_or_else(|| "sem marca".to_owned(), Mark::text);
            let name = cx.look().name(&row.name).into_owned();
            let number = row.number.map(|it| format!("{it} ")).unwrap_or_default();
            cx.say(format!("{number}{name}: {said}."));
        }
    }

    fn present(&mut self, cx: &mut Cx<'_>) {
        self.mark(Some(Mark::Present), cx);
    }

    fn absent(&mut self, cx: &mut Cx<'_>) {
        self.mark(Some(Mark::Absent(None)), cx);
    }

    fn unmarked(&mut self, cx: &mut Cx<'_>) {
        self.mark(None, cx);
    }

    fn excused(&mut self, cx: &mut Cx<'_>) {
        why_absent(cx, |it: &mut Self, mark, cx| it.mark(Some(mark), cx));
    }

    fn rest_present(&mut self, cx: &mut Cx<'_>) {
        self.digits.clear();
        match self.marks.rest_present() {
            0 => cx.say("Ninguém está sem marca."),
            1 => cx.say("1 presente. Agora digite os números de quem faltou; F10 grava."),
            n => cx.say(format!(
                "{n} presentes. Agora digite os números de quem faltou; F10 grava."
            )),
        }
    }

    /// A digit of somebody who did not come.
    fn digit(&mut self, digit: char, cx: &mut Cx<'_>) {
        if let Some(why) = self.off() {
            return cx.warn(why);
        }
        self.digits.push(digit);
        match typed(&self.digits, &self.marks.numbers()) {
            Typed::Open => {}
            Typed::One(number) => self.number(number, cx),
            Typed::Nobody => {
                let digits = std::mem::take(&mut self.digits);
                cx.warn(format!("Ninguém tem o número {digits} nesta chamada."));
            }
        }
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        let digits = std::mem::take(&mut self.digits);
        match exact(&digits, &self.marks.numbers()) {
            Some(number) => self.number(number, cx),
            None if digits.is_empty() => {
                cx.say("* marca presentes os que faltam; o número, quem faltou; F10 grava.");
            }
            None => cx.warn(format!("Ninguém tem o número {digits} nesta chamada.")),
        }
    }

    /// Absent; whoever already was is present again, for a slip of the finger.
    fn number(&mut self, number: u32, cx: &mut Cx<'_>) {
        self.digits.clear();
        self.marks.select_number(number);
        let mark = match self.marks.selected().and_then(|it| it.ours) {
            Some(Mark::Absent(_)) => Mark::Present,
            Some(Mark::Present) | None => Mark::Absent(None),
        };
        self.tell(Some(mark), cx);
    }

    fn add_visitor(&mut self, cx: &mut Cx<'_>) {
        cx.push(FindPerson::new("Visitante"));
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        self.digits.clear();
        let changes = self.marks.changes();
        if !changes.is_empty() {
            return self.write(changes, cx);
        }
        if self.marks.counts().said() == 0 {
            return cx.warn("Ninguém foi marcado: * marca todos presentes.");
        }
        cx.say("Nada mudou na chamada.");
        cx.close();
    }

    fn write(&mut self, changes: Vec<Change<Id<Person>>>, cx: &mut Cx<'_>) {
        let key = self.key;
        cx.write(
            "gravar a chamada",
            Topic::Groups,
            move |desk: &mut Desk| Ok((desk.save_roll(key, &changes)?, desk.roll(key)?)),
            Self::saved,
        );
    }

    fn saved(&mut self, (saved, roll): (RollSaved, Roll), cx: &mut Cx<'_>) {
        self.marks.forget();
        let today = cx.look().today();
        let told = format!("Chamada de «{}» gravada: ", roll.meeting.group);
        self.marks.set(roll, today);
        let told = told + &self.marks.counts().text() + ".";
        if saved.conflicts.is_empty() {
            cx.say_undoable(told);
            return cx.close();
        }
        cx.push(Conflicts::new(saved.conflicts));
        cx.warn("O resto foi gravado. Veja onde outra pessoa marcou diferente.");
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        print::<Self>(self.key, cx);
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        cx.push(grid::GridScreen::new(self.key.group));
    }

    fn meeting(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.marks.meeting() {
            meeting_form::edit(it, cx);
        }
    }

    /// Why nobody can be marked.
    pub(super) fn off(&self) -> Option<&'static str> {
        self.marks.off()
    }

    fn off_row(&self) -> Option<&'static str> {
        let none = self.marks.is_empty();
        self.off()
            .or(none.then_some("Ninguém está nesta chamada: inscreva no grupo, ou v visitante."))
    }

    fn off_visitor(&self) -> Option<&'static str> {
        let blind = !self.may_find;
        self.off().or(blind
            .then_some("Seu perfil não procura pessoas: peça à recepção que ponha o visitante."))
    }
}

/// Prints the roll from any screen that has it marked.
pub fn print<S: Screen>(key: MeetingKey, cx: &mut Cx<'_>) {
    let row = |letter, text: &str| PickRow {
        letter: Some(letter),
        text: text.to_owned(),
    };
    let rows = vec![
        row('a', "lista para assinar, em branco"),
        row('c', "chamada como está gravada"),
    ];
    cx.pick("Imprimir", rows, move |_: &mut S, n, cx| {
        cx.ask(
            "imprimir",
            move |desk: &mut Desk| desk.print_roll(key, n == 1),
            |_: &mut S, printed, cx| cx.say(printed.text()),
        );
    });
}

pub static KEYS: &[Binding<RollScreen>] = &[
    Binding::new(
        "F10",
        &["ctrl+s"],
        "gravar",
        "Grava a chamada. Quem ficou sem marca continua «não chamado».",
        RollScreen::save,
    )
    .off(RollScreen::off),
    Binding::new(
        "*",
        &[],
        "resto presente",
        "Marca presentes todos os que ainda não têm marca. Depois, só os números de quem faltou.",
        RollScreen::rest_present,
    )
    .off(RollScreen::off_row),
    Binding::new(
        "f",
        &[],
        "faltou",
        "Falta sem motivo de quem está marcado; o número da pessoa faz o mesmo.",
        RollScreen::absent,
    )
    .off(RollScreen::off_row),
    Binding::new(
        "j",
        &[],
        "com motivo",
        "Falta com motivo: a letra seguinte diz qual (s saúde, e escola…).",
        RollScreen::excused,
    )
    .off(RollScreen::off_row),
    Binding::new(
        "p",
        &[],
        "presente",
        "Presença de quem está marcado; o número de quem tinha falta também.",
        RollScreen::present,
    )
    .off(RollScreen::off_row),
    Binding::new(
        "n",
        &["delete"],
        "sem marca",
        "Tira a marca: a pessoa volta a «não chamada».",
        RollScreen::unmarked,
    )
    .off(RollScreen::off_row),
    Binding::new(
        "v",
        &[],
        "visitante",
        "Acrescenta alguém do cadastro que veio sem estar no grupo.",
        RollScreen::add_visitor,
    )
    .off(RollScreen::off_visitor),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "encontro",
        "Tema, atividade, materiais e relato deste encontro.",
        RollScreen::meeting,
    ),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a lista para assinar, ou a chamada como está gravada.",
        RollScreen::print,
    ),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "grade",
        "A frequência do grupo no trimestre, pessoa por pessoa.",
        RollScreen::grid,
    ),
];

impl Screen for RollScreen {
    fn title(&self) -> Cow<'_, str> {
        match self.marks.meeting() {
            Some(it) => format!("Chamada, {}", day_title(it.day)).into(),
            None => "Chamada".into(),
        }
    }

    fn help(&self) -> &str {
        "Os números são os da lista impressa. * marca presentes todos os que ainda não têm marca; \
         depois digite só os números de quem faltou: 03, 12. Um número digitado de novo volta a \
         presente. P veio, F faltou, J faltou com motivo, · não chamado. F10 grava; se outra \
         pessoa marcou diferente ao mesmo tempo, a tela mostra e você escolhe."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::People]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.marks.meeting().is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        let answer = match answer.downcast::<Chosen>() {
            Ok(it) => {
                self.marks.visitor(it.person, it.name.clone());
                return self.tell(Some(Mark::Present), cx);
            }
            Err(answer) => answer,
        };
        if let Ok(it) = answer.downcast::<Decided>() {
            if it.0.is_empty() {
                cx.say("Ficou o que a outra pessoa marcou.");
                cx.close();
            } else {
                self.write(it.0, cx);
            }
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.paint(canvas, area);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        // A number begun is finished or given up before any letter acts.
        if let Key::Char(it @ '0'..='9') = key {
            self.digit(it, cx);
            return Handled::Yes;
        }
        let begun = !self.digits.is_empty();
        match key {
            Key::Enter | Key::Char(' ') => self.enter(cx),
            Key::Backspace if begun => drop(self.digits.pop()),
            Key::Esc if begun => self.digits.clear(),
            Key::Char(letter) if letter.is_ascii_uppercase() => {
                // Caps Lock is often on.
                return dispatch(KEYS, self, Key::Char(letter.to_ascii_lowercase()), cx);
            }
            _ => {
                return dispatch(KEYS, self, key, cx)
                    .or(|| self.marks.travel(key, self.page_rows).into());
            }
        }
        Handled::Yes
    }

    fn holds(&self, _: Key) -> bool {
        self.marks.meeting().is_none()
    }

    fn draft(&self) -> Option<Draft> {
        Some(self.marks.draft(self.key))
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
