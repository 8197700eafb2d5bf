//! A look at the engine as deep as a plan needs it.

use futures_util::future::try_join_all;

use super::{ContainerRuntime, Observed, RuntimeResult};
use crate::plan::to_inspect;
use crate::platform::Platform;

/// Observes the project of `platform`, and looks closely at every instance that differs from it.
///
/// # Errors
/// As the runtime's own calls.
pub async fn observe_for(runtime: &dyn ContainerRuntime, platform: &Platform) -> RuntimeResult<Observed> {
    let mut observed = runtime.observe(&platform.project).await?;
    let differing = to_inspect(platform, &observed);
    let inspected = try_join_all(differing.iter().map(|id| runtime.inspect(id))).await?;
    let inspected = inspected.into_iter().flatten();
    observed.inspections.extend(inspected.map(|inspection| (inspection.id.clone(), inspection)));
    Ok(observed)
}
