//! The keys of the house: the same on every screen, and only for what no
//! screen claimed. One table again feeds dispatch, footer, help and manual.

use super::app::App;
use super::input::Key;
use super::job::Effect;
use super::keys::Hint;
use super::overlay::Help;
use super::screen::Kind;
use super::shell::{Ending, Move, NoticeTone, Way};
use super::topic::Topics;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum House {
    Help,
    Back,
    BlankNames,
    Lock,
    Undo,
    Redraw,
    Quit,
}

struct Row {
    key: Key,
    also: Option<Key>,
    label: &'static str,
    help: &'static str,
    act: House,
    footer: bool,
}

const ROWS: &[Row] = &[
    Row {
        key: Key::F(1),
        also: Some(Key::Ctrl('g')),
        label: "ajuda",
        help: "Mostra o que esta tela faz e as teclas que valem agora.",
        act: House::Help,
        footer: true,
    },
    Row {
        key: Key::Esc,
        also: Some(Key::Ctrl('b')),
        label: "voltar",
        help: "Volta à tela anterior. O que foi digitado fica guardado como rascunho.",
        act: House::Back,
        footer: true,
    },
    Row {
        key: Key::F(11),
        also: Some(Key::Ctrl('n')),
        label: "esconder nomes",
        help: "Troca os nomes por iniciais, e de volta, quando há alguém olhando a tela.",
        act: House::BlankNames,
        footer: false,
    },
    Row {
        key: Key::F(12),
        also: Some(Key::Ctrl('t')),
        label: "trancar",
        help: "Tranca a tela até digitar a senha. Nada se perde.",
        act: House::Lock,
        footer: false,
    },
    Row {
        key: Key::Ctrl('z'),
        also: None,
        label: "desfazer",
        help: "Desfaz o último ato gravado nesta mesa. O desfazer também fica registrado.",
        act: House::Undo,
        footer: false,
    },
    Row {
        key: Key::Ctrl('l'),
        also: None,
        label: "redesenhar",
        help: "Desenha a tela de novo, se algo a sujou.",
        act: House::Redraw,
        footer: false,
    },
    Row {
        key: Key::Ctrl('q'),
        also: None,
        label: "sair",
        help: "Sai do programa. Rascunhos ficam guardados.",
        act: House::Quit,
        footer: false,
    },
];

/// What a key means to the house.
pub fn act(key: Key) -> Option<House> {
    ROWS.iter()
        .find(|it| it.key == key || it.also == Some(key))
        .map(|it| it.act)
}

/// All of them, for help and manual.
pub fn hints() -> Vec<Hint> {
    ROWS.iter().map(hint).collect()
}

/// Those that the footer shows; the rest is behind F1.
pub fn footer(deep: bool) -> Vec<Hint> {
    ROWS.iter()
        .filter(|it| it.footer && (deep || it.act != House::Back))
        .map(hint)
        .collect()
}

fn hint(row: &Row) -> Hint {
    Hint {
        key: row.key.to_string(),
        also: row.also.iter().map(ToString::to_string).collect(),
        label: row.label,
        help: row.help,
        off: None,
    }
}

impl<D: 'static> App<D> {
    pub(super) fn house(&mut self, key: Key) {
        let Some(top) = self.stack.last() else {
            return;
        };
        let sealed = top.screen.kind() == Kind::Sealed;
        if let Some(it) = act(key).filter(|_| !sealed) {
            self.shell.look.tried |= 1 << it as u32;
        }
        match act(key) {
            Some(House::Quit) => self.shell.ending = Some(Ending::Quit),
            Some(House::Redraw) => self.shell.redraw = true,
            Some(_) if sealed => self.shell.bell = true,
            Some(House::Help) => {
                let help = Help::new(&*top.screen);
                self.shell.moves.push(Move::Push(Box::new(help)));
            }
            Some(House::Back) if self.stack.len() > 1 => {
                let at = top.id;
                self.shell.moves.push(Move::Close { at, answer: None });
            }
            Some(House::Back) => self
                .shell
                .tell("Para sair do programa: Ctrl+Q.", NoticeTone::Said),
            Some(House::BlankNames) => {
                self.shell.look.blank_names = !self.shell.look.blank_names;
                let text = if self.shell.look.blank_names {
                    "Nomes escondidos. F11 ou Ctrl+N mostra de novo."
                } else {
                    "Nomes à mostra."
                };
                self.shell.tell(text, NoticeTone::Said);
            }
            Some(House::Lock) => self.lock(),
            Some(House::Undo) => self.undo(),
            None if key == Key::Ctrl('c') => {
                self.shell
                    .tell("Para sair do programa: Ctrl+Q.", NoticeTone::Said);
            }
            None => self.shell.bell = true,
        }
    }

    pub(super) fn lock(&mut self) {
        match self.shell.hooks.lock {
            Some(screen) => self.shell.moves.push(Move::Push(screen())),
            None => self.shell.tell(
                "Aqui não há senha: não há o que trancar.",
                NoticeTone::Warned,
            ),
        }
    }

    fn undo(&mut self) {
        let (Some(undo), Some(top)) = (self.shell.hooks.undo, self.stack.last()) else {
            self.shell
                .tell("Não há o que desfazer.", NoticeTone::Warned);
            return;
        };
        let at = top.id;
        self.shell.send(
            at,
            "desfazer",
            None,
            Way::Writing(Topics::ALL),
            Box::new(move |desk, _| {
                let said = undo(desk)?;
                let effect: Effect<D> = Box::new(move |_, cx| cx.say(said));
                Ok(effect)
            }),
        );
    }
}
