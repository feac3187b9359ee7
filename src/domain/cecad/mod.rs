//! What a CECAD file means.
