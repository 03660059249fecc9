//! A table of everything that a module can decode, by id. A registry would not contain items that are only
//! decoded.

/// Returns the constant with that table, from the code of the module.
pub(crate) fn decoders(name: &str, file: &str, module: &str) -> String {
    let folder = std::env::var("OUT_DIR").unwrap_or_default();
    let code = std::fs::read_to_string(format!("{folder}/{file}.rs")).unwrap_or_default();
    let (mut path, mut table): (Vec<&str>, String) = (Vec::new(), String::new());
    for line in code.lines() {
        let open = line.trim_start().strip_prefix("pub mod ");
        if let Some(inner) = open.and_then(|rest| rest.strip_suffix(" {")) {
            path.push(inner);
        } else if line.trim_start() == "}" && line.len() == 4 * path.len() - 3 {
            path.pop();
        }
        let decoded = line
            .trim_start()
            .strip_prefix("impl<'a> ::tl_runtime::Decode<'a> for ");
        let decoded = decoded.and_then(|rest| rest.strip_suffix(" {"));
        if let (Some(decoded), false) = (decoded, path.contains(&"enums")) {
            let path = path.join("::");
            table += &format!("entry::<{module}::{path}::{decoded}>(),\n");
        }
    }
    format!(
        "/// What the {name} decodes, by id: its text in Rust.\n\
         pub const {}: &[Entry] = &[\n{table}];\n",
        name.to_uppercase()
    )
}
