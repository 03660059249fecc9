//! Help of `tlgen` itself, with the commands in groups.

use clap::Command;

/// The groups and their commands.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Generate code", &["generate", "init"]),
    ("Check schemas", &["check", "ids", "explain"]),
    (
        "Schema tools",
        &["fmt", "diff", "why", "export", "decode", "encode"],
    ),
    ("Documentation", &["docs"]),
    ("Setup", &["completions", "man"]),
];

/// The headings of options that only the help of `generate` shows.
const OF_GENERATE: [&str; 4] = [
    "Code generation",
    "Names and types",
    "Documentation",
    "Lints",
];

/// Returns the command with its subcommands listed in groups.
pub(super) fn grouped(command: Command) -> Command {
    let mut list = String::new();
    for (group, names) in GROUPS {
        list += &format!("{group}:\n");
        for name in names {
            if let Some(about) = command.find_subcommand(name).and_then(Command::get_about) {
                list += &format!("  {name:<12} {about}\n");
            }
        }
        list += "\n";
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}{{all-args}}{{after-help}}"
    );
    command
        .help_template(template)
        .mut_args(|argument| {
            let heading = argument.get_help_heading();
            let hidden = heading.is_some_and(|heading| OF_GENERATE.contains(&heading));
            argument.hide(hidden)
        })
        .mut_subcommands(|command| command.hide(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_a_group() {
        let command = crate::cli::command();
        let mut names: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        let mut grouped: Vec<_> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        names.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(names, grouped);
    }
}
