//! Where gig differs from the reference.

/// How many files one of the two refuses, until all keys are read; then each has its reason.
pub(super) const TO_COME: usize = 311;
