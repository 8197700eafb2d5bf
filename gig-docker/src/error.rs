//! What the client library's errors mean to gig: one match.

use std::error::Error as StdError;
use std::io;

use bollard::errors::Error;
use gig_core::runtime::{RuntimeError, RuntimeErrorKind};

/// Turns an error of the client library into gig's, with the engine's own words.
pub(crate) fn runtime_error(operation: &'static str, resource: &str, error: Error) -> RuntimeError {
    RuntimeError {
        kind: kind(&error),
        operation,
        resource: resource.to_owned(),
        message: message(&error),
        source: Some(Box::new(error)),
    }
}

/// An answer that cannot be read is a lost one: the call may have been carried out.
pub(crate) fn kind(error: &Error) -> RuntimeErrorKind {
    match error {
        Error::DockerResponseServerError { status_code: 404, message } if !speaks_of_a_thing(message) => {
            RuntimeErrorKind::Other
        }
        Error::DockerResponseServerError { status_code: 500, message } => kind_of_words(message),
        Error::DockerResponseServerError { status_code, .. } => kind_of_status(*status_code),
        Error::RequestTimeoutError => RuntimeErrorKind::TimedOut,
        Error::HyperLegacyError { .. }
        | Error::HyperResponseError { .. }
        | Error::IOError { .. }
        | Error::SocketNotFoundError(_)
        | Error::JsonDataError { .. }
        | Error::JsonSerdeError { .. }
        | Error::StrParseError { .. } => RuntimeErrorKind::Unavailable,
        Error::HttpClientError { .. }
        | Error::URLEncodedError { .. }
        | Error::URLParseError { .. }
        | Error::InvalidURIError { .. }
        | Error::InvalidURIPartsError { .. } => RuntimeErrorKind::Rejected,
        _ => RuntimeErrorKind::Other,
    }
}

/// A proxy's page, or an engine that does not know the path, says nothing about what was asked for.
fn speaks_of_a_thing(message: &str) -> bool {
    !message.trim_start().starts_with('<') && !message.contains("page not found")
}

fn kind_of_status(status: u16) -> RuntimeErrorKind {
    match status {
        401 | 407 => RuntimeErrorKind::Unauthorized,
        404 => RuntimeErrorKind::NotFound,
        409 => RuntimeErrorKind::Conflict,
        501 => RuntimeErrorKind::Unsupported,
        // What stands between gig and the engine says these, not the engine.
        502..=504 => RuntimeErrorKind::Unavailable,
        400..=499 => RuntimeErrorKind::Rejected,
        _ => RuntimeErrorKind::Other,
    }
}

/// Podman has one status for everything that went wrong, where Docker's engine has one for each.
fn kind_of_words(message: &str) -> RuntimeErrorKind {
    let ends = |words: &[&str]| words.iter().any(|words| message.trim_end().ends_with(words));
    if ends(&[
        "that name is already in use",
        "network already exists",
        "network is being used",
        "container state improper",
    ]) {
        RuntimeErrorKind::Conflict
    } else if ends(&["network not found"]) {
        RuntimeErrorKind::NotFound
    } else {
        RuntimeErrorKind::Other
    }
}

/// Gives the words of the engine, or of whatever broke the connection.
pub(crate) fn message(error: &Error) -> String {
    match error {
        Error::DockerResponseServerError { status_code, message } if message.trim().is_empty() => {
            format!("the engine answered with status {status_code} and without a word")
        }
        Error::DockerResponseServerError { message, .. } => message.trim().to_owned(),
        Error::DockerStreamError { error } => error.trim().to_owned(),
        Error::HyperLegacyError { err } => chain(err),
        Error::HyperResponseError { err } => chain(err),
        other => other.to_string(),
    }
}

/// The outermost error of a broken connection says nothing but "client error"; the reason is at its root.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let causes = || std::iter::successors(Some(error), |&error| error.source());
    let mut kinds = causes().filter_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    if let Some(plain) = kinds.find_map(plain) {
        return plain.to_owned();
    }
    causes().map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Says what has kept a connection from being made, without the words of libraries.
fn plain(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::ConnectionRefused => Some("nobody listens there (connection refused)"),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => Some("no way leads to that host"),
        io::ErrorKind::TimedOut => Some("that host does not answer"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::chain;

    #[test]
    fn a_broken_connection_is_told_in_plain_words() {
        let check = |error: &io::Error, expected| assert_eq!(chain(error), expected);
        check(&io::Error::from(io::ErrorKind::ConnectionRefused), "nobody listens there (connection refused)");
        check(&io::Error::from(io::ErrorKind::NetworkUnreachable), "no way leads to that host");
        check(&io::Error::other("broken"), "broken");
    }
}
