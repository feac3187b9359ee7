//! Invented names with the frequencies of a Brazilian town: a few words in
//! every third name and a long tail (Zipf's law), so that searches over sample
//! data are as crowded as in life. The lists stand in order of frequency.

use std::sync::LazyLock;

use super::rng::Rng;

/// Words and, beside each, the sum of the weights up to it.
struct Words {
    words: Vec<&'static str>,
    until: Vec<u64>,
}

impl Words {
    fn of(list: &'static str) -> Self {
        let words: Vec<&str> = list.lines().skip(1).filter(|it| !it.is_empty()).collect();
        let mut sum = 0;
        let until = (0..words.len())
            .map(|rank| {
                sum += 1_000_000 / (rank as u64 + 2);
                sum
            })
            .collect();
        Self { words, until }
    }

    fn draw(&self, rng: &mut Rng) -> &'static str {
        let at = rng.below(self.until.last().copied().unwrap_or(0));
        let index = self.until.partition_point(|&until| until <= at);
        self.words.get(index).copied().unwrap_or_default()
    }
}

static WOMEN: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../assets/lists/nomes-femininos.csv")));
static MEN: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../assets/lists/nomes-masculinos.csv")));
static SURNAMES: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../assets/lists/sobrenomes.csv")));
static STREETS: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../assets/lists/logradouros.csv")));
static PLACES: LazyLock<Words> =
    LazyLock::new(|| Words::of(include_str!("../../../assets/lists/bairros-aracaju.csv")));

/// Surnames of people from abroad; Venezuelans are the commonest at a CRAS.
const ABROAD: [&str; 8] = [
    "González",
    "Rodríguez",
    "Pérez",
    "Hernández",
    "Márquez",
    "Joseph",
    "Baptiste",
    "Mendoza",
];

/// One or two given names; `female` as the register's code 2.
pub fn given(rng: &mut Rng, female: bool) -> String {
    let list = if female { &*WOMEN } else { &*MEN };
    let first = list.draw(rng);
    if !rng.percent(45) {
        return first.to_owned();
    }
    let second = list.draw(rng);
    if second == first {
        return first.to_owned();
    }
    // "Maria de Lourdes", "José dos Santos": the particle is part of the search.
    let particle = if rng.percent(8) { "de " } else { "" };
    format!("{first} {particle}{second}")
}

pub fn surname(rng: &mut Rng, abroad: bool) -> String {
    if abroad {
        return rng.pick(&ABROAD).to_owned();
    }
    let word = SURNAMES.draw(rng);
    let particle = match word.as_bytes().last() {
        Some(b's') if rng.percent(40) => "dos ",
        Some(b'a') if rng.percent(30) => "da ",
        _ if rng.percent(10) => "de ",
        _ => "",
    };
    format!("{particle}{word}")
}

pub fn street(rng: &mut Rng) -> &'static str {
    STREETS.draw(rng)
}

/// Bairro and the CRAS that sees to it.
pub fn place(rng: &mut Rng) -> (&'static str, &'static str) {
    let line = PLACES.draw(rng);
    line.split_once(';').unwrap_or((line, ""))
}

/// As the register writes: capitals, and in most families no accents.
pub fn register(text: &str, accents: bool) -> String {
    let upper = text.to_uppercase();
    if accents {
        return upper;
    }
    upper
        .chars()
        .map(|it| match it {
            'Á' | 'À' | 'Â' | 'Ã' => 'A',
            'É' | 'Ê' => 'E',
            'Í' => 'I',
            'Ó' | 'Ô' | 'Õ' => 'O',
            'Ú' => 'U',
            'Ç' => 'C',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_lists_are_wide_and_the_head_is_crowded() {
        let all: HashSet<_> = [&*WOMEN, &*MEN, &*SURNAMES]
            .iter()
            .flat_map(|it| it.words.clone())
            .collect();
        assert!(all.len() >= 600, "{}", all.len());
        let mut rng = Rng::new(1);
        let marias = (0..1000)
            .filter(|_| WOMEN.draw(&mut rng) == "Maria")
            .count();
        assert!((60..200).contains(&marias), "{marias}");
    }

    #[test]
    fn the_register_writes_capitals() {
        assert_eq!(register("José Conceição", false), "JOSE CONCEICAO");
        assert_eq!(register("José Conceição", true), "JOSÉ CONCEIÇÃO");
    }
}
