//! Environments.

use super::World;

const FILE: &str = "
    services: {web: {image: nginx, user: $X, volumes: ['./new:/x']}}
    environments: {production: {protected: true}, test: }
    ";

#[track_caller]
fn check(environment: &str, expected: &str) {
    World { environment: Some(environment), ..World::default() }.check(FILE, expected);
}

#[test]
fn a_protected_environment_takes_no_chances() {
    check(
        "production",
        "
        gig.yml:1:38: unset-variable: variable `X` is not set and has no default
        gig.yml:1:52: missing-source: `/srv/shop/new` does not exist, and a protected environment makes no folders
        ",
    );
}

#[test]
fn others_do_and_the_default_one_needs_no_declaration() {
    for environment in ["test", "default"] {
        check(
            environment,
            "
            project shop
            web: nginx
              missing /srv/shop/new
              mount /x = /srv/shop/new
            gig.yml:1:38: warning unset-variable: variable `X` is not set; the empty string is used
            ",
        );
    }
}

#[test]
fn an_environment_must_be_declared_where_any_is() {
    let world = |environment| World { environment: Some(environment), ..World::default() };
    world("prod").check(
        "{services: {web: {image: nginx}}, environments: {production: , test: {}}}",
        "nowhere: undeclared: environment `prod` is not declared (the file declares `production`, `test`)",
    );
    world("prodction").check(
        "{services: {web: {image: nginx}}, environments: {production: , test: {}}}",
        "nowhere: undeclared: environment `prodction` is not declared (did you mean `production`?)",
    );
    world("prod").check("services: {web: {image: nginx}}", "project shop\nweb: nginx");
}

#[test]
fn declarations_are_checked_whichever_environment_is_meant() {
    World::default().check(
        "
        services: {web: {image: nginx}}
        environments: {a: {protect: true}, 'b c': , d: {protected: perhaps}}
        ",
        "
        gig.yml:2:20: unknown-key: `a` has no key `protect` (did you mean `protected`?)
        gig.yml:2:36: invalid-name: `b c` is not a environment name: it holds letters, digits, `.`, `_` and `-`, and starts with a letter or digit
        gig.yml:2:60: wrong-type: `protected` wants `true` or `false`, found `perhaps`
        ",
    );
}
