//! Who may be the person being typed: looked up while the name is typed,
//! shown under the fields, opened with one key. Costs no key when nobody is
//! alike, and never decides anything.

use ratatui::layout::Rect;

use super::family_card;
use crate::app::{Hit, Source};
use crate::domain::date::Birth;
use crate::domain::id::Id;
use crate::domain::person::Person;
use crate::ui::form::Form;
use crate::ui::{Canvas, Cx, Desk, PickRow, Tone};

/// Rows that the panel takes under the fields.
pub const ROWS: u16 = 4;
/// Letters of a name below which nobody is looked for.
const NAME_MIN: usize = 4;

/// The state of a form in which people are typed.
pub trait Typing: Sized + 'static {
    fn alike(&self) -> &[Hit];
    fn set_alike(&mut self, hits: Vec<Hit>);
    /// A registered person is put in the place of the one being typed.
    fn take(form: &mut Form<Self>, hit: &Hit, cx: &mut Cx<'_>);
}

/// Looks up who is alike; `item` is "" or the item of a repeated section with
/// its dot ("membros.0.").
pub fn look<S: Typing>(form: &mut Form<S>, item: &str, cx: &mut Cx<'_>) {
    let get = |name: &str| form.get(&format!("{item}{name}"));
    let (name, birth, cpf, nis) = (get("name"), get("birth"), get("cpf"), get("nis"));
    if name.chars().count() < NAME_MIN && cpf.len() < 11 && nis.len() < 11 {
        cx.forget("parecidos");
        form.state.set_alike(Vec::new());
        return;
    }
    // Half a date is no date yet, and no age either.
    let whole = Some(birth).filter(|it| it.len() == 8).unwrap_or_default();
    let birth = Birth::parse(&whole, cx.look().today()).unwrap_or_default();
    cx.ask_latest(
        "parecidos",
        "procurar cadastros parecidos",
        move |desk: &mut Desk| desk.suspects(&name, birth, &cpf, &nis),
        |form: &mut Form<S>, hits, _| form.state.set_alike(hits),
    );
}

/// Opens the record of somebody alike, or takes it into the form when the
/// person is in no family.
pub fn jump<S: Typing>(form: &mut Form<S>, cx: &mut Cx<'_>) {
    let hits = form.state.alike().to_vec();
    if hits.is_empty() {
        cx.say("Ninguém parecido no cadastro.");
        return;
    }
    let mut choices: Vec<(Hit, bool)> = Vec::new();
    for hit in hits {
        if is_free(&hit) {
            choices.push((hit.clone(), true));
        }
        choices.push((hit, false));
    }
    if let [(hit, false)] = choices.as_slice() {
        open(hit, cx);
        return;
    }
    let blank = cx.look().blank_names;
    let rows = choices
        .iter()
        .map(|(hit, taken)| PickRow {
            letter: None,
            text: match taken {
                true => format!("é esta pessoa: {}", told(hit, blank)),
                false => format!("ver a ficha: {}", told(hit, blank)),
            },
        })
        .collect();
    cx.pick(
        "Parecidos já cadastrados",
        rows,
        move |form: &mut Form<S>, n, cx| match choices.get(n) {
            Some((hit, true)) => S::take(form, hit, cx),
            Some((hit, false)) => open(hit, cx),
            None => {}
        },
    );
}

/// Whether the panel has something to say.
pub fn draw<S: Typing>(form: &Form<S>, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let hits = form.state.alike();
    if hits.is_empty() {
        return false;
    }
    let title = if hits.len() == 1 {
        "Já existe um cadastro parecido. F6 abre:".to_owned()
    } else {
        format!("Já existem {} cadastros parecidos. F6 mostra:", hits.len())
    };
    canvas.line(area, 0, &title, Tone::Warn);
    let blank = canvas.look.blank_names;
    for (row, hit) in (1..area.height).zip(hits) {
        canvas.line(area, row, &format!("  {}", told(hit, blank)), Tone::Plain);
    }
    true
}

/// Who of the desk this is.
pub fn person(hit: &Hit) -> Option<Id<Person>> {
    match hit.source {
        Source::Desk { person, .. } => Some(person),
        Source::Base { .. } => None,
    }
}

/// In no family now: may enter one without leaving another.
fn is_free(hit: &Hit) -> bool {
    let alone = match hit.source {
        Source::Desk { family, .. } => family.is_none(),
        Source::Base { .. } => false,
    };
    !hit.dead && (alone || hit.former)
}

fn open(hit: &Hit, cx: &mut Cx<'_>) {
    if let Source::Desk { person, family } = hit.source {
        family_card::open(person, family, cx);
    }
}

/// "Maria da Silva, 43a, prontuário 12, de Ana Lima, 17 de Março".
fn told(hit: &Hit, blank: bool) -> String {
    let shown = |name: &str| match blank {
        true => crate::ui::look::initials(name),
        false => name.to_owned(),
    };
    let mut parts = vec![shown(&hit.name)];
    parts.extend(Some(hit.age.clone()).filter(|it| !it.is_empty()));
    parts.extend(hit.number.map(|it| format!("prontuário {it}")));
    if !hit.reference.is_empty() {
        parts.push(format!("família de {}", shown(&hit.reference)));
    }
    let district = hit.district.open().filter(|it| !it.is_empty());
    parts.extend(district.cloned());
    parts.join(", ")
}
