//! What tests of gig and of platforms described with gig are made of.

#[cfg(feature = "proptest")]
pub mod generate;
pub mod service;
