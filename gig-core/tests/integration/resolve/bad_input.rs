//! Everything that can be wrong with a file is said at once, each with its place.

use super::{World, check, shown, unindented};

/// Checks where something is wrong and of what kind it is; the words are the concern of the grammars.
#[track_caller]
fn check_codes(text: &str, expected: &str) {
    let diagnostics = World::default().resolve(&unindented(text)).expect_err("something is wrong");
    assert_eq!(shown::codes(diagnostics.iter()).trim_end(), unindented(expected).trim_end());
}

#[test]
fn two_services_cannot_publish_one_host_port_on_one_address() {
    check(
        "
        services:
          a: {image: nginx, ports: ['80:80', '127.0.0.1:81:80', '82:80/udp', '90']}
          b: {image: nginx, ports: ['8080:80', '10.0.0.1:81:80', '82:80/tcp', '90']}
          c: {image: nginx, ports: ['10.0.0.1:80:80', '0.0.0.0:81:1', '[::]:8080:80', '100-102:90']}
          d: {image: nginx, ports: ['101:1', '101:2', '[::1]:81:1']}
        ",
        "
        gig.yml:4:29: duplicate-host-port: services `a` and `c` both publish host port 80 [gig.yml:2:29: it is also published here]
        gig.yml:4:47: duplicate-host-port: services `a` and `c` both publish host port 81 [gig.yml:2:38: it is also published here]
        gig.yml:4:63: duplicate-host-port: services `b` and `c` both publish host port 8080 [gig.yml:3:29: it is also published here]
        gig.yml:5:38: duplicate-host-port: service `d` publishes host port 101 twice [gig.yml:5:29: it is also published here]
        ",
    );
}

#[test]
fn a_service_with_a_wrong_key_is_compared_with_the_others_all_the_same() {
    check_codes(
        "
        services:
          a: {image: nginx, ports: ['80:80'], tty: perhaps, links: [b]}
          b: {ports: ['80:80'], links: [a, c]}
        ",
        "
        gig.yml:2:44: wrong-type
        gig.yml:2:61: cycle
        gig.yml:3:3: missing-image
        gig.yml:3:15: duplicate-host-port
        gig.yml:3:36: unknown-service
        ",
    );
}

#[test]
fn a_service_needs_an_image() {
    check(
        "
        services:
          web: {ports: [80]}
          api: {command: x}
        ",
        "
        gig.yml:2:3: missing-image: service `web` has no image (give it an `image`; gig does not build images)
        gig.yml:3:3: missing-image: service `api` has no image (give it an `image`; gig does not build images)
        ",
    );
}

#[test]
fn what_cannot_be_parsed_is_marked() {
    check_codes(
        "
        services:
          web:
            image: nginx
            ports: ['99999:80', x]
            volumes: ['xx:/y:ro:z']
            stop_grace_period: soon
            mem_limit: 1 elephant
            cpus: -1
            expose: [0]
            restart: sometimes
            extra_hosts: [nobody]
            command: say 'hello
        ",
        "
        gig.yml:4:13: invalid-port
        gig.yml:4:25: invalid-port
        gig.yml:5:15: invalid-volume
        gig.yml:6:24: invalid-duration
        gig.yml:7:16: invalid-size
        gig.yml:8:11: invalid-amount
        gig.yml:9:14: invalid-port
        gig.yml:10:14: invalid-restart
        gig.yml:11:19: invalid-host
        gig.yml:12:14: invalid-words
        ",
    );
}

#[test]
fn a_wrong_type_is_named_with_the_one_that_is_wanted() {
    check(
        "
        services:
          web:
            image: [nginx]
            command: {a: b}
            environment: [{A: 1}]
            labels: text
            ports: 80
            volumes: {a: b}
            links: db
            depends_on: db
            networks: front
            tty: perhaps
            healthcheck: curl
            ulimits: [nofile]
            logging: syslog
            cap_add: ALL
        ",
        "
        gig.yml:3:12: wrong-type: `image` wants text, found a list
        gig.yml:4:14: wrong-type: `command` wants text or a list, found a map
        gig.yml:5:19: wrong-type: `environment` wants text, found a map
        gig.yml:6:13: wrong-type: `labels` wants a map or a list, found text
        gig.yml:7:12: wrong-type: `ports` wants a list, found text
        gig.yml:8:14: wrong-type: `volumes` wants a list, found a map
        gig.yml:9:12: wrong-type: `links` wants a list, found text
        gig.yml:10:17: wrong-type: `depends_on` wants a list or a map, found text
        gig.yml:11:15: wrong-type: `networks` wants a list or a map, found text
        gig.yml:12:10: wrong-type: `tty` wants `true` or `false`, found `perhaps`
        gig.yml:13:18: wrong-type: `healthcheck` wants a map, found text
        gig.yml:14:14: wrong-type: `ulimits` wants a map, found a list
        gig.yml:15:14: wrong-type: `logging` wants a map, found text
        gig.yml:16:14: wrong-type: `cap_add` wants a list, found text
        ",
    );
}

#[test]
fn nested_keys_are_checked() {
    check(
        "
        services:
          web:
            image: nginx
            healthcheck: {tets: x, x-note: y}
            ports: [{target: 80, publish: 80, app_protocol: http}, {published: 80}, {target: 80, mode: vip}]
            networks: {default: {ipv4_address: 10.0.1}}
            ulimits: {nofiles: 1, nproc: {soft: 2, hard: 1}, core: {soft: 1}}
            logging: {options: {a: [b]}}
            labels: {gig.project: x}
        ",
        "
        gig.yml:4:19: unknown-key: `healthcheck` has no key `tets` (did you mean `test`?)
        gig.yml:5:26: unknown-key: `ports` has no key `publish` (did you mean `published`?)
        gig.yml:5:39: warning inert-key: `app_protocol` of `ports` has no effect: the engine does not look into what goes through a port
        gig.yml:5:60: missing-key: `ports` needs the key `target`
        gig.yml:5:96: unknown-value: `vip` is not a mode of ports: it is `host` or `ingress`
        gig.yml:6:40: invalid-address: `10.0.1` is not an IPv4 address
        gig.yml:7:15: unknown-key: `nofiles` is not a limit that the engine knows (did you mean `nofile`?)
        gig.yml:7:34: invalid-ulimit: the soft limit of `nproc` is above the hard one
        gig.yml:7:60: missing-key: `core` needs the key `hard`
        gig.yml:8:28: wrong-type: `a` wants text, found a list
        gig.yml:9:27: reserved-label: label `gig.project` is reserved: labels in `gig.` are gig's own
        ",
    );
}

#[test]
fn variables_are_checked_where_nothing_is_carried_out() {
    check(
        "
        services:
          web:
            image: nginx
            build: {context: $UNSET, args: {A: '${A'}}
            attach: ${A:?it must be}
        ",
        "
        gig.yml:4:5: warning inert-key: `build` has no effect: gig does not build images
        gig.yml:4:41: invalid-variable: `${A` is not closed by a `}`
        gig.yml:5:5: warning inert-key: `attach` has no effect: gig does not follow the output of what it starts
        gig.yml:5:13: invalid-variable: required variable A is missing a value: it must be
        ",
    );
}

#[test]
fn health_checks_that_cannot_be_are_refused() {
    check(
        "
        services:
          a: {image: nginx, healthcheck: {start_interval: 1s}}
          b: {image: nginx, healthcheck: {test: []}}
          c: {image: nginx, healthcheck: {test: [curl, x]}}
          d: {image: nginx, healthcheck: {retries: -1}}
        ",
        "
        gig.yml:2:51: missing-key: `start_interval` needs a `start_period` in which it applies
        gig.yml:3:41: invalid-health-test: a list in `test` is `[NONE]`, `[CMD, program, argument, ..]` or `[CMD-SHELL, command, argument, ..]`
        gig.yml:4:41: invalid-health-test: a list in `test` is `[NONE]`, `[CMD, program, argument, ..]` or `[CMD-SHELL, command, argument, ..]`
        gig.yml:5:44: wrong-type: `retries` wants a whole number, found `-1`
        ",
    );
}

#[test]
fn what_only_a_shell_understands_is_marked_itself() {
    World { variables: &[("A", "a")], ..World::default() }.check(
        "
        services:
          a: {image: a, command: bash -c 'a | b';}
          b: {image: b, command: a > b}
          c: {image: c, command: $A > b}
        ",
        "
        gig.yml:2:41: invalid-words: `;` means something only to a shell, and stands outside of the quotes of what the shell is given: put it inside, or leave it out
        gig.yml:3:28: invalid-words: `>` means something only to a shell: quote it, or write `sh -c '..'`
        gig.yml:4:26: invalid-words: `>` means something only to a shell: quote it, or write `sh -c '..'`
        ",
    );
}

#[test]
fn what_stands_behind_an_anchor_is_said_once() {
    check_codes(
        "
        x-base: &base
          stop_grace_period: soon
        services:
          a: {<<: *base, image: nginx}
          b: {<<: *base, image: nginx}
        ",
        "gig.yml:2:22: invalid-duration",
    );
}
