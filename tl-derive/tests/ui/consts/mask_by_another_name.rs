#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Bits(u32);

type Yes = bool;
type Number = i32;

// As they should be.
#[derive(tl_runtime::TlObject)]
#[tl("fits flags:# b:flags.1?true = Fits;")]
struct Fits {
    b: Yes,
}

#[derive(tl_runtime::TlObject)]
#[tl("mask flags:# a:flags.0?int = Mask;")]
struct Mask {
    flags: Bits,
    a: Option<i32>,
}

#[derive(tl_runtime::TlObject)]
#[tl("bit flags:# a:flags.0?true = Bit;")]
struct Bit {
    a: Number,
}
