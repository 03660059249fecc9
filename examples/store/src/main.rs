//! Puts a value into a store, and gets it back.

// ANCHOR: main
use store_example::client::{Error, invoke};
use store_example::protocol::{Get, Keys, Put, Scan, Value};
use store_example::server::{Store, handle};

fn main() -> Result<(), Error> {
    let mut store = Store::new();
    let put = Put {
        key: "ada",
        data: b"1815",
    };
    assert!(invoke(&put, |request| handle(&mut store, request))?);
    let value = invoke(&Get { key: "ada" }, |request| handle(&mut store, request))?;
    assert_eq!(
        value,
        Value::Found {
            data: b"1815".into()
        }
    );
    let keys = invoke(&Keys { prefix: "a" }, |request| handle(&mut store, request))?;
    assert_eq!(keys, ["ada"]);
    let scan = Scan {
        after: "",
        limit: 10,
    };
    let page = invoke(&scan, |request| handle(&mut store, request))?;
    println!("{page:?}");
    Ok(())
}
// ANCHOR_END: main
