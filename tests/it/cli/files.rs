//! Files and folders as they are found in the world: open to all, closed to
//! us, of other programs, in the wrong place, on a full disk.

#[cfg(unix)]
use super::run::mode;
use super::run::{PROGRAM, Place, finish};
use crate::desks::PASSWORD;
use std::fs;

#[cfg(unix)]
#[test]
fn nothing_is_readable_by_others_whatever_the_umask() {
    let place = Place::empty();
    let mut shell = place.command("sh");
    shell
        .args(["-c", "umask 000; exec \"$0\" \"$@\"", PROGRAM])
        .args([
            "iniciar",
            "--senha-stdin",
            "--unidade",
            "CRAS",
            "--municipio",
            "Aracaju",
            "--uf",
            "SE",
            "--coordenador",
            "rosa",
            "--nome",
            "Rosa",
        ]);
    finish(shell, &format!("{PASSWORD}\n")).done();
    let mut shell = place.command("sh");
    shell
        .args(["-c", "umask 000; exec \"$0\" \"$@\"", PROGRAM])
        .args(["backup", "--usuario", "rosa", "--senha-stdin"]);
    finish(shell, &format!("{PASSWORD}\n")).done();
    let folder = place.file().parent().unwrap().to_path_buf();
    let mut seen = 0;
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                seen += 1;
                assert_eq!(mode(&path), 0o600, "{}", path.display());
            }
        }
    }
    assert!(seen >= 3, "file, copy, manifest");
}

/// Root may write anywhere, so a run as root steps down first.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told_plainly() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::empty();
    let close = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(place.folder.path(), close(0o755)).unwrap();
    let folder = place.file().parent().unwrap().to_path_buf();
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, close(0o555)).unwrap();
    let mut command = if rustix::process::geteuid().is_root() {
        let program = place.folder.path().join("acolhida");
        fs::copy(PROGRAM, &program).unwrap();
        let mut command = place.command("setpriv");
        command
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(program);
        command
    } else {
        place.command(PROGRAM)
    };
    command.args([
        "iniciar",
        "--senha-stdin",
        "--unidade",
        "CRAS",
        "--municipio",
        "Aracaju",
        "--uf",
        "SE",
        "--coordenador",
        "rosa",
        "--nome",
        "Rosa",
    ]);
    let err = finish(command, &format!("{PASSWORD}\n")).refused();
    assert!(err.contains("não pode gravar na pasta"), "{err}");
    fs::set_permissions(&folder, close(0o755)).unwrap();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn files_that_are_not_ours_are_left_as_they_are() {
    let place = Place::empty();
    let file = place.file();
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let check = |bytes: &[u8], says: &str| {
        fs::write(&file, bytes).unwrap();
        for args in [&["verificar"][..], &["fila", "--usuario", "rosa"]] {
            let err = place.run(args).refused();
            assert!(err.contains(says), "{err}");
        }
        assert_eq!(fs::read(&file).unwrap(), bytes, "{says}");
    };
    check(
        &b"isto e uma carta, nao um banco de dados. ".repeat(60),
        "não é da acolhida",
    );

    let other = place.folder.path().join("outro.db");
    let con = rusqlite::Connection::open(&other).unwrap();
    con.execute_batch("CREATE TABLE nota (texto TEXT); PRAGMA user_version = 1;")
        .unwrap();
    drop(con);
    check(&fs::read(&other).unwrap(), "é de outro programa");
    fs::remove_file(&file).unwrap();

    let newer = Place::with_unit();
    let con = rusqlite::Connection::open(newer.file()).unwrap();
    con.execute_batch("PRAGMA user_version = 9999; PRAGMA wal_checkpoint(TRUNCATE);")
        .unwrap();
    drop(con);
    let before = fs::read(newer.file()).unwrap();
    let err = newer.rosa(&["fila"]).refused();
    assert!(
        err.contains("versão mais nova") && err.contains("Atualize"),
        "{err}"
    );
    assert_eq!(fs::read(newer.file()).unwrap(), before);
}

/// Opens a new unit there, by the real program.
#[cfg(unix)]
fn begins(place: &Place, file: &std::ffi::OsStr) -> super::run::Ran {
    let mut command = place.command(PROGRAM);
    command.env("ACOLHIDA_BANCO", file).args([
        "iniciar",
        "--senha-stdin",
        "--unidade",
        "CRAS",
        "--municipio",
        "Aracaju",
        "--uf",
        "SE",
        "--coordenador",
        "rosa",
        "--nome",
        "Rosa",
    ]);
    finish(command, &format!("{PASSWORD}\n"))
}

#[cfg(unix)]
fn rosa_at(place: &Place, file: &std::ffi::OsStr, args: &[&str]) -> super::run::Ran {
    let mut command = place.command(PROGRAM);
    command.env("ACOLHIDA_BANCO", file).args(args);
    command.args(["--usuario", "rosa", "--senha-stdin"]);
    finish(command, &format!("{PASSWORD}\n"))
}

/// Permissions are part of what must be left as it is: closing a folder or a
/// device for whoever else uses it would stop the machine.
#[cfg(unix)]
#[test]
fn what_is_no_file_of_ours_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::empty();
    let folder = place.folder.path().join("pasta");
    fs::create_dir(&folder).unwrap();
    let plug = place.folder.path().join("tomada");
    let _listening = std::os::unix::net::UnixListener::bind(&plug).unwrap();
    let letter = place.folder.path().join("carta");
    fs::write(&letter, "isto é uma carta, não um banco. ".repeat(60)).unwrap();
    for (path, says) in [
        (&folder, "não um arquivo"),
        (&plug, "não um arquivo"),
        (&letter, "não é da acolhida"),
    ] {
        let open = if path.is_dir() { 0o755 } else { 0o644 };
        fs::set_permissions(path, fs::Permissions::from_mode(open)).unwrap();
        for ran in [
            rosa_at(&place, path.as_os_str(), &["fila"]),
            begins(&place, path.as_os_str()),
        ] {
            let err = ran.refused();
            assert!(err.contains(says), "{err}");
        }
        assert_eq!(mode(path), open, "{}", path.display());
    }
    let inside = letter.join("unidade.db");
    let err = begins(&place, inside.as_os_str()).refused();
    assert!(err.contains("--banco não existe"), "{err}");
}

#[cfg(unix)]
#[test]
fn any_name_of_file_will_do() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::empty();
    let home = place.folder.path();
    for name in [
        "pasta com espaço/não é \"à toa\"'.db".as_bytes(),
        b"jo\xe3o.db",
        b"file:unidade.db?mode=memory",
        b"-menos.db",
    ] {
        let file = home.join(OsStr::from_bytes(name));
        begins(&place, file.as_os_str()).done();
        assert!(file.is_file(), "{}", file.display());
        // As typed from where one stands, too.
        let line = rosa_at(&place, OsStr::from_bytes(name), &["fila"]).done();
        assert!(line.contains("Ninguém chegou"), "{line}");
        assert_eq!(mode(&file), 0o600);
    }
    // Through a link everything is still kept beside the file itself.
    let link = home.join("atalho.db");
    std::os::unix::fs::symlink(home.join("pasta com espaço/u.db"), &link).unwrap();
    begins(&place, link.as_os_str()).done();
    rosa_at(&place, link.as_os_str(), &["backup"]).done();
    assert!(home.join("pasta com espaço/u.db").is_file());
    assert!(home.join("pasta com espaço/copias").is_dir());
    assert!(!home.join("copias").exists());

    // What is typed after the command must be text.
    for args in [[b"buscar".as_slice(), b"jo\xe3o"], [b"f\xe3", b"x"]] {
        let mut command = place.command(PROGRAM);
        command.args(args.map(OsStr::from_bytes));
        let err = finish(command, "").wrong_usage();
        assert!(
            err.contains("UTF-8") || err.contains("Não conheço"),
            "{err}"
        );
    }
}

#[test]
fn a_folder_of_code_is_no_place_for_peoples_data() {
    let place = Place::empty();
    fs::create_dir(place.folder.path().join(".git")).unwrap();
    let mut command = place.command(PROGRAM);
    command.args([
        "iniciar",
        "--senha-stdin",
        "--unidade",
        "CRAS",
        "--municipio",
        "Aracaju",
        "--uf",
        "SE",
        "--coordenador",
        "rosa",
        "--nome",
        "Rosa",
    ]);
    let err = finish(command, &format!("{PASSWORD}\n")).refused();
    assert!(err.contains("repositório de código"), "{err}");
    assert!(!place.file().exists());
}

/// Past the limit the system sends a signal that would kill the program.
#[cfg(unix)]
#[test]
fn a_file_size_limit_is_an_answer_and_not_a_death() {
    let place = Place::empty();
    let mut shell = place.command("sh");
    shell
        .args(["-c", "ulimit -f 40; exec \"$0\" \"$@\"", PROGRAM])
        .args([
            "iniciar",
            "--senha-stdin",
            "--unidade",
            "CRAS",
            "--municipio",
            "Aracaju",
            "--uf",
            "SE",
            "--coordenador",
            "rosa",
            "--nome",
            "Rosa",
        ]);
    let err = finish(shell, &format!("{PASSWORD}\n")).refused();
    assert!(!err.contains("panicked"), "{err}");
    assert!(err.contains("disco"), "{err}");
}
