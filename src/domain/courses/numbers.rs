//! The courses of a year in numbers: how many signed up, got a seat, enrolled
//! and finished, over all and cut by class, bairro, sex, age and priority; and
//! what the unit promised beside it. Nobody's name comes in.

use super::{Applied, FirstGroup, Standing, first_groups};
use crate::domain::codes::Sex;
use crate::domain::name::fold;

/// One application as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub state: Applied,
    pub certified: bool,
    /// "TI-01 Informática básica".
    pub class: String,
    /// Bairro; empty where it is not known or not told.
    pub district: String,
    /// Ages count on the first day of class.
    pub standing: Standing,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Funnel {
    /// Everybody who signed up, whatever became of it.
    pub applied: u32,
    pub waiting: u32,
    /// With a seat, before or after the course.
    pub seated: u32,
    /// Enrolled by the partner, those who finished or dropped out too.
    pub enrolled: u32,
    pub finished: u32,
    pub certified: u32,
    pub dropped: u32,
    /// Gave the seat back or did not come.
    pub left: u32,
    pub turned_down: u32,
}

/// What the applications are cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cut {
    Class,
    District,
    Sex,
    Age,
    /// Somebody of two groups counts in both.
    First,
}

/// What a unit may promise for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Goal {
    Applied,
    Enrolled,
    Finished,
}

impl Funnel {
    pub fn count(&mut self, it: &Counted) {
        self.applied += 1;
        self.certified += u32::from(it.certified);
        self.seated += u32::from(it.state.holds_seat());
        match it.state {
            Applied::Entered | Applied::Chosen | Applied::Sent => {}
            Applied::Waiting => self.waiting += 1,
            Applied::Enrolled => self.enrolled += 1,
            Applied::Finished => {
                self.enrolled += 1;
                self.finished += 1;
            }
            Applied::Dropped => {
                self.enrolled += 1;
                self.dropped += 1;
            }
            Applied::GaveUp | Applied::NoShow => self.left += 1,
            Applied::TurnedDown => self.turned_down += 1,
        }
    }

    pub const fn of(&self, goal: Goal) -> u32 {
        match goal {
            Goal::Applied => self.applied,
            Goal::Enrolled => self.enrolled,
            Goal::Finished => self.finished,
        }
    }

    /// Of those who ended the course one way or the other, how many in a
    /// hundred finished it; `None` while nobody did.
    pub fn success(&self) -> Option<u32> {
        percent(self.finished, self.finished + self.dropped)
    }
}

/// Whole parts in a hundred; `None` of nothing.
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    let hundred = u64::from(part) * 100;
    u32::try_from(hundred.checked_div(u64::from(whole))?).ok()
}

impl Cut {
    pub const ALL: [Self; 5] = [
        Self::Class,
        Self::District,
        Self::Sex,
        Self::Age,
        Self::First,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Class => "Turma",
            Self::District => "Bairro",
            Self::Sex => "Sexo",
            Self::Age => "Idade no início",
            Self::First => "Prioridade",
        }
    }

    /// As data names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::District => "district",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::First => "priority",
        }
    }

    /// The places of this cut in which somebody counts.
    fn places(self, it: &Counted) -> Vec<String> {
        let one = |text: &str| vec![text.to_string()];
        match self {
            Self::Class => one(&it.class),
            Self::District if it.district.is_empty() => one(UNKNOWN),
            Self::District => one(&it.district),
            Self::Sex => one(it.standing.sex.map_or(UNKNOWN, Sex::label)),
            Self::Age => one(it.standing.age.map_or(UNKNOWN, band)),
            Self::First => {
                let of = |group: &&FirstGroup| first_groups(&[**group], it.standing);
                let all: Vec<String> = FirstGroup::ALL
                    .iter()
                    .filter(of)
                    .map(|it| it.label().to_string())
                    .collect();
                if all.is_empty() { one(NONE) } else { all }
            }
        }
    }

    /// Cuts with an order of their own keep it; the others go by number.
    const fn keeps_order(self) -> bool {
        match self {
            Self::Age | Self::Sex | Self::First => true,
            Self::Class | Self::District => false,
        }
    }
}

const UNKNOWN: &str = "não informado";
const NONE: &str = "nenhuma";

/// Bands in which the numbers are told, in their order.
const BANDS: [(u32, &str); 6] = [
    (14, "até 14 anos"),
    (17, "15 a 17 anos"),
    (29, "18 a 29 anos"),
    (44, "30 a 44 anos"),
    (59, "45 a 59 anos"),
    (u32::MAX, "60 anos e mais"),
];

fn band(age: u32) -> &'static str {
    let found = BANDS.iter().find(|it| age <= it.0);
    found.map_or(UNKNOWN, |it| it.1)
}

/// Where a place stands in a cut with an order of its own.
fn rank(cut: Cut, place: &str) -> usize {
    let at = |mut all: Box<dyn Iterator<Item = &str>>| all.position(|it| it == place);
    let found = match cut {
        Cut::Age => at(Box::new(BANDS.iter().map(|it| it.1))),
        Cut::Sex => at(Box::new(Sex::ALL.iter().map(|it| it.label()))),
        Cut::First => at(Box::new(FirstGroup::ALL.iter().map(|it| it.label()))),
        Cut::Class | Cut::District => None,
    };
    found.unwrap_or(usize::MAX)
}

/// Everybody together.
pub fn total(all: &[Counted]) -> Funnel {
    let mut out = Funnel::default();
    all.iter().for_each(|it| out.count(it));
    out
}

/// The tallies of one cut: in its own order, or those with most first.
pub fn cut_by(all: &[Counted], cut: Cut) -> Vec<(String, Funnel)> {
    // Files bring «Sao Conrado» beside «São Conrado»: one place, in the spelling
    // that has the accents.
    let mut found: Vec<(String, String, Funnel)> = Vec::new();
    for it in all {
        for place in cut.places(it) {
            let key = fold(&place);
            match found.iter_mut().find(|it| it.0 == key) {
                Some((_, name, tally)) => {
                    tally.count(it);
                    if name.is_ascii() && !place.is_ascii() {
                        *name = place;
                    }
                }
                None => {
                    let mut tally = Funnel::default();
                    tally.count(it);
                    found.push((key, place, tally));
                }
            }
        }
    }
    let mut out: Vec<(String, Funnel)> = found.into_iter().map(|it| (it.1, it.2)).collect();
    if cut.keeps_order() {
        out.sort_by_key(|it| rank(cut, &it.0));
    } else {
        let unknown = |it: &(String, Funnel)| it.0 == UNKNOWN;
        out.sort_by(|a, b| {
            let key = |it: &(String, Funnel)| (unknown(it), std::cmp::Reverse(it.1.applied));
            key(a).cmp(&key(b)).then_with(|| a.0.cmp(&b.0))
        });
    }
    out
}

impl Goal {
    pub const ALL: [Self; 3] = [Self::Applied, Self::Enrolled, Self::Finished];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Applied => "Inscrições",
            Self::Enrolled => "Matrículas",
            Self::Finished => "Concluintes",
        }
    }

    /// As data names it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Enrolled => "enrolled",
            Self::Finished => "finished",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(state: Applied, age: u32, cadunico: bool) -> Counted {
        Counted {
            state,
            certified: state == Applied::Finished,
            class: "TI-01 Informática".into(),
            district: String::new(),
            standing: Standing {
                age: Some(age),
                cadunico,
                sex: Some(Sex::Female),
                ..Standing::default()
            },
        }
    }

    #[test]
    fn every_state_is_counted_once_and_the_funnel_narrows() {
        let all: Vec<Counted> = Applied::ALL.iter().map(|it| one(*it, 20, true)).collect();
        let it = total(&all);
        assert_eq!((it.applied, it.seated, it.waiting), (10, 6, 1));
        assert_eq!((it.enrolled, it.finished, it.dropped), (3, 1, 1));
        assert_eq!((it.left, it.turned_down, it.certified), (2, 1, 1));
        assert_eq!(it.success(), Some(50));
        assert_eq!(Funnel::default().success(), None);
    }

    #[test]
    fn ages_stand_in_order_and_two_groups_count_in_both() {
        let all = [
            one(Applied::Entered, 60, false),
            one(Applied::Entered, 15, true),
            one(Applied::Entered, 29, true),
        ];
        let names = |cut| {
            let found = cut_by(&all, cut);
            let told = found.iter().map(|it| (it.0.clone(), it.1.applied));
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            names(Cut::Age),
            [
                ("15 a 17 anos", 1),
                ("18 a 29 anos", 1),
                ("60 anos e mais", 1)
            ]
            .map(|it| (it.0.to_string(), it.1))
        );
        assert_eq!(
            names(Cut::First),
            [
                ("inscritos no CadÚnico", 2),
                ("jovens de 15 a 29 anos", 2),
                ("mulheres", 3)
            ]
            .map(|it| (it.0.to_string(), it.1))
        );
        assert_eq!(names(Cut::District), [("não informado".to_string(), 3)]);
        let of = |district: &str| Counted {
            district: district.into(),
            ..one(Applied::Entered, 20, false)
        };
        let found = cut_by(&[of("Sao Conrado"), of("São Conrado")], Cut::District);
        assert_eq!((found.len(), found[0].0.as_str()), (1, "São Conrado"));
    }
}
