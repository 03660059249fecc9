//! Which functions does an enum have for the fields of its constructors?

use super::customise::{code, contains, finding};

#[test]
fn the_fields_that_all_constructors_have_are_lent_or_copied() {
    let tl = "a id:long name:string flags:# o:flags.0?string n:flags.1?int t:flags.2?true x:int = Foo; \
        b id:long name:string flags:# o:flags.3?string n:flags.4?int t:flags.5?true x:long own:int = Foo; \
        c id:long = Bar; d id:flags = Bar; flags = flags; none = Baz; some id:long = Baz;"
        .replace("d id:flags = Bar; flags = flags; ", "d flags:# id:flags.0?long = Bar; ");
    let getters = code(&tl, &["--common-fields *"]);
    contains(
        &getters,
        &[
            "pub fn id(&self) -> i64 {",
            "Self::A(value) => value.id,",
            "pub fn name(&self) -> &str {",
            "Self::B(value) => &value.name,",
            "pub fn o(&self) -> ::core::option::Option<&str> {",
            "Self::A(value) => value.o.as_deref(),",
            "pub fn n(&self) -> ::core::option::Option<i32> {",
            "pub fn t(&self) -> bool {",
        ],
    );
    // They have different types, are optional in only one constructor, or are in only one.
    assert!(
        !getters.contains("pub fn x(") && !getters.contains("pub fn own("),
        "{getters}"
    );
    assert_eq!(getters.matches("pub fn id(").count(), 1, "{getters}");
    for (options, selector) in [
        (&["--common-fields Bar"][..], "Bar"),
        (&["--common-fields Baz"], "Baz"),
    ] {
        let found = finding(&tl, options);
        contains(
            &found,
            &[
                &format!("the selector `{selector}` matches nothing"),
                "in common",
            ],
        );
    }
}

#[test]
fn beside_the_variant_of_unknown_constructors_a_common_field_is_an_option() {
    let tl = "a id:long name:string flags:# o:flags.0?string t:flags.2?true = Foo; \
        b id:long name:string flags:# o:flags.3?string t:flags.5?true = Foo; alone x:int = Alone;";
    for unknown in ["--unknown *", "--unknown Foo"] {
        let getters = code(tl, &["--common-fields *", unknown]);
        contains(
            &getters,
            &[
                "/// The field `id`, which all known constructors have.",
                "pub fn id(&self) -> ::core::option::Option<i64> {",
                "Self::A(value) => ::core::option::Option::Some(value.id),",
                "Self::Unknown(_) => ::core::option::Option::None,",
                "pub fn name(&self) -> ::core::option::Option<&str> {",
                "Self::B(value) => ::core::option::Option::Some(&value.name),",
                "pub fn o(&self) -> ::core::option::Option<&str> {",
                "Self::A(value) => value.o.as_deref(),",
                "pub fn t(&self) -> ::core::option::Option<bool> {",
            ],
        );
    }
    contains(
        &code(tl, &["--common-fields Foo", "--unknown *", "--flat *"]),
        &[
            "Self::A { id, .. } => ::core::option::Option::Some(*id),",
            "Self::A { name, .. } => ::core::option::Option::Some(name),",
        ],
    );
    contains(
        &code(
            tl,
            &["--common-fields Alone", "--unknown *", "--keep-enums *"],
        ),
        &["pub fn x(&self) -> ::core::option::Option<i32> {"],
    );
    // Other enums have no such variant.
    let getters = code(
        tl,
        &[
            "--common-fields Foo",
            "--unknown Alone",
            "--keep-enums Alone",
        ],
    );
    contains(&getters, &["pub fn id(&self) -> i64 {"]);
}
