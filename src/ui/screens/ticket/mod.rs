//! One ticket of the line and what can be done to it, a letter each.

mod correct;
mod declare;
mod keys;
mod words;

pub use keys::KEYS;

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::app::{Comer, LineRow, SendTo, TicketView};
use crate::domain::access::Role;
use crate::domain::fault::Outcome;
use crate::domain::staff::Staff;
use crate::domain::ticket::{State, Step, allowed};
use crate::ui::keys::{dispatch, hints};
use crate::ui::screens::courses::answers;
use crate::ui::screens::groups::enrol;
use crate::ui::screens::{booking, letter_keys};
use crate::ui::{Canvas, Cx, Desk, Handled, Hint, Key, Kind, PickRow, Screen, Tone, Topic};

pub struct TicketScreen {
    row: LineRow,
    /// Names of those who came along.
    along: Vec<String>,
}

impl TicketScreen {
    pub fn new(row: LineRow) -> Self {
        Self {
            row,
            along: Vec::new(),
        }
    }

    fn off(&self, step: Step) -> Option<&'static str> {
        allowed(self.row.state, self.row.calls, step).err()
    }

    fn take(
        &mut self,
        label: &'static str,
        said: &'static str,
        work: fn(&mut Desk, &LineRow) -> Outcome<TicketView>,
        cx: &mut Cx<'_>,
    ) {
        let row = self.row.clone();
        cx.write(
            label,
            Topic::Line,
            move |desk: &mut Desk| work(desk, &row),
            move |it: &mut Self, ticket: TicketView, cx| {
                cx.say_undoable(format!("{}: {said}.", ticket.code));
                it.row.state = ticket.state;
                cx.close();
            },
        );
    }

    fn call(&mut self, cx: &mut Cx<'_>) {
        self.take("chamar", "chamada", |desk, row| desk.call(row.id), cx);
    }

    fn start(&mut self, cx: &mut Cx<'_>) {
        self.take(
            "começar",
            "em atendimento",
            |desk, row| desk.start(row.id),
            cx,
        );
    }

    fn finish(&mut self, cx: &mut Cx<'_>) {
        self.take("concluir", "concluída", |desk, row| desk.finish(row.id), cx);
    }

    fn come_back(&mut self, cx: &mut Cx<'_>) {
        self.take(
            "marcar a volta",
            "voltou para a fila",
            |desk, row| desk.come_back(row.id),
            cx,
        );
    }

    fn absent(&mut self, cx: &mut Cx<'_>) {
        self.take(
            "marcar falta",
            "não compareceu",
            |desk, row| desk.mark_absent(row.id),
            cx,
        );
    }

    fn give_up(&mut self, cx: &mut Cx<'_>) {
        self.take(
            "marcar desistência",
            "não aguardou",
            |desk, row| desk.give_up(row.id),
            cx,
        );
    }

    fn enrol(&mut self, cx: &mut Cx<'_>) {
        if let Some(person) = self.row.person {
            enrol::open(person, self.row.name.clone(), cx);
        }
    }

    fn courses(&mut self, cx: &mut Cx<'_>) {
        if let Some(person) = self.row.person {
            answers::open(person, self.row.name.clone(), cx);
        }
    }

    fn off_unregistered(&self) -> Option<&'static str> {
        match self.row.person {
            Some(_) => None,
            None => Some("Esta pessoa ainda não tem cadastro."),
        }
    }

    fn miss_papers(&mut self, cx: &mut Cx<'_>) {
        cx.replace(words::papers(self.row.id));
    }

    fn send_out(&mut self, cx: &mut Cx<'_>) {
        cx.replace(words::place(self.row.id));
    }

    fn send_on(&mut self, cx: &mut Cx<'_>) {
        cx.ask(
            "ver a equipe",
            |desk: &mut Desk| desk.team(),
            Self::choose_target,
        );
    }

    fn choose_target(&mut self, team: Vec<Staff>, cx: &mut Cx<'_>) {
        let mut targets = vec![
            (
                SendTo::Role(Role::Technician),
                "equipe técnica".to_string(),
                Some('t'),
            ),
            (
                SendTo::Role(Role::CadUnico),
                "CadÚnico".to_string(),
                Some('u'),
            ),
            (
                SendTo::Role(Role::Coordination),
                "coordenação".to_string(),
                Some('c'),
            ),
        ];
        targets.extend(
            team.into_iter()
                .filter(|it| it.active && it.role != Role::Management)
                .map(|it| {
                    (
                        SendTo::Staff(it.id),
                        format!("{} ({})", it.name, it.role.label()),
                        None,
                    )
                }),
        );
        let rows = targets
            .iter()
            .map(|it| PickRow {
                letter: it.2,
                text: it.1.clone(),
            })
            .collect();
        cx.pick(
            "Encaminhar na unidade para",
            rows,
            move |it: &mut Self, n, cx| {
                let Some((to, name, _)) = targets.get(n).cloned() else {
                    return;
                };
                let id = it.row.id;
                cx.write(
                    "encaminhar",
                    Topic::Line,
                    move |desk: &mut Desk| desk.send_on(id, to),
                    move |_: &mut Self, ticket: TicketView, cx| {
                        cx.say_undoable(format!("{} espera por: {name}.", ticket.code));
                        cx.close();
                    },
                );
            },
        );
    }

    /// Demand or priority were taken down wrong.
    fn correct(&mut self, cx: &mut Cx<'_>) {
        let (id, class, grounds) = (self.row.id, self.row.class, self.row.grounds.clone());
        cx.fetch(
            "abrir a senha",
            move |desk: &mut Desk| Ok((desk.demands()?, desk.ticket_demands(id)?)),
            move |_: &mut Self, (demands, chosen), cx| {
                cx.replace(correct::correct(id, demands, &chosen, class, &grounds));
            },
        );
    }

    fn card(&mut self, cx: &mut Cx<'_>) {
        match self.row.person {
            Some(person) => {
                let family = self.row.family;
                super::family_card::open(person, family, cx);
            }
            None => cx.warn("Esta pessoa ainda não tem cadastro: na fila, F2 cadastra."),
        }
    }

    fn book(&mut self, cx: &mut Cx<'_>) {
        let name = self.row.name.clone();
        let who = match self.row.person {
            Some(person) => Comer::Registered {
                person,
                family: self.row.family,
            },
            None => Comer::Said(name.clone()),
        };
        booking::open(who, name, cx);
    }

    fn declare(&mut self, cx: &mut Cx<'_>) {
        let id = self.row.id;
        cx.fetch(
            "abrir a declaração",
            move |desk: &mut Desk| desk.declaration_sheet(id),
            |_: &mut Self, sheet, cx| {
                if sheet.given.is_empty() {
                    return cx.replace(declare::declare(sheet));
                }
                let rows = declare::choices(&sheet, cx.look());
                let title = "Já foi dada declaração desta visita";
                cx.pick(
                    title,
                    rows,
                    move |_: &mut Self, n, cx| match declare::given(&sheet, n) {
                        Some(id) => declare::print_again::<Self>(id, cx),
                        None => cx.replace(declare::declare(sheet)),
                    },
                );
            },
        );
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let id = self.row.id;
        cx.ask(
            "imprimir a senha",
            move |desk: &mut Desk| desk.print_ticket(id, false),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }
}

impl Screen for TicketScreen {
    fn title(&self) -> Cow<'_, str> {
        format!("Senha {}", self.row.code).into()
    }

    fn help(&self) -> &str {
        "O que fazer com esta senha: uma letra cada. Se foi engano, Ctrl+Z desfaz."
    }

    fn kind(&self) -> Kind {
        Kind::Float
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        let id = self.row.id;
        if self.row.party > 1 {
            cx.ask(
                "ver quem veio junto",
                move |desk: &mut Desk| desk.companions(id),
                |it: &mut Self, names, _| it.along = names,
            );
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        let keys = self.hints();
        let rows = letter_keys::rows(&keys);
        let (width, height) = (area.width.min(64), area.height.min(rows + 9));
        let at = Rect::new(
            area.x + (area.width - width) / 2,
            area.y + (area.height - height) / 2,
            width,
            height,
        );
        canvas.wipe(at);
        let title = format!("Senha {} - linha {}", self.row.code, self.row.line);
        let inside = canvas.boxed(at, &title);
        let name = canvas.look.name(&self.row.name).into_owned();
        canvas.line(inside, 0, &name, Tone::Strong);
        canvas.line(inside, 1, &self.row.demand, Tone::Plain);
        canvas.line(inside, 2, &self.about(canvas.look.zone), Tone::Dim);
        if !self.along.is_empty() {
            let names: Vec<String> = self
                .along
                .iter()
                .map(|it| canvas.look.name(it).into_owned())
                .collect();
            canvas.line(inside, 3, &format!("com {}", names.join(", ")), Tone::Dim);
        }
        let below = Rect {
            y: inside.y + 5.min(inside.height),
            height: inside.height.saturating_sub(5),
            ..inside
        };
        letter_keys::paint(canvas, below, &keys);
        canvas.cursor(inside.x, inside.y);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        let key = match key {
            Key::Char(c) => Key::Char(c.to_ascii_lowercase()),
            other => other,
        };
        if key == Key::Enter {
            // Enter takes the next natural step.
            match self.row.state {
                State::Waiting => self.call(cx),
                State::Called => self.start(cx),
                State::InService => self.finish(cx),
                State::PapersMissing => self.come_back(cx),
                State::Done | State::SentOut | State::Absent | State::GaveUp => cx.close(),
            }
            return Handled::Yes;
        }
        dispatch(KEYS, self, key, cx)
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }
}

impl TicketScreen {
    fn about(&self, zone: crate::domain::time::Zone) -> String {
        let row = &self.row;
        let mut parts = vec![
            row.state.label().to_string(),
            format!("chegou {}", row.arrived_clock(zone)),
            format!("{} min de espera", row.waited_min),
        ];
        if row.class.is_priority() {
            parts.push(row.priority_label().to_string());
        }
        if row.calls > 0 {
            parts.push(format!("{}ª chamada", row.calls));
        }
        if !row.missing.is_empty() {
            parts.push(format!("falta: {}", row.missing));
        }
        if !row.waits_for.is_empty() {
            parts.push(format!("para {}", row.waits_for));
        }
        parts.join(", ")
    }
}
