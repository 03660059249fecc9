//! Generates the API from the schema in grammers-tl-types.

fn main() {
    gen_schemas::code("api", &[gen_schemas::grammers("api.tl")], |builder| {
        builder
            .registry(false)
            .role(gen_schemas::Role::Both)
            .views("messages.Messages")
            .views("EmojiList")
    });
}
