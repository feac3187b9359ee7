//! A book, from bytes to activities. It may come from anybody's text editor:
//! the encoding is found out as with the CadÚnico's files, every line is
//! cleaned, every list has a limit. What is wrong is told with its line, and
//! only the activity it is in stays out.

use super::headers::{Headers, code_of};
use super::kinds::called;
use super::{Activity, Keys, Part, PartKind, Piece, TITLE_CHARS_MAX};
use crate::domain::cecad::encoding::{BOM, Evidence, decode, not_text};
use crate::domain::name::{clean, fold};

/// Bytes of a book: dozens of times the longest of ours.
pub const BOOK_BYTES_MAX: usize = 512 * 1024;
const LINE_CHARS_MAX: usize = 2_000;
const ACTIVITIES_MAX: usize = 200;
const PIECES_MAX: usize = 60;
/// After so many, whoever wrote the book needs the manual, not more of them.
const WRONG_MAX: usize = 20;

/// What a file held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    pub title: String,
    pub activities: Vec<Activity>,
    pub wrong: Vec<Wrong>,
}

/// One thing to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    pub text: String,
}

/// Reads a book. `name` is its title when it has none; `own` marks the unit's.
pub fn read(bytes: &[u8], name: &str, own: bool) -> Book {
    match letters(bytes) {
        Ok(text) => Reading::new(name, own).whole(&text),
        Err(why) => Book {
            title: name.to_string(),
            wrong: vec![Wrong {
                line: 0,
                text: why.to_string(),
            }],
            ..Book::default()
        },
    }
}

fn letters(bytes: &[u8]) -> Result<String, &'static str> {
    if bytes.len() > BOOK_BYTES_MAX {
        return Err("o arquivo é grande demais para um caderno (mais de 512 KB); divida-o");
    }
    if not_text(bytes).is_some() || bytes.contains(&0) {
        return Err(
            "o arquivo não é texto simples; no editor, salve como texto (.txt ou .md) em UTF-8",
        );
    }
    let mut seen = Evidence::default();
    let body = match bytes.strip_prefix(BOM) {
        Some(rest) => {
            seen.mark();
            rest
        }
        None => bytes,
    };
    body.split(|it| *it == b'\n').for_each(|it| seen.see(it));
    let text = decode(body, seen.decide());
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

struct Reading {
    book: Book,
    own: bool,
    open: Option<Open>,
    comment: bool,
}

/// The activity being read.
struct Open {
    line: usize,
    title: String,
    headers: Headers,
    parts: Vec<Part>,
    pieces: usize,
    /// The last line goes on: no blank came since.
    flows: bool,
    spoilt: bool,
}

impl Reading {
    fn new(name: &str, own: bool) -> Self {
        Self {
            book: Book {
                title: clean(name),
                ..Book::default()
            },
            own,
            open: None,
            comment: false,
        }
    }

    fn whole(mut self, text: &str) -> Book {
        let mut titled = false;
        for (n, raw) in text.split('\n').enumerate() {
            let line = n + 1;
            if raw.chars().count() > LINE_CHARS_MAX {
                self.wrong(line, format!("a linha passa de {LINE_CHARS_MAX} letras"));
                continue;
            }
            let text = clean(raw);
            if self.is_comment(&text) {
                continue;
            }
            if let Some(title) = text.strip_prefix("## ") {
                self.close();
                if self.book.activities.len() >= ACTIVITIES_MAX {
                    self.wrong(
                        line,
                        format!("um caderno tem até {ACTIVITIES_MAX} atividades"),
                    );
                    break;
                }
                self.begin(line, title);
            } else if let Some(part) = text.strip_prefix("### ") {
                self.part(line, part);
            } else if let Some(title) = text.strip_prefix("# ") {
                if titled || self.open.is_some() {
                    self.wrong(line, "o caderno tem um título só, na primeira linha, com «#»; o de cada atividade leva «##»");
                } else {
                    titled = true;
                    self.book.title = title.chars().take(TITLE_CHARS_MAX).collect();
                }
            } else {
                self.line(line, &text);
            }
            if self.book.wrong.len() >= WRONG_MAX {
                break;
            }
        }
        self.close();
        if self.book.activities.is_empty() && self.book.wrong.is_empty() {
            self.wrong(
                0,
                "não há nenhuma atividade; cada uma começa com «## Título»",
            );
        }
        let title = self.book.title.clone();
        for it in &mut self.book.activities {
            it.book.clone_from(&title);
        }
        self.book
    }

    /// Notes for whoever writes the book.
    fn is_comment(&mut self, text: &str) -> bool {
        if !self.comment && !text.starts_with("<!--") {
            return false;
        }
        self.comment = !text.contains("-->");
        true
    }

    fn begin(&mut self, line: usize, title: &str) {
        let long = title.chars().count() > TITLE_CHARS_MAX;
        self.open = Some(Open {
            line,
            title: plain(title),
            headers: Headers::default(),
            parts: Vec::new(),
            pieces: 0,
            flows: false,
            spoilt: false,
        });
        if long {
            self.wrong(line, format!("o título passa de {TITLE_CHARS_MAX} letras"));
        }
    }

    fn part(&mut self, line: usize, name: &str) {
        let Some(open) = &mut self.open else {
            return self.wrong(line, "antes das partes vem o título da atividade, com «##»");
        };
        open.flows = false;
        let folded = fold(name);
        let kind = PartKind::ALL
            .into_iter()
            .find(|it| fold(it.label()) == folded);
        match kind {
            Some(kind) if open.parts.iter().any(|it| it.kind == kind) => {
                self.wrong(
                    line,
                    format!("«{}» está duas vezes nesta atividade", kind.label()),
                );
            }
            Some(kind) => open.parts.push(Part {
                kind,
                pieces: Vec::new(),
            }),
            None => {
                let names: Vec<&str> = PartKind::ALL.iter().map(|it| it.label()).collect();
                self.wrong(
                    line,
                    format!("«{name}» não é uma parte; são {}", names.join(", ")),
                );
            }
        }
    }

    fn line(&mut self, line: usize, text: &str) {
        // What stands before the first activity presents the book.
        let Some(open) = &mut self.open else {
            return;
        };
        if text.is_empty() {
            open.flows = false;
            return;
        }
        let Some(part) = open.parts.last_mut() else {
            let (_, header) = piece_of(text);
            if let Err(why) = open.headers.take(&header) {
                self.wrong(line, why);
            }
            return;
        };
        let (mark, text) = piece_of(text);
        if mark == Mark::None
            && open.flows
            && let Some(Piece::Text(before) | Piece::Item(before) | Piece::Step(_, before)) =
                part.pieces.last_mut()
        {
            before.push(' ');
            before.push_str(&text);
            return;
        }
        let steps = part
            .pieces
            .iter()
            .filter(|it| matches!(it, Piece::Step(..)));
        let number = u32::try_from(steps.count()).unwrap_or(0) + 1;
        part.pieces.push(match mark {
            Mark::None => Piece::Text(text),
            Mark::Bullet => Piece::Item(text),
            Mark::Number => Piece::Step(number, text),
        });
        open.flows = true;
        open.pieces += 1;
        if open.pieces > PIECES_MAX {
            self.wrong(line, format!("a atividade passa de {PIECES_MAX} itens"));
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let missing = open.headers.missing();
        let mut why = Vec::new();
        if !missing.is_empty() {
            why.push(format!("faltam dados da atividade: {}", missing.join(", ")));
        }
        for kind in [PartKind::Aim, PartKind::Steps] {
            let there = open.parts.iter().find(|it| it.kind == kind);
            if there.is_none_or(|it| it.pieces.is_empty()) {
                why.push(format!("falta a parte «### {}»", kind.label()));
            }
        }
        let spoilt = open.spoilt || !why.is_empty();
        for text in why {
            self.wrong(open.line, text);
        }
        if spoilt {
            return;
        }
        let line = open.line;
        let Some(it) = activity(open, self.own) else {
            return self.wrong(
                line,
                "o título não tem letras que sirvam de código; escreva «- Código: …»",
            );
        };
        if self
            .book
            .activities
            .iter()
            .any(|other| other.code == it.code)
        {
            return self.wrong(
                line,
                format!(
                    "outra atividade deste caderno já tem o código «{}»",
                    it.code
                ),
            );
        }
        self.book.activities.push(it);
    }

    fn wrong(&mut self, line: usize, text: impl Into<String>) {
        if let Some(open) = &mut self.open {
            open.spoilt = true;
        }
        self.book.wrong.push(Wrong {
            line,
            text: text.into(),
        });
    }
}

fn activity(open: Open, own: bool) -> Option<Activity> {
    let it = open.headers;
    let code = it.code.unwrap_or_else(|| code_of(&open.title));
    let (Some(axis), Some(minutes), false) = (it.axis, it.minutes, code.is_empty()) else {
        return None;
    };
    let mut out = Activity {
        code,
        title: open.title,
        axis,
        bands: it.bands,
        themes: it.themes,
        minutes,
        group: it.group,
        materials: it.materials,
        parts: open.parts,
        book: String::new(),
        own,
        keys: Keys::default(),
    };
    out.keys = keys(&out);
    Some(out)
}

fn keys(it: &Activity) -> Keys {
    let folded = |texts: &[&str]| {
        let mut out = String::new();
        for text in texts {
            out.push(' ');
            out.push_str(&fold(text));
        }
        out
    };
    let mut about = vec![it.axis.label(), it.materials.as_str()];
    about.extend(it.themes.iter().map(String::as_str));
    about.extend(it.bands.iter().flat_map(|it| [it.label(), called(*it)]));
    let pieces = it.parts.iter().flat_map(|it| &it.pieces);
    let text: Vec<&str> = pieces.map(Piece::text).collect();
    Keys {
        title: folded(&[&it.title, &it.code]),
        about: folded(&about),
        text: folded(&text),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Bullet,
    Number,
}

/// "- text", "* text", "3. text", "3) text", or only text.
fn piece_of(line: &str) -> (Mark, String) {
    if let Some((head, rest)) = line.split_once(' ') {
        if matches!(head, "-" | "*" | "•" | "–") {
            return (Mark::Bullet, plain(rest));
        }
        let number = head.strip_suffix(['.', ')']).unwrap_or("");
        if (1..=2).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit()) {
            return (Mark::Number, plain(rest));
        }
    }
    (Mark::None, plain(line))
}

/// Without the marks of emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "").trim().to_string()
}
