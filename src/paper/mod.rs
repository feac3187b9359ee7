//! Pages and tables.
