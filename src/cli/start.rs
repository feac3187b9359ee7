//! `iniciar`: the first day of a unit, without a screen.

use super::args::{Format, Global, Start};
use super::end::{self, Done, End};
use super::{json, open, secret};
use crate::app::{SetUp, UnitData};

pub fn run(global: &Global, it: Start) -> Done {
    let path = open::path(global)?;
    let unit = needed(
        it.unit,
        "--unidade NOME",
        "Nome da unidade, como na placa: ",
    )?;
    let municipality = needed(it.municipality, "--municipio MUNICIPIO", "Município: ")?;
    let uf = needed(it.uf, "--uf UF", "UF (duas letras): ")?;
    let login = needed(
        it.coordinator,
        "--coordenador LOGIN",
        "Nome de entrada da coordenação: ",
    )?;
    let name = needed(it.name, "--nome NOME", "Nome da pessoa da coordenação: ")?;
    let mut desk = open::at(&path)?;
    if desk.is_set_up() {
        return End::refused("Esta unidade já está configurada. Entre com seu nome e senha.");
    }
    let password = secret::ask_new(global, &format!("Senha para {login} (8 letras ou mais): "))?;
    desk.set_up(&SetUp {
        unit: UnitData {
            name: unit,
            cadsuas: it.cadsuas.unwrap_or_default(),
            address: it.address.unwrap_or_default(),
            municipality,
            uf,
            ibge: it.ibge.unwrap_or_default(),
            district: it.district.unwrap_or_default(),
            ddd: it.ddd.unwrap_or_default(),
            phone: it.phone.unwrap_or_default(),
            data_officer: it.data_officer.unwrap_or_default(),
            zone_minutes: it.zone_minutes,
        },
        login: login.clone(),
        name,
        password,
    })?;
    match global.format {
        Format::Json => json::print(&json::Started {
            file: path.display().to_string(),
            login: login.trim().to_lowercase(),
        }),
        Format::Text | Format::Csv => end::print(&format!(
            "Pronto: a unidade está aberta em {}.\nEntre com «acolhida» e o nome {login}.\n",
            path.display()
        )),
    }
}

fn needed(given: Option<String>, option: &str, prompt: &str) -> Result<String, End> {
    given.or_else(|| secret::ask_open(prompt)).ok_or_else(|| {
        End::Usage(format!(
            "Falta dizer: {option}.\nUso: acolhida iniciar --unidade NOME --municipio MUNICIPIO \
             --uf UF --coordenador LOGIN --nome NOME"
        ))
    })
}
