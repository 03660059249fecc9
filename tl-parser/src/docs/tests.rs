//! How comments are understood.

use super::{Docs, docs};
use crate::source::FileId;
use crate::syntax::parse;

/// Returns the documentation of the last declaration.
fn last(text: &str) -> Docs<'_> {
    let mut diagnostics = Vec::new();
    let program = parse(FileId(0), text, &mut diagnostics);
    assert_eq!(diagnostics, [], "{text}");
    program
        .declarations
        .last()
        .map(|declaration| docs(&program, declaration))
        .unwrap_or_default()
}

/// Returns the documentation of a field; may be empty.
fn field<'d>(docs: &'d Docs<'_>, name: &str) -> &'d str {
    let mut fields = docs.fields.iter();
    let found = fields.find(|(field, _)| *field == name);
    found.map_or("", |(_, text)| text)
}

#[test]
fn comments_directly_above() {
    assert_eq!(
        last("// far\n\n// One\n//   two  \n///three\na = A;").text,
        "One\ntwo\nthree"
    );
    assert_eq!(last("// far\n\na = A;").text, "");
    assert_eq!(last("b = B; // of b\na = A;").text, "");
    assert_eq!(last("/* One\n * two\n */\na = A;").text, "One\ntwo");
    assert_eq!(last("// of the section\n---functions---\na = A;").text, "");
}

#[test]
fn blank_lines_part_paragraphs() {
    for text in [
        "//\n// One\n//\n//  \n// Two\n//\na = A;",
        "///\n/// One\n///\n/// Two\n///\na = A;",
        "/*\n * One\n *\n * Two\n *\n */\na = A;",
        "/* One\n\n   Two */\na = A;",
        "// One\n//\n// -----\n//b = B;\n// Two\na = A;",
        "// One\n//\na = A; // Two",
    ] {
        assert_eq!(last(text).text, "One\n\nTwo", "{text}");
    }
    assert_eq!(last("// One\n////////\n// Two\na = A;").text, "One\nTwo");
    let text = "a x:int /* One\n\n Two\n\n */ = A; //";
    assert_eq!(
        (last(text).text.as_str(), field(&last(text), "x")),
        ("", "One\n\nTwo")
    );
    // TDLib's comments have a form of their own.
    let text = "//@description One\n//\n//-two @x X\n//\n//-more\na x:int = A;";
    assert_eq!(
        (last(text).text.as_str(), field(&last(text), "x")),
        ("One\ntwo", "X\nmore")
    );
}

#[test]
fn comments_behind() {
    assert_eq!(
        last("// Above\na = A; // behind\n// not of a").text,
        "Above\nbehind"
    );
    assert_eq!(last("a = A; /* behind */").text, "behind");
}

#[test]
fn comments_that_say_nothing() {
    let text = "////////\n// -----\n//---- Test\n//b x:int = B;\n//c = C; // by hand\n// LAYER 3\n// Real\na = A;";
    assert_eq!(last(text).text, "Real");
}

#[test]
fn comments_of_fields() {
    let text =
        "a // itself\n// First\n// of x\nx:int // and last\ny:int z:int // of z\n= A; // end";
    let docs = last(text);
    assert_eq!(docs.text, "itself\nend");
    assert_eq!(
        docs.fields,
        [
            ("x", "First\nof x\nand last".to_owned()),
            ("z", "of z".to_owned())
        ]
    );
    assert_eq!(field(&docs, "z"), "of z");
    assert_eq!(field(&docs, "y"), "");
}

#[test]
fn tdlib_style() {
    let text = "//@description An error of @nobody @code Its code; see @message\n//-for more @param_description Why\n//@text More\na code:int description:string text:string = A;";
    let docs = last(text);
    assert_eq!(docs.text, "An error of @nobody");
    let fields = [
        ("code", "Its code; see @message\nfor more".to_owned()),
        ("description", "Why".to_owned()),
        ("text", "More".to_owned()),
    ];
    assert_eq!(docs.fields, fields);
    assert_eq!(docs.class, None);
}

#[test]
fn tdlib_classes() {
    let text =
        "b = B;\n\n//@class Foo @description A foo\n//-of kinds\n\n//@description One\na = Foo;";
    let docs = last(text);
    assert_eq!(docs.class, Some(("Foo", "A foo\nof kinds".to_owned())));
    assert_eq!(docs.text, "One");
}

#[test]
fn declarations_in_comments_are_no_tdlib_style() {
    assert_eq!(
        last("// @read x = X;\n// Sets it\n@write a = A;").text,
        "Sets it"
    );
}

#[test]
fn comments_that_speak_to_this_program() {
    let text =
        "// tlgen:allow(id-mismatch): older than the field\n// Text\na = A; // tlgen:allow(x)";
    assert_eq!(last(text).text, "Text");
    let docs = last("a\n x:int // tlgen:nolint by default 3\n = A;");
    assert_eq!(field(&docs, "x"), "by default 3");
}

#[test]
fn words_for_what_is_described() {
    let text = "// @type User Somebody.\n\n// @constructor user A user\n//   of this account.\n\
                // @param id Its id\n// @param name: What it\n// is called\nuser id:int name:string = User;";
    let docs = last(text);
    assert_eq!(docs.class, Some(("User", "Somebody.".to_owned())));
    assert_eq!(docs.text, "A user\nof this account.");
    let fields = [
        ("id", "Its id".to_owned()),
        ("name", "What it\nis called".to_owned()),
    ];
    assert_eq!(docs.fields, fields);
    for text in [
        "// @method getUser Gets one. @param id Its id\ngetUser id:int = User;",
        "//@method Gets one.\n//@param id Its id\ngetUser id:int = User;",
        "/**\n * @method getUser Gets one.\n * @param {int} id - Its id\n */\ngetUser id:int = User;",
        "// Gets one.\n// @param id Its id\ngetUser id:int = User;",
        "/// @function getUser - Gets one.\n/// @param id \u{2014} Its id\ngetUser id:int = User;",
        "// Other things.\n\n// @method getUser: Gets one.\n// @param id Its id\ngetUser id:int = User;",
        "// @method old Was one.\n// @param x X\n// old x:int = User;\n\
         // @method getUser Gets one.\n// @param id Its id\ngetUser id:int = User;",
        "// @method getUser Gets one.\ngetUser\n  id:int // Its id\n  = User;",
        "//@method getUser\n//@description Gets one.\n//@param id Its id\ngetUser id:int = User;",
        "// @description Gets one.\n// @param id Its id\ngetUser id:int = User;",
        "//@method getUser @description Gets one. @param id Its id\ngetUser id:int = User;",
        "// @method getUser#fa7de60f Gets one.\n// @param [id] Its id\ngetUser id:int = User;",
        "// @method `user.get` Gets one.\n// @param `id`: Its id\nuser.get id:int = User;",
        "//! @brief Gets one.\n//! @param id Its id\nuser.get id:int = User;",
        "// @Method: get Gets one.\n// @Param: id Its id\nuser.get id:int = User;",
        "// @method getUsr Gets one.\n// @param id Its id\ngetUser id:int = User;",
        "// @method get Gets one.\n// @param id Its id\n// @method old Was one.\n// @param x X\nget id:int = A;",
        "//! Gets one.\nget\n  id:int ///< Its id\n= A;",
    ] {
        let docs = last(text);
        let id = [("id", "Its id".to_owned())];
        assert_eq!(
            (docs.text.as_str(), docs.fields),
            ("Gets one.", id.to_vec()),
            "{text}"
        );
    }
    let docs = last(
        "//@type ns.User\n//@description Users.\n//@constructor user\n//@description One.\nuser = ns.User;",
    );
    assert_eq!(docs.class, Some(("ns.User", "Users.".to_owned())));
    assert_eq!(docs.text, "One.");
    // In TDLib's style these are fields.
    let docs = last(
        "//@description A call @method Its name @type Its kind\ncall method:int type:int = Call;",
    );
    assert_eq!(docs.text, "A call");
    assert_eq!(field(&docs, "method"), "Its name");
    let docs = last("// @type Kinds of users.\n// @constructor user\nuser = ns.User; // of one");
    assert_eq!(docs.class, Some(("ns.User", "Kinds of users.".to_owned())));
    assert_eq!(docs.text, "of one");
    let returns = last("// @method f Does it.\n// @returns The users\nf = User;");
    assert_eq!(returns.text, "Does it.\n\nReturns:\nThe users");
}

#[test]
fn words_behind_an_at_that_describe_nothing() {
    assert_eq!(last("// @read f x:int = X;\n// Text\na = A;").text, "Text");
    assert_eq!(
        last("// Of @method and @param\na = A;").text,
        "Of @method and @param"
    );
    assert_eq!(
        last("// @parameters of it\na = A;").text,
        "@parameters of it"
    );
    assert_eq!(
        last("// @kphp\n// @paramless\na = A;").text,
        "@kphp\n@paramless"
    );
}

#[test]
fn code_between_fences_is_kept() {
    let code = "```\nuser = getUser 5;\n---functions---\n```";
    for text in [
        "// One\n// ```\n// user = getUser 5;\n// ---functions---\n// ```\n// b = B;\na = A;",
        "/// One\r\n/// ```\r\n/// user = getUser 5;\r\n/// ---functions---\r\n/// ```\r\na = A;",
        "/*\n * One\n * ```\n * user = getUser 5;\n * ---functions---\n * ```\n */\na = A;",
        "// @constructor a One\n// ```\n// user = getUser 5;\n// ---functions---\n// ```\na = A;",
    ] {
        assert_eq!(last(text).text, format!("One\n{code}"), "{text}");
    }
    let text = "a\n  /* ```\n   user = getUser 5;\n   ---functions---\n ``` */\n  x:int = A;";
    assert_eq!(field(&last(text), "x"), code);
    let text = "a\n  // ```\n  // b = B;\n  // ```\n  x:int\n  // ```\n  // c = C;\n  y:int = A;";
    assert_eq!(field(&last(text), "x"), "```\nb = B;\n```");
    assert_eq!(field(&last(text), "y"), "```\nc = C;");
    // Code on one line opens nothing.
    let text = "// ``` b = B; ```\n// b = B;\na = A;";
    assert_eq!(last(text).text, "``` b = B; ```");
}

#[test]
fn text_without_a_mark_goes_on_in_tdlib_style() {
    let text = |before: &str| format!("//@description One\n{before}\na x:int y:int = A;");
    for (before, declaration, x) in [
        ("//two\n//@x X", "One\ntwo", "X"),
        ("// two @x X\n//three", "One\ntwo", "X\nthree"),
        ("//-two\n/// @x X\n// of it", "One\ntwo", "X\nof it"),
        ("/* two\n * three */\n//@x X", "One\ntwo\nthree", "X"),
        ("//b x:int = A;\n//====\n//@x X", "One", "X"),
        // It is apart.
        ("//two\n\n//@x X", "One", "X"),
    ] {
        let text = text(before);
        let docs = last(&text);
        assert_eq!(
            (docs.text.as_str(), field(&docs, "x")),
            (declaration, x),
            "{before}"
        );
    }
}

#[test]
fn parameters_are_documented_with_their_declaration() {
    for text in [
        "// @constructor a One\n// @param t Its type\n// @param x X\na {t:Type} x:t = A t;",
        "//@description One @t Its type @x X\na {t:Type} x:t = A t;",
        "//@description One\n//@t Its\n//-type\n//@x X\na {t:Type} x:t = A t;",
        "// One\n// @param t Its type\n// @param x X\na {t:Type} x:t = A t;",
    ] {
        let docs = last(text);
        assert_eq!(
            docs.text.replace("Its\ntype", "Its type"),
            "One\n\n`t`: Its type",
            "{text}"
        );
        assert_eq!(docs.fields, [("x", "X".to_owned())], "{text}");
    }
}

#[test]
fn comments_between_two_declarations_on_one_line() {
    for text in [
        "b = B; /* A */ a x:int = A;",
        "b = B; /* A */ a\n x:int\n = A;",
        "/* */ /* A */ a x:int = A;",
        "/* A */ /* */\na x:int = A;",
        "b = B; a x:int = A; // A",
        "a x:int = /* A */ A;",
        "a x:int = // A\n A;",
        "a // A\n x:int = A;",
    ] {
        let docs = last(text);
        assert_eq!((docs.text.as_str(), docs.fields.len()), ("A", 0), "{text}");
    }
    for text in [
        "b = B; // B\na = A;",
        "b = B; /* B */\na = A;",
        "b = B; /* B */ // B\na = A;",
        "---types--- /* types */ a = A;",
        "---types--- /* one */ /* two */\na = A;",
    ] {
        assert_eq!(last(text).text, "", "{text}");
    }
}

#[test]
fn a_comment_after_the_last_field_is_about_the_declaration() {
    for (text, whole, of_x) in [
        ("// One\na\n  x:int\n  // Two\n  = A;", "One\n\nTwo", ""),
        (
            "// One\na\n  x:int // X\n  // Two\n  // three\n  = A;",
            "One\n\nTwo\nthree",
            "X",
        ),
        (
            "a\n  x:int\n  /* Two\n   * three */\n= A; // four",
            "Two\nthree\nfour",
            "",
        ),
        ("a\n  // Two\n  = A;", "Two", ""),
        ("a {t:Type}\n  x:t\n  // Two\n  = A t;", "Two", ""),
        (
            "//@description One @x X\na\n  x:int\n  // Two\n  = A;",
            "One\n\nTwo",
            "X",
        ),
        ("// One\na\n  x:int\n  // ----\n  = A;", "One", ""),
    ] {
        let docs = last(text);
        assert_eq!(
            (docs.text.as_str(), field(&docs, "x")),
            (whole, of_x),
            "{text}"
        );
    }
}
