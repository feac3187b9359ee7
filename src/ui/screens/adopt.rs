//! A family of the CadÚnico base, to be confirmed.

use crate::ui::Cx;

pub fn open(code: String, row: i64, cx: &mut Cx<'_>) {
    let _ = (code, row);
    cx.warn("em construção");
}
