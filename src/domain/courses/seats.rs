//! Whose seat is whose: first the unit's own, then the common pool. On a day
//! that the notice names, seats that the unit did not use go back to the pool.

use chrono::NaiveDate;

/// Seats of one class as one unit may draw them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seats {
    /// Given to this unit.
    pub own: u32,
    /// Common to all units of the city.
    pub pool: u32,
    /// First day on which unused seats of the unit are the pool's.
    pub returns_on: Option<NaiveDate>,
}

/// Seats that somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    /// Own ones, by people of this unit.
    pub own: u32,
    /// Of the pool, by people of any unit.
    pub pool: u32,
}

/// Where a seat comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seat {
    Own,
    Pool,
}

impl Seats {
    /// How many are left on that day: own ones, and the pool's with what came
    /// back to it.
    pub fn left(self, used: Used, today: NaiveDate) -> (u32, u32) {
        let own = self.own.saturating_sub(used.own);
        let pool = self.pool.saturating_sub(used.pool);
        match self.returns_on {
            Some(day) if today >= day => (0, self.left_together(used)),
            Some(_) | None => (own, pool),
        }
    }

    /// Whether so many are held without one too many.
    pub fn hold(self, used: Used, today: NaiveDate) -> bool {
        match self.returns_on {
            Some(day) if today >= day => {
                let all = u64::from(self.own) + u64::from(self.pool);
                u64::from(used.own) + u64::from(used.pool) <= all
            }
            Some(_) | None => used.own <= self.own && used.pool <= self.pool,
        }
    }

    /// The seat that the next person gets, `None` when none is left.
    pub fn draw(self, used: Used, today: NaiveDate) -> Option<Seat> {
        match self.left(used, today) {
            (0, 0) => None,
            (0, _) => Some(Seat::Pool),
            (_, _) => Some(Seat::Own),
        }
    }

    /// After the return a seat of the pool may stand for an own one, so what
    /// counts is the sum.
    fn left_together(self, used: Used) -> u32 {
        let all = self.own.saturating_add(self.pool);
        all.saturating_sub(used.own.saturating_add(used.pool))
    }
}

impl Seat {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "unidade",
            Self::Pool => "comum",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Own, Self::Pool]
            .into_iter()
            .find(|it| it.code() == code)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_order_of_draws_and_returns_gives_a_seat_too_many() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
        for own in 0..4 {
            for pool in 0..4 {
                for returns in 1..6 {
                    let seats = Seats {
                        own,
                        pool,
                        returns_on: Some(day(returns)),
                    };
                    let mut used = Used::default();
                    // Two people a day ask; one of the second day gives back.
                    for today in 1..=6 {
                        for _ in 0..2 {
                            match seats.draw(used, day(today)) {
                                Some(Seat::Own) => used.own += 1,
                                Some(Seat::Pool) => used.pool += 1,
                                None => {
                                    let (left, common) = seats.left(used, day(today));
                                    assert_eq!(left + common, 0);
                                }
                            }
                            assert!(used.own + used.pool <= own + pool);
                            assert!(seats.hold(used, day(today)), "{seats:?} {used:?}");
                        }
                        if today == 2 && used.own > 0 {
                            used.own -= 1;
                        }
                    }
                    assert_eq!(used.own + used.pool, own + pool, "{seats:?}");
                }
            }
        }
    }

    #[test]
    fn own_seats_go_first_and_the_pool_stays_open() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let seats = Seats {
            own: 1,
            pool: 1,
            returns_on: None,
        };
        let mut used = Used::default();
        assert_eq!(seats.draw(used, today), Some(Seat::Own));
        used.own = 1;
        assert_eq!(seats.draw(used, today), Some(Seat::Pool));
        used.pool = 1;
        assert_eq!(seats.draw(used, today), None);
        for it in [Seat::Own, Seat::Pool] {
            assert_eq!(Seat::from_code(it.code()), Some(it));
        }
    }
}
