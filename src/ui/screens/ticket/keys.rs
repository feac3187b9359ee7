//! The letters of a ticket, and why one may be off.

use super::TicketScreen;
use crate::domain::ticket::{State, Step};
use crate::ui::Binding;

pub static KEYS: &[Binding<TicketScreen>] = &[
    Binding::new(
        "c",
        &["F5"],
        "chamar",
        "Chama esta senha, agora ou de novo (até três vezes).",
        TicketScreen::call,
    )
    .off(|it| it.off(Step::Call)),
    Binding::new(
        "a",
        &["F6"],
        "atender",
        "Começa o atendimento.",
        TicketScreen::start,
    )
    .off(|it| it.off(Step::Start)),
    Binding::new(
        "o",
        &["F7"],
        "concluir",
        "Termina o atendimento.",
        TicketScreen::finish,
    )
    .off(|it| it.off(Step::Finish)),
    Binding::new(
        "f",
        &[],
        "falta documento",
        "A pessoa vai buscar o que falta e volta com prioridade na mesma senha.",
        TicketScreen::miss_papers,
    )
    .off(|it| it.off(Step::MissPapers)),
    Binding::new(
        "v",
        &[],
        "voltou",
        "Voltou com os documentos: espera na frente da sua classe.",
        TicketScreen::come_back,
    )
    .off(|it| it.off(Step::ComeBack)),
    Binding::new(
        "t",
        &[],
        "encaminhar",
        "Manda para outra pessoa ou equipe da unidade.",
        TicketScreen::send_on,
    )
    .off(|it| it.off(Step::SendOn)),
    Binding::new(
        "e",
        &[],
        "para fora",
        "Encaminha para fora da unidade e termina.",
        TicketScreen::send_out,
    )
    .off(|it| it.off(Step::SendOut)),
    Binding::new(
        "n",
        &[],
        "não compareceu",
        "Chamada e não veio.",
        TicketScreen::absent,
    )
    .off(|it| it.off(Step::MarkAbsent)),
    Binding::new(
        "d",
        &[],
        "não aguardou",
        "Foi embora sem ser atendida.",
        TicketScreen::give_up,
    )
    .off(|it| it.off(Step::GiveUp)),
    Binding::new(
        "k",
        &[],
        "corrigir",
        "Corrige a demanda ou a prioridade; o número da senha fica.",
        TicketScreen::correct,
    )
    .off(|it| {
        it.row
            .reserved
            .then_some("Assunto reservado não se corrige no balcão.")
    }),
    Binding::new(
        "r",
        &["F3"],
        "ficha",
        "Abre a ficha da família.",
        TicketScreen::card,
    ),
    Binding::new(
        "g",
        &["F10"],
        "agendar",
        "Marca um horário para esta pessoa.",
        TicketScreen::book,
    ),
    Binding::new(
        "s",
        &["+"],
        "grupos",
        "Inscreve esta pessoa num grupo.",
        TicketScreen::enrol,
    )
    .off(TicketScreen::off_unregistered),
    Binding::new(
        "u",
        &["="],
        "cursos",
        "Diz em que cursos esta pessoa pode entrar, e inscreve.",
        TicketScreen::courses,
    )
    .off(TicketScreen::off_unregistered),
    Binding::new(
        "p",
        &[],
        "declaração",
        "Declaração de comparecimento: chegada e saída, nunca o motivo.",
        TicketScreen::declare,
    )
    .off(|it| match it.row.state {
        State::InService | State::Done | State::PapersMissing | State::SentOut => None,
        State::Waiting | State::Called => Some("Ainda não foi atendida."),
        State::Absent | State::GaveUp => Some("Não foi atendida nesta senha."),
    }),
    Binding::new(
        "i",
        &[],
        "imprimir",
        "Imprime a senha.",
        TicketScreen::print,
    ),
];
