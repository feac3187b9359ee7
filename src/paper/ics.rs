//! A calendar file (RFC 5545) of what is booked, for whoever keeps the day in
//! a phone. Hours are UTC, so that no table of zones has to travel along; the
//! same appointment keeps its name in every file, so that a calendar brings it
//! up to date instead of showing it twice. Carries no more of a person than it
//! is given.

use chrono::{DateTime, Utc};

use crate::domain::name::shown;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable and unlike any other's.
    pub uid: String,
    pub starts: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    pub summary: String,
    /// Where; may be empty.
    pub place: String,
    /// Kept in the file so that calendars take it out.
    pub cancelled: bool,
}

/// Octets of one line, its end not counted (section 3.1).
const LINE_MAX: usize = 75;

/// The whole file; `stamp` is when it was made.
pub fn calendar(name: &str, stamp: DateTime<Utc>, events: &[Event]) -> String {
    let mut out = String::new();
    let mut put = |line: &str| fold(line, &mut out);
    put("BEGIN:VCALENDAR");
    put("VERSION:2.0");
    put("PRODID:-//acolhida//agenda//PT");
    put("CALSCALE:GREGORIAN");
    put("METHOD:PUBLISH");
    put(&format!("X-WR-CALNAME:{}", escaped(name)));
    for it in events {
        put("BEGIN:VEVENT");
        put(&format!("UID:{}", escaped(&it.uid)));
        put(&format!("DTSTAMP:{}", utc(stamp)));
        put(&format!("DTSTART:{}", utc(it.starts)));
        put(&format!("DTEND:{}", utc(it.ends)));
        put(&format!("SUMMARY:{}", escaped(&it.summary)));
        if !it.place.is_empty() {
            put(&format!("LOCATION:{}", escaped(&it.place)));
        }
        put(if it.cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        put("CLASS:CONFIDENTIAL");
        put("END:VEVENT");
    }
    put("END:VCALENDAR");
    out
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Section 3.3.11; what no line may carry becomes a picture of itself.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.lines() {
        if !out.is_empty() {
            out.push_str("\\n");
        }
        for it in shown(part).chars() {
            if matches!(it, '\\' | ';' | ',') {
                out.push('\\');
            }
            out.push(it);
        }
    }
    out
}

/// A line and its end, folded between letters: the blank that opens what
/// follows counts among its octets.
fn fold(line: &str, out: &mut String) {
    let mut used = 0;
    for it in line.chars() {
        if used + it.len_utf8() > LINE_MAX {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(it);
        used += it.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use icalendar::parser::{read_calendar, unfold};
    use proptest::prelude::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "0198c2f0@acolhida".to_string(),
            starts: "2026-11-23T11:00:00Z".parse().unwrap(),
            ends: "2026-11-23T11:40:00Z".parse().unwrap(),
            summary: summary.to_string(),
            place: "Sala 2; fundos".to_string(),
            cancelled: false,
        }
    }

    fn read(text: &str) -> Vec<(String, String)> {
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).unwrap();
        assert_eq!(calendar.components.len(), 1);
        let event = &calendar.components[0];
        assert_eq!(event.name, "VEVENT");
        event
            .properties
            .iter()
            .map(|it| (it.name.as_str().to_string(), it.val.as_str().to_string()))
            .collect()
    }

    #[test]
    fn an_independent_reader_takes_it() {
        let stamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let summary = "Cadastro Único: atualização, com a família toda; Conceição Á.";
        let text = calendar("CRAS Jurubeba", stamp, &[event(summary)]);
        let found = read(&text);
        let of = |name: &str| found.iter().find(|it| it.0 == name).unwrap().1.clone();
        assert_eq!(of("DTSTART"), "20261123T110000Z");
        assert_eq!(of("UID"), "0198c2f0@acolhida");
        let plain = of("SUMMARY").replace("\\,", ",").replace("\\;", ";");
        assert_eq!(plain, summary);
        assert!(text.contains("LOCATION:Sala 2\\; fundos\r\n"), "{text}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_none_is_made_by_a_name(text in "(?s).{0,200}") {
            let stamp = "2026-11-22T10:00:00Z".parse().unwrap();
            let out = calendar(&text, stamp, &[event(&text)]);
            prop_assert_eq!(out.matches("\r\n").count(), out.matches('\n').count());
            for line in out.split("\r\n") {
                prop_assert!(line.len() <= LINE_MAX, "{line:?}");
            }
            prop_assert_eq!(out.matches("\r\nBEGIN:").count(), 1);
        }
    }
}
