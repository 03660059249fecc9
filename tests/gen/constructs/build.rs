//! Turns each row of the guide's table of constructs into a schema, and generates its code.

use gen_schemas::table::{Row, rows};
use gen_schemas::{code, include, table, write};

fn main() {
    println!("cargo::rerun-if-changed={}", table::page().display());
    let (mut modules, mut codes, mut tables) = (String::new(), String::new(), String::new());
    for (index, row) in rows().iter().enumerate() {
        let module = Row::module(index);
        let schema = write(&format!("{module}.tl"), &row.schema());
        // The ids are those of examples.
        code(&module, &[schema], |builder| builder.allow("warnings"));
        let tl = &row.tl;
        let code = include("include", &module);
        modules += &format!("/// `{tl}`\npub mod {module} {{ {code}; }}\n");
        codes += &format!("{},\n", include("include_str", &module));
        tables += &format!("&{module}::registry::TABLE,\n");
    }
    let lists = format!(
        "/// The code of each row.\npub const CODE: &[&str] = &[\n{codes}];\n\
         /// The registry of each row.\npub static TABLES: &[&tl_runtime::value::Registry] = &[\n{tables}];\n"
    );
    write("constructs.rs", &(modules + &lists));
}
