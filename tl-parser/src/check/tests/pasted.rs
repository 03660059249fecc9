//! Marks, numbers and characters that are copied along with a schema.

use super::mended::{found, mends, only_says};
use super::*;

#[test]
fn quotation_marks_are_one_mistake() {
    for (text, right) in [
        ("\"a x:int = A;\"", "a x:int = A;"),
        ("“a = A;”\nb = B;", "a = A;\nb = B;"),
        ("'a = A;',\nb = B;", "a = A;\nb = B;"),
        ("`a = A;`", "a = A;"),
        ("``a = A;``\n", "a = A;\n"),
        ("```a = A;```", "a = A;"),
        ("\"\"\"\na = A;\nb = B;\n\"\"\"\n", "\na = A;\nb = B;\n\n"),
        ("«a x:int\n y:int = A; »", "a x:int\n y:int = A; "),
    ] {
        mends(text, right);
    }
    // Several in a row are one mistake, too.
    for (text, right) in [
        ("\"a = A;\",\n\"b = B;\",\n", "a = A;\nb = B;\n"),
        ("\"a = A;\" \"b = B;\"", "a = A; b = B;"),
        ("'a = A;','b = B;'", "a = A; b = B;"),
        ("[\"a = A;\", \"b = B;\"]", "a = A; b = B;"),
        (
            "[\r\n  \"a\r\n x:int = A;\",\r\n  \"---functions--- f = A;\"\r\n]\r\n",
            "a\r\n x:int = A;\r\n  ---functions--- f = A;\r\n",
        ),
        ("‘a = A;’ // b\n‘b = B;’", ""),
    ] {
        if right.is_empty() {
            assert_eq!(found(text).len(), 2, "{text}");
        } else {
            mends(text, right);
        }
    }
    only_says("a x:\"one and\" = A;");
}

#[test]
fn strings_of_documentation_are_comments() {
    for (text, right) in [
        ("\"\"\"The user\"\"\"\na = A;", "/*The user*/\na = A;"),
        (
            "\"\"\"\nThe user\n\"\"\"\na = A;",
            "/*\nThe user\n*/\na = A;",
        ),
        (
            "a = A;\n'''\nOf b = it\n'''\nb = B;",
            "a = A;\n/*\nOf b = it\n*/\nb = B;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn the_numbers_of_lines_are_one_mistake() {
    for (text, right) in [
        ("1 a = A;\n2 b = B;\n", "a = A;\nb = B;\n"),
        ("1. a = A;\n2. b = B;\n", "a = A;\nb = B;\n"),
        (
            "9: a x:int\n10:   y:int = A;\n11:\n12: b = B;",
            "a x:int\n  y:int = A;\n\nb = B;",
        ),
        ("  1\ta = A;\n  2\tb = B;", "  a = A;\nb = B;"),
        (
            "1 | // one\n2 | a = A;\n\n3 | b = B;",
            "// one\na = A;\n\nb = B;",
        ),
        (
            "1) ---functions---\n2) f = Int;\n3) ---types---\n4) a = A;",
            "---functions---\nf = Int;\n---types---\na = A;",
        ),
    ] {
        mends(text, right);
    }
    let right = "a n:#\n3*[ int ]\n4*[ int ] = A;";
    assert_eq!(found(right), []);
}

#[test]
fn the_places_that_grep_writes_are_one_mistake() {
    for (text, right) in [
        ("12:a = A;", "a = A;"),
        ("12:a = A;\n13-// b\n14:b = B;", "a = A;\n// b\nb = B;"),
        (
            "12:a\n13-  x:int = A;\n--\n20:b = B;",
            "a\n  x:int = A;\nb = B;",
        ),
        (
            "s.tl:12:a x:int = A;\r\ns.tl:15:b = B;",
            "a x:int = A;\r\nb = B;",
        ),
        (
            "./td/my-api.tl-11-\n./td/my-api.tl:12:a\n./td/my-api.tl-13-  x:int = A;",
            "\na\n  x:int = A;",
        ),
        ("a.tl:9:a = A;\nb.tl:2:b = B;", "a = A;\nb = B;"),
        ("HEAD:a.tl:9:a = A;\nHEAD:a.tl:12:b = B;", "a = A;\nb = B;"),
        (
            "C:\\x\\a.tl:9:5:a = A;\nC:\\x\\a.tl:12:1:b = B;",
            "a = A;\nb = B;",
        ),
        (
            "a.tl\n9:a = A;\n12:b = B;\n\nb.tl\n3:c = C;",
            "a = A;\nb = B;\n\nc = C;",
        ),
        ("schemas/a.tl:a = A;\nschemas/b.tl:b = B;", "a = A;\nb = B;"),
        (
            "s.tl:1:---functions---\ns.tl:2:f = Bool;",
            "---functions---\nf = Bool;",
        ),
    ] {
        mends(text, right);
    }
    for right in [
        "a n:# 3*[ int ] = A;",
        "a\n--3:x\n = A;",
        "a.b:int = A;",
        "peer-2-chat id:int = Peer;",
        "v1:2:a = A;",
        "--\n--\n",
    ] {
        let found = found(right);
        assert!(
            found
                .iter()
                .all(|it| !it.message.contains("the lines begin")),
            "{found:#?}"
        );
    }
}

#[test]
fn the_front_matter_of_a_page_is_one_mistake() {
    for (text, right) in [
        ("---\ntitle: A\n---\na = A;", "a = A;"),
        (
            "---\r\ntitle: A; B\r\ntags:\r\n  - a\r\n---\r\n\r\na = A;",
            "\r\na = A;",
        ),
        (
            "\u{feff}---\nlast-update: 2020\n...\n---functions---\nf = Bool;",
            "\u{feff}---functions---\nf = Bool;",
        ),
        ("+++\ntitle = \"A\"\n+++\n// A\na = A;", "// A\na = A;"),
    ] {
        mends(text, right);
    }
    for text in [
        "---\na x:int = A;\n---\nb = B;",
        "---\ntitle: A\na = A;",
        "---\ntypes\n---\na = A;",
        "a = A;\n---\ntitle: A\n---\nb = B;",
    ] {
        let found = found(text);
        assert!(
            found.iter().all(|it| !it.message.contains("front matter")),
            "{found:#?}"
        );
    }
}

#[test]
fn all_characters_that_html_writes_otherwise_are_one_mistake() {
    for (text, right) in [
        ("a x&#58;int &#61; A&#59;\nb = B;", "a x:int = A;\nb = B;"),
        (
            "a x&colon;int &equals; A&semi; // a\nb = B&semi;",
            "a x:int = A; // a\nb = B;",
        ),
        ("a x:int &#x3D; A;\nb = B;", "a x:int = A;\nb = B;"),
        ("a&nbsp;x:int&#160;=&#xA0;A;", "a x:int = A;"),
        ("&quot;a x:int = A;&quot;", "a x:int = A;"),
        (
            "&#x2F;&#x2F; It&#39;s a\na x:int = A;",
            "// Its a\na x:int = A;",
        ),
        (
            "a access&lowbar;hash:int x&#95;y:int = A;",
            "a access_hash:int x_y:int = A;",
        ),
        (
            "---functions---\nf =&gt; Vector&lt;int&gt;;",
            "---functions---\nf => Vector<int>;",
        ),
        (
            "a f:&num; x:f&period;0&quest;int = A;",
            "a f:# x:f.0?int = A;",
        ),
        ("a &#123;t:Type&#125; x:t = A t;", "a {t:Type} x:t = A t;"),
        (
            "a x:Vector&amp;lt;int&amp;#62; = A;",
            "a x:Vector<int> = A;",
        ),
    ] {
        mends(text, right);
    }
    for (text, right) in [
        (
            "user&#46;name x:int = user&#46;Name;",
            "user.name x:int = user.Name;",
        ),
        (
            "ns.a x:int = ns.A;\nb x:ns&period;A y:ns&#46;A = B;",
            "ns.a x:int = ns.A;\nb x:ns.A y:ns.A = B;",
        ),
        (
            "a&#46;b&period;c#1 x:int = a.b.C;",
            "a.b.c#1 x:int = a.b.C;",
        ),
        (
            "use&#114; x&#49;:in&#116; = Us&#101;r;",
            "user x1:int = User;",
        ),
        ("&#97;b x:&#105;nt = &#65;b;", "ab x:int = Ab;"),
        ("a f&#108;:# x:f&#108;.0?int = A;", "a fl:# x:fl.0?int = A;"),
        // One name is written in two ways.
        (
            "us&#101;r x:int = Us&#101;r; b u:User = B;",
            "user x:int = User; b u:User = B;",
        ),
        (
            "us&#101;r x:int = User; b u:user v:%User = B;",
            "user x:int = User; b u:user v:%User = B;",
        ),
        (
            "a f&#108;ags:# x:flags.0?int = A;",
            "a flags:# x:flags.0?int = A;",
        ),
        (
            "a cou&#110;t:# x:count*[ int ] = A;",
            "a count:# x:count*[ int ] = A;",
        ),
    ] {
        let id = |text: &str| text.replace("#1 ", "&num;1 ");
        for text in [text.to_owned(), id(text)] {
            let all = found(&text);
            assert_eq!(all.len(), 1, "{text}: {all:#?}");
            let mended = all[0].suggestion().map(|it| it.apply(&text));
            assert_eq!(mended.as_deref(), Some(right));
        }
    }
    for (text, right) in [
        (
            "a x:int &#47;* b; c = *&#47; y:int = A;",
            "a x:int /* b; c = */ y:int = A;",
        ),
        (
            "&#47;&ast; b\n= c &#42;&sol;\na x:int = A;",
            "/* b\n= c */\na x:int = A;",
        ),
        ("a &sol;* b */ x:int = A;", "a /* b */ x:int = A;"),
        ("a x:int = A; &#47;* b &lt; c", "a x:int = A; /* b < c"),
    ] {
        let only = found(text);
        assert_eq!(only.len(), 1, "{text}: {only:#?}");
        let mended = only[0].suggestion().map(|it| it.apply(text));
        assert_eq!(mended.as_deref(), Some(right));
    }
    assert_eq!(found("// x &lt; y &#61; z\na = A;"), []);
    only_says("a x&int:y = A;");
}

#[test]
fn a_blank_of_another_kind_costs_no_declaration() {
    for (text, right) in [
        ("a\u{a0}x:int = A;\nb a:A = B;", "a x:int = A;\nb a:A = B;"),
        (
            "a x:int\u{2003}= A;\nb a:A = B;",
            "a x:int = A;\nb a:A = B;",
        ),
        ("\u{200b}a = A;", "a = A;"),
        ("a\u{200b} = A;", "a = A;"),
        ("a f:# x:f.0\u{a0}?int = A;", "a f:# x:f.0 ?int = A;"),
        ("a#b17c45fb\u{a0}x:int = A;", "a#b17c45fb x:int = A;"),
        ("a\u{200b}b = A;", "ab = A;"),
        ("a x:int = A;\u{feff}\nb = B;", "a x:int = A;\nb = B;"),
    ] {
        let only = found(text);
        assert!(
            only.iter().any(|it| it.message.contains("U+")),
            "{text}: {only:?}"
        );
        if !right.contains('#') {
            mends(text, right);
        }
    }
    assert_eq!(found("a\u{a0}x:int\u{a0}y:int = A;\nb a:A = B;").len(), 2);
    // A comment can contain any characters.
    assert_eq!(found("// a\u{a0}b\na = A;"), []);
}

#[test]
fn fences_stand_beside_declarations_too() {
    for (text, right) in [
        ("```tl\na = A;```\n", "a = A;\n"),
        ("```a = A;\nb = B;\n```\n", "a = A;\nb = B;\n"),
        ("```tl a = A;\nb = B;```", "a = A;\nb = B;"),
        ("```tl title=\"a\"\na = A;\n```", "a = A;"),
        ("```\na = A;\n```b = B;", "a = A;b = B;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn prompts_are_no_part_of_a_declaration() {
    for mark in ["$ ", ">>> ", "> "] {
        mends(&format!("{mark}a = A;\n"), "a = A;\n");
    }
}

#[test]
fn fields_in_braces_end_with_semicolons() {
    for (text, right) in [
        (
            "a { x:int; y:int; } = A;\nb a:A = B;",
            "a x:int y:int  = A;\nb a:A = B;",
        ),
        ("a{x:int; y:int} = A;", "a x:int y:int = A;"),
        ("a {\n  x:int;\n  y:int;\n} = A;", "a x:int y:int  = A;"),
        // A `,` separates arguments, too.
        (
            "a { x:Map<int, string>; y:int, } = A;\nmap {k:Type} {v:Type} a:k b:v = Map k v;",
            "a x:Map<int, string> y:int = A;\nmap {k:Type} {v:Type} a:k b:v = Map k v;",
        ),
        (
            "a { x:(Vector int), y:int; } = A;",
            "a x:(Vector int) y:int = A;",
        ),
        (
            "a {\n  x:int; // one; two\n  y:int; /* a; b */\n  z:int; // end\n} = A;",
            "a x:int // one; two\n  y:int /* a; b */\n  z:int // end\n = A;",
        ),
    ] {
        let only = found(text);
        assert_eq!(only.len(), 1, "{text}: {only:#?}");
        let mended = only[0]
            .suggestion()
            .map(|it| it.apply(text))
            .unwrap_or_default();
        assert_eq!(
            mended.split_whitespace().collect::<Vec<_>>(),
            right.split_whitespace().collect::<Vec<_>>()
        );
        assert_eq!(found(&mended), []);
    }
}

#[test]
fn fields_as_in_c_are_one_finding() {
    for (text, right) in [
        (
            "a { int x; string y; } = A;\nb a:A = B;",
            "a x:int y:string = A;\nb a:A = B;",
        ),
        ("a{int x;} = A;", "a x:int = A;"),
        (
            "a {\n  i32 x;\n  Vector<A> y;\n} = A;",
            "a x:int y:Vector<A> = A;",
        ),
        ("a#1 { long x; } = A;\n", "a#1 x:long = A;\n"),
        (
            "a { int x; y:string; } = A;\nb a:A = B;",
            "a x:int y:string = A;\nb a:A = B;",
        ),
        (
            "a {x:Vector<int>; long y; z:A} = A;",
            "a x:Vector<int> y:long z:A = A;",
        ),
        (
            "a {\n  int x; // the x; of a: it\n  string y // the y\n} = A;",
            "a x:int // the x; of a: it\n  y:string // the y\n = A;",
        ),
        (
            "a {\n  // x\n  int x; /* y */ long y;\n} = A;",
            "a // x\n  x:int /* y */ y:long = A;",
        ),
    ] {
        let only = found(text);
        assert_eq!(only.len(), 1, "{text}: {only:#?}");
        let mended = only[0].suggestion().map(|it| it.apply(text));
        assert_eq!(mended.as_deref(), Some(right));
    }
    for text in [
        "a { unsigned int x; } = A;\nb a:A = B;",
        "a { char x[16]; int y; } = A;",
        "a { int x; string y; }\nb a:A = B;",
        "a { x:int; y:string; };\nb a:A = B;",
        "a#1 {\n  int x; // one\n  string y;\n}\n",
        "struct a { int x; };\nb a:A = B;",
    ] {
        only_says(text);
    }
}

#[test]
fn all_commas_between_fields_are_removed_at_once() {
    for (text, right) in [
        ("a x:int, y:int, z:int = A;", "a x:int y:int z:int = A;"),
        ("a x:int,y:int,z:int, = A;", "a x:int y:int z:int = A;"),
        (
            "a x:int,\n y:Vector<int>,\n z:int = A;",
            "a x:int\n y:Vector<int>\n z:int = A;",
        ),
        (
            "p {t:Type} {u:Type} x:t y:u = P t u;\na x:int, y:P<int, long>, z:int = A;",
            "p {t:Type} {u:Type} x:t y:u = P t u;\na x:int y:P<int, long> z:int = A;",
        ),
    ] {
        mends(text, right);
    }
}

#[test]
fn an_exclamation_mark_after_a_type_is_one_too_many() {
    for (text, right) in [
        ("a x:int! y:int = A;", "a x:int y:int = A;"),
        ("a x:Vector<int>! y:int = A;", "a x:Vector<int> y:int = A;"),
    ] {
        mends(text, right);
    }
}

#[test]
fn tables_of_markdown_are_left_out() {
    for (text, right) in [
        ("Name | Type\n---- | ----\nid | long\na = A;", "\na = A;"),
        (
            "a = A;\nname|type\n-|-\nid|long\n\nb = B;",
            "a = A;\n\n\nb = B;",
        ),
        ("Field (x) | #\r\n:--|--:\r\nid | 1\r\na = A;", "\r\na = A;"),
        (
            "**N** | T | D\n--- | --- | ---\nid | long | it's an id;\na = A;",
            "\na = A;",
        ),
        (
            "| N | T |\n| --- | --- |\n| id | long |\na = A;",
            "\na = A;",
        ),
        (
            "a x:int = A;\n  N | T\n  --- | ---\n  id | int",
            "a x:int = A;\n  ",
        ),
    ] {
        mends(text, right);
    }
    let found = found("a | b = A;\nb = B;");
    assert!(
        found.iter().all(|it| !it.message.contains("table")),
        "{found:#?}"
    );
}

#[test]
fn lists_of_markdown_are_left_out() {
    for (text, right) in [
        ("- a x:int = A;", "a x:int = A;"),
        ("b = B;\n* a x:int = A; // x", "b = B;\na x:int = A; // x"),
        ("1. a x:int = A;", "a x:int = A;"),
        ("> a x:int = A;", "a x:int = A;"),
        ("  + a\n x:int = A;", "  + a\n x:int = A;"),
    ]
    .into_iter()
    .filter(|(text, right)| text != right)
    {
        mends(text, right);
    }
    assert_eq!(found("- a = A;\n- b a:A = B;\n- c b:B = C;").len(), 3);
}

#[test]
fn tags_of_html_are_left_out() {
    for (text, right) in [
        ("a = A;<br>\nb = B;", "a = A;\nb = B;"),
        ("a id:long<br/>\n = A;", "a id:long\n = A;"),
        ("a id:long<BR />\n = A;", "a id:long\n = A;"),
        ("<pre>a id:long = A;</pre>", "a id:long = A;"),
        ("<b>a</b> id:long = A;", "a id:long = A;"),
        ("a <i>id</i>:long = A;", "a id:long = A;"),
        (
            "a id:<a href=\"/type/long\">long</a> = <a href=\"/type/A\">A</a>;",
            "a id:long = A;",
        ),
        ("<p>a id:long = A;\nb = B;", "a id:long = A;\nb = B;"),
        ("<code class='x'>a&nbsp;= A;</code>", "a = A;"),
        (
            "a x:Vector&lt;<a href=int>int</a>&gt; = A;",
            "a x:Vector<int> = A;",
        ),
        ("<!DOCTYPE html>a = A;", "a = A;"),
        ("<h1>Users of it</h1>\na = A;", "\na = A;"),
    ] {
        mends(text, right);
    }
    for (text, right) in [
        (
            "a = A; <b>the old one</b>\nb = B;",
            "a = A; // <b>the old one</b>\nb = B;",
        ),
        ("a = A; <a href='#b'>b</a>", "a = A; // <a href='#b'>b</a>"),
    ] {
        mends(text, right);
    }
    // Tags on several lines are one mistake.
    for text in [
        "<p>a x:int = A;</p>\n<p>b y:int = B;</p>",
        "a x:int<br>\n y:int<br>\n = A;<br>",
        "<ul>\n<li>a = A;</li>\n<li>b = B;</li>\n</ul>",
        "<b>a</b> x:Vector&lt;int&gt; = A;\n<b>b</b> = B;",
    ] {
        assert_eq!(found(text).len(), 1, "{text}: {:#?}", found(text));
    }
    for right in [
        "b = B; a x:vector<b> = A;",
        "a x:vector<int /**/> y:vector<int/* b=c */> z:vector<int // d=\"e\">\n> = A;",
        "p = P; br = Br; li = Li; a x:Vector<p> y:vector<br> z:vector<li> = A;",
        "a {p:Type} x:Vector<p> = A p;",
        "b = B; a x:Vector< b > // </b>\n = A;",
        "a x:Vector<//\nint> = A;",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn a_mistake_in_pasted_text_has_its_suggestion() {
    for (mark, end) in [
        ("@@ -1 +1,2 @@\n+", "+"),
        ("> ", "> "),
        ("a.tl:2:", "a.tl:3:"),
    ] {
        for (field, right) in [
            ("x:flags.0 int", "x:flags.0?int"),
            ("x:flags.0:int", "x:flags.0?int"),
            ("x:Vector<int", "x:Vector<int>"),
        ] {
            let text = |field| format!("{mark}a flags:#\n{end}  {field}\n{end}  = A;\n");
            let suggested = found(&text(field))
                .iter()
                .flat_map(Diagnostic::suggestions)
                .any(|it| it.apply(&text(field)) == text(right));
            assert!(suggested, "{:#?}", found(&text(field)));
        }
    }
}

#[test]
fn a_carriage_return_alone_does_not_end_a_comment() {
    for (text, place) in [
        ("// a\ra = A;\r// b\rb = B;\r", 4),
        ("a = A; // a\rb = B;", 11),
        ("a x:int // x\r= A;\rb = B;", 12),
        ("a = A;\n// b\rb = B;", 11),
    ] {
        let found = found(text);
        let [only] = found.as_slice() else {
            panic!("{text:?}: {found:#?}");
        };
        assert_eq!(only.code, Code::UnterminatedComment, "{text:?}");
        assert_eq!(only.place().map(|it| it.start), Some(place), "{text:?}");
    }
    for text in [
        "a = A; // b\r",
        "// a\r\na = A;\r\n",
        "a = A;\rb = B;\r// the end\r",
        "// a\rb;\na = A;",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}
