use crate::check::{check, parse_all};
use crate::diagnostic::{Code, Diagnostic, Level, Levels, examples, sort};
use crate::source::Sources;

/// Returns all findings in these files, with every code enabled.
fn findings(texts: &[&str]) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    for (number, text) in texts.iter().enumerate() {
        sources.add(format!("{number}.tl"), *text);
    }
    let mut levels = Levels::default();
    for code in Code::ALL {
        if code.level() == Level::Allowed {
            levels.warn(code.name()).unwrap();
        }
    }
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &levels, &mut found);
    sort(&mut found);
    (sources, found)
}

/// Returns the name of each finding, and the text of its first place.
fn found(texts: &[&str]) -> Vec<String> {
    let (sources, found) = findings(texts);
    let at = |it: &Diagnostic| sources.text(it.labels[0].span).to_owned();
    found
        .iter()
        .map(|it| format!("{}: {}", it.code.name(), at(it)))
        .collect()
}

#[track_caller]
fn is(text: &str, expected: &[&str]) {
    assert_eq!(found(&[text]), expected, "{text}");
}

#[test]
fn annotations_that_are_nearly_known() {
    is(
        "@raed @write @Any a = A;",
        &[
            "misspelled-annotation: @raed",
            "misspelled-annotation: @Any",
        ],
    );
    is(
        "@deprecated @read @readwrite @kphp @internal @any a = A;",
        &[],
    );
}

#[test]
fn parameters_that_no_call_tells() {
    let functions = |text: &str| format!("pair {{a:Type}} x:a = P a;\n---functions---\n{text}");
    is(&functions("f {X:Type} query:!X = X;"), &[]);
    is(&functions("f {X:Type} !X = P X;"), &[]);
    is(
        &functions("f {X:Type} query:X = P X;"),
        &["undetermined-parameter: {X:Type}"],
    );
    is(
        &functions("f {n:#} a:n*[ int ] = P int;"),
        &["undetermined-parameter: {n:#}"],
    );
    is(
        "f {t:Type} x:t => Bool;",
        &["undetermined-parameter: {t:Type}"],
    );
}

#[test]
fn masks_that_nothing_uses() {
    is("a flags:# x:int = A;", &["unused-mask: flags:#"]);
    is(
        "a flags2:# field_mask:# x:flags2.0?int = A;",
        &["unused-mask: field_mask:#"],
    );
    is("a flags:# x:flags.0?int = A;", &[]);
    is("a flags:# [ int ] = A;", &[]);
    is("a flags:# flags*[ int ] = A;", &[]);
    is("a [ int ] flags:# = A;", &["missing-count: [ int ]"]);
    is("b {n:#} x:n.0?int = B n;\na flags:# x:(B flags) = A;", &[]);
    is("b {n:#} x:n.0?int = B n;\na flags:# => B flags;", &[]);
    is("a count:# offset:# = A;", &[]);
    is("a n:# n*[ flags:# x:int ] = A;", &["unused-mask: flags:#"]);
    is("a n:# n*[ flags:# x:flags.1?int ] = A;", &[]);
    is("a flags:# n:# n*[ x:flags.1?int ] = A;", &[]);
}

#[test]
fn bits_of_two_kinds() {
    is(
        "a flags:# x:flags.0?true y:flags.0?int z:flags.0?int = A;",
        &["mixed-bit: y:flags.0?int"],
    );
    is(
        "a flags:# x:flags.0?int y:flags.0?true z:flags.0?true = A;",
        &["mixed-bit: y:flags.0?true"],
    );
    is(
        "a flags:# x:flags.0?true y:flags.1?int z:flags.1?long = A;",
        &[],
    );
    is("a flags:# g:# x:flags.0?true y:g.0?int = A;", &[]);
    is(
        "a n:# flags:# n*[ x:flags.0?true y:flags.0?int ] = A;",
        &["mixed-bit: y:flags.0?int"],
    );
}

#[test]
fn namespaces_of_different_case() {
    is(
        "a.b.x = a.b.X;\na.b.y = a.B.Y;\na.B.z = a.b.X;",
        &["namespace-case: a.B"],
    );
    is("a.b.x = a.b.X;\nA.b.y = A.b.Y;", &["namespace-case: A"]);
    is("a.x = a.X;\nab.x = ab.X;", &[]);
    is(
        "liteServer.x = liteServer.X;\nLiteServer.y = liteServer.X;",
        &["namespace-case: LiteServer"],
    );
    is("ton.x = ton.X;\nTON.y = ton.X;", &["namespace-case: TON"]);
}

#[test]
fn namespaces_of_two_modules() {
    is(
        "liteServer.x = liteServer.X;\nliteserver.x = liteserver.X;",
        &[],
    );
    is("a.tonNode.x = X;\na.tonnode.x = Y;", &[]);
    is("ab.x = X;\naB.x = Y;", &[]);
}

#[test]
fn names_that_are_nearly_the_same() {
    is(
        "ab_c = X;\nabC = X;\naBc = Y;",
        &["similar-names: abC", "similar-names: aBc"],
    );
    is(
        "a = User_Full;\nb = UserFull;\nc = UserFull;",
        &["similar-names: UserFull"],
    );
    is("a.user = A;\nb.us_er = B;", &[]);
    is("user = User;\n---functions---\nuse_r = User;", &[]);
    is("a xY:int x_y:int = A;", &["similar-names: x_y"]);
    is("a xY:int = A;\nb x_y:int = B;", &[]);
    is("a n:# n*[ xY:int x_y:int ] = A;", &["similar-names: x_y"]);
    is("_ x:int = A;\n_ y:int = A;", &[]);
}

#[test]
fn expansion_without_end() {
    let maybe = "n {t:Type} = M t;\nj {t:Type} x:t = M t;\np {t:Type} x:t = P t;\n";
    let tree = |field: &str| format!("{maybe}tree {{t:Type}} {field} = Tree t;");
    is(
        &tree("x:(M (Tree (P t)))"),
        &["endless-expansion: x:(M (Tree (P t)))"],
    );
    is(&tree("x:(M (Tree t))"), &[]);
    is(&tree("x:(M (Tree int))"), &[]);
}

#[test]
fn documentation_of_fields() {
    let is = |docs: &str, expected: &[&str]| is(&format!("{docs}\na x:int y:int = A;"), expected);
    is("//@description T @x X @y Y", &[]);
    is("//@description T\n//@x X\n//-goes on @y Y", &[]);
    is("//@description T", &[]);
    is("//@description T @x X", &["missing-field-docs: y"]);
    is("//@description T @y Y @x X", &["field-docs-order: x"]);
    is("//@description T @x X @x Y @y Y", &["repeated-docs: x"]);
    is(
        "//@description T @description U @x X @y Y",
        &["repeated-docs: description"],
    );
    is(
        "//@description T @z Z @x X @y Y",
        &["unknown-field-docs: z"],
    );
    is("//@description T of @username @x X @y Y", &[]);
    is(
        "//@description T\n//@username is said @x X @y Y",
        &["unknown-field-docs: username"],
    );
    is("//@description T, mail to a@B.c, @Foo. @x X @y Y", &[]);
    // A misspelled field is not also reported as undocumented.
    is("//@description T @x X @yy Y", &["unknown-field-docs: yy"]);
    is("// @x is X\n// @x is Y", &[]);
    is(
        "//@descripton T @x X @y Y",
        &["unknown-field-docs: descripton"],
    );
    is("//@clas A @x X", &["unknown-field-docs: clas"]);
    is("// @descripton T\n//@read x = X;\n//@closed", &[]);
    // `@z` may be something that the text of `x` speaks of.
    is(
        "//@description T @y y @x x, as @z says",
        &["field-docs-order: x"],
    );
}

#[test]
fn documentation_of_a_field_called_description() {
    let is =
        |docs: &str, expected: &[&str]| is(&format!("{docs}\na description:int = A;"), expected);
    is("//@description T @param_description D", &[]);
    is(
        "//@description T @param_description D @param_description E",
        &["repeated-docs: param_description"],
    );
    is(
        "//@description T @description D",
        &["repeated-docs: description"],
    );
}

#[test]
fn documentation_of_types() {
    is(
        "//@class A @description An A\n\n//@description B @x X\nb x:int = A;",
        &[],
    );
    is("//@class A\n//@description B\nb = A;", &[]);
    is(
        "//@class A @description An A\nb = B;\na = A;",
        &["misplaced-class-docs: A"],
    );
    is(
        "//@class A @description An A\n//@class B @description A B\nb = B;\na = A;",
        &["misplaced-class-docs: A"],
    );
    is(
        "//@class A @description An A\na = A;\n//@class A @description An A\nb = A;",
        &["repeated-docs: A"],
    );
    is(
        "a = A;\n\n//@class A @description An A\n",
        &["misplaced-class-docs: A"],
    );
    is(
        "a = A;\n---functions---\n//@class A @description An A\nf = A;",
        &["misplaced-class-docs: A"],
    );
}

#[test]
fn a_type_is_documented_once_in_all_files() {
    let docs = "//@class A @description An A\n";
    let texts = [format!("{docs}a = A;"), format!("{docs}b = A;")];
    assert_eq!(found(&[&texts[0], &texts[1]]), ["repeated-docs: A"]);
}

#[test]
fn comments_allow_what_is_found_at_their_declaration() {
    is(
        "// tlgen:allow(unused-mask): kept\na flags:# = A;\nb flags:# = B;",
        &["unused-mask: flags:#"],
    );
    is("a flags:# = A; // tlgen:allow(TL0404)", &[]);
    is("a // tlgen:allow(TL0404, )\n flags:# = A;", &[]);
    is("@raed // tlgen:allow(misspelled-annotation)\n a = A;", &[]);
    is("// tlgen:allow(misspelled-annotation)\n@raed a = A;", &[]);
    is(
        "// tlgen:allow(repeated-docs)\n//@description A\n//@description A\na = A;",
        &[],
    );
}

#[test]
fn a_comment_that_allows_nothing_is_found() {
    is(
        "a flags:# = A; // tlgen:allow(mixed-bit)",
        &["unused-mask: flags:#", "unused-allow: mixed-bit"],
    );
    is(
        "// tlgen:allow-file(similar-names)\na = A;",
        &["unused-allow: similar-names"],
    );
    is(
        "// tlgen:allow(unused-mask, unused-allow): until there are flags\na = A;",
        &[],
    );
    // An id that the text does not give, and the same with the comment at the other declaration.
    is("a#1 = A; // tlgen:allow(id-mismatch)", &[]);
    is(
        "a#1 = A;\na = A; // tlgen:allow(id-mismatch)",
        &["id-mismatch: 1", "unused-allow: id-mismatch"],
    );
    // An error in a declaration hides what else could be found.
    is(
        "a#1 x:itn = A; // tlgen:allow(id-mismatch)",
        &["undeclared-name: itn"],
    );
}

#[test]
fn comments_allow_what_is_found_in_their_file() {
    let texts = [
        "a flags:# = A;\n// tlgen:allow-file(unused-mask): all of them",
        "b flags:# = B;",
    ];
    assert_eq!(found(&texts), ["unused-mask: flags:#"]);
    is(
        "a#1 = A;\nb#2 = B;\n\n// tlgen:allow-file(id-mismatch)\n",
        &[],
    );
}

#[test]
fn comments_that_allow_nothing() {
    is(
        "// tlgen:allow(unused-mark, unused-mask)\na flags:# = A;",
        &["useless-allow: unused-mark"],
    );
    is("// tlgen:allow(syntax)\na = A;", &["useless-allow: syntax"]);
    is(
        "// tlgen:allow(unused-mask)\n\na = A;",
        &["useless-allow: tlgen:allow(unused-mask)"],
    );
    is(
        "// tlgen:allow-file(zzzzzzzzz)\n\na = A;",
        &["useless-allow: zzzzzzzzz"],
    );
    is("// say tlgen:allow(zzzzzzzzz)\n\na = A;", &[]);
}

#[test]
fn an_error_is_not_followed_by_lints_of_its_declaration() {
    is("@raed a flags:# x:flags.32?int = A;", &["invalid-bit: 32"]);
    // The documentation belongs to the declaration that could not be parsed.
    is(
        "//@description A @x X\na x: = A;\nb y:int = B;",
        &["syntax: ="],
    );
    is(
        "a x:itn = A;\nb flags:# x:itn = B;",
        &["undeclared-name: itn", "unused-mask: flags:#"],
    );
}

#[test]
fn lints_are_warnings_with_a_reason() {
    for code in Code::ALL
        .iter()
        .filter(|code| code.id().starts_with("TL04"))
    {
        assert_ne!(code.level(), Level::Error);
        let examples = examples(code.explanation(), "Wrong");
        for finding in findings(&[examples[0].tl]).1 {
            assert!(!finding.labels[0].message.is_empty(), "{finding:?}");
            let helped = finding.notes().count() > 0 || finding.suggestion().is_some();
            assert!(helped || finding.labels.len() > 1, "{finding:?}");
        }
    }
}

#[test]
fn long_declarations_and_long_schemas_are_no_trouble() {
    let mut text = String::new();
    for n in 0..50_000 {
        text.push_str(&format!(
            "// tlgen:allow(mixed-bit)\na{n} flags:# x{n}:int = A{n};\n"
        ));
    }
    text.push_str("b ");
    for n in 0..50_000 {
        text.push_str(&format!("flags{n}:# x:flags{n}.1?true y:flags{n}.1?int "));
    }
    text.push_str("= B;\n//@description D");
    for n in 0..50_000 {
        text.push_str(&format!(" @f{n} Docs"));
    }
    text.push_str("\nc ");
    for n in (0..50_000).rev() {
        text.push_str(&format!("f{n}:int "));
    }
    text.push_str("= C;");
    assert_eq!(found(&[&text]).len(), 149_999);
}

#[test]
fn characters_that_change_the_direction_of_text() {
    let all = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
    for character in all {
        let finding = format!("bidirectional-text: {character}");
        for text in [
            format!("// a {character}b\na x:int = A;"),
            format!("/* a\n b{character} */ a x:int = A;"),
            format!("//@description a {character}b\na = A;"),
            format!("a\n// {character}\nx:int = A;"),
            format!("a x:int = A; // {character}a{character}"),
            format!("a x:int = A;\n\n//{character}"),
        ] {
            is(&text, &[&finding]);
        }
    }
    // These mark the direction of characters that have none, or join letters.
    is(
        "// a \u{200f}b \u{200d} \u{61c} \u{5d0} \u{2026}\na = A;",
        &[],
    );
    let (sources, found) = findings(&["// \u{202e}a \u{2026} b\u{202c}\na = A;"]);
    let suggestion = found[0].suggestion().unwrap();
    assert_eq!(suggestion.replacement, "a \u{2026} b");
    assert_eq!(
        sources.text(suggestion.span),
        "\u{202e}a \u{2026} b\u{202c}"
    );
    is(
        "// tlgen:allow(bidirectional-text): a\n// \u{202e}\na = A;",
        &[],
    );
    is("a = A;\n// \u{202e}\n\n// tlgen:allow-file(TL0416)", &[]);
}

#[test]
fn documentation_of_fields_by_words() {
    let is = |docs: &str, expected: &[&str]| is(&format!("{docs}\na x:int y:int = A;"), expected);
    is("// @constructor a T\n// @param x X\n// @param y Y", &[]);
    is(
        "// @constructor a T\n// @param x X\n// @param yy Y",
        &["unknown-field-docs: yy"],
    );
    is(
        "// T\n// @param {int} x - X\n// @param {int} yx - Y",
        &["unknown-field-docs: yx"],
    );
    is(
        "/**\n * @constructor a T\n * @param X X\n * @param y: Y\n */",
        &["unknown-field-docs: X"],
    );
    is("// @constructor a T\n// @param x X", &[]);
    is(
        "// @constructor a T\n// @param x X\n// @param x Y\n// @param y Y",
        &["repeated-docs: x"],
    );
    is("// @constructor a T\n// @param y Y\n// @param x X", &[]);
    // Documentation of another declaration, which was left out.
    is(
        "// @constructor b T\n// @param z Z\n// b z:int = A;\n\n// @constructor a T",
        &[],
    );
}

#[test]
fn documentation_that_names_another_declaration() {
    let is = |docs: &str, expected: &[&str]| {
        is(
            &format!("{docs}\nshop.item price:int = shop.Item;"),
            expected,
        );
    };
    for right in [
        "// @constructor shop.item An item",
        "// @constructor item An item",
        "// @constructor `shop.item`: An item",
        "// @constructor shop.item#a069cebd\n// An item",
        "// @Constructor: item An item\n// @Param: price In cents",
        "// @constructor An item",
        "// @constructor What is sold",
        "// @constructor other Another\n// @constructor shop.item An item",
        "// @constructor shop.item An item\n// @constructor other Another\n// @param x X",
        "//! @constructor item\n//! @param price In cents",
        "//! @constructor Shop.item An item",
        "/// @type shop.Item Items\n/// @type Kinds of it",
    ] {
        is(right, &[]);
    }
    for (docs, name) in [
        ("// @constructor itm An item", "itm"),
        ("// @constructor shop.itme\n// @param price P", "shop.itme"),
        ("/* @constructor store.item An item */", "store.item"),
        ("/**\n * @constructor soldItem Sold\n */", "soldItem"),
        ("// @method product", "product"),
        (
            "// @constructor old_item Old\n// @param price P",
            "old_item",
        ),
    ] {
        is(docs, &[&format!("misnamed-docs: {name}")]);
    }
    is(
        "// @type shop.Itm Items",
        &["misplaced-class-docs: shop.Itm"],
    );
    is(
        "// @type InputItem Items",
        &["misplaced-class-docs: InputItem"],
    );
    for (docs, key) in [
        ("// @contructor item An item", "contructor"),
        (
            "// @constructors item An item\n// @param price P",
            "constructors",
        ),
        ("/** @constructor item An item\n @parm price P */", "parm"),
        ("// @params price P", "params"),
    ] {
        is(docs, &[format!("unknown-field-docs: {key}").as_str()]);
    }
    is(
        "// @parameters of it\n// @paramless things\n// @methodology it is",
        &[],
    );
}

/// If no name follows a key, its place is the end of the comment.
#[test]
fn documentation_without_the_name_of_what_it_is_about() {
    let field = "unknown-field-docs: ";
    for (docs, expected) in [
        ("// @param", field),
        ("// @param ", field),
        ("// @param {int}", field),
        ("// @param ``", field),
        ("/* @param */", field),
        ("/** @param\n @param id It */", field),
        ("/** @param\n @constructor\n @type */", ""),
        ("//@class", "misplaced-class-docs: "),
        ("//@class \n//@description It", "misplaced-class-docs: "),
        ("//@description It @class", "misplaced-class-docs: "),
        ("// @type", ""),
        ("// @constructor", ""),
        ("// @constructor ``\n// @type []", ""),
        ("// @brief\n// @return\n// @method", ""),
        ("//@", ""),
        ("//@ \n//@id The id @", ""),
        ("//@description It @", ""),
    ] {
        let text = format!("{docs}\nuser id:int = User;");
        let expected = Some(expected).filter(|it| !it.is_empty());
        is(&text, expected.as_slice());
    }
}

#[test]
fn comments_that_name_different_layers() {
    for (files, place) in [
        (
            &["// LAYER 1\na = A;", "// LAYER 2\nb = B;"][..],
            "// LAYER 1",
        ),
        (
            &[
                "a = A;",
                "// LAYER 2\nb = B;",
                "c = C;\n// LAYER 1 // of tdesktop",
            ],
            "// LAYER 1 // of tdesktop",
        ),
        (
            &["// LAYER 1\na = A;\n// LAYER 1\n// LAYER 2\nb = B;\n// LAYER 3"],
            "// LAYER 2",
        ),
    ] {
        assert_eq!(
            found(files),
            [format!("mixed-layers: {place}")],
            "{files:?}"
        );
    }
    for files in [
        &["// LAYER 1\na = A;", "b = B;"][..],
        &["// LAYER 1\na = A;", "// LAYER 1\nb = B;"],
        // The blocks of a file with several layers, and a remark.
        &["a = A;\n// layer 23\nb = B;", "// LAYER 46\nc = C;"],
        &["// LAYER 1\na = A;\n// LAYER 2 is planned\nb = B;"],
    ] {
        assert_eq!(found(files), [""; 0], "{files:?}");
    }
}
