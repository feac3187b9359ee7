//! Where each field of a form stands. One column on the usual screen, two
//! from 100 columns on; short fields may share a row from 60 on. The order of
//! the eye is the order of the keys: row by row. Scrolls when it must.

use ratatui::layout::Rect;

use super::{Form, Slot};
use crate::ui::canvas::{Canvas, columns};
use crate::ui::look::{Tone, Width};
use crate::ui::widgets::list::scroll;

const LABEL_MAX: u16 = 22;
/// Columns below which a problem in words says nothing.
const PROBLEM_MIN: u16 = 16;
/// Columns that a field of half a row must keep: a phone with its mask.
const HALF_MIN: u16 = 15;
/// Columns between two fields of a row.
const GAP: u16 = 3;

/// A field's place, in rows and halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    slot: usize,
    row: u16,
    height: u16,
    /// Right half of a shared row; `shared` for either half.
    right: bool,
    shared: bool,
}

struct Plan {
    places: Vec<Place>,
    titles: Vec<(u16, String)>,
    rows: u16,
}

impl<S: 'static, D: 'static> Form<S, D> {
    pub(super) fn paint(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.is_empty() {
            return;
        }
        let plan = self.plan(area.width);
        let side_rows = self.side_rows(area.height, plan.rows);
        let body = Rect {
            height: area.height - side_rows,
            ..area
        };
        let active = plan.places.iter().find(|it| it.slot == self.focus).copied();
        if let Some(active) = active {
            let (top, page) = (usize::from(self.top), usize::from(body.height));
            let end = usize::from(active.row + active.height - 1);
            let top = scroll(top, end, page, usize::from(plan.rows));
            // A title belongs to the row below it.
            let start = usize::from(active.row.saturating_sub(1));
            self.top = u16::try_from(scroll(
                top,
                start.max(end.saturating_sub(page - 1)),
                page,
                usize::from(plan.rows),
            ))
            .unwrap_or(0);
        }
        for (row, title) in &plan.titles {
            if let Some(y) = visible(*row, self.top, body) {
                canvas.text(body.x, y, body.width, title, Tone::Title);
            }
        }
        let label = self.label_columns(area.width);
        for place in &plan.places {
            self.paint_field(canvas, body, *place, label);
        }
        if self.top > 0 {
            canvas.right(body, 0, "↑", Tone::Dim);
        }
        if self.top + body.height < plan.rows {
            canvas.right(body, body.height - 1, "↓", Tone::Dim);
        }
        if let Some(side) = self.spec.side.as_ref().filter(|_| side_rows > 0) {
            // Right under the last field, where the eye already is.
            let below = plan.rows.saturating_add(1).min(body.height);
            let at = Rect {
                y: area.y + below,
                height: side_rows,
                ..area
            };
            (side.draw)(self, canvas, at);
        }
    }

    /// The panel takes what the fields leave, and a third of the screen when
    /// they leave nothing.
    fn side_rows(&self, height: u16, fields: u16) -> u16 {
        let wanted = self.spec.side.as_ref().map_or(0, |it| it.rows);
        let left = height.saturating_sub(fields.saturating_add(1));
        wanted.min(left.max(height / 3))
    }

    fn plan(&self, width: u16) -> Plan {
        let mut plan = Plan {
            places: Vec::new(),
            titles: Vec::new(),
            rows: 0,
        };
        let mut group = None;
        let half = width.saturating_sub(GAP) / 2;
        let roomy = width >= Width::USUAL_MIN && half >= self.label_columns(width) + HALF_MIN;
        for (n, slot) in self.slots.iter().enumerate() {
            let Some(field) = self.field(slot.spot).filter(|_| self.asked(slot.spot)) else {
                continue;
            };
            let here = (slot.spot.section, slot.spot.item);
            if group != Some(here) {
                group = Some(here);
                self.plan_title(slot, &mut plan);
            }
            let shares = if Width::of(width) == Width::Wide {
                !field.is_wide()
            } else {
                field.beside && roomy
            };
            let beside = plan.places.last().copied().filter(|last| {
                let other = &self.slots[last.slot];
                let wide = self.field(other.spot).is_none_or(|it| it.is_wide());
                shares && !last.right && !wide && (other.spot.section, other.spot.item) == here
            });
            if let (Some(left), Some(last)) = (beside, plan.places.last_mut()) {
                last.shared = true;
                plan.places.push(Place {
                    slot: n,
                    row: left.row,
                    height: 1,
                    right: true,
                    shared: true,
                });
            } else {
                let height = field.height();
                plan.places.push(Place {
                    slot: n,
                    row: plan.rows,
                    height,
                    right: false,
                    shared: false,
                });
                plan.rows += height;
            }
        }
        plan
    }

    fn plan_title(&self, slot: &Slot, plan: &mut Plan) {
        let Some(section) = self.spec.sections.get(slot.spot.section) else {
            return;
        };
        if section.title.is_empty() {
            return;
        }
        let title = if section.repeat_max > 0 {
            format!("{} {}", section.title, slot.spot.item + 1)
        } else {
            section.title.to_owned()
        };
        plan.titles.push((plan.rows, title));
        plan.rows += 1;
    }

    fn label_columns(&self, width: u16) -> u16 {
        let asked = self.slots.iter().filter_map(|it| self.field(it.spot));
        let widest = asked.map(|it| columns(it.label) + 2).max().unwrap_or(0);
        widest.min(LABEL_MAX).min(width / 3)
    }

    fn paint_field(&mut self, canvas: &mut Canvas<'_>, body: Rect, place: Place, label: u16) {
        let active = place.slot == self.focus;
        let Some(y) = visible(place.row, self.top, body) else {
            return;
        };
        let spot = self.slots[place.slot].spot;
        let Some(field) = self.field(spot) else {
            return;
        };
        let half = body.width.saturating_sub(GAP) / 2;
        let (x, width) = match (place.shared, place.right) {
            (false, _) => (body.x, body.width),
            (true, false) => (body.x, half),
            (true, true) => (body.x + body.width - half, half),
        };
        let height = place.height.min(body.bottom() - y);
        // A missing value that the law needs is marked by a sign, not a hue.
        let sign = if field.required { "*" } else { "" };
        let tone = if active { Tone::Strong } else { Tone::Dim };
        let text = format!("{}{sign}", field.label);
        canvas.text(x, y, label.saturating_sub(1), &text, tone);
        let slot = &mut self.slots[place.slot];
        let at = Rect::new(x + label, y, width.saturating_sub(label), height);
        let spare = at.width.saturating_sub(slot.editor.columns());
        let problem = slot.problem.as_ref().map(|it| {
            let whole = format!(" ! {it}");
            // Too little room for words: the sign alone, the notice said it.
            if columns(&whole).min(PROBLEM_MIN) > spare {
                " !".to_owned()
            } else {
                whole
            }
        });
        let room = problem
            .as_ref()
            .map_or(0, |it| columns(it).min(spare.max(2)).min(at.width));
        let inner = Rect {
            width: at.width - room,
            ..at
        };
        if field.is_name && canvas.look.blank_names {
            slot.editor.draw_initials(canvas, inner, active);
        } else {
            slot.editor.draw(canvas, inner, active);
        }
        if let Some(problem) = problem {
            canvas.text(at.right() - room, y, room, &problem, Tone::Warn);
        } else if active && slot.editor.is_blank() && !field.hint.is_empty() {
            let hint = columns(field.hint);
            if hint + 4 < at.width {
                canvas.text(at.right() - hint, y, hint, field.hint, Tone::Dim);
            }
        }
    }
}

fn visible(row: u16, top: u16, body: Rect) -> Option<u16> {
    let down = row.checked_sub(top)?;
    (down < body.height).then_some(body.y + down)
}
