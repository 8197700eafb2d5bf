//! What is shown means itself: read again, it is shown the same.

use proptest::prelude::*;

use crate::drawn::platform;
use crate::{files, ours};

#[test]
fn what_real_files_say_is_said_again() {
    for (name, text) in files("modern").into_iter().chain(files("v1")) {
        let Ok(once) = ours::shown(&text) else { continue };
        assert_eq!(ours::shown(&once), Ok(once), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_a_drawn_file_says_is_said_again(drawn in platform()) {
        let once = ours::shown(&drawn).map_err(TestCaseError::fail)?;
        prop_assert_eq!(ours::shown(&once), Ok(once));
    }
}
