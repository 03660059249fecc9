use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl(transparent)]
struct List(Vec<i64>);

type Ids = Vec<i64>;

#[derive(TlObject)]
#[tl(transparent)]
struct OfAnAlias(Ids);

#[derive(TlObject)]
#[tl(transparent)]
struct Array([i32; 3]);

#[derive(TlObject)]
#[tl(transparent)]
struct Boxed(Box<Vec<String>>);

#[derive(TlObject)]
#[tl(transparent)]
struct Maybe(Option<i64>);

type Key = [u8; 16];

#[derive(TlObject)]
#[tl(transparent)]
struct Fine(Key);

#[derive(TlObject)]
#[tl(transparent)]
struct Bytes(Vec<u8>);
