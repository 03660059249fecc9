//! Which conversions are there from one layer to the next?

use super::*;

/// Returns the structs of layer 1 that become those of layer 2, with some options.
fn upgraded(one: &str, two: &str, options: &[&str]) -> String {
    let mut sources = Sources::new();
    sources.add("one.tl", format!("// LAYER 1\n{one}"));
    sources.add("two.tl", format!("// LAYER 2\n{two}"));
    let mut config = Config::default();
    for option in options {
        let (option, value) = option.split_once(' ').unwrap();
        set(&mut config, option, value);
    }
    let numbers = LayerNumbers::default();
    let compiled = compile_layers(&sources, &numbers, &config, &Levels::default());
    let code = compiled.unwrap().code.unwrap();
    let from = code
        .split("::From<super::layer_1::types::")
        .skip(1)
        .map(|it| it.split_once('>').unwrap().0);
    from.collect::<Vec<_>>().join(" ")
}

/// A value of such a type stays as it is, if both layers have the same one.
#[test]
fn a_type_of_the_user_becomes_itself() {
    let one = "user id:long name:string data:bytes photo:Photo = User; photo id:int = Photo;";
    let two = "user flags:# id:long name:string data:bytes photo:Photo bot:flags.0?true = User; \
        photo id:int = Photo;";
    for options in [
        &[][..],
        &["--map-type string=Box<str>"],
        &[
            "--map-type user:name=crate::Name",
            "--map-type bytes=Arc<[u8]>",
        ],
        &["--extern-type Photo=crate::Photo"],
        &["--strings-as-bytes user:name"],
    ] {
        assert_eq!(upgraded(one, two, options), "User", "{options:?}");
    }
    let one = "user names:Vector<string> = User; row user:User = Row;";
    let two = "user flags:# names:flags.0?Vector<string> = User; row user:User = Row;";
    let boxed = ["--map-type user=Box<str>"];
    assert_eq!(upgraded(one, two, &boxed), "User Row");
    // In another layer the field is of another type.
    let one = "user name:string = User;";
    let two = "user flags:# name:bytes bot:flags.0?true = User;";
    assert_eq!(upgraded(one, two, &["--map-type string=Box<str>"]), "");
}

/// A new mask may be left out: `new` does so too.
#[test]
fn a_new_mask_has_no_bits() {
    let one = "user id:long = User;";
    for two in [
        "user id:long mode:# name:mode.0?string = User;",
        "user mode:# id:mode.3?long = User;",
        "user flags:# id:long more:flags.0?# name:more.1?string = User;",
        "opt {m:#} x:m.0?int = Opt m; user id:long m:# a:m.1?(opt m) = User;",
    ] {
        assert_eq!(upgraded(one, two, &[]), "User", "{two}");
    }
    let two = "user flags:# id:long name:flags.0?string = User;";
    assert_eq!(upgraded(one, two, &["--keep-masks *"]), "User");
    let two = "user id:long name:string = User;";
    assert_eq!(upgraded(one, two, &["--nullable user:name"]), "User");
    // A `#` that guards nothing is a number.
    for two in [
        "user id:long mode:# = User;",
        "user id:long mode:# flags:# name:flags.0?string = User;",
    ] {
        assert_eq!(upgraded(one, two, &[]), "", "{two}");
    }
}

/// A list of another length does not encode, nor does a value with bits that a new mask does not have.
#[test]
fn a_value_stays_where_its_size_stays() {
    let parts = "opt {m:#} x:m.0?int = Opt m; line {n:#} cells:n*[ int ] = Line n;";
    let becomes = |one: &str, two: &str| {
        let (one, two) = (format!("{parts} {one}"), format!("{parts} {two}"));
        upgraded(&one, &two, &[])
    };
    for (one, two, expected) in [
        ("n:# v:n*[ int ]", "n:# v:n*[ int ]", "Row"),
        ("n:# v:n*[ int ]", "n:# v:vector<int>", "Row"),
        ("n:# v:n*[ int ]", "n:# v:(n+1)*[ int ]", ""),
        ("n:# m:# v:n*[ int ]", "n:# m:# v:m*[ int ]", ""),
        ("v:40*[ int ]", "v:40*[ int ]", "Row"),
        ("v:40*[ int ]", "v:50*[ int ]", ""),
        ("n:# v:(line n)", "n:# v:(line n)", "Row"),
        ("n:# v:vector<(line n)>", "n:# v:vector<(line 2)>", ""),
        ("a:(opt 1)", "m:# b:m.0?int a:(opt m)", ""),
        ("a:(opt 1)", "a:(opt 1)", "Row"),
        ("a:(opt 1)", "a:(opt 0)", ""),
    ] {
        let two = format!("row flags:# {two} added:flags.0?int = Row;");
        assert_eq!(
            becomes(&format!("row {one} = Row;"), &two),
            expected,
            "{two}"
        );
    }
}

/// The fields of one bit are all there or all absent, so a value with only some of them does not encode.
#[test]
fn fields_of_one_bit_stay_together() {
    for (one, two, expected) in [
        ("a:flags.0?int", "a:flags.0?int b:flags.0?string", ""),
        ("a:flags.0?int", "a:flags.0?int b:flags.0?true", ""),
        ("a:flags.0?true", "a:flags.0?true b:flags.0?int", ""),
        (
            "a:flags.0?int b:flags.1?int",
            "a:flags.0?int b:flags.0?int",
            "",
        ),
        ("a:int b:flags.1?int", "a:flags.0?int b:flags.0?int", ""),
        ("a:int", "a:flags.0?int b:flags.0?true", ""),
        // All of them were there, were absent, or had one bit.
        ("a:int b:int", "a:flags.0?int b:flags.0?int", "Row"),
        (
            "a:flags.0?int b:flags.0?int",
            "a:flags.1?int b:flags.1?int",
            "Row",
        ),
        (
            "a:flags.0?int b:flags.0?int",
            "a:flags.0?int b:flags.1?int",
            "Row",
        ),
        (
            "a:flags.0?int",
            "a:flags.0?int b:flags.1?int c:flags.1?true",
            "Row",
        ),
    ] {
        let row = |fields: &str| {
            let mask = if fields.contains("flags") {
                "flags:# "
            } else {
                ""
            };
            format!("row {mask}{fields} = Row;")
        };
        let [one, two] = [one, two].map(row);
        assert_eq!(upgraded(&one, &two, &[]), expected, "{two}");
    }
}

/// A value of a generic type stays as it is, if its arguments do.
#[test]
fn a_generic_type_that_is_the_same_becomes_itself() {
    const TYPES: &str = "maybeFalse {t:Type} = Maybe t; maybeTrue {t:Type} value:t = Maybe t; \
        pair {X:Type} {Y:Type} a:X b:Y = Pair X Y; masked {n:#} a:n.0?int b:n.3?string = Masked n; kept x:int = Kept; ";
    let becomes = |types: &str, old: &str, new: &str| {
        let of = |user: &str| format!("{types}user flags:# old:flags.4?true {user} = User;");
        let new = format!("{new} bot:flags.5?true");
        upgraded(&of(old), &of(&new), &[])
    };
    for field in [
        "x:(Maybe int)",
        "x:(Pair Kept (Vector string))",
        "x:%(Pair (Maybe Kept) bytes)",
        "x:(Vector (Maybe Kept))",
        "x:flags.0?(Maybe (Pair int long))",
        "x:(Masked 5)",
    ] {
        assert_eq!(becomes(TYPES, field, field), "User", "{field}");
    }
    // The bytes differ, but not the value.
    let vectors = ["x:(Maybe (Vector int))", "x:(Maybe (vector int))"];
    assert_eq!(becomes(TYPES, vectors[0], vectors[1]), "User");
    // Another argument, or another type of that name.
    assert_eq!(becomes(TYPES, "x:(Maybe int)", "x:(Maybe long)"), "");
    assert_eq!(becomes(TYPES, "x:(Masked 5)", "x:(Masked 7)"), "");
    let one = format!("{TYPES} user x:(Maybe Kept) = User;");
    let two = one.replace("kept x:int", "kept flags:# x:int y:flags.0?int");
    assert_eq!(upgraded(&one, &two, &[]), "Kept");
    let two = one.replace("value:t", "value:t more:int");
    assert_eq!(upgraded(&one, &two, &[]), "");
}

/// The path of an argument from a layer is the same in both layers, but the type is not.
#[test]
fn a_generic_type_of_the_user_becomes_itself_with_the_same_arguments() {
    let one = "maybeFalse {t:Type} = Maybe t; maybeTrue {t:Type} value:t = Maybe t; \
        kept x:int = Kept; user flags:# old:flags.4?true x:(Maybe Kept) = User;";
    let two = one.replace("x:(Maybe", "bot:flags.5?true x:(Maybe");
    let options = ["--extern-type Maybe=crate::Maybe"];
    assert_eq!(upgraded(one, &two, &options), "User");
    let two = two.replace("kept x:int", "kept flags:# x:int y:flags.0?int");
    assert_eq!(upgraded(one, &two, &options), "Kept");
}
