//! One person of the team, and the box that shows a password drawn by the
//! program: once, and nothing keeps it.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::StaffData;
use crate::domain::access::Role;
use crate::domain::codes::Row;
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::ui::form::{Field, Form, FormSpec, Section, Spot};
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, Kind, Screen, Tone, Topic};

type PersonForm = Form<Option<Id<Staff>>>;

pub fn new() -> PersonForm {
    Form::new(&PERSON, None)
}

pub fn known(it: &Staff) -> PersonForm {
    Form::new(&PERSON, Some(it.id))
        .with("login", &it.login)
        .with("nome", &it.name)
        .with("perfil", it.role.code())
        .with("registro", &it.registration)
        .with("atende", &it.handles.join(" "))
        .with("trabalha", if it.active { "s" } else { "n" })
}

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
    pub name: String,
    pub login: String,
    pub password: String,
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
