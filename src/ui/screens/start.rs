//! How the desk comes to the screen: the first screen, what the kernel needs
//! of the desk, and what is settled once somebody has entered.

use crate::app::Watch;
use crate::domain::fault::{Broken, Outcome};
use crate::domain::id::Id;
use crate::domain::ticket::Ticket;
use crate::domain::unit::Setting;
use crate::ui::run::Notifier;
use crate::ui::{App, Cx, Desk, Draft, Ending, Hooks, Screen};

use super::door::{Door, Locked};
use super::drafts::Drafts;
use super::home::Home;
use super::panel::Panel;
use super::setup::set_up;

/// Runs the desk on this terminal until it ends.
///
/// # Errors
/// When there is no terminal to run on.
pub fn run_desk(desk: Desk) -> std::io::Result<Ending> {
    let watch = watch(&desk);
    let first = if desk.is_sample() {
        Box::new(Home::guided())
    } else {
        first(&desk)
    };
    let app = app(first, &desk);
    crate::ui::run::run(app, desk, watch).map(|it| it.0)
}

/// Runs the call panel of the waiting room on this terminal until it ends.
///
/// # Errors
/// When there is no terminal to run on.
pub fn run_panel(desk: Desk) -> std::io::Result<Ending> {
    let watch = watch(&desk);
    let hooks = Hooks {
        others_wrote: Some(Desk::others_wrote),
        log: Some(log),
        ..Hooks::default()
    };
    let app = with_hooks(Box::new(Panel::new(watch.is_some())), hooks, &desk);
    crate::ui::run::run(app, desk, watch).map(|it| it.0)
}

/// The program over a desk, before any key.
pub fn app(first: Box<dyn Screen>, desk: &Desk) -> App {
    with_hooks(first, hooks(desk), desk)
}

fn with_hooks(first: Box<dyn Screen>, hooks: Hooks<Desk>, desk: &Desk) -> App {
    let clock = desk.clock().clone();
    let mut app = App::boxed(first, hooks, Box::new(move || clock.now()));
    app.dress(
        desk.unit().map_or("acolhida", |it| it.name.as_str()),
        desk.session().map_or("", |it| it.name.as_str()),
        desk.zone(),
    );
    app
}

/// Set-up, the door, or the line when somebody is already in (demonstration).
pub fn first(desk: &Desk) -> Box<dyn Screen> {
    if !desk.is_set_up() {
        Box::new(set_up())
    } else if desk.session().is_some() {
        Box::new(Home::default())
    } else {
        Box::new(Door::default())
    }
}

/// What the kernel asks of the desk on its own account.
pub fn hooks(desk: &Desk) -> Hooks<Desk> {
    let lock: crate::ui::shell::MakeScreen<Desk> = if desk.is_sample() {
        || Box::new(Locked::free())
    } else {
        || Box::<Locked>::default()
    };
    Hooks {
        keep: Some(keep),
        others_wrote: Some(Desk::others_wrote),
        undo: Some(|desk| desk.undo().map(|it| format!("Desfeito: {it}."))),
        lock: Some(lock),
        idle_lock_min: None,
        log: Some(log),
    }
}

/// After entering: who is in the header, when the screen locks by itself,
/// what was left half-typed.
pub fn settle(cx: &mut Cx<'_>) {
    cx.fetch(
        "preparar a tela",
        |desk: &mut Desk| {
            let minutes = desk.setting(Setting::IdleLockMinutes)?.parse().ok();
            let unit = desk.unit().map(|it| it.name.clone()).unwrap_or_default();
            let who = desk.session().map(|it| it.name.clone()).unwrap_or_default();
            let minutes = minutes.filter(|_| !desk.is_sample());
            Ok((
                unit,
                who,
                desk.zone(),
                minutes,
                desk.drafts()?.len(),
                desk.bases().problem.clone(),
            ))
        },
        |_: &mut Home, (unit, who, zone, minutes, drafts, problem), cx| {
            cx.set_header(unit, crate::domain::name::short(&who));
            cx.set_zone(zone);
            cx.set_idle_lock(minutes);
            if let Some(problem) = problem {
                cx.warn(problem);
            }
            if drafts > 0 {
                cx.push(Drafts::default());
                cx.say("Algo ficou por gravar da última vez. Enter retoma; Esc deixa para depois.");
            }
        },
    );
}

/// The door again, for the next person.
pub fn restart(cx: &mut Cx<'_>) {
    cx.set_header("", "");
    cx.set_idle_lock(None);
    cx.replace_all(Door::default());
}

/// A ticket was given: printed at once where the unit wants it so.
pub fn arrived(cx: &mut Cx<'_>, id: Id<Ticket>) {
    cx.ask(
        "imprimir a senha",
        move |desk: &mut Desk| {
            if desk.setting_is_on(Setting::PrintOnArrival)? {
                desk.print_ticket(id, false)?;
            }
            Ok(())
        },
        |_: &mut Home, (), _| {},
    );
}

fn keep(desk: &mut Desk, draft: &Draft) -> Outcome<()> {
    desk.keep_draft(&draft.name, &draft.values)
}

/// Faults go to a file beside the unit's own, with no personal datum.
fn log(desk: &mut Desk, why: &Broken) {
    desk.log_fault(why);
}

fn watch(desk: &Desk) -> Option<crate::ui::run::Watch> {
    let mut watch = Watch::over(desk.file()?)?;
    Some(Box::new(
        move |notifier: Notifier| {
            while watch.wait() && notifier.others_wrote() {}
        },
    ))
}
