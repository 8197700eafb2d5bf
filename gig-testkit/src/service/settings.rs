//! What the service is told to do.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// What the service is told to do; each field is read from the environment variable of its name, and times are in
/// seconds, as in `0.5`.
///
/// An empty variable is one that is not set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// `NAME`: what it calls itself; `service` by default.
    pub name: String,
    /// `VERSION`: the version it claims to be; `1` by default.
    pub version: String,
    /// `GREETING`: what it says on `/`.
    pub greeting: String,
    /// `PORT`: where it listens, on every IPv4 address; 80 by default.
    pub port: u16,
    /// `START_AFTER`: how long it takes before it listens, or before its job is done.
    pub start_after: Duration,
    /// `CONNECT`: the `host:port` that must accept a connection before it listens. It tries for [`Self::connect_within`].
    pub connect: Option<String>,
    /// `CONNECT_WITHIN`: how long it tries before it ends with 1; 30 by default.
    pub connect_within: Duration,
    /// `UNHEALTHY_AFTER`: when `/health` turns to 503, counted from the start of the process.
    pub unhealthy_after: Option<Duration>,
    /// `EXIT_AFTER`: when it ends by itself, counted from the start of the process.
    pub exit_after: Option<Duration>,
    /// `EXIT_CODE`: the exit code when it ends by itself; by default 0 for a job, else 1.
    pub exit_code: Option<u8>,
    /// `IGNORE_SIGNALS`: whether SIGTERM and SIGINT are ignored; otherwise it ends with 0.
    pub ignore_signals: bool,
    /// `LOG_LINES`: how many lines it writes to its output at the start.
    pub log_lines: u64,
    /// `LOG_TEXT`: what each of them says after its number.
    pub log_text: String,
    /// `VERSION_FILE`: the file that it writes `/version.json` into at the start.
    pub version_file: Option<PathBuf>,
    /// `JOB`: the file to which it adds its greeting as a line, instead of listening; then it ends.
    pub job: Option<PathBuf>,
}

/// A setting that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSetting {
    /// It has another form.
    #[error("`{name}` is `{found}`, but should be {expected}")]
    Value {
        /// The variable.
        name: &'static str,
        /// What was found.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// There is no such setting.
    #[error("`{0}` is no argument of the service: expected `probe URL` or settings such as `--start-after=2.5`")]
    Argument(String),
}

impl Settings {
    /// Reads the settings from arguments and, where these say nothing, from variables.
    ///
    /// # Errors
    /// [`InvalidSetting`] for the first one that is not understood.
    pub fn read(arguments: &[String], variable: impl Fn(&str) -> Option<String>) -> Result<Self, InvalidSetting> {
        let source = Source { given: given(arguments)?, variable };
        Ok(Self {
            name: source.text(NAME).unwrap_or_else(|| "service".to_owned()),
            version: source.text(VERSION).unwrap_or_else(|| "1".to_owned()),
            greeting: source.text(GREETING).unwrap_or_default(),
            port: source.parse(PORT, "a port")?.unwrap_or(80),
            start_after: source.seconds(START_AFTER)?.unwrap_or_default(),
            connect: source.text(CONNECT),
            connect_within: source.seconds(CONNECT_WITHIN)?.unwrap_or(Duration::from_secs(30)),
            unhealthy_after: source.seconds(UNHEALTHY_AFTER)?,
            exit_after: source.seconds(EXIT_AFTER)?,
            exit_code: source.parse(EXIT_CODE, "an exit code from 0 to 255")?,
            ignore_signals: source.parse(IGNORE_SIGNALS, "`true` or `false`")?.unwrap_or(false),
            log_lines: source.parse(LOG_LINES, "a number of lines")?.unwrap_or(0),
            log_text: source.text(LOG_TEXT).unwrap_or_else(|| "a line".to_owned()),
            version_file: source.text(VERSION_FILE).map(PathBuf::from),
            job: source.text(JOB).map(PathBuf::from),
        })
    }
}

const NAME: &str = "NAME";
const VERSION: &str = "VERSION";
const GREETING: &str = "GREETING";
const PORT: &str = "PORT";
const START_AFTER: &str = "START_AFTER";
const CONNECT: &str = "CONNECT";
const CONNECT_WITHIN: &str = "CONNECT_WITHIN";
const UNHEALTHY_AFTER: &str = "UNHEALTHY_AFTER";
const EXIT_AFTER: &str = "EXIT_AFTER";
const EXIT_CODE: &str = "EXIT_CODE";
const IGNORE_SIGNALS: &str = "IGNORE_SIGNALS";
const LOG_LINES: &str = "LOG_LINES";
const LOG_TEXT: &str = "LOG_TEXT";
const VERSION_FILE: &str = "VERSION_FILE";
const JOB: &str = "JOB";

const ALL: [&str; 15] = [
    NAME,
    VERSION,
    GREETING,
    PORT,
    START_AFTER,
    CONNECT,
    CONNECT_WITHIN,
    UNHEALTHY_AFTER,
    EXIT_AFTER,
    EXIT_CODE,
    IGNORE_SIGNALS,
    LOG_LINES,
    LOG_TEXT,
    VERSION_FILE,
    JOB,
];

/// Reads `--start-after=2` as a value of `START_AFTER`.
fn given(arguments: &[String]) -> Result<Vec<(&'static str, String)>, InvalidSetting> {
    let read = |argument: &String| {
        let (flag, value) = argument.strip_prefix("--")?.split_once('=')?;
        let wanted = flag.to_uppercase().replace('-', "_");
        let name = ALL.into_iter().find(|name| *name == wanted)?;
        Some((name, value.to_owned()))
    };
    arguments.iter().map(|argument| read(argument).ok_or_else(|| InvalidSetting::Argument(argument.clone()))).collect()
}

/// Where the settings come from: arguments first, then variables.
struct Source<F> {
    given: Vec<(&'static str, String)>,
    variable: F,
}

impl<F: Fn(&str) -> Option<String>> Source<F> {
    fn text(&self, name: &'static str) -> Option<String> {
        let given = self.given.iter().rfind(|(given, _)| *given == name).map(|(_, value)| value.clone());
        given.or_else(|| (self.variable)(name)).filter(|value| !value.is_empty())
    }

    fn parse<T: FromStr>(&self, name: &'static str, expected: &'static str) -> Result<Option<T>, InvalidSetting> {
        let Some(found) = self.text(name) else { return Ok(None) };
        match found.parse() {
            Ok(value) => Ok(Some(value)),
            Err(_) => Err(InvalidSetting::Value { name, found, expected }),
        }
    }

    fn seconds(&self, name: &'static str) -> Result<Option<Duration>, InvalidSetting> {
        let expected = "a number of seconds";
        let Some(seconds) = self.parse::<f64>(name, expected)? else { return Ok(None) };
        let duration = Duration::try_from_secs_f64(seconds);
        duration.map(Some).map_err(|_| InvalidSetting::Value { name, found: seconds.to_string(), expected })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{ALL, Settings};

    fn read(arguments: &[&str], variables: &[(&str, &str)]) -> Result<Settings, String> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Settings::read(&arguments, variable).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_win_over_variables_and_the_last_one_wins() {
        let settings = read(&["--version=2", "--version=3"], &[("VERSION", "1"), ("GREETING", "hello")]).unwrap();
        assert_eq!((settings.version.as_str(), settings.greeting.as_str()), ("3", "hello"));
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        let empty: Vec<(&str, &str)> = ALL.iter().map(|name| (*name, "")).collect();
        assert_eq!(read(&[], &empty), read(&[], &[]));
    }

    #[test]
    fn seconds_may_have_a_fraction() {
        let settings = read(&[], &[("START_AFTER", "0.25"), ("EXIT_AFTER", "0")]).unwrap();
        assert_eq!(settings.start_after, Duration::from_millis(250));
        assert_eq!(settings.exit_after, Some(Duration::ZERO));
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let check = |arguments: &[&str], variables: &[(&str, &str)], expected: &str| {
            let error = read(arguments, variables).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check(&[], &[("PORT", "70000")], "`PORT` is `70000`, but should be a port");
        check(&[], &[("START_AFTER", "-1")], "`START_AFTER` is `-1`, but should be a number of seconds");
        check(&[], &[("EXIT_AFTER", "1e99")], "`EXIT_AFTER`");
        check(&[], &[("IGNORE_SIGNALS", "yes")], "`IGNORE_SIGNALS` is `yes`");
        check(&["--colour=red"], &[], "`--colour=red` is no argument");
        check(&["--port"], &[], "`--port` is no argument");
        check(&["probe"], &[], "`probe` is no argument");
    }
}
