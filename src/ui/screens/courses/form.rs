//! A class as a form: as its notice has it, or with the data of a former one.
//! What the notice does not say stays blank and asks nothing of anybody.

use chrono::NaiveDate;

use crate::app::CourseLine;
use crate::domain::access::Right;
use crate::domain::courses::{Course, FirstGroup, SchoolLevel, Seats};
use crate::domain::date::show;
use crate::domain::groups::{hours, hours_text};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::{Cx, Desk, Screen, Topic};

/// Who gives most of the courses, unless said otherwise.
const PARTNER_USUAL: &str = "Senac";

/// A new class was written; the screen below may want to go there.
pub struct Written(pub Id<Course>);

pub struct Editing {
    /// `None` for a new one.
    id: Option<Id<Course>>,
}

type CourseForm = Form<Editing>;

/// A new class; `S` is the screen that asks.
pub fn open_new<S: Screen>(cx: &mut Cx<'_>) {
    open_with::<S>(blank(), cx);
}

/// A new class of that name, which people asked for.
pub fn open_titled<S: Screen>(title: &str, cx: &mut Cx<'_>) {
    open_with::<S>(blank().with("titulo", title), cx);
}

/// A new class with the data of a former one; its days are said anew.
pub fn open_copy<S: Screen>(of: &Course, cx: &mut Cx<'_>) {
    let form = common(Form::new(&COURSE, Editing { id: None }), of);
    let mut form = form.with("ativa", "s");
    form.focus_on("inicio");
    open_with::<S>(form, cx);
}

/// A class as it stands.
pub fn open<S: Screen>(it: &CourseLine, cx: &mut Cx<'_>) {
    let of = &it.course;
    let day = |it: Option<NaiveDate>| it.map(show).unwrap_or_default();
    let form = common(Form::new(&COURSE, Editing { id: Some(of.id) }), of)
        .with("codigo", &of.code)
        .with("inicio", &show(of.starts_on))
        .with("fim", &day(of.ends_on))
        .with("outras", &some(it.elsewhere))
        .with("voltam", &day(of.seats.returns_on))
        .with("inscricoes", &day(of.opens_on))
        .with("fecham", &day(of.closes_on))
        .with("ativa", yes_no(of.active));
    open_with::<S>(form, cx);
}

/// Whoever may not change classes is told before typing anything.
fn open_with<S: Screen>(form: CourseForm, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir o formulário",
        |desk: &mut Desk| desk.require(Right::ManageCourses).map(drop),
        move |_: &mut S, (), cx| cx.push(form),
    );
}

fn blank() -> CourseForm {
    Form::new(&COURSE, Editing { id: None })
        .with("parceiro", PARTNER_USUAL)
        .with("renda", "s")
        .with("opcoes", "1")
        .with("ativa", "s")
}

/// What a copy keeps.
fn common(form: CourseForm, of: &Course) -> CourseForm {
    let number = |it: Option<u32>| it.map_or_else(String::new, |it| it.to_string());
    let first: Vec<String> = of.first.iter().map(|it| it.key().to_string()).collect();
    form.with("titulo", &of.title)
        .with("parceiro", &of.partner)
        .with("local", &of.place)
        .with("horario", &hours_text(&of.week))
        .with("horas", &number(of.hours))
        .with("idade", &number(of.age_min))
        .with("idade_max", &number(of.age_max))
        .with("escolaridade", of.schooling.map_or("", SchoolLevel::code))
        .with("documentos", &of.papers.join(", "))
        .with("vagas", &some(of.seats.own))
        .with("comuns", &some(of.seats.pool))
        .with("primeiro", &first.join(" "))
        .with("renda", yes_no(of.asks_income))
        .with("opcoes", &of.choices.to_string())
        .with("contato", &of.contact)
}

fn some(it: u32) -> String {
    match it {
        0 => String::new(),
        it => it.to_string(),
    }
}

const fn yes_no(it: bool) -> &'static str {
    if it { "s" } else { "n" }
}

static COURSE: FormSpec<Editing> = FormSpec {
    help: "A turma como está no edital; o que ele não diz fica em branco. Horário: «ter qui 8 a \
           12». A idade é a do primeiro dia de aula. Vagas: as dadas a esta unidade, e as comuns, \
           de todas; as que a unidade não usar voltam às comuns no dia dito. Quem vem primeiro, por \
           letras: c CadÚnico, b Bolsa Família, d deficiência, j jovens, m mulheres.",
    ..FormSpec::new(
        "",
        "Turma",
        &[
            Section::new(
                "turma",
                "",
                &[
                    Field::text("titulo", "Curso", 80).required(),
                    Field::text("codigo", "Número da turma", 30).hint("o que o parceiro dá"),
                    Field::text("parceiro", "Parceiro", 80).required(),
                    Field::text("local", "Local", 120),
                    Field::date("inicio", "Começa").required(),
                    Field::date("fim", "Termina").beside(),
                    Field::text("horario", "Dias e horas", 80).hint("ex.: seg qua sex 8 a 12"),
                    Field::digits("horas", "Carga horária", 4),
                ],
            ),
            Section::new(
                "vagas",
                "Vagas e inscrições",
                &[
                    Field::digits("vagas", "Da unidade", 4),
                    Field::digits("comuns", "Comuns", 4).beside(),
                    Field::digits("outras", "Usadas por outras", 4)
                        .hint("comuns que outras unidades já ocuparam"),
                    Field::date("voltam", "Sobras voltam em")
                        .hint("dia em que as vagas não usadas da unidade passam a comuns"),
                    Field::date("inscricoes", "Inscrições de"),
                    Field::date("fecham", "até").beside(),
                ],
            ),
            Section::new(
                "pede",
                "O que a turma pede",
                &[
                    Field::digits("idade", "Idade mínima", 3),
                    Field::digits("idade_max", "Idade máxima", 3).beside(),
                    Field::choice("escolaridade", "Escolaridade", SchoolLevel::ROWS),
                    Field::text("documentos", "Documentos", 400).hint("separe com vírgula"),
                    Field::yes_no("renda", "Declaração de renda"),
                    Field::text("primeiro", "Quem vem primeiro", 12)
                        .hint("letras: c b d j m (F1 explica); em branco: inscrição"),
                    Field::digits("opcoes", "Opções por pessoa", 1).hint("de 1 a 3"),
                    Field::text("contato", "Contato", 120),
                    Field::yes_no("ativa", "Em uso"),
                ],
            ),
        ],
        save,
    )
};

fn save(form: &mut CourseForm, cx: &mut Cx<'_>) {
    let Some((course, elsewhere)) = read(form, cx) else {
        return;
    };
    let known = form.state.id;
    cx.write(
        "gravar a turma",
        Topic::Courses,
        move |desk: &mut Desk| {
            let id = known.unwrap_or_else(|| desk.new_id());
            desk.save_course(&Course { id, ..course }, elsewhere)?;
            Ok(id)
        },
        move |form: &mut CourseForm, id: Id<Course>, cx| {
            form.done();
            cx.say_undoable("Gravado.");
            match known {
                Some(_) => cx.close(),
                None => cx.close_with(Written(id)),
            }
        },
    );
}

/// What is typed, or `None` after marking the field that cannot be read.
fn read(form: &mut CourseForm, cx: &mut Cx<'_>) -> Option<(Course, u32)> {
    let mut days = [None; 5];
    for (day, at) in days
        .iter_mut()
        .zip(["inicio", "fim", "voltam", "inscricoes", "fecham"])
    {
        *day = form.date(at);
        if day.is_none() && !form.get(at).is_empty() {
            form.pin(at, "Esta data não existe. Escreva dia, mês e ano.", cx);
            return None;
        }
    }
    let [starts_on, ends_on, returns_on, opens_on, closes_on] = days;
    let starts_on = starts_on?;
    let week = match hours(&form.get("horario")) {
        Ok(week) => week,
        Err(why) => {
            form.pin("horario", &format!("Dias e horas: {why}."), cx);
            return None;
        }
    };
    let mut first = Vec::new();
    for letter in form.get("primeiro").chars().filter(|it| it.is_alphabetic()) {
        match FirstGroup::from_key(letter) {
            Some(it) if first.contains(&it) => {}
            Some(it) => first.push(it),
            None => {
                form.pin("primeiro", "As letras são c, b, d, j e m.", cx);
                return None;
            }
        }
    }
    let number = |at: &str| form.get(at).parse::<u32>().ok();
    let seats = Seats {
        own: number("vagas").unwrap_or(0),
        pool: number("comuns").unwrap_or(0),
        returns_on,
    };
    let elsewhere = number("outras").unwrap_or(0);
    if number("horas") == Some(0) {
        form.pin("horas", "Diga a carga horária, ou deixe em branco.", cx);
        return None;
    }
    if seats.own == 0 && seats.pool == 0 {
        form.pin("vagas", "Diga quantas vagas há: da unidade, ou comuns.", cx);
        return None;
    }
    if elsewhere > seats.pool {
        form.pin(
            "outras",
            "As outras não podem usar mais do que as comuns.",
            cx,
        );
        return None;
    }
    let papers = form.get("documentos");
    let papers = papers.split([',', ';']).map(|it| it.trim().to_owned());
    let course = Course {
        // A new one's is drawn as it is written.
        id: Id::from_bytes([0; 16]),
        code: form.get("codigo"),
        title: form.get("titulo"),
        partner: form.get("parceiro"),
        place: form.get("local"),
        starts_on,
        ends_on,
        week,
        hours: number("horas"),
        age_min: number("idade"),
        age_max: number("idade_max"),
        schooling: SchoolLevel::from_code(&form.get("escolaridade")),
        papers: papers.filter(|it| !it.is_empty()).collect(),
        seats,
        opens_on,
        closes_on,
        first,
        asks_income: form.get("renda") == "s",
        choices: number("opcoes").unwrap_or(1),
        contact: form.get("contato"),
        active: form.get("ativa") != "n",
    };
    Some((course, elsewhere))
}
