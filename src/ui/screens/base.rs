//! The CadÚnico base: which load is in use, a new one from a file, the way
//! back. A file is always rehearsed first: the report is read, then one key
//! loads it; meanwhile the desks go on, and Esc stops without a trace.

use std::borrow::Cow;
use std::path::PathBuf;

use ratatui::layout::Rect;

use super::base_delivery::{Delivery, run};
use super::base_told::{Info, report, told};
use crate::app::{Delivered, Import, Imported, Input, paths};
use crate::domain::cecad::Month;
use crate::domain::cecad::header::Kind;
use crate::domain::fault::Refused;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::line::Line;
use crate::ui::widgets::reader::Reader;
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Tone, Topic, Topics};

pub struct Base {
    info: Info,
    path: Line,
    /// One half of a pair, waiting for the other: the file and which half.
    half: Option<(PathBuf, Kind)>,
    /// What is being rehearsed; stays when the rehearsal was refused.
    tried: Option<Delivery>,
    /// What was rehearsed and can be loaded now.
    ready: Option<Delivery>,
    /// Somebody insisted on an older delivery.
    older: bool,
    /// A report is on screen, not what is in use.
    reporting: bool,
    reader: Reader,
}

const PATH_CHARS_MAX: usize = 1024;

impl Default for Base {
    fn default() -> Self {
        Self {
            info: Info::default(),
            path: Line::new(PATH_CHARS_MAX),
            half: None,
            tried: None,
            ready: None,
            older: false,
            reporting: false,
            reader: Reader::new(""),
        }
    }
}

impl Base {
    fn load_info(&mut self, cx: &mut Cx<'_>) {
        cx.ask_latest(
            "base",
            "ver a base em uso",
            |desk: &mut Desk| {
                let previous = desk.previous_base()?;
                let bases = desk.bases();
                Ok(Info {
                    base: bases.cecad.clone(),
                    payroll: bases.payroll.clone(),
                    previous,
                    problem: bases.problem.clone(),
                    zone: Some(desk.zone()),
                })
            },
            |it: &mut Self, info, _| {
                it.info = info;
                if !it.reporting {
                    it.reader = Reader::new(&told(&it.info));
                }
            },
        );
    }

    /// Goes on with the name that was begun, as a shell does.
    fn complete(&mut self, cx: &mut Cx<'_>) {
        let typed = self.path.text().to_owned();
        cx.ask_latest(
            "nome",
            "ver os nomes dos arquivos",
            move |_: &mut Desk| Ok(paths::complete(&typed)),
            |it: &mut Self, found, cx| {
                it.path.set(&found.text);
                match found.found {
                    0 => cx.warn("Não há arquivo que comece assim."),
                    1 => cx.hush(),
                    many => {
                        let more = if many > found.choices.len() {
                            " …"
                        } else {
                            ""
                        };
                        cx.say(format!("{}{more}", found.choices.join("  ")));
                    }
                }
            },
        );
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.path.is_empty() {
            if self.ready.is_some() {
                cx.say("Para carregar o que foi conferido: F10.");
            } else {
                cx.warn("Digite o caminho do arquivo; Tab completa o nome.");
            }
            return;
        }
        (self.tried, self.ready) = (None, None);
        self.older = false;
        let path = paths::expand(self.path.text());
        cx.fetch(
            "abrir o arquivo",
            move |desk: &mut Desk| desk.delivered(&path).map(|kind| (path, kind)),
            |it: &mut Self, (path, kind), cx| it.delivered(path, kind, cx),
        );
    }

    fn delivered(&mut self, path: PathBuf, kind: Delivered, cx: &mut Cx<'_>) {
        let delivery = match (kind, self.half.take()) {
            (Delivered::Payroll, half) => {
                self.half = half;
                Delivery::Payroll(path)
            }
            (Delivered::Cecad(Kind::Tudo), _) => Delivery::Cecad(Input::Tudo(path)),
            (Delivered::Cecad(kind), Some((other, half))) if half != kind => {
                Delivery::Cecad(Input::Pair(other, path))
            }
            (Delivered::Cecad(kind), _) => {
                let other = if kind == Kind::Familia {
                    Kind::Pessoa
                } else {
                    Kind::Familia
                };
                cx.say(format!(
                    "Este é o arquivo «{}». Agora diga o «{}» da mesma extração.",
                    kind.label(),
                    other.label()
                ));
                self.half = Some((path, kind));
                return;
            }
        };
        self.rehearse(delivery, cx);
    }

    fn rehearse(&mut self, delivery: Delivery, cx: &mut Cx<'_>) {
        let how = Import {
            simulate: true,
            accept_older: self.older,
        };
        self.tried = Some(delivery.clone());
        cx.write_long(
            "conferir o arquivo",
            Topics::NONE,
            move |desk: &mut Desk, teller| run(desk, &delivery, how, teller),
            |it: &mut Self, told: Imported, cx| {
                it.path.clear();
                it.ready = it.tried.take();
                let intro = "Nada foi carregado ainda. Confira e tecle **F10 para carregar**.";
                it.tell(&report(&told, intro));
                cx.say("Conferido. F10 carrega; Esc larga.");
            },
        );
    }

    fn load(&mut self, cx: &mut Cx<'_>) {
        let Some(delivery) = self.ready.clone() else {
            return;
        };
        let how = Import {
            simulate: false,
            accept_older: self.older,
        };
        cx.write_long(
            "carregar",
            Topics::of(Topic::Base),
            move |desk: &mut Desk, teller| run(desk, &delivery, how, teller),
            |it: &mut Self, told: Imported, cx| {
                it.ready = None;
                it.half = None;
                it.older = false;
                it.tell(&report(&told, "Carregado e em uso."));
                cx.say(format!(
                    "Carregado: {}, {} famílias.",
                    told.month.spoken(),
                    told.families
                ));
            },
        );
    }

    /// Insists on a delivery older than the one in use.
    fn accept_older(&mut self, cx: &mut Cx<'_>) {
        if let Some(delivery) = self.tried.clone() {
            self.older = true;
            self.rehearse(delivery, cx);
        }
    }

    fn tell(&mut self, report: &str) {
        self.reporting = true;
        self.reader = Reader::new(report);
    }

    /// Back to what is in use.
    fn drop_all(&mut self, cx: &mut Cx<'_>) {
        if self.ready.take().is_some() {
            cx.say("Largado: nada foi carregado.");
        }
        self.path.clear();
        (self.tried, self.half) = (None, None);
        self.reporting = false;
        self.reader = Reader::new(&told(&self.info));
    }

    fn back(&mut self, cx: &mut Cx<'_>) {
        cx.write(
            "voltar à base anterior",
            Topic::Base,
            |desk: &mut Desk| desk.restore_previous_base(),
            |it: &mut Self, month: Month, cx| {
                it.ready = None;
                it.reporting = false;
                cx.say(format!(
                    "Em uso: a base de {}. F6 outra vez desfaz.",
                    month.spoken()
                ));
            },
        );
    }
}

pub static KEYS: &[Binding<Base>] = &[
    Binding::new(
        "F10",
        &["ctrl+s"],
        "carregar",
        "Carrega o arquivo que acabou de ser conferido.",
        Base::load,
    )
    .off(|it| {
        it.ready
            .is_none()
            .then_some("Diga um arquivo e tecle Enter: antes se confere.")
    }),
    Binding::new(
        "F8",
        &["ctrl+k"],
        "aceitar antiga",
        "Confere de novo aceitando um arquivo mais antigo que a base em uso.",
        Base::accept_older,
    )
    .off(|it| {
        let none = it.tried.is_none();
        none.then_some("Só depois que um arquivo antigo foi recusado.")
    }),
    Binding::new(
        "F6",
        &["ctrl+x"],
        "base anterior",
        "Volta à base que estava em uso antes; outra vez, desfaz.",
        Base::back,
    )
    .off(|it| {
        let none = it.info.previous.is_none();
        none.then_some("Não há base anterior guardada.")
    }),
];

impl Screen for Base {
    fn title(&self) -> Cow<'_, str> {
        "Base do CadÚnico".into()
    }

    fn help(&self) -> &str {
        "Digite o caminho do arquivo (~ é a sua pasta; Tab completa) e Enter. O programa descobre \
         sozinho que arquivo é, confere tudo e mostra o relatório; F10 carrega. Enquanto carrega, \
         Esc para e nada muda. A base anterior fica guardada."
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        self.load_info(cx);
    }

    fn touched(&mut self, topics: Topics, cx: &mut Cx<'_>) {
        if topics.has(Topic::Base) {
            self.load_info(cx);
        }
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        let older = why.text.contains("base antiga");
        let insist = if older { " Aqui: F8." } else { "" };
        cx.warn(format!("{}{insist}", why.text));
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.height < 3 {
            self.path.draw(canvas, area, true);
            return;
        }
        let label = match &self.half {
            Some((_, Kind::Familia)) => "Arquivo «pessoa»: ",
            Some((_, Kind::Pessoa | Kind::Tudo)) => "Arquivo «família»: ",
            None => "Arquivo: ",
        };
        let x = canvas.text(area.x, area.y, area.width, label, Tone::Title);
        let gap = u16::from(area.height > 8);
        let body = Rect {
            y: area.y + 1 + gap,
            height: area.height - 1 - gap,
            ..area
        };
        self.reader.draw(canvas, body);
        let at = Rect::new(x, area.y, area.right().saturating_sub(x), 1);
        self.path.draw(canvas, at, true);
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes {
            return Handled::Yes;
        }
        match key {
            Key::Enter => {
                self.enter(cx);
                return Handled::Yes;
            }
            Key::Tab => {
                self.complete(cx);
                return Handled::Yes;
            }
            Key::Esc if !self.path.is_empty() || self.reporting || self.half.is_some() => {
                self.drop_all(cx);
                return Handled::Yes;
            }
            _ => {}
        }
        if self.reader.key(key) {
            return Handled::Yes;
        }
        self.path.key(key).handled()
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        let path = paths::expand(text);
        self.path.insert(&path.to_string_lossy()).into()
    }

    /// Completing must not overtake the name that Enter opens.
    fn holds(&self, key: Key) -> bool {
        key == Key::Enter || key == Key::Tab
    }

    fn hints(&self) -> Vec<Hint> {
        let mut all = vec![
            Hint::plain(
                "Enter",
                "conferir",
                "Confere o arquivo digitado, sem carregar.",
            ),
            Hint::plain("Tab", "completar", "Completa o nome do arquivo."),
        ];
        all.extend(hints(KEYS, self));
        all
    }
}
