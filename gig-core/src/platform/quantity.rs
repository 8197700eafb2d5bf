//! Sizes and amounts: `512m` of memory, `1.5` processors.

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSize(pub u64);

/// Processors in billionths: 1_500_000_000 is one and a half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NanoCpus(pub u64);

/// A text that is neither size nor amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a {kind}: {rule}")]
pub struct InvalidQuantity {
    /// What it should have been, with an example.
    pub kind: &'static str,
    /// The text that was given.
    pub found: String,
    /// The rule that it breaks.
    pub rule: &'static str,
}

/// The engine counts both in signed numbers of 64 bits.
const MOST: u128 = i64::MAX.unsigned_abs() as u128;

const BILLION: u64 = 1_000_000_000;

const UNITS: [(char, u64); 5] = [('p', 1 << 50), ('t', 1 << 40), ('g', 1 << 30), ('m', 1 << 20), ('k', 1 << 10)];

/// Reads a number, a space or none, and a unit or none: `512m`, `1.5 GiB`, `1024`. A thousand is 1024, and a fraction
/// of a byte is dropped.
impl FromStr for ByteSize {
    type Err = InvalidQuantity;

    fn from_str(text: &str) -> Result<Self, InvalidQuantity> {
        let invalid = |rule| InvalidQuantity { kind: "size such as `512m`", found: text.to_owned(), rule };
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let number = Decimal::parse(number).ok_or_else(|| invalid("it does not begin with a number"))?;
        let factor = factor(unit.strip_prefix(' ').unwrap_or(unit)).ok_or_else(|| {
            invalid("its unit is unknown; expected `b`, `k`, `m`, `g`, `t` or `p`, perhaps with `b` or `ib`")
        })?;
        number.times(factor).map(Self).ok_or_else(|| invalid("it is larger than 8 exbibytes"))
    }
}

fn factor(unit: &str) -> Option<u64> {
    let unit = unit.to_ascii_lowercase();
    let Some(prefix) = unit.chars().next().filter(|&prefix| prefix != 'b') else {
        return matches!(unit.as_str(), "" | "b").then_some(1);
    };
    let (_, factor) = UNITS.into_iter().find(|&(letter, _)| letter == prefix)?;
    matches!(&unit[1..], "" | "b" | "ib").then_some(factor)
}

impl fmt::Display for ByteSize {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fits = |&(_, factor): &(char, u64)| self.0 > 0 && self.0.is_multiple_of(factor);
        let (unit, factor) = UNITS.into_iter().find(fits).unwrap_or(('b', 1));
        write!(formatter, "{}{unit}", self.0 / factor)
    }
}

/// Reads a decimal number: `2`, `0.5`.
impl FromStr for NanoCpus {
    type Err = InvalidQuantity;

    fn from_str(text: &str) -> Result<Self, InvalidQuantity> {
        let invalid =
            |rule| InvalidQuantity { kind: "number of processors such as `1.5`", found: text.to_owned(), rule };
        let number = Decimal::parse(text).ok_or_else(|| invalid("expected digits, perhaps with a `.` among them"))?;
        if number.decimals.len() > 9 {
            return Err(invalid("it has more than nine decimals"));
        }
        number.times(BILLION).map(Self).ok_or_else(|| invalid("it is larger than any machine"))
    }
}

impl fmt::Display for NanoCpus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = format!("{:09}", self.0 % BILLION);
        match decimals.trim_end_matches('0') {
            "" => write!(formatter, "{}", self.0 / BILLION),
            decimals => write!(formatter, "{}.{decimals}", self.0 / BILLION),
        }
    }
}

/// A number without a sign, in digits.
struct Decimal<'a> {
    whole: &'a str,
    /// Invariant: does not end in a zero.
    decimals: &'a str,
}

impl<'a> Decimal<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let valid = digits(whole) && digits(decimals) && !(whole.is_empty() && decimals.is_empty());
        valid.then(|| Self { whole, decimals: decimals.trim_end_matches('0') })
    }

    /// Multiplies, and drops what is left of a fraction. Gives nothing where the engine could not count that far.
    fn times(&self, factor: u64) -> Option<u64> {
        let whole = if self.whole.is_empty() { 0 } else { self.whole.parse::<u128>().ok()? };
        // Decimals behind the eighteenth cannot make a difference of one byte below an exbibyte.
        let significant = &self.decimals[..self.decimals.len().min(18)];
        let decimals = if significant.is_empty() { 0 } else { significant.parse::<u128>().ok()? };
        let fraction = decimals * u128::from(factor) / 10_u128.pow(u32::try_from(significant.len()).ok()?);
        let product = whole.checked_mul(u128::from(factor))?.checked_add(fraction)?;
        u64::try_from(product).ok().filter(|_| product <= MOST)
    }
}
