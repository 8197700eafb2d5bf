//! Where gig means to say something else than docker compose, and why.

/// A place in what is shown, where `*` is any key or position, and the reason.
type Deviation = (&'static str, &'static str);

/// Places that are not compared.
pub(crate) const PLACES: &[Deviation] = &[
    (
        "/services/*/blkio_config/*/*/*",
        "docker compose writes `Path` and `Rate` as JSON, which it does not read itself",
    ),
    ("/services/*/scale", "one instance goes without saying"),
    ("/services/*/tmpfs/*", "gig reads the options: sizes are in bytes, and what goes without saying is left out"),
];

/// Lists of text whose order decides nothing: gig sorts them.
pub(crate) const SETS: &[&str] = &["/services/*/networks/*/aliases", "/services/*/cap_add", "/services/*/cap_drop"];

/// A file in which a variable that is not set is all of an image: shown without it, the service has the name of what is
/// built.
pub(crate) const IMAGE_LEFT_EMPTY: &str =
    "docker__compose__f729794__pkg_e2e_testdata_TestImageVolumeRecreateOnRebuild_compose.yaml";
