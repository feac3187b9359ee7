//! The loop around the state machine: one channel for keys, answers and
//! notices; one thread that owns the desk; a blocking wait that ends early
//! only when something is due. Drains the channel, gives a short question the
//! time to be answered, then draws once. There is no tick: an idle desk sleeps.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::app::{App, Event};
use super::job::{Job, Order};
use super::shell::Ending;
use super::source;
use super::term::{Abilities, Term};

/// Events taken from the channel before the screen is drawn again.
const DRAIN_MAX: usize = 512;

/// How long a picture waits for the answer to what was just typed. Nobody sees
/// a letter come this much later, and most searches are answered by then: one
/// picture to draw and to send, not two. A slow disk only makes it come after.
pub const PATIENCE: Duration = Duration::from_millis(20);

/// What the app layer runs on a thread of its own to learn that another desk
/// wrote to the file; it calls `Notifier::others_wrote` until that says stop.
pub type Watch = Box<dyn FnOnce(Notifier) + Send>;

pub struct Notifier(Box<dyn Fn() -> bool + Send>);

impl Notifier {
    /// False once the program has ended.
    pub fn others_wrote(&self) -> bool {
        (self.0)()
    }
}

/// Runs the program on this terminal until it ends, and gives the desk back
/// (`None` when the person did not want to wait for it).
///
/// # Errors
/// When there is no terminal.
pub fn run<D: Send + 'static>(
    mut app: App<D>,
    desk: D,
    watch: Option<Watch>,
) -> io::Result<(Ending, Option<D>)> {
    let abilities = Abilities::detect(|name| std::env::var(name).ok());
    let mut term = Term::open(abilities)?;
    let (send, events) = channel();
    source::keys(send.clone())?;
    if let Some(watch) = watch {
        let send = send.clone();
        let notifier = Notifier(Box::new(move || send.send(Event::OthersWrote).is_ok()));
        thread::spawn(move || watch(notifier));
    }
    let worker = Worker::start(desk, send);
    let ending = turn(&mut app, &mut term, &events, &worker);
    worker.take(app.take_orders());
    let desk = match ending {
        Ending::Quit | Ending::Gone => worker.finish(),
        Ending::Forced => None,
    };
    Ok((ending, desk))
}

fn turn<D: Send + 'static>(
    app: &mut App<D>,
    term: &mut Term,
    events: &Receiver<Event<D>>,
    worker: &Worker<D>,
) -> Ending {
    loop {
        worker.take(app.take_orders());
        if let Some(ending) = app.ending() {
            return ending;
        }
        if app.awaits() && wait_for_answer(app, events, worker) {
            continue;
        }
        if paint(app, term).is_err() {
            app.event(Event::Gone);
            continue;
        }
        let event = match app.due() {
            Some(due) => {
                let wait = (due - app.now()).to_std().unwrap_or(Duration::ZERO);
                // A clock held still must not make the loop spin.
                events.recv_timeout(wait.max(Duration::from_millis(50)))
            }
            None => events.recv().map_err(RecvTimeoutError::from),
        };
        app.event(match event {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => Event::Due,
            Err(RecvTimeoutError::Disconnected) => Event::Gone,
        });
        for event in events.try_iter().take(DRAIN_MAX) {
            // Orders go out at once, so that the desk works while keys come.
            worker.take(app.take_orders());
            app.event(event);
        }
    }
}

/// Lets what was asked be answered before it is drawn, for so long at most.
/// Keys that come meanwhile are taken as ever. True when the program ends.
fn wait_for_answer<D: Send + 'static>(
    app: &mut App<D>,
    events: &Receiver<Event<D>>,
    worker: &Worker<D>,
) -> bool {
    let begun = Instant::now();
    while app.awaits() && app.ending().is_none() {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return false;
        }
        match events.recv_timeout(left) {
            Ok(event) => app.event(event),
            Err(RecvTimeoutError::Timeout) => return false,
            Err(RecvTimeoutError::Disconnected) => app.event(Event::Gone),
        }
        worker.take(app.take_orders());
    }
    app.ending().is_some()
}

fn paint<D: 'static>(app: &mut App<D>, term: &mut Term) -> io::Result<()> {
    if app.take_redraw() {
        term.redraw()?;
    }
    if app.take_bell() {
        term.ring();
    }
    term.draw(|buffer| app.draw(buffer))
}

/// The thread that owns the desk, and the line of work in front of it.
struct Worker<D: 'static> {
    line: Arc<Line<D>>,
    thread: thread::JoinHandle<D>,
}

struct Line<D: 'static> {
    waiting: Mutex<Waiting<D>>,
    changed: Condvar,
}

struct Waiting<D: 'static> {
    jobs: VecDeque<Job<D>>,
    /// No more will come: do what is there and end.
    last: bool,
}

impl<D: 'static> Line<D> {
    fn lock(&self) -> MutexGuard<'_, Waiting<D>> {
        // Nothing can break while it is held: a poisoned lock is as good.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Job<D>> {
        let mut waiting = self.lock();
        loop {
            if let Some(job) = waiting.jobs.pop_front() {
                return Some(job);
            }
            if waiting.last {
                return None;
            }
            waiting = self
                .changed
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<D: Send + 'static> Worker<D> {
    fn start(mut desk: D, send: Sender<Event<D>>) -> Self {
        let waiting = Mutex::new(Waiting {
            jobs: VecDeque::new(),
            last: false,
        });
        let line = Arc::new(Line {
            waiting,
            changed: Condvar::new(),
        });
        let mine = Arc::clone(&line);
        let thread = thread::spawn(move || {
            while let Some(job) = mine.next() {
                let tell = send.clone();
                let (id, outcome) = job.run(&mut desk, move |progress| {
                    // Nobody listens any more: the work still has to end well.
                    let _ = tell.send(Event::Progress(progress));
                });
                let _ = send.send(Event::Answer(id, outcome));
            }
            desk
        });
        Self { line, thread }
    }

    fn take(&self, orders: Vec<Order<D>>) {
        if orders.is_empty() {
            return;
        }
        let mut waiting = self.line.lock();
        for order in orders {
            match order {
                Order::Run(job) => waiting.jobs.push_back(job),
                Order::Forget(id) => waiting.jobs.retain(|it| it.id != id),
            }
        }
        drop(waiting);
        self.line.changed.notify_one();
    }

    /// Does what is still in line (drafts), then gives the desk back.
    fn finish(self) -> Option<D> {
        self.line.lock().last = true;
        self.line.changed.notify_one();
        self.thread.join().ok()
    }
}
