use tl_runtime::codec::{self, Boxed, BoxedWith, VectorOf};
use tl_runtime::{DecodeOptions, Function, Serve, TlObject, from_bytes, to_bytes};

use crate::client::{Error, invoke};
use crate::protocol::{Entry, Get, Keys, Page, Put, Refusal, Request, Scan, Value};
use crate::server::{Store, handle};

type Failed = Box<dyn std::error::Error>;

fn store() -> Store {
    let pairs = [("ada", &b"1815"[..]), ("alan", b""), ("grace", b"1906")];
    let owned = pairs.map(|(key, data)| (key.to_owned(), data.to_vec()));
    owned.into_iter().collect()
}

fn refusal(request: &[u8]) -> Result<Refusal, Failed> {
    Ok(from_bytes(&handle(&mut store(), request)?)?)
}

#[test]
fn each_call_is_answered() -> Result<(), Failed> {
    let mut store = store();
    let key = "ada";
    let missing = invoke(&Get { key: "x" }, |it| handle(&mut store, it))?;
    assert_eq!(missing, Value::Missing);
    let put = Put { key, data: b"1852" };
    assert!(!invoke(&put, |it| handle(&mut store, it))?);
    let value = invoke(&Get { key }, |it| handle(&mut store, it))?;
    assert_eq!(
        value,
        Value::Found {
            data: b"1852".to_vec()
        }
    );
    let keys = invoke(&Keys { prefix: "a" }, |it| handle(&mut store, it))?;
    assert_eq!(keys, ["ada", "alan"]);
    let scan = Scan {
        after: key,
        limit: 1,
    };
    let page = invoke(&scan, |it| handle(&mut store, it))?;
    let entry = Entry {
        key: "alan".into(),
        size: 0,
        note: Some("empty".into()),
    };
    assert_eq!(
        page,
        Page {
            items: vec![entry],
            next: "alan".into()
        }
    );
    Ok(())
}

#[test]
fn a_request_that_is_cut_off_or_unknown_is_refused() -> Result<(), Failed> {
    let bytes = to_bytes(&Put {
        key: "ada",
        data: b"1852",
    })?;
    for length in 0..bytes.len() {
        assert_eq!(refusal(&bytes[..length])?.code, 400, "{length} bytes");
    }
    assert_eq!(refusal(&[1, 2, 3, 4])?.code, 404);
    let error = invoke(&Unknown {}, |it| handle(&mut store(), it));
    assert!(matches!(
        error,
        Err(Error::Refused(Refusal { code: 404, .. }))
    ));
    Ok(())
}

#[derive(Debug, TlObject)]
#[tl("kv.drop = Bool;", response = bool)]
struct Unknown {}

#[test]
fn a_list_and_a_page_stand_alone_in_a_form() -> Result<(), Failed> {
    let entries = vec![Entry {
        key: "a".into(),
        size: 1,
        note: None,
    }];
    let bytes = codec::to_bytes_as(VectorOf(Boxed), &entries)?;
    let again: Vec<Entry> = DecodeOptions::new().decode_as(VectorOf(Boxed), &bytes)?;
    assert_eq!(again, entries);
    let page = Page {
        items: entries,
        next: "a".into(),
    };
    let scan = Scan {
        after: "",
        limit: 1,
    };
    let bytes = codec::to_bytes_as(BoxedWith((Boxed,)), &page)?;
    assert_eq!(bytes, scan.encode_response(&page)?);
    assert_eq!(scan.decode_response(&bytes)?, page);
    Ok(())
}

#[test]
fn requests_are_decoded_as_they_were_encoded() -> Result<(), Failed> {
    let bytes = to_bytes(&Request::Keys(Keys { prefix: "a" }))?;
    assert_eq!(bytes, to_bytes(&Keys { prefix: "a" })?);
    let Request::Keys(keys) = from_bytes(&bytes)? else {
        return Err("another request".into());
    };
    assert_eq!(keys.prefix, "a");
    Ok(())
}
