//! Marks of a roll: present, absent with or without a reason, or not called.
//! Two people who mark one meeting are merged person by person; what both said
//! differently is a conflict that somebody decides.

use super::AwayReason;

/// What is said of one person at one meeting. Nothing said is no mark at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    Present,
    /// Absent, and why if anybody told.
    Absent(Option<AwayReason>),
}

/// One mark that somebody gives, and what they saw there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<P> {
    pub person: P,
    pub seen: Option<Mark>,
    pub mark: Option<Mark>,
}

/// Two who said different things of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict<P> {
    pub person: P,
    /// What stands, said by another meanwhile.
    pub theirs: Option<Mark>,
    pub ours: Option<Mark>,
}

/// What is written, and what somebody has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged<P> {
    pub writes: Vec<(P, Option<Mark>)>,
    pub conflicts: Vec<Conflict<P>>,
}

impl Mark {
    /// As stored: present, and the reason of an absence.
    pub const fn columns(self) -> (bool, &'static str) {
        match self {
            Self::Present => (true, ""),
            Self::Absent(None) => (false, ""),
            Self::Absent(Some(reason)) => (false, reason.code()),
        }
    }

    pub fn of(present: bool, reason: &str) -> Self {
        if present {
            Self::Present
        } else {
            Self::Absent(AwayReason::from_code(reason))
        }
    }

    pub const fn is_present(self) -> bool {
        matches!(self, Self::Present)
    }

    /// Absent, and nobody said why.
    pub const fn is_unjustified(self) -> bool {
        matches!(self, Self::Absent(None))
    }

    /// "presente", "faltou", "faltou: saúde".
    pub fn text(self) -> String {
        match self {
            Self::Present => "presente".to_string(),
            Self::Absent(None) => "faltou".to_string(),
            Self::Absent(Some(reason)) => format!("faltou: {}", reason.label()),
        }
    }

    /// One letter for a grid: P, F, or J for an absence with a reason.
    pub const fn letter(self) -> char {
        match self {
            Self::Present => 'P',
            Self::Absent(None) => 'F',
            Self::Absent(Some(_)) => 'J',
        }
    }
}

/// What of the changes is written over what stands now, and what is not
/// because another person said something else meanwhile. Whoever only left a
/// mark as it was changes nothing.
pub fn merge<P: Copy>(changes: &[Change<P>], now: impl Fn(P) -> Option<Mark>) -> Merged<P> {
    let (mut writes, mut conflicts) = (Vec::new(), Vec::new());
    for it in changes.iter().filter(|it| it.seen != it.mark) {
        let stands = now(it.person);
        if stands == it.mark {
            continue;
        }
        if stands == it.seen {
            writes.push((it.person, it.mark));
        } else {
            conflicts.push(Conflict {
                person: it.person,
                theirs: stands,
                ours: it.mark,
            });
        }
    }
    Merged { writes, conflicts }
}

/// Absences in a row without a reason, counted back from the last meeting that
/// was called; `marks` come oldest first. A presence or a told absence ends it.
pub fn streak(marks: impl DoubleEndedIterator<Item = Mark>) -> u32 {
    let run = marks.rev().take_while(|it| it.is_unjustified()).count();
    u32::try_from(run).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Option<Mark>; 4] = [
        None,
        Some(Mark::Present),
        Some(Mark::Absent(None)),
        Some(Mark::Absent(Some(AwayReason::Health))),
    ];

    #[test]
    fn every_pair_of_markers_is_merged_without_a_loss() {
        for base in ALL {
            for theirs in ALL {
                for ours in ALL {
                    let change = Change {
                        person: 7,
                        seen: base,
                        mark: ours,
                    };
                    let Merged { writes, conflicts } = merge(&[change], |_| theirs);
                    let after = writes.first().map_or(theirs, |it| it.1);
                    let they_spoke = theirs != base;
                    let we_spoke = ours != base;
                    match (they_spoke, we_spoke) {
                        (_, false) => assert_eq!(after, theirs),
                        (false, true) => assert_eq!(after, ours),
                        (true, true) => assert_eq!(after, theirs),
                    }
                    let differ = they_spoke && we_spoke && theirs != ours;
                    assert_eq!(conflicts.len(), usize::from(differ));
                }
            }
        }
    }

    #[test]
    fn a_streak_ends_with_a_presence_or_a_reason() {
        let (p, f) = (Mark::Present, Mark::Absent(None));
        let j = Mark::Absent(Some(AwayReason::Work));
        for (marks, expected) in [
            (vec![], 0),
            (vec![f], 1),
            (vec![f, f, f], 3),
            (vec![f, p, f, f], 2),
            (vec![f, f, j], 0),
            (vec![f, f, j, f], 1),
            (vec![f, f, p], 0),
        ] {
            assert_eq!(streak(marks.clone().into_iter()), expected, "{marks:?}");
        }
    }

    #[test]
    fn a_mark_survives_its_columns() {
        for mark in ALL.into_iter().flatten() {
            let (present, reason) = mark.columns();
            assert_eq!(Mark::of(present, reason), mark);
        }
    }
}
