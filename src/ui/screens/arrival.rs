//! Somebody comes in. Everything is already filled in from what is known, so
//! that Enter is enough; a letter changes the demand, Tab goes to the rest.

use ratatui::layout::Rect;

use crate::app::{Arrival, ArrivalSheet, Arrived, Comer};
use crate::domain::codes::AccessForm;
use crate::domain::date::parse_typed;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::domain::priority::{Class, Grounds};
use crate::domain::ticket::Demand;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Side, Spot};
use crate::ui::{Binding, Canvas, Cx, Desk, Tone, Topic};

/// Who came, and what is known.
pub struct Coming {
    pub who: Comer,
    pub name: String,
    pub demands: Vec<Demand>,
    pub sheet: Option<ArrivalSheet>,
}

/// What the screen below gets back: somebody is in the line.
pub struct InLine(pub Arrived);

pub type ArrivalForm = Form<Coming>;

/// The check-in sheet for somebody.
pub fn arrival(coming: Coming) -> ArrivalForm {
    let priority = coming
        .sheet
        .as_ref()
        .map_or(Grounds::Conventional.code(), |it| {
            it.grounds.open().map_or(KEPT, |it| it.code())
        });
    let chosen: Vec<String> = coming
        .sheet
        .iter()
        .flat_map(|it| &it.demands)
        .map(ToString::to_string)
        .collect();
    let mut form = Form::new(&ARRIVAL, coming)
        .with("prioridade", priority)
        .with("acesso", AccessForm::Spontaneous.code());
    for (name, id) in ["demanda", "demanda2", "demanda3"].into_iter().zip(chosen) {
        form = form.with(name, &id);
    }
    form
}

static ARRIVAL: FormSpec<Coming> = FormSpec {
    help: "Confira e tecle Enter: a pessoa entra na fila e recebe a senha. A demanda se escolhe \
           pela letra. A prioridade já vem calculada pela lei (idade, deficiência, doação); Tab \
           leva até ela. «Assunto reservado» manda direto à equipe técnica, sem perguntar nada.",
    save_label: "dar a senha",
    keys: &[
        Binding::new(
            "enter",
            &[],
            "dar a senha",
            "Põe na fila e dá a senha.",
            save,
        ),
        Binding::new(
            "F9",
            &["ctrl+r"],
            "assunto reservado",
            "Manda direto à equipe técnica, sem dizer o motivo.",
            save_reserved,
        ),
    ],
    side: Some(Side {
        rows: 8,
        draw: household,
    }),
    ..FormSpec::new(
        "",
        "Chegada",
        &[Section::new(
            "chegada",
            "",
            &[
                Field::person("nome", "Nome", 70)
                    .required()
                    .only(is_unregistered)
                    .hint("como a pessoa quer ser chamada")
                    .default(said_name),
                Field::lookup("demanda", "Demanda", demands),
                Field::lookup("demanda2", "e também", demands),
                Field::lookup("demanda3", "e também", demands).only(has_second),
                Field::lookup("prioridade", "Prioridade", priorities),
                Field::date("doacao", "Data da doação").only(is_donor),
                Field::choice("acesso", "Como chegou", AccessForm::ROWS),
                Field::text("junto", "Vieram junto", 40)
                    .only(has_household)
                    .hint("números da lista abaixo, ou * para todos"),
            ],
        )],
        save,
    )
};

fn said_name(it: &Coming) -> String {
    it.name.clone()
}

fn demands(it: &Coming) -> Vec<LookupRow> {
    demand_rows(&it.demands)
}

/// The demands in use, by their letter.
pub fn demand_rows(demands: &[Demand]) -> Vec<LookupRow> {
    demands
        .iter()
        .filter(|it| it.active)
        .map(|it| LookupRow {
            value: it.id.to_string(),
            letter: it.letter.chars().next(),
            text: it.label.clone(),
        })
        .collect()
}

/// The priority that is on record, where which one is not told.
pub const KEPT: &str = "registro";

fn priorities(it: &Coming) -> Vec<LookupRow> {
    let kept = it.sheet.as_ref().filter(|it| it.grounds.is_hidden());
    priority_rows(kept.map(|it| it.class), "pelo cadastro")
}

/// The groups of the law, by their letter; first the class that is on record,
/// for those who are not told which group it was.
pub fn priority_rows(kept: Option<Class>, whence: &str) -> Vec<LookupRow> {
    let kept = kept.map(|it| LookupRow {
        value: KEPT.to_string(),
        letter: Some('p'),
        text: format!("{} ({whence})", it.label()),
    });
    let groups = Grounds::ROWS.iter().map(|it| LookupRow {
        value: it.code.to_string(),
        letter: it.key,
        text: it.label.to_string(),
    });
    kept.into_iter().chain(groups).collect()
}

fn is_unregistered(form: &ArrivalForm, _: Spot) -> bool {
    matches!(form.state.who, Comer::Said(_))
}

fn has_second(form: &ArrivalForm, _: Spot) -> bool {
    !form.get("demanda2").is_empty()
}

fn is_donor(form: &ArrivalForm, _: Spot) -> bool {
    form.get("prioridade") == Grounds::BloodDonor.code()
}

fn has_household(form: &ArrivalForm, _: Spot) -> bool {
    form.state
        .sheet
        .as_ref()
        .is_some_and(|it| !it.household.is_empty())
}

fn save(form: &mut ArrivalForm, cx: &mut Cx<'_>) {
    send(form, false, cx);
}

fn save_reserved(form: &mut ArrivalForm, cx: &mut Cx<'_>) {
    send(form, true, cx);
}

fn send(form: &mut ArrivalForm, reserved: bool, cx: &mut Cx<'_>) {
    let companions = match companions(form) {
        Ok(it) => it,
        Err(number) => {
            let text = format!("Não há número {number} na lista da família.");
            form.pin("junto", &text, cx);
            return;
        }
    };
    let who = match &form.state.who {
        Comer::Said(_) => Comer::Said(form.get("nome")),
        registered @ Comer::Registered { .. } => registered.clone(),
    };
    let chosen = Grounds::from_code(&form.get("prioridade"));
    let sheet = form.state.sheet.as_ref();
    let computed = sheet.and_then(|it| it.grounds.open().copied());
    let today = cx.look().today();
    let it = Arrival {
        who,
        companions,
        demands: ["demanda", "demanda2", "demanda3"]
            .into_iter()
            .filter_map(|name| Id::parse(&form.get(name)))
            .collect(),
        access: form.get("acesso"),
        // What was computed stays computed: the proof on file counts.
        grounds: chosen.filter(|it| Some(*it) != computed),
        donor_on: parse_typed(&form.get("doacao"), today).ok(),
        reserved,
    };
    cx.write(
        "pôr na fila",
        Topic::Line,
        move |desk: &mut Desk| desk.arrive(&it),
        |form: &mut ArrivalForm, arrived, cx| {
            form.done();
            cx.close_with(InLine(arrived));
        },
    );
}

/// The people behind "1 3" or "*"; the number that nobody has otherwise.
fn companions(form: &ArrivalForm) -> Result<Vec<Id<Person>>, String> {
    let Some(sheet) = &form.state.sheet else {
        return Ok(Vec::new());
    };
    let typed = form.get("junto");
    if typed.trim() == "*" {
        return Ok(sheet.household.iter().map(|it| it.person).collect());
    }
    typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .map(|number| {
            let at = number
                .parse::<usize>()
                .ok()
                .and_then(|it| it.checked_sub(1));
            at.and_then(|it| sheet.household.get(it))
                .map(|it| it.person)
                .ok_or_else(|| number.to_string())
        })
        .collect()
}

fn household(form: &ArrivalForm, canvas: &mut Canvas<'_>, area: Rect) {
    let name = canvas.look.name(&form.state.name).into_owned();
    canvas.line(area, 0, &name, Tone::Strong);
    let Some(sheet) = &form.state.sheet else {
        canvas.line(area, 1, "sem cadastro: só o nome basta por hoje", Tone::Dim);
        return;
    };
    if let Some(open) = &sheet.open {
        let text = format!(
            "Já está na lista de hoje: linha {}, senha {}.",
            open.line, open.code
        );
        canvas.line(area, 1, &text, Tone::Warn);
    }
    for (row, (it, number)) in (2..).zip(sheet.household.iter().zip(1..)) {
        let name = canvas.look.name(&it.name).into_owned();
        let age = it.age.map_or_else(String::new, |it| format!(", {it}"));
        canvas.line(area, row, &format!("{number:>3}  {name}{age}"), Tone::Plain);
    }
}
