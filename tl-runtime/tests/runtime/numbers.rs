//! Do numbers keep all of their bits, one by one and in lists?

use std::fmt::Debug;

use tl_runtime::codec::{Bare, DecodeErrorKind, Decoder, to_bytes_bare};
use tl_runtime::value::True;
use tl_runtime::{Decode, DecodeOptions, Encode, Identify, from_bytes, to_bytes};

fn round<T>(value: T, bytes: &[u8])
where
    T: Identify + Encode + for<'a> Decode<'a> + PartialEq + Debug + Clone,
{
    assert_eq!(to_bytes_bare(&value).unwrap(), bytes);
    let options = DecodeOptions::default();
    assert_eq!(options.decode_bare::<T>(bytes).unwrap(), value);
    let boxed = [&T::ID.to_le_bytes(), bytes].concat();
    assert_eq!(to_bytes(&value).unwrap(), boxed);
    assert_eq!(from_bytes::<T>(&boxed).unwrap(), value);
    let list = bytes.repeat(3);
    let mut decoder = Decoder::new(&list);
    assert_eq!(decoder.tuple::<T, _>(3, Bare), vec![value; 3]);
    assert_eq!(decoder.finish().unwrap(), []);
}

#[test]
fn numbers_are_little_endian() {
    round(0x8000_0001_u32, &[1, 0, 0, 0x80]);
    round(-2_i32, &[0xfe, 0xff, 0xff, 0xff]);
    round(i64::MIN + 1, &[1, 0, 0, 0, 0, 0, 0, 0x80]);
    round(1.5_f64, &[0, 0, 0, 0, 0, 0, 0xf8, 0x3f]);
    round(-0.5_f32, &[0, 0, 0, 0xbf]);
    round(True, &[]);
}

#[test]
fn wide_numbers_are_raw_bytes() {
    let bytes: [u8; 64] = std::array::from_fn(|index| index as u8);
    round(bytes, &bytes);
    let half: [u8; 32] = std::array::from_fn(|index| index as u8);
    round(half, &half);
    let quarter: [u8; 16] = std::array::from_fn(|index| index as u8);
    round(quarter, &quarter);
}

#[test]
fn every_bit_of_a_double_is_kept() {
    for bits in [0x7ff0_0000_0000_0001_u64, 0xfff8_0000_dead_beef, 1, 1 << 63] {
        let bytes = bits.to_le_bytes();
        let value: f64 = DecodeOptions::new().decode_bare(&bytes).unwrap();
        assert_eq!(value.to_bits(), bits);
        assert_eq!(to_bytes_bare(&value).unwrap(), bytes);
    }
}

#[test]
fn bool_is_one_of_two_ids() {
    assert_eq!(to_bytes(&false).unwrap(), 0xbc79_9737_u32.to_le_bytes());
    assert!(!from_bytes::<bool>(&0xbc79_9737_u32.to_le_bytes()).unwrap());
    let error = from_bytes::<bool>(&[1, 0, 0, 0]).unwrap_err();
    let kind = DecodeErrorKind::UnexpectedId {
        found: 1,
        expected: None,
    };
    assert_eq!(
        (error.kind, error.offset, error.reading),
        (kind, 0, Some("Bool"))
    );
}

#[test]
fn the_end_of_the_input_is_an_error_where_it_is() {
    let mut decoder = Decoder::new(&[1, 2, 3, 4, 5, 6]);
    assert_eq!(
        (decoder.int(), decoder.long(), decoder.int()),
        (0x0403_0201, 0, 0)
    );
    let error = decoder.finish().unwrap_err();
    let kind = DecodeErrorKind::UnexpectedEnd { needed: 8, left: 2 };
    assert_eq!((error.kind, error.offset), (kind, 4));
}

#[test]
fn sizes_to_skip_may_be_of_any_sum() {
    let end = |sizes: [usize; 2]| {
        let mut decoder = Decoder::new(&[0; 8]);
        decoder.skip(sizes);
        decoder.finish().map_err(|error| error.offset)
    };
    assert_eq!(end([4, 4]), Ok(&[][..]));
    assert_eq!(end([4, 5]), Err(4));
    assert_eq!(end([usize::MAX, 5]), Err(0));
    assert_eq!(end([4, usize::MAX]), Err(4));
}
