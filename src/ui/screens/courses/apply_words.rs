//! What signing up asks in words, and how its answer is told: the income that
//! somebody declares, why a class is given outside its rule, why somebody
//! passes those who wait. Each writes by itself, so that what was typed is
//! still there when it is refused.

use ratatui::layout::Rect;

use crate::app::{ApplyAnswer, ApplyWay, Applying};
use crate::domain::cecad::payroll::reais;
use crate::domain::courses::{Seat, per_person};
use crate::ui::form::{Field, Form, FormSpec, Section, Side};
use crate::ui::{Canvas, Cx, Desk, Tone, Topic};

/// Signed up or on the list; the screen below shows it.
pub struct SignedUp;

/// The phone that was typed, for whoever waits.
pub struct PhoneSaid(pub String);

/// The income that was declared now, for the next class too.
pub struct IncomeSaid(pub i64);

/// A sign-up that lacks a word.
#[derive(Clone)]
pub struct Pending {
    pub applying: Applying,
    pub name: String,
    pub title: String,
    /// Why it is outside the rule.
    pub outside: Vec<String>,
}

/// Where a sign-up goes once the desk answered.
pub enum Next {
    Said(String),
    Ask(Box<Form<Pending>>),
}

impl Pending {
    /// What the answer means: told, or one question more.
    pub fn next(&self, name: &str, answer: ApplyAnswer) -> Next {
        let title = &self.title;
        match answer {
            ApplyAnswer::Seated { seat, left, .. } => {
                let own = match seat {
                    Seat::Own => "vaga da unidade",
                    Seat::Pool => "vaga comum",
                };
                let left = left_text(left);
                Next::Said(format!("{name} está em «{title}», {own}. {left}"))
            }
            ApplyAnswer::Waiting { position, .. } => Next::Said(format!(
                "{name} espera por «{title}»: {position}ª da lista."
            )),
            ApplyAnswer::AskIncome => Next::Ask(Box::new(Form::new(&INCOME, self.clone()))),
            ApplyAnswer::Outside(outside) => {
                let pending = Self {
                    outside,
                    ..self.clone()
                };
                Next::Ask(Box::new(Form::new(&OUTSIDE, pending)))
            }
        }
    }

    /// Why somebody gets a seat before those who wait.
    pub fn ahead(self) -> Form<Self> {
        Form::new(&AHEAD, self)
    }
}

fn left_text(left: (u32, u32)) -> String {
    match left.0.saturating_add(left.1) {
        0 => "Era a última.".to_owned(),
        1 => "Resta 1.".to_owned(),
        many => format!("Restam {many}."),
    }
}

static INCOME: FormSpec<Pending> = FormSpec {
    help: "A renda da família por mês, dividida por quem mora e partilha, como a pessoa declara: \
           não se pede comprovante. Digite o valor por pessoa (600) ou o da casa e quantos são \
           (2400/4); sem renda, 0. Fica com a data de hoje; depois, F5 imprime a declaração para \
           assinar.",
    enter_saves: true,
    side: Some(Side {
        rows: 3,
        draw: |form, canvas, area| {
            let name = canvas.look.name(&form.state.name).into_owned();
            let text = format!("{name} em «{}»", form.state.title);
            canvas.line(area, 0, &text, Tone::Strong);
            each(&form.get("renda"), canvas, area, 1);
        },
    }),
    ..FormSpec::new(
        "",
        "Renda que a pessoa declara",
        &[Section::new("renda", "", &[INCOME_FIELD])],
        save_income,
    )
};

const INCOME_FIELD: Field<Pending> = Field::text("renda", "Renda por pessoa", 20)
    .required()
    .hint("600, ou casa/pessoas: 2400/4");

/// What was typed, as it will be written.
fn each(typed: &str, canvas: &mut Canvas<'_>, area: Rect, row: u16) {
    if let Ok(cents) = per_person(typed) {
        let text = format!("{} por pessoa, no mês", reais(cents));
        canvas.line(area, row, &text, Tone::Good);
    }
}

fn save_income(form: &mut Form<Pending>, cx: &mut Cx<'_>) {
    match per_person(&form.get("renda")) {
        Err(why) => form.pin("renda", why, cx),
        Ok(cents) => {
            let mut applying = form.state.applying.clone();
            applying.income = Some(cents);
            send(form, applying, cx);
        }
    }
}

static OUTSIDE: FormSpec<Pending> = FormSpec {
    help: "O edital pode abrir exceção. Com o motivo, a inscrição é feita e o motivo vai junto; \
           sem motivo, Esc volta e nada foi gravado.",
    enter_saves: true,
    side: Some(Side {
        rows: 6,
        draw: draw_outside,
    }),
    ..FormSpec::new(
        "",
        "Fora da regra da turma",
        &[Section::new(
            "motivo",
            "",
            &[Field::text("motivo", "Por que inscrever", 120)
                .required()
                .hint("ex.: o edital aceita aprendiz")],
        )],
        save_outside,
    )
};

fn draw_outside(form: &Form<Pending>, canvas: &mut Canvas<'_>, area: Rect) {
    let it = &form.state;
    let text = format!("{} em «{}»", canvas.look.name(&it.name), it.title);
    canvas.line(area, 0, &text, Tone::Strong);
    for (row, why) in (1..area.height).zip(&it.outside) {
        canvas.line(area, row, &format!("! {why}"), Tone::Warn);
    }
}

fn save_outside(form: &mut Form<Pending>, cx: &mut Cx<'_>) {
    let mut applying = form.state.applying.clone();
    applying.exception = form.get("motivo");
    send(form, applying, cx);
}

static AHEAD: FormSpec<Pending> = FormSpec {
    help: "A ordem da lista é a do edital e de quem se inscreveu antes. Passar à frente pode ser \
           justo; o motivo fica registrado.",
    enter_saves: true,
    side: Some(Side {
        rows: 1,
        draw: draw_outside,
    }),
    ..FormSpec::new(
        "",
        "Passar à frente",
        &[Section::new(
            "motivo",
            "",
            &[Field::text("motivo", "Motivo", 120)
                .required()
                .hint("ex.: ordem judicial")],
        )],
        save_ahead,
    )
};

fn save_ahead(form: &mut Form<Pending>, cx: &mut Cx<'_>) {
    let mut applying = form.state.applying.clone();
    applying.way = ApplyWay::Ahead(form.get("motivo"));
    send(form, applying, cx);
}

/// Signs up with what is known now; a further question takes this one's place.
fn send(form: &mut Form<Pending>, applying: Applying, cx: &mut Cx<'_>) {
    let pending = Pending {
        applying: applying.clone(),
        ..form.state.clone()
    };
    let name = cx.look().name(&form.state.name).into_owned();
    cx.write(
        "inscrever no curso",
        Topic::Courses,
        move |desk: &mut Desk| desk.apply(&applying),
        move |form: &mut Form<Pending>, answer, cx| {
            form.done();
            match pending.next(&name, answer) {
                Next::Said(text) => {
                    cx.say_undoable(text);
                    cx.close_with(SignedUp);
                }
                Next::Ask(next) => cx.replace(*next),
            }
        },
    );
}

/// Where to call about this class.
pub fn phone(now: &str) -> Form<()> {
    Form::new(&PHONE, ()).with("telefone", now)
}

static PHONE: FormSpec<()> = FormSpec {
    help: "Vale para as inscrições feitas agora nesta tela. Para guardar no cadastro da família, \
           use a ficha.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Telefone para avisar do curso",
        &[Section::new(
            "telefone",
            "",
            &[Field::text("telefone", "Telefone", 20).hint("em branco: o da família")],
        )],
        save_phone,
    )
};

fn save_phone(form: &mut Form<()>, cx: &mut Cx<'_>) {
    let typed = form.get("telefone");
    form.done();
    cx.close_with(PhoneSaid(typed));
}

/// The income again, although one is on record.
pub fn income() -> Form<()> {
    Form::new(&INCOME_AGAIN, ())
}

static INCOME_AGAIN: FormSpec<()> = FormSpec {
    help: "Uma declaração nova, no lugar da que está guardada: vale para a próxima inscrição \
           feita nesta tela, com a data de hoje. Valor por pessoa (600) ou o da casa e quantos \
           são (2400/4); sem renda, 0.",
    enter_saves: true,
    side: Some(Side {
        rows: 1,
        draw: |form, canvas, area| each(&form.get("renda"), canvas, area, 0),
    }),
    ..FormSpec::new(
        "",
        "Renda que a pessoa declara",
        &[Section::new(
            "renda",
            "",
            &[Field::text("renda", "Renda por pessoa", 20)
                .required()
                .hint("600, ou casa/pessoas: 2400/4")],
        )],
        save_again,
    )
};

fn save_again(form: &mut Form<()>, cx: &mut Cx<'_>) {
    match per_person(&form.get("renda")) {
        Err(why) => form.pin("renda", why, cx),
        Ok(cents) => {
            form.done();
            cx.close_with(IncomeSaid(cents));
        }
    }
}
