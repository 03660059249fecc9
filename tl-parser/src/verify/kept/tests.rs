use crate::check::{check, parse_all};
use crate::diagnostic::{Code, Diagnostic, Levels};
use crate::source::Sources;

fn findings(text: &str) -> Vec<Diagnostic> {
    let sources = Sources::of("a.tl", text);
    let mut diagnostics = Vec::new();
    let programs = parse_all(&sources, &mut diagnostics);
    let _ = check(&programs, &Levels::default(), &mut diagnostics);
    diagnostics
}

/// Returns the text with each suggestion of a finding applied.
fn applied(finding: &Diagnostic, text: &str) -> Vec<String> {
    finding.suggestions().map(|it| it.apply(text)).collect()
}

/// Returns the text with each suggestion of its only finding applied.
fn suggested(text: &str) -> Vec<String> {
    match findings(text).as_slice() {
        [finding] => applied(finding, text),
        others => panic!("{others:?}"),
    }
}

#[test]
fn another_name_is_offered_with_the_id_that_the_text_gave() {
    for (wrong, better, old) in [
        (
            "rec.one a:int = rec.one;",
            "rec.one# a:int = rec.One;",
            "rec.one a:int = rec.one",
        ),
        ("a x:bool = A;", "a# x:Bool = A;", "a x:bool = A"),
        ("a x:uint32 = A;", "a# x:# = A;", "a x:uint32 = A"),
        (
            "a x:vector<bool> = A;",
            "a# x:vector<Bool> = A;",
            "a x:vector bool = A",
        ),
        ("Rec a:int = Rec;", "rec# a:int = Rec;", "Rec a:int = Rec"),
        (
            "ok = Ok;\nrec a:int = rec;",
            "ok = Ok;\nrec# a:int = Rec;",
            "rec a:int = rec",
        ),
        (
            "ns.a = ns.A;\n// the second\nb x:NS.A\n  y:int = B;",
            "ns.a = ns.A;\n// the second\nb# x:ns.A\n  y:int = B;",
            "b x:NS.A y:int = B",
        ),
    ] {
        let all = suggested(wrong);
        let id = crc32fast::hash(old.as_bytes());
        let at = better.find("# ").unwrap();
        let (name, rest) = better.split_at(at);
        let better = format!("{name}#{id:08x}{}", &rest[1..]);
        assert_eq!(all.get(1), Some(&better), "{wrong}\n{all:?}");
    }
}

#[test]
fn what_has_an_id_or_keeps_it_is_suggested_once() {
    for text in [
        "a#1234567 x:bool = A;",
        "rec.one#12345678 a:int = rec.one;",
        "a x:int = A",
        "a x:(Vector int = A;",
        "a x:string? = A;",
        "a x:int, y:int = A;",
        "a ids:int[3] y:int = A;",
        "a ids:[int] y:int = A;",
    ] {
        let all = suggested(text);
        assert_eq!(all.len(), 1, "{text}\n{all:?}");
    }
}

#[test]
fn a_text_that_is_wrong_in_several_places_has_no_id_to_keep() {
    let diagnostics = findings("a x:bool y:flags.0?int = A; b x:bool = B;");
    let counts = diagnostics.iter().map(|it| it.suggestions().count());
    assert_eq!(counts.collect::<Vec<_>>(), [1, 1], "{diagnostics:?}");
}

#[test]
fn what_is_wrong_in_comments_leaves_the_id_to_keep() {
    for docs in [
        "",
        "// @constructor a.user One\n// @param nme Its name\n",
        "//@description One @nme Its name @name The same\n",
    ] {
        let text = format!("{docs}a.user name:string = A.User;");
        let diagnostics = findings(&text);
        let mut all = diagnostics.iter();
        let names = all.find(|it| it.code == Code::NamespaceCase).unwrap();
        let all = applied(names, &text);
        let (right, id) = ("name:string = a.User;", "#f0d30731");
        let right = [
            format!("{docs}a.user {right}"),
            format!("{docs}a.user{id} {right}"),
        ];
        assert_eq!(all, right, "{diagnostics:?}");
    }
}

#[test]
fn the_ids_of_other_declarations_change_too_if_their_texts_give_them() {
    for (text, others) in [
        ("a x:itn = A;\nb x:itn = B;", true),
        ("a x:itn y:itn = A;", false),
        (
            "a x:itn = A;\n// tlgen:allow(id-mismatch)\nb#1 x:itn = B;",
            false,
        ),
        (
            "a x:itn = A;\nb#5a5ce193 x:itn = B;\nc x:Vector<itn> = C;",
            true,
        ),
    ] {
        let found = findings(text);
        let notes: Vec<_> = found.iter().flat_map(Diagnostic::notes).collect();
        let said = notes
            .iter()
            .any(|it| it.contains("and those of the other declarations"));
        assert_eq!(said, others, "{text}: {notes:?}");
    }
}

#[test]
fn a_name_in_several_declarations_is_mended_in_all_of_them() {
    for (text, right) in [
        (
            "a x:itn = A;\nb x:itn = B;",
            vec!["a x:int = A;\nb x:int = B;"],
        ),
        (
            "a x:itn = A;\nb#5a5ce193 x:itn = B;\nc x:Vector<itn> = C;",
            vec!["a x:int = A;\nb#5a5ce193 x:int = B;\nc x:Vector<int> = C;"],
        ),
        (
            "a x:itn y:Vector<itn> = A;\nb = B;",
            vec![
                "a x:int y:Vector<int> = A;\nb = B;",
                "a#e236deb7 x:int y:Vector<int> = A;\nb = B;",
            ],
        ),
    ] {
        let found = findings(text);
        let wrong = found.iter().find(|it| it.is_error()).unwrap();
        assert_eq!(applied(wrong, text), right, "{text}");
    }
}
