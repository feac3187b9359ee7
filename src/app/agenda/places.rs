//! Where hours are worked and slots are, in words.

use crate::domain::agenda::{Room, Slot, Supply, Turn, TurnKind};
use crate::domain::id::Id;

/// A slot as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotLine {
    pub slot: Slot,
    pub provider: String,
    /// "Sala 2", "mutirão: Escola X"; empty at the desk.
    pub place: String,
    /// What the person is already expected at then.
    pub clash: Option<String>,
}

pub(super) fn slot_line(supply: &Supply, slot: Slot, clash: Option<String>) -> SlotLine {
    let provider = supply.provider(slot.provider).map(|it| it.name.clone());
    SlotLine {
        provider: provider.unwrap_or_default(),
        place: place_words(supply, &slot.place, slot.room, slot.kind),
        clash,
        slot,
    }
}

/// Where the hours are worked, in words; empty at the desk.
pub(super) fn place_of(supply: &Supply, turn: &Turn) -> String {
    place_words(supply, &turn.place, turn.room, turn.kind)
}

fn place_words(supply: &Supply, place: &str, room: Option<Id<Room>>, kind: TurnKind) -> String {
    match (place, room.and_then(|it| supply.room(it)), kind) {
        ("", Some(room), _) => room.name.clone(),
        ("", None, TurnKind::Unit) => String::new(),
        ("", None, TurnKind::HomeVisits | TurnKind::OffSite | TurnKind::Campaign) => {
            kind.label().to_string()
        }
        (place, _, TurnKind::Unit) => place.to_string(),
        (place, _, TurnKind::HomeVisits | TurnKind::OffSite | TurnKind::Campaign) => {
            format!("{}: {place}", kind.label())
        }
    }
}
