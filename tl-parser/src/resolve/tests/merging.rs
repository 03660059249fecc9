//! Repeated declarations.

use super::*;

#[test]
fn the_same_declaration_merges_across_files_and_takes_the_written_id() {
    let texts = [
        "user id:long names:Vector<string> = User;",
        "// A user.\nuser#12345678 id:long names:(Vector string) = User;",
        "user id:long names:Vector string = User;",
    ];
    let texts: Vec<&str> = texts.iter().take(2).copied().collect();
    clean(&texts, |schema| {
        let found: Vec<_> = schema
            .combinators
            .iter()
            .filter(|it| it.name == "user")
            .collect();
        assert_eq!(found.len(), 1);
        let user = combinator(schema, "user");
        assert_eq!((user.id, user.written_id), (0x1234_5678, Some(0x1234_5678)));
        assert_eq!(user.docs, "A user.");
        assert_eq!(user.span.file.0, 1);
    });
}

#[test]
fn declarations_that_differ_are_an_error() {
    assert_eq!(
        findings(&["user id:long = User;", "user id:int = User;"]),
        [
            "duplicate-name: the constructor `user` is declared twice, with differences \
             | user <- declared again here | user <- first declared here"
        ]
    );
    let last_notes = |texts: &[&str]| {
        with(texts, World::Closed, |_, diagnostics, _| {
            let first = diagnostics.first();
            first.and_then(|first| first.reasons.last().cloned())
        })
    };
    for (texts, cure) in [
        (
            &["u = U; u = V;"][..],
            "the same declaration may be repeated",
        ),
        (
            &["u = U; u a:int = U;", "v = V;"],
            "the same declaration may be repeated",
        ),
        (&["u = U;", "u = V;"], "if the files are of two protocols"),
    ] {
        let note = last_notes(texts).unwrap_or_default();
        assert!(note.starts_with(cure), "{note}");
    }
    let notes = |texts: &[&str]| {
        with(texts, World::Closed, |_, diagnostics, _| {
            diagnostics
                .first()
                .and_then(|first| first.reasons.first().cloned())
        })
    };
    let note = |one: &str, other: &str| notes(&[one, other]).unwrap_or_default();
    assert_eq!(
        note("u a:int = U;", "u a:long = U;"),
        "the field `a` differs"
    );
    assert_eq!(
        note("u a:int = U;", "u a:int b:int = U;"),
        "one has 1 field, the other 2 fields"
    );
    assert_eq!(
        note("u#1 a:int = U;", "u#2 a:int = U;"),
        "one has the id 00000001, the other 00000002"
    );
    assert_eq!(note("u = U;", "u = V;"), "their results differ");
    assert_eq!(
        note("u {t:Type} = U t;", "u {n:#} = U n;"),
        "their parameters differ"
    );
    assert_eq!(
        note("u f:# a:f.1?int = U;", "u f:# a:f.2?int = U;"),
        "the field `a` differs"
    );
}

#[test]
fn builtins_may_be_declared_in_any_words() {
    let texts = [
        "int ? = Int; int128 4*[ int ] = Int128; bytes data:string = Bytes; int32 = Int32; \
         true = True; vector {t:Type} # [ t ] = Vector t; boolTrue = Bool;",
        "int#a8509bda = Int; bytes = Bytes; vector#1cb5c415 {t:Type} n:# list:n*[ t ] = Vector t; \
         int256 8*[ int32 ] = Int256; true#3fedd339 = True; a x:int128 y:bytes = A;",
    ];
    clean(&texts, |schema| {
        for name in [
            "int", "int128", "bytes", "int32", "true", "vector", "boolTrue", "int256",
        ] {
            let found: Vec<_> = schema
                .combinators
                .iter()
                .filter(|it| it.name == name)
                .collect();
            assert_eq!(found.len(), 1, "{name}");
            let found = combinator(schema, name);
            assert!(found.builtin.is_some(), "{name}");
            assert_eq!(found.origin, Origin::Declared, "{name}");
        }
        for ty in schema.types.iter().filter(|ty| ty.name != "A") {
            assert!(ty.builtin.is_some(), "{}", ty.name);
        }
        assert_eq!(combinator(schema, "boolFalse").origin, Origin::Prelude);
    });
}

#[test]
fn an_ordinary_declaration_replaces_a_builtin() {
    let text = "int53 high:int low:int = Int53; boolYes = Bool; boolNo = Bool; a x:int53 y:Bool = A; \
                function name:string = Function; true = MyTrue; b t:true = B;";
    clean(&[text], |schema| {
        for name in ["int53", "function", "true"] {
            assert_eq!(combinator(schema, name).builtin, None, "{name}");
        }
        for name in ["Int53", "Bool", "Function"] {
            let ty = schema.types.iter().find(|ty| ty.name == name).unwrap();
            assert_eq!(ty.builtin, None, "{name}");
        }
        assert!(schema.combinators.iter().all(|it| it.name != "boolTrue"));
        assert!(schema.types.iter().all(|ty| ty.name != "True"));
    });
}

#[test]
fn a_type_with_more_constructors_than_the_builtin_is_none() {
    clean(
        &["boolTrue = Bool; boolFalse = Bool; boolUnknown = Bool;"],
        |schema| {
            let bool = schema.types.iter().find(|ty| ty.name == "Bool").unwrap();
            assert_eq!((bool.builtin, bool.constructors.len()), (None, 3));
            assert_eq!(combinator(schema, "boolTrue").builtin, None);
        },
    );
    // The prelude's constructors are not added to a type of the schema.
    clean(&["boolTrue = Bool; boolUnknown = Bool;"], |schema| {
        let bool = schema.types.iter().find(|ty| ty.name == "Bool").unwrap();
        assert_eq!((bool.builtin, bool.constructors.len()), (None, 2));
    });
}

#[test]
fn ids_may_not_repeat_among_constructors_or_among_functions() {
    assert_eq!(
        findings(&["a#1 = A; b#2 = A; c#1 = A; ---functions--- f#1 = A;"]),
        [
            "duplicate-id: two constructors have the id 00000001 | 1 <- `c` has it | 1 <- `a` has it too | \"1\" => \"006e76d9\""
        ]
    );
    let generic = "a = A; ---functions--- \
                   invokeWithLayer#da9b0d0d {X:Type} layer:int query:!X = X; \
                   invokeWithLayerPrefix#da9b0d0d layer:int = A;";
    clean(&[generic], |_| {});
    let other = generic.replace("Prefix#da9b0d0d layer:int", "Prefix#da9b0d0d level:int");
    assert_eq!(findings(&[&other]).len(), 1);
}

#[test]
fn reserved_ids_are_an_error() {
    assert_eq!(
        findings(&["a#0 = A; b#ffffffff = A;"]),
        [
            "reserved-id: `a` has the id 00000000 | 0 <- this id is reserved",
            "reserved-id: `b` has the id ffffffff | ffffffff <- this id is reserved",
        ]
    );
}

#[test]
fn anonymous_constructors_are_told_apart_by_what_they_say() {
    clean(&["_ x:int = A; _ x:long = A; _ x:int = A;"], |schema| {
        let a = schema.types.iter().find(|ty| ty.name == "A").unwrap();
        assert_eq!(a.constructors.len(), 2);
    });
}

#[test]
fn what_to_do_with_two_files_is_told_once() {
    for (texts, told) in [
        (&["u = U; v = V; w = W;", "u = X; v = X; w = X;"][..], 1),
        (&["u = U;", "u = X;", "u = Y;"], 1),
        (&["u = U; u = V;", "w = W;"], 0),
    ] {
        let count = |text| {
            with(texts, World::Closed, |_, found, _| {
                let notes = found.iter().flat_map(|it| &it.reasons);
                notes.filter(|it| it.contains(text)).count()
            })
        };
        let counts = ["use `--layers`", "are of two protocols"].map(count);
        assert_eq!(counts, [told; 2], "{texts:?}");
    }
}

#[test]
fn an_id_that_is_kept_is_not_replaced() {
    let user = "userEmpty#d3bc4b7a id:long = User;";
    for (other, replaced) in [
        ("userEmptyLegacy#d3bc4b7a id:long = User;", false),
        ("userEmpty8#d3bc4b7a id:long = User;", false),
        ("userEmptyOld#d3bc4b7a id:long = User;", false),
        ("chat#d3bc4b7a title:string = Chat;", true),
    ] {
        let found = findings(&[&format!("{user} {other}")]);
        let line = found.join("\n");
        assert!(line.contains("have the id d3bc4b7a"), "{line}");
        assert_eq!(line.contains("=>"), replaced, "{line}");
    }
}
