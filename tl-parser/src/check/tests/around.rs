//! What stands around TL and is not TL is one finding, and its suggestion mends it.

use super::mended::{found, mends, only_says};

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
    let lines = |count: usize| "+a = A;\n".repeat(count);
    assert!(found(&lines(20))[0].suggestion().is_some());
    only_says(&lines(21));
    // These are not of a patch.
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
        ("a = A;\n```\n", "a = A;\n\n"),
    ] {
        mends(text, right);
    }
    let long = format!("```\n{}```\n", "a = A;\n".repeat(30));
    let first = found(&long);
    assert_eq!(first.len(), 1, "{first:#?}");
    assert_eq!(found("```\na = A;\n```\n\n```\nb = B;\n```\n").len(), 2);
}

#[test]
fn html_of_few_lines_is_mended_at_once() {
    for (text, right) in [
        (
            "a x:Vector&lt;int&gt; = A;\nb y:Vector&lt;long&gt; z:Vector&lt;A&gt; = B;\nc = C;",
            "a x:Vector<int> = A;\nb y:Vector<long> z:Vector<A> = B;\nc = C;",
        ),
        (
            "a = A;\r\n<p>b x:Vector&lt;int&gt; = B;</p>\r\n<br>\r\nc = C;\r\n",
            "a = A;\r\nb x:Vector<int> = B;\r\n\r\nc = C;\r\n",
        ),
        (
            "---functions---\nf x:Vector&#60;int&#62; = Bool;\n\ng&nbsp;= Bool;",
            "---functions---\nf x:Vector<int> = Bool;\n\ng = Bool;",
        ),
    ] {
        mends(text, right);
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
    mends("a x:&string = A;", "a x:string = A;");
    mends("a x:Vector<&long> = A;", "a x:Vector<long> = A;");
    mends("a f:# x:f.1?&long = A;", "a f:# x:f.1?long = A;");
}
