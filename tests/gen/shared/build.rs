//! Generates the modules. They are empty if their schemas are absent.

fn main() {
    gen_schemas::modules(
        &[
            (
                "telegram_api",
                "`telegram_api.tl`: TDLib's layer.",
                &["telegram/telegram_api.tl"],
            ),
            (
                "telegram_api_2020",
                "`telegram_api_2020.tl`: the API as it was in 2020.",
                &["telegram/telegram_api_2020.tl"],
            ),
            (
                "mtproto_api",
                "`mtproto_api.tl`: MTProto's own messages, as TDLib declares them.",
                &["telegram/mtproto_api.tl"],
            ),
            (
                "secret_api",
                "`secret_api.tl`: end-to-end encrypted chats.",
                &["telegram/secret_api.tl"],
            ),
            (
                "e2e_api",
                "`e2e_api.tl`: end-to-end encrypted calls.",
                &["telegram/e2e_api.tl"],
            ),
        ],
        |name, builder| match name {
            // It declares keys and numbers of 256 bytes as `string`.
            "mtproto_api" => builder.strings_as_bytes("*"),
            "secret_api" | "e2e_api" => builder.json(true),
            _ => builder,
        },
    );
}
