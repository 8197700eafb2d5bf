//! The smaller keys of what an instance may take.

use super::{Draft, present};
use crate::platform::ByteSize;
use crate::resolve::context::Decoded;
use crate::resolve::shared::by_name;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// `memswap_limit`: a size, or -1 for no limit.
pub(super) fn memswap_limit(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.resources.memswap = Some(value.parse_with("invalid-size", |text| match text {
        "-1" => Ok(-1),
        _ => text.parse::<ByteSize>().map(|size| i64::try_from(size.0).unwrap_or(i64::MAX)),
    })?);
    Ok(())
}

/// `mem_swappiness`: from 0 to 100.
pub(super) fn mem_swappiness(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.resources.mem_swappiness = Some(within(value, 0, 100)?);
    Ok(())
}

/// `oom_score_adj`: from -1000 to 1000.
pub(super) fn oom_score_adj(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.resources.oom_score_adj = Some(within(value, -1000, 1000)?);
    Ok(())
}

fn within(value: Value<'_>, least: i64, most: i64) -> Decoded<i64> {
    let number = value.number()?;
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(value.error("invalid-amount", format!("{} is from {least} to {most}, found {number}", quoted(value.key))))
}

/// `storage_opt`.
pub(super) fn storage_opt(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.resources.storage = by_name(value)?;
    Ok(())
}

/// `sysctls`.
pub(super) fn sysctls(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.sysctls = by_name(value)?;
    Ok(())
}

/// `annotations`.
pub(super) fn annotations(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.annotations = by_name(value)?;
    Ok(())
}

/// `cpuset`.
pub(super) fn cpuset(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.resources.cpuset = present(value.text()?);
    Ok(())
}
