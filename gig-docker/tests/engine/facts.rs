//! What only a real engine can show: that names lead where they should, and that data moves along.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bollard::query_parameters::DownloadFromContainerOptionsBuilder;
use futures_util::TryStreamExt;
use gig_core::name::{InstanceName, ProjectName, Slot};
use gig_core::platform::{
    AddressPool, Configuration, Content, InheritedVolume, InstanceKey, InstanceSpec, Link, Mount, MountKind, Network,
    NetworkAttachment, UploadedFile,
};
use gig_core::runtime::{ContainerRuntime, InstanceId, RunState, RuntimeError, RuntimeErrorKind};
use gig_docker::EngineRuntime;
use gig_testkit::conformance::Fixture;

use crate::fixtures::service;
use crate::ground::Ground;
use crate::remains;

type Fact = fn(Arc<Ground>) -> Pin<Box<dyn Future<Output = Result<(), String>>>>;

macro_rules! facts {
    ($($name:ident),+ $(,)?) => {
        [$((stringify!($name), (|ground| Box::pin(on_scene(ground, $name))) as Fact)),+]
    };
}

/// The facts by name.
pub(crate) const ALL: [(&str, Fact); 8] = facts![
    an_address_of_its_own_is_kept,
    an_alias_leads_to_the_replacement,
    a_link_leads_to_the_replacement,
    a_link_outlives_leaving_the_network,
    data_of_a_declared_volume_moves_along,
    files_are_put_where_they_belong,
    a_missing_path_that_must_exist_is_refused_and_not_made,
    a_paused_instance_goes_on_when_it_is_started,
];

/// How long anything that must happen may take.
const DEADLINE: Duration = Duration::from_secs(30);

/// A project of its own.
struct Scene {
    ground: Arc<Ground>,
    engine: EngineRuntime,
    project: ProjectName,
}

async fn on_scene(ground: Arc<Ground>, fact: impl AsyncFnOnce(&Scene) -> Result<(), String>) -> Result<(), String> {
    let (engine, project) = (ground.engine().await?, ground.fresh_project());
    let scene = Scene { ground, engine, project };
    let outcome = fact(&scene).await;
    let cleaned = remains::of_project(&scene.ground.raw()?, scene.project.as_str()).await;
    outcome.and(cleaned)
}

impl Scene {
    fn network(&self) -> String {
        format!("{}_default", self.project)
    }

    /// Makes a configuration on the project's network.
    fn configuration(&self, fixture: Fixture) -> Configuration {
        let mut configuration = self.ground.fixtures.configuration(fixture);
        configuration.networks = vec![NetworkAttachment::new(self.network(), Vec::new())];
        configuration
    }

    fn name(&self, service: &str, slot: Slot) -> InstanceName {
        InstanceName::new(format!("{}_{service}", self.project).parse().unwrap(), slot)
    }

    fn spec(&self, service: &str, slot: Slot, configuration: Configuration) -> InstanceSpec {
        let key = InstanceKey { project: self.project.clone(), service: service.parse().unwrap(), ordinal: 1 };
        InstanceSpec::new(key, self.name(service, slot), configuration)
    }

    async fn create(&self, spec: &InstanceSpec) -> Result<InstanceId, String> {
        let network = Network::new("default".parse().unwrap(), self.network());
        self.engine.ensure_network(&self.project, &network).await.map_err(text)?;
        self.engine.create(spec).await.map_err(text)
    }

    async fn run(&self, spec: &InstanceSpec) -> Result<InstanceId, String> {
        let id = self.create(spec).await?;
        self.engine.start(&id, None).await.map_err(text)?;
        Ok(id)
    }

    /// Puts a new instance in the place of `old`, the old one first stopped.
    async fn replace(&self, service: &str, old: &InstanceId) -> Result<InstanceId, String> {
        let next = self.create(&self.spec(service, Slot::Next, self.configuration(Fixture::Service))).await?;
        self.engine.stop(old, None).await.map_err(text)?;
        self.engine.rename(old, &self.name(service, Slot::Old)).await.map_err(text)?;
        self.engine.rename(&next, &self.name(service, Slot::Base)).await.map_err(text)?;
        self.engine.start(&next, None).await.map_err(text)?;
        Ok(next)
    }

    /// Specifies a job that succeeds when somebody answers under `name`.
    fn caller(&self, job: &str, name: &str, links: Vec<Link>) -> InstanceSpec {
        let mut configuration = self.configuration(Fixture::Succeeds);
        let connect = format!("--connect={name}:80");
        configuration.command = Some(service(&[&connect, "--connect-within=20", "--job=/tmp/done"]));
        configuration.links = links;
        self.spec(job, Slot::Base, configuration)
    }

    async fn succeeds(&self, id: &InstanceId) -> Result<(), String> {
        let ended = async {
            loop {
                let seen = self.engine.inspect(id).await.map_err(text)?.ok_or("it is gone")?;
                if seen.state == RunState::Exited {
                    return Ok::<_, String>(seen.exit_code);
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        let code = tokio::time::timeout(DEADLINE, ended).await.map_err(|_| "it does not end")??;
        let log = self.engine.log_tail(id, 5).await.map_err(text)?;
        if code == Some(0) { Ok(()) } else { Err(format!("it ended with {code:?}: {log:?}")) }
    }
}

fn text(error: RuntimeError) -> String {
    error.to_string()
}

async fn an_address_of_its_own_is_kept(scene: &Scene) -> Result<(), String> {
    let mut network = Network::new("default".parse().unwrap(), scene.network());
    let pool = AddressPool { subnet: Some("10.213.77.0/28".to_owned()), ..AddressPool::default() };
    network.ipam.pools = vec![pool];
    scene.engine.ensure_network(&scene.project, &network).await.map_err(text)?;
    let mut configuration = scene.configuration(Fixture::Service);
    configuration.networks[0].endpoint.ipv4 = Some([10, 213, 77, 9].into());
    let spec = scene.spec("web", Slot::Base, configuration);
    let id = scene.run(&spec).await?;
    scene.succeeds(&scene.run(&scene.caller("caller", "10.213.77.9", Vec::new())).await?).await?;
    scene.engine.connect(&scene.network(), &id, &["other".to_owned()]).await.map_err(text)?;
    scene.succeeds(&scene.run(&scene.caller("later", "10.213.77.9", Vec::new())).await?).await
}

async fn an_alias_leads_to_the_replacement(scene: &Scene) -> Result<(), String> {
    let old = scene.run(&scene.spec("web", Slot::Base, scene.configuration(Fixture::Service))).await?;
    scene.succeeds(&scene.run(&scene.caller("before", "web", Vec::new())).await?).await?;
    scene.replace("web", &old).await?;
    scene.succeeds(&scene.run(&scene.caller("after", "web", Vec::new())).await?).await?;
    let long = format!("{}_web", scene.project);
    scene.succeeds(&scene.run(&scene.caller("long", &long, Vec::new())).await?).await
}

fn link_to_web(scene: &Scene) -> Vec<Link> {
    vec![Link { target: format!("{}_web", scene.project), alias: "shop-window".to_owned() }]
}

async fn a_link_leads_to_the_replacement(scene: &Scene) -> Result<(), String> {
    let old = scene.run(&scene.spec("web", Slot::Base, scene.configuration(Fixture::Service))).await?;
    let caller = scene.run(&scene.caller("caller", "shop-window", link_to_web(scene))).await?;
    scene.succeeds(&caller).await?;
    scene.replace("web", &old).await?;
    scene.engine.start(&caller, None).await.map_err(text)?;
    scene.succeeds(&caller).await
}

async fn a_link_outlives_leaving_the_network(scene: &Scene) -> Result<(), String> {
    scene.run(&scene.spec("web", Slot::Base, scene.configuration(Fixture::Service))).await?;
    let caller = scene.create(&scene.caller("caller", "shop-window", link_to_web(scene))).await?;
    scene.engine.disconnect(&scene.network(), &caller).await.map_err(text)?;
    scene.engine.connect(&scene.network(), &caller, &["caller".to_owned()]).await.map_err(text)?;
    scene.engine.start(&caller, None).await.map_err(text)?;
    scene.succeeds(&caller).await
}

async fn data_of_a_declared_volume_moves_along(scene: &Scene) -> Result<(), String> {
    let mut writer = scene.configuration(Fixture::WithVolume);
    writer.command = Some(service(&["--job=/data/token", "--greeting=from the predecessor"]));
    let old = scene.run(&scene.spec("web", Slot::Base, writer)).await?;
    scene.succeeds(&old).await?;
    let volume = scene.engine.observe(&scene.project).await.map_err(text)?.instances[0].mounts[0].volume.clone();
    let inherited = InheritedVolume { target: "/data".to_owned(), volume: volume.ok_or("it has no volume")? };
    let heir = scene.spec("web", Slot::Next, scene.configuration(Fixture::WithVolume));
    let heir = scene.create(&heir.inheriting(vec![inherited])).await?;
    let options = DownloadFromContainerOptionsBuilder::default().path("/data/token").build();
    let docker = scene.ground.raw()?;
    let archive: Vec<_> = docker
        .download_from_container(heir.as_str(), Some(options))
        .try_collect()
        .await
        .map_err(|error| error.to_string())?;
    let found = String::from_utf8_lossy(&archive.concat()).contains("from the predecessor");
    if found { Ok(()) } else { Err("the successor does not have the data".to_owned()) }
}

async fn files_are_put_where_they_belong(scene: &Scene) -> Result<(), String> {
    let mut configuration = scene.configuration(Fixture::WithVolume);
    let contents = [("/run/secrets/password", "hunter2"), ("/data/in a volume", "of the volume")];
    configuration.mounts = vec![Mount { target: "/data".to_owned(), read_only: false, kind: MountKind::Anonymous }];
    configuration.files = contents.map(|(target, content)| file(target, content)).into();
    let id = scene.create(&scene.spec("web", Slot::Base, configuration)).await?;
    for (target, content) in contents {
        let options = DownloadFromContainerOptionsBuilder::default().path(target).build();
        let archive = scene.ground.raw()?.download_from_container(id.as_str(), Some(options));
        let bytes = archive.try_collect::<Vec<_>>().await.map_err(|error| error.to_string())?.concat();
        let mut archive = tar::Archive::new(bytes.as_slice());
        let mut entry = archive.entries().and_then(|mut entries| entries.next().ok_or(std::io::ErrorKind::NotFound)?);
        let entry = entry.as_mut().map_err(|error| error.to_string())?;
        let (mode, uid) = (entry.header().mode().ok(), entry.header().uid().ok());
        let found = std::io::read_to_string(entry).map_err(|error| error.to_string())?;
        if (found.as_str(), mode.map(|mode| mode & 0o7777), uid) != (content, Some(0o440), Some(1000)) {
            return Err(format!("found {found:?} at {target}, with mode {mode:?} and owner {uid:?}"));
        }
    }
    Ok(())
}

fn file(target: &str, content: &str) -> UploadedFile {
    UploadedFile {
        target: target.to_owned(),
        uid: 1000,
        gid: 100,
        mode: 0o440,
        content: Content::new(content.as_bytes()),
    }
}

async fn a_missing_path_that_must_exist_is_refused_and_not_made(scene: &Scene) -> Result<(), String> {
    let source = std::path::PathBuf::from("/nowhere/at/all");
    let kind = MountKind::Bind { source, create_source: false, propagation: None, selinux: None };
    let mut configuration = scene.configuration(Fixture::Service);
    configuration.mounts = vec![Mount { target: "/host".to_owned(), read_only: true, kind }];
    let network = Network::new("default".parse().unwrap(), scene.network());
    scene.engine.ensure_network(&scene.project, &network).await.map_err(text)?;
    for _ in 0..2 {
        let refusal = scene.engine.create(&scene.spec("web", Slot::Base, configuration.clone())).await.err();
        let kind = refusal.as_ref().map(|error| error.kind);
        if kind != Some(RuntimeErrorKind::Rejected) {
            return Err(format!("found {refusal:?}, expected it to be rejected"));
        }
    }
    let left = scene.engine.observe(&scene.project).await.map_err(text)?.instances;
    if left.is_empty() { Ok(()) } else { Err(format!("{left:?} is left")) }
}

async fn a_paused_instance_goes_on_when_it_is_started(scene: &Scene) -> Result<(), String> {
    let web = scene.run(&scene.spec("web", Slot::Base, scene.configuration(Fixture::Service))).await?;
    scene.ground.raw()?.pause_container(web.as_str()).await.map_err(|error| error.to_string())?;
    for _ in 0..2 {
        scene.engine.start(&web, None).await.map_err(text)?;
        let state = scene.engine.inspect(&web).await.map_err(text)?.map(|seen| seen.state);
        if state != Some(RunState::Running) {
            return Err(format!("found {state:?}, expected it to run"));
        }
    }
    Ok(())
}
