//! What a screen may do besides changing itself: ask the desk, say something,
//! open and close screens. Moves on the stack happen after the screen's own
//! function returned, so no screen is ever changed while it runs.

use std::any::Any;

use chrono::{DateTime, Utc};

use super::Desk;
use super::job::{Effect, Teller, effect};
use super::look::Look;
use super::screen::Screen;
use super::shell::{Ending, Move, NoticeTone, Shell, Way};
use super::topic::Topics;
use crate::domain::fault::Outcome;

pub struct Cx<'a, D: 'static = Desk> {
    pub(super) shell: &'a mut Shell<D>,
    pub(super) at: u64,
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
        self.send(label, None, Way::Free, move |desk, _| {
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
        self.send(label, Some(slot), Way::Free, move |desk, _| {
            work(desk).map(|it| effect(it, then))
        });
    }

    /// A question whose answer opens or changes the whole screen: until then
    /// keys wait, so that none lands in what is about to go.
    pub fn fetch<S: Screen<D>, T: Send + 'static>(
        &mut self,
        label: &'static str,
        work: impl FnOnce(&mut D) -> Outcome<T> + Send + 'static,
        then: impl FnOnce(&mut S, T, &mut Cx<'_, D>) + Send + 'static,
    ) {
        self.send(label, None, Way::Holding, move |desk, _| {
            work(desk).map(|it| effect(it, then))
        });
    }

    /// Drops what is asked in a slot, answered or not.
    pub fn forget(&mut self, slot: &'static str) {
        self.shell.forget(self.at, slot);
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
        self.send(label, None, Way::Writing(touches.into()), move |desk, _| {
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
        self.send(
            label,
            None,
            Way::Long(touches.into()),
            move |desk, teller| work(desk, teller).map(|it| effect(it, then)),
        );
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

    /// Leaves every screen for this one: somebody else comes to the desk.
    pub fn replace_all(&mut self, screen: impl Screen<D>) {
        self.shell.moves.push(Move::All(Box::new(screen)));
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
        way: Way,
        work: impl FnOnce(&mut D, &Teller) -> Outcome<Effect<D>> + Send + 'static,
    ) {
        self.shell.send(self.at, label, slot, way, Box::new(work));
    }
}
