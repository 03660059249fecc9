// The folder of the package grammers-tl-types, which has the Telegram API's schema. Build scripts
// include this file.

use std::env;
use std::error::Error;
use std::process::Command;

/// Asks cargo where the package is.
fn grammers_package() -> Result<String, Box<dyn Error>> {
    let output = Command::new(env::var("CARGO")?).args(["metadata", "--format-version=1"]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let metadata = String::from_utf8(output.stdout)?;
    let manifest = manifest_path(&metadata, "grammers-tl-types")
        .ok_or("cargo metadata does not name grammers-tl-types")?;
    let package = manifest.strip_suffix("Cargo.toml").ok_or("a manifest of another name")?;
    Ok(package.to_owned())
}

/// The manifest of a package. In what `cargo metadata` prints it follows the package's name and
/// version, which stand together nowhere else.
fn manifest_path<'m>(metadata: &'m str, package: &str) -> Option<&'m str> {
    let (_, after) = metadata.split_once(&format!(r#"{{"name":"{package}","version":""#))?;
    let (_, after) = after.split_once(r#""manifest_path":""#)?;
    after.split('"').next()
}
