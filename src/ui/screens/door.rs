//! The door: entering, the locked screen, the new password. Sealed screens:
//! nothing of the desk is behind them until the password is right.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::home::Home;
use crate::app::Entered;
use crate::domain::fault::Refused;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::widgets::line::Line;
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, Kind, Screen, Tone, Topic};

/// Name and password.
pub struct Door {
    name: Line,
    password: Line,
    on_password: bool,
    problem: String,
}

/// The same screen while somebody is away: only the password.
pub struct Locked {
    password: Line,
    /// The demonstration has no passwords: any Enter comes back.
    free: bool,
    problem: String,
}

const PASSWORD_CHARS_MAX: usize = 128;
const NAME_CHARS_MAX: usize = 20;

impl Default for Door {
    fn default() -> Self {
        Self {
            name: Line::new(NAME_CHARS_MAX),
            password: Line::new(PASSWORD_CHARS_MAX).secret(),
            on_password: false,
            problem: String::new(),
        }
    }
}

impl Door {
    fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.name.is_empty() {
            self.on_password = false;
            return;
        }
        let (name, password) = (
            self.name.text().to_string(),
            self.password.text().to_string(),
        );
        self.problem.clear();
        cx.write(
            "entrar",
            Topic::Staff,
            move |desk: &mut Desk| desk.log_in(&name, &password),
            |_: &mut Self, entered, cx| match entered {
                Entered::Working => cx.replace(Home::default()),
                Entered::MustChangePassword => cx.replace(new_password()),
            },
        );
    }
}

impl Screen for Door {
    fn title(&self) -> Cow<'_, str> {
        "Entrar".into()
    }

    fn help(&self) -> &str {
        "Digite seu nome de entrada, Enter, e sua senha. Quem esqueceu a senha pede outra à \
         coordenação."
    }

    fn kind(&self) -> Kind {
        Kind::Sealed
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let body = middle(canvas, area, "acolhida");
        let unit = canvas.look.unit.clone();
        canvas.line(body, 0, &unit, Tone::Strong);
        field(canvas, body, 2, "Nome ", &mut self.name, !self.on_password);
        field(
            canvas,
            body,
            3,
            "Senha",
            &mut self.password,
            self.on_password,
        );
        problem(canvas, body, &self.problem);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        match key {
            Key::Tab | Key::BackTab | Key::Up | Key::Down => {
                self.on_password = !self.on_password;
                Handled::Yes
            }
            Key::Enter if self.on_password => {
                self.enter(cx);
                Handled::Yes
            }
            Key::Enter => {
                self.on_password = !self.name.is_empty();
                Handled::Yes
            }
            _ if self.on_password => self.password.key(key).handled(),
            _ => self.name.key(key).handled(),
        }
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let line = if self.on_password {
            &mut self.password
        } else {
            &mut self.name
        };
        line.insert(text).into()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain("Enter", "entrar", "Passa à senha e entra.")]
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        self.password.clear();
        self.on_password = true;
        self.problem.clone_from(&why.text);
        cx.bell();
    }
}

impl Default for Locked {
    fn default() -> Self {
        Self {
            password: Line::new(PASSWORD_CHARS_MAX).secret(),
            free: false,
            problem: String::new(),
        }
    }
}

impl Locked {
    /// The locked screen of the demonstration.
    pub fn free() -> Self {
        Self {
            free: true,
            ..Self::default()
        }
    }
}

impl Screen for Locked {
    fn title(&self) -> Cow<'_, str> {
        "Trancado".into()
    }

    fn help(&self) -> &str {
        "A tela está trancada. Quem estava nela digita a senha e continua de onde parou."
    }

    fn kind(&self) -> Kind {
        Kind::Sealed
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let body = middle(canvas, area, "tela trancada");
        let who = canvas.look.who.clone();
        canvas.line(body, 0, &who, Tone::Strong);
        field(canvas, body, 2, "Senha", &mut self.password, true);
        if self.free {
            canvas.line(
                body,
                3,
                "Na demonstração não há senha: Enter volta.",
                Tone::Dim,
            );
            return;
        }
        canvas.line(body, 3, "Outra pessoa? Ctrl+Q sai do programa.", Tone::Dim);
        problem(canvas, body, &self.problem);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if key != Key::Enter {
            return self.password.key(key).handled();
        }
        if self.free {
            cx.close();
            return Handled::Yes;
        }
        let password = self.password.text().to_string();
        self.problem.clear();
        cx.write(
            "destrancar",
            Topic::Staff,
            move |desk: &mut Desk| desk.unlock(&password),
            |_: &mut Self, (), cx| cx.close(),
        );
        Handled::Yes
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        self.password.insert(text).into()
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::plain(
            "Enter",
            "destrancar",
            "Confere a senha e volta ao trabalho.",
        )]
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        self.password.clear();
        self.problem.clone_from(&why.text);
        cx.bell();
    }
}

/// The form that gives somebody a password of their own.
pub fn new_password() -> Form<()> {
    Form::new(&NEW_PASSWORD, ())
}

static NEW_PASSWORD: FormSpec<()> = FormSpec {
    help: "A senha tem pelo menos 8 caracteres. Uma frase curta é fácil de lembrar e difícil de \
           adivinhar. Ninguém mais a conhece, nem a coordenação.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Senha nova",
        &[Section::new(
            "senha",
            "Escolha sua senha",
            &[
                Field::secret("atual", "Senha atual").required(),
                Field::secret("nova", "Senha nova").required(),
                Field::secret("de_novo", "Senha nova, outra vez").required(),
            ],
        )],
        save_password,
    )
};

fn save_password(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let (old, new) = (form.raw("atual"), form.raw("nova"));
    if new != form.raw("de_novo") {
        form.pin(
            "de_novo",
            "As duas senhas novas não são iguais. Digite de novo.",
            cx,
        );
        return;
    }
    cx.write(
        "trocar a senha",
        Topic::Staff,
        move |desk: &mut Desk| desk.change_password(&old, &new),
        |form: &mut Form<()>, (), cx| {
            form.done();
            cx.say("Senha trocada.");
            cx.replace(Home::default());
        },
    );
}

/// A calm box in the middle, and the room inside it.
fn middle(canvas: &mut Canvas<'_>, area: Rect, title: &str) -> Rect {
    let (width, height) = (area.width.min(56), area.height.min(9));
    let at = Rect::new(
        area.x + (area.width - width) / 2,
        area.y + (area.height - height) / 2,
        width,
        height,
    );
    let inside = canvas.boxed(at, title);
    Rect {
        x: inside.x + u16::from(inside.width > 2),
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

fn field(
    canvas: &mut Canvas<'_>,
    body: Rect,
    row: u16,
    label: &str,
    line: &mut Line,
    active: bool,
) {
    if row >= body.height {
        return;
    }
    let tone = if active { Tone::Title } else { Tone::Dim };
    let x = canvas.text(
        body.x,
        body.y + row,
        body.width,
        &format!("{label}  "),
        tone,
    );
    let at = Rect::new(x, body.y + row, body.right().saturating_sub(x), 1);
    line.draw(canvas, at, active);
}

fn problem(canvas: &mut Canvas<'_>, body: Rect, text: &str) {
    if body.height > 4 && !text.is_empty() {
        let at = Rect {
            y: body.y + 4,
            height: body.height - 4,
            ..body
        };
        canvas.wrapped(at, text, Tone::Warn);
    }
}
