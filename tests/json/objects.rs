//! Which values are accepted for an `Object`, and which for another type?

use gen_zoo::a::b::json::with_json as drawings;
use gen_zoo::a::b::json::with_json::functions::{Draw, GetNumbers};
use gen_zoo::a::b::json::with_json::types::{Any, Drawing, Grid};
use gen_zoo::a::b::objects::with_json as objects;
use gen_zoo::a::b::objects::with_json::functions::Run;
use gen_zoo::a::b::objects::with_json::types::{Blob, Container, Job, Message, Optional};
use tl_runtime::DecodeOptions;
use tl_runtime::json::{self, FromJson, Json};
use tl_runtime::value::{AnyObject, Registry};

static BOTH: Registry = Registry::chain(&objects::registry::TABLE, &drawings::registry::TABLE);

fn read<T: FromJson>(text: &str) -> Result<T, String> {
    let json: Json = json::from_str(text).unwrap();
    let options = DecodeOptions::new().registry(&BOTH);
    options.decode_json(json).map_err(|error| error.to_string())
}

#[test]
fn an_object_is_a_constructor_or_a_function_at_any_depth() {
    let call = || -> Box<dyn AnyObject> { Box::new(GetNumbers) };
    let bodies: [Box<dyn AnyObject>; 6] = [
        call(),
        Box::new(Run { query: call() }),
        Box::new(Message {
            id: 1,
            body: Box::new(Message {
                id: 2,
                body: call(),
            }),
        }),
        Box::new(Any {
            body: call(),
            call: call(),
            value: 3,
        }),
        Box::new(Container {
            items: vec![call(), Box::new(Blob { data: vec![1] }), call()],
        }),
        Box::new(Optional {
            body: Some(call()),
            query: Some(Box::new(Run { query: call() })),
        }),
    ];
    for body in bodies {
        let message = Message { id: 7, body };
        let text = json::to_string(&message).unwrap();
        assert_eq!(read::<Message>(&text), Ok(message.clone()), "{text}");
        let any = read::<Box<dyn AnyObject>>(&text).unwrap();
        assert_eq!(any.downcast_ref(), Some(&message), "{text}");
        let bytes = tl_runtime::to_bytes(&message).unwrap();
        let any = BOTH.decode(&bytes).unwrap();
        assert_eq!(any.downcast_ref(), Some(&message), "{text}");
    }
}

#[test]
fn a_constructor_is_not_a_function_and_the_error_names_it() {
    for (error, text) in [
        (
            read::<Job>(r#"{"query":{"@type":"blob"}}"#).unwrap_err(),
            "query: expected a function, found \"@type\":\"blob\", which is a constructor",
        ),
        (
            read::<Message>(r#"{"body":{"@type":"run","query":{"@type":"numbers"}}}"#).unwrap_err(),
            "body.query: expected a function, found \"@type\":\"numbers\", which is a constructor",
        ),
        (
            read::<Draw<GetNumbers>>(r#"{"query":{"@type":"drawing"}}"#).unwrap_err(),
            "query: expected getNumbers, found \"@type\":\"drawing\", which is a constructor",
        ),
    ] {
        assert_eq!(error, text);
    }
}

#[test]
fn a_function_is_not_a_constructor_and_the_error_names_it() {
    for (error, text) in [
        (
            read::<Drawing>(r#"{"shape":{"@type":"getNumbers"}}"#).unwrap_err(),
            "shape: expected Shape, found \"@type\":\"getNumbers\", which is a function",
        ),
        (
            read::<Drawing>(r#"{"shapes":[null,{"@type":"run"}]}"#).unwrap_err(),
            "shapes[1]: expected Shape, found \"@type\":\"run\", which is a function",
        ),
        (
            read::<Drawing>(r#"{"numbers":{"@type":"getNumbers"}}"#).unwrap_err(),
            "numbers: expected numbers, found \"@type\":\"getNumbers\", which is a function",
        ),
        // A constructor of another type, or an unknown one.
        (
            read::<Drawing>(r#"{"shape":{"@type":"blob"}}"#).unwrap_err(),
            "shape: expected Shape, found \"@type\":\"blob\", which is not one of its constructors",
        ),
        (
            read::<Message>(r#"{"body":{"@type":"nothing"}}"#).unwrap_err(),
            "body: expected an object or function, found \"@type\":\"nothing\", which the registry does not have",
        ),
    ] {
        assert_eq!(error, text);
    }
}

/// By documentation here, or by `--nullable`.
#[test]
fn what_is_innermost_in_lists_may_be_null() {
    for text in [
        r#"{"@type":"grid","rows":[[null,{"@type":"shape.nothing"}],[],[null]],"calls":[],"objects":[]}"#,
        r#"{"@type":"grid","rows":[],"calls":[[],[[null,{"@type":"getNumbers"}]]],"objects":[]}"#,
        r#"{"@type":"grid","rows":[],"calls":[],"objects":[{"@type":"shape.nothing"},null]}"#,
    ] {
        let grid = read::<Grid>(text).unwrap();
        assert_eq!(json::to_string(&grid).unwrap(), text);
        // Bytes have no null.
        tl_runtime::to_bytes(&grid).unwrap_err();
        let without = text
            .replace("null,", "")
            .replace(",null", "")
            .replace("null", "");
        let grid = read::<Grid>(&without).unwrap();
        let bytes = tl_runtime::to_bytes(&grid).unwrap();
        assert_eq!(BOTH.decode(&bytes).unwrap().downcast_ref(), Some(&grid));
    }
    let text = r#"{"@type":"grid","rows":[[],[null,5]]}"#;
    let error = read::<Grid>(text).unwrap_err();
    assert_eq!(error, "rows[1][1]: expected an object, found a number");
}
