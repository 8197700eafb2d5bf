//! What a service may do and take on its host.

use super::{World, check};

#[track_caller]
fn check_key(key: &str, expected: &str) {
    let expected: String = expected.lines().map(|line| format!("  {}\n", line.trim())).collect();
    let text = format!("services:\n  web:\n    image: nginx\n    {key}\n");
    check(&text, &format!("project shop\nweb: nginx\n{expected}"));
}

#[track_caller]
fn refuse(key: &str, expected: &str) {
    check(&format!("services:\n  web:\n    image: nginx\n    {key}\n"), &format!("gig.yml:4:{expected}"));
}

#[test]
fn names_are_looked_up_where_it_says() {
    check_key("dns: 10.0.0.1", "dns.servers.0 10.0.0.1");
    check_key("dns: [10.0.0.2, 10.0.0.1]", "dns.servers.0 10.0.0.2\ndns.servers.1 10.0.0.1");
    check_key("dns: ['', 10.0.0.1, '${UNSET:-}']", "dns.servers.0 10.0.0.1");
    check_key("dns: [10.0.0.2, 10.0.0.1, 10.0.0.2]", "dns.servers.0 10.0.0.2\ndns.servers.1 10.0.0.1");
    check_key("dns_search: ['']", "dns.search.0 ");
    check_key("dns_search: [b, a]", "dns.search.0 b\ndns.search.1 a");
    check_key("dns_opt: [use-vc]", "dns.options.0 use-vc");
    check_key("domainname: shop.example", "domainname shop.example");
}

#[test]
fn devices_are_mapped_ruled_or_requested() {
    check_key(
        "devices: [/dev/a, '/dev/b:/dev/c:r', {source: /dev/d, target: /dev/e, permissions: rw}]",
        "devices.0 /dev/a
         devices.0.target /dev/a
         devices.0.permissions rwm
         devices.1 /dev/b
         devices.1.target /dev/c
         devices.1.permissions r
         devices.2 /dev/d
         devices.2.target /dev/e
         devices.2.permissions rw",
    );
    check_key("device_cgroup_rules: ['c 1:3 mr']", "device_cgroup_rules.0 c 1:3 mr");
    let every = "device_requests.0 set\ndevice_requests.0.count -1\ndevice_requests.0.capabilities.0 gpu";
    check_key("gpus: all", every);
    check_key("gpus: [{count: all}]", every);
    check_key(
        "gpus: [{driver: nvidia, device_ids: ['0'], capabilities: [utility], options: {a: b}}]",
        "device_requests.0 set
         device_requests.0.driver nvidia
         device_requests.0.ids.0 0
         device_requests.0.capabilities.0 utility
         device_requests.0.options.a b",
    );
    refuse(
        "devices: [a:b:c:d]",
        "15: invalid-device: `a:b:c:d` is not a device: it is `source`, `source:target` or `source:target:rwm`",
    );
    refuse("gpus: 2", "11: unknown-value: `gpus` is `all` or a list, found `2`");
}

#[test]
fn namespaces_are_shared_by_words_that_the_engine_knows() {
    check_key("ipc: host", "ipc host");
    check_key("ipc: shareable", "ipc shareable");
    check_key("pid: host", "pid host");
    check_key("uts: host", "uts host");
    check_key("userns_mode: host", "userns host");
    check_key("cgroup: private", "cgroup private");
    refuse("pid: guest", "10: unknown-value: `pid` is `host`, found `guest`");
}

#[test]
fn limits_are_numbers_and_sizes() {
    check_key("mem_reservation: 20m", "mem_reservation 20971520");
    check_key("memswap_limit: 1g", "memswap 1073741824");
    check_key("memswap_limit: -1", "memswap -1");
    check_key("mem_swappiness: 20", "mem_swappiness 20");
    check_key("oom_kill_disable: true", "oom_kill_disable true");
    check_key("oom_score_adj: -10", "oom_score_adj -10");
    check_key("cpu_shares: '73'", "cpu_shares 73");
    check_key("cpuset: 0,1", "cpuset 0,1");
    check_key("pids_limit: -1", "pids -1");
    check_key("cgroup_parent: m", "cgroup_parent m");
    check_key("sysctls: {net.core.somaxconn: 1024}", "sysctls.net.core.somaxconn 1024");
    check_key("sysctls: ['net.core.somaxconn=1024']", "sysctls.net.core.somaxconn 1024");
    check_key("storage_opt: {size: 1G}", "storage_opt.size 1G");
    check_key(
        "blkio_config: {weight: 300, weight_device: [{path: /dev/a, weight: 400}], device_read_bps: [{path: /dev/a, rate: 1k}]}",
        "blkio.weight 300\nblkio.weight_device./dev/a 400\nblkio.read_bps./dev/a 1024",
    );
    refuse("mem_swappiness: 101", "21: invalid-amount: `mem_swappiness` is from 0 to 100, found 101");
    refuse("cpu_shares: half", "17: wrong-type: `cpu_shares` wants a whole number, found `half`");
}

#[test]
fn a_seccomp_profile_is_read_where_it_is_a_file() {
    let files = [("/srv/shop/strict.json", "{}")];
    let text = "
        services:
          web: {image: nginx, security_opt: ['no-new-privileges:true', 'seccomp:unconfined', 'seccomp:./strict.json']}
          job: {image: job, security_opt: ['seccomp=nowhere.json']}
        ";
    World { files: &files, ..World::default() }.check(
        text,
        "gig.yml:3:36: unreadable-content: the seccomp profile `nowhere.json` cannot be read: it does not exist",
    );
    World { files: &[files[0], ("/srv/shop/nowhere.json", "[]")], ..World::default() }.check(
        text,
        "
        project shop
        web: nginx
          security_opt.0 no-new-privileges:true
          security_opt.1 seccomp:unconfined
          security_opt.2 seccomp={}
        job: job
          security_opt.0 seccomp=[]
        ",
    );
}

#[test]
fn labels_may_stand_in_a_file_over_which_the_document_wins() {
    let files = [("/srv/shop/web.labels", "team=red\nfloor=2\n")];
    World { files: &files, ..World::default() }.check(
        "
        services:
          web: {image: nginx, label_file: web.labels, labels: {team: blue}}
        ",
        r#"
        project shop
        web: nginx
          label floor="2"
          label team="blue"
        "#,
    );
}

#[test]
fn a_label_file_that_is_not_there_is_called_one() {
    World::default().check(
        "services: {web: {image: nginx, label_file: web.labels}}",
        "gig.yml:1:44: unreadable-env-file: label file `web.labels` cannot be read: it does not exist",
    );
}

#[test]
fn the_first_compose_wrote_logging_in_two_keys() {
    World::default().check(
        "web: {image: nginx, log_driver: syslog, log_opt: {tag: web}}",
        r#"
        project shop
        web: nginx
          restart always
          logging syslog
          option tag="web"
        "#,
    );
    refuse("net: host", "5: unknown-key: `net` is a key of the fig layout (write `network_mode`)");
}

#[test]
fn an_image_is_for_the_platform_that_is_named() {
    check_key("platform: linux/arm64/v8", "platform linux/arm64/v8");
    let hint = "it is written as `linux/amd64` or `linux/arm64/v8`";
    refuse(
        "platform: linux//amd64",
        &format!("15: invalid-platform: `linux//amd64` is not the platform of an image: {hint}"),
    );
}
