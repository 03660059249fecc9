//! The example in tl-proto's README with the declarations of TON's schema, compared with tl-proto itself: the
//! bytes are the same, and no ids have to be written by hand.

use tl_runtime::{Function, TlObject};

#[derive(Debug, Clone, Copy, PartialEq, TlObject)]
#[tl(transparent)]
struct HashRef<'a>(&'a [u8; 32]);

#[derive(Debug, PartialEq, TlObject)]
enum PublicKey<'a> {
    #[tl("pub.ed25519 key:int256 = PublicKey;", filler)]
    Ed25519 { key: HashRef<'a> },
    #[tl("pub.aes key:int256 = PublicKey;")]
    Aes { key: HashRef<'a> },
    #[tl("pub.overlay name:bytes = PublicKey;")]
    Overlay { name: &'a [u8] },
}

#[derive(Debug, PartialEq, TlObject)]
enum Address<'a> {
    #[tl("adnl.address.udp ip:int port:int = adnl.Address;", filler)]
    Udp { ip: i32, port: i32 },
    #[tl("adnl.address.udp6 ip:int128 port:int = adnl.Address;")]
    Udp6 { ip: &'a [u8; 16], port: i32 },
    #[tl("adnl.address.tunnel to:int256 pubkey:PublicKey = adnl.Address;")]
    Tunnel {
        to: HashRef<'a>,
        pubkey: PublicKey<'a>,
    },
}

#[derive(Debug, Clone, PartialEq, TlObject)]
#[tl("tonNode.blockId workchain:int shard:long seqno:int = tonNode.BlockId;")]
struct BlockId {
    workchain: i32,
    #[tl(with = shard)]
    shard: u64,
    seqno: i32,
}

/// A shard must be a round number in this example.
mod shard {
    use tl_runtime::codec::{DecodeErrorKind, Decoder, Encoder};

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> u64 {
        let shard = decoder.long() as u64;
        if shard % 10_000 != 0 {
            decoder.fail(DecodeErrorKind::Invalid(
                "a shard that is not a round number",
            ));
        }
        shard
    }

    pub(super) fn encode(shard: &u64, encoder: &mut Encoder) {
        encoder.long(*shard as i64);
    }
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "liteServer.lookupBlock mode:# id:tonNode.blockId lt:mode.1?long utime:mode.2?int \
     = liteServer.BlockHeader;",
    response = BlockHeader
)]
struct LookupBlock {
    id: BlockId,
    lt: Option<i64>,
    utime: Option<i32>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "tonNode.blockIdExt workchain:int shard:long seqno:int root_hash:int256 file_hash:int256 \
     = tonNode.BlockIdExt;"
)]
struct BlockIdExt {
    workchain: i32,
    shard: i64,
    seqno: i32,
    root_hash: [u8; 32],
    file_hash: [u8; 32],
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "liteServer.blockHeader id:tonNode.blockIdExt mode:# header_proof:bytes \
     = liteServer.BlockHeader;"
)]
struct BlockHeader {
    id: BlockIdExt,
    mode: u32,
    header_proof: Vec<u8>,
}

/// The value to sign has no signature yet; the value to send has one.
#[derive(Debug, PartialEq, TlObject)]
#[tl("message value:long my_signature:signature = Message;")]
struct Message<S> {
    value: i64,
    my_signature: S,
}

/// The same with tl-proto.
mod theirs {
    use tl_proto::{TlPacket, TlRead, TlWrite};

    #[derive(TlWrite)]
    pub(super) struct Message {
        pub value: u64,
        #[tl(signature)]
        pub my_signature: [u8; 64],
    }

    /// The value that tl-proto hashes for the signature.
    #[derive(Default)]
    pub(super) struct Unsigned(pub Vec<u8>);

    impl TlPacket for Unsigned {
        fn ignore_signature(&self) -> bool {
            true
        }

        fn write_u32(&mut self, data: u32) {
            self.0.extend(data.to_le_bytes());
        }

        fn write_i32(&mut self, data: i32) {
            self.0.extend(data.to_le_bytes());
        }

        fn write_u64(&mut self, data: u64) {
            self.0.extend(data.to_le_bytes());
        }

        fn write_i64(&mut self, data: i64) {
            self.0.extend(data.to_le_bytes());
        }

        fn write_raw_slice(&mut self, data: &[u8]) {
            self.0.extend(data);
        }
    }

    #[derive(TlRead, TlWrite)]
    #[tl(boxed)]
    pub(super) enum PublicKey<'tl> {
        #[tl(id = 0x4813b4c6)]
        Ed25519 { key: &'tl [u8; 32] },
        #[tl(id = 0x2dbcadd4)]
        Aes { key: &'tl [u8; 32] },
        #[tl(id = 0x34ba45cb)]
        Overlay { name: &'tl [u8] },
    }

    #[derive(TlRead, TlWrite)]
    #[tl(boxed)]
    pub(super) enum Address<'tl> {
        #[tl(id = 0x670da6e7)]
        Udp { ip: i32, port: i32 },
        #[tl(id = 0xe31d63fa)]
        Udp6 { ip: &'tl [u8; 16], port: i32 },
        #[tl(id = 0x092b02eb)]
        Tunnel {
            to: &'tl [u8; 32],
            pubkey: PublicKey<'tl>,
        },
    }

    #[derive(TlRead, TlWrite)]
    pub(super) struct BlockId {
        pub workchain: i32,
        pub shard: u64,
        pub seqno: u32,
    }

    #[derive(TlRead, TlWrite)]
    #[tl(boxed, id = 0xfac8f71e)]
    #[allow(dead_code, reason = "tl-proto wants a field for the mask")]
    pub(super) struct LookupBlock {
        #[tl(flags)]
        pub mode: (),
        pub id: BlockId,
        #[tl(flags_bit = 1)]
        pub lt: Option<u64>,
        #[tl(flags_bit = 2)]
        pub utime: Option<u32>,
    }
}

const KEY: [u8; 32] = [0xa5; 32];

fn same<'a, T>(
    ours: &T,
    theirs: impl tl_proto::TlWrite<Repr = tl_proto::Boxed>,
    buffer: &'a mut Vec<u8>,
) where
    T: tl_runtime::Decode<'a> + tl_runtime::Encode + PartialEq + std::fmt::Debug,
{
    *buffer = tl_runtime::to_bytes(ours).unwrap();
    assert_eq!(*buffer, tl_proto::serialize(theirs), "{ours:?}");
    let read: T = tl_runtime::from_bytes(buffer).unwrap();
    assert_eq!(read, *ours);
}

#[test]
fn keys_and_addresses_have_the_bytes_of_tl_proto() {
    let buffer = || Box::leak(Box::<Vec<u8>>::default());
    let key = HashRef(&KEY);
    same(
        &PublicKey::Ed25519 { key },
        theirs::PublicKey::Ed25519 { key: &KEY },
        buffer(),
    );
    same(
        &PublicKey::Aes { key },
        theirs::PublicKey::Aes { key: &KEY },
        buffer(),
    );
    for length in [0, 1, 2, 3, 4, 253, 254, 300] {
        let name = &vec![7; length];
        same(
            &PublicKey::Overlay { name },
            theirs::PublicKey::Overlay { name },
            buffer(),
        );
    }
    let (ip, port) = (-1_062_731_775, 3000);
    same(
        &Address::Udp { ip, port },
        theirs::Address::Udp { ip, port },
        buffer(),
    );
    let ip = &[1; 16];
    same(
        &Address::Udp6 { ip, port },
        theirs::Address::Udp6 { ip, port },
        buffer(),
    );
    let ours = Address::Tunnel {
        to: key,
        pubkey: PublicKey::Aes { key },
    };
    let theirs = theirs::Address::Tunnel {
        to: &KEY,
        pubkey: theirs::PublicKey::Aes { key: &KEY },
    };
    same(&ours, theirs, buffer());
}

#[test]
fn a_request_with_a_mask_has_the_bytes_of_tl_proto() {
    for (lt, utime) in [
        (None, None),
        (Some(5), None),
        (None, Some(6)),
        (Some(7), Some(8)),
    ] {
        let id = BlockId {
            workchain: -1,
            shard: 0x8000_0000_0000_0000 / 10_000 * 10_000,
            seqno: 9,
        };
        let theirs = theirs::LookupBlock {
            mode: (),
            id: theirs::BlockId {
                workchain: -1,
                shard: id.shard,
                seqno: 9,
            },
            lt: lt.map(|lt| lt as u64),
            utime: utime.map(|utime| utime as u32),
        };
        let ours = LookupBlock { id, lt, utime };
        same(&ours, theirs, Box::leak(Box::default()));
    }
}

#[test]
fn a_bare_value_has_the_bytes_of_tl_proto_and_a_boxed_one_has_the_id_of_its_text() {
    let ours = BlockId {
        workchain: 0,
        shard: 20_000,
        seqno: 1,
    };
    let theirs = theirs::BlockId {
        workchain: 0,
        shard: 20_000,
        seqno: 1,
    };
    assert_eq!(
        tl_runtime::codec::to_bytes_bare(&ours).unwrap(),
        tl_proto::serialize(theirs)
    );
    assert_eq!(
        tl_runtime::to_bytes(&ours).unwrap()[..4],
        0xb7cd_b167_u32.to_le_bytes()
    );
}

#[test]
fn functions_of_the_users_may_refuse_a_value() {
    let mut bytes = tl_runtime::to_bytes(&BlockId {
        workchain: 0,
        shard: 10_000,
        seqno: 1,
    })
    .unwrap();
    bytes[8] += 1;
    let error = tl_runtime::from_bytes::<BlockId>(&bytes).unwrap_err();
    assert_eq!(
        error.kind,
        tl_runtime::codec::DecodeErrorKind::Invalid("a shard that is not a round number")
    );
    assert_eq!((error.offset, error.reading), (16, Some("tonNode.blockId")));
}

#[test]
fn an_answer_is_of_the_type_that_the_request_names() {
    let header = BlockHeader {
        id: BlockIdExt {
            workchain: -1,
            shard: i64::MIN,
            seqno: 1,
            root_hash: KEY,
            file_hash: KEY,
        },
        mode: 3,
        header_proof: vec![1, 2, 3],
    };
    let call = LookupBlock {
        id: BlockId {
            workchain: -1,
            shard: 0,
            seqno: 1,
        },
        lt: None,
        utime: None,
    };
    let bytes = tl_runtime::to_bytes(&header).unwrap();
    assert_eq!(call.decode_response(&bytes).unwrap(), header);
}

#[test]
fn a_message_is_signed_without_its_signature() {
    use tl_proto::TlWrite;

    let my_signature = [5; 64];
    let theirs = theirs::Message {
        value: 7,
        my_signature,
    };
    let mut unsigned = theirs::Unsigned::default();
    theirs.write_to(&mut unsigned);
    let ours = Message::<&[u8]> {
        value: 7,
        my_signature: &[],
    };
    assert_eq!(tl_runtime::codec::to_bytes_bare(&ours).unwrap(), unsigned.0);
    let ours = Message {
        value: 7,
        my_signature,
    };
    assert_eq!(
        tl_runtime::codec::to_bytes_bare(&ours).unwrap(),
        tl_proto::serialize(theirs)
    );
}
