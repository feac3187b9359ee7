//! Percursos of a group: what it works on for a time, over which axes. One at
//! a time; a new one ends the one before.

use crate::app::GroupCard;
use crate::domain::date::{parse_typed, show};
use crate::domain::groups::{Axis, Group, Percurso};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Percursos = Catalog<PercursoList>;

pub struct PercursoList {
    group: Id<Group>,
    name: String,
}

impl Percursos {
    pub fn of_group(group: Id<Group>, name: String) -> Self {
        Self::of(
            PercursoList { group, name },
            "Nenhum percurso ainda. F2 põe o primeiro.",
            |a, b| a.id == b.id,
            |it| it.title.clone(),
        )
    }
}

fn axes(it: &Percurso) -> String {
    let axes: Vec<&str> = it.axes.iter().map(|it| it.label()).collect();
    axes.join(", ")
}

fn span(it: &Percurso) -> String {
    match it.until {
        None => format!("desde {}", show(it.since)),
        Some(until) => format!("{} a {}", show(it.since), show(until)),
    }
}

const COLUMNS: &[Column<Percurso>] = &[
    Column::new("Percurso", 18, |it: &Percurso, _| {
        Cell::from(it.title.as_str())
    })
    .grow(2),
    Column::new("Quando", 23, |it: &Percurso, look| {
        let now = it.holds_on(look.today());
        let tone = if now { Tone::Plain } else { Tone::Dim };
        Cell::toned(span(it), tone)
    }),
    Column::new("Eixos", 14, |it: &Percurso, _| Cell::from(axes(it)))
        .grow(1)
        .drop(2),
    Column::new("Temas", 12, |it: &Percurso, _| {
        Cell::from(it.themes.join("; "))
    })
    .grow(1)
    .drop(1),
];

pub static KEYS: &[Binding<Percursos>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Começa um percurso; o de antes termina na véspera.",
        |it: &mut Percursos, cx| cx.push(form(it.kind.group, None)),
    ),
    Binding::new(
        "delete",
        &["F8", "ctrl+k"],
        "tirar",
        "Tira da lista um percurso posto por engano.",
        remove,
    )
    .off(Percursos::none),
];

fn remove(list: &mut Percursos, cx: &mut Cx<'_>) {
    let Some(id) = list.selected().map(|it| it.id) else {
        return;
    };
    cx.write(
        "tirar o percurso",
        Topic::Groups,
        move |desk: &mut Desk| desk.remove_percurso(id),
        |_: &mut Percursos, (), cx| cx.say_undoable("Percurso retirado."),
    );
}

impl Kept for PercursoList {
    type Row = Percurso;

    const TITLE: &'static str = "Percursos";
    const HELP: &'static str = "O que o grupo trabalha, por um tempo: título, objetivo, eixos e \
        temas. O mais novo vem primeiro. Equipe técnica e coordenação mudam; Enter abre um.";
    const BOX: &'static str = "Percurso";
    const DOING: &'static str = "ver os percursos";
    const TOPIC: Topic = Topic::Groups;

    fn columns(&self) -> &'static [Column<Percurso>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Percursos>] {
        KEYS
    }

    fn of(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn read(&self) -> Read<Percurso> {
        let group = self.group;
        Box::new(move |desk: &mut Desk| {
            let card: GroupCard = desk.group_card(group)?;
            Ok(card.percursos)
        })
    }

    fn open(list: &mut Percursos, it: Percurso, cx: &mut Cx<'_>) {
        cx.push(form(list.kind.group, Some(it)));
    }
}

/// Of which group, and which one when it is there already.
type Editing = (Id<Group>, Option<Id<Percurso>>);

fn form(group: Id<Group>, known: Option<Percurso>) -> Form<Editing> {
    let form = Form::new(&PERCURSO, (group, known.as_ref().map(|it| it.id)));
    let Some(it) = known else { return form };
    let letters: Vec<String> = it.axes.iter().map(|it| it.key().to_string()).collect();
    form.with("titulo", &it.title)
        .with("objetivo", &it.goal)
        .with("eixos", &letters.join(" "))
        .with("temas", &it.themes.join("; "))
        .with("desde", &show(it.since))
        .with("ate", &it.until.map(show).unwrap_or_default())
}

static PERCURSO: FormSpec<Editing> = FormSpec {
    help: "Eixos, por letras: c convivência social, s direito de ser, p participação. Temas \
           separados por ponto e vírgula. Sem fim, o percurso continua até o próximo.",
    ..FormSpec::new(
        "",
        "Percurso",
        &[Section::new(
            "percurso",
            "",
            &[
                Field::text("titulo", "Título", 80).required(),
                Field::notes("objetivo", "Objetivo", 3, 400),
                Field::text("eixos", "Eixos", 10)
                    .hint("letras: c convivência, s ser, p participação"),
                Field::text("temas", "Temas", 300).hint("separe com ponto e vírgula"),
                Field::date("desde", "Começa").hint("em branco: hoje"),
                Field::date("ate", "Termina")
                    .hint("em branco: continua")
                    .beside(),
            ],
        )],
        save,
    )
};

fn save(form: &mut Form<Editing>, cx: &mut Cx<'_>) {
    let mut axes = Vec::new();
    for letter in form.get("eixos").chars().filter(char::is_ascii_alphabetic) {
        match Axis::from_key(letter) {
            Some(axis) if axes.contains(&axis) => {}
            Some(axis) => axes.push(axis),
            None => return form.pin("eixos", "Os eixos são c, s e p.", cx),
        }
    }
    let today = cx.look().today();
    let themes = form.get("temas");
    let themes = themes.split(';').map(|it| it.trim().to_owned());
    let (group, known) = form.state;
    let it = Percurso {
        // A new one's is drawn as it is written.
        id: known.unwrap_or(Id::from_bytes([0; 16])),
        group,
        title: form.get("titulo"),
        goal: form.get("objetivo"),
        axes,
        themes: themes.filter(|it| !it.is_empty()).collect(),
        since: parse_typed(&form.get("desde"), today).unwrap_or(today),
        until: form.date("ate"),
    };
    cx.write(
        "gravar o percurso",
        Topic::Groups,
        move |desk: &mut Desk| {
            let id = known.unwrap_or_else(|| desk.new_id());
            desk.save_percurso(&Percurso { id, ..it })
        },
        |form: &mut Form<Editing>, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}
