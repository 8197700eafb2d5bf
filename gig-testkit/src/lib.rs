//! What tests of gig and of platforms described with gig are made of.
