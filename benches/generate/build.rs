//! Tells the benchmarks where the Telegram API's schema is.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let schema = gen_schemas::grammers("api.tl");
    println!("cargo::rustc-env=API={}", schema.display());
}
