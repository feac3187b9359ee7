//! The books that come with the program, our own texts, as they stand in the
//! repository. They take their bytes in the program and nothing else: whoever
//! opens the shelf reads them, and nobody before.

pub const BUILT_IN: &[(&str, &str)] = &[
    (
        "1-chegar-e-conviver.md",
        include_str!("../../../assets/cadernos/1-chegar-e-conviver.md"),
    ),
    (
        "2-colo-e-brincadeira.md",
        include_str!("../../../assets/cadernos/2-colo-e-brincadeira.md"),
    ),
    (
        "3-crianca-tem-vez.md",
        include_str!("../../../assets/cadernos/3-crianca-tem-vez.md"),
    ),
    (
        "4-ser-adolescente.md",
        include_str!("../../../assets/cadernos/4-ser-adolescente.md"),
    ),
    (
        "5-vida-de-adulto.md",
        include_str!("../../../assets/cadernos/5-vida-de-adulto.md"),
    ),
    (
        "6-envelhecer-com-gosto.md",
        include_str!("../../../assets/cadernos/6-envelhecer-com-gosto.md"),
    ),
    (
        "7-relacoes-sem-violencia.md",
        include_str!("../../../assets/cadernos/7-relacoes-sem-violencia.md"),
    ),
    (
        "8-muitas-origens-um-lugar.md",
        include_str!("../../../assets/cadernos/8-muitas-origens-um-lugar.md"),
    ),
];
