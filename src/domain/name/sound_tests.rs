//! The spelling twins the sound key must join, and the neighbours it must not.

use super::{clean, fold, matches, sound_key, sound_word};
use proptest::prelude::*;

/// Pairs met in Brazilian registers: one way or the other at the counter.
const TWINS: &[(&str, &str)] = &[
    ("Souza", "Sousa"),
    ("Luiz", "Luís"),
    ("Thais", "Taís"),
    ("Thayz", "Tais"),
    ("Lourdes", "Lurdes"),
    ("Thiago", "Tiago"),
    ("Walter", "Valter"),
    ("Cristina", "Christina"),
    ("Jéssica", "Gessica"),
    ("Jéssica", "Jessyca"),
    ("Raquel", "Rachel"),
    ("Michele", "Michelle"),
    ("Michele", "Mixele"),
    ("Nathália", "Natalia"),
    ("Phelipe", "Felipe"),
    ("Felipe", "Filipe"),
    ("Kátia", "Cátia"),
    ("Wesley", "Uesley"),
    ("Wellington", "Uelinton"),
    ("Wilson", "Vilson"),
    ("Yasmin", "Iasmim"),
    ("Ruth", "Rute"),
    ("Judith", "Judite"),
    ("Raphael", "Rafael"),
    ("Gabriel", "Gabrieu"),
    ("Elza", "Euza"),
    ("Manoel", "Manuel"),
    ("Geovana", "Giovanna"),
    ("Luana", "Loana"),
    ("Teresa", "Thereza"),
    ("Isabel", "Izabel"),
    ("Elizabeth", "Elisabete"),
    ("Helena", "Elena"),
    ("Hellen", "Élen"),
    ("Jhonatan", "Jonathan"),
    ("Kelly", "Quéli"),
    ("Jaqueline", "Jackeline"),
    ("Erick", "Érique"),
    ("Eric", "Erik"),
    ("Isaac", "Isaque"),
    ("Sheila", "Cheila"),
    ("Shirley", "Xirlei"),
    ("Victor", "Vítor"),
    ("Baptista", "Batista"),
    ("Ignez", "Inês"),
    ("Edson", "Édison"),
    ("Ednalva", "Edinalva"),
    ("Stefany", "Estefani"),
    ("Sthephanie", "Estefany"),
    ("Stela", "Estela"),
    ("David", "Davi"),
    ("Joaquim", "Joaquin"),
    ("Suellen", "Suelem"),
    ("Nascimento", "Nacimento"),
    ("Gonçalves", "Gonsalves"),
    ("GONCALVES", "Gonçalves"),
    ("CONCEICAO", "Conceição"),
    ("GRACAS", "Graças"),
    ("MENDONCA", "Mendonsa"),
    ("Assunção", "Asunsao"),
    ("Oliveira", "Olivera"),
    ("Queiroz", "Queirós"),
    ("Magalhães", "Magalães"),
    ("Guilherme", "Guilerme"),
    ("Caroline", "Karolyne"),
    ("Henrique", "Enrrique"),
    ("Cynthia", "Cíntia"),
    ("Sylvia", "Sílvia"),
    ("Bianca", "Bianka"),
    ("Alexsandro", "Alecsandro"),
    ("Jackson", "Jacson"),
    ("Michael", "Mikael"),
    ("Osvaldo", "Oswaldo"),
    ("Newton", "Neuton"),
    ("Wladimir", "Vladimir"),
    ("Rosemeire", "Rosimere"),
    ("Lorival", "Lourival"),
    ("Núñez", "Nunes"),
    ("Teixeira", "Techeira"),
];

/// Different names that people also keep apart.
const STRANGERS: &[(&str, &str)] = &[
    ("Ana", "Eva"),
    ("Maria", "Mário"),
    ("Maria", "Mara"),
    ("Marta", "Márcia"),
    ("Milton", "Hilton"),
    ("Mara", "Nara"),
    ("Paulo", "Paula"),
    ("Carlos", "Carla"),
    ("João", "José"),
    ("Luciana", "Luciene"),
    ("Marcos", "Márcio"),
    ("Rita", "Ruth"),
    ("Júlia", "Juliana"),
    ("Tiago", "Diego"),
    ("Bruna", "Bruno"),
    ("Fábio", "Flávio"),
    ("Adriana", "Andreia"),
    ("Mariana", "Marina"),
    ("Renata", "Renato"),
    ("Daniel", "Daniela"),
    ("Eliana", "Eliane"),
    ("Sandra", "Sandro"),
    ("Lúcia", "Lúcio"),
    ("Rocha", "Rosa"),
    ("Santos", "Santana"),
    ("Lima", "Luna"),
    ("Costa", "Castro"),
    ("Nunes", "Neves"),
    ("Barros", "Bastos"),
    ("Dias", "Diniz"),
    ("Michele", "Miguel"),
    ("Gilson", "Wilson"),
    ("Geraldo", "Giraud"),
    ("Falcão", "Faustão"),
    ("Alexandre", "Alessandra"),
    ("Bento", "Pinto"),
];

/// Either spelling typed in full, folded as the box does, finds the other.
fn finds(registered: &str, typed: &str) -> bool {
    let fragment = sound_word(&fold(typed));
    matches(&sound_key(&[registered]), &[&fragment])
}

#[test]
fn twins_find_each_other() {
    for (one, other) in TWINS {
        let keys = (sound_key(&[one]), sound_key(&[other]));
        assert!(finds(one, other), "{other} typed for {one}: {keys:?}");
        assert!(finds(other, one), "{one} typed for {other}: {keys:?}");
    }
}

#[test]
fn strangers_stay_apart() {
    for (one, other) in STRANGERS {
        assert_ne!(sound_key(&[one]), sound_key(&[other]), "{one}, {other}");
    }
}

#[test]
fn while_typing_the_beginning_already_finds_the_word() {
    for (one, other) in TWINS.iter().chain(STRANGERS) {
        for name in [one, other] {
            let folded = fold(name);
            for end in 1..=folded.len() {
                let rare = |stop| folded[..end].ends_with(stop) && folded[end..].starts_with('h');
                if rare('p') || rare('s') || folded[..end].ends_with('p') {
                    continue;
                }
                assert!(finds(name, &folded[..end]), "{} for {name}", &folded[..end]);
            }
        }
    }
}

#[test]
fn a_fragment_keeps_what_is_certain() {
    #[track_caller]
    fn check(typed: &str, sure: &str) {
        assert_eq!(sound_word(typed), sure);
    }
    check("sou", "su");
    check("souza", "susa");
    check("luc", "lu");
    check("rafael", "rafai");
    check("yasm", "ias");
    check("g", "");
    check("", "");
    check("maria", "maria");
    check("p", "p");
    check("d", "d");
    check("m", "m");
}

#[test]
fn all_the_names_of_a_person_share_one_key() {
    assert_eq!(
        sound_key(&["Luíza Souza", "Luís Sousa", "Lu 2"]),
        "luisa susa luis lu 2"
    );
    assert_eq!(sound_key(&["", "-"]), "");
}

proptest! {
    #[test]
    fn any_text_has_an_ascii_sound(text in "\\PC{0,16}|[a-zA-ZçÇãé' ]{0,16}") {
        let key = sound_key(&[&text]);
        prop_assert!(key.is_ascii());
        prop_assert_eq!(clean(&key), key);
        let _ = sound_word(&text);
    }

    #[test]
    fn what_is_certain_of_a_word_begins_its_key(word in "[abcdegilmnoruwyz]{1,9}") {
        let (whole, sure) = (sound_key(&[&word]), sound_word(&word));
        prop_assert!(whole.starts_with(&sure), "{} {} {}", word, whole, sure);
    }
}
