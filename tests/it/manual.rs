//! The manual and the keys cannot disagree: its tables are made from the
//! tables that dispatch. `ACOLHIDA_BLESS=1` writes them anew.

use std::path::PathBuf;

use acolhida::domain::access::Role;
use acolhida::ui::drive::Drive;
use acolhida::ui::keys::{Hint, clashes, rows};
use acolhida::ui::route::Route;
use acolhida::ui::{form, house, screens};

use crate::desks::desk;
use crate::shift::program;

/// Each table of the manual, by the name in its mark.
fn tables() -> Vec<(&'static str, Vec<Hint>)> {
    vec![
        ("fila", rows(screens::home::KEYS)),
        ("senha", rows(screens::ticket::KEYS)),
        ("agendar", rows(screens::booking::KEYS)),
        ("agendado", rows(screens::booking::TOLD_KEYS)),
        ("horario", rows(screens::booking::APPOINTMENT_KEYS)),
        ("trazer", rows(screens::adopt::KEYS)),
        ("ficha", rows(screens::family_card::KEYS)),
        ("parentescos", rows(screens::kin::KEYS)),
        ("pessoa", rows(screens::person_card::KEYS)),
        ("documentos", rows(screens::documents::KEYS)),
        ("agenda", rows(screens::agenda::KEYS)),
        ("agenda-ligar", rows(screens::agenda::calls::KEYS)),
        ("agenda-espera", rows(screens::agenda::wishes::KEYS)),
        ("agenda-oferta", rows(screens::agenda::offer::KEYS)),
        ("agenda-faltas", rows(screens::agenda::rates::KEYS)),
        ("inscrever", rows(screens::groups::enrol::KEYS)),
        ("grupos", rows(screens::groups::list::KEYS)),
        ("grupo", rows(screens::groups::card::KEYS)),
        ("grupo-espera", rows(screens::groups::waiting::KEYS)),
        ("percursos", rows(screens::groups::percurso::KEYS)),
        ("situacoes", rows(screens::groups::situation::KEYS)),
        ("chamada", rows(screens::groups::roll::KEYS)),
        ("chamada-escolher", rows(screens::groups::roll_choice::KEYS)),
        (
            "chamada-diferentes",
            rows(screens::groups::roll_conflicts::KEYS),
        ),
        ("frequencia", rows(screens::groups::grid::KEYS)),
        ("encontros", rows(screens::groups::meetings::KEYS)),
        ("encontro", rows(screens::groups::meeting_form::EDIT_KEYS)),
        ("grupos-faltas", rows(screens::groups::watch::KEYS)),
        ("grupos-pendencias", rows(screens::groups::alerts::KEYS)),
        ("sisc", rows(screens::groups::sisc::KEYS)),
        ("frequencia-mes", rows(screens::groups::report::KEYS)),
        ("cursos", rows(screens::courses::answers::KEYS)),
        ("cursos-documentos", rows(screens::courses::papers::KEYS)),
        ("cursos-pedidos", rows(screens::courses::interest::KEYS)),
        ("cursos-turmas", rows(screens::courses::list::KEYS)),
        ("cursos-turma", rows(screens::courses::card::KEYS)),
        ("cursos-espera", rows(screens::courses::waiting::KEYS)),
        ("cursos-procura", rows(screens::courses::demand::KEYS)),
        ("cursos-pediram", rows(screens::courses::asked::KEYS)),
        ("cursos-resultados", rows(screens::courses::results::KEYS)),
        ("cursos-depois", rows(screens::courses::follow_up::KEYS)),
        ("cursos-numeros", rows(screens::courses::numbers::KEYS)),
        ("cadernos", rows(screens::activities::KEYS)),
        (
            "cadernos-escolher",
            rows(screens::activities::CHOOSING_KEYS),
        ),
        ("cadernos-uma", rows(screens::activities::ONE_KEYS)),
        ("unificar", rows(screens::merge::KEYS)),
        ("diferencas", rows(screens::differences::KEYS)),
        ("dados", rows(screens::subject::KEYS)),
        ("rascunhos", rows(screens::drafts::KEYS)),
        ("formularios", form::hints()),
        ("base", rows(screens::base::KEYS)),
        ("equipe", rows(screens::team::KEYS)),
        ("demandas", rows(screens::demands::KEYS)),
        ("servicos", rows(screens::supply::SERVICE_KEYS)),
        ("atendem", rows(screens::supply::PROVIDER_KEYS)),
        ("horarios", rows(screens::supply::TURN_KEYS)),
        ("salas", rows(screens::supply::ROOM_KEYS)),
        ("ausencias", rows(screens::supply::ABSENCE_KEYS)),
        ("feriados", rows(screens::supply::HOLIDAY_KEYS)),
        ("bairros", rows(screens::districts::KEYS)),
        ("copias", rows(screens::copies::KEYS)),
        ("acessos", rows(screens::access::KEYS)),
        ("leitura", rows(screens::reading::KEYS)),
        ("todas", house::hints()),
    ]
}

/// Tables of letters in a list over a screen; keys of the house are not there.
fn lists() -> Vec<(&'static str, Vec<Hint>)> {
    vec![("ficha-mais", rows(screens::family_card::MORE))]
}

fn table(hints: &[Hint]) -> String {
    let mut out = String::from("| Tecla | O que faz |\n|---|---|\n");
    for it in hints {
        let mut keys = it.key.clone();
        for also in &it.also {
            keys.push_str(" ou ");
            keys.push_str(also);
        }
        out.push_str(&format!("| {keys} | {} |\n", it.help));
    }
    out
}

fn made(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        let mark = line
            .strip_prefix("<!-- teclas: ")
            .and_then(|it| it.strip_suffix(" -->"));
        if line == "<!-- fim -->" {
            inside = false;
        }
        if !inside {
            out.push_str(line);
            out.push('\n');
        }
        if let Some(name) = mark {
            let found = tables().into_iter().chain(lists()).find(|it| it.0 == name);
            out.push_str(&table(&found.unwrap_or_else(|| panic!("{name}")).1));
            inside = true;
        }
    }
    assert!(!inside, "a mark without its end");
    out
}

#[test]
fn the_manual_tells_the_keys_that_dispatch() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/manual.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let new = made(&text);
    if std::env::var_os("ACOLHIDA_BLESS").is_some() {
        std::fs::write(&path, &new).unwrap();
        return;
    }
    assert!(
        new == text,
        "the keys changed: run with ACOLHIDA_BLESS=1 and read the manual again"
    );
    for (name, _) in tables() {
        assert!(text.contains(&format!("<!-- teclas: {name} -->")), "{name}");
    }
}

#[test]
fn no_two_keys_of_a_screen_clash_and_each_f_key_has_another_way() {
    let mut wrong = Vec::new();
    for (name, hints) in tables() {
        let house = if name == "todas" {
            Vec::new()
        } else {
            house::hints()
        };
        let found = clashes(&[hints, house]);
        wrong.extend(found.into_iter().map(|it| format!("{name}: {it}")));
    }
    // Every place of the menu as it stands, keys of widgets included.
    for route in Route::ALL {
        let mut drive = coordinator();
        drive.keys(&format!("<F9>{}", route.keys()));
        let found = clashes(&[drive.app().hints()]);
        wrong.extend(found.into_iter().map(|it| format!("{route:?}: {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn coordinator() -> Drive {
    let mut desk = desk();
    desk.sample_login(Role::Coordination).unwrap();
    program(desk)
}
