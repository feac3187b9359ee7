//! Whoever stopped coming to a group, to be called: who, since when, the phone,
//! and one key for how the call ended. A call that reached them closes the line
//! until they miss again; nobody is taken out of a group here.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::{alerts, grid, report, sisc};
use crate::app::AbsenceTask;
use crate::domain::access::Right;
use crate::domain::agenda::Reach;
use crate::domain::date::show;
use crate::domain::groups::CALLS_MAX;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::family_card;
use crate::ui::screens::phone::{self, Calling};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

pub struct Missing {
    rows: List<AbsenceTask>,
    all: Vec<AbsenceTask>,
    /// Only families whose técnico is logged in.
    own_only: bool,
    may_sisc: bool,
    answered: bool,
}

impl Default for Missing {
    fn default() -> Self {
        let mut rows: List<AbsenceTask> =
            List::new(|a: &AbsenceTask, b| a.enrolment == b.enrolment);
        rows.empty = "Ninguém falta há tantos encontros seguidos sem dizer por quê.";
        Self {
            rows,
            all: Vec::new(),
            own_only: false,
            may_sisc: false,
            answered: false,
        }
    }
}

const COLUMNS: &[Column<AbsenceTask>] = &[
    Column::new("Quem", 14, |it: &AbsenceTask, _| {
        Cell::name(it.name.clone())
    })
    .grow(2),
    Column::new("Grupo", 10, |it: &AbsenceTask, _| {
        Cell::from(it.group_name.clone())
    })
    .grow(1),
    Column::new("Faltas", 6, |it: &AbsenceTask, _| {
        Cell::from(it.streak.to_string())
    })
    .right(),
    Column::new("Veio em", 10, |it: &AbsenceTask, _| match it.last_present {
        Some(day) => Cell::from(show(day)),
        None => Cell::toned("nunca", Tone::Dim),
    })
    .drop(3),
    Column::new("Telefone", 15, |it: &AbsenceTask, _| {
        phone::number(&it.phone, it.phone_hidden)
    }),
    Column::new("Ligação", 18, |it: &AbsenceTask, _| told(it)).drop(2),
    Column::new("Técnico(a)", 10, |it: &AbsenceTask, _| {
        Cell::from(it.technician.clone())
    })
    .grow(1)
    .drop(4),
];

/// "não atendeu 2 de 3".
fn told(it: &AbsenceTask) -> Cell {
    match it.reach {
        None => Cell::from(""),
        Some(reach) => {
            let tone = match it.in_vain >= CALLS_MAX {
                true => Tone::Warn,
                false => Tone::Plain,
            };
            Cell::toned(
                format!("{} {} de {CALLS_MAX}", reach.label(), it.in_vain),
                tone,
            )
        }
    }
}

impl Missing {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "faltas nos grupos",
            "ver quem falta",
            |desk: &mut Desk| Ok((desk.absence_tasks()?, desk.may(Right::ConfirmSisc))),
            |it: &mut Self, (all, may_sisc), _| {
                it.answered = true;
                it.may_sisc = may_sisc;
                it.all = all;
                it.show();
            },
        );
    }

    fn show(&mut self) {
        let own_only = self.own_only;
        let rows = self.all.iter().filter(|it| it.own || !own_only).cloned();
        self.rows.set(rows.collect());
    }

    fn own(&mut self, cx: &mut Cx<'_>) {
        self.own_only = !self.own_only;
        self.show();
        cx.say(match self.own_only {
            true => "Só as famílias de que você é referência.",
            false => "Todas as famílias.",
        });
    }

    fn alerts(&mut self, cx: &mut Cx<'_>) {
        cx.push(alerts::Alerts::default());
    }

    fn sisc(&mut self, cx: &mut Cx<'_>) {
        cx.push(sisc::Sisc::default());
    }

    fn month(&mut self, cx: &mut Cx<'_>) {
        cx.push(report::Month::default());
    }

    fn grid(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            cx.push(grid::GridScreen::new(it.group));
        }
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            family_card::open(it.person, None, cx);
        }
    }

    fn off_empty(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("Ninguém nesta lista.")
    }
}

impl Calling for Missing {
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>) {
        let Some(it) = self.rows.selected() else {
            return cx.warn("Ninguém nesta lista.");
        };
        let (id, name) = (it.enrolment, cx.look().name(&it.name).into_owned());
        let next = match reach {
            Reach::WrongNumber => " F3 abre a ficha, para corrigir.",
            Reach::Refused | Reach::WantsAnother => " Na ficha se tira ou se muda de grupo.",
            Reach::Confirmed | Reach::Message | Reach::NoAnswer => "",
        };
        cx.write(
            "anotar o contato",
            Topic::Groups,
            move |desk: &mut Desk| desk.note_absence_call(id, reach),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(format!("{name}: {}.{next}", reach.label()));
            },
        );
    }
}

pub static KEYS: &[Binding<Missing>] = &[
    Binding::new(
        "p",
        &[],
        "pendências",
        "Abre o que falta nos grupos: chamadas, idades, vagas.",
        Missing::alerts,
    ),
    Binding::new("s", &[], "SISC", "Abre o trimestre do SISC.", Missing::sisc)
        .off(|it| (!it.may_sisc).then_some("O trimestre do SISC é de técnicos e coordenação.")),
    phone::on(
        Reach::Confirmed,
        "vai voltar",
        "A pessoa volta; a linha sai até uma nova falta.",
    ),
    phone::on(
        Reach::WantsAnother,
        "outro grupo",
        "A pessoa quer outro grupo ou horário; a linha sai.",
    ),
    phone::on(
        Reach::Refused,
        "não volta",
        "A pessoa não vem mais; a linha sai, e a saída se anota na ficha.",
    ),
    phone::message(),
    phone::no_answer("Ninguém atendeu; a linha fica."),
    phone::wrong_number(),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família.",
        Missing::card,
    )
    .off(Missing::off_empty),
    Binding::new(
        "enter",
        &[],
        "frequência",
        "Abre a frequência do grupo.",
        Missing::grid,
    )
    .off(Missing::off_empty),
    Binding::new(
        "m",
        &[],
        "minhas famílias",
        "Só as famílias de que você é técnico(a) de referência, ou todas.",
        Missing::own,
    ),
    Binding::new(
        "f",
        &[],
        "mês",
        "Abre a frequência do mês, de todos os grupos.",
        Missing::month,
    ),
];

impl Screen for Missing {
    fn title(&self) -> Cow<'_, str> {
        "Quem falta aos grupos".into()
    }

    fn help(&self) -> &str {
        "Quem faltou tantas vezes seguidas, sem motivo, quantas diz a configuração, e ainda não foi \
         encontrado. Uma letra anota como terminou a ligação: quem foi encontrado sai da lista até \
         faltar de novo; recado, não atendeu e número errado deixam na lista, contados. O programa \
         não tira ninguém do grupo."
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
        !self.answered
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let many = self.rows.len();
        let whose = if self.own_only {
            ", das suas famílias"
        } else {
            ""
        };
        let text = match many {
            1 => format!("1 pessoa para procurar{whose}"),
            many => format!("{many} pessoas para procurar{whose}"),
        };
        canvas.line(area, 0, &text, Tone::Strong);
        let list = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.rows.key(key).into())
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
