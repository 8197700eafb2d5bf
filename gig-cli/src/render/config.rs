//! A platform as the document that describes it: in the services layout, with nothing left to put in.
//!
//! Read again, it means the same platform, unless values are masked.

mod mount;
mod service;

use gig_core::platform::{Network, Platform, Volume};
use gig_core::secret::Secret;
use serde_json::{Map, Value, json};

/// Whether the values of an environment are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Values {
    /// They are.
    Shown,
    /// Each is `***`.
    Masked,
}

impl Values {
    fn of(self, secret: &Secret) -> Value {
        match self {
            Self::Shown => json!(secret.expose()),
            Self::Masked => json!("***"),
        }
    }
}

/// Describes `platform`.
pub(crate) fn document(platform: &Platform, values: Values) -> Value {
    let mut keys = Keys::default();
    keys.put("name", json!(platform.project));
    keys.put(
        "services",
        named(&platform.services, |service| (service.name.to_string(), service::service(service, platform, values))),
    );
    keys.put("networks", named(&platform.networks, |network| (network.key.to_string(), self::network(network))));
    keys.put("volumes", named(&platform.volumes, |volume| (volume.key.to_string(), self::volume(volume))));
    without_variables(keys.into())
}

fn named<T>(all: &[T], entry: impl Fn(&T) -> (String, Value)) -> Value {
    Value::Object(all.iter().map(entry).collect())
}

fn network(network: &Network) -> Value {
    let mut keys = Keys::default();
    keys.put("name", json!(network.name));
    keys.put_true("external", network.external);
    keys.put_some("driver", network.driver.as_ref());
    keys.put_true("internal", network.internal);
    keys.into()
}

fn volume(volume: &Volume) -> Value {
    let mut keys = Keys::default();
    keys.put("name", json!(volume.name));
    keys.put_true("external", volume.external);
    keys.put_some("driver", volume.driver.as_ref());
    keys.put("driver_opts", json!(volume.driver_options));
    keys.into()
}

/// A dollar in a file begins a variable, and two of them are one.
fn without_variables(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('$', "$$")),
        Value::Array(values) => values.into_iter().map(without_variables).collect(),
        Value::Object(entries) => entries.into_iter().map(|(key, value)| (key, without_variables(value))).collect(),
        other => other,
    }
}

/// The keys of a mapping that say something: what is empty or left to the engine is not written.
#[derive(Default)]
struct Keys(Map<String, Value>);

impl Keys {
    fn put(&mut self, key: &str, value: Value) {
        let says_nothing = match &value {
            Value::Null => true,
            Value::Array(values) => values.is_empty(),
            Value::Object(entries) => entries.is_empty(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
        };
        if !says_nothing {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn put_some(&mut self, key: &str, value: Option<impl ToString>) {
        self.put(key, json!(value.map(|value| value.to_string())));
    }

    fn put_true(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, json!(true));
        }
    }

    /// Writes a list even where it is empty, because an empty one clears what the image has.
    fn put_list(&mut self, key: &str, list: Option<&Vec<String>>) {
        if let Some(list) = list {
            self.0.insert(key.to_owned(), json!(list));
        }
    }
}

impl From<Keys> for Value {
    fn from(keys: Keys) -> Self {
        Self::Object(keys.0)
    }
}
