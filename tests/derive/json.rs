//! JSON of hand-written types, and serde's traits.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tl_runtime::TlObject;
use tl_runtime::json::{ToJson, from_str, to_string};

/// Asserts that a value encodes to this text and decodes from it.
#[track_caller]
fn round<T>(value: &T, text: &str)
where
    T: tl_runtime::json::ToJson + tl_runtime::json::FromJson + PartialEq + Debug,
{
    let json = tl_runtime::json::to_value(value).unwrap();
    assert_eq!(to_string(&json).unwrap(), text);
    assert_eq!(&tl_runtime::json::from_value::<T>(json).unwrap(), value);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(transparent, serde)]
struct UserId(i64);

#[derive(Debug, PartialEq, TlObject)]
#[tl(
    "user id:long rank:int53 flags:# bot:flags.0?true phone:flags.1?string = User;",
    serde
)]
struct User {
    id: UserId,
    #[tl(rename = "rank")]
    place: i64,
    bot: bool,
    phone: Option<String>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl(serde)]
enum Peer {
    #[tl("peerNobody = Peer;")]
    Nobody,
    #[tl("peerUser user_id:long = Peer;")]
    User {
        user_id: i64,
    },
    #[tl("peerPair mode:# first:mode.0?long second:mode.0?long = Peer;")]
    Pair {
        mode: u32,
        first: Option<i64>,
        second: Option<i64>,
    },
    #[tl("peerChat int53 = Peer;")]
    Chat(i64),
    Channel(Channel),
    #[tl(other)]
    Other(u32, Vec<u8>),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("peerChannel channel_id:int = Peer;", serde)]
struct Channel(i32);

#[derive(Debug, PartialEq, TlObject)]
#[tl("chat title:string photo:Photo users:vector<User> = Chat;", serde)]
struct Chat {
    title: String,
    #[tl(nullable)]
    photo: Option<Box<Photo>>,
    #[tl(nullable)]
    users: Vec<Option<User>>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("photo data:bytes = Photo;", json)]
struct Photo {
    data: Vec<u8>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("entry name:string key:int128 body:Body = Entry;", serde)]
struct Entry<T: Debug> {
    name: String,
    key: [u8; 16],
    body: T,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("borrowed name:string data:bytes = Borrowed;", serde)]
struct Borrowed<'a> {
    name: &'a str,
    data: &'a [u8],
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("getUser id:long = User;", response = User, json)]
struct GetUser {
    id: i64,
}

fn user() -> User {
    User {
        id: UserId(1 << 60),
        place: 7,
        bot: false,
        phone: None,
    }
}

#[test]
fn structs_are_objects() {
    round(
        &user(),
        r#"{"@type":"user","id":"1152921504606846976","rank":7,"flags":0}"#,
    );
    let bot = User {
        bot: true,
        phone: Some("+1".into()),
        ..user()
    };
    let text =
        r#"{"@type":"user","id":"1152921504606846976","rank":7,"flags":3,"bot":true,"phone":"+1"}"#;
    round(&bot, text);
    round(&GetUser { id: 5 }, r#"{"@type":"getUser","id":"5"}"#);
    assert_eq!(from_str::<User>(text).unwrap(), bot);
    assert_eq!(to_string(&bot).unwrap(), text);
}

#[test]
fn variants_say_which_they_are() {
    round(&Peer::Nobody, r#"{"@type":"peerNobody"}"#);
    round(
        &Peer::User { user_id: -1 },
        r#"{"@type":"peerUser","user_id":"-1"}"#,
    );
    round(&Peer::Chat(3), r#"{"@type":"peerChat","value":3}"#);
    round(
        &Peer::Channel(Channel(4)),
        r#"{"@type":"peerChannel","channel_id":4}"#,
    );
    let pair = Peer::Pair {
        mode: 8,
        first: Some(1),
        second: Some(2),
    };
    round(
        &pair,
        r#"{"@type":"peerPair","mode":9,"first":"1","second":"2"}"#,
    );
}

#[test]
fn what_is_not_known_has_no_json() {
    let error = to_string(&Peer::Other(7, vec![])).unwrap_err().to_string();
    assert_eq!(
        error,
        "an unknown constructor that comes from bytes has no JSON form"
    );
    let error = from_str::<Peer>(r#"{"@type":"peerSecret"}"#)
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "expected Peer, found \"@type\":\"peerSecret\", which is not one of its constructors"
    );
}

#[test]
fn fields_that_share_a_bit_must_agree() {
    let half = Peer::Pair {
        mode: 0,
        first: Some(1),
        second: None,
    };
    let error = to_string(&half).unwrap_err().to_string();
    let wire = tl_runtime::to_bytes(&half).unwrap_err().to_string();
    assert_eq!(error, wire);
    assert!(error.contains("mode.0"), "{error}");
}

#[test]
fn what_may_be_null_is_left_out_and_the_wire_refuses_it() {
    let chat = Chat {
        title: "a".into(),
        photo: None,
        users: vec![None, Some(user())],
    };
    let text = r#"{"@type":"chat","title":"a","users":[null,{"@type":"user","id":"1152921504606846976","rank":7,"flags":0}]}"#;
    round(&chat, text);
    let error = tl_runtime::to_bytes(&chat).unwrap_err().to_string();
    assert_eq!(error, "chat: photo is None, but the wire has no null");
    let whole = Chat {
        photo: Some(Box::new(Photo { data: vec![1, 2] })),
        users: vec![Some(user())],
        ..chat
    };
    let bytes = tl_runtime::to_bytes(&whole).unwrap();
    assert_eq!(tl_runtime::from_bytes::<Chat>(&bytes).unwrap(), whole);
}

#[test]
fn generic_structs_have_json_where_their_parts_have() {
    let entry = Entry {
        name: "n".into(),
        key: [0xff; 16],
        body: Peer::Nobody,
    };
    let text = r#"{"@type":"entry","name":"n","key":"/////////////////////w==","body":{"@type":"peerNobody"}}"#;
    round(&entry, text);
    assert_eq!(from_str::<Entry<Peer>>(text).unwrap(), entry);
}

#[test]
fn what_borrows_is_written_only() {
    let value = Borrowed {
        name: "n",
        data: &[0],
    };
    let text = r#"{"@type":"borrowed","name":"n","data":"AA=="}"#;
    assert_eq!(to_string(&value).unwrap(), text);
}

#[test]
fn serde_writes_and_reads_the_same() {
    #[track_caller]
    fn same<T>(value: &T)
    where
        T: ToJson + Serialize + DeserializeOwned + PartialEq + Debug,
    {
        let text = serde_json::to_string(value).unwrap();
        assert_eq!(text, to_string(value).unwrap());
        assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    }
    same(&UserId(5));
    same(&user());
    same(&Peer::User { user_id: 5 });
    same(&Peer::Channel(Channel(4)));
    same(&Entry {
        name: "\u{7}\n".into(),
        key: [1; 16],
        body: Peer::Nobody,
    });
    // Types without serde's traits may be part of one that has them.
    same(&Chat {
        title: "é".into(),
        photo: Some(Box::new(Photo { data: vec![1, 2] })),
        users: vec![None, Some(user())],
    });
    let borrowed = Borrowed {
        name: "n",
        data: &[0],
    };
    assert_eq!(
        serde_json::to_string(&borrowed).unwrap(),
        to_string(&borrowed).unwrap()
    );
}

#[test]
fn serde_gives_the_same_errors() {
    let text = r#"{"@type":"user","rank":"x"}"#;
    assert_eq!(
        serde_json::from_str::<User>(text).unwrap_err().to_string(),
        from_str::<User>(text).unwrap_err().to_string(),
    );
    let other = Peer::Other(7, vec![]);
    assert_eq!(
        serde_json::to_string(&other).unwrap_err().to_string(),
        to_string(&other).unwrap_err().to_string(),
    );
}
