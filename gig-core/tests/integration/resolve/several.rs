//! Files that are merged, extended and included.

use super::World;

/// Checks what texts mean that are merged, one after the other.
#[track_caller]
fn merged(texts: &[&str], expected: &str) {
    World::default().check_all(texts, expected);
}

const ONE: &str = "services: {web: {image: nginx, environment: {A: 1, B: 2}, command: [a, b], ports: ['80:80']}}";

#[test]
fn maps_merge_lists_add_up_and_commands_are_replaced() {
    merged(
        &[ONE, "services: {web: {environment: [B=3, C=4], command: [c], ports: ['80:80', '81:81']}, db: {image: pg}}"],
        r#"
            project shop
            web: nginx
              command ["c"]
              env A="1"
              env B="3"
              env C="4"
              port 80 -> 80 Tcp
              port 81 -> 81 Tcp
            db: pg
        "#,
    );
}

#[test]
fn a_later_file_takes_out_and_takes_over() {
    merged(
        &[ONE, "services: {web: {environment: !reset {}, ports: !override ['90:90'], command: !reset null}}"],
        "
        project shop
        web: nginx
          port 90 -> 90 Tcp
    ",
    );
}

#[test]
fn what_cannot_be_merged_names_both_places() {
    merged(&[ONE, "services: {web: {ports: {a: b}}}"], "
        2.yml:1:25: cannot-merge: `services.web.ports` cannot be merged: it is a map here and a list before [gig.yml:1:83: it is merged into this] (write both in one form, or replace the first with `!override`)
    ");
}

#[test]
fn a_file_without_services_has_no_layout_of_its_own() {
    let networks = "networks: {default: {name: lan}}";
    for texts in [[ONE, networks], [networks, ONE]] {
        merged(
            &texts,
            r#"
        project shop
        network default = lan
        web: nginx
          command ["a", "b"]
          env A="1"
          env B="2"
          port 80 -> 80 Tcp
          on lan
    "#,
        );
    }
    merged(
        &["web: {image: nginx}", networks],
        "
        project shop
        network default = lan
        web: nginx
          restart always
          on lan
    ",
    );
    merged(&["web: {image: nginx}", ONE], "
        2.yml:1:1: cannot-merge: this file has another layout than the first: services stand under `services` in one of them
    ");
}

#[test]
fn variables_in_keys_of_lists_are_known_when_they_are_merged() {
    let world = World { variables: &[("KEY", "A"), ("DB", "db"), ("DOLLAR", "$x")], ..World::default() };
    world.check_all(
        &[
            "services: {web: {image: nginx, environment: {A: old}, labels: {A: old}, depends_on: [db]}, db: {image: pg}}",
            "services: {web: {environment: ['${KEY}=new ${DOLLAR}', 'B=$KEY'], labels: ['$KEY.b=c'], depends_on: ['$DB']}}",
        ],
        r#"
            project shop
            web: nginx
              needs db Started
              env A="new $x"
              env B="A"
              label A="old"
              label A.b="c"
            db: pg
        "#,
    );
}

#[test]
fn a_variable_that_is_not_set_is_told_of_also_in_keys_that_are_merged() {
    let texts = ["services: {web: {image: nginx, labels: [a=b]}}", "services: {web: {labels: ['x.$NAME=c']}}"];
    merged(
        &texts,
        r#"
        project shop
        web: nginx
          label a="b"
          label x.="c"
        2.yml:1:27: warning unset-variable: variable `NAME` is not set; the empty string is used
    "#,
    );
    World { strict: true, ..World::default() }.check_all(
        &texts,
        "
        2.yml:1:27: unset-variable: variable `NAME` is not set and has no default
    ",
    );
}

#[test]
fn a_service_extends_another_of_the_file_or_of_another_file() {
    let files = &[("/srv/shop/base/common.yml", "services: {base: {image: nginx, volumes: ['./data:/data']}}")];
    World { files, ..World::default() }.check(
        "
        services:
          web: {extends: {file: base/common.yml, service: base}, environment: {A: 1}}
          api: {extends: web, environment: ['${K:-K}=v']}
        ",
        r#"
            project shop
            web: nginx
              missing /srv/shop/base/data
              env A="1"
              mount /data = /srv/shop/base/data
            api: nginx
              missing /srv/shop/base/data
              env A="1"
              env K="v"
              mount /data = /srv/shop/base/data
        "#,
    );
}

#[test]
fn services_cannot_extend_what_is_not_there_or_themselves() {
    merged(
        &["services: {a: {extends: b}, b: {extends: a}, c: {extends: d}, d: {extends: {file: x.yml, service: y}}}"],
        "
            gig.yml:1:25: extends-cycle: the service `b` extends itself [gig.yml:1:42: `a` is extended here] (put what both share into a service of its own)
            gig.yml:1:42: extends-cycle: the service `a` extends itself [gig.yml:1:25: `b` is extended here] (put what both share into a service of its own)
            gig.yml:1:46: missing-image: service `c` has no image (give it an `image`; gig does not build images)
            gig.yml:1:76: missing-file: failed to read `x.yml`, which is extended here: it does not exist
        ",
    );
}

#[test]
fn an_included_file_is_a_document_of_its_own() {
    let files = &[
        ("/srv/shop/db/compose.yml", "services: {db: {image: 'pg:${TAG}', volumes: ['./data:/data']}}"),
        ("/srv/shop/db/.env", "TAG=17"),
    ];
    let world = World { files, ..World::default() };
    world.check(
        "{include: [db/compose.yml], services: {web: {image: nginx, depends_on: [db]}}}",
        "
        project shop
        web: nginx
          needs db Started
        db: pg:17
          missing /srv/shop/db/data
          mount /data = /srv/shop/db/data
    ",
    );
    world.check(
        "include: [db/compose.yml]",
        "
        project shop
        db: pg:17
          missing /srv/shop/db/data
          mount /data = /srv/shop/db/data
    ",
    );
}

#[test]
fn what_cannot_be_included_is_named() {
    let files =
        &[("/srv/shop/web.yml", "services: {web: {image: httpd}}"), ("/srv/shop/round.yml", "include: [round.yml]")];
    let world = World { files, ..World::default() };
    world.check("{include: [web.yml], services: {web: {image: nginx}}}", "
        web.yml:1:12: invalid-include: `web` of an included file is described elsewhere too [gig.yml:1:33: it is described here] (leave one out; to change what is included, merge both with `path: [one, other]`)
    ");
    world.check("{include: [round.yml, none.yml, {}], services: {web: {image: nginx}}}", "
        gig.yml:1:23: missing-file: failed to read `none.yml`, which is included here: it does not exist
        gig.yml:1:33: invalid-include: this item of `include` names no file (write the path of a file, or a map with `path`)
        round.yml:1:11: invalid-include: the file `round.yml` includes itself
    ");
}
