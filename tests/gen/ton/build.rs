//! Generates the modules, empty ones where their schemas are absent.

fn main() {
    let modules: &[(&str, &[&str])] = &[
        ("ton_api", &["ton/ton_api.tl"]),
        ("lite_api", &["ton/lite_api.tl"]),
        ("tonlib_api", &["ton/tonlib_api.tl"]),
    ];
    gen_schemas::modules(modules, |_, builder| builder);
}
