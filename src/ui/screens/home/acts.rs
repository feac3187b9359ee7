//! What the keys of the resting screen do.

use super::day::{self, Seen};
use super::{DayRow, Home};
use crate::app::{Comer, Hit, Source, TicketView};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::name::title_case;
use crate::domain::person::Person;
use crate::domain::ticket::{Step, Ticket, allowed};
use crate::ui::screens::arrival::{Coming, arrival};
use crate::ui::screens::courses::answers;
use crate::ui::screens::groups::{enrol, roll_choice};
use crate::ui::screens::menu::Menu;
use crate::ui::screens::seat::seat;
use crate::ui::screens::{adopt, booking, family_card, family_new};
use crate::ui::{Binding, Cx, Desk, Topic};

pub static KEYS: &[Binding<Home>] = &[
    Binding::new(
        "F2",
        &["ctrl+f"],
        "novo",
        "Cadastra uma família nova; o nome da caixa já vai junto.",
        Home::register,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "ficha",
        "Abre a ficha da família de quem está marcado.",
        Home::card,
    ),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "nome",
        "Dá senha a quem não tem cadastro, só com o nome.",
        Home::arrive_unregistered,
    ),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "chamar",
        "Chama quem a lei põe em primeiro lugar.",
        Home::call_next,
    ),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "atender",
        "Começa o atendimento de quem está marcado na lista.",
        Home::start,
    )
    .off(|it| it.off_row(Step::Start)),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "fim",
        "Termina o atendimento de quem está marcado na lista.",
        Home::finish,
    )
    .off(|it| it.off_row(Step::Finish)),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "mais",
        "Tudo o que se pode fazer com a senha ou o horário marcado na lista.",
        Home::more,
    )
    .off(|it| it.rows.is_empty().then_some("A lista está vazia.")),
    Binding::new(
        "F10",
        &["ctrl+y"],
        "agendar",
        "Marca um horário para quem está marcado, ou para o nome digitado.",
        Home::book,
    ),
    Binding::new(
        "+",
        &[],
        "grupos",
        "Inscreve num grupo quem está marcado, ou põe na lista de espera.",
        Home::enrol,
    ),
    Binding::new(
        "=",
        &[],
        "cursos",
        "Diz em que cursos quem está marcado pode entrar, e inscreve.",
        Home::courses,
    ),
    Binding::new(
        "F9",
        &["ctrl+e"],
        "menu",
        "Equipe, base do CadÚnico, cópias, manual e o resto.",
        Home::menu,
    ),
    Binding::new(
        "*",
        &[],
        "chamada",
        "Chamada dos grupos: o encontro de agora ou o último de hoje.",
        Home::roll,
    ),
    Binding::new(
        "ctrl+a",
        &[],
        "guichê",
        "Muda de onde você chama as pessoas.",
        Home::change_seat,
    ),
    Binding::new(
        "ctrl+r",
        &[],
        "faltou",
        "Marca que não compareceu quem tinha hora e está atrasado.",
        Home::mark_missed,
    )
    .off(Home::off_missed),
    Binding::new(
        "ctrl+s",
        &[],
        "vaga",
        "Dá a vaga de quem faltou a alguém da fila que veio pelo mesmo serviço.",
        Home::offer_hole,
    )
    .off(Home::off_hole),
];

impl Home {
    /// Opens the check-in of whoever was chosen.
    pub(super) fn arrive(&mut self, hit: Hit, cx: &mut Cx<'_>) {
        match hit.source {
            Source::Desk { person, family } => {
                let name = hit.name;
                cx.fetch(
                    "abrir a chegada",
                    move |desk: &mut Desk| {
                        Ok(Coming {
                            sheet: Some(desk.arrival_sheet(person, family)?),
                            demands: desk.demands()?,
                            who: Comer::Registered { person, family },
                            name,
                        })
                    },
                    |_: &mut Self, coming, cx| {
                        cx.push(arrival(coming));
                    },
                );
            }
            Source::Base { row, code } => {
                adopt::open(code, row, cx);
            }
        }
    }

    pub(super) fn arrive_unregistered(&mut self, cx: &mut Cx<'_>) {
        let name = match self.needle.words() {
            Some(_) => title_case(self.line.text()),
            None => String::new(),
        };
        cx.fetch(
            "abrir a chegada",
            |desk: &mut Desk| Ok((desk.demands()?, desk.usual_demand()?)),
            move |_: &mut Self, (demands, usual), cx| {
                let coming = Coming {
                    who: Comer::Said(name.clone()),
                    name,
                    demands,
                    sheet: None,
                };
                let usual = usual.map(|it| it.to_string()).unwrap_or_default();
                cx.push(arrival(coming).with("demanda", &usual));
            },
        );
    }

    pub(super) fn register(&mut self, cx: &mut Cx<'_>) {
        let name = match self.needle.words() {
            Some(_) => title_case(self.line.text()),
            None => String::new(),
        };
        family_new::open(&name, cx);
    }

    pub(super) fn card(&mut self, cx: &mut Cx<'_>) {
        if self.searching() {
            match self.hits.selected().map(|it| it.source.clone()) {
                Some(Source::Desk { person, family }) => {
                    family_card::open(person, family, cx);
                }
                Some(Source::Base { row, code }) => adopt::open(code, row, cx),
                None => cx.warn("Procure alguém antes."),
            }
            return;
        }
        match self.rows.selected().map(|it| (it.person(), it.family())) {
            Some((Some(person), family)) => family_card::open(person, family, cx),
            Some((None, _)) => cx.warn("Esta pessoa ainda não tem cadastro: F2 cadastra."),
            None => cx.warn("A lista está vazia."),
        }
    }

    /// Calls the next one; the first time, after asking where to.
    pub(super) fn call_next(&mut self, cx: &mut Cx<'_>) {
        cx.write(
            "chamar",
            Topic::Line,
            |desk: &mut Desk| {
                if desk.seat().is_empty() {
                    return Ok(None);
                }
                let called = desk.call_next()?;
                Ok(Some((called, day::read(desk)?)))
            },
            |it: &mut Self, answer, cx| match answer {
                Some((called, seen)) => it.called(&called, seen, cx),
                None => cx.push(seat(true)),
            },
        );
    }

    fn called(&mut self, called: &TicketView, seen: Seen, cx: &mut Cx<'_>) {
        self.took(seen, cx);
        let is_it = |it: &DayRow| it.ticket().is_some_and(|it| it.id == called.id);
        let rows = self.rows.items();
        if let Some(at) = rows.iter().position(is_it) {
            let name = cx.look().name(rows[at].name()).into_owned();
            self.rows.select(at);
            cx.say_undoable(format!("Chamar {}: {name}.", called.code));
        }
    }

    pub(super) fn change_seat(&mut self, cx: &mut Cx<'_>) {
        cx.push(seat(false));
    }

    pub(super) fn step(
        &mut self,
        cx: &mut Cx<'_>,
        label: &'static str,
        said: &'static str,
        work: fn(&mut Desk, Id<Ticket>) -> Outcome<TicketView>,
    ) {
        let Some(row) = self.rows.selected().and_then(DayRow::ticket) else {
            return;
        };
        let id = row.id;
        cx.write(
            label,
            Topic::Line,
            move |desk: &mut Desk| work(desk, id),
            move |_: &mut Self, ticket, cx| cx.say_undoable(format!("{}: {said}.", ticket.code)),
        );
    }

    pub(super) fn start(&mut self, cx: &mut Cx<'_>) {
        self.step(cx, "começar", "em atendimento", Desk::start);
    }

    pub(super) fn finish(&mut self, cx: &mut Cx<'_>) {
        self.step(cx, "concluir", "concluída", Desk::finish);
    }

    pub(super) fn more(&mut self, cx: &mut Cx<'_>) {
        match self.rows.selected().cloned() {
            Some(DayRow::Ticket(row)) => self.open_ticket(row, cx),
            Some(DayRow::Booked(row)) => {
                self.clear(cx);
                booking::open_appointment(row.id, cx);
            }
            None => {}
        }
    }

    /// Books for whoever is marked: somebody found, a row of the list, or
    /// only the name in the box.
    pub(super) fn book(&mut self, cx: &mut Cx<'_>) {
        if self.searching() {
            match self
                .hits
                .selected()
                .map(|it| (it.source.clone(), it.name.clone()))
            {
                Some((Source::Desk { person, family }, name)) => {
                    booking::open(Comer::Registered { person, family }, name, cx);
                }
                Some((Source::Base { row, code }, _)) => {
                    cx.say("Traga a família antes: depois F10 agenda.");
                    adopt::open(code, row, cx);
                }
                None if self.needle.words().is_some() => {
                    let name = title_case(self.line.text());
                    booking::open(Comer::Said(name.clone()), name, cx);
                }
                None => cx.warn("Ninguém encontrado. Para agendar sem cadastro, digite o nome."),
            }
            return;
        }
        let Some(row) = self.rows.selected() else {
            cx.warn("Procure a pessoa antes, ou digite o nome dela.");
            return;
        };
        let name = row.name().to_owned();
        let who = match row.person() {
            Some(person) => Comer::Registered {
                person,
                family: row.family(),
            },
            None => Comer::Said(name.clone()),
        };
        booking::open(who, name, cx);
    }

    pub(super) fn roll(&mut self, cx: &mut Cx<'_>) {
        roll_choice::open::<Self>(cx);
    }

    /// The groups for whoever is marked.
    pub(super) fn enrol(&mut self, cx: &mut Cx<'_>) {
        self.with_person("Traga a família antes: depois + inscreve.", enrol::open, cx);
    }

    /// The courses for whoever is marked.
    pub(super) fn courses(&mut self, cx: &mut Cx<'_>) {
        self.with_person(
            "Traga a família antes: depois = inscreve.",
            answers::open,
            cx,
        );
    }

    /// Opens something of whoever is marked; of the base they come first.
    fn with_person(
        &mut self,
        adopt_first: &'static str,
        open: fn(Id<Person>, String, &mut Cx<'_>),
        cx: &mut Cx<'_>,
    ) {
        if self.searching() {
            match self.hits.selected().cloned() {
                Some(Hit {
                    source: Source::Desk { person, .. },
                    name,
                    ..
                }) => open(person, name, cx),
                Some(Hit {
                    source: Source::Base { row, code },
                    ..
                }) => {
                    cx.say(adopt_first);
                    adopt::open(code, row, cx);
                }
                None => cx.warn("Ninguém encontrado. F2 cadastra."),
            }
            return;
        }
        match (self.rows.selected()).map(|it| (it.person(), it.name().to_owned())) {
            Some((Some(person), name)) => open(person, name, cx),
            Some((None, _)) => cx.warn("Esta pessoa ainda não tem cadastro: F2 cadastra."),
            None => cx.warn("Procure a pessoa antes."),
        }
    }

    pub(super) fn menu(&mut self, cx: &mut Cx<'_>) {
        cx.push(Menu::default());
    }

    pub(super) fn off_row(&self, step: Step) -> Option<&'static str> {
        match self.rows.selected() {
            None => Some("A lista está vazia."),
            Some(DayRow::Ticket(row)) => allowed(row.state, row.calls, step).err(),
            Some(DayRow::Booked(_)) => Some("Ainda não chegou: Enter marca a chegada."),
        }
    }
}
