//! `service`: a small service made of gig itself, for tests and demonstrations on hosts without an image.
//!
//! It is no command like the others: it knows no platform and no engine, and lives in a runtime of its own.

/// What `service` understands: its switches are those of the service.
#[derive(Debug, Clone, clap::Args)]
pub struct ServiceArguments {
    /// The switches
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    switches: Vec<String>,
}

impl ServiceArguments {
    /// Serves until it is told to stop, and returns the exit code of the process.
    #[must_use]
    pub fn serve(&self) -> std::process::ExitCode {
        gig_testkit::service::main(self.switches.iter().cloned())
    }
}
