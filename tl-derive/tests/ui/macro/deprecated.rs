#![deny(deprecated)]

#[deprecated]
#[derive(tl_runtime::TlObject)]
#[tl("kiosk id:long = Kiosk;")]
pub struct Kiosk {
    pub id: i32,
}

#[deprecated(note = "it is not answered")]
#[derive(tl_runtime::TlObject)]
#[tl("ask id:long = Bool;", response = bool)]
pub struct Ask {
    pub id: i32,
}

#[deprecated]
#[derive(tl_runtime::TlObject)]
pub enum r#Type {
    #[tl("a x:int = Type;")]
    A { x: i64 },
    #[deprecated]
    #[tl("b = Type;")]
    B,
}
