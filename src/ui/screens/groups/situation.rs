//! The priority situations of one person, with the paper that proves them, for
//! técnicos and coordination. No other screen opens this one, and nothing of
//! it is on any other: the rest of the unit hears yes or no.

use crate::app::{NewSituation, SituationLine};
use crate::domain::date::{parse_typed, show};
use crate::domain::groups::Situation;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::form::{Field, Form, FormSpec, Section};
use crate::ui::screens::catalog::{Catalog, Kept, Read};
use crate::ui::{Binding, Cell, Column, Cx, Desk, Tone, Topic};

pub type Situations = Catalog<SituationList>;

pub struct SituationList {
    person: Id<Person>,
    name: String,
}

impl Situations {
    pub fn of_person(person: Id<Person>, name: String) -> Self {
        Self::of(
            SituationList { person, name },
            "Nenhuma situação anotada. F2 anota.",
            |a, b| a.id == b.id,
            |it| it.situation.label().to_owned(),
        )
    }
}

fn tone(it: &SituationLine) -> Tone {
    if it.until.is_none() {
        Tone::Plain
    } else {
        Tone::Dim
    }
}

const COLUMNS: &[Column<SituationLine>] = &[
    Column::new("Situação", 20, |it: &SituationLine, _| {
        Cell::toned(
            format!("{} {}", it.situation.code(), it.situation.label()),
            tone(it),
        )
    })
    .grow(3),
    Column::new("Desde", 10, |it: &SituationLine, _| {
        Cell::toned(show(it.since), tone(it))
    }),
    Column::new("Até", 10, |it: &SituationLine, _| {
        Cell::toned(it.until.map(show).unwrap_or_default(), tone(it))
    })
    .drop(2),
    Column::new("Comprovação", 14, |it: &SituationLine, _| {
        match it.proof.as_str() {
            "" => Cell::toned("falta", Tone::Warn),
            proof => Cell::toned(proof, tone(it)),
        }
    })
    .grow(2),
    Column::new("Por", 10, |it: &SituationLine, _| {
        Cell::toned(crate::domain::name::short(&it.by), tone(it))
    })
    .drop(1),
];

pub static KEYS: &[Binding<Situations>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "anotar",
        "Anota uma situação: a letra, desde quando, e o documento que a comprova.",
        |it: &mut Situations, cx| {
            let state = (it.kind.person, None);
            cx.push(Form::new(&SITUATION, state));
        },
    ),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "encerrar",
        "Diz que a situação marcada deixou de valer, e em que dia.",
        end,
    )
    .off(|it| match it.finder.list.selected() {
        None => Some("Nenhuma situação anotada."),
        Some(it) if it.until.is_some() => Some("Esta situação já foi encerrada."),
        Some(_) => None,
    }),
];

fn end(list: &mut Situations, cx: &mut Cx<'_>) {
    if let Some(it) = list.selected() {
        let person = list.kind.person;
        cx.push(Form::new(&END, (person, it)));
    }
}

impl Kept for SituationList {
    type Row = SituationLine;

    const TITLE: &'static str = "Situação prioritária";
    const HELP: &'static str = "As situações da Resolução CNAS 1/2013. Só a equipe técnica e a \
        coordenação veem esta tela, e cada abertura fica registrada; os outros veem só se a \
        pessoa é do público prioritário. Mesmo com várias, ela conta uma vez. Enter corrige o dia \
        ou a comprovação.";
    const BOX: &'static str = "Situação";
    const DOING: &'static str = "ver as situações";
    const ENTER: (&'static str, &'static str) = (
        "corrigir",
        "Corrige o dia ou a comprovação da linha marcada.",
    );
    const TOPIC: Topic = Topic::Groups;
    const OF_IS_NAME: bool = true;

    fn columns(&self) -> &'static [Column<SituationLine>] {
        COLUMNS
    }

    fn keys() -> &'static [Binding<Situations>] {
        KEYS
    }

    fn of(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn read(&self) -> Read<SituationLine> {
        let person = self.person;
        Box::new(move |desk: &mut Desk| desk.situations(person))
    }

    fn open(list: &mut Situations, it: SituationLine, cx: &mut Cx<'_>) {
        if it.until.is_some() {
            return cx.warn("Esta situação já foi encerrada. F2 anota de novo.");
        }
        let state = (list.kind.person, Some(it.situation));
        cx.push(
            Form::new(&SITUATION, state)
                .with("situacao", it.situation.code())
                .with("desde", &show(it.since))
                .with("prova", &it.proof),
        );
    }
}

/// Whose, and which one when it is being corrected.
type Editing = (Id<Person>, Option<Situation>);

static SITUATION: FormSpec<Editing> = FormSpec {
    help: "A situação é uma letra; F3 mostra as onze. A comprovação é o documento que a unidade \
           guarda (ofício, encaminhamento, relatório): escreva qual é, sem o relato. Pode vir \
           depois.",
    ..FormSpec::new(
        "",
        "Situação prioritária",
        &[Section::new(
            "situacao",
            "",
            &[
                Field::choice("situacao", "Situação", Situation::ROWS)
                    .required()
                    .only(|form: &Form<Editing>, _| form.state.1.is_none()),
                Field::date("desde", "Desde").hint("em branco: hoje"),
                Field::text("prova", "Comprovação", 120).hint("ex.: ofício 12/2026 do CREAS"),
            ],
        )],
        save,
    )
};

fn save(form: &mut Form<Editing>, cx: &mut Cx<'_>) {
    let (person, known) = form.state;
    let Some(situation) = known.or_else(|| Situation::from_code(&form.get("situacao"))) else {
        return;
    };
    let today = cx.look().today();
    let it = NewSituation {
        person,
        situation,
        since: parse_typed(&form.get("desde"), today).unwrap_or(today),
        proof: form.get("prova"),
    };
    cx.write(
        "anotar a situação",
        Topic::Groups,
        move |desk: &mut Desk| desk.note_situation(&it),
        |form: &mut Form<Editing>, (), cx| {
            form.done();
            cx.say_undoable("Gravado.");
            cx.close();
        },
    );
}

type Ending = (Id<Person>, SituationLine);

static END: FormSpec<Ending> = FormSpec {
    help: "O último dia em que a situação valeu; em branco, hoje.",
    enter_saves: true,
    ..FormSpec::new(
        "",
        "Encerrar a situação",
        &[Section::new(
            "fim",
            "",
            &[Field::date("dia", "Último dia").hint("em branco: hoje")],
        )],
        save_end,
    )
};

fn save_end(form: &mut Form<Ending>, cx: &mut Cx<'_>) {
    let today = cx.look().today();
    let day = parse_typed(&form.get("dia"), today).unwrap_or(today);
    let (person, id) = (form.state.0, form.state.1.id);
    cx.write(
        "encerrar a situação",
        Topic::Groups,
        move |desk: &mut Desk| desk.end_situation(person, id, day),
        |form: &mut Form<Ending>, (), cx| {
            form.done();
            cx.say_undoable("Situação encerrada.");
            cx.close();
        },
    );
}
