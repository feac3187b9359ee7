//! What the program's front holds besides the stack: the look, the notice, the
//! questions on their way, the moves and orders not yet carried out. Screens
//! reach it only through `Cx`.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::job::{Effect, Job, Order, Progress, Teller, Work};
use super::look::Look;
use super::screen::{Draft, Screen};
use super::topic::Topics;
use crate::domain::fault::{Broken, Outcome};

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
    /// Whether it was another desk that wrote; without it every notice of the
    /// file counts as one.
    pub others_wrote: Option<fn(&mut D) -> Outcome<bool>>,
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
            others_wrote: None,
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
    All(Box<dyn Screen<D>>),
}

/// What a question means for the keys that come while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Keys go on; the screen may hold some (`Screen::holds`).
    Free,
    /// Keys wait.
    Holding,
    /// Keys wait; on success this was touched.
    Writing(Topics),
    /// The same, with a progress bar and a way to stop.
    Long(Topics),
}

impl Way {
    pub fn busy(self) -> bool {
        self != Self::Free
    }

    /// What a success touches; `None` for a question that only reads.
    pub fn writes(self) -> Option<Topics> {
        match self {
            Self::Free | Self::Holding => None,
            Self::Writing(topics) | Self::Long(topics) => Some(topics),
        }
    }
}

/// A question on its way.
pub(super) struct Ticket {
    pub job: u64,
    pub screen: u64,
    pub slot: Option<&'static str>,
    pub label: &'static str,
    pub way: Way,
    pub stop: Arc<AtomicBool>,
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
        way: Way,
        work: Work<D>,
    ) {
        let job = self.id();
        let stop = Arc::new(AtomicBool::new(false));
        self.tickets.push(Ticket {
            job,
            screen,
            slot,
            label,
            way,
            stop: Arc::clone(&stop),
        });
        self.orders.push(Order::Run(Job {
            id: job,
            label,
            work,
            stop,
        }));
    }

    /// Drops what a screen asked in a slot, answered or not.
    pub fn forget(&mut self, screen: u64, slot: &'static str) {
        let orders = &mut self.orders;
        self.tickets.retain(|it| {
            let old = it.screen == screen && it.slot == Some(slot);
            if old {
                orders.push(Order::Forget(it.job));
            }
            !old
        });
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
