//! Where gig means to differ from the reference, and why.

use std::collections::BTreeSet;

/// What differs, and the reason.
type Deviation = (&'static str, &'static str);

/// In the fig layout `data:/data` is a folder beside the file, as it was to fig; the reference is shown the file in the
/// services layout, where it is a volume.
const FOLDER: &str = "a folder beside the file in the fig layout";

/// The files of the first compose were put below `services` for the reference, where it refuses keys of the fig layout.
const OF_FIG: &str = "a file in the fig layout, whose keys the reference refuses in the services layout";

/// Where gig warns that hooks are not carried out, it does not look at what stands in them.
const IN_HOOK: &str = "a key in a hook that the reference does not know yet, though docker compose does";

/// Files that one of the two refuses.
pub(super) const VERDICTS: &[Deviation] = &[
    ("Banno__graphite-setup__b462b2b__docker-compose.yml", OF_FIG),
    ("Banno__graphite-setup__de79058__docker-compose.yml", OF_FIG),
    ("big-data-europe__docker-hadoop__4707efa__docker-compose-local.yml", OF_FIG),
    ("big-data-europe__docker-hadoop__b155c89__docker-compose.yml", OF_FIG),
    ("big-data-europe__docker-hadoop__b3522d1__docker-compose-nginx.yml", OF_FIG),
    ("docker__compose__35e347c__tests_fixtures_net-container_docker-compose.yml", OF_FIG),
    ("docker__compose__46585fb__tests_fixtures_logging-composefile-legacy_docker-compose.yml", OF_FIG),
    ("docker__compose__5ba5610__pkg_e2e_testdata_TestPreStartHookExtraHosts_compose.yaml", IN_HOOK),
    ("docker__compose__5ba5610__pkg_e2e_testdata_TestPreStartHookVolumesMerge_compose.yaml", IN_HOOK),
    ("docker__compose__5ba5610__pkg_e2e_testdata_TestPreStartHookVolumes_compose.yaml", IN_HOOK),
    ("docker__compose__6064d20__tests_fixtures_v1-config_docker-compose.yml", OF_FIG),
    ("docker__compose__cd098e0__tests_fixtures_logging-composefile-legacy_docker-compose.yml", OF_FIG),
    (
        "realpython__orchestrating-docker__3d21859__docker-compose.yml",
        "`command: true`, which is the word to gig, as it was to fig",
    ),
];

/// A mount that gig does not carry out yet is described, but not compared.
const IMAGE: &str = "a mount of an image, which is not carried out yet";

/// Fields of services that mean another thing to each.
pub(super) const MEANINGS: &[Deviation] = &[
    ("AmandaCameron__container-witch__eb03e39__fig.yml main volumes", FOLDER),
    ("AmesianX__local-server__d3bbcfe__fig.yml web volumes", FOLDER),
    ("AndyPWarren__blogger-api__34e8205__fig.yml web volumes", FOLDER),
    ("CentralNexus__hubble__6b256f4__fig.yml hubble volumes", FOLDER),
    ("CivicActions__bowline__f74702c__lib_proxy_docker-compose.yml nginx volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml dogeblockd volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml dogecoind volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml dogepartyd volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml insight volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml mongo volumes", FOLDER),
    ("CounterpartyDTC__dpnode__08cc037__fig.yml ssl volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml dogeblockd volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml dogecoind volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml dogepartyd volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml insight volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml mongo volumes", FOLDER),
    ("CounterpartyDTC__dpnode__d52b3f2__fig.yml wallet volumes", FOLDER),
    ("docker__compose__3463651__pkg_e2e_fixtures_image-volume-recreate_compose.yaml consumer volumes", IMAGE),
    (
        "docker__compose__f729794__pkg_e2e_testdata_TestImageVolumeRecreateOnRebuild_compose.yaml consumer volumes",
        IMAGE,
    ),
    ("dockersamples__example-voting-app__87d9e8e__vote-apps_docker-compose.yml db volumes", FOLDER),
    ("eko__docker-symfony__f6eee1b__docker-compose.yml application volumes", FOLDER),
    ("eko__docker-symfony__f6eee1b__docker-compose.yml nginx volumes", FOLDER),
    ("kheo-ops__kheo-deployments__55fed2e__docker_fig.yml web volumes", FOLDER),
    ("kheo-ops__kheo-deployments__69dbd9c__docker_fig.yml web volumes", FOLDER),
    ("psmb__SfiDistr__81f3a45__docker_docker-compose.yml sshresources volumes", FOLDER),
    ("psmb__SfiDistr__81f3a45__docker_docker-compose.yml webdata volumes", FOLDER),
    ("psmb__SfiDistr__bc8871f__docker-compose.yml webdata volumes", FOLDER),
];

/// Checks that all that stands in the list still differs, and that nothing else does.
#[track_caller]
pub(super) fn check(expected: &[Deviation], found: impl Iterator<Item = String>) {
    let expected: BTreeSet<&str> = expected.iter().map(|(what, _)| *what).collect();
    let found: BTreeSet<String> = found.collect();
    let unexpected: Vec<&String> = found.iter().filter(|what| !expected.contains(what.as_str())).collect();
    let missing: Vec<&&str> = expected.iter().filter(|what| !found.contains(**what)).collect();
    assert!(unexpected.is_empty(), "differ, and no reason is given: {unexpected:#?}");
    assert!(missing.is_empty(), "agree by now: {missing:#?}");
}
