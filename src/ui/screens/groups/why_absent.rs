//! Why somebody did not come, asked in the same words from the roll and from
//! the grid. One list, so that a reason added to the code shows in both.

use crate::domain::groups::{AwayReason, Mark};
use crate::ui::{Cx, PickRow, Screen};

/// Asks for the reason and hands `then` the absence that says it.
pub fn why_absent<S: Screen>(
    cx: &mut Cx<'_>,
    then: impl FnOnce(&mut S, Mark, &mut Cx<'_>) + Send + 'static,
) {
    let rows = AwayReason::ALL.iter().map(|it| PickRow {
        letter: Some(it.key()),
        text: it.label().to_owned(),
    });
    cx.pick(
        "Por que não veio?",
        rows.collect(),
        move |it: &mut S, n, cx| {
            if let Some(why) = AwayReason::ALL.get(n) {
                then(it, Mark::Absent(Some(*why)), cx);
            }
        },
    );
}
