//! Values of variables, of environments and of env files are in no diagnostic.

use gig_core::diagnostic::render;

use super::World;

const SECRET: &str = "hunter2";

/// Checks that the secret is in no message and no line that is shown, though something is wrong.
#[track_caller]
fn check(text: &str, env_file: &str) {
    let files = [("/srv/shop/a.env", env_file)];
    let world = World { variables: &[("PASSWORD", SECRET), ("USER", "ann")], files: &files, ..World::default() };
    let diagnostics = world.resolve(text).expect_err("something is wrong");
    let shown = render(&diagnostics, false);
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.is_empty());
}

#[test]
fn of_variables() {
    for environment in
        ["{A: [$PASSWORD]}", "{A: '$PASSWORD ${1}'}", "['=$PASSWORD']", "[A=$PASSWORD, '${PASSWORD}${X']"]
    {
        check(&format!("services: {{web: {{image: nginx, environment: {environment}}}}}"), "");
    }
    check("services: {web: {image: nginx, command: \"x '$PASSWORD\"}}", "");
    check("services: {web: {image: nginx, logging: {driver: x, options: {a: '$PASSWORD', b: []}}}}", "");
}

#[test]
fn of_env_files() {
    let wrong = [
        "A=\"hunter2",
        "A='hunter2",
        "A=\"hunter2\" hunter2",
        "A: hunter2 ${",
        "A=\"one\nhunter2\ntwo ${1}\nhunter2\"",
        "hunter2 x",
        "A=hunter2\nB C=hunter2",
        "A=${X:?}hunter2",
    ];
    for text in wrong {
        check("services: {web: {image: nginx, env_file: a.env}}", text);
    }
}
