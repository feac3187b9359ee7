//! The offer, the results and the numbers at the keys.

use acolhida::app::{Applying, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::courses::Applied;
use acolhida::domain::person::PersonField;
use acolhida::ui::drive::Drive;
use acolhida::ui::screens::courses::import::Import;
use tempfile::TempDir;

use super::desks::*;
use crate::desks::monday_at_8;
use crate::groups::desks::person;
use crate::shift::program;
use crate::sizes::at_every_size;

fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn coordinated() -> Desk {
    let (mut desk, id) = courses_desk();
    let who = person(&mut desk, "Ana Canário", "01/02/1990");
    let edits = [(PersonField::Cpf, "52998224725".to_string())];
    desk.edit_person(who, &edits).unwrap();
    desk.apply(&Applying {
        ..applying(id, who)
    })
    .unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    desk
}

#[test]
fn the_offer_is_read_before_it_is_taken_and_wrong_lines_stay_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = "codigo;titulo;inicio\nC1;Confeitaria;31/02/2027\nC2;=1+1;01/02/2027\n";
    let wrong = file(&folder, "errada.csv", wrong);
    let right = "codigo;titulo;inicio;vagas;unidade\nC1;Confeitaria;01/02/2027;5;\n\
                 C2;Porteiro;01/02/2027;5;CRAS Veneza\n";
    let right = file(&folder, "oferta.csv", right);
    let mut drive = program(coordinated());
    drive.keys("<F9>uo").shows("Oferta de cursos do semestre");
    drive.keys("<F10>").shows("antes se confere");
    drive.paste(&wrong).keys("<enter>");
    drive.shows("Linha 2: inicio").shows("Linha 3: titulo");
    drive.shows("Nada foi gravado");
    assert_eq!(drive.desk.courses().unwrap().len(), 1);
    drive.keys("<esc>").paste(&right).keys("<enter>");
    drive
        .shows("Linha 2, nova: C1 Confeitaria")
        .shows("CRAS Veneza");
    assert_eq!(drive.desk.courses().unwrap().len(), 1);
    drive.keys("<F10>").shows("Turmas novas: 1.");
    assert_eq!(drive.desk.courses().unwrap().len(), 2);
    drive.paste(&right).keys("<enter>").shows("Nada a mudar");
    drive.keys("<ctrl+z>");
    assert_eq!(drive.desk.courses().unwrap().len(), 1);
    drive.paste("/nao/existe.csv").keys("<enter>");
    drive.shows("Não consegui abrir");
}

#[test]
fn the_results_of_a_class_are_rehearsed_then_taken() {
    let folder = tempfile::tempdir().unwrap();
    let path = "cpf;situacao\n529.982.247-25;Concluinte\n390.533.447-05;Evadido\n";
    let path = file(&folder, "senac.csv", path);
    let desk = coordinated();
    let id = desk.course_named("TI-01").unwrap();
    let mut drive = Drive::new(desk, Import::results(id), monday_at_8());
    drive.paste(&path).keys("<enter>");
    drive
        .shows("Ana C.: de Inscrito a Concluinte")
        .shows("linhas 3");
    drive.keys("<F10>").shows("Situações mudadas: 1.");
    let all = drive.desk.applications_of(id).unwrap();
    assert_eq!(all[0].state, Applied::Finished);
}

#[test]
fn the_year_is_read_in_bars_and_the_coordination_sets_its_goals() {
    let mut drive = program(coordinated());
    drive.keys("<F9>v").shows("Números dos cursos, 2026");
    drive.shows("TI-01 Informática básica").shows("####");
    drive.keys("<F4>").shows("Metas do ano");
    drive.keys("4<tab>2<F10>").shows("Metas de 2026 gravadas");
    drive.shows("1 de 4").shows("0 de 2");
    drive.keys("<right>").shows("Números dos cursos, 2027");
    drive.hides("1 de 4");
    let mut desk = coordinated();
    desk.sample_login(Role::Management).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>v").shows("TI-01").hides("Ana");
    drive.keys("<F4>").shows("Só a coordenação");
}

#[test]
fn the_screens_hold_at_every_size() {
    for keys in ["<F9>v", "<F9>v<F4>", "<F9>uo"] {
        let mut drive = program(coordinated());
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}
