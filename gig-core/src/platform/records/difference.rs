//! In what two configurations differ, in words for people and without a value.

use std::collections::{BTreeMap, BTreeSet};

use super::Record;

/// The fields with parts of their own, each of which is worth naming.
const GROUPS: [&str; 2] = ["health", "logging"];

/// Returns the keys of the records that are only in one of the two lists, or differ in their values: sorted, and
/// short for people, `ports` in place of `ports.0` and `ports.1`.
#[must_use]
pub fn differing_keys(left: &[Record], right: &[Record]) -> Vec<String> {
    let (left, right) = (by_key(left), by_key(right));
    let keys: BTreeSet<&str> = left.keys().chain(right.keys()).copied().collect();
    let differing = keys.into_iter().filter(|key| left.get(key) != right.get(key));
    let mut short: BTreeSet<&str> = differing.map(shorten).collect();
    let whole: Vec<&str> = GROUPS.into_iter().filter(|group| short.contains(group)).collect();
    short.retain(|key| !whole.iter().any(|group| is_part_of(group, key)));
    short.into_iter().map(str::to_owned).collect()
}

fn by_key(records: &[Record]) -> BTreeMap<&str, &Record> {
    records.iter().map(|record| (record.key.as_str(), record)).collect()
}

/// Keeps of a key what tells a person where to look: all of it where it ends in a name, the field where in an index.
fn shorten(key: &str) -> &str {
    let (field, rest) = key.split_once('.').unwrap_or((key, ""));
    match (field, rest) {
        ("environment" | "labels" | "ulimits" | "logging", _) => key,
        ("health", test) if test.starts_with("test.") => "health.test",
        ("health", _) => key,
        _ => field,
    }
}

fn is_part_of(group: &str, key: &str) -> bool {
    key.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::{Record, differing_keys};
    use crate::secret::Secret;

    fn records(entries: &[(&str, &str)]) -> Vec<Record> {
        entries.iter().map(|(key, value)| Record { key: (*key).to_owned(), value: Secret::new(*value) }).collect()
    }

    fn check(left: &[(&str, &str)], right: &[(&str, &str)], expected: &[&str]) {
        assert_eq!(differing_keys(&records(left), &records(right)), expected);
        assert_eq!(differing_keys(&records(right), &records(left)), expected, "the other way round");
    }

    #[test]
    fn equal_records_differ_in_nothing() {
        check(&[], &[], &[]);
        check(&[("image", "a"), ("tty", "true")], &[("image", "a"), ("tty", "true")], &[]);
    }

    #[test]
    fn what_is_named_in_the_file_is_named_in_the_difference() {
        check(
            &[("environment.TAG", "1"), ("image", "a")],
            &[("environment.TAG", "2"), ("image", "a")],
            &["environment.TAG"],
        );
        check(&[("labels.a", "1"), ("labels.a.b", "1")], &[], &["labels.a", "labels.a.b"]);
        check(&[("environment.0", "x")], &[("environment.1", "x")], &["environment.0", "environment.1"]);
        check(&[("ulimits.nofile", "1:2")], &[("ulimits.nofile", "1:3")], &["ulimits.nofile"]);
    }

    #[test]
    fn what_is_counted_in_the_records_is_named_once() {
        check(&[("ports.0", "80/tcp"), ("ports.1", "81/tcp")], &[("ports.0", "81/tcp")], &["ports"]);
        check(&[("networks.0.aliases.0", "a")], &[("networks.0", "b")], &["networks"]);
        check(&[("command", "set")], &[("command", "set"), ("command.0", "a")], &["command"]);
        check(
            &[("health.test.0", "CMD")],
            &[("health.test.0", "NONE"), ("health.retries", "3")],
            &["health.retries", "health.test"],
        );
    }

    #[test]
    fn a_group_that_comes_or_goes_is_named_as_a_whole() {
        check(&[], &[("health", "set"), ("health.test.0", "NONE"), ("healthy", "x")], &["health", "healthy"]);
        check(&[("logging", "set"), ("logging.driver", "local")], &[("logging", "set")], &["logging.driver"]);
    }
}
