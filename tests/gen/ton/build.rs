//! Generates the modules. They are empty if their schemas are absent.

fn main() {
    gen_schemas::modules(
        &[
            ("ton_api", "`ton_api.tl`: the node.", &["ton/ton_api.tl"]),
            (
                "lite_api",
                "`lite_api.tl`: what light clients ask.",
                &["ton/lite_api.tl"],
            ),
            (
                "tonlib_api",
                "`tonlib_api.tl`: the library's own interface.",
                &["ton/tonlib_api.tl"],
            ),
        ],
        |name, builder| {
            let builder = builder.derives("+Default");
            builder.json(name != "tonlib_api")
        },
    );
}
