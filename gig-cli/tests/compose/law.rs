//! What is shown means itself: read again, it is shown the same.

use crate::{files, ours};

#[test]
fn what_real_files_say_is_said_again() {
    for (name, text) in files("modern").into_iter().chain(files("v1")) {
        let Ok(once) = ours::config(&text) else { continue };
        let again = ours::config(&once.to_string());
        assert_eq!(again, Ok(once), "{name}");
    }
}
