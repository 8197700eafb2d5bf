//! Sentences about configurations: what an instance was created with is what a close look shows.

use std::time::Duration;

use gig_core::name::{Slot, VolumeKey};
use gig_core::platform::{
    ByteSize, Configuration, Content, Device, Endpoint, ExposedPort, ExtraHost, HealthCheck, HealthTest, HostPort,
    InstanceSpec, Link, Logging, Mount, MountKind, NanoCpus, NetworkAttachment, Port, Protocol, RestartPolicy, Ulimit,
    UploadedFile, Volume, differing_keys,
};
use gig_core::secret::Secret;

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, same};
use crate::example::valid;

super::sequences! {
    a_plain_configuration_is_shown_again:
        "`inspect` shows the configuration that an instance was created with, where all is left to the image.",
    what_is_run_is_shown_again:
        "`inspect` shows the command, environment, user, folder, host name, labels and signal of an instance.",
    what_the_host_grants_is_shown_again:
        "`inspect` shows the ports, hosts, capabilities, limits and logging of an instance.",
    what_it_may_do_is_shown_again:
        "`inspect` shows the namespaces, devices, name servers, settings of the kernel and options of an instance.",
    how_much_it_may_take_is_shown_again:
        "`inspect` shows how much memory, processor time and how many processes an instance may have.",
    what_is_mounted_is_shown_again:
        "`inspect` shows the mounts of an instance.",
    what_was_put_in_is_shown_again:
        "`inspect` shows the files that were put into an instance, by what was in them.",
    how_it_is_reached_is_shown_again:
        "`inspect` shows the networks, aliases and links of an instance.",
    a_health_check_is_shown_again:
        "`inspect` shows the health check of an instance: a program, a shell command, or that it is switched off.",
    a_volume_without_a_name_is_shown_as_such:
        "`inspect` shows an inherited volume like the one it was inherited from: without a name.",
    a_changed_instance_shows_the_same_configuration:
        "An instance that is started, stopped, renamed or given another restart policy shows the same configuration.",
    a_stranger_has_no_configuration:
        "`inspect` shows no configuration of a container that gig did not make.",
}

/// Creates an instance and expects a close look to show what it was created with.
async fn is_shown(stage: &Stage<'_>, change: impl FnOnce(&mut Configuration)) -> Verdict {
    let spec = stage.spec_with("web", Fixture::Service, change);
    let id = stage.make(&spec).await?;
    shows(stage, &id, &spec).await
}

async fn shows(stage: &Stage<'_>, id: &gig_core::runtime::InstanceId, spec: &InstanceSpec) -> Verdict {
    let found = stage.look(id).await?.configuration;
    let found = found.ok_or_else(|| Failure::new("`inspect` shows no configuration"))?;
    let differing = differing_keys(&spec.configuration.records(), &found.records());
    same("fields that differ", differing, Vec::new())
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

async fn a_plain_configuration_is_shown_again(stage: &Stage<'_>) -> Verdict {
    is_shown(stage, |_| {}).await
}

async fn what_is_run_is_shown_again(stage: &Stage<'_>) -> Verdict {
    is_shown(stage, |configuration| {
        configuration.entrypoint = Some(words(&["/bin/run", "it"]));
        configuration.command = Some(words(&["--with", "an argument"]));
        configuration.environment.insert("TAG".to_owned(), Secret::new("1.10"));
        configuration.environment.insert("SIGN".to_owned(), Secret::new("a=b $c \"d\""));
        configuration.environment.insert("EMPTY".to_owned(), Secret::new(""));
        configuration.working_dir = Some("/srv".to_owned());
        configuration.user = Some("1000:1000".to_owned());
        configuration.hostname = Some("window".to_owned());
        configuration.labels.insert("shop.colour".to_owned(), "green".to_owned());
        configuration.stop_signal = Some("SIGQUIT".to_owned());
        configuration.stop_grace = Some(Duration::from_secs(25));
        configuration.tty = true;
        configuration.stdin_open = true;
    })
    .await
}

async fn what_the_host_grants_is_shown_again(stage: &Stage<'_>) -> Verdict {
    let port = stage.bench().free_port();
    is_shown(stage, |configuration| {
        let loopback = Some([127, 0, 0, 1].into());
        let published = |address, host, container, protocol| Port { address, host, container, protocol };
        configuration.ports = vec![
            published(loopback, HostPort::Fixed(port), 80, Protocol::Tcp),
            published(None, HostPort::Ephemeral, 53, Protocol::Udp),
        ];
        configuration.expose = vec![ExposedPort { container: 9000, protocol: Protocol::Tcp }];
        configuration.extra_hosts = vec![ExtraHost { host: "till".to_owned(), address: "10.0.0.7".to_owned() }];
        configuration.restart = RestartPolicy::OnFailure(4);
        configuration.init = Some(true);
        configuration.security.cap_add = words(&["NET_ADMIN"]);
        configuration.security.cap_drop = words(&["MKNOD"]);
        configuration.security.read_only = true;
        configuration.resources.shm_size = Some(ByteSize(32 << 20));
        configuration.resources.ulimits.insert("nofile".to_owned(), Ulimit { soft: 512, hard: 1024 });
        configuration.resources.memory = Some(ByteSize(64 << 20));
        configuration.resources.mem_reservation = Some(ByteSize(32 << 20));
        configuration.resources.pids = Some(50);
        configuration.resources.cpus = Some(NanoCpus(500_000_000));
        let options = [("max-size".to_owned(), Secret::new("1m"))].into();
        configuration.logging = Some(Logging { driver: Some("json-file".to_owned()), options });
    })
    .await
}

async fn what_it_may_do_is_shown_again(stage: &Stage<'_>) -> Verdict {
    is_shown(stage, |configuration| {
        configuration.domainname = Some("shop.example".to_owned());
        configuration.dns.servers = words(&["10.0.0.2", "10.0.0.1"]);
        configuration.dns.options = words(&["ndots:2"]);
        configuration.dns.search = words(&["b.example", "a.example"]);
        configuration.namespaces.ipc = Some("shareable".to_owned());
        configuration.namespaces.pid = Some("host".to_owned());
        let permissions = "r".to_owned();
        let device = Device { source: "/dev/null".to_owned(), target: "/dev/nothing".to_owned(), permissions };
        configuration.devices.mapped = vec![device];
        configuration.devices.rules = words(&["c 1:3 mr"]);
        configuration.sysctls.insert("net.core.somaxconn".to_owned(), "512".to_owned());
        configuration.security.options = words(&["no-new-privileges:true"]);
        configuration.security.groups = words(&["12"]);
    })
    .await
}

async fn how_much_it_may_take_is_shown_again(stage: &Stage<'_>) -> Verdict {
    is_shown(stage, |configuration| {
        let resources = &mut configuration.resources;
        resources.memory = Some(ByteSize(64 << 20));
        resources.mem_reservation = Some(ByteSize(32 << 20));
        resources.oom_score_adj = Some(100);
        resources.cpu_shares = Some(512);
        resources.cpuset = Some("0".to_owned());
        resources.pids = Some(50);
    })
    .await
}

async fn what_is_mounted_is_shown_again(stage: &Stage<'_>) -> Verdict {
    let key: VolumeKey = valid("store");
    let volume = Volume::new(key, stage.name("store"));
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    let mount = |target: &str, read_only, kind| Mount { target: target.to_owned(), read_only, kind };
    let bind = MountKind::Bind { source: "/tmp".into(), create_source: true, propagation: None, selinux: None };
    let options = [("noexec".to_owned(), String::new())].into();
    let memory = MountKind::Tmpfs { size: Some(ByteSize(1 << 20)), mode: None, options };
    is_shown(stage, |configuration| {
        configuration.mounts = vec![
            mount("/store", true, MountKind::Volume { name: volume.name, no_copy: false }),
            mount("/host", false, bind),
            mount("/cache", false, MountKind::Anonymous),
            mount("/scratch", false, memory),
        ];
    })
    .await
}

async fn what_was_put_in_is_shown_again(stage: &Stage<'_>) -> Verdict {
    let file = |target: &str, (uid, gid), mode, content: &str| UploadedFile {
        target: target.to_owned(),
        uid,
        gid,
        mode,
        content: Content::new(content.as_bytes()),
    };
    is_shown(stage, |configuration| {
        let cache = Mount { target: "/cache".to_owned(), read_only: false, kind: MountKind::Anonymous };
        configuration.mounts = vec![cache];
        configuration.files = vec![
            file("/run/secrets/password", (1000, 100), 0o400, "hunter2"),
            file("/etc/shop/deep/down/empty file", (0, 0), 0o444, ""),
            file("/cache/in a volume", (0, 0), 0o644, "it is there"),
        ];
    })
    .await
}

async fn how_it_is_reached_is_shown_again(stage: &Stage<'_>) -> Verdict {
    stage.runtime().ensure_network(stage.project(), &stage.network("back")).await?;
    stage.running("db", Fixture::Service).await?;
    let target = stage.name("db");
    is_shown(stage, |configuration| {
        configuration.networks[0].aliases = words(&["door", "window"]);
        let endpoint = Endpoint { priority: Some(5), ..Endpoint::default() };
        let back = NetworkAttachment { endpoint, ..NetworkAttachment::new(stage.name("back"), Vec::new()) };
        configuration.networks.push(back);
        configuration.links = vec![Link { target, alias: "database".to_owned() }];
    })
    .await
}

async fn a_health_check_is_shown_again(stage: &Stage<'_>) -> Verdict {
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let whole = |test| HealthCheck {
        test: Some(test),
        interval: seconds(7),
        timeout: seconds(3),
        retries: Some(5),
        start_period: seconds(11),
        start_interval: None,
    };
    let checks = [
        whole(HealthTest::Command(words(&["/bin/check", "two words"]))),
        whole(HealthTest::Shell(words(&["check || exit 1"]))),
        whole(HealthTest::Shell(words(&["check $0", "an argument"]))),
        HealthCheck { test: Some(HealthTest::Disabled), ..HealthCheck::default() },
    ];
    for check in checks {
        is_shown(stage, |configuration| configuration.health = Some(check)).await?;
    }
    Ok(())
}

async fn a_volume_without_a_name_is_shown_as_such(stage: &Stage<'_>) -> Verdict {
    let mount = Mount { target: "/cache".to_owned(), read_only: false, kind: MountKind::Anonymous };
    let mut spec = stage.spec_with("web", Fixture::Service, |configuration| configuration.mounts.push(mount));
    let old = stage.make(&spec).await?;
    let volume = stage.seen(&old).await?.mounts.iter().find_map(|mount| mount.volume.clone());
    let volume = volume.ok_or_else(|| Failure::new("the instance has no volume"))?;
    spec.name.slot = Slot::Next;
    let spec = spec.inheriting(vec![gig_core::platform::InheritedVolume { target: "/cache".to_owned(), volume }]);
    let new = stage.make(&spec).await?;
    shows(stage, &new, &spec).await
}

async fn a_changed_instance_shows_the_same_configuration(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec_with("web", Fixture::Service, |configuration| {
        configuration.restart = RestartPolicy::Always;
    });
    let id = stage.launch(&spec).await?;
    stage.runtime().set_restart(&id, RestartPolicy::No).await?;
    stage.runtime().stop(&id, None).await?;
    stage.runtime().rename(&id, &stage.instance_name("web", Slot::Previous)).await?;
    shows(stage, &id, &spec).await?;
    same("hash", stage.seen(&id).await?.hash, Some(spec.hash))
}

async fn a_stranger_has_no_configuration(stage: &Stage<'_>) -> Verdict {
    let stranger = stage.bench().stranger(&stage.name("stranger"), stage.bench().free_port()).await?;
    same("configuration", stage.look(&stranger).await?.configuration, None)
}
