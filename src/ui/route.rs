//! Where one can go from the menu. Closed on purpose: the compiler lists every
//! place, and a test opens each of them at every size.

use super::Desk;
use super::cx::Cx;
use super::screen::Screen;
use super::screens;
use crate::domain::access::Right;

/// The lists of the menu: letters are few, so what is set up once a year does
/// not take them from what is opened every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// What the day needs.
    Desk,
    /// "Ajustes da unidade", behind [`HOUSE_KEY`].
    House,
}

/// The letter of the menu that opens the list of [`Page::House`].
pub const HOUSE_KEY: char = 'u';

macro_rules! routes {
    ($($name:ident $page:ident $key:literal $label:literal $right:expr => $open:expr;)*) => {
        /// Every place of the program that has a name of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Route { $($name,)* }

        impl Route {
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)* }
            }

            /// The list of the menu that it stands in.
            pub const fn page(self) -> Page {
                match self { $(Self::$name => Page::$page,)* }
            }

            /// The letter that opens it in that list.
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
    Agenda Desk 'g' "Agenda" Some(Right::SeeAgenda) => screens::agenda::Agenda::default();
    NoShows Desk 'i' "Faltas e ocupação da agenda" Some(Right::SeeAgendaNumbers) => screens::agenda::rates::Rates::default();
    Groups Desk 's' "Grupos: SCFV e PAIF" Some(Right::SeeGroups) => screens::groups::list::Groups::default();
    Missing Desk 'j' "Quem falta aos grupos" Some(Right::SeeGroups) => screens::groups::watch::Missing::default();
    Month Desk 'z' "Frequência dos grupos no mês" Some(Right::SeeGroupNumbers) => screens::groups::report::Month::default();
    Activities Desk 'y' "Cadernos de atividades" None => screens::activities::Activities::default();
    Courses Desk 'c' "Cursos: turmas e inscrições" Some(Right::SeeCourses) => screens::courses::list::Courses::default();
    Demand Desk 'd' "Procura por cursos" Some(Right::SeeCourses) => screens::courses::demand::Demand::default();
    CourseNumbers Desk 'v' "Números dos cursos e metas" Some(Right::SeeCourseNumbers) => screens::courses::numbers::Numbers::default();
    FollowUps Desk 'e' "Depois do curso: ligar em 3 e 6 meses" Some(Right::Apply) => screens::courses::follow_up::FollowUps::default();
    Base Desk 'k' "Base do CadÚnico" Some(Right::ImportBase) => screens::base::Base::default();
    Team House 'e' "Equipe" Some(Right::ManageUnit) => screens::team::Team::default();
    Unit House 'u' "Dados da unidade" Some(Right::ManageUnit) => screens::unit::unit();
    Settings House 'c' "Configurações" Some(Right::ManageUnit) => screens::settings::Settings::default();
    Demands House 'd' "Demandas da recepção" Some(Right::ManageUnit) => screens::demands::Demands::default();
    Districts House 'b' "Bairros da unidade" Some(Right::ManageUnit) => screens::districts::Districts::default();
    Services House 'v' "Serviços da agenda" Some(Right::ManageAgenda) => screens::supply::Services::default();
    Hours House 'h' "Quem atende e quando" Some(Right::ManageAgenda) => screens::supply::Providers::default();
    Rooms House 'l' "Salas" Some(Right::ManageAgenda) => screens::supply::Rooms::default();
    Absences House 't' "Ausências" Some(Right::ManageAgenda) => screens::supply::Absences::default();
    Holidays House 'f' "Feriados" Some(Right::ManageAgenda) => screens::supply::Holidays::default();
    CourseOffer House 'o' "Oferta de cursos do semestre" Some(Right::ManageCourses) => screens::courses::import::Import::offer();
    Copies Desk 'p' "Cópias do arquivo" Some(Right::Backup) => screens::copies::Copies::default();
    Accesses Desk 'a' "Acessos: quem viu o quê" Some(Right::SeeAccessLog) => screens::access::Accesses::default();
    Declarations Desk 'q' "Conferir declaração de comparecimento" Some(Right::RunLine) => screens::declaration::check();
    Manual Desk 'm' "Manual" None => screens::manual::manual();
    News Desk 'n' "Novidades" None => screens::news::news();
    About Desk 'o' "Sobre, e o que fazer num incidente" None => screens::about::about();
    Drafts Desk 'r' "Rascunhos" None => screens::drafts::Drafts::default();
    Password Desk 'w' "Trocar minha senha" None => screens::door::new_password();
}

impl Route {
    /// The letters that open it from the menu.
    pub fn keys(self) -> String {
        match self.page() {
            Page::Desk => self.key().to_string(),
            Page::House => format!("{HOUSE_KEY}{}", self.key()),
        }
    }

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
            let same = Route::ALL.iter().filter(|other| other.keys() == it.keys());
            assert_eq!(same.count(), 1, "{it:?}");
            // 'x' leaves the account.
            assert_ne!(it.key(), 'x');
            assert!(it.page() == Page::House || it.key() != HOUSE_KEY);
        }
    }
}
