//! What is mounted.

use super::{World, check};

/// Checks the item of `volumes` of a service in the services layout.
#[track_caller]
fn check_volume(volume: &str, expected: &str) {
    let files = [("/srv/shop/conf/x", ""), ("/home/ann/x", ""), ("/etc/hosts", ""), ("/srv/shop/gig.yml", "")];
    let world = World { files: &files, ..World::default() };
    let text = format!("services:\n  web:\n    image: nginx\n    volumes:\n    - {volume}\nvolumes:\n  data:\n");
    world.check(&text, expected);
}

#[test]
fn short_forms() {
    let web = |mount: &str| format!("project shop\nweb: nginx\n  mount {mount}");
    check_volume("/cache", &web("/cache = anonymous"));
    check_volume("/etc/hosts:/h:ro", &web("/h = /etc/hosts ro"));
    check_volume("./conf/../conf/x:/x/", &web("/x = /srv/shop/conf/x"));
    check_volume(".:/x:rw,z", &web("/x = /srv/shop z"));
    check_volume("~/x:/x:rslave", &web("/x = /home/ann/x rslave"));
    let with_volume = |mount: &str| format!("project shop\nvolume data = shop_data\nweb: nginx\n  mount {mount}");
    check_volume("data:/x:nocopy", &with_volume("/x = volume shop_data nocopy"));
}

#[test]
fn long_forms() {
    let web = |mount: &str| format!("project shop\nweb: nginx\n  mount {mount}");
    check_volume("{type: bind, source: conf, target: /x}", &web("/x = /srv/shop/conf"));
    check_volume(
        "{type: bind, source: /etc/hosts, target: /x, read_only: true, bind: {create_host_path: false, propagation: shared, selinux: Z}}",
        &web("/x = /etc/hosts must exist shared Z ro"),
    );
    check_volume("{type: volume, target: /x}", &web("/x = anonymous"));
    check_volume("{type: tmpfs, target: /x, tmpfs: {size: 1k, mode: 0755}}", &web("/x = tmpfs size=1024 mode=755"));
    check_volume(
        "{type: volume, source: data, target: /x, volume: {nocopy: true}}",
        "project shop\nvolume data = shop_data\nweb: nginx\n  mount /x = volume shop_data nocopy",
    );
}

#[test]
fn a_missing_source_is_noted_where_it_will_be_made() {
    check_volume("./new:/x", "project shop\nweb: nginx\n  missing /srv/shop/new\n  mount /x = /srv/shop/new");
    check_volume(
        "{type: bind, source: ./new, target: /x, bind: {create_host_path: false}}",
        "project shop\nweb: nginx\n  mount /x = /srv/shop/new must exist",
    );
}

#[test]
fn wrong_ones_are_refused_where_they_stand() {
    check_volume(
        "':/x'",
        "gig.yml:5:7: invalid-volume: `:/x` is not a mount: a part before or after a `:` is empty; expected `source:target`",
    );
    check_volume("data:x", "gig.yml:5:7: invalid-volume: the target `x` is not an absolute path");
    check_volume("data:/a/../b", "gig.yml:5:7: invalid-volume: the target `/a/../b` is not an absolute path");
    check_volume(
        "~bob/x:/x",
        "gig.yml:5:7: invalid-path: `~bob/x` names another user's home folder, which is not supported",
    );
    check_volume("dta:/x", "gig.yml:5:7: undeclared: volume `dta` is not declared (did you mean `data`?)");
    check_volume(
        "cache:/x",
        "gig.yml:5:7: undeclared: volume `cache` is not declared (declare it under the top-level `volumes`, or write `./` before it if it is a folder)",
    );
    check_volume("{type: bind, target: /x}", "gig.yml:5:7: missing-key: `volumes` needs the key `source`");
    check_volume(
        "{type: npipe, source: x, target: /x}",
        "gig.yml:5:14: unsupported-value: the type `npipe` is not supported yet",
    );
    check_volume(
        "{type: mount, source: x, target: /x}",
        "gig.yml:5:14: unknown-value: `mount` is not a type of mount: it is `bind`, `volume` or `tmpfs`",
    );
    check_volume(
        "{type: volume, target: /x, volume: {subpath: y}}",
        "gig.yml:5:43: unsupported-key: `subpath` of `volume` is not supported yet (mount the whole volume, or declare one for the part)",
    );
    check_volume(
        "{type: volume, target: /x, volume: {no_copy: y}}",
        "gig.yml:5:43: unknown-key: `volume` has no key `no_copy` (did you mean `nocopy`?)",
    );
    check_volume(
        "{type: tmpfs, target: /x, tmpfs: {mode: 99}}",
        "gig.yml:5:47: invalid-mode: `99` is not a mode: it is octal, such as `1777`",
    );
    check_volume(
        "{type: tmpfs, target: /x, source: y}",
        "gig.yml:5:41: invalid-volume: a mount of type `tmpfs` has no source",
    );
}

#[test]
fn memory_is_mounted_with_its_options() {
    check(
        "
        services:
          web:
            image: nginx
            tmpfs: [/run, '/tmp:size=1m,mode=1777,uid=7,noexec,ro']
          api: {image: nginx, tmpfs: /x}
        ",
        "
        project shop
        web: nginx
          mount /run = tmpfs
          mount /tmp = tmpfs size=1048576 mode=1777 noexec= uid=7 ro
        api: nginx
          mount /x = tmpfs
        ",
    );
}

#[test]
fn one_target_is_mounted_once() {
    check(
        "
        services:
          web:
            image: nginx
            volumes: ['/x/', {type: tmpfs, target: //x}]
            tmpfs: /x
        ",
        "
        gig.yml:4:22: duplicate-target: two mounts have the target `/x` [gig.yml:4:15: the other is here]
        gig.yml:5:12: duplicate-target: two mounts have the target `/x` [gig.yml:4:15: the other is here]
        ",
    );
}
