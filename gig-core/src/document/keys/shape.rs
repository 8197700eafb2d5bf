//! What stands under each key: the shape of its value, and in a line what it is for.
//!
//! The reader has no use for this: its decoders know more than a shape can say. The schema for editors is made from it,
//! so a shape is never narrower than what the decoder takes, save in two things that are mostly mistakes: a key below
//! other keys that has no value, and `true` where a text is wanted.

pub mod deploy;
pub mod nested;
pub mod service;
pub mod top;

use super::nested::Nested;

/// The shape of a value. Wherever a text is, variables may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Whatever it is, nobody looks at it.
    Anything,
    /// Nothing: the key stands alone.
    Nothing,
    /// A text; a number is taken as it is written.
    Text,
    /// A text, a number, `true` or `false`, each taken as it is written.
    Scalar,
    /// `true` or `false`, or one of YAML 1.1's words for them.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A time, such as `1m30s`.
    Duration,
    /// A number of bytes, such as `512m`.
    Size,
    /// `[[address:]port:]port[/protocol]`, each port also a range.
    Port,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of these words, or a text that fits the regular expression.
    ChoiceOr(&'static [&'static str], &'static str),
    /// A list of such values.
    List(&'static Self),
    /// A map whose keys are names of the user's choice.
    Named(&'static Self),
    /// A service: a map with the keys of [`SERVICE`](super::SERVICE).
    Service,
    /// A map with the keys of this table.
    Keys(Nested),
    /// A map of names, each with a map with the keys of this table or with nothing; or nothing at all.
    Declared(Nested),
    /// A map with these keys, and others that nobody looks at.
    Open(&'static [Described]),
    /// One of these shapes.
    OneOf(&'static [Self]),
}

/// A key with what stands under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    /// How it is written.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: Shape,
    /// What it is for, in a line without a full stop.
    pub purpose: &'static str,
}

/// A list, or its only item without the list.
const TEXTS: Shape = Shape::OneOf(&[Shape::Text, LIST]);
const LIST: Shape = Shape::List(&Shape::Scalar);
/// Keys with values, as a map or as a list of `KEY=VALUE`.
const PAIRS: Shape = Shape::OneOf(&[Shape::Named(&Shape::OneOf(&[Shape::Scalar, Shape::Nothing])), LIST]);

const fn key(name: &'static str, shape: Shape, purpose: &'static str) -> Described {
    Described { name, shape, purpose }
}

#[cfg(test)]
mod tests {
    use super::{Described, Shape, nested, service, top};
    use crate::document::keys::nested::NESTED;
    use crate::document::keys::{Key, SERVICE, TOP_LEVEL};

    #[test]
    fn every_key_has_a_shape_and_a_purpose() {
        check("the top", TOP_LEVEL, top::TOP_LEVEL);
        check("a service", SERVICE, service::SERVICE);
        assert_eq!(NESTED.len(), nested::NESTED.len(), "a table has no shapes");
        for (table, (shaped, described)) in NESTED.iter().zip(nested::NESTED) {
            assert_eq!(table.under, shaped.under, "in the order of the tables");
            check(table.under, table.keys, described);
        }
    }

    fn check(place: &str, keys: &[Key], described: &[Described]) {
        let shaped: Vec<&str> = described.iter().map(|key| key.name).collect();
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        assert_eq!(shaped, known, "the keys of {place} and those with a shape");
        let ends_well = |key: &Described| !key.purpose.is_empty() && !key.purpose.ends_with('.');
        assert!(described.iter().all(ends_well), "{place}: a line without a full stop");
    }

    #[test]
    fn every_table_stands_under_a_key() {
        let tables = nested::NESTED.iter().flat_map(|(_, keys)| *keys);
        let keys = top::TOP_LEVEL.iter().chain(service::SERVICE).chain(tables);
        let reached: Vec<&str> = keys.flat_map(|key| tables_in(key.shape)).collect();
        for table in NESTED {
            assert!(reached.contains(&table.under), "no shape leads to {}", table.under);
        }
    }

    fn tables_in(shape: Shape) -> Vec<&'static str> {
        match shape {
            Shape::Keys(table) | Shape::Declared(table) => vec![table.under],
            Shape::List(item) | Shape::Named(item) => tables_in(*item),
            Shape::OneOf(shapes) => shapes.iter().flat_map(|shape| tables_in(*shape)).collect(),
            Shape::Open(keys) => keys.iter().flat_map(|key| tables_in(key.shape)).collect(),
            _ => Vec::new(),
        }
    }
}
