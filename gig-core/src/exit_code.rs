//! The numbers a frontend of gig ends with, each with its meaning.
//!
//! `docs/exit-codes.md` has the same table; a test holds the two together.

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum ExitCode {
    /// The wanted state was seen, or what was asked for was shown.
    Done = 0,
    /// Something that no other code is for.
    Unexpected = 1,
    /// The command line is wrong.
    Usage = 2,
    /// `plan --exit-code`: there is something to do.
    Pending = 3,
    /// A file is missing, unreadable or does not parse.
    Unparsable = 10,
    /// The file parses, but does not resolve.
    Unresolvable = 11,
    /// The plan is refused; nothing was touched.
    Refused = 12,
    /// The engine cannot be reached.
    Unreachable = 20,
    /// It failed, and all that ran before runs.
    Failed = 30,
    /// It failed, and something that should run does not.
    Broken = 31,
    /// Another run holds the lease of the project.
    Leased = 40,
    /// It was interrupted.
    Interrupted = 130,
    /// It was terminated.
    Terminated = 143,
}

impl ExitCode {
    /// All exit codes, by number.
    pub const ALL: [Self; 13] = [
        Self::Done,
        Self::Unexpected,
        Self::Usage,
        Self::Pending,
        Self::Unparsable,
        Self::Unresolvable,
        Self::Refused,
        Self::Unreachable,
        Self::Failed,
        Self::Broken,
        Self::Leased,
        Self::Interrupted,
        Self::Terminated,
    ];

    /// Gives the number that the process ends with.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Says what it means, as the table in `docs/exit-codes.md` does.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Done => "the wanted state was seen, or what was asked for was shown",
            Self::Unexpected => "something unexpected",
            Self::Usage => "the command line is wrong",
            Self::Pending => "`plan --exit-code`: there is something to do",
            Self::Unparsable => "a file is missing, cannot be read or does not parse",
            Self::Unresolvable => "the file parses, but does not resolve; `check --deny-warnings`: there is a warning",
            Self::Refused => "the plan is refused; nothing was touched",
            Self::Unreachable => "the engine cannot be reached",
            Self::Failed => "it failed, and all that ran before runs",
            Self::Broken => "it failed, and something that should run does not",
            Self::Leased => "another run holds the lease of the project",
            Self::Interrupted => "interrupted (SIGINT)",
            Self::Terminated => "terminated (SIGTERM)",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ExitCode;

    #[test]
    fn the_table_in_the_documents_is_the_table_in_the_code() {
        let documented: Vec<&str> =
            include_str!("../../docs/exit-codes.md").lines().filter(|line| line.starts_with("| ")).skip(1).collect();
        let expected: Vec<String> =
            ExitCode::ALL.iter().map(|code| format!("| {} | {} |", code.number(), code.meaning())).collect();
        assert_eq!(documented, expected);
    }
}
