//! Several files as one platform: what cannot be merged, extended or included.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "cannot-merge",
        summary: "a value that cannot be merged into the one before it",
        why: "Maps are merged with maps and lists with lists; a map and a list have no common meaning. Write both in \
              one form, or replace the first with the tag `!override`.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  base:
    image: nginx:1.27
    group_add: [staff]
  web:
    extends: base
    group_add: {group: audio}
"),
            right: Example::of(r"
services:
  base:
    image: nginx:1.27
    group_add: [staff]
  web:
    extends: base
    group_add: [audio]
"),
        }),
    },
    Explanation {
        code: "extends-cycle",
        summary: "a service that extends itself",
        why: "What a service extends is put in before the service is read, so it cannot need the service itself. Put \
              what both share into a service of its own.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    extends: web
"),
            right: Example::of(r"
services:
  base:
    image: nginx:1.27
  web:
    extends: base
"),
        }),
    },
    Explanation {
        code: "invalid-extends",
        summary: "a service that extends what is not there",
        why: "`extends` names a service of the same file, or with `file` one of another file, whose path counts from \
              the folder of the file that names it.",
        example: Some(Contrast {
            wrong: Example::of(r"
services:
  web:
    image: nginx:1.27
    extends: base
"),
            right: Example::of(r"
services:
  base:
    image: nginx:1.27
  web:
    extends: base
"),
        }),
    },
    Explanation {
        code: "invalid-include",
        summary: "an included file that is not there, includes itself, or describes anew what is there",
        why: "What is included is taken over as it is. To change it, merge it with a second file: \
              `include: [{path: [one.yml, other.yml]}]`.",
        example: Some(Contrast {
            wrong: Example::of(r"
include: [{env_file: .env}]
services:
  web:
    image: nginx:1.27
"),
            right: Example::of(r"
services:
  web:
    image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "missing-file",
        summary: "a file that is extended or included, and cannot be read",
        why: "Without it nobody knows what the platform is. Its path begins at the folder of the file that names it.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", extends: {file: comon.yml, service: base}}
"#).beside(&[("common.yml", "services: {base: {image: base, restart: always}}\n")]),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", extends: {file: common.yml, service: base}}
"#).beside(&[("common.yml", "services: {base: {image: base, restart: always}}\n")]),
        }),
    },
];
