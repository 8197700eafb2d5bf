//! Env files, and what wins over what.

use super::World;

#[test]
fn later_files_win_over_earlier_ones_and_the_environment_over_all() {
    let files = [
        ("/srv/shop/a.env", "A=a\nB=a\nC=a\nD=a\nE=a\n"),
        ("/srv/shop/conf/b.env", "B=b\nC=b\nexport D='b' # note\nGIVEN\nABSENT\nF=${GIVEN}-$B\n"),
        ("/srv/raw.env", "R='$X' # no note\n"),
    ];
    let variables = [("GIVEN", "given"), ("E", "outer"), ("HERE", "conf")];
    World { files: &files, variables: &variables, ..World::default() }.check(
        "
        services:
          web:
            image: nginx
            env_file: [a.env, './$HERE/b.env', {path: ../raw.env, format: raw}, {path: none.env, required: false}]
            environment: {C: '', D: , E: }
          one: {image: nginx, env_file: /srv/shop/a.env}
        ",
        "
        project shop
        web: nginx
          env A=\"a\"
          env B=\"b\"
          env C=\"\"
          env E=\"outer\"
          env F=\"given-b\"
          env GIVEN=\"given\"
          env R=\"'$X' # no note\"
        one: nginx
          env A=\"a\"
          env B=\"a\"
          env C=\"a\"
          env D=\"a\"
          env E=\"a\"
        ",
    );
}

#[test]
fn a_wrong_line_is_shown_in_its_own_file() {
    let files = [("/srv/shop/a.env", "A=1\nNOT A KEY=x\n"), ("/srv/shop/b.env", "# b\n\n  B=\"open\n")];
    World { files: &files, ..World::default() }.check(
        "services: {web: {image: nginx, env_file: [a.env, b.env]}}",
        "
        a.env:2:4: invalid-env-file: the name of a variable holds no space; expected `NAME=value` [gig.yml:1:43: the env file is named here]
        b.env:3:5: invalid-env-file: this `\"` is never closed [gig.yml:1:50: the env file is named here]
        ",
    );
}

#[test]
fn a_missing_file_is_an_error_where_it_is_named() {
    World::default().check(
        "
        services:
          web: {image: nginx, env_file: no.env}
          api: {image: nginx, env_file: [{path: no.env, required: true}]}
          one: {image: nginx, env_file: [{file: no.env}]}
          two: {image: nginx, env_file: [{path: no.env, format: yaml}]}
          six: {image: nginx, env_file: $FILE}
        ",
        "
        gig.yml:2:33: unreadable-env-file: env file `no.env` cannot be read: it does not exist
        gig.yml:3:41: unreadable-env-file: env file `no.env` cannot be read: it does not exist
        gig.yml:4:35: unknown-key: `env_file` has no key `file` (it has `format`, `path`, `required`)
        gig.yml:5:57: unknown-value: `yaml` is not a format of env files: there is only `raw`
        gig.yml:6:33: unset-variable: variable `FILE` is not set, and the path would lead elsewhere (set `FILE`, or give it a default: `${FILE:-..}`)
        ",
    );
}

#[test]
fn an_unquoted_boolean_is_passed_as_its_text_with_a_warning() {
    World::default().check(
        "services: {web: {image: nginx, environment: {A: true, B: 'true'}}}",
        "
        project shop
        web: nginx
          env A=\"true\"
          env B=\"true\"
        gig.yml:1:49: warning boolean-value: the value of `A` is an unquoted boolean; its text is used
        ",
    );
}
