//! The shelf of activities: the books of the program and those that the unit
//! keeps in `cadernos`, beside its file. No book is read before somebody opens
//! the shelf. A book that cannot be read is told of and keeps nobody from the
//! others. Never writes there, and nothing here is about a person.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::desk::Desk;
use super::print::{Printed, Subject};
use crate::domain::activities::{Activity, BOOK_BYTES_MAX, Book, Shelf, Wrong, read};
use crate::domain::fault::{Outcome, refused};
use crate::domain::name::clean;
use crate::domain::order::sort_by;
use crate::paper::{Page, Width, activity};

/// Where a unit keeps books of its own, beside its file.
const FOLDER: &str = "cadernos";
/// Books of a unit.
const BOOKS_MAX: usize = 60;

/// The program's books and those of one folder of data. Needs no unit and no
/// password: anybody may read what to do with a group.
pub fn shelf_in(folder: Option<&Path>) -> Shelf {
    let mut shelf = Shelf::built_in();
    let Some(folder) = folder.map(|it| it.join(FOLDER)) else {
        return shelf;
    };
    match books(&folder) {
        Ok(paths) => {
            if paths.len() > BOOKS_MAX {
                let why = format!("são lidos só os {BOOKS_MAX} primeiros cadernos");
                shelf.put(FOLDER, faulty(why));
            }
            for path in paths.iter().take(BOOKS_MAX) {
                let name = shown_name(path);
                let title = name.rsplit_once('.').map_or(name.as_str(), |it| it.0);
                let book = match bytes(path) {
                    Ok(bytes) => read(&bytes, title, true),
                    Err(why) => faulty(format!("não consegui ler o arquivo ({why})")),
                };
                shelf.put(&name, book);
            }
        }
        Err(e) if e.kind() == ErrorKind::NotFound => {}
        Err(e) => shelf.put(
            FOLDER,
            faulty(format!("não consegui ler a pasta ({})", told(&e))),
        ),
    }
    shelf
}

impl Desk {
    /// All activities, the unit's own at the end.
    ///
    /// # Errors
    /// None today; the shelf tells itself what it could not read.
    pub fn activity_shelf(&self) -> Outcome<Shelf> {
        Ok(shelf_in(self.folder()))
    }

    /// One activity by the code that a meeting keeps.
    ///
    /// # Errors
    /// Refused when it is not on the shelf (any more).
    pub fn activity(&self, code: &str) -> Outcome<Arc<Activity>> {
        match self.activity_shelf()?.by_code(code) {
            Some(it) => Ok(Arc::clone(it)),
            None => refused(
                "Esta atividade não está mais nos cadernos. Se era um caderno da unidade, veja se \
                 o arquivo continua na pasta «cadernos».",
            ),
        }
    }

    /// An activity as it goes to paper.
    ///
    /// # Errors
    /// As [`Desk::activity`].
    pub fn activity_page(&self, code: &str) -> Outcome<Page> {
        let it = self.activity(code)?;
        Ok(activity::page(&it, Width::Sheet, self.footer()))
    }

    /// Prints an activity.
    ///
    /// # Errors
    /// As [`Desk::activity_page`] and [`Desk::print`].
    pub fn print_activity(&mut self, code: &str) -> Outcome<Printed> {
        let page = self.activity_page(code)?;
        self.print(
            &page,
            Subject {
                label: &format!("atividade-{code}"),
                kind: "activity",
                id: None,
            },
        )
    }
}

/// Text files of the folder, by name; what an editor left behind is not one.
fn books(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = shown_name(&path);
        let ending = path.extension().and_then(|it| it.to_str()).unwrap_or("");
        let is_text = ["md", "txt"]
            .iter()
            .any(|it| ending.eq_ignore_ascii_case(it));
        if is_text && !name.starts_with(['.', '~', '#']) {
            out.push(path);
        }
    }
    sort_by(&mut out, Ord::cmp);
    Ok(out)
}

/// At most one byte more than a book may have: that one tells.
fn bytes(path: &Path) -> Result<Vec<u8>, &'static str> {
    // A pipe or a device under that name would never end.
    if !fs::metadata(path).map_err(|e| told(&e))?.is_file() {
        return Err("não é um arquivo comum");
    }
    let file = fs::File::open(path).map_err(|e| told(&e))?;
    let mut out = Vec::new();
    let most = u64::try_from(BOOK_BYTES_MAX)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    file.take(most)
        .read_to_end(&mut out)
        .map_err(|e| told(&e))?;
    Ok(out)
}

fn told(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "ele não está mais lá",
        ErrorKind::PermissionDenied => "falta permissão de leitura",
        _ => "o disco não respondeu como devia",
    }
}

fn faulty(why: String) -> Book {
    Book {
        wrong: vec![Wrong { line: 0, text: why }],
        ..Book::default()
    }
}

fn shown_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    clean(&name)
}
