//! Keys to frames without a terminal: the program's own loop over the desk and
//! our way to the terminal, so that every byte and every instruction is counted.

use std::path::Path;
use std::time::Instant;

use acolhida::app::{Clock, Desk};
use acolhida::ui::app::{App, Event};
use acolhida::ui::input::{Input, Key};
use acolhida::ui::job::Order;
use acolhida::ui::run::PATIENCE;
use acolhida::ui::screens::start;
use acolhida::ui::term::{Abilities, Lean};
use chrono::Duration;
use ratatui::layout::Size;

use crate::data::{self, Data};
use crate::proc;
use crate::table::{Goal, Row, Spread, Table};

/// A name, two rows down, one up, two letters less: 16 keys.
const SCRIPT: &str = "maria silva<down><down><up><backspace><backspace>";

pub struct Shift {
    pub desk: Desk,
    clock: Clock,
    app: App,
    lean: Lean<Vec<u8>>,
    answers: Answers,
}

/// When the desk's answer is there, seen from the picture that could show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answers {
    /// By the clock of this machine, as the program's own loop has it.
    Measured,
    /// Before its picture: an instruction counter slows every clock down.
    InTime,
    /// After the picture of the letter: a slow disk.
    Late,
}

impl Shift {
    /// The resting screen of somebody who has entered.
    pub fn new(file: &Path, answers: Answers) -> Self {
        let desk = data::desk(file);
        let lean = Lean::new(Vec::new(), Abilities::FULL, || Ok(Size::new(80, 24)));
        let mut shift = Self {
            clock: desk.clock().clone(),
            app: start::app(start::first(&desk), &desk),
            lean,
            desk,
            answers,
        };
        shift.settle();
        shift
    }

    /// One key as in life: a frame with the answer, or, when that takes longer
    /// than the program waits for it, a frame before. Bytes to the terminal.
    pub fn key(&mut self, key: Key) -> usize {
        self.event(Event::Input(Input::Key(key)))
    }

    pub fn keys(&mut self, script: &str) {
        for key in Key::script(script).unwrap() {
            self.key(key);
        }
    }

    pub fn event(&mut self, event: Event<Desk>) -> usize {
        self.app.event(event);
        self.settle()
    }

    pub fn later(&mut self, minutes: i64) {
        self.clock
            .set(self.clock.now() + Duration::minutes(minutes));
        self.event(Event::Due);
    }

    fn settle(&mut self) -> usize {
        let mut bytes = 0;
        let mut waited = std::time::Duration::ZERO;
        loop {
            let orders = self.app.take_orders();
            if orders.is_empty() {
                return bytes + self.paint();
            }
            let begun = Instant::now();
            let mut done = Vec::new();
            for order in orders {
                if let Order::Run(job) = order {
                    done.push(job.run(&mut self.desk, |_| {}));
                }
            }
            waited += begun.elapsed();
            let late = match self.answers {
                Answers::Measured => waited > PATIENCE,
                Answers::InTime => false,
                Answers::Late => true,
            };
            // The answer is here already but not told: what is drawn now is
            // what the program draws when it stops waiting.
            if late || !self.app.awaits() {
                bytes += self.paint();
                waited = std::time::Duration::ZERO;
            }
            for (id, outcome) in done {
                self.app.event(Event::Answer(id, outcome));
            }
        }
    }

    fn paint(&mut self) -> usize {
        if self.app.take_redraw() {
            self.lean.redraw();
        }
        self.lean.draw(|buffer| self.app.draw(buffer)).unwrap();
        std::mem::take(self.lean.writer_mut()).len()
    }
}

pub fn measure(table: &mut Table, data: &Data) {
    let folder = tempfile::tempdir().unwrap();
    let file = data.copy(folder.path());
    let mut shift = Shift::new(&file, Answers::Measured);
    let mut bytes = Vec::new();
    let mut times = Vec::new();
    for key in Key::script(SCRIPT).unwrap() {
        let begun = Instant::now();
        bytes.push(shift.key(key) as f64);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let (bytes, times) = (Spread::of(bytes), Spread::of(times));
    for (name, ours, goal) in [
        ("mean", bytes.mean(), Goal::Most(250.0)),
        ("median", bytes.at(0.5), Goal::Told),
        ("max", bytes.max(), Goal::Told),
    ] {
        table.row(&Row {
            what: format!("bytes per key, 16 keys at 80x24, {name}"),
            floor: None,
            ours,
            unit: "B",
            goal,
        });
    }
    let idle = shift.key(Key::Right) + shift.event(Event::Resize) + shift.event(Event::Due);
    table.row(&Row {
        what: "bytes when nothing changes (key, resize, alarm)".into(),
        floor: None,
        ours: idle as f64,
        unit: "B",
        goal: Goal::Exact(0.0),
    });
    for (name, ours) in [("median", times.at(0.5)), ("max", times.max())] {
        table.row(&Row {
            what: format!("key to frame, {}k people, {name}", data.people / 1000),
            floor: None,
            ours,
            unit: "ms",
            goal: Goal::Told,
        });
    }
    drop(shift);
    instructions(table, data, &file);
}

fn instructions(table: &mut Table, data: &Data, file: &Path) {
    let size = data.people / 1000;
    for (what, answers, goal) in [
        ("instructions", "in-time", Goal::Most(2.0)),
        ("answer late", "late", Goal::Told),
    ] {
        let what = format!("key to frame, {size}k people, {what}");
        let run = |times: &str| proc::instructions("keys", &[file.to_str()?, times, answers]);
        match (run("1"), run("3")) {
            (Some(few), Some(many)) => table.row(&Row {
                what,
                floor: None,
                // Typing and erasing a name: 22 keys, twice more.
                ours: (many as f64 - few as f64) / 44.0 / 1e6,
                unit: "M",
                goal,
            }),
            (None, _) | (_, None) => table.absent(&what, "no valgrind"),
        }
    }
}

/// Types a name and erases it again, so many times.
pub fn keys_part(args: &[String]) {
    let [file, times, answers] = args else {
        panic!("file, times, in-time or late");
    };
    let answers = match answers.as_str() {
        "late" => Answers::Late,
        _ => Answers::InTime,
    };
    let mut shift = Shift::new(Path::new(file), answers);
    for _ in 0..times.parse().unwrap() {
        shift.keys("maria silva");
        shift.keys(&"<backspace>".repeat(11));
    }
}

/// An hour at the desk: somebody each minute, found or not, served; names
/// typed and given up; the help opened. Prints the memory at the first frame,
/// after half of it and at the end.
pub fn hour_part(args: &[String]) {
    let [file] = args else {
        panic!("file");
    };
    let mut shift = Shift::new(Path::new(file), Answers::Measured);
    let tell = || println!("{}", proc::memory("self", "VmRSS").unwrap_or(0.0));
    tell();
    let names = data::queries(1000, 120);
    for (minute, pair) in (0..).zip(names.chunks(2)) {
        for name in pair {
            shift.keys(name);
            shift.keys("<down><down><esc>");
        }
        shift.keys("joana<F4><enter><F5><F6><F7>");
        shift.keys("<F1><esc><F9><esc>");
        shift.later(1);
        if minute == 29 {
            tell();
        }
    }
    tell();
}
