//! The keys of somebody's courses besides signing up: papers, who answers for
//! a minor, giving up, what they would like to learn.

use super::answers::AnswersScreen;
use super::apply_words;
use super::interest::InterestScreen;
use super::papers::PapersScreen;
use crate::app::OwnCourse;
use crate::domain::courses::Applied;
use crate::ui::{Binding, Cx, Desk, PickRow, Topic};

pub static KEYS: &[Binding<AnswersScreen>] = &[
    Binding::new(
        "enter",
        &[],
        "inscrever",
        "Inscreve na turma da linha; sem vaga, põe na lista de espera.",
        AnswersScreen::enter,
    ),
    Binding::new(
        "F3",
        &["ctrl+o"],
        "documentos",
        "Marca os documentos que a pessoa entregou para a turma marcada.",
        AnswersScreen::papers,
    )
    .off(AnswersScreen::off_own),
    Binding::new(
        "F5",
        &["ctrl+p"],
        "imprimir",
        "Imprime a ficha, a declaração de renda e o comprovante da turma marcada.",
        AnswersScreen::print,
    )
    .off(AnswersScreen::off_own),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "quer outro",
        "Anota um curso que a pessoa quer aprender e que não está na lista.",
        AnswersScreen::interest,
    )
    .off(AnswersScreen::off_loading),
    Binding::new(
        "F7",
        &["ctrl+d"],
        "desistiu",
        "A pessoa desiste da turma marcada, ou de esperar por ela.",
        AnswersScreen::give_up,
    )
    .off(AnswersScreen::off_giving_up),
    Binding::new(
        "F9",
        &["ctrl+e"],
        "1ª opção",
        "A turma marcada passa a ser a primeira opção da pessoa.",
        AnswersScreen::prefer,
    )
    .off(AnswersScreen::off_giving_up),
    Binding::new(
        "F4",
        &["ctrl+v"],
        "responsável",
        "Troca quem responde por quem é menor, na turma marcada.",
        AnswersScreen::guardian,
    )
    .off(AnswersScreen::off_guardian),
    Binding::new(
        "F2",
        &["ctrl+f"],
        "telefone",
        "Diz outro telefone para avisar, nas inscrições feitas agora.",
        AnswersScreen::change_phone,
    )
    .off(AnswersScreen::off_loading),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "renda",
        "Declara a renda de novo, no lugar da que está guardada.",
        AnswersScreen::declare,
    )
    .off(AnswersScreen::off_loading),
];

impl AnswersScreen {
    fn change_phone(&mut self, cx: &mut Cx<'_>) {
        cx.push(apply_words::phone(&self.phone));
    }

    fn declare(&mut self, cx: &mut Cx<'_>) {
        cx.push(apply_words::income());
    }

    fn papers(&mut self, cx: &mut Cx<'_>) {
        let Some(own) = self.marked_own() else {
            return;
        };
        if own.papers.is_empty() {
            return cx.warn("Esta turma não pede documentos.");
        }
        cx.push(PapersScreen::of(own, self.name.clone()));
    }

    fn print(&mut self, cx: &mut Cx<'_>) {
        let Some(id) = self.marked_own().map(|it| it.id) else {
            return;
        };
        cx.ask(
            "imprimir",
            move |desk: &mut Desk| desk.print_application(id),
            |_: &mut Self, printed, cx| cx.say(printed.text()),
        );
    }

    /// Gives the seat or the place on the list back.
    fn give_up(&mut self, cx: &mut Cx<'_>) {
        let Some(own) = self.marked_own() else {
            return;
        };
        let (id, title) = (own.id, own.title.clone());
        let name = cx.look().name(&self.name).into_owned();
        let waiting = self.classes.list.selected().map(|it| it.answer.waiting);
        // The list is called later: somebody else stands at the counter now.
        let call = match waiting {
            Some(many) if many > 0 && own.state.holds_seat() => " Há quem espere a vaga: menu, c.",
            Some(_) | None => "",
        };
        cx.write(
            "anotar a desistência",
            Topic::Courses,
            move |desk: &mut Desk| desk.set_application(id, Applied::GaveUp, desk.today()),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(format!("{name} desistiu de «{title}».{call}"));
            },
        );
    }

    fn prefer(&mut self, cx: &mut Cx<'_>) {
        let Some(own) = self.marked_own() else {
            return;
        };
        let (id, title) = (own.id, own.title.clone());
        if own.choice == 1 {
            return cx.say(format!("«{title}» já é a primeira opção."));
        }
        cx.write(
            "mudar a ordem das opções",
            Topic::Courses,
            move |desk: &mut Desk| desk.prefer_application(id),
            move |_: &mut Self, (), cx| {
                cx.say_undoable(format!("«{title}» é a primeira opção."));
            },
        );
    }

    fn guardian(&mut self, cx: &mut Cx<'_>) {
        let Some(own) = self.marked_own() else {
            return;
        };
        let id = own.id;
        let may = self.guardians().to_vec();
        let mut rows: Vec<PickRow> = may
            .iter()
            .map(|(_, name)| PickRow {
                letter: None,
                text: cx.look().name(name).into_owned(),
            })
            .collect();
        rows.push(PickRow {
            letter: Some('n'),
            text: "ninguém, por enquanto".to_owned(),
        });
        cx.pick("Quem responde", rows, move |_: &mut Self, n, cx| {
            let chosen = may.get(n).cloned();
            let said = match &chosen {
                Some((_, name)) => format!("Responsável: {}.", cx.look().name(name)),
                None => "Sem responsável nesta inscrição.".to_owned(),
            };
            cx.write(
                "anotar o responsável",
                Topic::Courses,
                move |desk: &mut Desk| desk.set_guardian(id, chosen.map(|it| it.0)),
                move |_: &mut Self, (), cx| cx.say_undoable(said),
            );
        });
    }

    fn interest(&mut self, cx: &mut Cx<'_>) {
        let classes = self.open_titles();
        cx.push(InterestScreen::of(
            self.person,
            self.name.clone(),
            self.phone.clone(),
            classes,
        ));
    }

    fn marked_own(&self) -> Option<&OwnCourse> {
        self.classes.list.selected().and_then(|it| it.own.as_ref())
    }

    fn off_loading(&self) -> Option<&'static str> {
        self.sheet
            .is_none()
            .then_some("Os cursos ainda estão abrindo.")
    }

    fn off_own(&self) -> Option<&'static str> {
        self.off_loading().or(match self.marked_own() {
            Some(_) => None,
            None => Some("Marque uma turma em que a pessoa está, ou inscreva antes."),
        })
    }

    fn off_giving_up(&self) -> Option<&'static str> {
        self.off_own().or(match self.marked_own() {
            Some(own) if !own.stands() => Some("O curso já terminou para esta pessoa."),
            Some(_) | None => None,
        })
    }

    fn off_guardian(&self) -> Option<&'static str> {
        if self.guardians().is_empty() {
            return match self.is_minor() {
                true => Some("Nenhum adulto na família: acrescente um na ficha dela."),
                false => Some("Só quem tem menos de 18 anos precisa de responsável."),
            };
        }
        self.off_own()
    }
}
