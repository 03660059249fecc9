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
