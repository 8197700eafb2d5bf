//! The world of a script: a folder, an engine in memory, an environment, and somebody at the keyboard.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;

use clap::Parser as _;
use futures_util::future::{BoxFuture, pending};
use gig_cli::{Arguments, Console, Host, InMemory, Signal, Signals, Size, Terminal};
use gig_core::platform::{parse_duration, split_words};
use gig_core::runtime::{Health, RunState};
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime, StrangerScript};
use tempfile::TempDir;

use crate::engine::Engine;
use crate::output::{Output, Unread};

/// The world of a script. The working folder is called `shop`, and so is the project.
pub(crate) struct World {
    folder: TempDir,
    directory: String,
    runtime: MemoryRuntime,
    engine: InMemory,
    environment: BTreeMap<String, String>,
    keyboard: Option<String>,
    /// After how long the first and the second signal come.
    signals: [Option<Duration>; 2],
    later: Vec<(Duration, String)>,
    silence: Option<Range<Duration>>,
    size: Option<Size>,
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
            signals: [None, None],
            later: Vec::new(),
            silence: None,
            size: None,
            is_engine_there: true,
            is_read: true,
            shown: [String::new(), String::new()],
        }
    }

    /// Writes a file, its path starting from the project's folder.
    pub(crate) fn file(&mut self, path: &str, content: &str) {
        let path = self.folder.path().join("shop").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        // Whatever the mask of who runs the tests is: a message may say who can read a file.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
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
            ["stranger", name] => drop(self.runtime.stranger(StrangerScript::new(name))),
            ["stranger", name, port] => {
                drop(self.runtime.stranger(StrangerScript::new(name).port(number(port)?)));
            }
            ["after", time, event @ ..] => self.later.push((duration(time)?, event.join(" "))),
            ["silent", "from", start, "to", end] => self.silence = Some(duration(start)?..duration(end)?),
            ["terminal", lines, columns] => {
                self.size = Some(Size { lines: number(lines)?, columns: number(columns)? });
            }
            ["keyboard", answer] => self.keyboard = Some((*answer).to_owned()),
            ["interrupted", "after", time] => self.signals = [Some(duration(time)?), None],
            ["interrupted", "after", first, "and", second] => {
                self.signals = [Some(duration(first)?), Some(duration(second)?)];
            }
            ["nobody", "reads"] => self.is_read = false,
            ["data", "may", "go"] => self.runtime.allow_data_removal(),
            ["same"] if self.shown[0] == self.shown[1] => {}
            ["save", path] => self.file(path, &self.shown[0].clone()),
            ["mode", path, mode] => self.set_mode(path, mode),
            event => happen(event, &self.runtime)?,
        }
        Ok(())
    }

    /// Lets what is to happen happen while the next command is carried out.
    fn await_events(&mut self) {
        for (time, event) in self.later.drain(..) {
            let runtime = self.runtime.clone();
            tokio::spawn(async move {
                tokio::time::sleep(time).await;
                happen(&event.split(' ').collect::<Vec<_>>(), &runtime).unwrap();
            });
        }
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
        self.await_events();
        let exit = match Arguments::try_parse_from(words) {
            Ok(arguments) => gig_cli::run(&arguments, &mut self.host(&output)).await.number().into(),
            Err(error) => error.exit_code(),
        };
        self.keyboard = None;
        self.signals = [None, None];
        self.silence = None;
        self.shown.rotate_right(1);
        self.shown[0] = output.text_of('|');
        let changes = self.runtime.mutating_calls().len();
        let mut lines = output.lines().replace(&self.folder.path().display().to_string(), "$DIR");
        if self.size.is_some() {
            lines = lines.replace('\x1b', "<ESC>").replace('\r', "<CR>");
        }
        check_tame(&lines)?;
        check_discreet(line, &lines)?;
        self.check_promises()?;
        Ok(format!("{lines}= {exit}, {changes} changing calls\n"))
    }

    fn engine(&self) -> Engine {
        let engine = self.is_engine_there.then(|| self.engine.clone());
        Engine { engine, runtime: self.runtime.clone(), silence: self.silence.clone() }
    }

    fn check_promises(&self) -> Result<(), String> {
        match self.runtime.violations().first() {
            Some(violation) => Err(violation.to_string()),
            None => Ok(()),
        }
    }

    fn host(&self, output: &Output) -> Host {
        let keyboard = self.keyboard.clone().map(|answer| format!("{answer}\n"));
        let size = self.size;
        let terminal = Terminal { stdin: keyboard.is_some(), stdout: size.is_some(), stderr: false };
        let stdin = Cursor::new(keyboard.unwrap_or_default());
        let stdout = if self.is_read { output.stream('|') } else { Box::new(Unread) };
        Host {
            program: "gig".to_owned(),
            console: Console::new(Box::new(stdin), stdout, output.stream('!'), terminal),
            bars: None,
            size: Box::new(move || size),
            environment: self.environment.clone(),
            directory: self.folder.path().join(&self.directory),
            home: None,
            user: fs::metadata(self.folder.path()).map(|folder| std::os::unix::fs::MetadataExt::uid(&folder)).unwrap(),
            engine: Box::new(self.engine()),
            is_port_free: if self.is_port_free { |_| true } else { |port| port != 8080 },
            clock: Box::new(VirtualClock::new()),
            signals: Box::new(Interruptions(self.signals)),
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

/// Carries out what happens to containers without gig.
fn happen(event: &[&str], runtime: &MemoryRuntime) -> Result<(), String> {
    match event {
        ["kill", name, code] => runtime.kill(name, number(code)?),
        ["exited", name, code] => runtime.put_into(name, RunState::Exited, number(code)?),
        ["unhealthy", name] => runtime.find_health(name, Health::Unhealthy),
        ["engine", "restarted"] => runtime.restart_engine(),
        _ => return Err(format!("a script does not know `{}`", event.join(" "))),
    }
    Ok(())
}

struct Interruptions([Option<Duration>; 2]);

impl Signals for Interruptions {
    fn first(&self) -> BoxFuture<'static, Signal> {
        interruption(self.0[0])
    }

    fn second(&self) -> BoxFuture<'static, Signal> {
        interruption(self.0[1])
    }
}

fn interruption(after: Option<Duration>) -> BoxFuture<'static, Signal> {
    let Some(after) = after else { return Box::pin(pending()) };
    Box::pin(async move {
        tokio::time::sleep(after).await;
        Signal::Interrupt
    })
}
