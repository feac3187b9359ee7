//! `importar`: the CadÚnico extract and the payroll, with a bar for whoever
//! watches. Ctrl+C gives up cleanly: what was in use stays in use.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{Format, Global, Import, Load};
use super::bar::Bar;
use super::end::{self, Done, End};
use super::{json, open};
use crate::app::{self, Imported, Input, Progress};

pub fn run(global: &Global, what: Import) -> Done {
    match what {
        Import::Cecad(it) => {
            let input = input(&it)?;
            let mut desk = open::entered(global)?;
            let told = watched(|progress| desk.import_cecad(&input, how(&it), progress))?;
            show(global.format, &told)
        }
        Import::Payroll(it) => {
            let [path] = &it.files[..] else {
                return Err(End::Usage("A folha é um arquivo só.".to_string()));
            };
            let mut desk = open::entered(global)?;
            let told = watched(|progress| desk.import_payroll(path, how(&it), progress))?;
            show(global.format, &told)
        }
        Import::Services(it) => super::sheets::services(global, &it),
        Import::Hours(it) => super::sheets::hours(global, &it),
        Import::Back => {
            let mut desk = open::entered(global)?;
            let month = desk.restore_previous_base()?;
            match global.format {
                Format::Json => json::print(&json::BaseInUse {
                    month: month.to_string(),
                }),
                Format::Text | Format::Csv => end::print(&format!(
                    "Base em uso de novo: a de {}. Repetir o comando desfaz.\n",
                    month.spoken()
                )),
            }
        }
    }
}

const fn how(it: &Load) -> app::Import {
    app::Import {
        simulate: it.rehearse,
        accept_older: it.force,
    }
}

fn input(it: &Load) -> Result<Input, End> {
    match &it.files[..] {
        [all] => Ok(Input::Tudo(all.clone())),
        [one, two] => Ok(Input::Pair(one.clone(), two.clone())),
        _ => Err(End::Usage(
            "Diga um arquivo («tudo») ou dois (família e pessoa).".to_string(),
        )),
    }
}

/// Runs a load under the bar, and lets Ctrl+C end it.
fn watched(
    work: impl FnOnce(app::OnProgress<'_>) -> crate::domain::fault::Outcome<Imported>,
) -> Result<Imported, End> {
    let stopped = Arc::new(AtomicBool::new(false));
    let hook = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&stopped));
    let mut bar = Bar::new();
    let told = work(&mut |at: Progress| {
        bar.show(at.percent(), at.stage.told());
        if stopped.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    drop(bar);
    if let Ok(hook) = hook {
        signal_hook::low_level::unregister(hook);
    }
    Ok(told?)
}

fn show(format: Format, told: &Imported) -> Done {
    match format {
        Format::Json => json::print(&json::Loaded::of(told)),
        Format::Text | Format::Csv => {
            let end = if told.stored {
                "Em uso a partir de agora."
            } else {
                "Ensaio: nada foi gravado."
            };
            end::print(&format!("{}\n\n{end}\n", told.lines.join("\n")))
        }
    }
}
