//! Activities for the groups: what an orientador can do with people on Monday,
//! on a shelf of books. The books are text that anybody can read and write
//! (`assets/cadernos`), so a unit adds its own without asking anyone. Pure:
//! whoever opens files is `app`. Nothing here is about a person.
//!
//! ```text
//! kinds    axes and bands of age as people write them
//! read     a book's bytes to activities, and what is wrong at which line
//! headers  the few facts above each activity
//! books    the books that come with the program
//! shelf    all of them together, and looking for one
//! ```

mod books;
mod headers;
mod kinds;
mod read;
mod shelf;

pub use books::BUILT_IN;
pub use kinds::{parse_axis, parse_band};
pub use read::{BOOK_BYTES_MAX, Book, Wrong, read};
pub use shelf::{Fault, Shelf, Wanted};

use super::codes::{Axis, Band};

/// One activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Stable name of it, which a meeting keeps: `a-z`, `0-9` and `-`.
    pub code: String,
    pub title: String,
    pub axis: Axis,
    /// In the order of life; never empty.
    pub bands: Vec<Band>,
    pub themes: Vec<String>,
    pub minutes: u32,
    /// The fewest and the most people it works with.
    pub group: Option<(u32, u32)>,
    /// "papel e giz de cera"; empty when nothing is needed.
    pub materials: String,
    pub parts: Vec<Part>,
    /// Title of its book.
    pub book: String,
    /// The unit's own, from its folder.
    pub own: bool,
    keys: Keys,
}

/// What a search looks at, folded, each word after a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Keys {
    title: String,
    about: String,
    text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub pieces: Vec<Piece>,
}

/// The parts that an activity has, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    Aim,
    Steps,
    Talk,
    Care,
    Variations,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Item(String),
    /// Its number is its place among the steps, whatever was typed.
    Step(u32, String),
}

/// Letters of a code and of a title.
pub const CODE_CHARS_MAX: usize = 60;
pub const TITLE_CHARS_MAX: usize = 70;

/// What holds for every activity, said under each of them: whoever leads a
/// group may hear, on any theme, of violence.
pub const CARE: &[&str] = &[
    "Ninguém é obrigado a falar, a tocar, a escrever ou a ficar. «Passo» é uma resposta completa.",
    "Se alguém contar uma violência: escute com calma, acredite, não pergunte detalhes e não \
     prometa segredo. Proteja a pessoa da curiosidade do grupo e chame ainda hoje a técnica ou o \
     técnico de referência.",
    "Perigo agora: 190. Violação de direitos de criança, pessoa idosa ou com deficiência: Disque \
     100. Violência contra a mulher: Ligue 180. São de graça e atendem todos os dias.",
];

impl PartKind {
    pub const ALL: [Self; 5] = [
        Self::Aim,
        Self::Steps,
        Self::Talk,
        Self::Care,
        Self::Variations,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Aim => "Objetivo",
            Self::Steps => "Como fazer",
            Self::Talk => "Para conversar",
            Self::Care => "Cuidados",
            Self::Variations => "Variações",
        }
    }
}

impl Piece {
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Item(text) | Self::Step(_, text) => text,
        }
    }
}

impl Activity {
    pub fn part(&self, kind: PartKind) -> Option<&Part> {
        self.parts.iter().find(|it| it.kind == kind)
    }

    /// Neighbouring bands as one: "6–17", "18+", "6–15, 60+", "todas".
    pub fn bands_text(&self) -> String {
        kinds::spans(&self.bands)
    }

    /// Label and value of each fact above the text, those that are known.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let mut out = vec![
            ("Eixo", self.axis.label().to_string()),
            ("Faixas", join(self.bands.iter().map(|it| it.label()))),
            ("Temas", join(self.themes.iter().map(String::as_str))),
            ("Duração", format!("{} minutos", self.minutes)),
        ];
        match self.group {
            Some((1, most)) => out.push(("Grupo", format!("até {most} pessoas"))),
            Some((least, most)) => out.push(("Grupo", format!("{least} a {most} pessoas"))),
            None => {}
        }
        let materials = match self.materials.as_str() {
            "" => "nenhum",
            some => some,
        };
        out.push(("Materiais", materials.to_string()));
        out
    }

    /// The little of Markdown that the screens show, what holds for all
    /// activities included.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", self.title);
        for (label, value) in self.facts() {
            out.push_str(&format!("| {label} | {value} |\n"));
        }
        for part in &self.parts {
            out.push_str(&format!("\n## {}\n\n", part.kind.label()));
            for (n, piece) in part.pieces.iter().enumerate() {
                match piece {
                    Piece::Text(text) if n > 0 => out.push_str(&format!("\n{text}\n")),
                    Piece::Text(text) => out.push_str(&format!("{text}\n")),
                    Piece::Item(text) => out.push_str(&format!("- {text}\n")),
                    Piece::Step(number, text) => out.push_str(&format!("{number}. {text}\n")),
                }
            }
        }
        out.push_str("\n## Em toda atividade\n\n");
        for it in CARE {
            out.push_str(&format!("- {it}\n"));
        }
        out.push_str(&format!(
            "\nCaderno: {}. Código: {}.\n",
            self.book, self.code
        ));
        out
    }
}

fn join<'a>(all: impl Iterator<Item = &'a str>) -> String {
    all.collect::<Vec<_>>().join(", ")
}
