//! `volumes`, short form; the long form is in [`volumes_long`](super::volumes_long).

use super::{Draft, bind, volumes_long};
use crate::diagnostic::Diagnostic;
use crate::document::Layout;
use crate::platform::{InvalidMount, Mount, MountFault, MountKind, ShortMount};
use crate::resolve::context::Decoded;
use crate::resolve::paths;
use crate::resolve::value::{Shape, Value};

const DECLARE: &str = "declare it under the top-level `volumes`, or write `./` before it if it is a folder";

/// `volumes`.
pub(super) fn volumes(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let items = value.list()?;
    draft.expect_mounts(items.len());
    let mount = |item: Value<'_>| {
        let mount = match item.shape() {
            Shape::Map(_) => volumes_long::mount(item, draft).inspect_err(|_| volumes_long::keep(item, draft))?,
            Shape::Null | Shape::Scalar | Shape::List(_) => short(item, draft)?,
        };
        draft.mount(item, mount)
    };
    items.into_iter().map(mount).fold(Ok(()), Result::and)
}

fn short(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<Mount> {
    let text = value.text_without_gaps("another folder would be mounted")?;
    let short = text.parse().or_else(|error| flawed(value, &text, &error))?;
    if let Some(consistency) = &short.consistency {
        value.context.warn(value.span(), "inert-option", format!("the option `{consistency}` has no effect"));
    }
    let kind = match &short.source {
        None => MountKind::Anonymous,
        Some(source) if is_path(source, draft) => path(value, source, &short, draft)?,
        Some(key) => named(value, key, &short, draft)?,
    };
    Ok(Mount { target: short.target, read_only: short.read_only, kind })
}

/// Reads what can be described all the same, as docker compose reads it: one or two characters are a target, and
/// options that nobody knows are passed over.
fn flawed(value: Value<'_>, text: &str, invalid: &InvalidMount) -> Decoded<ShortMount> {
    let read = match invalid.fault {
        MountFault::EmptyPart if text.len() <= 2 => {
            Some(ShortMount { target: text.to_owned(), ..ShortMount::default() })
        }
        MountFault::Option(_) => without_unknown_options(text),
        _ => None,
    };
    let read = read.ok_or_else(|| value.error("invalid-volume", invalid.to_string()))?;
    value.flaw(Diagnostic::error("invalid-volume", invalid.to_string())).map(|()| read)
}

fn without_unknown_options(text: &str) -> Option<ShortMount> {
    let (mount, options) = text.rsplit_once(':')?;
    let is_known = |option: &&str| format!("{mount}:{option}").parse::<ShortMount>().is_ok();
    let known: Vec<&str> = options.split(',').filter(is_known).collect();
    if known.is_empty() { mount.parse().ok() } else { format!("{mount}:{}", known.join(",")).parse().ok() }
}

fn path(value: Value<'_>, source: &str, short: &ShortMount, draft: &mut Draft<'_>) -> Decoded<MountKind> {
    if short.no_copy {
        return Err(value.error("invalid-volume", "the option `nocopy` is for volumes, and the source is a path"));
    }
    let source = bind::source(value, source, true, draft)?;
    Ok(MountKind::Bind { source, create_source: true, propagation: short.propagation.clone(), selinux: short.selinux })
}

fn named(value: Value<'_>, key: &str, short: &ShortMount, draft: &mut Draft<'_>) -> Decoded<MountKind> {
    if let Some(propagation) = &short.propagation {
        let message = format!("the option `{propagation}` is for paths, and the source is a volume");
        return Err(value.error("invalid-volume", message));
    }
    if let Some(label) = short.selinux {
        value.context.warn(value.span(), "inert-option", format!("the option `{label}` has no effect on a volume"));
        draft.describe(|written| _ = written.labels_of_volumes.insert(short.target.clone(), label));
    }
    Ok(MountKind::Volume { name: volume(value, key, draft)?, no_copy: short.no_copy })
}

/// In the fig layout a name is a folder beside the file, unless a volume of that name is declared.
fn is_path(source: &str, draft: &Draft<'_>) -> bool {
    let fig = || match draft.shared.context.document.layout {
        Layout::Fig => source.contains('/') || !draft.shared.volumes.contains(source),
        Layout::Services => false,
    };
    source.starts_with(['.', '/', '~']) || paths::is_of_windows(source) || fig()
}

/// Returns the name on the engine of the volume declared as `key`.
pub(super) fn volume(value: Value<'_>, key: &str, draft: &Draft<'_>) -> Decoded<String> {
    let volume = draft.shared.volumes.used(value.context, key, value.span(), DECLARE)?;
    Ok(volume.map_or_else(|| key.to_owned(), |volume| volume.name.clone()))
}
