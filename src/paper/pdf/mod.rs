//! Any page as an A4 file, for printers that want PDF and for papers that
//! people keep. The fonts are the two that every reader brings along, so the
//! file is a few kilobytes; the same page gives the same bytes. Never says in
//! its own data whose paper it is: only the title, which names a kind of paper.

mod flow;
mod letters;

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use self::flow::{Mark, TALL, WIDE, sheets};
use self::letters::Font;
use super::page::Page;
use crate::domain::name::shown;

const CATALOG: i32 = 1;
const TREE: i32 = 2;
const INFO: i32 = 3;
const PLAIN: i32 = 4;
const BOLD: i32 = 5;
/// Of the first sheet; each has one number for itself and one for its marks.
const FIRST: i32 = 6;

impl Page {
    /// The page as a PDF file.
    pub fn pdf(&self) -> Vec<u8> {
        let sheets = sheets(self);
        let count = i32::try_from(sheets.len()).unwrap_or(i32::MAX / 4);
        let mut pdf = Pdf::new();
        let mut catalog = pdf.catalog(Ref::new(CATALOG));
        catalog.pages(Ref::new(TREE)).lang(TextStr("pt-BR"));
        catalog.viewer_preferences().display_doc_title(true);
        catalog.finish();
        pdf.document_info(Ref::new(INFO))
            .title(TextStr(&shown(&self.title)))
            .creator(TextStr("acolhida"));
        pdf.pages(Ref::new(TREE))
            .kids((0..count).map(|at| Ref::new(FIRST + at * 2)))
            .count(count);
        for (id, font) in [(PLAIN, Font::Plain), (BOLD, Font::Bold)] {
            pdf.type1_font(Ref::new(id))
                .base_font(face(font))
                .encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        for (at, marks) in (0..count).zip(&sheets) {
            let (own, content) = (Ref::new(FIRST + at * 2), Ref::new(FIRST + at * 2 + 1));
            let mut sheet = pdf.page(own);
            sheet
                .media_box(Rect::new(0.0, 0.0, WIDE, TALL))
                .parent(Ref::new(TREE))
                .contents(content);
            sheet
                .resources()
                .fonts()
                .pair(name(Font::Plain), Ref::new(PLAIN))
                .pair(name(Font::Bold), Ref::new(BOLD));
            sheet.finish();
            pdf.stream(content, &drawn(marks));
        }
        pdf.finish()
    }
}

fn drawn(marks: &[Mark]) -> Vec<u8> {
    let mut content = Content::new();
    for mark in marks {
        match mark {
            Mark::Text {
                x,
                y,
                font,
                size,
                bytes,
            } => {
                content
                    .begin_text()
                    .set_font(name(*font), *size)
                    .next_line(*x, *y)
                    .show(Str(bytes))
                    .end_text();
            }
            Mark::Rule(from, to, y) => {
                content
                    .set_line_width(0.5)
                    .move_to(*from, *y)
                    .line_to(*to, *y)
                    .stroke();
            }
        }
    }
    content.finish().to_vec()
}

const fn name(font: Font) -> Name<'static> {
    match font {
        Font::Plain => Name(b"F1"),
        Font::Bold => Name(b"F2"),
    }
}

const fn face(font: Font) -> Name<'static> {
    match font {
        Font::Plain => Name(b"Helvetica"),
        Font::Bold => Name(b"Helvetica-Bold"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::paper::page::{Align, Line, Width};

    fn page(lines: Vec<Line>) -> Page {
        Page {
            title: "Agenda do dia".to_string(),
            lines,
            footer: "Impresso por rosa em 23/11/2026 08:05".to_string(),
            width: Width::Sheet,
        }
    }

    fn sheets_of(pdf: &[u8]) -> usize {
        let text = String::from_utf8_lossy(pdf);
        text.matches("/Type /Page\n").count()
    }

    #[test]
    fn the_same_page_gives_the_same_bytes_and_its_own_data_names_nobody() {
        let it = page(vec![Line::fact("Nome", "Conceição Canário")]);
        let pdf = it.pdf();
        assert_eq!(pdf, it.pdf());
        assert!(pdf.starts_with(b"%PDF-1"));
        let text = String::from_utf8_lossy(&pdf);
        let info = text.split("3 0 obj").nth(1).unwrap();
        let info = info.split("endobj").next().unwrap();
        assert!(info.contains("Agenda do dia"), "{info}");
        assert!(!info.contains("Can"), "{info}");
        assert!(pdf.len() < 4_000, "{}", pdf.len());
    }

    #[test]
    fn nothing_falls_off_the_sheet() {
        let long = "palavra ".repeat(60);
        let rows = vec![vec![long.clone(), "7".to_string()]; 120];
        let heads = vec![
            ("Nome".to_string(), Align::Left),
            ("Nº".to_string(), Align::Right),
        ];
        let it = page(vec![
            Line::Part("parte".to_string()),
            Line::Text(long.clone()),
            Line::Item(long.clone()),
            Line::fact("Rótulo", &long),
            Line::fact(&long, &"x".repeat(400)),
            Line::Big("CUP9999".to_string()),
            Line::Grid(heads, rows),
        ]);
        let all = sheets(&it);
        assert_eq!(sheets_of(&it.pdf()), all.len());
        assert!(all.len() >= 3);
        for mark in all.iter().flatten() {
            let (right, low) = match mark {
                Mark::Text {
                    x,
                    y,
                    font,
                    size,
                    bytes,
                } => (x + letters::width(bytes, *font, *size), *y),
                Mark::Rule(_, to, y) => (*to, *y),
            };
            assert!(right <= WIDE - 55.0, "{mark:?}");
            assert!(low >= 40.0, "{mark:?}");
        }
    }
}
