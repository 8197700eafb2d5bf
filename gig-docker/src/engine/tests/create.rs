use bollard::models::{ContainerCreateBody, HostConfig, ImageConfig, MountType};
use gig_core::platform::{InheritedVolume, InstanceSpec, Mount, MountKind};

use super::rich;
use crate::engine::create::{Creation, NetworksAtCreation, creation};

const HEX: &str = "7362044278c1903a1fdb64c0b7e1be2890a8c56842e50cfe29b09cdf99096bd7";

fn body(spec: &InstanceSpec) -> ContainerCreateBody {
    creation(spec, NetworksAtCreation::All, &[]).body
}

fn host(spec: &InstanceSpec) -> HostConfig {
    body(spec).host_config.unwrap()
}

fn endpoints(creation: &Creation) -> Vec<&str> {
    let config = creation.body.networking_config.as_ref().unwrap();
    let mut names: Vec<_> = config.endpoints_config.as_ref().unwrap().keys().map(String::as_str).collect();
    names.sort();
    names
}

#[test]
fn an_old_engine_gets_one_network_at_creation_and_the_others_afterwards() {
    let old = creation(&rich::spec(), NetworksAtCreation::One, &[]);
    assert_eq!(endpoints(&old), ["shop_default"]);
    let (name, endpoint) = &old.connections[0];
    assert_eq!((name.as_str(), old.connections.len()), ("shop_back", 1));
    assert_eq!(endpoint.links.as_deref(), Some(["shop_db:database".to_owned()].as_slice()));

    let recent = creation(&rich::spec(), NetworksAtCreation::All, &[]);
    assert_eq!(endpoints(&recent), ["shop_back", "shop_default"]);
    assert!(recent.connections.is_empty());
}

#[test]
fn an_instance_has_the_names_of_its_service_and_its_own_on_each_network() {
    let made = creation(&rich::spec(), NetworksAtCreation::All, &[]);
    let endpoints = made.body.networking_config.unwrap().endpoints_config.unwrap();
    assert_eq!(endpoints["shop_default"].aliases.as_deref().unwrap(), ["own", "shop_web", "web"]);
    assert_eq!(endpoints["shop_back"].aliases.as_deref().unwrap(), ["shop_web", "web"]);
}

#[test]
fn a_network_of_the_engine_itself_gets_neither_aliases_nor_links() {
    for network in ["host", "none", "bridge"] {
        let mut spec = rich::spec();
        spec.configuration.networks.truncate(1);
        spec.configuration.networks[0].network = network.to_owned();
        let made = creation(&spec, NetworksAtCreation::One, &[]);
        assert_eq!(endpoints(&made), [""; 0], "{network}");
        assert!(made.connections.is_empty());
        assert_eq!(made.body.host_config.unwrap().network_mode.as_deref(), Some(network));
    }
}

#[test]
fn gigs_labels_win_over_those_of_the_file() {
    let mut spec = rich::spec();
    spec.configuration.labels.insert("gig.project".to_owned(), "another".to_owned());
    assert_eq!(body(&spec).labels.unwrap()["gig.project"], "shop");
}

#[test]
fn an_inherited_volume_takes_the_place_of_the_anonymous_one() {
    let inherited = |target: &str| InheritedVolume { target: target.to_owned(), volume: HEX.to_owned() };
    let host = host(&rich::spec().inheriting(vec![inherited("/a"), inherited("/declared"), inherited("/d")]));
    let taken_over = host.mounts.iter().flatten().find(|mount| mount.target.as_deref() == Some("/a")).unwrap();
    assert_eq!((taken_over.typ, taken_over.source.as_deref()), (Some(MountType::VOLUME), Some(HEX)));
    let binds = host.binds.unwrap();
    assert!(binds.contains(&format!("{HEX}:/declared:nocopy")), "{binds:?}");
    // The file has given `/d` a volume with a name since.
    assert!(binds.iter().all(|bind| !bind.contains(":/d:")), "{binds:?}");
}

#[test]
fn a_path_that_may_be_made_is_a_bind_and_one_that_must_exist_is_a_mount() {
    let host = host(&rich::spec());
    assert_eq!(host.binds.as_deref().unwrap(), ["/srv/shop:/b:ro,rprivate"]);
    let existing = host.mounts.iter().flatten().find(|mount| mount.typ == Some(MountType::BIND)).unwrap();
    assert_eq!((existing.source.as_deref(), existing.read_only), (Some("/etc"), Some(true)));
    assert_eq!(host.tmpfs.unwrap()["/e"], "size=1048576,mode=1777,noexec,uid=5");
}

#[test]
fn a_selinux_label_needs_the_form_that_takes_one() {
    let mut spec = rich::spec();
    let source = "/srv".into();
    let kind = MountKind::Bind { source, create_source: false, propagation: None, selinux: Some('Z') };
    spec.configuration.mounts = vec![Mount { target: "/x".to_owned(), read_only: false, kind }];
    assert_eq!(host(&spec).binds.unwrap(), ["/srv:/x:Z"]);
}

/// What the engine runs: its own merging of an instance's process with the image's, as `container/merge` does it.
fn merged(body: &ContainerCreateBody, image: &ImageConfig) -> Vec<String> {
    let words = |list: &Option<Vec<String>>| list.clone().unwrap_or_default();
    let (mut entrypoint, mut command) = (words(&body.entrypoint), words(&body.cmd));
    if entrypoint.is_empty() {
        if command.is_empty() {
            command = words(&image.cmd);
        }
        if body.entrypoint.is_none() {
            entrypoint = words(&image.entrypoint);
        }
    }
    if entrypoint == [""] {
        entrypoint.clear();
    }
    [entrypoint, command].concat()
}

fn check_process(entrypoint: Option<&[&str]>, command: Option<&[&str]>, expected: &[&str]) {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let image = ImageConfig { entrypoint: Some(words(&["init"])), cmd: Some(words(&["serve"])), ..Default::default() };
    let mut spec = rich::spec();
    spec.configuration.entrypoint = entrypoint.map(words);
    spec.configuration.command = command.map(words);
    let made = creation(&spec, NetworksAtCreation::All, image.entrypoint.as_deref().unwrap());
    assert_eq!(merged(&made.body, &image), expected, "{entrypoint:?} {command:?}");
}

#[test]
fn the_process_is_what_the_file_says_and_the_image_leaves() {
    check_process(None, None, &["init", "serve"]);
    check_process(None, Some(&["x"]), &["init", "x"]);
    check_process(None, Some(&[]), &["init"]);
    check_process(Some(&["e"]), None, &["e"]);
    check_process(Some(&["e"]), Some(&["x"]), &["e", "x"]);
    check_process(Some(&["e"]), Some(&[]), &["e"]);
    check_process(Some(&[]), Some(&["x"]), &["x"]);
}
