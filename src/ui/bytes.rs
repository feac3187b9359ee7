//! Keys out of the bytes that a Unix terminal sends. Ours rather than the
//! library's, because at a desk keys come in bursts: a hand that is faster
//! than the machine, a slow line, a bar-code reader. In a burst Esc and the
//! key after it must stay two keys, a sequence cut in half must wait for its
//! rest, and a paste whose end was lost must not swallow the keyboard. Pure:
//! bytes in, keys out; who waits, and how long, is the reader (`source`).

use super::input::{Input, Key, clean_paste};

/// A sequence longer than this is not one: nothing we know is.
const SEQUENCE_MAX: usize = 32;
/// Bytes of a paste that are kept: more than any field holds.
const PASTE_BYTES_MAX: usize = 64 * 1024;
const PASTE_END: &[u8] = b"\x1b[201~";

/// What has come and is not a whole key yet.
#[derive(Debug, Default)]
pub struct Bytes {
    held: Vec<u8>,
    /// The text between the brackets of a paste, while it is open.
    paste: Option<Vec<u8>>,
}

/// What the bytes so far wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    Nothing,
    /// The rest of a sequence: comes at once, or it was Esc.
    Rest,
    /// The other half of a letter: half a letter is hardly ever a whole one, so
    /// a slow line is waited for.
    Letter,
    /// More of a paste: the terminal is still sending it.
    Paste,
}

/// One step of reading.
enum Step {
    /// So many bytes are one key, or nothing that we use.
    Take(usize, Option<Key>),
    PasteBegins(usize),
    Incomplete,
}

impl Bytes {
    /// The keys that are whole now.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.held.extend_from_slice(bytes);
        self.read(false)
    }

    /// Nothing followed: what is held is all there is. A lone Esc is Esc, a
    /// paste without its end is a paste.
    pub fn quiet(&mut self) -> Vec<Input> {
        let mut inputs = self.read(true);
        if let Some(mut text) = self.paste.take() {
            text.append(&mut self.held);
            inputs.push(pasted(&text));
        }
        inputs
    }

    pub fn awaits(&self) -> Awaited {
        if self.paste.is_some() {
            Awaited::Paste
        } else if self.held.is_empty() {
            Awaited::Nothing
        } else if self.held.starts_with(b"\x1b") {
            Awaited::Rest
        } else {
            Awaited::Letter
        }
    }

    fn read(&mut self, last: bool) -> Vec<Input> {
        let mut inputs = Vec::new();
        let mut from = 0;
        loop {
            if let Some(text) = &mut self.paste {
                let (taken, over) = paste_part(&self.held[from..], text);
                from += taken;
                if !over {
                    break;
                }
                inputs.push(pasted(text));
                self.paste = None;
            }
            match step(&self.held[from..], last) {
                Step::Take(taken, key) => {
                    from += taken;
                    inputs.extend(key.map(Input::Key));
                }
                Step::PasteBegins(taken) => {
                    from += taken;
                    self.paste = Some(Vec::new());
                }
                Step::Incomplete => break,
            }
        }
        self.held.drain(..from);
        inputs
    }
}

/// Moves what surely belongs to the paste into `text`; whether its end came.
fn paste_part(held: &[u8], text: &mut Vec<u8>) -> (usize, bool) {
    let end = held.windows(PASTE_END.len()).position(|it| it == PASTE_END);
    // The last bytes may be the beginning of the end.
    let sure = end.unwrap_or(held.len().saturating_sub(PASTE_END.len() - 1));
    let room = PASTE_BYTES_MAX.saturating_sub(text.len());
    text.extend_from_slice(&held[..sure.min(room)]);
    match end {
        Some(at) => (at + PASTE_END.len(), true),
        None => (sure, false),
    }
}

fn pasted(text: &[u8]) -> Input {
    Input::Paste(clean_paste(&String::from_utf8_lossy(text)))
}

fn step(bytes: &[u8], last: bool) -> Step {
    match bytes {
        [] => Step::Incomplete,
        [0x1b] if last => Step::Take(1, Some(Key::Esc)),
        [0x1b] => Step::Incomplete,
        [0x1b, b'[', rest @ ..] => control_sequence(rest, last),
        [0x1b, b'O', rest @ ..] => single_shift(rest, last),
        // No terminal of ours has a meaning for Alt: it is Esc and the key.
        [0x1b, ..] => Step::Take(1, Some(Key::Esc)),
        [b'\r' | b'\n', ..] => Step::Take(1, Some(Key::Enter)),
        [b'\t', ..] => Step::Take(1, Some(Key::Tab)),
        [0x08 | 0x7f, ..] => Step::Take(1, Some(Key::Backspace)),
        [c @ 0x01..=0x1a, ..] => Step::Take(1, Some(Key::Ctrl(char::from(c - 1 + b'a')))),
        [0x00..=0x1f, ..] => Step::Take(1, None),
        [c @ 0x20..=0x7e, ..] => Step::Take(1, Some(Key::Char(char::from(*c)))),
        [0x80..=0xff, ..] => letter(bytes, last),
    }
}

/// A letter beyond ASCII. What is no UTF-8 is read as Latin-1, which is what
/// an old terminal program sends instead.
fn letter(bytes: &[u8], last: bool) -> Step {
    let head = &bytes[..bytes.len().min(4)];
    let whole = match std::str::from_utf8(head) {
        Ok(text) => text.chars().next(),
        Err(why) if why.valid_up_to() > 0 => std::str::from_utf8(&head[..why.valid_up_to()])
            .ok()
            .and_then(|text| text.chars().next()),
        Err(why) if why.error_len().is_none() && !last => return Step::Incomplete,
        Err(_) => None,
    };
    let (c, taken) = match whole {
        Some(c) => (c, c.len_utf8()),
        None => (char::from(bytes[0]), 1),
    };
    let key = super::term::charset::harmless(c).then_some(Key::Char(c));
    Step::Take(taken, key)
}

/// After `ESC O`: keys of the application pad. Anything else was Esc and a
/// capital O.
fn single_shift(rest: &[u8], last: bool) -> Step {
    let Some(c) = rest.first() else {
        return if last {
            Step::Take(1, Some(Key::Esc))
        } else {
            Step::Incomplete
        };
    };
    let key = match c {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'M' => Key::Enter,
        b'P'..=b'S' => Key::F(c - b'P' + 1),
        _ => return Step::Take(1, Some(Key::Esc)),
    };
    Step::Take(3, Some(key))
}

/// After `ESC [`: parameters, then the letter that says which key.
fn control_sequence(rest: &[u8], last: bool) -> Step {
    const HEAD: usize = 2;
    let unfinished = || {
        if last {
            Step::Take(1, Some(Key::Esc))
        } else {
            Step::Incomplete
        }
    };
    // The Linux console has F1 to F5 in a form of its own.
    if let [b'[', after @ ..] = rest {
        return match after {
            [] => unfinished(),
            [c @ b'A'..=b'E', ..] => Step::Take(HEAD + 2, Some(Key::F(c - b'A' + 1))),
            [_, ..] => Step::Take(HEAD + 1, None),
        };
    }
    let length = rest
        .iter()
        .take(SEQUENCE_MAX)
        .position(|it| !matches!(it, 0x20..=0x3f) || *it == b'$');
    let Some(at) = length else {
        return if rest.len() >= SEQUENCE_MAX {
            Step::Take(HEAD + SEQUENCE_MAX, None)
        } else {
            unfinished()
        };
    };
    let parameters = &rest[..at];
    match rest[at] {
        // Broken off: what came instead is a key of its own.
        0x00..=0x1f | 0x7f.. => Step::Take(HEAD + at, None),
        b'~' if parameters == b"200" => Step::PasteBegins(HEAD + at + 1),
        end => Step::Take(HEAD + at + 1, named(parameters, end)),
    }
}

fn named(parameters: &[u8], end: u8) -> Option<Key> {
    let mut numbers = parameters
        .split(|it| *it == b';')
        .map(|it| std::str::from_utf8(it).ok()?.parse::<u8>().ok());
    let first = numbers.next().flatten();
    let second = numbers.next().flatten();
    // Shift, Alt, Ctrl are bits of the number less one; rxvt says Ctrl by `^`.
    let ctrl = second.is_some_and(|it| it.wrapping_sub(1) & 4 != 0) || end == b'^';
    Some(match end {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' if ctrl => Key::WordRight,
        b'C' => Key::Right,
        b'D' if ctrl => Key::WordLeft,
        b'D' => Key::Left,
        b'F' if ctrl => Key::Bottom,
        b'F' => Key::End,
        b'H' if ctrl => Key::Top,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        // With another number it is a terminal telling where its cursor is.
        b'P'..=b'S' if matches!(first, None | Some(1)) => Key::F(end - b'P' + 1),
        b'~' | b'^' | b'$' | b'@' => match first? {
            1 | 7 if ctrl => Key::Top,
            1 | 7 => Key::Home,
            3 => Key::Delete,
            4 | 8 if ctrl => Key::Bottom,
            4 | 8 => Key::End,
            5 => Key::PageUp,
            6 => Key::PageDown,
            n @ 11..=15 => Key::F(n - 10),
            n @ 17..=21 => Key::F(n - 11),
            n @ 23..=24 => Key::F(n - 12),
            _ => return None,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// As typed by hand: all that comes, then silence.
    fn typed(bytes: &[u8]) -> Vec<Input> {
        let mut reader = Bytes::default();
        let mut inputs = reader.feed(bytes);
        inputs.extend(reader.quiet());
        assert_eq!(reader.awaits(), Awaited::Nothing);
        inputs
    }

    fn check(bytes: &[u8], script: &str) {
        let keys = Key::script(script).unwrap();
        let keys: Vec<Input> = keys.into_iter().map(Input::Key).collect();
        assert_eq!(typed(bytes), keys, "{script}");
        // However the line cuts them, as long as the rest comes.
        let mut reader = Bytes::default();
        let mut inputs = Vec::new();
        for byte in bytes {
            inputs.extend(reader.feed(&[*byte]));
        }
        inputs.extend(reader.quiet());
        assert_eq!(inputs, keys, "{script}, byte by byte");
    }

    #[test]
    fn esc_and_the_key_after_it_are_two() {
        check(b"\x1b", "<esc>");
        check(b"\x1bm", "<esc>m");
        check("\x1bç".as_bytes(), "<esc>ç");
        check(b"\x1b\r", "<esc><enter>");
        check(b"\x1b\x11", "<esc><ctrl+q>");
        check(b"\x1b\x1b", "<esc><esc>");
        check(b"\x1b\x1b[A", "<esc><up>");
        check(b"\x1b\x1b[15~", "<esc><F5>");
        check(b"\x1b\x1b[[E", "<esc><F5>");
        check(b"\x1b\x1bOS", "<esc><F4>");
        check(b"\x1bOlga", "<esc>Olga");
        check(b"\x1b[A\x1b", "<up><esc>");
    }

    #[test]
    fn every_terminal_sends_the_same_keys() {
        // xterm, the Linux console, rxvt.
        check(b"\x1bOP\x1bOQ\x1bOR\x1bOS", "<F1><F2><F3><F4>");
        check(b"\x1b[[A\x1b[[B\x1b[[C\x1b[[D", "<F1><F2><F3><F4>");
        check(b"\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "<F1><F2><F3><F4>");
        check(b"\x1b[15~\x1b[17~\x1b[21~", "<F5><F6><F10>");
        check(b"\x1b[23~\x1b[24~", "<F11><F12>");
        check(b"\x1b[H\x1bOH\x1b[1~\x1b[7~", "<home><home><home><home>");
        check(b"\x1b[F\x1bOF\x1b[4~\x1b[8~", "<end><end><end><end>");
        check(b"\x1b[1;5D\x1b[1;5C", "<wordleft><wordright>");
        check(b"\x1b[1;5H\x1b[1;5F\x1b[7^", "<top><bottom><top>");
        check(b"\x1b[3~\x1b[5~\x1b[6~", "<delete><pageup><pagedown>");
        check(
            b"\x1b[Z\t\x08\x7f\r\n",
            "<backtab><tab><backspace><backspace><enter><enter>",
        );
        check(b"\x1b[15;2~\x1b[1;2P", "<F5><F1>");
        check(b"\x00\x1c\x1f", "");
        // Answers and mice that nobody asked for.
        check(b"\x1b[?64;1c\x1b[24;80R\x1b[I\x1b[<0;3;4M", "");
    }

    #[test]
    fn a_broken_sequence_costs_only_itself() {
        check(b"\x1b[1;\rana", "<enter>ana");
        check(b"\x1b[1;\x1b[A", "<up>");
        check("\x1b[1ç".as_bytes(), "ç");
        check(
            &[b"\x1b[".as_slice(), &[b'9'; SEQUENCE_MAX], b"ana"].concat(),
            "ana",
        );
    }

    #[test]
    fn half_a_letter_is_waited_for_longer_than_the_rest_of_a_key() {
        let mut it = Bytes::default();
        assert_eq!(it.awaits(), Awaited::Nothing);
        assert!(it.feed(b"\x1b[").is_empty());
        assert_eq!(it.awaits(), Awaited::Rest);
        assert_eq!(it.feed(b"Aa\xc3").len(), 2);
        assert_eq!(it.awaits(), Awaited::Letter);
        assert_eq!(it.feed(b"\xa3"), vec![Input::Key(Key::Char('ã'))]);
        assert_eq!(it.awaits(), Awaited::Nothing);
    }

    #[test]
    fn letters_come_whole_or_as_latin_1() {
        check("Joa\u{303}o ç€😀".as_bytes(), "Joa\u{303}o ç€😀");
        check(b"Jo\xe3o\xe9", "Joãoé");
        check("\u{202e}\u{85}".as_bytes(), "");
    }

    fn paste(text: &str) -> Vec<Input> {
        vec![Input::Paste(text.to_owned())]
    }

    #[test]
    fn a_paste_is_one_thing_to_its_end() {
        assert_eq!(
            typed(b"\x1b[200~Ana\r\nBia\x1b[31m\x1b[201~"),
            paste("Ana Bia[31m")
        );
        let mut reader = Bytes::default();
        assert_eq!(reader.feed(b"\x1b[200~Ana\x1b[20"), vec![]);
        assert_eq!(reader.awaits(), Awaited::Paste);
        let both = [paste("Ana"), vec![Input::Key(Key::Enter)]].concat();
        assert_eq!(reader.feed(b"1~\r"), both);
        // Its end was lost: silence ends it too.
        assert_eq!(typed(b"\x1b[200~Ana\x1b["), paste("Ana["));
        assert_eq!(typed(b"\x1b[201~a"), vec![Input::Key(Key::Char('a'))]);
    }

    #[test]
    fn a_huge_paste_is_cut_and_its_end_is_found() {
        let text = [
            b"\x1b[200~".as_slice(),
            &vec![b'a'; 300_000],
            PASTE_END,
            b"b",
        ]
        .concat();
        let mut reader = Bytes::default();
        let mut inputs = Vec::new();
        for part in text.chunks(1000) {
            inputs.extend(reader.feed(part));
            let kept = reader.held.len() + reader.paste.as_ref().map_or(0, Vec::len);
            assert!(kept <= PASTE_BYTES_MAX + 1000);
        }
        let cut = "a".repeat(super::super::input::PASTE_CHARS_MAX);
        assert_eq!(
            inputs,
            [paste(&cut), vec![Input::Key(Key::Char('b'))]].concat()
        );
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_to_its_end(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..30)) {
            let mut reader = Bytes::default();
            for part in &parts {
                reader.feed(part);
            }
            reader.quiet();
            prop_assert_eq!(reader.awaits(), Awaited::Nothing);
        }

        /// How a line cuts the bytes changes nothing.
        #[test]
        fn cuts_do_not_matter(bytes in "(\\x1b|\\[|O|[0-9]|;|~|A|ã|\\x1b\\[200~|\\x1b\\[201~|\r){0,40}", cut in 1usize..7) {
            let mut reader = Bytes::default();
            let mut inputs = Vec::new();
            for part in bytes.as_bytes().chunks(cut) {
                inputs.extend(reader.feed(part));
            }
            inputs.extend(reader.quiet());
            prop_assert_eq!(inputs, typed(bytes.as_bytes()));
        }
    }
}
