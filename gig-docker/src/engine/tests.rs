//! The conversions, held against answers that engines gave.
//!
//! `tests/data` holds what Engine 20.10 and Engine 28.5 answered about the same project: its service `web` was
//! made of the configuration in `rich`.

mod create;
mod inspect;
mod observe;
mod rich;

use serde_json::Value;

/// What one engine answered.
struct Recorded {
    engine: &'static str,
    containers: &'static str,
    images: &'static str,
    networks: &'static str,
    volumes: &'static str,
    image: &'static str,
    running: &'static str,
    created: &'static str,
    restarting: &'static str,
}

macro_rules! recorded {
    ($engine:literal) => {
        Recorded {
            engine: $engine,
            containers: include_str!(concat!("../../tests/data/engine-", $engine, "/containers.json")),
            images: include_str!(concat!("../../tests/data/engine-", $engine, "/images.json")),
            networks: include_str!(concat!("../../tests/data/engine-", $engine, "/networks.json")),
            volumes: include_str!(concat!("../../tests/data/engine-", $engine, "/volumes.json")),
            image: include_str!(concat!("../../tests/data/engine-", $engine, "/image.json")),
            running: include_str!(concat!("../../tests/data/engine-", $engine, "/running.json")),
            created: include_str!(concat!("../../tests/data/engine-", $engine, "/created.json")),
            restarting: include_str!(concat!("../../tests/data/engine-", $engine, "/restarting.json")),
        }
    };
}

const RECORDED: [Recorded; 2] = [recorded!("20.10"), recorded!("28.5")];

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

/// Takes a field out of an answer; `path` is a JSON pointer.
fn without(text: &str, path: &str) -> String {
    let mut value: Value = read(text);
    let (parent, field) = path.rsplit_once('/').unwrap();
    value.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(field).unwrap();
    value.to_string()
}
