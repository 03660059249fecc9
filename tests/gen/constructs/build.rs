//! Makes a schema of each row of the table of constructs in the README, and code of that.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use gen_schemas::table::{Row, rows};

const README: &str = "../../../README.md";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={README}");
    let folder = PathBuf::from(env::var("OUT_DIR")?);
    let (mut modules, mut code, mut tables) = (String::new(), String::new(), String::new());
    for (index, row) in rows(&fs::read_to_string(README)?).iter().enumerate() {
        let module = Row::module(index);
        let schema = folder.join(&module).with_extension("tl");
        fs::write(&schema, row.schema())?;
        let builder = tl_codegen::Builder::new().schema(schema).registry(true);
        // The ids are of examples.
        builder.allow("warnings").compile()?;
        let tl = &row.tl;
        modules +=
            &format!("/// `{tl}`\npub mod {module} {{ tl_runtime::include_tl!(\"{module}\"); }}\n");
        code += &format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{module}.rs\")),\n");
        tables += &format!("&{module}::registry::TABLE,\n");
    }
    let lists = format!(
        "/// The code of each row.\npub const CODE: &[&str] = &[\n{code}];\n\
         /// The registry of each row.\npub static TABLES: &[&tl_runtime::value::Registry] = &[\n{tables}];\n"
    );
    fs::write(folder.join("constructs.rs"), modules + &lists)?;
    Ok(())
}
