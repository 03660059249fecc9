#[derive(tl_runtime::TlObject)]
enum Peer {
    #[tl("peerUser user_id:long = Peer;", filler)]
    User { user_id: i64 },
    Again(PeerUser),
}

#[derive(tl_runtime::TlObject)]
#[tl("peerUser user_id:long = Peer;")]
struct PeerUser {
    user_id: i64,
}
