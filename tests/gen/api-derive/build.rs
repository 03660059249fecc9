//! Generates the API's definitions; the derive does the rest.

use gen_schemas::Impls;

fn main() {
    gen_schemas::code("api", &[gen_schemas::grammers("api.tl")], |builder| {
        builder.impls(Impls::Derive)
    });
}
