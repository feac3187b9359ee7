//! The script of the demonstration's day up to the hour at which it opens:
//! minutes before that hour, who, and what became of them. Played through the
//! same use cases as real work, by the people who would have pressed the keys.

use chrono::{DateTime, Days, Duration, Utc};

use super::super::desk::Desk;
use super::super::reception::{Arrival, BookedArrival, Comer, SendTo};
use super::cast::Cast;
use super::town::Home;
use crate::domain::access::Role;
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::order::sort_by_key;
use crate::domain::priority::Grounds;
use crate::domain::ticket::{Demand, Ticket};
use crate::store::agenda::appointments;

/// Who comes: of the cast, of the generated families, or somebody unknown.
#[derive(Clone, Copy)]
pub(super) enum Who {
    Cast(&'static str),
    Town(usize),
    Said(&'static str),
}

#[derive(Clone, Copy)]
enum Move {
    Arrive,
    /// Was booked, and has come.
    Come,
    Call(&'static str),
    Start(&'static str),
    Finish(&'static str),
    MissPapers(&'static str, &'static str),
    ComeBack(&'static str),
    Absent(&'static str),
    GiveUp(&'static str),
    SendOut(&'static str, &'static str),
    SendOn(&'static str, Role),
}

struct Scene {
    who: Who,
    demands: &'static [&'static str],
    said: Option<Grounds>,
    /// Minutes before the hour, and what happened then.
    moves: &'static [(i64, Move)],
}

use Move::{
    Absent, Arrive, Call, Come, ComeBack, Finish, GiveUp, MissPapers, SendOn, SendOut, Start,
};

const fn scene(who: Who, demands: &'static [&'static str], moves: &'static [(i64, Move)]) -> Scene {
    Scene {
        who,
        demands,
        said: None,
        moves,
    }
}

/// In the order of arrival.
const SCENES: &[Scene] = &[
    scene(
        Who::Town(3),
        &["CU-ATU"],
        &[
            (84, Arrive),
            (40, Call("clara")),
            (39, Start("clara")),
            (17, Finish("clara")),
        ],
    ),
    scene(
        Who::Town(7),
        &["BF-BLO"],
        &[
            (81, Arrive),
            (40, Call("davi")),
            (39, Start("davi")),
            (24, Finish("davi")),
        ],
    ),
    scene(
        Who::Town(11),
        &["OU-INF"],
        &[
            (79, Arrive),
            (40, Call("lia")),
            (40, Start("lia")),
            (35, Finish("lia")),
        ],
    ),
    scene(
        Who::Cast("edivania"),
        &["BE-CES"],
        &[
            (74, Arrive),
            (40, Call("telma")),
            (39, Start("telma")),
            (31, SendOn("telma", Role::Technician)),
            (26, Call("ines")),
            (25, Start("ines")),
        ],
    ),
    scene(
        Who::Cast("yelitza"),
        &["CU-INC"],
        &[
            (70, Arrive),
            (23, Call("davi")),
            (22, Start("davi")),
            (10, MissPapers("davi", "certidão da criança")),
        ],
    ),
    scene(
        Who::Town(14),
        &["CU-FOL"],
        &[
            (66, Arrive),
            (34, Call("lia")),
            (33, Start("lia")),
            (28, Finish("lia")),
        ],
    ),
    scene(
        Who::Cast("luana"),
        &["AT-RES"],
        &[
            (63, Arrive),
            (40, Call("otavio")),
            (39, Start("otavio")),
            (8, Finish("otavio")),
        ],
    ),
    scene(
        Who::Said("Seu Valdomiro"),
        &["DO-CER"],
        &[
            (61, Arrive),
            (27, Call("telma")),
            (26, Start("telma")),
            (18, SendOut("telma", "cartório do bairro")),
        ],
    ),
    scene(
        Who::Town(17),
        &["BE-ENE"],
        &[
            (58, Arrive),
            (26, Call("lia")),
            (23, Call("lia")),
            (20, Call("lia")),
            (18, Absent("lia")),
        ],
    ),
    scene(
        Who::Town(5),
        &["CU-ATU"],
        &[(55, Arrive), (29, GiveUp("telma"))],
    ),
    scene(
        Who::Cast("rosangela"),
        &["CU-MEM"],
        &[
            (52, Arrive),
            (39, MissPapers("lia", "comprovante de endereço")),
            (12, ComeBack("lia")),
            (11, Call("clara")),
            (10, Start("clara")),
        ],
    ),
    scene(
        Who::Cast("givaldo"),
        &["BF-CON"],
        &[(50, Arrive), (9, Call("davi")), (8, Start("davi"))],
    ),
    scene(Who::Town(20), &["CU-ATU"], &[(47, Arrive)]),
    scene(
        Who::Town(22),
        &["SE-SCF"],
        &[(44, Arrive), (16, Call("telma")), (15, Start("telma"))],
    ),
    scene(Who::Town(9), &["CU-INC"], &[(38, Arrive)]),
    Scene {
        said: Some(Grounds::Pregnant),
        ..scene(
            Who::Cast("taina"),
            &["BE-NAT"],
            &[
                (33, Arrive),
                (17, Call("lia")),
                (16, Start("lia")),
                (9, Finish("lia")),
            ],
        )
    },
    scene(Who::Cast("carla"), &["TR-CUR"], &[(31, Arrive)]),
    scene(Who::Town(1), &["CU-ATU", "BE-GAS"], &[(27, Arrive)]),
    scene(Who::Cast("galego"), &["CU-INC"], &[(25, Arrive)]),
    scene(Who::Cast("wellington"), &["CU-CON"], &[(22, Arrive)]),
    scene(
        Who::Cast("marcos"),
        &["BE-BPD"],
        &[(19, Arrive), (8, Call("lia")), (4, Call("lia"))],
    ),
    scene(Who::Said("Dona Iracema"), &["OU-INF"], &[(15, Arrive)]),
    Scene {
        said: Some(Grounds::ChildInArms),
        ..scene(Who::Town(24), &["CU-MEM"], &[(11, Arrive)])
    },
    scene(Who::Cast("benedita"), &["DO-CER"], &[(7, Arrive)]),
    scene(Who::Town(26), &["RE-CTU"], &[(6, Arrive)]),
    scene(Who::Cast("josefa"), &["BE-IDO"], &[(5, Arrive)]),
    scene(Who::Town(12), &["BF-BLO"], &[(2, Arrive)]),
    scene(Who::Town(2), &[], &[(14, Come)]),
    scene(Who::Town(4), &[], &[(6, Come)]),
];

/// Plays the day up to `hour`; the clock of the desk is a held one and stands
/// there at the end.
pub(super) fn play(
    desk: &mut Desk,
    cast: &Cast,
    town: &[Home],
    hour: DateTime<Utc>,
) -> Outcome<()> {
    let demands = desk.demands()?;
    let mut tickets: Vec<Option<Id<Ticket>>> = vec![None; SCENES.len()];
    let mut moves: Vec<(i64, usize, Move)> = SCENES
        .iter()
        .enumerate()
        .flat_map(|(at, scene)| scene.moves.iter().map(move |it| (it.0, at, it.1)))
        .collect();
    // The longest ago first; a stable sort keeps each one's moves in order.
    sort_by_key(&mut moves, |it| std::cmp::Reverse(it.0));
    for (ago, at, what) in moves {
        let Some(scene) = SCENES.get(at) else {
            continue;
        };
        // Two people never press at the same second.
        let second = i64::try_from(at).unwrap_or(0) * 2;
        desk.clock
            .set(hour - Duration::minutes(ago) + Duration::seconds(second));
        let ticket = tickets.get(at).copied().flatten();
        match (what, ticket) {
            (Arrive, _) => {
                desk.sit_down(if at % 2 == 0 { "lia" } else { "telma" })?;
                let Some(arrival) = arrival(desk, scene, cast, town, &demands) else {
                    continue;
                };
                let id = desk.arrive(&arrival)?.id;
                if let Some(it) = tickets.get_mut(at) {
                    *it = Some(id);
                }
            }
            (Come, _) => {
                desk.sit_down("lia")?;
                let Some(Comer::Registered { person, .. }) = comer(scene.who, cast, town) else {
                    continue;
                };
                let today = appointments::of_person_on(desk.store.con(), person, desk.today())?;
                if let Some(it) = today.first() {
                    desk.arrive_booked(it.id, &BookedArrival::default())?;
                }
            }
            (_, None) => {}
            (what, Some(id)) => step(desk, what, id)?,
        }
    }
    desk.clock.set(hour);
    Ok(())
}

fn step(desk: &mut Desk, what: Move, id: Id<Ticket>) -> Outcome<()> {
    let done = match what {
        Arrive | Come => return Ok(()),
        Call(by) => {
            desk.sit_down(by)?;
            desk.call(id)
        }
        Start(by) => {
            desk.sit_down(by)?;
            desk.start(id)
        }
        Finish(by) => {
            desk.sit_down(by)?;
            desk.finish(id)
        }
        MissPapers(by, what) => {
            desk.sit_down(by)?;
            desk.miss_papers(id, what)
        }
        ComeBack(by) => {
            desk.sit_down(by)?;
            desk.come_back(id)
        }
        Absent(by) => {
            desk.sit_down(by)?;
            desk.mark_absent(id)
        }
        GiveUp(by) => {
            desk.sit_down(by)?;
            desk.give_up(id)
        }
        SendOut(by, place) => {
            desk.sit_down(by)?;
            desk.send_out(id, place)
        }
        SendOn(by, role) => {
            desk.sit_down(by)?;
            desk.send_on(id, SendTo::Role(role))
        }
    };
    done.map(drop)
}

fn arrival(
    desk: &Desk,
    scene: &Scene,
    cast: &Cast,
    town: &[Home],
    demands: &[Demand],
) -> Option<Arrival> {
    let who = comer(scene.who, cast, town)?;
    let donor = matches!(scene.who, Who::Cast("wellington"));
    let donated = desk.today().checked_sub_days(Days::new(25));
    Some(Arrival {
        who,
        companions: Vec::new(),
        demands: scene
            .demands
            .iter()
            .filter_map(|code| demands.iter().find(|it| it.code == *code))
            .map(|it| it.id)
            .collect(),
        access: "1".to_owned(),
        grounds: scene.said,
        donor_on: donated.filter(|_| donor),
        reserved: false,
    })
}

pub(super) fn comer(who: Who, cast: &Cast, town: &[Home]) -> Option<Comer> {
    Some(match who {
        Who::Cast(name) => {
            let part = cast.part(name)?;
            Comer::Registered {
                person: part.person,
                family: Some(part.family),
            }
        }
        Who::Town(at) => {
            let home = town.get(at % town.len().max(1))?;
            Comer::Registered {
                person: *home.people.first()?,
                family: Some(home.family),
            }
        }
        Who::Said(name) => Comer::Said(name.to_owned()),
    })
}
