//! A family of the CadÚnico base becomes one of ours: confirmed, not typed.
//! The whole of it is shown; the phone is asked, because it is what grows old
//! first; whoever is not of the family any more is unmarked. Enter saves and
//! goes on to the check-in of whoever was looked for.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::arrival::arrival;
use super::family_card::{CardScreen, coming};
use crate::app::{BaseFamilyCard, BaseLine, Veil};
use crate::domain::family::{AddressFacts, NewPhone};
use crate::domain::fault::Refused;
use crate::domain::ids::only_digits;
use crate::domain::register::BaseEdits;
use crate::ui::canvas::wrap;
use crate::ui::keys::{dispatch, hints};
use crate::ui::widgets::masked::{Masked, PHONE, Step};
use crate::ui::{
    Binding, Canvas, Cell, Column, Cx, Desk, Handled, Hint, Key, List, Screen, Tone, Topic,
};

/// `row` is the line of the base that was found.
pub fn open(code: String, row: i64, cx: &mut Cx<'_>) {
    let mut people: List<Line> = List::new(|a: &Line, b| a.base.row == b.base.row);
    people.empty = "Ninguém nesta família da base.";
    cx.push(Adopt {
        code,
        row,
        card: None,
        phone: Masked::new(PHONE),
        typed: false,
        people,
    });
}

pub struct Adopt {
    code: String,
    row: i64,
    card: Option<BaseFamilyCard>,
    phone: Masked,
    /// The phone is being typed anew; until then it is the base's.
    typed: bool,
    people: List<Line>,
}

#[derive(Clone)]
struct Line {
    base: BaseLine,
    stays: bool,
}

impl Adopt {
    fn loaded(&mut self, card: BaseFamilyCard, cx: &mut Cx<'_>) {
        if let Some(ours) = card.ours {
            cx.say("Esta família já está no cadastro.");
            cx.replace(CardScreen::of(ours));
            return;
        }
        let lines = card.members.iter().map(|it| Line {
            base: it.clone(),
            stays: true,
        });
        self.people.set(lines.collect());
        let found = card.members.iter().position(|it| it.row == self.row);
        self.people.select(found.unwrap_or(0));
        if let Some(first) = card.phones.open().and_then(|it| it.first()) {
            self.phone.set(first);
        }
        self.card = Some(card);
    }

    fn toggle(&mut self, _: &mut Cx<'_>) {
        let at = self.people.selected_index();
        let mut all = self.people.items().to_vec();
        if let Some(it) = all.get_mut(at) {
            it.stays = !it.stays;
        }
        self.people.set(all);
    }

    fn edits(&self) -> BaseEdits {
        let phones = self.typed.then(|| {
            let base = self.card.as_ref().and_then(|it| it.phones.open());
            let others = base.into_iter().flatten().skip(1);
            let mut all = vec![self.phone.digits().to_owned()];
            all.extend(others.map(|it| only_digits(it)));
            all.retain(|it| !it.is_empty());
            all.iter().map(|it| NewPhone::new(it)).collect()
        });
        BaseEdits {
            left_out: self
                .people
                .items()
                .iter()
                .filter(|it| !it.stays)
                .map(|it| it.base.row)
                .collect(),
            phones,
            ..BaseEdits::default()
        }
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let (code, edits) = (self.code.clone(), self.edits());
        let who = self.people.selected().map(|it| it.base.clone());
        cx.write(
            "trazer a família",
            Topic::People,
            move |desk: &mut Desk| {
                let adopted = desk.adopt(&code, &edits)?;
                let family = adopted.family;
                let card = desk.family_card(family)?;
                // Whoever was marked, or else whoever answers for the family.
                let marked = card.members.iter().find(|it| {
                    who.as_ref()
                        .is_some_and(|who| it.birth == who.birth && it.name.starts_with(&who.name))
                });
                let it = marked.or(card.members.first());
                let coming = match it {
                    Some(it) => {
                        let (person, name) = (it.person, it.name.clone());
                        Some(coming(desk, person, Some(family), name)?)
                    }
                    None => None,
                };
                Ok((family, adopted.left_out, coming))
            },
            |_: &mut Self, (family, left_out, coming), cx| {
                let mut said = "Família trazida do CadÚnico".to_owned();
                if let Some((name, number)) = left_out.first() {
                    let name = cx.look().name(name).into_owned();
                    said = format!("{said}; {name} já está no prontuário {number} e ficou lá");
                }
                cx.say_undoable(format!("{said}."));
                match coming {
                    Some(coming) => cx.replace(arrival(coming)),
                    None => cx.replace(CardScreen::of(family)),
                }
            },
        );
    }

    fn off(&self) -> Option<&'static str> {
        match &self.card {
            None => Some("A família ainda está abrindo."),
            Some(_) if self.people.items().iter().all(|it| !it.stays) => {
                Some("Deixe ao menos uma pessoa.")
            }
            Some(_) => None,
        }
    }
}

pub static KEYS: &[Binding<Adopt>] = &[
    Binding::new(
        "enter",
        &["F10", "ctrl+s"],
        "trazer e dar senha",
        "Cadastra a família como está e abre a chegada da pessoa marcada.",
        Adopt::save,
    )
    .off(Adopt::off),
    Binding::new(
        "space",
        &["F6", "ctrl+x"],
        "fica/saiu",
        "Tira da família a pessoa marcada, ou põe de volta.",
        Adopt::toggle,
    ),
];

const COLUMNS: &[Column<Line>] = &[
    Column::new("", 4, |it: &Line, _| {
        Cell::from(if it.stays { "fica" } else { "saiu" })
    }),
    Column::new("Nome", 16, |it: &Line, _| Cell {
        tone: if it.stays { Tone::Plain } else { Tone::Dim },
        ..Cell::name(it.base.name.clone())
    })
    .grow(4),
    Column::new("Parentesco", 11, |it: &Line, _| {
        Cell::from(super::kin::short(it.base.kinship))
    })
    .drop(2),
    Column::new("Idade", 8, |it: &Line, _| Cell::from(it.base.age.clone())).drop(1),
    Column::new("Nascimento", 10, |it: &Line, _| {
        Cell::from(it.base.birth.clone())
    })
    .drop(3),
    Column::new("CPF", 14, |it: &Line, _| Cell::from(it.base.cpf.clone())).drop(4),
];

impl Screen for Adopt {
    fn title(&self) -> Cow<'_, str> {
        "Família do CadÚnico".into()
    }

    fn help(&self) -> &str {
        "Confira com a pessoa e tecle Enter: a família inteira entra no cadastro e a chegada abre. \
         Os números que você digitar vão para o telefone, no lugar do que a base traz. As setas \
         marcam quem veio; a barra de espaço tira quem já não é da família. O resto se corrige \
         depois, na ficha."
    }

    fn hints(&self) -> Vec<Hint> {
        hints(KEYS, self)
    }

    fn opened(&mut self, cx: &mut Cx<'_>) {
        let code = self.code.clone();
        cx.fetch(
            "abrir a família do CadÚnico",
            move |desk: &mut Desk| desk.base_family(&code),
            Self::loaded,
        );
    }

    fn refused(&mut self, why: &Refused, cx: &mut Cx<'_>) {
        cx.warn(&why.text);
        if self.card.is_none() {
            cx.close();
            return;
        }
        // Another desk may have brought the same family: it is shown instead.
        let code = self.code.clone();
        cx.ask(
            "abrir a família do CadÚnico",
            move |desk: &mut Desk| desk.base_family(&code),
            |it: &mut Self, card, cx| {
                if card.ours.is_some() {
                    it.loaded(card, cx);
                }
            },
        );
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Handled {
        if dispatch(KEYS, self, key, cx) == Handled::Yes || self.people.key(key) {
            return Handled::Yes;
        }
        let types = matches!(key, Key::Char(_) | Key::Backspace);
        if types && self.card.as_ref().is_some_and(|it| it.phones.is_hidden()) {
            cx.warn("Contato sob sigilo: só a equipe técnica vê e muda.");
            return Handled::Yes;
        }
        if !self.typed && key.digit().is_some() {
            self.phone.set("");
        }
        match self.phone.key(key) {
            Step::Changed | Step::Complete => self.typed = true,
            Step::Wrong(why) => {
                self.typed = true;
                cx.warn(why);
            }
            Step::Moved => {}
            Step::Refused => cx.warn("Aqui só o telefone, em números."),
            Step::No => return Handled::No,
        }
        Handled::Yes
    }

    fn paste(&mut self, text: &str, _: &mut Cx<'_>) -> Handled {
        self.phone.set(text);
        self.typed = true;
        Handled::Yes
    }

    fn draw(&mut self, canvas: &mut Canvas<'_>, area: Rect) {
        canvas.cursor(area.x, area.y);
        let Some(card) = &self.card else { return };
        let after = canvas.text(area.x, area.y, area.width, "Telefone: ", Tone::Title);
        let room = area.right().saturating_sub(after);
        if card.phones.is_hidden() {
            canvas.text(after, area.y, room, "sob sigilo", Tone::Dim);
        } else {
            let at = Rect::new(after, area.y, room.min(18), area.height.min(1));
            self.phone.draw(canvas, at, true);
            let hint = if self.typed {
                ""
            } else {
                "ainda é este? digite para trocar"
            };
            let x = after.saturating_add(18);
            canvas.text(x, area.y, area.right().saturating_sub(x), hint, Tone::Dim);
        }
        let cursor = canvas.cursor_position();
        let people = u16::try_from(self.people.len() + 1).unwrap_or(u16::MAX);
        let head_max = (area.height.saturating_sub(1)).saturating_sub(people.min(area.height / 2));
        let mut used = 1;
        for (text, tone) in head(card, area.width).iter().take(usize::from(head_max)) {
            canvas.line(area, used, text, *tone);
            used += 1;
        }
        used += u16::from(area.height > used + people);
        let used = used.min(area.height);
        let body = Rect {
            y: area.y + used,
            height: area.height - used,
            ..area
        };
        self.people.draw(canvas, body, COLUMNS);
        if let Some(cursor) = cursor {
            canvas.cursor(cursor.x, cursor.y);
        }
    }
}

/// What the base says of the family, the most needed first.
fn head(card: &BaseFamilyCard, width: u16) -> Vec<(String, Tone)> {
    let mut out = Vec::new();
    let address = match &card.address {
        Veil::Hidden => "Endereço sob sigilo.".to_owned(),
        Veil::Open(it) if it.is_blank() => "Sem endereço na base.".to_owned(),
        Veil::Open(it) => AddressFacts::text(it),
    };
    out.push((address, Tone::Plain));
    if let Some(months) = card.stale_months {
        let text = format!("! CadÚnico desatualizado há {months} meses");
        out.push((text, Tone::Warn));
    }
    let mut facts = vec![format!("base de {}", card.month.spoken())];
    facts.push(format!("código {}", card.code));
    if !card.updated.is_empty() {
        facts.push(format!("atualizado em {}", card.updated));
    }
    facts.extend(card.pbf.map(|it| match it {
        true => "Bolsa Família: sim".to_owned(),
        false => "Bolsa Família: não".to_owned(),
    }));
    facts.extend(card.payments.first().cloned());
    let rows = wrap(&facts.join(" · "), width);
    out.extend(rows.into_iter().map(|it| (it, Tone::Dim)));
    out
}
