//! The demo: started, started again, what it proposes done, and nothing left of it.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use gig_core::name::Slot;
use gig_core::runtime::InstanceId;
use libtest_mimic::{Failed, Trial};

use crate::ground::{Answer, Ground, on_ground};

/// The longest time that an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Returns the tests of this module.
pub(crate) fn trials() -> Vec<Trial> {
    vec![Trial::test("demo::what_it_proposes_works_as_printed_and_nothing_is_left", || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(on_ground("demo", story))
    })]
}

async fn story(ground: &Ground) -> Result<(), Failed> {
    let first = ended_with(0, ground.gig("demo").await?)?;
    second_run_changes_nothing(ground).await?;
    let [address, update, broken, status, down] = proposed(&first.text)?;

    ended_with(0, ground.typed(&update).await?)?;
    assert!(answered(&address).await?.contains("Good evening"));
    let running = alive(ground).await?;
    let failed = ended_with(30, ground.typed(&broken).await?)?;
    assert!(failed.text.contains("failed to read the routes"), "{}", failed.text);
    assert_eq!(alive(ground).await?, running, "{}", failed.text);
    assert!(answered(&address).await?.contains("Good evening"));
    let told = ended_with(0, ground.typed(&status).await?)?;
    assert!(told.text.contains("_router.failed"), "{}", told.text);

    ended_with(0, ground.typed(&down).await?)?;
    nothing_is_left(ground).await
}

async fn second_run_changes_nothing(ground: &Ground) -> Result<(), Failed> {
    let before = alive(ground).await?;
    let again = ended_with(0, ground.gig("demo").await?)?;
    assert!(again.text.contains("nothing to do: 5 up already"), "{}", again.text);
    assert_eq!(alive(ground).await?, before);
    Ok(())
}

/// Reads the commands below `Try:`; of the first one, the address alone.
fn proposed(text: &str) -> Result<[String; 5], Failed> {
    let (_, proposals) = text.split_once("Try:\n").ok_or("it proposes nothing")?;
    let commands = proposals.lines().step_by(2).map(|line| line.trim().to_owned());
    let mut commands: Vec<String> = commands.collect();
    commands[0] = commands[0].strip_prefix("curl ").ok_or("the first command is no curl")?.to_owned();
    commands.try_into().map_err(|found| format!("it proposes {found:?}").into())
}

/// Says what is answered at an address, as soon as anything is: what was started again needs a moment.
async fn answered(address: &str) -> Result<String, Failed> {
    let begun = Instant::now();
    loop {
        match fetched(address) {
            Ok(answer) if !answer.is_empty() => return Ok(answer),
            other if begun.elapsed() > PATIENCE => return Err(format!("no answer: {other:?}").into()),
            _ => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn fetched(address: &str) -> io::Result<String> {
    let host = address.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In one piece: the answer may come, and the connection go, after the first line.
    stream.write_all(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// What is in service and lives, by name. The engine may need a moment to let go of one that it was restarting.
async fn alive(ground: &Ground) -> Result<BTreeMap<String, InstanceId>, Failed> {
    let observed = ground.observed().await?;
    let in_service = observed.instances.into_iter().filter(|instance| instance.name.slot == Slot::Base);
    let alive = in_service.filter(|instance| instance.state.is_alive());
    Ok(alive.map(|instance| (instance.name.to_string(), instance.id)).collect())
}

async fn nothing_is_left(ground: &Ground) -> Result<(), Failed> {
    let observed = ground.observed().await?;
    let project = ground.project.as_str();
    assert!(observed.instances.is_empty());
    assert!(!observed.networks.iter().any(|network| network.project.as_deref() == Some(project)));
    assert!(!observed.volumes.iter().any(|volume| volume.project.as_deref() == Some(project)));
    assert!(!observed.images.keys().any(|image| image.starts_with(&format!("{project}/"))));
    assert_eq!(std::fs::read_dir(ground.folder())?.count(), 0);
    Ok(())
}

fn ended_with(exit: u8, answer: Answer) -> Result<Answer, Failed> {
    if answer.exit == exit { Ok(answer) } else { Err(format!("exit {}\n{}", answer.exit, answer.text).into()) }
}
