//! Factorization of a small number: the proof of work that a server requests from a client.

/// The maximum number of steps. The product of two 32-bit primes takes a tenth of them.
const STEPS: u32 = 1 << 20;

/// Returns the two prime factors of a number, the smaller one first. Returns `None` if there are none, or if
/// they are not found in time because the number was not made for this.
///
/// The algorithm is Pollard's rho.
#[must_use]
pub fn factors(number: u64) -> Option<(u64, u64)> {
    if number % 2 == 0 {
        return (number > 2).then_some((2, number / 2));
    }
    let mut steps = 0..STEPS;
    for add in 1..20 {
        let next = |x: u64| {
            let square = u128::from(x) * u128::from(x) + add;
            u64::try_from(square % u128::from(number)).unwrap_or_default()
        };
        let (mut slow, mut fast) = (2, 2);
        let mut common = 1;
        while common == 1 {
            steps.next()?;
            slow = next(slow);
            fast = next(next(fast));
            common = greatest_common_divisor(slow.abs_diff(fast), number);
        }
        if common != number {
            let other = number / common;
            return Some((common.min(other), common.max(other)));
        }
    }
    None
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::factors;

    #[test]
    fn the_smaller_factor_is_first() {
        assert_eq!(
            factors(1_073_741_827 * 2_147_483_647),
            Some((1_073_741_827, 2_147_483_647))
        );
        assert_eq!(factors(15), Some((3, 5)));
        assert_eq!(factors(14), Some((2, 7)));
    }

    #[test]
    fn a_prime_and_nothing_have_none() {
        // The last one is 2^61 - 1.
        for number in [0, 1, 2, 3, 2_147_483_647, 2_305_843_009_213_693_951] {
            assert_eq!(factors(number), None, "{number}");
        }
    }
}
