#[derive(tl_runtime::TlObject)]
enum Peer {
    #[tl("peerEmpty = Peer;")]
    Empty,
    User(PeerUser),
    Again(PeerUser),
}

#[derive(tl_runtime::TlObject)]
#[tl("peerUser user_id:long = Peer;")]
struct PeerUser {
    user_id: i64,
}
