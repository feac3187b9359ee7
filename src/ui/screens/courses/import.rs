//! A spreadsheet that comes in: the offer of a semester, or the results of a
//! class. The file is always rehearsed first: what each line would do is read,
//! then one key takes it. What is wrong is told by line, and nothing is
//! written; the list stays on screen while somebody corrects the file.

use std::borrow::Cow;
use std::path::PathBuf;

use ratatui::layout::Rect;

use crate::app::{OfferChange, OfferDone, ResultsDone, paths};
use crate::domain::courses::Course;
use crate::domain::date::show;
use crate::domain::fault::Refused;
use crate::domain::id::Id;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::line::Line;
use crate::ui::widgets::reader::Reader;
use crate::ui::{Binding, Canvas, Cx, Desk, Handled, Hint, Key, Screen, Tone, Topic};

pub struct Import {
    what: What,
    path: Line,
    /// What is being rehearsed.
    tried: Option<PathBuf>,
    /// What was rehearsed and can be taken now.
    ready: Option<PathBuf>,
    reader: Reader,
    reporting: bool,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Offer,
    Results(Id<Course>),
}

/// What a rehearsal or a taking answers.
enum Told {
    Offer(OfferDone),
    Results(ResultsDone),
}

const PATH_CHARS_MAX: usize = 1024;

const OFFER_INTRO: &str = "Digite o caminho da planilha da oferta, salva como **CSV**, e Enter. \
    Nada é gravado antes de F10.\n\n\
    Cada linha é uma turma, conhecida pelo código: o mesmo arquivo de novo não muda nada, e o \
    corrigido corrige. Bastam as colunas `codigo`, `titulo` e `inicio`; as outras são fim, \
    parceiro, local, horario, carga, idade_minima, idade_maxima, escolaridade, documentos, unidade, \
    vagas, comuns, comuns_usadas, devolucao, abre, fecha, prioridade, renda, opcoes, contato e \
    ativa.\n\n\
    Linhas de outras unidades (coluna `unidade`) são puladas e ditas; sem unidade, as vagas são \
    comuns a todas.";

const RESULTS_INTRO: &str = "Digite o caminho da planilha com os resultados da turma, salva como \
    **CSV**, e Enter. Nada é gravado antes de F10.\n\n\
    As colunas são `cpf` e `situacao` (Matriculado, Concluinte, Evadido, Não compareceu, \
    Desistente) e, se houver, `data` e `certificado`. O CPF vale com ou sem pontos e com os zeros \
    que a planilha comeu. Quem não é desta unidade é pulado.";

/// The offer of the semester, from the list of classes.
pub fn open(cx: &mut Cx<'_>) {
    cx.push(Import::offer());
}

/// What became of the people of one class.
pub fn open_results(course: Id<Course>, cx: &mut Cx<'_>) {
    cx.push(Import::results(course));
}

impl Import {
    pub fn offer() -> Self {
        Self::new(What::Offer)
    }

    pub fn results(course: Id<Course>) -> Self {
        Self::new(What::Results(course))
    }

    fn new(what: What) -> Self {
        Self {
            what,
            path: Line::new(PATH_CHARS_MAX),
            tried: None,
            ready: None,
            reader: Reader::new(what.intro()),
            reporting: false,
        }
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
                    _ => cx.say(found.choices.join("  ")),
                }
            },
        );
    }

    fn enter(&mut self, cx: &mut Cx<'_>) {
        if self.path.is_empty() {
            match self.ready {
                Some(_) => cx.say("Para gravar o que foi conferido: F10."),
                None => cx.warn("Digite o caminho do arquivo; Tab completa o nome."),
            }
            return;
        }
        let path = paths::expand(self.path.text());
        self.ready = None;
        self.tried = Some(path.clone());
        let what = self.what;
        cx.fetch(
            "conferir a planilha",
            move |desk: &mut Desk| what.bring(desk, &path, true),
            |it: &mut Self, told: Told, cx| {
                it.path.clear();
                it.ready = it.tried.take();
                if told.writes() {
                    it.tell(
                        &told
                            .report("Nada foi gravado ainda. Confira e tecle **F10 para gravar**."),
                    );
                    cx.say("Conferido. F10 grava; Esc larga.");
                } else {
                    it.ready = None;
                    it.tell(&told.report("O arquivo não muda nada: está tudo como nele."));
                    cx.say("Nada a mudar.");
                }
            },
        );
    }

    fn take(&mut self, cx: &mut Cx<'_>) {
        let Some(path) = self.ready.clone() else {
            return;
        };
        let what = self.what;
        cx.write(
            "gravar a planilha",
            Topic::Courses,
            move |desk: &mut Desk| what.bring(desk, &path, false),
            |it: &mut Self, told: Told, cx| {
                it.ready = None;
                it.tell(&told.report("Gravado."));
                cx.say_undoable(told.summary());
            },
        );
    }

    fn tell(&mut self, report: &str) {
        self.reporting = true;
        self.reader = Reader::new(report);
    }

    fn drop_all(&mut self, cx: &mut Cx<'_>) {
        if self.ready.take().is_some() {
            cx.say("Largado: nada foi gravado.");
        }
        self.path.clear();
        self.tried = None;
        self.reporting = false;
        self.reader = Reader::new(self.what.intro());
    }
}

impl What {
    const fn intro(self) -> &'static str {
        match self {
            Self::Offer => OFFER_INTRO,
            Self::Results(_) => RESULTS_INTRO,
        }
    }

    fn bring(
        self,
        desk: &mut Desk,
        path: &std::path::Path,
        rehearse: bool,
    ) -> crate::domain::fault::Outcome<Told> {
        Ok(match self {
            Self::Offer => Told::Offer(desk.import_offer(path, rehearse)?),
            Self::Results(course) => Told::Results(desk.import_results(course, path, rehearse)?),
        })
    }
}

impl Told {
    fn writes(&self) -> bool {
        match self {
            Self::Offer(it) => it.writes(),
            Self::Results(it) => !it.lines.is_empty(),
        }
    }

    /// In one line, once it is stored.
    fn summary(&self) -> String {
        match self {
            Self::Offer(it) => format!(
                "Turmas novas: {}. Mudadas: {}.",
                it.many(OfferChange::New),
                it.many(OfferChange::Changed)
            ),
            Self::Results(it) => format!("Situações mudadas: {}.", it.lines.len()),
        }
    }

    fn report(&self, head: &str) -> String {
        let rows = match self {
            Self::Offer(it) => offer(it),
            Self::Results(it) => results(it),
        };
        format!("{head}\n\n{}", rows.join("\n"))
    }
}

fn offer(it: &OfferDone) -> Vec<String> {
    let mut out = vec![format!(
        "Novas: **{}**. Mudadas: **{}**. Iguais: **{}**.\n",
        it.many(OfferChange::New),
        it.many(OfferChange::Changed),
        it.many(OfferChange::Same)
    )];
    if it.skipped > 0 {
        out.push(format!(
            "Linhas de outras unidades, puladas: **{}** ({}).\n",
            it.skipped,
            it.units.join(", ")
        ));
    }
    for line in &it.lines {
        let what = match line.change {
            OfferChange::New => "nova",
            OfferChange::Changed => "muda",
            OfferChange::Same => "igual",
        };
        out.push(format!(
            "- Linha {}, {what}: {} {}, {}, {} vagas da unidade e {} comuns",
            line.line,
            line.code,
            line.title,
            show(line.starts_on),
            line.seats.own,
            line.seats.pool
        ));
    }
    out
}

fn results(it: &ResultsDone) -> Vec<String> {
    let mut out = vec![format!(
        "{}. Mudam: **{}**. Iguais: **{}**.\n",
        it.title,
        it.lines.len(),
        it.same
    )];
    if !it.strangers.is_empty() {
        let lines: Vec<String> = it.strangers.iter().map(u64::to_string).collect();
        out.push(format!(
            "Puladas, de quem não está nesta turma aqui: linhas {}.\n",
            lines.join(", ")
        ));
    }
    if it.untold > 0 {
        out.push(format!(
            "Com vaga aqui e fora do arquivo: **{}**.\n",
            it.untold
        ));
    }
    for line in &it.lines {
        out.push(format!(
            "- Linha {}, {}: de {} a {}{}",
            line.line,
            line.name,
            line.from.label(),
            line.to.label(),
            if line.certificate {
                ", com certificado"
            } else {
                ""
            }
        ));
    }
    out
}

pub static KEYS: &[Binding<Import>] = &[Binding::new(
    "F10",
    &["ctrl+s"],
    "gravar",
    "Grava o que acabou de ser conferido.",
    Import::take,
)
.off(|it| {
    it.ready
        .is_none()
        .then_some("Diga um arquivo e tecle Enter: antes se confere.")
})];

impl Screen for Import {
    fn title(&self) -> Cow<'_, str> {
        match self.what {
            What::Offer => "Oferta de cursos do semestre".into(),
            What::Results(_) => "Resultados da turma".into(),
        }
    }

    fn help(&self) -> &str {
        "Digite o caminho da planilha em CSV (~ é a sua pasta; Tab completa) e Enter: o programa \
         confere linha por linha e mostra o que mudaria. F10 grava tudo de uma vez. Se alguma \
         linha estiver errada, nada é gravado: corrija na planilha e tecle Enter de novo."
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        self.tried = None;
        let lines: Vec<&str> = why.text.lines().collect();
        match lines.as_slice() {
            [one] => cx.warn(*one),
            many => {
                // Which line, and what to write there: too much for one row.
                let rows: Vec<String> = many.iter().map(|it| format!("- {it}")).collect();
                self.tell(&format!("**Corrija na planilha:**\n\n{}", rows.join("\n")));
                cx.warn("Nada foi gravado: veja as linhas, corrija e tecle Enter de novo.");
            }
        }
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.height < 3 {
            self.path.draw(canvas, area, true);
            return;
        }
        let x = canvas.text(area.x, area.y, area.width, "Arquivo: ", Tone::Title);
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
            Key::Esc if !self.path.is_empty() || self.reporting => {
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
                "Confere o arquivo digitado, sem gravar.",
            ),
            Hint::plain("Tab", "completar", "Completa o nome do arquivo."),
        ];
        all.extend(hints(KEYS, self));
        all
    }
}
