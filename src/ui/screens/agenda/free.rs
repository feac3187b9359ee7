//! The places still free of one service, from a day on.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use crate::app::SlotLine;
use crate::domain::agenda::Service;
use crate::domain::date::show;
use crate::domain::id::Id;
use crate::domain::time::day_title;
use crate::ui::{Canvas, Cell, Column, Key, List, Tone};

pub struct FreeView {
    service: Option<Service>,
    rows: List<SlotLine>,
}

impl Default for FreeView {
    fn default() -> Self {
        let same = |a: &SlotLine, b: &SlotLine| {
            (a.slot.provider, a.slot.day, a.slot.starts)
                == (b.slot.provider, b.slot.day, b.slot.starts)
        };
        let mut rows = List::new(same);
        rows.empty = "Nenhuma vaga deste serviço daqui em diante. L escolhe outro serviço.";
        Self {
            service: None,
            rows,
        }
    }
}

const COLUMNS: &[Column<SlotLine>] = &[
    Column::new("Dia", 14, |it: &SlotLine, _| {
        Cell::from(day_title(it.slot.day))
    }),
    Column::new("Hora", 5, |it: &SlotLine, _| {
        Cell::from(it.slot.starts.to_string())
    }),
    Column::new("Com quem", 12, |it: &SlotLine, _| {
        Cell::from(it.provider.clone())
    })
    .grow(1),
    Column::new("Lugares", 7, |it: &SlotLine, _| {
        Cell::from(it.slot.free().to_string())
    })
    .right()
    .drop(1),
    Column::new("Onde", 10, |it: &SlotLine, _| {
        Cell::toned(it.place.clone(), Tone::Dim)
    })
    .grow(1)
    .drop(2),
];

impl FreeView {
    pub fn of(service: Service) -> Self {
        Self {
            service: Some(service),
            ..Self::default()
        }
    }

    pub fn service(&self) -> Option<Id<Service>> {
        self.service.as_ref().map(|it| it.id)
    }

    pub fn set(&mut self, rows: Vec<SlotLine>) {
        self.rows.set(rows);
    }

    pub fn selected(&self) -> Option<&SlotLine> {
        self.rows.selected()
    }

    pub fn title(&self, day: NaiveDate) -> String {
        let name = self.service.as_ref().map_or("", |it| it.label.as_str());
        format!("{name}, de {} em diante", show(day))
    }

    pub fn key(&mut self, key: Key) -> bool {
        self.rows.key(key)
    }

    pub fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        self.rows.draw(canvas, area, COLUMNS);
    }
}
