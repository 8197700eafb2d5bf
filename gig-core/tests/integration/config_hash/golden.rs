//! The golden vectors: the records and the hash of each, compared with `tests/config-hash.txt`.
//!
//! `GIG_UPDATE=1` writes the file anew. A vector that changes without a new `ConfigHash::VERSION`
//! makes every instance that runs look out of date.

use std::fmt::Write;
use std::path::Path;

use super::vectors::{Vector, vectors};

#[test]
fn every_vector_has_the_records_and_the_hash_it_always_had() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/config-hash.txt");
    let found: String = vectors().iter().map(render).collect();
    if std::env::var_os("GIG_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    for (found, expected) in found.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
}

#[test]
fn there_are_thirty_vectors_and_no_two_are_alike() {
    let vectors = vectors();
    assert!(vectors.len() >= 30, "{}", vectors.len());
    for (index, vector) in vectors.iter().enumerate() {
        for other in &vectors[..index] {
            assert_ne!(vector.name, other.name);
            assert_ne!(vector.configuration.hash(), other.configuration.hash(), "{} and {}", vector.name, other.name);
        }
    }
}

/// Shows a vector: its name, its records with escapes as in Rust, its hash.
fn render(vector: &Vector) -> String {
    let mut text = format!("== {}\n", vector.name);
    for record in vector.configuration.records() {
        writeln!(text, "{:?} {:?}", record.key, record.value.expose()).unwrap();
    }
    writeln!(text, "sha256 {}\n", vector.configuration.hash()).unwrap();
    text
}
