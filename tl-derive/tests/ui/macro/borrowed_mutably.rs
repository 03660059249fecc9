#[derive(tl_runtime::TlObject)]
#[tl("chunk data:bytes name:string all:Vector<string> flags:# more:flags.0?bytes of:Chunk = Chunk;")]
struct Chunk<'a> {
    data: &'a mut [u8],
    name: &'a mut str,
    all: Vec<&'a mut str>,
    more: Option<&'a mut [u8]>,
    of: &'a mut Chunk<'a>,
}
