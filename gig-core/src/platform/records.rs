//! The records of a configuration, and their hash: `docs/config-hash.md` specifies both.
//!
//! What the records of a single field are stands in `parts`, of what limits an instance in `limits`; what they are
//! compared for, in `difference`. The names of instances are not here: a container keeps its hash when it is renamed.

mod devices;
mod difference;
mod limits;
mod list;
mod parts;

pub use difference::differing_keys;

use sha2::{Digest, Sha256};

use super::{ConfigHash, Configuration};
use crate::secret::Secret;
use list::RecordList;

/// One of the values that decide an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which value it is: `image`, `environment.TAG`, `ports.0`.
    pub key: String,
    /// The value, in its one canonical spelling.
    pub value: Secret,
}

impl Configuration {
    /// Returns the hash of its records.
    #[must_use]
    pub fn hash(&self) -> ConfigHash {
        hash_of(self.records())
    }

    /// Returns the hash of what it mounts.
    pub(crate) fn mounts_hash(&self) -> ConfigHash {
        let mut records = RecordList::of_version(ConfigHash::VERSION);
        parts::mounts(&mut records, &self.mounts);
        hash_of(records.into_records())
    }

    /// Returns everything that decides the instance, one value at a time, the version of the records first.
    ///
    /// Different configurations have different records, and the same one has the same in the same order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let Self {
            image,
            platform,
            entrypoint,
            command,
            environment,
            working_dir,
            user,
            hostname,
            domainname,
            labels,
            annotations,
            ports,
            expose,
            mounts,
            volumes_from,
            files,
            networks,
            network_mode,
            mac_address,
            links,
            extra_hosts,
            dns,
            restart,
            health,
            stop_signal,
            stop_grace,
            init,
            security,
            namespaces,
            devices,
            sysctls,
            runtime,
            resources,
            logging,
            tty,
            stdin_open,
        } = self;
        let mut records = RecordList::of_version(ConfigHash::VERSION);
        records.value("image", image);
        records.optional("platform", platform.as_ref());
        records.optional_list("entrypoint", entrypoint.as_deref());
        records.optional_list("command", command.as_deref());
        records.map("environment", environment.iter().map(|(name, value)| (name, value.expose())));
        records.optional("working_dir", working_dir.as_deref());
        records.optional("user", user.as_deref());
        records.optional("hostname", hostname.as_deref());
        records.optional("domainname", domainname.as_deref());
        records.map("labels", labels);
        records.map("annotations", annotations);
        records.list("ports", ports.iter().map(parts::port));
        records.list("expose", expose.iter().map(parts::exposed_port));
        parts::mounts(&mut records, mounts);
        parts::volumes_from(&mut records, volumes_from);
        parts::files(&mut records, files);
        parts::networks(&mut records, networks);
        records.optional("network_mode", network_mode.as_deref());
        records.optional("mac_address", mac_address.as_deref());
        parts::links(&mut records, links);
        parts::extra_hosts(&mut records, extra_hosts);
        parts::dns(&mut records, dns);
        records.value("restart", restart);
        parts::health(&mut records, health.as_ref());
        records.optional("stop_signal", stop_signal.as_deref());
        records.optional("stop_grace", stop_grace.as_ref().map(parts::nanoseconds));
        records.optional("init", *init);
        limits::security(&mut records, security);
        limits::namespaces(&mut records, namespaces);
        devices::devices(&mut records, devices);
        records.map("sysctls", sysctls);
        records.optional("runtime", runtime.as_deref());
        limits::resources(&mut records, resources);
        parts::logging(&mut records, logging.as_ref());
        records.flag("tty", *tty);
        records.flag("stdin_open", *stdin_open);
        records.into_records()
    }
}

fn hash_of(records: Vec<Record>) -> ConfigHash {
    let mut digest = Sha256::new();
    for record in records {
        for text in [record.key.as_str(), record.value.expose()] {
            digest.update(text);
            digest.update([0]);
        }
    }
    ConfigHash::from_label(format!("{:x}", digest.finalize()))
}
