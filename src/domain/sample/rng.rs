//! Numbers that look like chance and are the same for the same seed on every
//! machine, forever: test files are named by their seed. SplitMix64, eleven
//! lines; nothing here may ever guard a secret.

#[derive(Debug, Clone)]
pub struct Rng(u64);

impl Rng {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The numbers of one member of a series, whatever was drawn before it.
    pub const fn of(seed: u64, index: u64) -> Self {
        let mut it = Self(seed ^ index.wrapping_mul(0xA24B_AED4_963E_E407));
        it.0 ^= it.draw();
        it
    }

    pub const fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    /// 0 to `below` − 1; 0 when `below` is 0.
    pub fn below(&mut self, below: u64) -> u64 {
        u64::try_from((u128::from(self.draw()) * u128::from(below)) >> 64).unwrap_or(0)
    }

    /// `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from(to - from + 1).unwrap_or(0);
        from + i64::try_from(self.below(width)).unwrap_or(0)
    }

    /// True `percent` times in a hundred.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of them; the default of an empty list.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let index = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        list.get(index).copied().unwrap_or_default()
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = usize::try_from(self.below(at as u64 + 1)).unwrap_or(0);
            list.swap(at, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_never_changes() {
        let mut it = Rng::new(1234567);
        // The published first numbers of SplitMix64 for this seed.
        assert_eq!(it.draw(), 6_457_827_717_110_365_317);
        assert_eq!(it.draw(), 3_203_168_211_198_807_973);
        let mut list = [1, 2, 3, 4, 5, 6];
        Rng::new(7).shuffle(&mut list);
        list.sort_unstable();
        assert_eq!(list, [1, 2, 3, 4, 5, 6]);
        assert_eq!(Rng::new(1).pick::<u8>(&[]), 0);
    }
}
