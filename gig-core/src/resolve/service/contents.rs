//! `configs` and `secrets` of a service.

use std::collections::HashSet;

use super::Draft;
use super::draft::normalised_target;
use crate::diagnostic::Diagnostic;
use crate::document::keys::nested;
use crate::name::ContentKey;
use crate::platform::{Declaration, Grant, Mount, MountKind, UploadedFile};
use crate::resolve::contents;
use crate::resolve::context::{Decoded, all, distinct};
use crate::resolve::shared::Declared;
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

/// The permission bits of what says nothing of them.
const READABLE: u32 = 0o444;
/// Where secrets are, unless they say otherwise.
const SECRETS: &str = "/run/secrets";

/// `configs`.
pub(super) fn configs(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configs = grants(value, &draft.shared.configs, "", draft)?;
    Ok(())
}

/// `secrets`.
pub(super) fn secrets(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.secrets = grants(value, &draft.shared.secrets, SECRETS, draft)?;
    Ok(())
}

fn grants(
    value: Value<'_>,
    declared: &Declared<Declaration>,
    folder: &str,
    draft: &mut Draft<'_>,
) -> Decoded<Vec<Grant>> {
    let hint = format!("declare it under `{}s` at the top", declared.kind);
    let mut known = HashSet::new();
    let grants = all(value.list()?.into_iter().map(|item| {
        let grant = grant(item)?;
        if !known.insert(grant.clone()) {
            return Ok(grant);
        }
        let Some(declaration) = declared.used(item.context, grant.source.as_str(), item.span(), &hint)? else {
            return Ok(grant);
        };
        if let Some(content) = contents::content(declaration, item)? {
            let (uid, gid) = (grant.uid.unwrap_or(0), grant.gid.unwrap_or(0));
            let mode = grant.mode.unwrap_or(READABLE);
            upload(item, UploadedFile { target: target(&grant, folder), uid, gid, mode, content }, draft)?;
        }
        Ok(grant)
    }));
    grants.map(distinct)
}

fn grant(item: Value<'_>) -> Decoded<Grant> {
    let Shape::Map(_) = item.shape() else {
        return Ok(Grant { source: key(item)?, target: None, uid: None, gid: None, mode: None });
    };
    let fields = item.fields(&nested::GRANT)?;
    Ok(Grant {
        source: key(fields.required("source")?)?,
        target: fields.decode("target", Value::text)?.filter(|target| !target.is_empty()),
        uid: fields.decode("uid", Value::number)?,
        gid: fields.decode("gid", Value::number)?,
        mode: fields.decode("mode", mode)?,
    })
}

fn key(value: Value<'_>) -> Decoded<ContentKey> {
    value.parse("invalid-name")
}

/// In quotes it is octal; without them it is a number as YAML has it, where only a leading zero makes it octal.
fn mode(value: Value<'_>) -> Decoded<u32> {
    let plain = value.scalar().is_some_and(|scalar| scalar.plain && !scalar.text.contains('$'));
    value.parse_with("invalid-mode", |text| {
        let octal = text.strip_prefix("0o").or_else(|| text.strip_prefix('0').filter(|rest| !rest.is_empty()));
        let bits = match octal {
            Some(digits) => u32::from_str_radix(digits, 8),
            None if plain => text.parse(),
            None => u32::from_str_radix(text, 8),
        };
        bits.map_err(|_| format!("{} is not a mode: it is octal, such as `0440`", quoted(text)))
    })
}

fn target(grant: &Grant, folder: &str) -> String {
    match &grant.target {
        Some(target) if target.starts_with('/') => target.clone(),
        Some(target) => format!("{folder}/{target}"),
        None => format!("{folder}/{}", grant.source),
    }
}

/// Adds a file, unless the instance would not see it, or somebody else's folder would keep it.
fn upload(item: Value<'_>, mut file: UploadedFile, draft: &mut Draft<'_>) -> Decoded<()> {
    let target = normalised_target(&file.target);
    file.target = target.ok_or_else(|| {
        item.error("invalid-content", format!("the target {} is not an absolute path", quoted(&file.target)))
    })?;
    if let Some(hides) = hidden_by(&file.target, draft) {
        let message = format!("{} would be put at {}, but {hides}", quoted(item.key), quoted(&file.target));
        let error = Diagnostic::error("hidden-content", message).at(item.context.place(item.span()));
        return Err(item.context.report(error.hint("give it a `target` elsewhere, or mount a volume there")));
    }
    let files = &mut draft.configuration.files;
    if files.iter().any(|other| other.target == file.target) {
        return Err(item.error("duplicate-target", format!("two files have the target {}", quoted(&file.target))));
    }
    files.push(file);
    Ok(())
}

/// Files are written into the instance before it starts, through its volumes but not through memory.
fn hidden_by(target: &str, draft: &Draft<'_>) -> Option<String> {
    match innermost(target, draft) {
        Some(mount) => match &mount.kind {
            MountKind::Tmpfs { .. } => Some(format!("the memory at `{}` is empty when it starts", mount.target)),
            MountKind::Bind { .. } => Some(format!("the folder at `{}` is the host's", mount.target)),
            MountKind::Volume { .. } | MountKind::Anonymous if mount.read_only => {
                Some(format!("the volume at `{}` is read-only", mount.target))
            }
            MountKind::Volume { .. } | MountKind::Anonymous => None,
        },
        None => draft.configuration.security.read_only.then(|| "with `read_only` nothing can be put there".to_owned()),
    }
}

fn innermost<'d>(target: &str, draft: &'d Draft<'_>) -> Option<&'d Mount> {
    let holds = |mount: &&Mount| {
        target.strip_prefix(&mount.target).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    draft.mounts.values().map(|placed| &placed.value).filter(holds).max_by_key(|mount| mount.target.len())
}
