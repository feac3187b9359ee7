//! What a write may have changed, so that open screens know when to ask
//! again. Coarse on purpose: asking once too often is cheap, showing an old
//! line is not.

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Families, persons, documents, addresses.
    People,
    /// Tickets, calls, visits.
    Line,
    /// The CadÚnico base and the payroll.
    Base,
    Appointments,
    Groups,
    Courses,
    /// Staff, roles, sessions.
    Staff,
    /// Unit data, settings, lists.
    Unit,
}

/// A set of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics(u32);

impl Topics {
    pub const NONE: Self = Self(0);
    /// Others wrote, and the file does not say what.
    pub const ALL: Self = Self(u32::MAX);

    pub const fn of(topic: Topic) -> Self {
        Self(1 << topic as u32)
    }

    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn has(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }

    pub const fn any(self, topics: &[Topic]) -> bool {
        let mut n = 0;
        while n < topics.len() {
            if self.has(topics[n]) {
                return true;
            }
            n += 1;
        }
        false
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Topic> for Topics {
    fn from(topic: Topic) -> Self {
        Self::of(topic)
    }
}
