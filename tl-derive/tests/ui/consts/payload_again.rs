#[derive(tl_runtime::TlObject)]
#[tl("peerUser#59511722 user_id:long = Peer;")]
struct PeerUser {
    user_id: i64,
}

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Wrapped(PeerUser);

#[derive(tl_runtime::TlObject)]
enum Peer {
    User(PeerUser),
    Wrapped(Wrapped),
}

#[derive(tl_runtime::TlObject)]
enum Declared {
    User(Box<PeerUser>),
    #[tl("peerOther#59511722 id:int = Peer;", unchecked_id)]
    Other(i32),
}

#[derive(tl_runtime::TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(tl_runtime::TlObject)]
#[tl(type = "Maybe {t:Type}")]
enum Maybe<T> {
    Just(Just<T>),
    Again(self::Just<T>),
}
