//! Every call of a runtime, in words that a table can hold, and an engine that answers all of them well.

use std::fmt;
use std::time::Duration;

use gig_core::name::ProjectName;
use gig_core::platform::{
    Configuration, ImageReference, InstanceKey, InstanceSpec, Network, NetworkAttachment, Pull, RestartPolicy, Volume,
};
use gig_core::runtime::{ContainerRuntime, InstanceId, NetworkId, RuntimeResult, StartMark, WantedImage};
use gig_docker::EngineRuntime;

use crate::server::Answer;

/// An instance that the engine has.
pub(crate) const INSTANCE: &str = "564adc842316";
/// A network that the engine has, and one that it does not have.
pub(crate) const NETWORK: &str = "shop_default";
pub(crate) const NEW_NETWORK: &str = "shop_new";
/// A volume that the engine does not have.
pub(crate) const NEW_VOLUME: &str = "shop_cache";
pub(crate) const IMAGE: &str = "shop/web:1";

/// A call of a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Observe,
    Inspect,
    FindImage,
    FetchImage,
    EnsureNetwork,
    EnsureVolume,
    Create,
    Start,
    StartSince,
    Stop,
    StopInOwnTime,
    Rename,
    SetRestart,
    Connect,
    Disconnect,
    Remove,
    RemoveNetwork,
    RemoveVolume,
    LogTail,
}

impl Call {
    /// Makes the call; what it returns is told in few words.
    pub(crate) async fn perform(self, engine: &EngineRuntime) -> RuntimeResult<String> {
        let project: ProjectName = "shop".parse().unwrap();
        let instance = InstanceId::new(INSTANCE);
        let second = Some(Duration::from_secs(1));
        match self {
            Self::Observe => engine.observe(&project).await.map(|seen| seen.instances.len()).map(word),
            Self::Inspect => {
                engine.inspect(&instance).await.map(|seen| if seen.is_some() { "Some" } else { "None" }.to_owned())
            }
            Self::FindImage => {
                engine.prepare_image(&WantedImage::new(image(), Pull::Never), &|_| {}).await.map(|facts| facts.platform)
            }
            Self::FetchImage => engine
                .prepare_image(&WantedImage::new(image(), Pull::Always), &|_| {})
                .await
                .map(|facts| facts.platform),
            Self::EnsureNetwork => engine.ensure_network(&project, &network()).await.map(word),
            Self::EnsureVolume => engine.ensure_volume(&project, &volume()).await.map(word),
            Self::Create => engine.create(&spec()).await.map(word),
            Self::Start => engine.start(&instance, None).await.map(word),
            Self::StartSince => engine.start(&instance, Some(&StartMark::new("before"))).await.map(word),
            Self::Stop => engine.stop(&instance, second).await.map(word),
            Self::StopInOwnTime => engine.stop(&instance, None).await.map(word),
            Self::Rename => engine.rename(&instance, &"shop_web.old".parse().unwrap()).await.map(word),
            Self::SetRestart => engine.set_restart(&instance, RestartPolicy::No).await.map(word),
            Self::Connect => engine.connect(NETWORK, &instance, &["new".to_owned()]).await.map(word),
            Self::Disconnect => engine.disconnect(NETWORK, &instance).await.map(word),
            Self::Remove => engine.remove(&instance).await.map(word),
            Self::RemoveNetwork => engine.remove_network(&NetworkId::new("feed")).await.map(word),
            Self::RemoveVolume => engine.remove_volume(NEW_VOLUME).await.map(word),
            Self::LogTail => engine.log_tail(&instance, 3).await.map(word),
        }
    }
}

fn word(value: impl fmt::Debug) -> String {
    format!("{value:?}")
}

fn image() -> ImageReference {
    IMAGE.parse().unwrap()
}

fn network() -> Network {
    Network::new("new".parse().unwrap(), NEW_NETWORK.to_owned())
}

fn volume() -> Volume {
    Volume::new("cache".parse().unwrap(), NEW_VOLUME.to_owned())
}

/// An instance on two networks, so that creating it takes two calls.
fn spec() -> InstanceSpec {
    let key = InstanceKey { project: "shop".parse().unwrap(), service: "web".parse().unwrap(), ordinal: 1 };
    let mut configuration = Configuration::new(image());
    let on = |network: &str| NetworkAttachment::new(network, Vec::new());
    configuration.networks = vec![on(NETWORK), on("shop_back")];
    InstanceSpec::new(key, "shop_web.next".parse().unwrap(), configuration)
}

macro_rules! recorded {
    ($name:literal) => {
        include_str!(concat!("../data/engine-20.10/", $name, ".json")).to_owned()
    };
}

/// Answers as an engine does with which all is well. It has what was recorded of Engine 20.10.
pub(crate) fn well(request: &str) -> Answer {
    let (method, path) = request.split_once(' ').unwrap();
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match (method, parts.as_slice()) {
        ("GET", ["version"]) => Answer::Whole(200, recorded!("version")),
        ("GET", ["containers", "json"]) => Answer::Whole(200, recorded!("containers")),
        ("GET", ["images", "json"]) => Answer::Whole(200, recorded!("images")),
        ("GET", ["networks"]) => Answer::Whole(200, recorded!("networks")),
        ("GET", ["volumes"]) => Answer::Whole(200, recorded!("volumes")),
        ("GET", ["containers", _, "json"]) => Answer::Whole(200, recorded!("running")),
        ("GET", ["images", .., "json"]) => Answer::Whole(200, recorded!("image")),
        ("GET", ["containers", _, "logs"]) => Answer::Whole(200, "\u{1}\0\0\0\0\0\0\u{4}one\n".to_owned()),
        ("GET", ["volumes", _]) => Answer::Whole(404, r#"{"message":"no such volume"}"#.to_owned()),
        ("POST", ["images", "create"]) => {
            Answer::Whole(200, "{\"status\":\"Status: Image is up to date\"}\r\n".to_owned())
        }
        ("POST", ["containers", "create"]) => Answer::Whole(201, format!(r#"{{"Id":"{INSTANCE}","Warnings":[]}}"#)),
        ("POST", ["networks", "create"]) => Answer::Whole(201, r#"{"Id":"feed","Warning":""}"#.to_owned()),
        ("POST", ["volumes", "create"]) => Answer::Whole(
            201,
            format!(
                r#"{{"Name":"{NEW_VOLUME}","Driver":"local","Mountpoint":"/v","Labels":{{}},"Options":{{}},"Scope":"local"}}"#
            ),
        ),
        ("POST", ["containers", _, "update"]) => Answer::Whole(200, r#"{"Warnings":null}"#.to_owned()),
        ("POST" | "DELETE", _) => Answer::Whole(204, String::new()),
        _ => Answer::Whole(400, format!(r#"{{"message":"not scripted: {request}"}}"#)),
    }
}
