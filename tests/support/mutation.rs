//! Values as a broken or hostile peer would send them.

use tl_parser::schema::Schema;

use super::random::Random;

/// Returns the bytes with a changed bit, word or end.
pub(crate) fn changed(schema: &Schema<'_>, mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    let word = random.below(bytes.len() / 4) * 4;
    match random.below(6) {
        0 => bytes.truncate(random.below(bytes.len())),
        1 => bytes.extend([0; 4]),
        2 => bytes[word + random.below(4)] ^= 1 << random.below(8),
        3 => bytes[word + random.below(4)] = random.next() as u8,
        4 => {
            let all = &schema.combinators;
            let other = all.iter().nth(random.below(all.len())).unwrap();
            bytes[word..word + 4].copy_from_slice(&other.id.to_le_bytes());
        }
        _ => {
            let count = [0_u32, 1, 3, 0x7fff_ffff, 0xffff_ffff][random.below(5)];
            bytes[word..word + 4].copy_from_slice(&count.to_le_bytes());
        }
    }
    bytes
}
