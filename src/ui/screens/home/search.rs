//! What the box of the resting screen makes of what is typed: people, or a
//! row of today's list.

use super::row::DayRow;
use super::{FRAME_ROWS, Home, ROOM_MIN};
use crate::app::{HITS_MAX, Hit, SearchAnswer};
use crate::domain::needle::{Needle, Reading};
use crate::domain::tour::Fact;
use crate::ui::screens::booking;
use crate::ui::{Cx, Desk};

/// Letters and long numbers look for people; the rest is the list's.
fn looks_for_people(needle: &Needle) -> bool {
    needle.readings.iter().any(|it| match it {
        Reading::Words(_)
        | Reading::Eleven(_)
        | Reading::Birth(_)
        | Reading::PhoneEnd(_)
        | Reading::FamilyCode(_) => true,
        Reading::Line(_) | Reading::Ticket(_) => false,
    })
}

impl Home {
    pub(super) fn searching(&self) -> bool {
        looks_for_people(&self.needle)
    }

    pub(super) fn typed(&mut self, cx: &mut Cx<'_>) {
        self.needle = Needle::parse(self.line.text(), cx.look().today());
        if !self.searching() {
            cx.forget("busca");
            self.answered = true;
            self.point();
            return;
        }
        let page =
            usize::from(cx.look().height.saturating_sub(FRAME_ROWS)).clamp(ROOM_MIN, HITS_MAX);
        self.room = match self.needle.pick {
            Some(pick) if pick as usize > page => HITS_MAX,
            Some(_) | None => page,
        };
        self.newly_typed = true;
        self.ask(cx, Self::found);
    }

    pub(super) fn ask(&mut self, cx: &mut Cx<'_>, then: fn(&mut Self, SearchAnswer, &mut Cx<'_>)) {
        self.answered = false;
        let (typed, room) = (self.line.text().to_string(), self.room);
        cx.ask_latest(
            "busca",
            "procurar",
            move |desk: &mut Desk| desk.search_up_to(&typed, room),
            then,
        );
    }

    /// Past the last line of a screenful there may be more.
    pub(super) fn ask_for_all(&mut self, cx: &mut Cx<'_>) {
        let at_end = self.hits.selected_index() + 1 >= self.hits.len();
        if at_end && self.answer.more && self.room < HITS_MAX {
            self.room = HITS_MAX;
            self.ask(cx, |it, mut answer, _| {
                it.answered = true;
                it.hits.set(std::mem::take(&mut answer.rows));
                it.answer = answer;
            });
        }
    }

    pub(super) fn found(&mut self, mut answer: SearchAnswer, cx: &mut Cx<'_>) {
        self.answered = true;
        if !answer.rows.is_empty() {
            self.note(Fact::Searched);
        }
        self.hits.set(std::mem::take(&mut answer.rows));
        self.answer = answer;
        if !std::mem::take(&mut self.newly_typed) {
            return;
        }
        self.hits.select(0);
        // A row picked behind the letters: "mar sou1".
        if let Some(pick) = self.needle.pick.and_then(|it| it.checked_sub(1)) {
            if let Some(row) = self.row_typed() {
                self.go_on(row, cx);
            } else if let Some(hit) = self.hit_at(pick as usize) {
                self.arrive(hit, cx);
            }
            return;
        }
        // A whole document number that is one person's needs no choice.
        let whole = self
            .needle
            .readings
            .iter()
            .any(|it| matches!(it, Reading::Eleven(_)));
        if whole
            && self.hits.len() == 1
            && let Some(hit) = self.hit_at(0)
        {
            self.arrive(hit, cx);
        }
    }

    fn hit_at(&self, at: usize) -> Option<Hit> {
        self.hits.items().get(at).cloned()
    }

    /// The row of today's list whose number or ticket stands in the box.
    pub(super) fn row_typed(&self) -> Option<DayRow> {
        let rows = self.rows.items();
        let of_code = |code: &str| {
            let is_it = |it: &&DayRow| it.ticket().is_some_and(|it| it.code == code);
            rows.iter().find(is_it)
        };
        self.needle
            .readings
            .iter()
            .find_map(|reading| match reading {
                Reading::Line(number) => rows.iter().find(|it| it.line() == *number),
                Reading::Ticket(code) => of_code(code),
                Reading::Words(_)
                | Reading::Eleven(_)
                | Reading::Birth(_)
                | Reading::PhoneEnd(_)
                | Reading::FamilyCode(_) => None,
            })
            .cloned()
    }

    pub(super) fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.searching() {
            match self.hits.selected().cloned() {
                Some(hit) => self.arrive(hit, cx),
                None => cx.warn(
                    self.needle
                        .hint
                        .unwrap_or("Ninguém encontrado. F2 cadastra; F4 dá senha só com o nome."),
                ),
            }
            return;
        }
        if !self.line.is_empty() && self.row_typed().is_none() {
            cx.warn("Não há essa linha nem essa senha na lista de hoje.");
            return;
        }
        let typed = !self.line.is_empty();
        match self.rows.selected().cloned() {
            // One Enter too many must not put anybody in the line.
            Some(DayRow::Booked(row)) if !typed => booking::open_appointment(row.id, cx),
            Some(row) => self.go_on(row, cx),
            None => {}
        }
    }

    /// What a row that was typed stands for: a ticket is opened, whoever is
    /// booked has come.
    fn go_on(&mut self, row: DayRow, cx: &mut Cx<'_>) {
        match row {
            DayRow::Ticket(row) => self.open_ticket(row, cx),
            DayRow::Booked(row) => self.arrive_booked(&row, cx),
        }
    }

    pub(super) fn clear(&mut self, cx: &mut Cx<'_>) {
        self.line.clear();
        self.typed(cx);
    }
}
