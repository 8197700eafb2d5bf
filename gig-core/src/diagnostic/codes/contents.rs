//! Configs and secrets.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "hidden-content",
        summary: "a config or secret that the instance would not see",
        why: "Files are written into the instance before it starts. Memory that is mounted there is empty when it \
              starts, a folder of the host would keep the file, and with `read_only` nothing can be written but in a \
              volume.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password], read_only: true}
secrets:
  password: {file: password.txt}
"#).beside(&[("password.txt", "hunter2")]),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password], read_only: true, volumes: [/run/secrets]}
secrets:
  password: {file: password.txt}
"#).beside(&[("password.txt", "hunter2")]),
        }),
    },
    Explanation {
        code: "invalid-content",
        summary: "a config or secret without a source, with several, or without a place to be put at",
        why: "The content comes from one source: a `file`, a variable (`environment`), or for a config the file itself \
              (`content`).",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password]}
secrets:
  password: {name: password}
"#),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password]}
secrets:
  password: {file: password.txt}
"#).beside(&[("password.txt", "hunter2")]),
        }),
    },
    Explanation {
        code: "unreadable-content",
        summary: "a config or secret whose content cannot be had",
        why: "A service takes it, so its content decides the instance: the file must be there and readable, the \
              variable set. What is `external` is kept in a store that an engine has in swarm mode only.",
        example: Some(Contrast {
            wrong: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password]}
secrets:
  password: {file: pasword.txt}
"#).beside(&[("password.txt", "hunter2")]),
            right: Example::of(r#"
services:
  web: {image: "nginx:1.27", secrets: [password]}
secrets:
  password: {file: password.txt}
"#).beside(&[("password.txt", "hunter2")]),
        }),
    },
];
