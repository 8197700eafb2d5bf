//! What all services of a document share: the project's name, and and what is declared for it.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::context::{Context, Decoded};
use super::hint::meant;
use super::value::{Fields, Shape, Value};
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::document::keys::nested;
use crate::name::ProjectName;
use crate::platform::{Declaration, Network, Volume};
use crate::visible::quoted;

/// What all services of a document share.
pub(super) struct Shared<'a> {
    /// Where errors go and variables come from.
    pub(super) context: &'a Context<'a>,
    /// The project's name.
    pub(super) project: ProjectName,
    /// Whether the environment is a protected one.
    pub(super) protected: bool,
    /// The networks, among them always `default`.
    pub(super) networks: Declared<Network>,
    /// The volumes.
    pub(super) volumes: Declared<Volume>,
    /// The configs.
    pub(super) configs: Declared<Declaration>,
    /// The secrets.
    pub(super) secrets: Declared<Declaration>,
}

/// What is declared under a top-level key, in the order of the file. A declaration that is wrong stays in,
/// so that its use is not reported besides.
pub(super) struct Declared<T> {
    /// What it is: `network`, `volume`, `config` or `secret`.
    pub(super) kind: &'static str,
    /// The declarations.
    pub(super) entries: IndexMap<String, Decoded<T>>,
}

impl<T> Declared<T> {
    /// Returns whether `key` is declared.
    pub(super) fn contains(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Returns what is declared under `key`, which is used at `span`; nothing where it is not declared and that is no
    /// error.
    pub(super) fn used(&self, context: &Context<'_>, key: &str, span: Span, hint: &str) -> Decoded<Option<&T>> {
        match self.entries.get(key) {
            Some(Ok(declared)) => Ok(Some(declared)),
            Some(Err(reported)) => Err(*reported),
            None => context.flaw(self.undeclared(context, key, span, hint)).map(|()| None),
        }
    }

    /// Returns the declarations that are right.
    pub(super) fn into_valid(self) -> impl Iterator<Item = T> {
        self.entries.into_values().flatten()
    }

    fn undeclared(&self, context: &Context<'_>, key: &str, span: Span, hint: &str) -> Diagnostic {
        let message = format!("{} {} is not declared", self.kind, quoted(key));
        let error = Diagnostic::error("undeclared", message).at(context.place(span));
        meant(error, key, self.entries.keys().map(String::as_str), hint)
    }
}

/// Returns texts by their names, of a map or a list of `NAME=TEXT`.
pub(super) fn by_name(value: Value<'_>) -> Decoded<BTreeMap<String, String>> {
    Ok(value.pairs()?.into_iter().map(|pair| (pair.key, pair.value.unwrap_or_default())).collect())
}

/// Returns whether something is somebody else's, and the name on the engine that its declaration gives it.
///
/// `external: {name: ..}` is how compose 2 wrote what is `external: true` and `name: ..` today.
pub(super) fn engine_name(fields: Fields<'_>) -> Decoded<(bool, Option<String>)> {
    let name = |value: Value<'_>| value.text_without_gaps("something else would be used");
    let own = fields.decode("name", name)?.filter(|name| !name.is_empty());
    match fields.field("external") {
        None => Ok((false, own)),
        Some(external) => match external.shape() {
            Shape::Map(_) => Ok((true, Some(name(external.fields(&nested::EXTERNAL)?.required("name")?)?))),
            Shape::Null | Shape::Scalar | Shape::List(_) => Ok((external.boolean()?, own)),
        },
    }
}
