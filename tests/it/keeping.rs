//! What is kept: the journal, the copies, the drafts, the released shapes.

use std::collections::BTreeMap;

use acolhida::store::{Store, migrate};
use rusqlite::Connection;

use crate::desks::{PASSWORD, desk_on, monday_at_8, refusal, says, set_up};

fn worked_day(folder: &std::path::Path) -> acolhida::app::Desk {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    for name in ["Ana", "Bia", "Caio"] {
        desk.arrive(&says(&desk, name, "CU-ATU")).unwrap();
    }
    desk.call_next().unwrap();
    desk
}

#[test]
fn a_day_verifies_and_a_hand_in_the_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let desk = worked_day(folder.path());
    assert!(desk.verify().unwrap().holds());
    let tamper = |sql: &str| {
        let con = Connection::open(folder.path().join("unidade.db")).unwrap();
        con.execute_batch(sql).unwrap();
    };
    // Past the triggers, as somebody with the file in hand would.
    tamper("UPDATE ticket SET said_name = 'Outra' WHERE line = 2");
    let problems = |desk: &acolhida::app::Desk| -> Vec<String> {
        desk.verify()
            .unwrap()
            .checks
            .into_iter()
            .flat_map(|it| it.problems)
            .collect()
    };
    assert!(
        problems(&desk)
            .iter()
            .any(|it| it.starts_with("ticket: linha diferente"))
    );
    tamper("UPDATE ticket SET said_name = 'Bia' WHERE line = 2");
    assert!(desk.verify().unwrap().holds());
    tamper("UPDATE ticket SET void = 1 WHERE line = 2");
    assert!(
        !problems(&desk).is_empty(),
        "a row put out of sight by hand"
    );
    tamper("UPDATE ticket SET void = 0 WHERE line = 2");
    tamper("DROP TRIGGER journal_stays; DELETE FROM journal WHERE n = 3");
    assert!(
        problems(&desk)
            .iter()
            .any(|it| it.contains("falta o registro nº 3"))
    );
}

#[test]
fn a_flaw_is_told_by_its_log_and_its_number_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let flaws = |sql: &str| -> Vec<(&'static str, String, &'static str)> {
        let place = tempfile::tempdir_in(folder.path()).unwrap();
        let desk = worked_day(place.path());
        let con = Connection::open(place.path().join("unidade.db")).unwrap();
        con.execute_batch(sql).unwrap();
        let checks = desk.verify().unwrap().checks.into_iter();
        let told = |it: acolhida::app::Check| {
            let (label, next) = (it.label, it.next);
            it.problems.into_iter().map(move |why| (label, why, next))
        };
        checks.flat_map(told).collect()
    };
    let found = flaws("DROP TRIGGER journal_keeps; UPDATE journal SET at = at + 1 WHERE n = 2");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "diário encadeado");
    assert!(found[0].1.contains("nº 2 foi alterado"), "{found:?}");
    assert!(found[0].2.contains("avise a coordenação"), "{found:?}");
    let found = flaws("DROP TRIGGER access_keeps; UPDATE access_log SET reason = 'x' WHERE n = 1");
    assert_eq!(found[0].0, "registro de acessos encadeado");
    assert!(found[0].1.contains("nº 1 foi alterado"), "{found:?}");
    // Emptied by hand, with nobody on record to have ordered it.
    let found = flaws("UPDATE journal SET change = NULL WHERE n = 2");
    assert!(
        found[0].1.contains("nº 2: o conteúdo foi esvaziado"),
        "{found:?}"
    );
}

#[test]
fn the_journal_refuses_to_be_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    drop(worked_day(folder.path()));
    let con = Connection::open(folder.path().join("unidade.db")).unwrap();
    for sql in [
        "DELETE FROM journal WHERE n = 1",
        "UPDATE journal SET at = 0",
        "UPDATE journal SET change = '[]'",
        "DELETE FROM access_log",
        "UPDATE access_log SET reason = 'x'",
    ] {
        assert!(con.execute(sql, []).is_err(), "{sql}");
    }
    // What LGPD grants: the content may go, the chain stays whole.
    con.execute("UPDATE journal SET change = NULL WHERE n = 2", [])
        .unwrap();
}

#[test]
fn a_copy_restores_the_day_and_keeps_what_stood_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = worked_day(folder.path());
    let copy = desk.back_up(None).unwrap();
    assert!(copy.verdict.holds());
    desk.arrive(&says(&desk, "Depois da cópia", "CU-ATU"))
        .unwrap();
    let before = desk.restore(&copy.path).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    assert_eq!(desk.line().unwrap().rows.len(), 3);
    assert!(desk.verify().unwrap().holds());
    desk.restore(&before.path).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    assert_eq!(desk.line().unwrap().rows.len(), 4);
    assert!(desk.verify().unwrap().holds());
    // Twice another station: what the one before goes on to write elsewhere
    // never meets what is written here.
    desk.arrive(&says(&desk, "De volta", "CU-ATU")).unwrap();
    let con = Connection::open(folder.path().join("unidade.db")).unwrap();
    let ask = |sql: &str| -> i64 { con.query_row(sql, [], |row| row.get(0)).unwrap() };
    assert_eq!(
        ask("SELECT count(*) FROM station"),
        2,
        "each copy gets its own"
    );
    let newest = "SELECT max(n) FROM journal WHERE station =
                    (SELECT id FROM station ORDER BY created_at DESC LIMIT 1)";
    assert_eq!(ask(newest), 1);
    assert!(desk.verify().unwrap().holds());
    desk.undo().unwrap();
    assert!(
        refusal(desk.undo()).contains("nada de hoje"),
        "of before the return"
    );
    drop(con);

    let told = desk.accesses(desk.today()).unwrap();
    let restored = told.iter().find(|it| it.action == "restaurou").unwrap();
    assert!(restored.what.contains("antes: "), "{}", restored.what);
    assert_eq!(restored.who, "Rosa Menezes");

    let mut bytes = std::fs::read(&copy.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&copy.path, bytes).unwrap();
    assert!(refusal(desk.restore(&copy.path)).contains("mudou depois de feita"));
    assert_eq!(desk.line().unwrap().rows.len(), 4);
}

#[test]
fn a_draft_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = worked_day(folder.path());
    let typed = |name: &str| BTreeMap::from([("nome".to_string(), name.to_string())]);
    desk.keep_draft("pessoa", &typed("Mar")).unwrap();
    desk.keep_draft("pessoa", &typed("Maria")).unwrap();
    drop(desk);
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    assert_eq!(
        desk.drafts().unwrap(),
        [],
        "nobody's draft is shown to whoever passes by"
    );
    desk.log_in("rosa", PASSWORD).unwrap();
    let drafts = desk.drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].values, typed("Maria"));
    desk.keep_draft("pessoa", &BTreeMap::new()).unwrap();
    assert_eq!(desk.drafts().unwrap(), []);
}

/// Every released shape, filled and brought to today's.
#[test]
fn each_released_shape_comes_up_to_today() {
    for from in 0..=migrate::LATEST {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("unidade.db");
        let mut con = Connection::open(&file).unwrap();
        migrate::upto(&mut con, from).unwrap();
        drop(con);
        let store = Store::open(&file).unwrap();
        assert_eq!(migrate::version(store.con()).unwrap(), migrate::LATEST);
    }
}

#[test]
fn files_of_others_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let refused_untouched = |name: &str, bytes: &[u8], words: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let why = Store::open(&file).map(drop);
        assert!(refusal(why).contains(words), "{name}");
        assert!(std::fs::read(&file).unwrap() == bytes, "{name} was touched");
    };
    refused_untouched(
        "texto.db",
        "isto é um texto qualquer, bem longo "
            .repeat(200)
            .as_bytes(),
        "não é da acolhida",
    );
    let other = folder.path().join("outro-programa.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE x (y)")
        .unwrap();
    refused_untouched(
        "outro.db",
        &std::fs::read(&other).unwrap(),
        "outro programa",
    );
    let newer = folder.path().join("mais-novo.db");
    drop(Store::open(&newer).unwrap());
    let con = Connection::open(&newer).unwrap();
    con.pragma_update(None, "user_version", 999).unwrap();
    drop(con);
    assert!(refusal(Store::open(&newer).map(drop)).contains("versão mais nova"));
}

/// The notice of a write comes before the write can be read; the desk must
/// still learn of each one, also of the last.
#[test]
#[cfg(target_os = "linux")]
fn no_write_of_another_desk_goes_unseen() {
    use acolhida::app::Watch;
    let folder = tempfile::tempdir().unwrap();
    let mut one = worked_day(folder.path());
    let mut two = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    two.log_in("rosa", PASSWORD).unwrap();
    let mut watch = Watch::over(&folder.path().join("unidade.db")).unwrap();
    let (ask, asked) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut written = 0;
        while asked.recv().is_ok() {
            one.arrive(&says(&one, "Mais alguém", "CU-ATU")).unwrap();
            written += 1;
        }
        written
    });
    let before = two.line().unwrap().rows.len();
    for more in 1..=20 {
        ask.send(()).unwrap();
        while two.line().unwrap().rows.len() < before + more {
            // A look that finds nothing waits for the next notice or echo.
            assert!(watch.wait());
        }
        assert!(two.others_wrote().unwrap());
    }
    drop(ask);
    assert_eq!(writer.join().unwrap(), 20);
}
