//! Does the generated code of TON's schemas decode and encode the bytes of TON's own code?
#![allow(
    dead_code,
    unused_imports,
    reason = "not used where the schemas are absent"
)]

mod masks;
mod values;

use std::sync::LazyLock;

use gen_ton::{lite_api, ton_api, tonlib_api};

use crate::support::broken;
use crate::support::vectors::{Vector, check, packed};

/// 254 values, encoded by TON's C++ and by pytoniq.
pub(crate) static LITE_API: LazyLock<Vec<Vector>> =
    LazyLock::new(|| packed(include_bytes!("vectors/ton-lite_api.jsonl.gz")));

/// 1,762 values.
pub(crate) static TON_API: LazyLock<Vec<Vector>> =
    LazyLock::new(|| packed(include_bytes!("vectors/ton-ton_api.jsonl.gz")));

gen_shared::tests! {
    fn the_vectors_of_lite_api() {
        assert_eq!(LITE_API.len(), 254);
        check("lite_api", &lite_api::registry::TABLE, &LITE_API);
    }

    fn the_vectors_of_ton_api() {
        assert_eq!(TON_API.len(), 1762);
        check("ton_api", &ton_api::registry::TABLE, &TON_API);
    }

    fn every_constructor_and_function_of_ton_api_has_a_vector() {
        let without: Vec<&str> = ton_api::registry::TABLE
            .entries()
            .iter()
            .filter(|entry| !TON_API.iter().any(|vector| vector.id == entry.id()))
            .map(|entry| entry.name())
            .collect();
        assert_eq!(without, ["testObject"]);
    }

    fn broken_vectors_of_lite_api_are_errors_or_other_values() {
        broken::check("lite_api", &lite_api::registry::TABLE, &LITE_API, 100, 5_000);
    }

    fn broken_vectors_of_ton_api_are_errors_or_other_values() {
        broken::check("ton_api", &ton_api::registry::TABLE, &TON_API, 30, 10_000);
    }

    fn secrets_are_never_shown() {
        use tonlib_api::{functions, types};
        let secret = || tl_runtime::value::Secret(b"hunter2".to_vec());
        let key = types::Key { public_key: "public".into(), secret: secret() };
        let input = types::InputKeyRegular { key: key.clone(), local_password: secret() };
        let pem = types::ExportedPemKey { pem: tl_runtime::value::Secret("hunter2".into()) };
        let words = types::ExportedKey { word_list: vec![pem.pem.clone(), pem.pem.clone()] };
        let kdf = functions::Kdf { password: secret(), salt: secret(), iterations: 7 };
        for (object, shown) in [
            (tl_runtime::to_bytes(&key), r#"Key { public_key: "public", secret: Secret(…) }"#),
            (
                tl_runtime::to_bytes(&input),
                r#"InputKeyRegular { key: Key { public_key: "public", secret: Secret(…) }, local_password: Secret(…) }"#,
            ),
            (tl_runtime::to_bytes(&pem), "ExportedPemKey { pem: Secret(…) }"),
            (tl_runtime::to_bytes(&words), "ExportedKey { word_list: [Secret(…), Secret(…)] }"),
            (
                tl_runtime::to_bytes(&kdf),
                "Kdf { password: Secret(…), salt: Secret(…), iterations: 7 }",
            ),
        ] {
            let bytes = object.unwrap();
            let object = tonlib_api::registry::decode(&bytes).unwrap();
            assert_eq!(format!("{object:?}"), shown);
            // Only the `Debug` output hides the secret.
            assert_eq!(object.to_bytes().unwrap(), bytes);
            assert!(bytes.windows(7).any(|part| part == b"hunter2"));
        }
    }
}
