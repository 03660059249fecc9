//! Generates the modules. They are empty if their schemas are absent.

fn main() {
    gen_schemas::modules(
        &[
            (
                "td_api",
                "`td_api.tl`: what TDLib's clients say.",
                &["telegram/td_api.tl"],
            ),
            (
                "tonlib_api",
                "`tonlib_api.tl`: what tonlib's clients say.",
                &["ton/tonlib_api.tl"],
            ),
            (
                "tonlib_json",
                "The same without the binary form.",
                &["ton/tonlib_api.tl"],
            ),
        ],
        |name, builder| {
            let binary = name != "tonlib_json";
            let builder = builder.json(true).binary(binary).registry(binary);
            // Calls are decoded even without a registry.
            let builder = builder.role(gen_schemas::Role::Both);
            match name {
                // TDLib sends null here, which its schema does not document.
                "td_api" => builder.nullable("messageSuggestBirthdate:birthdate"),
                _ => builder,
            }
        },
    );
}
