//! The two layouts, and the networks and volumes that are declared beside the services.

use super::{World, check};

#[test]
fn the_fig_layout_means_what_fig_meant() {
    let files = [("/srv/shop/data/x", ""), ("/srv/shop/foo/bar/x", "")];
    World { files: &files, ..World::default() }.check(
        "
        web:
          image: nginx
          volumes: ['data:/a', 'foo/bar:/b']
        once: {image: nginx, restart: no}
        ",
        "
        project shop
        web: nginx
          restart always
          mount /a = /srv/shop/data
          mount /b = /srv/shop/foo/bar
        once: nginx
        ",
    );
}

#[test]
fn the_services_layout_means_what_compose_means() {
    check(
        "
        services:
          web:
            image: nginx
            volumes: ['foo/bar:/b', 'data:/a']
        ",
        "
        gig.yml:4:15: undeclared: volume `foo/bar` is not declared (declare it under the top-level `volumes`, or write `./` before it if it is a folder)
        gig.yml:4:29: undeclared: volume `data` is not declared (declare it under the top-level `volumes`, or write `./` before it if it is a folder)
        ",
    );
}

#[test]
fn only_networks_that_are_used_are_part_of_the_platform_and_the_default_one_comes_first() {
    check(
        "
        services:
          web: {image: nginx, networks: [front, default]}
          api: {image: nginx, networks: {back: {aliases: [b, a, b]}, front: }}
        networks:
          front: {driver: bridge, internal: true}
          back: {name: spine}
          unused:
        ",
        "
        project shop
        network default = shop_default
        network front = shop_front bridge internal
        network back = spine
        web: nginx
          on shop_front
          on shop_default
        api: nginx
          on spine a b
          on shop_front
        ",
    );
}

#[test]
fn what_is_external_keeps_its_name() {
    check(
        "
        services:
          web: {image: nginx, networks: [a, b], volumes: ['one:/c', 'two:/d', 'six:/e']}
        networks:
          a: {external: true}
          b: {external: {name: other}}
        volumes:
          one: {external: true, name: mine}
          two: {external: false}
          six: {driver: local, driver_opts: {type: nfs, o: 7}}
        ",
        "
        project shop
        network a = a external
        network b = other external
        volume one = mine external
        volume two = shop_two
        volume six = shop_six local o=7 type=nfs
        web: nginx
          mount /c = volume mine
          mount /d = volume shop_two
          mount /e = volume shop_six
          on a
          on other
        ",
    );
}

#[test]
fn the_default_network_may_be_described() {
    check(
        "
        services: {web: {image: nginx}}
        networks: {default: {name: lan, external: true}}
        ",
        "
        project shop
        network default = lan external
        web: nginx
          on lan
        ",
    );
}

#[test]
fn wrong_declarations_are_refused_where_they_stand_and_their_use_is_not_besides() {
    check(
        "
        services:
          web: {image: nginx, networks: [a, b, nowhere, front], volumes: ['data:/c']}
        networks:
          a: {scope: swarm}
          'b c': {}
          b: [x]
          frnt:
        volumes:
          data: {drivr: x}
        ",
        "
        gig.yml:2:40: undeclared: network `nowhere` is not declared (declare it under the top-level `networks`)
        gig.yml:2:49: undeclared: network `front` is not declared (did you mean `frnt`?)
        gig.yml:4:7: unknown-key: `a` has no key `scope` (it has `attachable`, `driver`, `driver_opts`, `enable_ipv4`, `enable_ipv6`, `external`, `internal`, `ipam`, `labels`, `name`)
        gig.yml:5:3: invalid-name: `b c` is not a network name: it holds letters, digits, `.`, `_` and `-`, and starts with a letter or digit
        gig.yml:6:6: wrong-type: `b` wants a map, found a list
        gig.yml:9:10: unknown-key: `data` has no key `drivr` (did you mean `driver`?)
        ",
    );
}
