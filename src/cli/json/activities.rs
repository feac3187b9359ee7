//! `cadernos` as data.

use std::sync::Arc;

use serde::Serialize;

use crate::domain::activities::{self, PartKind, Piece, Shelf};

/// `cadernos`.
#[derive(Serialize)]
pub struct ActivityShelf<'a> {
    pub activities: Vec<Activity<'a>>,
    /// What could not be read of the unit's own books, in pt-BR.
    pub problems: Vec<String>,
}

/// One of the list; `cadernos ver` has its parts too.
#[derive(Serialize)]
pub struct Activity<'a> {
    /// Stable name, unique on the shelf.
    pub code: &'a str,
    pub title: &'a str,
    /// `convivencia`, `ser`, `participacao`.
    pub axis: &'static str,
    /// `0-6`, `6-15`, `15-17`, `18-29`, `30-59`, `60+`.
    pub bands: Vec<&'static str>,
    pub themes: &'a [String],
    pub minutes: u32,
    pub group_min: Option<u32>,
    pub group_max: Option<u32>,
    /// Empty when nothing is needed.
    pub materials: &'a str,
    pub book: &'a str,
    /// From the unit's folder.
    pub own: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<Part<'a>>>,
}

#[derive(Serialize)]
pub struct Part<'a> {
    /// `aim`, `steps`, `talk`, `care`, `variations`.
    pub kind: &'static str,
    /// Paragraphs and items, in order.
    pub texts: Vec<&'a str>,
}

impl<'a> ActivityShelf<'a> {
    pub fn of(shelf: &Shelf, found: &'a [Arc<activities::Activity>]) -> Self {
        Self {
            activities: found.iter().map(|it| Activity::of(it)).collect(),
            problems: shelf.faults.iter().map(activities::Fault::text).collect(),
        }
    }
}

impl<'a> Activity<'a> {
    pub fn of(it: &'a activities::Activity) -> Self {
        Self {
            code: &it.code,
            title: &it.title,
            axis: it.axis.code(),
            bands: it.bands.iter().map(|it| it.code()).collect(),
            themes: &it.themes,
            minutes: it.minutes,
            group_min: it.group.map(|it| it.0),
            group_max: it.group.map(|it| it.1),
            materials: &it.materials,
            book: &it.book,
            own: it.own,
            parts: None,
        }
    }

    pub fn whole(it: &'a activities::Activity) -> Self {
        let parts = it.parts.iter().map(|part| Part {
            kind: kind(part.kind),
            texts: part.pieces.iter().map(Piece::text).collect(),
        });
        Self {
            parts: Some(parts.collect()),
            ..Self::of(it)
        }
    }
}

const fn kind(it: PartKind) -> &'static str {
    match it {
        PartKind::Aim => "aim",
        PartKind::Steps => "steps",
        PartKind::Talk => "talk",
        PartKind::Care => "care",
        PartKind::Variations => "variations",
    }
}
