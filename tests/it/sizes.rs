//! Every screen of the desk at every size: from a window of one cell to a wall.
//! Nothing may panic, and the cursor stays inside.

use acolhida::app::{Clock, Desk, Ids};
use acolhida::ui::drive::Drive;

use crate::desks::{desk_on, monday_at_8, set_up};
use crate::shift::{desk_with_maria, program};

/// Both sides of every border that a layout may have, and the ends.
const SIDES: [u16; 21] = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 24, 39, 59, 60, 80, 100, 200,
];
const ROWS_MAX: u16 = 60;

pub fn at_every_size(drive: &mut Drive) {
    for width in SIDES {
        for height in SIDES.into_iter().filter(|it| *it <= ROWS_MAX) {
            drive.size(width, height);
            let _ = drive.screen();
            if let Some((x, y)) = drive.cursor() {
                assert!(
                    x < width && y < height,
                    "cursor at {x},{y} of {width}×{height}"
                );
            }
        }
    }
    drive.size(80, 24);
}

#[test]
fn the_line_the_sheet_the_ticket_the_menu_and_the_help() {
    let mut drive = program(desk_with_maria());
    for keys in [
        "",
        "ana<F4><enter>bia<F4><enter><F5>",
        "mar",
        "<esc>mar sou1",
        "<esc><esc>1<enter>",
        "f",
        "<esc>1<enter>e",
        "<esc>1<enter>t",
        "<esc><esc><F9>",
        "<esc><F1>",
        "<esc><ctrl+a>",
        "<esc>zzz",
    ] {
        drive.keys(keys);
        at_every_size(&mut drive);
    }
}

#[test]
fn the_first_start_the_door_and_the_lock() {
    let fresh = Desk::in_memory(Clock::held(monday_at_8()), Ids::Seeded(1)).unwrap();
    let mut drive = program(fresh);
    at_every_size(&mut drive);
    drive.keys("CRAS Norte<enter>Aracaju<enter>");
    at_every_size(&mut drive);

    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_on(&folder.path().join("unidade.db"), monday_at_8());
    desk.set_up(&set_up()).unwrap();
    let mut drive = program(desk);
    at_every_size(&mut drive);
    drive.keys("rosa<enter>errada<enter>");
    drive.shows("não conferem");
    at_every_size(&mut drive);
    drive.keys(&format!("{}<enter>", crate::desks::PASSWORD));
    drive.keys("<F12>");
    drive.shows("tela trancada");
    at_every_size(&mut drive);
    drive.keys(&format!("{}<enter>", crate::desks::PASSWORD));
    drive.shows("Buscar");
}
