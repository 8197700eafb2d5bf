//! Spans of time as files write them: `1m30s`.

#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

const NANOSECONDS: [(&str, u64); 10] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
    ("d", 86_400_000_000_000),
    ("w", 604_800_000_000_000),
];

/// The engine counts nanoseconds in a signed number of 64 bits.
const LONGEST: u64 = i64::MAX.unsigned_abs();

/// A text that is not a duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a duration such as `1m30s`: {rule}")]
pub struct InvalidDuration {
    /// The text that was given.
    pub found: String,
    /// The rule that it breaks.
    pub rule: &'static str,
}

/// Reads numbers with units, one after the other: `90s`, `1h30m`, `1.5d`.
///
/// The units are `ns us ms s m h d w`; `0` needs none.
///
/// # Errors
/// [`InvalidDuration`] where a unit is missing or unknown, and where the duration is negative or above 292 years.
pub fn parse_duration(text: &str) -> Result<Duration, InvalidDuration> {
    let invalid = |rule| InvalidDuration { found: text.to_owned(), rule };
    let amounts = text.strip_prefix('+').unwrap_or(text);
    match amounts {
        "" => return Err(invalid("it is empty")),
        "0" => return Ok(Duration::ZERO),
        _ if amounts.starts_with('-') => return Err(invalid("it is negative")),
        _ => {}
    }
    let mut nanoseconds = 0_u64;
    let mut rest = amounts;
    while !rest.is_empty() {
        let (amount, after) = leading_amount(rest).map_err(invalid)?;
        nanoseconds = nanoseconds.saturating_add(amount);
        rest = after;
    }
    if nanoseconds > LONGEST {
        return Err(invalid("it is longer than 292 years"));
    }
    Ok(Duration::from_nanos(nanoseconds))
}

/// Reads a number and its unit: how many nanoseconds they are, and what follows.
fn leading_amount(text: &str) -> Result<(u64, &str), &'static str> {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (whole, after) = text.split_at(digits(text));
    let (fraction, after) = match after.strip_prefix('.') {
        Some(after) => after.split_at(digits(after)),
        None => ("", after),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err("expected a number");
    }
    let (unit, after) = after.split_at(after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len()));
    if unit.is_empty() {
        return Err("a number lacks its unit, one of `ns` `us` `ms` `s` `m` `h` `d` `w`");
    }
    let known = NANOSECONDS.iter().find(|(name, _)| *name == unit);
    let &(_, unit) = known.ok_or("its unit is unknown; expected one of `ns` `us` `ms` `s` `m` `h` `d` `w`")?;
    let whole = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(u64::MAX) };
    Ok((u64::saturating_mul(whole, unit).saturating_add(fraction_of(unit, fraction)), after))
}

/// Multiplies `unit` with the decimals of a number. As in Go, whose results are expected here, this is done in
/// floating point, which makes `0.3333333333333333333h` twenty minutes and not a nanosecond less.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn fraction_of(unit: u64, decimals: &str) -> u64 {
    let significant = &decimals[..decimals.len().min(19)];
    let scale = 10_f64.powi(significant.len() as i32);
    (significant.parse::<u64>().unwrap_or(0) as f64 * (unit as f64 / scale)) as u64
}

/// Writes a duration in the form that Go and compose give it: `1m30s`, `1h0m0s`, `1.5ms`.
pub fn display_duration(duration: Duration) -> impl fmt::Display {
    Canonical(duration)
}

struct Canonical(Duration);

impl fmt::Display for Canonical {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanoseconds = u128::from(self.0.subsec_nanos());
        match self.0.as_secs() {
            0 if nanoseconds == 0 => formatter.write_str("0s"),
            0 if nanoseconds < 1_000 => write!(formatter, "{nanoseconds}ns"),
            0 if nanoseconds < 1_000_000 => write_decimal(formatter, nanoseconds, 3, "µs"),
            0 => write_decimal(formatter, nanoseconds, 6, "ms"),
            seconds => {
                let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
                if hours > 0 {
                    write!(formatter, "{hours}h")?;
                }
                if seconds >= 60 {
                    write!(formatter, "{minutes}m")?;
                }
                write_decimal(formatter, u128::from(seconds % 60) * 1_000_000_000 + nanoseconds, 9, "s")
            }
        }
    }
}

/// Writes `number` with so many decimals, without the zeros at its end.
fn write_decimal(formatter: &mut fmt::Formatter<'_>, number: u128, decimals: usize, unit: &str) -> fmt::Result {
    let digits = format!("{number:0width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    match fraction.trim_end_matches('0') {
        "" => write!(formatter, "{whole}{unit}"),
        fraction => write!(formatter, "{whole}.{fraction}{unit}"),
    }
}
