use bollard::models::{ContainerCreateBody, ContainerSummary, ContainerSummaryStateEnum, ImageInspect, PortSummary};

use super::{forget_ports, platform, with_grace};
use crate::connect::Make;

#[test]
fn an_image_fits_the_platform_that_it_is_for() {
    let named = |name: &str| Some(name.to_owned());
    let image = ImageInspect { os: named("linux"), architecture: named("arm64"), ..ImageInspect::default() };
    let check = |wanted: &str, fits: bool| {
        assert_eq!(platform::fits(&image, &wanted.parse().unwrap()), fits, "{wanted}");
    };
    check("linux", true);
    check("arm64", true);
    check("Linux/aarch64", true);
    check("linux/arm64/v8", true);
    check("amd64", false);
    check("linux/s390x", false);
    check("windows/arm64", false);
}

#[test]
fn an_instance_gets_its_time_to_end() {
    let check = |make: Make, stated: Option<i64>, sent: Option<i64>| {
        let body = ContainerCreateBody { stop_timeout: stated, ..ContainerCreateBody::default() };
        assert_eq!(with_grace(make, body).stop_timeout, sent, "{make} {stated:?}");
    };
    check(Make::Podman, None, Some(10));
    check(Make::Podman, Some(0), Some(0));
    check(Make::Docker, None, None);
}

#[test]
fn only_what_runs_has_ports() {
    let check = |state: ContainerSummaryStateEnum, count: usize| {
        let ports = Some(vec![PortSummary { private_port: 80, public_port: Some(8080), ..PortSummary::default() }]);
        let mut container = ContainerSummary { state: Some(state), ports, ..ContainerSummary::default() };
        forget_ports(&mut container);
        assert_eq!(container.ports.unwrap_or_default().len(), count, "{state}");
    };
    check(ContainerSummaryStateEnum::RUNNING, 1);
    check(ContainerSummaryStateEnum::PAUSED, 1);
    check(ContainerSummaryStateEnum::EXITED, 0);
    check(ContainerSummaryStateEnum::CREATED, 0);
}
