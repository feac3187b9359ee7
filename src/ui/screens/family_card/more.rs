//! The rest of what a card can do, a letter each: rows of the same kind of
//! table as the keys, shown only to who may.

use super::acts::first;
use super::{CardScreen, Row, Seeking};
use crate::domain::access::{Right, Role};
use crate::domain::id::Id;
use crate::domain::staff::Staff;
use crate::ui::screens::booking::FamilyAgenda;
use crate::ui::screens::groups::situation::Situations;
use crate::ui::screens::{history, merge, openers, person_form, subject};
use crate::ui::{Binding, Cx, Desk, PickRow, Topic};

const NOT_YOURS: Option<&str> = Some("Seu perfil não faz isto. Peça a quem pode.");

pub static MORE: &[Binding<CardScreen>] = &[
    Binding::new(
        "d",
        &[],
        "dados da família",
        "Especificidade, rua, Bolsa Família, comunidade, recado para a recepção.",
        CardScreen::data,
    ),
    Binding::new(
        "a",
        &[],
        "horários marcados",
        "Os horários da família, de antes e por vir; Enter abre um.",
        CardScreen::appointments,
    ),
    Binding::new(
        "n",
        &[],
        "mostrar CPF e NIS",
        "Mostra os números inteiros da pessoa marcada; fica registrado quem viu.",
        CardScreen::reveal,
    )
    .off(|it| it.off_right(Right::RevealNumbers)),
    Binding::new(
        "j",
        &[],
        "juntar alguém já cadastrado",
        "Põe na família uma pessoa que já tem cadastro e está sem família.",
        CardScreen::join,
    ),
    Binding::new(
        "t",
        &[],
        "técnico de referência",
        "Escolhe quem da equipe técnica acompanha a família.",
        CardScreen::technician,
    ),
    Binding::new(
        "p",
        &[],
        "situação prioritária",
        "As situações prioritárias da pessoa marcada e sua comprovação (equipe técnica).",
        CardScreen::situations,
    )
    .off(|it| it.off_right(Right::SeeSituation)),
    Binding::new(
        "h",
        &[],
        "histórico",
        "Tudo o que foi corrigido na família: antes, depois, quem e quando.",
        CardScreen::history,
    ),
    Binding::new(
        "s",
        &[],
        "pôr ou tirar sigilo",
        "Esconde endereço, telefone e bairro de quem não é da equipe técnica.",
        CardScreen::secrecy,
    )
    .off(|it| it.off_right(Right::MarkSecret)),
    Binding::new(
        "u",
        &[],
        "unificar com outro cadastro",
        "A pessoa marcada tem dois cadastros: junta num só.",
        CardScreen::unify,
    )
    .off(|it| it.off_right(Right::Merge)),
    Binding::new(
        "e",
        &[],
        "separar cadastros unificados",
        "Desfaz uma unificação da pessoa marcada.",
        CardScreen::part,
    )
    .off(|it| it.off_right(Right::Merge)),
    Binding::new(
        "q",
        &[],
        "quem abriu",
        "Quem abriu esta família, quando e em que máquina.",
        CardScreen::openers,
    )
    .off(|it| it.off_right(Right::SeeAccessLog)),
    Binding::new(
        "l",
        &[],
        "dados que temos desta pessoa",
        "O papel que a LGPD garante à pessoa marcada, na tela e impresso.",
        CardScreen::subject,
    )
    .off(|it| it.off_right(Right::PrintSubjectData)),
];

impl CardScreen {
    pub(super) fn more(&mut self, cx: &mut Cx<'_>) {
        self.people.line.clear();
        let open: Vec<&'static Binding<Self>> =
            MORE.iter().filter(|it| (it.off)(self).is_none()).collect();
        let rows = open
            .iter()
            .map(|it| PickRow {
                letter: it.key.chars().next(),
                text: it.label.to_owned(),
            })
            .collect();
        let name = self.selected().map(|it| first(it.name()));
        let name = name.map(|it| cx.look().name(&it).into_owned());
        let title = match name {
            Some(name) => format!("Mais ({name} e a família)"),
            None => "Mais".to_owned(),
        };
        cx.pick(title, rows, move |it: &mut Self, n, cx| {
            if let Some(binding) = open.get(n) {
                (binding.run)(it, cx);
            }
        });
    }

    fn off_right(&self, right: Right) -> Option<&'static str> {
        if self.may(right) { None } else { NOT_YOURS }
    }

    fn marked(&mut self, cx: &mut Cx<'_>) -> Option<Row> {
        let row = self.selected().cloned();
        if row.is_none() {
            cx.warn("Não há ninguém marcado nesta família.");
        }
        row
    }

    fn reveal(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.marked(cx) {
            person_form::reveal::<Self>(row.person(), cx);
        }
    }

    fn situations(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.marked(cx) {
            cx.push(Situations::of_person(row.person(), row.name().to_owned()));
        }
    }

    fn join(&mut self, cx: &mut Cx<'_>) {
        self.seek(Seeking::Newcomer, cx);
    }

    fn appointments(&mut self, cx: &mut Cx<'_>) {
        cx.push(FamilyAgenda::of(None, Some(self.family)));
    }

    fn history(&mut self, cx: &mut Cx<'_>) {
        cx.push(history::History::of_family(self.family));
    }

    fn openers(&mut self, cx: &mut Cx<'_>) {
        cx.push(openers::Openers::of(self.family));
    }

    fn subject(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.marked(cx) {
            subject::open::<Self>(row.person(), cx);
        }
    }

    fn unify(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.marked(cx) {
            self.seek(Seeking::Twin(row.person()), cx);
        }
    }

    fn part(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.marked(cx) {
            merge::part::<Self>(row.person(), cx);
        }
    }

    fn secrecy(&mut self, cx: &mut Cx<'_>) {
        let Some(card) = self.card() else { return };
        let (family, secret) = (self.family, !card.secret);
        cx.write(
            "mudar o sigilo",
            Topic::People,
            move |desk: &mut Desk| desk.set_secrecy(family, secret),
            move |_: &mut Self, (), cx| {
                cx.say(if secret {
                    "Família sob sigilo: endereço e telefone só para a equipe técnica. A mesma tecla tira."
                } else {
                    "Sigilo retirado."
                });
            },
        );
    }

    fn technician(&mut self, cx: &mut Cx<'_>) {
        cx.ask(
            "ver a equipe",
            |desk: &mut Desk| desk.team(),
            Self::choose_technician,
        );
    }

    fn choose_technician(&mut self, team: Vec<Staff>, cx: &mut Cx<'_>) {
        let mut who: Vec<(Option<Id<Staff>>, String)> = team
            .into_iter()
            .filter(|it| it.active && matches!(it.role, Role::Technician | Role::Coordination))
            .map(|it| (Some(it.id), it.name))
            .collect();
        who.push((None, "ninguém".to_owned()));
        let rows = who
            .iter()
            .map(|it| PickRow {
                letter: None,
                text: it.1.clone(),
            })
            .collect();
        cx.pick(
            "Técnico de referência",
            rows,
            move |it: &mut Self, n, cx| {
                let Some((id, name)) = who.get(n).cloned() else {
                    return;
                };
                let family = it.family;
                it.write(
                    "escolher o técnico",
                    format!("Referência da família: {name}."),
                    cx,
                    move |desk| desk.assign_technician(family, id),
                );
            },
        );
    }
}
