//! The image as an archive: bytes in, bytes out. Equal parts make equal bytes.
//!
//! The form is the one that `docker load` has always taken: a tar of a manifest, a configuration and one layer,
//! which is a tar itself. Unlike an imported tar it fixes the id of the image, so that loading it twice, even at
//! once, leaves one image.

use std::io;

use gig_core::platform::ImageReference;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tar::{Builder, EntryType, Header};

use super::parts::Parts;
use super::{EXECUTABLE, ImagePlatform, LABEL};

/// The folder of the libraries in the image; its own, so that no two of its files can have one path.
const LIBRARIES: &str = "/gig-libraries";

/// Small files that programs look for, with their contents.
const FILES: [(&str, &str); 3] = [
    ("/etc/group", "root:x:0:\nnogroup:x:65534:\n"),
    // Without it, some libraries ask the name server before the hosts file.
    ("/etc/nsswitch.conf", "hosts: files dns\n"),
    ("/etc/passwd", "root:x:0:0:root:/:/\nnobody:x:65534:65534:nobody:/:/\n"),
];

/// What the image holds.
pub(super) struct Layer {
    archive: Vec<u8>,
    digest: String,
}

impl Layer {
    /// Puts the files of a program where an engine will find them.
    ///
    /// # Errors
    /// Where a part has a name that no tar can hold.
    pub(super) fn of(parts: &Parts) -> io::Result<Self> {
        let Parts { executable, interpreter, libraries } = parts;
        let mut archive = Archive::new();
        archive.folder("/tmp", 0o1777)?;
        for (path, content) in FILES {
            archive.file(path, content.as_bytes(), 0o644)?;
        }
        for (name, content) in libraries {
            archive.file(&format!("{LIBRARIES}/{name}"), content, 0o755)?;
        }
        if let Some((path, content)) = interpreter {
            archive.file(path, content, 0o755)?;
        }
        archive.file(EXECUTABLE, executable, 0o755)?;
        let archive = archive.finish()?;
        let digest = hexadecimal_digest(&archive);
        Ok(Self { archive, digest })
    }

    /// Returns what tells this content from another: the first 12 digits of its SHA-256.
    pub(super) fn tag(&self) -> &str {
        &self.digest[..12]
    }

    /// Describes an image of this layer. What `process` says of it, in the engine's words, is added to what every
    /// image of gig's own executable has.
    pub(super) fn configuration(&self, platform: &ImagePlatform, process: &Value) -> String {
        let created = "1970-01-01T00:00:00Z";
        let mut config = json!({
            "Entrypoint": [EXECUTABLE],
            // Not every interpreter looks into the same folders by itself.
            "Env": [format!("LD_LIBRARY_PATH={LIBRARIES}")],
            "Labels": { LABEL: "true" },
        });
        add(&mut config, process);
        json!({
            "os": platform.os,
            "architecture": platform.architecture,
            "created": created,
            "config": config,
            "rootfs": { "type": "layers", "diff_ids": [format!("sha256:{}", self.digest)] },
            "history": [{ "created": created, "created_by": "gig" }],
        })
        .to_string()
    }
}

/// An image to be made of a layer.
pub(super) struct Content {
    pub(super) name: ImageReference,
    pub(super) configuration: String,
}

/// Puts images of one layer into one archive, which holds the layer once.
///
/// # Errors
/// Never in practice: all its names are gig's own.
pub(super) fn image_archive<'a>(layer: &Layer, images: impl IntoIterator<Item = &'a Content>) -> io::Result<Vec<u8>> {
    let layer_file = format!("{}.tar", layer.digest);
    let mut archive = Archive::new();
    archive.file(&layer_file, &layer.archive, 0o644)?;
    let mut manifest = Vec::new();
    for Content { name, configuration } in images {
        let file = format!("{}.json", hexadecimal_digest(configuration.as_bytes()));
        archive.file(&file, configuration.as_bytes(), 0o644)?;
        manifest.push(json!({ "Config": file, "RepoTags": [name.to_string()], "Layers": [layer_file] }));
    }
    archive.file("manifest.json", Value::Array(manifest).to_string().as_bytes(), 0o644)?;
    archive.finish()
}

/// Adds what `addition` says: lists grow, objects too, and everything else is new.
fn add(value: &mut Value, addition: &Value) {
    match (value, addition) {
        (Value::Array(list), Value::Array(more)) => list.extend(more.iter().cloned()),
        (Value::Object(object), Value::Object(more)) => {
            for (key, addition) in more {
                add(object.entry(key.clone()).or_insert(Value::Null), addition);
            }
        }
        (_, Value::Null) => {}
        (value, addition) => *value = addition.clone(),
    }
}

/// A tar while it grows; nothing in it depends on the time or on who makes it.
struct Archive {
    builder: Builder<Vec<u8>>,
}

impl Archive {
    fn new() -> Self {
        Self { builder: Builder::new(Vec::new()) }
    }

    fn folder(&mut self, path: &str, mode: u32) -> io::Result<()> {
        self.entry(EntryType::Directory, path, &[], mode)
    }

    fn file(&mut self, path: &str, content: &[u8], mode: u32) -> io::Result<()> {
        self.entry(EntryType::Regular, path, content, mode)
    }

    /// Adds an entry; paths in a tar are relative to where it is unpacked.
    fn entry(&mut self, kind: EntryType, path: &str, content: &[u8], mode: u32) -> io::Result<()> {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_mode(mode);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        header.set_size(content.len() as u64);
        self.builder.append_data(&mut header, path.trim_start_matches('/'), content)
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        self.builder.into_inner()
    }
}

pub(super) fn hexadecimal_digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read;

    use serde_json::{Value, json};

    use super::{Content, Layer, hexadecimal_digest, image_archive};
    use crate::own_image::ImagePlatform;
    use crate::own_image::parts::Parts;

    /// Maps the paths in an archive to mode and content.
    fn unpack(archive: &[u8]) -> BTreeMap<String, (u32, Vec<u8>)> {
        let mut archive = tar::Archive::new(archive);
        let entries = archive.entries().unwrap().map(|entry| {
            let mut entry = entry.unwrap();
            let (path, mode) = (entry.path().unwrap().display().to_string(), entry.header().mode().unwrap());
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (path, (mode, content))
        });
        entries.collect()
    }

    fn dynamic() -> Parts {
        let libraries = [("libc.so.6", b"the C library".to_vec())].map(|(name, content)| (name.to_owned(), content));
        let interpreter = Some(("/lib64/ld.so.2".to_owned(), b"the interpreter".to_vec()));
        Parts { executable: b"the program".to_vec(), interpreter, libraries: libraries.into() }
    }

    fn platform() -> ImagePlatform {
        ImagePlatform { os: "linux".to_owned(), architecture: "arm64".to_owned() }
    }

    fn content(layer: &Layer, name: &str, process: &Value) -> Content {
        Content { name: name.parse().unwrap(), configuration: layer.configuration(&platform(), process) }
    }

    #[test]
    fn each_file_is_where_it_will_be_looked_for() {
        let files = unpack(&Layer::of(&dynamic()).unwrap().archive);
        let check = |path: &str, mode: u32, content: &str| {
            let (found_mode, found) = files.get(path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!((*found_mode, String::from_utf8_lossy(found).as_ref()), (mode, content), "{path}");
        };
        check("gig", 0o755, "the program");
        check("lib64/ld.so.2", 0o755, "the interpreter");
        check("gig-libraries/libc.so.6", 0o755, "the C library");
        check("tmp", 0o1777, "");
        check("etc/nsswitch.conf", 0o644, "hosts: files dns\n");
    }

    #[test]
    fn a_static_program_needs_nothing_beside_it() {
        let parts = Parts { executable: b"x".to_vec(), interpreter: None, libraries: BTreeMap::new() };
        let paths: Vec<String> = unpack(&Layer::of(&parts).unwrap().archive).into_keys().collect();
        assert_eq!(paths, ["etc/group", "etc/nsswitch.conf", "etc/passwd", "gig", "tmp"]);
    }

    #[test]
    fn equal_parts_make_equal_images_and_other_parts_another_name() {
        let image = |parts: &Parts| {
            let layer = Layer::of(parts).unwrap();
            (layer.tag().to_owned(), image_archive(&layer, &[content(&layer, "gig-own:1", &Value::Null)]).unwrap())
        };
        assert!(image(&dynamic()) == image(&dynamic()));
        let changed = Parts { executable: b"the Program".to_vec(), ..dynamic() };
        assert_ne!(image(&dynamic()).0, image(&changed).0);
    }

    #[test]
    fn manifest_configuration_and_layer_name_each_other() {
        let layer = Layer::of(&dynamic()).unwrap();
        let files = unpack(&image_archive(&layer, &[content(&layer, "gig-own:1", &Value::Null)]).unwrap());
        let manifest: Value = serde_json::from_slice(&files["manifest.json"].1).unwrap();
        assert_eq!(manifest[0]["RepoTags"][0], "gig-own:1");
        let configuration = &files[manifest[0]["Config"].as_str().unwrap()].1;
        let layer = &files[manifest[0]["Layers"][0].as_str().unwrap()].1;
        let configuration: Value = serde_json::from_slice(configuration).unwrap();
        assert_eq!(configuration["rootfs"]["diff_ids"][0], format!("sha256:{}", hexadecimal_digest(layer)));
        assert_eq!(configuration["architecture"], "arm64");
        assert_eq!(configuration["config"]["Labels"]["gig.own"], "true");
    }

    #[test]
    fn images_of_one_program_share_its_layer_and_keep_what_is_their_own() {
        let layer = Layer::of(&dynamic()).unwrap();
        let own = json!({ "Cmd": ["service"], "Env": ["VERSION=2"], "Labels": { "colour": "red" } });
        let images = [content(&layer, "shop:1", &Value::Null), content(&layer, "shop:2", &own)];
        let files = unpack(&image_archive(&layer, &images).unwrap());
        assert_eq!(files.len(), 4, "{:?}", files.keys());
        let second: Value = serde_json::from_str(&images[1].configuration).unwrap();
        let config = &second["config"];
        assert_eq!(config["Env"], json!(["LD_LIBRARY_PATH=/gig-libraries", "VERSION=2"]));
        assert_eq!(config["Labels"], json!({ "gig.own": "true", "colour": "red" }));
        assert_eq!(config["Cmd"], json!(["service"]));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let parts = Parts { libraries: [("../../etc/passwd".to_owned(), Vec::new())].into(), ..dynamic() };
        assert!(Layer::of(&parts).is_err());
    }
}
