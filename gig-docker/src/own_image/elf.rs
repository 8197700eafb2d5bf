//! Reading ELF files: the interpreter that an executable asks for, and the name that a library is asked for by.
//!
//! Only what these two need is read, of 64-bit little-endian files: the format of every platform that gig
//! makes images for. Offsets are those of the specification (System V ABI, chapters 4 and 5).

/// A file that is no ELF file of the kind that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElfError {
    /// It does not begin as one.
    #[error("it is not an ELF file")]
    NotElf,
    /// It is for another kind of machine.
    #[error("it is not a 64-bit little-endian ELF file")]
    OtherClass,
    /// It points to what is not there.
    #[error("it is cut off or damaged")]
    Damaged,
}

/// What an ELF file asks for and is asked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Elf {
    /// The path of the interpreter (`PT_INTERP`); a static executable has none.
    pub(super) interpreter: Option<String>,
    /// The name by which others ask for it (`DT_SONAME`).
    pub(super) soname: Option<String>,
}

impl Elf {
    /// Reads the content of a file.
    pub(super) fn read(file: &[u8]) -> Result<Self, ElfError> {
        match file {
            [0x7f, b'E', b'L', b'F', CLASS_64, LITTLE_ENDIAN, ..] => {}
            [0x7f, b'E', b'L', b'F', ..] => return Err(ElfError::OtherClass),
            _ => return Err(ElfError::NotElf),
        }
        let segments = Segments::read(file).ok_or(ElfError::Damaged)?;
        let interpreter = segments.interpreter().ok_or(ElfError::Damaged)?;
        let soname = segments.soname().ok_or(ElfError::Damaged)?;
        Ok(Self { interpreter, soname })
    }
}

const CLASS_64: u8 = 2;
const LITTLE_ENDIAN: u8 = 1;

const LOAD: u32 = 1;
const DYNAMIC: u32 = 2;
const INTERPRETER: u32 = 3;

const END_OF_DYNAMIC: u64 = 0;
const STRING_TABLE: u64 = 5;
const SONAME: u64 = 14;
const DYNAMIC_ENTRY_SIZE: usize = 16;

/// The segments of a file; every method returns `None` where the file is damaged.
struct Segments<'a> {
    file: &'a [u8],
    segments: Vec<Segment>,
}

struct Segment {
    kind: u32,
    offset: usize,
    address: u64,
    size: usize,
}

impl<'a> Segments<'a> {
    fn read(file: &'a [u8]) -> Option<Self> {
        let table = size_at(file, 32)?;
        let (entry_size, count) = (usize::from(u16_at(file, 54)?), usize::from(u16_at(file, 56)?));
        let entry = |index: usize| Segment::read(file, table.checked_add(index.checked_mul(entry_size)?)?);
        let segments = (0..count).map(entry).collect::<Option<_>>()?;
        Some(Self { file, segments })
    }

    fn interpreter(&self) -> Option<Option<String>> {
        let Some(segment) = self.of_kind(INTERPRETER) else { return Some(None) };
        text_at(self.content(segment)?, 0).map(Some)
    }

    fn soname(&self) -> Option<Option<String>> {
        let Some(segment) = self.of_kind(DYNAMIC) else { return Some(None) };
        let entries = self.content(segment)?.chunks_exact(DYNAMIC_ENTRY_SIZE);
        let entries: Vec<(u64, u64)> =
            entries.map(|entry| Some((u64_at(entry, 0)?, u64_at(entry, 8)?))).collect::<Option<_>>()?;
        let value = |wanted: u64| {
            let mut own = entries.iter().take_while(|(tag, _)| *tag != END_OF_DYNAMIC);
            own.find(|(tag, _)| *tag == wanted).map(|(_, value)| *value)
        };
        let Some(name) = value(SONAME) else { return Some(None) };
        let table = self.offset_of(value(STRING_TABLE)?)?;
        text_at(self.file, table.checked_add(usize::try_from(name).ok()?)?).map(Some)
    }

    fn of_kind(&self, kind: u32) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.kind == kind)
    }

    fn content(&self, segment: &Segment) -> Option<&'a [u8]> {
        self.file.get(segment.offset..segment.offset.checked_add(segment.size)?)
    }

    /// Finds in the file what is at an address once it is loaded.
    fn offset_of(&self, address: u64) -> Option<usize> {
        self.segments.iter().filter(|segment| segment.kind == LOAD).find_map(|segment| {
            let within = usize::try_from(address.checked_sub(segment.address)?).ok()?;
            if within < segment.size { segment.offset.checked_add(within) } else { None }
        })
    }
}

impl Segment {
    fn read(file: &[u8], at: usize) -> Option<Self> {
        let entry = file.get(at..at.checked_add(56)?)?;
        let kind = u32::from_le_bytes(entry.get(..4)?.try_into().ok()?);
        Some(Self { kind, offset: size_at(entry, 8)?, address: u64_at(entry, 16)?, size: size_at(entry, 32)? })
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u64_at(bytes, at)?).ok()
}

/// Reads a text up to its NUL.
fn text_at(bytes: &[u8], at: usize) -> Option<String> {
    let rest = bytes.get(at..)?;
    let end = rest.iter().position(|byte| *byte == 0)?;
    String::from_utf8(rest[..end].to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::{Elf, ElfError};

    /// Builds a file with one interpreter, one string table and one dynamic section, loaded at 0x1000.
    fn file(interpreter: &str, soname: &str) -> Vec<u8> {
        let text = format!("{interpreter}\0{soname}\0");
        let strings = 64 + 3 * 56;
        let dynamic = strings + text.len();
        let header = |kind: u32, offset: usize, size: usize| {
            let numbers = [offset, 0x1000 + offset, 0, size, size, 0].map(|number| (number as u64).to_le_bytes());
            [kind.to_le_bytes().as_slice(), &[0; 4], &numbers.concat()].concat()
        };
        let entries = [(14, interpreter.len() + 1), (5, 0x1000 + strings), (0, 0)];
        let entries = entries.map(|(tag, value)| [(tag as u64).to_le_bytes(), (value as u64).to_le_bytes()].concat());
        let mut file = vec![0; 64];
        file[..6].copy_from_slice(b"\x7fELF\x02\x01");
        file[32..40].copy_from_slice(&64_u64.to_le_bytes());
        file[54..58].copy_from_slice(&[56, 0, 3, 0]);
        file.extend(header(1, 0, dynamic + 48));
        file.extend(header(2, dynamic, 48));
        file.extend(header(3, strings, interpreter.len() + 1));
        file.extend(text.bytes());
        file.extend(entries.concat());
        file
    }

    #[test]
    fn interpreter_and_name_are_found() {
        let found = Elf::read(&file("/lib/ld.so.2", "libshop.so.1")).unwrap();
        assert_eq!(found.interpreter.as_deref(), Some("/lib/ld.so.2"));
        assert_eq!(found.soname.as_deref(), Some("libshop.so.1"));
    }

    #[test]
    fn a_file_that_ends_anywhere_is_damaged_and_nothing_else() {
        let whole = file("/lib/ld.so.2", "libshop.so.1");
        for length in 0..whole.len() {
            let expected = if length < 6 { ElfError::NotElf } else { ElfError::Damaged };
            let found = Elf::read(&whole[..length]);
            assert!(found == Err(expected.clone()) || (4..6).contains(&length), "{length}: {found:?}");
        }
    }

    #[test]
    fn a_byte_that_is_wrong_anywhere_breaks_nothing_but_the_file() {
        let whole = file("/lib/ld.so.2", "libshop.so.1");
        for index in 0..whole.len() {
            for wrong in [0, 1, 0x7f, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[index] = wrong;
                // Whatever it says, it does not panic.
                let _ = Elf::read(&damaged);
            }
        }
    }

    #[test]
    fn what_is_no_such_file_is_told_apart() {
        let mut other = file("/lib/ld.so.2", "libshop.so.1");
        other[4] = 1;
        assert_eq!(Elf::read(&other), Err(ElfError::OtherClass));
        assert_eq!(Elf::read(b"#!/bin/sh\n"), Err(ElfError::NotElf));
        assert_eq!(Elf::read(b""), Err(ElfError::NotElf));
    }
}
