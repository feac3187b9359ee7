//! The order of the unit's list of demands, which the reception reads from top
//! to bottom.

use crate::app::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Act;
use crate::domain::fault::{Outcome, refused_at};
use crate::domain::id::Id;
use crate::domain::text::{bounded, needed};
use crate::domain::ticket::Demand;
use crate::store::demands;

const LABEL_MAX_CHARS: usize = 80;
const CODE_MAX_CHARS: usize = 12;
const PAPER_MAX_CHARS: usize = 80;
/// What one ticket can list without running off the roll.
const PAPERS_MAX: usize = 20;

impl Desk {
    /// Moves a demand one place up or down, among those in use or among those
    /// that are not; at the end of the list nothing happens.
    ///
    /// # Errors
    /// Refused by role.
    pub fn move_demand(&mut self, id: Id<Demand>, up: bool) -> Outcome<()> {
        self.require(Right::ManageUnit)?;
        self.act(Act::DemandChanged, |acting| {
            let mut all = demands::all(acting.tx)?;
            let Some(at) = all.iter().position(|it| it.id == id) else {
                return Ok(());
            };
            let to = if up {
                at.checked_sub(1)
            } else {
                at.checked_add(1)
            };
            let Some(to) = to.filter(|to| {
                all.get(*to)
                    .is_some_and(|other| other.active == all[at].active)
            }) else {
                return Ok(());
            };
            all.swap(at, to);
            for (place, demand) in (0..).zip(all) {
                if demand.position != place {
                    let moved = Demand {
                        position: place,
                        ..demand
                    };
                    let change = demands::save(acting.tx, &moved)?;
                    acting.note(change);
                }
            }
            Ok(())
        })
    }
}

/// Tidies a demand as typed.
pub(super) fn checked_demand(it: &Demand) -> Outcome<Demand> {
    let label = needed(
        "rotulo",
        &it.label,
        LABEL_MAX_CHARS,
        "Diga o nome da demanda.",
    )?;
    let ask = "Dê um código curto, como CU-ATU.";
    let code = needed("codigo", &it.code, CODE_MAX_CHARS, ask)?.to_uppercase();
    let group = it.group.trim().to_uppercase();
    if group.len() != 2 || !group.chars().all(|c| c.is_ascii_uppercase()) {
        return refused_at("grupo", "As iniciais são duas letras, como CU.");
    }
    let letter = it.letter.trim().to_lowercase();
    if letter.chars().count() > 1 || !letter.chars().all(char::is_alphanumeric) {
        return refused_at("letra", "A tecla é uma letra só, ou nenhuma.");
    }
    let mut papers = Vec::new();
    // The list keeps them split by ';'.
    for paper in it.papers.iter().flat_map(|it| it.split(';')) {
        let paper = bounded("documentos", paper, PAPER_MAX_CHARS)?;
        if !paper.is_empty() {
            papers.push(paper);
        }
    }
    if papers.len() > PAPERS_MAX {
        return refused_at("documentos", "São documentos demais para uma senha só.");
    }
    Ok(Demand {
        id: it.id,
        code,
        group,
        letter,
        label,
        rma: bounded("rma", &it.rma, CODE_MAX_CHARS)?,
        papers,
        reserved: it.reserved,
        active: it.active,
        position: it.position,
    })
}
