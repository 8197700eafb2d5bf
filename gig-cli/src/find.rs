//! The file that describes the platform: which one it is, whether it can be trusted, and its text.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Component, Path, PathBuf};

use gig_core::diagnostic::SourceText;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::CommonArguments;

/// The names a file is looked for under; the first that is there is taken.
const NAMES: [&str; 7] =
    ["gig.yml", "gig.yaml", "fig.yml", "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// The names of a file that is merged into the one that was found beside it; the first that is there is taken.
const OVERRIDES: [&str; 6] = [
    "gig.override.yml",
    "gig.override.yaml",
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// The largest file that is read, in bytes. A description of a platform has some kilobytes; a hundred times that is
/// an accident, or an attempt to use up the memory.
pub(crate) const SIZE_LIMIT: u64 = 10_000_000;

/// Where a description comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Standard input.
    Input,
    /// The user named it.
    Named(PathBuf),
    /// It was found in the working folder.
    Here(PathBuf),
    /// It was found in a folder above.
    Above(PathBuf),
}

/// Finds out which file describes the platform; of several, the first.
pub(crate) fn origin(common: &CommonArguments, host: &Host) -> Result<Origin, CommandError> {
    match named(common, host).into_iter().next() {
        Some(path) => Ok(of_name(path)),
        None => search(&host.directory).ok_or_else(|| nothing_found(&host.directory)),
    }
}

/// Finds the files that are merged into the first, in their order: those that are named, else the one beside it.
pub(crate) fn further(first: &Origin, common: &CommonArguments, host: &Host) -> Vec<Origin> {
    match first {
        Origin::Input | Origin::Named(_) => named(common, host).into_iter().skip(1).map(of_name).collect(),
        Origin::Here(path) => override_of(path).map(Origin::Here).into_iter().collect(),
        Origin::Above(path) => override_of(path).map(Origin::Above).into_iter().collect(),
    }
}

fn of_name(path: PathBuf) -> Origin {
    if path == Path::new("-") { Origin::Input } else { Origin::Named(path) }
}

/// Only a file of one's own format is merged into one that nobody named.
fn override_of(path: &Path) -> Option<PathBuf> {
    let name = short_name(path);
    let is_own = name.starts_with("gig") || name.starts_with("fig");
    let names = OVERRIDES.iter().filter(|other| other.starts_with("gig") == is_own);
    names.map(|other| path.with_file_name(other)).find(|path| path.is_file())
}

/// Returns the files that the command line or the environment names.
pub(crate) fn named(common: &CommonArguments, host: &Host) -> Vec<PathBuf> {
    if !common.files.is_empty() {
        return common.files.clone();
    }
    if let Some(file) = host.variable("GIG_FILE") {
        return vec![PathBuf::from(file)];
    }
    let separator = host.variable("COMPOSE_PATH_SEPARATOR").unwrap_or(":");
    let files = host.variable("COMPOSE_FILE").unwrap_or_default().split(separator);
    files.filter(|file| !file.is_empty()).map(PathBuf::from).collect()
}

fn search(directory: &Path) -> Option<Origin> {
    if let Some(path) = in_folder(directory) {
        return Some(Origin::Here(path));
    }
    directory.ancestors().skip(1).find_map(in_folder).map(Origin::Above)
}

/// Returns the file in a folder that gig would read.
pub(crate) fn in_folder(folder: &Path) -> Option<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

fn nothing_found(directory: &Path) -> CommandError {
    let names = NAMES.join(", ");
    CommandError::unreadable(format!("no file describes a platform in `{}` or above", directory.display()))
        .hint(format!("name one with `-f`, or write one of {names}"))
        .hint("`gig init` writes a first one, `gig demo` starts a platform to look at")
}

/// Reads the description.
pub(crate) fn read(origin: &Origin, common: &CommonArguments, host: &mut Host) -> Result<SourceText, CommandError> {
    let (name, path) = match origin {
        Origin::Input => return read_input(host),
        Origin::Named(path) => (path.display().to_string(), host.directory.join(path)),
        Origin::Here(path) => (short_name(path), path.clone()),
        Origin::Above(path) => (path.display().to_string(), path.clone()),
    };
    guard(origin, &path, common, host)?;
    let text = read_limited(&path).map_err(|error| unreadable(&name, &error))?;
    Ok(SourceText::new(name, folder_of(&path), text))
}

fn read_input(host: &mut Host) -> Result<SourceText, CommandError> {
    let text = limited(&mut host.console.stdin).map_err(|error| unreadable("<stdin>", &error))?;
    Ok(SourceText::new("<stdin>", &host.directory, text))
}

pub(crate) fn unreadable(name: &str, error: &io::Error) -> CommandError {
    match error.kind() {
        io::ErrorKind::NotFound => CommandError::unreadable(format!("failed to read `{name}`: there is no such file"))
            .hint("correct the path, which starts from the working folder"),
        _ => CommandError::unreadable(format!("failed to read `{name}`: {error}")),
    }
}

/// Returns the name of a file without its folder.
pub(crate) fn short_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// The folder names the project, so a way back is followed; links are not, since `current` is a better name than
/// the release it leads to.
fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().unwrap_or(Path::new("/"));
    if folder.components().any(|part| part == Component::ParentDir) {
        return fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    }
    folder.to_path_buf()
}

/// Refuses a file that gig came upon in a folder above and that somebody else can have put there: whoever says what
/// runs on this engine is root on this host.
pub(crate) fn guard(origin: &Origin, path: &Path, common: &CommonArguments, host: &Host) -> Result<(), CommandError> {
    if !matches!(origin, Origin::Above(_)) || common.trust_found_file {
        return Ok(());
    }
    for part in [&folder_of(path), path] {
        if let Some(reason) = distrust(part, host.user) {
            let message = format!("refusing to use `{}`, found above the working folder: {reason}", path.display());
            return Err(CommandError::unreadable(message)
                .hint("name the file with `-f` if you trust it, or pass `--trust-found-file`"));
        }
    }
    Ok(())
}

/// Says why others can have a hand in `path`, where they can.
fn distrust(path: &Path, user: u32) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let reason = hand_of_others(metadata.mode(), metadata.uid(), user)?;
    Some(format!("`{}` {reason}", path.display()))
}

/// Says how others have a hand in what has this mode and this owner, where `user` is oneself.
fn hand_of_others(mode: u32, owner: u32, user: u32) -> Option<String> {
    const WRITABLE_BY_ALL: u32 = 0o002;
    const ROOT: u32 = 0;
    if mode & WRITABLE_BY_ALL != 0 {
        return Some("may be written to by everyone".to_owned());
    }
    (owner != user && owner != ROOT).then(|| format!("belongs to another user, number {owner}"))
}

/// Reads a file, but not one that is too large.
pub(crate) fn read_limited(path: &Path) -> io::Result<String> {
    text(read_limited_bytes(path)?)
}

/// Reads a file of any content, but not one that is too large.
pub(crate) fn read_limited_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let expected = file.metadata().map_or(0, |metadata| metadata.len().min(SIZE_LIMIT));
    limited_bytes(&mut file, Vec::with_capacity(expected as usize + 1))
}

fn limited_bytes(stream: &mut dyn Read, mut bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    stream.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(io::Error::other(format!("it is larger than {} MB", SIZE_LIMIT / 1_000_000)));
    }
    Ok(bytes)
}

fn limited(stream: &mut dyn Read) -> io::Result<String> {
    text(limited_bytes(stream, Vec::new())?)
}

fn text(bytes: Vec<u8>) -> io::Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        io::Error::new(io::ErrorKind::InvalidData, format!("it is not UTF-8 at byte {at}"))
    })
}

#[cfg(test)]
mod tests {
    use super::hand_of_others;

    #[test]
    fn only_oneself_and_root_are_trusted() {
        let cases = [
            (0o100_644, 1000, 1000, true),
            (0o100_664, 1000, 1000, true),
            (0o100_644, 0, 1000, true),
            (0o100_600, 1001, 1000, false),
            (0o100_644, 1000, 0, false),
            (0o100_666, 1000, 1000, false),
            (0o100_646, 0, 1000, false),
            (0o040_755, 1000, 1000, true),
            (0o040_777, 0, 1000, false),
            (0o041_777, 0, 1000, false),
        ];
        for (mode, owner, user, is_trusted) in cases {
            assert_eq!(hand_of_others(mode, owner, user).is_none(), is_trusted, "{mode:o} {owner} {user}");
        }
    }
}
