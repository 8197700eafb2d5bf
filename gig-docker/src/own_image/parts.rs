//! The files that the running program is made of. What becomes of them is not here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::OwnImageError;
use super::elf::Elf;

/// Where the system shows the running executable, even one that was replaced since.
const OWN_EXECUTABLE: &str = "/proc/self/exe";

/// Where the system shows what the process has loaded.
const OWN_MAPPINGS: &str = "/proc/self/maps";

/// The files that a program is made of.
pub(super) struct Parts {
    /// The content of the executable.
    pub(super) executable: Vec<u8>,
    /// The content of the interpreter and its absolute path, unless the executable is static.
    pub(super) interpreter: Option<(String, Vec<u8>)>,
    /// The contents of the libraries, by the names they are asked for by.
    pub(super) libraries: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Reads the files of the running program.
    pub(super) fn of_this_process() -> Result<Self, OwnImageError> {
        let own = Path::new(OWN_EXECUTABLE);
        let executable = read(own)?;
        let Some(interpreter) = understand(own, &executable)?.interpreter else {
            return Ok(Self { executable, interpreter: None, libraries: BTreeMap::new() });
        };
        let content = read(Path::new(&interpreter))?;
        let libraries = libraries()?;
        Ok(Self { executable, interpreter: Some((interpreter, content)), libraries })
    }
}

/// Reads the libraries that the process has loaded; the interpreter is one of them, which does no harm.
fn libraries() -> Result<BTreeMap<String, Vec<u8>>, OwnImageError> {
    let maps = read(Path::new(OWN_MAPPINGS))?;
    let own = fs::read_link(OWN_EXECUTABLE).map_err(|source| unreadable(OWN_EXECUTABLE.into(), source))?;
    let files = mapped_programs(&String::from_utf8_lossy(&maps));
    files.into_iter().filter(|file| *file != own).map(|file| library(&file)).collect()
}

fn library(file: &Path) -> Result<(String, Vec<u8>), OwnImageError> {
    let content = read(file)?;
    let soname = understand(file, &content)?.soname;
    let file_name = || file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok((soname.unwrap_or_else(file_name), content))
}

/// Lists the files of which something can be executed, each once; a line of the mappings is
/// `address permissions offset device inode path` (proc_pid_maps(5)).
fn mapped_programs(maps: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = maps.lines().filter_map(mapped_program).collect();
    files.sort();
    files.dedup();
    files
}

fn mapped_program(line: &str) -> Option<PathBuf> {
    let mut fields = line.splitn(6, ' ');
    let permissions = fields.nth(1)?;
    let path = fields.nth(3)?.trim_start();
    (permissions.contains('x') && path.starts_with('/')).then(|| PathBuf::from(path))
}

fn read(path: &Path) -> Result<Vec<u8>, OwnImageError> {
    fs::read(path).map_err(|source| unreadable(path.to_owned(), source))
}

fn unreadable(path: PathBuf, source: std::io::Error) -> OwnImageError {
    OwnImageError::Unreadable { path, source }
}

fn understand(path: &Path, content: &[u8]) -> Result<Elf, OwnImageError> {
    Elf::read(content).map_err(|source| OwnImageError::NotUnderstood { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Parts, mapped_programs};

    #[test]
    fn only_files_that_can_be_executed_are_parts() {
        let maps = "\
55d0c0000000-55d0c0001000 r--p 00000000 08:01 42   /usr/bin/gig
55d0c0001000-55d0c0002000 r-xp 00001000 08:01 42   /usr/bin/gig
7f0000000000-7f0000001000 r-xp 00000000 08:01 43   /opt/my libs/libc-2.36.so
7f0000002000-7f0000003000 r-xp 00000000 08:01 43   /opt/my libs/libc-2.36.so
7f0000004000-7f0000005000 r--p 00000000 08:01 44   /usr/lib/locale/locale-archive
7f0000006000-7f0000007000 rw-p 00000000 00:00 0
7f0000008000-7f0000009000 rwxp 00000000 00:00 0
7ffd00000000-7ffd00001000 r-xp 00000000 00:00 0    [vdso]
";
        let expected = ["/opt/my libs/libc-2.36.so", "/usr/bin/gig"].map(PathBuf::from);
        assert_eq!(mapped_programs(maps), expected);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_program_that_runs_this_test_can_be_taken_apart() {
        let parts = Parts::of_this_process().unwrap();
        assert!(parts.executable.starts_with(b"\x7fELF"));
        let is_dynamic = parts.interpreter.is_some();
        assert_eq!(parts.libraries.keys().any(|name| name.starts_with("libc.so")), is_dynamic);
    }
}
