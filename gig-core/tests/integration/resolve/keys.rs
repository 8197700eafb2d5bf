//! What each key of a service means.

use super::check;

/// Checks one key of the service `web` in the services layout, where nothing is on by default.
#[track_caller]
fn check_key(key: &str, expected: &str) {
    let expected: String = expected.lines().map(|line| format!("  {}\n", line.trim())).collect();
    let text = format!("services:\n  web:\n    image: nginx\n    {key}\n");
    check(&text, &format!("project shop\nweb: nginx\n{expected}"));
}

#[test]
fn a_service_may_have_an_image_and_nothing_else() {
    check_key("", "");
    check_key("environment: {}", "");
    check_key("ports: []", "");
    check_key("restart: ''", "");
    check_key("command:\n    entrypoint: null", "");
}

#[test]
fn a_key_without_a_value_is_refused_as_compose_refuses_it() {
    for key in ["environment", "ports", "hostname", "tty", "healthcheck"] {
        check(
            &format!("services: {{web: {{image: nginx, {key}: }}}}"),
            &format!("gig.yml:1:{}: wrong-type: `{key}` has no value: give it one, or leave it out", 34 + key.len()),
        );
    }
}

#[test]
fn the_variable_that_names_the_project_is_always_set() {
    check_key(
        "environment: [COMPOSE_PROJECT_NAME, P=$COMPOSE_PROJECT_NAME]",
        "env COMPOSE_PROJECT_NAME=\"shop\"\nenv P=\"shop\"",
    );
}

#[test]
fn commands_are_split_like_a_shell_does_or_listed() {
    check_key("command: run -x 'two words' \"$$HOME\"", r#"command ["run", "-x", "two words", "$HOME"]"#);
    check_key("command: [run, '1', 1.10, yes]", r#"command ["run", "1", "1.10", "yes"]"#);
    check_key("entrypoint: /bin/sh -c", r#"entrypoint ["/bin/sh", "-c"]"#);
    check_key("entrypoint: []", "entrypoint []");
    check_key("command: ''", "command []");
}

#[test]
fn environments_are_maps_or_lists() {
    check_key("environment: {B: 1.10, A: '', C: 0x1F}", "env A=\"\"\nenv B=\"1.10\"\nenv C=\"0x1F\"");
    check_key("environment: [B=1=2, A=, 'C=x y']", "env A=\"\"\nenv B=\"1=2\"\nenv C=\"x y\"");
    check_key("environment: [UNSET]", "");
    check_key("environment: {UNSET: , ALSO: null}", "");
}

#[test]
fn ports_are_published_or_exposed() {
    check_key("ports: [80]", "port any -> 80 Tcp");
    check_key("ports: ['8080:80', 53:53/udp]", "port 8080 -> 80 Tcp\nport 53 -> 53 Udp");
    check_key("ports: ['80', 80-81]", "port any -> 80 Tcp\nport any -> 81 Tcp");
    check_key("ports: ['80:80', '80:80/tcp', {target: 80, published: 80, mode: host}]", "port 80 -> 80 Tcp");
    check_key("ports: ['127.0.0.1:8080:80', '[::1]:81:81']", "port 127.0.0.1 8080 -> 80 Tcp\nport ::1 81 -> 81 Tcp");
    check_key("ports: ['80-81:90-91']", "port 80 -> 90 Tcp\nport 81 -> 91 Tcp");
    check_key("ports: ['8000-8010:80']", "port 8000-8010 -> 80 Tcp");
    check_key("expose: [90, '80', 90/udp, 90/tcp]", "expose 80 Tcp\nexpose 90 Tcp\nexpose 90 Udp");
}

#[test]
fn the_long_form_of_ports_says_the_same() {
    check_key("ports: [{target: 80}]", "port any -> 80 Tcp");
    check_key("ports: [{target: 80, published: '8080', mode: ingress}]", "port 8080 -> 80 Tcp");
    check_key("ports: [{target: 53, published: 54, protocol: udp, host_ip: 10.0.0.1}]", "port 10.0.0.1 54 -> 53 Udp");
    check_key("ports: [{target: 80, published: 8000-8010, mode: host}]", "port 8000-8010 -> 80 Tcp");
    check_key("ports: [{target: 80, published: 81, host_ip: '::1'}]", "port ::1 81 -> 80 Tcp");
}

#[test]
fn short_texts_stay_as_they_are_and_empty_ones_leave_it_to_the_image() {
    check_key("user: 1000:1000", "user 1000:1000");
    check_key("hostname: 0777", "hostname 0777");
    check_key("working_dir: /srv", "working_dir /srv");
    check_key("stop_signal: SIGINT", "stop_signal SIGINT");
    check_key("user: ''", "");
}

#[test]
fn labels_are_maps_or_lists() {
    check_key("labels: {b: 1, a: }", "label a=\"\"\nlabel b=\"1\"");
    check_key("labels: [b=1=1, a]", "label a=\"\"\nlabel b=\"1=1\"");
}

#[test]
fn hosts_are_lists_or_maps() {
    check_key("extra_hosts: ['db:10.0.0.1', 'me=host-gateway']", "host db=10.0.0.1\nhost me=host-gateway");
    check_key(
        "extra_hosts: {db: 10.0.0.1, six: ['::1', 10.0.0.2]}",
        "host db=10.0.0.1\nhost six=::1\nhost six=10.0.0.2",
    );
}

#[test]
fn restarts_need_no_quotes() {
    check_key("restart: no", "");
    check_key("restart: always", "restart always");
    check_key("restart: on-failure:3", "restart on-failure:3");
}

#[test]
fn health_checks_are_texts_or_lists() {
    check_key("healthcheck: {test: curl -f x}", r#"health sh ["curl -f x"]"#);
    check_key("healthcheck: {test: [CMD, curl, x], retries: 5}", "health [\"curl\", \"x\"]\nretries 5");
    check_key("healthcheck: {test: [CMD-SHELL, a b]}", r#"health sh ["a b"]"#);
    check_key("healthcheck: {test: [CMD-SHELL, keydb-cli, ping]}", r#"health sh ["keydb-cli", "ping"]"#);
    check_key("healthcheck: {test: [NONE]}", "health off");
    check_key("healthcheck: {test: [NONE, x]}", "health off");
    check_key("healthcheck: {disable: true, test: [CMD, x]}", "health off");
    check_key("healthcheck: {interval: 1m30s}", "health of the image\ninterval 1m30s");
    check_key(
        "healthcheck: {timeout: 5s, start_period: 10s, start_interval: 1s}",
        "health of the image\ntimeout 5s\nstart_period 10s\nstart_interval 1s",
    );
}

#[test]
fn a_part_of_a_second_to_stop_counts_as_a_whole_one() {
    check_key("stop_grace_period: 1m", "stop_grace 1m0s");
    check_key("stop_grace_period: 1500ms", "stop_grace 2s");
    check_key("stop_grace_period: 0s", "stop_grace 0s");
}

#[test]
fn switches_are_booleans() {
    check_key("privileged: true", "privileged on");
    check_key("read_only: ${RO:-true}", "read_only on");
    check_key("tty: false", "");
    check_key("stdin_open: 'true'", "stdin_open on");
    check_key("init: false", "init false");
}

#[test]
fn limits_are_sizes_and_amounts() {
    check_key("mem_limit: 1g", "memory 1073741824");
    check_key("shm_size: 64mb", "shm_size 67108864");
    check_key("cpus: 1.5", "cpus 1500000000");
    check_key("ulimits: {nofile: {soft: 1, hard: -1}, nproc: 7}", "ulimit nofile 1:-1\nulimit nproc 7:7");
}

#[test]
fn capabilities_are_sorted() {
    check_key("cap_add: [SYS_PTRACE, NET_ADMIN, SYS_PTRACE]", r#"cap_add ["NET_ADMIN", "SYS_PTRACE"]"#);
    check_key("cap_drop: [ALL]", r#"cap_drop ["ALL"]"#);
}

#[test]
fn logging_has_a_driver_and_options() {
    check_key(
        "logging: {driver: syslog, options: {tag: x, max: 3}}",
        "logging syslog\noption max=\"3\"\noption tag=\"x\"",
    );
    check_key("logging: {options: {max-size: 1m}}", "logging of the engine\noption max-size=\"1m\"");
}
