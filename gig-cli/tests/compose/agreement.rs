//! Both say the same of what both know.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

use crate::deviations::{PLACES, SETS};
use crate::{files, ours, theirs};

/// Of so many files one is looked at, unless `GIG_EVERY_FILE` is set: docker compose takes a tenth of a second for each.
const ONE_OF: usize = 12;
const THREADS: usize = 4;

#[test]
fn docker_compose_says_the_same() {
    let files = files("modern");
    if files.is_empty() || !theirs::is_there() {
        return;
    }
    let step = if std::env::var_os("GIG_EVERY_FILE").is_some() { 1 } else { ONE_OF };
    // Docker compose has a value of its own for PWD.
    let sample: Vec<_> = files.into_iter().step_by(step).filter(|(_, text)| !text.contains("PWD")).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let look = || {
        let folder = tempfile::tempdir().unwrap();
        while let Some((name, text)) = sample.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (Ok(ours), Ok(theirs)) = (ours::config(text), theirs::config(text, folder.path())) else { continue };
            let different = differences(&ours, &theirs).into_iter().map(|difference| format!("{name} {difference}"));
            found.lock().unwrap_or_else(PoisonError::into_inner).extend(different);
        }
    };
    std::thread::scope(|scope| (0..THREADS).for_each(|_| drop(scope.spawn(look))));
    let found = found.into_inner().unwrap();
    assert!(found.is_empty(), "{} differences:\n{}", found.len(), found.join("\n"));
}

fn differences(ours: &Value, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", ours, theirs, &mut found);
    found
}

/// Extensions decide nothing, and an empty map says nothing.
fn compare(place: &str, ours: &Value, theirs: &Value, found: &mut Vec<String>) {
    if PLACES.iter().any(|(pattern, _)| matches(pattern, place)) {
        return;
    }
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => compare_maps(place, ours, theirs, found),
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (ours, theirs) in sorted(place, ours).into_iter().zip(sorted(place, theirs)) {
                compare(&format!("{place}/*"), ours, theirs, found);
            }
        }
        (ours, theirs) if ours == theirs || says_nothing(ours) && says_nothing(theirs) => {}
        (ours, theirs) => found.push(format!("{place}\n    ours {ours}\n    theirs {theirs}")),
    }
}

/// A map may hold keys without a value.
fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_object().is_some_and(|keys| keys.values().all(says_nothing))
}

fn compare_maps(place: &str, ours: &Map<String, Value>, theirs: &Map<String, Value>, found: &mut Vec<String>) {
    let all = ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key)));
    for key in all.filter(|key| !key.starts_with("x-")) {
        let place = format!("{place}/{key}");
        let missing = Value::Null;
        compare(&place, ours.get(key).unwrap_or(&missing), theirs.get(key).unwrap_or(&missing), found);
    }
}

/// The order of maps decides nothing, nor that of some texts.
fn sorted<'v>(place: &str, values: &'v [Value]) -> Vec<&'v Value> {
    let mut sorted: Vec<&Value> = values.iter().collect();
    let is_map = values.iter().all(Value::is_object);
    if is_map {
        sorted.sort_by_key(|value| format!("{}{}{}", value["target"], value["protocol"], value["source"]));
    } else if SETS.iter().any(|pattern| matches(pattern, place)) {
        sorted.sort_by_key(|value| value.to_string());
    }
    sorted
}

fn matches(pattern: &str, place: &str) -> bool {
    let (pattern, place): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), place.split('/').collect());
    pattern.len() == place.len() && pattern.iter().zip(place).all(|(part, found)| *part == "*" || *part == found)
}
