//! How a script is written: what there is, then command lines, each followed by its answer.
//!
//! ```text
//! # a remark
//! file gig.yml
//! | web:
//! |   image: web:1
//! image web:1 runs
//! $ gig start
//! | what standard output must say
//! ! what standard error must say
//! = 0, 3 changing calls
//! ```

use std::iter::Peekable;
use std::str::Lines;

use crate::world::World;

/// Carries a script out and returns it with the answers that were given.
pub(crate) fn answered(script: &str) -> Result<String, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    runtime.unwrap().block_on(answer(script))
}

async fn answer(script: &str) -> Result<String, String> {
    let mut world = World::new();
    let mut lines = script.lines().peekable();
    let mut answered = String::new();
    while let Some(line) = lines.next() {
        answered.push_str(line);
        answered.push('\n');
        if let Some(command) = line.strip_prefix("$ ") {
            block(&mut lines, &['|', '!', '=']);
            answered.push_str(&world.command(command).await?);
        } else if let Some(path) = line.strip_prefix("file ") {
            let content = block(&mut lines, &['|']);
            world.file(path, &content.iter().map(|line| unquoted(line)).collect::<String>());
            answered.extend(content.iter().map(|line| format!("{line}\n")));
        } else if !line.is_empty() && !line.starts_with('#') {
            world.arrange(line)?;
        }
    }
    Ok(answered)
}

/// Takes the lines that begin with one of `marks`.
fn block<'a>(lines: &mut Peekable<Lines<'a>>, marks: &[char]) -> Vec<&'a str> {
    std::iter::from_fn(|| lines.next_if(|line| line.starts_with(marks))).collect()
}

fn unquoted(line: &str) -> String {
    let content = line[1..].strip_prefix(' ').unwrap_or(&line[1..]);
    format!("{content}\n")
}
