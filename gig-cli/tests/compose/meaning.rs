//! What a text means, without the way through the words that are shown.

use std::path::Path;

use gig_core::diagnostic::SourceText;
use gig_core::document;
use gig_core::platform::{Platform, Service};
use gig_core::resolve::{EnvFiles, FileError, Files, Inputs, Origin, PathKind, Variables, describe};

struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &Path) -> Result<String, FileError> {
        Err(FileError::Missing)
    }

    fn kind(&self, _path: &Path) -> PathKind {
        PathKind::Missing
    }
}

/// Returns the platform that `text` describes. Whether a restart of what is needed is followed is left out: of links the
/// words shown say more than the file, as compose does.
pub(crate) fn platform(text: &str) -> Platform {
    let document = document::parse(SourceText::new("compose.yaml", "/p", text)).unwrap();
    let mut variables = Variables::default();
    variables.set_default("HOME", "/root", Origin::Environment);
    let mut inputs = Inputs::new(variables, &NoFiles);
    (inputs.project, inputs.home) = ("p".parse().ok(), Some("/root".into()));
    (inputs.profiles, inputs.env_files) = (vec!["*".to_owned()], EnvFiles::Unread);
    let mut platform = describe(&document, &"default".parse().unwrap(), &inputs).unwrap().platform;
    platform.services.iter_mut().for_each(sort);
    platform.services.sort_by(|one, other| one.name.cmp(&other.name));
    platform.networks.sort_by(|one, other| one.key.cmp(&other.key));
    platform.volumes.sort_by(|one, other| one.key.cmp(&other.key));
    platform.configs.sort_by(|one, other| one.key.cmp(&other.key));
    platform.secrets.sort_by(|one, other| one.key.cmp(&other.key));
    platform
}

/// Says what goes without saying, and puts in order what comes from maps.
fn sort(service: &mut Service) {
    service.depends_on.iter_mut().for_each(|need| need.restarts = false);
    service.depends_on.sort_by(|one, other| one.service.cmp(&other.service));
    service.configuration.networks.sort_by(|one, other| one.network.cmp(&other.network));
    service.configuration.mounts.sort_by(|one, other| one.target.cmp(&other.target));
    for secret in &mut service.secrets {
        secret.target.get_or_insert_with(|| format!("/run/secrets/{}", secret.source));
    }
}
