//! Work for the desk thread and its way back. A screen's question travels as
//! a closure over the desk; its answer travels back as a closure over the
//! screen, through the same channel as keys, so that nothing ever happens to
//! a screen in between two events. A panic in the work is an answer too.

use std::any::Any;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::cx::Cx;
use super::screen::Screen;
use super::term::caught;
use crate::domain::fault::{Failure, Outcome};

/// What an answer does to the screen that asked.
pub type Effect<D> = Box<dyn FnOnce(&mut (dyn Screen<D> + 'static), &mut Cx<'_, D>) + Send>;

/// Work, run once on the desk thread.
pub type Work<D> = Box<dyn FnOnce(&mut D, &Teller) -> Outcome<Effect<D>> + Send>;

pub struct Job<D: 'static> {
    pub id: u64,
    pub label: &'static str,
    pub work: Work<D>,
    /// Set when the person no longer wants it (long work only).
    pub stop: Arc<AtomicBool>,
}

/// What the kernel wants from the desk thread, in order.
pub enum Order<D: 'static> {
    Run(Job<D>),
    /// Not needed any more, if it has not begun.
    Forget(u64),
}

/// How far a long work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub job: u64,
    pub done: u64,
    /// 0 when the whole is not known.
    pub total: u64,
}

/// Given to long work: tells how far it is, and learns whether to stop.
pub struct Teller {
    job: u64,
    stop: Arc<AtomicBool>,
    tell: Box<dyn Fn(Progress)>,
}

impl Teller {
    pub fn tell(&self, done: u64, total: u64) {
        (self.tell)(Progress {
            job: self.job,
            done,
            total,
        });
    }

    /// True once the person pressed Esc: undo what was begun and refuse.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl<D: 'static> Job<D> {
    /// Does the work; whatever goes wrong inside becomes a failure.
    pub fn run(self, desk: &mut D, tell: impl Fn(Progress) + 'static) -> (u64, Outcome<Effect<D>>) {
        let Self {
            id,
            label,
            work,
            stop,
        } = self;
        let teller = Teller {
            job: id,
            stop,
            tell: Box::new(tell),
        };
        let outcome = caught(|| work(desk, &teller))
            .unwrap_or_else(|place| Err(Failure::broken(label, format!("panic {place}"))));
        (id, outcome)
    }
}

/// Makes the typed answer fit any screen; an answer that reaches another kind
/// of screen than the one that asked is dropped.
pub fn effect<S, T, D>(
    answer: T,
    then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
) -> Effect<D>
where
    S: Screen<D>,
    T: Send + 'static,
    D: 'static,
{
    Box::new(move |screen, cx| {
        let screen: &mut dyn Any = screen;
        if let Some(screen) = screen.downcast_mut::<S>() {
            then(screen, answer, cx);
        }
    })
}
