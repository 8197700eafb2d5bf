//! What is shown means what the file means, and read again, it is shown the same.

use proptest::prelude::*;

use crate::deviations::IMAGE_LEFT_EMPTY;
use crate::meaning::platform;
use crate::{drawn, files, ours};

#[test]
fn what_real_files_say_is_said_again() {
    for (name, text) in files("modern").into_iter().chain(files("v1")) {
        let Ok(once) = ours::shown(&text) else { continue };
        if name != IMAGE_LEFT_EMPTY {
            assert_eq!(platform(&once), platform(&text), "{name}");
        }
        assert_eq!(ours::shown(&once), Ok(once), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_a_drawn_file_says_is_said_again(drawn in drawn::platform()) {
        let once = ours::shown(&drawn).map_err(TestCaseError::fail)?;
        prop_assert_eq!(platform(&once), platform(&drawn));
        prop_assert_eq!(ours::shown(&once), Ok(once));
    }
}
