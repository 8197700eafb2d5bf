//! What is mounted, as a document describes it: memory under `tmpfs`, everything else under `volumes`.

use std::collections::BTreeMap;

use gig_core::platform::{ByteSize, Mount, MountKind, Platform};
use gig_core::resolve::Written;
use serde_json::{Value, json};

use super::Keys;

/// Describes a mount that is not memory, in the long form.
pub(super) fn volume(mount: &Mount, written: &Written, platform: &Platform) -> Option<Value> {
    let mut keys = Keys::default();
    let is_bare = written.bare_mounts.contains(&mount.target);
    match &mount.kind {
        MountKind::Bind { source, create_source, propagation, selinux } => {
            keys.put("type", json!("bind"));
            keys.put("source", json!(source.to_string_lossy()));
            let mut bind = Keys::default();
            bind.put("create_host_path", if is_bare && *create_source { Value::Null } else { json!(create_source) });
            bind.put_some("propagation", propagation.as_ref());
            bind.put_some("selinux", *selinux);
            keys.put("bind", bind.into());
        }
        MountKind::Volume { name, no_copy } => {
            keys.put("type", json!("volume"));
            keys.put("source", json!(key_of(name, platform)));
            let mut bind = Keys::default();
            bind.put_some("selinux", written.labels_of_volumes.get(&mount.target));
            keys.put("bind", bind.into());
            let mut volume = Keys::default();
            volume.put_true("nocopy", *no_copy);
            if !is_bare {
                keys.put_even_null("volume", volume.into());
            }
        }
        MountKind::Anonymous => {
            keys.put("type", json!("volume"));
            if !is_bare {
                keys.put_even_null("volume", json!({}));
            }
        }
        MountKind::Tmpfs { .. } => return None,
    }
    keys.put("target", json!(mount.target));
    keys.put_true("read_only", mount.read_only);
    Some(keys.into())
}

fn key_of<'a>(name: &'a str, platform: &'a Platform) -> &'a str {
    platform.volumes.iter().find(|volume| volume.name == name).map_or(name, |volume| volume.key.as_str())
}

/// Describes a mount that is memory, in the short form, which alone takes every option.
pub(super) fn tmpfs(mount: &Mount) -> Option<Value> {
    let MountKind::Tmpfs { size, mode, options } = &mount.kind else {
        return None;
    };
    let words = tmpfs_options(mount.read_only, *size, *mode, options);
    let target = &mount.target;
    Some(if words.is_empty() { json!(target) } else { json!(format!("{target}:{}", words.join(","))) })
}

fn tmpfs_options(
    read_only: bool,
    size: Option<ByteSize>,
    mode: Option<u32>,
    options: &BTreeMap<String, String>,
) -> Vec<String> {
    let read_only = read_only.then(|| "ro".to_owned());
    let size = size.map(|size| format!("size={}", size.0));
    let mode = mode.map(|mode| format!("mode={mode:o}"));
    let others =
        options.iter().map(|(name, value)| if value.is_empty() { name.clone() } else { format!("{name}={value}") });
    read_only.into_iter().chain(size).chain(mode).chain(others).collect()
}
