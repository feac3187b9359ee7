//! Paper: to a file of the unit's folder always, and from there to a command
//! or a CUPS queue when the unit has one. A printer that fails costs nothing:
//! the page is kept and the answer says where. Every page printed is in the
//! access log. File names never carry a person's name.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::desk::Desk;
use crate::domain::access::Right;
use crate::domain::act::Access;
use crate::domain::fault::{Failure, Outcome, refused};
use crate::domain::id::Id;
use crate::domain::name::first;
use crate::domain::person::Person;
use crate::domain::ticket::{State, Ticket, in_order};
use crate::domain::time::day_title;
use crate::domain::unit::Setting;
use crate::paper::ticket::Slip;
use crate::paper::{Page, Table, Width, subject};
use crate::store::place::make_private_folder;
use crate::store::{demands, tickets};

/// A page that was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The copy kept in the unit's folder, as text.
    pub file: PathBuf,
    /// The same as A4, beside it; tickets have none.
    pub pdf: Option<PathBuf>,
    pub sent: Sent,
}

/// Where the page went beside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The unit prints to files only.
    Nowhere,
    Command,
    Queue,
}

impl Printed {
    /// What to tell the person.
    pub fn text(&self) -> String {
        match self.sent {
            Sent::Command | Sent::Queue => "Enviado à impressora.".to_string(),
            Sent::Nowhere => format!("Impresso no arquivo {}.", self.file.display()),
        }
    }
}

/// What is printed, for the file's name and for the access log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject<'a> {
    /// Short, without anybody's name: "senha-CU12".
    pub label: &'a str,
    /// Kind of record, as the access log names it.
    pub kind: &'static str,
    pub id: Option<[u8; 16]>,
}

/// How long a printer may take to accept a page.
const PATIENCE: Duration = Duration::from_secs(10);
/// Copies of one label in one minute, before it is clearly a mistake.
const SAME_NAME_MAX: u32 = 100;

impl Desk {
    /// The ticket as it goes to paper: no name unless asked, nothing of a
    /// reserved matter.
    pub fn ticket_slip(&self, id: Id<Ticket>, with_name: bool) -> Outcome<Page> {
        self.require(Right::RunLine)?;
        let con = self.store.con();
        let Some(ticket) = tickets::by_id(con, id)? else {
            return refused("Esta senha foi desfeita em outra mesa.");
        };
        let day = tickets::of_day(con, ticket.day)?;
        let all = demands::all(con)?;
        let listed = day.iter().find(|it| it.ticket.id == id);
        let chosen: Vec<_> = listed
            .map_or(&[][..], |it| &it.demands)
            .iter()
            .filter_map(|id| all.iter().find(|it| it.id == *id))
            .collect();
        let mut papers: Vec<String> = Vec::new();
        for paper in chosen.iter().flat_map(|it| &it.papers) {
            if !papers.contains(paper) {
                papers.push(paper.clone());
            }
        }
        let place = in_order(day.iter().map(|it| &it.ticket))
            .iter()
            .position(|it| it.id == id);
        let zone = self.zone();
        let may_name = listed.is_some_and(|it| !it.secret && !ticket.reserved);
        Ok(Slip {
            unit: self.unit().map(|it| it.name.clone()).unwrap_or_default(),
            code: ticket.code(),
            priority: ticket.class().is_priority(),
            day: day_title(ticket.day),
            clock: zone.clock(ticket.arrived_at),
            demands: chosen.iter().map(|it| it.label.clone()).collect(),
            reserved: ticket.reserved,
            ahead: match ticket.state {
                State::Waiting => place.and_then(|it| u32::try_from(it).ok()),
                State::Called
                | State::InService
                | State::Done
                | State::PapersMissing
                | State::SentOut
                | State::Absent
                | State::GaveUp => None,
            },
            papers,
            name: listed
                .filter(|_| with_name && may_name)
                .map(|it| first(&it.name).to_string()),
            footer: self.footer(),
        }
        .page())
    }

    /// Prints a ticket.
    ///
    /// # Errors
    /// As [`Desk::print`].
    pub fn print_ticket(&mut self, id: Id<Ticket>, with_name: bool) -> Outcome<Printed> {
        let page = self.ticket_slip(id, with_name)?;
        let code = tickets::by_id(self.store.con(), id)?.map(|it| it.code());
        self.print(
            &page,
            Subject {
                label: &format!("senha-{}", code.unwrap_or_default()),
                kind: "ticket",
                id: Some(*id.bytes()),
            },
        )
    }

    /// "Dados que temos desta pessoa", printed for them.
    ///
    /// # Errors
    /// As [`Desk::subject_data`] and [`Desk::print`].
    pub fn print_subject(&mut self, id: Id<Person>) -> Outcome<Printed> {
        // Gathering it is what the access log notes.
        let data = self.subject_data(id)?;
        let page = subject::page(&data, self.footer());
        self.put_on_paper(&page, "dados-da-pessoa", true)
    }

    /// Notes the print in the access log, keeps the page in `impressos/` and
    /// sends it where the unit prints.
    ///
    /// # Errors
    /// Refused in the sample day, and when the printer did not take the page:
    /// the file is kept, and the answer says where it is.
    pub fn print(&mut self, page: &Page, what: Subject<'_>) -> Outcome<Printed> {
        self.working()?;
        // Before the printer: a page may come out even when it answers late.
        self.look(Access::Printed, what.kind, what.id, what.label)?;
        // A ticket is waste paper within the hour.
        self.put_on_paper(page, what.label, what.kind != "ticket")
    }

    fn put_on_paper(&mut self, page: &Page, label: &str, keep_pdf: bool) -> Outcome<Printed> {
        let kind = self.setting(Setting::PrinterKind)?;
        let target = self.setting(Setting::PrinterTarget)?;
        let Some(folder) = self.folder().map(Path::to_path_buf) else {
            return refused("A demonstração não imprime: nada dela fica gravado.");
        };
        let width = match self.paper_width()? {
            Width::Roll => Width::Roll,
            Width::Sheet => page.width,
        };
        let text = page.text_at(width);
        let file = self.keep_page(&folder.join(super::pages::FOLDER), label, &text)?;
        let mut sheet = None;
        if keep_pdf {
            let (path, bytes) = (file.with_extension("pdf"), page.pdf());
            // The text has a name of its own, and so has what lies beside it.
            write_new(&path, &bytes).or_else(|e| kept_badly(&e))?;
            sheet = Some((path, bytes));
        }
        let Some(words) = printer(&kind, &target) else {
            return Ok(Printed {
                file,
                pdf: sheet.map(|it| it.0),
                sent: Sent::Nowhere,
            });
        };
        let in_pdf = self.setting_is_on(Setting::PrinterPdf)? && takes_pdf(&kind, width);
        let (pdf, bytes) = match sheet {
            Some((path, bytes)) if in_pdf => (Some(path), bytes),
            Some((path, _)) => (Some(path), text.into_bytes()),
            None => (None, text.into_bytes()),
        };
        send(&words, bytes, &file, PATIENCE)?;
        let sent = if kind == "fila" {
            Sent::Queue
        } else {
            Sent::Command
        };
        Ok(Printed { file, pdf, sent })
    }

    /// The widest text that the unit's printer takes; the A4 file is wide
    /// anyway.
    pub(super) fn paper_width(&self) -> Outcome<Width> {
        Ok(match self.setting_is_on(Setting::PrinterRoll)? {
            true => Width::Roll,
            false => Width::Sheet,
        })
    }

    /// Who had it printed and when (privacy: nothing leaves unsigned).
    pub fn footer(&self) -> String {
        let (now, zone) = (self.now(), self.zone());
        let who = self.session().map_or("", |it| it.login.as_str());
        format!(
            "Impresso por {who} em {} {}",
            zone.day(now).format("%d/%m/%Y"),
            zone.clock(now)
        )
    }

    fn keep_page(&self, folder: &Path, label: &str, text: &str) -> Outcome<PathBuf> {
        self.keep_file(folder, label, "txt", text.as_bytes())
    }

    /// A table for the spreadsheet, kept where printed pages are and as long;
    /// whoever made it has logged the export.
    ///
    /// # Errors
    /// Refused in the sample day, which leaves nothing.
    pub(super) fn keep_sheet(&self, label: &str, table: &Table) -> Outcome<PathBuf> {
        let Some(folder) = self.folder() else {
            return refused("A demonstração não grava planilhas: nada dela fica no computador.");
        };
        // The mark tells a spreadsheet that the accents are UTF-8.
        let text = format!("\u{feff}{}", table.csv());
        self.keep_file(
            &folder.join(super::pages::FOLDER),
            label,
            "csv",
            text.as_bytes(),
        )
    }

    /// The same as a workbook.
    ///
    /// # Errors
    /// As [`Desk::keep_sheet`].
    pub(super) fn keep_book(&self, label: &str, table: &Table) -> Outcome<PathBuf> {
        let Some(folder) = self.folder() else {
            return refused("A demonstração não grava planilhas: nada dela fica no computador.");
        };
        let folder = folder.join(super::pages::FOLDER);
        self.keep_file(&folder, label, "xlsx", &table.xlsx(label))
    }

    fn keep_file(&self, folder: &Path, label: &str, form: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        make_private_folder(folder)?;
        let now = self.now();
        let clock = self.zone().clock(now).replace(':', "");
        let stem = format!("{}-{clock}-{}", self.zone().day(now), plain(label));
        for again in 0..SAME_NAME_MAX {
            let name = match again {
                0 => format!("{stem}.{form}"),
                again => format!("{stem}-{}.{form}", again + 1),
            };
            let path = folder.join(name);
            match write_new(&path, bytes) {
                Ok(()) => return Ok(path),
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return kept_badly(&e),
            }
        }
        refused("Esta página já foi impressa muitas vezes neste minuto. Espere um pouco.")
    }
}

/// The program that takes pages, and its arguments; `None` where the unit
/// keeps files only.
fn printer<'a>(kind: &str, target: &'a str) -> Option<Vec<&'a str>> {
    match (kind, target) {
        ("comando", command) => Some(command.split_whitespace().collect()),
        // The queue that the system has as its own.
        ("fila", "") => Some(vec!["lp", "-s"]),
        ("fila", queue) => Some(vec!["lp", "-s", "-d", queue]),
        _ => None,
    }
}

/// A queue knows what a PDF is; a command was chosen for text, and so was a
/// roll of 48 columns.
fn takes_pdf(kind: &str, width: Width) -> bool {
    match width {
        Width::Sheet => kind == "fila",
        Width::Roll => false,
    }
}

/// Letters, digits and dashes: the label becomes part of a path.
fn plain(label: &str) -> String {
    label
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
        .collect()
}

fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let written = file.write_all(bytes);
    if written.is_err() {
        // Half a page is taken for a whole one.
        let _ = fs::remove_file(path);
    }
    written
}

fn kept_badly<T>(error: &std::io::Error) -> Outcome<T> {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull => {
            refused("O disco está cheio: a página não saiu. Libere espaço e imprima de novo.")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => refused(
            "Não posso gravar na pasta «impressos». Peça a quem cuida do computador permissão de \
             escrita e imprima de novo.",
        ),
        _ => Err(Failure::broken("guardar a página", error.kind())),
    }
}

/// Runs the printer's command with the page on its input. No shell: the words
/// are the program and its arguments, nothing more.
fn send(words: &[&str], bytes: Vec<u8>, file: &Path, patience: Duration) -> Outcome<()> {
    let kept = format!(
        "A página ficou guardada em {}; depois de consertar, imprima de novo.",
        file.display()
    );
    let Some((program, arguments)) = words.split_first() else {
        return refused(format!(
            "A impressão está sem comando: diga qual em Configurações. {kept}"
        ));
    };
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        return refused(format!(
            "Não achei o programa de impressão «{program}». Confira em Configurações. {kept}"
        ));
    };
    let ended = hand_over(&mut child, bytes);
    match wait(&mut child, &ended, patience) {
        Some(true) => Ok(()),
        Some(false) => refused(format!(
            "A impressora não aceitou a página. Veja se está ligada e com papel. {kept}"
        )),
        None => refused(format!(
            "A impressora não respondeu em {} segundos. Veja se está ligada e com papel. {kept}",
            patience.as_secs()
        )),
    }
}

/// Writes the page and listens to the end of the output, each on a thread that
/// dies with the child.
fn hand_over(child: &mut Child, bytes: Vec<u8>) -> Receiver<()> {
    let (tell, ended): (Sender<()>, Receiver<()>) = channel();
    if let Some(mut input) = child.stdin.take() {
        thread::spawn(move || {
            // A program that stops reading tells by its exit code.
            let _ = input.write_all(&bytes);
        });
    }
    if let Some(mut output) = child.stdout.take() {
        thread::spawn(move || {
            let mut room = [0; 256];
            while matches!(output.read(&mut room), Ok(1..)) {}
            drop(tell);
        });
    }
    ended
}

/// Whether the program ended well; `None` when it had to be stopped.
fn wait(child: &mut Child, ended: &Receiver<()>, patience: Duration) -> Option<bool> {
    let until = Instant::now() + patience;
    // Nothing is ever sent: the channel closes when the output ends.
    let _ = ended.recv_timeout(patience);
    let (_never, pause) = channel::<()>();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < until => {
                let _ = pause.recv_timeout(Duration::from_millis(5));
            }
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn told(words: &[&str], text: &str, patience: Duration) -> String {
        let file = Path::new("impressos/senha.txt");
        send(words, text.into(), file, patience).unwrap_err().text()
    }

    #[test]
    fn a_printer_that_never_answers_is_let_go() {
        let patience = Duration::from_millis(30);
        // It reads nothing of a page larger than the pipe, and never ends.
        let why = told(&["tail", "-f", "/dev/null"], &"x".repeat(1 << 20), patience);
        assert!(why.contains("não respondeu"), "{why}");
        assert!(why.contains("impressos/senha.txt"), "{why}");
    }

    #[test]
    fn pages_go_to_a_command_a_queue_or_nowhere() {
        for (kind, target, expected) in [
            ("comando", "lpr -P termica", Some("lpr -P termica")),
            ("fila", "", Some("lp -s")),
            ("fila", "recepcao", Some("lp -s -d recepcao")),
            ("arquivo", "recepcao", None),
        ] {
            let words = printer(kind, target).map(|it| it.join(" "));
            assert_eq!(words.as_deref(), expected, "{kind} {target}");
        }
        // A name with blanks is still one argument.
        assert_eq!(printer("fila", "sala 1").unwrap().len(), 4);
    }

    #[test]
    fn only_sheets_for_a_queue_go_as_pdf() {
        for (kind, width, expected) in [
            ("fila", Width::Sheet, true),
            ("fila", Width::Roll, false),
            ("comando", Width::Sheet, false),
        ] {
            assert_eq!(takes_pdf(kind, width), expected, "{kind} {width:?}");
        }
    }

    #[test]
    fn failures_say_what_to_do_and_that_the_page_is_kept() {
        for (words, says) in [
            (&["false"][..], "não aceitou"),
            (&["programa-que-nao-ha"], "Não achei o programa"),
            (&[], "sem comando"),
        ] {
            let why = told(words, "página", PATIENCE);
            assert!(why.contains(says) && why.contains("guardada em"), "{why}");
        }
        let file = Path::new("x");
        send(&["cat"], "página".into(), file, PATIENCE).unwrap();
        // A program that ends without reading is no fault of ours.
        send(&["true"], vec![b'x'; 1 << 20], file, PATIENCE).unwrap();
    }
}
