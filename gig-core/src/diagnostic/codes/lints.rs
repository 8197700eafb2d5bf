//! What works, but will bite one day: `gig check` alone warns of it.

use super::{Contrast, Example, Explanation};

pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "engine-socket",
        summary: "the socket of the engine, mounted into a service",
        why: "Who may talk to the engine may start a container that mounts the whole host. Mounting the socket with `ro` \
              changes nothing: it keeps the file from being replaced, not the engine from being asked.",
        example: Some(Contrast {
            wrong: Example::of(
                r#"
web:
  image: traefik:3.1
  volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
"#,
            ),
            right: Example::of(
                r#"
web:
  image: traefik:3.1
  environment: {DOCKER_HOST: "tcp://proxy:2375"}
"#,
            ),
        }),
    },
    Explanation {
        code: "floating-image",
        summary: "an image without a version",
        why: "Without a tag the tag is `latest`, and what that leads to changes with every release of its makers: two hosts \
              run two programs, and there is no way back to the one of yesterday. Name a version or a digest.",
        example: Some(Contrast {
            wrong: Example::of(
                r#"
web: {image: nginx}
cache: {image: "redis:latest"}
"#,
            ),
            right: Example::of(
                r#"
web: {image: "nginx:1.27"}
cache: {image: "redis:7"}
"#,
            ),
        }),
    },
    Explanation {
        code: "no-restart-policy",
        summary: "a service that nobody starts again",
        why: "In a file with `services` the engine leaves a service as it is when it has ended or the host has started anew. \
              A service that is meant to run says `restart: unless-stopped`; a job says `restart: \"no\"`, or has another \
              service wait for its end.",
        example: Some(Contrast {
            wrong: Example::of(
                r#"
services:
  web: {image: "nginx:1.27"}
"#,
            ),
            right: Example::of(
                r#"
services:
  web: {image: "nginx:1.27", restart: unless-stopped}
"#,
            ),
        }),
    },
    Explanation {
        code: "privileged",
        summary: "a service with all rights on the host",
        why: "It sees all devices and can mount the disks of the host, so that breaking into it is breaking into the host. \
              Most programs need one capability or one device.",
        example: Some(Contrast {
            wrong: Example::of(
                r#"
vpn: {image: "wireguard:1", privileged: true}
"#,
            ),
            right: Example::of(
                r#"
vpn: {image: "wireguard:1", cap_add: [NET_ADMIN]}
"#,
            ),
        }),
    },
    Explanation {
        code: "public-port",
        summary: "a port that is open on every address of the host",
        why: "The engine opens it past the rules of firewalls such as ufw, so a database may be on the internet. A port for \
              the host alone says `127.0.0.1:`; one for everyone says so, as `0.0.0.0:`, and is no reason to warn.",
        example: Some(Contrast {
            wrong: Example::of(
                r#"
db:
  image: postgres:17
  ports: ["5432:5432"]
"#,
            ),
            right: Example::of(
                r#"
db:
  image: postgres:17
  ports: ["127.0.0.1:5432:5432"]
"#,
            ),
        }),
    },
    Explanation {
        code: "readable-secret",
        summary: "an env file with a password that every user of the host can read",
        why: "A variable whose name speaks of a password, a secret or a token has a value that is nobody's business. \
              Take the right to read the file from others: `chmod o= web.env`.",
        example: None,
    },
];
