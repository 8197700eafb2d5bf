//! Platforms and diagnostics as short texts: only what differs from a service that has an image and nothing else.

use std::fmt::{Debug, Write as _};

use gig_core::diagnostic::{Diagnostic, Place, Severity};
use gig_core::platform::{
    AddressPool, Configuration, HealthTest, Hook, HookPoint, HostPort, Mount, MountKind, Network, NetworkAttachment,
    Platform, Scale, Service, Updating, UploadedFile, display_duration,
};

/// Shows a platform.
pub(super) fn platform(platform: &Platform) -> String {
    let mut text = format!("project {}\n", platform.project);
    for network in &platform.networks {
        if network.name != format!("{}_default", platform.project) || platform.networks.len() > 1 {
            let driver = network.driver.as_deref().map(|driver| format!(" {driver}")).unwrap_or_default();
            let (external, internal) = (word(network.external, " external"), word(network.internal, " internal"));
            _ = writeln!(text, "network {} = {}{driver}{external}{internal}", network.key, network.name);
            show_network(network, &mut text);
        }
    }
    for volume in &platform.volumes {
        let driver = volume.driver.as_deref().map(|driver| format!(" {driver}")).unwrap_or_default();
        let external = word(volume.external, " external");
        _ = write!(text, "volume {} = {}{driver}{external}", volume.key, volume.name);
        volume.driver_options.iter().for_each(|(key, value)| _ = write!(text, " {key}={value}"));
        text.push('\n');
    }
    platform.services.iter().for_each(|service| text += &show_service(platform, service));
    text
}

fn show_network(network: &Network, text: &mut String) {
    let pairs = network.driver_options.iter().map(|pair| ("option", pair));
    for (kind, (key, value)) in pairs.chain(network.labels.iter().map(|pair| ("label", pair))) {
        _ = writeln!(text, "  {kind} {key}={value}");
    }
    for (key, value) in [("attachable", network.attachable), ("ipv4", network.ipv4), ("ipv6", network.ipv6)] {
        value.iter().for_each(|value| _ = writeln!(text, "  {key} {value}"));
    }
    network.ipam.driver.iter().for_each(|driver| _ = writeln!(text, "  ipam {driver} {:?}", network.ipam.options));
    for AddressPool { subnet, ip_range, gateway, aux_addresses } in &network.ipam.pools {
        let parts = [subnet, ip_range, gateway].map(|part| part.as_deref().unwrap_or("-")).join(" ");
        _ = writeln!(text, "  pool {parts} {aux_addresses:?}");
    }
}

fn show_service(platform: &Platform, service: &Service) -> String {
    let configuration = &service.configuration;
    let mut text = format!("{}: {}\n", service.name, configuration.image);
    let mut line = |key: &str, value: String| _ = writeln!(text, "  {key} {value}");
    if service.base_name.as_str() != format!("{}_{}", platform.project, service.name) {
        line("name", service.base_name.to_string());
    }
    show_instances(service, &mut line);
    for dependency in &service.depends_on {
        let shares = word(dependency.shares, " shares");
        let restarts = word(dependency.restarts, " restarts").to_owned() + shares;
        let restarts = word(!dependency.required, " if possible").to_owned() + &restarts;
        line("needs", format!("{} {:?}{restarts}", dependency.service, dependency.condition));
    }
    for point in [HookPoint::PostStart, HookPoint::PreStop] {
        service.hooks.at(point).iter().for_each(|hook| line(point.as_str(), show_hook(hook)));
    }
    service.missing_sources.iter().for_each(|path| line("missing", path.display().to_string()));
    identity(configuration).chain(limits(configuration)).for_each(|(key, value)| line(key, value));
    further(configuration).for_each(|(key, value)| line(&key, value));
    configuration.mounts.iter().for_each(|mount| line("mount", show_mount(mount)));
    configuration.files.iter().for_each(|file| line("file", show_file(file)));
    let on = |attachment: &NetworkAttachment| format!("{} {}", attachment.network, attachment.aliases.join(" "));
    let networks: Vec<String> = configuration.networks.iter().map(|each| on(each).trim_end().to_owned()).collect();
    if networks != [format!("{}_default", platform.project)] {
        networks.into_iter().for_each(|network| line("on", network));
    }
    text
}

fn show_hook(hook: &Hook) -> String {
    let folder = hook.working_dir.iter().map(|folder| format!(" in {folder}"));
    let user = hook.user.iter().map(|user| format!(" as {user}"));
    let with = if hook.environment.is_empty() { "" } else { " with" };
    let variables = hook.environment.iter().map(|(name, value)| format!(" {name}={:?}", value.expose()));
    let parts: String = folder.chain(user).chain([with.to_owned()]).chain(variables).collect();
    format!("{:?}{parts}{}", hook.command, word(hook.privileged, ", privileged"))
}

/// What has no short form here is shown by its records.
const FURTHER: [&str; 34] = [
    "annotations",
    "blkio",
    "cgroup",
    "cgroup_parent",
    "cpu_period",
    "cpu_quota",
    "cpu_rt_period",
    "cpu_rt_runtime",
    "cpu_shares",
    "cpuset",
    "device_cgroup_rules",
    "device_requests",
    "devices",
    "dns",
    "domainname",
    "group_add",
    "ipc",
    "mac_address",
    "mem_reservation",
    "network_mode",
    "mem_swappiness",
    "memswap",
    "oom_kill_disable",
    "oom_score_adj",
    "pid",
    "platform",
    "pids",
    "runtime",
    "security_opt",
    "storage_opt",
    "sysctls",
    "userns",
    "uts",
    "volumes_from",
];

fn further(configuration: &Configuration) -> impl Iterator<Item = (String, String)> {
    let records = configuration.records().into_iter();
    let is_further = |key: &str| FURTHER.contains(&key.split('.').next().unwrap_or_default());
    let of_endpoint =
        |key: &str| key.starts_with("networks.") && key.split('.').nth(2).is_some_and(|part| part != "aliases");
    records
        .filter(move |record| is_further(&record.key) || of_endpoint(&record.key))
        .map(|record| (record.key, record.value.expose().to_owned()))
}

fn show_file(file: &UploadedFile) -> String {
    let content = String::from_utf8_lossy(file.content.expose().unwrap_or_default());
    format!("{} {}:{} {:o} {content:?}", file.target, file.uid, file.gid, file.mode)
}

fn show_instances(service: &Service, line: &mut impl FnMut(&str, String)) {
    if service.scale != Scale::ONE {
        line("scale", service.scale.to_string());
    }
    if service.updating != Updating::default() {
        let at_once = service.updating.parallelism.map_or("all".to_owned(), |count| count.to_string());
        let monitor = service.updating.monitor.map(|monitor| format!(" watched for {}", display_duration(monitor)));
        line("at_once", at_once + &monitor.unwrap_or_default());
    }
}

type Lines<'a> = std::vec::IntoIter<(&'a str, String)>;

fn identity(configuration: &Configuration) -> Lines<'_> {
    let mut lines = Vec::new();
    let mut line = |key, value| lines.push((key, value));
    if let Some(words) = &configuration.entrypoint {
        line("entrypoint", format!("{words:?}"));
    }
    if let Some(words) = &configuration.command {
        line("command", format!("{words:?}"));
    }
    configuration.environment.iter().for_each(|(key, value)| line("env", format!("{key}={:?}", value.expose())));
    configuration.labels.iter().for_each(|(key, value)| line("label", format!("{key}={value:?}")));
    let texts = [
        ("working_dir", &configuration.working_dir),
        ("user", &configuration.user),
        ("hostname", &configuration.hostname),
        ("stop_signal", &configuration.stop_signal),
    ];
    texts.into_iter().for_each(|(key, text)| text.iter().for_each(|text| line(key, text.clone())));
    configuration.ports.iter().for_each(|port| {
        let address = port.address.map(|address| format!("{address} ")).unwrap_or_default();
        let host = match port.host {
            HostPort::Ephemeral => "any".to_owned(),
            HostPort::Fixed(port) => port.to_string(),
            HostPort::Range(first, last) => format!("{first}-{last}"),
        };
        line("port", format!("{address}{host} -> {} {:?}", port.container, port.protocol));
    });
    configuration.expose.iter().for_each(|port| line("expose", format!("{} {:?}", port.container, port.protocol)));
    configuration.links.iter().for_each(|link| line("link", format!("{} as {}", link.target, link.alias)));
    configuration.extra_hosts.iter().for_each(|host| line("host", format!("{}={}", host.host, host.address)));
    lines.into_iter()
}

fn limits(configuration: &Configuration) -> Lines<'_> {
    let mut lines = Vec::new();
    let mut line = |key, value| lines.push((key, value));
    if configuration.restart.to_string() != "no" {
        line("restart", configuration.restart.to_string());
    }
    if let Some(check) = &configuration.health {
        line("health", show_test(check.test.as_ref()));
        let times = [
            ("interval", check.interval),
            ("timeout", check.timeout),
            ("start_period", check.start_period),
            ("start_interval", check.start_interval),
        ];
        times
            .into_iter()
            .for_each(|(key, time)| time.iter().for_each(|time| line(key, display_duration(*time).to_string())));
        check.retries.iter().for_each(|retries| line("retries", retries.to_string()));
    }
    configuration.stop_grace.iter().for_each(|grace| line("stop_grace", display_duration(*grace).to_string()));
    configuration.init.iter().for_each(|init| line("init", init.to_string()));
    let switches = [
        ("privileged", configuration.security.privileged),
        ("read_only", configuration.security.read_only),
        ("tty", configuration.tty),
        ("stdin_open", configuration.stdin_open),
    ];
    switches.into_iter().filter(|(_, on)| *on).for_each(|(key, _)| line(key, "on".to_owned()));
    listed(&mut line, "cap_add", &configuration.security.cap_add);
    listed(&mut line, "cap_drop", &configuration.security.cap_drop);
    configuration.resources.shm_size.iter().for_each(|size| line("shm_size", size.0.to_string()));
    configuration.resources.memory.iter().for_each(|size| line("memory", size.0.to_string()));
    configuration.resources.cpus.iter().for_each(|cpus| line("cpus", cpus.0.to_string()));
    configuration
        .resources
        .ulimits
        .iter()
        .for_each(|(key, limit)| line("ulimit", format!("{key} {}:{}", limit.soft, limit.hard)));
    if let Some(logging) = &configuration.logging {
        line("logging", logging.driver.clone().unwrap_or_else(|| "of the engine".to_owned()));
        logging.options.iter().for_each(|(key, value)| line("option", format!("{key}={:?}", value.expose())));
    }
    lines.into_iter()
}

fn listed(line: &mut impl FnMut(&'static str, String), key: &'static str, words: &impl Debug) {
    let words = format!("{words:?}");
    if words != "[]" {
        line(key, words);
    }
}

fn show_test(test: Option<&HealthTest>) -> String {
    match test {
        None => "of the image".to_owned(),
        Some(HealthTest::Disabled) => "off".to_owned(),
        Some(HealthTest::Shell(words)) => format!("sh {words:?}"),
        Some(HealthTest::Command(words)) => format!("{words:?}"),
    }
}

fn show_mount(mount: &Mount) -> String {
    let read_only = word(mount.read_only, " ro");
    let what = match &mount.kind {
        MountKind::Bind { source, create_source, propagation, selinux } => {
            let propagation = propagation.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
            let selinux = selinux.map(|label| format!(" {label}")).unwrap_or_default();
            format!("{}{}{propagation}{selinux}", source.display(), word(!create_source, " must exist"))
        }
        MountKind::Volume { name, no_copy } => format!("volume {name}{}", word(*no_copy, " nocopy")),
        MountKind::Anonymous => "anonymous".to_owned(),
        MountKind::Tmpfs { size, mode, options } => {
            let size = size.map(|size| format!(" size={}", size.0)).unwrap_or_default();
            let mode = mode.map(|mode| format!(" mode={mode:o}")).unwrap_or_default();
            let options: String = options.iter().map(|(key, value)| format!(" {key}={value}")).collect();
            format!("tmpfs{size}{mode}{options}")
        }
    };
    format!("{} = {what}{read_only}", mount.target)
}

fn word(on: bool, word: &str) -> &str {
    if on { word } else { "" }
}

/// Shows where each diagnostic is and what kind it is of, one line each.
pub(super) fn codes<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.at.as_ref().map(place).unwrap_or_default();
        format!("{place}: {}\n", diagnostic.code)
    };
    diagnostics.into_iter().map(line).collect()
}

/// Shows diagnostics, one line each.
pub(super) fn diagnostics<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> String {
    diagnostics.into_iter().map(diagnostic).collect()
}

fn diagnostic(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.at.as_ref().map(place).unwrap_or_else(|| "nowhere".to_owned());
    let severity = match diagnostic.severity {
        Severity::Warning => "warning ",
        Severity::Error => "",
    };
    let mut text = format!("{place}: {severity}{}: {}", diagnostic.code, diagnostic.message);
    diagnostic.related.iter().for_each(|(at, message)| _ = write!(text, " [{}: {message}]", self::place(at)));
    diagnostic.hint.iter().for_each(|hint| _ = write!(text, " ({hint})"));
    text + "\n"
}

fn place(place: &Place) -> String {
    let (line, column) = place.source.line_and_column(place.range.start);
    format!("{}:{line}:{column}", place.source.name)
}
