//! The contract of [`ContainerRuntime`](gig_core::runtime::ContainerRuntime), sentence by sentence: `docs/runtimes.md` as functions.
//!
//! A runtime under test supplies a [`Bench`]; [`all`] gives the sequences, each of which tries one sentence on
//! instances of a project of its own. What a sequence needs is said in calls of the trait alone, so the same suite
//! runs on the engine in memory and on a real one. Nothing here knows which one it is.

mod bench;
mod configuration;
mod create;
mod health;
mod hook;
mod image;
mod instance_volume;
mod log;
mod namespace;
mod network;
mod observe;
mod remove;
mod rename;
mod restart;
mod stage;
mod start;
mod stop;
mod volume;

pub use bench::{Bench, Fixture};
pub use stage::{Failure, Stage, Verdict};

use futures_util::future::BoxFuture;

/// One sentence of the contract, and how it is tried.
#[derive(Clone, Copy)]
pub struct Sequence {
    /// The name of its function.
    pub name: &'static str,
    /// What holds.
    pub sentence: &'static str,
    run: for<'a> fn(&'a Stage<'a>) -> BoxFuture<'a, Verdict>,
}

impl Sequence {
    /// Tries the sentence in a project of its own, and cleans up whatever came of it.
    ///
    /// # Errors
    /// [`Failure`] says what was found and what was expected, or why the project could not be cleaned up.
    pub async fn check(&self, bench: &dyn Bench) -> Verdict {
        let stage = Stage::new(bench);
        let verdict = (self.run)(&stage).await;
        let cleaned = bench.clean_up(stage.project()).await;
        verdict.and(cleaned.map_err(|error| Failure::new(format!("cannot clean up: {error}"))))
    }
}

/// The sentences about one thing.
pub struct Chapter {
    /// What they are about.
    pub title: &'static str,
    /// They themselves.
    pub sequences: &'static [Sequence],
}

/// Returns the whole contract, in the order of `docs/runtimes.md`.
#[must_use]
pub fn chapters() -> Vec<Chapter> {
    vec![
        Chapter { title: "Images", sequences: image::SEQUENCES },
        Chapter { title: "Networks", sequences: network::SEQUENCES },
        Chapter { title: "Volumes", sequences: volume::SEQUENCES },
        Chapter { title: "Creating", sequences: create::SEQUENCES },
        Chapter { title: "What an instance has mounted", sequences: instance_volume::SEQUENCES },
        Chapter { title: "Configuration", sequences: configuration::SEQUENCES },
        Chapter { title: "Starting", sequences: start::SEQUENCES },
        Chapter { title: "Restart policies", sequences: restart::SEQUENCES },
        Chapter { title: "Health", sequences: health::SEQUENCES },
        Chapter { title: "Stopping", sequences: stop::SEQUENCES },
        Chapter { title: "Renaming", sequences: rename::SEQUENCES },
        Chapter { title: "Removing", sequences: remove::SEQUENCES },
        Chapter { title: "Observing", sequences: observe::SEQUENCES },
        Chapter { title: "Logs", sequences: log::SEQUENCES },
        Chapter { title: "Hooks", sequences: hook::SEQUENCES },
        Chapter { title: "Namespaces of others", sequences: namespace::SEQUENCES },
    ]
}

/// Returns all sequences, in the order of `docs/runtimes.md`: the first one is number 1.
#[must_use]
pub fn all() -> Vec<Sequence> {
    chapters().iter().flat_map(|chapter| chapter.sequences.iter().copied()).collect()
}

/// Puts functions and sentences together, so that none can be without the other.
macro_rules! sequences {
    ($($name:ident: $sentence:literal,)+) => {
        pub(super) const SEQUENCES: &[$crate::conformance::Sequence] = &[
            $($crate::conformance::Sequence {
                name: stringify!($name),
                sentence: $sentence,
                run: |stage| Box::pin($name(stage)),
            },)+
        ];
    };
}
use sequences;
