//! The tutorial, typed as it stands there: always on an engine in memory, and on the real one where there is one.
//!
//! With `GIG_UPDATE=1` the outputs in it are written anew from those in memory.

use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Parser as _;
use gig_cli::{Arguments, Console, Host, InMemory, Terminal};
use gig_core::platform::split_words;
use libtest_mimic::{Failed, Trial};
use tempfile::TempDir;

use crate::ground::{Ground, Output, on_ground};
use crate::page::{LEFT_OUT, Part, is_shown, page, parts};

const TUTORIAL: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/tutorial.md");

/// The projects of the tutorial: the demo's, and its own.
const PROJECTS: [&str; 2] = ["gig-demo", "shop"];

/// Ports that the engine chooses: those of the tutorial may be taken here.
const PORTS: [&str; 2] = ["DEMO_PORT", "WEB_PORT"];

/// What the engine is called on the page.
const ENGINE: &str = "Docker Engine 28.5.1 at unix:///var/run/docker.sock";

/// Returns the test that needs an engine.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("tutorial::it_prints_what_it_shows", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(on_ground("tutorial", on_engine))
    })]
}

/// Returns the test that needs none.
pub(crate) fn trials_in_memory() -> Vec<Trial> {
    vec![Trial::test("tutorial::it_prints_what_it_shows_in_memory", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build()?;
        runtime.block_on(in_memory())
    })]
}

/// Under names that nobody else on this engine has.
async fn on_engine(ground: &Ground) -> Result<(), Failed> {
    let own = ground.project.as_str();
    let demo = format!("{own}-demo");
    let tutorial = fs::read_to_string(TUTORIAL)?.replace(PROJECTS[0], &demo).replace(PROJECTS[1], own);
    let mut shell = Shell::new(None, demo)?;
    let told = compared(&mut shell, &parts(&tutorial)).await;
    if told.is_err() {
        for line in ["gig rm --yes --volumes", "gig demo --down"] {
            shell.line(line).await?;
        }
    }
    told
}

async fn in_memory() -> Result<(), Failed> {
    let parts = parts(&fs::read_to_string(TUTORIAL)?);
    let mut shell = Shell::new(Some(InMemory::default()), PROJECTS[0].to_owned())?;
    if std::env::var_os("GIG_UPDATE").is_none() {
        return compared(&mut shell, &parts).await;
    }
    let told = told(&mut shell, &parts).await?;
    let told = page(&told).replace("engine in memory", ENGINE);
    Ok(fs::write(TUTORIAL, told)?)
}

async fn compared(shell: &mut Shell, expected: &[Part]) -> Result<(), Failed> {
    let told = told(shell, expected).await?;
    for (expected, found) in expected.iter().zip(&told) {
        let (Part::Command { line, output: expected }, Part::Command { output: found, .. }) = (expected, found) else {
            continue;
        };
        if !is_shown(expected, found) {
            return Err(format!("`{line}` prints\n{found}\nand not\n{expected}").into());
        }
    }
    Ok(())
}

/// Does what the page says, and returns it with what was printed.
async fn told(shell: &mut Shell, parts: &[Part]) -> Result<Vec<Part>, Failed> {
    let mut told = Vec::new();
    for part in parts {
        told.push(match part {
            Part::Text(text) => Part::Text(text.clone()),
            Part::File { name, content } => {
                fs::write(shell.directory.join(name), content)?;
                Part::File { name: name.clone(), content: content.clone() }
            }
            Part::Command { line, output } => {
                let found = shell.line(line).await?;
                let output = if output == LEFT_OUT { output.clone() } else { found };
                Part::Command { line: line.clone(), output }
            }
        });
    }
    Ok(told)
}

/// As much of a shell as the page needs.
struct Shell {
    home: TempDir,
    directory: PathBuf,
    engine: Option<InMemory>,
    demo: String,
    last: u8,
}

impl Shell {
    fn new(engine: Option<InMemory>, demo: String) -> io::Result<Self> {
        let home = tempfile::tempdir()?;
        Ok(Self { directory: home.path().to_path_buf(), home, engine, demo, last: 0 })
    }

    /// Carries a line out, and returns what it prints.
    async fn line(&mut self, line: &str) -> Result<String, Failed> {
        let words = split_words(line)?;
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["mkdir", name] => fs::create_dir(self.directory.join(name))?,
            ["cd", ".."] => self.directory = self.home.path().to_path_buf(),
            ["cd", name] => self.directory.push(name),
            ["echo", "$?"] => return Ok(format!("{}\n", self.last)),
            ["gig", ..] => return self.gig(words).await,
            _ => return Err(format!("the shell of this test does not know `{line}`").into()),
        }
        Ok(String::new())
    }

    async fn gig(&mut self, mut words: Vec<String>) -> Result<String, Failed> {
        if words.iter().any(|word| word == "demo") {
            words.splice(1..1, ["-p".to_owned(), self.demo.clone()]);
        }
        let arguments = Arguments::try_parse_from(words)?;
        let output = Output::default();
        let mut host = self.host(&output)?;
        self.last = gig_cli::run(&arguments, &mut host).await.number();
        Ok(output.text())
    }

    fn host(&self, output: &Output) -> io::Result<Host> {
        let mut host = Host::of_process()?;
        let terminal = Terminal::default();
        host.console = Console::new(Box::new(io::empty()), Box::new(output.clone()), Box::new(io::sink()), terminal);
        host.bars = None;
        host.directory.clone_from(&self.directory);
        match &self.engine {
            Some(engine) => host.engine = Box::new(engine.clone()),
            None => host.environment.extend(PORTS.map(|name| (name.to_owned(), "0".to_owned()))),
        }
        Ok(host)
    }
}
