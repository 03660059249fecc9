//! The meaning of declarations.

use super::*;

#[test]
fn names_may_be_used_before_they_are_declared() {
    clean(&["a x:b y:%C z:C = A; b = B; c = C;"], |schema| {
        assert_eq!(fields(schema, "a"), ["x:%b", "y:%c", "z:C"]);
    });
}

#[test]
fn the_prelude_is_there_with_its_ids() {
    clean(
        &["a i:int v:Vector<long> w:(vector Bool) t:true = A;"],
        |schema| {
            assert_eq!(
                fields(schema, "a"),
                ["i:%int", "v:Vector<%long>", "w:%vector<Bool>", "t:%true"]
            );
            let ids = [
                ("int", 0xa850_9bda, Builtin::Int),
                ("long", 0x2207_6cba, Builtin::Long),
                ("string", 0xb528_6e24, Builtin::String),
                ("vector", 0x1cb5_c415, Builtin::Vector),
                ("boolFalse", 0xbc79_9737, Builtin::Bool),
                ("boolTrue", 0x9972_75b5, Builtin::Bool),
                ("true", 0x3fed_d339, Builtin::True),
            ];
            for (name, id, builtin) in ids {
                let found = combinator(schema, name);
                assert_eq!((found.id, found.builtin), (id, Some(builtin)), "{name}");
                assert_eq!(found.origin, Origin::Prelude);
            }
            for ty in schema
                .types
                .iter()
                .filter(|ty| ty.origin == Origin::Prelude)
            {
                assert!(ty.builtin.is_some(), "{}", ty.name);
            }
        },
    );
}

#[test]
fn variables_come_before_constructors_and_types() {
    clean(
        &["t = T; a {T:Type} n:# x:T y:n*[ int ] = A T;"],
        |schema| {
            assert_eq!(fields(schema, "a"), ["n:#", "x:$0", "y:$1*[%int]"]);
        },
    );
    clean(&["n = N; a n:# y:n*[ int ] = A;"], |schema| {
        assert_eq!(fields(schema, "a"), ["n:#", "y:$0*[%int]"]);
    });
}

/// A call in a constructor is any function, so its type has no parameter and can be used like any other.
#[test]
fn a_type_with_a_call_inside_is_used_as_any_other() {
    for call in [
        "{X:Type} q:!X = A",
        "{X:Type} {Y:Type} p:!Y q:!X = A",
        "{t:Type} {X:Type} q:!X r:t = A t",
    ] {
        let (applied, used) = match call.ends_with(" t") {
            true => ("A int", "A<%int>"),
            false => ("A", "A"),
        };
        let text = format!("a {call}; b x:({applied}) y:%({applied}) z:(vector ({applied})) = B;");
        clean(&[&text], |schema| {
            let bare = used.replace('A', "%a");
            let vector = format!("z:%vector<{used}>");
            let expected = [format!("x:{used}"), format!("y:{bare}"), vector];
            assert_eq!(fields(schema, "b"), expected, "{call}");
        });
    }
}

#[test]
fn masks_are_parameters_and_earlier_fields() {
    let text = "a {o:#} f:# g:f.0?# x:g.31?int y:o.2?true = A o;";
    clean(&[text], |schema| {
        assert_eq!(
            fields(schema, "a"),
            ["f:#", "g:$1.0?#", "x:$2.31?%int", "y:$0.2?%true"]
        );
        let vars: Vec<_> = combinator(schema, "a")
            .vars
            .iter()
            .map(|var| (var.name, var.param))
            .collect();
        assert_eq!(vars, [("o", true), ("f", false), ("g", false)]);
    });
}

#[test]
fn repetitions_count_by_the_last_number_before_them() {
    let text = "a {m:#} x:[ int ] n:# y:[ int ] # [ k:# z:[ int ] u:k.0?int ] w:[ int ] \
                v:m*[ int ] t:(n+3)*[ int ] s:2*[ int string ] = A m;";
    clean(&[text], |schema| {
        assert_eq!(
            fields(schema, "a"),
            [
                "x:$0*[%int]",
                "n:#",
                "y:$1*[%int]",
                "#",
                "$2*[# $3*[%int] %int]",
                "w:$2*[%int]",
                "v:$0*[%int]",
                "t:$1+3*[%int]",
                "s:2*[%int %string]",
            ]
        );
    });
}

#[test]
fn arguments_are_types_and_numbers() {
    let text = "tuple {t:Type} {n:#} [ t ] = Tuple t n; pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; \
                a n:# x:(Tuple Int n) y:tuple<pair<int, Vector<int>>, 3> z:%(Tuple int (n+1)) = A;";
    clean(&[text], |schema| {
        assert_eq!(
            fields(schema, "a"),
            [
                "n:#",
                "x:Tuple<Int, $0>",
                "y:%tuple<%pair<%int, Vector<%int>>, 3>",
                "z:%tuple<%int, $0+1>",
            ]
        );
        assert_eq!(combinator(schema, "tuple").builtin, None);
    });
}

#[test]
fn results_may_narrow_a_type() {
    let text = "nil {t:Type} = List t 0; cons {t:Type} {n:#} x:t xs:%(Old t n) = List t (n+1); \
                old {t:Type} {n:#} = Old t n;";
    clean(&[text], |schema| {
        let result = |name| describe(schema, &combinator(schema, name).result);
        assert_eq!(result("nil"), "List<$0, 0>");
        assert_eq!(result("cons"), "List<$0, $1+1>");
    });
}

#[test]
fn functions_answer_with_types_and_parameters() {
    let text = "a = A; f n:# = Vector A; g {X:Type} query:!X = X; h n:# => Tuple int n; \
                tuple {t:Type} {n:#} [ t ] = Tuple t n;";
    let text = text
        .replace("f n", "---functions--- f n")
        .replace("tuple {", "---types--- tuple {");
    clean(&[&text], |schema| {
        let result = |name| describe(schema, &combinator(schema, name).result);
        assert_eq!(result("f"), "Vector<A>");
        assert_eq!(result("g"), "$0");
        assert_eq!(fields(schema, "g"), ["query:!$0"]);
        assert_eq!(result("h"), "Tuple<%int, $0>");
        let kind = |name| combinator(schema, name).kind;
        assert_eq!(kind("h"), CombinatorKind::Function);
        assert_eq!(kind("tuple"), CombinatorKind::Constructor);
    });
}

#[test]
fn functions_and_constructors_have_names_of_their_own() {
    clean(
        &["updates = Updates; ---functions--- updates x:updates = Updates;"],
        |schema| {
            let found: Vec<_> = schema
                .combinators
                .iter()
                .filter(|it| it.name == "updates")
                .collect();
            assert_eq!(found.len(), 2);
        },
    );
}

#[test]
fn object_is_open_and_any_value_of_it_is_meant_by_its_name() {
    let text = "object ? = Object; note x:Object y:object z:%Object = Object;";
    clean(&[text], |schema| {
        assert_eq!(
            fields(schema, "note"),
            ["x:Object", "y:%object", "z:%object"]
        );
        let object = schema.types.iter().find(|ty| ty.name == "Object").unwrap();
        assert_eq!(object.builtin, Some(Builtin::Object));
    });
}

#[test]
fn documentation_goes_to_its_fields() {
    let text =
        "//@class T @description A class\n//@description One @b Of b @a Of a\none a:int b:int = T;";
    clean(&[text], |schema| {
        let one = combinator(schema, "one");
        assert_eq!(one.docs, "One");
        let docs: Vec<&str> = one.fields.iter().map(|field| field.docs.as_str()).collect();
        assert_eq!(docs, ["Of a", "Of b"]);
        let ty = schema.types.iter().find(|ty| ty.name == "T").unwrap();
        assert_eq!(ty.docs, "A class");
    });
}

#[test]
fn applications_that_stand_alone_may_lack_arguments() {
    clean(
        &["pair {X:Type} {Y:Type} x:X y:Y = Pair X Y; Pair int; Vector int;"],
        |_| {},
    );
}
