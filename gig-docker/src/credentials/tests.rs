use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use gig_core::resolve::{FileError, Files, PathKind};
use gig_core::secret::Secret;

use super::{Credential, Found, RegistryCredentials, registry_of};

/// A folder with one program, `docker-credential-fake`, whose answer depends on the registry.
const HELPERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/helpers");

struct Config<'a>(&'a str);

impl Files for Config<'_> {
    fn read(&self, path: &Path) -> Result<String, FileError> {
        assert_eq!(path, Path::new("/home/me/.docker/config.json"));
        Ok(self.0.to_owned())
    }

    fn kind(&self, _: &Path) -> PathKind {
        PathKind::Missing
    }
}

async fn find(config: &str, registry: &str) -> Result<Found, String> {
    let environment = [("HOME", "/home/me"), ("PATH", &format!("{HELPERS}:/usr/bin:/bin"))];
    let environment: BTreeMap<_, _> = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let credentials = RegistryCredentials::read(&environment, &Config(config));
    assert!(!format!("{credentials:?}").contains("hunter2"));
    let limit = Duration::from_secs(if registry == "slow.example" { 1 } else { 60 });
    credentials.find(registry, limit).await.map_err(|error| error.to_string())
}

fn password(user: &str, password: &str) -> Result<Option<Credential>, &'static str> {
    Ok(Some(Credential::Password { user: user.to_owned(), password: Secret::new(password) }))
}

/// `Ok` is the credential without any warning, `Err` words of the error.
async fn check(config: &str, registry: &str, expected: Result<Option<Credential>, &str>) {
    let found = find(config, registry).await;
    assert!(!format!("{found:?}").contains("hunter2"), "{found:?}");
    match (found, expected) {
        (Ok(found), Ok(credential)) => assert_eq!(found, Found { credential, warning: None }, "{config} {registry}"),
        (Err(error), Err(words)) => assert!(error.contains(words), "{config} {registry}: {error}"),
        (found, expected) => panic!("{config} {registry}: found {found:?}, expected {expected:?}"),
    }
}

async fn warns(config: &str, registry: &str, words: &str) {
    let found = find(config, registry).await.unwrap();
    assert_eq!(found.credential, None);
    let warning = found.warning.unwrap();
    assert!(warning.contains(words) && warning.contains("asked without credentials"), "{warning}");
    assert!(!warning.contains("hunter2"), "{warning}");
}

#[tokio::test]
async fn what_stands_in_the_config_is_found_under_every_address_of_the_registry() {
    // me:hunter2, and me:a:b with a zero at the end.
    for address in ["r.example:5000", "https://r.example:5000", "http://r.example:5000/v2/"] {
        let config = format!(r#"{{"auths":{{"{address}":{{"auth":"bWU6aHVudGVyMg=="}}}}}}"#);
        check(&config, "r.example:5000", password("me", "hunter2")).await;
        check(&config, "r.example", Ok(None)).await;
    }
    let hub = r#"{"auths":{"https://index.docker.io/v1/":{"auth":"bWU6YTpiAA=="}}}"#;
    check(hub, "https://index.docker.io/v1/", password("me", "a:b")).await;
    let plain = r#"{"auths":{"r.example":{"username":"me","password":"hunter2"}}}"#;
    check(plain, "r.example", password("me", "hunter2")).await;
    let token = r#"{"auths":{"r.example":{"auth":"bWU6","identitytoken":"hunter2"}}}"#;
    check(token, "r.example", Ok(Some(Credential::IdentityToken(Secret::new("hunter2"))))).await;
    for nothing in ["{}", r#"{"auths":null}"#, r#"{"auths":{"r.example":{}}}"#, r#"{"credsStore":""}"#] {
        check(nothing, "r.example", Ok(None)).await;
    }
}

#[tokio::test]
async fn what_is_no_credential_is_an_error_that_does_not_show_it() {
    for auth in ["hunter2", "aHVudGVyMg==", "!!"] {
        let config = format!(r#"{{"auths":{{"r.example":{{"auth":"{auth}"}}}}}}"#);
        check(&config, "r.example", Err("`r.example` in `/home/me/.docker/config.json` are not base64")).await;
        check(&config, "other.example", Ok(None)).await;
    }
    warns(r#"{"auths":{"r.example":"hunter2"}}"#, "r.example", "config.json`: line 1").await;
    warns("not JSON", "r.example", "config.json`: line 1").await;
}

#[tokio::test]
async fn a_helper_is_asked_the_registrys_own_before_the_common_one() {
    let store = r#"{"credsStore":"fake"}"#;
    check(store, "good.example", password("me", "hunter2")).await;
    check(store, "token.example", Ok(Some(Credential::IdentityToken(Secret::new("hunter2"))))).await;
    check(store, "unknown.example", Ok(None)).await;
    check(store, "blank.example", Ok(None)).await;
    let own = r#"{"credsStore":"absent","credHelpers":{"good.example":"fake"}}"#;
    check(own, "good.example", password("me", "hunter2")).await;
    let switched_off = r#"{"credsStore":"fake","credHelpers":{"good.example":""}}"#;
    check(switched_off, "good.example", Ok(None)).await;
    let both = r#"{"auths":{"good.example":{"auth":"eW91OnRoZXk="}},"credsStore":"fake"}"#;
    check(both, "good.example", password("me", "hunter2")).await;
}

#[tokio::test]
async fn a_helper_that_cannot_be_asked_matters_only_where_somebody_has_logged_in() {
    let store = |name: &str, auths: &str| format!(r#"{{"credsStore":"{name}","auths":{{{auths}}}}}"#);
    warns(&store("absent", ""), "r.example", "`docker-credential-absent`, which is not on PATH").await;
    check(&store("absent", r#""r.example":{}"#), "r.example", Err("which is not on PATH")).await;
    check(r#"{"credHelpers":{"r.example":"absent"}}"#, "r.example", Err("which is not on PATH")).await;
    let inline = store("absent", r#""r.example":{"auth":"bWU6aHVudGVyMg=="}"#);
    check(&inline, "r.example", password("me", "hunter2")).await;
    warns(&store("fake", ""), "locked.example", "failed (exit status: 2)").await;
    check(&store("fake", r#""locked.example":{}"#), "locked.example", Err("failed (exit status: 2)")).await;
    check(&store("fake", r#""noisy.example":{}"#), "noisy.example", Err("not with the JSON")).await;
    check(&store("fake", r#""slow.example":{}"#), "slow.example", Err("does not answer within 1 s")).await;
    check(&store("../fake", r#""r.example":{}"#), "r.example", Err("is no name of a program")).await;
}

#[test]
fn the_registry_of_an_image_is_called_as_in_the_config() {
    let check = |image: &str, expected: &str| assert_eq!(registry_of(&image.parse().unwrap()), expected, "{image}");
    check("redis", "https://index.docker.io/v1/");
    check("docker.io/library/redis:7", "https://index.docker.io/v1/");
    check("me/web:1", "https://index.docker.io/v1/");
    check("localhost/web", "localhost");
    check("r.example:5000/team/web:1", "r.example:5000");
}
