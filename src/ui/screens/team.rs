//! Who works here: one list, one form. A password drawn by the program is
//! shown once, in a box of its own, and is nowhere afterwards.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::StaffData;
use crate::domain::access::Role;
use crate::domain::codes::Row;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::ui::form::{Field, Form, FormSpec, Section, Spot};
use crate::ui::keys::{dispatch, hints};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Finder, Found, Handled, Hint, Key, Kind, Screen, Tone,
    Topic, Topics,
};

pub struct Team {
    finder: Finder<Staff>,
}

impl Default for Team {
    fn default() -> Self {
        let mut finder: Finder<Staff> = Finder::new(|a: &Staff, b| a.id == b.id)
            .local(|it| format!("{} {} {}", it.name, it.login, it.role.label()));
        finder.list.empty = "Ninguém ainda.";
        Self { finder }
    }
}

const COLUMNS: &[Column<Staff>] = &[
    Column::new("Nome", 16, |it: &Staff, _| Cell {
        tone: tone(it),
        ..Cell::name(it.name.clone())
    })
    .grow(1),
    Column::new("Entra como", 10, |it: &Staff, _| {
        Cell::toned(it.login.clone(), tone(it))
    }),
    Column::new("Perfil", 24, |it: &Staff, _| {
        Cell::toned(it.role.label(), tone(it))
    })
    .grow(1),
    Column::new("Atende", 6, |it: &Staff, _| {
        let all = it.handles.is_empty();
        Cell::toned(
            if all {
                "tudo".into()
            } else {
                it.handles.join(" ")
            },
            tone(it),
        )
    })
    .drop(2),
    Column::new("", 10, |it: &Staff, _| match (it.active, it.must_change) {
        (false, _) => Cell::toned("desligada", Tone::Dim),
        (true, true) => Cell::toned("senha nova", Tone::Warn),
        (true, false) => Cell::from(""),
    })
    .drop(1),
];

fn tone(it: &Staff) -> Tone {
    if it.active { Tone::Plain } else { Tone::Dim }
}

impl Team {
    fn load(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "equipe",
            "ver a equipe",
            |desk: &mut Desk| desk.team(),
            |it: &mut Self, mut team, _| {
                team.sort_by(|a, b| (!a.active, &a.name).cmp(&(!b.active, &b.name)));
                it.finder.list.set(team);
            },
        );
    }

    fn none(&self) -> Option<&'static str> {
        self.finder.list.is_empty().then_some("A lista está vazia.")
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        cx.push(Form::new(&PERSON, None));
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        self.finder.line.clear();
        if let Some(it) = self.finder.list.selected() {
            cx.push(
                Form::new(&PERSON, Some(it.id))
                    .with("login", &it.login)
                    .with("nome", &it.name)
                    .with("perfil", it.role.code())
                    .with("registro", &it.registration)
                    .with("atende", &it.handles.join(" "))
                    .with("trabalha", if it.active { "s" } else { "n" }),
            );
        }
    }

    fn new_password(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.finder.list.selected() else {
            return;
        };
        let (id, name, login) = (it.id, it.name.clone(), it.login.clone());
        cx.write(
            "fazer a senha nova",
            Topic::Staff,
            move |desk: &mut Desk| desk.reset_password(id),
            move |_: &mut Self, password, cx| {
                cx.push(FirstPassword {
                    name,
                    login,
                    password,
                });
            },
        );
    }

    /// Takes the door key away, or gives it back.
    fn turn(&mut self, cx: &mut Cx<'_>) {
        let Some(it) = self.finder.list.selected().cloned() else {
            return;
        };
        let data = StaffData {
            login: it.login.clone(),
            name: it.name.clone(),
            role: it.role,
            registration: it.registration.clone(),
            handles: it.handles.clone(),
        };
        cx.write(
            "mudar a equipe",
            Topic::Staff,
            move |desk: &mut Desk| desk.change_staff(it.id, &data, !it.active),
            move |_: &mut Self, (), cx| {
                let now = if it.active {
                    "não entra mais no programa"
                } else {
                    "volta a entrar com a senha que tinha"
                };
                cx.say(format!("{} {now}.", cx.look().name(&it.name)));
            },
        );
    }
}

pub static KEYS: &[Binding<Team>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "nova pessoa",
        "Põe alguém na equipe; o programa faz a primeira senha e a mostra uma vez.",
        Team::add,
    ),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "senha nova",
        "Faz outra senha para quem esqueceu a sua; aparece uma vez.",
        Team::new_password,
    )
    .off(Team::none),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "desligar/religar",
        "Quem saiu da unidade deixa de entrar; o que fez continua registrado.",
        Team::turn,
    )
    .off(Team::none),
];

impl Screen for Team {
    fn title(&self) -> Cow<'_, str> {
        "Equipe".into()
    }

    fn help(&self) -> &str {
        "Quem trabalha na unidade e o que cada perfil pode ver. Cada pessoa tem seu nome de \
         entrada e sua senha: ninguém usa a de outro. Enter abre os dados da linha marcada."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Staff) {
            self.load(cx);
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.finder.draw(canvas, area, "Equipe", COLUMNS);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match self.finder.key(key) {
            Found::Row(n) => {
                self.finder.list.select(n);
                self.edit(cx);
            }
            Found::Unclear(_) => cx.warn("Não há uma só pessoa assim na lista."),
            Found::Typed | Found::Moved => {}
            Found::No => return Handled::No,
        }
        Handled::Yes
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![Hint::plain(
            "Enter",
            "abrir",
            "Abre os dados da pessoa marcada.",
        )];
        all.extend(hints(KEYS, self));
        all
    }
}

type PersonForm = Form<Option<Id<Staff>>>;

const ROLES: &[Row] = &[
    role(Role::Reception),
    role(Role::CadUnico),
    role(Role::Instructor),
    role(Role::Technician),
    role(Role::Coordination),
    role(Role::Management),
];

const fn role(it: Role) -> Row {
    Row {
        code: it.code(),
        key: Some(it.key()),
        label: it.label(),
    }
}

static PERSON: FormSpec<Option<Id<Staff>>> = FormSpec {
    help: "O perfil decide o que a pessoa vê: a recepção não vê o motivo de assunto reservado nem \
           endereço sob sigilo. «Atende» são as iniciais das demandas que a pessoa chama, como CU \
           BF; em branco, todas.",
    ..FormSpec::new(
        "",
        "Pessoa da equipe",
        &[Section::new(
            "pessoa",
            "",
            &[
                Field::text("nome", "Nome", 80).required(),
                Field::text("login", "Entra como", 20)
                    .required()
                    .only(is_new)
                    .hint("curto, sem acento, ex.: lia"),
                Field::choice("perfil", "Perfil", ROLES).required(),
                Field::text("registro", "Registro", 30).hint("CRESS, CRP, matrícula; se houver"),
                Field::text("atende", "Atende", 40).hint("ex.: CU BF; em branco, todas"),
                Field::yes_no("trabalha", "Trabalha aqui").only(is_known),
            ],
        )],
        save,
    )
};

fn is_new(form: &PersonForm, _: Spot) -> bool {
    form.state.is_none()
}

fn is_known(form: &PersonForm, _: Spot) -> bool {
    form.state.is_some()
}

fn save(form: &mut PersonForm, cx: &mut Cx<'_>) {
    let Some(role) = Role::from_code(&form.get("perfil")) else {
        form.pin("perfil", "Escolha o perfil pela letra.", cx);
        return;
    };
    let handles = form.get("atende").to_uppercase();
    let data = StaffData {
        // Hidden for somebody known, whose login never changes.
        login: form.raw("login").trim().to_lowercase(),
        name: form.get("nome"),
        role,
        registration: form.get("registro"),
        handles: handles
            .split(|c: char| !c.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect(),
    };
    match form.state {
        None => add(data, cx),
        Some(id) => {
            let active = form.get("trabalha") != "n";
            cx.write(
                "gravar os dados da equipe",
                Topic::Staff,
                move |desk: &mut Desk| desk.change_staff(id, &data, active),
                |form: &mut PersonForm, (), cx| {
                    form.done();
                    cx.say("Gravado.");
                    cx.close();
                },
            );
        }
    }
}

fn add(data: StaffData, cx: &mut Cx<'_>) {
    let (name, login) = (data.name.clone(), data.login.clone());
    cx.write(
        "pôr na equipe",
        Topic::Staff,
        move |desk: &mut Desk| desk.add_staff(&data),
        move |form: &mut PersonForm, password, cx| {
            form.done();
            cx.replace(FirstPassword {
                name,
                login,
                password,
            });
        },
    );
}

/// Shown once; nothing keeps it.
pub struct FirstPassword {
    name: String,
    login: String,
    password: String,
}

impl Screen for FirstPassword {
    fn title(&self) -> Cow<'_, str> {
        "Senha provisória".into()
    }

    fn help(&self) -> &str {
        "Entregue esta senha só à própria pessoa. Ela serve para entrar uma vez; logo depois a \
         pessoa escolhe a sua. Se se perder, F7 na lista da equipe faz outra."
    }

    fn kind(&self) -> Kind {
        Kind::Float
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let (width, height) = (area.width.min(60), area.height.min(11));
        let at = Rect::new(
            area.x + (area.width - width) / 2,
            area.y + (area.height - height) / 2,
            width,
            height,
        );
        canvas.wipe(at);
        let inside = canvas.boxed(at, "Senha provisória: anote agora");
        let name = canvas.look.name(&self.name).into_owned();
        canvas.line(inside, 0, &name, Tone::Strong);
        canvas.line(
            inside,
            2,
            &format!("entra como  {}", self.login),
            Tone::Plain,
        );
        canvas.line(
            inside,
            3,
            &format!("senha       {}", self.password),
            Tone::Strong,
        );
        let rest = Rect {
            y: inside.y + 5.min(inside.height),
            height: inside.height.saturating_sub(5),
            ..inside
        };
        canvas.wrapped(
            rest,
            "Não será mostrada de novo. Serve para a primeira entrada: em seguida a pessoa \
             escolhe a dela. Enter fecha.",
            Tone::Plain,
        );
        canvas.cursor(inside.x, inside.y.saturating_add(3));
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if key == Key::Enter {
            cx.close();
            return Handled::Yes;
        }
        Handled::No
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain(
            "Enter",
            "já anotei",
            "Fecha; a senha não volta a aparecer.",
        )]
    }
}
