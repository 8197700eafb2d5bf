//! Images made of this very executable, and the fixture service in them.

mod ground;

use std::future::Future;
use std::time::{Duration, Instant};

use gig_core::platform::{Configuration, HealthCheck, HealthTest};
use gig_core::runtime::{ContainerRuntime, Health, Inspection, InstanceId};
use gig_core::secret::Secret;
use gig_docker::own_image;
use libtest_mimic::{Failed, Trial};

use ground::{Ground, on_ground};

/// The longest time that anything here may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Returns the tests of this module.
pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("an_own_image_is_made_once", || on_ground("once", made_once)),
        trial("a_service_is_reached_by_name_and_watched_by_itself", || on_ground("watched", reached_and_watched)),
        trial("a_service_ends_when_it_is_asked_to_or_killed", || on_ground("stopped", asked_and_killed)),
        trial("a_service_ends_by_itself_as_told", || on_ground("crashed", ended_by_itself)),
    ]
}

fn trial<F>(name: &str, test: fn() -> F) -> Trial
where
    F: Future<Output = Result<(), Failed>> + 'static,
{
    Trial::test(format!("own_image::{name}"), move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(test())
    })
}

async fn made_once(ground: &Ground) -> Result<(), Failed> {
    let first = ground.image_facts().await?;
    let again = own_image::ensure(&ground.engine, &ground.repository()).await?;
    assert_eq!(again, ground.image);
    assert_eq!(ground.image_facts().await?, first);
    assert_eq!(first.platform, own_image::ImagePlatform::own().to_string());
    Ok(())
}

async fn reached_and_watched(ground: &Ground) -> Result<(), Failed> {
    let mut web = ground.service(&[("PORT", "8080"), ("START_AFTER", "0.2"), ("NAME", "web")]);
    web.health = Some(probing("http://localhost:8080/health"));
    web.user = Some("nobody".to_owned());
    web.security.read_only = true;
    let web = ground.start("web", web).await?;
    until(ground, &web, |seen| seen.health == Health::Healthy).await?;

    let job = [("CONNECT", "web:8080"), ("JOB", "/tmp/done"), ("EXIT_CODE", "7")];
    let job = ground.start("job", ground.service(&job)).await?;
    assert_eq!(ended(ground, &job).await?, Some(7), "{:?}", ground.engine.log_tail(&job, 10).await?);

    let mut sick = ground.service(&[("UNHEALTHY_AFTER", "0")]);
    sick.health = Some(HealthCheck { retries: Some(1), ..probing("http://127.0.0.1/health") });
    let sick = ground.start("sick", sick).await?;
    until(ground, &sick, |seen| seen.health == Health::Unhealthy).await?;
    Ok(())
}

async fn asked_and_killed(ground: &Ground) -> Result<(), Failed> {
    let stop = async |service: &str, variables: &[(&str, &str)], grace: u64| {
        let marked: Vec<_> = variables.iter().copied().chain([("LOG_LINES", "1"), ("LOG_TEXT", "here")]).collect();
        let id = ground.start(service, ground.service(&marked)).await?;
        // The signals are handled before the first line is written.
        until_logged(ground, &id, "1 here").await?;
        ground.engine.stop(&id, Some(Duration::from_secs(grace))).await?;
        ended(ground, &id).await
    };
    assert_eq!(stop("polite", &[], 20).await?, Some(0));
    assert_eq!(stop("sleeping", &[("START_AFTER", "1000")], 20).await?, Some(0));
    assert_eq!(stop("stubborn", &[("IGNORE_SIGNALS", "true")], 1).await?, Some(137));
    Ok(())
}

async fn ended_by_itself(ground: &Ground) -> Result<(), Failed> {
    let end = async |service: &str, variables: &[(&str, &str)]| {
        let id = ground.start(service, ground.service(variables)).await?;
        ended(ground, &id).await
    };
    assert_eq!(end("crash", &[("EXIT_AFTER", "0.1")]).await?, Some(1));
    assert_eq!(end("told", &[("EXIT_AFTER", "0"), ("EXIT_CODE", "3")]).await?, Some(3));
    assert_eq!(end("job", &[("JOB", "/tmp/done")]).await?, Some(0));
    assert_eq!(end("lonely", &[("CONNECT", "nobody.invalid:80"), ("CONNECT_WITHIN", "0")]).await?, Some(1));
    assert_eq!(end("confused", &[("PORT", "many")]).await?, Some(2));
    Ok(())
}

fn probing(url: &str) -> HealthCheck {
    let words = [own_image::EXECUTABLE, "service", "probe", url].map(str::to_owned).to_vec();
    let test = Some(HealthTest::Command(words));
    HealthCheck { test, interval: Some(Duration::from_millis(200)), ..HealthCheck::default() }
}

async fn ended(ground: &Ground, id: &InstanceId) -> Result<Option<i64>, Failed> {
    let seen = until(ground, id, |seen| seen.started.is_some() && !seen.state.is_alive()).await?;
    Ok(seen.exit_code)
}

async fn until(ground: &Ground, id: &InstanceId, holds: fn(&Inspection) -> bool) -> Result<Inspection, Failed> {
    let begun = Instant::now();
    loop {
        let seen = ground.engine.inspect(id).await?.ok_or("the instance is gone")?;
        if holds(&seen) {
            return Ok(seen);
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!("still {seen:?}, {:?}", ground.engine.log_tail(id, 10).await).into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn until_logged(ground: &Ground, id: &InstanceId, line: &str) -> Result<(), Failed> {
    let begun = Instant::now();
    while !ground.engine.log_tail(id, 10).await?.iter().any(|logged| logged == line) {
        if begun.elapsed() > PATIENCE {
            return Err(format!("`{line}` was not written").into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

impl Ground {
    /// Makes the configuration of a service with these variables.
    fn service(&self, variables: &[(&str, &str)]) -> Configuration {
        let mut made = self.configuration();
        made.command = Some(vec!["service".to_owned()]);
        made.environment = variables.iter().map(|(name, value)| ((*name).to_owned(), Secret::new(*value))).collect();
        made
    }
}
