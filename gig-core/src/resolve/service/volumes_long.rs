//! `volumes`, long form.

use std::collections::BTreeMap;

use super::written::{changed, expanded, located, without_empty};
use super::{Draft, bind, tmpfs, volumes};
use crate::diagnostic::Diagnostic;
use crate::document::Node;
use crate::document::keys::nested;
use crate::platform::{Mount, MountKind};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Fields, Shape, Value};
use crate::visible::quoted;

/// Returns the mount that a long form describes.
pub(super) fn mount(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<Mount> {
    let fields = value.fields(&nested::MOUNT)?;
    let kind = fields.required("type")?;
    let target = fields.required("target")?.text_without_gaps("something else would be mounted over")?;
    let read_only = fields.decode("read_only", Value::boolean)?.unwrap_or(false);
    if ["bind", "volume", "tmpfs"].iter().all(|options| fields.field(options).is_none()) {
        draft.describe(|written| _ = written.bare_mounts.insert(target.clone()));
    }
    let kind = match kind.text()?.as_str() {
        "bind" => bind(fields, draft)?,
        "volume" => {
            let bind = fields.decode("bind", |value| value.fields(&nested::MOUNT_BIND))?;
            let label = bind.map(|bind| bind.decode("selinux", selinux)).transpose()?.flatten();
            let label = label.map(|label| (target.clone(), label));
            draft.describe(|written| written.labels_of_volumes.extend(label));
            volume(fields, draft)?
        }
        "tmpfs" => memory(fields)?,
        known @ ("image" | "npipe" | "cluster") => {
            return Err(kind.error("unsupported-value", format!("the type `{known}` is not supported yet")));
        }
        other => {
            let message = format!("{} is not a type of mount: it is `bind`, `volume` or `tmpfs`", quoted(other));
            return Err(kind.error("unknown-value", message));
        }
    };
    Ok(Mount { target, read_only, kind })
}

/// Keeps a mount that cannot be carried out for who wants to see what the document says. Its volume is used.
pub(super) fn keep(value: Value<'_>, draft: &mut Draft<'_>) {
    let context = value.context;
    let (true, Shape::Map(keys)) = (context.is_described(), value.shape()) else { return };
    let Ok(mount) = expanded(context, value.key, value.node()) else { return };
    let is = |kind: &str| keys.value("type").and_then(Node::as_scalar).is_some_and(|scalar| scalar.text == kind);
    if let Some(entry) = keys.entry("source").filter(|_| is("volume")) {
        let source = Value::new(context, &entry.key, &entry.value);
        let volume = source.text().and_then(|key| volumes::volume(source, &key, draft));
        draft.describe(|written| written.volumes.extend(volume));
    }
    let source = |source| if is("bind") { located(context, source) } else { source };
    draft.describe(|written| written.mounts.push(without_empty(changed(mount, "source", source))));
}

fn source(fields: Fields<'_>) -> Decoded<Option<(Value<'_>, String)>> {
    fields.decode("source", |at| Ok((at, at.text_without_gaps("another folder would be mounted")?)))
}

fn bind(fields: Fields<'_>, draft: &mut Draft<'_>) -> Decoded<MountKind> {
    let options = fields.decode("bind", |value| value.fields(&nested::MOUNT_BIND))?;
    let option = |key: &str| options.and_then(|options| options.field(key));
    let create_source = option("create_host_path").map(Value::boolean).transpose()?.unwrap_or(true);
    let propagation = option("propagation").map(propagation).transpose()?;
    let selinux = option("selinux").map(selinux).transpose()?;
    let at = fields.required("source")?;
    let written = at.text_without_gaps("another folder would be mounted")?;
    if written.is_empty() {
        at.flaw(Diagnostic::error("invalid-volume", "the source is empty"))?;
    }
    let source = bind::source(at, &written, create_source, draft)?;
    Ok(MountKind::Bind { source, create_source, propagation, selinux })
}

fn volume(fields: Fields<'_>, draft: &Draft<'_>) -> Decoded<MountKind> {
    let options = fields.decode("volume", |value| value.fields(&nested::MOUNT_VOLUME))?;
    let no_copy = options.and_then(|options| options.field("nocopy")).map(Value::boolean).transpose()?.unwrap_or(false);
    match source(fields)? {
        Some((at, key)) if !key.is_empty() => {
            Ok(MountKind::Volume { name: volumes::volume(at, &key, draft)?, no_copy })
        }
        _ => Ok(MountKind::Anonymous),
    }
}

fn memory(fields: Fields<'_>) -> Decoded<MountKind> {
    if let Some((at, _)) = source(fields)? {
        return Err(at.error("invalid-volume", "a mount of type `tmpfs` has no source"));
    }
    let options = fields.decode("tmpfs", |value| value.fields(&nested::MOUNT_TMPFS))?;
    let option = |key: &str| options.and_then(|options| options.field(key));
    Ok(MountKind::Tmpfs {
        size: option("size").map(|size| size.parse("invalid-size")).transpose()?,
        mode: option("mode").map(|mode| mode.parse_with("invalid-mode", tmpfs::parse_mode)).transpose()?,
        options: BTreeMap::new(),
    })
}

fn propagation(value: Value<'_>) -> Decoded<String> {
    value.parse_with("unknown-value", |text| match text {
        "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave" => Ok(text.to_owned()),
        _ => Err(format!(
            "{} is not a propagation: it is `private`, `shared` or `slave`, or one of them with an `r` before it",
            quoted(text)
        )),
    })
}

fn selinux(value: Value<'_>) -> Decoded<char> {
    value.parse_with("unknown-value", |text| match text {
        "z" => Ok('z'),
        "Z" => Ok('Z'),
        _ => Err(format!("{} is not an SELinux label: it is `z` or `Z`", quoted(text))),
    })
}
