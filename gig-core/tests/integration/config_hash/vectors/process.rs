//! What runs: image, command, environment, user, labels.

use std::collections::BTreeMap;

use gig_core::platform::RestartPolicy;
use gig_core::secret::Secret;

use super::{Vector, map, vector, words};

pub(super) fn vectors() -> Vec<Vector> {
    [images(), commands(), environments(), env_files(), texts(), restarts()].into_iter().flatten().collect()
}

fn images() -> Vec<Vector> {
    let digest = format!("registry.example.org:5000/team/shop@sha256:{}", "0123456789abcdef".repeat(4));
    vec![
        vector("nothing but an image", |_| {}),
        vector("an image without a tag", |made| made.image = "redis".parse().unwrap()),
        vector("an image of a registry, by digest", |made| made.image = digest.parse().unwrap()),
    ]
}

fn commands() -> Vec<Vector> {
    vec![
        vector("a command", |made| made.command = Some(words(&["redis-server", "--appendonly", "yes"]))),
        vector("a command that is cleared", |made| made.command = Some(Vec::new())),
        vector("a command of one empty word", |made| made.command = Some(words(&[""]))),
        vector("an entrypoint and a command", |made| {
            made.entrypoint = Some(words(&["/bin/sh", "-c"]));
            made.command = Some(words(&["exec redis-server \"$@\" && echo 'it''s over' # `no` \\ $HOME"]));
        }),
        vector("a command of eleven words", |made| made.command = Some((0..11).map(|word| word.to_string()).collect())),
    ]
}

fn environments() -> Vec<Vector> {
    vec![
        vector("an environment", |made| made.environment = secrets(&[("TAG", "1.10"), ("DEBUG", "true")])),
        vector("an empty value", |made| made.environment = secrets(&[("TAG", "")])),
        vector("a value of several lines, with empty ones", |made| {
            made.environment = secrets(&[("CERTIFICATE", "-----BEGIN-----\nMIIB\n\n-----END-----\n\n"), ("LAST", "x")]);
        }),
        vector("quotes, dollars, backslashes and backticks", |made| {
            made.environment = secrets(&[("PASSWORD", "pa$$word'\"\\'`date`${HOME}\\n\\0%s%%!!")]);
        }),
        vector("values that look like options, tabs and returns", |made| {
            made.environment = secrets(&[("A", "-n"), ("B", "--"), ("C", "\ta\r\n"), ("D", " a  b "), ("E", "*")]);
        }),
        vector("beyond ASCII", |made| {
            made.environment =
                secrets(&[("GREETING", "Grüße, 世界 \u{1f433}"), ("ACCENT", "e\u{301}"), ("BELL", "\u{7}\u{1b}[0m")]);
        }),
        vector("names sorted as bytes", |made| {
            made.environment = secrets(&[("a", "1"), ("B", "2"), ("_", "3"), ("A.B", "4"), ("A_B", "5"), ("É", "6")]);
        }),
    ]
}

fn env_files() -> Vec<Vector> {
    // An env file leaves no trace but its variables: the same ones in the file itself have the same hash.
    let file = "DATABASE_URL=postgres://shop@db/shop\nQUOTED=\"as it stands\"\nEMPTY=\n";
    let lines = file.lines().filter_map(|line| line.split_once('='));
    let from_file: BTreeMap<String, Secret> =
        lines.map(|(name, value)| (name.to_owned(), Secret::new(value))).collect();
    vec![vector("variables of an env file, one overridden", |made| {
        made.environment = from_file;
        made.environment.extend(secrets(&[("DATABASE_URL", "postgres://test@db/test")]));
    })]
}

fn texts() -> Vec<Vector> {
    vec![
        vector("user, folder and host name", |made| {
            made.user = Some("1000:1000".to_owned());
            made.working_dir = Some("/srv/my shop".to_owned());
            made.hostname = Some("shop".to_owned());
        }),
        vector("a user that is set to nothing", |made| made.user = Some(String::new())),
        vector("labels with dots and line breaks", |made| {
            made.labels = map(&[("org.example.team", "shop"), ("org.example.team.0", "a\nb"), ("empty", "")]);
        }),
    ]
}

fn restarts() -> Vec<Vector> {
    vec![
        vector("restarted always", |made| made.restart = RestartPolicy::Always),
        vector("restarted on failure, without limit", |made| made.restart = RestartPolicy::OnFailure(0)),
        vector("restarted on failure, five times", |made| made.restart = RestartPolicy::OnFailure(5)),
    ]
}

fn secrets(entries: &[(&str, &str)]) -> BTreeMap<String, Secret> {
    entries.iter().map(|(name, value)| ((*name).to_owned(), Secret::new(*value))).collect()
}
