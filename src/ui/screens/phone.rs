//! Calling down a list of people: the one set of keys for how a call ends, and
//! the cells that tell a number and what came of it. A screen that lists people
//! to call takes the rows it needs and says what an outcome means there; the
//! keys themselves change nothing else.

use crate::app::TRIES_MAX;
use crate::domain::agenda::Reach;
use crate::domain::ids::mask_phone;
use crate::ui::{Binding, Cell, Cx, Tone};

/// A screen whose marked row is somebody being called.
pub trait Calling: Sized + 'static {
    /// The call to whoever is marked ended so.
    fn reached(&mut self, reach: Reach, cx: &mut Cx<'_>);
}

/// The key of an outcome, in this screen's words.
pub const fn on<S: Calling>(reach: Reach, label: &'static str, help: &'static str) -> Binding<S> {
    match reach {
        Reach::Confirmed => Binding::new("c", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::Confirmed, cx);
        }),
        Reach::WantsAnother => Binding::new("o", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::WantsAnother, cx);
        }),
        Reach::Refused => Binding::new("n", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::Refused, cx);
        }),
        Reach::Message => Binding::new("r", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::Message, cx);
        }),
        Reach::NoAnswer => Binding::new("a", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::NoAnswer, cx);
        }),
        Reach::WrongNumber => Binding::new("e", &[], label, help, |it: &mut S, cx| {
            it.reached(Reach::WrongNumber, cx);
        }),
    }
}

pub const fn message<S: Calling>() -> Binding<S> {
    on(Reach::Message, "recado", "Ficou recado com outra pessoa.")
}

/// `help` says what becomes of whoever does not answer, here.
pub const fn no_answer<S: Calling>(help: &'static str) -> Binding<S> {
    on(Reach::NoAnswer, "não atendeu", help)
}

pub const fn wrong_number<S: Calling>() -> Binding<S> {
    on(
        Reach::WrongNumber,
        "nº errado",
        "O número é de outra pessoa.",
    )
}

/// A phone as a list shows it, or why there is none.
pub fn number(digits: &str, hidden: bool) -> Cell {
    match (hidden, digits) {
        (true, _) => Cell::toned("sob sigilo", Tone::Dim),
        (false, "") => Cell::toned("sem telefone", Tone::Dim),
        (false, digits) => Cell::from(mask_phone(digits)),
    }
}

/// How the last call ended and how many there were.
pub fn outcome(reach: Option<Reach>, tries: u32) -> Cell {
    match reach {
        None => Cell::from(""),
        Some(reach) if tries > 1 => {
            Cell::toned(format!("{} ({tries})", reach.label()), tone(reach))
        }
        Some(reach) => Cell::toned(reach.label(), tone(reach)),
    }
}

/// The same where a turn passes on after so many calls without an answer.
pub fn outcome_of(reach: Option<Reach>, unanswered: u32, max: u32) -> Cell {
    match reach {
        Some(Reach::NoAnswer) => Cell::from(unanswered_of(unanswered, max)),
        other => outcome(other, 1),
    }
}

/// "não atendeu 2 de 3".
pub fn unanswered_of(unanswered: u32, max: u32) -> String {
    format!("não atendeu {unanswered} de {max}")
}

/// What a call to somebody on a waiting list came to, in words.
pub fn waited(reach: Reach, tries: u32) -> String {
    match reach {
        Reach::NoAnswer => unanswered_of(tries, TRIES_MAX),
        Reach::Refused => "não quer mais e sai da lista".to_owned(),
        Reach::WantsAnother => "não pode nesta vaga e continua na lista".to_owned(),
        Reach::Confirmed | Reach::Message | Reach::WrongNumber => reach.label().to_owned(),
    }
}

fn tone(reach: Reach) -> Tone {
    match reach {
        Reach::Confirmed => Tone::Good,
        Reach::WantsAnother | Reach::Refused | Reach::WrongNumber => Tone::Warn,
        Reach::Message | Reach::NoAnswer => Tone::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Anybody;

    impl Calling for Anybody {
        fn reached(&mut self, _: Reach, _: &mut Cx<'_>) {}
    }

    #[test]
    fn each_outcome_has_the_letter_that_picks_it_elsewhere() {
        for reach in Reach::ALL {
            let key = on::<Anybody>(reach, "", "").key;
            assert_eq!(key, reach.key().to_string());
        }
    }
}
