//! The project's name: given by the user, by the document, or by its folder.

use super::context::{Context, Decoded};
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::name::{InvalidName, ProjectName};
use crate::visible::quoted;

/// Returns the project's name.
pub(super) fn name(context: &Context<'_>) -> Decoded<ProjectName> {
    if let Some(project) = &context.inputs.project {
        return Ok(project.clone());
    }
    let written = context.document.name.as_ref().map(|node| Value::new(context, "name", node));
    match written.filter(|value| !value.is_null()) {
        Some(value) => value.parse("invalid-name"),
        None => of_folder(context),
    }
}

/// Returns what takes the place of a wrong name, so that the services are checked all the same.
pub(super) fn stand_in() -> ProjectName {
    "project".parse().expect("a word in lower case is a project name")
}

fn of_folder(context: &Context<'_>) -> Decoded<ProjectName> {
    let folder = context.document.sources.first().directory.file_name().unwrap_or_default().to_string_lossy();
    name_of_folder(&folder).map_err(|_| {
        let message = format!("the folder's name {} gives no project name", quoted(&folder));
        let error = Diagnostic::error("no-project-name", message).at(context.place(Span::default()));
        context.report(error.hint("name the project: `name:`, or `-p`"))
    })
}

/// Returns the name of the project whose file stands in a folder that is called so.
///
/// # Errors
/// Where nothing of the folder's name can stand in a name.
pub fn name_of_folder(folder: &str) -> Result<ProjectName, InvalidName> {
    normalised(folder).parse()
}

/// Makes of a folder's name what compose makes of it.
fn normalised(folder: &str) -> String {
    let lower = folder.to_lowercase();
    let kept: String =
        lower.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(*c)).collect();
    kept.trim_start_matches(['_', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::normalised;

    #[test]
    fn a_folder_gives_the_name_that_compose_would_take() {
        for (folder, expected) in [("Shop", "shop"), ("my.shop 2", "myshop2"), ("_-shop_-", "shop_-"), ("Über", "ber")]
        {
            assert_eq!(normalised(folder), expected);
        }
    }
}
