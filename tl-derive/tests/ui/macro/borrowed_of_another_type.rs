use std::borrow::Cow;

#[derive(tl_runtime::TlObject)]
#[tl("text name:bytes title:string key:int256 parts:Vector<bytes> bit:# more:bit.0?bytes = Text;")]
struct Text<'a> {
    name: &'a str,
    title: &'a [u8; 32],
    key: &'a [u8; 16],
    parts: Vec<&'a str>,
    more: Option<&'a str>,
}

#[derive(tl_runtime::TlObject)]
#[tl("chunk name:bytes title:string count:int = Chunk;")]
struct Chunk<'a> {
    name: Cow<'a, str>,
    title: std::borrow::Cow<'a, u8>,
    count: &'a str,
}

#[derive(tl_runtime::TlObject)]
#[tl("constant name:bytes title:string = Constant;")]
struct Constant<'a> {
    name: &'static str,
    title: &'a [u8],
}
