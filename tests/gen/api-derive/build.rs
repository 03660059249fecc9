//! Generates the types of the API; the derive adds the impls.

use gen_schemas::Impls;

fn main() {
    gen_schemas::code("api", &[gen_schemas::grammers("api.tl")], |builder| {
        builder.impls(Impls::Derive)
    });
}
