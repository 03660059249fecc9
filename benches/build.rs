//! Tells the benchmarks where the Telegram API's schema is.

include!("locate.rs");

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locate.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    println!("cargo::rustc-env=GRAMMERS_TL_TYPES={}", grammers_package()?);
    Ok(())
}
