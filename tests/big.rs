//! How does the parser handle very large schemas, and very large texts that are not schemas?
//!
//! Each text is read on a thread with a stack of 2 MiB, the usual size. It must yield a result or findings,
//! with memory proportional to the text. Each takes at most seconds; with quadratic time, it would exceed the
//! timeout.

mod code;

use std::fmt::Write as _;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tl_parser::check;
use tl_parser::diagnostic::{Code, Levels, Shown};
use tl_parser::source::Sources;

use crate::support::{self, memory};

/// The findings in a text, and the number of its constructors and functions.
struct Read {
    found: Vec<Shown>,
    combinators: usize,
}

/// The maximum memory for each byte of text. A field of two bytes is a node of about two hundred, and while the
/// list of fields grows, half of it exists twice.
const FACTOR: usize = 300;

/// Reads a text as a schema.
fn read(text: String) -> Read {
    while_someone_waits(move || {
        let length = text.len();
        let sources = support::sources("big.tl", &text);
        let (read, bytes) = memory::peak(|| check(&sources));
        assert!(bytes < FACTOR * length, "{bytes} bytes for {length}");
        read
    })
}

/// Runs `work` on a stack of 2 MiB, and returns its result unless it takes too long.
fn while_someone_waits<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, receive) = mpsc::channel();
    let thread = thread::Builder::new().stack_size(2 << 20);
    let thread = thread.spawn(move || send.send(work()).unwrap()).unwrap();
    match receive.recv_timeout(Duration::from_secs(300)) {
        Ok(read) => read,
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(thread.join().unwrap_err())
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("it does not end"),
    }
}

fn check(sources: &Sources) -> Read {
    let (levels, mut found) = (Levels::default(), Vec::new());
    let programs = check::parse_all(sources, &mut found);
    let schema = check::check(&programs, &levels, &mut found);
    let combinators = schema.combinators.len();
    let found = levels.show(found);
    Read { found, combinators }
}

impl Read {
    #[track_caller]
    fn is_only(&self, code: Code) {
        let codes: Vec<Code> = self.found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [code]);
    }
}

#[test]
fn a_schema_of_a_hundred_thousand_combinators() {
    let mut text = String::new();
    for number in 0..50_000 {
        let other = number * 7 % 50_000;
        writeln!(text, "ns{}.c{number} flags:# id:long other:flags.0?T{other} list:Vector<T{other}> = T{number};", number % 100).unwrap();
    }
    text += "---functions---\n";
    for number in 0..50_000 {
        writeln!(text, "f{number} id:long = Vector<T{number}>;").unwrap();
    }
    let read = read(text);
    // By chance, some computed ids are the same.
    assert!(
        read.found
            .iter()
            .all(|found| found.code == Code::DuplicateId)
    );
    assert!(read.found.len() < 5);
    assert!(read.combinators > 100_000);
}

#[test]
fn applications_of_functions_among_many() {
    let mut text = "---functions---\n".to_owned();
    for number in 0..200_000 {
        writeln!(text, "f{number} n:# = Int;").unwrap();
    }
    for number in 0..200_000 {
        writeln!(text, "f199999 {number};").unwrap();
    }
    let read = read(text);
    assert!(read.combinators > 200_000);
    assert!(read.found.iter().all(|it| it.code == Code::DuplicateId));
}

#[test]
fn a_hundred_thousand_constructors_of_one_type() {
    let mut text = String::new();
    for number in 0..100_000 {
        writeln!(text, "c{number}#{:x} x:T = T;", number + 1).unwrap();
    }
    let read = read(text + "end = T;");
    assert!(read.combinators > 100_000);
    assert!(
        read.found
            .iter()
            .all(|found| found.code == Code::IdMismatch)
    );
}

#[test]
fn a_chain_of_a_hundred_thousand_types() {
    let mut text = String::new();
    for number in 0..100_000 {
        writeln!(text, "c{number} next:T{} = T{number};", number + 1).unwrap();
    }
    let ends = read(format!("{text}c100000 = T100000;"));
    assert!(
        ends.found
            .iter()
            .all(|found| found.code == Code::DuplicateId)
    );
    let endless = read(format!("{text}c100000 next:T0 = T100000;"));
    let without = endless.found.iter();
    let without: Vec<_> = without.filter(|it| it.code != Code::DuplicateId).collect();
    assert_eq!(without.len(), 1);
    assert_eq!(without[0].code, Code::InfiniteType);
}

#[test]
fn a_type_nested_a_hundred_thousand_deep() {
    for (open, close) in [
        ("(Vector ", ")"),
        ("Vector<", ">"),
        ("[ ", " ]"),
        ("(", ")"),
    ] {
        let ty = open.repeat(100_000) + "int" + &close.repeat(100_000);
        read(format!("a # x:{ty} = A;")).is_only(Code::TooDeep);
    }
    // The parser does not recurse here.
    let percents = "%".repeat(100_000);
    let read = read(format!("a x:{percents}int = A;"));
    assert!(read.found.is_empty());
}

#[test]
fn a_hundred_thousand_brackets_that_only_open_or_only_close() {
    for bracket in ["(", "[", "{", "<", ")", "]", "}", ">", "(a:", "{a ", "n*["] {
        let read = read(format!("a x:{} = A;", bracket.repeat(100_000)));
        assert!(!read.found.is_empty(), "{bracket}");
    }
}

const MEGABYTES: usize = 10 << 20;

#[test]
fn one_line_of_ten_megabytes() {
    let declaration = "user flags:# id:long name:flags.0?string photos:Vector<int> = User;";
    let line = declaration.repeat(MEGABYTES / declaration.len());
    assert!(read(line).found.is_empty());
}

#[test]
fn one_declaration_of_ten_megabytes() {
    let mut text = String::from("user flags:#");
    let mut number = 0;
    while text.len() < MEGABYTES {
        write!(text, " name{number}:flags.{}?string", number % 32).unwrap();
        number += 1;
    }
    assert!(read(text + " = User;").found.is_empty());
}

#[test]
fn one_sum_and_one_list_of_arguments_of_ten_megabytes() {
    let sum = "+0".repeat(MEGABYTES / 2);
    assert!(read(format!("a x:(1{sum})*[ int ] = A;")).found.is_empty());
    let arguments = " int".repeat(MEGABYTES / 4);
    read(format!("a x:(Vector{arguments}) = A;")).is_only(Code::WrongArity);
}

#[test]
fn one_name_of_ten_megabytes() {
    let name = "a".repeat(MEGABYTES);
    assert!(read(format!("{name} = A;")).found.is_empty());
    read(format!("a x:{name} = A;")).is_only(Code::UndeclaredName);
    let path = "a.".repeat(MEGABYTES / 2);
    assert!(read(format!("{path}b = A;")).found.is_empty());
}

#[test]
fn one_comment_of_ten_megabytes() {
    let words = "= words; { ".repeat(MEGABYTES / 11);
    for comment in [
        format!("//{words}\n"),
        format!("/*{words}*/"),
        format!("//{words}"),
    ] {
        let read = read(format!("a = A;\n{comment}"));
        assert!(read.found.is_empty());
    }
    read(format!("a = A;\n/*{words}")).is_only(Code::UnterminatedComment);
    let many = "/**/ ".repeat(MEGABYTES / 5);
    assert!(read(format!("a {many} x:int = A;")).found.is_empty());
}

#[test]
fn ten_megabytes_of_garbage() {
    for unit in [
        "\0",
        " ",
        "\u{feff}",
        "ä",
        "-",
        "---",
        "#",
        "_",
        ".",
        ";",
        "=",
        "=;",
        "= A",
        "a",
        "a ",
        "a.",
        "A ",
        "a:",
        "1 ",
        "%",
        "!",
        "@",
        "@a ",
        "? ",
        "*",
        "+",
        ",",
        "/",
        "/* ",
        "*/",
        "// tlgen:allow(x)\n",
        "//@a b\n",
        "{a:#}",
        "a=A;",
        "a b:c=D;",
        "\n- a = ",
        // Most of these have no line breaks.
        "& ;",
        "a b c = ;",
        "a b; c d; ",
        "\n+a = A;\n-b = B;",
        "\n```\na = A;",
        "\n~~~\na = A;",
        "a = A; ~~~ x\n",
        "<p>a = A;</p>\n",
        "a:B* ",
        "[3]",
    ] {
        let read = read(unit.repeat(MEGABYTES / 10 / unit.len()));
        assert!(
            read.found.len() <= 2_000,
            "{unit}: {} findings",
            read.found.len()
        );
    }
}

/// Blocks of another language are searched for only once in each text, even if they are nested, end in the
/// middle of a line, or never end.
#[test]
fn blocks_in_blocks() {
    let count = MEGABYTES / 20;
    for (begin, end) in [
        ("message a { ; ", "} x\n"),
        ("message a { ; ", ":Type} ; "),
        ("message a {t:Type ", ""),
    ] {
        let read = read(begin.repeat(count) + &end.repeat(count));
        assert!(!read.found.is_empty());
    }
}

/// These once took time quadratic to their length: a look at the rest of the line at each mark, all fields up
/// to the end for each declaration, and a reason for each word of a name.
#[test]
fn marks_on_one_line_declarations_without_an_end_and_names_of_many_words() {
    for (begin, end) in [
        ("---types--- ", ""),
        ("---f", "---function---unction---"),
        ("pair first:int [t:Type]\n", ""),
        ("boolFals", "e#bc799737 = Bool;"),
        ("error[TL0211]: \n", ""),
        ("   ", "] {"),
        ("\"", "\"\""),
        ("“a;\n", "x”"),
    ] {
        let count = MEGABYTES / 3 / (begin.len() + end.len());
        let read = read(begin.repeat(count) + &end.repeat(count));
        assert!(!read.found.is_empty());
    }
}

/// What a finding says of the arguments that a type takes is short, however many they are.
#[test]
fn a_type_of_as_many_arguments_as_it_is_used() {
    let read = read(format!("f ={};", " Tuple int".repeat(MEGABYTES / 30)));
    let longest = read.found.iter().flat_map(Shown::notes).map(|it| it.len());
    assert!(longest.max() < Some(200));
}

/// Searching all fields for each wrong name would take quadratic time.
#[test]
fn one_declaration_of_a_quarter_of_a_million_counts_that_are_none() {
    let mut text = String::from("a");
    for number in 0..250_000 {
        let _ = write!(text, " x{number}:int x{number}*[ int ] y{number}*[ int ]");
    }
    let read = read(text + " = A;");
    assert_eq!(read.found.len(), 1000);
    let said = |it: &&Shown| it.message == "there is no number `x0`";
    assert_eq!(read.found.iter().filter(said).count(), 1);
}

#[test]
fn a_hundred_thousand_errors_are_not_all_shown() {
    for wrong in [
        "a b:;\n",
        "a x:nothing = A;\n",
        "a x:Vector = A;\n",
        "a#0 = A;\n",
        "a = a;\n",
    ] {
        let text: String = (0..100_000)
            .map(|number| wrong.replacen('a', &format!("a{number}"), 1))
            .collect();
        let read = read(text);
        assert!(!read.found.is_empty());
        assert!(
            read.found.len() <= 1_000,
            "{wrong}: {} findings",
            read.found.len()
        );
    }
}
