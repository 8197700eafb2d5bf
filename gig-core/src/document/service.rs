//! The names of services and the keys they may have. What stands below those keys is not looked at.

use super::keys::{self, Support};
use super::layout::{inert, refused};
use super::report::Report;
use super::{Entry, Layout, Mapping, NodeValue, nearest};
use crate::diagnostic::Diagnostic;
use crate::name::{InvalidName, ServiceName, Slot};
use crate::visible::quoted;

/// Checks every service, until there are more errors than anybody will be shown.
pub(super) fn check(layout: Layout, services: &Mapping, report: &mut Report) {
    for service in services.iter() {
        if report.diagnostics.is_full() {
            return;
        }
        check_name(service, report);
        check_content(service, report);
        if layout == Layout::Services {
            check_keys_of_fig(service, report);
        }
    }
}

/// The keys that only the fig layout has, and what took their place.
const OF_FIG: [(&str, &str); 4] = [
    ("dockerfile", "`dockerfile` below `build`"),
    ("log_driver", "`logging`"),
    ("log_opt", "`logging`"),
    ("net", "`network_mode`"),
];

fn check_keys_of_fig(service: &Entry, report: &mut Report) {
    let keys = service.value.as_mapping().into_iter().flat_map(Mapping::iter);
    for entry in keys {
        let Some((key, instead)) = OF_FIG.iter().find(|(key, _)| *key == entry.key) else { continue };
        let error = Diagnostic::error("unknown-key", format!("`{key}` is a key of the fig layout"));
        report.push(error.hint(format!("write {instead}")), entry.key_span);
    }
}

fn check_name(service: &Entry, report: &mut Report) {
    let Err(invalid) = service.key.parse::<ServiceName>() else { return };
    let error = match reserved_ending(&service.key) {
        Some(ending) => {
            let message = format!("{} cannot be the name of a service", quoted(&service.key));
            let hint = format!("gig gives names that end in `{ending}` to containers that it prepares or keeps");
            Diagnostic::error("invalid-name", message).hint(hint)
        }
        None => {
            let InvalidName { kind, rule, .. } = invalid;
            Diagnostic::error("invalid-name", format!("{} is not a {kind}: {rule}", quoted(&service.key)))
        }
    };
    report.push(error, service.key_span);
}

fn reserved_ending(name: &str) -> Option<&'static str> {
    let endings = Slot::ALL.into_iter().map(Slot::suffix).chain([".lock"]);
    endings.filter(|ending| !ending.is_empty()).find(|ending| name.ends_with(ending))
}

fn check_content(service: &Entry, report: &mut Report) {
    match &service.value.value {
        NodeValue::Mapping(content) => content.iter().for_each(|entry| check_key(service, content, entry, report)),
        NodeValue::Null => {
            let error = Diagnostic::error("no-content", format!("the service {} has no content", quoted(&service.key)));
            report.push(error.hint("a service needs an `image` at least"), service.key_span);
        }
        NodeValue::Scalar(_) | NodeValue::Sequence(_) => {
            let (name, kind) = (quoted(&service.key), service.value.kind());
            let error = Diagnostic::error("wrong-type", format!("the service {name} must be a map, found {kind}"));
            report.push(error, service.key_span);
        }
    }
}

fn check_key(service: &Entry, content: &Mapping, entry: &Entry, report: &mut Report) {
    match keys::support(keys::SERVICE, &entry.key) {
        _ if keys::is_extension(&entry.key) || report.diagnostics.is_full() => {}
        Some(Support::Honoured) => {}
        Some(Support::Inert(reason)) if entry.key == "build" && content.value("image").is_none() => {
            inert(entry, &format!("{reason}, so the image of this service must be there"), report);
        }
        Some(Support::Inert(reason)) => inert(entry, reason, report),
        Some(Support::Refused(instead)) => refused(entry, instead, report),
        None => unknown(service, entry, report),
    }
}

fn unknown(service: &Entry, entry: &Entry, report: &mut Report) {
    let message = format!("unknown key {} in the service {}", quoted(&entry.key), quoted(&service.key));
    let error = Diagnostic::error("unknown-key", message);
    let near = nearest(&entry.key, keys::SERVICE.iter().map(|key| key.name));
    report.push(
        near.into_iter().fold(error, |error, near| error.hint(format!("did you mean `{near}`?"))),
        entry.key_span,
    );
}
