//! What the coordination keeps of the agenda: its screens by keys, and the
//! spreadsheets that go out and come back.

use std::path::Path;

use acolhida::app::sample::{hour, sample_day};
use acolhida::app::{Clock, Desk};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Turn, TurnKind, When};
use acolhida::ui::drive::Drive;

use super::desks::{agenda_desk, at, booked, booking, day};
use crate::desks::refusal;
use crate::shift::program;
use crate::sizes::at_every_size;

fn coordinator() -> Drive {
    let mut desk = agenda_desk();
    desk.sample_login(Role::Coordination).unwrap();
    program(desk)
}

fn turns(desk: &Desk) -> Vec<Turn> {
    desk.supply().unwrap().turns
}

#[test]
fn a_service_is_added_changed_and_put_aside() {
    let mut drive = coordinator();
    drive
        .keys("<F9>uv<F2>Roda de conversa<enter>roda<enter>r<enter>")
        .keys("<ctrl+u>90<enter><ctrl+u>20<enter><ctrl+u>tecnico recepcao<F10>")
        .shows("Gravado.");
    let it = drive.desk.supply().unwrap();
    let it = it.services.iter().find(|it| it.code == "RODA").unwrap();
    assert_eq!((it.minutes, it.places, it.given_by.len()), (90, 20, 2));
    drive.keys("roda<F8>").shows("não é mais agendado");
    drive.keys("<ctrl+z>").shows("Desfeito");
    // A letter of another is told at its field.
    drive.keys("<esc>roda<enter><down><down><ctrl+u>a<F10>");
    drive.shows("Outro serviço já usa esta letra");
    at_every_size(&mut drive);
}

#[test]
fn a_week_of_hours_is_typed_once_and_a_collision_is_told() {
    let mut drive = coordinator();
    drive
        .keys("<F9>ul<F2>Sala 1<enter>8<F10>")
        .shows("Gravado.");
    drive.keys("<esc>h<F2>").shows("Da equipe");
    drive
        .keys("<tab>Mesa 9<enter>cad-atu<F10>")
        .shows("Gravado");
    drive.keys("mesa<enter>").shows("Nenhum horário ainda");
    drive
        .keys("<F2>seg a sex<enter><enter><enter>8<enter>12<enter>10<enter>1015<F10>")
        .shows("Gravado.");
    let of_desk = |drive: &Drive| {
        let supply = drive.desk.supply().unwrap();
        let desk = supply.providers.iter().find(|it| it.name == "Mesa 9");
        let desk = desk.unwrap().id;
        let all = turns(&drive.desk).into_iter();
        all.filter(|it| it.provider == desk).collect::<Vec<_>>()
    };
    let made = of_desk(&drive);
    assert_eq!(made.len(), 5);
    assert!(
        made.iter()
            .all(|it| it.pause == Some((at("10"), at("10:15"))) && it.since == drive.desk.today())
    );
    // One act: one undo takes the whole week.
    drive.keys("<ctrl+z>");
    assert!(of_desk(&drive).is_empty());
    drive
        .keys("<F2>seg<enter><enter><enter>8<enter>12<F10>")
        .keys("<F2>seg qua<enter><enter><enter>11<enter>13<F10>")
        .shows("colide");
    drive.keys("<esc>").shows("colide");
    at_every_size(&mut drive);
    // A campaign: one day, one service, many places.
    drive.keys("mesa<enter><F2>").keys("<enter>05122026");
    drive.keys("8<enter>16<enter><enter><enter>mEscola do bairro<enter><enter>");
    drive.keys("cad-atu<enter>6<F10>").shows("mutirão");
    let made = of_desk(&drive);
    let campaign = made.iter().find(|it| it.kind == TurnKind::Campaign);
    let campaign = campaign.unwrap();
    assert_eq!((campaign.when, campaign.places), (When::Once, 6));
    assert_eq!(campaign.since, day("2026-12-05"));
    assert_eq!(campaign.services, ["CAD-ATU"]);
    at_every_size(&mut drive);
    drive.keys("<F2>").shows("Começa");
    at_every_size(&mut drive);
}

#[test]
fn an_absence_tells_who_is_booked_and_where_to_ring() {
    let mut desk = agenda_desk();
    let mut it = booking(&desk, "Dona Nina", "2026-11-24", "8");
    it.phone = "79 99811-0042".into();
    booked(&mut desk, &it);
    desk.sample_login(Role::Coordination).unwrap();
    let who = desk.supply().unwrap().providers[0].name.clone();
    let mut drive = program(desk);
    drive.keys(&format!("<F9>ut<F2>{}<enter>", who.to_lowercase()));
    drive.keys("24112026<enter><enter><enter>férias<F10>");
    drive.shows("Dona Nina").shows("99811-0042").shows("Ligue");
    at_every_size(&mut drive);
    drive.keys("<esc>").shows("férias");
    drive.keys("<F6>").shows("Dona Nina");
    drive.keys("<esc><delete>").shows("Ausência retirada");
    assert!(drive.desk.supply().unwrap().absences.is_empty());
}

#[test]
fn closed_days_are_shown_written_and_opened() {
    let mut drive = coordinator();
    drive.size(80, 40).keys("<F9>uf").shows("Natal");
    drive.keys("natal<F4>").shows("abre assim mesmo");
    assert!(
        drive
            .desk
            .supply()
            .unwrap()
            .closed(day("2026-12-25"))
            .is_none()
    );
    drive.keys("<F4>");
    let supply = drive.desk.supply().unwrap();
    assert!(supply.closed(day("2026-12-25")).is_some());
    assert!(supply.calendar.own(day("2026-12-25")).is_none());
    drive.keys("<esc><F2>18122026nDedetização<F10>");
    drive.shows("Dedetização").shows("da unidade");
    assert!(
        drive
            .desk
            .supply()
            .unwrap()
            .closed(day("2026-12-18"))
            .is_some()
    );
    drive.keys("dedet<delete>").hides("Dedetização");
    drive.keys("<F6>").shows("2027");
    at_every_size(&mut drive);
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn what_goes_out_comes_back_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = sample_day(Clock::held(hour())).unwrap();
    desk.sample_login(Role::Coordination).unwrap();
    let services = desk.services_sheet().unwrap().csv();
    let hours = desk.hours_sheet().unwrap().csv();
    let before = desk.supply().unwrap();
    // As written, with a mark, and as a Brazilian spreadsheet saves it.
    let marked = |it: &str| format!("\u{feff}{it}").into_bytes();
    for bytes in [services.clone().into_bytes(), marked(&services)] {
        let path = write(folder.path(), "s.csv", &bytes);
        let done = desk.import_services(&path, false).unwrap();
        assert_eq!((done.writes(), done.kept), (false, 6));
    }
    for bytes in [hours.clone().into_bytes(), marked(&hours)] {
        let path = write(folder.path(), "h.csv", &bytes);
        let done = desk.import_hours(&path, false).unwrap();
        assert!(
            !done.writes() && done.kept > 10 && done.clashes == 0,
            "{done:?}"
        );
    }
    let after = desk.supply().unwrap();
    assert_eq!(before.services, after.services);
    assert_eq!(before.turns, after.turns);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_spreadsheet_changes_what_it_says_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = agenda_desk();
    desk.sample_login(Role::Coordination).unwrap();
    // Semicolons, Latin letters, only some columns.
    let path = write(
        folder.path(),
        "s.csv",
        b"C\xF3digo;Servi\xE7o;minutos;quem\r\ncad-atu;Atualiza\xE7\xE3o;45;cadunico\r\n\
          oficina;Oficina de p\xE3o;120;orientador\r\n",
    );
    let tried = desk.import_services(&path, true).unwrap();
    assert_eq!((tried.added, tried.changed, tried.stored), (1, 1, false));
    assert_eq!(desk.supply().unwrap().services.len(), 6);
    let done = desk.import_services(&path, false).unwrap();
    assert!(done.stored);
    let services = desk.supply().unwrap().services;
    let it = services.iter().find(|it| it.code == "CAD-ATU").unwrap();
    assert_eq!((it.label.as_str(), it.minutes), ("Atualização", 45));
    assert!(!it.papers.is_empty() && it.demand.is_some());
    assert!(services.iter().any(|it| it.label == "Oficina de pão"));
    desk.undo().unwrap();
    assert_eq!(desk.supply().unwrap().services.len(), 6);

    // One person's whole week; the other one keeps theirs.
    let supply = desk.supply().unwrap();
    let cad = supply.providers[0].clone();
    let team = desk.team().unwrap();
    let login = &team
        .iter()
        .find(|it| Some(it.id) == cad.staff)
        .unwrap()
        .login;
    let others = |desk: &Desk| {
        let all = turns(desk).into_iter();
        all.filter(|it| it.provider != cad.id).collect::<Vec<_>>()
    };
    let kept = others(&desk);
    let text = format!("quem;dia;inicio;fim;pausa;volta\n{login};seg a qua;08:00:00;14h;12;13\n");
    let path = write(folder.path(), "h.csv", text.as_bytes());
    let done = desk.import_hours(&path, false).unwrap();
    assert_eq!((done.added, done.ended), (3, 10));
    assert_eq!(others(&desk), kept);
    let today = desk.today();
    let now: Vec<Turn> = turns(&desk)
        .into_iter()
        .filter(|it| it.provider == cad.id && it.holds_from(today))
        .collect();
    assert_eq!(now.len(), 3);
    // What was worked before today is still there.
    assert_eq!(turns(&desk).len(), kept.len() + 3 + 10);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_bad_spreadsheet_says_each_line_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = agenda_desk();
    desk.sample_login(Role::Coordination).unwrap();
    let before = desk.supply().unwrap();
    let acts = desk.verify().unwrap().acts;
    let services = "codigo,servico,letra,minutos,quem,demanda\n\
        CAD-ATU,Atualização,a,40,cadunico,CU-ATU\n\
        NOVO,Novo,a,x,cadunico,\n\
        OUTRO,Outro,o,30,chefe,NADA\n\
        NOVO2,,z,30,tecnico,\n\
        CAD-ATU,De novo,q,40,cadunico,\n";
    let path = write(folder.path(), "s.csv", services.as_bytes());
    let why = refusal(desk.import_services(&path, false));
    for says in [
        "Linha 3: minutos",
        "Linha 4: quem: «chefe»",
        "Linha 4: demanda",
        "Linha 5: Diga o nome",
        "Linha 6: este código já está",
        "Nada foi gravado",
    ] {
        assert!(why.contains(says), "{says}: {why}");
    }
    let hours = "quem,dia,inicio,fim,sala,tipo,servicos\n\
        ninguem,seg,8,12,,,\n\
        cadunico,seg,12,8,,,\n\
        cadunico,amanhã,8,12,,,\n\
        cadunico,seg,8,12,Sala 99,,\n\
        cadunico,seg,8,12,,festa,\n\
        cadunico,seg,8,12,,,NADA\n";
    let login = {
        let team = desk.team().unwrap();
        let it = team.iter().find(|it| it.role == Role::CadUnico).unwrap();
        it.login.clone()
    };
    let hours = hours.replace("cadunico,", &format!("{login},"));
    let path = write(folder.path(), "h.csv", hours.as_bytes());
    let why = refusal(desk.import_hours(&path, false));
    for (line, says) in [
        (2, "quem: não há"),
        (3, "A hora do fim"),
        (4, "dia: escreva"),
        (5, "sala: não há"),
        (6, "tipo: escreva"),
        (7, "Não há serviço"),
    ] {
        assert!(why.contains(&format!("Linha {line}: {says}")), "{why}");
    }
    for (bytes, says) in [
        (&b"codigo;xis;servico\n"[..], "não conheço a coluna «xis»"),
        (b"servico\nA\n", "falta a coluna «codigo»"),
        (b"PK\x03\x04planilha", "não é CSV"),
        (b"", "falta a coluna"),
    ] {
        let path = write(folder.path(), "x.csv", bytes);
        let why = refusal(desk.import_services(&path, false));
        assert!(why.contains(says), "{says}: {why}");
    }
    assert!(refusal(desk.import_hours(&folder.path().join("nada"), true)).contains("abrir"));
    let after = desk.supply().unwrap();
    assert_eq!(before.services, after.services);
    assert_eq!(before.turns, after.turns);
    assert_eq!(desk.verify().unwrap().acts, acts);
    desk.sample_login(Role::Reception).unwrap();
    assert!(desk.import_services(&path, true).is_err() && desk.hours_sheet().is_err());
}
