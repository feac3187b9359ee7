//! Calling people, the list for an earlier place, and what absences add up to.

use acolhida::app::{BookingAnswer, CallDay, Comer, Desk, NewWish, Place};
use acolhida::domain::access::Role;
use acolhida::domain::agenda::{Appointment, Reach, Status};
use acolhida::domain::id::Id;
use chrono::{Datelike, Days, NaiveDate};

use super::desks::{agenda_desk, at, booked, booking, day, provider, service};
use crate::desks::{later, refusal};
use crate::shift::program;
use crate::sizes::at_every_size;

fn book(desk: &mut Desk, name: &str, on: &str, starts: &str, phone: &str) -> Appointment {
    let mut it = booking(desk, name, on, starts);
    it.phone = phone.into();
    booked(desk, &it)
}

fn status(desk: &Desk, id: Id<Appointment>) -> Status {
    let days = desk
        .agenda_days(day("2026-11-20"), day("2027-02-01"), None)
        .unwrap();
    let mut all = days.iter().flat_map(|it| &it.providers);
    let found = all.find_map(|it| it.lines.iter().find(|it| it.id == id));
    found.unwrap().status
}

fn place(desk: &Desk, on: &str, starts: &str) -> Place {
    Place {
        service: service(desk, "CAD-ATU").id,
        provider: provider(desk, Role::CadUnico),
        day: day(on),
        starts: at(starts),
    }
}

fn names(found: &CallDay) -> Vec<&str> {
    found.lines.iter().map(|it| it.line.name.as_str()).collect()
}

#[test]
fn calls_are_of_the_next_day_on_which_somebody_is_booked() {
    let mut desk = agenda_desk();
    book(&mut desk, "Hoje", "2026-11-23", "10", "");
    let ana = book(&mut desk, "Ana Lima", "2026-11-25", "8:40", "79 98888 1234");
    let gone = book(&mut desk, "Bia", "2026-11-24", "8", "");
    desk.cancel_appointment(gone.id).unwrap();
    let found = desk.calls_of(None).unwrap();
    assert_eq!(
        (found.day, names(&found)),
        (day("2026-11-25"), vec!["Ana Lima"])
    );
    let line = &found.lines[0];
    assert_eq!((line.line.phone.as_str(), line.tries), ("79988881234", 0));
    for part in [
        "Olá, Ana!",
        "quarta-feira, 25/11, às 08:40",
        "CRAS Jardim das Mangueiras",
    ] {
        assert!(line.reminder.contains(part), "{part}\n{}", line.reminder);
    }
    // The reason stays out of it.
    assert!(!line.reminder.contains(&line.line.service));

    desk.note_call(ana.id, Reach::NoAnswer).unwrap();
    desk.note_call(ana.id, Reach::WantsAnother).unwrap();
    let line = &desk.calls_of(None).unwrap().lines[0];
    assert_eq!(
        (line.line.reach, line.tries),
        (Some(Reach::WantsAnother), 2)
    );
    assert_eq!(
        status(&desk, ana.id),
        Status::Booked,
        "nothing moves by itself"
    );
    assert_eq!(desk.undo().unwrap(), "contato por telefone");
    assert_eq!(
        desk.calls_of(None).unwrap().lines[0].line.reach,
        Some(Reach::NoAnswer)
    );
    desk.sample_login(Role::Management).unwrap();
    assert!(desk.calls_of(None).is_err());
    assert!(desk.waiting_wishes().is_err());
}

#[test]
fn calling_is_one_key_a_call() {
    let mut desk = agenda_desk();
    book(&mut desk, "Ana Lima", "2026-11-24", "8", "79 98888 1234");
    book(&mut desk, "Bia Souza", "2026-11-24", "8:40", "");
    let mut drive = program(desk);
    drive.keys("<F9>gt").shows("ter 24/11/2026: 2 marcados");
    drive
        .shows("(79) 98888-1234")
        .shows("sem telefone")
        .shows("Olá, Ana!");
    drive
        .keys("c")
        .shows("Ana Lima: confirmou.")
        .shows("confirmaram: 1, por ligar: 1");
    drive.keys("n").shows("F8 cancela o horário");
    drive
        .keys("<F8>")
        .shows("Bia Souza: horário cancelado.")
        .shows("24/11/2026: 1 marcado;");
    drive.keys("<ctrl+z>").shows("2 marcados");
    drive.keys("<F11>").hides("Ana").shows("A. L.");
    at_every_size(&mut drive);
}

#[test]
fn the_first_three_who_asked_are_offered_and_whoever_accepts_gives_the_old_place_back() {
    let mut desk = agenda_desk();
    let clock = desk.clock().clone();
    let mut asked = Vec::new();
    for (name, on) in [("Ana", 1), ("Bia", 2), ("Caio", 3), ("Davi", 4), ("Eva", 7)] {
        let it = book(
            &mut desk,
            name,
            &format!("2026-12-0{on}"),
            "8",
            "79 98888 1234",
        );
        later(&clock, 1);
        // Bia only comes on Mondays.
        let days: &[u32] = if name == "Bia" { &[1] } else { &[] };
        desk.ask_earlier(it.id, days).unwrap();
        asked.push(it);
    }
    assert!(refusal(desk.ask_earlier(asked[0].id, &[])).contains("Já está na lista"));
    let free = book(&mut desk, "Gil", "2026-11-24", "9:20", "");
    assert_eq!(desk.freed_by(free.id).unwrap(), None, "not free yet");
    desk.cancel_appointment(free.id).unwrap();
    let offer = desk.freed_by(free.id).unwrap().unwrap();
    let first: Vec<&str> = offer.call.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((first, offer.more), (vec!["Ana", "Caio", "Davi"], 1));

    // Three calls that nobody answers, and the next in order shows.
    let place = place(&desk, "2026-11-24", "9:20");
    let ana = offer.call[0].id;
    for n in 1..=3 {
        desk.note_wish_call(ana, Reach::NoAnswer).unwrap();
        let all = desk.waiting_wishes().unwrap();
        assert_eq!(all[0].unanswered, n, "keeps its turn");
    }
    let offer = desk.offer_to(&place).unwrap().unwrap();
    let first: Vec<&str> = offer.call.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((first, offer.more), (vec!["Caio", "Davi", "Eva"], 1));

    desk.note_wish_call(offer.call[1].id, Reach::Refused)
        .unwrap();
    assert_eq!(
        desk.waiting_wishes().unwrap().len(),
        4,
        "Davi waits no more"
    );
    assert_eq!(
        status(&desk, asked[3].id),
        Status::Booked,
        "and keeps his hour"
    );

    let caio = offer.call[0].id;
    let BookingAnswer::Booked { all, .. } = desk.accept_offer(caio, &place).unwrap() else {
        panic!("taken");
    };
    assert_eq!(all[0].moved_from, Some(asked[2].id));
    assert_eq!(status(&desk, asked[2].id), Status::Moved);
    assert!(refusal(desk.accept_offer(caio, &place)).contains("já foi resolvida"));
    assert_eq!(desk.offer_to(&place).unwrap(), None, "nobody else fits");
    // One key takes all of it back.
    assert_eq!(desk.undo().unwrap(), "remarcação");
    assert_eq!(status(&desk, asked[2].id), Status::Booked);
    assert_eq!(desk.waiting_wishes().unwrap().len(), 4);
    assert!(desk.verify().unwrap().holds());
}

#[test]
fn a_place_taken_meanwhile_changes_nobody() {
    let mut desk = agenda_desk();
    let it = NewWish {
        who: Comer::Said("Ana".into()),
        service: service(&desk, "CAD-ATU").id,
        weekdays: Vec::new(),
        phone: "79 98888 1234".into(),
    };
    desk.wait_for_place(&it).unwrap();
    let wish = desk.waiting_wishes().unwrap()[0].id;
    let place = place(&desk, "2026-11-24", "8");
    book(&mut desk, "Bia", "2026-11-24", "8", "");
    let answer = desk.accept_offer(wish, &place).unwrap();
    assert!(matches!(answer, BookingAnswer::Taken { next: Some(_) }));
    assert_eq!(desk.waiting_wishes().unwrap().len(), 1);
}

#[test]
fn who_is_moved_keeps_waiting_and_who_was_seen_does_not() {
    let mut desk = agenda_desk();
    let ana = book(&mut desk, "Ana", "2026-12-01", "8", "");
    desk.ask_earlier(ana.id, &[]).unwrap();
    let to = booking(&desk, "Ana", "2026-11-30", "8");
    desk.move_appointment(ana.id, &to).unwrap();
    let line = &desk.waiting_wishes().unwrap()[0];
    assert_eq!(line.booked, Some((day("2026-11-30"), at("8"))));
    // Undoing the first wish leaves the appointment as it was.
    let bia = book(&mut desk, "Bia", "2026-11-23", "8:40", "");
    desk.ask_earlier(bia.id, &[]).unwrap();
    later(&desk.clock().clone(), 60);
    desk.mark_attended(bia.id).unwrap();
    let left: Vec<String> = (desk.waiting_wishes().unwrap().iter())
        .map(|it| it.name.clone())
        .collect();
    assert_eq!(left, ["Ana"]);
}

#[test]
fn the_list_by_keys_from_the_day_to_the_earlier_place() {
    let mut desk = agenda_desk();
    book(&mut desk, "Ana Lima", "2026-11-25", "8", "79 98888 1234");
    let mut drive = program(desk);
    drive
        .keys("<F9>g25112026<enter>c")
        .shows("Dias em que pode vir");
    at_every_size(&mut drive);
    drive.keys("amanhã<enter>").shows("escreva os dias");
    drive
        .keys("<ctrl+u>seg qua<enter>")
        .shows("Ana Lima espera por um horário mais cedo.");
    drive.keys("c<enter>").shows("Já está na lista de espera");
    drive.keys("<esc>");
    drive
        .keys("f")
        .shows("Espera por vaga")
        .shows("qua 25/11/2026");
    at_every_size(&mut drive);
    drive.keys("<F2>").shows("Esperar por vaga");
    at_every_size(&mut drive);
    drive.keys("Bia<enter><esc>");
    drive
        .keys("<enter>")
        .shows("Vaga livre: seg 23/11/2026 às 08:")
        .shows("(79) 98888-1234");
    at_every_size(&mut drive);
    drive.keys("a").shows("Ana Lima: não atendeu 1 de 3.");
    drive.keys("o").shows("não pode nesta vaga e continua");
    drive
        .keys("<enter>")
        .shows("Vaga dada a Ana Lima, linha")
        .shows("Ninguém espera");
    drive.keys("<ctrl+z>").shows("Ana Lima");
}

#[test]
fn a_phone_under_secrecy_is_for_those_who_may() {
    let mut desk = agenda_desk();
    let family = crate::secrecy::under_secrecy(&mut desk, &["Ana Melo"]);
    let person = crate::families::who(&mut desk, family, "Ana");
    let mut it = booking(&desk, "", "2026-11-24", "8");
    it.who = Comer::Registered {
        person,
        family: Some(family),
    };
    it.phone = "79 98888 4321".into();
    let made = booked(&mut desk, &it);
    desk.ask_earlier(made.id, &[]).unwrap();
    let seen = |desk: &Desk| {
        let calls = desk.calls_of(None).unwrap();
        let wishes = desk.waiting_wishes().unwrap();
        (calls.lines[0].line.phone.clone(), wishes[0].phone.clone())
    };
    desk.sample_login(Role::Reception).unwrap();
    assert_eq!(seen(&desk), (String::new(), String::new()));
    desk.sample_login(Role::Technician).unwrap();
    assert_eq!(seen(&desk).0, "79988884321");
    // All of it is the person's to know.
    desk.note_call(made.id, Reach::Message).unwrap();
    let data = desk.subject_data(person).unwrap();
    let agenda = data
        .sections
        .iter()
        .find(|it| it.title == "Agenda")
        .unwrap();
    let told = format!("{:?}", agenda.lines);
    for part in [
        "24/11/2026 às 08:00",
        "98888-4321",
        "deixado recado",
        "à espera",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    desk.sample_login(Role::Reception).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>gt").shows("sob sigilo").hides("98888-4321");
    drive.keys("<esc>f").hides("98888-4321");
}

#[test]
fn cancelling_shows_who_waits_and_accepting_moves_them() {
    let mut desk = agenda_desk();
    book(&mut desk, "Ana Lima", "2026-11-24", "8", "");
    let bia = book(&mut desk, "Bia Souza", "2026-11-26", "8", "79 98888 1234");
    desk.ask_earlier(bia.id, &[]).unwrap();
    let mut drive = program(desk);
    drive.keys("<F9>g24112026<enter><enter>").shows("Horário");
    drive.keys("c").shows("Cancelado: ter 24/11/2026 às 08:00.");
    drive
        .shows("Vaga livre: ter 24/11/2026 às 08:00")
        .shows("Bia Souza");
    drive
        .keys("c")
        .shows("Vaga dada a Bia Souza")
        .shows("ter 24/11/2026: 1 marcado");
    drive
        .keys("26112026<enter>")
        .shows("qui 26/11/2026: 0 marcados");
    // Moved away again, the place is offered to nobody: nobody waits.
    drive.keys("24112026<enter>l<enter>").shows("Agenda: vagas");
    drive.keys("<enter>").shows("Marcar esta vaga");
    at_every_size(&mut drive);
    drive
        .keys("Caio Reis<enter><enter>")
        .shows("Marcado, linha");
    drive.keys("<ctrl+z>").shows("Desfeito: agendamento");
}

/// Six months of Mondays and Tuesdays against a count by hand.
#[test]
fn rates_are_what_a_naive_count_says() {
    let mut desk = agenda_desk();
    let clock = desk.clock().clone();
    let first = day("2026-11-23");
    let (mut expected, mut missed) = ([0_u32; 8], [0_u32; 8]);
    let mut n = 0;
    for week in 0..12 {
        for (weekday, hour) in [(1, "8"), (1, "8:40"), (1, "9:20"), (2, "8")] {
            let on: NaiveDate = first + Days::new(week * 7 + weekday - 1);
            if desk.agenda_day(on, None).unwrap().closed.is_some() {
                continue;
            }
            let it = book(&mut desk, "Ana", &on.to_string(), hour, "");
            n += 1;
            let now = clock.now();
            clock.set(desk.zone().instant(on, it.starts.time()));
            match n % 5 {
                0 | 1 => {
                    desk.mark_missed(it.id).unwrap();
                    missed[weekday as usize] += 1;
                    expected[weekday as usize] += 1;
                }
                2 => {
                    desk.cancel_appointment(it.id).unwrap();
                }
                _ => {
                    desk.mark_attended(it.id).unwrap();
                    expected[weekday as usize] += 1;
                }
            }
            clock.set(now);
        }
    }
    desk.sample_login(Role::Management).unwrap();
    let found = desk
        .no_show_rates(Some(first), Some(day("2027-02-28")))
        .unwrap();
    let seen: Vec<(u32, u32, u32)> = (found.lines.iter())
        .map(|it| (it.rate.weekday, it.rate.expected, it.rate.missed))
        .collect();
    let count = |n: usize| (n as u32, expected[n], missed[n]);
    assert_eq!(seen, [count(1), count(2)]);
    assert!(expected[1] >= 20 && expected[2] < 20, "{expected:?}");
    assert!(
        found.lines[0].places > 0 && found.lines[0].more > 0,
        "{found:?}"
    );
    assert_eq!(found.lines[1].told, "ainda pouco para dizer");
    assert_eq!(found.from.weekday().number_from_monday(), 1);

    // Management sees numbers, and no way to a name.
    clock.set(desk.zone().midnight(day("2027-02-22")));
    let mut drive = program(desk);
    drive
        .keys("<F9>i")
        .shows("Faltas na agenda")
        .shows("a mais caber");
    drive.shows("quem decide é a coordenação").hides("Ana");
    at_every_size(&mut drive);
    drive.keys("m").shows("Agenda: mês");
    drive.keys("d").shows("sem nomes").shows("Agenda: mês");
    drive.keys("<enter>").shows("Agenda: mês").hides("Ana");
    at_every_size(&mut drive);
}

#[test]
fn only_those_who_answer_for_the_numbers_see_them() {
    let mut desk = agenda_desk();
    for role in Role::ALL {
        desk.sample_login(role).unwrap();
        let may = matches!(role, Role::Coordination | Role::Management);
        assert_eq!(desk.no_show_rates(None, None).is_ok(), may, "{role:?}");
    }
}
