//! `usuarios`: who works in the unit.

use super::args::{Format, Global, Team};
use super::end::{self, Done, End};
use super::{json, open, secret};
use crate::app::{Desk, StaffData};
use crate::domain::staff::Staff;
use crate::paper::{Align, Table};

pub fn run(global: &Global, what: Team) -> Done {
    match what {
        Team::List => list(global, &open::entered(global)?),
        Team::Add {
            who,
            name,
            role,
            registration,
        } => {
            let mut desk = open::entered(global)?;
            let first = desk.add_staff(&StaffData {
                login: who.clone(),
                name,
                role,
                registration,
                handles: Vec::new(),
            })?;
            drawn(global, &who, first)
        }
        Team::Role { who, role } => change(global, &who, |it, _| StaffData { role, ..it }, None),
        Team::Leave { who } => change(global, &who, |it, _| it, Some(false)),
        Team::Return { who } => change(global, &who, |it, _| it, Some(true)),
        Team::Password { who: Some(who) } => {
            let mut desk = open::entered(global)?;
            let id = find(&desk, &who)?.id;
            let password = desk.reset_password(id)?;
            drawn(global, &who, password)
        }
        Team::Password { who: None } => own_password(global),
    }
}

fn list(global: &Global, desk: &Desk) -> Done {
    let team = desk.team()?;
    if global.format == Format::Json {
        let rows: Vec<json::Colleague<'_>> = team.iter().map(json::Colleague::of).collect();
        return json::print(&rows);
    }
    let mut table = Table::new(&[
        ("Login", Align::Left),
        ("Nome", Align::Left),
        ("Perfil", Align::Left),
        ("Registro", Align::Left),
        ("Situação", Align::Left),
    ]);
    for it in &team {
        let state = match (it.active, it.must_change) {
            (false, _) => "sem entrada",
            (true, true) => "senha provisória",
            (true, false) => "",
        };
        table.push(vec![
            it.login.as_str().into(),
            it.name.as_str().into(),
            it.role.label().into(),
            it.registration.as_str().into(),
            state.into(),
        ]);
    }
    end::print(&match global.format {
        Format::Csv => table.csv(),
        Format::Text | Format::Json => table.text(),
    })
}

fn change(
    global: &Global,
    who: &str,
    edit: impl FnOnce(StaffData, &Staff) -> StaffData,
    active: Option<bool>,
) -> Done {
    let mut desk = open::entered(global)?;
    let old = find(&desk, who)?;
    let data = StaffData {
        login: old.login.clone(),
        name: old.name.clone(),
        role: old.role,
        registration: old.registration.clone(),
        handles: old.handles.clone(),
    };
    desk.change_staff(old.id, &edit(data, &old), active.unwrap_or(old.active))?;
    let now = find(&desk, who)?;
    match global.format {
        Format::Json => json::print(&json::Colleague::of(&now)),
        Format::Text | Format::Csv => end::print(&format!(
            "{}: {}{}.\n",
            now.login,
            now.role.label(),
            if now.active { "" } else { ", sem entrada" }
        )),
    }
}

fn own_password(global: &Global) -> Done {
    let mut desk = open::existing(global)?;
    let Some(login) = global.login.clone() else {
        return Err(End::Usage(
            "Diga de quem é a senha: --usuario LOGIN.".to_string(),
        ));
    };
    let old = secret::ask(global, &format!("Senha atual de {login}: "))?;
    // A provisional password enters only to be changed.
    desk.log_in(&login, &old)?;
    let new = secret::ask_new(global, "Senha nova (8 letras ou mais): ")?;
    desk.change_password(&old, &new)?;
    end::tell("Senha trocada.");
    Ok(())
}

fn find(desk: &Desk, who: &str) -> Result<Staff, End> {
    let who = who.trim().to_lowercase();
    match desk.team()?.into_iter().find(|it| it.login == who) {
        Some(it) => Ok(it),
        None => End::refused(
            "Ninguém da equipe tem este nome de entrada. Veja com «acolhida usuarios listar».",
        ),
    }
}

fn drawn(global: &Global, who: &str, password: String) -> Done {
    match global.format {
        Format::Json => json::print(&json::FirstPassword {
            login: who.trim().to_lowercase(),
            password,
        }),
        Format::Text | Format::Csv => {
            end::tell(
                "A senha abaixo aparece só agora; na primeira entrada a pessoa escolhe outra.",
            );
            end::print(&format!("{password}\n"))
        }
    }
}
