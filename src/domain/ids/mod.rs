//! Identifiers of people and places.
