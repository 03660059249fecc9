#[derive(tl_runtime::TlObject)]
enum Peer {
    User(PeerUser),
    Again(Alias),
}

type Alias = Box<PeerUser>;

#[derive(tl_runtime::TlObject)]
#[tl("peerUser user_id:long = Peer;")]
struct PeerUser {
    user_id: i64,
}
