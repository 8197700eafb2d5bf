//! The folder with the files of the demo: written once, never over anything else, and removed as it was written.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use gig_core::name::ProjectName;

use super::PROJECT;
use crate::error::CommandError;

/// The file of the platform, in which the project stands for itself, its images and its folder.
const EXAMPLE: &str = include_str!("../../../../docs/examples/quickstart/gig.yml");

/// What the file of the platform is called.
const FILE: &str = "gig.yml";

/// The file that has the port, where it is not the file's own.
const VARIABLES: &str = ".env";

/// The folder.
pub(super) struct Folder {
    path: PathBuf,
    /// The path as somebody here would write it; empty where this is the folder.
    shown: PathBuf,
}

/// What is left in the folder after the demo's own files have been removed.
pub(crate) enum Removal {
    /// There was nothing.
    Nothing,
    /// Nothing.
    Whole,
    /// Files that are not the demo's, or not as it wrote them.
    Rest,
}

impl Folder {
    /// Finds the folder of `project` for somebody in `directory`: in there, or that itself.
    pub(super) fn of(project: &ProjectName, directory: &Path) -> Self {
        let is_here = directory.ends_with(project.as_str()) && is_demo(&directory.join(FILE));
        let shown = if is_here { PathBuf::new() } else { PathBuf::from(project.as_str()) };
        Self { path: directory.join(&shown), shown }
    }

    /// Gives the path of the platform's file.
    pub(super) fn file(&self) -> PathBuf {
        self.path.join(FILE)
    }

    /// Gives the same path as somebody here would write it.
    pub(super) fn shown_file(&self) -> String {
        self.shown.join(FILE).display().to_string()
    }

    /// Gives the same path for the whole folder.
    pub(super) fn shown(&self) -> String {
        if self.shown.as_os_str().is_empty() { ".".to_owned() } else { self.shown.display().to_string() }
    }

    /// Gives the folder itself.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a folder with something else in it.
    pub(super) fn check(&self) -> Result<(), CommandError> {
        let entries = fs::read_dir(&self.path).map_or(0, Iterator::count);
        if entries == 0 || is_demo(&self.file()) { Ok(()) } else { Err(self.foreign()) }
    }

    /// Writes the file of the platform unless it is there, and says whether it did.
    pub(super) fn prepare(&self, project: &ProjectName) -> Result<bool, CommandError> {
        if is_demo(&self.file()) {
            return Ok(false);
        }
        fs::create_dir_all(&self.path).map_err(|error| failed("make", &self.shown(), &error))?;
        self.write(FILE, &text(project))?;
        Ok(true)
    }

    /// Reads the port that was chosen earlier.
    pub(super) fn port(&self) -> Option<u16> {
        let text = fs::read_to_string(self.path.join(VARIABLES)).ok()?;
        let port = text.lines().find_map(|line| line.strip_prefix("DEMO_PORT="))?.parse().ok()?;
        (text == variables(port)).then_some(port)
    }

    /// Writes down another port.
    pub(super) fn set_port(&self, port: u16) -> Result<(), CommandError> {
        let path = self.path.join(VARIABLES);
        if self.port().is_some() {
            fs::remove_file(&path).map_err(|error| failed("remove", &path.display().to_string(), &error))?;
        }
        self.write(VARIABLES, &variables(port))
    }

    /// Removes what the demo has written and nobody has changed since.
    pub(super) fn remove(&self, project: &ProjectName) -> Removal {
        if !is_demo(&self.file()) {
            return Removal::Nothing;
        }
        // What cannot be removed stays, and is told of as that.
        if fs::read_to_string(self.file()).is_ok_and(|found| found == text(project)) {
            let _stays = fs::remove_file(self.file());
        }
        if self.port().is_some() {
            let _stays = fs::remove_file(self.path.join(VARIABLES));
        }
        let is_empty = fs::read_dir(&self.path).is_ok_and(|mut entries| entries.next().is_none());
        if is_empty && !self.shown.as_os_str().is_empty() {
            let _stays = fs::remove_dir(&self.path);
        }
        if is_empty { Removal::Whole } else { Removal::Rest }
    }

    fn write(&self, name: &str, text: &str) -> Result<(), CommandError> {
        let created = OpenOptions::new().write(true).create_new(true).open(self.path.join(name));
        let written = created.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|error| failed("write", &self.shown.join(name).display().to_string(), &error))
    }

    fn foreign(&self) -> CommandError {
        CommandError::unexpected(format!("`{}` is there, and not the demo's; nothing was touched", self.shown()))
            .hint("go to another folder, or give the demo another name with `-p`")
    }
}

/// Gives the text of the platform's file.
pub(super) fn text(project: &ProjectName) -> String {
    EXAMPLE.replace(PROJECT, project.as_str())
}

/// Says whether a file is the demo's, changed or not: it keeps its first line.
fn is_demo(path: &Path) -> bool {
    let first = EXAMPLE.lines().next();
    fs::read_to_string(path).is_ok_and(|text| text.lines().next() == first)
}

fn variables(port: u16) -> String {
    format!("# Another port was taken when the demo was started.\nDEMO_PORT={port}\n")
}

fn failed(operation: &str, what: &str, error: &io::Error) -> CommandError {
    CommandError::unexpected(format!("failed to {operation} `{what}`: {error}"))
        .hint("the demo writes a folder with one file: go where you may do that")
}
