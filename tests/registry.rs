//! What is possible with values whose types are unknown before decoding?

use gen_api::{enums, functions, types};
use gen_mtproto::ours::types::{Message, MsgContainer, RpcResult};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::{AnyObject, EntryKind, Registry};
use tl_runtime::{Function, from_bytes, to_bytes};

use crate::support::memory::peak;
use crate::support::vectors::WAYS;

/// MTProto's own messages, and the API.
static ALL: Registry = Registry::chain(
    &gen_mtproto::ours::registry::TABLE,
    &gen_api::registry::TABLE,
);

fn update() -> functions::photos::UpdateProfilePhoto {
    functions::photos::UpdateProfilePhoto::new(
        types::InputPhoto {
            id: 1,
            access_hash: 2,
            file_reference: vec![3],
        }
        .into(),
    )
}

#[test]
fn a_request_says_what_it_is_and_goes_back_to_its_type() {
    let object = gen_api::registry::decode(&to_bytes(&update()).unwrap()).unwrap();
    assert_eq!(
        (object.id(), object.name()),
        (0x09e8_2039, "photos.updateProfilePhoto")
    );
    assert_eq!(object.to_bytes(), to_bytes(&update()));
    assert!(*object == *object.clone());
    let object = object.downcast::<types::InputPhoto>().unwrap_err();
    assert_eq!(
        *object
            .downcast::<functions::photos::UpdateProfilePhoto>()
            .unwrap(),
        update()
    );
}

#[test]
fn the_tables_are_sorted_and_as_large_as_the_schema() {
    for (way, registry) in WAYS {
        let entries = registry.entries();
        assert!(entries.is_sorted_by(|a, b| a.id() < b.id()), "{way}");
        let functions = entries
            .iter()
            .filter(|entry| entry.kind() == EntryKind::Function)
            .count();
        assert_eq!(
            (entries.len() - functions, functions),
            (1_700, 850),
            "{way}"
        );
    }
}

#[test]
fn an_answer_holds_an_object_of_another_schema() {
    let photo = types::photos::Photo {
        photo: types::PhotoEmpty { id: 5 }.into(),
        users: Vec::new(),
    };
    let result = RpcResult {
        req_msg_id: 7,
        result: Box::new(photo.clone()),
    };
    let bytes = to_bytes(&result).unwrap();
    let object = ALL.decode(&bytes).unwrap().downcast::<RpcResult>().unwrap();
    assert_eq!(*object, result);
    assert_eq!(
        object.result.downcast_ref::<types::photos::Photo>(),
        Some(&photo)
    );
    // Each schema alone knows only one half.
    let error = gen_mtproto::ours::registry::decode(&bytes).unwrap_err();
    let kind = DecodeErrorKind::UnexpectedId {
        found: photo.id(),
        expected: None,
    };
    assert_eq!(
        (error.kind, error.offset, error.reading),
        (kind, 12, Some("rpc_result"))
    );
    let error = gen_api::registry::decode(&bytes).unwrap_err();
    let kind = DecodeErrorKind::UnexpectedId {
        found: result.id(),
        expected: None,
    };
    assert_eq!((error.kind, error.offset), (kind, 0));
}

#[test]
fn an_answer_without_a_registry_is_an_error() {
    let result = RpcResult {
        req_msg_id: 7,
        result: Box::new(types::PhotoEmpty { id: 5 }),
    };
    let error = from_bytes::<RpcResult>(&to_bytes(&result).unwrap()).unwrap_err();
    assert_eq!(
        (error.kind, error.offset),
        (DecodeErrorKind::NoRegistry, 12)
    );
    assert_eq!(error.reading, Some("rpc_result"));
}

#[test]
fn an_object_can_be_a_function() {
    let result = RpcResult {
        req_msg_id: 7,
        result: Box::new(update()),
    };
    let object = ALL.decode(&to_bytes(&result).unwrap()).unwrap();
    assert_eq!(object.downcast_ref(), Some(&result));
}

#[test]
fn a_container_holds_calls() {
    let ping = gen_mtproto::ours::functions::Ping { ping_id: 5 };
    let messages = [Box::new(update()) as Box<dyn AnyObject>, Box::new(ping)];
    let messages = messages.map(|body| Message {
        msg_id: 1,
        seqno: 0,
        bytes: 12,
        body,
    });
    let container = MsgContainer {
        messages: messages.into(),
    };
    let object = ALL.decode(&to_bytes(&container).unwrap()).unwrap();
    assert_eq!(object.downcast_ref(), Some(&container));
}

#[test]
fn a_container_holds_bare_messages_with_objects() {
    let messages = [1, 2].map(|id| {
        let body = types::PhotoEmpty { id };
        Message {
            msg_id: id,
            seqno: 0,
            bytes: 12,
            body: Box::new(body),
        }
    });
    let container = MsgContainer {
        messages: messages.into(),
    };
    let bytes = to_bytes(&container).unwrap();
    // The id, the count, and for each message its fields and a photoEmpty of 12 bytes.
    assert_eq!(bytes.len(), 4 + 4 + 2 * (16 + 12));
    let object = ALL.decode(&bytes).unwrap();
    assert_eq!(*object.downcast::<MsgContainer>().unwrap(), container);
}

#[test]
fn containers_in_containers_are_too_deep_at_some_time() {
    let mut bytes = Vec::new();
    for _ in 0..1_000_000 {
        bytes.extend(0x73f1_f8dc_u32.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend([0; 16]);
    }
    assert_eq!(
        ALL.decode(&bytes).unwrap_err().kind,
        DecodeErrorKind::TooDeep
    );
}

/// Each container claims as many messages as fit. Each message is another container.
#[test]
fn containers_in_containers_take_memory_in_proportion_to_their_bytes() {
    const SIZE: usize = 1 << 20;
    let mut bytes = Vec::new();
    for _ in 0..60 {
        bytes.extend(0x73f1_f8dc_u32.to_le_bytes());
        bytes.extend(((SIZE - bytes.len() - 8) / 20).to_le_bytes()[..4].iter());
        bytes.extend([0; 16]);
    }
    bytes.resize(SIZE, 0);
    let (result, memory) = peak(|| ALL.decode(&bytes));
    result.unwrap_err();
    assert!(memory < 6 * SIZE, "{memory}");
}

#[test]
fn the_grammers_schema_is_a_registry_too() {
    let ping = gen_mtproto::grammers::functions::Ping { ping_id: 9 };
    let object = gen_mtproto::grammers::registry::decode(&to_bytes(&ping).unwrap()).unwrap();
    assert_eq!(
        *object
            .downcast::<gen_mtproto::grammers::functions::Ping>()
            .unwrap(),
        ping
    );
}

#[test]
fn a_server_reads_calls_in_calls_whatever_is_inside() {
    type Any = Box<dyn AnyObject>;
    let call = functions::InvokeWithLayer {
        layer: 230,
        query: functions::InvokeWithoutUpdates { query: update() },
    };
    let bytes = to_bytes(&call).unwrap();
    let object = gen_api::registry::decode(&bytes).unwrap();
    assert_eq!(object.to_bytes().unwrap(), bytes);
    let outer = object
        .downcast::<functions::InvokeWithLayer<Any>>()
        .unwrap();
    assert_eq!(outer.layer, 230);
    let inner = outer
        .query
        .downcast_ref::<functions::InvokeWithoutUpdates<Any>>()
        .unwrap();
    assert_eq!(inner.query.downcast_ref(), Some(&update()));
    // If the type inside is known, no registry is needed.
    type Known = functions::InvokeWithLayer<
        functions::InvokeWithoutUpdates<functions::photos::UpdateProfilePhoto>,
    >;
    assert_eq!(from_bytes::<Known>(&bytes).unwrap(), call);
}

/// `{X:Type} layer:int query:!X = X`: the exclamation mark requires a function, even if the Rust type accepts
/// anything.
#[test]
fn a_call_in_a_call_cannot_be_a_constructor() {
    type Any = Box<dyn AnyObject>;
    let constructor: Any = Box::new(types::PhotoEmpty { id: 5 });
    let found = constructor.id();
    let call = functions::InvokeWithLayer {
        layer: 230,
        query: constructor,
    };
    let bytes = to_bytes(&call).unwrap();
    for (way, registry) in WAYS {
        let error = registry.decode(&bytes).unwrap_err();
        let place = (error.kind, error.offset);
        let expected = EntryKind::Function;
        let kind = DecodeErrorKind::WrongKind { expected, found };
        assert_eq!(place, (kind, 8), "{way}");
    }
    // The same deeper, and in a box.
    let outer = functions::InvokeWithoutUpdates {
        query: Box::new(call),
    };
    let options = tl_runtime::DecodeOptions::new().registry(&gen_api::registry::TABLE);
    type Boxed = functions::InvokeWithoutUpdates<Box<functions::InvokeWithLayer<Box<Any>>>>;
    let read = options.decode::<Boxed>(&to_bytes(&outer).unwrap());
    let error = read.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with(": expected a function, found the constructor photoEmpty (2331b22d)"),
        "{error}"
    );
}

#[test]
fn the_answer_to_a_call_in_a_call_is_that_of_the_inner_one() {
    let call = functions::InvokeWithLayer {
        layer: 230,
        query: update(),
    };
    let answer = types::photos::Photo {
        photo: types::PhotoEmpty { id: 5 }.into(),
        users: Vec::new(),
    };
    let bytes = to_bytes(&answer).unwrap();
    let read: enums::photos::Photo = call.decode_response(&bytes).unwrap();
    assert_eq!(read, answer);
}

#[test]
fn an_answer_can_be_a_vector_or_a_bool() {
    let call = functions::users::GetUsers {
        id: vec![enums::InputUser::UserSelf],
    };
    let users: Vec<enums::User> = vec![types::UserEmpty { id: 4 }.into()];
    let mut bytes = vec![0x15, 0xc4, 0xb5, 0x1c, 1, 0, 0, 0];
    tl_runtime::codec::append_to(&mut bytes, &users[0]).unwrap();
    assert_eq!(call.decode_response(&bytes).unwrap(), users);
    let call = functions::account::UpdateStatus { offline: true };
    assert!(call.decode_response(&to_bytes(&true).unwrap()).unwrap());
    assert!(call.decode_response(&[]).is_err());
}
