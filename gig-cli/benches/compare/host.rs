//! On what was measured, and what else it had to do.

use std::fs;

use super::ground::Ground;

/// Describes the machine, the contestants and the load.
pub(super) fn description(ground: &Ground) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let compose = ground.compose.as_deref().unwrap_or("not installed, so its column is empty");
    let rounds =
        if ground.quick { "One round, which says little." } else { "Medians, with the least and the greatest." };
    format!(
        "{} ({cores} cores), load at the beginning: {}.\ngig {}; {}; docker compose: {compose}.\n{rounds}",
        processor(),
        load(),
        env!("CARGO_PKG_VERSION"),
        ground.engine,
    )
}

/// The mean number of processes that wanted to run in the last 1, 5 and 15 minutes.
pub(super) fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let means: Vec<&str> = text.split_whitespace().take(3).collect();
    if means.is_empty() { "unknown".to_owned() } else { means.join(", ") }
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = text.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, model)| model.trim().to_owned())
}
