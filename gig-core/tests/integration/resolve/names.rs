//! The names of projects, instances and images.

use super::{World, check};

#[test]
fn a_project_is_named_by_the_user_else_the_file_else_the_folder() {
    let world = World { project: Some("mall"), ..World::default() };
    world.check("{name: kiosk, services: {web: {image: nginx}}}", "project mall\nweb: nginx");
    check("{name: kiosk, services: {web: {image: nginx}}}", "project kiosk\nweb: nginx");
    check("services: {web: {image: nginx}}", "project shop\nweb: nginx");
}

#[test]
fn a_wrong_project_name_is_refused_with_all_else() {
    check(
        "
        name: Kiosk
        services: {web: {image: NGINX}}
        ",
        "
        gig.yml:1:7: invalid-name: `Kiosk` is not a project name: it starts with a lower-case letter or digit, followed by lower-case letters, digits, `_` and `-`
        gig.yml:2:25: invalid-image: `NGINX` is not an image reference: the path has upper-case letters
        ",
    );
}

#[test]
fn a_container_name_is_the_file_s_or_made_of_project_and_service() {
    check(
        "
        services:
          web: {image: nginx, container_name: the.web}
          api: {build: ., ports: [80]}
        ",
        "
        project shop
        web: nginx
          name the.web
        api: shop_api
          port any -> 80 Tcp
        gig.yml:3:9: warning inert-key: `build` has no effect: gig does not build images, so the image of this service must be there
        ",
    );
}

#[test]
fn two_services_cannot_have_one_name() {
    check(
        "
        services:
          a: {image: nginx, container_name: shop_c}
          b: {image: nginx, container_name: x-y}
          c: {image: nginx}
          d: {image: nginx, container_name: x-y}
        ",
        "
        gig.yml:4:3: duplicate-container-name: services `a` and `c` have one container name, `shop_c` [gig.yml:2:37: the other is here]
        gig.yml:5:37: duplicate-container-name: services `b` and `d` have one container name, `x-y` [gig.yml:3:37: the other is here]
        ",
    );
}

#[test]
fn a_name_may_not_end_like_a_state() {
    check(
        "services: {web.old: {image: nginx}}",
        "gig.yml:1:12: invalid-name: `web.old` cannot be the name of a service (gig gives names that end in `.old` to containers that it prepares or keeps)",
    );
    check(
        "
        services:
          web: {image: nginx, container_name: web.next}
        ",
        "
        gig.yml:2:39: invalid-name: `web.next` is not a container name: it has at least two of letters, digits, `.`, `_` and `-`, starts with a letter or digit, and does not end in `.next`, `.old`, `.previous`, `.failed` or `.lock`
        ",
    );
}
