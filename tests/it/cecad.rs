//! The CadÚnico base from the delivered file to the desk: whatever is wrong
//! with a file changes nothing that is in use, and is told in plain words.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::report::{Report, Why};
use acolhida::domain::cecad::write::Variant;
use acolhida::domain::cecad::{Month, delivery};
use acolhida::domain::fault::Failure;
use acolhida::domain::sample;
use acolhida::store::base::{self, Input};
use proptest::prelude::*;
use rusqlite::Connection;

use crate::base_town::{HEAD, Town, bytes_of, may, onward, why};

#[test]
fn the_rehearsal_tells_the_same_and_writes_nothing() {
    let mut town = Town::new();
    let mut bytes = bytes_of(Kind::Tudo, &Variant::default(), 400);
    bytes.extend_from_slice(b"curta;demais\n");
    let path = town.put("tudo.csv", &bytes);
    let order = town.order(Input::Tudo(path.clone()));
    let mut percent = 0;
    let told = base::simulate(&order, &mut |_| Ok(()), &mut |it| {
        assert!(percent <= it.percent());
        percent = it.percent();
        ControlFlow::Continue(())
    });
    let told: Report = told.unwrap();
    assert!(!town.dir().exists(), "not even the folder");
    let loaded = town.load(Input::Tudo(path)).unwrap();
    assert_eq!(loaded.report, told);
    assert_eq!(told.counts.bad_lines, 1);
    let text = told.told().join("\n");
    assert!(
        text.contains("Base do CadÚnico de 05/2026") && text.contains("linha 1"),
        "{text}"
    );
}

#[test]
fn a_file_cut_anywhere_is_refused_or_told_and_changes_nothing() {
    let mut town = Town::new();
    for variant in [
        Variant::default(),
        Variant {
            quotes: true,
            crlf: true,
            ..Variant::default()
        },
    ] {
        let whole = bytes_of(Kind::Tudo, &variant, 40);
        let (mut refused, mut loaded) = (0, 0);
        for cut in (0..whole.len())
            .step_by(97)
            .chain(whole.len() - 40..whole.len())
        {
            let path = town.put("tudo.csv", &whole[..cut]);
            match town.load(Input::Tudo(path)) {
                Ok(it) => {
                    loaded += 1;
                    let ended = whole[..cut].ends_with(b"\n");
                    assert!(ended || it.report.open_end, "cut at {cut}");
                    assert_eq!(town.left(), [it.file.as_str()]);
                    base::keep_only(&town.dir(), &[]).unwrap();
                }
                Err(Failure::Refused(it)) => {
                    refused += 1;
                    assert!(!it.text.is_empty());
                    assert!(town.left().is_empty(), "{:?}", town.left());
                }
                Err(Failure::Broken(it)) => panic!("cut at {cut}: {it:?}"),
            }
        }
        assert!(refused > 50 && loaded > 0, "{refused} {loaded}");
    }
}

#[test]
fn giving_up_or_dying_leaves_the_base_in_use_alone() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 1500));
    let kept = town.load(Input::Tudo(path.clone())).unwrap().file;
    let before = fs::read(town.dir().join(&kept)).unwrap();
    // Give up at each report of progress in turn.
    for give_up_at in 0.. {
        let order = town.order(Input::Tudo(path.clone()));
        let mut calls = 0;
        let result = base::load(&order, &town.dir(), &mut |_| Ok(()), &mut |_| {
            calls += 1;
            if calls > give_up_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        match result {
            Ok(_) => {
                assert!(give_up_at > 8, "every stage asks");
                break;
            }
            Err(it) => assert!(it.text().contains("interrompida"), "{it:?}"),
        }
        assert_eq!(town.left(), [kept.as_str()]);
    }
    assert_eq!(fs::read(town.dir().join(&kept)).unwrap(), before);
    // A killed load leaves its unfinished files; the next one sweeps them.
    fs::write(town.dir().join("x.carga"), b"half").unwrap();
    let newer = town.load(Input::Tudo(path.clone())).unwrap().file;
    assert!(!town.left().contains(&"x.carga".to_owned()));
    base::keep_only(&town.dir(), &[&newer, &kept]).unwrap();
    assert_eq!(town.left().len(), 2);
    // Two at once: the second is told to wait.
    let lock = fs::File::open(town.dir().join("importando")).unwrap();
    lock.lock().unwrap();
    assert!(why(town.load(Input::Tudo(path))).contains("Outra mesa"));
}

#[test]
fn an_older_delivery_is_refused_before_anything_is_written() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 50));
    let order = town.order(Input::Tudo(path));
    let june = Month::new(2026, 6);
    let rule = |forced: bool| {
        let mut accept = |month| delivery::accept(month, june, forced).map(drop);
        base::load(&order, &town.dir(), &mut accept, &mut onward)
    };
    let text = why(rule(false));
    assert!(
        text.contains("05/2026") && text.contains("06/2026"),
        "{text}"
    );
    assert!(!town.dir().exists());
    assert!(town.home.path().exists());
    let mut accept = |month| delivery::accept(month, june, true).map(drop);
    assert!(base::load(&order, &town.dir(), &mut accept, &mut onward).is_ok());
}

#[test]
fn each_pitfall_costs_its_line_and_no_more() {
    let mut town = Town::new();
    let rows = [
        "2800308;123;05032026;3;RUA \"B;998123456;079;202605;ANA SOUZA;11144477735;12034567899;05031990;1;3",
        "2800308;123;05032026;03;RUA \"B;998123456;79;202605;BIA SOUZA;;;19122015;03;3",
        "2800308;;05032026;3;RUA A;;;202605;SEM CODIGO;;;05031990;1;3",
        "2800308;1,23457E+10;05032026;3;RUA A;;;202605;ARREDONDADA;;;05031990;1;3",
        "2800308;456;05032026;3;RUA; COM SOBRA;;;202605;CAIO LIMA;;;05031990;1;3",
        "",
        ";;;;;;;;;;;;;",
        "2800308;456;01012026;3;\"RUA; COM PONTO\";;;202605;CAIO LIMA;;;05031990;1;3;;",
        "2800308;456;01012026;3;RUA C;;;202605;CAIO LIMA;;;05031990;1;3",
        "2800308;456;01012026;3;RUA C;;;202605;DIVA LIMA;111.444.777-35;;31022000;2;3",
        "2800308;789;05032026;4;RUA D;;;202605;EXCLUIDA;;;05031990;1;3",
        "2800308;456;05032026;3;RUA C;;;202605;SAIU;;;05031990;3;4",
        "2800308;456;05032026;3;RUA C;;;202605; ;;;05031990;3;3",
        "2927408;00000000999;05032026;3;RUA E;;;202605;JOSE\u{301} DE FORA;;;05031990;1;3",
    ];
    let loaded = town
        .load_text(&format!("{HEAD}{}\r\n", rows.join("\r\n")))
        .unwrap();
    let counts = &loaded.report.counts;
    assert_eq!((counts.families, counts.persons), (3, 5), "{counts:?}");
    assert_eq!((counts.without_cpf, counts.repeated_persons), (3, 1));
    assert_eq!((counts.inactive_families, counts.inactive_persons), (1, 2));
    assert_eq!((counts.cpfs_in_two_families, counts.other_cities), (1, 1));
    assert_eq!((counts.unread_births, counts.bad_lines), (1, 4));
    let bad: Vec<(u64, Why)> = loaded
        .report
        .bad
        .iter()
        .map(|it| (it.line, it.why))
        .collect();
    assert_eq!(
        bad,
        [
            (4, Why::NoCode),
            (5, Why::CodeRounded),
            (
                6,
                Why::Fields {
                    found: 15,
                    expected: 14
                }
            ),
            (14, Why::NoName),
        ]
    );
    let con = town.desk(&loaded.file);
    let card = base::card(&con, "00000000123").unwrap().unwrap();
    assert_eq!(card.family.street.as_deref(), Some("RUA \"B"));
    assert_eq!(card.family.phone2.as_deref(), Some("79998123456"));
    assert_eq!(card.members.len(), 2);
    assert_eq!(card.members[0].elsewhere[0].0, "00000000456");
    assert_eq!(base::card(&con, "00000000789").unwrap(), None);
    let street = base::family(&con, "00000000456").unwrap().unwrap().street;
    assert_eq!(street.as_deref(), Some("RUA; COM PONTO"));
    assert_eq!(base::by_cpf(&con, "11144477735").unwrap().len(), 2);
    assert_eq!(
        crate::base_search::by_name(&con, "jose fora", 50).unwrap()[0].name,
        "JOSÉ DE FORA"
    );
}

#[test]
fn the_pair_keeps_people_whose_family_is_missing() {
    let mut town = Town::new();
    let family = "cod_familiar_fam;dat_atual_fam;cod_est_cadastral_fam;nom_logradouro_fam;ref_cad\n\
        1;2026-01-05;3;VELHA;2026-05-01\n\
        1;2026-03-05;3;NOVA;2026-05-01\n\
        1;2025-03-05;3;VELHISSIMA;2026-05-01\n\
        2;2026-03-05;1;EM ANDAMENTO;2026-05-01\n\
        4;2026-03-05;3;VAZIA;2026-05-01\n";
    let person = "cod_familiar_fam;nom_pessoa;num_nis_pessoa_atual;dta_nasc_pessoa\n\
        1;ANA;;2000-01-01\n2;BIA;;2000-01-01\n3;CAIO;;2000-01-01\n";
    let family = town.put("f.csv", family.as_bytes());
    let other = town.put("p.csv", person.as_bytes());
    let loaded = town
        .load(Input::Pair(family.clone(), other.clone()))
        .unwrap();
    let counts = &loaded.report.counts;
    assert_eq!(
        (counts.families, counts.persons, counts.without_family),
        (3, 2, 1),
        "{counts:?}"
    );
    assert_eq!(
        (counts.repeated_families, counts.families_without_persons),
        (2, 1)
    );
    let con = town.desk(&loaded.file);
    let street = base::family(&con, "00000000001").unwrap().unwrap().street;
    assert_eq!(street.as_deref(), Some("NOVA"));
    assert_eq!(
        crate::base_search::by_name(&con, "caio", 50).unwrap()[0].code,
        "00000000003"
    );

    assert!(why(town.load(Input::Tudo(family.clone()))).contains("pessoa"));
    assert!(why(town.load(Input::Pair(family.clone(), family.clone()))).contains("mesmo tipo"));
    let june = town.put(
        "j.csv",
        b"cod_familiar_fam;nom_pessoa;ref_cad\n1;ANA;2026-06-01\n",
    );
    assert!(why(town.load(Input::Pair(family, june))).contains("meses diferentes"));
}

#[test]
fn what_is_no_cecad_file_is_named_and_refused() {
    let mut town = Town::new();
    let head: Vec<&str> = HEAD.trim().split(';').collect();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"".to_vec(), "vazio"),
        (b"\n\n\n".to_vec(), "não achei a linha"),
        (b"PK\x03\x04...".to_vec(), "ZIP"),
        (b"nome;idade\nANA;3\n".to_vec(), "não parece"),
        (HEAD.as_bytes().to_vec(), "nenhuma linha"),
        (format!("{HEAD}a;b\nc;d\ne;f\n").into_bytes(), "um quinto"),
        (
            format!("{HEAD}2800308;1;05032026;4;R;;;202605;ANA;;;;1;3\n").into_bytes(),
            "nenhuma pessoa",
        ),
        (
            format!("{}\n1;ANA\n", [head[1], head[8]].join(";")).into_bytes(),
            "pessoa",
        ),
        (
            b"d.cod_familiar_fam;d.nom_logradouro_fam;p.nom_pessoa\n1;R;ANA\n".to_vec(),
            "ref_cad",
        ),
        (vec![0u8; 3_000_000], "não achei a linha"),
    ];
    for (bytes, told) in cases {
        let path = town.put("x.csv", &bytes);
        let text = why(town.load(Input::Tudo(path)));
        assert!(text.contains(told), "{told}: {text}");
        assert!(town.left().is_empty());
    }
    let missing = town.home.path().join("nada.csv");
    assert!(why(town.load(Input::Tudo(missing))).contains("Não encontrei"));
    let folder = town.home.path().to_path_buf();
    assert!(why(town.load(Input::Tudo(folder))).contains("pasta"));
}

#[test]
fn a_base_that_cannot_be_read_is_refused_and_the_desk_goes_on() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 200));
    let good = town.load(Input::Tudo(path)).unwrap().file;
    let whole = fs::read(town.dir().join(&good)).unwrap();
    let con = Connection::open_in_memory().unwrap();
    let attached = base::attach(&con, &town.dir(), &good).unwrap();
    assert_eq!((attached.month, attached.families), (may(), 200));

    let mut middle = whole.clone();
    middle[4096 * 3..4096 * 9].fill(0xA5);
    for (name, bytes, told) in [
        ("cut.db", whole[..whole.len() / 2].to_vec(), "danificada"),
        ("short.db", whole[..700].to_vec(), "danificada"),
        ("text.db", b"nada disso".repeat(900), ""),
        ("empty.db", Vec::new(), "não é um arquivo"),
        (
            "foreign.db",
            {
                let mut it = whole.clone();
                it[68] = 0;
                it
            },
            "não é um arquivo",
        ),
    ] {
        fs::write(town.dir().join(name), bytes).unwrap();
        let text = base::attach(&con, &town.dir(), name).unwrap_err();
        assert!(
            matches!(text, Failure::Refused(_)) && text.text().contains(told),
            "{name}: {text:?}"
        );
        let schemas: i64 = con
            .query_row(
                "SELECT count(*) FROM pragma_database_list WHERE name = 'base'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(schemas, 0, "{name} stays out");
    }
    assert!(base::attach(&con, &town.dir(), "nowhere.db").is_err());
    // Damage inside is met later, by the search, and answered as plainly.
    fs::write(town.dir().join("middle.db"), &middle).unwrap();
    if base::attach(&con, &town.dir(), "middle.db").is_ok() {
        for needle in ["a", "m", "mar", "santos", "ana s"] {
            if let Err(it) = crate::base_search::by_name(&con, needle, 50) {
                assert!(matches!(it, Failure::Refused(_)), "{it:?}");
            }
        }
    }
    base::attach(&con, &town.dir(), &good).unwrap();
    assert!(
        !crate::base_search::by_name(&con, "maria", 50)
            .unwrap()
            .is_empty()
    );
    base::detach(&con).unwrap();
    base::detach(&con).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_at_all_is_no_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..2000),
        lines in proptest::collection::vec("[0-9A-Za-zÃç;\";,/ .\r-]{0,80}", 0..20),
    ) {
        let mut town = Town::new();
        let path = town.put("a.csv", &bytes);
        let order = town.order(Input::Tudo(path));
        let _ = base::simulate(&order, &mut |_| Ok(()), &mut onward);
        let path = town.put("b.csv", format!("{HEAD}{}", lines.join("\n")).as_bytes());
        let order = town.order(Input::Tudo(path.clone()));
        let _ = base::simulate(&order, &mut |_| Ok(()), &mut onward);
        let today = order.today;
        let _ = base::simulate_payroll(&path, today, &mut onward);
    }
}

#[test]
fn a_payroll_is_joined_by_the_padded_code() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 30));
    let loaded = town.load(Input::Tudo(path)).unwrap();
    let con = town.desk(&loaded.file);
    let mut text = "\u{FEFF}prog;ref_folha;uf;ibge;cod_familiar;rf_cpf;rf_nome;vlrbenef;vlrtotal;sitbeneficio\r\n".to_owned();
    for it in sample::families(2026, 30) {
        let code = it.family.code.trim_start_matches('0');
        for value in ["142,00", "508,00"] {
            text += &format!("PBF;202605;SE;2800308;{code};;X;{value};650,00;LIBERADO\r\n");
        }
    }
    text += "curta\r\n";
    let path = town.put("folha.csv", text.as_bytes());
    let (dir, today) = (town.dir(), "2026-07-01".parse().unwrap());
    let now = "2026-07-01T11:00:00Z".parse().unwrap();
    let told = base::simulate_payroll(&path, today, &mut onward).unwrap();
    let id = uuid::Uuid::from_u128(7);
    let folha =
        base::load_payroll(&path, &dir, id, now, today, &mut |_| Ok(()), &mut onward).unwrap();
    assert_eq!(folha.report, told);
    assert_eq!(
        (told.families, told.paid_families, told.bad_lines),
        (30, 30, 1)
    );
    assert_eq!(told.released_cents, 30 * 65_000);
    assert!(folha.file.starts_with("folha-2026-05-"));
    base::attach_payroll(&con, &dir, &folha.file).unwrap();
    let first = sample::family(2026, 0, sample::day()).family;
    let paid = base::payments(&con, &first.code).unwrap();
    assert_eq!(paid[0].told(), "pago em 05/2026: R$ 650,00");
    assert!(base::payments(&con, "00000000001").unwrap().is_empty());
    assert!(
        base::attach(&con, &dir, &folha.file).is_err(),
        "a payroll is no base"
    );
    let cut = town.put("cut.csv", &text.as_bytes()[..text.len() - 40]);
    assert!(
        base::simulate_payroll(&cut, today, &mut onward)
            .unwrap_err()
            .text()
            .contains("cortado")
    );
}

#[test]
fn the_files_of_a_load_are_closed_to_others() {
    let mut town = Town::new();
    let path = town.put("tudo.csv", &bytes_of(Kind::Tudo, &Variant::default(), 20));
    let file = town.load(Input::Tudo(path)).unwrap().file;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&town.dir().join(&file)), 0o600);
        assert_eq!(mode(&town.dir()), 0o700);
    }
    assert!(file.starts_with("2026-05-") && file.ends_with(".db"));
}
