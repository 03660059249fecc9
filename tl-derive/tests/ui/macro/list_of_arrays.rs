use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl(id = 0x12)]
struct Lists {
    list: Vec<[i32; 3]>,
    #[tl(mask)]
    flags: u32,
    #[tl(bit = "flags.0")]
    maybe: Option<Vec<[String; 3]>>,
    nested: Vec<Vec<[i64; 2]>>,
    fine: [Vec<i32>; 2],
    raw: Vec<[u8; 16]>,
}
