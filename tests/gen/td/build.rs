//! Generates the modules, empty ones where their schemas are absent.

fn main() {
    let modules: &[(&str, &[&str])] = &[
        ("td_api", &["telegram/td_api.tl"]),
        ("tonlib_api", &["ton/tonlib_api.tl"]),
    ];
    gen_schemas::modules(modules, |_, builder| builder.serde(true));
}
