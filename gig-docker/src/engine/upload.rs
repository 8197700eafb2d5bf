//! The files that are put into an instance before it starts: as archives, so that the engine may be anywhere.

use std::collections::BTreeMap;
use std::io;

use bollard::body_full;
use bollard::query_parameters::UploadToContainerOptionsBuilder;
use gig_core::platform::{Configuration, Content, Mount, UploadedFile};
use gig_core::runtime::{RuntimeErrorKind, RuntimeResult};
use tar::{Builder, EntryType, Header};

use super::EngineRuntime;

/// Puts the files of a configuration into an instance that was created with it and never started.
pub(super) async fn upload(engine: &EngineRuntime, id: &str, configuration: &Configuration) -> RuntimeResult<()> {
    for (folder, files) in by_folder(configuration) {
        let call = engine.call("put files into instance", id).within(engine.limits.work);
        let archive =
            archive(&folder, &files).map_err(|error| call.error(RuntimeErrorKind::Rejected, error.to_string()))?;
        let options = UploadToContainerOptionsBuilder::default().path(&folder).build();
        call.answer(engine.docker.upload_to_container(id, Some(options), body_full(archive.into()))).await?;
    }
    Ok(())
}

/// The engine writes to a volume only where it is named as the place to unpack at.
fn by_folder(configuration: &Configuration) -> BTreeMap<String, Vec<&UploadedFile>> {
    let mut folders: BTreeMap<String, Vec<&UploadedFile>> = BTreeMap::new();
    for file in &configuration.files {
        let holds = |mount: &&Mount| within(&file.target, &mount.target).is_some();
        let mount = configuration.mounts.iter().filter(holds).max_by_key(|mount| mount.target.len());
        let folder = mount.map_or_else(|| "/".to_owned(), |mount| mount.target.clone());
        folders.entry(folder).or_default().push(file);
    }
    folders
}

/// Returns the path of `target` from `folder` on, where it lies in it.
fn within<'a>(target: &'a str, folder: &str) -> Option<&'a str> {
    target.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')
}

/// Folders have no entry: the engine makes those that are missing, and leaves alone those that are there.
fn archive(folder: &str, files: &[&UploadedFile]) -> io::Result<Vec<u8>> {
    let mut archive = Builder::new(Vec::new());
    for UploadedFile { target, uid, gid, mode, content } in files {
        let bytes =
            content.expose().ok_or_else(|| io::Error::other(format!("the content of `{target}` is not known")))?;
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_uid((*uid).into());
        header.set_gid((*gid).into());
        header.set_mode(*mode);
        header.set_size(bytes.len() as u64);
        archive.append_data(&mut header, within(target, folder).unwrap_or(target), bytes)?;
    }
    archive.into_inner()
}

/// Says in one line what an instance was given, for a label: the engine cannot be asked. No content is in it.
pub(super) fn stated(file: &UploadedFile) -> String {
    let UploadedFile { target, uid, gid, mode, content } = file;
    format!("{} {uid} {gid} {mode:o} {target}", content.digest())
}

/// Reads what [`stated`] says.
pub(super) fn read_stated(line: &str) -> Option<UploadedFile> {
    let mut words = line.splitn(5, ' ');
    let content = Content::of_digest(words.next()?);
    let (uid, gid) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let mode = u32::from_str_radix(words.next()?, 8).ok()?;
    Some(UploadedFile { target: words.next()?.to_owned(), uid, gid, mode, content })
}
