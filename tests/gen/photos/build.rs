//! Generates the golden pair.

fn main() {
    gen_schemas::code("photos", &[gen_schemas::ours("photos.tl")], |builder| {
        builder.deny("warnings")
    });
}
