//! Help, manual pages and completions.

use crate::Folder;

const COMMANDS: [&str; 14] = [
    "generate",
    "init",
    "check",
    "ids",
    "explain",
    "fmt",
    "diff",
    "why",
    "export",
    "decode",
    "encode",
    "docs",
    "completions",
    "man",
];

/// Returns the commands that the help lists.
fn commands(folder: &Folder) -> Vec<String> {
    let help = folder.run(&["--help"]).out;
    let (_, list) = help.split_once("\nGenerate code:\n").unwrap();
    let (list, _) = list.split_once("\nArguments:\n").unwrap();
    let lines = list.lines().filter(|line| line.starts_with("  "));
    let names = lines.filter_map(|line| line.split_whitespace().next());
    names.map(Into::into).collect()
}

#[test]
fn every_help_ends_with_examples() {
    let folder = Folder::new(&[]);
    let commands = commands(&folder);
    assert_eq!(commands, COMMANDS);
    for command in commands.iter().map(String::as_str).chain([""]) {
        let arguments = [command, "--help"];
        let run = folder.run(arguments.split_at(usize::from(command.is_empty())).1);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let (_, examples) = run.out.rsplit_once("\nExamples:\n").unwrap();
        let begin = format!("  tlgen {command}");
        let is_example = |line: &str| line.starts_with(begin.trim_end());
        assert!((2..=3).contains(&examples.lines().count()), "{command}");
        // The examples of `generate` include the main command.
        assert!(
            examples
                .lines()
                .all(|line| is_example(line) || command == "generate"),
            "{examples}"
        );
    }
}

/// Each example runs on the files that it names.
#[test]
fn examples_are_right() {
    let schema = "\
        photoSize w:int = PhotoSize; inputPeer = InputPeer;\n\
        ---functions---\n\
        messages.getHistory peer:InputPeer = PhotoSize;\n";
    let facts = r#"{"tlgen_facts": 1, "errors": {"FLOOD_WAIT_%d": {"codes": [420]}}}"#;
    let folder = Folder::new(&[]);
    std::fs::create_dir(folder.path("src")).unwrap();
    std::fs::create_dir(folder.path("client")).unwrap();
    for package in ["", "client/"] {
        folder.write(
            &format!("{package}Cargo.toml"),
            "[package]\nname = \"a\"\nedition = \"2024\"\n",
        );
    }
    for command in commands(&folder) {
        let help = folder.run(&[&command, "--help"]).out;
        for line in help
            .lines()
            .filter_map(|line| line.strip_prefix("  tlgen "))
            // There is no Git repository here.
            .filter(|line| !line.contains("git:"))
        {
            folder.write("api.tl", schema);
            folder.write("old.tl", schema);
            folder.write("td_api.tl", schema);
            folder.write("mtproto.tl", "int ? = Int;\n");
            folder.write("answer.bin", "");
            folder.write("call.json", "{}");
            folder.write("docs.json", facts);
            folder.write("errors.json", facts);
            folder.write("api-schema.json", facts);
            let line = line.split(['<', '>']).next().unwrap();
            let arguments: Vec<&str> = line.split_whitespace().collect();
            let run = folder.run_with_input(&arguments, schema.as_bytes());
            assert!(matches!(run.code, 0 | 1), "{line}: {}", run.err);
        }
    }
}

/// Returns the lines of the usage in a help.
fn usage(help: &str) -> Vec<&str> {
    let (_, usage) = help.split_once("Usage: ").unwrap();
    let (usage, _) = usage.split_once("\n\n").unwrap();
    usage.lines().map(str::trim).collect()
}

/// Returns the lines of the synopsis in a manual page, without its markup.
fn synopsis(page: &str) -> Vec<String> {
    let (_, lines) = page.split_once(".SH SYNOPSIS\n").unwrap();
    let (lines, _) = lines.split_once(".SH DESCRIPTION\n").unwrap();
    let lines = lines.lines().filter(|line| !line.starts_with('.'));
    lines.map(|line| line.replace("\\-", "-")).collect()
}

#[test]
fn manual_pages() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["man"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains(".TH tlgen 1"), "{}", run.out);
    for command in COMMANDS {
        assert!(
            run.out.contains(&format!("tlgen\\-{command}(1)")),
            "{command}"
        );
        let page = folder.run(&["man", command]);
        assert_eq!((page.code, page.err.as_str()), (0, ""));
        assert!(
            page.out.contains(&format!(".TH tlgen-{command} 1")),
            "{}",
            page.out
        );
        assert!(page.out.contains("Examples:"), "{}", page.out);
        let help = folder.run(&[command, "--help"]).out;
        assert_eq!(synopsis(&page.out), usage(&help), "{command}");
    }
    assert_eq!(synopsis(&run.out), usage(&folder.run(&["--help"]).out));
    let run = folder.run(&["man", "chek"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert_eq!(
        run.err,
        "error: there is no command `chek`; did you mean `check`?\n"
    );
}

#[test]
fn help_is_a_command_too() {
    let folder = Folder::new(&[]);
    for command in ["check", "why", "generate"] {
        let run = folder.run(&["help", command]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{command}");
        assert_eq!(run.out, folder.run(&[command, "--help"]).out);
    }
    assert_eq!(folder.run(&["help"]).out, folder.run(&["--help"]).out);
    let run = folder.run(&["hlep", "check"]);
    let said = "error: there is no command `hlep`; did you mean `help`?\n";
    assert!(run.err.starts_with(said), "{}", run.err);
}

#[test]
fn help_of_a_misspelled_command_names_the_one_that_is_meant() {
    // A file is not a command.
    let folder = Folder::new(&[("chek", ""), ("api.tl", "")]);
    for (word, hint) in [
        ("chek", "did you mean `check`?"),
        ("exlpain", "did you mean `explain`?"),
        ("completion", "did you mean `completions`?"),
        ("hepl", "did you mean `help`?"),
        ("build", "`tlgen --help` lists all"),
        ("api.tl", "`tlgen --help` lists all"),
    ] {
        let run = folder.run(&["help", word]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{word}");
        let said = format!("error: there is no command `{word}`; {hint}\n");
        assert!(run.err.starts_with(&said), "{}", run.err);
    }
}

#[test]
fn completions_know_every_command() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        for word in COMMANDS.into_iter().chain(["message-format"]) {
            assert!(run.out.contains(word), "{shell}: {word}");
        }
    }
    let run = folder.run(&["completions", "tcsh"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("bash"), "{}", run.err);
}
