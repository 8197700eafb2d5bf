//! Where gig means to say something else than docker compose, and why.

/// A place in what is shown, where `*` is any key or position, and the reason.
type Deviation = (&'static str, &'static str);

/// Places that are not compared.
pub(crate) const PLACES: &[Deviation] = &[
    ("/services/*/networks/*/aliases/*", "their order decides nothing, and gig sorts them"),
    ("/services/*/scale", "one instance goes without saying"),
];
