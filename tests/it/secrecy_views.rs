//! Every use case that answers something, asked by every role about one family
//! under secrecy: what the matrix hides is in no answer and in no refusal. A
//! new use case has to be put into one of the lists here before it lands.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::Path;

use acolhida::app::{Arrival, Booking, Comer, Desk, Import, Place};
use acolhida::domain::access::{Right, Role};
use acolhida::domain::agenda::{Absence, Appointment};
use acolhida::domain::codes::{Disability, DocKind, Race};
use acolhida::domain::date::Birth;
use acolhida::domain::family::{Family, FamilyField};
use acolhida::domain::id::Id;
use acolhida::domain::person::{DocumentFacts, Person, PersonFacts, PersonField};
use acolhida::domain::priority::Grounds;
use acolhida::domain::register::BaseEdits;
use acolhida::domain::ticket::Ticket;

use chrono::NaiveDate;

use crate::adoption::{CODE, Town, melos};
use crate::agenda::desks::{booked, booking, give_hours};
use crate::desks::{demand, says};
use crate::families::who;

/// Where they live, by any of its parts; what only the técnicos may see.
const PLACES: &[&str] = &[
    "Jabuticabeiras",
    "JABUTICABEIRAS",
    "4021",
    "7734",
    "anario",
    "ANARIO",
    "Vagalume",
    "Sanhaço",
    "SANHAÇO",
    "melro@",
];
const NUMBERS: &[&str] = &[
    "11144477735",
    "111.444.777-35",
    "12034567899",
    "120.34567.89-9",
];
/// By its label and by its name in the sources, which `Debug` tells.
const SENSITIVE: &[&str] = &[
    "Indígena",
    "Indigenous",
    "Transtorno",
    "Psychosocial",
    "obesa",
    "Obesity",
    "deficiência",
];
/// What must be provided to receive her well is told to who receives her.
const NAMES: &[&str] = &["Ana", "Melo", "Curió"];

struct Scene {
    family: Id<Family>,
    ana: Id<Person>,
    twin: Id<Person>,
    ticket: Id<Ticket>,
    on: NaiveDate,
    past: Id<Appointment>,
    ahead: Id<Appointment>,
    to: Booking,
    away: Absence,
}

/// The hour that the agenda has free before hers.
fn place(at: &Scene) -> Place {
    Place {
        service: at.to.service,
        provider: at.to.provider,
        day: at.on,
        starts: at.to.starts,
    }
}

type Ask = fn(&mut Desk, &Scene) -> String;

/// An answer or a refusal, whole.
fn all(answer: impl Debug) -> String {
    format!("{answer:?}")
}

/// What a key answers, undone again for the next role.
fn taken_back(desk: &mut Desk, key: impl FnOnce(&mut Desk) -> String) -> String {
    let answer = key(desk);
    let _ = desk.undo();
    answer
}

/// What answers something about people.
const READS: &[(&str, Ask)] = &[
    ("family_card", |it, at| all(it.family_card(at.family))),
    ("person_card", |it, at| all(it.person_card(at.ana))),
    (
        "family_of_person",
        |it, at| all(it.family_of_person(at.ana)),
    ),
    ("family_history", |it, at| all(it.family_history(at.family))),
    ("person_history", |it, at| all(it.person_history(at.ana))),
    ("who_opened", |it, at| all(it.who_opened(at.family))),
    ("accesses", |it, _| all(it.accesses(it.today()))),
    ("base_family", |it, _| all(it.base_family(CODE))),
    ("differences", |it, at| all(it.differences(at.family))),
    ("adopt", |it, _| all(it.adopt(CODE, &BaseEdits::default()))),
    ("compare", |it, at| all(it.compare(at.ana, at.twin))),
    ("subject_data", |it, at| all(it.subject_data(at.ana))),
    ("print_subject", |it, at| all(it.print_subject(at.ana))),
    ("erase_subject", |it, at| {
        all(it.erase_subject(at.ana, "ofício 12", true))
    }),
    ("place_of_cep", |it, _| all(it.place_of_cep("49000100"))),
    ("drafts", |it, _| all(it.drafts())),
    ("line", |it, _| all(it.line())),
    ("line_of", |it, _| all(it.line_of(it.today()))),
    ("line_listed", |it, _| all(it.line_listed(it.today()))),
    ("panel", |it, _| all(it.panel())),
    ("arrival_sheet", |it, at| {
        all(it.arrival_sheet(at.ana, Some(at.family)))
    }),
    ("ticket_demands", |it, at| all(it.ticket_demands(at.ticket))),
    ("companions", |it, at| all(it.companions(at.ticket))),
    ("ticket_slip", |it, at| {
        [false, true]
            .map(|named| it.ticket_slip(at.ticket, named).map(|page| page.text()))
            .map(all)
            .concat()
    }),
    ("print_ticket", |it, at| {
        all(it.print_ticket(at.ticket, true))
    }),
    ("agenda_day", |it, at| all(it.agenda_day(at.on, None))),
    ("agenda_days", |it, at| {
        all(it.agenda_days(at.on, at.on, None))
    }),
    ("agenda_listed", |it, at| {
        all(it.agenda_listed(at.on, at.on, None))
    }),
    ("agenda_loads", |it, at| all(it.agenda_loads(at.on, at.on))),
    ("appointments_of", |it, at| {
        all(it.appointments_of(Some(at.ana), None, 9))
            + &all(it.appointments_of(None, Some(at.family), 9))
    }),
    ("booking_sheet", |it, at| {
        // The services are the unit's own, in its own words.
        [(Some(at.ana), None), (None, Some(at.family))]
            .map(|(ana, home)| it.booking_sheet(ana, home).map(|it| (it.phones, it.ahead)))
            .map(all)
            .concat()
    }),
    ("appointment", |it, at| all(it.appointment(at.ahead))),
    ("holes", |it, _| all(it.holes())),
    ("fill_hole", |it, at| {
        taken_back(it, |it| all(it.fill_hole(at.past, at.ticket)))
    }),
    ("appointment_slip", |it, at| {
        all(it.appointment_slip(at.ahead, true).map(|it| it.text()))
    }),
    ("print_appointment", |it, at| {
        all(it.print_appointment(at.ahead, true))
    }),
    ("agenda_page", |it, at| {
        all(it.agenda_page(at.on, None).map(|it| it.text()))
    }),
    ("print_agenda", |it, at| all(it.print_agenda(at.on, None))),
    ("calls_of", |it, at| all(it.calls_of(Some(at.on)))),
    ("waiting_wishes", |it, at| {
        let noted = it.ask_earlier(at.ahead, &[]);
        let answer = all(it.waiting_wishes());
        if noted.is_ok() {
            let _ = it.undo();
        }
        answer
    }),
    ("freed_by", |it, at| {
        taken_back(it, |it| {
            let _ = it.cancel_appointment(at.ahead);
            all(it.freed_by(at.ahead))
        })
    }),
    ("offer_to", |it, at| all(it.offer_to(&place(at)))),
    ("accept_offer", |it, at| {
        let noted = it.ask_earlier(at.ahead, &[]);
        let wishes = it.waiting_wishes().unwrap_or_default();
        let answer = wishes.first().map_or_else(String::new, |wish| {
            let later = Place {
                starts: at.to.starts,
                day: at.to.day,
                ..place(at)
            };
            taken_back(it, |it| all(it.accept_offer(wish.id, &later)))
        });
        if noted.is_ok() {
            let _ = it.undo();
        }
        answer
    }),
    ("no_show_rates", |it, _| all(it.no_show_rates(None, None))),
    ("agenda_outside", |it, at| {
        all(it.agenda_outside(at.on, at.on, None))
    }),
    ("missed_outside", |it, at| {
        all(it.missed_outside(at.on, at.on))
    }),
    ("line_outside", |it, _| all(it.line_outside(it.today()))),
    ("declaration_sheet", |it, at| {
        all(it.declaration_sheet(at.ticket))
    }),
    ("booked_in", |it, at| all(it.booked_in(&at.away))),
    ("save_absence", |it, at| all(it.save_absence(&at.away))),
    ("mark_missed", |it, at| {
        taken_back(it, |it| all(it.mark_missed(at.past)))
    }),
    ("mark_attended", |it, at| {
        taken_back(it, |it| all(it.mark_attended(at.past)))
    }),
    ("cancel_appointment", |it, at| {
        taken_back(it, |it| all(it.cancel_appointment(at.ahead)))
    }),
    ("move_appointment", |it, at| {
        taken_back(it, |it| all(it.move_appointment(at.ahead, &at.to)))
    }),
    ("call", |it, at| all(it.call(at.ticket))),
    ("call_next", |it, _| all(it.call_next())),
    ("mark_absent", |it, at| all(it.mark_absent(at.ticket))),
    ("undo", |it, _| all(it.undo())),
    ("search", |it, _| {
        [
            "ana melo",
            "mel",
            "11144477735",
            "12034567899",
            "12051980",
            "998127734",
            "7734",
            "1",
            CODE,
        ]
        .map(|typed| all(it.search(typed).map(|it| (it.rows, it.base_month))))
        .concat()
    }),
    ("search_desk", |it, _| {
        all(it.search_desk("ana melo").map(|it| it.rows))
    }),
    ("search_up_to", |it, _| {
        all(it.search_up_to("melo", 50).map(|it| it.rows))
    }),
    ("search_listed", |it, _| {
        all(it.search_listed("melo").map(|it| it.rows))
    }),
    ("suspects", |it, _| {
        all(it.suspects("Ana Melo", Birth::Unknown, "11144477735", ""))
    }),
    ("verify", |it, _| all(it.verify())),
    ("about", |it, _| all(it.about())),
    ("copies", |it, _| all(it.copies())),
    ("tour_facts", |it, _| all(it.tour_facts(None))),
];

/// What only writes, or tells nothing of people in families.
const OTHERS: &str = "
    log_in unlock log_out change_password sample_login
    set_up is_set_up change_unit team add_staff change_staff reset_password
    setting setting_is_on settings change_setting change_setting_from districts save_district
    clock now zone today unit session folder file is_sample seat set_seat may require others_wrote
    bases keep_loads_in previous_base delivered import_cecad import_payroll restore_previous_base
    back_up restore purge_pages purge_in_passing log_fault print footer keep_draft
    open_family edit_family change_address correct_address set_phones add_phone remove_phone
    set_secrecy assign_technician add_member set_kinship leave_family move_member record_death
    change_reference register_person edit_person clear_death add_document edit_document
    remove_document merge unmerge accept_difference keep_difference
    arrive correct_ticket start finish miss_papers come_back send_on send_out give_up
    demands usual_demand save_demand new_demand_id move_demand
    ask_earlier wait_for_place note_wish_call note_call
    arrive_booked own_provider free_slots book cancel_series supply turn_clashes new_id
    save_service save_room save_provider save_turn save_turns save_holiday take_out
    days_off open_on hours_sheet import_hours services_sheet import_services
    reveal declare reprint_declaration declaration_page check_declaration
    provider_named enter_by_key
    activity_shelf activity activity_page print_activity
    courses save_course apply prefer_application set_application set_applications hand_papers set_guardian
    set_certificate accept_seat note_seat_call note_interest interest_titles drop_interest
    note_interest_call note_follow_up note_follow_up_call
    print_application keep_course_list print_course_list print_attendance course_named
    offer_sheet import_offer import_results
    print_course_numbers keep_course_numbers set_course_goal
    save_group save_percurso remove_percurso edit_meeting move_meeting cancel_meeting add_meeting
    group_choices leave_group move_to_group accept_place note_place_call leave_waiting
    note_situation end_situation groups group_sheet meetings meetings_on rolls_at_hand mark_history
    note_absence_call tick_sisc group_named keep_sisc_sheet keep_frequency_sheet
";

/// Ana, of the register and of ours, with all there is to hide.
fn scene(town: &mut Town) -> Scene {
    let desk = &mut town.desk;
    desk.sample_login(Role::Coordination).unwrap();
    let family = desk.adopt(CODE, &BaseEdits::default()).unwrap().family;
    let ana = who(desk, family, "Ana");
    let facts = [
        (PersonField::Race, Race::Indigenous.code()),
        (PersonField::Disability, Disability::Psychosocial.code()),
        (PersonField::Support, "intérprete Curió"),
        (PersonField::Email, "melro@exemplo.test"),
    ]
    .map(|(field, value)| (field, value.to_string()));
    desk.edit_person(ana, &facts).unwrap();
    desk.add_document(ana, DocumentFacts::new(DocKind::Rg, "3.141.592"))
        .unwrap();
    let community = (FamilyField::Community, "Vila Vagalume".to_string());
    desk.edit_family(family, &[community]).unwrap();
    let twin = desk
        .register_person(&PersonFacts::named("Ana Melo"))
        .unwrap();
    desk.set_secrecy(family, true).unwrap();
    let it = Arrival {
        who: Comer::Registered {
            person: ana,
            family: Some(family),
        },
        grounds: Some(Grounds::Obesity),
        ..says(desk, "x", "CU-ATU")
    };
    let ticket = desk.arrive(&it).unwrap().id;
    desk.correct_ticket(ticket, &[demand(desk, "BE-CES")], None)
        .unwrap();
    let typed = BTreeMap::from([("nome".to_string(), "Ana Melo".to_string())]);
    desk.keep_draft("pessoa", &typed).unwrap();
    give_hours(desk);
    let slot = |desk: &Desk, on: &str, hour: &str| Booking {
        who: Comer::Registered {
            person: ana,
            family: Some(family),
        },
        phone: "79998127734".into(),
        ..booking(desk, "x", on, hour)
    };
    let (past, ahead) = (
        slot(desk, "2026-11-23", "8"),
        slot(desk, "2026-11-23", "8:40"),
    );
    let (past, ahead) = (booked(desk, &past).id, booked(desk, &ahead).id);
    let to = slot(desk, "2026-11-24", "8");
    let on = desk.today();
    let away = Absence {
        id: desk.new_id(),
        provider: None,
        since: on,
        until: on,
        hours: None,
        reason: String::new(),
    };
    // The register says otherwise by now, of where she lives too.
    let (mut moved, mut members) = melos();
    moved.street = Some("DO SANHAÇO".into());
    members[0].race = Some(1);
    town.import((2026, 6), &[(moved, members)], Import::default())
        .unwrap();
    Scene {
        family,
        ana,
        twin,
        ticket,
        on,
        past,
        ahead,
        to,
        away,
    }
}

#[test]
fn no_answer_tells_a_role_what_the_matrix_hides() {
    let mut town = Town::with_melos();
    let at = scene(&mut town);
    let desk = &mut town.desk;
    let (mut told, mut leaks) = (BTreeSet::new(), Vec::new());
    for role in Role::ALL {
        for (name, ask) in READS {
            desk.sample_login(role).unwrap();
            let answer = ask(desk, &at);
            for (right, canaries) in [
                (Right::SeeSecret, PLACES),
                (Right::SeeNumbers, NUMBERS),
                (Right::SeeSensitive, SENSITIVE),
                (Right::SeeFamilies, NAMES),
            ] {
                for canary in canaries.iter().filter(|it| answer.contains(**it)) {
                    told.insert(*canary);
                    if !role.may(right) {
                        leaks.push(format!("{name} tells {role:?} {canary}: {answer}"));
                    }
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
    // The canaries sing where they may: what nobody sees proves nothing.
    for canary in [
        "Jabuticabeiras",
        "7734",
        "Vagalume",
        "111.444.777-35",
        "melro@",
        "Curió",
        "Obesity",
    ] {
        assert!(told.contains(canary), "{canary} was never told to anybody");
    }
}

#[test]
fn each_use_case_is_in_one_of_the_lists() {
    let known: BTreeSet<&str> = READS
        .iter()
        .map(|it| it.0)
        .chain(crate::groups::secrecy::READS.iter().map(|it| it.0))
        .chain(crate::courses::secrecy::READS.iter().map(|it| it.0))
        .chain(
            crate::courses::secrecy::READS_OF_PERSON
                .iter()
                .map(|it| it.0),
        )
        .chain(
            crate::groups::secrecy::READS_OF_PERSON
                .iter()
                .map(|it| it.0),
        )
        .chain(OTHERS.split_whitespace())
        .collect();
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app");
    for folder in [
        app.clone(),
        app.join("reception"),
        app.join("agenda"),
        app.join("groups"),
        app.join("courses"),
    ] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|it| it != "rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            // Only what is written for the desk itself.
            for block in source.split("\nimpl Desk {").skip(1) {
                let block = block.split("\n}\n").next().unwrap();
                for (at, _) in block.match_indices("\n    pub fn ") {
                    let name = block[at + 12..].split(['(', '<']).next().unwrap();
                    let takes_self = block[at..].split(')').next().unwrap().contains("self");
                    assert!(
                        !takes_self || known.contains(name),
                        "{name} of {} is in no list: may every role be told what it answers?",
                        path.display()
                    );
                }
            }
        }
    }
}
