//! Generates the modules. They are empty if their schemas are absent.

fn main() {
    gen_schemas::modules(
        &[
            (
                "cases",
                "`cases.tl`: a case of each construct.",
                &["vk/cases.tl"],
            ),
            (
                "schema",
                "`schema.tl`: services as they are in use.",
                &["vk/schema.tl"],
            ),
            (
                "goldmaster",
                "`goldmaster.tl`: three files that are one schema.",
                &["vk/goldmaster.tl", "vk/goldmaster2.tl", "vk/goldmaster3.tl"],
            ),
        ],
        |_, builder| builder,
    );
}
