//! The program's front as a plain state machine: events in, orders for the
//! desk out, a picture when asked. It owns the stack of screens and the keys
//! that wait. No thread, no terminal and no clock of its own is in here, which
//! is why tests can drive it key by key (`drive`) and the loop (`run`) is dull.
//!
//! The promise about keys typed ahead: they are delivered in order, each to
//! the screen that is on top when all before it has settled. Only when a
//! write fails are they dropped, and that is said, because the screen they
//! were meant for will not come.

use std::collections::VecDeque;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Duration, Utc};

use super::Desk;
use super::input::{Input, Key};
use super::job::{Effect, Order, Progress};
use super::look::Look;
use super::screen::{Draft, Handled, Kind, Screen};
use super::shell::{Ending, Hooks, Move, NoticeTone, Shell, Way};
use super::topic::Topics;
use crate::domain::fault::{Failure, Outcome};

/// Keys that may wait for a busy screen.
pub const WAITING_MAX: usize = 256;
/// A draft is stored this long after the last key.
const DRAFT_DELAY_S: i64 = 3;

pub type Clock = Box<dyn Fn() -> DateTime<Utc>>;

pub enum Event<D: 'static> {
    Input(Input),
    /// The window has another size: draw.
    Resize,
    Answer(u64, Outcome<Effect<D>>),
    Progress(Progress),
    /// Another desk wrote to the same file.
    OthersWrote,
    /// A deadline of `App::due` has come.
    Due,
    /// The terminal is gone, or the system asks to stop.
    Gone,
}

pub struct App<D: 'static = Desk> {
    pub(super) stack: Vec<Entry<D>>,
    pub(super) shell: Shell<D>,
    pub(super) waiting: VecDeque<Input>,
    clock: Clock,
    last_input: DateTime<Utc>,
    quit_asked: bool,
    /// The newest question when the last picture was drawn.
    pub(super) asked_by_frame: u64,
}

pub(super) struct Entry<D: 'static> {
    pub id: u64,
    pub screen: Box<dyn Screen<D>>,
    pub stale: Topics,
    /// The draft as last sent to be stored.
    pub kept: Option<Draft>,
    pub draft_due: Option<DateTime<Utc>>,
    /// Drawing it failed; only leaving is possible.
    pub broken: bool,
}

impl<D: 'static> App<D> {
    pub fn new(first: impl Screen<D>, hooks: Hooks<D>, clock: Clock) -> Self {
        Self::boxed(Box::new(first), hooks, clock)
    }

    pub fn boxed(first: Box<dyn Screen<D>>, hooks: Hooks<D>, clock: Clock) -> Self {
        let now = clock();
        let shell = Shell {
            look: Look {
                now,
                ..Look::default()
            },
            notice: None,
            bell: false,
            moves: vec![Move::Push(first)],
            orders: Vec::new(),
            touched: Topics::NONE,
            tickets: Vec::new(),
            progress: None,
            hooks,
            ending: None,
            redraw: false,
            next_id: 0,
        };
        let mut app = Self {
            stack: Vec::new(),
            shell,
            waiting: VecDeque::new(),
            clock,
            last_input: now,
            quit_asked: false,
            asked_by_frame: 0,
        };
        app.settle();
        app
    }

    /// What the header says before anybody asks the desk.
    pub fn dress(&mut self, unit: &str, who: &str, zone: crate::domain::time::Zone) {
        self.shell.look.unit = unit.to_owned();
        self.shell.look.who = who.to_owned();
        self.shell.look.zone = zone;
    }

    pub fn event(&mut self, event: Event<D>) {
        self.shell.look.now = (self.clock)();
        match event {
            Event::Input(input) => self.input(input),
            Event::Resize => {}
            Event::Answer(job, outcome) => self.answer(job, outcome),
            Event::Progress(progress) => self.progress(progress),
            Event::OthersWrote => self.others_wrote(),
            Event::Due => self.tick(),
            Event::Gone => self.shell.ending = Some(Ending::Gone),
        }
        self.settle();
        if self.shell.ending.is_some() {
            for n in 0..self.stack.len() {
                self.keep_draft(n);
            }
        }
    }

    /// The file changed. Whether it was another desk or this one is asked
    /// first, so that an own write does not read everything twice.
    fn others_wrote(&mut self) {
        let Some(others_wrote) = self.shell.hooks.others_wrote else {
            self.shell.touched = Topics::ALL;
            return;
        };
        // The first screen outlives the others, and with it the question.
        let Some(at) = self.stack.first().map(|it| it.id) else {
            return;
        };
        let slot = "outra-mesa";
        self.shell.forget(at, slot);
        let work = move |desk: &mut D, _: &super::job::Teller| {
            let changed = others_wrote(desk)?;
            let effect: Effect<D> = Box::new(move |_, cx| {
                if changed {
                    cx.touch(Topics::ALL);
                }
            });
            Ok(effect)
        };
        let label = "ver se outra mesa gravou";
        self.shell
            .send(at, label, Some(slot), Way::Free, Box::new(work));
    }

    /// What the desk thread must do now, in order.
    pub fn take_orders(&mut self) -> Vec<Order<D>> {
        std::mem::take(&mut self.shell.orders)
    }

    pub fn take_bell(&mut self) -> bool {
        std::mem::take(&mut self.shell.bell)
    }

    /// Whether to draw everything again from a blank screen.
    pub fn take_redraw(&mut self) -> bool {
        std::mem::take(&mut self.shell.redraw)
    }

    pub fn ending(&self) -> Option<Ending> {
        self.shell.ending
    }

    /// Nothing asked, nothing waiting.
    pub fn idle(&self) -> bool {
        self.shell.tickets.is_empty() && self.waiting.is_empty()
    }

    /// Whether something short was asked since the last picture: its answer
    /// may well be in the next one, and then the one before is wasted.
    pub fn awaits(&self) -> bool {
        let short = |way: Way| match way {
            Way::Free | Way::Holding | Way::Writing(_) => true,
            Way::Long(_) => false,
        };
        (self.shell.tickets.iter()).any(|it| it.job > self.asked_by_frame && short(it.way))
    }

    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    pub fn top(&self) -> Option<&dyn Screen<D>> {
        self.stack.last().map(|it| &*it.screen)
    }

    pub fn depth(&self) -> usize {
        self.stack.len()
    }

    pub fn notice(&self) -> Option<&str> {
        self.shell.notice.as_ref().map(|it| it.text.as_str())
    }

    /// The next instant at which something must happen without a key.
    pub fn due(&self) -> Option<DateTime<Utc>> {
        let top = self.stack.last()?;
        let framed = matches!(top.screen.kind(), Kind::Page | Kind::Float);
        let now = self.shell.look.now;
        let minute = framed.then(|| {
            now + Duration::milliseconds(60_000 - now.timestamp_millis().rem_euclid(60_000))
        });
        let screens = self
            .stack
            .iter()
            .flat_map(|it| [it.screen.due(), it.draft_due])
            .flatten()
            .min();
        [minute, screens, self.lock_due()]
            .into_iter()
            .flatten()
            .min()
    }

    pub(super) fn lock_due(&self) -> Option<DateTime<Utc>> {
        let minutes = self.shell.hooks.idle_lock_min?;
        self.shell.hooks.lock?;
        let top = self.stack.last()?;
        (top.screen.kind() != Kind::Sealed)
            .then(|| self.last_input + Duration::minutes(i64::from(minutes)))
    }

    fn tick(&mut self) {
        let now = self.shell.look.now;
        if self.lock_due().is_some_and(|it| it <= now) {
            self.lock();
        }
        for n in 0..self.stack.len() {
            if self.stack[n].draft_due.is_some_and(|it| it <= now) {
                self.keep_draft(n);
            }
            if self.stack[n].screen.due().is_some_and(|it| it <= now) {
                self.guarded(n, |screen, cx| screen.tick(cx));
            }
        }
    }

    fn input(&mut self, input: Input) {
        self.last_input = self.shell.look.now;
        let blocked = self.blocked(&input);
        if !blocked && self.waiting.is_empty() {
            self.quit_asked = false;
            self.deliver(input);
            return;
        }
        match input {
            Input::Key(Key::Ctrl('q')) if self.quit_asked => {
                self.shell.ending = Some(Ending::Forced)
            }
            Input::Key(Key::Ctrl('q')) => {
                self.quit_asked = true;
                let text = "Ainda gravando. Ctrl+Q outra vez sai sem esperar.";
                self.shell.tell(text, NoticeTone::Warned);
                // In its turn it leaves, like any key typed ahead.
                if self.waiting.len() < WAITING_MAX {
                    self.waiting.push_back(input);
                }
            }
            Input::Key(Key::Esc) if self.stop_long() => {}
            Input::Key(_) | Input::Paste(_) if self.waiting.len() >= WAITING_MAX => {
                self.shell.bell = true
            }
            Input::Key(_) | Input::Paste(_) => self.waiting.push_back(input),
        }
    }

    /// Whether the screen on top cannot take this now.
    pub(super) fn blocked(&self, input: &Input) -> bool {
        let Some(top) = self.stack.last() else {
            return false;
        };
        let mut mine = self
            .shell
            .tickets
            .iter()
            .filter(|it| it.screen == top.id)
            .peekable();
        if mine.peek().is_none() {
            return false;
        }
        let held = match input {
            Input::Key(key) => top.screen.holds(*key),
            Input::Paste(_) => false,
        };
        held || mine.any(|it| it.way.busy())
    }

    fn stop_long(&mut self) -> bool {
        let Some(long) = self
            .shell
            .tickets
            .iter()
            .find(|it| matches!(it.way, Way::Long(_)))
        else {
            return false;
        };
        long.stop.store(true, Ordering::Relaxed);
        self.shell.tell("Parando…", NoticeTone::Said);
        true
    }

    pub(super) fn deliver(&mut self, input: Input) {
        if self.shell.notice.as_ref().is_some_and(|it| it.seen) {
            self.shell.notice = None;
        }
        let Some(n) = self.stack.len().checked_sub(1) else {
            return;
        };
        let top = &mut self.stack[n];
        if self.shell.hooks.keep.is_some() {
            top.draft_due = Some(self.shell.look.now + Duration::seconds(DRAFT_DELAY_S));
        }
        let handled = if top.broken {
            Handled::No
        } else {
            match &input {
                Input::Key(key) => self.guarded(n, |screen, cx| screen.key(*key, cx)),
                Input::Paste(text) => self.guarded(n, |screen, cx| screen.paste(text, cx)),
            }
            .unwrap_or(Handled::Yes)
        };
        if handled == Handled::No {
            match input {
                Input::Key(key) => self.house(key),
                Input::Paste(_) => self.shell.bell = true,
            }
        }
    }

    fn answer(&mut self, job: u64, outcome: Outcome<Effect<D>>) {
        // An answer without its ticket was replaced or its screen is closed.
        let Some(n) = self.shell.tickets.iter().position(|it| it.job == job) else {
            return;
        };
        let ticket = self.shell.tickets.remove(n);
        self.quit_asked = false;
        if matches!(ticket.way, Way::Long(_)) {
            self.shell.progress = None;
        }
        let at = self.stack.iter().position(|it| it.id == ticket.screen);
        match (outcome, at) {
            (Ok(effect), at) => {
                if let Some(touches) = ticket.way.writes() {
                    self.shell.touched = self.shell.touched.and(touches);
                }
                if let Some(at) = at {
                    self.guarded(at, |screen, cx| effect(screen, cx));
                }
            }
            (Err(Failure::Refused(why)), Some(at)) => {
                self.guarded(at, |screen, cx| screen.refused(&why, cx));
                self.drop_waiting(ticket.way.busy());
            }
            (Err(Failure::Refused(why)), None) => self.shell.tell(why.text, NoticeTone::Warned),
            (Err(Failure::Broken(why)), at) => {
                self.shell.fault(why, ticket.way.writes().is_some());
                self.drop_waiting(ticket.way.busy() && at.is_some());
            }
        }
    }

    fn drop_waiting(&mut self, after_write: bool) {
        let lost = self.waiting.len();
        if after_write && lost > 0 {
            self.waiting.clear();
            if let Some(notice) = &mut self.shell.notice {
                notice
                    .text
                    .push_str(&format!(" ({lost} teclas adiantadas não foram usadas.)"));
            }
        }
    }

    fn progress(&mut self, progress: Progress) {
        if let Some(ticket) = self.shell.tickets.iter().find(|it| it.job == progress.job) {
            self.shell.progress = Some((ticket.label, progress));
        }
    }
}
