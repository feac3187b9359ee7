//! A new family, typed.

use crate::ui::Cx;

pub fn open(name: &str, cx: &mut Cx<'_>) {
    let _ = name;
    cx.warn("em construção");
}
