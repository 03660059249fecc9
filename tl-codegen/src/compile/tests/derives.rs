//! Which optional traits do definitions get?

use super::*;

/// The code of a schema with those lists, and the findings.
struct Derived {
    code: String,
    found: Vec<String>,
}

fn derived(tl: &str, lists: &[&str], registry: bool) -> Derived {
    let config = Config {
        derives: lists.iter().map(|list| list.parse().unwrap()).collect(),
        registry,
        ..Config::default()
    };
    let (code, found) = outcome(compiled(tl, &config));
    Derived { code, found }
}

impl Derived {
    /// Returns the traits of a struct or enum.
    fn of(&self, definition: &str) -> &str {
        let end = self.code.find(&format!("pub {definition} {{"));
        let end = end.or_else(|| self.code.find(&format!("pub {definition};")));
        let before = &self.code[..end.unwrap_or_else(|| panic!("{definition}: {}", self.code))];
        // An item ends with a brace, and an attribute with a bracket.
        let head = before.rsplit('}').next().unwrap();
        let derive = head.rsplit_once("#[derive(");
        derive.map_or("", |(_, rest)| rest.split_once(")]").unwrap().0)
    }
}

const CHAT: &str = "peer id:long = Peer; nobody = Sender; somebody peer:Peer = Sender; \
    message sender:Sender text:string = Message; rate value:double = Rate; \
    ---functions--- send message:Message = Peer; ping = Bool;";

#[test]
fn types_can_be_compared_and_functions_need_not() {
    let by_default = derived(CHAT, &[], false);
    for ty in [
        "struct Peer",
        "enum Sender",
        "struct Message",
        "struct Rate",
    ] {
        assert_eq!(by_default.of(ty), "Debug, Clone, PartialEq", "{ty}");
    }
    for function in ["struct Send", "struct Ping"] {
        assert_eq!(by_default.of(function), "Debug, Clone", "{function}");
    }
    assert!(
        by_default
            .code
            .contains("From<super::types::Somebody> for Sender")
    );
    assert!(!by_default.code.contains("TryFrom"));
}

#[test]
fn a_registry_adds_what_its_objects_need() {
    for list in [
        &[][..],
        &["Debug"],
        &["-PartialEq,-Clone"],
        &["Peer=-Debug"],
        &[""],
    ] {
        let with = derived(CHAT, list, true);
        for item in [
            "struct Peer",
            "enum Sender",
            "struct Nobody",
            "struct Send",
            "struct Ping",
        ] {
            assert_eq!(with.of(item), "Debug, Clone, PartialEq", "{list:?} {item}");
        }
        assert_eq!(with.found, [""; 0]);
    }
    // A registry does not need `From`.
    assert!(!derived(CHAT, &["-From"], true).code.contains("From<"));
}

#[test]
fn lists_apply_one_after_the_other() {
    for (lists, peer, ping) in [
        (&["Debug"][..], "Debug", "Debug"),
        (
            &["+Default"],
            "Debug, Clone, Default, PartialEq",
            "Debug, Clone, Default",
        ),
        (
            &["-Clone", "+Clone"],
            "Debug, Clone, PartialEq",
            "Debug, Clone",
        ),
        (&["+Default", "Debug"], "Debug", "Debug"),
        (&["", "+Clone"], "Clone", "Clone"),
        (
            &["+Hash"],
            "Debug, Clone, PartialEq, Eq, Hash",
            "Debug, Clone, PartialEq, Eq, Hash",
        ),
    ] {
        let code = derived(CHAT, lists, false);
        assert_eq!(
            (code.of("struct Peer"), code.of("struct Ping")),
            (peer, ping),
            "{lists:?}"
        );
    }
}

#[test]
fn what_is_added_reaches_all_that_is_inside() {
    for (list, inside, outside) in [
        (
            "message=+Hash",
            &[
                "struct Message",
                "enum Sender",
                "struct Somebody",
                "struct Peer",
            ][..],
            &["struct Rate"][..],
        ),
        (
            "Sender=+Hash",
            &["enum Sender", "struct Somebody", "struct Peer"],
            &["struct Message"],
        ),
        (
            "somebody=+Hash",
            &["struct Somebody", "struct Peer"],
            &["struct Message"],
        ),
        (
            "peer=+Hash",
            &["struct Peer"],
            &["struct Message", "struct Somebody", "enum Sender"],
        ),
        (
            "send=+Hash",
            &["struct Send", "struct Message", "struct Peer"],
            &["struct Ping"],
        ),
    ] {
        let code = derived(CHAT, &[list], false);
        assert_eq!(code.found, [""; 0]);
        for item in inside {
            assert_eq!(
                code.of(item),
                "Debug, Clone, PartialEq, Eq, Hash",
                "{list} {item}"
            );
        }
        for item in outside {
            assert!(!code.of(item).contains("Hash"), "{list} {item}");
        }
    }
}

#[test]
fn what_is_taken_away_is_taken_from_all_around() {
    for (list, without, with) in [
        (
            "peer=-Clone",
            &[
                "struct Peer",
                "struct Somebody",
                "enum Sender",
                "struct Message",
                "struct Send",
            ][..],
            &["struct Rate", "struct Ping"][..],
        ),
        (
            "Sender=-Clone",
            &["enum Sender", "struct Message", "struct Send"],
            &["struct Peer"],
        ),
        (
            "message=-Clone",
            &["struct Message", "struct Send"],
            &["enum Sender", "struct Peer"],
        ),
        ("send=-Clone", &["struct Send"], &["struct Message"]),
        // One of several constructors removes it from the type.
        (
            "nobody=-Clone",
            &["enum Sender", "struct Message"],
            &["struct Somebody"],
        ),
    ] {
        let code = derived(CHAT, &[list], false);
        assert_eq!(code.found, [""; 0]);
        for item in without {
            assert!(!code.of(item).contains("Clone"), "{list} {item}");
        }
        for item in with {
            assert!(code.of(item).contains("Clone"), "{list} {item}");
        }
    }
}

#[test]
fn hash_stops_at_what_cannot_have_it() {
    let tl = "rate value:double = Rate; row rate:Rate = Row; any body:Object = Any; \
        lists rows:vector<Row> = Lists; pair a:int b:int = Pair;";
    for lists in [&["+Hash"][..], &["*=+Hash"]] {
        let code = derived(tl, lists, false);
        for item in ["struct Rate", "struct Row", "struct Any", "struct Lists"] {
            assert_eq!(code.of(item), "Debug, Clone, PartialEq", "{lists:?} {item}");
        }
        assert!(code.of("struct Pair").ends_with("Eq, Hash"), "{lists:?}");
    }
}

#[test]
fn what_cannot_be_derived_names_the_field() {
    let tl = "rate value:double = Rate; row rate:Rate = Row; any body:Object = Any; \
        lists rows:vector<Row> = Lists; text name:string = Text; pair a:int b:int = Pair; \
        table rows:2*[ a:int b:double ] = Table; ---functions--- set rate:Rate = Bool; get id:int = Rate;";
    for (list, traits, item, label) in [
        ("+Eq", "`Eq`", "rate", "a `double` has no `Eq`"),
        ("rate=+Eq", "`Eq`", "rate", "a `double` has no `Eq`"),
        (
            "rate=+Ord",
            "`Eq` and `Ord`",
            "rate",
            "a `double` has no `Eq` and `Ord`",
        ),
        (
            "rate=+Hash",
            "`Eq` and `Hash`",
            "rate",
            "a `double` has no `Eq` and `Hash`",
        ),
        // In the contents of the named definition.
        (
            "lists=+Hash",
            "`Eq` and `Hash`",
            "rate",
            "a `double` has no `Eq` and `Hash`",
        ),
        ("set=+Eq", "`Eq`", "rate", "a `double` has no `Eq`"),
        (
            "any=+PartialOrd",
            "`PartialOrd`",
            "any",
            "an `Object` has no `PartialOrd`",
        ),
        ("text=+Copy", "`Copy`", "text", "a `string` has no `Copy`"),
        ("table=+Eq", "`Eq`", "table", "a `double` has no `Eq`"),
    ] {
        let derived = derived(tl, &[list], false);
        assert_eq!(derived.code, "", "{list}");
        let message = format!("{traits} cannot be derived for `{item}`");
        let found = derived.found.iter().find(|it| it.contains(&message));
        let found = found.unwrap_or_else(|| panic!("{list}: {:?}", derived.found));
        assert!(found.contains(label), "{list}: {found}");
        assert!(found.contains(&format!("`--derives {item}=-")), "{found}");
        assert!(found.contains("` (in a build script `derives`)"), "{found}");
    }
    // Following the advice removes the findings.
    for lists in [
        &["+Eq", "rate=-Eq", "any=-Eq", "table=-Eq"][..],
        &["+PartialOrd", "any=-PartialOrd"],
        &["pair=+Copy,+Ord"],
        &["get=+Eq"],
    ] {
        assert_eq!(derived(tl, lists, false).found, [""; 0], "{lists:?}");
    }
    let code = derived(tl, &["+Eq", "rate=-Eq", "any=-Eq", "table=-Eq"], false);
    assert_eq!(code.of("struct Pair"), "Debug, Clone, PartialEq, Eq");
    assert_eq!(code.of("struct Lists"), "Debug, Clone, PartialEq");
    assert_eq!(code.of("struct Set"), "Debug, Clone, PartialEq");
    let code = derived(tl, &["pair=+Copy,+Ord"], false);
    let all = "Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord";
    assert_eq!(code.of("struct Pair"), all);
}

/// `Unknown` of the runtime has neither.
#[test]
fn an_unknown_constructor_is_neither_copied_nor_ordered() {
    let tl = "circle radius:int = Shape; dot = Shape; row shape:Shape = Row; pair a:int = Pair;";
    let derived = |lists: &[&str], attributes: &[&str]| {
        let config = Config {
            derives: lists.iter().map(|list| list.parse().unwrap()).collect(),
            unknown: vec!["*".into()],
            attributes: attributes.iter().map(|it| it.parse().unwrap()).collect(),
            ..Config::default()
        };
        outcome(compiled(tl, &config))
    };
    for (list, traits, removed) in [
        ("+Copy", "`Copy`", "-Copy"),
        ("Shape=+Copy", "`Copy`", "-Copy"),
        ("+Eq,+PartialOrd", "`PartialOrd`", "-PartialOrd"),
        (
            "+Eq,+PartialOrd,+Ord",
            "`PartialOrd` and `Ord`",
            "-PartialOrd,-Ord",
        ),
        ("row=+PartialOrd", "`PartialOrd`", "-PartialOrd"),
    ] {
        let (code, found) = derived(&[list], &[]);
        assert_eq!(code, "", "{list}");
        let [found] = found.as_slice() else {
            panic!("{list}: {found:?}");
        };
        let removed = format!("`--derives Shape={removed}`");
        for part in [
            &format!("{traits} cannot be derived for `Shape`"),
            &format!("its variant `Unknown` has no {traits}"),
            &removed,
        ] {
            assert!(found.contains(part.as_str()), "{list}: {found}");
        }
    }
    let (_, found) = derived(&[], &["Shape=#[derive(Copy)]"]);
    assert!(
        found.iter().any(|it| it.contains("its variant `Unknown`")),
        "{found:?}"
    );
    for lists in [
        &["+Copy", "Shape=-Copy"][..],
        &["+Eq,+PartialOrd,+Ord", "Shape=-PartialOrd,-Ord"],
        &["pair=+Copy,+PartialOrd"],
        &["+Eq,+Hash"],
    ] {
        assert_eq!(derived(lists, &[]).1, [""; 0], "{lists:?}");
    }
}

#[test]
fn many_fields_that_cannot_are_few_findings() {
    let tl: String = (0..20)
        .map(|i| format!("c{i} value:double = C{i};"))
        .collect();
    let found = derived(&tl, &["+Eq"], false).found;
    assert_eq!(found.len(), 8);
    let more: Vec<_> = found
        .iter()
        .filter(|it| it.contains("the same applies to 12 more fields"))
        .collect();
    assert_eq!(more.len(), 1, "{found:?}");
}

#[test]
fn traits_of_other_crates_are_added_to_all_that_is_inside() {
    let path = "#[derive(::serde::Serialize)]";
    let count = |lists: &[&str]| derived(CHAT, lists, false).code.matches(path).count();
    // All structs, enums and functions.
    assert_eq!(count(&["+serde::Serialize"]), 7);
    // `message`, and its contents: `Sender`, `somebody` and `peer`.
    assert_eq!(count(&["message=+serde::Serialize"]), 4);
    assert_eq!(count(&["+serde::Serialize", "peer=-serde::Serialize"]), 2);
    let code = derived(CHAT, &["peer=+a::B,+c::D"], false).code;
    assert!(
        code.contains("#[derive(::a::B, ::c::D)]\n    pub struct Peer"),
        "{code}"
    );
}

#[test]
fn hash_and_partial_eq_come_and_go_together() {
    let both = "PartialEq, Eq, Hash";
    for (lists, peer, message) in [
        (&["", "+Hash"][..], both, both),
        (&["", "message=+Hash"], both, both),
        (&["", "+Hash", "message=-PartialEq"], both, ""),
        (&["", "+Hash", "peer=-PartialEq"], "", ""),
        (&["", "+Hash", "peer=-Hash"], "PartialEq", "PartialEq"),
        (&["", "+Hash,-PartialEq"], "", ""),
    ] {
        let code = derived(CHAT, lists, false);
        let found = (code.of("struct Peer"), code.of("struct Message"));
        assert_eq!(found, (peer, message), "{lists:?}");
    }
}

#[test]
fn types_that_contain_each_other_agree() {
    let tl =
        "leaf = Tree; node trees:vector<Forest> = Tree; forest tree:Tree name:string = Forest;";
    let items = ["enum Tree", "struct Node", "struct Forest"];
    for (list, has) in [
        ("forest=+Hash", true),
        ("node=+Hash", true),
        ("node=+TryFrom", false),
    ] {
        let code = derived(tl, &[list], false);
        for item in items {
            assert_eq!(code.of(item).contains("Hash"), has, "{list} {item}");
        }
    }
    for list in ["forest=-Debug", "leaf=-Debug", "Tree=-Debug"] {
        let code = derived(tl, &[list], false);
        for item in items {
            assert_eq!(code.of(item), "Clone, PartialEq", "{list} {item}");
        }
    }
}

#[test]
fn elements_have_the_traits_of_what_they_are_elements_of() {
    let tl = "table rows:2*[ a:int b:string ] = Table; other a:int = Other;";
    let code = derived(tl, &["table=+Hash,+Default"], false);
    for item in ["struct Table", "struct TableRows"] {
        assert_eq!(code.of(item), "Debug, Clone, Default, PartialEq, Eq, Hash");
    }
    assert_eq!(code.of("struct Other"), "Debug, Clone, PartialEq");
}

#[test]
fn conversions_are_of_one_constructor() {
    let tl = "one a:int = Many; two a:int = Many; three a:int = More; four a:int = More;";
    let code = derived(tl, &["one=-From", "More=+TryFrom"], false).code;
    for (text, times) in [
        ("From<super::types::One> for Many", 0),
        ("From<super::types::Two> for Many", 1),
        ("From<super::types::Three> for More", 1),
        ("TryFrom<More> for super::types::Three", 1),
        ("TryFrom<Many>", 0),
    ] {
        assert_eq!(code.matches(text).count(), times, "{text}: {code}");
    }
}

#[test]
fn a_selector_of_nothing_is_a_finding() {
    for (list, meant) in [
        ("mesage=+Hash", Some("message")),
        ("sned=-Clone", Some("send")),
        ("photos.*=Debug", None),
        ("message:text=+Hash", Some("message")),
    ] {
        let found = derived(CHAT, &[list], false).found;
        let [finding] = &found[..] else {
            panic!("{list}: {found:?}")
        };
        let selector = list.split_once('=').unwrap().0;
        let start = format!("the selector `{selector}` matches nothing");
        assert!(finding.starts_with(&start), "{finding}");
        assert!(finding.contains("`--derives`"), "{finding}");
        assert!(
            finding.contains("constructors, functions and types"),
            "{finding}"
        );
        let meant = meant.map(|meant| format!("did you mean `{meant}`?"));
        assert_eq!(
            finding.contains("did you mean"),
            meant.is_some(),
            "{finding}"
        );
        assert!(finding.contains(&meant.unwrap_or_default()), "{finding}");
    }
    assert_eq!(
        derived("", &["*=+Hash"], false).found.len(),
        1,
        "the schema is empty"
    );
}

/// The position among other fields does not matter.
#[test]
fn what_is_taken_from_an_element_is_taken_from_all_around() {
    for repetition in [
        "2*[ rate:double a:A ]",
        "2*[ a:A rate:double ]",
        "2*[ rate:double 3*[ more:double a:A ] ]",
    ] {
        let tl = format!("a = A; b = A; row x:{repetition} = Row; list rows:Vector<Row> = List;");
        let without = derived(&tl, &["A=-Clone"], false);
        for item in ["enum A", "struct Row", "struct RowX", "struct List"] {
            assert_eq!(without.of(item), "Debug, PartialEq", "{repetition}: {item}");
        }
    }
}

/// Code of another crate was generated with the default options, so it has no other traits.
#[test]
fn what_another_crate_has_of_a_schema_has_the_default_traits() {
    const COMMON: &str = "peerUser id:long = Peer; peerNone = Peer; a.part x:int = a.Part; \
        maybeFalse {t:Type} = Maybe t; maybeTrue {t:Type} value:t = Maybe t;";
    let beside = |field: &str, list: &str| {
        let config = Config {
            derives: vec![list.parse().unwrap()],
            extern_schemas: vec![ExternSchema::new("common.tl", "common").unwrap()],
            ..Config::default()
        };
        let mut sources = Sources::new();
        let tl =
            format!("mine id:int {field} = Mine; around mine:Mine = Around; other id:int = Other;");
        sources.add("a.tl", tl);
        sources.add("common.tl", COMMON);
        let (code, found) = outcome(compile(&sources, &config, &Levels::default()));
        Derived { code, found }
    };
    for (field, ty) in [
        ("x:Peer", "Peer"),
        ("x:a.part", "a.part"),
        ("x:Vector<a.Part>", "a.Part"),
        ("flags:# x:flags.0?(Maybe int)", "Maybe"),
    ] {
        for list in ["+Eq", "mine=+Eq", "around=+Hash"] {
            let found = beside(field, list).found;
            assert_eq!(found.len(), 1, "{field} {list}: {found:?}");
            let said = format!("`{ty}` has no `Eq`");
            assert!(found[0].contains(&said), "{found:?}");
            assert!(found[0].contains("`--extern-schema`"), "{found:?}");
        }
        // For all definitions that can have it.
        let derived = beside(field, "+Hash");
        assert_eq!(derived.of("struct Mine"), "Debug, Clone, PartialEq");
        assert_eq!(derived.of("struct Around"), "Debug, Clone, PartialEq");
        assert_eq!(
            derived.of("struct Other"),
            "Debug, Clone, PartialEq, Eq, Hash"
        );
    }
    let default = "Debug, Clone, Default, PartialEq";
    for (field, expected) in [
        ("x:Peer", "Debug, Clone, PartialEq"),
        ("x:a.part", "Debug, Clone, PartialEq"),
        ("x:Vector<a.Part>", default),
        ("flags:# x:flags.0?a.Part", default),
    ] {
        let derived = beside(field, "+Default");
        assert_eq!(derived.of("struct Mine"), expected, "{field}");
        assert_eq!(derived.of("struct Around"), expected, "{field}");
    }
}
