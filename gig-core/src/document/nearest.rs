//! The known word that a misspelt one probably meant.

/// Beyond this length, in characters, a word is no slip of the pen.
const LONGEST: usize = 32;

/// Returns the candidate that is nearest to `word`, if one is near enough to have been meant.
///
/// Near is one letter, or a third of them, inserted, left out, replaced or swapped with the neighbour; capitals do not
/// matter. Of equally near ones the first is taken.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.len() < 2 || word.len() > LONGEST {
        return None;
    }
    let limit = (word.len() / 3).max(1);
    let near = candidates.into_iter().filter_map(|candidate| {
        let letters: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        let distance = distance(&word, &letters, limit)?;
        Some((distance, candidate))
    });
    near.min_by_key(|&(distance, _)| distance).map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance, if it is at most `limit`.
fn distance(one: &[char], other: &[char], limit: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut current = vec![row];
        for column in 1..=other.len() {
            let replaced = last[column - 1] + usize::from(one[row - 1] != other[column - 1]);
            let mut best = replaced.min(last[column] + 1).min(current[column - 1] + 1);
            if row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1] {
                best = best.min(before_last[column - 2] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::document::keys;

    #[test]
    fn a_slip_finds_the_key_that_was_meant() {
        let cases = [
            ("imgae", Some("image")),
            ("enviroment", Some("environment")),
            ("Image", Some("image")),
            ("container-name", Some("container_name")),
            ("port", Some("ports")),
            ("comand", Some("command")),
            ("dependson", Some("depends_on")),
            ("depoly", Some("deploy")),
            ("service", None),
            ("noop", None),
            ("x", None),
            ("frobnicate", None),
            ("", None),
        ];
        for (word, expected) in cases {
            assert_eq!(nearest(word, keys::SERVICE.iter().map(|key| key.name)), expected, "{word}");
        }
        assert_eq!(nearest(&"image".repeat(100_000), ["image"]), None);
    }
}
