//! What is measured on: an invented unit and a CadÚnico base of any size, made
//! once and kept in `target/bench-data` until their shape changes.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use acolhida::app::sample::Order as Town;
use acolhida::app::{Clock, Desk, Ids, SetUp, UnitData};
use acolhida::domain::cecad::Month;
use acolhida::domain::cecad::header::Kind;
use acolhida::domain::cecad::write::{Sheet, Variant};
use acolhida::domain::sample;
use acolhida::store::base::{self, Input, Loaded, Order};
use acolhida::store::loads::{self, Load, State};
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OpenFlags};

pub const PASSWORD: &str = "café com tapioca";
pub const LOGIN: &str = "rosa";
const SEED: u64 = 2026;
/// Members of a family of the sample, on average.
const MEMBERS: f64 = 2.42;

/// A unit's file with a base of about so many people beside it.
pub struct Data {
    pub people: u64,
    pub families: u64,
    pub folder: PathBuf,
}

/// Monday, 23 November 2026, 8:00 in Aracaju.
pub fn monday() -> DateTime<Utc> {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

impl Data {
    /// Makes what is not there yet.
    pub fn of(people: u64) -> Self {
        let mut shape = DefaultHasher::new();
        include_str!("../../assets/base.sql").hash(&mut shape);
        include_str!("../../assets/base_indexes.sql").hash(&mut shape);
        include_str!("../../assets/migrations/0001_inicio.sql").hash(&mut shape);
        include_str!("../../assets/migrations/0002_agenda.sql").hash(&mut shape);
        include_str!("../../assets/migrations/0003_grupos.sql").hash(&mut shape);
        include_str!("../../assets/migrations/0004_cursos.sql").hash(&mut shape);
        let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
        let data = Self {
            people,
            families: (people as f64 / MEMBERS) as u64,
            folder: home.join(format!("{people}-{:08x}", shape.finish() as u32)),
        };
        if !data.folder.join("ready").exists() {
            eprintln!("preparing {people} invented people, once …");
            data.make();
        }
        data
    }

    /// The delivered file, as narrow as a load reads: nothing to skip.
    pub fn cecad(&self) -> PathBuf {
        self.folder.join("tudo.csv")
    }

    /// The unit's file; only to be copied.
    fn unit(&self) -> PathBuf {
        self.folder.join("unidade.db")
    }

    /// The base beside it, which never changes.
    pub fn base(&self) -> PathBuf {
        let folder = base::folder(&self.unit());
        let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
        let mut files = files.filter(|it| it.extension().is_some_and(|it| it == "db"));
        files.next().unwrap()
    }

    /// A copy to work on, the base shared with it by name.
    pub fn copy(&self, folder: &Path) -> PathBuf {
        let file = folder.join("unidade.db");
        fs::copy(self.unit(), &file).unwrap();
        let base_folder = base::folder(&file);
        fs::create_dir_all(&base_folder).unwrap();
        let base = self.base();
        let name = base.file_name().unwrap();
        // The same file under two names; copied where that cannot be.
        if fs::hard_link(&base, base_folder.join(name)).is_err() {
            fs::copy(&base, base_folder.join(name)).unwrap();
        }
        file
    }

    fn make(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(&self.folder).unwrap();
        self.write_cecad();
        // A desk refuses to keep people's data in a folder of code.
        let elsewhere = tempfile::tempdir().unwrap();
        let unit = elsewhere.path().join("unidade.db");
        let mut desk = Desk::open(&unit, Clock::held(monday()), Ids::Seeded(1)).unwrap();
        desk.set_up(&SetUp {
            unit: UnitData {
                name: "CRAS Jardim das Mangueiras".into(),
                municipality: "Aracaju".into(),
                uf: "SE".into(),
                ddd: "79".into(),
                ..UnitData::default()
            },
            login: LOGIN.into(),
            name: "Rosa Menezes".into(),
            password: PASSWORD.into(),
        })
        .unwrap();
        desk.log_in(LOGIN, PASSWORD).unwrap();
        let town = Town {
            families: 400,
            months: 1,
            seed: SEED,
        };
        desk.generate(&town, &mut |_| {}).unwrap();
        drop(desk);
        let loaded = load(&self.cecad(), &base::folder(&self.unit()));
        let mut con = Connection::open(&unit).unwrap();
        let tx = con.transaction().unwrap();
        let counts = &loaded.report.counts;
        loads::save(
            &tx,
            &Load {
                id: [7; 16],
                kind: loads::Kind::Cecad,
                month: loaded.month.to_string(),
                file: loaded.file.clone(),
                loaded_at: monday(),
                families: u32::try_from(counts.families).unwrap(),
                persons: u32::try_from(counts.persons).unwrap(),
                bad_lines: 0,
                state: State::Current,
            },
        )
        .unwrap();
        tx.commit().unwrap();
        let _ = con.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)");
        drop(con);
        fs::copy(&unit, self.unit()).unwrap();
        File::create(self.folder.join("ready")).unwrap();
    }

    fn write_cecad(&self) {
        let sheet = Sheet::new(Kind::Tudo, &Variant::default(), month());
        let mut file = BufWriter::new(File::create(self.cecad()).unwrap());
        let mut line = Vec::new();
        sheet.header(&mut line);
        for it in sample::families(SEED, self.families) {
            sheet.family(&mut line, &it.family, &it.members);
            file.write_all(&line).unwrap();
            line.clear();
        }
        file.flush().unwrap();
    }
}

fn month() -> Month {
    Month::new(2026, 5).unwrap()
}

/// A load as the program makes it, into `folder`.
pub fn load(file: &Path, folder: &Path) -> Loaded {
    let order = Order {
        input: Input::Tudo(file.to_path_buf()),
        now: monday(),
        today: monday().date_naive(),
        id: uuid::Uuid::from_u128(u128::from(SEED)),
    };
    let mut onward = |_| ControlFlow::Continue(());
    base::load(&order, folder, &mut |_| Ok(()), &mut onward).unwrap()
}

/// A desk on a copy, with somebody at it.
pub fn desk(file: &Path) -> Desk {
    let mut desk = Desk::open(file, Clock::held(monday()), Ids::System).unwrap();
    desk.log_in(LOGIN, PASSWORD).unwrap();
    assert!(desk.bases().cecad.is_some(), "the base is not attached");
    desk
}

/// The base alone through SQLite, with the desk's page cache.
pub fn raw(base: &Path) -> Connection {
    let uri = format!("file://{}?immutable=1", base.display());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let con = Connection::open_with_flags(uri, flags).unwrap();
    con.pragma_update(None, "cache_size", -2000).unwrap();
    con
}

/// Queries as people type them: one to three words of a real name of the
/// base, cut to 2 to 5 letters.
pub fn queries(families: u64, count: u64) -> Vec<String> {
    let mut rng = sample::rng::Rng::new(SEED);
    let mut one = || {
        let index = rng.below(families);
        let family = sample::family(SEED, index, sample::day());
        let name = acolhida::domain::name::fold(
            &family.members[rng.below(family.members.len() as u64) as usize].name,
        );
        let mut words: Vec<&str> = name.split(' ').filter(|it| it.len() > 1).collect();
        rng.shuffle(&mut words);
        words.truncate(1 + rng.below(3) as usize);
        let cut = words.iter().map(|it| {
            let letters = 2 + rng.below(4) as usize;
            it.get(..letters).unwrap_or(it)
        });
        cut.collect::<Vec<_>>().join(" ")
    };
    (0..count).map(|_| one()).collect()
}
