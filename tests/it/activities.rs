//! The books of activities: that ours hold together, that a unit's own are
//! read with mercy and told of with their line, and the shelf on the screen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use acolhida::app::shelf_in;
use acolhida::domain::activities::{
    Activity, BOOK_BYTES_MAX, BUILT_IN, Part, PartKind, Piece, Shelf, Wanted, read,
};
use acolhida::domain::codes::{Axis, Band};
use acolhida::domain::name::is_clean;
use acolhida::ui::canvas::Canvas;
use acolhida::ui::drive::Drive;
use acolhida::ui::screens::activities::{Activities, ChosenActivity};
use acolhida::ui::{Cx, Handled, Hint, Key, Screen};
use proptest::prelude::*;
use ratatui::layout::Rect;

use crate::desks::{PASSWORD, desk, desk_on, monday_at_8, refusal, set_up};
use crate::shift::program;
use crate::sizes::at_every_size;

#[test]
fn our_books_hold_together() {
    let shelf = Shelf::built_in();
    let faults: Vec<String> = shelf.faults.iter().map(|it| it.text()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert!(shelf.activities.len() >= 44, "{}", shelf.activities.len());
    let codes: BTreeSet<&str> = shelf.activities.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes.len(), shelf.activities.len());
    let titles: BTreeSet<&str> = shelf
        .activities
        .iter()
        .map(|it| it.title.as_str())
        .collect();
    assert_eq!(titles.len(), shelf.activities.len());
    // Written down, because a meeting keeps it when the title is bettered.
    let written = BUILT_IN
        .iter()
        .map(|(_, text)| text.matches("\n- Código: ").count());
    assert_eq!(written.sum::<usize>(), shelf.activities.len());
    for it in &shelf.activities {
        assert!(!it.own && it.group.is_some(), "{}", it.code);
        assert!(it.themes.len() >= 3, "{}", it.code);
        let kinds: Vec<PartKind> = it.parts.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, PartKind::ALL, "{}", it.code);
        let steps = it.part(PartKind::Steps).map_or(0, |it| it.pieces.len());
        assert!(steps >= 4, "{}: {steps} steps", it.code);
        let care = it.part(PartKind::Care).map_or(0, |it| it.pieces.len());
        assert!(care >= 2, "{}: {care} cares", it.code);
        let words = words(it);
        assert!((110..=280).contains(&words), "{}: {words} words", it.code);
    }
}

fn pieces(it: &Part) -> impl Iterator<Item = &str> {
    it.pieces.iter().map(Piece::text)
}

fn words(it: &Activity) -> usize {
    let texts = it.parts.iter().flat_map(pieces);
    texts.map(|it| it.split_whitespace().count()).sum()
}

#[test]
fn every_axis_and_band_has_something_to_do_and_so_have_the_themes() {
    let shelf = Shelf::built_in();
    for &axis in Axis::ALL {
        for &band in Band::ALL {
            let found = shelf.find(&Wanted {
                axis: Some(axis),
                band: Some(band),
                ..Wanted::default()
            });
            assert!(found.len() >= 3, "{axis:?} {band:?}: {}", found.len());
        }
    }
    for (theme, least) in [
        ("trabalho infantil", 3),
        ("violência contra a mulher", 4),
        ("família", 8),
        ("comunidade", 8),
        ("direitos", 8),
        ("vida digital", 4),
        ("migração", 5),
        ("antirracismo", 2),
    ] {
        let with = shelf.activities.iter();
        let count = with.filter(|it| it.themes.iter().any(|it| it == theme));
        assert!(count.count() >= least, "{theme}");
    }
}

/// What must be done when somebody tells of violence stands in the activity,
/// not only at its foot.
#[test]
fn hard_themes_say_whom_to_call() {
    const HARD: [&str; 6] = [
        "trabalho infantil",
        "violência contra a mulher",
        "violência sexual",
        "violência",
        "luto",
        "bullying",
    ];
    for it in &Shelf::built_in().activities {
        if it.themes.iter().any(|it| HARD.contains(&it.as_str())) {
            let care = it.part(PartKind::Care).map(pieces);
            let care: Vec<&str> = care.into_iter().flatten().collect();
            assert!(
                care.iter().any(|it| it.contains("técnic")),
                "{}: {care:?}",
                it.code
            );
        }
    }
}

const OWN: &str = "# Caderno do Jurubeba\n\nApresentação.\n\n\
    ## Café com conversa\n\n\
    - Eixo: convivência\n- Faixas: 30 a 59, 60+\n- Temas: acolhida\n- Duração: 1h\n\n\
    ### Objetivo\n\nConversar com\n**café**.\n\n### Como fazer\n\n\
    1. Passe o café.\n3) Sirva\n   a todos.\n";

#[test]
fn a_book_of_the_unit_is_read_as_people_write_it() {
    let book = read(OWN.as_bytes(), "jurubeba", true);
    assert_eq!(book.wrong, []);
    let it = &book.activities[0];
    assert_eq!(
        (it.code.as_str(), it.book.as_str(), it.own),
        ("cafe-com-conversa", "Caderno do Jurubeba", true)
    );
    assert_eq!((it.axis, it.minutes, it.group), (Axis::Together, 60, None));
    assert_eq!(it.bands, [Band::Adults, Band::Elderly]);
    let aim = it.part(PartKind::Aim).unwrap();
    assert_eq!(aim.pieces, [Piece::Text("Conversar com café.".into())]);
    let steps = it.part(PartKind::Steps).unwrap();
    assert_eq!(
        steps.pieces,
        [
            Piece::Step(1, "Passe o café.".into()),
            Piece::Step(2, "Sirva a todos.".into())
        ]
    );
    // From Windows, from an old editor, with a mark: the same book.
    let dos = OWN.replace('\n', "\r\n");
    let old: Vec<u8> = OWN
        .chars()
        .map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?'))
        .collect();
    let marked = [b"\xEF\xBB\xBF", OWN.as_bytes()].concat();
    for bytes in [dos.into_bytes(), marked] {
        assert_eq!(read(&bytes, "jurubeba", true), book);
    }
    assert_eq!(read(&old, "jurubeba", true).activities[0].title, it.title);
}

#[test]
fn what_is_wrong_in_a_book_is_told_with_its_line() {
    let check = |text: &str, line: usize, says: &str| {
        let book = read(text.as_bytes(), "x", true);
        let hit = book
            .wrong
            .iter()
            .any(|it| it.line == line && it.text.contains(says));
        assert!(hit, "{says}: {:?}", book.wrong);
        book.activities.len()
    };
    let bad = |from: &str, to: &str| OWN.replacen(from, to, 1);
    assert_eq!(check(&bad("convivência", "lazer"), 7, "o eixo é"), 0);
    check(&bad("30 a 59", "velhos"), 8, "«velhos» não é uma faixa");
    check(&bad("1h", "muito"), 10, "número de minutos");
    check(
        &bad("- Temas: acolhida\n", ""),
        5,
        "faltam dados da atividade: Temas",
    );
    check(&bad("- Temas", "- Cor"), 9, "não é um dado de atividade");
    check(
        &bad("### Objetivo", "### Meta"),
        12,
        "«Meta» não é uma parte",
    );
    check(&bad("### Como fazer", "### Objetivo"), 17, "duas vezes");
    check(
        &bad("- Eixo", "- Código: Café\n- Eixo"),
        7,
        "só letras sem acento",
    );
    check(
        &bad("## Café com conversa", "## 李明"),
        5,
        "escreva «- Código",
    );
    check("só um bilhete", 0, "não há nenhuma atividade");
    check("### Objetivo\n", 1, "antes das partes");
    check(&"x".repeat(2_001), 1, "passa de 2000 letras");
    check(&"x".repeat(BOOK_BYTES_MAX + 1), 0, "grande demais");
    for bytes in [&b"PK\x03\x04..."[..], b"\xFF\xFE#\0", b"a\0b"] {
        let book = read(bytes, "x", true);
        assert!(book.wrong[0].text.contains("não é texto simples"));
    }
    // One wrong activity keeps no other out.
    let two = format!("{}\n## Outra\n\nsem nada\n", OWN);
    assert_eq!(check(&two, 25, "aqui vão os dados"), 1);
    let twice = format!("{OWN}\n{}", &OWN[OWN.find("## ").unwrap()..]);
    assert_eq!(check(&twice, 23, "já tem o código «cafe-com-conversa»"), 1);
    // No list of faults without end.
    let many = "### x\n".repeat(500);
    assert!(read(many.as_bytes(), "x", true).wrong.len() <= 20);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut text = OWN.as_bytes().to_vec();
        text.extend(bytes);
        for it in read(&text, "x", true).activities {
            prop_assert!(is_clean(&it.title) && is_clean(&it.materials));
            for text in it.parts.iter().flat_map(pieces) {
                prop_assert!(!text.chars().any(char::is_control), "{text:?}");
            }
        }
    }
}

#[test]
fn the_folder_of_the_unit_is_looked_into_and_one_bad_file_stops_nothing() {
    let place = tempfile::tempdir().unwrap();
    assert!(shelf_in(Some(place.path())).faults.is_empty());
    let folder = place.path().join("cadernos");
    fs::create_dir_all(folder.join("pasta.md")).unwrap();
    fs::write(folder.join("a-ruim.md"), "## Sem nada\n").unwrap();
    fs::write(folder.join("b-bom.TXT"), OWN).unwrap();
    let taken = OWN.replace("- Eixo", "- Código: horta-de-balde\n- Eixo");
    fs::write(folder.join("c-repetido.md"), taken).unwrap();
    fs::write(folder.join(".b-bom.md.swp"), OWN).unwrap();
    fs::write(folder.join("foto.png"), "nada").unwrap();
    let shelf = shelf_in(Some(place.path()));
    let own: Vec<&str> = shelf
        .activities
        .iter()
        .filter(|it| it.own)
        .map(|it| it.code.as_str())
        .collect();
    assert_eq!(own, ["cafe-com-conversa"]);
    let told: Vec<String> = shelf.faults.iter().map(|it| it.text()).collect();
    for says in [
        "a-ruim.md, linha 1: faltam dados",
        "c-repetido.md: «Café com conversa» tem o código «horta-de-balde»",
        "pasta.md: não consegui ler o arquivo (não é um arquivo comum).",
    ] {
        assert!(told.iter().any(|it| it.starts_with(says)), "{told:?}");
    }
    assert!(!shelf.by_code("horta-de-balde").unwrap().own);
}

fn unit_in(folder: &Path) -> Drive {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    let mut drive = program(desk);
    drive.keys(&format!("rosa<enter>{PASSWORD}<enter>"));
    drive
}

#[test]
fn an_activity_is_found_read_and_printed() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("cadernos");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("nosso.md"), OWN).unwrap();
    fs::write(folder.join("ruim.md"), "## Sem nada\n").unwrap();
    let mut drive = unit_in(place.path());
    drive.keys("<F9>y");
    drive.shows("Cadernos de atividades");
    drive.shows("ruim.md, linha 1: faltam dados da atividade");
    drive.shows("Eixo: todos Idades: todas 56 atividades");
    drive.keys("trabalhos INFANTIS");
    drive.shows("Ajudar em casa ou trabalhar?");
    assert!(!drive.has("Saudade"));
    drive.keys("<esc>saudade<enter>");
    drive.shows("SAUDADE TEM LUGAR").shows("60 anos ou mais");
    drive.keys("<bottom>").shows("Código: saudade-tem-lugar");
    drive.keys("<F5>").shows("Impresso no arquivo");
    let printed = fs::read_dir(place.path().join("impressos")).unwrap();
    let names: Vec<String> = printed
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for ending in [".txt", ".pdf"] {
        let name = format!("atividade-saudade-tem-lugar{ending}");
        assert!(names.iter().any(|it| it.ends_with(&name)), "{names:?}");
    }
    // Both filters, one key a step, and round to all again.
    drive
        .keys("<esc><esc><F6><F6>")
        .shows("Eixo: direito de ser");
    drive
        .keys("<F7>")
        .shows("Idades: até 6 anos")
        .shows("Birra");
    drive.keys("<F6><F6><F7><F7><F7><F7><F7><F7>");
    drive.shows("Eixo: todos Idades: todas");
    drive.keys("cafe").shows("Café com conversa (da unidade)");
    drive.keys("<F8>").shows("ruim.md, linha 1: falta a parte");
    drive.keys("<esc><esc>xilofone<enter>");
    drive.shows("Nenhuma atividade");
}

/// A screen that wants one, as a meeting does.
#[derive(Default)]
struct Meeting {
    chosen: String,
}

impl Screen for Meeting {
    fn title(&self) -> std::borrow::Cow<'_, str> {
        "Encontro".into()
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let text = format!("atividade: {}", self.chosen);
        canvas.line(area, 0, &text, acolhida::ui::Tone::Plain);
        canvas.cursor(area.x, area.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if key == Key::F(4) {
            cx.push(Activities::choosing(Some(Band::Elderly)));
            return Handled::Yes;
        }
        Handled::No
    }

    fn returned(&mut self, answer: Box<dyn std::any::Any>, _: &mut Cx<'_>) {
        if let Ok(it) = answer.downcast::<ChosenActivity>() {
            self.chosen = format!("{} {}", it.0.code, it.0.title);
        }
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}

#[test]
fn another_screen_gets_the_activity_that_was_chosen() {
    let mut drive = Drive::new(desk(), Meeting::default(), monday_at_8());
    drive.keys("<F4>").shows("Escolher atividade");
    drive.shows("Idades: 60 anos ou mais");
    drive.keys("praca<enter>");
    drive.shows("atividade: praca-que-a-gente-quer A praça que a gente quer");
    // Read first, then taken from there; by its line; and left without one.
    drive.keys("<F4>dançar<F3>").shows("CORPO QUE SABE DANÇAR");
    drive.keys("<F10>");
    drive.shows("atividade: corpo-que-sabe-dancar");
    drive
        .keys("<F4>2<enter>")
        .shows("atividade: combinados-do-grupo");
    drive
        .keys("<F4><esc>")
        .shows("atividade: combinados-do-grupo");
}

#[test]
fn the_shelf_stands_at_every_size_and_waits_for_its_books() {
    let mut drive = program(desk());
    drive.hold().keys("<F9>").release();
    drive.hold().keys("ysaudade<enter>").release();
    drive.shows("SAUDADE TEM LUGAR");
    at_every_size(&mut drive);
    drive.keys("<esc>");
    at_every_size(&mut drive);
}

#[test]
fn a_code_that_is_gone_is_an_answer() {
    let desk = desk();
    assert!(refusal(desk.activity("nao-ha")).contains("não está mais nos cadernos"));
    let text = desk.activity_page("feira-de-saberes").unwrap().text();
    assert!(text.contains("COMO FAZER") && text.contains("Impresso por"));
}
