//! Services that are only there for who asks for them.

use super::{World, check};

#[test]
fn a_service_of_profiles_is_left_out_where_none_is_enabled() {
    check(
        "
        services:
          web: {image: nginx, depends_on: {debug: {condition: service_started, required: false}}}
          debug: {image: debug, profiles: [debug, dev]}
        ",
        "
        project shop
        web: nginx
        ",
    );
}

#[test]
fn who_needs_what_is_left_out_is_told() {
    check(
        "
        services:
          web: {image: nginx, depends_on: [debug]}
          debug: {image: debug, profiles: [dev]}
        ",
        "
        gig.yml:2:36: unknown-service: service `web` needs `debug`, which is left out (it belongs to a profile: enable that with `--profile dev`)
        ",
    );
}

#[test]
fn who_names_a_service_asks_for_its_profiles() {
    let text = "
        services:
          web: {image: nginx}
          debug: {image: debug, profiles: [dev], depends_on: [tools]}
          tools: {image: tools, profiles: [dev]}
          load: {image: load, profiles: [test]}
        ";
    for named in ["debug", "shop_debug"] {
        let world = World { named: &[named], ..World::default() };
        world.check(
            text,
            "
            project shop
            web: nginx
            debug: debug
              needs tools Started
            tools: tools
            ",
        );
    }
}
