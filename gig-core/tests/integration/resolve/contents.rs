//! Configs and secrets.

use super::World;

const FILES: &[(&str, &str)] = &[("/srv/shop/password.txt", "hunter2\n"), ("/srv/shop/web.conf", "listen 80")];

fn check(text: &str, expected: &str) {
    let variables = [("KEY", "from outside"), ("PORT", "81")];
    World { files: FILES, variables: &variables, ..World::default() }.check(text, expected);
}

#[test]
fn what_a_service_takes_is_put_where_it_says_or_where_it_is_usual() {
    check(
        "
        services:
          web:
            image: nginx
            secrets: [password, {source: key, target: other}, {source: password, target: /abs, uid: 5, gid: '6', mode: 0400}]
            configs: [conf, {source: inline, target: etc/x, mode: '0644'}, {source: inline, target: /y, mode: 256}]
        secrets: {password: {file: ./password.txt}, key: {environment: KEY}}
        configs: {conf: {file: web.conf}, inline: {content: 'port $PORT'}, unused: {file: nowhere}}
        ",
        r#"
        project shop
        web: nginx
          file /conf 0:0 444 "listen 80"
          file /etc/x 0:0 644 "port 81"
          file /y 0:0 400 "port 81"
          file /run/secrets/password 0:0 444 "hunter2\n"
          file /run/secrets/other 0:0 444 "from outside"
          file /abs 5:6 400 "hunter2\n"
        "#,
    );
}

#[test]
fn a_content_that_cannot_be_had_is_an_error_where_it_is_taken() {
    check(
        "
        services:
          web: {image: nginx, secrets: [missing, unset, theirs, nobody]}
        secrets:
          missing: {file: ./no.txt}
          unset: {environment: UNSET}
          theirs: {external: true}
        ",
        "
        gig.yml:2:33: unreadable-content: the content of `missing` cannot be read from `/srv/shop/no.txt`: it does not exist (its path begins at the folder of the file)
        gig.yml:2:42: unreadable-content: the content of `unset` comes from variable `UNSET`, which is not set (set the variable)
        gig.yml:2:49: unreadable-content: the content of `theirs` is kept in a store that an engine has in swarm mode only (give it a `file` or an `environment`)
        gig.yml:2:57: undeclared: secret `nobody` is not declared (declare it under `secrets` at the top)
        ",
    );
}

#[test]
fn a_declaration_has_one_source() {
    check(
        "
        services:
          web: {image: nginx, configs: [a, b]}
        configs:
          a: {file: x, content: y}
          b: {name: b}
        ",
        "
        gig.yml:4:25: invalid-content: `a` has both `file` and `content`
        gig.yml:5:6: invalid-content: nothing says what is in `b` (give it a `file` or an `environment`)
        ",
    );
}

#[test]
fn a_file_that_would_not_be_seen_is_refused() {
    check(
        "
        services:
          a: {image: a, secrets: [password], tmpfs: /run}
          b: {image: b, secrets: [password], read_only: true}
          c: {image: c, secrets: [{source: password, target: /etc/c/p}], volumes: ['/srv/c:/etc/c']}
          d: {image: d, secrets: [{source: password, target: /data/p}], volumes: ['/data'], read_only: true}
          e: {image: e, secrets: [password, {source: password, target: password}]}
          f: {image: f, secrets: [password, password]}
        secrets: {password: {file: password.txt}}
        ",
        "
        gig.yml:2:27: hidden-content: `secrets` would be put at `/run/secrets/password`, but the memory at `/run` is empty when it starts (give it a `target` elsewhere, or mount a volume there)
        gig.yml:3:27: hidden-content: `secrets` would be put at `/run/secrets/password`, but with `read_only` nothing can be put there (give it a `target` elsewhere, or mount a volume there)
        gig.yml:4:27: hidden-content: `secrets` would be put at `/etc/c/p`, but the folder at `/etc/c` is the host's (give it a `target` elsewhere, or mount a volume there)
        gig.yml:6:37: duplicate-target: two files have the target `/run/secrets/password`
        ",
    );
}
