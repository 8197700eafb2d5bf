//! gig's [`ContainerRuntime`](gig_core::runtime::ContainerRuntime) over a Docker Engine.
