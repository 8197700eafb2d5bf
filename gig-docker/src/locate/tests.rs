use std::collections::BTreeMap;
use std::path::Path;

use gig_core::resolve::{FileError, Files, PathKind};

use super::locate;

/// Files by path; the content `UNREADABLE` cannot be read.
struct Disk(BTreeMap<String, String>);

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<String, FileError> {
        match self.0.get(path.to_str().unwrap()).map(String::as_str) {
            None => Err(FileError::Missing),
            Some("UNREADABLE") => Err(FileError::Unreadable("permission denied".to_owned())),
            Some(content) => Ok(content.to_owned()),
        }
    }

    fn kind(&self, path: &Path) -> PathKind {
        let is_there = self.0.keys().any(|known| Path::new(known).starts_with(path));
        if is_there { PathKind::File } else { PathKind::Missing }
    }
}

/// The names of contexts as docker files them: `printf %s NAME | sha256sum`.
const REMOTE: &str = "b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a";
const FAR: &str = "512eea46ceb3921dff4363c7069d89d4964d1d9fccaa0f411851a7aa60a5c868";
const SECURE: &str = "6a934b45144e3758911efa29ed68fb2d420fa7bd568739cdcda9251fa9609b1e";
const EMPTY: &str = "2e1cfa82b035c26cbbbdae632cea070514eb8b773f616aaeaf668e2f0be8f10d";
const BROKEN: &str = "f526795c95399cea27c055c842c3d6ab018ed0fa4f66f701c28ab22dec28237b";

fn meta(id: &str) -> String {
    format!("/home/me/.docker/contexts/meta/{id}/meta.json")
}

fn to(host: &str) -> String {
    format!(r#"{{"Name":"x","Metadata":{{}},"Endpoints":{{"docker":{{"Host":"{host}","SkipTLSVerify":false}}}}}}"#)
}

/// A home with contexts, on a machine whose sockets are among `files`.
fn disk(files: &[(&str, &str)]) -> Disk {
    let contexts = [
        (meta(REMOTE), to("tcp://10.0.0.7:2375")),
        (meta(FAR), to("ssh://me@far")),
        (meta(SECURE), to("tcp://10.0.0.8:2376")),
        (format!("/home/me/.docker/contexts/tls/{SECURE}/docker/ca.pem"), String::new()),
        (meta(EMPTY), r#"{"Name":"empty","Endpoints":{}}"#.to_owned()),
        (meta(BROKEN), r#"{"Endpoints":{"docker":{"Host":["hunter2"]}}}"#.to_owned()),
    ];
    let files = files.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned()));
    Disk(contexts.into_iter().chain(files).collect())
}

const CONFIG: &str = "/home/me/.docker/config.json";
const DOCKER: (&str, &str) = ("/var/run/docker.sock", "");
const PODMAN: (&str, &str) = ("/run/podman/podman.sock", "");
const OWN_PODMAN: (&str, &str) = ("/run/user/7/podman/podman.sock", "");

/// `Ok` is the whole of what was found, `Err` words of why nothing was.
fn check(variables: &[(&str, &str)], files: &[(&str, &str)], expected: Result<&str, &str>) {
    let of_user = [("HOME", "/home/me"), ("XDG_RUNTIME_DIR", "/run/user/7")];
    let all = of_user.iter().chain(variables);
    let environment = all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let found = locate(&environment, &disk(files)).map(|found| format!("{found}: {}", found.origin));
    match (found.map_err(|error| error.to_string()), expected) {
        (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{variables:?} {files:?}"),
        (Err(error), Err(words)) => {
            assert!(error.contains(words), "{variables:?} {files:?}: {error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
        (found, _) => panic!("{variables:?} {files:?}: found {found:?}, expected {expected:?}"),
    }
}

const REMOTE_BY_VARIABLE: &str =
    "tcp://10.0.0.7:2375 (context `remote`): the context `remote`, which DOCKER_CONTEXT names";

#[test]
fn docker_host_wins_over_contexts_and_variables_over_the_config() {
    let current = (CONFIG, r#"{"currentContext":"remote"}"#);
    let host = ("DOCKER_HOST", "unix:///tmp/x.sock");
    let context = ("DOCKER_CONTEXT", "remote");
    check(&[host, context], &[DOCKER, current], Ok("unix:///tmp/x.sock: DOCKER_HOST"));
    check(&[host, ("DOCKER_CONTEXT", "absent")], &[], Ok("unix:///tmp/x.sock: DOCKER_HOST"));
    check(&[context], &[DOCKER], Ok(REMOTE_BY_VARIABLE));
    check(&[("DOCKER_HOST", ""), context], &[DOCKER, (CONFIG, "not JSON")], Ok(REMOTE_BY_VARIABLE));
    let named =
        "tcp://10.0.0.7:2375 (context `remote`): the context `remote`, which `/home/me/.docker/config.json` names";
    check(&[], &[DOCKER, current], Ok(named));
    check(&[("DOCKER_CONTEXT", "")], &[DOCKER, current], Ok(named));
    check(&[("DOCKER_CONTEXT", "default")], &[DOCKER, current], Ok("unix:///var/run/docker.sock: the default"));
}

#[test]
fn nothing_takes_the_place_of_a_context_that_is_named() {
    let named = |name: &'static str, words: &str| check(&[("DOCKER_CONTEXT", name)], &[DOCKER, PODMAN], Err(words));
    named(
        "absent",
        "use the context `absent`, which DOCKER_CONTEXT names: there is none in `/home/me/.docker/contexts`",
    );
    named("../../x", "there is none");
    named("empty", "names no endpoint");
    named("broken", "meta.json`: line 1, column ");
    named("far", "use the endpoint `ssh://me@far`: gig does not speak ssh to an engine (context `far`)");
    named("secure", "`tcp://10.0.0.8:2376`: gig does not speak TLS to an engine (context `secure`)");
    let config = |content: &str, words: &str| check(&[], &[DOCKER, (CONFIG, content)], Err(words));
    config(r#"{"currentContext":"absent"}"#, "which `/home/me/.docker/config.json` names: there is none");
    config(r#"{"currentContext":"#, "read `/home/me/.docker/config.json`: line 1, column ");
    config(r#"{"auths":{"r.example":"hunter2"}}"#, "expected JSON as docker writes it");
    config("UNREADABLE", "permission denied");
    check(&[("HOME", ""), ("DOCKER_CONTEXT", "remote")], &[DOCKER], Err("there is none in `contexts`"));
}

#[test]
fn where_nothing_is_named_it_is_the_engine_of_this_machine() {
    let docker = Ok("unix:///var/run/docker.sock: the default");
    check(&[], &[DOCKER, OWN_PODMAN, PODMAN], docker);
    check(&[], &[], docker);
    check(&[("HOME", "")], &[], docker);
    for config in ["{}", r#"{"currentContext":""}"#, r#"{"currentContext":"default"}"#, r#"{"currentContext":null}"#] {
        check(&[], &[(CONFIG, config), DOCKER], docker);
    }
    let podman = |path: &str| format!("unix://{path}: Podman's socket, since Docker's is not there");
    check(&[], &[PODMAN], Ok(&podman(PODMAN.0)));
    check(&[], &[OWN_PODMAN, PODMAN], Ok(&podman(OWN_PODMAN.0)));
    check(&[("XDG_RUNTIME_DIR", "")], &[OWN_PODMAN], docker);
}

#[test]
fn the_folder_of_the_config_can_be_another() {
    let config = ("/etc/other/config.json", r#"{"currentContext":"remote"}"#);
    let meta = format!("/etc/other/contexts/meta/{REMOTE}/meta.json");
    let context = to("unix:///srv/engine.sock");
    let expected =
        "unix:///srv/engine.sock (context `remote`): the context `remote`, which `/etc/other/config.json` names";
    check(&[("DOCKER_CONFIG", "/etc/other")], &[config, (&meta, &context)], Ok(expected));
}

#[test]
fn where_tls_is_asked_for_nothing_is_said_without_it() {
    for variable in ["DOCKER_TLS_VERIFY", "DOCKER_TLS", "DOCKER_CERT_PATH"] {
        check(&[("DOCKER_HOST", "tcp://host:2376"), (variable, "1")], &[], Err("does not speak TLS"));
        check(&[("DOCKER_HOST", "unix:///x.sock"), (variable, "1")], &[], Ok("unix:///x.sock: DOCKER_HOST"));
        check(&[("DOCKER_HOST", "tcp://host:1"), (variable, "")], &[], Ok("tcp://host:1: DOCKER_HOST"));
    }
}
