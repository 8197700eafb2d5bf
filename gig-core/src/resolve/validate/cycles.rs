//! Services that wait for each other.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::platform::Sorted;
use crate::resolve::context::Context;
use crate::resolve::service::Draft;

/// Of a longer cycle nobody would read the rest.
const SHOWN: usize = 20;

/// Reports cycles of dependencies, each written out, no service on two of them.
pub(super) fn cycles(context: &Context<'_>, drafts: &[Draft<'_>]) {
    let positions: HashMap<_, _> = drafts.iter().enumerate().map(|(at, draft)| (&draft.name.value, at)).collect();
    let needs: Vec<Vec<usize>> = drafts
        .iter()
        .map(|draft| draft.dependencies.keys().filter_map(|service| positions.get(service).copied()).collect())
        .collect();
    for cycle in cycles_among(&needs) {
        report(context, drafts, &cycle);
    }
}

/// Follows from each stuck number its first stuck need until one comes back.
fn cycles_among(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut unseen = vec![false; needs.len()];
    let stuck = Sorted::new(needs).stuck;
    stuck.iter().for_each(|&number| unseen[number] = true);
    let is_stuck = unseen.clone();
    let mut cycles = Vec::new();
    for start in stuck {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(number) = next.filter(|&number| unseen[number]) {
            unseen[number] = false;
            path.push(number);
            next = needs[number].iter().copied().find(|&need| is_stuck[need]);
        }
        if let Some(begin) = path.iter().position(|&number| Some(number) == next) {
            cycles.push(from_smallest(&path[begin..]));
        }
    }
    cycles
}

/// Writes a cycle from the service that comes first in the file.
fn from_smallest(cycle: &[usize]) -> Vec<usize> {
    let first = cycle.iter().enumerate().min_by_key(|(_, number)| **number).map_or(0, |(at, _)| at);
    cycle[first..].iter().chain(&cycle[..first]).copied().collect()
}

fn report(context: &Context<'_>, drafts: &[Draft<'_>], cycle: &[usize]) {
    let message = format!("services wait for each other: `{}`", written_out(drafts, cycle));
    let mut diagnostic = Diagnostic::error("cycle", message);
    let next = cycle.iter().cycle().skip(1);
    for (from, to) in cycle.iter().zip(next).take(SHOWN).map(|(&from, &to)| (&drafts[from], &drafts[to])) {
        let Some(need) = from.dependencies.get(&to.name.value) else { continue };
        let place = context.place(need.span);
        diagnostic = match diagnostic.at {
            None => diagnostic.at(place),
            Some(_) => diagnostic.related(place, format!("`{}` needs `{}`", from.name.value, to.name.value)),
        };
    }
    _ = context.flaw(diagnostic);
}

fn written_out(drafts: &[Draft<'_>], cycle: &[usize]) -> String {
    let mut names: Vec<&str> = cycle.iter().take(SHOWN).map(|&at| drafts[at].name.value.as_str()).collect();
    names.extend((cycle.len() > SHOWN).then_some(".."));
    names.extend(cycle.first().map(|&at| drafts[at].name.value.as_str()));
    names.join(" -> ")
}

#[cfg(test)]
mod tests {
    use super::cycles_among;

    fn check(needs: &[&[usize]], expected: &[&[usize]]) {
        let needs: Vec<Vec<usize>> = needs.iter().map(|needed| needed.to_vec()).collect();
        assert_eq!(cycles_among(&needs), expected, "{needs:?}");
    }

    #[test]
    fn a_cycle_is_found_whole_and_once() {
        check(&[&[1], &[2], &[]], &[]);
        check(&[&[1], &[0]], &[&[0, 1]]);
        check(&[&[2], &[0], &[1], &[0]], &[&[0, 2, 1]]);
        check(&[&[1], &[0], &[3], &[2]], &[&[0, 1], &[2, 3]]);
    }

    #[test]
    fn a_way_into_a_cycle_is_not_part_of_it() {
        check(&[&[1], &[2], &[1]], &[&[1, 2]]);
    }
}
