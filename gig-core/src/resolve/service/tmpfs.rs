//! `tmpfs`.

use std::collections::BTreeMap;

use super::Draft;
use crate::platform::{Mount, MountKind};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// `tmpfs`: targets, each with options after a colon as `mount -o` has them.
pub(super) fn tmpfs(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let mount = |item: Value<'_>| {
        let mount = item.parse_with("invalid-tmpfs", parse)?;
        draft.mount(item, mount)
    };
    value.list_or_one()?.into_iter().map(mount).fold(Ok(()), Result::and)
}

fn parse(text: &str) -> Result<Mount, String> {
    let (target, written) = text.split_once(':').unwrap_or((text, ""));
    let (mut size, mut mode, mut read_only, mut options) = (None, None, false, BTreeMap::new());
    for option in written.split(',').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        match name {
            "size" => size = Some(value.parse().map_err(|error| format!("{error}"))?),
            "mode" => mode = Some(parse_mode(value)?),
            "ro" => read_only = true,
            "rw" => read_only = false,
            _ => drop(options.insert(name.to_owned(), value.to_owned())),
        }
    }
    Ok(Mount { target: target.to_owned(), read_only, kind: MountKind::Tmpfs { size, mode, options } })
}

/// Parses permission bits: octal, with or without a leading `0` or `0o`.
pub(super) fn parse_mode(text: &str) -> Result<u32, String> {
    let digits = text.strip_prefix("0o").unwrap_or(text);
    let bits = u32::from_str_radix(digits, 8).ok().filter(|bits| *bits <= 0o7777);
    bits.ok_or_else(|| format!("{} is not a mode: it is octal, such as `1777`", quoted(text)))
}
