//! Families at the counter, key by key: typed, confirmed from the base,
//! corrected, moved, joined, parted.

use acolhida::app::{Desk, Import};
use acolhida::domain::access::Role;
use acolhida::domain::family::NewPhone;
use acolhida::ui::drive::Drive;

use crate::adoption::{Town, melos};
use crate::desks::desk;
use crate::families::family_of;
use crate::shift::{desk_with_maria, program};

/// Somebody else in the same street came before: the CEP brings its street.
fn neighbours() -> Desk {
    let mut desk = desk();
    let mut family = family_of(&["Zélia Sousa Lima"]);
    family.address.cep = "49000100".into();
    desk.open_family(family).unwrap();
    desk
}

fn melo() -> Drive {
    let mut desk = desk();
    desk.open_family(family_of(&["Ana Melo", "Beto Melo", "Caio Melo"]))
        .unwrap();
    desk.open_family(family_of(&["Zélia Sousa Lima"])).unwrap();
    let mut drive = program(desk);
    drive.keys("ana melo<F3>").shows("Família de Ana Melo");
    drive
}

#[test]
fn a_family_of_four_is_typed_within_170_keys() {
    let mut drive = program(neighbours());
    drive.count_from_here();
    // Open, and the reference person: name, birth, sex, race, CPF, phone.
    drive.keys("maria aparecida da silva<F2><enter>");
    drive.keys("14031983fd5299822472579998110001");
    // CEP, street and neighbourhood as they came, number.
    drive.keys("49000100<enter>12<enter><enter>");
    drive
        .shows("Rua das Jabuticabeiras")
        .shows("Bairro Canário");
    // Three more: first name, surname by a key, birth, sex, kinship, race, CPF.
    for (name, birth, letters, cpf) in [
        ("everaldo", "02091980", "mcd", "11144477735"),
        ("ana", "21012012", "ffd", "12345678909"),
        ("pedro", "30062016", "mfd", "39053344705"),
    ] {
        drive.keys(&format!("{name}<F4>{birth}{letters}{cpf}"));
    }
    drive.keys("<F10>").shows("Família cadastrada.");
    assert!(drive.keys_pressed() <= 170, "{}", drive.keys_pressed());
    drive.shows("1 Maria Aparecida da Silva Referência 43");
    drive.shows("2 Everaldo da Silva Cônjuge 46");
    drive.shows("4 Pedro da Silva Filho(a) 10");
    drive.shows("(79) 99811-0001");
    drive.shows("Rua das Jabuticabeiras, 12 · Bairro Canário");
    // Enter gives the ticket to who is marked.
    drive.keys("<enter><enter>").shows("Senha CU1, linha 1");
    drive.keys("apar silv<F3>").shows("Prontuário 2");
}

#[test]
fn a_family_of_the_base_is_confirmed_within_26_keys() {
    let town = Town::with_melos();
    let mut drive = program(town.desk);
    drive.count_from_here().keys("11144477735");
    drive.shows("Família do CadÚnico");
    drive.shows("desatualizado há 32 meses");
    drive.shows("(79) 99812-7734");
    drive.keys("79999990000<enter>").shows("dar a senha");
    drive.shows("Ana Melo da Silva").keys("<enter>");
    drive.shows("Senha CU1, linha 1");
    println!(
        "família da base confirmada: {} teclas",
        drive.keys_pressed()
    );
    assert!(drive.keys_pressed() <= 26, "{}", drive.keys_pressed());
    drive.keys("ana melo<F3>").shows("(79) 99999-0000");
    drive.shows("3 Caio Melo da Silva").hides("99812-7734");
    drive.shows("Jardim Canario");
}

#[test]
fn who_left_the_family_of_the_base_is_unmarked_and_who_came_is_checked_in() {
    let town = Town::with_melos();
    let mut drive = program(town.desk);
    drive.keys("11144477735<down><space>").shows("saiu Beto");
    drive.keys("<down><enter>").shows("Caio Melo da Silva");
    drive.keys("<enter>").shows("Senha CU1").shows("Caio Melo");
    drive.keys("ana melo<F3>").hides("Beto");
    // A second time it opens what is ours.
    drive.keys("<esc>11144477735").shows("Chegada");
}

#[test]
fn an_age_is_enough_and_no_paper_is_asked() {
    let mut drive = program(desk());
    drive.keys("<F2>dona benedita<enter>71<enter>");
    drive.shows("cerca de 71 anos");
    drive.keys("<F10>").shows("Família cadastrada.");
    drive.shows("1 Dona Benedita").shows("~71").shows("sem CPF");
    drive.keys("<F3>").shows("cerca de 1955");
    // The age became a year; a date is typed when somebody finds it.
    drive.keys("<enter><enter><enter><ctrl+u>02021955<F10>");
    drive.shows("Dados gravados.").shows("02/02/1955");
}

#[test]
fn duplicates_are_shown_while_typing_and_opened_with_one_key() {
    let mut drive = program(desk_with_maria());
    drive
        .keys("<F2>maria de souz")
        .shows("Já existe um cadastro parecido");
    drive.shows("Maria d'Ávila de Souza, 82a, prontuário 1");
    drive
        .keys("<F6>")
        .shows("Família de Maria d'Ávila de Souza");
    // She is checked in from there, and the half-typed form is no draft.
    drive.keys("<enter><enter>").shows("Senha CUP1");
    assert!(drive.desk.drafts().unwrap().is_empty());
}

#[test]
fn who_is_in_no_family_is_taken_as_already_registered() {
    let mut drive = melo();
    drive
        .keys("2<F7>sd<enter>")
        .shows("Beto Melo saiu da família.");
    drive.shows("3 Beto Melo").shows("saiu 23/11/2026 divisão");
    drive
        .keys("<esc><esc><F2>beto melo<F6>")
        .shows("é esta pessoa");
    drive.keys("1<enter>").shows("entra nesta família");
    drive
        .keys("<F10>")
        .shows("Prontuário 3")
        .shows("1 Beto Melo Referência");
}

#[test]
fn leaving_dying_and_leading_are_told_by_keys() {
    let mut drive = melo();
    // The reference person dies: who follows is asked, then the kinships.
    drive.keys("1<F7>f").shows("Quem responde agora");
    drive.keys("beto<enter><enter>").shows("passa a responder");
    drive.shows("Caio Melo").shows("Irmão ou irmã");
    drive
        .keys("<F10>")
        .shows("Beto Melo é a pessoa de referência.");
    drive.shows("Família de Beto Melo");
    drive
        .shows("1 Beto Melo Referência")
        .shows("2 Caio Melo Irmão/irmã");
    drive.shows("3 Ana Melo").shows("óbito");
    // Another reference, and everything is said again by letters.
    drive.keys("cai<F7>r").shows("Beto Melo");
    drive
        .keys("i<F10>")
        .shows("Caio Melo é a pessoa de referência.");
    drive
        .shows("1 Beto Melo Irmão/irmã")
        .shows("2 Caio Melo Referência");
    drive.keys("<ctrl+z>").shows("2 Caio Melo Irmão/irmã");
}

#[test]
fn somebody_moves_to_another_family_found_by_the_box() {
    let mut drive = melo();
    drive.keys("3<F7>m").shows("Para a família de quem");
    drive.keys("zel<enter>").shows("O que é de quem responde");
    drive
        .keys("x")
        .shows("Mudou de família")
        .shows("2 Caio Melo Não parente");
    drive
        .keys("<esc>")
        .shows("3 Caio Melo Filho(a) saiu 23/11/2026 mudança");
    // And comes back.
    drive.keys("3<F7>v").shows("O que Caio é de quem responde");
    drive.keys("f").shows("está na família do prontuário nº 2");
}

#[test]
fn a_family_of_ones_own_is_one_letter() {
    let mut drive = melo();
    drive
        .keys("2<F7>p")
        .shows("Prontuário 3")
        .shows("1 Beto Melo Referência");
    drive.shows("Sem endereço: F5 anota.");
    drive.keys("<F5>49000100rua nova<enter>7<enter>fundos<enter>centro<enter><F10>");
    drive
        .shows("Endereço gravado.")
        .shows("Rua Nova, 7, fundos · Centro");
    drive.keys("<F5>m<ctrl+u><enter><ctrl+u>rua da paz<F10>");
    drive
        .shows("o antigo fica no histórico")
        .shows("Rua da Paz, 7");
}

#[test]
fn phones_have_owners_and_message_takers() {
    let mut drive = melo();
    drive
        .keys("<F4><enter>beto<enter>")
        .shows("Na família: Ana, Beto, Caio");
    drive.keys("n79988887777dona lia<enter>s<enter>584125551234<F10>");
    drive.shows("Telefones gravados.");
    drive.shows("(79) 99812-7734 (Beto)");
    drive.shows("(79) 98888-7777 (recado: dona lia)");
}

#[test]
fn the_family_has_a_word_for_the_desk() {
    let mut drive = melo();
    drive.keys("<F8>d").shows("Recado à recepção");
    drive
        .keys("vem com a neta<tab>s<F10>")
        .shows("Dados da família gravados.");
    drive
        .shows("Recado: vem com a neta")
        .shows("Bolsa Família: sim");
    drive
        .keys("<F8>tPessoa tec<enter>")
        .shows("referência: Pessoa");
}

#[test]
fn the_papers_of_a_migrant() {
    let mut drive = melo();
    drive.desk.sample_login(Role::Technician).unwrap();
    drive.keys("2<F9>").shows("Nenhum documento anotado");
    drive.keys("<F2>mx1<enter>").shows("V123456-7");
    drive.keys("<up><ctrl+u>f123456-7<enter>venezuela<enter>01012028<F10>");
    drive.shows("Documento gravado.");
    drive.shows("RNM (registro").shows("F123456-7");
    drive.shows("Venezuela").shows("01/01/2028");
    drive.keys("<F2>pAB987<enter>venezuela<enter>01012020<F10>");
    drive.shows("01/01/2020 vencido");
    drive
        .keys("<down><delete>")
        .shows("Documento retirado.")
        .hides("AB987");
    drive.keys("<ctrl+z>").shows("AB987");
}

#[test]
fn nome_social_and_several_papers_by_letters() {
    let mut drive = melo();
    drive
        .keys("2<F3><enter>beatriz melo<enter><F10>")
        .shows("2 Beatriz Melo");
    drive.hides("Beto");
    drive
        .keys("3<F3><pagedown>nr<enter>")
        .shows("Falta: Certidão de nascimento, RG ou CIN.");
    drive.keys("<F10>").shows("sem CPF, CN, RG");
    drive.keys("3<F3><F10>").shows("Nada mudou.");
    drive
        .keys("<F8>h")
        .shows("documentos que faltam")
        .shows("CN, RG");
}

#[test]
fn numbers_are_shown_to_who_asks_and_it_is_written_down() {
    let mut drive = program(desk_with_maria());
    drive
        .keys("mar sou<F3>")
        .shows("***.982.247-**")
        .hides("529.982.247-25");
    drive
        .keys("<F8>n")
        .shows("CPF 529.982.247-25")
        .shows("fica registrado");
    drive
        .keys("<F8>")
        .hides("quem abriu")
        .hides("sigilo")
        .hides("unificar");
    drive.keys("<esc>");
    drive.desk.sample_login(Role::Coordination).unwrap();
    drive
        .keys("<esc><esc>mar sou<F3><F8>q")
        .shows("revelou CPF/NIS")
        .shows("Pessoa recepcao");
}

#[test]
fn two_records_become_one_and_part_again() {
    let mut desk = desk();
    desk.open_family(family_of(&["Rosa Prado"])).unwrap();
    let mut other = family_of(&["Rosa Prado Lima"]);
    other.phones = vec![NewPhone::new("79988887777")];
    desk.open_family(other).unwrap();
    desk.sample_login(Role::Technician).unwrap();
    let mut drive = program(desk);
    drive.keys("rosa prado<F3>").shows("Prontuário 1");
    drive
        .keys("<F8>u")
        .shows("O outro cadastro da mesma pessoa");
    drive.keys("rosa lima<enter>").shows("Fica «Rosa Prado»");
    drive.keys("<F6>").shows("Fica «Rosa Prado Lima»");
    drive.keys("<F6><F10>").shows("Cadastros unificados.");
    drive.shows("Rosa está em duas famílias");
    drive.keys("<F8>e").shows("Rosa Prado Lima");
    drive
        .keys("<enter>")
        .shows("Cadastros separados.")
        .hides("duas famílias");
}

#[test]
fn what_the_base_says_differently_is_taken_one_by_one() {
    let mut town = Town::with_melos();
    town.desk
        .adopt(crate::adoption::CODE, &Default::default())
        .unwrap();
    let (mut family, mut members) = melos();
    family.phone1 = Some("79988887777".into());
    members[1].birth = "2010-02-01".parse().ok();
    members.pop();
    town.import((2026, 6), &[(family, members)], Import::default())
        .unwrap();
    let mut drive = program(town.desk);
    drive
        .keys("ana melo<F3>")
        .shows("CadÚnico diz diferente: 3 (F6)");
    drive.keys("<F6>").shows("Base de 06/2026");
    drive.shows("(79) 98888-7777");
    drive
        .keys("a")
        .shows("Aceito como diz o CadÚnico.")
        .shows("02/01/2010");
    drive.keys("m").shows("Fica como está aqui.");
    // Somebody whom the base lacks only leaves by an act of its own.
    drive.keys("a").shows("anote a saída");
    drive.keys("m").shows("Nada diferente");
    drive
        .keys("<esc>")
        .shows("(79) 98888-7777")
        .hides("diz diferente");
}

#[test]
fn somebody_alone_opens_a_family_or_enters_one() {
    let mut desk = desk();
    let facts = acolhida::domain::person::PersonFacts::named("Tainá Góis");
    desk.register_person(&facts).unwrap();
    desk.open_family(family_of(&["Zélia Sousa Lima"])).unwrap();
    let mut drive = program(desk);
    drive
        .keys("taina<F3>")
        .shows("Sem família")
        .shows("Tainá Góis");
    drive.keys("<F5>zel<enter>f").shows("Entrou na família.");
    drive.shows("2 Tainá Góis Filho(a)").keys("<ctrl+z>");
    drive.keys("<esc><esc>taina<F3><F2>").shows("Tainá Góis");
    drive.keys("<F10>").shows("1 Tainá Góis Referência");
}
