//! Image references.

use gig_core::platform::ImageReference;
use serde_json::{Value, json};

use super::{Deviation, Row, compare, function, is_accepted, text};

const AN_ID: &str = "an image is wanted by its name";

const DEVIATIONS: &[Deviation] = &[
    ("dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c", AN_ID),
    ("sha256:dbcc1c35ac38df41fd2f5e4130b32ffdb93ebae8b3dbe638c23575912276fc9c", AN_ID),
];

#[test]
fn references_mean_what_they_mean_to_docker() {
    compare("image_reference", DEVIATIONS, |case| match function(case) {
        "ParseNormalizedNamed" | "ParseAnyReference" | "ParseDockerRef" => vec![normalized(case)],
        "Parse" => vec![pieces(case)],
        // Names that lack a domain or have a tag are refused here, and are fine in a file.
        "ParseNamed" | "WithName" if is_accepted(case) => vec![pieces(case)],
        "ParseNamed" | "WithName" | "FamiliarMatch" => vec![],
        other => panic!("{other}"),
    });
}

#[test]
fn images_of_real_files_mean_what_they_mean_to_docker() {
    compare("realworld_image", &[], |case| {
        let result = case.get("result").map(|result| row(case, result));
        vec![result.unwrap_or_else(|| Row::new(text(&case["input"]), None, parsed(case).map(|_| Value::Null)))]
    });
}

fn parsed(case: &Value) -> Option<ImageReference> {
    text(&case["input"]).parse().ok()
}

fn normalized(case: &Value) -> Row {
    row(case, case)
}

fn row(case: &Value, result: &Value) -> Row {
    let theirs = is_accepted(case).then(|| {
        json!([
            result["name"],
            result["familiar"].as_str().map(|familiar| listed(familiar, result)),
            digest_or_tag(result)
        ])
    });
    let ours = parsed(case).map(|image| {
        let tag = Some(image.tag().unwrap_or("latest"));
        json!([image.name(), image.familiar(), image.digest().or(tag)])
    });
    Row::new(text(&case["input"]), theirs, ours)
}

fn digest_or_tag(result: &Value) -> &str {
    result["digest"].as_str().or(result["tag"].as_str()).unwrap_or("latest")
}

/// Returns the familiar reference as an engine lists it: with a tag, or with a digest only.
fn listed(familiar: &str, result: &Value) -> String {
    match (result["tag"].as_str(), result["digest"].as_str()) {
        (Some(tag), Some(digest)) => familiar.replace(&format!(":{tag}@{digest}"), &format!("@{digest}")),
        (None, None) => format!("{familiar}:latest"),
        _ => familiar.to_owned(),
    }
}

/// Compares what does not depend on the domain, which these functions do not add.
fn pieces(case: &Value) -> Row {
    let theirs = is_accepted(case).then(|| json!([case["tag"], case["digest"]]));
    let ours = parsed(case).map(|image| json!([image.tag(), image.digest()]));
    Row::new(text(&case["input"]), theirs, ours)
}
