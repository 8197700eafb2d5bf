//! The last lines that an instance wrote.

use std::collections::VecDeque;

use bollard::container::LogOutput;
use bollard::query_parameters::LogsOptionsBuilder;
use futures_util::TryStreamExt;
use gig_core::runtime::{InstanceId, RuntimeResult};

use super::EngineRuntime;

/// Reads the last `lines` lines, oldest first.
pub(super) async fn tail(engine: &EngineRuntime, id: &InstanceId, lines: usize) -> RuntimeResult<Vec<String>> {
    let options = LogsOptionsBuilder::default().stdout(true).stderr(true).tail(&lines.to_string()).build();
    let chunks = engine.docker.logs(id.as_str(), Some(options));
    let collected = chunks.try_fold(Tail::new(lines), |mut tail, chunk| async move {
        tail.take(chunk);
        Ok(tail)
    });
    let call = engine.call("read the log of instance", id.as_str());
    Ok(call.answer(collected).await?.finish())
}

/// Makes lines of chunks: a chunk may be a part of a line, and the two streams come mixed.
#[derive(Debug)]
pub(super) struct Tail {
    limit: usize,
    lines: VecDeque<String>,
    open: [Vec<u8>; 2],
}

impl Tail {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, lines: VecDeque::new(), open: [Vec::new(), Vec::new()] }
    }

    pub(super) fn take(&mut self, chunk: LogOutput) {
        let (stream, message) = match chunk {
            LogOutput::StdErr { message } => (1, message),
            LogOutput::StdOut { message } | LogOutput::StdIn { message } | LogOutput::Console { message } => {
                (0, message)
            }
        };
        for part in message.split_inclusive(|byte| *byte == b'\n') {
            self.open[stream].extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.close(stream);
            }
        }
    }

    fn close(&mut self, stream: usize) {
        let bytes = std::mem::take(&mut self.open[stream]);
        let text = String::from_utf8_lossy(&bytes);
        // A terminal ends its lines with both.
        self.lines.push_back(text.trim_end_matches(['\r', '\n']).to_owned());
        if self.lines.len() > self.limit {
            self.lines.pop_front();
        }
    }

    pub(super) fn finish(mut self) -> Vec<String> {
        for stream in 0..self.open.len() {
            if !self.open[stream].is_empty() {
                self.close(stream);
            }
        }
        self.lines.into()
    }
}

#[cfg(test)]
mod tests {
    use bollard::container::LogOutput;

    use super::Tail;

    fn check(limit: usize, chunks: &[(bool, &str)], expected: &[&str]) {
        let mut tail = Tail::new(limit);
        for &(is_error, text) in chunks {
            let message = text.to_owned().into();
            tail.take(if is_error { LogOutput::StdErr { message } } else { LogOutput::StdOut { message } });
        }
        assert_eq!(tail.finish(), expected, "{chunks:?}");
    }

    #[test]
    fn chunks_become_lines_wherever_they_are_cut() {
        check(9, &[(false, "one\ntw"), (false, "o\nthree")], &["one", "two", "three"]);
        check(9, &[(false, "out"), (true, "err\n"), (false, "put\n")], &["err", "output"]);
        check(9, &[(false, "terminal\r\n")], &["terminal"]);
        check(9, &[(false, "\n\n")], &["", ""]);
        check(2, &[(false, "1\n2\n3\n4")], &["3", "4"]);
        check(0, &[(false, "1\n2")], &[]);
        check(9, &[], &[]);
    }
}
