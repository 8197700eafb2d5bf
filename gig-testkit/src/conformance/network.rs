//! Sentences about networks.

use futures_util::future::join;
use gig_core::platform::NetworkAttachment;
use gig_core::runtime::{Ensured, InstanceId, NetworkId, Removed, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, holds, refused, same};

super::sequences! {
    a_network_is_made_once:
        "`ensure_network` makes a network that is not there, and only finds it afterwards.",
    two_at_once_make_one_network:
        "Two calls of `ensure_network` at once make one network.",
    an_external_network_is_not_made:
        "`ensure_network` of an external network that is not there fails with `NotFound`, and makes none.",
    an_external_network_of_others_is_found:
        "`ensure_network` of an external network that somebody else made finds it and leaves it theirs.",
    a_network_tells_whose_it_is:
        "A network that gig made is observed with its project.",
    a_network_is_removed_once:
        "`remove_network` removes a network, and finds it gone when it is called again.",
    a_network_in_use_is_not_removed:
        "`remove_network` fails with `Conflict` while a running instance is connected.",
    an_instance_is_on_all_its_networks:
        "An instance is created on all networks of its configuration.",
    an_instance_can_be_reached_by_its_aliases:
        "An instance is created under the aliases `<service>` and `<project>_<service>` and those of its configuration, on each network.",
    a_running_instance_can_be_connected:
        "`connect` brings a running instance to a further network without starting it again.",
    connecting_twice_is_connecting_once:
        "`connect` may be repeated.",
    connecting_again_changes_the_aliases:
        "`connect` of a connected instance gives it the new aliases there in place of the old ones.",
    a_disconnected_instance_lives_on:
        "`disconnect` takes an instance off a network and leaves it running on the others.",
    disconnecting_twice_is_disconnecting_once:
        "`disconnect` may be repeated.",
    nothing_is_connected_to_a_network_that_is_not_there:
        "`connect` to a network that is not there fails with `NotFound`.",
    nothing_that_is_not_there_is_connected:
        "`connect` of an instance that is not there fails with `NotFound`.",
}

async fn networks_named(stage: &Stage<'_>, name: &str) -> Result<Vec<NetworkId>, Failure> {
    let networks = stage.observed().await?.networks.into_iter();
    Ok(networks.filter(|network| network.name == name).map(|network| network.id).collect())
}

async fn a_network_is_made_once(stage: &Stage<'_>) -> Verdict {
    let network = stage.network("front");
    for expected in [Ensured::Made, Ensured::Present] {
        same("answer", stage.runtime().ensure_network(stage.project(), &network).await?, expected)?;
    }
    same("networks of that name", networks_named(stage, &network.name).await?.len(), 1)
}

async fn two_at_once_make_one_network(stage: &Stage<'_>) -> Verdict {
    let network = stage.network("front");
    let ensure = || stage.runtime().ensure_network(stage.project(), &network);
    let (one, other) = join(ensure(), ensure()).await;
    let made = [one?, other?].into_iter().filter(|ensured| *ensured == Ensured::Made).count();
    same("networks of that name", networks_named(stage, &network.name).await?.len(), 1)?;
    // Where one of two was removed again, both may say in good faith that they made it.
    holds(made >= 1, || "nobody says that it was made".to_owned())
}

async fn an_external_network_is_not_made(stage: &Stage<'_>) -> Verdict {
    let mut network = stage.network("front");
    network.external = true;
    let ensured = stage.runtime().ensure_network(stage.project(), &network).await;
    refused(ensured, RuntimeErrorKind::NotFound)?;
    same("networks of that name", networks_named(stage, &network.name).await?.len(), 0)
}

async fn an_external_network_of_others_is_found(stage: &Stage<'_>) -> Verdict {
    let mut network = stage.network("front");
    stage.runtime().ensure_network(stage.project(), &network).await?;
    network.external = true;
    let other = stage.bench().fresh_project();
    same("answer", stage.runtime().ensure_network(&other, &network).await?, Ensured::Present)?;
    let found = stage.observed().await?.networks.into_iter().find(|found| found.name == network.name);
    same("project", found.and_then(|found| found.project), Some(stage.project().to_string()))
}

async fn a_network_tells_whose_it_is(stage: &Stage<'_>) -> Verdict {
    let network = stage.network("front");
    stage.runtime().ensure_network(stage.project(), &network).await?;
    let found = stage.observed().await?.networks.into_iter().find(|found| found.name == network.name);
    same("project", found.and_then(|found| found.project), Some(stage.project().to_string()))
}

async fn a_network_is_removed_once(stage: &Stage<'_>) -> Verdict {
    let network = stage.network("front");
    stage.runtime().ensure_network(stage.project(), &network).await?;
    let ids = networks_named(stage, &network.name).await?;
    let id = ids.first().ok_or_else(|| Failure::new("the network is not observed"))?;
    for expected in [Removed::Removed, Removed::Absent] {
        same("answer", stage.runtime().remove_network(id).await?, expected)?;
    }
    same("networks of that name", networks_named(stage, &network.name).await?.len(), 0)
}

async fn a_network_in_use_is_not_removed(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let networks = networks_named(stage, &stage.name("default")).await?;
    let network = networks.first().ok_or_else(|| Failure::new("the network is not observed"))?;
    refused(stage.runtime().remove_network(network).await, RuntimeErrorKind::Conflict)?;
    same("networks of the instance", stage.seen(&id).await?.networks, vec![stage.name("default")])
}

/// Makes an instance that is on the networks `default` and `back`, there with an alias of its own.
async fn on_two_networks(stage: &Stage<'_>) -> Result<InstanceId, Failure> {
    stage.runtime().ensure_network(stage.project(), &stage.network("back")).await?;
    let back = NetworkAttachment::new(stage.name("back"), vec!["shop-window".to_owned()]);
    let spec = stage.spec_with("web", Fixture::Service, |configuration| configuration.networks.push(back));
    stage.launch(&spec).await
}

async fn an_instance_is_on_all_its_networks(stage: &Stage<'_>) -> Verdict {
    let id = on_two_networks(stage).await?;
    let mut networks = stage.seen(&id).await?.networks;
    networks.sort();
    same("networks", networks, vec![stage.name("back"), stage.name("default")])
}

async fn has_aliases(stage: &Stage<'_>, id: &InstanceId, network: &str, expected: &[&str]) -> Verdict {
    let found = stage.bench().aliases(id, network).await?;
    let has_all = expected.iter().all(|alias| found.iter().any(|found| found == alias));
    holds(has_all, || format!("aliases on `{network}`: found {found:?}, expected {expected:?} among them"))
}

async fn an_instance_can_be_reached_by_its_aliases(stage: &Stage<'_>) -> Verdict {
    let id = on_two_networks(stage).await?;
    let long = stage.name("web");
    has_aliases(stage, &id, &stage.name("default"), &["web", &long]).await?;
    has_aliases(stage, &id, &stage.name("back"), &["web", &long, "shop-window"]).await
}

async fn connect(stage: &Stage<'_>, id: &InstanceId, aliases: &[&str]) -> Verdict {
    stage.runtime().ensure_network(stage.project(), &stage.network("back")).await?;
    let aliases: Vec<String> = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    Ok(stage.runtime().connect(&stage.name("back"), id, &aliases).await?)
}

async fn a_running_instance_can_be_connected(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let started = stage.look(&id).await?.started;
    connect(stage, &id, &["window"]).await?;
    let networks = stage.seen(&id).await?.networks;
    holds(networks.contains(&stage.name("back")), || format!("networks: found {networks:?}"))?;
    same("mark of the last start", stage.look(&id).await?.started, started)
}

async fn connecting_twice_is_connecting_once(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    connect(stage, &id, &["window"]).await?;
    connect(stage, &id, &["window"]).await?;
    has_aliases(stage, &id, &stage.name("back"), &["window"]).await
}

async fn connecting_again_changes_the_aliases(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    connect(stage, &id, &["window"]).await?;
    connect(stage, &id, &["door"]).await?;
    has_aliases(stage, &id, &stage.name("back"), &["door"]).await?;
    let found = stage.bench().aliases(&id, &stage.name("back")).await?;
    holds(!found.contains(&"window".to_owned()), || format!("aliases: found {found:?}, expected `window` to be gone"))
}

async fn a_disconnected_instance_lives_on(stage: &Stage<'_>) -> Verdict {
    let id = on_two_networks(stage).await?;
    let started = stage.look(&id).await?.started;
    stage.runtime().disconnect(&stage.name("back"), &id).await?;
    same("networks", stage.seen(&id).await?.networks, vec![stage.name("default")])?;
    same("mark of the last start", stage.look(&id).await?.started, started)
}

async fn disconnecting_twice_is_disconnecting_once(stage: &Stage<'_>) -> Verdict {
    let id = on_two_networks(stage).await?;
    for _ in 0..2 {
        stage.runtime().disconnect(&stage.name("back"), &id).await?;
    }
    same("networks", stage.seen(&id).await?.networks, vec![stage.name("default")])
}

async fn nothing_is_connected_to_a_network_that_is_not_there(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let connected = stage.runtime().connect(&stage.name("nowhere"), &id, &[]).await;
    refused(connected, RuntimeErrorKind::NotFound)
}

async fn nothing_that_is_not_there_is_connected(stage: &Stage<'_>) -> Verdict {
    let network = stage.network("front");
    stage.runtime().ensure_network(stage.project(), &network).await?;
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().connect(&network.name, &nobody, &[]).await, RuntimeErrorKind::NotFound)
}
