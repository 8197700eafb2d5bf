//! What services are to each other, and to what they share.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "conflicting-values",
        summary: "two keys that say one thing, and say it differently",
        why: "What stands under `deploy` has an older key beside it for most of what it says: `scale`, `cpus`, \
              `mem_limit`, `mem_reservation`, `pids_limit`. Where both are there nothing tells which one is meant, \
              so they must agree. A map of limits that leaves out what the older key limits does not.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    scale: 2
    deploy: {replicas: 3}
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
    deploy: {replicas: 3}
"),
        }),
    },
    Explanation {
        code: "cycle",
        summary: "services that wait for each other",
        why: "None of them can be the first to start. One of them must do without the other until it runs: leave \
              out one `depends_on` or link.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", depends_on: [db]}
  db: {image: "postgres:17", depends_on: [web]}
"#),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", depends_on: [db]}
  db: {image: "postgres:17"}
"#),
        }),
    },
    Explanation {
        code: "duplicate-alias",
        summary: "two links under one alias",
        why: "Under one name a service can reach one other.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web: {image: "nginx:1.27", links: ["db:store", "cache:store"]}
db: {image: "postgres:17"}
cache: {image: "redis:7"}
"#),
            right: Example::of(r#"
web: {image: "nginx:1.27", links: ["db:store", cache]}
db: {image: "postgres:17"}
cache: {image: "redis:7"}
"#),
        }),
    },
    Explanation {
        code: "duplicate-container-name",
        summary: "two services with one container name",
        why: "The name of a container is unique on an engine. Without `container_name` each service gets a name of \
              its own.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web: {image: "nginx:1.27", container_name: shop}
api: {image: "shop-api:3", container_name: shop}
"#),
            right: Example::of(r#"
web: {image: "nginx:1.27", container_name: shop}
api: {image: "shop-api:3"}
"#),
        }),
    },
    Explanation {
        code: "duplicate-host-port",
        summary: "two services that publish on one port of the host",
        why: "The second would not start. Publish one of them on another port or another address.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web: {image: "nginx:1.27", ports: ["8080:80"]}
api: {image: "shop-api:3", ports: ["8080:3000"]}
"#),
            right: Example::of(r#"
web: {image: "nginx:1.27", ports: ["8080:80"]}
api: {image: "shop-api:3", ports: ["8081:3000"]}
"#),
        }),
    },
    Explanation {
        code: "duplicate-network",
        summary: "one network named twice by a service",
        why: "A service is on a network or it is not. Further names that it has there are `aliases` of the long \
              form.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", networks: [front, front]}
networks: {front: }
"#),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", networks: [front]}
networks: {front: }
"#),
        }),
    },
    Explanation {
        code: "duplicate-target",
        summary: "two mounts with one target",
        why: "One of them would hide the other, and which one is not said.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:/pages", "/srv/other:/pages"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:/pages", "/srv/other:/other"]
"#),
        }),
    },
    Explanation {
        code: "engine",
        summary: "something that the engine says beside its answer",
        why: "It is shown as the engine says it. What an engine can and cannot do, `gig doctor` says.",
        example: None,
    },
    Explanation {
        code: "invalid-env-file",
        summary: "a line of an env file, or of `.env`, that cannot be read",
        why: "Each line is `NAME=value`, `NAME`, a comment or empty. Values are not shown, since they may be \
              secrets.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  env_file: web.env
").beside(&[("web.env", "MODE=\"fast\n")]),
            right: Example::of(r"
web:
  image: nginx:1.27
  env_file: web.env
").beside(&[("web.env", "MODE=fast\n")]),
        }),
    },
    Explanation {
        code: "invalid-profile",
        summary: "a line of `gig.profile` that cannot be read as an assignment",
        why: "The profile holds assignments in a shell's syntax, and no program is run to read it. What needs a \
              shell, such as `$(..)`, is read with `--source-profile`.",
        example: None,
    },
    Explanation {
        code: "missing-image",
        summary: "a service without an image",
        why: "gig starts containers from images and builds none. Name the image; where the file has `build`, build \
              and tag it before.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  ports: ["8080:80"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  ports: ["8080:80"]
"#),
        }),
    },
    Explanation {
        code: "missing-source",
        summary: "a mounted path that does not exist on the host",
        why: "The engine makes a folder of that name, owned by root, also where a file was meant: `gig check` warns of \
              it. A protected environment makes none, so there it is an error.",
        example: Some(Contrast {
            wrong: Example::of(r#"
environments: {production: {protected: true}}
web:
  image: nginx:1.27
  volumes: ["./pages:/pages"]
"#).in_environment("production"),
            right: Example::of(r#"
environments: {production: {protected: true}}
web:
  image: nginx:1.27
  volumes: ["./pages:/pages"]
"#).in_environment("production").beside(&[("pages/index.html", "welcome")]),
        }),
    },
    Explanation {
        code: "no-project-name",
        summary: "a folder whose name gives no project name",
        why: "Containers, networks and volumes carry the project's name. It is the file's `name`, else the name of \
              its folder in small letters, of which here nothing is left.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
").at_root(),
            right: Example::of(r"
name: shop
web:
  image: nginx:1.27
").at_root(),
        }),
    },
    Explanation {
        code: "reserved-label",
        summary: "a label under a name that gig uses itself",
        why: "gig finds its containers by labels that start with `gig.`; one from the file would mislead it.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  labels: {gig.project: shop}
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  labels: {org.example.project: shop}
"),
        }),
    },
    Explanation {
        code: "self-dependency",
        summary: "a service that needs itself",
        why: "It would wait for itself and never start.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web: {image: "nginx:1.27", links: [web]}
"#),
            right: Example::of(r#"
web: {image: "nginx:1.27"}
"#),
        }),
    },
    Explanation {
        code: "shared-container-name",
        summary: "a container name for several instances",
        why: "The name of a container is unique on an engine. Without `container_name` each instance gets a name of \
              its own, made from the project, the service and a number.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    container_name: front
    scale: 2
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
    scale: 2
"),
        }),
    },
    Explanation {
        code: "shared-host-port",
        summary: "one port of the host for several instances",
        why: "Only one of them would start, so no plan is made. A range lets the engine choose a free port for each, \
              and without a port of the host it chooses any; who needs one port for all puts a proxy before them.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web:
    image: nginx:1.27
    ports: ["8080:80"]
    scale: 2
"#),
            right: Example::of(r#"
services:
  web:
    image: nginx:1.27
    ports: ["8080-8089:80"]
    scale: 2
"#),
        }),
    },
    Explanation {
        code: "undeclared",
        summary: "a network, a volume or an environment that is used and not declared",
        why: "What several services share stands once at the top of the file, so that a slip of the pen does not \
              make a second one. A folder beside the file is written with `./`.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  db:
    image: postgres:17
    volumes: ["data:/var/lib/postgresql/data"]
"#),
            right: Example::of(r#"
services:
  db:
    image: postgres:17
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
"#),
        }),
    },
    Explanation {
        code: "unknown-service",
        summary: "a service that is named and not there",
        why: "A service can only wait for services of this file and link to them.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web: {image: "nginx:1.27", links: [bd]}
db: {image: "postgres:17"}
"#),
            right: Example::of(r#"
web: {image: "nginx:1.27", links: [db]}
db: {image: "postgres:17"}
"#),
        }),
    },
    Explanation {
        code: "unreadable-env-file",
        summary: "an env file that is missing or cannot be read",
        why: "Without it the service would lack part of its environment. A file that may be missing is written \
              `{path: web.env, required: false}`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  env_file: web.env
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  env_file: web.env
").beside(&[("web.env", "MODE=fast\n")]),
        }),
    },
];
