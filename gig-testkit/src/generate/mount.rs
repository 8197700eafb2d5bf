//! Mounts of every kind.

use std::path::PathBuf;

use gig_core::platform::{Mount, MountKind};
use proptest::collection::btree_map;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use super::{byte_size, text};

pub(super) fn mount() -> impl Strategy<Value = Mount> {
    let kind = prop_oneof![bind(), volume(), Just(MountKind::Anonymous), tmpfs()];
    (text(), any::<bool>(), kind).prop_map(|(target, read_only, kind)| Mount { target, read_only, kind })
}

fn bind() -> impl Strategy<Value = MountKind> {
    (text(), any::<bool>(), option::of(text()), option::of(select(vec!['z', 'Z']))).prop_map(
        |(source, create_source, propagation, selinux)| MountKind::Bind {
            source: PathBuf::from(source),
            create_source,
            propagation,
            selinux,
        },
    )
}

fn volume() -> impl Strategy<Value = MountKind> {
    (text(), any::<bool>()).prop_map(|(name, no_copy)| MountKind::Volume { name, no_copy })
}

fn tmpfs() -> impl Strategy<Value = MountKind> {
    (option::of(byte_size()), option::of(any::<u32>()), btree_map(text(), text(), 0..3))
        .prop_map(|(size, mode, options)| MountKind::Tmpfs { size, mode, options })
}
