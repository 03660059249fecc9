use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("boxed all:Vector<u8> = Boxed;")]
struct Boxed {
    all: Vec<u8>,
}

#[derive(TlObject)]
#[tl("bare all:vector<byte> = Bare;")]
struct Bare<'a> {
    all: &'a [u8],
}

#[derive(TlObject)]
#[tl("maybe flags:# all:flags.0?(vector Photo) = Maybe;")]
struct Maybe {
    all: Option<Vec<u8>>,
}

#[derive(TlObject)]
#[tl("get = Vector<u8>;", response = Vec<u8>)]
struct Get;

#[derive(TlObject)]
#[tl("others all:Vector<u64> = Others;")]
struct Others {
    all: Vec<u64>,
}
