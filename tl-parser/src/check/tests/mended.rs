//! One mistake is one finding, and its suggestion mends it.

use super::*;

pub(super) fn found(text: &str) -> Vec<Diagnostic> {
    let sources = Sources::of("a.tl", text);
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &Levels::default(), &mut found);
    lie_on_characters(&found, text);
    found
}

/// Asserts that the text has one finding, and is `right` with its suggestion.
#[track_caller]
pub(super) fn mends(text: &str, right: &str) {
    let before = found(text);
    let [only] = before.as_slice() else {
        panic!("{text}: {before:#?}");
    };
    let mended = only.suggestion().map(|it| it.apply(text));
    let mended = mended.unwrap_or_else(|| panic!("{text}: {only:#?}"));
    assert_eq!(mended, right);
    assert_eq!(found(&mended), [], "{mended}");
}

/// Asserts that the text has one finding, which suggests nothing.
#[track_caller]
pub(super) fn only_says(text: &str) {
    let found = found(text);
    assert!(
        matches!(&found[..], [only] if only.suggestion().is_none()),
        "{text}: {found:#?}"
    );
}

#[test]
fn words_behind_a_declaration_are_a_comment() {
    for (text, right) in [
        ("a = A; a comment\nb = B;", "a = A; // a comment\nb = B;"),
        ("a = A; the first of them", "a = A; // the first of them"),
        (
            "a = A; deprecated\n\nb = B;",
            "a = A; // deprecated\n\nb = B;",
        ),
        (
            "a = A; don't use it, see b\n---functions---\nf = A;",
            "a = A; // don't use it, see b\n---functions---\nf = A;",
        ),
        (
            "a = A; (old)\n// B\nb = B;",
            "a = A; // (old)\n// B\nb = B;",
        ),
        (
            "a = A; TODO: remove // it\nb = B;",
            "a = A; // TODO: remove // it\nb = B;",
        ),
        (
            "a = A; really?\n@read b = B;",
            "a = A; // really?\n@read b = B;",
        ),
    ] {
        mends(text, right);
    }
    let long = format!("a = A; {}\nb = B;", "very ".repeat(99));
    mends(&long, &long.replace("; ", "; // "));
    for right in [
        "a = A; b\n  x:int = B;",
        "a = A; b = B;",
        "a = A; b\nx:int = B;",
        "a = A; b\nint = B;",
        "a = A; b\n# = B;",
        "a = A; b\n# [ int ] = B;",
        "a = A; b\nVector<int> = B;",
        "a = A; b#52996d62\nlong\nstring = B;",
        "a = A; b\n = B;",
        "a = A; b x:int\n y:int = B;",
        "a = A; b\n// of a\n  x:int = B;",
        "a = A; Vector\n  int;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn comments_of_other_languages_stand_inside_of_declarations_too() {
    for (text, right) in [
        (
            "a x:int # a comment\n y:int = A;",
            "a x:int // a comment\n y:int = A;",
        ),
        (
            "a x:int\n # the id: 5\n y:int = A;",
            "a x:int\n // the id: 5\n y:int = A;",
        ),
        (
            "a x:int #comment\n y:int = A;",
            "a x:int //comment\n y:int = A;",
        ),
        ("a # it's an a\n y:int = A;", "a // it's an a\n y:int = A;"),
        (
            "a x:int -- the first\n y:int = A;",
            "a x:int // the first\n y:int = A;",
        ),
        (
            "a x:int - the first\n y:int = A;",
            "a x:int // the first\n y:int = A;",
        ),
        (
            "a x:int <!-- the first -->\n y:int = A;",
            "a x:int /* the first */\n y:int = A;",
        ),
        ("a x:int = # this\n A;", "a x:int = // this\n A;"),
        (
            "a x:int # the others:\n y:int = A;",
            "a x:int // the others:\n y:int = A;",
        ),
        ("a x:int # Result:\n = A;", "a x:int // Result:\n = A;"),
        (
            "a x:int ; the words\n  y:int = A;",
            "a x:int // the words\n  y:int = A;",
        ),
        ("a x:int ; first\n = A;", "a x:int // first\n = A;"),
        (
            "a ; the one and only\n  {t:Type} x:t = A t;",
            "a // the one and only\n  {t:Type} x:t = A t;",
        ),
        (
            "a x:int; it's the first\n  flags:# = A;",
            "a x:int// it's the first\n  flags:# = A;",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "a # ys:\n int = A;",
        "a n:# # ys:\n\n vector<int> = A;",
        "a # b: // of an a\n (vector int) = A;",
        "a # int\n string = A;",
        "b = B;\na # b\n y:int = A;",
        "b = B;\na # %B\n [ int ] = A;",
        "a x:#\n n:# y:x*[ int ] = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn an_id_comes_directly_after_its_name() {
    for text in [
        "a #d2aa78f6 x:int = A;",
        "a # d2aa78f6 x:int = A;",
        "a# d2aa78f6 x:int = A;",
        "a\t#\td2aa78f6 x:int = A;",
    ] {
        mends(text, "a#d2aa78f6 x:int = A;");
    }
    // Without letters, and with one after the digits.
    for (id, ty) in [("20212345", "int"), ("1447d21a", "long")] {
        for gap in [" #", " # ", "# "] {
            let text = format!("a{gap}{id} x:{ty} = A;");
            let [only] = &found(&text)[..] else {
                panic!("{text}");
            };
            let mended = only.suggestion().map(|it| it.apply(&text));
            assert_eq!(mended, Some(format!("a#{id} x:{ty} = A;")));
        }
    }
    for field in ["a # decade = A;", "a # 1 = A;"] {
        let [only] = &found(field)[..] else {
            panic!("{field}");
        };
        assert!(!only.message.starts_with("an id"), "{field}");
    }
}

#[test]
fn masks_whose_parts_are_swapped() {
    let of = |field: &str| format!("a flags:# {field} = A;");
    for (field, right) in [
        ("x:?flags.1", "x:flags.1?true"),
        ("x:?flags.1int", "x:flags.1?int"),
        ("x:int?flags.1", "x:flags.1?int"),
        ("x:Vector<int>?flags.1", "x:flags.1?Vector<int>"),
        ("x?flags.1:int", "x:flags.1?int"),
        ("?x:int", "x:flags.0?int"),
    ] {
        mends(&of(field), &of(right));
    }
    only_says(&of("x:flags.1.2?int"));
    only_says(&of("x:(flags.1)?int"));
}

#[test]
fn what_a_list_is_of() {
    for text in [
        "a x:List = A;",
        "a x:list y:int = A;",
        "a x:Vector<Array> = A;",
    ] {
        only_says(text);
    }
    for (text, right) in [
        ("a x:List<int> = A;", "a x:Vector<int> = A;"),
        ("a x:Vector of int = A;", "a x:Vector<int> = A;"),
        ("a x:Vector.int = A;", "a x:Vector<int> = A;"),
        ("a x:u8[32] = A;", "a x:int256 = A;"),
        ("a x:i32[3] = A;", "a x:3*[ int ] = A;"),
    ] {
        mends(text, right);
    }
    only_says("a x:(int, string) = A;");
}

#[test]
fn declarations_in_the_order_of_other_languages() {
    for (text, right) in [
        ("A = a x:int;", "a x:int = A;"),
        ("ns.A = ns.a x:int;", "ns.a x:int = ns.A;"),
        ("a(x:int, y:string) = A;", "a x:int y:string = A;"),
        ("a { x:int y:string } = A;", "a x:int y:string = A;"),
        ("a int x = A;", "a x:int = A;"),
        ("a x.int = A;", "a x:int = A;"),
    ] {
        mends(text, right);
    }
    only_says("A = x:int;");
    only_says("type A = a x:int;");
    only_says("a x-int = A;");
}

#[test]
fn arguments_that_have_arguments() {
    let of = |result: &str| {
        format!(
            "tuple {{t:Type}} {{n:#}} n*[t] = Tuple t n;\njust {{t:Type}} x:t = Maybe t;\n\
             pair {{a:Type}} {{b:Type}} x:a y:b = Pair a b;\n---functions---\nf = {result};"
        )
    };
    for (result, right) in [
        ("Maybe tuple string 2", "Maybe tuple<string, 2>"),
        ("Maybe %Tuple string 2", "Maybe %Tuple<string, 2>"),
        (
            "Vector Maybe tuple string 2",
            "Vector Maybe<tuple<string, 2>>",
        ),
        (
            "Pair Maybe int Maybe string",
            "Pair Maybe<int> Maybe<string>",
        ),
        ("Tuple Maybe string 2", "Tuple Maybe<string> 2"),
    ] {
        mends(&of(result), &of(right));
    }
}

#[test]
fn a_semicolon_for_a_colon() {
    for (text, right) in [
        ("a x;int = A;", "a x:int = A;"),
        ("a x;int y:long = A;\nb = B;", "a x:int y:long = A;\nb = B;"),
        (
            "a x:int y;long = A;\nb a:A = B;",
            "a x:int y:long = A;\nb a:A = B;",
        ),
        (
            "a flags:# x;flags.1?int = A;",
            "a flags:# x:flags.1?int = A;",
        ),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a = A;b = B;Vector int;c = C;"), []);
}

#[test]
fn lines_that_are_no_tl() {
    for (text, right) in [
        (
            "--- types of users, made by hand; see b ---\na = A;",
            "---types---\na = A;",
        ),
        (
            "--- made by hand; see b ---\na = A;",
            "// --- made by hand; see b ---\na = A;",
        ),
        ("#\na = A;", "//\na = A;"),
        ("a x:Vector&#x3c;int&#x3e; = A;", "a x:Vector<int> = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn lines_that_are_neither_tl_nor_comments() {
    for line in [
        "=== Users ===",
        "***",
        "~~~~",
        "[users]",
        "(the users)",
        "© 2024 me",
        "\"the users\"",
        "rem a comment of words",
        "This one is a paragraph.",
        "Deprecated, since nobody ever used it",
    ] {
        for after in ["a = A;", "---types---\na = A;", "\n// b\na = A;", ""] {
            let text = format!("b = B;\n{line}\n{after}");
            mends(&text, &format!("b = B;\n// {line}\n{after}"));
        }
    }
    for (text, right) in [
        ("  == Users ==\n  a = A;", "  // == Users ==\n  a = A;"),
        (
            "=== Functions ===\n---functions---\nf = Bool;",
            "// === Functions ===\n---functions---\nf = Bool;",
        ),
        (
            "\tThese are all the users\n\t// a\n\ta = A;",
            "\t// These are all the users\n\t// a\n\ta = A;",
        ),
    ] {
        mends(text, right);
    }
    let markdown = "This is all about users.\n\n```tl\na = A;\n```\n\n| a | b |\n|---|---|\n";
    let lines = found(markdown).into_iter().map(|it| it.message);
    let lines: Vec<String> = lines.collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    mends(
        "One two three four\nfive six seven eight\na = A;",
        "// One two three four\n// five six seven eight\na = A;",
    );
    for right in [
        "a\nint long string bytes\n= A;",
        "b = B; c = C;\na b c b c\n = A;",
        "b = B; c = C;\na b c b c\nb = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn marks_of_sections_and_layers_in_other_signs() {
    for (text, right) in [
        ("=== functions ===\nf = Bool;", "---functions---\nf = Bool;"),
        ("— types —\na = A;", "---types---\na = A;"),
        ("[functions]\nf = Bool;", "---functions---\nf = Bool;"),
        ("*** types ***\r\na = A;", "---types---\r\na = A;"),
    ] {
        mends(text, right);
    }
    for (text, right) in [
        ("==8==\na = A;", "===8===\na = A;"),
        ("===8\r\na = A;", "===8===\r\na = A;"),
        ("=== layer 8 === // x\na = A;", "===8=== // x\na = A;"),
        ("==8== /* x */\na = A;", "===8=== /* x */\na = A;"),
    ] {
        let before = found(text);
        let [mark, layer] = before.as_slice() else {
            panic!("{before:#?}");
        };
        assert_eq!(
            mark.suggestion().map(|it| it.apply(text)),
            Some(right.to_owned())
        );
        assert_eq!(layer.code, Code::SeveralLayers);
        let after: Vec<Code> = found(right).iter().map(|it| it.code).collect();
        assert_eq!(after, [Code::SeveralLayers], "{right}");
    }
}

#[test]
fn blocks_that_nothing_closes() {
    for text in [
        "message User {\n  int64 id = 1;\na x:int = A;",
        "a x:int = A;\nstruct User {\n    id: i64,\n\n    name: String;\n",
        "  message User {\n    int64 id = 1;\n  a = A;\n  b a:A = B;",
        "message User {\r\n\tint64 id = 1;\r\n\tstring name = 2;\r\na = A; b a:A = B;",
        "enum User {\na = A;",
        "export class User extends Base {\n  id: int\n}\na = A;",
    ] {
        only_says(text);
    }
    let two = "message A {\n  int a = 1;\nmessage B {\n  int b = 2;\n}\na = A;";
    assert_eq!(found(two).len(), 2);
}

#[test]
fn marks_that_look_like_others() {
    for (text, right) in [
        ("a x：int = A;", "a x:int = A;"),
        ("a x:int ＝ A;", "a x:int = A;"),
        ("a x:int → A;", "a x:int = A;"),
        ("a x:Vector＜int> = A;", "a x:Vector<int> = A;"),
        ("a x:int = A；\nb = B;", "a x:int = A;\nb = B;"),
        ("a\u{200b} x:int = A;", "a x:int = A;"),
        ("b = B;\n\u{feff}a = A;", "b = B;\na = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn what_ends_a_declaration() {
    for (text, right) in [
        ("a = A,\nb = B;", "a = A;\nb = B;"),
        ("a = A.\nb = B;", "a = A;\nb = B;"),
        ("b = B; a x:int = A:", "b = B; a x:int = A;"),
        ("a x:int; y:long; = A;", "a x:int y:long = A;"),
        ("a x:int;\n = A;", "a x:int\n = A;"),
        ("a x:int; y:int;\n z:int = A;", "a x:int y:int\n z:int = A;"),
        ("a x:int=5 = A;", "a x:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn ids_in_other_places() {
    for (text, right) in [
        ("a x:int = A#d2aa78f6;", "a#d2aa78f6 x:int = A;"),
        ("#d2aa78f6 a x:int = A;", "a#d2aa78f6 x:int = A;"),
        ("a#0xd2aa78f6 x:int = A;", "a#d2aa78f6 x:int = A;"),
        ("a#0XD2AA78F6 x:int = A;", "a#D2AA78F6 x:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn lists_as_results() {
    for (text, right) in [
        ("[int]", "Vector<int>"),
        ("[i32]", "Vector<int>"),
        ("A[]", "Vector<A>"),
        ("str[]", "Vector<string>"),
        ("void", "True"),
        ("list<A>", "Vector<A>"),
        ("Vec<i32>", "Vector<int>"),
        ("Vec<Vec<u8>>", "Vector<bytes>"),
        ("List<list<A>>", "Vector<Vector<A>>"),
    ] {
        let of = |result: &str| format!("a = A;\n---functions---\nf = {result};");
        let found = found(&of(text));
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
        let mended = found[0].suggestion().map(|it| it.apply(&of(text)));
        assert_eq!(mended, Some(of(right)));
    }
}

#[test]
fn an_arrow_among_constructors() {
    for (text, right) in [
        ("a x:int => A;", "a x:int = A;"),
        (
            "ns.a => ns.A;\nb a:ns.A = B;",
            "ns.a = ns.A;\nb a:ns.A = B;",
        ),
        ("---types---\r\na\r\n => A;", "---types---\r\na\r\n = A;"),
    ] {
        mends(text, right);
    }
    assert_eq!(found("a = A; f => A;"), []);
}

#[test]
fn types_that_are_bare_in_several_places() {
    for (text, right) in [
        (
            "oneA x:int = A; b x:a y:a = B;",
            "oneA x:int = A; b x:oneA y:oneA = B;",
        ),
        (
            "oneA x:int = A; b x:a // a\n y:vector<%a> = B;",
            "oneA x:int = A; b x:oneA // a\n y:vector<%oneA> = B;",
        ),
        (
            "oneA {t:Type} x:t = A t; b f:# x:f.0?(a int) y:a<long> = B;",
            "oneA {t:Type} x:t = A t; b f:# x:f.0?(oneA int) y:oneA<long> = B;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn a_result_has_no_mark() {
    for (text, right) in [
        ("a = %A;", "a = A;"),
        (
            "a = A; ---functions--- f x:int = %A;",
            "a = A; ---functions--- f x:int = A;",
        ),
        (
            "---functions--- f {X:Type} query:!X = !X;",
            "---functions--- f {X:Type} query:!X = X;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn builtins_in_upper_case_are_bare() {
    for (text, right) in [
        ("a x:INT = A;", "a x:int = A;"),
        (
            "int ? = Int; a x:INT y:Int = A;",
            "int ? = Int; a x:int y:Int = A;",
        ),
        ("a x:Vector<STRING> = A;", "a x:Vector<string> = A;"),
        ("a f:# x:f.0?LONG = A;", "a f:# x:f.0?long = A;"),
        ("a x:INT256 = A;", "a x:int256 = A;"),
        ("a f:# x:f.0?TRUE = A;", "a f:# x:f.0?true = A;"),
        ("a x:BOOL = A;", "a x:Bool = A;"),
        ("a x:VECTOR<int> = A;", "a x:Vector<int> = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn what_says_that_a_type_has_no_values_takes_no_arguments() {
    for text in ["Empty B int;", "Final Vector<int>;", "New B int; b = B;"] {
        only_says(text);
    }
    let found = found("a x:Empty = A;");
    let [only] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert!(
        only.notes().all(|note| note.contains("another file")),
        "{only:#?}"
    );
}

/// VK's schemas declare `dictionary` in a file of its own.
#[test]
fn what_tl_does_not_have_may_be_in_another_file() {
    for text in [
        "a x:(dictionary string) = A;",
        "a x:%(Dictionary int) = A;",
        "a x:Map<string,int> = A;",
        "a x:record = A;",
    ] {
        let found = found(text);
        let [only] = found.as_slice() else {
            panic!("{text}: {found:#?}");
        };
        let notes: Vec<_> = only.notes().collect();
        let [other_file, no_maps] = notes.as_slice() else {
            panic!("{text}: {notes:#?}");
        };
        assert!(other_file.contains("another file"), "{text}: {other_file}");
        assert!(no_maps.contains("not have maps"), "{text}: {no_maps}");
    }
}

/// A parameter of a function is only determined by a call.
#[test]
fn a_generic_constructor_of_a_builtin_is_not_a_function() {
    for text in [
        "vec {t:Type} # [ t ] = Vector t;",
        "vec {t:Type} x:t = Vector t; a x:vec<int> y:Vector<int> = A;",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
    let generic = "f {X:Type} query:!X = Vector X;";
    mends(generic, &format!("---functions---\n{generic}"));
}

#[test]
fn a_mask_directly_after_its_name() {
    for (text, right) in [
        (
            "a flags# id:long b:flags.0?int = A;",
            "a flags:# id:long b:flags.0?int = A;",
        ),
        ("a id:long flags# = A;", "a id:long flags:# = A;"),
        (
            "// tlgen:allow(id-mismatch)\na#1 n# x:n*[ int ] = A;",
            "// tlgen:allow(id-mismatch)\na#1 n:# x:n*[ int ] = A;",
        ),
        (
            "a {t:Type} n# x:n*[ t ] = A t;",
            "a {t:Type} n:# x:n*[ t ] = A t;",
        ),
        (
            "a x:Vector<int>\tflags# b:flags.1?true = A;",
            "a x:Vector<int>\tflags:# b:flags.1?true = A;",
        ),
        ("a f:# g# abcdef12:int = A;", "a f:# g:# abcdef12:int = A;"),
    ] {
        mends(text, right);
    }
    for text in ["a# = A;", "b = B; a# x:int = A;", "b = B;\na# = A;"] {
        only_says(text);
    }
    // After the `=`, it is an argument, or a `;` is missing.
    for text in [
        "a = A user# id:long = User;",
        "a x:int = A\rb# y:int = B;",
        "b = A x#;",
    ] {
        let found = found(text);
        assert!(
            found.iter().all(|it| !it.message.contains("has no `:`")),
            "{found:#?}"
        );
    }
}

#[test]
fn what_has_no_fields_has_no_brackets() {
    for (text, right) in [
        ("a() = A;", "a = A;"),
        ("a#7aae25b9() = A;", "a#7aae25b9 = A;"),
        ("a () = A;", "a  = A;"),
        ("a x:int ( ) y:int = A;", "a x:int  y:int = A;"),
        ("---functions---\nf() = Bool;", "---functions---\nf = Bool;"),
    ] {
        mends(text, right);
    }
    for text in ["a x:() = A;", "a x:Vector<()> = A;", "a b:# x:b.0?() = A;"] {
        only_says(text);
    }
}

#[test]
fn a_wrong_name_is_mended_in_all_its_places() {
    for (text, right) in [
        (
            "a x:int32_t y:Vector<int32_t> = A;\nb x:int32_t = B;",
            "a x:int y:Vector<int> = A;\nb x:int = B;",
        ),
        (
            "a x:bool y:bool = A;\nb f:# x:f.0?bool = B;",
            "a x:Bool y:Bool = A;\nb f:# x:f.0?Bool = B;",
        ),
        (
            "user = User;\na x:Usre = A;\nb x:Vector<Usre> y:%Usre = B;\nc x:Usre y:Usre = C;",
            "user = User;\na x:User = A;\nb x:Vector<User> y:%User = B;\nc x:User y:User = C;",
        ),
        (
            "user = User;\n---functions---\nf = Usre;\ng x:int = Usre;\nh = Usre;",
            "user = User;\n---functions---\nf = User;\ng x:int = User;\nh = User;",
        ),
        (
            "a x:INT = A;\nb x:INT = B;\nc x:INT = C;\nd x:INT = D;\ne x:INT = E;",
            "a x:int = A;\nb x:int = B;\nc x:int = C;\nd x:int = D;\ne x:int = E;",
        ),
    ] {
        mends(text, right);
    }
}
