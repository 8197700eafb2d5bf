//! What keeps a text from being a document.

use super::{Contrast, Example, Explanation};

#[rustfmt::skip]
pub(super) const EXPLANATIONS: &[Explanation] = &[
    Explanation {
        code: "control-character",
        summary: "a character that steers a terminal instead of showing something",
        why: "YAML allows no control characters besides tab and line ends. They come from copying out of a \
              terminal; remove them, or write them as an escape in double quotes.",
        example: Some(Contrast {
            wrong: Example::of("web:\n  image: \"nginx:1.27\u{1}\"\n"),
            right: Example::of(r#"
web:
  image: "nginx:1.27"
"#),
        }),
    },
    Explanation {
        code: "several-documents",
        summary: "a second YAML document in one file",
        why: "A line `---` begins another document, and gig reads one. Which of them was meant cannot be known: \
              keep them in files of their own.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
---
db:
  image: postgres:17
"),
            right: Example::of(r"
web:
  image: nginx:1.27
db:
  image: postgres:17
"),
        }),
    },
    Explanation {
        code: "too-large",
        summary: "a file beyond the limits: 10 MB, 64 levels, or 1,000,000 nodes once aliases are expanded",
        why: "A few lines of aliases can stand for more than the memory of a machine. No platform comes near the \
              limits; what does is an accident or an attack.",
        example: Some(Contrast {
            wrong: Example::of(r"
x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
web:
  image: nginx:1.27
"),
            right: Example::of(r"
x-deep: [[[]]]
web:
  image: nginx:1.27
"),
        }),
    },
    Explanation {
        code: "unknown-anchor",
        summary: "an alias for which there is no anchor before it",
        why: "An alias `*name` stands for what was marked with `&name` earlier in the same file. Text that starts \
              with `*` needs quotes.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  labels: *common
"),
            right: Example::of(r"
x-common: &common {team: shop}
web:
  image: nginx:1.27
  labels: *common
"),
        }),
    },
    Explanation {
        code: "unsupported-tag",
        summary: "a YAML tag that gig does not know",
        why: "A tag such as `!secret` is an order to another program. Nothing is known of what it would put here, \
              so it cannot be left out. Text that starts with `!` needs quotes.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
  user: !vault web
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  user: ${WEB_USER:-web}
"),
        }),
    },
    Explanation {
        code: "yaml-syntax",
        summary: "a text that is not YAML",
        why: "Most often it is a tab in the indentation, keys of one map that do not start in one column, a missing \
              space after a colon, or a value that needs quotes.",
        example: Some(Contrast {
            wrong: Example::of(r"
web:
  image: nginx:1.27
	user: web
"),
            right: Example::of(r"
web:
  image: nginx:1.27
  user: web
"),
        }),
    },
];
