//! Passwords: typed on the terminal without being shown, or read from the first
//! lines of standard input. Never an argument and never a variable, which other
//! people of the machine could read.

use std::io::{self, BufRead, IsTerminal, Read};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers, read};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::args::Global;
use super::end::End;

/// Longer lines are somebody's file, not a password.
const BYTES_MAX: u64 = 1024;

/// Asks for one password. Several in one command come one a line.
pub fn ask(global: &Global, prompt: &str) -> Result<String, End> {
    if global.password_stdin {
        return line_of_stdin();
    }
    if !io::stdin().is_terminal() {
        return Err(End::Usage(
            "Sem terminal para perguntar a senha. Use --senha-stdin e mande a senha na primeira \
             linha da entrada."
                .to_string(),
        ));
    }
    let typed = hidden(prompt);
    // The line end that was not shown.
    let _ = io::Write::write_all(&mut io::stderr().lock(), b"\n");
    typed
}

/// Asks for a new password; on the terminal, twice.
pub fn ask_new(global: &Global, prompt: &str) -> Result<String, End> {
    let first = ask(global, prompt)?;
    if global.password_stdin || ask(global, "A mesma senha, de novo: ")? == first {
        Ok(first)
    } else {
        End::refused("As duas senhas não são iguais. Rode o comando de novo.")
    }
}

/// Asks for something that may be seen; `None` without a terminal.
pub fn ask_open(prompt: &str) -> Option<String> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return None;
    }
    prompt_for(prompt);
    let mut line = String::new();
    match io::stdin().lock().take(BYTES_MAX).read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_string()).filter(|it| !it.is_empty()),
    }
}

fn prompt_for(prompt: &str) {
    let mut out = io::stderr().lock();
    let _ = io::Write::write_all(&mut out, prompt.as_bytes());
    let _ = io::Write::flush(&mut out);
}

fn line_of_stdin() -> Result<String, End> {
    let mut bytes = Vec::new();
    let read = io::stdin()
        .lock()
        .take(BYTES_MAX)
        .read_until(b'\n', &mut bytes);
    match read {
        Ok(1..) => {}
        Ok(0) | Err(_) => {
            return Err(End::Usage(
                "A entrada acabou sem a senha. Com --senha-stdin, cada senha é uma linha."
                    .to_string(),
            ));
        }
    }
    let line = String::from_utf8_lossy(&bytes);
    Ok(line.trim_end_matches(['\n', '\r']).to_string())
}

/// Gives the terminal back whatever happens in between.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}

fn hidden(prompt: &str) -> Result<String, End> {
    let gone = || End::Refused("O terminal não deixou ler a senha. Use --senha-stdin.".to_string());
    enable_raw_mode().map_err(|_| gone())?;
    let _raw = Raw;
    // Only now: what is typed at once after the question must not be echoed.
    prompt_for(prompt);
    let mut typed = String::new();
    loop {
        let Event::Key(key) = read().map_err(|_| gone())? else {
            continue;
        };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let ctrl = key.modifiers == KeyModifiers::CONTROL;
        match key.code {
            KeyCode::Enter => return Ok(typed),
            KeyCode::Char('c' | 'd') if ctrl => return End::refused("Cancelado; nada foi feito."),
            KeyCode::Esc => return End::refused("Cancelado; nada foi feito."),
            KeyCode::Char('u') if ctrl => typed.clear(),
            KeyCode::Backspace => {
                typed.pop();
            }
            KeyCode::Char(letter) if !ctrl => typed.push(letter),
            _ => {}
        }
    }
}
