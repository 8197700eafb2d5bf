//! What is done when an answer is lost: the call is made again, for doing it twice is doing it once.

use std::time::Duration;

use crate::clock::Clock;
use crate::runtime::RuntimeResult;

/// How long to wait before each further try. An engine that has been gone for half a second more is rarely
/// back in the next one, and meanwhile something may be down; so three tries in all.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(400)];

/// Makes a call, again where its answer was lost.
///
/// # Errors
/// The last answer, where it is one.
pub(super) async fn repeat<T, F>(clock: &dyn Clock, call: impl Fn() -> F) -> RuntimeResult<T>
where
    F: Future<Output = RuntimeResult<T>>,
{
    for pause in PAUSES {
        match call().await {
            Err(error) if error.is_answer_lost() => clock.sleep(pause).await,
            answer => return answer,
        }
    }
    call().await
}
