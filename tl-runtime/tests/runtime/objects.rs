//! What can be done with a value of any type?

use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::value::{AnyObject, Entry, Registry};
use tl_runtime::{DecodeOptions, from_bytes, to_bytes};

use crate::hand::{Call, Link, Masked, Pair, words};

static TABLE: Registry = Registry::new(&[
    Entry::constructor::<Pair>(),
    Entry::constructor::<Link>(),
    Entry::constructor::<Masked>(),
    Entry::function::<Call>(),
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
    assert_eq!(error.kind, DecodeErrorKind::WrongKind { found: 4 });
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
    assert_eq!(error.kind, DecodeErrorKind::NotCanonical("mask"));
    assert_eq!((error.offset, error.reading), (4, Some("masked")));
}
