//! Which services the words of a command line mean.

use gig_core::name::{InvalidName, ServiceName};
use gig_core::plan::Selection;
use gig_core::platform::Platform;

use crate::error::CommandError;

/// Finds the services that `words` name, as `service` or `project_service`; no word is all of them.
///
/// A name that the platform does not have is kept: it may still be on the engine, which the planner knows.
pub(crate) fn selection(words: &[String], platform: &Platform) -> Result<Selection, CommandError> {
    if words.is_empty() {
        return Ok(Selection::All);
    }
    let services: Result<Vec<_>, InvalidName> = words.iter().map(|word| service(word, platform)).collect();
    Ok(Selection::Named(services.map_err(|error| not_a_service(&error))?))
}

fn not_a_service(error: &InvalidName) -> CommandError {
    CommandError::usage(error.to_string()).hint("`gig status` lists the services")
}

fn service(word: &str, platform: &Platform) -> Result<ServiceName, InvalidName> {
    let name: ServiceName = word.parse()?;
    if platform.service(&name).is_some() {
        return Ok(name);
    }
    match word.strip_prefix(platform.project.as_str()).and_then(|rest| rest.strip_prefix('_')) {
        Some(rest) => rest.parse(),
        None => Ok(name),
    }
}

/// Returns whether `service` is meant.
pub(crate) fn is_selected(selection: &Selection, service: &ServiceName) -> bool {
    match selection {
        Selection::All => true,
        Selection::Named(services) => services.contains(service),
    }
}

#[cfg(test)]
mod tests {
    use gig_core::plan::Selection;
    use gig_core::platform::{Configuration, Platform, Service};

    use super::selection;

    fn check(words: &[&str], expected: &[&str]) {
        let mut platform = Platform::new("shop".parse().unwrap(), "test".parse().unwrap());
        for name in ["web", "shop_db"] {
            let configuration = Configuration::new("image".parse().unwrap());
            platform.services.push(Service::new(name.parse().unwrap(), name.parse().unwrap(), configuration));
        }
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let expected = expected.iter().map(|name| name.parse().unwrap()).collect();
        assert_eq!(selection(&words, &platform).unwrap(), Selection::Named(expected));
    }

    #[test]
    fn a_service_is_named_with_or_without_its_project() {
        check(&["web", "shop_web"], &["web", "web"]);
        check(&["shop_db"], &["shop_db"]);
        check(&["shop_shop_db"], &["shop_db"]);
        check(&["gone", "shop_gone"], &["gone", "gone"]);
    }
}
