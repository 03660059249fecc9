macro_rules! item {
    ($line:literal, $name:ident, $ty:ty) => {
        #[derive(tl_runtime::TlObject)]
        #[tl($line)]
        struct $name {
            a: $ty,
        }
    };
}

item!("one a:int = One;", One, i64);
item!("two a:(Vector int) = Two;", Two, Vec<i64>);
item!("three a:int = Three;", Three, Option<i32>);
