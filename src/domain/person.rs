//! A person.

pub struct Person {}
