//! The platform of `docs/examples/buzzerdeal`: started, updated, changed by one variable, and saved from a bad release.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gig_core::name::Slot;
use gig_core::runtime::{InstanceId, RunState};
use libtest_mimic::{Failed, Trial};

use crate::ground::{Answer, Ground, on_ground};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/examples/buzzerdeal");
const IMAGES: [&str; 7] = [
    "router:1.4.0",
    "usermanagement:2.0.1",
    "scoring:1.1.0",
    "tracking:2.11.1",
    "database:5.6",
    "deals:0.9.0",
    "buzzer:0.9.0",
];

/// Returns the tests of this module.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("buzzerdeal::it_starts_changes_and_survives_a_bad_release", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(on_ground("buzzerdeal", story))
    })]
}

async fn story(ground: &Ground) -> Result<(), Failed> {
    copy_example(ground)?;
    for image in IMAGES {
        ground.image(&format!("{}/{image}", ground.project)).await?;
    }
    starts_in_order(ground).await?;
    second_run_changes_nothing(ground).await?;
    one_variable_replaces_its_services(ground).await?;
    bad_release_is_put_back(ground).await?;
    done(&ground.gig("rm --yes --volumes").await?)?;
    assert!(ground.observed().await?.instances.is_empty());
    Ok(())
}

/// The example, with images of this test and a port that the engine chooses: nothing else is another.
fn copy_example(ground: &Ground) -> Result<(), Failed> {
    let folder = ground.folder();
    fs::create_dir(folder.join("tracking"))?;
    for file in ["gig.yml", "gig.profile", "tracking/config.ini"] {
        fs::copy(Path::new(EXAMPLE).join(file), folder.join(file))?;
    }
    set(ground, "DOCKER_REGISTRY", ground.project.as_str())?;
    set(ground, "ADMIN_PORT", "0")
}

/// Changes a variable in the profile.
fn set(ground: &Ground, name: &str, value: &str) -> Result<(), Failed> {
    let path = ground.folder().join("gig.profile");
    let start = format!("export {name}=");
    let text = fs::read_to_string(&path)?;
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with(&start)).collect();
    fs::write(&path, format!("{}\n{start}{value}\n", lines.join("\n")))?;
    Ok(())
}

async fn starts_in_order(ground: &Ground) -> Result<(), Failed> {
    let answer = ground.gig("start").await?;
    done(&answer)?;
    let observed = ground.observed().await?;
    assert_eq!(observed.instances.len(), IMAGES.len());
    assert!(observed.instances.iter().all(|seen| seen.state == RunState::Running), "{observed:?}");
    Ok(())
}

async fn second_run_changes_nothing(ground: &Ground) -> Result<(), Failed> {
    let before = in_service(ground).await?;
    for command in ["start", "update"] {
        let answer = ground.gig(command).await?;
        done(&answer)?;
        assert!(answer.text.contains("nothing to do"), "{}", answer.text);
    }
    assert_eq!(ground.gig("plan update --exit-code").await?.exit, 0);
    assert_eq!(in_service(ground).await?, before);
    Ok(())
}

/// `SCORE_LIMIT` is used by two services.
async fn one_variable_replaces_its_services(ground: &Ground) -> Result<(), Failed> {
    let before = in_service(ground).await?;
    set(ground, "SCORE_LIMIT", "250")?;
    assert_eq!(ground.gig("plan update --exit-code").await?.exit, 3);
    done(&ground.gig("update").await?)?;
    let after = in_service(ground).await?;
    let replaced: Vec<&str> =
        before.iter().filter(|(service, id)| after.get(*service) != Some(id)).map(|(name, _)| name.as_str()).collect();
    assert_eq!(replaced, ["deals", "scoring"]);
    Ok(())
}

async fn bad_release_is_put_back(ground: &Ground) -> Result<(), Failed> {
    let before = in_service(ground).await?;
    let file = ground.folder().join("gig.yml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.replace("    NAME: deals\n", "    NAME: deals\n    PORT: \"not a port\"\n"))?;
    let answer = ground.gig("update").await?;
    assert_eq!(answer.exit, 30, "{}", answer.text);
    assert_eq!(in_service(ground).await?, before);
    let observed = ground.observed().await?;
    assert!(observed.instances.iter().any(|seen| seen.name.slot == Slot::Failed && !seen.state.is_alive()));
    let again = ground.gig("update").await?;
    done(&again)?;
    assert!(again.text.contains("failed before"), "{}", again.text);
    fs::write(&file, text)?;
    Ok(())
}

fn done(answer: &Answer) -> Result<(), Failed> {
    if answer.exit == 0 { Ok(()) } else { Err(format!("exit {}\n{}", answer.exit, answer.text).into()) }
}

/// The instances in service, each of which must live, by service.
async fn in_service(ground: &Ground) -> Result<BTreeMap<String, InstanceId>, Failed> {
    let observed = ground.observed().await?;
    let base = observed.instances.into_iter().filter(|seen| seen.name.slot == Slot::Base);
    Ok(base
        .filter(|seen| seen.state == RunState::Running)
        .map(|seen| (seen.key.service.to_string(), seen.id))
        .collect())
}
