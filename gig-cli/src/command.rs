//! The commands, one file each: what it understands, and the data flow that it is.

pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod completion;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod explain;
pub(crate) mod init;
pub(crate) mod man;
pub(crate) mod plan;
pub(crate) mod ps;
pub(crate) mod restart;
pub(crate) mod restartrm;
pub(crate) mod rm;
pub(crate) mod schema;
pub(crate) mod selection;
pub(crate) mod service;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod stop;
pub(crate) mod update;
