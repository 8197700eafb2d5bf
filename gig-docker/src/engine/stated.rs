//! What a file states and the engine forgets or mixes with its own: labels of this adapter hold it.
//!
//! An instance that leaves a network loses its links there, and the engine adds its own settings to what an instance
//! logs with. Neither label holds a value that could be a secret.

use std::collections::HashMap;

use bollard::models::HostConfigLogConfig;
use gig_core::platform::{Link, Logging};
use gig_core::secret::Secret;

/// The links, as `target:alias`, with commas between.
const LINKS: &str = "gig.links";
/// The log driver, or nothing, and the names of its options, with commas between.
const LOGGING: &str = "gig.logging";

/// Gives the labels that keep what is stated; none where nothing is.
pub(super) fn labels(links: &[Link], logging: Option<&Logging>) -> Vec<(String, String)> {
    let links = (!links.is_empty()).then(|| (LINKS.to_owned(), link_texts(links).join(",")));
    let logging = logging.map(|logging| (LOGGING.to_owned(), logging_text(logging)));
    links.into_iter().chain(logging).collect()
}

/// Says links as the engine and the label have them.
pub(super) fn link_texts(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| format!("{}:{}", link.target, link.alias)).collect()
}

fn logging_text(logging: &Logging) -> String {
    let driver = logging.driver.as_deref().unwrap_or_default();
    let words: Vec<&str> = std::iter::once(driver).chain(logging.options.keys().map(String::as_str)).collect();
    words.join(",")
}

/// Reads the links.
pub(super) fn links(labels: &HashMap<String, String>) -> Vec<Link> {
    let link = |(target, alias): (&str, &str)| Link { target: target.to_owned(), alias: alias.to_owned() };
    let texts = labels.get(LINKS).map(String::as_str).unwrap_or_default().split(',');
    texts.filter_map(|text| text.split_once(':')).map(link).collect()
}

/// Picks from what the engine has what was stated.
pub(super) fn logging(labels: &HashMap<String, String>, engine: Option<&HostConfigLogConfig>) -> Option<Logging> {
    let mut words = labels.get(LOGGING)?.split(',');
    let driver = words.next().filter(|driver| !driver.is_empty()).map(str::to_owned);
    let values = engine.and_then(|log| log.config.as_ref());
    let option = |name: &str| Some((name.to_owned(), Secret::new(values?.get(name)?)));
    Some(Logging { driver, options: words.filter_map(option).collect() })
}
