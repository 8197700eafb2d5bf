//! The order in which services can start.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::{Platform, Service};

impl Platform {
    /// Returns the services so that each comes after those it depends on; between equals, the file's order decides.
    ///
    /// A platform that was resolved has no cycle. In one that has, the services on the cycle and those that need
    /// them come last, in the order of the file.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Service> {
        let positions: HashMap<_, _> =
            self.services.iter().enumerate().map(|(at, service)| (&service.name, at)).collect();
        let needs = self.services.iter().map(|service| {
            service.depends_on.iter().filter_map(|dependency| positions.get(&dependency.service).copied()).collect()
        });
        let sorted = Sorted::new(&needs.collect::<Vec<_>>());
        sorted.order.into_iter().chain(sorted.stuck).map(|at| &self.services[at]).collect()
    }
}

/// Numbers sorted so that each comes after those it needs.
pub(crate) struct Sorted {
    /// The order; between equals, the smaller number comes first.
    pub(crate) order: Vec<usize>,
    /// Those on a cycle, and those that need one of them; in ascending order.
    pub(crate) stuck: Vec<usize>,
}

impl Sorted {
    /// Sorts the numbers below `needs.len()`, of which each needs those in its own list.
    pub(crate) fn new(needs: &[Vec<usize>]) -> Self {
        let mut needed_by = vec![Vec::new(); needs.len()];
        for (number, needed) in needs.iter().enumerate() {
            needed.iter().for_each(|&needed| needed_by[needed].push(number));
        }
        let mut waiting: Vec<usize> = needs.iter().map(Vec::len).collect();
        let mut ready: BinaryHeap<_> = (0..needs.len()).filter(|&number| waiting[number] == 0).map(Reverse).collect();
        let mut order = Vec::with_capacity(needs.len());
        while let Some(Reverse(number)) = ready.pop() {
            order.push(number);
            for &next in &needed_by[number] {
                waiting[next] -= 1;
                if waiting[next] == 0 {
                    ready.push(Reverse(next));
                }
            }
        }
        let stuck = (0..needs.len()).filter(|&number| waiting[number] > 0).collect();
        Self { order, stuck }
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    fn check(needs: &[&[usize]], order: &[usize], stuck: &[usize]) {
        let needs: Vec<Vec<usize>> = needs.iter().map(|needed| needed.to_vec()).collect();
        let sorted = Sorted::new(&needs);
        assert_eq!((sorted.order.as_slice(), sorted.stuck.as_slice()), (order, stuck), "{needs:?}");
    }

    #[test]
    fn each_comes_after_what_it_needs_and_ties_keep_their_order() {
        check(&[], &[], &[]);
        check(&[&[], &[], &[]], &[0, 1, 2], &[]);
        check(&[&[2], &[], &[]], &[1, 2, 0], &[]);
        check(&[&[1], &[2], &[]], &[2, 1, 0], &[]);
        check(&[&[3], &[3], &[], &[]], &[2, 3, 0, 1], &[]);
    }

    #[test]
    fn a_cycle_holds_back_itself_and_those_that_need_it() {
        check(&[&[1], &[0], &[1], &[]], &[3], &[0, 1, 2]);
        check(&[&[0]], &[], &[0]);
        check(&[&[1, 1], &[]], &[1, 0], &[]);
    }
}
