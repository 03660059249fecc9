//! Functions among the constructors, and constructors among the functions.

use super::*;

/// Returns, for each finding, whether it is an error, the names that it is about, and the text as suggested.
fn asked(text: &str) -> Vec<(bool, Vec<String>, String)> {
    with(&[text], World::Closed, |_, diagnostics, sources| {
        let found = diagnostics.iter().map(|finding| {
            let names = finding.labels.iter();
            let names = names.map(|label| sources.text(label.span).to_owned());
            let mended = finding.suggestion().unwrap().apply(text);
            (finding.is_error(), names.collect(), mended)
        });
        found.collect()
    })
}

const USER: &str = "user id:int = User;\n";

#[test]
fn what_only_a_function_can_answer_is_no_constructor() {
    for (functions, names) in [
        ("getUsers a:int = Vector<User>;", vec!["getUsers"]),
        ("f = Vector<int>;\n", vec!["f"]),
        ("f = Vector (Vector User);\n", vec!["f"]),
        ("f {t:Type} a:t = Vector (vector t);\n", vec!["f"]),
        ("invoke {X:Type} query:!X = X;\n", vec!["invoke"]),
        ("invoke query:!X = X;\n", vec!["invoke"]),
        (
            "// Of all.\ngetUsers a:int = Vector<User>;\nping = Bool;\n",
            vec!["getUsers", "ping"],
        ),
        (
            "count = Int;\nf = Vector<int>; name a:int = String;",
            vec!["count", "f", "name"],
        ),
    ] {
        let text = format!("{USER}{functions}");
        let found = asked(&text);
        let mended = format!("{USER}---functions---\n{functions}");
        let names = names.into_iter().map(str::to_owned).collect();
        assert_eq!(found, [(true, names, mended)]);
    }
}

#[test]
fn a_function_of_a_builtin_before_any_mark_is_asked_about() {
    for function in [
        "ping = Bool;",
        "getName id:int = String;",
        "set n:int = True;",
        "t = Long;",
    ] {
        let text = format!("{function}\n{USER}");
        let found = asked(&text);
        let (name, _) = function.split_once(' ').unwrap();
        let mended = format!("---functions---\n{function}\n---types---\n{USER}");
        assert_eq!(found, [(false, vec![name.to_owned()], mended)]);
    }
    for text in [
        "nop = True;",
        "boolYes = Bool; boolNo = Bool;",
        "yes = Bool; no = Bool;",
        "boolFalse = Bool; boolTrue = Bool; perhaps = Bool;",
        "long ? = Long; longer low:long high:long = Long;",
        "---types--- ping = Bool; longer low:long high:long = Long;",
        "vector {t:Type} # [ t ] = Vector t; any a:int = Object;",
        "---functions--- ping = Bool; getUsers = Vector<int>;",
        "pair {t:Type} a:t b:t = Vector t;",
    ] {
        let found = with(&[text], World::Closed, |_, found, _| {
            found.iter().any(Diagnostic::is_error)
        });
        assert!(!found, "{text}");
    }
    assert_eq!(findings(&["nop = True; yes = Bool; no = Bool;"]), [""; 0]);
}

#[test]
fn what_is_called_as_a_function_is_asked_about() {
    for (is_error, functions, names) in [
        (
            true,
            "getUser id:int = User;\ngetUsers a:int = Vector<User>;",
            vec!["getUser", "getUsers"],
        ),
        (
            false,
            "users.getOne id:int = User;\nping = Bool;",
            vec!["users.getOne", "ping"],
        ),
        (false, "getUser id:int = User;", vec!["getUser"]),
        (
            false,
            "create_user = User; // new\ndelete_user = User;",
            vec!["create_user", "delete_user"],
        ),
    ] {
        let found = asked(&format!("{USER}{functions}"));
        let mended = format!("{USER}---functions---\n{functions}");
        let names = names.into_iter().map(str::to_owned).collect();
        assert_eq!(found, [(is_error, names, mended)]);
    }
    for right in [
        "user = User; userGet = User; getting = User;",
        "sendText = SendAction; sendPhoto = SendAction;",
        "getUser = User;",
        "---types--- user = User; getUser = User;",
        "user = User; getUser = User; ---functions--- ping = Bool;",
    ] {
        assert_eq!(findings(&[right]), [""; 0], "{right}");
    }
}

#[test]
fn a_type_after_the_functions_is_told_its_mark() {
    let functions = "---functions---\nget = Later;\n";
    for (types, rest) in [
        ("later a:int = Later;", ""),
        ("later_one a:int = Later;\nlaterTwo = Later;", ""),
        ("later a:int = Later;", "\nping = Bool;\n"),
    ] {
        let text = format!("{functions}{types}{rest}");
        let found = asked(&text);
        let back = if rest.is_empty() {
            ""
        } else {
            "\n---functions---"
        };
        let mended = format!("{functions}---types---\n{types}{back}{rest}");
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].2, mended);
        clean(&[&mended], |_| ());
    }
    let field = "---functions---\nset x:ns.Later = Bool;\nns.later a:int = ns.Later;";
    assert!(asked(field)[0].2.contains("---types---\nns.later"));
}

#[test]
fn for_an_answer_that_nothing_declares_the_other_file_comes_first() {
    for text in [
        "---functions--- http_wait max_delay:int = HttpWait;",
        "---functions--- get_future_salts num:int = FutureSalts;",
        "---functions--- f = ns.Never; g = ns.Never;",
        // The value is another one than the answer.
        "x a:Later = X; ---functions--- f = Later;",
        "---functions--- f = Vector<Later>; g = Later;",
        "---functions--- f x:(Vector Later) = Bool; g = Later;",
    ] {
        let reasons = with(&[text], World::Closed, |_, found, _| {
            found[0].reasons.clone()
        });
        assert!(
            reasons[0].starts_with("if another file declares it"),
            "{reasons:?}"
        );
        if !text.contains("Later") {
            assert!(reasons.last().unwrap().contains("`Empty "), "{reasons:?}");
        }
    }
}
