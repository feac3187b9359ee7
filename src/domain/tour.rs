//! The first shift, guided: "cinco minutos" inside the demonstration. An
//! ordered list of small things to do; each is done when the fact it waits for
//! happened. The screen feeds facts and shows the step; nothing here forces an
//! order on the person: what was done ahead of its step counts when it comes.

/// Something the screens can see happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fact {
    /// A search gave somebody.
    Searched,
    /// Somebody was put in the line.
    Arrived,
    Called,
    Started,
    Finished,
    Undone,
    /// A new family was saved.
    FamilyOpened,
    /// Somebody was signed up for a course.
    SignedUp,
    /// A family's card was shown.
    CardSeen,
    NamesHidden,
    Locked,
    HelpSeen,
}

/// One thing to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub title: &'static str,
    /// Two or three short lines, with what to type; the keys themselves are
    /// named by the footer, which is drawn from the key table.
    pub text: &'static str,
    pub done: Fact,
}

/// How far somebody is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tour {
    at: usize,
    ahead: Vec<Fact>,
    left: bool,
}

pub const STEPS: &[Step] = &[
    Step {
        title: "Encontrar alguém",
        text: "Digite «mar sou» na caixa: começos do nome bastam, sem acento e em \
               qualquer ordem. Aparecem Maria de Souza e parecidas.",
        done: Fact::Searched,
    },
    Step {
        title: "Marcar a chegada",
        text: "Com a pessoa escolhida, marque a chegada. O motivo mais comum já vem; uma letra \
               troca. A prioridade da lei vem pela idade.",
        done: Fact::Arrived,
    },
    Step {
        title: "Chamar",
        text: "Chame a próxima senha. Quem vem primeiro é a lei que diz: 80 anos ou mais, \
               prioridades, doadores e depois a ordem de chegada.",
        done: Fact::Called,
    },
    Step {
        title: "Começar o atendimento",
        text: "A pessoa veio? Comece. Se não veio, chame de novo: na terceira vez dá para marcar \
               que não compareceu.",
        done: Fact::Started,
    },
    Step {
        title: "Concluir",
        text: "Terminou? Conclua. A visita já está registrada; não há mais nada a preencher.",
        done: Fact::Finished,
    },
    Step {
        title: "Desfazer",
        text: "Errar não é problema: desfaça o último ato com Ctrl+Z. Aqui ninguém pergunta «tem \
               certeza?».",
        done: Fact::Undone,
    },
    Step {
        title: "Abrir a ficha da família",
        text: "Procure alguém e abra a ficha: quem mora junto, telefones, o que falta e as \
               últimas vindas, numa tela só.",
        done: Fact::CardSeen,
    },
    Step {
        title: "Cadastrar uma família",
        text: "Cadastre uma família inventada. Só o nome da pessoa de referência é preciso; o \
               resto pode vir depois.",
        done: Fact::FamilyOpened,
    },
    Step {
        title: "Inscrever num curso",
        text: "Procure alguém e tecle =: cada turma aberta diz se a pessoa pode, e por que não. O \
               número da linha e Enter inscrevem, ou põem na lista de espera.",
        done: Fact::SignedUp,
    },
    Step {
        title: "Esconder os nomes",
        text: "Alguém olha por cima do ombro? Uma tecla troca os nomes por iniciais. A mesma \
               tecla os traz de volta.",
        done: Fact::NamesHidden,
    },
    Step {
        title: "Bloquear a tela",
        text: "Vai levantar? Bloqueie. O que estava digitado fica guardado; na demonstração não \
               há senha para voltar.",
        done: Fact::Locked,
    },
    Step {
        title: "Pedir ajuda",
        text: "Em qualquer tela, F1 mostra o que cada tecla faz ali. É só isso: bom trabalho!",
        done: Fact::HelpSeen,
    },
];

impl Tour {
    /// From the first step.
    pub fn new() -> Self {
        Self::default()
    }

    /// What happened; answers whether a step was finished by it.
    pub fn note(&mut self, fact: Fact) -> bool {
        if self.is_over() {
            return false;
        }
        if !self.ahead.contains(&fact) {
            self.ahead.push(fact);
        }
        let before = self.at;
        // Only the step on screen waits for what it shows; those after it that
        // were already tried are passed over.
        while let Some(step) = STEPS.get(self.at)
            && self.ahead.contains(&step.done)
        {
            self.at += 1;
        }
        self.at != before
    }

    /// The step on screen; `None` at the end or when the person left.
    pub fn current(&self) -> Option<&'static Step> {
        if self.left { None } else { STEPS.get(self.at) }
    }

    /// Goes on without doing it.
    pub fn skip(&mut self) {
        if let Some(step) = self.current() {
            self.note(step.done);
        }
    }

    /// The box goes away.
    pub fn leave(&mut self) {
        self.left = true;
    }

    /// Steps done and steps in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, STEPS.len())
    }

    pub fn is_over(&self) -> bool {
        self.current().is_none()
    }

    /// "3 de 12".
    pub fn progress_text(&self) -> String {
        format!("{} de {}", (self.at + 1).min(STEPS.len()), STEPS.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_in_order_reaches_the_end() {
        let mut tour = Tour::new();
        for (at, step) in STEPS.iter().enumerate() {
            assert_eq!(tour.current(), Some(step));
            assert_eq!(tour.progress(), (at, STEPS.len()));
            assert!(tour.note(step.done));
        }
        assert!(tour.is_over() && !tour.note(Fact::Called));
        assert_eq!(tour.progress(), (STEPS.len(), STEPS.len()));
    }

    #[test]
    fn what_was_done_ahead_counts_when_its_step_comes() {
        let mut tour = Tour::new();
        assert!(!tour.note(Fact::Arrived));
        assert!(!tour.note(Fact::Arrived));
        assert_eq!(tour.current().map(|it| it.done), Some(Fact::Searched));
        assert!(tour.note(Fact::Searched));
        assert_eq!(tour.current().map(|it| it.done), Some(Fact::Called));
        assert_eq!(tour.progress_text(), "3 de 12");
    }

    #[test]
    fn a_step_can_be_skipped_and_the_tour_left() {
        let mut tour = Tour::new();
        tour.skip();
        assert_eq!(tour.progress().0, 1);
        tour.leave();
        assert!(tour.is_over() && tour.current().is_none());
    }

    #[test]
    fn every_step_fits_a_box_and_waits_for_its_own_fact() {
        for (at, step) in STEPS.iter().enumerate() {
            // Four lines of 60 columns.
            assert!(step.text.chars().count() <= 240, "{}", step.title);
            assert!(!step.text.contains("  "), "{}", step.title);
            assert!(STEPS.iter().skip(at + 1).all(|it| it.done != step.done));
        }
    }
}
