//! Does generated code of TDLib's schemas decode and encode the bytes of TDLib's own code?

use serde_json::Value;

/// Returns the vectors of a schema: names and bytes. Two lines are notes without bytes.
fn vectors(schema: &str) -> Vec<(String, Vec<u8>)> {
    let lines = include_str!("vectors/tdlib.jsonl").lines();
    let lines = lines.map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_schema = lines.filter(|line| line["schema"] == schema && line["hex"].is_string());
    of_schema
        .map(|line| {
            let text = |key: &str| line[key].as_str().unwrap();
            (text("name").into(), crate::support::hex(text("hex")))
        })
        .collect()
}

#[test]
fn there_are_61_vectors() {
    let schemas = ["mtproto_api", "secret_api", "e2e_api", "telegram_api"];
    let counts = schemas.map(|schema| vectors(schema).len());
    assert_eq!(counts, [23, 9, 11, 18]);
}

#[allow(dead_code, reason = "not used where the schemas are absent")]
fn check(schema: &str, registry: &'static tl_runtime::value::Registry) {
    for (name, bytes) in vectors(schema) {
        // It has the id of a generic function, and nothing after it that could be a call.
        if name == "invokeWithBusinessConnectionPrefix" {
            continue;
        }
        let object = registry
            .decode(&bytes)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            name.starts_with(&object.name().replace('.', "_")),
            "{name}: {}",
            object.name()
        );
        assert_eq!(object.to_bytes().unwrap(), bytes, "{name}");
        assert!(
            crate::support::vectors::decode_strictly(registry, &bytes).is_ok(),
            "{name}"
        );
        for end in 0..bytes.len() {
            assert!(
                registry.decode(&bytes[..end]).is_err(),
                "{name} up to {end}"
            );
        }
    }
}

gen_shared::tests! {
    fn the_vectors_of_mtproto_api() {
        check("mtproto_api", &gen_shared::mtproto_api::registry::TABLE);
    }

    fn the_vectors_of_secret_api() {
        check("secret_api", &gen_shared::secret_api::registry::TABLE);
    }

    fn the_vectors_of_e2e_api() {
        check("e2e_api", &gen_shared::e2e_api::registry::TABLE);
    }

    fn the_vectors_of_telegram_api() {
        check("telegram_api", &gen_shared::telegram_api::registry::TABLE);
    }

    /// The two notes: strings of these lengths make messages of 65,548 bytes.
    fn long_error_messages_are_as_long_as_those_of_tdlib() {
        for length in [65_535, 65_536] {
            let error = gen_shared::mtproto_api::types::RpcError { error_code: -404, error_message: vec![b'x'; length] };
            assert_eq!(tl_runtime::to_bytes(&error).unwrap().len(), 65_548);
        }
    }

    fn keys_that_are_declared_as_strings_keep_all_of_their_bytes() {
        let (_, bytes) = vectors("mtproto_api").swap_remove(0);
        let answer: gen_shared::mtproto_api::enums::ResPq = tl_runtime::from_bytes(&bytes).unwrap();
        assert_eq!(answer.pq, [0x17, 0xed, 0x48, 0x94, 0x1a, 0x08, 0xf9, 0x81]);
        assert_eq!(answer.server_public_key_fingerprints, [-4_344_800_451_088_585_951, 1, -1]);
    }

    /// A function without its inner call has the same id as the whole function.
    fn where_an_id_repeats_the_generic_function_is_meant_and_the_prefix_is_there_by_its_type() {
        use gen_shared::telegram_api::{functions, registry};
        use tl_runtime::Identify;
        let vectors = vectors("telegram_api");
        let prefix = vectors.iter().find(|(name, _)| name.ends_with("Prefix")).unwrap();
        let value: functions::InvokeWithBusinessConnectionPrefix = tl_runtime::from_bytes(&prefix.1).unwrap();
        assert_eq!(tl_runtime::to_bytes(&value).unwrap(), prefix.1);
        let whole = functions::InvokeWithBusinessConnection { connection_id: value.connection_id, query: functions::help::GetConfig };
        let bytes = tl_runtime::to_bytes(&whole).unwrap();
        let inner = tl_runtime::to_bytes(&functions::help::GetConfig).unwrap();
        assert_eq!(bytes, [prefix.1.as_slice(), &inner].concat());
        let object = registry::decode(&bytes).unwrap();
        assert_eq!(object.name(), "invokeWithBusinessConnection");
        for (id, name) in [
            (functions::InvokeWithBusinessConnectionPrefix::ID, "invokeWithBusinessConnection"),
            (functions::InvokeWithGooglePlayIntegrityPrefix::ID, "invokeWithGooglePlayIntegrity"),
            (functions::InvokeWithApnsSecretPrefix::ID, "invokeWithApnsSecret"),
            (functions::InvokeWithReCaptchaPrefix::ID, "invokeWithReCaptcha"),
        ] {
            assert_eq!(registry::TABLE.find(id).unwrap().name(), name);
        }
    }

    fn the_api_of_2020_reads_the_golden_pair() {
        use gen_shared::telegram_api_2020::{enums, functions, types};
        use tl_runtime::Function;
        let call = functions::photos::UpdateProfilePhoto { id: types::InputPhoto { id: 1, access_hash: 2, file_reference: vec![3] }.into() };
        let bytes = tl_runtime::to_bytes(&call).unwrap();
        assert_eq!(bytes[..8], [0x2c, 0x74, 0xd4, 0x72, 0x4a, 0xb9, 0xb3, 0x3b]);
        let photo = types::PhotoEmpty { id: 5 };
        let answer = types::photos::Photo { photo: photo.into(), users: vec![types::UserEmpty { id: 6 }.into()] };
        let answered = call.decode_response(&tl_runtime::to_bytes(&answer).unwrap());
        let answered: enums::photos::Photo = answered.unwrap();
        assert_eq!(answered, answer);
    }
}
