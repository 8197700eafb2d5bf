//! Variables in values.

use super::{World, check};

#[test]
fn variables_are_put_in_before_a_value_gets_its_type() {
    let variables = [("TAG", "1.10"), ("PORT", "8080"), ("ON", "true"), ("NAME", "Mall"), ("OPEN", "${TAG}")];
    World { variables: &variables, ..World::default() }.check(
        "
        name: shop${TAG+2}
        services:
          web:
            image: nginx:${TAG}
            ports: ['$PORT:80']
            tty: ${ON}
            environment: {A: '${OPEN}', B: $$TAG, '${NAME}': x}
            labels: ['${NAME}=1']
        ",
        "
        project shop2
        web: nginx:1.10
          env ${NAME}=\"x\"
          env A=\"${TAG}\"
          env B=\"$TAG\"
          label Mall=\"1\"
          port 8080 -> 80 Tcp
          tty on
        ",
    );
}

#[test]
fn an_unset_variable_is_warned_of_once_for_each_place() {
    check(
        "
        services:
          web: {image: nginx, user: $X$X, command: '$X ${Y-ok} ${Z+$W}'}
        ",
        "
        project shop
        web: nginx
          command [\"ok\"]
        gig.yml:2:29: warning unset-variable: variable `X` is not set; the empty string is used
        gig.yml:2:44: warning unset-variable: variable `X` is not set; the empty string is used
        ",
    );
}

#[test]
fn a_value_that_is_not_used_is_not_looked_at() {
    check(
        "
        services:
          web: {image: nginx, environment: [A=1]}
        networks:
          unused: {name: x}
        x-other: $UNSET
        ",
        "
        project shop
        web: nginx
          env A=\"1\"
        ",
    );
}

#[test]
fn strictly_an_unset_variable_is_an_error() {
    World { strict: true, ..World::default() }.check(
        "services: {web: {image: nginx, user: $X, command: '${Y-}'}}",
        "gig.yml:1:38: unset-variable: variable `X` is not set and has no default",
    );
}

#[test]
fn where_emptiness_is_dangerous_an_unset_variable_is_an_error() {
    let world = World { variables: &[("SET", "")], ..World::default() };
    world.check(
        "
        services:
          a: {image: '${IMAGE}'}
          b: {image: 'shop:${TAG}'}
          c: {image: '$SET'}
          d: {image: nginx, volumes: ['${DATA}:/x', '$ROOT/y:/y', './z:/$Z']}
          e: {image: nginx, volumes: [{type: bind, source: $DATA, target: /x}]}
        networks: {lan: {name: 'lan$SUFFIX'}}
        ",
        "
        gig.yml:2:14: invalid-image: the image is empty (variable `IMAGE` is not set)
        gig.yml:3:14: invalid-image: `shop:` is not an image reference: a tag is made of up to 128 letters, digits, `_`, `.` and `-`, and begins with none of the last two (variable `TAG` is not set)
        gig.yml:4:14: invalid-image: the image is empty
        gig.yml:5:31: unset-variable: variable `DATA` is not set, and another folder would be mounted (set `DATA`, or give it a default: `${DATA:-..}`)
        gig.yml:5:45: unset-variable: variable `ROOT` is not set, and another folder would be mounted (set `ROOT`, or give it a default: `${ROOT:-..}`)
        gig.yml:5:59: unset-variable: variable `Z` is not set, and another folder would be mounted (set `Z`, or give it a default: `${Z:-..}`)
        gig.yml:6:52: unset-variable: variable `DATA` is not set, and another folder would be mounted (set `DATA`, or give it a default: `${DATA:-..}`)
        gig.yml:7:24: unset-variable: variable `SUFFIX` is not set, and something else would be used (set `SUFFIX`, or give it a default: `${SUFFIX:-..}`)
        ",
    );
}

#[test]
fn an_unset_variable_never_opens_a_port_to_everybody() {
    check(
        "
        services:
          a: {image: nginx, ports: ['$ADMIN_IP:80:80']}
          b: {image: nginx, ports: ['${ADMIN_IP:-$IP}::81']}
          c: {image: nginx, ports: [{target: 82, published: 82, host_ip: $ADMIN_IP}]}
          d: {image: nginx, ports: ['${ADMIN_IP:-127.0.0.1}:83:83']}
        ",
        "
        gig.yml:2:29: unset-variable: variable `ADMIN_IP` is not set, and the port would be open to every address (set `ADMIN_IP`, or give it a default: `${ADMIN_IP:-..}`)
        gig.yml:3:29: unset-variable: variable `IP` is not set, and the port would be open to every address (set `IP`, or give it a default: `${IP:-..}`)
        gig.yml:4:66: unset-variable: variable `ADMIN_IP` is not set, and the port would be open to every address (set `ADMIN_IP`, or give it a default: `${ADMIN_IP:-..}`)
        ",
    );
}

#[test]
fn an_address_that_is_left_empty_on_purpose_is_every_address() {
    let world = World { variables: &[("SET", "")], ..World::default() };
    world.check(
        "
        services:
          a: {image: nginx, ports: ['${ADMIN_IP:-}:80:80', ':81:81', '${SET}:82:82', '${ADMIN_IP:-}:$PORT:83']}
        ",
        "
        project shop
        a: nginx
          port 80 -> 80 Tcp
          port 81 -> 81 Tcp
          port 82 -> 82 Tcp
          port any -> 83 Tcp
        gig.yml:2:78: warning unset-variable: variable `PORT` is not set; the empty string is used
        ",
    );
}

#[test]
fn a_wrong_reference_is_marked_itself() {
    check(
        "
        services:
          web:
            image: nginx
            user: \"ann:${1}\"
            hostname: ${HOST:?say which}
        ",
        "
        gig.yml:4:16: invalid-variable: `${` wants the name of a variable; for the text `${` write `$${`
        gig.yml:5:15: invalid-variable: required variable HOST is missing a value: say which
        ",
    );
}
