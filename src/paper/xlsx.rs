//! A table as an XLSX workbook of one sheet. Whoever receives a list opens it
//! with a double click, and the zeros in front of a CPF stay: every text is
//! marked as text, so nothing in it can run as a formula either. The format is
//! a zip of a few small XML files (ECMA-376); ours is stored, not deflated, and
//! the same table gives the same bytes. A library would weigh 880 KB for it.

use std::fmt::Write;

use super::table::{Cell, Table, guard};
use super::wrap::columns;
use crate::domain::name::shown;

/// Columns of letters that a sheet's column may take.
const WIDE_MIN: usize = 6;
const WIDE_MAX: usize = 50;

/// Cell formats of `STYLES`, by place.
const TEXT: u32 = 1;
const HEAD: u32 = 2;
/// Text that would open a formula: Excel keeps it text even when it is edited.
const QUOTED: u32 = 3;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>"#;

impl Table {
    /// The table as a workbook whose one sheet has that name.
    pub fn xlsx(&self, name: &str) -> Vec<u8> {
        zip(&[
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", ROOT),
            ("xl/workbook.xml", &book(name)),
            ("xl/_rels/workbook.xml.rels", BOOK_PARTS),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", &self.sheet()),
        ])
    }

    fn sheet(&self) -> String {
        let mut out = String::from(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
        );
        for (at, column) in self.columns.iter().enumerate() {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            let wide = cells
                .map(|it| columns(&it.plain()))
                .fold(columns(column.head), usize::max)
                .clamp(WIDE_MIN, WIDE_MAX);
            // Letters of a proportional face are a little narrower.
            let (at, wide) = (at + 1, wide + 2);
            put(
                &mut out,
                format_args!(r#"<col min="{at}" max="{at}" width="{wide}" customWidth="1"/>"#),
            );
        }
        out.push_str("</cols><sheetData>");
        put(&mut out, format_args!(r#"<row r="1">"#));
        for (at, column) in self.columns.iter().enumerate() {
            text(&mut out, at, 1, HEAD, column.head);
        }
        out.push_str("</row>");
        for (row, number) in self.rows.iter().zip(2..) {
            put(&mut out, format_args!(r#"<row r="{number}">"#));
            for (at, cell) in row.iter().enumerate().take(self.columns.len()) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(it) if it.is_empty() => {}
                    Cell::Text(it) => {
                        let style = if guard(it) == shown(it) { TEXT } else { QUOTED };
                        text(&mut out, at, number, style, it);
                    }
                    Cell::Number(it) => put(
                        &mut out,
                        format_args!(r#"<c r="{}{number}"><v>{it}</v></c>"#, letters(at)),
                    ),
                }
            }
            out.push_str("</row>");
        }
        out.push_str("</sheetData></worksheet>");
        out
    }
}

fn book(name: &str) -> String {
    // What a sheet's name may not have, and 31 letters at most.
    let plain: String = shown(name)
        .chars()
        .filter(|it| !matches!(it, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(31)
        .collect();
    let plain = if plain.trim().is_empty() {
        "Lista"
    } else {
        plain.trim()
    };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{}" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        escaped(plain)
    )
}

fn text(out: &mut String, at: usize, row: u32, style: u32, it: &str) {
    put(
        out,
        format_args!(
            r#"<c r="{}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
            letters(at),
            escaped(&shown(it))
        ),
    );
}

fn put(out: &mut String, it: std::fmt::Arguments<'_>) {
    // A string takes whatever is written to it.
    let _ = out.write_fmt(it);
}

/// "A", "B", … "Z", "AA".
fn letters(at: usize) -> String {
    let mut out = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or(0);
        out.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // No XML may hold them.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            it if it.is_control() => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

/// 1 January 1980, 0:00, in the words of the format: the same table gives the
/// same bytes.
const DATE: u16 = 0x0021;
const STORED: u16 = 0;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
const VERSION: u16 = 20;

/// Files in a zip, stored as they are (APPNOTE 6.3).
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut index = Vec::new();
    for (name, body) in files {
        let at = small(out.len());
        let about = about(name, body);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(body.as_bytes());
        index.extend(b"PK\x01\x02");
        index.extend(VERSION.to_le_bytes());
        index.extend(&about);
        // No comment, first disk, no attributes.
        index.extend([0; 10]);
        index.extend(at.to_le_bytes());
        index.extend(name.as_bytes());
    }
    let (at, long) = (small(out.len()), small(index.len()));
    let many = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    out.extend(index);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(many);
    out.extend(many);
    out.extend(long.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// What both headers of a file say of it.
fn about(name: &str, body: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for it in [VERSION, FLAGS, STORED, 0, DATE] {
        out.extend(it.to_le_bytes());
    }
    let long = small(body.len());
    for it in [crc(body.as_bytes()), long, long] {
        out.extend(it.to_le_bytes());
    }
    for it in [u16::try_from(name.len()).unwrap_or(u16::MAX), 0] {
        out.extend(it.to_le_bytes());
    }
    out
}

/// A list of people is a few hundred kilobytes; the format ends at 4 GB.
fn small(it: usize) -> u32 {
    u32::try_from(it).unwrap_or(u32::MAX)
}

/// CRC-32 of the zip format.
fn crc(bytes: &[u8]) -> u32 {
    let mut out = u32::MAX;
    for byte in bytes {
        out ^= u32::from(*byte);
        for _ in 0..8 {
            let odd = out & 1 == 1;
            out >>= 1;
            if odd {
                out ^= 0xEDB8_8320;
            }
        }
    }
    !out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::Align;

    #[test]
    fn the_sum_is_that_of_the_format() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert_eq!(
            [0, 25, 26, 701, 702].map(letters),
            ["A", "Z", "AA", "ZZ", "AAA"]
        );
    }

    #[test]
    fn texts_are_texts_and_numbers_are_numbers() {
        let mut table = Table::new(&[("CPF", Align::Left), ("Ordem", Align::Right)]);
        table.push(vec!["01234567890".into(), Cell::Number(3)]);
        table.push(vec!["=cmd|' /c calc'!A0 & <b>".into(), Cell::Empty]);
        let sheet = table.sheet();
        for part in [
            r#"<c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">01234567890</t>"#,
            r#"<c r="B2"><v>3</v></c>"#,
            r#"<c r="A3" s="3" t="inlineStr"><is><t xml:space="preserve">=cmd|' /c calc'!A0 &amp; &lt;b&gt;</t>"#,
        ] {
            assert!(sheet.contains(part), "{part}\n{sheet}");
        }
        assert!(!sheet.contains("<f>"));
        assert_eq!(table.xlsx("x"), table.xlsx("x"));
        assert!(book("a/b[c]'").contains(r#"name="abc""#));
        assert!(book("?*").contains(r#"name="Lista""#));
    }
}
