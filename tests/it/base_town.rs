//! What the tests of the CadÚnico base share: a folder of deliveries, a folder
//! of loads, files of the sample town, and a look at all that a base holds.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use acolhida::domain::cecad::Month;
use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::write::{Sheet, Variant};
use acolhida::domain::fault::{Failure, Outcome};
use acolhida::domain::sample;
use acolhida::store::base::{self, Input, Loaded, Order, Progress};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

/// A folder of deliveries and a folder of loads, thrown away at the end.
pub struct Town {
    pub home: tempfile::TempDir,
    loads: u128,
}

pub fn may() -> Month {
    Month::new(2026, 5).unwrap()
}

pub fn onward(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

impl Town {
    pub fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            loads: 0,
        }
    }

    pub fn dir(&self) -> PathBuf {
        self.home.path().join("base")
    }

    pub fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn order(&mut self, input: Input) -> Order {
        self.loads += 1;
        Order {
            input,
            now: "2026-07-01T11:00:00Z".parse().unwrap(),
            today: "2026-07-01".parse().unwrap(),
            id: uuid::Uuid::from_u128(self.loads),
        }
    }

    pub fn load(&mut self, input: Input) -> Outcome<Loaded> {
        let order = self.order(input);
        base::load(&order, &self.dir(), &mut |_| Ok(()), &mut onward)
    }

    pub fn load_text(&mut self, text: &str) -> Outcome<Loaded> {
        let path = self.put("tudo.csv", text.as_bytes());
        self.load(Input::Tudo(path))
    }

    pub fn desk(&self, file: &str) -> Connection {
        let con = Connection::open_in_memory().unwrap();
        con.pragma_update(None, "trusted_schema", false).unwrap();
        base::attach(&con, &self.dir(), file).unwrap();
        con
    }

    /// Names in the folder of loads but for the lock.
    pub fn left(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.dir())
            .map(|it| {
                it.map(|it| it.unwrap().file_name().into_string().unwrap())
                    .collect()
            })
            .unwrap_or_default();
        names.retain(|it| it != "importando");
        names.sort();
        names
    }
}

pub fn bytes_of(kind: Kind, variant: &Variant, families: u64) -> Vec<u8> {
    let sheet = Sheet::new(kind, variant, may());
    let mut out = Vec::new();
    sheet.header(&mut out);
    for it in sample::families(2026, families) {
        sheet.family(&mut out, &it.family, &it.members);
    }
    out
}

/// All that a desk could see of a base, as text.
pub fn dump(con: &Connection) -> String {
    let mut out = String::new();
    for table in ["family", "person", "phone"] {
        let mut query = con.prepare(&format!("SELECT * FROM base.{table}")).unwrap();
        let columns = query.column_count();
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            out.push_str(table);
            for at in 0..columns {
                match row.get_ref(at).unwrap() {
                    ValueRef::Null => out.push('|'),
                    ValueRef::Integer(it) => out.push_str(&format!("|{it}")),
                    ValueRef::Text(it) => {
                        out.push_str(&format!("|'{}'", String::from_utf8_lossy(it)))
                    }
                    other => panic!("no such type in a base: {other:?}"),
                }
            }
            out.push('\n');
        }
    }
    out
}

pub fn why(result: Outcome<Loaded>) -> String {
    match result {
        Err(Failure::Refused(it)) => it.text,
        other => panic!("not refused: {other:?}"),
    }
}

pub const HEAD: &str = "cd_ibge;d.cod_familiar_fam;d.dat_atual_fam;d.cod_est_cadastral_fam;\
d.nom_logradouro_fam;d.num_tel_contato_2_fam;d.num_ddd_contato_2_fam;d.ref_cad;p.nom_pessoa;\
p.num_cpf_pessoa;p.num_nis_pessoa_atual;p.dta_nasc_pessoa;p.cod_parentesco_rf_pessoa;\
p.cod_est_cadastral_memb\n";
