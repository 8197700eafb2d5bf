//! Maps whose keys are fixed: the long forms. Their tables stand in [`nested`](crate::document::keys::nested).

use super::{Decoded, Reported, Shape, Value};
use crate::diagnostic::Diagnostic;
use crate::document::keys::nested::Nested;
use crate::document::keys::{self, Support};
use crate::document::{Entry, Mapping};
use crate::resolve::hint::meant;
use crate::visible::quoted;

/// A map whose keys were checked.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Fields<'a> {
    whole: Value<'a>,
    mapping: &'a Mapping,
}

impl<'a> Value<'a> {
    /// Returns the fields of a map, with every key checked.
    pub(in crate::resolve) fn fields(self, keys: &Nested) -> Decoded<Fields<'a>> {
        let Shape::Map(mapping) = self.shape() else { return Err(self.wrong_type("a map")) };
        mapping.iter().map(|entry| self.check_key(entry, keys)).fold(Ok(()), Result::and)?;
        Ok(Fields { whole: self, mapping })
    }

    fn check_key(self, entry: &Entry, nested: &Nested) -> Decoded<()> {
        let (key, here) = (entry.key.as_str(), || quoted(self.key));
        match keys::support(nested.keys, key) {
            _ if keys::is_extension(key) => Ok(()),
            Some(Support::Honoured) => Ok(()),
            Some(Support::Inert(reason)) => {
                let message = format!("`{key}` of {} has no effect: {reason}", here());
                self.context.warn(entry.key_span, "inert-key", message);
                Ok(())
            }
            Some(Support::Refused(instead)) => {
                let message = format!("`{key}` of {} is not supported yet", here());
                let refused = Diagnostic::error("unsupported-key", message).at(self.context.place(entry.key_span));
                Err(self.context.report(refused.hint(instead)))
            }
            None => Err(self.unknown(entry, nested)),
        }
    }

    fn unknown(self, entry: &Entry, nested: &Nested) -> Reported {
        let message = format!("{} has no key {}", quoted(self.key), quoted(&entry.key));
        let unknown = Diagnostic::error("unknown-key", message).at(self.context.place(entry.key_span));
        let honoured = nested.keys.iter().filter(|key| key.support == Support::Honoured);
        let honoured: Vec<&str> = honoured.map(|key| key.name).collect();
        let known = nested.keys.iter().map(|key| key.name);
        self.context.report(meant(unknown, &entry.key, known, format!("it has `{}`", honoured.join("`, `"))))
    }
}

impl<'a> Fields<'a> {
    /// Returns the value of `key`, where there is one.
    pub(in crate::resolve) fn field(self, key: &str) -> Option<Value<'a>> {
        let entry = self.mapping.entry(key)?;
        let value = Value { key: &entry.key, node: &entry.value, ..self.whole };
        (!value.is_null()).then_some(value)
    }

    /// Decodes the value of `key`, where there is one.
    pub(in crate::resolve) fn decode<T>(
        self,
        key: &str,
        decode: impl FnOnce(Value<'a>) -> Decoded<T>,
    ) -> Decoded<Option<T>> {
        self.field(key).map(decode).transpose()
    }

    /// Returns the value of `key`, which must be there.
    pub(in crate::resolve) fn required(self, key: &str) -> Decoded<Value<'a>> {
        let missing = || format!("{} needs the key `{key}`", quoted(self.whole.key));
        self.field(key).ok_or_else(|| self.whole.error("missing-key", missing()))
    }
}
