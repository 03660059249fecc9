//! Are neighbours of a fixed size encoded and decoded as they are one by one?

use std::fmt::Debug;

use tl_runtime::codec::{Bare, Decoder, EncodeErrorKind, Encoder, Fixed, append_to, to_bytes_bare};
use tl_runtime::{DecodeError, Encode};

use crate::hand::declare;

/// Returns the value that `decode` decodes from `bytes`, and its first failure.
fn decoded<T>(
    bytes: &[u8],
    decode: impl FnOnce(&mut Decoder<'_>) -> T,
) -> (T, Option<DecodeError>) {
    let mut decoder = Decoder::new(bytes);
    (decode(&mut decoder), decoder.finish().err())
}

/// Decodes the values of a run from inputs of every length, at once and one by one.
fn agrees<T: Fixed + PartialEq + Debug>(size: usize, one_by_one: impl Fn(&mut Decoder<'_>) -> T) {
    let bytes: Vec<u8> = (1..=255).cycle().take(size + 4).collect();
    for length in 0..=bytes.len() {
        let bytes = &bytes[..length];
        let at_once = decoded(bytes, |decoder| decoder.run::<T>());
        assert_eq!(at_once, decoded(bytes, &one_by_one), "{length} bytes");
        assert_eq!(at_once.1.is_some(), length < size);
        // Also after the start of the input.
        let at_once = decoded(bytes, |decoder| (decoder.int(), decoder.run::<T>()));
        let one_by_one = decoded(bytes, |decoder| (decoder.int(), one_by_one(decoder)));
        assert_eq!(at_once, one_by_one, "{length} bytes");
    }
}

#[test]
fn the_failure_is_that_of_the_first_value_which_is_not_there() {
    agrees(12, |decoder| (decoder.int(), decoder.long()));
    agrees(24, |decoder| {
        let (a, b, c, d) = (
            decoder.long(),
            decoder.nat(),
            decoder.double(),
            decoder.float(),
        );
        (a, b, c, d)
    });
    agrees(60, |decoder| {
        let (a, b, c) = (decoder.int(), decoder.raw::<32>(), decoder.raw::<16>());
        (a, b, c, decoder.long())
    });
    agrees(48, |decoder| {
        let [a, b, c, d, e, f] = [(); 6].map(|()| decoder.int());
        let [g, h, i, j, k, l] = [(); 6].map(|()| decoder.int());
        (a, b, c, d, e, f, g, h, i, j, k, l)
    });
}

#[test]
fn values_are_where_they_were_written() {
    let values = (
        0x0102_0304_u32,
        -2_i32,
        i64::MIN,
        1.5_f64,
        [7_u8; 16],
        -0.0_f32,
    );
    let mut bytes = vec![0xee];
    Encoder::append(&mut bytes, |encoder| assert_eq!(encoder.run(values), 1)).unwrap();
    assert_eq!(bytes[..5], [0xee, 4, 3, 2, 1]);
    let mut decoder = Decoder::new(&bytes[1..]);
    assert_eq!(decoder.run::<(u32, i32, i64, f64, [u8; 16], f32)>(), values);
    assert!(decoder.finish().unwrap().is_empty());
}

#[test]
fn a_run_after_a_failure_is_zeros() {
    let mut decoder = Decoder::new(&[1; 3]);
    assert_eq!(decoder.int(), 0);
    assert_eq!(decoder.run::<(i32, i64, [u8; 16])>(), (0, 0, [0; 16]));
    assert_eq!(decoder.finish().unwrap_err().offset, 0);
}

#[test]
fn a_bit_is_set_where_its_field_is_written() {
    for bit in [0, 1, 7, 8, 15, 16, 30, 31] {
        for value in [None, Some(5)] {
            let mut bytes = Vec::new();
            Encoder::append(&mut bytes, |encoder| {
                let first = encoder.run((0xaaaa_aaaa_u32, 0_u32, 9_i32)) + 4;
                encoder.string("long enough that the buffer grows, and grows, and grows");
                let second = encoder.mask(0);
                encoder.masked(first, bit, &value, Bare);
                encoder.masked(second, bit, &value, Bare);
            })
            .unwrap();
            let word = if value.is_some() { 1_u32 << bit } else { 0 };
            let mut decoder = Decoder::new(&bytes);
            assert_eq!(decoder.run::<(u32, u32, i32)>(), (0xaaaa_aaaa, word, 9));
            decoder.string();
            assert_eq!(decoder.nat(), word);
            let values = value.map_or(0, |_| 2);
            assert_eq!((0..values).map(|_| decoder.int()).sum::<i32>(), 5 * values);
            assert!(decoder.finish().unwrap().is_empty());
        }
    }
}

declare!(Pair = 0x1122_3344 "pair" "pair#11223344 flags:# a:int inner:flags.0?%Pair = Pair");

/// Like generated code: its own code encodes the boxed form.
struct Pair {
    a: i32,
    inner: Option<Box<Pair>>,
    fails: bool,
}

impl Pair {
    fn nested(depth: i32) -> Self {
        let inner = (depth > 0).then(|| Box::new(Self::nested(depth - 1)));
        Self {
            a: depth,
            inner,
            fails: false,
        }
    }

    /// Returns the expected bare form.
    fn bare(&self) -> Vec<u8> {
        let flags = u32::from(self.inner.is_some()).to_le_bytes();
        let inner = self.inner.as_ref().map_or(Vec::new(), |inner| inner.bare());
        [&flags[..], &self.a.to_le_bytes(), &inner].concat()
    }
}

impl Encode for Pair {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.without_id(self, ());
    }

    fn encode_boxed(&self, encoder: &mut Encoder, _: ()) {
        let flags = encoder.run((0x1122_3344_u32, 0_u32, self.a)) + 4;
        encoder.masked(flags, 0, &self.inner, Bare);
        if self.fails {
            encoder.fail(EncodeErrorKind::Invalid("it fails"));
        }
    }
}

#[test]
fn the_bare_form_is_the_boxed_one_without_the_id() {
    for depth in [0, 1, 2, 40] {
        let pair = Pair::nested(depth);
        assert_eq!(to_bytes_bare(&pair).unwrap(), pair.bare());
        let boxed = [&0x1122_3344_u32.to_le_bytes()[..], &pair.bare()].concat();
        assert_eq!(tl_runtime::to_bytes(&pair).unwrap(), boxed);
        // Before the value are too few bytes for an id, enough, or more.
        for front in 0..9 {
            let front: Vec<u8> = (0xe0..).take(front).collect();
            let mut buffer = front.clone();
            Encoder::append(&mut buffer, |encoder| encoder.bare(&pair, ())).unwrap();
            assert_eq!(buffer, [front.as_slice(), &pair.bare()].concat());
            Encoder::append(&mut buffer, |encoder| encoder.list(&[0_i32; 2], Bare)).unwrap();
            assert_eq!(buffer.len(), front.len() + pair.bare().len() + 12);
        }
    }
}

#[test]
fn a_failure_leaves_the_buffer_as_it_was() {
    for depth in [0, 1, 3] {
        let mut pair = Pair::nested(depth);
        let mut innermost = &mut pair;
        while innermost.inner.is_some() {
            innermost = innermost.inner.as_mut().unwrap();
        }
        innermost.fails = true;
        for front in 0..9 {
            let front: Vec<u8> = (0xe0..).take(front).collect();
            let mut buffer = front.clone();
            append_to(&mut buffer, &pair).unwrap_err();
            assert_eq!(buffer, front);
            Encoder::append(&mut buffer, |encoder| encoder.bare(&pair, ())).unwrap_err();
            assert_eq!(buffer, front);
        }
    }
}

#[test]
fn a_buffer_grows_by_four_and_a_large_one_by_two() {
    let mut buffer = Vec::with_capacity(128);
    let mut capacities = vec![buffer.capacity()];
    while buffer.len() < 8_000_000 {
        Encoder::append(&mut buffer, |encoder| encoder.int(1)).unwrap();
        if Some(&buffer.capacity()) != capacities.last() {
            capacities.push(buffer.capacity());
        }
    }
    let [.., large, larger] = capacities[..] else {
        panic!("{capacities:?}");
    };
    assert_eq!(capacities[..3], [128, 512, 2048]);
    assert_eq!(larger, 2 * large);
}
