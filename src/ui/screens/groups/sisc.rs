//! The quarter of the SISC for whoever types it there: who is to confirm, to
//! check, without a NIS; a key ticks the marked person and goes to the next, so
//! that one can stop anywhere and go on tomorrow.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::alerts::share_text;
use crate::app::{SiscLine, SiscQuarter};
use crate::domain::date::show;
use crate::domain::groups::Quarter;
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::family_card;
use crate::ui::widgets::number::Number;
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic, Topics,
};

/// Which of the three lists is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Confirm,
    Check,
    WithoutNis,
}

pub struct Sisc {
    quarter: Option<Quarter>,
    found: Option<SiscQuarter>,
    part: Part,
    rows: List<SiscLine>,
    number: Number,
}

impl Default for Sisc {
    fn default() -> Self {
        Self {
            quarter: None,
            found: None,
            part: Part::Confirm,
            rows: List::new(|a: &SiscLine, b| a.person == b.person),
            number: Number::default(),
        }
    }
}

const COLUMNS: &[Column<SiscLine>] = &[
    Column::new("", 1, |it: &SiscLine, _| {
        Cell::toned(if it.typed.is_some() { "x" } else { "" }, Tone::Good)
    }),
    Column::new("Grupo", 10, |it: &SiscLine, _| {
        Cell::from(it.group_name.clone())
    })
    .grow(1),
    Column::new("NIS", 11, |it: &SiscLine, _| Cell::from(it.nis.clone())),
    Column::new("Nome", 14, |it: &SiscLine, _| Cell::name(it.name.clone())).grow(2),
    Column::new("Vezes", 5, |it: &SiscLine, _| {
        Cell::from(it.presences.to_string())
    })
    .right()
    .drop(1),
    Column::new("Prior", 5, |it: &SiscLine, _| {
        Cell::from(if it.priority { "sim" } else { "não" })
    })
    .drop(2),
    Column::new("Digitado", 18, |it: &SiscLine, look| match &it.typed {
        Some((at, by)) => Cell::from(format!("{} {by}", look.zone.day(*at).format("%d/%m"))),
        None => Cell::from(""),
    })
    .drop(3),
];

impl Sisc {
    fn load(&mut self, cx: &mut Cx<'_>) {
        let quarter = self.quarter;
        cx.ask_latest(
            "sisc",
            "ler o trimestre",
            move |desk: &mut Desk| desk.sisc_quarter(quarter),
            |it: &mut Self, found: SiscQuarter, _| {
                it.quarter = Some(found.quarter);
                it.found = Some(found);
                it.show();
            },
        );
    }

    fn show(&mut self) {
        let Some(found) = &self.found else {
            return;
        };
        let (rows, empty) = match self.part {
            Part::Confirm => (&found.confirm, "Ninguém a confirmar neste trimestre."),
            Part::Check => (&found.check, "Ninguém sem presença neste trimestre."),
            Part::WithoutNis => (&found.without_nis, "Todos têm NIS."),
        };
        self.rows.empty = empty;
        self.rows.set(rows.clone());
    }

    fn to(&mut self, part: Part) {
        self.part = part;
        self.show();
        self.rows.select(0);
    }

    fn step(&mut self, forward: bool, cx: &mut Cx<'_>) {
        self.quarter = self.quarter.map(|it| match forward {
            true => it.next(),
            false => it.previous(),
        });
        self.load(cx);
    }

    fn tick(&mut self, cx: &mut Cx<'_>) {
        if let Err(why) = self.number.settle(&self.rows) {
            return cx.warn(why);
        }
        let (Some(it), Some(quarter)) = (self.rows.selected(), self.quarter) else {
            return;
        };
        let (person, typed) = (it.person, it.typed.is_none());
        let name = cx.look().name(&it.name).into_owned();
        cx.write(
            "marcar como digitado",
            Topic::Groups,
            move |desk: &mut Desk| desk.tick_sisc(person, quarter, typed),
            move |it: &mut Self, (), cx| {
                cx.say_undoable(match typed {
                    true => format!("{name}: digitado no SISC."),
                    false => format!("{name}: por digitar."),
                });
                if typed {
                    it.rows.key(Key::Down);
                }
            },
        );
    }

    fn next_one(&mut self, cx: &mut Cx<'_>) {
        let at = self.rows.items().iter().position(|it| it.typed.is_none());
        match at {
            Some(at) => self.rows.select(at),
            None => cx.say("Todos desta lista já foram digitados."),
        }
    }

    fn export(&mut self, cx: &mut Cx<'_>) {
        let quarter = self.quarter;
        cx.ask(
            "exportar",
            move |desk: &mut Desk| desk.keep_sisc_sheet(quarter),
            |_: &mut Self, file: std::path::PathBuf, cx| {
                cx.say(format!(
                    "Planilha em {}: tem nomes e NIS, apague depois de usar.",
                    file.display()
                ));
            },
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        if let Some(it) = self.rows.selected() {
            family_card::open(it.person, None, cx);
        }
    }

    fn off_empty(&self) -> Option<&'static str> {
        self.rows.is_empty().then_some("A lista está vazia.")
    }

    fn off_tick(&self) -> Option<&'static str> {
        match self.part {
            Part::Confirm | Part::Check => self.off_empty(),
            Part::WithoutNis => {
                Some("Sem NIS ninguém entra no SISC: complete o cadastro na ficha.")
            }
        }
    }
}

pub static KEYS: &[Binding<Sisc>] = &[
    Binding::new(
        "d",
        &["enter"],
        "digitado",
        "Marca a pessoa como digitada no SISC, com quem e quando, e vai à seguinte; de novo, desmarca.",
        Sisc::tick,
    )
    .off(Sisc::off_tick),
    Binding::new(
        "p",
        &[],
        "próxima",
        "Vai à primeira que ainda não foi digitada.",
        Sisc::next_one,
    )
    .off(Sisc::off_tick),
    Binding::new(
        "c",
        &[],
        "a confirmar",
        "Quem está num grupo do SCFV e veio ao menos uma vez.",
        |it: &mut Sisc, _| it.to(Part::Confirm),
    ),
    Binding::new(
        "v",
        &[],
        "a verificar",
        "Quem está num grupo do SCFV e não veio no trimestre.",
        |it: &mut Sisc, _| it.to(Part::Check),
    ),
    Binding::new(
        "n",
        &[],
        "sem NIS",
        "Quem não pode ser digitado por falta de NIS.",
        |it: &mut Sisc, _| it.to(Part::WithoutNis),
    ),
    Binding::new(
        "e",
        &[],
        "exportar",
        "Grava uma planilha (CSV) com as colunas do SISC, na pasta «impressos».",
        Sisc::export,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família.",
        Sisc::card,
    )
    .off(Sisc::off_empty),
    Binding::new(
        "left",
        &[],
        "antes",
        "Trimestre anterior.",
        |it: &mut Sisc, cx| it.step(false, cx),
    ),
    Binding::new(
        "right",
        &[],
        "depois",
        "Trimestre seguinte.",
        |it: &mut Sisc, cx| it.step(true, cx),
    ),
];

impl Screen for Sisc {
    fn title(&self) -> Cow<'_, str> {
        "Trimestre do SISC".into()
    }

    fn help(&self) -> &str {
        "A participação se confirma no SISC até o dia 20 de março, junho, setembro e dezembro. Aqui \
         está quem digitar, por grupo e NIS, cada pessoa uma vez, mesmo em dois grupos; quem saiu no \
         meio e veio antes também conta. D marca o que já foi digitado: pode parar e continuar \
         depois, ou em outra mesa."
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
        self.found.is_none()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(it) = &self.found else {
            return;
        };
        let left = match it.days_left {
            0 => "vence hoje".to_string(),
            1 => "falta 1 dia".to_string(),
            left if left > 0 => format!("faltam {left} dias"),
            left => format!("venceu há {} dias", -left),
        };
        let head = format!("{}: até {}, {left}", it.quarter.shown(), show(it.deadline));
        let x = canvas.text(area.x, area.y, area.width, "Nº: ", Tone::Title);
        let room = area.right().saturating_sub(x);
        self.number
            .draw(canvas, Rect::new(x, area.y, room.min(4), 1));
        let cursor = canvas.cursor_position();
        let at = x.saturating_add(5);
        let room = area.right().saturating_sub(at);
        canvas.text(at, area.y, room, &head, Tone::Strong);
        let mark = |part: Part| if self.part == part { ">" } else { "" };
        let lists = format!(
            "{}A confirmar: {} ({} digitadas)  {}A verificar: {}  {}Sem NIS: {}",
            mark(Part::Confirm),
            it.confirm.len(),
            it.typed(),
            mark(Part::Check),
            it.check.len(),
            mark(Part::WithoutNis),
            it.without_nis.len()
        );
        canvas.line(area, 1, &lists, Tone::Plain);
        let tone = if it.share.is_low() {
            Tone::Warn
        } else {
            Tone::Plain
        };
        canvas.line(area, 2, &share_text(it.share), tone);
        let list = Rect {
            y: area.y + 3.min(area.height),
            height: area.height.saturating_sub(3),
            ..area
        };
        self.rows.draw(canvas, list, COLUMNS);
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if self.number.gives_up(key) {
            return Handled::Yes;
        }
        dispatch(KEYS, self, super::lower(key), cx).or(|| self.number.key(key, &mut self.rows))
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}
