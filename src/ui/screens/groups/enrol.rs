//! Putting the person on screen into a group: the groups of their age first,
//! numbered; a number and Enter, and the answer says the number on the roll or
//! the place on the waiting list. What does not fit is told and stops nobody.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use ratatui::layout::Rect;

use super::enrol_words::{self, Entered, PhoneSaid};
use crate::app::{EnrolLine, EnrolSheet, NewEnrolment, Standing, Way};
use crate::domain::agenda::day_said;
use crate::domain::date::{parse_typed, show};
use crate::domain::fault::Refused;
use crate::domain::groups::Group;
use crate::domain::id::Id;
use crate::domain::ids::mask_phone;
use crate::domain::person::Person;
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, PickRow, Screen,
    Tone, Topic, Topics,
};

pub struct EnrolScreen {
    person: Id<Person>,
    name: String,
    /// The group that is marked when the list comes.
    wanted: Option<Id<Group>>,
    /// `None`: today.
    since: Option<NaiveDate>,
    /// As typed, for the waiting list.
    phone: String,
    sheet: Option<EnrolSheet>,
    groups: Finder<EnrolLine>,
}

/// The groups for somebody.
pub fn open(person: Id<Person>, name: String, cx: &mut Cx<'_>) {
    cx.push(EnrolScreen::of(person, name, None));
}

impl EnrolScreen {
    pub fn of(person: Id<Person>, name: String, wanted: Option<Id<Group>>) -> Self {
        let mut groups =
            Finder::new(|a: &EnrolLine, b| a.group == b.group).local(|it| it.name.clone());
        groups.list.empty =
            "Nenhum grupo ainda. A equipe técnica ou a coordenação põe um no menu (F9).";
        Self {
            person,
            name,
            wanted,
            since: None,
            phone: String::new(),
            sheet: None,
            groups,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let person = self.person;
        cx.fetch(
            "ver os grupos",
            move |desk: &mut Desk| desk.enrol_sheet(person),
            |it: &mut Self, sheet: EnrolSheet, _| it.loaded(sheet),
        );
    }

    fn loaded(&mut self, mut sheet: EnrolSheet) {
        let mut lines = std::mem::take(&mut sheet.lines);
        if sheet.own.is_hidden() {
            // Nothing of groups is told here; an empty list says so.
            lines.clear();
            self.groups.list.empty = "Pessoa sob sigilo: quem inscreve é a equipe técnica.";
        }
        self.groups.list.set(lines);
        if let Some(wanted) = self.wanted.take()
            && let Some(at) = (self.groups.list.items().iter()).position(|it| it.group == wanted)
        {
            self.groups.list.select(at);
        }
        self.sheet = Some(sheet);
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        let typed = self.groups.line.text().trim().to_owned();
        if typed.contains('/') || typed.starts_with('+') {
            match day_typed(&typed, cx.look().today()) {
                Ok(day) => {
                    self.since = Some(day);
                    self.groups.line.clear();
                }
                Err(why) => cx.warn(why),
            }
            return;
        }
        match self.groups.key(Key::Enter) {
            Found::Row(n) => {
                self.groups.list.select(n);
                self.groups.line.clear();
                self.enrol(cx);
            }
            Found::Unclear(_) if self.groups.list.is_empty() => cx.warn(self.groups.list.empty),
            Found::Unclear(0) => cx.warn("Não há esse grupo na lista."),
            Found::Unclear(_) => cx.warn("Há mais de um grupo assim. Digite o número da linha."),
            Found::Typed | Found::Moved | Found::No => {}
        }
    }

    fn enrol(&mut self, cx: &mut Cx<'_>) {
        let Some(line) = self.groups.list.selected() else {
            return;
        };
        let (new, group) = (
            NewEnrolment {
                group: line.group,
                person: self.person,
                since: self.since.unwrap_or(cx.look().today()),
                phone: self.phone.clone(),
                way: Way::Usual,
            },
            line.name.clone(),
        );
        self.send(new, group, cx);
    }

    fn send(&mut self, new: NewEnrolment, group: String, cx: &mut Cx<'_>) {
        let name = cx.look().name(&self.name).into_owned();
        let asked = new.clone();
        cx.write(
            "inscrever no grupo",
            Topic::Groups,
            move |desk: &mut Desk| desk.enrol(&new),
            move |it: &mut Self, answer, cx| match enrol_words::told(&name, &group, &answer) {
                Ok(text) => {
                    cx.say_undoable(text);
                    cx.close();
                }
                Err(waiting) => it.ask_way(waiting, asked, group, cx),
            },
        );
    }

    /// A place is free, and others wait for it.
    fn ask_way(&mut self, waiting: u32, new: NewEnrolment, group: String, cx: &mut Cx<'_>) {
        let rows = vec![
            PickRow {
                letter: Some('e'),
                text: "pôr na lista de espera, atrás de quem já espera".to_owned(),
            },
            PickRow {
                letter: Some('p'),
                text: "passar à frente, com o motivo".to_owned(),
            },
        ];
        let title = match waiting {
            1 => "Há vaga, mas 1 pessoa espera por ela".to_owned(),
            many => format!("Há vaga, mas {many} pessoas esperam por ela"),
        };
        cx.pick(title, rows, move |it: &mut Self, n, cx| match n {
            0 => it.send(
                NewEnrolment {
                    way: Way::Wait,
                    ..new
                },
                group,
                cx,
            ),
            _ => cx.push(enrol_words::ahead(new, it.name.clone(), group)),
        });
    }

    fn change_phone(&mut self, cx: &mut Cx<'_>) {
        cx.push(enrol_words::phone(&self.phone));
    }

    fn today(&mut self, _: &mut Cx<'_>) {
        self.since = None;
    }

    fn off_hidden(&self) -> Option<&'static str> {
        match &self.sheet {
            None => Some("Os grupos ainda estão abrindo."),
            Some(it) if it.own.is_hidden() => Some("Pessoa sob sigilo: só com a equipe técnica."),
            Some(_) => None,
        }
    }
}

/// A day as said; without a year it is this year's, because who enters a group
/// may have entered it last week.
fn day_typed(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if text.starts_with('+') {
        return day_said(text, today);
    }
    match text.split('/').count() {
        2 => parse_typed(&format!("{text}/{}", today.year()), today),
        _ => parse_typed(text, today),
    }
}

/// How the person stands towards the group, in few words.
fn standing(it: &EnrolLine) -> Cell {
    let free = it.places.free();
    match it.standing {
        Standing::Open => Cell::toned(free_text(free), Tone::Good),
        Standing::Behind => Cell::toned(
            format!("{}, {}", free_text(free), waiting_text(it.places.waiting)),
            Tone::Warn,
        ),
        Standing::Full if it.places.waiting == 0 => Cell::from("cheio"),
        Standing::Full => Cell::from(format!("cheio, {}", waiting_text(it.places.waiting))),
        Standing::In => Cell::toned("já está", Tone::Dim),
        Standing::Waiting(at) => Cell::toned(format!("espera: {at}ª"), Tone::Dim),
        Standing::Hidden => Cell::toned("sob sigilo", Tone::Dim),
    }
}

pub(super) fn free_text(free: u32) -> String {
    match free {
        0 => "cheio".to_owned(),
        1 => "1 vaga".to_owned(),
        many => format!("{many} vagas"),
    }
}

pub(super) fn waiting_text(waiting: u32) -> String {
    match waiting {
        0 => "ninguém espera".to_owned(),
        1 => "1 espera".to_owned(),
        many => format!("{many} esperam"),
    }
}

/// What does not fit, for the column.
fn doubts(it: &EnrolLine) -> String {
    let all = [
        it.out_of_band.then_some("idade"),
        it.clash.as_ref().map(|_| "horário"),
    ];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    all.join(", ")
}

const COLUMNS: &[Column<EnrolLine>] = &[
    Column::new("Grupo", 14, |it: &EnrolLine, _| {
        Cell::from(it.name.as_str())
    })
    .grow(2),
    Column::new("Faixa", 16, |it: &EnrolLine, _| Cell::from(it.band)).drop(3),
    Column::new("Quando", 18, |it: &EnrolLine, _| {
        Cell::from(it.hours.as_str())
    })
    .grow(1)
    .drop(2),
    Column::new("Vaga", 18, |it: &EnrolLine, _| standing(it)),
    Column::new("Não bate", 14, |it: &EnrolLine, _| {
        Cell::toned(doubts(it), Tone::Warn)
    })
    .drop(1),
];

pub static KEYS: &[Binding<EnrolScreen>] = &[
    Binding::new(
        "enter",
        &[],
        "inscrever",
        "Inscreve no grupo da linha; com um dia digitado, passa a valer desde esse dia.",
        EnrolScreen::enter,
    ),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "telefone",
        "Diz outro telefone para chamar, se for para a lista de espera.",
        EnrolScreen::change_phone,
    )
    .off(EnrolScreen::off_hidden),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "hoje",
        "Volta a valer desde hoje.",
        EnrolScreen::today,
    )
    .off(|it| it.since.is_none().then_some("Já vale desde hoje.")),
];

impl EnrolScreen {
    /// The lines over the list, those that matter most first.
    fn head(&self, canvas: &Canvas<'_>) -> Vec<(String, Tone)> {
        let mut out = Vec::new();
        let Some(sheet) = &self.sheet else {
            return out;
        };
        let mut about = vec![canvas.look.name(&sheet.name).into_owned()];
        about.extend(sheet.age.map(|it| format!("{it} anos")));
        about.extend(sheet.priority.then(|| "público prioritário".to_owned()));
        let phone = match self.phone.as_str() {
            "" => sheet.phone.open().map(|it| mask_phone(it)),
            typed => Some(typed.to_owned()),
        };
        about.extend(phone.filter(|it| !it.is_empty()));
        let since = match self.since {
            None => "desde hoje".to_owned(),
            Some(day) => format!("desde {}", show(day)),
        };
        about.push(since);
        out.push((about.join(" · "), Tone::Strong));
        let warnings = sheet.warnings.iter();
        out.extend(warnings.map(|it| (format!("! {it}"), Tone::Warn)));
        let own = sheet.own.open().into_iter().flatten();
        let own = own.filter(|it| it.until.is_none());
        let own: Vec<String> = own
            .map(|it| format!("«{}» {}", it.name, it.hours))
            .collect();
        if !own.is_empty() {
            out.push((format!("Já está em {}", own.join("; ")), Tone::Dim));
        }
        out
    }

    /// What the list has no room for, of the group that is marked.
    fn about(&self) -> Vec<(String, Tone)> {
        let (Some(it), Some(sheet)) = (self.groups.list.selected(), &self.sheet) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let said = [
            it.band,
            it.hours.as_str(),
            it.shift.as_str(),
            it.leaders.as_str(),
        ];
        let said: Vec<&str> = said.into_iter().filter(|it| !it.is_empty()).collect();
        out.push((format!("{}: {}", it.name, said.join(" · ")), Tone::Dim));
        if it.out_of_band {
            let age = sheet.age.map_or(String::new(), |it| it.to_string());
            let text = format!("! Fora da faixa: tem {age} anos; o grupo é de {}.", it.band);
            out.push((text, Tone::Warn));
        }
        if let Some(clash) = &it.clash {
            let text = format!("! Mesmo horário que {clash}.");
            out.push((text, Tone::Warn));
        }
        out
    }
}

impl Screen for EnrolScreen {
    fn title(&self) -> Cow<'_, str> {
        "Inscrever em grupo".into()
    }

    fn help(&self) -> &str {
        "Os grupos da idade da pessoa vêm primeiro. O número da linha, ou letras do nome, e Enter: \
         inscrita desde hoje. Para outro dia, digite-o antes (03/11, +7) e Enter. Sem vaga, vai \
         para a lista de espera. O que não bate (idade, horário, NIS) é só aviso. Ctrl+Z desfaz."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
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
        if self.sheet.is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn std::any::Any>, cx: &mut Cx<'_>) {
        match answer.downcast::<Entered>() {
            Ok(_) => cx.close(),
            Err(answer) => {
                if let Ok(it) = answer.downcast::<PhoneSaid>() {
                    self.phone = it.0;
                }
            }
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let rest = self.groups.draw_box(canvas, area, "Grupo");
        let cursor = canvas.cursor_position();
        let mut used = 0;
        for (text, tone) in self.head(canvas) {
            if used + 3 < rest.height {
                canvas.line(rest, used, &text, tone);
                used += 1;
            }
        }
        let mut about = self.about();
        let left = usize::from(rest.height - used);
        about.truncate(left.saturating_sub(self.groups.list.len() + 1).min(4));
        let below = u16::try_from(about.len()).unwrap_or(0);
        let list = Rect {
            y: rest.y + used,
            height: rest.height - used - below,
            ..rest
        };
        self.groups.list.draw(canvas, list, COLUMNS);
        for (row, (text, tone)) in (list.height + used..rest.height).zip(&about) {
            canvas.line(rest, row, text, *tone);
        }
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.groups.key(key) {
            Found::Typed | Found::Moved | Found::Row(_) | Found::Unclear(_) => Handled::Yes,
            Found::No => Handled::No,
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let _ = self.groups.paste(text);
        Handled::Yes
    }
}
