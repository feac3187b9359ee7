//! What a screen may do besides changing itself: ask the desk, say something,
//! open and close screens. Moves on the stack happen after the screen's own
//! function returned, so no screen is ever changed while it runs.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, Utc};

use super::Desk;
use super::job::{Effect, Job, Order, Progress, Teller, effect};
use super::look::Look;
use super::screen::{Draft, Screen};
use super::topic::Topics;
use crate::domain::fault::{Broken, Outcome};

pub struct Cx<'a, D: 'static = Desk> {
    pub(super) shell: &'a mut Shell<D>,
    pub(super) at: u64,
}

/// Everything of the program's front but the stack itself.
pub(super) struct Shell<D: 'static> {
    pub look: Look,
    pub notice: Option<Notice>,
    pub bell: bool,
    pub moves: Vec<Move<D>>,
    pub orders: Vec<Order<D>>,
    pub touched: Topics,
    pub tickets: Vec<Ticket>,
    pub progress: Option<(&'static str, Progress)>,
    pub hooks: Hooks<D>,
    pub ending: Option<Ending>,
    pub redraw: bool,
    pub next_id: u64,
}

/// What the layer above gives the kernel; all may be absent (tests, demo).
pub struct Hooks<D> {
    /// Stores a draft; empty values take it away.
    pub keep: Option<fn(&mut D, &Draft) -> Outcome<()>>,
    /// Undoes the last act and says in a few words what was undone.
    pub undo: Option<fn(&mut D) -> Outcome<String>>,
    /// The screen that asks for the password again.
    pub lock: Option<MakeScreen<D>>,
    /// Minutes without a key before it comes by itself.
    pub idle_lock_min: Option<u32>,
    /// Writes a fault to the log; it holds no personal data.
    pub log: Option<fn(&mut D, &Broken)>,
}

/// Makes a screen when it is needed.
pub type MakeScreen<D> = fn() -> Box<dyn Screen<D>>;

impl<D> Default for Hooks<D> {
    fn default() -> Self {
        Self {
            keep: None,
            undo: None,
            lock: None,
            idle_lock_min: None,
            log: None,
        }
    }
}

/// The line above the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub tone: NoticeTone,
    /// Whether to remind of the key that undoes it.
    pub undo: bool,
    /// Drawn at least once; only then may a key take it away.
    pub seen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeTone {
    Said,
    Warned,
    Fault,
}

/// Why the program leaves its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Quit,
    /// The second Ctrl+Q while something was being written: do not wait.
    Forced,
    /// The terminal is gone; drafts were kept.
    Gone,
}

pub(super) enum Move<D: 'static> {
    Push(Box<dyn Screen<D>>),
    Replace {
        at: u64,
        screen: Box<dyn Screen<D>>,
    },
    Close {
        at: u64,
        answer: Option<Box<dyn Any>>,
    },
    /// Closes `at`, then does this to `owner`.
    CloseThen {
        at: u64,
        owner: u64,
        then: Effect<D>,
    },
    Home,
}

/// A question on its way.
pub(super) struct Ticket {
    pub job: u64,
    pub screen: u64,
    pub slot: Option<&'static str>,
    pub label: &'static str,
    /// `Some` for a write, with what it touches.
    pub writes: Option<Topics>,
    pub stop: Arc<AtomicBool>,
    pub long: bool,
}

impl<D: 'static> Cx<'_, D> {
    pub fn look(&self) -> &Look {
        &self.shell.look
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.shell.look.now
    }

    /// Asks the desk; `then` runs when the answer is here, unless the screen
    /// is closed by then. A refusal goes to `Screen::refused`, a fault is told
    /// by the kernel; `then` only sees success. `label` is an infinitive that
    /// completes "Não consegui …".
    pub fn ask<S: Screen<D>, T: Send + 'static>(
        &mut self,
        label: &'static str,
        work: impl FnOnce(&mut D) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
    ) {
        self.send(label, None, None, false, move |desk, _| {
            work(desk).map(|it| effect(it, then))
        });
    }

    /// The same, but a newer question in the same slot of this screen takes
    /// the place of an older one: search while typing.
    pub fn ask_latest<S: Screen<D>, T: Send + 'static>(
        &mut self,
        slot: &'static str,
        label: &'static str,
        work: impl FnOnce(&mut D) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
    ) {
        self.forget(slot);
        self.send(label, Some(slot), None, false, move |desk, _| {
            work(desk).map(|it| effect(it, then))
        });
    }

    /// Drops what is asked in a slot, answered or not.
    pub fn forget(&mut self, slot: &'static str) {
        let at = self.at;
        let orders = &mut self.shell.orders;
        self.shell.tickets.retain(|it| {
            let old = it.screen == at && it.slot == Some(slot);
            if old {
                orders.push(Order::Forget(it.job));
            }
            !old
        });
    }

    /// A use case that writes. Until it is answered the screen is busy: keys
    /// wait, in order, for whatever screen is on top afterwards. On success
    /// the `touches` are told to every screen, even if this one is closed.
    pub fn write<S: Screen<D>, T: Send + 'static>(
        &mut self,
        label: &'static str,
        touches: impl Into<Topics>,
        work: impl FnOnce(&mut D) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
    ) {
        let touches = Some(touches.into());
        self.send(label, None, touches, false, move |desk, _| {
            work(desk).map(|it| effect(it, then))
        });
    }

    /// A write that takes long (an import): it tells how far it is, and Esc
    /// asks it to stop.
    pub fn write_long<S: Screen<D>, T: Send + 'static>(
        &mut self,
        label: &'static str,
        touches: impl Into<Topics>,
        work: impl FnOnce(&mut D, &Teller) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
    ) {
        let touches = Some(touches.into());
        self.send(label, None, touches, true, move |desk, teller| {
            work(desk, teller).map(|it| effect(it, then))
        });
    }

    /// Whether a question of this screen is still open.
    pub fn waits(&self) -> bool {
        self.shell.tickets.iter().any(|it| it.screen == self.at)
    }

    /// Other screens showing this should ask again.
    pub fn touch(&mut self, topics: impl Into<Topics>) {
        self.shell.touched = self.shell.touched.and(topics.into());
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.shell.tell(text, NoticeTone::Said);
    }

    /// Says what was done, and that Ctrl+Z takes it back.
    pub fn say_undoable(&mut self, text: impl Into<String>) {
        self.say(text);
        if let Some(notice) = &mut self.shell.notice {
            notice.undo = true;
        }
    }

    /// Says it with a bell.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.shell.tell(text, NoticeTone::Warned);
        self.bell();
    }

    /// Takes away the notice.
    pub fn hush(&mut self) {
        self.shell.notice = None;
    }

    pub fn bell(&mut self) {
        self.shell.bell = true;
    }

    /// Opens a screen over this one.
    pub fn push(&mut self, screen: impl Screen<D>) {
        self.push_box(Box::new(screen));
    }

    pub fn push_box(&mut self, screen: Box<dyn Screen<D>>) {
        self.shell.moves.push(Move::Push(screen));
    }

    /// Opens a screen in the place of this one.
    pub fn replace(&mut self, screen: impl Screen<D>) {
        self.shell.moves.push(Move::Replace {
            at: self.at,
            screen: Box::new(screen),
        });
    }

    pub fn close(&mut self) {
        self.shell.moves.push(Move::Close {
            at: self.at,
            answer: None,
        });
    }

    /// Closes and hands something to the screen below (`Screen::returned`).
    pub fn close_with(&mut self, answer: impl Any) {
        self.shell.moves.push(Move::Close {
            at: self.at,
            answer: Some(Box::new(answer)),
        });
    }

    /// Closes this float and does `then` to the screen that opened it.
    pub(super) fn close_then(&mut self, owner: u64, then: Effect<D>) {
        self.shell.moves.push(Move::CloseThen {
            at: self.at,
            owner,
            then,
        });
    }

    /// Back to the first screen.
    pub fn home(&mut self) {
        self.shell.moves.push(Move::Home);
    }

    pub fn quit(&mut self) {
        self.shell.ending = Some(Ending::Quit);
    }

    /// Who is at the desk of which unit, for the header.
    pub fn set_header(&mut self, unit: impl Into<String>, who: impl Into<String>) {
        self.shell.look.unit = unit.into();
        self.shell.look.who = who.into();
    }

    pub fn set_zone(&mut self, zone: crate::domain::time::Zone) {
        self.shell.look.zone = zone;
    }

    pub fn set_idle_lock(&mut self, minutes: Option<u32>) {
        self.shell.hooks.idle_lock_min = minutes;
    }

    fn send(
        &mut self,
        label: &'static str,
        slot: Option<&'static str>,
        writes: Option<Topics>,
        long: bool,
        work: impl FnOnce(&mut D, &Teller) -> Outcome<Effect<D>> + Send + 'static,
    ) {
        self.shell
            .send(self.at, label, slot, writes, long, Box::new(work));
    }
}

impl<D: 'static> Shell<D> {
    pub fn id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    pub fn tell(&mut self, text: impl Into<String>, tone: NoticeTone) {
        self.notice = Some(Notice {
            text: text.into(),
            tone,
            undo: false,
            seen: false,
        });
    }

    pub fn send(
        &mut self,
        screen: u64,
        label: &'static str,
        slot: Option<&'static str>,
        writes: Option<Topics>,
        long: bool,
        work: super::job::Work<D>,
    ) {
        let job = self.id();
        let stop = Arc::new(AtomicBool::new(false));
        self.tickets.push(Ticket {
            job,
            screen,
            slot,
            label,
            writes,
            stop: Arc::clone(&stop),
            long,
        });
        self.orders.push(Order::Run(Job {
            id: job,
            label,
            work,
            stop,
        }));
    }

    /// A job nobody waits for: a draft, a line of the log.
    pub fn send_off(&mut self, label: &'static str, work: impl FnOnce(&mut D) + Send + 'static) {
        let id = self.id();
        let work = move |desk: &mut D, _: &Teller| {
            work(desk);
            let nothing: Effect<D> = Box::new(|_, _| {});
            Ok(nothing)
        };
        self.orders.push(Order::Run(Job {
            id,
            label,
            work: Box::new(work),
            stop: Arc::default(),
        }));
    }

    /// A fault: told in plain words, logged without personal data.
    pub fn fault(&mut self, why: Broken, unsaved: bool) {
        let start = if unsaved { "Não foi salvo. " } else { "" };
        self.tell(format!("{start}{why}"), NoticeTone::Fault);
        self.bell = true;
        if let Some(log) = self.hooks.log {
            self.send_off("registrar o defeito", move |desk| log(desk, &why));
        }
    }
}
