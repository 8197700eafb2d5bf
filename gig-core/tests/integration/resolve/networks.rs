//! Networks, and how a service is on them.

use super::check;

#[test]
fn a_network_says_where_its_addresses_come_from() {
    check(
        "
        services:
          web: {image: nginx, networks: [back, theirs]}
        networks:
          back:
            driver: bridge
            driver_opts: {com.docker.network.bridge.name: br-shop, n: 1}
            labels: [team=blue]
            attachable: true
            enable_ipv4: true
            enable_ipv6: false
            ipam:
              driver: default
              options: {a: b}
              config:
                - {subnet: 10.1.0.0/16, ip_range: 10.1.5.0/24, gateway: 10.1.0.1, aux_addresses: {printer: 10.1.0.9}}
                - subnet: 2001:db8::/64
          theirs: {external: true, name: edge}
        ",
        r#"
        project shop
        network back = shop_back bridge
          option com.docker.network.bridge.name=br-shop
          option n=1
          label team=blue
          attachable true
          ipv4 true
          ipv6 false
          ipam default {"a": "b"}
          pool 10.1.0.0/16 10.1.5.0/24 10.1.0.1 {"printer": "10.1.0.9"}
          pool 2001:db8::/64 - - {}
        network theirs = edge external
        web: nginx
          on shop_back
          on edge
        "#,
    );
}

#[test]
fn a_service_says_how_it_stands_on_a_network() {
    check(
        "
        services:
          web:
            image: nginx
            mac_address: 02:42:ac:11:65:44
            networks:
              front: {interface_name: eth7, gw_priority: 1}
              back:
                aliases: [b, a]
                ipv4_address: 10.1.0.5
                ipv6_address: 2001:db8:0::5
                link_local_ips: [169.254.1.1]
                mac_address: 02:42:ac:11:65:43
                driver_opts: {a: b}
                priority: 10
        networks: {front: , back: }
        ",
        "
        project shop
        network front = shop_front
        network back = shop_back
        web: nginx
          networks.0.ipv4_address 10.1.0.5
          networks.0.ipv6_address 2001:db8::5
          networks.0.link_local_ips.0 169.254.1.1
          networks.0.mac_address 02:42:ac:11:65:43
          networks.0.driver_opts.a b
          networks.0.priority 10
          networks.1.gw_priority 1
          networks.1.interface_name eth7
          mac_address 02:42:ac:11:65:44
          on shop_back a b
          on shop_front
        ",
    );
}

#[test]
fn an_address_is_one() {
    check(
        "
        services:
          web: {image: nginx, networks: {default: {ipv4_address: 10.1.0.0/16}}}
          api: {image: nginx, networks: {default: {ipv6_address: 10.1.0.1}}}
          job: {image: nginx, networks: {default: {ipv4_address: ''}}}
        ",
        "
        gig.yml:2:58: invalid-address: `10.1.0.0/16` is not an IPv4 address
        gig.yml:3:58: invalid-address: `10.1.0.1` is not an IPv6 address
        ",
    );
}
