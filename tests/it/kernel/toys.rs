//! Screens and a desk of nothing but names, to try the kernel on.

use std::collections::BTreeMap;

use acolhida::domain::codes::Sex;
use acolhida::domain::fault::{Failure, Outcome, refused, refused_at};
use acolhida::ui::drive::Drive;
use acolhida::ui::form::{LookupRow, Spot};
use acolhida::ui::widgets::list::fits;
use acolhida::ui::{
    Binding, Canvas, Cell, Column, Cx, Field, Finder, Form, FormSpec, Found, Handled, Hint, Key,
    Kind, Mask, PickRow, Screen, Section, Topic, Topics, dispatch, hints,
};
use chrono::{DateTime, Utc};
use ratatui::layout::Rect;

pub fn morning() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

/// A desk of nothing but names.
#[derive(Default)]
pub struct Toy {
    pub names: Vec<&'static str>,
    pub saved: Vec<String>,
    pub drafts: BTreeMap<String, BTreeMap<String, String>>,
    pub fails: bool,
    pub asked: Vec<String>,
}

impl Toy {
    fn find(&mut self, needle: &str) -> Outcome<Vec<&'static str>> {
        self.asked.push(needle.to_owned());
        Ok(self
            .names
            .iter()
            .copied()
            .filter(|it| fits(it, needle))
            .collect())
    }

    fn save(&mut self, name: String) -> Outcome<usize> {
        if self.fails {
            return Err(Failure::broken("gravar a pessoa", "disco cheio"));
        }
        if name == "repetido" {
            return refused_at("nome", "Já existe alguém com esse nome.");
        }
        self.saved.push(name);
        Ok(self.saved.len())
    }
}

pub struct Search {
    finder: Finder<&'static str>,
    chosen: Option<&'static str>,
    told: usize,
}

pub static COLUMNS: &[Column<&'static str>] = &[
    Column::new("Nome", 10, |it, _| Cell::name(*it)).grow(1),
    Column::new("Letras", 6, |it: &&str, _| it.len().to_string().into())
        .right()
        .drop(1),
];

pub static SEARCH_KEYS: &[Binding<Search, Toy>] = &[
    Binding::new(
        "F2",
        &["ctrl+o"],
        "nova",
        "Abre o cadastro de uma pessoa.",
        |_, cx| cx.push(Form::new(&PERSON, ())),
    ),
    Binding::new(
        "F5",
        &["ctrl+k"],
        "quebrar",
        "Faz um trabalho que falha.",
        |_, cx| {
            cx.write(
                "quebrar",
                Topic::People,
                |_: &mut Toy| -> Outcome<()> { panic!("defeito") },
                |_: &mut Search, (), _| {},
            );
        },
    )
    .off(|it| {
        it.finder
            .list
            .is_empty()
            .then_some("Não há ninguém na lista.")
    }),
    Binding::new(
        "F6",
        &["ctrl+p"],
        "escolher",
        "Abre uma lista de opções.",
        |_, cx| {
            let row = |letter, text: &str| PickRow {
                letter,
                text: text.to_owned(),
            };
            cx.pick(
                "Motivo",
                vec![
                    row(Some('a'), "agendamento"),
                    row(None, "outro"),
                    row(None, "outro"),
                ],
                |it: &mut Search, n, cx| {
                    it.told = n + 1;
                    cx.say(format!("opção {n}"));
                },
            );
        },
    ),
    Binding::new(
        "F7",
        &["ctrl+x"],
        "estourar",
        "Uma tecla com defeito.",
        |_, _| panic!("defeito"),
    ),
];

impl Search {
    pub fn new() -> Self {
        Self {
            finder: Finder::new(|a, b| a == b),
            chosen: None,
            told: 0,
        }
    }

    fn search(&mut self, cx: &mut Cx<'_, Toy>) {
        let needle = self.finder.line.text().to_owned();
        cx.ask_latest(
            "busca",
            "procurar",
            move |desk: &mut Toy| desk.find(&needle),
            |it: &mut Self, rows, _| it.finder.list.set(rows),
        );
    }
}

impl Screen<Toy> for Search {
    fn title(&self) -> std::borrow::Cow<'_, str> {
        "Buscar".into()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Buscar", COLUMNS);
    }

    fn opened(&mut self, cx: &mut Cx<'_, Toy>) {
        self.search(cx);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, Toy>) -> Handled {
        dispatch(SEARCH_KEYS, self, key, cx).or(|| match self.finder.key(key) {
            Found::Typed => {
                self.search(cx);
                Handled::Yes
            }
            Found::Row(n) => {
                self.chosen = self.finder.list.items().get(n).copied();
                cx.say(format!("escolhida: {}", self.chosen.unwrap_or("")));
                Handled::Yes
            }
            Found::Unclear(_) => {
                cx.warn("Ninguém com esse nome.");
                Handled::Yes
            }
            Found::Moved => Handled::Yes,
            Found::No => Handled::No,
        })
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_, Toy>) -> Handled {
        if self.finder.paste(text) == Found::Typed {
            self.search(cx);
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        hints(SEARCH_KEYS, self)
    }

    fn holds(&self, key: Key) -> bool {
        key == Key::Enter
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_, Toy>) {
        if topics.has(Topic::People) {
            self.told += 1;
            self.search(cx);
        }
    }
}

const CPF: Mask = Mask::new(&["000.000.000-00"], |it| {
    if it.starts_with('1') {
        Ok(())
    } else {
        Err("O dígito do CPF não confere.")
    }
});

pub static PERSON: FormSpec<(), Toy> = FormSpec {
    side: None,
    ..FormSpec::new(
        "pessoa.nova",
        "Nova pessoa",
        &[
            Section::new(
                "",
                "",
                &[
                    Field::text("nome", "Nome", 70)
                        .required()
                        .hint("nome e sobrenome"),
                    Field::masked("cpf", "CPF", CPF),
                    Field::birth("nascimento", "Nascimento").beside(),
                    Field::choice("sexo", "Sexo", Sex::ROWS),
                    Field::yes_no("gestante", "Gestante")
                        .only(|form, _| form.get("sexo") == Sex::ROWS[1].code),
                    Field::lookup("motivo", "Motivo", |()| {
                        ["bolsa família", "cadastro", "cesta"]
                            .map(|it| LookupRow {
                                value: it[..2].to_owned(),
                                letter: None,
                                text: it.to_owned(),
                            })
                            .to_vec()
                    }),
                    Field::notes("obs", "Observações", 3, 300),
                ],
            ),
            Section::new(
                "membros",
                "Membro",
                &[
                    Field::text("nome", "Nome", 70).required().copy(surname),
                    Field::date("nascimento", "Nascimento"),
                    Field::choice("sexo", "Sexo", Sex::ROWS).beside(),
                ],
            )
            .repeated(3),
        ],
        |form, cx| {
            let name = form.get("nome");
            cx.write(
                "gravar a pessoa",
                Topic::People,
                move |desk: &mut Toy| desk.save(name),
                |form: &mut Form<(), Toy>, n, cx| {
                    form.done();
                    cx.say_undoable(format!("gravada a nº {n}"));
                    cx.close();
                },
            );
        },
    )
};

fn surname(form: &Form<(), Toy>, _: Spot) -> Option<String> {
    form.get("nome")
        .split_whitespace()
        .last()
        .map(str::to_owned)
}

pub fn toy() -> Toy {
    Toy {
        names: vec!["Ana Souza", "Bia Conceição", "Caio Souza"],
        ..Toy::default()
    }
}

pub fn desk() -> Drive<Toy> {
    Drive::new(toy(), Search::new(), morning())
}

pub struct Base;

impl Screen<Toy> for Base {
    fn title(&self) -> std::borrow::Cow<'_, str> {
        "base".into()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.line(area, 0, "base", acolhida::ui::Tone::Plain);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, Toy>) -> Handled {
        match key {
            Key::Char('a') => cx.push(Search::new()),
            Key::Char('b') => cx.push(Bad),
            Key::Char('d') => cx.fetch(
                "abrir",
                |_: &mut Toy| Ok(()),
                |_: &mut Self, (), cx| cx.push(Search::new()),
            ),
            Key::Char('c') => cx.write_long(
                "importar",
                Topic::Base,
                |_: &mut Toy, teller| {
                    teller.tell(1, 2);
                    if teller.stopped() {
                        refused("parado a pedido")
                    } else {
                        Ok(())
                    }
                },
                |_: &mut Self, (), cx| cx.say("feito"),
            ),
            Key::Char('u') => cx.set_header("CRAS Norte", "Ana"),
            _ => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}

pub struct Bad;

impl Screen<Toy> for Bad {
    fn title(&self) -> std::borrow::Cow<'_, str> {
        "defeito".into()
    }

    fn draw(&mut self, _: &mut Canvas<'_>, _: Rect) {
        panic!("defeito");
    }

    fn key(&mut self, _: Key, _: &mut Cx<'_, Toy>) -> Handled {
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}

pub struct Lock;

impl Screen<Toy> for Lock {
    fn title(&self) -> std::borrow::Cow<'_, str> {
        "trancada".into()
    }

    fn kind(&self) -> Kind {
        Kind::Sealed
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.line(area, 0, "trancada", acolhida::ui::Tone::Plain);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_, Toy>) -> Handled {
        if key == Key::Enter {
            cx.close();
        }
        Handled::from(key == Key::Enter)
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}
