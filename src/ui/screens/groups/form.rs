//! What a group is, as a form. Hours are typed as one says them; whoever works
//! in it is picked from the team or written by name. What collides is told
//! after saving, and stops nothing.

use crate::app::{GroupChoices, GroupSaved, GroupSheet, TeamPick};
use crate::domain::date::{parse_typed, show};
use crate::domain::groups::{Band, Group, GroupKind, Part};
use crate::domain::id::Id;
use crate::ui::form::{Field, Form, FormSpec, LookupRow, Section, Spot};
use crate::ui::screens::reading::Reading;
use crate::ui::{Cx, Desk, Screen, Topic, Topics};

/// People with a part in one group.
const TEAM_MAX: usize = 8;
/// Places of a group unless said otherwise (FAQ SCFV, MDS).
const PLACES_USUAL: &str = "30";

pub struct Editing {
    id: Option<Id<Group>>,
    choices: GroupChoices,
}

type GroupForm = Form<Editing>;

/// A new group; `S` is the screen that asks.
pub fn open_new<S: Screen>(cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir o formulário",
        |desk: &mut Desk| desk.group_choices(),
        |_: &mut S, choices, cx| {
            let form = Form::new(&GROUP, Editing { id: None, choices })
                .with("tipo", GroupKind::Scfv.code())
                .with("vagas", PLACES_USUAL)
                .with("ativo", "s");
            cx.push(form);
        },
    );
}

/// A group as it stands.
pub fn open<S: Screen>(id: Id<Group>, cx: &mut Cx<'_>) {
    cx.fetch(
        "abrir o formulário",
        move |desk: &mut Desk| Ok((desk.group_sheet(id)?, desk.group_choices()?)),
        |_: &mut S, (sheet, choices), cx| cx.push(filled(&sheet, choices)),
    );
}

fn filled(it: &GroupSheet, choices: GroupChoices) -> GroupForm {
    let yes_no = |it: bool| if it { "s" } else { "n" };
    let room = it.room.map(|it| it.to_string()).unwrap_or_default();
    let mut form = Form::new(&GROUP, Editing { id: it.id, choices })
        .with("tipo", it.kind.code())
        .with("nome", &it.name)
        .with("faixa", it.band.map_or("", Band::code))
        .with("intergeracional", yes_no(it.mixed))
        .with("vagas", &it.capacity.to_string())
        .with("horario", &it.hours)
        .with("desde", &show(it.hours_since))
        .with("sala", &room)
        .with("lugar", &it.place)
        .with("executora", &it.executor)
        .with("sisc", &it.sisc)
        .with("ativo", yes_no(it.active));
    for (n, pick) in it.team.iter().enumerate() {
        let staff = pick.staff.map(|it| it.to_string()).unwrap_or_default();
        form = form
            .with(&format!("equipe.{n}.parte"), pick.part.code())
            .with(&format!("equipe.{n}.pessoa"), &staff);
        if pick.staff.is_none() {
            form = form.with(&format!("equipe.{n}.outra"), &pick.name);
        }
    }
    form
}

static GROUP: FormSpec<Editing> = FormSpec {
    help: "Horário: «ter qui 8 a 10»; outras horas depois de «;». Ao mudar o horário, diga desde \
           quando: os encontros de antes ficam como foram. A faixa avisa e não impede; num grupo \
           intergeracional ninguém está fora dela. Equipe: quem conduz, quem faz oficinas, quem \
           acompanha. Colisões de sala, pessoa e hora são ditas depois de gravar.",
    ..FormSpec::new(
        "",
        "Grupo",
        &[
            Section::new(
                "grupo",
                "",
                &[
                    Field::choice("tipo", "Tipo", GroupKind::ROWS).required(),
                    Field::text("nome", "Nome", 60).required(),
                    Field::choice("faixa", "Faixa", Band::ROWS),
                    Field::yes_no("intergeracional", "Intergeracional"),
                    Field::digits("vagas", "Vagas", 3).required().beside(),
                    Field::text("horario", "Horário", 80).hint("ex.: ter qui 8 a 10"),
                    Field::date("desde", "Vale desde").hint("em branco: hoje"),
                    Field::lookup("sala", "Sala", rooms),
                    Field::text("lugar", "Outro lugar", 60).only(no_room),
                    Field::text("executora", "Executora", 60).hint("em branco: a própria unidade"),
                    Field::text("sisc", "Nome no SISC", 60),
                    Field::yes_no("ativo", "Em uso"),
                ],
            ),
            Section::new(
                "equipe",
                "Equipe",
                &[
                    Field::choice("parte", "Parte", Part::ROWS),
                    Field::lookup("pessoa", "Da equipe", staff),
                    Field::text("outra", "De fora", 60)
                        .only(from_outside)
                        .hint("nome de quem não usa o programa"),
                ],
            )
            .repeated(TEAM_MAX),
        ],
        save,
    )
};

fn rooms(it: &Editing) -> Vec<LookupRow> {
    let rows = it.choices.rooms.iter().map(|it| LookupRow {
        value: it.id.to_string(),
        letter: None,
        text: it.name.clone(),
    });
    rows.collect()
}

fn staff(it: &Editing) -> Vec<LookupRow> {
    let rows = it.choices.staff.iter().map(|it| LookupRow {
        value: it.id.to_string(),
        letter: None,
        text: it.name.clone(),
    });
    rows.collect()
}

fn no_room(form: &GroupForm, _: Spot) -> bool {
    form.get("sala").is_empty()
}

fn from_outside(form: &GroupForm, spot: Spot) -> bool {
    form.get_at("equipe", spot.item, "pessoa").is_empty()
}

fn save(form: &mut GroupForm, cx: &mut Cx<'_>) {
    let mut team = Vec::new();
    for item in form.items("equipe") {
        let get = |name| form.get_at("equipe", item, name);
        let pick = TeamPick {
            part: Part::from_code(&get("parte")).unwrap_or(Part::Leader),
            staff: Id::parse(&get("pessoa")),
            name: get("outra"),
        };
        if pick.staff.is_none() && pick.name.is_empty() {
            let at = format!("equipe.{item}.pessoa");
            return form.pin(&at, "Diga quem é, da equipe ou de fora.", cx);
        }
        team.push(pick);
    }
    let today = cx.look().today();
    let sheet = GroupSheet {
        id: form.state.id,
        kind: GroupKind::from_code(&form.get("tipo")).unwrap_or(GroupKind::Scfv),
        name: form.get("nome"),
        band: Band::from_code(&form.get("faixa")),
        mixed: form.get("intergeracional") == "s",
        executor: form.get("executora"),
        room: Id::parse(&form.get("sala")),
        place: form.get("lugar"),
        capacity: form.get("vagas").parse().unwrap_or(0),
        sisc: form.get("sisc"),
        active: form.get("ativo") != "n",
        hours: form.get("horario"),
        hours_since: parse_typed(&form.get("desde"), today).unwrap_or(today),
        team,
    };
    cx.write(
        "gravar o grupo",
        Topics::of(Topic::Groups).and(Topics::of(Topic::Appointments)),
        move |desk: &mut Desk| desk.save_group(&sheet),
        |form: &mut GroupForm, saved: GroupSaved, cx| {
            form.done();
            cx.say_undoable("Gravado.");
            if saved.clashes.is_empty() {
                return cx.close();
            }
            let lines: Vec<String> = saved.clashes.iter().map(|it| format!("- {it}")).collect();
            let text = format!("O grupo foi gravado. Colide com:\n\n{}\n", lines.join("\n"));
            let help = "Só um aviso: dois grupos podem dividir um pátio. Esc volta.";
            cx.replace(Reading::new("O que colide", help, &text));
        },
    );
}
