//! The stack of screens: how it moves, who is told of changes, what is kept of
//! what was typed. Part of the state machine of `app`, apart for its length.

use super::app::{App, Entry};
use super::cx::Cx;
use super::job::Order;
use super::screen::{Kind, Screen};
use super::shell::{Ending, Move, NoticeTone};
use super::term::caught;
use super::topic::Topics;
use crate::domain::fault::Broken;

/// Screens on top of each other.
pub const DEPTH_MAX: usize = 32;
/// Steps of settling after one event; more is a screen that chases itself.
const SETTLE_MAX: usize = 1_000;

impl<D: 'static> App<D> {
    /// Moves, stale screens and waiting keys, until nothing is left to do.
    pub(super) fn settle(&mut self) {
        for _ in 0..SETTLE_MAX {
            let moves = std::mem::take(&mut self.shell.moves);
            let moved = !moves.is_empty();
            for it in moves {
                self.apply(it);
            }
            let refreshed = self.refresh();
            if moved || refreshed {
                continue;
            }
            match self.waiting.pop_front() {
                Some(input) if self.blocked(&input) => {
                    self.waiting.push_front(input);
                    return;
                }
                Some(input) => self.deliver(input),
                None => return,
            }
        }
    }

    /// Tells visible screens what changed; covered ones remember it.
    fn refresh(&mut self) -> bool {
        let touched = std::mem::take(&mut self.shell.touched);
        for entry in &mut self.stack {
            entry.stale = entry.stale.and(touched);
        }
        let mut any = false;
        for n in self.visible_from()..self.stack.len() {
            let stale = std::mem::take(&mut self.stack[n].stale);
            if !stale.is_empty() {
                any = true;
                self.guarded(n, |screen, cx| screen.touched(stale, cx));
            }
        }
        any
    }

    /// The lowest screen of the stack that can be seen.
    pub(super) fn visible_from(&self) -> usize {
        self.stack
            .iter()
            .rposition(|it| it.screen.kind() != Kind::Float)
            .unwrap_or(0)
    }

    fn apply(&mut self, it: Move<D>) {
        match it {
            Move::Push(_) if self.stack.len() >= DEPTH_MAX => {
                self.shell.tell(
                    "Há telas demais abertas. Volte com Esc.",
                    NoticeTone::Warned,
                );
            }
            Move::Push(screen) => self.push(screen),
            Move::Replace { at, screen } => {
                self.remove(at);
                self.push(screen);
            }
            Move::Close { at, answer } => {
                let below = self
                    .stack
                    .iter()
                    .position(|it| it.id == at)
                    .and_then(|n| n.checked_sub(1));
                self.remove(at);
                if let (Some(below), Some(answer)) = (below, answer) {
                    self.guarded(below, |screen, cx| screen.returned(answer, cx));
                }
            }
            Move::CloseThen { at, owner, then } => {
                self.remove(at);
                if let Some(n) = self.stack.iter().position(|it| it.id == owner) {
                    self.guarded(n, |screen, cx| then(screen, cx));
                }
            }
            Move::All(screen) => {
                while let Some(top) = self.stack.last() {
                    self.remove(top.id);
                }
                self.push(screen);
            }
            Move::Home => {
                while let Some(top) = self.stack.last().filter(|_| self.stack.len() > 1) {
                    self.remove(top.id);
                }
            }
        }
        if self.stack.is_empty() && self.shell.ending.is_none() {
            self.shell.ending = Some(Ending::Quit);
        }
    }

    fn push(&mut self, screen: Box<dyn Screen<D>>) {
        let id = self.shell.id();
        let kept = screen.draft().filter(|it| !it.values.is_empty());
        self.stack.push(Entry {
            id,
            screen,
            stale: Topics::NONE,
            kept,
            draft_due: None,
            broken: false,
        });
        let n = self.stack.len() - 1;
        self.guarded(n, |screen, cx| screen.opened(cx));
    }

    fn remove(&mut self, id: u64) {
        let Some(n) = self.stack.iter().position(|it| it.id == id) else {
            return;
        };
        self.keep_draft(n);
        self.stack.remove(n);
        // Reads are of no use any more; writes go on and are told.
        let orders = &mut self.shell.orders;
        self.shell.tickets.retain(|it| {
            let dead = it.screen == id && it.way.writes().is_none();
            if dead {
                orders.push(Order::Forget(it.job));
            }
            !dead
        });
    }

    pub(super) fn keep_draft(&mut self, n: usize) {
        let entry = &mut self.stack[n];
        entry.draft_due = None;
        let Some(keep) = self.shell.hooks.keep else {
            return;
        };
        let Ok(Some(draft)) = caught(|| entry.screen.draft()) else {
            return;
        };
        let nothing_new = match &entry.kept {
            Some(kept) => *kept == draft,
            None => draft.values.is_empty(),
        };
        if !nothing_new {
            entry.kept = Some(draft.clone());
            // A draft that cannot be stored is no reason to disturb anybody.
            self.shell
                .send_off("guardar o rascunho", move |desk| drop(keep(desk, &draft)));
        }
    }

    /// Calls a screen; a panic inside is told and costs only this event.
    pub(super) fn guarded<T>(
        &mut self,
        n: usize,
        call: impl FnOnce(&mut (dyn Screen<D> + 'static), &mut Cx<'_, D>) -> T,
    ) -> Option<T> {
        let entry = self.stack.get_mut(n)?;
        let mut cx = Cx {
            shell: &mut self.shell,
            at: entry.id,
        };
        let screen = &mut *entry.screen;
        match caught(|| call(screen, &mut cx)) {
            Ok(it) => Some(it),
            Err(place) => {
                let why = Broken {
                    doing: "fazer isso",
                    cause: format!("panic {place}"),
                };
                self.shell.fault(why, false);
                None
            }
        }
    }
}
