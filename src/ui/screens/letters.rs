//! A field that takes several options by their letters: "n r c" for three
//! papers that are missing. The form keeps the letters; the record keeps codes.

use crate::domain::codes::Row;

/// Codes behind the letters, each once; the letter that is no option.
///
/// # Errors
/// The first letter that nothing has.
pub fn codes(rows: &[Row], typed: &str) -> Result<String, char> {
    let mut out: Vec<&str> = Vec::new();
    for letter in typed.chars().filter(|it| it.is_alphanumeric()) {
        let lower = letter.to_lowercase().next();
        let row = rows.iter().find(|it| it.key == lower).ok_or(letter)?;
        if !out.contains(&row.code) {
            out.push(row.code);
        }
    }
    Ok(out.join(" "))
}

/// Letters of stored codes.
pub fn letters(rows: &[Row], codes: &str) -> String {
    let found = |code: &str| rows.iter().find(|it| it.code == code);
    codes
        .split_whitespace()
        .filter_map(|code| found(code)?.key)
        .collect()
}

/// What the letters say, or which one says nothing.
pub fn told(rows: &[Row], typed: &str) -> Result<String, String> {
    match codes(rows, typed) {
        Ok(codes) => {
            let labels: Vec<&str> = codes
                .split_whitespace()
                .filter_map(|code| rows.iter().find(|it| it.code == code))
                .map(|it| it.label)
                .collect();
            Ok(labels.join(", "))
        }
        Err(letter) => {
            let known: Vec<String> = rows
                .iter()
                .filter_map(|it| Some(format!("{} {}", it.key?, it.label)))
                .collect();
            Err(format!("Nada tem a letra {letter}. {}.", known.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::MissingDoc;

    #[test]
    fn letters_and_codes_say_the_same() {
        let rows = MissingDoc::ROWS;
        assert_eq!(codes(rows, "nR r"), Ok("CN RG".to_owned()));
        assert_eq!(letters(rows, "CN RG"), "nr");
        assert_eq!(codes(rows, "z"), Err('z'));
        assert_eq!(told(rows, ""), Ok(String::new()));
        assert!(told(rows, "q").is_err());
    }
}
