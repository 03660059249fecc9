//! Generates the modules, empty ones where their schemas are absent.

fn main() {
    let modules: &[(&str, &[&str])] = &[
        ("cases", &["vk/cases.tl"]),
        ("schema", &["vk/schema.tl"]),
        (
            "goldmaster",
            &["vk/goldmaster.tl", "vk/goldmaster2.tl", "vk/goldmaster3.tl"],
        ),
    ];
    gen_schemas::modules(modules, |_, builder| builder);
}
