//! Settings: one list, each value in words with the day since when it holds,
//! changed in place. Values of law are rows by date, never constants.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::settings_words::{Shape, cents, label, shape, told};
use crate::app::SettingLine;
use crate::domain::codes::Row;
use crate::domain::date::show;
use crate::domain::ticket::Demand;
use crate::domain::unit::Setting;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Spot};
use crate::ui::{
    Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Screen, Tone, Topic, Topics,
};

pub struct Settings {
    finder: Finder<SettingLine>,
    demands: Vec<Demand>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            finder: Finder::new(|a: &SettingLine, b| a.setting == b.setting)
                .local(|it| label(it.setting).to_owned()),
            demands: Vec::new(),
        }
    }
}

const COLUMNS: &[Column<SettingLine>] = &[
    Column::new("O que", 40, |it: &SettingLine, _| {
        Cell::from(label(it.setting))
    })
    .grow(4),
    Column::new("Hoje", 11, |it: &SettingLine, _| {
        Cell::toned(told(it.setting, &it.value), Tone::Strong)
    })
    .grow(1),
    Column::new("Desde", 10, |it: &SettingLine, _| match it.since {
        Some(day) => Cell::from(show(day)),
        None => Cell::toned("padrão", Tone::Dim),
    })
    .drop(1),
    Column::new("Depois", 26, |it: &SettingLine, _| match &it.next {
        Some((day, value)) => Cell::from(format!("{} em {}", told(it.setting, value), show(*day))),
        None => Cell::from(""),
    })
    .drop(2),
];

impl Settings {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "configuracoes",
            "ler as configurações",
            |desk: &mut Desk| Ok((desk.settings()?, desk.demands()?)),
            |it: &mut Self, (lines, demands), _| {
                it.finder.list.set(lines);
                it.demands = demands;
            },
        );
    }

    fn edit(&mut self, n: usize, cx: &mut Cx<'_>) {
        let Some(line) = self.finder.list.items().get(n).cloned() else {
            return;
        };
        let value = match shape(line.setting) {
            Shape::Money => told(line.setting, &line.value).replace("R$ ", ""),
            Shape::YesNo | Shape::Printer | Shape::Demand | Shape::Number | Shape::Text => {
                line.value.clone()
            }
        };
        let editing = Editing {
            setting: line.setting,
            demands: self.demands.clone(),
        };
        let field = field_of(line.setting);
        self.finder.line.clear();
        cx.push(Form::new(&VALUE, editing).with(field, &value));
    }
}

impl Screen for Settings {
    fn title(&self) -> Cow<'_, str> {
        "Configurações".into()
    }

    fn help(&self) -> &str {
        "Enter muda a linha marcada. Cada valor vale a partir de um dia: um decreto que começa em \
         janeiro pode ser anotado em dezembro."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Unit) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let next = self.finder.list.selected().and_then(|it| {
            let (day, value) = it.next.as_ref()?;
            Some(format!(
                "{}: {} a partir de {}",
                label(it.setting),
                told(it.setting, value),
                show(*day)
            ))
        });
        let rows = u16::from(next.is_some() && area.height > 4);
        let list = Rect {
            height: area.height - rows,
            ..area
        };
        if let Some(text) = next.filter(|_| rows > 0) {
            canvas.line(area, area.height - 1, &text, Tone::Dim);
        }
        self.finder.draw(canvas, list, "Mudar", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match self.finder.key(key) {
            Found::Row(n) => self.edit(n, cx),
            Found::Unclear(_) => cx.warn("Não há uma só linha assim."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain(
            "Enter",
            "mudar",
            "Muda o valor da linha marcada.",
        )]
    }
}

struct Editing {
    setting: Setting,
    demands: Vec<Demand>,
}

type ValueForm = Form<Editing>;

const YES_NO: &[Row] = &[row("sim", 's', "sim"), row("nao", 'n', "não")];

const PRINTERS: &[Row] = &[
    row("arquivo", 'a', "arquivo na pasta de dados"),
    row("comando", 'c', "comando do sistema"),
    row("fila", 'f', "fila de impressão (CUPS)"),
];

const fn row(code: &'static str, key: char, label: &'static str) -> Row {
    Row {
        code,
        key: Some(key),
        label,
    }
}

static VALUE: FormSpec<Editing> = FormSpec {
    help: "O valor novo e o dia em que começa a valer. O que valia antes continua valendo para os \
           dias de antes.",
    enter_saves: true,
    side: Some(crate::ui::form::Side {
        rows: 2,
        draw: |form, canvas, area| {
            canvas.line(area, 1, label(form.state.setting), Tone::Dim);
        },
    }),
    ..FormSpec::new(
        "",
        "Mudar configuração",
        &[Section::new(
            "valor",
            "",
            &[
                Field::choice("sim_nao", "Valor", YES_NO)
                    .required()
                    .only(is_yes_no),
                Field::choice("destino", "Valor", PRINTERS)
                    .required()
                    .only(is_printer),
                Field::lookup("demanda", "Valor", demands)
                    .required()
                    .only(is_demand),
                Field::digits("numero", "Valor", 6)
                    .required()
                    .only(is_number),
                Field::text("reais", "Valor em reais", 14)
                    .required()
                    .only(is_money)
                    .hint("ex.: 1.621,00"),
                Field::text("texto", "Valor", 120).only(is_text),
                Field::date("desde", "Vale desde").hint("em branco: hoje"),
            ],
        )],
        save,
    )
};

fn demands(it: &Editing) -> Vec<LookupRow> {
    it.demands
        .iter()
        .filter(|it| it.active)
        .map(|it| LookupRow {
            value: it.code.clone(),
            letter: it.letter.chars().next(),
            text: it.label.clone(),
        })
        .collect()
}

fn is_yes_no(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::YesNo
}

fn is_printer(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::Printer
}

fn is_demand(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::Demand
}

fn is_number(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::Number
}

fn is_money(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::Money
}

fn is_text(form: &ValueForm, _: Spot) -> bool {
    shape(form.state.setting) == Shape::Text
}

const fn field_of(it: Setting) -> &'static str {
    match shape(it) {
        Shape::YesNo => "sim_nao",
        Shape::Printer => "destino",
        Shape::Demand => "demanda",
        Shape::Number => "numero",
        Shape::Money => "reais",
        Shape::Text => "texto",
    }
}

fn save(form: &mut ValueForm, cx: &mut Cx<'_>) {
    let setting = form.state.setting;
    let typed = form.get(field_of(setting));
    let value = match shape(setting) {
        Shape::Money => match cents(&typed) {
            Some(it) => it.to_string(),
            None => {
                form.pin("reais", "Escreva o valor em reais, como 1.621,00.", cx);
                return;
            }
        },
        Shape::YesNo | Shape::Printer | Shape::Demand | Shape::Number | Shape::Text => typed,
    };
    let since = form.date("desde").unwrap_or(cx.look().today());
    cx.write(
        "gravar a configuração",
        Topic::Unit,
        move |desk: &mut Desk| desk.change_setting_from(setting, &value, since),
        |form: &mut ValueForm, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
