//! Links and dependencies, and the order that follows from them.

use super::{World, check, unindented};

#[test]
fn links_name_and_need() {
    check(
        "
        web: {image: nginx, links: [db, 'db:store', api], depends_on: {db: {condition: service_healthy}}}
        api: {image: nginx, depends_on: [db, db]}
        db: {image: nginx}
        ",
        "
        project shop
        web: nginx
          needs db Healthy
          needs api Started
          link shop_db as db
          link shop_db as store
          link shop_api as api
          restart always
        api: nginx
          needs db Started
          restart always
        db: nginx
          restart always
        ",
    );
}

#[test]
fn dependencies_have_conditions() {
    check(
        "
        services:
          web:
            image: nginx
            depends_on:
              a: {condition: service_started, required: true, restart: false}
              b: {condition: service_completed_successfully}
          a: {image: nginx}
          b: {image: nginx}
        ",
        "
        project shop
        web: nginx
          needs a Started
          needs b Completed
        a: nginx
        b: nginx
        ",
    );
}

#[test]
fn what_is_needed_must_be_there() {
    check(
        "
        services:
          web: {image: nginx, links: [bd, 'db:', 'a:b:c', web], depends_on: [nowhere-at-all]}
          db: {image: nginx, depends_on: {web: , wbe: {condition: service_started}}}
          api: {image: nginx, depends_on: {db: {condition: healthy}}, links: ['db:x', 'two:x']}
          two: {image: nginx, depends_on: {db: {condition: service_started, restart: true}}}
          six: {image: nginx, depends_on: {db: {condition: service_started, required: false}}}
        ",
        "
        gig.yml:2:31: unknown-service: service `web` needs `bd`, which is not a service of this file (did you mean `db`?)
        gig.yml:2:35: invalid-link: `db:` is not a link: it is `service` or `service:alias`
        gig.yml:2:42: invalid-link: `a:b:c` is not a link: it is `service` or `service:alias`
        gig.yml:2:51: self-dependency: service `web` depends on itself
        gig.yml:2:70: unknown-service: service `web` needs `nowhere-at-all`, which is not a service of this file (containers of other projects cannot be linked)
        gig.yml:3:40: wrong-type: `web` wants a map, found nothing
        gig.yml:3:42: unknown-service: service `db` needs `wbe`, which is not a service of this file (did you mean `web`?)
        gig.yml:4:52: unknown-value: `healthy` is not a condition: it is `service_started`, `service_healthy` or `service_completed_successfully`
        gig.yml:4:79: duplicate-alias: two links have the alias `x`: to `shop_db` and to `shop_two`
        ",
    );
}

#[test]
fn a_service_that_a_variable_names_must_have_a_name() {
    check(
        "services: {web: {image: nginx, depends_on: [$DB]}}",
        "gig.yml:1:45: unset-variable: variable `DB` is not set, and another service would be needed (set `DB`, or give it a default: `${DB:-..}`)",
    );
}

#[test]
fn a_cycle_is_written_out_with_its_places() {
    check(
        "
        a: {image: nginx, links: [c]}
        b: {image: nginx, depends_on: [a]}
        c: {image: nginx, links: [x, b]}
        x: {image: nginx}
        y: {image: nginx, links: [a]}
        p: {image: nginx, links: [q]}
        q: {image: nginx, links: [p]}
        ",
        "
        gig.yml:1:27: cycle: services wait for each other: `a -> c -> b -> a` [gig.yml:3:30: `c` needs `b`] [gig.yml:2:32: `b` needs `a`]
        gig.yml:6:27: cycle: services wait for each other: `p -> q -> p` [gig.yml:7:27: `q` needs `p`]
        ",
    );
}

#[test]
fn each_comes_after_what_it_needs_and_otherwise_where_the_file_has_it() {
    let text = "
        web: {image: nginx, links: [api]}
        log: {image: nginx}
        api: {image: nginx, links: [db, log]}
        db: {image: nginx}
        top: {image: nginx}
        ";
    let resolved = World::default().resolve(&unindented(text)).unwrap();
    let names: Vec<&str> = resolved.platform.in_order().iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["log", "db", "api", "web", "top"]);
}
