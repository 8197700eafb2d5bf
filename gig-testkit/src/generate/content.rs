//! Files that are put into an instance.

use gig_core::platform::{Content, UploadedFile};
use proptest::prelude::{Strategy, any};

use super::text;

pub(super) fn uploaded_file() -> impl Strategy<Value = UploadedFile> {
    (text(), any::<u32>(), any::<u32>(), 0..0o10000_u32, text()).prop_map(|(target, uid, gid, mode, content)| {
        UploadedFile { target, uid, gid, mode, content: Content::new(content.into_bytes()) }
    })
}
