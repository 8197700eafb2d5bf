//! Mounts in their short form.

use gig_core::platform::ShortMount;
use gig_core::resolve::interpolate::interpolate;
use serde_json::{Value, json};

use super::{Deviation, Row, compare, function, is_accepted, text};

const UNKNOWN: &str = "an unknown option is refused, not ignored";

const DEVIATIONS: &[Deviation] = &[
    ("name:/target:bogus", UNKNOWN),
    ("c:\\windows:d:\\s p a c e:RW", UNKNOWN),
    ("name:D::rW", UNKNOWN),
    ("name:D::RW", UNKNOWN),
    ("c:\\:d:\\:xyzzy", UNKNOWN),
    ("/tmp:/tmp/12:30:45/path", "variables are put in before the parts are split"),
];

#[test]
fn mounts_mean_what_they_mean_to_compose() {
    compare("volumes", DEVIATIONS, |case| match function(case) {
        "ParseVolume" => vec![mount(case)],
        "compose1.VolumeSpec.parse" | "compose1.VolumeSpec._parse_win32(native)" => vec![old_mount(case)],
        // Drives are not rewritten for virtual machines of old; `volumes_from` is another key.
        "compose1.VolumeSpec._parse_win32(normalized)" | "compose1.VolumeFromSpec.parse" => vec![],
        other => panic!("{other}"),
    });
}

#[test]
fn mounts_of_real_files_mean_what_they_mean_to_compose() {
    compare("realworld_volumes", &[("roz", UNKNOWN)], |case| {
        let row = mount(case);
        let last_part = row.input.rsplit(':').next().unwrap_or_default().to_owned();
        vec![Row { input: last_part, ..row }]
    });
}

/// A reader never sees a reference to a variable, so they are replaced on both sides.
fn replaced(value: &Value) -> Option<String> {
    interpolate(value.as_str()?, &|_| None, &mut |_| {}).ok()
}

fn mount(case: &Value) -> Row {
    let input = replaced(&case["input"]).unwrap_or_default();
    let result = &case["result"];
    let theirs = is_accepted(case).then(|| {
        json!({
            "source": replaced(&result["source"]),
            "target": replaced(&result["target"]),
            "read_only": result["read_only"] == true,
            "no_copy": result["volume"]["nocopy"] == true,
            "propagation": result["bind"]["propagation"],
            "selinux": result["bind"]["selinux"],
        })
    });
    let ours = input.parse().ok().map(|mount: ShortMount| {
        json!({
            "source": mount.source,
            "target": mount.target,
            "read_only": mount.read_only,
            "no_copy": mount.no_copy,
            "propagation": mount.propagation,
            "selinux": mount.selinux,
        })
    });
    Row::new(input, theirs, ours)
}

fn old_mount(case: &Value) -> Row {
    let result = &case["result"];
    let theirs = is_accepted(case).then(|| json!([result["external"], result["internal"], result["mode"]]));
    let ours = text(&case["input"]).parse().ok().map(|mount: ShortMount| {
        let mode = if mount.read_only { "ro".to_owned() } else { mount.selinux.map_or("rw".to_owned(), String::from) };
        json!([mount.source, mount.target, mode])
    });
    Row::new(text(&case["input"]), theirs, ours)
}
