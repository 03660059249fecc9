use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl(id = 0x14, response = Option<i32>)]
struct MayBeAbsent {
    after: i64,
}

#[derive(TlObject)]
#[tl(id = 0x15, response = Vec<Option<i32>>)]
struct ElementsMayBeAbsent;

#[derive(TlObject)]
#[tl(id = 0x16, response = Vec<Vec<u64>>)]
struct NoTypeOfTl;

#[derive(TlObject)]
#[tl(id = 0x17, response = [i32; 3])]
struct OfFixedLength;

#[derive(TlObject)]
#[tl(id = 0x18, response = u32)]
struct Bits;

#[derive(TlObject)]
#[tl(id = 0x19, response = (i32, i32))]
struct Pair;
