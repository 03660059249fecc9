//! What can be done with a value of any type?

use tl_runtime::codec::{Declared, DecodeErrorKind, Decoder, Encoder, FunctionForm, Head, NoId};
use tl_runtime::value::{AnyObject, Entry, EntryKind, Registry, Secret};
use tl_runtime::{Decode, DecodeOptions, Encode, Lazy, from_bytes, to_bytes};

use crate::hand::{Call, Chain, Link, Masked, Message, Messages, Pair, Ping, declare, words};

pub(crate) static TABLE: Registry = Registry::new(&[
    Entry::constructor::<Pair>(),
    Entry::constructor::<Link>(),
    Entry::constructor::<Masked>(),
    Entry::function::<Call>(),
    Entry::constructor::<Message>(),
    Entry::constructor::<Messages>(),
    Entry::function::<Ping>(),
]);

fn pair() -> Pair {
    Pair {
        x: 7,
        y: vec!["seven".into()],
    }
}

#[test]
fn an_object_says_what_it_is() {
    let object: Box<dyn AnyObject> = Box::new(pair());
    assert_eq!((object.id(), object.name()), (1, "pair"));
    assert_eq!(object.to_bytes().unwrap(), to_bytes(&pair()).unwrap());
    assert_eq!(format!("{object:?}"), format!("{:?}", pair()));
}

#[test]
fn an_object_goes_back_to_its_type_and_to_no_other() {
    let mut object: Box<dyn AnyObject> = Box::new(pair());
    assert!(object.is::<Pair>() && !object.is::<Link>());
    assert_eq!(object.downcast_ref::<Pair>(), Some(&pair()));
    assert_eq!(object.downcast_ref::<Masked>(), None);
    object.downcast_mut::<Pair>().unwrap().x = 8;
    let object = object.downcast::<Masked>().unwrap_err();
    assert_eq!(object.downcast::<Pair>().unwrap().x, 8);
}

#[test]
fn objects_are_copied_and_compared() {
    let object: Box<dyn AnyObject> = Box::new(pair());
    let copy = object.clone();
    assert!(*copy == *object);
    let other: Box<dyn AnyObject> = Box::new(Pair { x: 8, ..pair() });
    assert!(*other != *object);
    let other: Box<dyn AnyObject> = Box::new(Masked {
        on: false,
        version: None,
    });
    assert!(*other != *object);
}

#[test]
fn without_a_registry_an_object_is_an_error_that_says_so() {
    let error = from_bytes::<Box<dyn AnyObject>>(&to_bytes(&pair()).unwrap()).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::NoRegistry);
    assert!(error.to_string().contains("registry"), "{error}");
    let error = from_bytes::<Call>(&words(&[5, 5])).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::NoRegistry);
    assert_eq!(error.reading, Some("call"));
}

#[test]
fn a_constructor_where_a_function_belongs_is_an_error() {
    let bytes = words(&[5, 4, 0]);
    let error = TABLE.decode(&bytes).unwrap_err();
    let (expected, found) = (EntryKind::Function, 4);
    assert_eq!(error.kind, DecodeErrorKind::WrongKind { expected, found });
    assert_eq!(
        error.to_string(),
        "at byte 4, reading call: expected a function, found the constructor masked (00000004)"
    );
    let error = TABLE.decode(&words(&[5, 99])).unwrap_err();
    assert_eq!(
        error.kind,
        DecodeErrorKind::UnexpectedId {
            found: 99,
            expected: None
        }
    );
    assert_eq!(error.offset, 4);
}

/// Whatever a box of any object is in, as an `!X` it is a function.
#[test]
fn a_function_in_another_type_is_still_a_function() {
    fn call<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Result<T, DecodeErrorKind> {
        let options = DecodeOptions::new().registry(&TABLE);
        let call = options.decode_as(FunctionForm, bytes);
        call.map_err(|error| error.kind)
    }
    fn only_functions<'a, T: Decode<'a>>(ping: &'a [u8], masked: &'a [u8]) {
        assert!(call::<T>(ping).is_ok());
        let (expected, found) = (EntryKind::Function, 4);
        let error = DecodeErrorKind::WrongKind { expected, found };
        assert_eq!(call::<T>(masked).map(drop), Err(error));
    }
    type Any = Box<dyn AnyObject>;
    let (ping, masked) = (words(&[8]), words(&[4, 0]));
    only_functions::<Any>(&ping, &masked);
    only_functions::<Box<Any>>(&ping, &masked);
    only_functions::<Secret<Any>>(&ping, &masked);
    only_functions::<Lazy<'_, Any>>(&ping, &masked);
    only_functions::<Secret<Lazy<'_, Secret<Any>>>>(&ping, &masked);
    let any: Lazy<'_, Any> = call(&ping).unwrap();
    assert_eq!(any.get().downcast_ref(), Some(&Ping));
    // The program knows which function this is.
    let one: Lazy<'_, Ping> = call(&ping).unwrap();
    assert_eq!(one.get(), Ping);
    assert!(call::<Lazy<'_, Ping>>(&masked).is_err());
}

#[test]
fn an_object_is_a_constructor_or_a_function_at_any_depth() {
    let ping = || -> Box<dyn AnyObject> { Box::new(Ping) };
    let message = |body| Message { id: 7, body };
    for body in [
        ping(),
        Box::new(Call { query: ping() }),
        Box::new(pair()),
        Box::new(message(Box::new(message(ping())))),
        Box::new(Messages {
            all: vec![ping(), Box::new(message(ping())), Box::new(pair())],
        }),
    ] {
        let bytes = to_bytes(&message(body.clone())).unwrap();
        let object = TABLE.decode(&bytes).unwrap();
        assert_eq!(object.downcast_ref(), Some(&message(body)));
        assert_eq!(object.to_bytes().unwrap(), bytes);
    }
}

#[test]
fn a_wrong_id_is_named_where_a_registry_knows_it() {
    let options = DecodeOptions::new().registry(&TABLE);
    let told = |ids: &[u32]| options.decode::<Link>(&words(ids)).unwrap_err().to_string();
    // A type of several constructors, and a single one.
    assert_eq!(
        told(&[3, 8]),
        "at byte 4, reading Chain: expected a constructor of this type, found the function ping \
         (00000008)"
    );
    assert_eq!(
        told(&[3, 1]),
        "at byte 4, reading Chain: expected a constructor of this type, found the constructor pair \
         (00000001)"
    );
    assert_eq!(
        told(&[8]),
        "at byte 0, reading link: expected the constructor link (00000003), found the function \
         ping (00000008)"
    );
    // The end of the input is not an id.
    assert_eq!(
        told(&[3]),
        "at byte 4, reading Chain: expected 4 more bytes, found 0"
    );
    assert_eq!(
        told(&[99]),
        "at byte 0, reading link: expected the constructor link (00000003), found the id 00000063"
    );
    let error = options.decode::<Chain>(&words(&[99])).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("the id 00000063 is not known here")
    );
    // Without a registry there are no names.
    let error = from_bytes::<Link>(&words(&[8])).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("expected the id 00000003, found 00000008")
    );
}

/// `!X`, if the program knows which function it is.
#[test]
fn a_call_of_one_function_says_what_came_instead() {
    struct Known(Ping);
    impl Declared for Known {
        type Kind = NoId;
        const HEAD: Head = Head::Type("Known");
    }
    impl<'a> Decode<'a> for Known {
        fn decode_bare(decoder: &mut Decoder<'a>, (): ()) -> Self {
            Self(decoder.call())
        }
    }
    let options = DecodeOptions::new().registry(&TABLE);
    let error = options.decode::<Known>(&words(&[4, 0])).map(|it| it.0);
    assert_eq!(
        error.unwrap_err().to_string(),
        "at byte 0, reading ping: expected the function ping (00000008), found the constructor \
         masked (00000004)"
    );
}

#[test]
fn a_million_calls_in_each_other_are_too_deep() {
    let error = TABLE.decode(&words(&vec![5; 1_000_000])).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::TooDeep);
}

#[test]
fn what_an_object_cannot_write_is_an_error_of_what_holds_it() {
    let query: Box<dyn AnyObject> = Box::new(Masked {
        on: true,
        version: None,
    });
    let error = to_bytes(&Call { query }).unwrap_err();
    assert!(error.to_string().starts_with("masked: "), "{error}");
}

#[test]
fn options_hold_for_objects_too() {
    let options = DecodeOptions::new().strict(true).registry(&TABLE);
    let bytes = words(&[4, 1]);
    assert!(TABLE.decode(&bytes).is_ok());
    let error = options.decode::<Box<dyn AnyObject>>(&bytes).unwrap_err();
    assert_eq!(error.kind, DecodeErrorKind::UnknownBits { bits: 1 });
    assert_eq!((error.offset, error.reading), (4, Some("masked")));
    for (mask, shown) in [
        (1, "0"),
        (0x8000_0020, "5, 31"),
        (7, "0, 1, 2"),
        (0x11, "0, 4"),
    ] {
        let error = options.decode::<Box<dyn AnyObject>>(&words(&[4, mask]));
        assert_eq!(
            error.unwrap_err().to_string(),
            format!("at byte 4, reading masked: the mask has unknown bits: {shown}")
        );
    }
}

declare!(Zero = 0 "zero" "zero#00000000 it:Object = Zero");

/// A constructor with the id that a decoder reads after a failure.
#[derive(Debug, Clone, PartialEq)]
struct Zero {
    it: Box<dyn AnyObject>,
}

impl<'a> Decode<'a> for Zero {
    fn decode_bare(decoder: &mut Decoder<'a>, _: ()) -> Self {
        Self {
            it: decoder.object(),
        }
    }
}

impl Encode for Zero {
    fn encode_bare(&self, encoder: &mut Encoder, _: ()) {
        encoder.boxed(&self.it, ());
    }
}

#[test]
fn an_object_of_the_id_0_ends_with_the_input() {
    static REGISTRY: Registry = Registry::new(&[Entry::constructor::<Zero>()]);
    for levels in [1, 5, 1000] {
        let error = REGISTRY.decode(&words(&vec![0; levels])).unwrap_err();
        let is_expected = match levels {
            1000 => error.kind == DecodeErrorKind::TooDeep,
            _ => matches!(error.kind, DecodeErrorKind::UnexpectedEnd { .. }),
        };
        assert!(is_expected, "{error}");
    }
}

#[cfg(feature = "json")]
mod json {
    use tl_runtime::DecodeOptions;
    use tl_runtime::json::{self, Json, JsonErrorKind};
    use tl_runtime::value::{AnyObject, Entry, Registry};

    use super::{Ping, pair};

    static TABLE: Registry = Registry::new(&[
        Entry::constructor::<super::Pair>(),
        Entry::function::<Ping>(),
        Entry::constructor::<i32>(),
    ]);

    #[test]
    fn an_object_without_json_is_an_error_that_names_it() {
        let objects: [(&str, Box<dyn AnyObject>); 3] = [
            ("pair", Box::new(pair())),
            ("ping", Box::new(Ping)),
            ("int", Box::new(5)),
        ];
        for (name, object) in objects {
            let error = json::to_value(&object).unwrap_err();
            assert_eq!(error.kind, JsonErrorKind::NoForm(name));
            let json = Json::object(name);
            let options = DecodeOptions::new().registry(&TABLE);
            let error = options.decode_json::<Box<dyn AnyObject>>(json).unwrap_err();
            assert_eq!(error.kind, JsonErrorKind::NoForm(name));
        }
    }
}
