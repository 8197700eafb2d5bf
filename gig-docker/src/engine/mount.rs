//! Mounts, in gig's words and in the engine's, in both directions.
//!
//! The engine keeps mounts in three places, and the place says what a mount is: `Binds` holds host paths that are
//! made where they are missing, and volumes that were inherited for a path the image declares; `Mounts` holds
//! everything the file says about volumes, and host paths that must exist; `Tmpfs` holds memory.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use bollard::models::{
    HostConfig, Mount as EngineMount, MountBindOptions, MountBindOptionsPropagationEnum, MountType, MountVolumeOptions,
};
use gig_core::platform::{ByteSize, InheritedVolume, Mount, MountKind};

/// Where the engine wants mounts.
#[derive(Debug, Default, PartialEq)]
pub(super) struct EngineMounts {
    pub(super) binds: Vec<String>,
    pub(super) mounts: Vec<EngineMount>,
    pub(super) tmpfs: HashMap<String, String>,
}

/// Says `mounts` in the engine's words. An inherited volume takes the place of an anonymous one; where the file says
/// nothing about its path, it takes the place of the volume that the image declares there.
pub(super) fn to_engine(mounts: &[Mount], inherited: &[InheritedVolume]) -> EngineMounts {
    let mut engine = EngineMounts::default();
    for mount in mounts {
        engine.add(mount, inherited);
    }
    let undeclared = inherited.iter().filter(|volume| mounts.iter().all(|mount| mount.target != volume.target));
    // `nocopy`: what the predecessor left empty stays empty.
    engine.binds.extend(undeclared.map(|volume| format!("{}:{}:nocopy", volume.volume, volume.target)));
    engine
}

impl EngineMounts {
    fn add(&mut self, mount: &Mount, inherited: &[InheritedVolume]) {
        let Mount { target, read_only, kind } = mount;
        match kind {
            MountKind::Bind { source, create_source, propagation, selinux } if *create_source || selinux.is_some() => {
                // Only this form makes a missing source, and only this form takes an SELinux label.
                self.binds.push(bind_text(source, target, *read_only, propagation.as_deref(), *selinux));
            }
            MountKind::Bind { source, propagation, .. } => {
                self.mounts.push(existing_path(source, target, *read_only, propagation.as_deref()));
            }
            MountKind::Volume { name, no_copy } => {
                self.mounts.push(volume(Some(name.clone()), target, *read_only, *no_copy));
            }
            MountKind::Anonymous => {
                let taken_over = inherited.iter().find(|volume| volume.target == *target);
                let name = taken_over.map(|inherited| inherited.volume.clone());
                self.mounts.push(volume(name, target, *read_only, taken_over.is_some()));
            }
            MountKind::Tmpfs { size, mode, options } => {
                self.tmpfs.insert(target.clone(), tmpfs_text(*read_only, *size, *mode, options));
            }
        }
    }
}

fn bind_text(source: &Path, target: &str, read_only: bool, propagation: Option<&str>, selinux: Option<char>) -> String {
    let access = read_only.then(|| "ro".to_owned());
    let options: Vec<String> =
        [access, selinux.map(String::from), propagation.map(str::to_owned)].into_iter().flatten().collect();
    let path = format!("{}:{target}", source.display());
    if options.is_empty() { path } else { format!("{path}:{}", options.join(",")) }
}

fn existing_path(source: &Path, target: &str, read_only: bool, propagation: Option<&str>) -> EngineMount {
    EngineMount {
        typ: Some(MountType::BIND),
        source: Some(source.display().to_string()),
        target: Some(target.to_owned()),
        read_only: Some(read_only),
        bind_options: propagation
            .and_then(|text| text.parse().ok())
            .map(|propagation| MountBindOptions { propagation: Some(propagation), ..MountBindOptions::default() }),
        ..EngineMount::default()
    }
}

fn volume(name: Option<String>, target: &str, read_only: bool, no_copy: bool) -> EngineMount {
    EngineMount {
        typ: Some(MountType::VOLUME),
        source: name,
        target: Some(target.to_owned()),
        read_only: Some(read_only),
        volume_options: no_copy.then(|| MountVolumeOptions { no_copy: Some(true), ..MountVolumeOptions::default() }),
        ..EngineMount::default()
    }
}

fn tmpfs_text(
    read_only: bool,
    size: Option<ByteSize>,
    mode: Option<u32>,
    options: &BTreeMap<String, String>,
) -> String {
    let access = read_only.then(|| "ro".to_owned());
    let size = size.map(|ByteSize(bytes)| format!("size={bytes}"));
    let mode = mode.map(|mode| format!("mode={mode:o}"));
    let others =
        options.iter().map(|(name, value)| if value.is_empty() { name.clone() } else { format!("{name}={value}") });
    [access, size, mode].into_iter().flatten().chain(others).collect::<Vec<_>>().join(",")
}

/// Says the mounts of an instance in gig's words, by target. What it inherited for the image is left out.
pub(super) fn from_engine(host: &HostConfig) -> Vec<Mount> {
    let binds = host.binds.iter().flatten().filter_map(|text| bind(text));
    let mounts = host.mounts.iter().flatten().filter_map(mount);
    let tmpfs = host.tmpfs.iter().flatten().map(|(target, options)| tmpfs(target, options));
    let mut all: Vec<Mount> = binds.chain(mounts).chain(tmpfs).collect();
    sort(&mut all);
    all
}

/// Puts mounts in the order in which they are read back.
pub(super) fn sort(mounts: &mut [Mount]) {
    mounts.sort_by(|one, other| one.target.cmp(&other.target));
}

fn bind(text: &str) -> Option<Mount> {
    let mut parts = text.splitn(3, ':');
    let (source, target) = (parts.next()?, parts.next()?);
    let options: Vec<&str> = parts.next().unwrap_or("").split(',').filter(|option| !option.is_empty()).collect();
    let selinux = options.iter().find(|option| matches!(**option, "z" | "Z")).and_then(|label| label.chars().next());
    let propagation = options
        .iter()
        .find(|option| option.ends_with("private") || option.ends_with("shared") || option.ends_with("slave"));
    source.starts_with('/').then(|| Mount {
        target: target.to_owned(),
        read_only: options.contains(&"ro"),
        kind: MountKind::Bind {
            source: PathBuf::from(source),
            create_source: true,
            propagation: propagation.map(|&text| text.to_owned()),
            selinux,
        },
    })
}

fn mount(mount: &EngineMount) -> Option<Mount> {
    let kind = match mount.typ? {
        MountType::BIND => MountKind::Bind {
            source: PathBuf::from(mount.source.as_deref()?),
            create_source: false,
            propagation: propagation(mount),
            selinux: None,
        },
        MountType::VOLUME => volume_kind(mount),
        MountType::TMPFS | MountType::CLUSTER | MountType::IMAGE | MountType::NPIPE => return None,
    };
    Some(Mount { target: mount.target.clone()?, read_only: mount.read_only.unwrap_or(false), kind })
}

fn propagation(mount: &EngineMount) -> Option<String> {
    let propagation = mount.bind_options.as_ref()?.propagation?;
    (propagation != MountBindOptionsPropagationEnum::EMPTY).then(|| propagation.to_string())
}

fn volume_kind(mount: &EngineMount) -> MountKind {
    let no_copy = mount.volume_options.as_ref().and_then(|options| options.no_copy).unwrap_or(false);
    match mount.source.as_deref() {
        None | Some("") => MountKind::Anonymous,
        Some(name) if is_anonymous(name) => MountKind::Anonymous,
        Some(name) => MountKind::Volume { name: name.to_owned(), no_copy },
    }
}

/// The engine gives a volume without a name 64 hexadecimal digits for one.
fn is_anonymous(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn tmpfs(target: &str, text: &str) -> Mount {
    let (mut read_only, mut size, mut mode, mut options) = (false, None, None, BTreeMap::new());
    for option in text.split(',').filter(|option| !option.is_empty()) {
        match option.split_once('=') {
            None if option == "ro" => read_only = true,
            Some(("size", value)) if value.parse::<u64>().is_ok() => size = value.parse().ok().map(ByteSize),
            Some(("mode", value)) if u32::from_str_radix(value, 8).is_ok() => mode = u32::from_str_radix(value, 8).ok(),
            Some((name, value)) => drop(options.insert(name.to_owned(), value.to_owned())),
            None => drop(options.insert(option.to_owned(), String::new())),
        }
    }
    Mount { target: target.to_owned(), read_only, kind: MountKind::Tmpfs { size, mode, options } }
}
