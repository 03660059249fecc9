//! tlgen: the code of `tl_codegen::rust::generate` for the generated crate alone, and a build
//! script with `tl_codegen::Builder` for a new project.

use super::Source;
use super::project::home;
use crate::{Result, schema};

pub(super) fn source() -> Result<Source> {
    let here = |package: &str| format!("{package} = {{ path = {:?} }}\n", home().join("..").join(package));
    let runtime = here("tl-runtime");
    let generator = here("tl-codegen");
    Ok(Source {
        api_dependencies: runtime.clone(),
        api: vec![("api/src/lib.rs".into(), schema::generate(&schema::text()?)?)],
        user: USER,
        user_dependencies: runtime.clone(),
        first_manifest: format!("[dependencies]\n{runtime}\n[build-dependencies]\n{generator}"),
        first_main: "mod api {\n    tl_runtime::include_tl!(\"api\");\n}",
        first: vec![
            ("app/build.rs".into(), BUILD.into()),
            ("app/api.tl".into(), schema::text()?),
        ],
    })
}

const BUILD: &str = "
fn main() {
    tl_codegen::Builder::new().schema(\"api.tl\").compile().unwrap();
}
";

const USER: &str = "
";
