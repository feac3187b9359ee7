//! Where one can go. Closed on purpose: the compiler lists every place, and a
//! test opens each of them at every size.

use super::Desk;
use super::cx::Cx;
use super::screen::Screen;

/// Every place of the program that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {}

/// The screen of a place.
pub fn open(route: Route) -> Box<dyn Screen<Desk>> {
    match route {}
}

impl Cx<'_, Desk> {
    /// Opens a place over this screen.
    pub fn go(&mut self, route: Route) {
        self.push_box(open(route));
    }
}
