//! What became of a class from the partner's file, by CPF, and the year in
//! numbers with the goals beside it.

use std::path::PathBuf;

use acolhida::app::{Applying, CourseNumbers, Desk, ResultsDone};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Applied, Course, Cut, Goal, Seats};
use acolhida::domain::fault::Outcome;
use acolhida::domain::id::Id;
use acolhida::domain::person::PersonField;
use acolhida::paper::wrap::columns;
use tempfile::TempDir;

use super::desks::*;
use crate::agenda::desks::day;
use crate::desks::refusal;
use crate::groups::desks::person;

struct Class {
    folder: TempDir,
    desk: Desk,
    id: Id<Course>,
}

impl Class {
    /// Ana, Bento and Conceição have seats, Caio waits.
    fn new() -> Self {
        let (mut desk, id) = courses_desk();
        let it = Course {
            seats: Seats {
                own: 3,
                ..Seats::default()
            },
            ..course(id)
        };
        keep(&mut desk, &it);
        for (name, born, cpf) in [
            ("Ana Canário", "01/02/1990", "52998224725"),
            ("Bento Curió", "01/02/1991", "01234567890"),
            ("Conceição Ávila", "01/02/1992", "11144477735"),
            ("Caio Espera", "01/02/1993", "93541134780"),
        ] {
            let who = person(&mut desk, name, born);
            let edits = [(PersonField::Cpf, cpf.to_string())];
            desk.edit_person(who, &edits).unwrap();
            desk.apply(&Applying {
                ..applying(id, who)
            })
            .unwrap();
        }
        desk.sample_login(Role::Coordination).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            desk,
            id,
        }
    }

    fn bring(&mut self, text: &str, simulate: bool) -> Outcome<ResultsDone> {
        let path: PathBuf = self.folder.path().join("senac.csv");
        std::fs::write(&path, text).unwrap();
        self.desk.import_results(self.id, &path, simulate)
    }

    fn states(&self) -> Vec<Applied> {
        let all = self.desk.applications_of(self.id).unwrap();
        all.iter().map(|it| it.state).collect()
    }
}

const RESULTS: &str = "\
Nome;CPF;Situação;Data;Certificado
ANA CANARIO;529.982.247-25;Concluinte;20/11/2026;sim
BENTO CURIO;1234567890;EVADIDO;;
DE OUTRO CRAS;390.533.447-05;Concluinte;;sim
CONCEICAO AVILA;11144477735;Não compareceu;;
";

#[test]
fn results_find_everybody_by_cpf_with_marks_and_without_zeros() {
    let mut it = Class::new();
    let told = it.bring(RESULTS, true).unwrap();
    let found: Vec<_> = told.lines.iter().map(|it| (it.line, it.to)).collect();
    assert_eq!(
        found,
        [
            (2, Applied::Finished),
            (3, Applied::Dropped),
            (5, Applied::NoShow)
        ]
    );
    assert_eq!((told.strangers.as_slice(), told.stored), (&[4][..], false));
    // Whole names are in the partner's own file.
    assert_eq!(told.lines[1].name, "Bento C.");
    assert_eq!(it.states()[0], Applied::Entered);
    assert!(it.bring(RESULTS, false).unwrap().stored);
    assert_eq!(
        it.states(),
        [
            Applied::Finished,
            Applied::Dropped,
            Applied::NoShow,
            Applied::Waiting
        ]
    );
    let ana = &it.desk.applications_of(it.id).unwrap()[0];
    assert_eq!(ana.state_on, day("2026-11-20"));
    assert_eq!(ana.certificate_on, Some(day("2026-11-20")));
    let again = it.bring(RESULTS, false).unwrap();
    assert_eq!((again.same, again.lines.len(), again.stored), (3, 0, false));
    it.desk.undo().unwrap();
    assert_eq!(it.states()[0], Applied::Entered);
    assert!(it.desk.verify().unwrap().holds());
}

#[test]
fn what_is_wrong_is_told_by_line_without_a_number_of_anybody() {
    let mut it = Class::new();
    for (row, says) in [
        ("529.982.247-25;talvez;", "não conheço «talvez»"),
        ("529.982.247-25;;", "falta a situação"),
        (";Concluinte;", "o CPF não tem 11 números"),
        ("12A.456.789-09;Concluinte;", "o CPF não tem 11 números"),
        ("529.982.247-25;Concluinte;31/02/2026", "não tem esse dia"),
        ("529.982.247-25;Concluinte;20/11/2027", "ainda não chegou"),
        ("935.411.347-80;Matriculado;", "não tem vaga aqui"),
        ("1234567890;Evadido;", "já está na linha 2"),
    ] {
        let text = format!("cpf;situacao;data\n012.345.678-90;Concluinte;\n{row}\n");
        let why = refusal(it.bring(&text, false));
        assert!(
            why.contains("Linha 3: ") && why.contains(says),
            "{row}: {why}"
        );
        for number in ["529", "935", "12345"] {
            assert!(!why.contains(number), "{why}");
        }
        assert_eq!(it.states()[1], Applied::Entered);
    }
    assert!(refusal(it.bring("cpf;nome\n1;a\n", true)).contains("falta a coluna «situacao»"));
    let early = "cpf;situacao;certificado\n529.982.247-25;Evadido;sim\n";
    assert!(refusal(it.bring(early, true)).contains("só quem concluiu"));
    it.desk.sample_login(Role::Reception).unwrap();
    assert!(refusal(it.bring(RESULTS, true)).contains("não pode"));
}

fn tally(it: &CourseNumbers, cut: Cut, name: &str) -> (u32, u32) {
    let rows = &it.cuts.iter().find(|it| it.0 == cut).unwrap().1;
    let found = rows.iter().find(|it| it.0 == name).unwrap();
    (found.1.applied, found.1.finished)
}

#[test]
fn a_year_is_counted_every_way_with_its_goals_and_no_name() {
    let mut it = Class::new();
    it.bring(RESULTS, false).unwrap();
    let desk = &mut it.desk;
    desk.set_course_goal(Goal::Applied, 2026, 8).unwrap();
    desk.set_course_goal(Goal::Applied, 2026, 10).unwrap();
    desk.set_course_goal(Goal::Finished, 2027, 5).unwrap();
    desk.sample_login(Role::Management).unwrap();
    let found = desk.course_numbers(None).unwrap();
    assert_eq!((found.year, found.classes, found.seats), (2026, 1, 3));
    let total = found.total;
    assert_eq!((total.applied, total.waiting, total.finished), (4, 1, 1));
    assert_eq!((total.enrolled, total.dropped, total.left), (2, 1, 1));
    assert_eq!(total.certified, 1);
    assert_eq!(
        tally(&found, Cut::Class, "TI-01 Informática básica"),
        (4, 1)
    );
    assert_eq!(tally(&found, Cut::Age, "30 a 44 anos"), (4, 1));
    assert_eq!(tally(&found, Cut::First, "nenhuma"), (4, 1));
    let goals: Vec<_> = found
        .goals
        .iter()
        .map(|it| (it.target, it.reached))
        .collect();
    assert_eq!(goals, [(Some(10), 4), (None, 2), (None, 1)]);
    assert_eq!(found.goals[0].percent(), Some(40));
    for width in [40, 80] {
        let text = found.bars(width);
        assert!(text.lines().all(|it| columns(it) <= width), "{text}");
        assert!(text.contains("4 de 10"), "{text}");
        assert!(!text.contains("Ana"), "{text}");
    }
    let next = desk.course_numbers(Some(2027)).unwrap();
    assert_eq!((next.total.applied, next.goals[2].target), (0, Some(5)));
    assert!(refusal(desk.set_course_goal(Goal::Applied, 2026, 9)).contains("não pode"));
    desk.sample_login(Role::Reception).unwrap();
    assert!(refusal(desk.course_numbers(None)).contains("não pode"));
    desk.sample_login(Role::Coordination).unwrap();
    desk.set_course_goal(Goal::Applied, 2026, 0).unwrap();
    assert_eq!(desk.course_numbers(None).unwrap().goals[0].target, None);
}
