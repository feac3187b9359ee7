//! The facts above an activity, one a line: `- Eixo: participação`. Few and
//! checked, because the shelf is searched by them; the words around them are
//! nobody's business.

use super::kinds::{numbers, parse_axis, parse_band};
use crate::domain::codes::{Axis, Band};
use crate::domain::name::fold;

const THEMES_MAX: usize = 12;
const THEME_CHARS_MAX: usize = 40;
const MATERIALS_CHARS_MAX: usize = 300;
/// Minutes of an activity.
const MINUTES: std::ops::RangeInclusive<u32> = 5..=600;
const PEOPLE_MAX: u32 = 1_000;

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub code: Option<String>,
    pub axis: Option<Axis>,
    pub bands: Vec<Band>,
    pub themes: Vec<String>,
    pub minutes: Option<u32>,
    pub group: Option<(u32, u32)>,
    pub materials: String,
}

impl Headers {
    /// Takes one line, without its bullet.
    ///
    /// # Errors
    /// What to write instead.
    pub fn take(&mut self, line: &str) -> Result<(), String> {
        let Some((key, value)) = line.split_once(':') else {
            return Err(
                "aqui vão os dados da atividade, um por linha, como «- Eixo: participação»; o \
                 texto vem depois de «### Objetivo»"
                    .to_string(),
            );
        };
        let value = value.trim().trim_end_matches('.');
        match fold(key).as_str() {
            "codigo" => self.code = Some(code(value)?),
            "eixo" => self.axis = Some(axis(value)?),
            "faixa" | "faixas" => self.bands = bands(value)?,
            "tema" | "temas" => self.themes = themes(value)?,
            "duracao" => self.minutes = Some(minutes(value)?),
            "grupo" => self.group = Some(group(value)?),
            "material" | "materiais" => self.materials = materials(value)?,
            _ => {
                return Err(format!(
                    "«{}» não é um dado de atividade; são Código, Eixo, Faixas, Temas, Duração, \
                     Grupo e Materiais",
                    key.trim()
                ));
            }
        }
        Ok(())
    }

    /// What must be there and is not.
    pub fn missing(&self) -> Vec<&'static str> {
        let mut out = Vec::new();
        if self.axis.is_none() {
            out.push("Eixo");
        }
        if self.bands.is_empty() {
            out.push("Faixas");
        }
        if self.themes.is_empty() {
            out.push("Temas");
        }
        if self.minutes.is_none() {
            out.push("Duração");
        }
        out
    }
}

/// The code that a title gives when none is written.
pub(super) fn code_of(title: &str) -> String {
    let code = fold(title).replace(' ', "-");
    let cut: String = code.chars().take(super::CODE_CHARS_MAX).collect();
    cut.trim_end_matches('-').to_string()
}

fn code(value: &str) -> Result<String, String> {
    if value.is_empty() || code_of(value) != value {
        return Err(format!(
            "o código tem só letras sem acento, números e traços, até {} ao todo, como «roda-de-nomes»",
            super::CODE_CHARS_MAX
        ));
    }
    Ok(value.to_string())
}

fn axis(value: &str) -> Result<Axis, String> {
    parse_axis(value)
        .ok_or_else(|| "o eixo é convivência social, direito de ser ou participação".to_string())
}

fn bands(value: &str) -> Result<Vec<Band>, String> {
    if fold(value) == "todas" {
        return Ok(Band::ALL.to_vec());
    }
    let mut out = Vec::new();
    for it in value.split([',', ';']).filter(|it| !it.trim().is_empty()) {
        match parse_band(it) {
            Some(band) if out.contains(&band) => {}
            Some(band) => out.push(band),
            None => {
                return Err(format!(
                    "«{}» não é uma faixa; são 0–6, 6–15, 15–17, 18–29, 30–59, 60+ ou «todas», \
                     separadas por vírgula",
                    it.trim()
                ));
            }
        }
    }
    out.sort_unstable();
    Ok(out)
}

fn themes(value: &str) -> Result<Vec<String>, String> {
    let out: Vec<String> = value
        .split([',', ';'])
        .map(|it| it.trim().to_string())
        .filter(|it| !it.is_empty())
        .collect();
    if out.len() > THEMES_MAX || out.iter().any(|it| it.chars().count() > THEME_CHARS_MAX) {
        return Err(format!(
            "são até {THEMES_MAX} temas de até {THEME_CHARS_MAX} letras, separados por vírgula"
        ));
    }
    Ok(out)
}

/// `50`, `50 minutos`, `2h`, `1h30`.
fn minutes(value: &str) -> Result<u32, String> {
    let said = numbers(value);
    let hours = fold(value).contains('h');
    let minutes = match (said.as_slice(), hours) {
        ([hours], true) => hours.saturating_mul(60),
        ([hours, minutes], true) => hours.saturating_mul(60).saturating_add(*minutes),
        ([minutes], false) => *minutes,
        _ => 0,
    };
    if MINUTES.contains(&minutes) {
        Ok(minutes)
    } else {
        Err(format!(
            "a duração é um número de minutos, de {} a {}, como «60 minutos» ou «1h30»",
            MINUTES.start(),
            MINUTES.end()
        ))
    }
}

/// `6 a 20 pessoas`, `até 25`.
fn group(value: &str) -> Result<(u32, u32), String> {
    let found = match numbers(value).as_slice() {
        [most] => (1, *most),
        [least, most] => (*least, *most),
        _ => (0, 0),
    };
    if 1 <= found.0 && found.0 <= found.1 && found.1 <= PEOPLE_MAX {
        Ok(found)
    } else {
        Err("o grupo é como «6 a 20 pessoas» ou «até 25 pessoas»".to_string())
    }
}

fn materials(value: &str) -> Result<String, String> {
    if value.chars().count() > MATERIALS_CHARS_MAX {
        return Err(format!(
            "os materiais passam de {MATERIALS_CHARS_MAX} letras"
        ));
    }
    Ok(match fold(value).as_str() {
        "nenhum" | "nenhuma" | "nada" => String::new(),
        _ => value.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_said_in_minutes_or_hours() {
        for (text, expected) in [
            ("50", Some(50)),
            ("50 minutos", Some(50)),
            ("1h30", Some(90)),
            ("2 horas", Some(120)),
            ("2h", Some(120)),
            ("1", None),
            ("a tarde toda", None),
            ("50 a 70 minutos", None),
            ("99999h", None),
        ] {
            assert_eq!(minutes(text).ok(), expected, "{text}");
        }
        assert_eq!(group("até 25 pessoas"), Ok((1, 25)));
        assert_eq!(group("6–20"), Ok((6, 20)));
        assert!(group("20 a 6").is_err() && group("muitas").is_err());
    }

    #[test]
    fn a_code_is_plain_and_a_title_gives_one() {
        assert_eq!(code_of("O quê? Nós, e as águas!"), "o-que-nos-e-as-aguas");
        assert_eq!(code("roda-de-nomes"), Ok("roda-de-nomes".to_string()));
        for wrong in ["Roda", "roda de nomes", "-roda", "águas", ""] {
            assert!(code(wrong).is_err(), "{wrong}");
        }
    }
}
