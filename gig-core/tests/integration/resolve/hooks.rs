//! Commands that are run after a start and before a stop.

use super::{World, check};

#[test]
fn hooks_are_lists_of_commands() {
    let text = "
        services:
          web:
            image: nginx
            post_start:
              - command: chown -R app /data
                user: root
                privileged: true
              - command: [migrate, --all]
                working_dir: /srv
                environment: [TOKEN=$TOKEN, PASSED_ON, NOT_SET]
            pre_stop:
              - {command: drain, environment: {WAIT: 5}}
        ";
    let world = World { variables: &[("TOKEN", "secret"), ("PASSED_ON", "on")], ..World::default() };
    world.check(
        text,
        r#"
        project shop
        web: nginx
          post_start ["chown", "-R", "app", "/data"] as root, privileged
          post_start ["migrate", "--all"] in /srv with PASSED_ON="on" TOKEN="secret"
          pre_stop ["drain"] with WAIT="5"
        "#,
    );
}

#[test]
fn a_hook_without_a_command_is_refused() {
    check(
        "services: {web: {image: nginx, pre_stop: [{user: root}]}}",
        "gig.yml:1:43: missing-key: `pre_stop` needs the key `command`",
    );
    check(
        "services: {web: {image: nginx, pre_stop: [{command: ''}]}}",
        "gig.yml:1:53: missing-key: the command of a hook is empty",
    );
    check(
        "services: {web: {image: nginx, post_start: [run]}}",
        "gig.yml:1:45: wrong-type: `post_start` wants a map, found text",
    );
}
