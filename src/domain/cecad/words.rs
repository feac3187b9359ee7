//! Stand-in until names have their own rules.
use unicode_normalization::UnicodeNormalization;
pub fn clean(text: &str) -> String {
    let t: String = text.nfc().filter(|c| !c.is_control()).collect();
    t.split_whitespace().collect::<Vec<_>>().join(" ")
}
pub fn name_key(text: &str) -> String {
    let t: String = text
        .nfd()
        .filter(|c| c.is_ascii_alphanumeric() || *c == ' ')
        .collect();
    t.to_ascii_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
pub fn sound_key(text: &str) -> String {
    name_key(text)
        .replace("ph", "f")
        .replace("th", "t")
        .replace('z', "s")
        .replace("ou", "u")
        .replace('y', "i")
        .replace('w', "v")
}
