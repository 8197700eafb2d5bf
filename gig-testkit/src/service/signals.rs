//! What the service does when it is asked to stop.

use std::io;
use std::thread::spawn;

use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::life::Ending;

/// Ends the service with 0 at the first SIGTERM or SIGINT, or takes these and does nothing.
///
/// When it returns, the signals are handled.
pub(super) fn watch(ignore: bool, ending: Ending) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let (terminate, interrupt) = {
        let _context = runtime.enter();
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
    };
    spawn(move || wait(&runtime, terminate, interrupt, ignore, &ending));
    Ok(())
}

fn wait(runtime: &Runtime, mut terminate: Signal, mut interrupt: Signal, ignore: bool, ending: &Ending) {
    runtime.block_on(async {
        loop {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            if !ignore {
                let _ = ending.send(0);
                return;
            }
        }
    });
}
