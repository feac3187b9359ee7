//! The lines of a delivered file, one after the other, in constant memory
//! whatever the file is: a line without an end is read away, not kept.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use crate::domain::cecad::encoding::{self, BOM};
use crate::domain::cecad::header;
use crate::domain::cecad::line::LINE_MAX;
use crate::domain::cecad::survey::is_blank;
use crate::domain::fault::{Failure, Outcome, refused};

/// Bytes asked of the disk at a time.
const CHUNK: usize = 256 * 1024;

/// One line of the file.
pub(super) enum Line<'a> {
    /// `ended`: a line feed follows, so it was not cut.
    Text {
        bytes: &'a [u8],
        ended: bool,
    },
    TooLong,
    End,
}

pub(super) struct Lines {
    from: BufReader<File>,
    buffer: Vec<u8>,
    /// Number of the last line given, from 1.
    pub number: u64,
    /// Bytes read so far.
    pub bytes: u64,
    /// Size at the opening.
    pub size: u64,
    /// The file opens with the UTF-8 mark.
    pub marked: bool,
}

impl Lines {
    /// # Errors
    /// Refused, with what to do, when there is no such file, it cannot be read
    /// or it is surely no text.
    pub fn open(path: &Path) -> Outcome<Self> {
        let file = File::open(path).map_err(|e| unreadable(&e))?;
        let about = file.metadata().map_err(|e| unreadable(&e))?;
        if about.is_dir() {
            return refused("Isto é uma pasta. Diga o nome do arquivo CSV dentro dela.");
        }
        let mut it = Self {
            from: BufReader::with_capacity(CHUNK, file),
            buffer: Vec::new(),
            number: 0,
            bytes: 0,
            size: about.len(),
            marked: false,
        };
        let head = it.from.fill_buf().map_err(|e| unreadable(&e))?;
        it.marked = head.starts_with(BOM);
        match encoding::not_text(head) {
            Some(text) => refused(text),
            None if head.is_empty() => refused("O arquivo está vazio."),
            None => Ok(it),
        }
    }

    /// The header: the first line that is neither blank nor a spreadsheet's
    /// announcement of the separator.
    pub fn header(&mut self) -> Outcome<Vec<u8>> {
        loop {
            match self.next()? {
                Line::Text { bytes, .. } if is_blank(bytes) || header::is_announcement(bytes) => {}
                Line::Text { bytes, .. } => return Ok(bytes.to_vec()),
                Line::TooLong | Line::End => {
                    return refused(
                        "Este arquivo não parece uma tabela em CSV: não achei a linha com os \
                         nomes das colunas.",
                    );
                }
            }
        }
    }

    pub fn next(&mut self) -> Outcome<Line<'_>> {
        self.buffer.clear();
        let read = self.piece().map_err(|e| unreadable(&e))?;
        if read == 0 {
            return Ok(Line::End);
        }
        self.number += 1;
        if self.buffer.len() > LINE_MAX && !self.buffer.ends_with(b"\n") {
            loop {
                self.buffer.clear();
                let read = self.piece().map_err(|e| unreadable(&e))?;
                if read == 0 || self.buffer.ends_with(b"\n") {
                    self.buffer.clear();
                    self.buffer.shrink_to(CHUNK);
                    return Ok(Line::TooLong);
                }
            }
        }
        Ok(Line::Text {
            bytes: &self.buffer,
            ended: self.buffer.ends_with(b"\n"),
        })
    }

    fn piece(&mut self) -> io::Result<usize> {
        let limit = LINE_MAX as u64 + 1;
        let read = (&mut self.from)
            .take(limit)
            .read_until(b'\n', &mut self.buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}

fn unreadable(error: &io::Error) -> Failure {
    let text = match error.kind() {
        ErrorKind::NotFound => "Não encontrei esse arquivo. Confira o nome e a pasta.",
        ErrorKind::PermissionDenied => {
            "Este usuário não pode ler esse arquivo. Copie-o para a sua pasta e tente de novo."
        }
        ErrorKind::IsADirectory => "Isto é uma pasta. Diga o nome do arquivo CSV dentro dela.",
        _ => {
            "Não consegui ler o arquivo até o fim. Confira o pendrive ou a pasta de rede, ou \
             copie o arquivo para este computador. Nada foi mudado."
        }
    };
    match refused::<()>(text) {
        Err(failure) => failure,
        Ok(()) => Failure::broken("ler o arquivo", error.kind()),
    }
}
