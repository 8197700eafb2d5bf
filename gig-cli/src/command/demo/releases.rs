//! The images of the demo: each is gig's own executable as a small service, told by variables what it does.

use gig_core::name::ProjectName;
use gig_docker::own_image::Release;

use super::unexpected;
use crate::error::CommandError;

/// The variables with which a service is told what to do.
type Told = &'static [(&'static str, &'static str)];

/// The images by name and tag, each with what it is told.
const RELEASES: [(&str, &str, Told); 6] = [
    ("router", "1", &[]),
    ("router", "2", BROKEN),
    ("catalogue", "1", &[]),
    ("basket", "1", &[]),
    ("tables", "1", &[("JOB", "/tmp/tables"), ("GREETING", "made")]),
    ("database", "1", &[("VERSION_FILE", "/var/lib/database/version.json")]),
];

/// A release that writes why, and ends.
const BROKEN: Told =
    &[("LOG_LINES", "1"), ("LOG_TEXT", "failed to read the routes: `basket` has moved"), ("EXIT_AFTER", "0.2")];

/// Lists the images that the platform of `project` is made of.
pub(super) fn releases(project: &ProjectName) -> Result<Vec<Release>, CommandError> {
    RELEASES.iter().map(|(name, tag, told)| release(project, name, tag, told)).collect()
}

fn release(project: &ProjectName, name: &str, tag: &str, told: Told) -> Result<Release, CommandError> {
    let variables = [("NAME", name), ("VERSION", tag)].into_iter().chain(told.iter().copied());
    Ok(Release {
        name: format!("{project}/{name}:{tag}").parse().map_err(unexpected)?,
        command: vec!["service".to_owned()],
        variables: variables.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
    })
}
