//! What single values say.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "boolean-value",
        summary: "a boolean without quotes where a text is wanted",
        why: "Programs that read YAML turn `yes`, `no`, `on`, `true` into booleans and write them back in their own \
              way. gig takes the text as written; quotes make every reader do so.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  environment: {DEBUG: true}
"),
            right: Example::of(r#"
web:
  image: nginx:1.27
  environment: {DEBUG: "true"}
"#),
        }),
    },
    Explanation {
        code: "invalid-address",
        summary: "an address on a network that is not written as one",
        why: "`ipv4_address` is four numbers with dots between, `ipv6_address` is written with colons; neither has the \
              length of a network behind it.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web:
    image: nginx:1.27
    networks: {back: {ipv4_address: 10.1.0.5/16}}
networks: {back: {ipam: {config: [{subnet: 10.1.0.0/16}]}}}
"#),
            right: Example::of(r#"
services:
  web:
    image: nginx:1.27
    networks: {back: {ipv4_address: 10.1.0.5}}
networks: {back: {ipam: {config: [{subnet: 10.1.0.0/16}]}}}
"#),
        }),
    },
    Explanation {
        code: "invalid-amount",
        summary: "a value that is not an amount of processors",
        why: "`cpus` is a number of processors: `0.5`, `2`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  cpus: half
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  cpus: 0.5
"),
        }),
    },
    Explanation {
        code: "invalid-device",
        summary: "a device that is not written as one",
        why: "A device is `source`, `source:target` or `source:target:permissions`, paths of the host and of the \
              container; the permissions are of `r`, `w` and `m`.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  devices: ["/dev/a:/dev/b:rwm:x"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  devices: ["/dev/a:/dev/b:rwm"]
"#),
        }),
    },
    Explanation {
        code: "invalid-duration",
        summary: "a value that is not a duration",
        why: "A duration is made of numbers with units, without spaces: `90s`, `1m30s`, `500ms`. The units are \
              `us`, `ms`, `s`, `m`, `h`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  stop_grace_period: 1 minute
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  stop_grace_period: 1m
"),
        }),
    },
    Explanation {
        code: "invalid-health-test",
        summary: "a health check that says nothing an engine could run",
        why: "A list begins with `CMD` and a program, with `CMD-SHELL` and a line for the shell, or with `NONE`. A \
              text is a line for the shell.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  healthcheck: {test: [curl, -f, "http://localhost"]}
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  healthcheck: {test: [CMD, curl, -f, "http://localhost"]}
"#),
        }),
    },
    Explanation {
        code: "invalid-host",
        summary: "an entry for the hosts file that is not a name and an address",
        why: "An entry of `extra_hosts` is `name:address` or `name=address`; the address may be `host-gateway`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  extra_hosts: [db]
"),
            right: Example::of(r#"
web:
  image: nginx:1.27
  extra_hosts: ["db:10.0.0.5"]
"#),
        }),
    },
    Explanation {
        code: "invalid-image",
        summary: "a value that is not the name of an image",
        why: "An image is `[registry[:port]/]name[:tag][@digest]`, the name in lower case.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: Nginx:1.27
"),
            right: Example::of(r"
web:
  image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "invalid-link",
        summary: "a link that is not a service, or a service and an alias",
        why: "A link names a service of this file: `service`, or `service:alias` where it is to have another name.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  links: ["db:"]
db:
  image: postgres:17
"#),
            right: Example::of(r"
web:
  image: nginx:1.27
  links: [db]
db:
  image: postgres:17
"),
        }),
    },
    Explanation {
        code: "invalid-mode",
        summary: "permission bits that are not octal",
        why: "The mode of mounted memory is octal, as for `chmod`: `1777`, `0700`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  volumes: [{type: tmpfs, target: /run, tmpfs: {mode: rwx}}]
"),
            right: Example::of(r#"
web:
  image: nginx:1.27
  volumes: [{type: tmpfs, target: /run, tmpfs: {mode: "0700"}}]
"#),
        }),
    },
    Explanation {
        code: "invalid-name",
        summary: "a name that the engine, or gig, does not take",
        why: "Services, networks, volumes and containers are called by letters, digits, `.`, `_` and `-`; projects \
              by small letters, digits, `_` and `-`. Endings such as `.old` are for containers that gig keeps.",
        example: Some(Contrast {
            wrong: Example::of(r#"
"my web":
  image: nginx:1.27
"#),
            right: Example::of(r"
my-web:
  image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "invalid-path",
        summary: "a path that leads nowhere",
        why: "Paths start at `/`, at the folder of the file, or at your home folder with `~/`. The home folder of \
              another user is not looked up.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["~ann/pages:/pages"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/home/ann/pages:/pages"]
"#),
        }),
    },
    Explanation {
        code: "invalid-platform",
        summary: "an operating system and an architecture that are not written as such",
        why: "The engine looks for an image of just that platform. It is written as `linux/amd64`, with a third part \
              where an architecture has variants: `linux/arm64/v8`.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    platform: linux:amd64
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
    platform: linux/amd64
"),
        }),
    },
    Explanation {
        code: "invalid-port",
        summary: "a value that is not a port",
        why: "A port is `[[address:]port:]port[/protocol]`: the last is that of the container, the one before that \
              of the host. Ports go from 1 to 65535; two ranges must be of one length.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  ports: ["8080:eighty"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  ports: ["8080:80"]
"#),
        }),
    },
    Explanation {
        code: "invalid-restart",
        summary: "a value that is not a restart policy",
        why: "It is `no`, `always`, `unless-stopped`, `on-failure`, or `on-failure:N` for at most N times.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  restart: sometimes
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  restart: unless-stopped
"),
        }),
    },
    Explanation {
        code: "invalid-size",
        summary: "a value that is not a size",
        why: "A size is a number of bytes, or has a unit: `b`, `k`, `m`, `g`, with or without a `b` behind it.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  mem_limit: lots
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  mem_limit: 512m
"),
        }),
    },
    Explanation {
        code: "invalid-tmpfs",
        summary: "a mount of memory that cannot be read",
        why: "It is `path` or `path:option,option`, where an option is `size=64m`, `mode=1777`, `ro` or one that \
              mount(8) knows.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  tmpfs: "/run:size=lots"
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  tmpfs: "/run:size=64m"
"#),
        }),
    },
    Explanation {
        code: "invalid-ulimit",
        summary: "a limit whose soft value is above its hard one",
        why: "A process may raise its soft limit up to the hard one, never beyond, and the engine refuses to begin \
              above it.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  ulimits: {nofile: {soft: 2048, hard: 1024}}
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  ulimits: {nofile: {soft: 1024, hard: 2048}}
"),
        }),
    },
    Explanation {
        code: "invalid-variable",
        summary: "a `${..}` that is not a variable, or a required variable that is missing",
        why: "Between the braces stands a name, and perhaps `:-`, `-`, `:?`, `?`, `:+` or `+` and a word. A dollar \
              sign that is meant as such is written `$$`.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  user: "${1}"
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  user: "${WEB_USER:-1}"
"#),
        }),
    },
    Explanation {
        code: "invalid-volume",
        summary: "a mount that cannot be made",
        why: "A mount is `[source:]target[:options]`; the target is an absolute path inside the container.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:pages"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:/pages"]
"#),
        }),
    },
    Explanation {
        code: "invalid-words",
        summary: "a command that cannot be split into words",
        why: "A command is split into words as a shell splits them, but no shell runs it: what means something to a \
              shell, such as `;`, `|` or `>`, stands in quotes, as in `sh -c 'a | b'`, with nothing of it behind them. A \
              list of words needs no quotes beyond those of YAML.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  command: nginx -g "daemon off;
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  command: nginx -g "daemon off;"
"#),
        }),
    },
    Explanation {
        code: "unknown-value",
        summary: "a value that is none of those its key takes",
        why: "Some keys take one of a few words; the message lists them.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  volumes: [{type: folder, source: /srv/pages, target: /pages}]
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  volumes: [{type: bind, source: /srv/pages, target: /pages}]
"),
        }),
    },
    Explanation {
        code: "unset-variable",
        summary: "a variable that is not set and has no default",
        why: "The empty text takes its place, which is seldom what is meant: so it is a warning, and an error with \
              `--strict`, in a protected environment, and where emptiness would be dangerous. Set it in the \
              environment, in `gig.profile` or `.env`, or give it a default.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  user: $WEB_USER
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  user: ${WEB_USER:-web}
"),
        }),
    },
    Explanation {
        code: "unsupported-value",
        summary: "a value that gig knows and refuses",
        why: "Engines of another kind would understand it. Without it the file would mean something else, so it is \
              not left out in silence.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  volumes: [{type: cluster, source: pages, target: /pages}]
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  volumes: [{type: bind, source: /srv/pages, target: /pages}]
"),
        }),
    },
];
