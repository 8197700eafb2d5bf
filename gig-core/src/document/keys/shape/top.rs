//! What stands under the keys at the top.

use super::{Described, Shape, TEXTS, key};
use crate::document::keys::nested;

/// The keys of [`TOP_LEVEL`](crate::document::keys::TOP_LEVEL), with what stands under them.
pub const TOP_LEVEL: &[Described] = &[
    key("configs", Shape::Declared(nested::CONFIG), "Files that services take, by name"),
    key("environments", Shape::Declared(nested::ENVIRONMENT), "What is known of an environment, by name"),
    key("include", Shape::List(&INCLUDED), "Files whose services, networks and volumes are taken over"),
    key("models", Shape::Anything, "Language models"),
    key("name", Shape::Text, "The name of the project, which that of each container begins with"),
    key("networks", Shape::Declared(nested::NETWORK), "Networks that services are on, by name"),
    key("secrets", Shape::Declared(nested::SECRET), "Files with secrets that services take, by name"),
    key("services", Shape::Named(&Shape::Service), "The services, by name"),
    key("version", Shape::Text, "The version of the format"),
    key("volumes", Shape::Declared(nested::VOLUME), "Volumes that services mount, by name"),
];

const INCLUDED: Shape = Shape::OneOf(&[
    Shape::Text,
    Shape::Open(&[
        key("env_file", TEXTS, "Files with variables for what is included, read instead of `.env`"),
        key("path", TEXTS, "The file; further ones are merged into it"),
        key("project_directory", Shape::Text, "The folder that its relative paths start from"),
    ]),
]);
