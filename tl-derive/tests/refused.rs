//! What does the error say if `encode` of a `with` module refuses a value?
#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a test may fail by a panic"
)]

use std::time::Duration;

use tl_runtime::codec::EncodeErrorKind;
use tl_runtime::{Serve, TlObject};

mod seconds {
    use std::time::Duration;

    use tl_runtime::codec::{Decoder, EncodeErrorKind, Encoder};

    pub(super) fn decode(decoder: &mut Decoder<'_>) -> Duration {
        Duration::from_secs(decoder.int().unsigned_abs().into())
    }

    pub(super) fn encode(value: &Duration, encoder: &mut Encoder) {
        match value.as_secs().try_into() {
            Ok(seconds) => encoder.int(seconds),
            Err(_) => encoder.fail(EncodeErrorKind::Invalid("the duration is too long")),
        }
    }
}

const GOOD: Duration = Duration::from_secs(5);
const LONG: Duration = Duration::from_secs(u64::MAX);

#[derive(TlObject)]
#[tl("folder id:long timeout:int mode:# pause:mode.0?int name:string = Folder;")]
struct Folder {
    id: i64,
    #[tl(with = seconds)]
    timeout: Duration,
    #[tl(with = seconds)]
    pause: Option<Duration>,
    name: String,
}

fn folder(timeout: Duration, pause: Option<Duration>) -> Folder {
    Folder {
        id: 1,
        timeout,
        pause,
        name: "a".into(),
    }
}

#[derive(TlObject)]
#[tl("folders number:int all:Vector<folder> = Folders;")]
struct Folders {
    number: i32,
    all: Vec<Folder>,
}

#[derive(TlObject)]
enum Wait {
    #[tl("wait.once time:int = Wait;")]
    Once(#[tl(with = seconds)] Duration),
    #[tl("wait.folders first:folder last:int = Wait;")]
    Folders {
        first: Folder,
        #[tl(with = seconds)]
        last: Duration,
    },
}

#[derive(TlObject)]
#[tl("getFolders = Vector Folder;", response = Vec<Folder>)]
struct GetFolders;

fn refused(value: &impl tl_runtime::Encode) -> String {
    tl_runtime::to_bytes(value).unwrap_err().to_string()
}

#[test]
fn a_refused_value_is_named_by_its_field() {
    let timeout = "folder: timeout: the duration is too long";
    assert_eq!(refused(&folder(LONG, None)), timeout);
    assert_eq!(refused(&folder(LONG, Some(LONG))), timeout);
    let pause = "folder: pause: the duration is too long";
    assert_eq!(refused(&folder(GOOD, Some(LONG))), pause);
    let all = vec![folder(GOOD, None), folder(LONG, None)];
    assert_eq!(refused(&Folders { number: 2, all }), timeout);
    assert!(tl_runtime::to_bytes(&folder(GOOD, Some(GOOD))).is_ok());
}

#[test]
fn in_a_variant_the_field_of_the_innermost_constructor_is_named() {
    let once = "wait.once: time: the duration is too long";
    assert_eq!(refused(&Wait::Once(LONG)), once);
    let wait = |first, last| Wait::Folders {
        first: folder(first, None),
        last,
    };
    let last = "wait.folders: last: the duration is too long";
    assert_eq!(refused(&wait(GOOD, LONG)), last);
    let timeout = "folder: timeout: the duration is too long";
    assert_eq!(refused(&wait(LONG, LONG)), timeout);
}

#[test]
fn in_an_answer_the_field_is_named_too() {
    let error = GetFolders
        .encode_response(&vec![folder(LONG, None)])
        .unwrap_err();
    assert_eq!(
        *error.kind,
        EncodeErrorKind::InvalidField {
            constructor: "folder",
            field: "timeout",
            reason: "the duration is too long"
        }
    );
}
