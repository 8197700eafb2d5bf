//! From text to plan: each folder of `tests/cases` holds what ran (`before.yml`), what the file says now (`gig.yml`),
//! what was asked and with which variables (`asked.txt`), and what is planned (`plan.txt`).

use std::path::{Path, PathBuf};

use gig_core::plan::{PlanOptions, Verb, plan};
use gig_core::platform::Platform;
use gig_core::runtime::{ContainerRuntime, observe_for};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::expected::check_file;
use super::resolve::World;

#[tokio::test(start_paused = true)]
async fn every_case_is_planned_as_written() {
    for folder in folders() {
        let found = case(&folder).await;
        check_file(&format!("tests/cases/{}/plan.txt", folder.file_name().unwrap().display()), &found);
    }
}

fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<_> = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 12, "cases are missing");
    folders
}

async fn case(folder: &Path) -> String {
    let asked = Asked::read(&std::fs::read_to_string(folder.join("asked.txt")).unwrap());
    let world = MemoryRuntime::new();
    let file = platform(&std::fs::read_to_string(folder.join("gig.yml")).unwrap(), &asked.now);
    for service in &file.services {
        world.image(&service.configuration.image.to_string(), ImageBehaviour::runs());
    }
    if let Ok(before) = std::fs::read_to_string(folder.join("before.yml")) {
        world.place_platform(&platform(&before, &asked.before));
    }
    let observed = observe_for(&world, &file).await.unwrap();
    match plan(&file, &observed, &world.capabilities(), &asked.options) {
        Ok(planned) => planned.to_string(),
        Err(error) => format!("refused: {error}\n"),
    }
}

fn platform(text: &str, variables: &[(String, String)]) -> Platform {
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let world = World { variables: &variables, ..World::default() };
    world.resolve(text).unwrap_or_else(|diagnostics| panic!("{diagnostics:?}")).platform
}

/// What was asked: the command, and the variables before and now.
struct Asked {
    options: PlanOptions,
    before: Vec<(String, String)>,
    now: Vec<(String, String)>,
}

impl Asked {
    /// Reads the lines `gig COMMAND [SERVICE..]`, `before NAME=VALUE` and `now NAME=VALUE`.
    fn read(text: &str) -> Self {
        let mut asked = Self { options: PlanOptions::new(Verb::Update), before: Vec::new(), now: Vec::new() };
        for line in text.lines() {
            match line.split_once(' ').unwrap() {
                ("gig", command) => asked.options = options(command),
                ("before", variable) => asked.before.push(assignment(variable)),
                ("now", variable) => asked.now.push(assignment(variable)),
                (other, _) => panic!("`{other}` is neither `gig`, `before` nor `now`"),
            }
        }
        asked
    }
}

fn options(command: &str) -> PlanOptions {
    let (flags, mut words): (Vec<&str>, Vec<&str>) = command.split(' ').partition(|word| word.starts_with("--"));
    let verb = words.remove(0);
    let verb = Verb::ALL.into_iter().find(|candidate| candidate.as_str() == verb).unwrap();
    let mut options = PlanOptions::new(verb);
    if !words.is_empty() {
        options = options.named(words.iter().map(|word| word.parse().unwrap()).collect());
    }
    options.with_dependencies = !flags.contains(&"--no-deps");
    options.remove_orphans = flags.contains(&"--remove-orphans");
    options.remove_volumes = flags.contains(&"--volumes");
    options
}

fn assignment(text: &str) -> (String, String) {
    let (name, value) = text.split_once('=').unwrap();
    (name.to_owned(), value.to_owned())
}
