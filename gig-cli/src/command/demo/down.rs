//! `demo --down`: everything that the demo has made is removed, from wherever it is asked for.

use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;
use gig_core::runtime::ObservedInstance;

use super::folder::Folder;
use super::invocation::Invocation;
use crate::error::CommandError;
use crate::host::Host;
use crate::render::demo as render;

/// Removes everything that the demo of this project has made.
pub(super) async fn down(
    project: &ProjectName,
    folder: &Folder,
    invocation: &Invocation,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let runtime = host.connect().await?;
    let images = host.engine.own_images(&host.environment).await?;
    let made = images.made_for(project).await?;
    let observed = runtime.observe(project).await?;
    if let Some(other) = observed.instances.iter().find(|instance| !made.contains(&instance.image_id)) {
        return Err(not_ours(other));
    }
    if !made.is_empty() {
        // The file may have been changed, or be gone.
        let words = ["rm", "--yes", "--volumes", "--remove-orphans"];
        let exit = invocation.carry_out_without_file(&words, host).await?;
        if exit != ExitCode::Done {
            return Ok(exit);
        }
    }
    let images = images.remove(project).await?;
    let files = folder.remove(project);
    host.console.show(&render::gone(images, &files, &folder.shown()))?;
    Ok(ExitCode::Done)
}

fn not_ours(instance: &ObservedInstance) -> CommandError {
    let ObservedInstance { name, image, .. } = instance;
    CommandError::unexpected(format!("`{name}` runs `{image}`, which is not the demo's; nothing was touched"))
        .hint("remove it first, or name the project of the demo with `-p`")
}
