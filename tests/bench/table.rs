//! The table that is printed: what was measured, its floor in the same run,
//! the ratio, the goal. Times never fail a run; goals that do not depend on
//! the machine do.

use std::io::Write;

/// How a row is judged.
pub enum Goal {
    /// Ours over the floor, at most; told, never failed.
    Ratio(f64),
    /// Ours in its own unit, at most; told, never failed.
    Most(f64),
    /// A number that no machine changes: passing it fails the run.
    Exact(f64),
    /// Only to be read.
    Told,
}

pub struct Row {
    pub what: String,
    pub floor: Option<f64>,
    pub ours: f64,
    pub unit: &'static str,
    pub goal: Goal,
}

#[derive(Default)]
pub struct Table {
    broken: Vec<String>,
    printed: bool,
}

impl Table {
    pub fn row(&mut self, row: &Row) {
        if !self.printed {
            self.printed = true;
            line(["what", "floor", "ours", "ratio", "goal", "ok"]);
        }
        let Row {
            what,
            floor,
            ours,
            unit,
            goal,
        } = row;
        let ratio = floor.filter(|it| *it > 0.0).map(|it| ours / it);
        let (wanted, holds) = match *goal {
            Goal::Ratio(most) => (format!("<= {most:.2}x"), ratio.map(|it| it <= most + 0.005)),
            Goal::Most(most) => (format!("<= {}", number(most)), Some(*ours <= most)),
            Goal::Exact(most) => (format!("= {} at most", number(most)), Some(*ours <= most)),
            Goal::Told => (String::new(), None),
        };
        if let (Goal::Exact(_), Some(false)) = (goal, holds) {
            self.broken.push(what.clone());
        }
        line([
            what,
            &floor.map_or_else(|| "-".into(), number),
            &format!("{} {unit}", number(*ours)),
            &ratio.map_or_else(|| "-".into(), |it| format!("{it:.2}x")),
            &wanted,
            match holds {
                Some(true) => "yes",
                Some(false) => "NO",
                None => "",
            },
        ]);
    }

    /// A row that this machine cannot measure, and why.
    pub fn absent(&mut self, what: &str, why: &str) {
        line([what, "-", why, "-", "", ""]);
    }

    /// What an exact goal was broken by.
    pub fn broken(&self) -> &[String] {
        &self.broken
    }
}

fn line([what, floor, ours, ratio, goal, ok]: [&str; 6]) {
    println!("{what:<54} {floor:>10} {ours:>15} {ratio:>8} {goal:>14} {ok:>4}");
    // Shown as it is measured; nobody reading is no reason to stop.
    let _ = std::io::stdout().flush();
}

fn number(it: f64) -> String {
    match it {
        0.0 => "0".into(),
        it if it < 10.0 => format!("{it:.2}"),
        it if it < 1000.0 => format!("{it:.1}"),
        it => {
            let digits = format!("{it:.0}");
            let mut out = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    out.push(' ');
                }
                out.push(digit);
            }
            out
        }
    }
}

/// Sorted numbers, to be asked for their middle, their tail and their end.
pub struct Spread(Vec<f64>);

impl Spread {
    pub fn of(mut all: Vec<f64>) -> Self {
        all.sort_by(f64::total_cmp);
        Self(all)
    }

    /// The value below which this share of them lies.
    pub fn at(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        let at = (last as f64 * share).round() as usize;
        self.0.get(at).copied().unwrap_or(0.0)
    }

    pub fn max(&self) -> f64 {
        self.at(1.0)
    }

    pub fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len().max(1) as f64
    }
}
