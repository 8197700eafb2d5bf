//! What `gig config` says of a text.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use clap::Parser as _;
use futures_util::future::{BoxFuture, pending};
use gig_cli::{Arguments, Console, Host, InMemory, Signal, Signals, Terminal};
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::MemoryRuntime;
use serde_json::Value;

/// Reads `text` as a file of the folder `/p`, with nothing set but `HOME`: what it says, or what is wrong with it.
pub(crate) fn config(text: &str) -> Result<Value, String> {
    shown(text).map(|shown| serde_json::from_str(&shown).unwrap())
}

/// Returns that as it is shown.
pub(crate) fn shown(text: &str) -> Result<String, String> {
    let line = "gig -f - -p p --profile * config --format json --show-values --no-env-resolution";
    let arguments = Arguments::try_parse_from(line.split(' ')).unwrap();
    let (shown, told) = (Stream::default(), Stream::default());
    let mut host = host(text, &shown, &told);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    match runtime.block_on(gig_cli::run(&arguments, &mut host)).number() {
        0 => Ok(shown.text()),
        _ => Err(told.text()),
    }
}

fn host(text: &str, shown: &Stream, told: &Stream) -> Host {
    let stdin = Cursor::new(text.as_bytes().to_vec());
    let terminal = Terminal { stdin: false, stdout: false, stderr: false };
    Host {
        program: "gig".to_owned(),
        console: Console::new(Box::new(stdin), Box::new(shown.clone()), Box::new(told.clone()), terminal),
        bars: None,
        size: Box::new(|| None),
        environment: BTreeMap::from([("HOME".to_owned(), "/root".to_owned())]),
        directory: PathBuf::from("/p"),
        home: Some(PathBuf::from("/root")),
        user: 0,
        engine: Box::new(InMemory::new(MemoryRuntime::new())),
        is_port_free: |_| true,
        clock: Box::new(VirtualClock::new()),
        signals: Box::new(NoSignals),
    }
}

#[derive(Clone, Default)]
struct Stream(Arc<Mutex<Vec<u8>>>);

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct NoSignals;

impl Signals for NoSignals {
    fn first(&self) -> BoxFuture<'static, Signal> {
        Box::pin(pending())
    }

    fn second(&self) -> BoxFuture<'static, Signal> {
        Box::pin(pending())
    }
}
