//! A family.

pub struct Family {}
