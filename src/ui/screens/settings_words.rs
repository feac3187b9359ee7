//! Settings in the words of people: their names, their values, how each is
//! typed.

use crate::domain::unit::Setting;

/// The label without what only the command line needs to know.
pub fn label(it: Setting) -> &'static str {
    let label = it.label().split(" (sim").next().unwrap_or_default();
    label.trim_end_matches(", em centavos")
}

/// How a setting is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    YesNo,
    Printer,
    Demand,
    Number,
    Money,
    Text,
}

pub const fn shape(it: Setting) -> Shape {
    match it {
        Setting::PanelNames
        | Setting::PanelBell
        | Setting::PrintOnArrival
        | Setting::PrinterPdf
        | Setting::PrinterRoll
        | Setting::SlipProvider
        | Setting::AgendaOptionalDays
        | Setting::SiscByDeadline => Shape::YesNo,
        Setting::PrinterKind => Shape::Printer,
        Setting::DefaultDemand => Shape::Demand,
        Setting::IdleLockMinutes
        | Setting::UpdateTermMonths
        | Setting::PagesDays
        | Setting::AgendaTolerance
        | Setting::GroupAbsences
        | Setting::CourseGoalApplied
        | Setting::CourseGoalEnrolled
        | Setting::CourseGoalFinished
        | Setting::SeatDays
        | Setting::AgendaHorizonDays => Shape::Number,
        Setting::MinimumWage | Setting::PovertyLine => Shape::Money,
        Setting::PrinterTarget | Setting::KeyAccess => Shape::Text,
    }
}

/// A value as people say it.
pub fn told(setting: Setting, value: &str) -> String {
    match (shape(setting), value) {
        (_, "") => "(nada)".to_owned(),
        (Shape::YesNo, "nao") => "não".to_owned(),
        (Shape::Money, cents) => match cents.parse() {
            Ok(cents) => crate::domain::cecad::payroll::reais(cents),
            Err(_) => cents.to_owned(),
        },
        (Shape::YesNo | Shape::Printer | Shape::Demand | Shape::Number | Shape::Text, other) => {
            other.to_owned()
        }
    }
}

/// "1.621,00", "1621" or "1621,5" in cents.
pub fn cents(typed: &str) -> Option<i64> {
    let typed = typed.replace("R$", "").replace(['.', ' '], "");
    let (whole, part) = typed.split_once(',').unwrap_or((&typed, "0"));
    let part = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()? * 10,
        2 => part.parse().ok()?,
        _ => return None,
    };
    let whole: i64 = whole.parse().ok().filter(|it| *it >= 0)?;
    whole.checked_mul(100)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_it_is_written() {
        for (typed, expected) in [
            ("1.621,00", Some(162_100)),
            ("1621", Some(162_100)),
            ("R$ 218,5", Some(21_850)),
            ("218,555", None),
            ("-3", None),
            ("", None),
        ] {
            assert_eq!(cents(typed), expected, "{typed}");
        }
    }
}
