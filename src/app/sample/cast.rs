//! The families of the demonstration that are told apart by name: one for each
//! thing a receptionist meets and a program may get wrong. All invented.

use chrono::{Days, NaiveDate};

use super::super::desk::Desk;
use super::super::members::Leaving;
use super::town::Home;
use crate::domain::codes::{
    Disability, DocKind, Gpte, Kinship, LeaveReason, MissingDoc, Race, Sex, Specificity,
};
use crate::domain::family::{AddressFacts, Family, FamilyFacts, NewFamily, NewMember, NewPhone};
use crate::domain::fault::Outcome;
use crate::domain::id::Id;
use crate::domain::person::{DocumentFacts, Person, PersonFacts, PersonField, Who};
use crate::domain::sample::numbers;
use crate::store::{families, staff};

/// Document numbers of the cast start here, far from the generated families'.
const ORDINAL: u64 = 10_000_000;

/// The people whom the script of the day calls by name.
pub(super) struct Cast {
    pub homes: Vec<Home>,
    parts: Vec<(&'static str, Part)>,
}

#[derive(Clone, Copy)]
pub(super) struct Part {
    pub family: Id<Family>,
    pub person: Id<Person>,
}

impl Cast {
    pub fn part(&self, name: &str) -> Option<Part> {
        let found = self.parts.iter().find(|it| it.0 == name);
        found.map(|it| it.1)
    }
}

/// Somebody to be written down.
struct Someone {
    facts: PersonFacts,
    kinship: Kinship,
    documents: Vec<DocumentFacts>,
}

struct Casting<'a> {
    desk: &'a mut Desk,
    seed: u64,
    next: u64,
    today: NaiveDate,
    cast: Cast,
}

/// Opens the families of the cast; somebody of the coordination is at the desk.
pub(super) fn write(desk: &mut Desk, seed: u64) -> Outcome<Cast> {
    let today = desk.today();
    let cast = Cast {
        homes: Vec::new(),
        parts: Vec::new(),
    };
    let mut it = Casting {
        desk,
        seed,
        next: ORDINAL,
        today,
        cast,
    };
    it.everyday()?;
    it.named_and_not()?;
    it.far_and_outside()?;
    it.followed()?;
    Ok(it.cast)
}

impl Casting<'_> {
    /// Families like most.
    fn everyday(&mut self) -> Outcome<()> {
        let mut maria = self.adult("Maria das Dores de Souza", 'f', "14/03/1983")?;
        maria.facts.nickname = "Dorinha".to_owned();
        let ana = self.child("Ana Clara de Souza Bispo", 'f', "02/09/2012", &maria)?;
        let pedro = self.child("Pedro Henrique de Souza Bispo", 'm', "21/01/2016", &maria)?;
        let luiz = self.child("Luiz Miguel de Souza", 'm', "30/06/2023", &maria)?;
        let new = self.family("17 de Março", "Rua das Acácias", "48", "79998110001");
        self.open("maria", new, vec![maria, ana, pedro, luiz])?;

        let josefa = self.adult("Josefa Bispo dos Santos", 'f', "08/12/1943")?;
        let mut neto = self.child("Everton Santos Lima", 'm', "11/07/2010", &josefa)?;
        neto.kinship = Kinship::Grandchild;
        neto.facts.mother = "Edna Bispo dos Santos".to_owned();
        let new = self.family("Santa Maria", "Rua do Cajueiro", "212", "79998110002");
        self.open("josefa", new, vec![josefa, neto])?;

        let taina = self.adult("Tainá Ferreira Góis", 'f', "25/05/2002")?;
        let new = self.family("Aeroporto", "Rua da Aurora", "9", "79998110003");
        self.open("taina", new, vec![taina])?;

        let mut wellington = self.adult("Wellington Andrade Melo", 'm', "17/10/1990")?;
        wellington.facts.donor_on = self.today.checked_sub_days(Days::new(25));
        let new = self.family("São Conrado", "Travessa do Sol", "31", "79998110004");
        self.open("wellington", new, vec![wellington])?;

        let lourdes = self.adult("Maria de Lourdes Sousa", 'f', "19/11/1975")?;
        let new = self.family("Marivan", "Rua Boa Vista", "77", "79998110005");
        self.open("lourdes", new, vec![lourdes])
    }

    /// Nome social, no documents, only an approximate age.
    fn named_and_not(&mut self) -> Outcome<()> {
        let mut carla = self.adult("Carlos Eduardo Prata", 'm', "03/02/1995")?;
        carla.facts.social_name = "Carla Prata".to_owned();
        let new = self.family("Santa Maria", "Rua Nova", "150", "79998110006");
        self.open("carla", new, vec![carla])?;

        let mut benedita = self.nobody_knows("Benedita", 'f', "71 anos")?;
        benedita.facts.nickname = "Dona Bené".to_owned();
        benedita.facts.missing = MissingDoc::ALL.to_vec();
        let new = self.family("Santa Maria", "", "", "");
        self.open("benedita", new, vec![benedita])?;

        let mut galego = self.nobody_knows("João", 'm', "50 anos")?;
        galego.facts.nickname = "Galego".to_owned();
        galego.facts.homeless = true;
        galego.facts.missing = vec![MissingDoc::Birth, MissingDoc::Rg, MissingDoc::Cpf];
        let mut new = self.family("Santa Maria", "", "", "");
        new.facts.homeless = true;
        new.facts.specificity = Some(Specificity::Street);
        new.address.reference = "dorme perto do terminal; recados na unidade".to_owned();
        self.open("galego", new, vec![galego])
    }

    /// People from another country, a community, wheels and autism.
    fn far_and_outside(&mut self) -> Outcome<()> {
        let mut yelitza = self.adult("Yelitza Márquez Rondón", 'f', "06/06/1991")?;
        yelitza.facts.country = "Venezuela".to_owned();
        yelitza.documents = vec![DocumentFacts {
            country: "Venezuela".to_owned(),
            valid_until: self.today.checked_add_days(Days::new(420)),
            ..DocumentFacts::new(DocKind::Rnm, "F000000A")
        }];
        let mut santi = self.child("Santiago Márquez", 'm', "15/08/2019", &yelitza)?;
        santi.facts.country = "Venezuela".to_owned();
        santi.facts.cpf.clear();
        santi.facts.nis.clear();
        santi.facts.missing = vec![MissingDoc::Cpf];
        let new = self.family("Santa Maria", "Rua do Porto", "18", "79998110007");
        self.open("yelitza", new, vec![yelitza, santi])?;

        let mut givaldo = self.adult("Givaldo Conceição dos Anjos", 'm', "28/04/1968")?;
        givaldo.facts.race = Some(Race::Black);
        let mut new = self.family("São Conrado", "Beira do Rio", "", "79998110008");
        new.facts.gpte = Some(Gpte::Fishers);
        new.facts.community = "Comunidade Mangue Velho".to_owned();
        self.open("givaldo", new, vec![givaldo])?;

        let mut marcos = self.adult("Antônio Marcos Vieira", 'm', "12/12/1979")?;
        marcos.facts.disability = vec![Disability::Physical];
        marcos.facts.support = "cadeira de rodas: rampa da lateral".to_owned();
        marcos.facts.bpc = Some(true);
        let new = self.family("17 de Março", "Rua Sete", "7", "79998110009");
        self.open("marcos", new, vec![marcos])?;

        let rosangela = self.adult("Rosângela Cardoso Lima", 'f', "01/10/1988")?;
        let mut davi = self.child("Davi Lucca Cardoso", 'm', "09/04/2018", &rosangela)?;
        davi.facts.disability = vec![Disability::Autism];
        let mut new = self.family("Aeroporto", "Rua Principal", "300", "79998110010");
        new.facts.note = "Davi não gosta de barulho: chamar pelo nome, de perto.".to_owned();
        self.open("rosangela", new, vec![rosangela, davi])
    }

    /// Secrecy, people who left and who died, a move, two records of one person.
    fn followed(&mut self) -> Outcome<()> {
        let luana = self.adult("Luana Teles Rocha", 'f', "22/07/1994")?;
        let bia = self.child("Bianca Teles", 'f', "18/02/2017", &luana)?;
        let theo = self.child("Théo Teles", 'm', "05/05/2020", &luana)?;
        let new = self.family("Marivan", "Rua Particular", "5", "79998110011");
        self.open("luana", new, vec![luana, bia, theo])?;
        let technician = staff::by_login(self.desk.store.con(), "ines")?.map(|it| it.id);
        if let Some(it) = self.cast.part("luana") {
            self.desk.set_secrecy(it.family, true)?;
            self.desk.assign_technician(it.family, technician)?;
        }

        let edivania = self.adult("Edivânia Nunes Barbosa", 'f', "30/01/1980")?;
        let mut former = self.adult("Cícero Barbosa", 'm', "14/09/1976")?;
        former.kinship = Kinship::Spouse;
        let mut mother = self.adult("Maria Nunes", 'f', "02/02/1950")?;
        mother.kinship = Kinship::Parent;
        let child = self.child("Kauã Nunes Barbosa", 'm', "27/11/2014", &edivania)?;
        let new = self.family("Santa Maria", "Rua Velha", "61", "79998110012");
        let home = self.opened("edivania", new, vec![edivania, former, mother, child])?;
        if let [_, former, mother, _] = home.people[..] {
            self.desk.leave_family(Leaving {
                person: former,
                family: home.family,
                reason: LeaveReason::Separation,
                day: self.today,
                next: None,
            })?;
            self.desk.record_death(mother, self.today, None)?;
        }
        let moved = self.family("17 de Março", "Rua das Acácias", "52", "");
        self.desk
            .change_address(home.family, &moved.address, Some(self.today))?;
        self.desk.assign_technician(home.family, technician)?;

        // Written twice in a hurry, by another spelling, and joined later.
        if let Some(maria) = self.cast.part("maria") {
            let twin = self.nobody_knows("Maria das Dores Sousa", 'f', "43 anos")?;
            let twin = self.desk.register_person(&twin.facts)?;
            self.desk.merge(maria.person, twin)?;
        }
        Ok(())
    }

    /// An adult with papers.
    fn adult(&mut self, name: &str, sex: char, born: &str) -> Outcome<Someone> {
        let mut it = self.nobody_knows(name, sex, born)?;
        it.facts.cpf = numbers::cpf(self.next, self.seed).unwrap_or_default();
        it.facts.nis = numbers::nis(self.next, self.seed);
        it.facts.race = Some(Race::Brown);
        Ok(it)
    }

    fn child(&mut self, name: &str, sex: char, born: &str, of: &Someone) -> Outcome<Someone> {
        let mut it = self.adult(name, sex, born)?;
        it.kinship = Kinship::Child;
        it.facts.mother.clone_from(&of.facts.name);
        Ok(it)
    }

    /// A name and what somebody said about the age.
    fn nobody_knows(&mut self, name: &str, sex: char, born: &str) -> Outcome<Someone> {
        self.next += 1;
        let mut facts = PersonFacts::named(name);
        facts.set(PersonField::Birth, born, self.today)?;
        facts.sex = Sex::from_key(sex);
        Ok(Someone {
            facts,
            kinship: Kinship::Reference,
            documents: Vec::new(),
        })
    }

    fn family(&self, district: &str, street: &str, number: &str, phone: &str) -> NewFamily {
        NewFamily {
            facts: FamilyFacts {
                pbf: Some(!phone.is_empty()),
                ..FamilyFacts::default()
            },
            address: AddressFacts {
                street: street.to_owned(),
                number: number.to_owned(),
                district: district.to_owned(),
                city: "Aracaju".to_owned(),
                uf: "SE".to_owned(),
                area: "U".to_owned(),
                ..AddressFacts::default()
            },
            phones: if phone.is_empty() {
                Vec::new()
            } else {
                vec![NewPhone::new(phone)]
            },
            ..NewFamily::default()
        }
    }

    fn open(&mut self, part: &'static str, new: NewFamily, who: Vec<Someone>) -> Outcome<()> {
        self.opened(part, new, who).map(drop)
    }

    fn opened(
        &mut self,
        part: &'static str,
        mut new: NewFamily,
        who: Vec<Someone>,
    ) -> Outcome<Home> {
        new.members = who
            .into_iter()
            .map(|it| NewMember {
                who: Who::New(Box::new(it.facts)),
                kinship: it.kinship,
                documents: it.documents,
            })
            .collect();
        let family = self.desk.open_family(new)?;
        let lines = families::household(self.desk.store.con(), family)?;
        let home = Home {
            family,
            people: lines.current().map(|it| it.person).collect(),
        };
        if let Some(&person) = home.people.first() {
            self.cast.parts.push((part, Part { family, person }));
        }
        self.cast.homes.push(home.clone());
        Ok(home)
    }
}
