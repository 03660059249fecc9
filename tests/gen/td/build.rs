//! Generates the modules, empty ones where their schemas are absent.

fn main() {
    let modules: &[(&str, &[&str])] = &[
        ("td_api", &["telegram/td_api.tl"]),
        ("tonlib_api", &["ton/tonlib_api.tl"]),
        ("tonlib_json", &["ton/tonlib_api.tl"]),
    ];
    gen_schemas::modules(modules, |name, builder| {
        let binary = name != "tonlib_json";
        builder.json(true).binary(binary).registry(binary)
    });
}
