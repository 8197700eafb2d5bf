//! What an engine is given to ask a registry with.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use gig_core::platform::Pull;
use gig_core::resolve::{FileError, Files, PathKind};
use gig_core::runtime::{ContainerRuntime, RuntimeError, RuntimeErrorKind, WantedImage};
use gig_docker::{EngineRuntime, RegistryCredentials};
use serde_json::{Value, json};

use crate::calls::well;
use crate::server::{Answer, ScriptedEngine};

/// A folder with one program, `docker-credential-fake`.
const HELPERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/helpers");

struct Config(String);

impl Files for Config {
    fn read(&self, _: &Path) -> Result<String, FileError> {
        Ok(self.0.clone())
    }

    fn kind(&self, _: &Path) -> PathKind {
        PathKind::Missing
    }
}

/// What came of a fetch: the credentials that the engine was given, the warnings, the outcome.
struct Fetched {
    given: Vec<Value>,
    warnings: Vec<String>,
    outcome: Result<(), RuntimeError>,
}

async fn fetch(config: &str, image: &str, answer: Answer) -> Fetched {
    let server = ScriptedEngine::start(move |asked| match asked {
        "POST /images/create" => answer.clone(),
        _ => well(asked),
    });
    let environment = [("HOME", "/home/me"), ("PATH", &format!("{HELPERS}:/usr/bin:/bin"))];
    let environment: BTreeMap<_, _> = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let credentials = RegistryCredentials::read(&environment, &Config(config.to_owned()));
    let engine = EngineRuntime::connect(&server.endpoint()).await.unwrap().with_credentials(credentials);
    let outcome =
        engine.prepare_image(&WantedImage::new(image.parse().unwrap(), Pull::Always), &|_| {}).await.map(drop);
    let given = server.credentials().iter().map(|text| read(text)).filter(|given| *given != json!({})).collect();
    Fetched { given, warnings: engine.take_warnings(), outcome }
}

/// Reads credentials as an engine does: in the alphabet for addresses, and `null` is nothing.
fn read(text: &str) -> Value {
    let mut read: serde_json::Map<_, _> = serde_json::from_slice(&URL_SAFE.decode(text).unwrap()).unwrap();
    read.retain(|_, value| !value.is_null());
    read.into()
}

fn done() -> Answer {
    Answer::Whole(200, "{\"status\":\"Status: Downloaded newer image\"}\r\n".to_owned())
}

async fn gives(config: &str, image: &str, expected: Option<Value>) {
    let fetched = fetch(config, image, done()).await;
    assert_eq!(fetched.given, expected.into_iter().collect::<Vec<_>>(), "{config} {image}");
    assert_eq!(fetched.warnings, Vec::<String>::new());
    assert!(fetched.outcome.is_ok());
}

#[tokio::test]
async fn an_engine_is_given_the_credentials_of_the_images_registry_alone() {
    let config = r#"{"credsStore":"fake","auths":{"good.example":{},"https://index.docker.io/v1/":{}},
        "credHelpers":{"https://index.docker.io/v1/":""}}"#;
    let good = json!({"username": "me", "password": "hunter2", "serveraddress": "good.example"});
    gives(config, "good.example/web:1", Some(good)).await;
    let token = json!({"identitytoken": "hunter2", "serveraddress": "token.example"});
    gives(config, "token.example/web:1", Some(token)).await;
    gives(config, "unknown.example/web:1", None).await;
    gives(config, "web:1", None).await;
    gives("{}", "good.example/web:1", None).await;
}

#[tokio::test]
async fn every_password_arrives() {
    for password in ["~~~~~~", "???>>>", "gr\u{fc}\u{df}e \u{1f511}", "a:b", "\"\\"] {
        let auth = STANDARD.encode(format!("me:{password}"));
        let config = json!({"auths": {"r.example": {"auth": auth}}}).to_string();
        let expected = json!({"username": "me", "password": password, "serveraddress": "r.example"});
        gives(&config, "r.example/web:1", Some(expected)).await;
    }
}

#[tokio::test]
async fn where_a_helper_is_missing_the_registry_is_asked_anonymously_with_a_warning_or_not_at_all() {
    let fetched = fetch(r#"{"credsStore":"absent"}"#, "r.example/web:1", done()).await;
    assert!(fetched.outcome.is_ok() && fetched.given.is_empty());
    assert!(fetched.warnings[0].contains("`docker-credential-absent`, which is not on PATH"), "{:?}", fetched.warnings);
    let listed = r#"{"credsStore":"absent","auths":{"r.example":{}}}"#;
    let error = fetch(listed, "r.example/web:1", done()).await.outcome.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Unauthorized);
    assert!(error.message.contains("which is not on PATH"), "{error}");
}

#[tokio::test]
async fn a_refusal_says_how_the_registry_was_asked_and_shows_no_password() {
    let refused = Answer::Whole(500, r#"{"message":"unauthorized: authentication required"}"#.to_owned());
    let config = r#"{"credsStore":"fake"}"#;
    for (image, words) in
        [("good.example/web:1", "asked with the credentials"), ("unknown.example/web:1", "`docker login`")]
    {
        let error = fetch(config, image, refused.clone()).await.outcome.unwrap_err();
        assert_eq!(error.kind, RuntimeErrorKind::Unauthorized);
        assert!(error.message.contains(words), "{error}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}
