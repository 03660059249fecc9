//! Generates the modules, empty ones where their schemas are absent.

fn main() {
    let modules: &[(&str, &[&str])] = &[
        ("telegram_api", &["telegram/telegram_api.tl"]),
        ("telegram_api_2020", &["telegram/telegram_api_2020.tl"]),
        ("mtproto_api", &["telegram/mtproto_api.tl"]),
        ("secret_api", &["telegram/secret_api.tl"]),
        ("e2e_api", &["telegram/e2e_api.tl"]),
    ];
    gen_schemas::modules(modules, |name, builder| match name {
        // It declares keys and numbers of 256 bytes as `string`.
        "mtproto_api" => builder.strings_as_bytes("*"),
        _ => builder,
    });
}
