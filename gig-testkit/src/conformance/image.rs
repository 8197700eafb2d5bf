//! Sentences about images.

use gig_core::platform::Pull;
use gig_core::runtime::{RuntimeErrorKind, WantedImage};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, refused, same};

super::sequences! {
    an_image_that_is_present_is_prepared_without_fetching:
        "`prepare_image` of an image that is present returns its facts, also where nothing may be fetched.",
    an_image_that_is_absent_and_must_not_be_fetched_is_unavailable:
        "`prepare_image` of an absent image that must not be fetched fails with `ImageUnavailable`.",
    the_facts_of_an_image_name_its_volumes:
        "The facts of an image name the paths that it declares as volumes.",
    the_facts_of_an_image_name_its_platform:
        "The facts of an image name the operating system and the architecture, as in `linux/amd64`.",
    present_images_are_observed_by_familiar_reference:
        "`observe` lists every image that is present under its familiar reference, tag included, with the id that `prepare_image` gives.",
    absent_images_are_not_observed:
        "`observe` does not list an image that is absent.",
    an_instance_has_the_image_it_was_created_with:
        "An instance has the id of the image that its reference meant when it was created.",
}

async fn an_image_that_is_present_is_prepared_without_fetching(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Service).image;
    let with_leave = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Missing), &|_| {}).await?;
    let without = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await?;
    same("facts of the image", without, with_leave)
}

async fn an_image_that_is_absent_and_must_not_be_fetched_is_unavailable(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Absent).image;
    let prepared = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await;
    refused(prepared, RuntimeErrorKind::ImageUnavailable)
}

async fn the_facts_of_an_image_name_its_volumes(stage: &Stage<'_>) -> Verdict {
    for (fixture, expected) in [(Fixture::WithVolume, vec!["/data".to_owned()]), (Fixture::Service, Vec::new())] {
        let image = stage.bench().configuration(fixture).image;
        let facts = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await?;
        same("volumes of the image", facts.volumes, expected)?;
    }
    Ok(())
}

async fn the_facts_of_an_image_name_its_platform(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Service).image;
    let platform =
        stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await?.platform;
    let is_pair =
        platform.split_once('/').is_some_and(|(system, architecture)| !system.is_empty() && !architecture.is_empty());
    holds(is_pair, || format!("platform: found `{platform}`, expected a pair such as `linux/amd64`"))
}

async fn present_images_are_observed_by_familiar_reference(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Service).image;
    let facts = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await?;
    let observed = stage.observed().await?;
    same("id of the image", observed.images.get(&image.familiar()), Some(&facts.id))
}

async fn absent_images_are_not_observed(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Absent).image.familiar();
    same("id of the image", stage.observed().await?.images.get(&image), None)
}

async fn an_instance_has_the_image_it_was_created_with(stage: &Stage<'_>) -> Verdict {
    let image = stage.bench().configuration(Fixture::Service).image;
    let facts = stage.runtime().prepare_image(&WantedImage::new(image.clone(), Pull::Never), &|_| {}).await?;
    let id = stage.created("web", Fixture::Service).await?;
    let seen = stage.seen(&id).await?;
    same("observed id of the image", &seen.image_id, &facts.id)?;
    same("observed reference", seen.image, image.to_string())?;
    same("inspected id of the image", stage.look(&id).await?.image_id, facts.id)
}
