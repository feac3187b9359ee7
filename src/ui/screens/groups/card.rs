//! One group: its people by the number of the roll, places, team, percurso and
//! next meeting. Digits go to a number; letters act on whoever is marked or on
//! the group.

use std::any::Any;
use std::borrow::Cow;

use chrono::Days;
use ratatui::layout::Rect;

use super::enrol::EnrolScreen;
use super::grid::GridScreen;
use super::leave::{self, Left};
use super::meetings::Meetings;
use super::percurso::Percursos;
use super::roll::RollScreen;
use super::{form, list, waiting};
use crate::app::{GroupCard, RollName};
use crate::domain::access::Right;
use crate::domain::date::show;
use crate::domain::fault::Refused;
use crate::domain::groups::Group;
use crate::domain::id::Id;
use crate::domain::name;
use crate::domain::time::day_title;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::found::{Chosen, FindPerson};
use crate::ui::screens::person_card::PersonScreen;
use crate::ui::widgets::number::Number;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Look, Screen, Tone, Topic,
    Topics,
};

/// Days back in which the last meeting is looked for.
const ROLL_BACK_DAYS: u64 = 35;

pub struct GroupScreen {
    id: Id<Group>,
    card: Option<GroupCard>,
    may: Vec<Right>,
    number: Number,
    people: List<RollName>,
}

const ASKED: [Right; 3] = [Right::Enrol, Right::ManageGroups, Right::SeeFamilies];
const NOT_YOURS: &str = "Seu perfil não faz isto. Peça a quem pode.";

impl GroupScreen {
    pub fn of(id: Id<Group>) -> Self {
        let mut people: List<RollName> =
            List::new(|a: &RollName, b| a.enrolment == b.enrolment).numbered(|it| it.number);
        people.empty = "Ninguém neste grupo ainda. I inscreve.";
        Self {
            id,
            card: None,
            may: Vec::new(),
            number: Number::default(),
            people,
        }
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        cx.fetch(
            "abrir o grupo",
            move |desk: &mut Desk| {
                let may: Vec<Right> = ASKED.into_iter().filter(|it| desk.may(*it)).collect();
                Ok((desk.group_card(id)?, may))
            },
            |it: &mut Self, (card, may), _| {
                it.people.set(card.people.clone());
                it.card = Some(card);
                it.may = may;
            },
        );
    }

    fn group_name(&self) -> String {
        let card = self.card.as_ref();
        card.map_or_else(String::new, |it| it.line.group.name.clone())
    }

    /// Whoever is marked, unless the digits typed are of nobody.
    fn chosen(&mut self, cx: &mut Cx<'_>) -> Option<&RollName> {
        match self.number.settle(&self.people) {
            Ok(()) => self.people.selected(),
            Err(why) => {
                cx.warn(why);
                None
            }
        }
    }

    fn open_person(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.chosen(cx) {
            cx.push(PersonScreen::of(it.person));
        }
    }

    fn enrol(&mut self, cx: &mut Cx<'_>) {
        cx.push(FindPerson::new("Quem entra no grupo"));
    }

    fn leave(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.chosen(cx) {
            cx.push(leave::leave(it.enrolment, it.name.clone()));
        }
    }

    fn transfer(&mut self, cx: &mut Cx<'_>) {
        let id = self.id;
        if let Some(it) = self.chosen(cx) {
            leave::transfer::<Self>(it, id, cx);
        }
    }

    fn waiting(&mut self, cx: &mut Cx<'_>) {
        waiting::open(self.id, self.group_name(), cx);
    }

    /// The roll of the meeting of today, else of the last one.
    fn roll(&mut self, cx: &mut Cx<'_>) {
        let (group, today) = (self.id, cx.look().today());
        let from = today.checked_sub_days(Days::new(ROLL_BACK_DAYS));
        cx.fetch(
            "abrir a chamada",
            move |desk: &mut Desk| desk.meetings(group, from.unwrap_or(today), today),
            |_: &mut Self, found, cx| match found.iter().rfind(|it| !it.cancelled) {
                Some(it) => cx.push(RollScreen::new(it.key)),
                None => cx.warn("Nenhum encontro até hoje. E mostra os que vêm."),
            },
        );
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        cx.push(GridScreen::new(self.id));
    }

    fn meetings(&mut self, cx: &mut Cx<'_>) {
        cx.push(Meetings::new(self.id));
    }

    fn percursos(&mut self, cx: &mut Cx<'_>) {
        cx.push(Percursos::of_group(self.id, self.group_name()));
    }

    fn change(&mut self, cx: &mut Cx<'_>) {
        form::open::<Self>(self.id, cx);
    }

    fn may(&self, right: Right) -> Option<&'static str> {
        match &self.card {
            None => Some("O grupo ainda está abrindo."),
            Some(_) if !self.may.contains(&right) => Some(NOT_YOURS),
            Some(_) => None,
        }
    }

    /// Why a key on whoever is marked does nothing.
    fn off_person(&self, right: Right) -> Option<&'static str> {
        self.may(right).or(match self.people.selected() {
            None => Some("Ninguém neste grupo ainda."),
            Some(it) if it.hidden => Some("Pessoa sob sigilo: só com a equipe técnica."),
            Some(_) => None,
        })
    }
}

const COLUMNS: &[Column<RollName>] = &[
    Column::new("Nome", 24, |it: &RollName, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Idade", 5, |it: &RollName, _| {
        Cell::from(it.age.map_or(String::new(), |it| it.to_string()))
    })
    .right(),
    Column::new("Prior.", 6, |it: &RollName, _| {
        Cell::from(if it.priority { "sim" } else { "não" })
    })
    .drop(3),
    Column::new("Entrou", 10, |it: &RollName, _| Cell::from(show(it.since))).drop(4),
    Column::new("Técnico", 10, |it: &RollName, _| {
        Cell::from(name::short(&it.technician))
    })
    .drop(2),
    Column::new("A ver", 14, |it: &RollName, _| {
        Cell::toned(to_see(it), Tone::Warn)
    })
    .drop(1),
];

/// What somebody of the team should look at.
fn to_see(it: &RollName) -> String {
    let mut out = Vec::new();
    out.extend(it.until.map(|day| format!("sai {}", day.format("%d/%m"))));
    out.extend(it.out_of_band.then(|| "idade".to_owned()));
    out.extend((!it.has_nis).then(|| "sem NIS".to_owned()));
    out.join(", ")
}

pub static KEYS: &[Binding<GroupScreen>] = &[
    Binding::new(
        "enter",
        &["F3", "ctrl+o"],
        "ficha",
        "Abre a ficha da pessoa marcada.",
        GroupScreen::open_person,
    )
    .off(|it| it.off_person(Right::SeeFamilies)),
    Binding::new(
        "c",
        &[],
        "chamada",
        "A chamada do encontro de hoje, ou do último.",
        GroupScreen::roll,
    ),
    Binding::new(
        "i",
        &[],
        "inscrever",
        "Procura alguém e inscreve neste grupo.",
        GroupScreen::enrol,
    )
    .off(|it| it.may(Right::Enrol)),
    Binding::new(
        "l",
        &[],
        "lista de espera",
        "Quem espera por vaga neste grupo, e quem chamar.",
        GroupScreen::waiting,
    ),
    Binding::new(
        "d",
        &[],
        "desligar",
        "A pessoa marcada sai do grupo: o motivo numa letra, e o último dia.",
        GroupScreen::leave,
    )
    .off(|it| it.off_person(Right::Enrol)),
    Binding::new(
        "t",
        &[],
        "transferir",
        "A pessoa marcada passa a outro grupo; a história fica.",
        GroupScreen::transfer,
    )
    .off(|it| it.off_person(Right::Enrol)),
    Binding::new(
        "e",
        &[],
        "encontros",
        "Os encontros do grupo: tema, atividade, mudar, cancelar.",
        GroupScreen::meetings,
    ),
    Binding::new(
        "g",
        &[],
        "grade",
        "A frequência do grupo no trimestre, pessoa por pessoa.",
        GroupScreen::grid,
    ),
    Binding::new(
        "p",
        &[],
        "percurso",
        "O que o grupo trabalha: título, eixos, temas, de quando a quando.",
        GroupScreen::percursos,
    ),
    Binding::new(
        "a",
        &[],
        "alterar",
        "Muda os dados, os horários ou a equipe do grupo.",
        GroupScreen::change,
    )
    .off(|it| it.may(Right::ManageGroups)),
];

/// The lines over the list, the most needed first.
fn head(card: &GroupCard, look: &Look) -> Vec<(String, Tone)> {
    let line = &card.line;
    let group = &line.group;
    let said = [
        group.kind.label(),
        group.band_text(),
        &line.hours,
        &line.shift,
        &line.place,
        &group.executor,
    ];
    let said: Vec<&str> = said.into_iter().filter(|it| !it.is_empty()).collect();
    let mut out = vec![
        (
            format!("{}: {}", group.name, said.join(" · ")),
            Tone::Strong,
        ),
        (list::places(line), Tone::Plain),
    ];
    let marks = list::marked(line);
    out.extend((!marks.is_empty()).then(|| (format!("! {marks}"), Tone::Warn)));
    if let Some(it) = &card.next {
        let mut text = format!("Próximo encontro: {} às {}", day_title(it.day), it.starts);
        if !it.theme.is_empty() {
            text = format!("{text}, {}", it.theme);
        }
        out.push((text, Tone::Plain));
    }
    let today = look.today();
    if let Some(it) = card.percursos.iter().find(|it| it.holds_on(today)) {
        let axes: Vec<&str> = it.axes.iter().map(|it| it.label()).collect();
        let until = it.until.map(|it| format!("até {}", show(it)));
        let said = [it.title.clone(), axes.join(", "), until.unwrap_or_default()];
        let said: Vec<String> = said.into_iter().filter(|it| !it.is_empty()).collect();
        out.push((format!("Percurso: {}", said.join(" · ")), Tone::Dim));
    }
    if !card.team.is_empty() {
        let team = card.team.iter();
        let team: Vec<String> = team
            .map(|it| format!("{} ({})", look.name(&it.name), it.part.label()))
            .collect();
        out.push((format!("Equipe: {}", team.join(", ")), Tone::Dim));
    }
    out
}

impl Screen for GroupScreen {
    fn title(&self) -> Cow<'_, str> {
        "Grupo".into()
    }

    fn help(&self) -> &str {
        "Quem está no grupo, pelo número da chamada: o número leva à pessoa, uma letra age sobre \
         ela ou sobre o grupo. «Técnico» é quem acompanha a família no PAIF. «A ver»: a idade \
         saiu da faixa, ou falta o NIS que o SISC pede. De prioritário só se diz sim ou não."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.any(&[Topic::Groups, Topic::People, Topic::Staff]) {
            self.load(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.card.is_none() {
            cx.close();
        }
    }

    fn returned(&mut self, answer: Box<dyn Any>, cx: &mut Cx<'_>) {
        match answer.downcast::<Chosen>() {
            Ok(it) => cx.push(EnrolScreen::of(it.person, it.name, Some(self.id))),
            Err(answer) => {
                if answer.is::<Left>() {
                    waiting::after_freed::<Self>(self.id, self.group_name(), cx);
                }
            }
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let x = canvas.text(area.x, area.y, area.width, "Nº: ", Tone::Title);
        let room = area.right().saturating_sub(x).min(4);
        self.number.draw(canvas, Rect::new(x, area.y, room, 1));
        let cursor = canvas.cursor_position();
        let Some(card) = &self.card else { return };
        // People keep at least half of a small window.
        let max = (area.height / 2).saturating_sub(1);
        let mut used = 1;
        for (text, tone) in head(card, canvas.look) {
            for text in wrap(&text, area.width).into_iter().take(2) {
                if used <= max {
                    canvas.line(area, used, &text, tone);
                    used += 1;
                }
            }
        }
        let used = used.min(area.height);
        let rest = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        self.people.draw(canvas, rest, COLUMNS);
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.number.gives_up(key) {
            return Handled::Yes;
        }
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.number.key(key, &mut self.people))
    }
}
