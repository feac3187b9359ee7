//! Invented groups of a sample unit: what they are called, when they meet, what
//! they work on, and who comes. Pure: the same for the same seed; never reads
//! the clock.

use chrono::{Datelike, NaiveDate};

use super::rng::Rng;
use crate::domain::agenda::Minute;
use crate::domain::codes::{AwayReason, Axis, Band, GroupKind, Situation};
use crate::domain::groups::Mark;

/// One group of the sample unit.
#[derive(Debug, Clone, Copy)]
pub struct GroupPlan {
    pub name: &'static str,
    pub kind: GroupKind,
    pub band: Option<Band>,
    pub mixed: bool,
    /// Days after the first weekday of the group on which it meets too.
    pub days: &'static [u32],
    pub hours: (i64, i64),
    pub capacity: u32,
    /// Places that nobody has, with people who wait all the same.
    pub free: u32,
    pub waiting: usize,
    /// Of the team, or from outside.
    pub leader: Option<&'static str>,
    pub executor: &'static str,
    pub place: &'static str,
    pub percurso: &'static str,
    pub goal: &'static str,
    pub axes: &'static [Axis],
    pub themes: &'static [&'static str],
}

const HALL: &str = "Salão do CRAS";

/// In the order in which people are put into them. The first meets in the
/// morning of the day on which the sample is made.
pub const GROUPS: [GroupPlan; 6] = [
    GroupPlan {
        name: "Sempre-Viva",
        kind: GroupKind::Scfv,
        band: Some(Band::Elderly),
        mixed: false,
        days: &[0, 2],
        hours: (8, 10),
        capacity: 20,
        free: 0,
        waiting: 0,
        leader: None,
        executor: "",
        place: HALL,
        percurso: "Memórias do bairro",
        goal: "Contar e escrever a história do bairro por quem a viveu.",
        axes: &[Axis::Together, Axis::Participation],
        themes: &[
            "Como era esta rua",
            "Receitas de família",
            "Festas de antes",
        ],
    },
    GroupPlan {
        name: "Girassol",
        kind: GroupKind::Scfv,
        band: Some(Band::Children),
        mixed: false,
        days: &[1, 3],
        hours: (8, 10),
        capacity: 25,
        free: 0,
        waiting: 3,
        leader: None,
        executor: "",
        place: HALL,
        percurso: "Criança tem vez",
        goal: "Conhecer direitos brincando e dizer o que precisa mudar no bairro.",
        axes: &[Axis::RightToBe, Axis::Participation],
        themes: &[
            "O que é meu direito",
            "Brincar é coisa séria",
            "Trabalho não é de criança",
        ],
    },
    GroupPlan {
        name: "Violão e Voz",
        kind: GroupKind::Scfv,
        band: Some(Band::Teens),
        mixed: false,
        days: &[0, 3],
        hours: (14, 16),
        capacity: 12,
        free: 1,
        waiting: 2,
        leader: None,
        executor: "",
        place: HALL,
        percurso: "A nossa voz",
        goal: "Compor e apresentar uma música sobre a vida no bairro.",
        axes: &[Axis::Together, Axis::RightToBe],
        themes: &["Quem somos", "Primeira letra", "Ensaio aberto"],
    },
    GroupPlan {
        name: "Juventude em Cena",
        kind: GroupKind::Scfv,
        band: Some(Band::Young),
        mixed: false,
        days: &[4],
        hours: (16, 18),
        capacity: 15,
        free: 3,
        waiting: 0,
        leader: Some("Iuri Campos"),
        executor: "Associação Mangue Vivo",
        place: "Sede da Associação Mangue Vivo",
        percurso: "Mundo do trabalho",
        goal: "Fazer currículo, conhecer direitos e visitar dois lugares de trabalho.",
        axes: &[Axis::RightToBe, Axis::Participation],
        themes: &["Meu currículo", "Direitos de quem trabalha", "Vida digital"],
    },
    GroupPlan {
        name: "Mãos que Criam",
        kind: GroupKind::Scfv,
        band: Some(Band::Adults),
        mixed: true,
        days: &[2],
        hours: (14, 16),
        capacity: 25,
        free: 2,
        waiting: 0,
        leader: Some("Marli Sampaio"),
        executor: "",
        place: HALL,
        percurso: "Fio a fio",
        goal: "Trocar saberes entre gerações pelo bordado e pela costura.",
        axes: &[Axis::Together],
        themes: &["Ponto atrás", "Quem me ensinou", "Relações sem violência"],
    },
    GroupPlan {
        name: "Colo e Brincadeira",
        kind: GroupKind::Scfv,
        band: Some(Band::Small),
        mixed: false,
        days: &[1],
        hours: (14, 15),
        capacity: 15,
        free: 2,
        waiting: 0,
        leader: Some("Marli Sampaio"),
        executor: "",
        place: "Brinquedoteca",
        percurso: "Colo que cuida",
        goal: "Fortalecer o cuidado pelo brincar, com quem cuida.",
        axes: &[Axis::Together],
        themes: &["Cantigas", "Tinta e papel", "Histórias de pano"],
    },
];

impl GroupPlan {
    /// Weekdays (1 = Monday) when the first group begins its week on `day`;
    /// always from Monday to Friday.
    pub fn weekdays(&self, day: NaiveDate) -> Vec<u32> {
        let first = day.weekday().num_days_from_monday().min(4);
        let mut out: Vec<u32> = self.days.iter().map(|it| (first + it) % 5 + 1).collect();
        out.sort_unstable();
        out
    }

    pub fn minutes(&self) -> (Minute, Minute) {
        let (starts, ends) = self.hours;
        (Minute::clamped(starts * 60), Minute::clamped(ends * 60))
    }

    /// Whether somebody of that age is put into it; a year more than the band
    /// now and then, for who has grown out of it since.
    pub fn takes(&self, age: u32, rng: &mut Rng) -> bool {
        let Some(band) = self.band else {
            return age >= 18;
        };
        let grown = self.kind == GroupKind::Scfv && age == band.ages().1.saturating_add(1);
        match self.mixed {
            true => age >= 12,
            false => band.takes(age) || (grown && rng.percent(15)),
        }
    }
}

/// How one person comes to a group: how often, in percent, and the meetings at
/// the end to which they no longer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    pub comes: u64,
    pub gone: usize,
}

/// One in eight stopped coming without a word.
pub fn habit(rng: &mut Rng) -> Habit {
    Habit {
        comes: u64::try_from(rng.between(68, 97)).unwrap_or(80),
        gone: match rng.percent(12) {
            true => usize::try_from(rng.between(2, 5)).unwrap_or(3),
            false => 0,
        },
    }
}

/// What is said of somebody at a meeting with `left` more after it.
pub fn mark(rng: &mut Rng, habit: Habit, left: usize) -> Mark {
    let (came, told) = (rng.percent(habit.comes), rng.percent(40));
    let at = usize::try_from(rng.below(AwayReason::ALL.len() as u64)).unwrap_or(0);
    if left < habit.gone {
        return Mark::Absent(None);
    }
    match (came, told) {
        (true, _) => Mark::Present,
        (false, true) => Mark::Absent(AwayReason::ALL.get(at).copied()),
        (false, false) => Mark::Absent(None),
    }
}

/// The situation of somebody of that age; about half are in one.
pub fn situation(rng: &mut Rng, age: u32, disabled: bool) -> Option<Situation> {
    const YOUNG: [Situation; 5] = [
        Situation::School,
        Situation::ChildLabour,
        Situation::Violence,
        Situation::Isolation,
        Situation::Protection,
    ];
    const GROWN: [Situation; 3] = [
        Situation::Isolation,
        Situation::Isolation,
        Situation::Violence,
    ];
    let (is_in, at) = (rng.percent(52), rng.draw());
    let list: &[Situation] = if age < 18 { &YOUNG } else { &GROWN };
    let at = usize::try_from(at % list.len() as u64).unwrap_or(0);
    match (is_in, disabled) {
        (false, _) => None,
        (true, true) => Some(Situation::Disability),
        (true, false) => list.get(at).copied(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_first_group_meets_on_the_day_and_all_from_monday_to_friday() {
        let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        for day in monday.iter_days().take(5) {
            let first = day.weekday().number_from_monday();
            assert!(GROUPS[0].weekdays(day).contains(&first), "{day}");
        }
        for day in monday.iter_days().take(7) {
            for it in GROUPS {
                let days = it.weekdays(day);
                assert!(days.iter().all(|it| (1..=5).contains(it)), "{days:?}");
                assert_eq!(days.len(), it.days.len());
            }
        }
    }

    #[test]
    fn who_stopped_coming_is_absent_to_the_end() {
        let mut rng = Rng::new(7);
        let habit = Habit { comes: 90, gone: 3 };
        for left in 0..3 {
            assert_eq!(mark(&mut rng, habit, left), Mark::Absent(None));
        }
        let mut rng = Rng::new(7);
        let many = (0..1_000).filter(|_| situation(&mut rng, 30, false).is_some());
        assert!((450..=590).contains(&many.count()));
    }
}
