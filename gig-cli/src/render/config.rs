//! A platform as the document that describes it: in the services layout, with nothing left to put in.
//!
//! It is the form that `docker compose config` prints, so that both say the same of one file: long forms, sizes in
//! bytes as text, durations as Go writes them, `null` for a command that the image decides. Read again, it means the
//! same platform, unless values are masked; only that of what is linked it says what compose says, that a restart is
//! followed.
//!
//! A further key of a service is one more line in a `put_..` of [`service`](self::service): [`Keys::put`] leaves out
//! what is empty, [`Keys::put_some`] is for text, [`Keys::put_true`] for flags that are off where nothing is said, and
//! [`Keys::put_even_null`] for what stands there in any case. A key with a form of its own (a list of maps, say) gets
//! a file here, as [`port`] and [`mount`] have one. What cannot be carried out, and what decides nothing, is shown as it
//! is [written](Written). Values that may be secrets go through [`Values::of`].

mod content;
mod deploy;
mod host;
mod mount;
mod network;
mod node;
mod port;
mod service;

use std::collections::BTreeSet;

use gig_core::platform::Volume;
use gig_core::resolve::{Description, Image, Written};
use gig_core::secret::Secret;
use serde_json::{Map, Value, json};

use crate::options::Format;

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

/// Describes a platform as a document.
pub(crate) fn document(described: &Description, values: Values) -> Value {
    let Description { platform, written, .. } = described;
    let nothing = Written::default();
    let mut keys = Keys::default();
    keys.put("name", json!(platform.project));
    keys.put(
        "services",
        named(&platform.services, |service| {
            let written = written.get(&service.name).unwrap_or(&nothing);
            (service.name.to_string(), service::service(service, written, platform, values))
        }),
    );
    keys.put("networks", named(&platform.networks, |network| (network.key.to_string(), network::network(network))));
    keys.put("volumes", named(&platform.volumes, |volume| (volume.key.to_string(), self::volume(volume))));
    keys.put("configs", named(&platform.configs, |config| content::declaration(config, values)));
    keys.put("secrets", named(&platform.secrets, |secret| content::declaration(secret, values)));
    without_variables(keys.into())
}

/// Names the services, in the order of the file.
pub(crate) fn services(described: &Description) -> Vec<String> {
    described.platform.services.iter().map(|service| service.name.to_string()).collect()
}

/// Names the images, each once; of what is built, the name that it has then.
pub(crate) fn images(described: &Description) -> Vec<String> {
    let image = |written: &Written| match &written.image {
        Image::Reference(image) | Image::Built(image) => Some(image.to_string()),
        Image::Unfit(text) => Some(text.clone()),
        Image::Missing => None,
    };
    described.written.values().filter_map(image).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Shows names: a line each, or a list.
pub(crate) fn names(names: Vec<String>, format: Format) -> Result<String, serde_json::Error> {
    match format {
        Format::Text => Ok(names.into_iter().map(|name| name + "\n").collect()),
        Format::Json => super::json::text(&json!(names)),
    }
}

fn named<T>(all: &[T], entry: impl Fn(&T) -> (String, Value)) -> Value {
    Value::Object(all.iter().map(entry).collect())
}

fn volume(volume: &Volume) -> Value {
    let mut keys = Keys::default();
    keys.put("name", json!(volume.name));
    keys.put_true("external", volume.external);
    keys.put_some("driver", volume.driver.as_ref());
    keys.put("driver_opts", json!(volume.driver_options));
    keys.put("labels", json!(volume.labels));
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
    /// Writes a value that says something.
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

    /// Writes a value as text, where there is one.
    fn put_some(&mut self, key: &str, value: Option<impl ToString>) {
        self.put(key, json!(value.map(|value| value.to_string())));
    }

    /// Writes a flag that is on.
    fn put_true(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, json!(true));
        }
    }

    /// Writes a map that is there, also where it is empty.
    fn put_even(&mut self, key: &str, value: Option<Value>) {
        self.0.extend(value.map(|value| (key.to_owned(), value)));
    }

    /// Writes a value in any case: an empty list clears what the image has, and `null` leaves it.
    fn put_even_null(&mut self, key: &str, value: Value) {
        self.0.insert(key.to_owned(), value);
    }
}

impl From<Keys> for Value {
    fn from(keys: Keys) -> Self {
        Self::Object(keys.0)
    }
}
