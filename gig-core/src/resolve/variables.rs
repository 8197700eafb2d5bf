//! The variables a document is resolved with, each with where it comes from.

use std::collections::BTreeMap;

use crate::secret::Secret;

/// Where a variable's value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `gig.profile` beside the file.
    Profile,
    /// The environment of the process.
    Environment,
    /// An env file, by its name.
    EnvFile(String),
}

/// A variable that is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its value.
    pub value: Secret,
    /// Where it comes from.
    pub origin: Origin,
}

/// The variables that are set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Variables {
    values: BTreeMap<String, Variable>,
}

impl Variables {
    /// Returns the value of `name`, where it is set; it may be empty.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|variable| variable.value.expose())
    }

    /// Sets `name`, unless it is set already: who comes first wins.
    pub fn set_default(&mut self, name: impl Into<String>, value: impl Into<String>, origin: Origin) {
        let variable = Variable { value: Secret::new(value), origin };
        self.values.entry(name.into()).or_insert(variable);
    }

    /// Looks at each variable, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Variable)> {
        self.values.iter().map(|(name, variable)| (name.as_str(), variable))
    }
}
