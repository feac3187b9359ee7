//! The offer of a semester from the city's file: rehearsed, corrected by code,
//! never doubled; what is wrong is told by line and nothing is written.

use std::path::PathBuf;

use acolhida::app::{Desk, OfferChange, OfferDone};
use acolhida::domain::access::Role;
use acolhida::domain::courses::{Course, FirstGroup, SchoolLevel, Seats};
use acolhida::domain::fault::Outcome;
use tempfile::TempDir;

use super::desks::*;
use crate::agenda::desks::{at, day};
use crate::desks::{desk, refusal};
use crate::groups::desks::teens;

/// The unit is «CRAS Jardim das Mangueiras».
const OFFER: &str = "\
Código;Título;Parceiro;Local;Início;Fim;Horário;Carga;Idade mínima;Idade máxima;Escolaridade;\
Documentos;Unidade;Vagas;Devolução;Abre;Fecha;Prioridade;Renda;Opções;Contato
101;Informática básica;Senac;Senac Centro;07/12/2026;26/02/2027;seg e qua 8 às 12;60 h;16;;\
Fundamental completo;\"RG; CPF\";CRAS Jardim das Mangueiras;3;01/12/2026;23/11/2026;04/12/2026;\
cadunico pcd;;3;(79) 3179-0000
101;Informática básica;Senac;Senac Centro;07/12/2026;26/02/2027;;;;;;;CRAS Veneza;4;;;;;;;
101;Informática básica;Senac;Senac Centro;07/12/2026;26/02/2027;;;;;;;;10;;;;;;;
102;Confeitaria;Senai;;2026-12-08;;;;;;;;jardim das mangueiras;2;;;;;nao;;
103;Porteiro;Senac;;09/12/2026;;;;;;;;CRAS Veneza;2;;;;;;;
104;Manicure;Senac;;10/12/2026;;;;;;;;;5;;;;;;;
";

struct Offer {
    folder: TempDir,
    desk: Desk,
}

impl Offer {
    fn new() -> Self {
        let mut desk = desk();
        desk.sample_login(Role::Coordination).unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            desk,
        }
    }

    fn file(&self, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join("oferta.csv");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn bring(&mut self, bytes: &[u8], simulate: bool) -> Outcome<OfferDone> {
        let file = self.file(bytes);
        self.desk.import_offer(&file, simulate)
    }

    fn refused(&mut self, text: &str) -> String {
        refusal(self.bring(text.as_bytes(), false))
    }

    fn named(&self, code: &str) -> Course {
        let all = self.desk.courses().unwrap();
        let mut all = all.into_iter().map(|it| it.course);
        all.find(|it| it.code == code).unwrap()
    }
}

#[test]
fn the_offer_is_rehearsed_then_taken_and_the_same_file_changes_nothing() {
    let mut it = Offer::new();
    let told = it.bring(OFFER.as_bytes(), true).unwrap();
    assert_eq!((told.many(OfferChange::New), told.stored), (3, false));
    assert_eq!(
        (told.skipped, &told.units[..]),
        (2, &["CRAS Veneza".to_string()][..])
    );
    assert!(it.desk.courses().unwrap().is_empty());
    let told = it.bring(OFFER.as_bytes(), false).unwrap();
    assert!(told.stored);
    let found = it.named("101");
    let expected = Course {
        id: found.id,
        code: "101".into(),
        title: "Informática básica".into(),
        partner: "Senac".into(),
        place: "Senac Centro".into(),
        starts_on: day("2026-12-07"),
        ends_on: Some(day("2027-02-26")),
        week: vec![(1, at("8"), at("12")), (3, at("8"), at("12"))],
        hours: Some(60),
        age_min: Some(16),
        age_max: None,
        schooling: Some(SchoolLevel::Primary),
        papers: vec!["RG".into(), "CPF".into()],
        // Its own of one row, the common ones of another.
        seats: Seats {
            own: 3,
            pool: 10,
            returns_on: Some(day("2026-12-01")),
        },
        opens_on: Some(day("2026-11-23")),
        closes_on: Some(day("2026-12-04")),
        first: vec![FirstGroup::CadUnico, FirstGroup::Disability],
        // Of the Senac unless the file says otherwise.
        asks_income: true,
        choices: 3,
        contact: "(79) 3179-0000".into(),
        active: true,
    };
    assert_eq!(found, expected);
    let other = it.named("102");
    assert!(!other.asks_income && other.seats.own == 2);
    let open = it.named("104").seats;
    assert_eq!((open.own, open.pool), (0, 5));
    let again = it.bring(OFFER.as_bytes(), false).unwrap();
    assert_eq!((again.many(OfferChange::Same), again.stored), (3, false));
    // Corrected by code, zeros that a spreadsheet ate and all.
    let fixed = "codigo;titulo;inicio;vagas\n0102;Confeitaria fina;08/12/2026;4\n";
    let told = it.bring(fixed.as_bytes(), false).unwrap();
    assert_eq!(told.many(OfferChange::Changed), 1);
    let found = it.named("102");
    assert_eq!(
        (found.title.as_str(), found.seats.own),
        ("Confeitaria fina", 4)
    );
    assert_eq!(found.partner, "Senai");
    // One undo takes the whole file back.
    it.desk.undo().unwrap();
    assert_eq!(it.named("102").title, "Confeitaria");
    assert!(it.desk.verify().unwrap().holds());
}

#[test]
fn any_program_that_saved_it_and_our_own_sheet_give_the_same() {
    let (windows, commas) = (
        OFFER
            .chars()
            .map(|it| u8::try_from(u32::from(it)).unwrap())
            .collect::<Vec<u8>>(),
        OFFER.replace("RG; CPF", "RG, CPF").replace('\n', "\r\n"),
    );
    let marked = format!("\u{feff}{commas}");
    for bytes in [&windows[..], marked.as_bytes()] {
        let mut it = Offer::new();
        it.bring(bytes, false).unwrap();
        assert_eq!(it.named("101").title, "Informática básica");
        assert_eq!(it.named("101").papers, ["RG", "CPF"]);
        // What goes out comes back and changes nothing.
        let sheet = it.desk.offer_sheet().unwrap().csv();
        let told = it.bring(sheet.as_bytes(), false).unwrap();
        assert_eq!(
            (told.many(OfferChange::Same), told.skipped),
            (3, 0),
            "{sheet}"
        );
    }
}

#[test]
fn what_is_wrong_is_told_by_line_and_nothing_is_written() {
    let mut it = Offer::new();
    let heads =
        "codigo;titulo;inicio;fim;idade minima;idade maxima;escolaridade;horario;vagas;prioridade";
    for (row, says) in [
        (
            "1;Nome;31/02/2027;;;;;;1;",
            "inicio: esse mês não tem esse dia",
        ),
        ("1;Nome;07/12/2126;;;;;;1;", "inicio: confira o ano"),
        ("1;Nome;;;;;;;1;", "falta o dia do início"),
        (";Nome;07/12/2026;;;;;;1;", "falta o código"),
        ("1;;07/12/2026;;;;;;1;", "nome do curso"),
        (
            "1;=cmd|' /c calc'!A0;07/12/2026;;;;;;1;",
            "titulo: parece fórmula",
        ),
        ("1;+55;07/12/2026;;;;;;1;", "titulo: parece fórmula"),
        ("1;Nome;07/12/2026;06/12/2026;;;;;1;", "fim vem antes"),
        ("1;Nome;07/12/2026;;30;18;;;1;", "mínima passa da máxima"),
        (
            "1;Nome;07/12/2026;;dezesseis;;;;1;",
            "idade minima: escreva um número",
        ),
        (
            "1;Nome;07/12/2026;;;;Jardim;;1;",
            "escolaridade: não conheço «Jardim»",
        ),
        ("1;Nome;07/12/2026;;;;;seg 12 a 8;1;", "horario: "),
        ("1;Nome;07/12/2026;;;;;;muitas;", "vagas: escreva um número"),
        ("1;Nome;07/12/2026;;;;;;9999;", "até 1000 vagas"),
        (
            "1;Nome;07/12/2026;;;;;;1;altos",
            "prioridade: não conheço «altos»",
        ),
    ] {
        // The row before it is right, and is not written either.
        let text = format!("{heads}\n9;Bom;07/12/2026;;;;;;1;\n{row}\n");
        let why = it.refused(&text);
        assert!(
            why.contains("Linha 3: ") && why.contains(says),
            "{row}: {why}"
        );
        assert!(why.ends_with("Nada foi gravado."), "{why}");
        assert!(it.desk.courses().unwrap().is_empty());
    }
    let twice = format!("{heads}\n7;Um;07/12/2026;;;;;;1;\n007;Dois;07/12/2026;;;;;;1;\n");
    assert!(
        it.refused(&twice)
            .contains("Linha 3: este código já está na linha 2.")
    );
    let cut = format!("{heads}\n7;Um;07/12/2026;;;;;;1;\n8;Dois;08/12");
    assert!(it.refused(&cut).contains("Linha 3: está pela metade"));
    assert!(
        it.refused("codigo;inicio\n1;07/12/2026\n")
            .contains("falta a coluna «titulo»")
    );
    let strange = "codigo;titulo;inicio;cor\n1;Um;07/12/2026;azul\n";
    assert!(it.refused(strange).contains("não conheço a coluna «cor»"));
    let why = refusal(it.bring(b"PK\x03\x04\x00\x00", false));
    assert!(why.contains("não é CSV"), "{why}");
}

#[test]
fn the_file_takes_no_seat_from_anybody_and_no_former_class_away() {
    let mut it = Offer::new();
    let offer = b"codigo;titulo;inicio;vagas;renda\n1;Um;07/12/2026;3;nao\n";
    it.bring(offer, false).unwrap();
    let id = it.named("1").id;
    for person in teens(&mut it.desk, 2) {
        it.desk.apply(&applying(id, person)).unwrap();
    }
    let signed = it.desk.applications_of(id).unwrap().len();
    assert_eq!(signed, 2);
    let why = it.refused("codigo;titulo;inicio;vagas\n1;Um;07/12/2026;1\n");
    assert!(why.contains("há 2 vagas ocupadas e a linha dá 1"), "{why}");
    it.bring(b"codigo;titulo;inicio;vagas\n1;Um;07/12/2026;2\n", false)
        .unwrap();
    // A year later the partner counts from one again.
    let clock = it.desk.clock().clone();
    clock.set("2027-11-23T11:00:00Z".parse().unwrap());
    let why = it.refused("codigo;titulo;inicio;vagas\n1;Outro;06/12/2027;9\n");
    assert!(why.contains("terminou em 07/12/2026"), "{why}");
    it.desk.sample_login(Role::Reception).unwrap();
    assert!(it.refused("codigo;titulo;inicio\n").contains("não pode"));
}
