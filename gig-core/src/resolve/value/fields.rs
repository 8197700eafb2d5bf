//! Maps whose keys are fixed: the long forms.

use super::{Decoded, Shape, Value};
use crate::diagnostic::Diagnostic;
use crate::document::keys::is_extension;
use crate::document::{Entry, Mapping};
use crate::resolve::hint::meant;
use crate::visible::quoted;

/// The keys of a map, by what becomes of them. A key in neither list is unknown.
pub(in crate::resolve) struct NestedKeys {
    /// Those that decide something.
    pub(in crate::resolve) honoured: &'static [&'static str],
    /// Those that say nothing an engine could do; they are passed over with a warning.
    pub(in crate::resolve) inert: &'static [&'static str],
    /// Those that compose honours and gig does not.
    pub(in crate::resolve) unsupported: &'static [&'static str],
}

/// A map whose keys were checked.
#[derive(Clone, Copy)]
pub(in crate::resolve) struct Fields<'a> {
    whole: Value<'a>,
    mapping: &'a Mapping,
}

impl<'a> Value<'a> {
    /// Returns the fields of a map, with every key checked.
    pub(in crate::resolve) fn fields(self, keys: &NestedKeys) -> Decoded<Fields<'a>> {
        let Shape::Map(mapping) = self.shape() else { return Err(self.wrong_type("a map")) };
        mapping.iter().map(|entry| self.check_key(entry, keys)).fold(Ok(()), Result::and)?;
        Ok(Fields { whole: self, mapping })
    }

    fn check_key(self, entry: &Entry, keys: &NestedKeys) -> Decoded<()> {
        let key = entry.key.as_str();
        if keys.honoured.contains(&key) || is_extension(key) {
            return Ok(());
        }
        if keys.inert.contains(&key) {
            let message = format!("`{key}` of {} has no effect", quoted(self.key));
            self.context.warn(entry.key_span, "inert-key", message);
            return Ok(());
        }
        if keys.unsupported.contains(&key) {
            let message = format!("`{key}` of {} is not supported yet", quoted(self.key));
            return Err(self.context.error(entry.key_span, "unsupported-key", message));
        }
        let message = format!("{} has no key {}", quoted(self.key), quoted(key));
        let unknown = Diagnostic::error("unknown-key", message).at(self.context.place(entry.key_span));
        let known = keys.honoured.iter().chain(keys.unsupported).copied();
        Err(self.context.report(meant(unknown, key, known, format!("it has `{}`", keys.honoured.join("`, `")))))
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

    /// Refuses a boolean that is not what gig does anyhow.
    pub(in crate::resolve) fn only(self, key: &str, supported: bool) -> Decoded<()> {
        let Some(value) = self.field(key) else { return Ok(()) };
        if value.boolean()? == supported {
            return Ok(());
        }
        Err(value.error("unsupported-key", format!("`{key}: {}` is not supported yet", !supported)))
    }
}
