//! Where time and ids come from. Both can be held still, so that a test or a
//! demonstration gives the same screen each time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, Utc};

use crate::domain::id::Id;
use crate::domain::time::{from_ms, to_ms};

/// The clock of a desk.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// Stands still until somebody moves it (milliseconds UTC).
    Held(Arc<AtomicI64>),
    /// Shows `from` at `since` and goes on: the demonstration opens at its own
    /// hour of its own day, and waits grow while somebody looks.
    Running {
        from: DateTime<Utc>,
        since: Instant,
    },
}

impl Clock {
    pub fn held(at: DateTime<Utc>) -> Self {
        Self::Held(Arc::new(AtomicI64::new(to_ms(at))))
    }

    pub fn running(from: DateTime<Utc>) -> Self {
        Self::Running {
            from,
            since: Instant::now(),
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        match self {
            // Stored in milliseconds: the rest must not differ after a reload.
            Self::System => from_ms(to_ms(Utc::now())),
            Self::Held(at) => from_ms(at.load(Ordering::SeqCst)),
            Self::Running { from, since } => {
                let gone = i64::try_from(since.elapsed().as_millis()).unwrap_or(0);
                from_ms(to_ms(*from).saturating_add(gone))
            }
        }
    }

    /// Moves a held clock; one that goes by itself is never touched.
    pub fn set(&self, at: DateTime<Utc>) {
        match self {
            Self::System | Self::Running { .. } => {}
            Self::Held(held) => held.store(to_ms(at), Ordering::SeqCst),
        }
    }
}

/// The source of ids and of other drawn bytes.
#[derive(Debug, Clone)]
pub enum Ids {
    System,
    /// The same sequence for the same seed, for tests and sample data.
    Seeded(u64),
}

impl Ids {
    /// A UUIDv7: ids drawn in a later millisecond sort later, which keeps new
    /// rows together on the disk. Never read back as time nor as order.
    pub fn draw<T>(&mut self, now: DateTime<Utc>) -> Id<T> {
        let random = self.bytes::<10>();
        let ms = u64::try_from(to_ms(now)).unwrap_or(0);
        let it = uuid::Builder::from_unix_timestamp_millis(ms, &random).into_uuid();
        Id::from_bytes(it.into_bytes())
    }

    /// Random bytes (salts, first passwords).
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut out = [0; N];
        match self {
            Self::System => {
                // Without the system's random source nothing safe can be
                // drawn; falling back to time would make ids guessable.
                #[expect(clippy::expect_used, reason = "no desk can run without it")]
                getrandom::fill(&mut out).expect("the system has no random source");
            }
            Self::Seeded(state) => {
                for chunk in out.chunks_mut(8) {
                    let word = splitmix(state).to_le_bytes();
                    chunk.copy_from_slice(&word[..chunk.len()]);
                }
            }
        }
        out
    }
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut word = *state;
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}
