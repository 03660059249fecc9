//! Messages and exit codes of each command for bad input, in one snapshot.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use crate::Folder;

const SCHEMA: &str = "\
user#71cafb23 id:int first_name:string = User;
group flags:# title:flags.0?string users:Vector<User> = Group;

---functions---

getUser id:int = User;
call {X:Type} query:!X = X;
";
const USER: &str = "23fbca7107000000056672616e6b0000";

/// Every command that reads a schema; `{}` stands for the schema.
const WITH_SCHEMA: [&str; 15] = [
    "check {}",
    "ids {}",
    "ids --write --rule a {}",
    "fmt {}",
    "fmt --check {}",
    "generate {} -o out.rs",
    "{} -o out/",
    "docs {} -o out",
    "diff {} a.tl",
    "diff a.tl {}",
    "why {} User",
    "export {} --to tlo -o out.tlo",
    "decode {} user.hex --hex",
    "encode {} user.json",
    "init package --schema {}",
];

/// Files that are not a valid schema.
const SCHEMAS: [&str; 12] = [
    "missing.tl",
    "folder",
    "a.tl/b.tl",
    "empty.tl",
    "bytes.tl",
    "syntax.tl",
    "names.tl",
    "cut.json",
    "typed.json",
    "other.json",
    "cut.tlo",
    "damaged.tlo",
];

/// Every command that writes a file; `{}` stands for its name.
const WITH_OUTPUT: [&str; 6] = [
    "generate a.tl -o {}",
    "generate a.tl -o {} --check",
    "generate a.tl -o {}/",
    "export a.tl --to json -o {}",
    "docs a.tl -o {}",
    "docs --normal --docs facts.json -o {}",
];

const OUTPUTS: [&str; 4] = ["folder", "missing/out", "a.tl", "a.tl/out"];

/// Each command with an option that it does not have.
const WRONG: [&str; 14] = [
    "generate a.tl -o out.rs --wrong",
    "check a.tl --wrong",
    "explain TL0101 --wrong",
    "fmt a.tl --wrong",
    "diff a.tl a.tl --wrong",
    "why a.tl User --wrong",
    "export a.tl --to json -o out --wrong",
    "decode a.tl user.hex --wrong",
    "encode a.tl user.json --wrong",
    "ids a.tl --wrong",
    "docs a.tl -o out --wrong",
    "init package --wrong",
    "completions bash --wrong",
    "man check --wrong",
];

/// All other cases: a command, and its standard input.
const OTHERS: &[(&str, &str)] = &[
    // Missing arguments.
    ("generate a.tl", ""),
    ("generate -o out.rs", ""),
    ("check", ""),
    ("fmt", ""),
    ("ids", ""),
    ("diff a.tl", ""),
    ("diff a.tl --", ""),
    ("why", ""),
    ("why a.tl", ""),
    ("export a.tl -o out", ""),
    ("export a.tl --to json", ""),
    ("decode", ""),
    ("encode", ""),
    ("docs a.tl", ""),
    ("docs -o out", ""),
    ("completions", ""),
    // Invalid values of options.
    ("generate a.tl -o out.rs --format gofmt", ""),
    ("generate a.tl -o out.rs --role peer", ""),
    ("generate a.tl -o out.rs --impls none", ""),
    ("generate a.tl -o out.rs --derives Debgu", ""),
    ("generate a.tl -o out.rs --derives 1", ""),
    ("generate a.tl -o out.rs --layer x", ""),
    ("generate a.tl -o out.rs --layer 9999999999", ""),
    ("generate a.tl -o out.rs --runtime-path 1+1", ""),
    ("generate a.tl -o out.rs --deny id-mismach", ""),
    ("generate a.tl -o out.rs --allow nothing", ""),
    ("generate a.tl -o out.rs --only ", ""),
    ("generate a.tl -o out.rs --only a:b:c", ""),
    ("generate a.tl -o out.rs --rename user", ""),
    ("generate a.tl -o out.rs --rename user=1", ""),
    ("generate a.tl -o out.rs --attribute user=derive(Eq)", ""),
    ("generate a.tl -o out.rs --map-type string", ""),
    ("generate a.tl -o out.rs --extern-type User=1", ""),
    ("generate a.tl -o out.rs --extern-schema a.tl", ""),
    ("check a.tl --color often", ""),
    ("check a.tl --message-format xml", ""),
    ("diff a.tl a.tl --format html", ""),
    ("diff a.tl a.tl --breaking=all,none", ""),
    ("export a.tl --to xml -o out", ""),
    ("decode a.tl user.hex --format xml", ""),
    ("ids a.tl --write --rule c", ""),
    ("docs a.tl -o out --form pdf", ""),
    ("completions cmd", ""),
    ("man chek", ""),
    // Options that exclude each other.
    ("generate a.tl -o - --check", ""),
    ("generate a.tl -o out.rs --no-binary --registry", ""),
    ("generate a.tl -o out.rs --no-binary --error-paths", ""),
    ("generate a.tl -o out.rs --rpc-errors", ""),
    ("generate - - -o out.rs", ""),
    ("generate a.tl --layers -o out.rs", ""),
    ("generate - --layers -o out.rs", ""),
    ("generate a.tl -o a.tl", ""),
    ("generate a.tl -o a.tl/", ""),
    ("generate a.tl -o facts.json --docs facts.json", ""),
    (
        "generate a.tl -o other.tl --extern-schema other.tl=other",
        "",
    ),
    ("export a.tl --to json -o a.tl", ""),
    ("docs a.tl --normal --docs facts.json -o a.tl", ""),
    ("docs --normal --docs facts.json -o facts.json", ""),
    ("ids a.tl --write", ""),
    ("ids a.tl --rule a", ""),
    ("ids a.tl --mend", ""),
    ("ids a.tl --write --rule a,b", ""),
    ("decode a.tl user.hex --hex --base64", ""),
    ("decode a.tl user.hex --bare", ""),
    ("decode a.tl user.hex --type User --response-to getUser", ""),
    ("encode a.tl user.json --hex --raw", ""),
    ("encode a.tl user.json --bare", ""),
    ("docs --normal --form book", ""),
    ("docs a.tl -o -", ""),
    ("decode - -", ""),
    ("encode - -", ""),
    ("diff - -", ""),
    // Unknown names.
    ("chek a.tl", ""),
    ("explain TL9999", ""),
    ("explain id-mismach", ""),
    ("explain nothing-like-it", ""),
    ("why a.tl Usr", ""),
    ("why a.tl user --from getUsr", ""),
    ("why a.tl user --from group", ""),
    ("why a.tl Group", ""),
    ("decode a.tl user.hex --hex --type Usr", ""),
    ("decode a.tl user.hex --hex --type Vector<Usr>", ""),
    ("decode a.tl user.hex --hex --type n*[User]", ""),
    ("decode a.tl user.hex --hex --type Option<User>", ""),
    ("decode a.tl user.hex --hex --type Vec<u8>", ""),
    ("decode a.tl user.hex --hex --type Vector", ""),
    ("decode a.tl user.hex --hex --type User;", ""),
    ("decode a.tl user.hex --hex --response-to getUsr", ""),
    ("decode a.tl user.hex --hex --response-to user", ""),
    ("decode a.tl user.hex --hex --response-to call", ""),
    ("decode a.tl user.hex --hex --response-to {", ""),
    (
        "decode a.tl user.hex --hex --response-to {\"@type\":\"getUsr\"}",
        "",
    ),
    (
        "decode a.tl user.hex --hex --response-to {\"@type\":\"user\",\"id\":1}",
        "",
    ),
    ("encode a.tl user.json --type Usr", ""),
    ("generate a.tl -o out.rs --only usr", ""),
    ("generate a.tl -o out.rs --exclude *", ""),
    // Files of revisions, files of facts, and packages.
    ("diff git:HEAD a.tl", ""),
    ("docs a.tl -o out --docs missing.json", ""),
    ("docs a.tl -o out --docs folder", ""),
    ("docs a.tl -o out --docs empty.tl", ""),
    ("docs a.tl -o out --docs other.json", ""),
    ("docs a.tl -o out --docs a.tl", ""),
    ("docs a.tl -o out --docs bytes.tl", ""),
    ("docs a.tl -o out --docs cut.json", ""),
    ("docs a.tl -o out --errors facts.json", ""),
    ("generate a.tl -o out.rs --docs other.json", ""),
    ("generate a.tl -o out.rs --errors missing.json", ""),
    (
        "generate a.tl -o out.rs --extern-schema missing.tl=common",
        "",
    ),
    ("init missing", ""),
    ("init a.tl", ""),
    ("init folder", ""),
    ("init package a.tl", ""),
    ("init package --json=1", ""),
    // Binary values.
    ("decode a.tl missing.bin", ""),
    ("decode a.tl folder", ""),
    ("decode a.tl empty.json", ""),
    ("decode a.tl", ""),
    ("decode a.tl", "abc"),
    ("decode a.tl user.hex", ""),
    ("decode a.tl", "I/vKcQcAAAAFZnJhbmsAAA=="),
    ("decode a.tl", "\u{1}\u{2}\u{3}\u{4}"),
    ("decode a.tl --hex", "23fbca7"),
    ("decode a.tl --hex", "23fbca7g"),
    ("decode a.tl --hex", "0x23fbca71"),
    ("decode a.tl --hex", "23fbca7107000000"),
    ("decode a.tl --hex", "23fbca71070000000566"),
    ("decode a.tl --hex", "23fbca7107000000056672616e6b0000ff"),
    ("decode a.tl --hex", "23fbca710700000005ff72616e6b0000"),
    ("decode a.tl --hex --format tree", "23fbca7107000000056672"),
    ("decode a.tl --hex", "15c4b51c00000000"),
    ("decode a.tl --hex --type User", "01000000"),
    (
        "decode a.tl --hex --response-to getUser",
        "0300000001000000",
    ),
    ("decode a.tl --base64", "I/vKcQcAAAA"),
    ("decode a.tl --base64", "I/vKc"),
    ("decode a.tl --base64", "I/v!"),
    ("decode a.tl --base64", "I==="),
    // JSON values.
    ("encode a.tl missing.json", ""),
    ("encode a.tl folder", ""),
    ("encode a.tl bytes.tl --hex", ""),
    ("encode a.tl", ""),
    ("encode a.tl", "{"),
    ("encode a.tl", "{\"@type\":\"user\""),
    ("encode a.tl", "{\"@type\":\"user\",}"),
    ("encode a.tl", "user"),
    ("encode a.tl", "7"),
    ("encode a.tl", "{}"),
    ("encode a.tl", "{\"@type\":7}"),
    ("encode a.tl", "{\"@type\":\"usr\"}"),
    (
        "encode a.tl",
        "{\"@type\":\"user\",\"id\":\"x\",\"firstname\":\"\"}",
    ),
    (
        "encode a.tl",
        "{\"@type\":\"user\",\"id\":4294967296,\"first_name\":\"\"}",
    ),
    (
        "encode a.tl",
        "{\"@type\":\"user\",\"id\":1.5,\"first_name\":7}",
    ),
    ("encode a.tl", "{\"@type\":\"user\"} {\"@type\":\"user\"}"),
    (
        "encode a.tl",
        "{\"@type\":\"user\",\"id\":7,\"id\":8,\"first_name\":\"\"}",
    ),
    (
        "encode a.tl",
        "{\"@type\":\"group\",\"users\":[{\"@type\":\"group\"},7,null]}",
    ),
    ("encode a.tl --type Vector<int>", "[1,\"2\",[]]"),
    ("encode a.tl --type User", "{\"@type\":\"group\"}"),
];

/// The text after a usage error.
const USAGE: &str = "\n\nUsage: ";
const HELP: &str = "\n\nFor more information, try '--help'.";

fn folder() -> Folder {
    let folder = Folder::new(&[
        ("a.tl", SCHEMA),
        ("empty.tl", ""),
        ("other.tl", "other = Other;\n"),
        ("syntax.tl", "user id:int = User\ngroup = Group;\n"),
        ("names.tl", "user id:itn = User;\n"),
        ("cut.json", "{\"constructors\":[\n{\"id\":\"7\","),
        (
            "typed.json",
            "{\"constructors\":[\n{\"id\":[]}],\"methods\":[]}",
        ),
        ("other.json", "{\"name\":\"tlgen\"}"),
        ("user.hex", USER),
        (
            "user.json",
            "{\"@type\":\"user\",\"id\":7,\"first_name\":\"frank\"}",
        ),
        (
            "facts.json",
            "{\"tlgen_facts\":1,\"types\":{\"User\":\"A user.\"}}",
        ),
    ]);
    folder.write("bytes.tl", b"user name:str\xffing = User;\n");
    fs::create_dir(folder.path("folder")).unwrap();
    fs::write(folder.path("folder").join("kept"), "").unwrap();
    let package = folder.path("package");
    fs::create_dir(&package).unwrap();
    fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"package\"\nedition = \"2024\"\n",
    )
    .unwrap();
    let run = folder.run(&["export", "a.tl", "--to", "tlo", "-o", "cut.tlo"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut bytes = fs::read(folder.path("cut.tlo")).unwrap();
    folder.write("cut.tlo", &bytes[..100]);
    bytes[16] ^= 0xff;
    folder.write("damaged.tlo", bytes);
    folder
}

/// Returns all files with their content, and folders with `None`.
fn files(folder: &Folder) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.path("")];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder.path("")).unwrap();
            files.insert(name.display().to_string(), fs::read(&path).ok());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    files
}

#[test]
fn every_message_and_exit_code() {
    let mut folder = folder();
    let before = files(&folder);
    let fill = |commands: &'static [&str], names: &'static [&str]| {
        let each = move |name: &'static &str| {
            let fill = move |command: &&str| (command.replace("{}", name), "");
            commands.iter().map(fill)
        };
        names.iter().flat_map(each)
    };
    let others = OTHERS
        .iter()
        .map(|(command, input)| ((*command).to_owned(), *input));
    let cases = fill(&WITH_SCHEMA, &SCHEMAS)
        .chain(fill(&WITH_OUTPUT, &OUTPUTS))
        .chain(fill(&WRONG, &[""]))
        .chain(others);
    // Commands with the same message are grouped.
    let mut said: Vec<(String, String)> = Vec::new();
    for (command, input) in cases {
        let arguments: Vec<&str> = command.split(' ').collect();
        let run = folder.run_with_input(&arguments, input.as_bytes());
        let end = [USAGE, HELP].iter().filter_map(|it| run.err.find(it)).min();
        let message = &run.err[..end.unwrap_or(run.err.len())];
        let mut message = format!("exit {}: {}\n", run.code, message.trim_end());
        if !run.out.is_empty() {
            let _ = writeln!(message, "standard output: {}", run.out.trim_end());
        }
        let mut after = files(&folder);
        after.retain(|name, content| before.get(name) != Some(content));
        if !after.is_empty() {
            assert_eq!(run.code, 0, "{command} has written {:?}", after.keys());
            let names: Vec<_> = after.into_keys().collect();
            let _ = writeln!(message, "files written: {}", names.join(", "));
            folder = self::folder();
        }
        let input = if input.is_empty() {
            String::new()
        } else {
            format!(" <<< {input:?}")
        };
        let command = format!("$ tlgen {command}{input}\n");
        match said.iter_mut().find(|(_, it)| *it == message) {
            Some((commands, _)) => *commands += &command,
            None => said.push((command, message)),
        }
    }
    let said: Vec<String> = said
        .into_iter()
        .map(|(commands, message)| commands + &message)
        .collect();
    insta::assert_snapshot!(said.join("\n"));
}
