//! What a service takes from other containers.

use super::check;

#[test]
fn volumes_are_taken_from_services_and_containers() {
    check(
        "
        services:
          db: {image: db, container_name: the-db}
          web:
            image: nginx
            network_mode: none
            ipc: container:one
            pid: container:other
            volumes_from: [db:ro, container:data]
            external_links: ['old:legacy']
        ",
        "
        project shop
        db: db
          name the-db
        web: nginx
          needs db Started
          link old as legacy
          volumes_from.0 the-db
          volumes_from.0.read_only true
          volumes_from.0.mounts 81fe6aeb16d5df8fb786aea6263d59e76622be18a339455f10169c385fc95bfc
          volumes_from.1 data
          network_mode none
          ipc container:one
          pid container:other
        ",
    );
}

#[test]
fn the_first_compose_named_containers_and_services_alike() {
    check(
        "
        db: {image: db}
        web: {image: nginx, net: 'container:elsewhere', volumes_from: [elsewhere, db]}
        job: {image: job, net: host}
        ",
        "
        project shop
        db: db
          restart always
        web: nginx
          needs db Started
          restart always
          volumes_from.0 elsewhere
          volumes_from.1 shop_db
          volumes_from.1.mounts 81fe6aeb16d5df8fb786aea6263d59e76622be18a339455f10169c385fc95bfc
          network_mode container:elsewhere
        job: job
          restart always
          network_mode host
        ",
    );
}

#[test]
fn what_cannot_be_is_refused() {
    check(
        "
        services:
          a: {image: a, network_mode: host, networks: [default]}
          b: {image: b, volumes_from: ['a:rx', nobody]}
          c: {image: c, network_mode: 'service:a', ports: [80]}
          d: {image: d, pid: 'service:e'}
          e: {image: e, scale: 0}
        ",
        "
        gig.yml:2:31: conflicting-values: a service has `network_mode` or `networks`, not both (leave one of them out)
        gig.yml:3:32: unknown-value: `rx` is no mode of `volumes_from`: it is `ro` or `rw`
        gig.yml:3:40: unknown-service: service `b` needs `nobody`, which is not a service of this file (containers of other projects cannot be linked)
        gig.yml:4:52: conflicting-values: service `c` has `ports`, and no network of its own: it is on that of `service:a` (say it there)
        gig.yml:5:22: conflicting-values: service `e` is to have no instance, and another lives in its namespaces [gig.yml:6:24: none is asked for here]
        ",
    );
}

#[test]
fn who_lives_in_the_namespaces_of_a_service_follows_it() {
    check(
        "
        services:
          vpn: {image: vpn, container_name: tunnel}
          web: {image: nginx, network_mode: 'service:vpn', depends_on: {vpn: {condition: service_healthy}}}
          spy: {image: spy, pid: 'service:web', ipc: 'container:elsewhere'}
        ",
        "
        project shop
        vpn: vpn
          name tunnel
        web: nginx
          needs vpn Healthy restarts shares
          network_mode container:tunnel
        spy: spy
          needs web Started restarts shares
          ipc container:elsewhere
          pid container:shop_web
        ",
    );
}
