//! The program without a terminal: keys in, screen text out, everything
//! settled in between. Tests read like a shift at the desk, and `demo` prints
//! its sample day through it. Answers can be held back, to see what happens
//! to keys pressed meanwhile.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::Desk;
use super::app::{App, Event};
use super::input::{Input, Key, clean_paste};
use super::job::{Job, Order};
use super::screen::Screen;
use super::shell::{Ending, Hooks};

pub struct Drive<D: 'static = Desk> {
    pub desk: D,
    app: App<D>,
    area: Rect,
    held: bool,
    jobs: VecDeque<Job<D>>,
    pressed: usize,
    clock: Rc<Cell<DateTime<Utc>>>,
}

impl<D: 'static> Drive<D> {
    /// 80×24, the clock held at `now`.
    pub fn new(desk: D, first: impl Screen<D>, now: DateTime<Utc>) -> Self {
        Self::hooked(desk, first, Hooks::default(), now)
    }

    pub fn hooked(desk: D, first: impl Screen<D>, hooks: Hooks<D>, now: DateTime<Utc>) -> Self {
        Self::boxed(desk, Box::new(first), hooks, now)
    }

    pub fn boxed(desk: D, first: Box<dyn Screen<D>>, hooks: Hooks<D>, now: DateTime<Utc>) -> Self {
        let clock = Rc::new(Cell::new(now));
        let read = Rc::clone(&clock);
        let app = App::boxed(first, hooks, Box::new(move || read.get()));
        let area = Rect::new(0, 0, 80, 24);
        let mut drive = Self {
            desk,
            app,
            area,
            held: false,
            jobs: VecDeque::new(),
            pressed: 0,
            clock,
        };
        drive.settle();
        drive
    }

    /// Presses keys: `"<F8>Ana<enter>"`.
    ///
    /// # Panics
    /// When the script names a key that does not exist.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let Some(keys) = Key::script(script) else {
            panic!("tecla desconhecida em {script:?}");
        };
        for key in keys {
            self.pressed += 1;
            self.event(Event::Input(Input::Key(key)));
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Input(Input::Paste(clean_paste(text))));
        self
    }

    /// Any event, then everything it causes, then a frame (as in life).
    pub fn event(&mut self, event: Event<D>) -> &mut Self {
        self.app.event(event);
        self.settle();
        self
    }

    /// From here on the desk does not answer.
    pub fn hold(&mut self) -> &mut Self {
        self.held = true;
        self
    }

    /// The desk answers again, beginning with what is in line.
    pub fn release(&mut self) -> &mut Self {
        self.held = false;
        self.settle();
        self
    }

    /// One answer, while the rest is held back.
    pub fn answer_one(&mut self) -> &mut Self {
        self.work();
        self.take();
        self.draw();
        self
    }

    /// Work in line, while answers are held back.
    pub fn in_line(&self) -> usize {
        self.jobs.len()
    }

    pub fn others_wrote(&mut self) -> &mut Self {
        self.event(Event::OthersWrote)
    }

    /// Moves the clock and does what is due.
    pub fn wait(&mut self, time: chrono::Duration) -> &mut Self {
        self.clock.set(self.clock.get() + time);
        self.event(Event::Due)
    }

    pub fn size(&mut self, width: u16, height: u16) -> &mut Self {
        self.area = Rect::new(0, 0, width, height);
        self.event(Event::Resize)
    }

    /// The screen as text, without blank tails; empty when a side is 0.
    pub fn screen(&mut self) -> String {
        let buffer = self.draw();
        let rows: Vec<String> = (0..self.area.height).map(|y| row(&buffer, y)).collect();
        rows.join("\n").trim_end().to_owned()
    }

    /// # Panics
    /// When the text is not on the screen; runs of spaces count as one.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        assert!(
            self.has(text),
            "não está na tela: {text:?}\n{}",
            self.screen()
        );
        self
    }

    /// # Panics
    /// When the text is on the screen.
    #[track_caller]
    pub fn hides(&mut self, text: &str) -> &mut Self {
        assert!(!self.has(text), "está na tela: {text:?}\n{}", self.screen());
        self
    }

    pub fn has(&mut self, text: &str) -> bool {
        let wanted = squeeze(text);
        self.screen()
            .lines()
            .any(|it| squeeze(it).contains(&wanted))
    }

    /// Column and row of the terminal's cursor.
    pub fn cursor(&mut self) -> Option<(u16, u16)> {
        let mut buffer = Buffer::empty(self.area);
        self.app.draw(&mut buffer).map(|it| (it.x, it.y))
    }

    /// Keys since the start or the last `count_from_here`.
    pub fn keys_pressed(&self) -> usize {
        self.pressed
    }

    pub fn count_from_here(&mut self) -> &mut Self {
        self.pressed = 0;
        self
    }

    pub fn notice(&self) -> &str {
        self.app.notice().unwrap_or("")
    }

    /// Whether it rang since the last time this was asked.
    pub fn rang(&mut self) -> bool {
        self.app.take_bell()
    }

    pub fn ending(&self) -> Option<Ending> {
        self.app.ending()
    }

    pub fn app(&self) -> &App<D> {
        &self.app
    }

    pub fn draw(&mut self) -> Buffer {
        let mut buffer = Buffer::empty(self.area);
        self.app.draw(&mut buffer);
        buffer
    }

    fn settle(&mut self) {
        self.take();
        while !self.held && !self.jobs.is_empty() {
            self.work();
            self.take();
        }
        self.draw();
    }

    fn take(&mut self) {
        for order in self.app.take_orders() {
            match order {
                Order::Run(job) => self.jobs.push_back(job),
                Order::Forget(id) => self.jobs.retain(|it| it.id != id),
            }
        }
    }

    fn work(&mut self) {
        let Some(job) = self.jobs.pop_front() else {
            return;
        };
        let told = Rc::new(Cell::new(None));
        let tell = Rc::clone(&told);
        let (id, outcome) = job.run(&mut self.desk, move |it| tell.set(Some(it)));
        if let Some(progress) = told.get() {
            self.app.event(Event::Progress(progress));
        }
        self.app.event(Event::Answer(id, outcome));
    }
}

fn row(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        text.push_str(symbol);
        x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
    }
    text.trim_end().to_owned()
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
