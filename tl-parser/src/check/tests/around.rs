//! Text around TL that is not TL is one finding, and its suggestion mends it.

use super::mended::{found, mends, only_says};
use super::*;

#[test]
fn a_patch_is_one_finding() {
    for (text, right) in [
        (
            "+kiosk a:int = Kiosk;\n-kiosk b:int = Kiosk;\n stall = Stall;\n",
            "kiosk a:int = Kiosk;\nstall = Stall;\n",
        ),
        (
            "- kiosk a:int = Kiosk;\n+ kiosk b:int = Kiosk;\n",
            " kiosk b:int = Kiosk;\n",
        ),
        (
            "@@ -1,3 +1,4 @@ about kiosks\n kiosk a:int = Kiosk;\n+stall a:int = Stall;\n",
            "kiosk a:int = Kiosk;\nstall a:int = Stall;\n",
        ),
        (
            "diff --git a/x.tl b/x.tl\r\nindex 12ab..34cd 100644\r\n--- a/x.tl\r\n+++ b/x.tl\r\n\
             @@ -1 +1 @@\r\n-kiosk a:int = Kiosk;\r\n+kiosk a:long = Kiosk;\r\n\\ No newline at end of file\r\n",
            "kiosk a:long = Kiosk;\r\n",
        ),
        (
            "stall = Stall;\n+---functions---\n+// Gets it\n+get\n+  id:int\n-  x:int\n+  = Stall;\n",
            "stall = Stall;\n---functions---\n// Gets it\nget\n  id:int\n  = Stall;\n",
        ),
    ] {
        mends(text, right);
    }
    let (patch, right): (String, String) = (0..300)
        .map(|it| (format!("+a{it} = A;\n"), format!("a{it} = A;\n")))
        .unzip();
    mends(&patch, &right);
    // These are not patches.
    for right in [
        "a {n:#} x:#\n y:%(M\n(n\n+ 1)) = A n; m {n:#} = M n;",
        "// + a\n//- b\na = A;\n/*\n+a = A;\n-b = B;\n*/",
        "index a:int = Index; diff = Diff;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
    // A list.
    mends("- a = A;", "a = A;");
    mends("-a = A; the old one\n+b = B;", "b = B;");
}

#[test]
fn a_block_of_code_in_markdown_is_one_finding() {
    for (text, right) in [
        ("```tl\na = A;\n```\n", "a = A;\n"),
        ("```\r\na = A;\r\nb = B;\r\n```\r\n", "a = A;\r\nb = B;\r\n"),
        ("a = A;\n```haskell\nb = B;\n\n```", "a = A;\nb = B;"),
        ("````\na = A;\n````\nb = B;", "a = A;\nb = B;"),
        ("~~~tl\na = A;\n~~~\nb = B;", "a = A;\nb = B;"),
        ("a = A;\n```\n", "a = A;\n\n"),
    ] {
        mends(text, right);
    }
    let right: String = (0..300).map(|it| format!("a{it} = A;\n")).collect();
    mends(&format!("```\n{right}```\n"), &right);
    assert_eq!(found("```\na = A;\n```\n\n```\nb = B;\n```\n").len(), 2);
}

#[test]
fn words_before_a_block_of_code_are_part_of_it() {
    for (text, right) in [
        ("Schema:\n```\na = A;\n```\n", "// Schema:\na = A;\n"),
        (
            "Here it is\n\n```tl\na = A;\n```\n",
            "// Here it is\n\na = A;\n",
        ),
        (
            "The whole\n// so far\n~~~\na = A;\n~~~",
            "// The whole\n// so far\na = A;",
        ),
        (
            "a = A;\nand more.\n  ```\nb = B;\n  ```",
            "a = A;\n// and more.\n  b = B;",
        ),
        (
            "These are the types of it:\n```\na = A;\n```",
            "// These are the types of it:\na = A;",
        ),
        ("Unended\n```\na = A;", "// Unended\n\na = A;"),
    ] {
        mends(text, right);
    }
    // A declaration that has begun ends at a block of code, and is not lost.
    let messages =
        |text: &str| -> Vec<String> { found(text).into_iter().map(|it| it.message).collect() };
    let markdown = "this line is Markdown, not TL";
    let both = messages("a x:int = A\n```\nb = B;\n```\n");
    assert_eq!(both, ["a declaration has no `;`", markdown]);
    for words in [
        "Done",
        "And so on.",
        "That is all:",
        "One.\n// Two.\n\n// Three.",
    ] {
        let text = format!("```\na = A;\n```\n{}\n", words.replace("// ", ""));
        mends(&text, &format!("a = A;\n// {words}\n"));
    }
    // Words before the next block are reported with that block.
    let text = "```\na = A;\n```\n\nSo far.\n\nAnd now\nto others:\n```\nb = B;\n```\n";
    assert_eq!(messages(text), [markdown, markdown]);
    // TL can follow the block.
    let text = "```\na = A;\n```\nb\n  x:int\n  = B;\nlist\n{t:Type} x:t = List t;\nmore\n= More;";
    assert_eq!(messages(text), [markdown]);
}

#[test]
fn html_is_mended_at_once() {
    for (text, right) in [
        (
            "a x:Vector&lt;int&gt; = A;\nb y:Vector&lt;long&gt; z:Vector&lt;A&gt; = B;\nc = C;",
            "a x:Vector<int> = A;\nb y:Vector<long> z:Vector<A> = B;\nc = C;",
        ),
        (
            "a x:Vector&amp;lt;int&amp;gt; = A;\nb y:Vector&lt;A&gt; = B;",
            "a x:Vector<int> = A;\nb y:Vector<A> = B;",
        ),
        (
            "a = A;\r\n<p>b x:Vector&lt;int&gt; = B;</p>\r\n<br>\r\nc = C;\r\n",
            "a = A;\r\nb x:Vector<int> = B;\r\n\r\nc = C;\r\n",
        ),
        (
            "---functions---\nf x:Vector&#60;int&#62; = Bool;\n\ng&nbsp;= Bool;",
            "---functions---\nf x:Vector<int> = Bool;\n\ng = Bool;",
        ),
        (
            "<html><body>\n<pre>\na x:<b>Vector</b>&lt;int&gt; = A;\n</pre></body></html>\n",
            "\n\na x:Vector<int> = A;\n\n",
        ),
        (
            "<main>\n<section><span>a = A;</span>\n</section>\n</main>",
            "\na = A;\n\n",
        ),
    ] {
        mends(text, right);
    }
    let (html, right): (String, String) = (0..300)
        .map(|it| (format!("<p>a{it} = A;</p><br>\n"), format!("a{it} = A;\n")))
        .unzip();
    mends(&html, &right);
}

#[test]
fn an_argument_with_the_name_of_a_tag_is_no_html() {
    let names = |text: &str| -> Vec<&str> { found(text).iter().map(|it| it.code.name()).collect() };
    for name in ["Hr", "Br", "BR", "HR", "Wbr", "P", "Table"] {
        let text =
            format!("use {{t:Type}} x:t = Use t;\n---functions---\nget it:long = Use<{name}>;");
        assert_eq!(names(&text), ["undeclared-name"], "{name}");
        let declared = format!("{}Of = {name};\n{text}", name.to_ascii_lowercase());
        assert_eq!(names(&declared), [""; 0], "{name}");
    }
    // A comment after the bracket does not end a tag.
    let text = "list {t:Type} x:t = List t;\na = A;\n\
                b x:List\n<A> y:List</* of */A> z:List<// of\nA> = B;";
    assert_eq!(names(text), [""; 0]);
}

/// A declaration whose fields have no names has no mark for as long as it likes.
#[test]
fn a_long_declaration_without_names_is_not_a_comment() {
    let messages = |text: &str| -> Vec<String> {
        let found = found(text).into_iter();
        found.map(|it| it.message).collect()
    };
    let builtins = "int long double string ".repeat(12);
    let declared: Vec<String> = (0..12).map(|at| format!("someConstructor{at}")).collect();
    let types: String = declared.iter().map(|it| format!("{it} = T;\n")).collect();
    let words = declared.join(" ");
    let blanks = " ".repeat(300);
    for text in [
        format!("a = A;\nb {builtins}= B;"),
        format!("a = A; b {builtins}= B;"),
        format!("a = A; b {builtins}// words\n = B;"),
        format!("a = A; b {builtins}\n  x:int = B;"),
        format!("a = A; b{blanks}int{blanks}long x:int = B;"),
        format!("a = A;\nb {words} = B;\n{types}"),
        format!("{types}a = A; b {words} = B;"),
        format!("{types}a = A; b {words}\n  x:int = B;"),
        format!("{types}a = A; b {words} x:int\n = B; c = C;"),
    ] {
        assert_eq!(messages(&text), [""; 0], "{text}");
    }
    // The names are declared in another file.
    for text in [
        format!("a = A;\nb {words} = B;"),
        format!("a = A; b {words} = B;"),
        format!("a = A; b {words}\n  x:int = B;"),
        format!(
            "a = A;\nb {}long x:int = B;",
            format!("word{blanks}").repeat(4)
        ),
    ] {
        let found = messages(&text);
        assert!(
            found.iter().all(|it| it.contains("no constructor")),
            "{found:?}"
        );
    }
    let prose = "these are words without any mark ".repeat(10);
    for text in [
        format!("a = A; {prose}\nb = B;"),
        format!("a = A; {prose} // x = y;\nb = B;"),
        format!("a = A;\n{prose}\nb = B;"),
    ] {
        assert_eq!(messages(&text), ["a comment begins without `//`"], "{text}");
    }
}

#[test]
fn bytes_in_a_comment_that_begins_otherwise_are_part_of_it() {
    for text in [
        b"# \xe9 comment\na = A;".as_slice(),
        b"; caf\xe9\na = A;",
        b"-- \xe9t\xe9 of \xff\na = A;",
        b"/ caf\xe9\na = A;",
        b"| \xe9 | b |\n| \xe9 | c |\na = A;",
        b"Caf\xe9s\n```\na = A;\n```",
    ] {
        let mut sources = Sources::new();
        sources.add_bytes("a.tl", text.to_vec());
        let mut found = Vec::new();
        let programs = parse_all(&sources, &mut found);
        let _ = check(&programs, &Levels::default(), &mut found);
        let codes: Vec<&str> = found.iter().map(|it| it.code.name()).collect();
        assert_eq!(codes, ["unexpected-character"], "{found:#?}");
    }
}

#[test]
fn a_call_of_another_name_is_one_finding() {
    let functions = |it: &str| format!("---functions---\n{it}");
    for (text, right) in [
        ("f query:!x = X;", "f {X:Type} query:!X = X;"),
        (
            "f a:int q:!t = T; g = Bool;",
            "f {T:Type} a:int q:!T = T; g = Bool;",
        ),
        ("ns.wrap#1 q:!Res = RES;", ""),
    ] {
        let text = functions(text);
        let first = found(&text);
        let [only] = first.as_slice() else {
            panic!("{text}: {first:#?}");
        };
        let better = only.suggestion().map(|it| it.apply(&text)).unwrap();
        if !right.is_empty() {
            mends(&better, &functions(right));
        }
    }
    for text in [
        "batch n:# q:n*[ q:!X ] = X;",
        "batch {a:Type} {b:Type} x:!a y:!b q:!X = X;",
        "f flags:# q:flags.0?!X = X;",
    ] {
        let found = found(&functions(text));
        assert_eq!(found.len(), 1, "{text}: {found:#?}");
    }
}

#[test]
fn characters_that_cannot_be_seen_are_removed() {
    for character in [
        '\u{202e}', '\u{2066}', '\u{2069}', '\u{ad}', '\u{61c}', '\u{200b}', '\u{2062}',
    ] {
        for place in [
            "a@ x:int = A;",
            "a x:@int = A;",
            "@a x:int = A;",
            "a x@:int = A;",
            "a x:int = A@;",
        ] {
            mends(
                &place.replace('@', &character.to_string()),
                &place.replace('@', ""),
            );
        }
    }
    only_says("a f:# x:f&1?int = A;");
    mends("a x:&string = A;", "a x:string = A;");
    mends("a x:Vector<&long> = A;", "a x:Vector<long> = A;");
    mends("a f:# x:f.1?&long = A;", "a f:# x:f.1?long = A;");
}

#[test]
fn an_id_that_was_copied_is_one_finding() {
    for (text, right) in [
        (
            "a#7aae25b9 = A;\nb#7aae25b9 = A;",
            "a#7aae25b9 = A;\nb#3d0e5f69 = A;",
        ),
        (
            "a#7aae25b9 = A;\nb#7aae25b9 = B;",
            "a#7aae25b9 = A;\nb#a4070ed3 = B;",
        ),
        (
            "b#7aae25b9 = B;\nns.x = ns.X;\na#7aae25b9 = A;",
            "b#a4070ed3 = B;\nns.x = ns.X;\na#7aae25b9 = A;",
        ),
        (
            "---functions---\nf#11c9320e = Bool;\ng#11c9320e = Bool;",
            "---functions---\nf#11c9320e = Bool;\ng#dd633290 = Bool;",
        ),
    ] {
        mends(text, right);
    }
    // Several copies, and an id that none of them gives, are replaced one after another.
    for text in [
        "a#7aae25b9 = A;\nb#7aae25b9 = A;\nc#7aae25b9 = A;",
        "---functions---\nf#11111111 = Bool;\ng#11111111 = Bool;",
    ] {
        let mut text = text.to_owned();
        for _ in 0..2 {
            let found = found(&text);
            let [only] = found.as_slice() else {
                panic!("{text}: {found:#?}");
            };
            text = only.suggestion().map(|it| it.apply(&text)).unwrap();
        }
        assert_eq!(found(&text), [], "{text}");
    }
    // A constructor and a function may share one.
    assert_eq!(found("a#1 = A;\n---functions---\nf#1 = A;").len(), 2);
}

#[test]
fn a_copied_id_that_is_allowed_is_looked_at() {
    let names = |text: &str| -> Vec<&str> { found(text).iter().map(|it| it.code.name()).collect() };
    let allowed = "a#7aae25b9 = A;\n// tlgen:allow(duplicate-id)\nb#7aae25b9 = B;";
    assert_eq!(names(allowed), ["id-mismatch"]);
    let both = "a#7aae25b9 = A;\n// tlgen:allow(duplicate-id, id-mismatch)\nb#7aae25b9 = B;";
    assert_eq!(names(both), [""; 0]);
}

#[cfg(feature = "forms")]
#[test]
fn no_comment_is_advised_where_there_cannot_be_one() {
    let item = |id: &str, name: &str, ty: &str| {
        format!(r#"{{"id":"{id}","predicate":"{name}","params":[],"type":"{ty}"}}"#)
    };
    for (items, codes) in [
        (vec![item("1", "a", "A")], vec!["id-mismatch"]),
        (
            vec![item("2058233273", "a", "A"), item("2058233273", "b", "B")],
            vec!["duplicate-id"],
        ),
        (vec![item("0", "a", "A")], vec!["reserved-id"]),
        (
            vec![
                item("2058233273", "b_layer4", "B"),
                item("2058233274", "a", "A"),
            ],
            vec!["id-mismatch", "id-mismatch"],
        ),
    ] {
        let text = format!(r#"{{"constructors":[{}],"methods":[]}}"#, items.join(","));
        let mut sources = Sources::new();
        crate::forms::add(&mut sources, "a.json", text.into_bytes()).unwrap();
        let mut found = Vec::new();
        let programs = parse_all(&sources, &mut found);
        let _ = check(&programs, &Levels::default(), &mut found);
        let names: Vec<&str> = found.iter().map(|it| it.code.name()).collect();
        assert_eq!(names, codes);
        for it in &found {
            let notes: Vec<_> = it.notes().collect();
            let option = format!("`--allow {}`", it.code.name());
            assert!(notes.iter().any(|it| it.ends_with(&option)), "{notes:?}");
            assert!(!notes.iter().any(|it| it.contains("// tlgen")), "{notes:?}");
            let mut suggestions = it.suggestions();
            assert!(!suggestions.any(|it| it.replacement.contains("//")));
        }
    }
}

#[test]
fn an_id_in_decimal_digits_is_one_finding() {
    for (text, right) in [
        ("a#2058233273 = A;", "a#7aae25b9 = A;"),
        ("b#-1543041325 = B;", "b#a4070ed3 = B;"),
        (
            "---functions---\nf#298398222 = Bool;",
            "---functions---\nf#11c9320e = Bool;",
        ),
        (
            "---functions---\ng#-580701552 = Bool;",
            "---functions---\ng#dd633290 = Bool;",
        ),
    ] {
        mends(text, right);
    }
    only_says("a#99999999999 = A;");
    only_says("a#12345678g = A;");
}

#[test]
fn a_mask_of_a_type_of_another_language_is_one_finding() {
    for (text, right) in [
        (
            "a f:uint32 x:f.0?int y:f.1?int = A;",
            "a f:# x:f.0?int y:f.1?int = A;",
        ),
        ("a f:u32 x:f.0?true = A;", "a f:# x:f.0?true = A;"),
        ("a n:unsigned x:n*[ int ] = A;", "a n:# x:n*[ int ] = A;"),
        (
            "---functions---\nf flags:uint x:flags.3?int = Bool;",
            "---functions---\nf flags:# x:flags.3?int = Bool;",
        ),
    ] {
        mends(text, right);
    }
    mends("a f:int x:f.0?int = A;", "a f:# x:f.0?int = A;");
    only_says("type kiosk = { id: int; name: string }");
    only_says("export type Kiosk = {\n  id: number;\n};\na = A;");
    only_says("a f:Nope x:f.0?int = A;");
}

#[test]
fn functions_among_types_are_one_finding_and_all_become_functions() {
    for (text, right) in [
        (
            "getA a:int = Vector<A>;\na id:int = A;\nsendAll a:int = Bool;",
            "---functions---\ngetA a:int = Vector<A>;\n---types---\na id:int = A;\n---functions---\nsendAll a:int = Bool;",
        ),
        (
            "// Gets.\ngetA = Vector<A>;\ngetB = Bool;\n// A\na = A;\n// Sends.\nsend n:int = Bool;\nb = B;",
            "---functions---\n// Gets.\ngetA = Vector<A>;\ngetB = Bool;\n---types---\n// A\na = A;\n---functions---\n// Sends.\nsend n:int = Bool;\n---types---\nb = B;",
        ),
        (
            "x.getA = Vector<x.A>;\nx.a = x.A;\nx.sendAll = Bool;\nx.b = x.B;\nx.get n:int = True;",
            "---functions---\nx.getA = Vector<x.A>;\n---types---\nx.a = x.A;\n---functions---\nx.sendAll = Bool;\n---types---\nx.b = x.B;\n---functions---\nx.get n:int = True;",
        ),
    ] {
        mends(text, right);
    }
    let types: String = (0..30).map(|n| format!("a{n} = A{n};\n")).collect();
    only_says(&format!("getA = Vector<A1>;\n{types}sendAll = Bool;"));
}

#[test]
fn a_type_of_several_constructors_in_lower_case_is_boxed() {
    for (text, right) in [
        (
            "standFull a:int = Stand; standEmpty = Stand; stands a:vector<stand> = Stands;",
            "standFull a:int = Stand; standEmpty = Stand; stands a:vector<Stand> = Stands;",
        ),
        (
            "x.one = x.Kind; x.two = x.Kind; use f:# a:f.1?x.kind = Use;",
            "x.one = x.Kind; x.two = x.Kind; use f:# a:f.1?x.Kind = Use;",
        ),
        (
            "one = Kind; two = Kind; kinds n:# a:n*[ k:kind ] = Kinds;",
            "one = Kind; two = Kind; kinds n:# a:n*[ k:Kind ] = Kinds;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn signs_of_pointers_are_one_finding() {
    for (text, right) in [
        ("a x:User* = A;", "a x:User = A;"),
        ("a x:*User = A;", "a x:User = A;"),
        ("a x:&User = A;", "a x:User = A;"),
        ("a x:User& y:int = A;", "a x:User y:int = A;"),
        ("a x:User** y:int = A;", "a x:User y:int = A;"),
        ("a x:Vector<User*> = A;", "a x:Vector<User> = A;"),
        ("a x:Vector<*User> = A;", "a x:Vector<User> = A;"),
        ("a f:# x:f.1?User* = A;", "a f:# x:f.1?User = A;"),
        ("a x:(Vector User)* = A;", "a x:(Vector User) = A;"),
        ("a x:Vector<User>* = A;", "a x:Vector<User> = A;"),
    ] {
        let user = |text: &str| format!("user = User; {text}");
        mends(&user(text), &user(right));
    }
    // Those before a name and those after it are two mistakes.
    for (text, right) in [
        ("a x:&User* = A;", "a x:User* = A;"),
        ("a x:&User** y:int = A;", "a x:User** y:int = A;"),
        ("a x:&Üser* = A;", "a x:Üser* = A;"),
        ("a x:&Üser y:int = A;", "a x:Üser y:int = A;"),
        ("a x:Vector<&Üser> = A;", "a x:Vector<Üser> = A;"),
        ("a x:Vector<&User*> = A;", "a x:Vector<User*> = A;"),
    ] {
        let found = found(text);
        let mended = found[0].suggestion().map(|it| it.apply(text));
        assert_eq!(mended.as_deref(), Some(right));
    }
    for right in [
        "a n:# x:n*[ int ] = A;",
        "a n:# x:n * [ int ] y:2*[ long ] = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
    // The name of a `#` is a count, not a type.
    for text in [
        "a n:# x:n* int = A;",
        "a {n:#} y:int x:n* int = A n;",
        "a f:# n:# x:f.1?n* int = A;",
    ] {
        mends(text, &text.replace("int =", "[ int ] ="));
    }
}

#[test]
fn a_call_in_an_argument_is_one_finding() {
    for (text, right) in [
        (
            "f {X:Type} q:!X x:Vector<!X> = X;",
            "f {X:Type} q:!X x:Vector<X> = X;",
        ),
        (
            "f {X:Type} q:!X x:(vector !X) = X;",
            "f {X:Type} q:!X x:(vector X) = X;",
        ),
        ("f x:Vector<!User> = User;", "f x:Vector<User> = User;"),
        (
            "f x:vector<Vector<!User>> = User;",
            "f x:vector<Vector<User>> = User;",
        ),
    ] {
        let all = |text: &str| format!("user = User;\n---functions---\n{text}");
        mends(&all(text), &all(right));
    }
}

#[test]
fn arrays_of_other_languages_are_one_finding() {
    for (text, right) in [
        ("a x:[3]int = A;", "a x:3*[ int ] = A;"),
        ("a x:[]int = A;", "a x:Vector<int> = A;"),
        ("a x:[3]string y:int = A;", "a x:3*[ string ] y:int = A;"),
        ("a x:[3][4]int = A;", "a x:3*[ 4*[ int ] ] = A;"),
        ("a x:int[3][4] = A;", "a x:3*[ 4*[ int ] ] = A;"),
        ("a x:[][]long = A;", "a x:Vector<Vector<long>> = A;"),
        ("a x:long[2][] = A;", "a x:2*[ Vector<long> ] = A;"),
        ("a x:[32]byte = A;", "a x:int256 = A;"),
        ("a x:[]byte = A;", "a x:bytes = A;"),
        ("a n:# x:[n]int = A;", "a n:# x:n*[ int ] = A;"),
        ("a f:# x:f.0?[3]int = A;", "a f:# x:f.0?3*[ int ] = A;"),
        (
            "a f:# n:# x:f.0?[n]int y:long = A;",
            "a f:# n:# x:f.0?n*[ int ] y:long = A;",
        ),
    ] {
        mends(text, right);
    }
}
