//! What gig-core does as a whole, on the engine in memory.

mod execute;
