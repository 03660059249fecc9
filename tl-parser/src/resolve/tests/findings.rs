//! Mistakes are reported, and each of them once.

use super::*;

#[test]
fn an_undeclared_name_is_reported_once_with_all_its_uses() {
    assert_eq!(
        findings(&["user = User; a x:Usre y:Usre = A; b x:Vector<Usre> = B; c x:Usre = C;"]),
        [
            "undeclared-name: there is no type `Usre` | Usre <- nothing declares it \
             | Usre <- and here | Usre <- and here | \"Usre\" => \"User\""
        ]
    );
}

#[test]
fn other_things_of_the_name_are_pointed_out() {
    assert_eq!(
        findings(&["photos.photo = photos.Photo; a x:Photo = A;"]),
        [
            "undeclared-name: there is no type `Photo` | Photo <- nothing declares it \
             | \"Photo\" => \"photos.Photo\""
        ]
    );
    assert_eq!(
        findings(&["a x:f = A; ---functions--- f = A;"]),
        [
            "undeclared-name: there is no constructor `f` | f <- nothing declares it \
             | f <- this is a function"
        ]
    );
}

#[test]
fn what_follows_from_a_mistake_is_passed_over() {
    // `b` is declared, although its result is invalid, and `c` is not even TL.
    let found = findings(&["a x:b y:c z:C = A; b {X:Type} = X; c x:: = C;"]);
    let codes: Vec<&str> = found
        .iter()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(codes, ["syntax", "invalid-result"]);
    // The parameters of `Pair` are not known, so no use of it is wrong.
    let pair = "pair {X:Type} {Y:Type} x:X y:Y = Pair XY; a x:(Pair int int) y:%(Pair 3) = A;";
    assert_eq!(findings(&[pair]).len(), 1);
    // `x` has no type, but `b` is declared all the same.
    assert_eq!(
        findings(&["a x:b = A; b x:Unheard = B; d x:flags.1?int y:flags.2?int = D;"]).len(),
        2
    );
}

/// The type of a declaration that is repeated with differences has other constructors or parameters after the
/// mistake is mended.
#[test]
fn what_follows_from_a_repeated_declaration_is_passed_over() {
    for (first, again) in [
        (
            "m x:int = M; mEmpty = M;",
            "m x:long y:%M z:Vector<%M> = M; box x:vector<%M> = Box;",
        ),
        (
            "m x:int = M;",
            "m x:long = Other; box x:%Other y:Other z:Vector<Other> = Box;",
        ),
        (
            "m x:int = M;",
            "m {t:Type} x:t = M t; box x:M<int> y:%(M int) z:%M<%M> = Box;",
        ),
        (
            "m {t:Type} x:t = M t;",
            "m x:int = M; box x:M y:Vector<%M> = Box;",
        ),
    ] {
        let mut codes = findings(&[first, again]);
        for finding in &mut codes {
            finding.truncate(finding.find(':').unwrap_or_default());
        }
        assert_eq!(codes, ["duplicate-name"], "{again}");
    }
    // The repetition of a function leaves its type as it is, and an equal repetition everything.
    for (schema, count) in [
        (
            "m = M; n = M; box x:%M = Box; ---functions--- f = M; f x:int = M;",
            2,
        ),
        ("m = M; n = M; m = M; box x:%M = Box;", 1),
    ] {
        assert_eq!(findings(&[schema]).len(), count, "{schema}");
    }
}

#[test]
fn masks_must_be_earlier_numbers() {
    assert_eq!(
        findings(&["a x:f.0?int f:# = A;"]),
        [
            "invalid-mask: `f` is not a mask | f <- this has not been read yet | f:# <- `f` comes here"
        ]
    );
    assert_eq!(
        findings(&["a f:int x:f.0?int = A;"]),
        [
            "invalid-mask: `f` is not a mask | f <- a mask is a `#` | int <- `f` is not a `#` | \"int\" => \"#\""
        ]
    );
    assert_eq!(
        findings(&["a y:int x:flags.0?int = A;"]),
        ["invalid-mask: `flags` is not a mask \
             | flags <- no field before this one, and no parameter, has this name | \"\" => \"flags:# \""]
    );
    assert_eq!(
        findings(&["a flags:# x:flag.0?int = A;"]),
        ["invalid-mask: `flag` is not a mask \
             | flag <- no field before this one, and no parameter, has this name | \"flag\" => \"flags\""]
    );
    assert_eq!(
        findings(&["a {t:Type} x:t.0?int = A t;"]),
        ["invalid-mask: `t` is not a mask | t <- this parameter stands for a type"]
    );
    assert_eq!(
        findings(&["a f:# x:f.32?int = A;"]),
        ["invalid-bit: there is no bit 32 | 32 <- the last bit is 31"]
    );
}

#[test]
fn variables_of_a_repetition_end_with_it() {
    assert_eq!(
        findings(&["a 3*[ k:# ] x:k.0?int = A;"]),
        [
            "invalid-mask: `k` is not a mask | k <- this is not visible here \
             | k:# <- each element has its own `k`, for use inside the brackets"
        ]
    );
    assert_eq!(
        findings(&["a n:# xs:n*[ int ] = A; b ys:n*[ int ] = B; c nn:# zs:nm*[ int ] = C;"]),
        [
            "undeclared-name: there is no number `n` \
             | n <- no field before this one, and no parameter, has this name | \"\" => \"n:# \"",
            "undeclared-name: there is no number `nm` \
             | nm <- no field before this one, and no parameter, has this name | \"nm\" => \"nn\"",
        ]
    );
}

#[test]
fn arity_and_kinds_are_checked() {
    let tuple = "tuple {t:Type} {n:#} [ t ] = Tuple t n; ";
    let of = |text: &str| findings(&[&format!("{tuple}{text}")]);
    assert_eq!(
        of("a x:(tuple int) = A;"),
        [
            "wrong-arity: `tuple` takes 2 arguments | (tuple int) <- 1 argument given | Tuple t n <- `Tuple` is declared here"
        ]
    );
    assert_eq!(
        of("a x:Vector = A;"),
        ["wrong-arity: `Vector` takes 1 argument | Vector <- no arguments given"]
    );
    assert_eq!(
        of("a x:(tuple int int) = A;"),
        ["wrong-kind: a type where a number belongs | int <- this is a constructor"]
    );
    assert_eq!(
        of("a x:(tuple 3 3) = A;"),
        ["wrong-kind: a number where a type belongs | 3 <- this is a number"]
    );
    assert_eq!(
        of("a n:# x:n = A;"),
        ["wrong-kind: a number where a type belongs | n <- `n` is a `#`"]
    );
    assert_eq!(
        of("a {t:Type} x:(t int) = A t;"),
        [
            "wrong-arity: `t` takes no arguments | (t int) <- this is a parameter: it already stands for a type with arguments"
        ]
    );
    assert_eq!(
        of("a n:# m:# x:(n+m)*[ int ] = A;"),
        ["wrong-kind: a sum of two variables | (n+m) <- "]
    );
    assert_eq!(
        of("a x:[ int ] = A;"),
        [
            "missing-count: a repetition without a count | [ int ] <- how often is this repeated? | \"[ int ]\" => \"Vector<int>\""
        ]
    );
    assert_eq!(
        of("a x:!int = A;"),
        ["wrong-kind: `!` without a parameter | int <- this is not a parameter of kind `Type`"]
    );
}

/// Builtins use each other, and their text is not the user's.
#[test]
fn a_type_of_other_arguments_in_the_place_of_a_builtin_is_reported_at_its_place() {
    for (text, expected) in [
        (
            "int {X:Type} = Foo X;",
            "`int` is built in, and takes no arguments | Foo X <- takes 1 argument",
        ),
        (
            "row a:int128 = Row; int {n:#} {X:Type} = ns.Foo n X;",
            "`int` is built in, and takes no arguments | ns.Foo n X <- takes 2 arguments",
        ),
    ] {
        assert_eq!(findings(&[text]), [format!("wrong-arity: {expected}")]);
    }
    assert_eq!(findings(&["int a:long = Foo;"]), [""; 0]);
    assert_eq!(findings(&["string {X:Type} = Foo X;"]), [""; 0]);
}

#[test]
fn constructors_of_a_type_have_the_same_parameters() {
    assert_eq!(
        findings(&["a {t:Type} x:t = A t; b = A;"]),
        [
            "wrong-arity: `A` takes 1 argument | A <- no arguments given | A t <- `A` is declared here"
        ]
    );
}

#[test]
fn a_bare_type_needs_one_constructor() {
    assert_eq!(
        findings(&["a = A; b = A; c x:%A = C;"]),
        [
            "ambiguous-bare: `%A` does not say which constructor it is | %A <- `A` has 2 constructors | \"%\" => \"\""
        ]
    );
    assert_eq!(
        findings(&["c {t:Type} x:%t = C t;"]),
        [
            "ambiguous-bare: `t` cannot be made bare | %t <- its constructor is not known here | \"%\" => \"\""
        ]
    );
}

#[test]
fn fields_have_names_of_their_own() {
    assert_eq!(
        findings(&[
            "a x:int x:long = A; b {n:#} n:int = B n; c x:int 2*[ x:int ] _:int _:int = C;"
        ]),
        [
            "duplicate-field: two fields are called `x` | x <- once more here | x <- first here",
            "duplicate-field: two fields are called `n` | n <- once more here | n <- first here",
        ]
    );
    let many: Vec<String> = (0..100).map(|n| format!("f{}:int", n % 99)).collect();
    assert_eq!(findings(&[&format!("a {} = A;", many.join(" "))]).len(), 1);
}

#[test]
fn results_are_types_with_all_parameters() {
    assert_eq!(
        findings(&["b {X:Type} = X; c {t:Type} x:t = C; d n:# = D n; f {N:#} => N;"]),
        [
            "invalid-result: the result of `b` is not a type | X <- `X` is a parameter",
            "invalid-result: nothing says what `t` is | {t:Type} <- this parameter \
             | C <- is not an argument of the result",
            "invalid-result: the field `n` cannot be an argument of a result \
             | D n <- `n` is known only after the value has been read | \"n:#\" => \"{n:#}\"",
            "invalid-result: the result of `f` is not a type | N <- `N` is not a type by itself",
        ]
    );
}

#[test]
fn endless_types_are_reported_once_a_cycle() {
    assert_eq!(
        findings(&["a x:b = A; b x:C = B; c x:A = C; d x:a = D; e x:e = E; e2 = E;"]),
        [
            "infinite-type: a value of `a` would never end | x:b <- `a` contains a `b` \
             | x:C <- `b` contains a `C` | x:A <- `c` contains a `A`",
            "infinite-type: a value of `e` would never end | x:e <- `e` contains a `e`",
        ]
    );
    let pair = "pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; ";
    assert_eq!(
        findings(&[&format!("{pair} a x:(Pair int a) = A;")]).len(),
        1
    );
    assert_eq!(findings(&["a x:2*[ a ] = A;"]).len(), 1);
}

#[test]
fn types_that_can_end_are_not_endless() {
    let maybe = "nothing {t:Type} = Maybe t; just {t:Type} x:t = Maybe t; \
                 left {X:Type} {Y:Type} x:X = Either X Y; right {X:Type} {Y:Type} y:Y = Either X Y; ";
    let text = "hren next:(Maybe hren) = Hren; a f:# x:f.0?a = A; b x:Vector<b> y:(vector b) = B; \
                c x:C = C; d = C; e n:# x:n*[ e ] = E; g x:(Either g int) = G;";
    clean(&[&format!("{maybe}{text}")], |_| {});
}

#[test]
fn types_without_constructors_have_no_values() {
    assert_eq!(
        findings(&["---functions--- f = Nothing; g = Nothing;"]),
        [
            "empty-type: the type `Nothing` has no constructors | Nothing <- an answer of this type cannot exist"
        ]
    );
    assert_eq!(
        findings(&["a x:Photo = A; ---functions--- f = Photo;"]),
        [
            "empty-type: the type `Photo` has no constructors | Photo <- a value of this type cannot exist \
             | Photo <- declared here, but it is not the result of a constructor"
        ]
    );
    clean(&["Empty Nothing; ---functions--- f = Nothing;"], |_| {});
}

#[test]
fn finality_is_held() {
    assert_eq!(
        findings(&["a = A; New A; b = B; Final B; c = B; d = D; Empty D; New E; e = E; Final E;"]),
        [
            "finality: the type `A` may not have this constructor | a <- this one | A <- `New` says that no constructors of the type come before it",
            "finality: the type `B` may not have this constructor | c <- this one | B <- `Final` says that no constructors of the type follow",
            "finality: the type `D` may not have this constructor | d <- this one | D <- `Empty` says that the type has no constructors",
        ]
    );
    assert_eq!(findings(&["Final Unheard;"]).len(), 1);
}

#[test]
fn only_known_values_are_built_in() {
    assert_eq!(
        findings(&["foo ? = Foo; a x:foo = A;"]),
        ["unknown-builtin: `foo` is not a builtin | foo <- its values cannot be read or written"]
    );
}

/// Returns the text with the suggestion of its only finding applied.
fn mended(text: &str) -> String {
    let mut diagnostics = Vec::new();
    let programs = [crate::syntax::parse(
        crate::source::FileId(0),
        text,
        &mut diagnostics,
    )];
    let _ = resolve(&programs, World::Closed, &mut diagnostics);
    let [finding] = diagnostics.as_slice() else {
        panic!("{text}\n{diagnostics:?}");
    };
    let edit = finding.suggestion();
    edit.map_or_else(|| text.to_owned(), |edit| edit.apply(text))
}

#[test]
fn names_of_other_languages_are_known() {
    for (foreign, tl) in [
        ("i32", "int"),
        ("int16", "int"),
        ("Integer", "int"),
        ("u32", "#"),
        ("uint32", "#"),
        ("UInt", "#"),
        ("i64", "long"),
        ("uint64", "long"),
        ("size_t", "long"),
        ("int32_t", "int"),
        ("int8_t", "int"),
        ("int64_t", "long"),
        ("uint16_t", "#"),
        ("uint32_t", "#"),
        ("uint64_t", "long"),
        ("u128", "int128"),
        ("uint256", "int256"),
        ("f64", "double"),
        ("number", "double"),
        ("float32", "float"),
        ("str", "string"),
        ("text", "string"),
        ("blob", "bytes"),
        ("boolean", "Bool"),
        ("Boolean", "Bool"),
        ("bool", "Bool"),
        ("timestamp", "int"),
        ("void", "true"),
        ("any", "Object"),
        ("List<int>", "Vector<int>"),
        ("array<int>", "Vector<int>"),
        ("Vec<int>", "Vector<int>"),
        ("Vec<u8>", "bytes"),
        ("Vec<byte>", "bytes"),
        ("Vector<u8>", "bytes"),
        ("byte[]", "bytes"),
        ("[]byte", "bytes"),
        ("[u8]", "bytes"),
        ("i32[]", "Vector<int>"),
        ("[]u64", "Vector<long>"),
        ("[str]", "Vector<string>"),
        ("char", "string"),
        ("Vec<i32>", "Vector<int>"),
        ("list<list<str>>", "Vector<Vector<string>>"),
        ("Vector<List<u64>>", "Vector<Vector<long>>"),
        ("unsigned int", "#"),
        ("unsigned long", "long"),
        ("const int", "int"),
        ("f.1?Option<int>", "f.1?int"),
    ] {
        let text = |it: &str| match it.starts_with('f') && it.contains("f.1") {
            true => format!("a f:# x:{it} = A;"),
            false => format!("a x:{it} = A;"),
        };
        assert_eq!(mended(&text(foreign)), text(tl));
    }
    for (foreign, tl) in [
        ("x:Optional[int]", "flags:# x:flags.0?int"),
        ("x:Option<int>", "flags:# x:flags.0?int"),
        (
            "y:int x:optional<Vector<int>>",
            "y:int flags:# x:flags.0?Vector<int>",
        ),
        ("x:Option<Vec<u8>>", "flags:# x:flags.0?bytes"),
        ("x:optional i32 y:int", "flags:# x:flags.0?int y:int"),
        ("optional x:str y:int", "flags:# x:flags.0?string y:int"),
        ("f:# x:optional int", "f:# x:f.0?int"),
        ("required x:i32", "x:int"),
    ] {
        let text = |fields: &str| format!("a {fields} = A;");
        assert_eq!(findings(&[&text(foreign)]).len(), 1, "{foreign}");
        assert_eq!(mended(&text(foreign)), text(tl));
        assert_eq!(findings(&[&text(tl)]), [""; 0]);
    }
    assert_eq!(
        mended("a f:# x:f.0?int y:Option<int> = A;"),
        "a f:# x:f.0?int y:f.1?int = A;"
    );
    let map = "a x:Map<string,int> = A;";
    assert_eq!(mended(map), map);
    // A declared name is nearer.
    assert_eq!(
        mended("str = Str; a x:ns.str = A;"),
        "str = Str; a x:str = A;"
    );
    assert_eq!(
        mended("ns.map = ns.Map; a x:Map = A;"),
        "ns.map = ns.Map; a x:ns.Map = A;"
    );
}

#[test]
fn a_parameter_without_braces_gets_them_in_its_place() {
    for (wrong, right) in [
        ("a (t:Type) x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a t:Type x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a ( t : Type ) x:t = A t;", "a {t:Type} x:t = A t;"),
        ("a n:int t:Type x:t = A t;", "a {t:Type} n:int x:t = A t;"),
        (
            "---functions--- f (X:Type) q:!X = X;",
            "---functions--- f {X:Type} q:!X = X;",
        ),
    ] {
        let text = wrong.replace(" = A t;", " = A;");
        let right = right.replace(" = A t;", " = A;");
        let mended = mended(&text);
        assert_eq!(mended, right);
    }
    let group = "a (t u:Type) x:t y:u = A;";
    assert_eq!(mended(group), group);
}

#[test]
fn a_list_in_square_brackets_is_a_vector() {
    for (wrong, right) in [
        ("a x:[int] = A;", "a x:Vector<int> = A;"),
        ("a x:[[int]] = A;", "a x:Vector<Vector<int>> = A;"),
        ("a x:[]int = A;", "a x:Vector<int> = A;"),
        ("a x:int[] = A;", "a x:Vector<int> = A;"),
        ("a x:int[3] = A;", "a x:3*[ int ] = A;"),
        ("a f:# x:f.0?[int] = A;", "a f:# x:f.0?Vector<int> = A;"),
        ("a x:[y:int z:int] = A;", "a # x:[y:int z:int] = A;"),
        ("a [ int ] = A;", "a # [ int ] = A;"),
    ] {
        let mended = mended(wrong);
        assert_eq!(mended, right);
        clean(&[&mended], |_| {});
    }
}

#[test]
fn arguments_that_stand_apart_are_put_together() {
    let types = "tuple {t:Type} {n:#} x:n*[ t ] = Tuple t n; none {t:Type} = Maybe t; ";
    for (wrong, right) in [
        ("a x:tuple int 3 = A;", "a x:tuple<int, 3> = A;"),
        (
            "a x:%Tuple int 3 y:int = A;",
            "a x:%Tuple<int, 3> y:int = A;",
        ),
        ("---functions--- f = Boolean;", "---functions--- f = Bool;"),
        (
            "---functions--- f = List int;",
            "---functions--- f = Vector int;",
        ),
        ("a x:Maybe int y:int = A;", "a x:Maybe<int> y:int = A;"),
        (
            "a x:Maybe tuple int 3 = A;",
            "a x:Maybe<tuple<int, 3>> = A;",
        ),
        (
            "a x:(Maybe tuple int 3) = A;",
            "a x:(Maybe tuple<int, 3>) = A;",
        ),
        (
            "---functions--- f = Maybe tuple int 3;",
            "---functions--- f = Maybe tuple<int, 3>;",
        ),
        (
            "---functions--- f = Tuple Maybe int 3;",
            "---functions--- f = Tuple Maybe<int> 3;",
        ),
    ] {
        let mended = mended(&format!("{types}{wrong}"));
        assert_eq!(mended, format!("{types}{right}"));
        clean(&[&mended], |_| {});
    }
    // An unknown head is one mistake, too.
    assert_eq!(
        findings(&[&format!("{types} a x:Maybee tuple int 3 = A;")]).len(),
        1
    );
}

#[test]
fn a_second_id_after_a_blank_is_removed() {
    for wrong in [
        "a#1 #2 x:int = A;",
        "a#1 #22222222 x:int = A;",
        "a#1 # 2 x:int = A;",
    ] {
        let mended = mended(wrong);
        let right = if wrong.contains("# 2") {
            wrong
        } else {
            "a#1 x:int = A;"
        };
        assert_eq!(mended, right);
    }
}

#[test]
fn an_application_gives_values_to_variables_in_order() {
    let pair = "pair {X:Type} {n:#} m:# x:X y:n*[ int ] z:m*[ int ] = Pair X n;";
    for right in [
        "pair int;",
        "pair int 3;",
        "pair (Vector int) 3 (1+2);",
        "Pair int;",
        "---functions---\nf n:# x:n*[ int ] = Int; f 3;",
        // Functions and constructors have names of their own.
        "---functions---\npair x:# = Int; pair 3;",
    ] {
        assert_eq!(findings(&[pair, right]), [""; 0], "{right}");
    }
    for (wrong, said) in [
        ("pair int 3 4 5;", "wrong-arity: `pair` takes 3 arguments"),
        ("pair 3;", "wrong-kind:"),
        ("pair int int;", "wrong-kind:"),
        ("pair int n;", "undeclared-name:"),
        ("Pair int 3 4;", "wrong-arity: `Pair` takes 2 arguments"),
        (
            "---functions---\nf n:# x:n*[ int ] = Int; f 3 4;",
            "wrong-arity: `f` takes 1 argument",
        ),
        (
            "---functions---\nf n:# x:n*[ int ] = Int; f int;",
            "wrong-kind:",
        ),
    ] {
        let found = findings(&[pair, wrong]);
        assert!(
            found.len() == 1 && found[0].starts_with(said),
            "{wrong}: {found:?}"
        );
    }
}
