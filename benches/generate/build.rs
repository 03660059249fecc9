//! Tells the benchmarks the path of the Telegram API's schema.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let schema = gen_schemas::grammers("api.tl");
    println!("cargo::rustc-env=API={}", schema.display());
}
