//! The little of Markdown that our own texts use, as blocks: headings,
//! paragraphs, lists, tables of two columns, code as it stands. Whatever else
//! a text has is shown as plain words.

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Level from 1.
    Heading(usize, String),
    Text(String),
    /// What stands before it ("- ", "1. ") and the text.
    Item(String, String),
    /// A row of a table: the first column stays narrow.
    Pair(String, String),
    /// The titles of a table.
    Titles(String, String),
    /// As it is, never wrapped.
    Fixed(String),
    Gap,
}

impl Block {
    /// Everything in it, for a search.
    pub fn text(&self) -> String {
        match self {
            Self::Heading(_, text) | Self::Text(text) | Self::Fixed(text) => text.clone(),
            Self::Item(_, text) => text.clone(),
            Self::Pair(head, text) | Self::Titles(head, text) => format!("{head} {text}"),
            Self::Gap => String::new(),
        }
    }
}

/// Reads a text.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            (fenced, open) = (!fenced, false);
            continue;
        }
        if fenced {
            out.push(Block::Fixed(line.to_owned()));
            continue;
        }
        // Marks for whoever writes the text.
        if trimmed.starts_with("<!--") {
            continue;
        }
        if trimmed.starts_with('|') && trimmed.contains("---") {
            if let Some(Block::Pair(head, text)) = out.last_mut() {
                let titles = (std::mem::take(head), std::mem::take(text));
                out.pop();
                out.push(Block::Titles(titles.0, titles.1));
            }
            continue;
        }
        if trimmed.is_empty() {
            open = false;
            if !matches!(out.last(), None | Some(Block::Gap)) {
                out.push(Block::Gap);
            }
            continue;
        }
        let level = trimmed.chars().take_while(|it| *it == '#').count();
        if level > 0 && trimmed.chars().nth(level) == Some(' ') {
            out.push(Block::Heading(level, plain(&trimmed[level..])));
            open = false;
        } else if let Some(cells) = trimmed.strip_prefix('|') {
            let cells = cells.trim_end_matches('|');
            let (head, text) = cells.split_once('|').unwrap_or((cells, ""));
            out.push(Block::Pair(plain(head), plain(&text.replace('|', " "))));
            open = false;
        } else if let Some((head, text)) = item(trimmed) {
            out.push(Block::Item(head.to_owned(), plain(text)));
            open = true;
        } else {
            match out.last_mut() {
                Some(Block::Text(text) | Block::Item(_, text)) if open => {
                    text.push(' ');
                    text.push_str(&plain(trimmed));
                }
                _ => out.push(Block::Text(plain(trimmed))),
            }
            open = true;
        }
        // Two blanks at the end break the line, as everywhere.
        if line.ends_with("  ") {
            open = false;
        }
    }
    out
}

/// "- text" or "12. text".
fn item(line: &str) -> Option<(&str, &str)> {
    let (head, text) = line.split_once(' ')?;
    let number = head
        .strip_suffix('.')
        .is_some_and(|it| !it.is_empty() && it.len() < 4 && it.bytes().all(|b| b.is_ascii_digit()));
    (head == "-" || number).then_some((head, text))
}

/// Without the marks of emphasis.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Manual\n\nUm parágrafo\nem **duas** linhas.\n\n- item um\n- item dois\n\n\
                        ## Teclas\n\n| Tecla | O que faz |\n|---|---|\n| F1 | Ajuda |\n";

    #[test]
    fn the_little_markdown_we_use_is_understood() {
        let found = blocks(TEXT);
        assert_eq!(found[0], Block::Heading(1, "Manual".into()));
        assert_eq!(found[2], Block::Text("Um parágrafo em duas linhas.".into()));
        assert_eq!(found[4], Block::Item("-".into(), "item um".into()));
        assert_eq!(
            found.last(),
            Some(&Block::Pair("F1".into(), "Ajuda".into()))
        );
        assert_eq!(found[9], Block::Titles("Tecla".into(), "O que faz".into()));
    }
}
