//! Paper: what a ticket tells, where pages go, what stays in the log.

use std::fs;
use std::path::Path;

use acolhida::app::{Arrival, Comer, Desk, Sent};
use acolhida::domain::access::Role;
use acolhida::domain::unit::Setting;
use acolhida::paper::wrap::columns;

use crate::desks::{PASSWORD, desk, desk_on, monday_at_8, refusal, says, set_up};
use crate::families::{family_of, who};

fn desk_in(folder: &Path) -> Desk {
    let mut desk = desk_on(&folder.join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    desk.log_in("rosa", PASSWORD).unwrap();
    desk
}

#[test]
fn a_ticket_goes_to_a_private_file_without_the_persons_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let one = desk.arrive(&says(&desk, "Ana Canário", "CU-ATU")).unwrap();
    let two = desk.arrive(&says(&desk, "Bia", "CU-ATU")).unwrap();
    let printed = desk.print_ticket(two.id, false).unwrap();
    assert_eq!(printed.sent, Sent::Nowhere);
    let text = fs::read_to_string(&printed.file).unwrap();
    assert!(
        text.contains("CU2") && text.contains("1 pessoa à sua frente"),
        "{text}"
    );
    assert!(
        text.contains("Impresso por rosa em 23/11/2026 08:00"),
        "{text}"
    );
    assert!(!text.contains("Bia"), "{text}");
    assert!(text.lines().all(|it| columns(it) <= 48), "{text}");
    let name = printed.file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "2026-11-23-0800-senha-CU2.txt");
    // Again in the same minute: another file, the first untouched.
    let again = desk.print_ticket(two.id, true).unwrap();
    assert_ne!(again.file, printed.file);
    assert!(fs::read_to_string(&again.file).unwrap().contains("Bia"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&printed.file), 0o600);
        assert_eq!(mode(printed.file.parent().unwrap()), 0o700);
    }
    assert!(
        desk.ticket_slip(one.id, false)
            .unwrap()
            .text()
            .contains("próximo da fila")
    );
    assert!(desk.verify().unwrap().looks >= 3, "login and two prints");
}

#[test]
fn a_reserved_matter_leaves_no_word_on_paper() {
    let mut desk = desk();
    let arrival = Arrival {
        who: Comer::Said("Caio".into()),
        reserved: true,
        ..says(&desk, "x", "CU-ATU")
    };
    let it = desk.arrive(&arrival).unwrap();
    let text = desk.ticket_slip(it.id, true).unwrap().text();
    assert!(text.contains("AT1"), "{text}");
    for word in ["Cadastro", "CPF", "Caio", "reservado"] {
        assert!(!text.contains(word), "{word}\n{text}");
    }
    assert!(refusal(desk.print_ticket(it.id, false)).contains("demonstração"));
}

#[cfg(unix)]
#[test]
fn a_command_gets_the_page_on_its_input_and_a_broken_one_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let it = desk.arrive(&says(&desk, "Ana", "CU-ATU")).unwrap();
    let out = folder.path().join("saiu.txt");
    let command = format!("tee {}", out.display());
    desk.change_setting(Setting::PrinterKind, "comando")
        .unwrap();
    desk.change_setting(Setting::PrinterTarget, &command)
        .unwrap();
    let printed = desk.print_ticket(it.id, false).unwrap();
    assert_eq!(printed.sent, Sent::Command);
    assert_eq!(fs::read(&out).unwrap(), fs::read(&printed.file).unwrap());
    // No shell: these are words for the program, not orders.
    desk.change_setting(Setting::PrinterTarget, "false ; touch solto")
        .unwrap();
    let why = refusal(desk.print_ticket(it.id, false));
    assert!(
        why.contains("não aceitou") && why.contains("impressos"),
        "{why}"
    );
    assert_eq!(
        fs::read_dir(folder.path().join("impressos"))
            .unwrap()
            .count(),
        2
    );
    assert!(!Path::new("solto").exists());
}

#[test]
fn everything_held_about_a_person_goes_to_paper_once_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    let family = desk
        .open_family(family_of(&["Ana Melo", "Beto Melo"]))
        .unwrap();
    let ana = who(&mut desk, family, "Ana");
    let before = desk.verify().unwrap().looks;
    let printed = desk.print_subject(ana).unwrap();
    assert_eq!(desk.verify().unwrap().looks, before + 1);
    let text = fs::read_to_string(&printed.file).unwrap();
    for part in [
        "Ana Melo",
        "Rua das Jabuticabeiras",
        "QUEM VIU",
        "Lei 13.709/2018",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|it| columns(it) <= 80), "{text}");
    assert!(!printed.file.display().to_string().contains("Ana"));
}

#[test]
fn only_those_who_may_hand_the_persons_paper_over() {
    let mut desk = desk();
    let family = desk.open_family(family_of(&["Ana Melo"])).unwrap();
    let ana = who(&mut desk, family, "Ana");
    assert!(refusal(desk.print_subject(ana)).contains("não pode imprimir"));
    desk.sample_login(Role::Technician).unwrap();
    assert!(refusal(desk.print_subject(ana)).contains("demonstração"));
}
