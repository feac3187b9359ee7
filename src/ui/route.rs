//! Where one can go from the menu. Closed on purpose: the compiler lists every
//! place, and a test opens each of them at every size.

use super::Desk;
use super::cx::Cx;
use super::screen::Screen;
use super::screens;
use crate::domain::access::Right;

macro_rules! routes {
    ($($name:ident $key:literal $label:literal $right:expr => $open:expr;)*) => {
        /// Every place of the program that has a name of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Route { $($name,)* }

        impl Route {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// The letter that opens it in the menu.
            pub const fn key(self) -> char {
                match self { $(Self::$name => $key,)* }
            }

            /// What one must be allowed to do; `None` for everybody.
            pub const fn right(self) -> Option<Right> {
                match self { $(Self::$name => $right,)* }
            }

            /// The screen of the place.
            pub fn screen(self) -> Box<dyn Screen> {
                match self { $(Self::$name => Box::new($open),)* }
            }
        }
    };
}

routes! {
    Agenda 'g' "Agenda" Some(Right::SeeAgenda) => screens::agenda::Agenda::default();
    NoShows 'i' "Faltas e ocupação da agenda" Some(Right::SeeAgendaNumbers) => screens::agenda::rates::Rates::default();
    Groups 's' "Grupos: SCFV e PAIF" Some(Right::SeeGroups) => screens::groups::list::Groups::default();
    Missing 'j' "Quem falta aos grupos" Some(Right::SeeGroups) => screens::groups::watch::Missing::default();
    Month 'z' "Frequência dos grupos no mês" Some(Right::SeeGroupNumbers) => screens::groups::report::Month::default();
    Activities 'y' "Cadernos de atividades" None => screens::activities::Activities::default();
    Base 'k' "Base do CadÚnico" Some(Right::ImportBase) => screens::base::Base::default();
    Team 'e' "Equipe" Some(Right::ManageUnit) => screens::team::Team::default();
    Unit 'u' "Dados da unidade" Some(Right::ManageUnit) => screens::unit::unit();
    Settings 'c' "Configurações" Some(Right::ManageUnit) => screens::settings::Settings::default();
    Demands 'd' "Demandas da recepção" Some(Right::ManageUnit) => screens::demands::Demands::default();
    Districts 'b' "Bairros da unidade" Some(Right::ManageUnit) => screens::districts::Districts::default();
    Services 'v' "Serviços da agenda" Some(Right::ManageAgenda) => screens::supply::Services::default();
    Hours 'h' "Quem atende e quando" Some(Right::ManageAgenda) => screens::supply::Providers::default();
    Rooms 'l' "Salas" Some(Right::ManageAgenda) => screens::supply::Rooms::default();
    Absences 't' "Ausências" Some(Right::ManageAgenda) => screens::supply::Absences::default();
    Holidays 'f' "Feriados" Some(Right::ManageAgenda) => screens::supply::Holidays::default();
    Copies 'p' "Cópias do arquivo" Some(Right::Backup) => screens::copies::Copies::default();
    Accesses 'a' "Acessos: quem viu o quê" Some(Right::SeeAccessLog) => screens::access::Accesses::default();
    Declarations 'q' "Conferir declaração de comparecimento" Some(Right::RunLine) => screens::declaration::check();
    Manual 'm' "Manual" None => screens::manual::manual();
    News 'n' "Novidades" None => screens::news::news();
    About 'o' "Sobre, e o que fazer num incidente" None => screens::about::about();
    Drafts 'r' "Rascunhos" None => screens::drafts::Drafts::default();
    Password 'w' "Trocar minha senha" None => screens::door::new_password();
}

impl Route {
    pub fn open(self, cx: &mut Cx<'_, Desk>) {
        cx.push_box(self.screen());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_open_one_place_each() {
        for it in Route::ALL {
            let same = Route::ALL.iter().filter(|other| other.key() == it.key());
            assert_eq!(same.count(), 1, "{it:?}");
            // 'x' leaves the account.
            assert_ne!(it.key(), 'x');
        }
    }
}
