//! What `scale`, `deploy` and the long form of `depends_on` mean.

use super::check;

/// Checks what some keys of the service `web` mean, in the services layout, and what is said about them.
#[track_caller]
fn check_keys(keys: &str, expected: &str) {
    let lines = |text: &str, indent: &str| -> String {
        let written = text.lines().filter(|line| !line.trim().is_empty());
        written.map(|line| format!("{indent}{line}\n")).collect()
    };
    let text = format!("services:\n  web:\n    image: nginx\n{}", lines(keys, "    "));
    let wrong = expected.starts_with("gig.yml") && !expected.contains(" warning ");
    let said = if wrong { String::new() } else { "project shop\nweb: nginx\n".to_owned() };
    check(&text, &(said + &lines(expected, "")));
}

#[test]
fn instances_are_counted_under_two_keys() {
    check_keys("scale: 3", "  scale 3");
    check_keys("scale: '0'", "  scale 0");
    check_keys("scale: 1", "");
    check_keys("deploy: {replicas: 3}", "  scale 3");
    check_keys("deploy: {replicas: 0}", "  scale 0");
    check_keys("scale: 2\ndeploy: {replicas: 2}", "  scale 2");
}

#[test]
fn two_numbers_of_instances_must_agree() {
    check_keys(
        "scale: 2\ndeploy: {replicas: 3}",
        "gig.yml:5:24: conflicting-values: `scale` says 2, and `deploy.replicas` 3 (leave one of them out)",
    );
}

#[test]
fn a_number_of_instances_is_a_whole_one() {
    for written in ["scale: 1.5", "scale: -1", "scale: many", "deploy: {replicas: -1}"] {
        let at = if written.starts_with('s') { 12 } else { 24 };
        let found = written.rsplit(' ').next().unwrap_or_default().trim_end_matches('}');
        let message = format!("`{found}` is not a number of instances: it is a whole number from 0 to 1000");
        check_keys(written, &format!("gig.yml:4:{at}: invalid-amount: {message}"));
    }
}

#[test]
fn several_instances_share_no_name_and_no_port() {
    check_keys(
        "container_name: front\nscale: 2",
        "gig.yml:4:21: shared-container-name: service `web` has several instances, and one container name, `front` \
         [gig.yml:5:12: so many instances are asked for here] (without `container_name` each gets a name of its own)",
    );
    check_keys("container_name: front\nscale: 1", "  name front");
    check_keys(
        "ports: ['8080:80', '9000-9002:90', 91]\nscale: 2",
        "  scale 2\n  port 8080 -> 80 Tcp\n  port 9000-9002 -> 90 Tcp\n  port any -> 91 Tcp\n\
         gig.yml:4:13: warning shared-host-port: host port 8080 can be published by one of the 2 instances of `web`",
    );
}

#[test]
fn limits_are_those_of_the_older_keys() {
    check_keys(
        "deploy: {resources: {limits: {cpus: '0.5', memory: 50M, pids: 10}, reservations: {memory: 20M}}}",
        "  memory 52428800\n  cpus 500000000\n  mem_reservation 20971520\n  pids 10",
    );
    check_keys("mem_limit: 1g\ndeploy: {resources: {limits: {memory: 1024m}}}", "  memory 1073741824");
    check_keys("mem_limit: 0\ndeploy: {resources: {limits: {memory: 1b}}}", "  memory 1");
    check_keys("mem_limit: 1g\ndeploy: {resources: {}}", "  memory 1073741824");
    check_keys("deploy: {resources: {limits: {cpus: '0', memory: '0', pids: -1}}}", "");
    check_keys("deploy: {resources: {limits: {pids: 0}}}", "");
}

#[test]
fn limits_under_both_keys_must_agree() {
    for limits in ["{memory: 2g}", "{cpus: 1}", "{}"] {
        check_keys(
            &format!("mem_limit: 1g\ndeploy: {{resources: {{limits: {limits}}}}}"),
            "gig.yml:5:34: conflicting-values: `mem_limit` and `deploy.resources.limits.memory` do not say the same \
             (leave the older key out)",
        );
    }
}

#[test]
fn what_a_swarm_keeps_is_not_kept() {
    check_keys(
        "deploy:\n  resources:\n    reservations:\n      cpus: 0.25\n      generic_resources: [{discrete_resource_spec: \
         {kind: disk, value: 2}}]",
        "gig.yml:7:11: warning inert-key: `cpus` of `reservations` has no effect: engines keep no processors for a \
         container\ngig.yml:8:11: warning inert-key: `generic_resources` of `reservations` has no effect: only a swarm \
         hands them out",
    );
}

#[test]
fn a_restart_policy_wins_over_restart() {
    check_keys("restart: always\ndeploy: {restart_policy: {condition: none}}", "");
    check_keys("deploy: {restart_policy: {condition: any}}", "  restart always");
    check_keys("deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}", "  restart on-failure:3");
    check_keys("deploy: {restart_policy: {condition: on-failure}}", "  restart on-failure");
    check_keys("deploy: {restart_policy: {condition: unless-stopped}}", "  restart unless-stopped");
}

#[test]
fn a_restart_policy_that_says_less_than_it_seems_to_is_warned_of() {
    check_keys(
        "restart: always\ndeploy: {restart_policy: {max_attempts: 3}}",
        "gig.yml:5:30: warning missing-key: without a `condition` nothing is started again\n\
         gig.yml:5:45: warning inert-option: `max_attempts` has no effect: engines only count the attempts `on-failure`",
    );
    check_keys(
        "deploy: {restart_policy: {condition: on_failure}}",
        "gig.yml:4:42: warning unknown-value: `on_failure` is not a condition, and nothing is started again",
    );
    check_keys(
        "deploy: {restart_policy: {condition: any, delay: 5s, window: 2m}}",
        "  restart always\n\
         gig.yml:4:47: warning inert-key: `delay` of `restart_policy` has no effect: the engine decides how long it \
         waits, and doubles it each time\n\
         gig.yml:4:58: warning inert-key: `window` of `restart_policy` has no effect: the engine takes ten seconds",
    );
}

#[test]
fn updates_go_as_many_at_once_as_the_file_says() {
    check_keys("deploy: {update_config: {parallelism: 2}}", "  at_once 2");
    check_keys("deploy: {update_config: {parallelism: 0, monitor: 1m}}", "  at_once all watched for 1m0s");
    check_keys("deploy: {update_config: {order: stop-first, failure_action: rollback}}", "");
}

#[test]
fn what_an_update_does_otherwise_is_warned_of() {
    check_keys(
        "deploy: {update_config: {order: start-first, failure_action: pause}}",
        "gig.yml:4:37: warning inert-option: `start-first` has no effect: gig stops the old instance before it starts \
         the new one\n\
         gig.yml:4:66: warning inert-option: `pause` has no effect: gig puts back what fails, and begins no other",
    );
    check_keys(
        "deploy: {update_config: {order: sideways}}",
        "gig.yml:4:37: unknown-value: `sideways` is not an order: it is `start-first` or `stop-first`",
    );
}

#[test]
fn what_is_for_a_swarm_is_warned_of_once() {
    check_keys(
        "deploy:\n  mode: global\n  endpoint_mode: vip\n  labels: [a=b]\n  placement: {constraints: [node.role==manager], \
         preferences: [{spread: node.labels.zone}], max_replicas_per_node: 1}\n  rollback_config: {parallelism: 1, order: \
         start-first}",
        "gig.yml:5:13: warning inert-option: the mode `global` has no effect: there is one engine, and `replicas` counts\n\
         gig.yml:6:7: warning inert-key: `endpoint_mode` of `deploy` has no effect: only a swarm has a virtual address \
         for a service\n\
         gig.yml:7:7: warning inert-key: `labels` of `deploy` has no effect: they are for the service of a swarm; those \
         of a container stand in `labels` of the service\n\
         gig.yml:8:7: warning inert-key: `placement` of `deploy` has no effect: an engine has no nodes to choose from\n\
         gig.yml:9:7: warning inert-key: `rollback_config` of `deploy` has no effect: gig puts the old instance back at \
         once, with nothing to set",
    );
}

#[test]
fn keys_that_deploy_does_not_have_are_errors() {
    check_keys(
        "deploy: {replica: 2}",
        "gig.yml:4:14: unknown-key: `deploy` has no key `replica` (did you mean `replicas`?)",
    );
}

#[test]
fn what_is_not_required_is_waited_for_all_the_same() {
    let two = "services:\n  web: {image: nginx, depends_on: {db: {condition: service_healthy, required: false}}}\n  \
               db: {image: postgres}\n";
    check(two, "project shop\nweb: nginx\n  needs db Healthy if possible\ndb: postgres\n");
    let linked = two.replace("depends_on", "links: [db], depends_on");
    check(&linked, "project shop\nweb: nginx\n  needs db Healthy\n  link shop_db as db\ndb: postgres\n");
    check(
        "services: {web: {image: nginx, depends_on: {bd: {condition: service_started, required: false}}}}",
        "gig.yml:1:45: unknown-service: service `web` needs `bd`, which is not a service of this file (containers of \
         other projects cannot be linked)",
    );
}

#[test]
fn who_follows_another_says_so() {
    let two = "services:\n  web: {image: nginx, depends_on: {db: {condition: service_healthy, restart: true}}}\n  \
               db: {image: postgres}\n";
    check(two, "project shop\nweb: nginx\n  needs db Healthy restarts\ndb: postgres\n");
}
