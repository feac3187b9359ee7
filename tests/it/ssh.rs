//! The recipe of the manual with a real `sshd`: one key a person, a forced
//! command, a closed list of questions. Each connection comes over loopback to
//! a server of its own, so that nothing has to be waited for and nothing stays
//! behind.
#![cfg(unix)]

use std::fs;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use acolhida::domain::unit::Setting;
use acolhida::paper::wrap::columns;
use tempfile::TempDir;

use crate::cli::agenda::place_with_agenda;
use crate::cli::run::{PROGRAM, Place};

/// A server, the keys that it knows, and a client that knows it.
struct Server {
    folder: TempDir,
    port: u16,
    user: String,
}

impl Server {
    /// One key a login, each with its forced command.
    fn over(place: &Place, logins: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        key(&at("host"));
        let mut known = String::new();
        for login in logins {
            key(&at(login));
            let public = fs::read_to_string(at(&format!("{login}.pub"))).unwrap();
            // As in the manual; the file and the clock are the test's own.
            known.push_str(&format!(
                "restrict,command=\"env ACOLHIDA_BANCO={} ACOLHIDA_AGORA={} {PROGRAM} leitura \
                 {login} --largura 40\" {public}",
                place.file().display(),
                place.now,
            ));
        }
        fs::write(at("authorized_keys"), known).unwrap();
        let config = format!(
            "HostKey {}\nAuthorizedKeysFile {}\nPasswordAuthentication no\n\
             KbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\nPidFile none\n\
             PermitRootLogin yes\n",
            at("host").display(),
            at("authorized_keys").display()
        );
        fs::write(at("sshd_config"), config).unwrap();
        let user = Command::new("id").arg("-un").output().unwrap();
        let user = String::from_utf8(user.stdout).unwrap().trim().to_string();
        if user == "root" {
            // Where a server started by root keeps the part without rights.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let host = fs::read_to_string(at("host.pub")).unwrap();
        fs::write(at("known_hosts"), format!("[127.0.0.1]:{port} {host}")).unwrap();
        serve(listener, at("sshd_config"));
        Self { folder, port, user }
    }

    fn ask(&self, login: &str, words: &str) -> Output {
        let at = |name: &str| self.folder.path().join(name).display().to_string();
        let mut command = Command::new("ssh");
        command
            .args(["-F", "none", "-T", "-i", &at(login)])
            .args(["-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"])
            .args(["-o", "LogLevel=ERROR", "-o", "StrictHostKeyChecking=yes"])
            .arg("-o")
            .arg(format!("UserKnownHostsFile={}", at("known_hosts")))
            .args(["-p", &self.port.to_string()])
            .arg(format!("{}@127.0.0.1", self.user))
            .stdin(Stdio::null());
        if !words.is_empty() {
            command.arg(words);
        }
        command.output().unwrap()
    }

    #[track_caller]
    fn answers(&self, login: &str, words: &str) -> String {
        let out = self.ask(login, words);
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    #[track_caller]
    fn refuses(&self, login: &str, words: &str, code: i32) -> String {
        let out = self.ask(login, words);
        assert_eq!(out.status.code(), Some(code), "{out:?}");
        assert!(out.stdout.is_empty(), "{out:?}");
        String::from_utf8(out.stderr).unwrap()
    }
}

/// A server of its own for each connection, on the socket itself.
fn serve(listener: TcpListener, config: PathBuf) {
    thread::spawn(move || {
        let mut children: Vec<Child> = Vec::new();
        for socket in listener.incoming() {
            let socket = socket.unwrap();
            let input: OwnedFd = socket.try_clone().unwrap().into();
            let child = Command::new(sshd())
                .args(["-i", "-e", "-f"])
                .arg(&config)
                .stdin(Stdio::from(input))
                .stdout(Stdio::from(OwnedFd::from(socket)))
                .stderr(Stdio::null())
                .spawn();
            children.push(child.unwrap());
            children.retain_mut(|it| it.try_wait().is_ok_and(|it| it.is_none()));
        }
    });
}

/// It refuses to be called by anything but its whole path.
fn sshd() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let usual = ["/usr/sbin", "/usr/local/sbin", "/sbin"].map(PathBuf::from);
    let mut all = std::env::split_paths(&path).chain(usual);
    let found = all.find(|it| it.join("sshd").is_file());
    found
        .expect("sshd is missing: tests/run installs openssh-server")
        .join("sshd")
}

fn key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "teste", "-f"])
        .arg(path)
        .status();
    assert!(made.unwrap().success());
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o77, 0);
}

#[test]
fn a_key_reads_the_day_and_nothing_else() {
    let place = place_with_agenda();
    let mut desk = place.rosas_desk();
    desk.change_setting(Setting::KeyAccess, "rosa").unwrap();
    let server = Server::over(&place, &["rosa", "cadunico"]);

    let day = server.answers("rosa", "");
    assert!(day.contains("Agenda de seg 23/11/2026"), "{day}");
    assert!(
        day.contains("Conceição S.") && !day.contains("Canário"),
        "{day}"
    );
    assert!(day.lines().all(|it| columns(it) <= 40), "{day}");
    assert_eq!(server.answers("rosa", "agenda"), day);
    assert!(server.answers("rosa", "agenda amanha").contains("Caio P."));
    assert!(
        server
            .answers("rosa", "agenda semana")
            .contains("Semana de")
    );
    assert!(
        server
            .answers("rosa", "faltas")
            .contains("Não compareceram")
    );
    assert!(server.answers("rosa", "fila").contains("Fila de"));
    let calendar = server.answers("rosa", "agenda semana ics");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");

    let mark = place.folder.path().join("solto");
    for words in [
        format!("agenda; touch {}", mark.display()),
        format!("agenda `touch {}`", mark.display()),
        format!("sh -c 'touch {}'", mark.display()),
        "usuarios listar".to_string(),
        "agenda --banco outro.db".to_string(),
    ] {
        let why = server.refuses("rosa", &words, 2);
        assert!(why.contains("Daqui se pergunta"), "{why}");
    }
    assert!(!mark.exists());

    // Another person's key, whom nobody marked.
    let why = server.refuses("cadunico", "agenda", 1);
    assert!(why.contains("Peça à coordenação"), "{why}");
    let looks = desk.accesses(desk.today()).unwrap();
    let by_key = |who: &str| {
        let all = looks.iter().filter(|it| it.what == "chave SSH");
        all.filter(|it| it.action == who).count()
    };
    assert_eq!((by_key("entrou"), by_key("senha recusada")), (7, 1));
    let read = looks.iter().filter(|it| it.action == "listou").count();
    assert!(read >= 7, "{read}");

    // A lost phone is closed by a setting, at once.
    desk.change_setting(Setting::KeyAccess, "").unwrap();
    server.refuses("rosa", "agenda", 1);
}
