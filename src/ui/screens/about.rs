//! "Sobre": what program this is, which unit, whom to ask about data, where
//! the file lies, what to do when something went wrong with people's data.

use std::fmt::Write;

use super::reading::Reading;
use crate::app::About;
use crate::ui::Desk;

pub fn about() -> Reading {
    Reading::asked(
        "Sobre",
        "De quem é esta unidade, onde está o arquivo, com quem se fala sobre dados pessoais e o \
         que fazer num incidente.",
        |desk: &mut Desk| Ok(text(&desk.about())),
    )
}

/// What to do, in order (Resolução CD/ANPD 15/2024; LGPD, art. 48).
pub const INCIDENT: &str = "\
1. Pare o que está acontecendo: tranque a tela (F12), tire o computador da rede, guarde o papel.
2. Anote dia, hora, quem estava e que dados apareceram ou sumiram. Não apague nada.
3. No mesmo dia, avise a coordenação e o encarregado de dados do município.
4. Havendo risco importante para as pessoas, o município avisa a ANPD e as pessoas em até 3 dias \
úteis.
5. Guarde o registro de acessos: faça uma cópia (menu, Cópias) e não a use para mais nada.
6. Troquem as senhas de quem estava na máquina.
7. Depois, escrevam o que aconteceu e o que muda para não acontecer de novo.
";

fn text(it: &About) -> String {
    let mut out = format!(
        "# acolhida {}\n\nA recepção do CRAS no terminal.\n\n",
        it.version
    );
    let mut say = |label: &str, value: &str| {
        if !value.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "| {label} | {value} |");
        }
    };
    if let Some(unit) = &it.unit {
        say("Unidade", &unit.name);
        say("CadSUAS", &unit.cadsuas);
        say("Endereço", &unit.address);
        say("Município", &format!("{}/{}", unit.municipality, unit.uf));
        say("Telefone", &unit.phone);
        let officer = match unit.data_officer.as_str() {
            "" => "ainda não informado; a coordenação preenche em Dados da unidade",
            other => other,
        };
        say("Encarregado", officer);
    }
    match &it.file {
        Some(file) => {
            say("Arquivo", &file.display().to_string());
            say("Tamanho", &size(it.bytes));
        }
        None if it.is_sample => say("Arquivo", "nenhum: demonstração, só na memória"),
        None => say("Arquivo", "nenhum: só na memória"),
    }
    say("Máquina", &it.machine);
    say("SQLite", it.sqlite);
    let _ = write!(
        out,
        "\n## Se algo der errado com dados de pessoas\n\n{INCIDENT}\n\
         ## Dados pessoais\n\nNada sai desta máquina pela rede. Quem abriu uma ficha, revelou um \
         CPF, imprimiu ou copiou fica no registro de acessos, que ninguém apaga. Qualquer pessoa \
         pode pedir o que há sobre ela: a equipe técnica imprime na hora.\n\n\
         ## Licença\n\nPrograma livre, sob as licenças MIT ou Apache 2.0, à escolha. Usa SQLite \
         (domínio público) e bibliotecas livres em Rust, sob licenças MIT, Apache 2.0, BSD e \
         semelhantes.\n"
    );
    out
}

/// Bytes as people say them.
pub fn size(bytes: u64) -> String {
    const KIB: u64 = 1024;
    const MIB: u64 = 1024 * KIB;
    if bytes >= MIB {
        format!("{},{} MB", bytes / MIB, bytes % MIB * 10 / MIB)
    } else {
        format!("{} KB", bytes.div_ceil(KIB))
    }
}
