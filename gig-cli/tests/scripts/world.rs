//! The world of a script: a folder, an engine in memory, an environment, and somebody at the keyboard.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::time::Duration;

use async_trait::async_trait;
use clap::Parser as _;
use futures_util::future::{BoxFuture, pending};
use gig_cli::{Arguments, Connector, Console, Host, InMemory, OwnImages, Signal, Signals, Terminal};
use gig_core::platform::{parse_duration, split_words};
use gig_core::runtime::{ContainerRuntime, Health, RunState};
use gig_docker::{ConnectError, Endpoint};
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime, StrangerScript};
use tempfile::TempDir;

use crate::output::{Output, Unread};

/// The world of a script. The working folder is called `shop`, and so is the project.
pub(crate) struct World {
    folder: TempDir,
    directory: String,
    runtime: MemoryRuntime,
    engine: InMemory,
    environment: BTreeMap<String, String>,
    keyboard: Option<String>,
    signal: Option<Duration>,
    is_engine_there: bool,
    is_port_free: bool,
    is_read: bool,
    /// What the last command and the one before it have shown.
    shown: [String; 2],
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("shop")).unwrap();
        let runtime = MemoryRuntime::new();
        Self {
            folder,
            directory: "shop".to_owned(),
            engine: InMemory::new(runtime.clone()),
            runtime,
            is_port_free: true,
            environment: BTreeMap::new(),
            keyboard: None,
            signal: None,
            is_engine_there: true,
            is_read: true,
            shown: [String::new(), String::new()],
        }
    }

    /// Writes a file, its path starting from the project's folder.
    pub(crate) fn file(&mut self, path: &str, content: &str) {
        let path = self.folder.path().join("shop").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Carries out a line that says how the world is.
    pub(crate) fn arrange(&mut self, line: &str) -> Result<(), String> {
        let words = split_words(line).map_err(|error| error.to_string())?;
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["image", name, behaviour @ ..] => drop(self.runtime.image(name, self::behaviour(behaviour)?)),
            ["variable", name, value] => drop(self.environment.insert((*name).to_owned(), (*value).to_owned())),
            ["folder", path] => self.directory = format!("shop/{path}"),
            ["engine", "absent"] => self.is_engine_there = false,
            ["port", "8080", "taken"] => self.is_port_free = false,
            ["engine", "restarted"] => self.runtime.restart_engine(),
            ["stranger", name] => drop(self.runtime.stranger(StrangerScript::new(name))),
            ["stranger", name, port] => {
                drop(self.runtime.stranger(StrangerScript::new(name).port(number(port)?)));
            }
            ["kill", name, code] => self.runtime.kill(name, number(code)?),
            ["exited", name, code] => self.runtime.put_into(name, RunState::Exited, number(code)?),
            ["unhealthy", name] => self.runtime.find_health(name, Health::Unhealthy),
            ["keyboard", answer] => self.keyboard = Some((*answer).to_owned()),
            ["interrupted", "after", time] => self.signal = Some(duration(time)?),
            ["nobody", "reads"] => self.is_read = false,
            ["data", "may", "go"] => self.runtime.allow_data_removal(),
            ["same"] if self.shown[0] == self.shown[1] => {}
            ["save", path] => self.file(path, &self.shown[0].clone()),
            ["mode", path, mode] => self.set_mode(path, mode),
            _ => return Err(format!("a script does not know `{line}`")),
        }
        Ok(())
    }

    fn set_mode(&self, path: &str, mode: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = u32::from_str_radix(mode, 8).unwrap();
        let path = self.folder.path().join("shop").join(path);
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Carries out a command line and returns its answer.
    pub(crate) async fn command(&mut self, line: &str) -> Result<String, String> {
        let words = split_words(&line.replace("<ESC>", "\x1b")).map_err(|error| error.to_string())?;
        let output = Output::default();
        self.runtime.forget_calls();
        let exit = match Arguments::try_parse_from(words) {
            Ok(arguments) => gig_cli::run(&arguments, &mut self.host(&output)).await.number().into(),
            Err(error) => error.exit_code(),
        };
        self.keyboard = None;
        self.signal = None;
        self.shown.rotate_right(1);
        self.shown[0] = output.text_of('|');
        let changes = self.runtime.mutating_calls().len();
        let lines = output.lines().replace(&self.folder.path().display().to_string(), "$DIR");
        check_tame(&lines)?;
        check_discreet(line, &lines)?;
        self.check_promises()?;
        Ok(format!("{lines}= {exit}, {changes} changing calls\n"))
    }

    fn check_promises(&self) -> Result<(), String> {
        match self.runtime.violations().first() {
            Some(violation) => Err(violation.to_string()),
            None => Ok(()),
        }
    }

    fn host(&self, output: &Output) -> Host {
        let keyboard = self.keyboard.clone().map(|answer| format!("{answer}\n"));
        let terminal = Terminal { stdin: keyboard.is_some(), ..Terminal::default() };
        let stdin = Cursor::new(keyboard.unwrap_or_default());
        let stdout = if self.is_read { output.stream('|') } else { Box::new(Unread) };
        Host {
            program: "gig".to_owned(),
            console: Console::new(Box::new(stdin), stdout, output.stream('!'), terminal),
            bars: None,
            environment: self.environment.clone(),
            directory: self.folder.path().join(&self.directory),
            home: None,
            user: fs::metadata(self.folder.path()).map(|folder| std::os::unix::fs::MetadataExt::uid(&folder)).unwrap(),
            engine: if self.is_engine_there { Box::new(self.engine.clone()) } else { Box::new(NoEngine) },
            is_port_free: if self.is_port_free { |_| true } else { |port| port != 8080 },
            clock: Box::new(VirtualClock::new()),
            signals: Box::new(Interruption(self.signal)),
        }
    }
}

/// Whatever a script holds, no command may let it steer the terminal.
fn check_tame(lines: &str) -> Result<(), String> {
    match lines.chars().find(|character| character.is_control() && *character != '\n') {
        Some(character) => Err(format!("{character:?} was written: {lines:?}")),
        None => Ok(()),
    }
}

/// The password of the scripts is shown to nobody who has not asked for it.
fn check_discreet(command: &str, lines: &str) -> Result<(), String> {
    if lines.contains("hunter2") && !command.contains("--show-values") {
        return Err(format!("`{command}` shows the password"));
    }
    Ok(())
}

fn behaviour(words: &[&str]) -> Result<ImageBehaviour, String> {
    let (says, words) = match words.iter().position(|word| *word == "says") {
        Some(at) => (Some(&words[at + 1..]), &words[..at]),
        None => (None, words),
    };
    let behaviour = match words {
        ["runs"] => ImageBehaviour::runs(),
        ["exits", code, after] => ImageBehaviour::exits(number(code)?, duration(after)?),
        ["fails-to-start"] => ImageBehaviour::fails_to_start(),
        ["healthy", after] => ImageBehaviour::becomes_healthy(duration(after)?),
        ["unhealthy", after] => ImageBehaviour::becomes_unhealthy(duration(after)?),
        ["pullable", after] => ImageBehaviour::runs().pullable(duration(after)?),
        ["missing"] => ImageBehaviour::runs().missing(),
        ["with-volume", path] => ImageBehaviour::runs().with_volume(path),
        _ => return Err(format!("a script knows no image that {words:?}")),
    };
    let lines: Vec<String> = says.unwrap_or_default().iter().map(|line| line.replace("<ESC>", "\x1b")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    Ok(if lines.is_empty() { behaviour } else { behaviour.saying(&lines) })
}

fn number<T: std::str::FromStr>(word: &str) -> Result<T, String> {
    word.parse().map_err(|_| format!("`{word}` is not a number"))
}

fn duration(word: &str) -> Result<Duration, String> {
    parse_duration(word).map_err(|error| error.to_string())
}

struct NoEngine;

#[async_trait]
impl Connector for NoEngine {
    async fn connect(&self, _: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError> {
        Err(ConnectError::NoSocket { endpoint: Endpoint::default() })
    }

    async fn own_images(&self, _: &BTreeMap<String, String>) -> Result<Box<dyn OwnImages>, ConnectError> {
        Err(ConnectError::NoSocket { endpoint: Endpoint::default() })
    }
}

struct Interruption(Option<Duration>);

impl Signals for Interruption {
    fn first(&self) -> BoxFuture<'static, Signal> {
        let Some(after) = self.0 else {
            return Box::pin(pending());
        };
        Box::pin(async move {
            tokio::time::sleep(after).await;
            Signal::Interrupt
        })
    }
}
