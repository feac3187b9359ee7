//! Our way to the terminal against an independent one: whatever is drawn, the
//! screen is the same, nothing is written when nothing changed, and nothing
//! hostile gets through.
#![cfg(unix)]

use acolhida::ui::term::charset::clean;
use acolhida::ui::term::{Abilities, Charset, Lean, Palette};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};

const WIDTH: u16 = 24;
const HEIGHT: u16 = 6;

/// The program's end of a terminal, and an emulator reading every byte.
struct Pair {
    lean: Lean<Vec<u8>>,
    screen: vt100::Parser,
}

impl Pair {
    fn new(abilities: Abilities) -> Self {
        Self {
            lean: Lean::new(Vec::new(), abilities, || Ok(Size::new(WIDTH, HEIGHT))),
            screen: vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0),
        }
    }

    /// Draws, and returns the bytes it took.
    fn draw(&mut self, picture: &Picture) -> Vec<u8> {
        self.lean
            .draw(|buffer| {
                paint(buffer, picture);
                picture.cursor.map(Position::from)
            })
            .unwrap();
        let bytes = std::mem::take(self.lean.writer_mut());
        self.screen.process(&bytes);
        bytes
    }
}

#[derive(Debug, Clone)]
struct Picture {
    words: Vec<(u16, u16, String, u8)>,
    cursor: Option<(u16, u16)>,
}

fn paint(buffer: &mut Buffer, picture: &Picture) {
    for (x, y, text, style) in &picture.words {
        buffer.set_stringn(*x, *y, text, usize::from(WIDTH - x), styled(*style));
    }
    clean(buffer);
}

fn styled(n: u8) -> Style {
    match n % 6 {
        0 | 1 => Style::new(),
        2 => Style::new().fg(Color::Green),
        3 => Style::new()
            .fg(Color::LightRed)
            .add_modifier(Modifier::BOLD),
        4 => Style::new().add_modifier(Modifier::REVERSED),
        _ => Style::new()
            .bg(Color::Blue)
            .add_modifier(Modifier::UNDERLINED),
    }
}

fn pictures() -> impl Strategy<Value = Vec<Picture>> {
    let text = prop_oneof![
        "[a-z ]{0,12}".prop_map(String::from),
        "[ãéç─│…]{0,6}".prop_map(String::from),
        "[a語あ ]{0,6}".prop_map(String::from),
    ];
    let word = (0..WIDTH, 0..HEIGHT, text, any::<u8>());
    let cursor = proptest::option::of((0..WIDTH, 0..HEIGHT));
    let picture = (prop::collection::vec(word, 0..10), cursor)
        .prop_map(|(words, cursor)| Picture { words, cursor });
    prop::collection::vec(picture, 1..6)
}

/// What the emulator must show, cell by cell.
fn expected(picture: &Picture) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    paint(&mut buffer, picture);
    buffer
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_terminal_shows_what_was_drawn(pictures in pictures()) {
        let mut pair = Pair::new(Abilities::FULL);
        for picture in &pictures {
            pair.draw(picture);
            let wanted = expected(picture);
            let screen = pair.screen.screen();
            let mut skip = 0;
            for y in 0..HEIGHT {
                for x in 0..WIDTH {
                    if skip > 0 {
                        skip -= 1;
                        continue;
                    }
                    let want = &wanted[(x, y)];
                    let got = screen.cell(y, x).unwrap();
                    let contents = if got.has_contents() { got.contents() } else { " " };
                    prop_assert_eq!(contents, want.symbol(), "{},{}", x, y);
                    let reversed = want.modifier.contains(Modifier::REVERSED);
                    prop_assert_eq!(got.inverse(), reversed, "{},{}", x, y);
                    prop_assert_eq!(got.underline(), want.modifier.contains(Modifier::UNDERLINED));
                    // Nobody sees how a blank would be written.
                    if contents == " " && !reversed {
                        continue;
                    }
                    prop_assert_eq!(got.bold(), want.modifier.contains(Modifier::BOLD));
                    let fore = match want.fg {
                        Color::Green => vt100::Color::Idx(2),
                        Color::LightRed => vt100::Color::Idx(9),
                        _ => vt100::Color::Default,
                    };
                    prop_assert_eq!(got.fgcolor(), fore);
                    skip = if got.is_wide() { 1 } else { 0 };
                }
                skip = 0;
            }
            match picture.cursor {
                Some((x, y)) => {
                    prop_assert!(!screen.hide_cursor());
                    prop_assert_eq!(screen.cursor_position(), (y, x));
                }
                None => prop_assert!(screen.hide_cursor()),
            }
            prop_assert_eq!(pair.draw(picture), Vec::<u8>::new(), "nothing changed");
        }
    }

    /// Lists that lose lines and get others, as while a name is typed.
    #[test]
    fn lines_that_move_are_shown_where_they_belong(lists in prop::collection::vec(prop::collection::vec(0..12u8, 0..6), 2..8)) {
        let mut pair = Pair::new(Abilities::FULL);
        for list in lists {
            let line = |(y, n): (u16, &u8)| (0, y, format!("{:>2} linha de texto {n}", y + 1), u8::from(*n == 3) * 4);
            let picture = Picture { words: (0..HEIGHT).zip(&list).map(line).collect(), cursor: Some((0, 0)) };
            pair.draw(&picture);
            let wanted: Vec<String> = (0..HEIGHT).map(|y| {
                let buffer = expected(&picture);
                (0..WIDTH).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>().trim_end().to_owned()
            }).collect();
            let shown: Vec<String> = pair.screen.screen().rows(0, WIDTH).map(|it| it.trim_end().to_owned()).collect();
            prop_assert_eq!(shown, wanted);
            prop_assert_eq!(pair.draw(&picture), Vec::<u8>::new(), "nothing changed");
        }
    }

    #[test]
    fn nothing_hostile_reaches_the_terminal(symbol in "\\PC{0,2}|[\\x00-\\x1f\\x7f-\\u{9f}\\u{202a}-\\u{202e}]{1,3}", ascii in any::<bool>()) {
        let charset = if ascii { Charset::ASCII } else { Charset::FULL };
        let mut pair = Pair::new(Abilities { charset, palette: Palette::Mono });
        pair.draw(&Picture { words: vec![], cursor: None });
        // Past the picture's own cleaning: the way out has one of its own.
        pair.lean
            .draw(|buffer| {
                buffer[(3, 1)].set_symbol(&symbol);
                None
            })
            .unwrap();
        let bytes = std::mem::take(pair.lean.writer_mut());
        let text = String::from_utf8(bytes).unwrap();
        // Beyond our own moves ("ESC [ … letter"), no control character.
        let mut rest = text.as_str();
        while let Some(n) = rest.find('\x1b') {
            prop_assert!(rest[n..].starts_with("\x1b["));
            let end = rest[n + 2..].find(|c: char| c.is_ascii_alphabetic()).unwrap();
            let (head, tail) = (&rest[..n], &rest[n + 3 + end..]);
            prop_assert!(!head.chars().any(char::is_control));
            rest = tail;
        }
        prop_assert!(!rest.chars().any(char::is_control), "{rest:?}");
        if ascii {
            prop_assert!(text.is_ascii());
        }
    }
}

#[test]
fn a_typed_letter_costs_few_bytes() {
    let mut pair = Pair::new(Abilities::FULL);
    let line = |text: &str, x| Picture {
        words: vec![(0, 2, text.to_owned(), 0)],
        cursor: Some((x, 2)),
    };
    pair.draw(&line("Maria", 5));
    assert_eq!(pair.draw(&line("Maria d", 7)), b" d");
    assert_eq!(pair.draw(&line("Maria", 5)), b"\x08 \x08\x08");
}

#[test]
fn few_colours_and_none() {
    let red = Picture {
        words: vec![(0, 0, "x".to_owned(), 3)],
        cursor: None,
    };
    let eight = Abilities {
        charset: Charset::FULL,
        palette: Palette::Eight,
    };
    assert!(
        String::from_utf8(Pair::new(eight).draw(&red))
            .unwrap()
            .contains("\x1b[1;31mx")
    );
    let mono = Abilities {
        charset: Charset::FULL,
        palette: Palette::Mono,
    };
    assert!(
        String::from_utf8(Pair::new(mono).draw(&red))
            .unwrap()
            .contains("\x1b[1mx")
    );
}
