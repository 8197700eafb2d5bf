//! Services: each key has its decoder, and the table below says which.
//!
//! What concerns several services at once is not here but in [`validate`](super::validate).

mod bind;
mod block_io;
mod build;
mod capabilities;
mod command;
mod contents;
mod depends_on;
mod deploy;
mod devices;
mod dns;
mod draft;
mod env_file;
mod environment;
mod expose;
mod extra_hosts;
mod health;
mod hooks;
mod image;
mod kept;
mod labels;
mod links;
mod logging;
mod namespaces;
mod networks;
mod ports;
mod pull;
mod resources;
mod restart;
mod scale;
mod security;
mod stop;
mod tmpfs;
mod ulimits;
mod volumes;
mod volumes_from;
mod volumes_long;
mod written;

pub(super) use draft::Draft;
pub(super) use volumes_from::{OF_SERVICE, name_containers};

use std::collections::HashMap;
use std::sync::LazyLock;

use super::context::{Decoded, Placed, distinct};
use super::description::Image;
use super::shared::Shared;
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::document::{Entry, Mapping, NodeValue};
use crate::name::ServiceName;

/// Puts the meaning of one key into a draft.
type Decoder = fn(Value<'_>, &mut Draft<'_>) -> Decoded<()>;

/// The decoders, in the order in which they run: what overrides another comes after it.
///
/// `image` and `build` are not among them: a draft begins with the image.
const DECODERS: &[(&str, Decoder)] = &[
    ("container_name", draft::container_name),
    ("platform", pull::platform),
    ("pull_policy", pull::pull_policy),
    ("entrypoint", |value, draft| command::words(value).map(|words| draft.configuration.entrypoint = Some(words))),
    ("command", |value, draft| command::words(value).map(|words| draft.configuration.command = Some(words))),
    ("env_file", env_file::env_file),
    ("environment", environment::environment),
    ("working_dir", |value, draft| value.text().map(|text| draft.configuration.working_dir = present(text))),
    ("user", |value, draft| value.text().map(|text| draft.configuration.user = present(text))),
    ("hostname", |value, draft| value.text().map(|text| draft.configuration.hostname = present(text))),
    ("domainname", |value, draft| value.text().map(|text| draft.configuration.domainname = present(text))),
    ("label_file", labels::label_file),
    ("labels", labels::labels),
    ("annotations", resources::annotations),
    ("ports", ports::ports),
    ("expose", expose::expose),
    ("volumes", volumes::volumes),
    ("tmpfs", tmpfs::tmpfs),
    ("volumes_from", volumes_from::volumes_from),
    ("networks", networks::networks),
    ("network_mode", namespaces::network_mode),
    ("net", namespaces::network_mode),
    ("mac_address", networks::mac_address),
    ("links", links::links),
    ("external_links", volumes_from::external_links),
    ("depends_on", depends_on::depends_on),
    ("extra_hosts", extra_hosts::extra_hosts),
    ("dns", dns::servers),
    ("dns_opt", dns::options),
    ("dns_search", dns::search),
    ("restart", restart::restart),
    ("healthcheck", health::healthcheck),
    ("post_start", |value, draft| hooks::hooks(value).map(|hooks| draft.hooks.post_start = hooks)),
    ("pre_stop", |value, draft| hooks::hooks(value).map(|hooks| draft.hooks.pre_stop = hooks)),
    ("stop_signal", |value, draft| value.text().map(|text| draft.configuration.stop_signal = present(text))),
    ("stop_grace_period", stop::grace_period),
    ("init", |value, draft| value.boolean().map(|on| draft.configuration.init = Some(on))),
    ("privileged", |value, draft| value.boolean().map(|on| draft.configuration.security.privileged = on)),
    ("cap_add", |value, draft| capabilities::sorted(value).map(|names| draft.configuration.security.cap_add = names)),
    ("cap_drop", |value, draft| capabilities::sorted(value).map(|names| draft.configuration.security.cap_drop = names)),
    ("read_only", |value, draft| value.boolean().map(|on| draft.configuration.security.read_only = on)),
    ("security_opt", security::security_opt),
    ("group_add", |value, draft| value.texts().map(|groups| draft.configuration.security.groups = groups)),
    ("cgroup", namespaces::cgroup),
    ("ipc", namespaces::ipc),
    ("pid", namespaces::pid),
    ("userns_mode", namespaces::user),
    ("uts", namespaces::uts),
    ("devices", devices::devices),
    ("device_cgroup_rules", devices::rules),
    ("gpus", devices::gpus),
    ("sysctls", resources::sysctls),
    ("runtime", |value, draft| value.text().map(|text| draft.configuration.runtime = present(text))),
    ("shm_size", |value, draft| {
        value.parse("invalid-size").map(|size| draft.configuration.resources.shm_size = Some(size))
    }),
    ("ulimits", ulimits::ulimits),
    ("mem_limit", |value, draft| {
        value.parse("invalid-size").map(|size| draft.configuration.resources.memory = Some(size))
    }),
    ("mem_reservation", |value, draft| {
        value.parse("invalid-size").map(|size| draft.configuration.resources.mem_reservation = Some(size))
    }),
    ("memswap_limit", resources::memswap_limit),
    ("mem_swappiness", resources::mem_swappiness),
    ("oom_kill_disable", |value, draft| {
        value.boolean().map(|off| draft.configuration.resources.oom_kill_disable = Some(off))
    }),
    ("oom_score_adj", resources::oom_score_adj),
    ("cpu_shares", |value, draft| value.number().map(|number| draft.configuration.resources.cpu_shares = Some(number))),
    ("cpu_period", |value, draft| value.number().map(|number| draft.configuration.resources.cpu_period = Some(number))),
    ("cpu_quota", |value, draft| value.number().map(|number| draft.configuration.resources.cpu_quota = Some(number))),
    ("cpu_rt_period", |value, draft| {
        value.number().map(|number| draft.configuration.resources.cpu_rt_period = Some(number))
    }),
    ("cpu_rt_runtime", |value, draft| {
        value.number().map(|number| draft.configuration.resources.cpu_rt_runtime = Some(number))
    }),
    ("cpuset", resources::cpuset),
    ("pids_limit", |value, draft| value.number().map(|number| draft.configuration.resources.pids = Some(number))),
    ("cgroup_parent", |value, draft| {
        value.text().map(|text| draft.configuration.resources.cgroup_parent = present(text))
    }),
    ("blkio_config", block_io::blkio_config),
    ("storage_opt", resources::storage_opt),
    ("cpus", |value, draft| value.parse("invalid-amount").map(|cpus| draft.configuration.resources.cpus = Some(cpus))),
    ("profiles", |value, draft| value.texts().map(|profiles| draft.profiles = distinct(profiles))),
    ("configs", contents::configs),
    ("secrets", contents::secrets),
    ("log_driver", logging::log_driver),
    ("log_opt", logging::log_opt),
    ("logging", logging::logging),
    ("tty", |value, draft| value.boolean().map(|on| draft.configuration.tty = on)),
    ("scale", scale::scale),
    ("deploy", deploy::deploy),
    ("stdin_open", |value, draft| value.boolean().map(|on| draft.configuration.stdin_open = on)),
];

/// The keys that may stand without a value: then the image decides, as where they are left out. Compose refuses all
/// others.
const MAY_BE_NOTHING: [&str; 3] = ["command", "deploy", "entrypoint"];

/// Decodes a service. Where a key is wrong the rest is there, so that it can be compared with the other services.
pub(super) fn service<'a>(shared: &'a Shared<'a>, entry: &Entry) -> Decoded<Draft<'a>> {
    let context = shared.context;
    let wrong = |code, message: String| {
        let error = Diagnostic::error(code, message).at(context.place(entry.key_span));
        context.further_error(entry.key_span, error)
    };
    let name = entry.key.parse::<ServiceName>().map_err(|error| wrong("invalid-name", error.to_string()))?;
    let NodeValue::Mapping(keys) = &entry.value.value else {
        return Err(wrong("wrong-type", format!("service `{name}` must be a map, found {}", entry.value.kind())));
    };
    let name = Placed { value: name, span: entry.key_span };
    let image = image::image(shared, &name, entry.value.span, keys).unwrap_or(Image::Missing);
    let mut draft = Draft::new(shared, name, image)?;
    draft.describe(|written| {
        let build = keys.entry("build").filter(|entry| !entry.value.is_null());
        written.build = build.and_then(|build| build::build(context, build).ok());
        written.kept = kept::kept(context, keys);
    });
    let (decoded, others) = by_decoder(keys);
    if !context.is_described() {
        others.into_iter().for_each(|entry| kept::check(context, entry));
    }
    for (decode, entry) in decoded {
        // What is wrong was reported; the others are decoded all the same.
        _ = decode_key(decode, entry, &mut draft);
    }
    // What another program provides is on no network.
    if keys.value("provider").is_none() {
        _ = networks::join_default(&mut draft);
    }
    Ok(draft)
}

/// Returns the keys that are decoded, in the order of the table, and the others. The table is ten times as long as a
/// service, so it is the keys that are looked up.
fn by_decoder(keys: &Mapping) -> (impl Iterator<Item = (Decoder, &Entry)>, Vec<&Entry>) {
    static POSITIONS: LazyLock<HashMap<&str, usize>> =
        LazyLock::new(|| DECODERS.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect());
    let (mut found, mut others) = (Vec::with_capacity(keys.len()), Vec::new());
    for entry in keys.iter() {
        match POSITIONS.get(entry.key.as_str()) {
            Some(at) => found.push((*at, entry)),
            None => others.push(entry),
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    (found.into_iter().map(|(at, entry)| (DECODERS[at].1, entry)), others)
}

fn decode_key(decode: Decoder, entry: &Entry, draft: &mut Draft<'_>) -> Decoded<()> {
    let value = Value::new(draft.shared.context, &entry.key, &entry.value);
    match value.is_null() {
        false => decode(value, draft),
        true if MAY_BE_NOTHING.contains(&entry.key.as_str()) => Ok(()),
        true => Err(value.no_value()),
    }
}

/// An empty text leaves the choice to the image.
fn present(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::DECODERS;
    use crate::document::keys::{self, Support};

    #[test]
    fn every_honoured_key_has_one_decoder() {
        let honoured = keys::SERVICE.iter().filter(|key| key.support == Support::Honoured).map(|key| key.name);
        let mut decoded: Vec<&str> = DECODERS.iter().map(|(key, _)| *key).chain(["extends", "image"]).collect();
        decoded.sort_unstable();
        assert_eq!(decoded, honoured.collect::<Vec<_>>());
    }
}
