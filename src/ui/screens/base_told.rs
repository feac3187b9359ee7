//! The words of the base's screen: what is in use, and what a file held.

use std::fmt::Write;

use crate::app::{Attached, Imported};
use crate::domain::cecad::Month;
use crate::domain::date::show;
use crate::domain::time::Zone;

/// What is in use.
#[derive(Debug, Clone, Default)]
pub struct Info {
    pub base: Option<Attached>,
    pub payroll: Option<Attached>,
    pub previous: Option<Month>,
    pub problem: Option<String>,
    pub zone: Option<Zone>,
}

/// What is in use, in words.
pub fn told(it: &Info) -> String {
    let when = |it: &Attached, zone: Option<Zone>| {
        zone.map_or_else(String::new, |zone| {
            format!(", carregada em {}", show(zone.day(it.loaded_at)))
        })
    };
    let mut out = String::from("## Em uso\n\n");
    // Writing to a String cannot fail.
    let _ = match &it.base {
        Some(base) => writeln!(
            out,
            "| CadÚnico | base de {}{}: {} famílias, {} pessoas |",
            base.month.spoken(),
            when(base, it.zone),
            base.families,
            base.persons
        ),
        None => writeln!(out, "| CadÚnico | nenhuma base carregada |"),
    };
    let _ = match &it.payroll {
        Some(base) => writeln!(
            out,
            "| Folha | pagamento de {}{}: {} famílias |",
            base.month.spoken(),
            when(base, it.zone),
            base.families
        ),
        None => writeln!(out, "| Folha | nenhuma folha de pagamento carregada |"),
    };
    if let Some(month) = it.previous {
        let _ = writeln!(
            out,
            "| Anterior | base de {} guardada; F6 volta a ela |",
            month.spoken()
        );
    }
    if let Some(problem) = &it.problem {
        let _ = write!(out, "\n**Atenção:** {problem}\n");
    }
    out += "\n## Carregar\n\n\
            Digite em cima o caminho do arquivo que veio do CECAD (o «tudo», ou um por vez, \
            «família» e «pessoa») ou da folha do Bolsa Família. Tab completa o nome. Primeiro o \
            programa confere e mostra o que achou; nada muda até F10. A base fica ao lado do \
            cadastro da unidade e nunca o muda: quem aceita cada diferença é uma pessoa.\n\n\
            Depois de carregar, apague ou guarde em lugar fechado o arquivo de origem: ele tem \
            dados de muita gente, sem senha.\n";
    out
}

/// What a rehearsal or a load found.
pub fn report(it: &Imported, intro: &str) -> String {
    let mut out = format!("## {intro}\n\n");
    for line in &it.lines {
        // Lines that belong to the one above come with blanks.
        let item = if line.starts_with(' ') { "- " } else { "" };
        let _ = writeln!(out, "{item}{}  ", line.trim());
    }
    out
}
