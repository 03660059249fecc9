//! Sources of a declaration: a file, only an id, and the parts that are taken from the text.

use tl_runtime::{Identify, TlObject};

use crate::derive::forms::Point;
use crate::derive::round;

#[derive(Debug, PartialEq, TlObject)]
#[tl(id = 0x0000_0040)]
struct Manual {
    #[tl(mask)]
    flags: u32,
    #[tl(bit = "flags.0")]
    silent: bool,
    #[tl(bit = "flags.1")]
    date: Option<i32>,
    name: String,
    point: Point,
    #[tl(type = "vector %Point")]
    points: Vec<Point>,
    #[tl(with = super::forms::reversed)]
    own: u32,
    key: [u8; 16],
    ok: bool,
}

#[derive(Debug, PartialEq, TlObject)]
enum Addr {
    #[tl(id = 0x670d_a6e7, name = "adnl.address.udp", filler)]
    Udp { ip: i32, port: i32 },
    #[tl(id = 0x0000_0041)]
    Nowhere,
}

#[test]
fn without_a_schema_there_is_an_id() {
    let manual = Manual {
        flags: 0x10,
        silent: true,
        date: Some(2),
        name: "abc".into(),
        point: Point(3, 4),
        points: vec![Point(5, 6)],
        own: 1,
        key: [0; 16],
        ok: true,
    };
    let words = [
        0x40,
        0x13,
        2,
        0x6362_6103,
        2,
        3,
        4,
        1,
        5,
        6,
        0x0100_0000,
        0,
        0,
        0,
        0,
        0x9972_75b5,
    ];
    round(&manual, &words);
    assert_eq!(
        Manual::TL,
        "manual#00000040 flags:# silent:flags.0?true date:flags.1?int name:string point:Point \
         points:vector<%Point> own:own key:int128 ok:Bool = Manual"
    );
    round(&Addr::Udp { ip: 1, port: 2 }, &[0x670d_a6e7, 1, 2]);
    round(&Addr::Nowhere, &[0x41]);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(schema = "../schemas/photos.tl", name = "inputPhoto")]
struct FromFile {
    id: i64,
    access_hash: i64,
    file_reference: Vec<u8>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(schema = "../schemas/photos.tl")]
enum InputPhoto {
    #[tl(name = "inputPhotoEmpty")]
    Empty,
    #[tl(name = "inputPhoto")]
    Photo(i64, i64, Vec<u8>),
}

#[test]
fn declarations_may_be_in_a_file() {
    assert_eq!(FromFile::ID, 0x3bb3_b94a);
    round(
        &InputPhoto::Photo(1, 2, vec![2, 3]),
        &[0x3bb3_b94a, 1, 0, 2, 0, 0x0003_0202],
    );
    round(&InputPhoto::Empty, &[0x1cd7_bf0d]);
    let file = FromFile {
        id: 1,
        access_hash: 2,
        file_reference: vec![2],
    };
    round(&file, &[0x3bb3_b94a, 1, 0, 2, 0, 0x0000_0201]);
}

mod elsewhere {
    pub(super) mod runtime {
        pub(crate) use tl_runtime::*;
    }
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "one#00000050 x:int = One;",
    unchecked_id,
    crate = "elsewhere::runtime"
)]
struct Quoted {
    x: i32,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("two#00000051 x:int = Two;", unchecked_id, crate = elsewhere::runtime)]
struct Plain {
    x: i32,
}

#[test]
fn the_runtime_may_have_another_path() {
    round(&Quoted { x: 1 }, &[0x50, 1]);
    round(&Plain { x: 1 }, &[0x51, 1]);
}

#[test]
fn an_id_that_is_not_written_is_that_of_the_text() {
    #[derive(Debug, PartialEq, TlObject)]
    #[tl("adnl.address.udp ip:int port:int = adnl.Address;")]
    struct Udp {
        ip: i32,
        port: i32,
    }
    assert_eq!(Udp::ID, 0x670d_a6e7);
    round(&Udp { ip: 1, port: 2 }, &[0x670d_a6e7, 1, 2]);
}
