//! Keys, and whether what stands below them has the right shape.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "duplicate-key",
        summary: "a key that stands twice in one map",
        why: "Of two values one would be lost, and readers of YAML do not agree on which. Keep the one that is \
              meant.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.26
  image: nginx:1.27
"),
            right: Example::of(r"
web:
  image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "empty-key",
        summary: "an entry of a list that stands for a map, without a name",
        why: "In the list form of `environment` and `labels` each item is `NAME=value`; here the name is missing.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  environment: ["=fast"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  environment: ["MODE=fast"]
"#),
        }),
    },
    Explanation {
        code: "inert-key",
        summary: "a key that has no effect",
        why: "gig knows the key, and nothing that it could do would change what runs. The warning says why; \
              `docs/file-format.md` lists these keys.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    build: .
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "inert-option",
        summary: "an option that has no effect",
        why: "gig knows the option, and engines do not heed it, or not on a mount of this kind; or it is one for a swarm.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:/pages:cached"]
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  volumes: ["/srv/pages:/pages"]
"#),
        }),
    },
    Explanation {
        code: "invalid-key",
        summary: "a key that is no text",
        why: "The keys of a file are words. Brackets at the beginning of a line make a list or a map of what was meant as one.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  [user]: web
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  user: web
"#),
        }),
    },
    Explanation {
        code: "missing-key",
        summary: "a map without a key that it needs",
        why: "The long forms have keys without which they say nothing, such as the `target` of a port.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  ports: [{published: 8080}]
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  ports: [{published: 8080, target: 80}]
"),
        }),
    },
    Explanation {
        code: "no-content",
        summary: "a service, or the key `services`, with nothing below it",
        why: "Mostly what should stand below it is not indented, and so stands beside it.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "no-services",
        summary: "a file that names no service",
        why: "Services stand under the key `services`, or at the top of the file. A file without any describes \
              nothing that could run: a warning where it says something else, for others to include or to be merged \
              with, an error where it is empty.",
        example: Some(Contrast {
            wrong: Example::of(r"
x-image: nginx:1.27
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "unknown-key",
        summary: "a key that gig does not know",
        why: "A key that is passed over in silence is a setting that somebody relies on in vain: mostly a slip of \
              the pen, or a key in the wrong column. Keys of your own start with `x-`.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  enviroment: {MODE: fast}
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  environment: {MODE: fast}
"),
        }),
    },
    Explanation {
        code: "unsupported-key",
        summary: "a key that gig knows and refuses",
        why: "Without it the file would mean something else, so it is not left out in silence. The message says \
              why, or what to do instead; `docs/file-format.md` lists these keys.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    provider: {type: model}
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "wrong-type",
        summary: "a list, a map or a text where another of them is wanted",
        why: "Each key takes certain forms: some a text, some a list, some a map, some several of these. Mostly a \
              `-` is missing, or one too many is there.",
        example: Some(Contrast {
            wrong: Example::of(r#"
web:
  image: nginx:1.27
  ports: "8080:80"
"#),
            right: Example::of(r#"
web:
  image: nginx:1.27
  ports: ["8080:80"]
"#),
        }),
    },
];
