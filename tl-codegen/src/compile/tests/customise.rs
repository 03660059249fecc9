//! Does code fit the program: attributes, names, types of its own?

use super::*;

/// Returns the code with some options, and the findings.
fn customised(tl: &str, options: &[&str], impls: Impls) -> (String, Vec<String>) {
    let mut config = with(|it| it.impls = impls);
    for option in options {
        let (option, value) = option.split_once(' ').unwrap();
        set(&mut config, option, value);
    }
    outcome(compiled(tl, &config))
}

#[track_caller]
pub(super) fn code(tl: &str, options: &[&str]) -> String {
    let (code, found) = customised(tl, options, Impls::Generated);
    assert_eq!(found, [""; 0]);
    code
}

/// Returns the only finding.
#[track_caller]
pub(super) fn finding(tl: &str, options: &[&str]) -> String {
    let mut found = findings(tl, options);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Returns all findings.
#[track_caller]
pub(super) fn findings(tl: &str, options: &[&str]) -> Vec<String> {
    let (code, found) = customised(tl, options, Impls::Generated);
    assert!(code.is_empty());
    found
}

#[track_caller]
pub(super) fn contains(code: &str, parts: &[&str]) {
    for part in parts {
        assert!(code.contains(part), "{part} is not in\n{code}");
    }
}

const PEERS: &str = "peerUser id:long self:Bool = Peer; peerChat id:long = Peer; peerNone = Peer; \
    photo 2*[ a:int b:int ] = Photo; ---functions--- getPeer id:long = Peer; photo = Photo;";

#[test]
fn names_are_those_that_the_user_gives() {
    let all = [
        "--rename peerUser=Person",
        "--rename peerNone=Nobody",
        "--rename Peer=Somebody",
        "--rename getPeer=Find",
        "--rename peerUser:self=is_me",
        "--rename photo:a=type",
    ];
    let (renamed, found) = customised(PEERS, &all, Impls::Generated);
    assert_eq!(found, [""; 0]);
    contains(
        &renamed,
        &[
            "pub struct Person {",
            "pub is_me: bool,",
            "is_me: decoder.bool()",
            "pub enum Somebody {",
            "Person(super::types::Person),",
            "Chat(super::types::PeerChat),",
            "        Nobody,",
            "pub struct Find {",
            "type Response = super::enums::Somebody;",
            "pub r#type: i32,",
            "impl ::core::convert::From<super::types::Person> for Somebody",
        ],
    );
    assert!(!renamed.contains("has a number"));
    // JSON and errors use the TL names.
    let (derived, _) = customised(PEERS, &all[..5], Impls::Derive);
    assert_eq!(derived, "", "a repetition has no derive");
    let peers = PEERS
        .replace("photo 2*[ a:int b:int ] = Photo; ", "")
        .replace(" photo = Photo;", "");
    let (derived, found) = customised(&peers, &all[..5], Impls::Derive);
    assert_eq!(found, [""; 0]);
    contains(
        &derived,
        &["#[tl(rename = \"self\")]\n        pub is_me: bool,"],
    );
}

#[test]
fn a_name_that_is_given_frees_the_other() {
    // Both could be `Bar`, so neither is.
    let tl = "fooBar = Foo; bar = Foo; x aB:int a_b:int = X;";
    let options = ["--rename fooBar=Old", "--rename x:aB=second"];
    let (renamed, _) = customised(tl, &options, Impls::Generated);
    contains(
        &renamed,
        &[
            "        Old,",
            "        Bar,",
            "pub second: i32,",
            "pub a_b: i32,",
        ],
    );
}

#[test]
fn of_several_names_the_last_one_counts() {
    let renamed = code(
        PEERS,
        &["--rename peer*:id=number", "--rename peerChat:id=chat_id"],
    );
    contains(&renamed, &["pub number: i64,", "pub chat_id: i64,"]);
}

#[test]
fn a_name_that_something_has_is_not_given() {
    for (option, thing, other) in [
        // A struct, a variant, a function, a type, a field.
        ("--rename peerUser=PeerChat", "peerUser", "peerChat"),
        ("--rename peerUser=Chat", "peerUser", "peerChat"),
        ("--rename peerNone=Chat", "peerNone", "peerChat"),
        ("--rename getPeer=Photo", "getPeer", "photo"),
        ("--rename Peer=Photo", "Peer", "Photo"),
        ("--rename peerUser:self=id", "self", "id"),
        ("--rename peer*=Same", "peerChat", "peerUser"),
    ] {
        let (code, found) = customised(PEERS, &[option], Impls::Generated);
        assert_eq!(code, "");
        let message = format!("`{thing}` cannot be called `");
        let found = found.iter().find(|it| it.starts_with(&message));
        let found = found.unwrap_or_else(|| panic!("{option}: {thing}"));
        contains(
            found,
            &[
                "`--rename` gives it this name",
                &format!("`{other}` has this name too"),
            ],
        );
    }
}

#[test]
fn the_variant_of_unknown_constructors_keeps_its_name() {
    let found = finding(PEERS, &["--unknown Peer", "--rename peerUser=Unknown"]);
    contains(
        &found,
        &[
            "`peerUser` cannot be called `Unknown`",
            "`Unknown` has this name too",
        ],
    );
}

#[test]
fn attributes_stand_where_they_are_put() {
    let marked = code(
        PEERS,
        &[
            "--attribute peerUser=#[a]",
            "--attribute Peer=#[b]",
            "--attribute peer*:id=#[c]",
            "--attribute Peer:peerNone=#[d]",
            "--attribute getPeer=#[e(\"]\")]",
            "--attribute getPeer=#[f]",
            "--attribute photo=#[g]",
            "--attribute photo:b=#[h]",
        ],
    );
    contains(
        &marked,
        &[
            "#[derive(Debug, Clone, PartialEq)]\n    #[a]\n    pub struct PeerUser {",
            "#[b]\n    pub enum Peer {",
            "/// `id:long`\n        #[c]\n        pub id: i64,",
            "#[d]\n        None,",
            "#[e(\"]\")]\n    #[f]\n    pub struct GetPeer {",
            "#[g]\n    pub struct PhotoItems {",
            "#[h]\n        pub b: i32,",
        ],
    );
    assert_eq!(marked.matches("#[c]").count(), 2);
    let flat = code(
        PEERS,
        &[
            "--attribute peerUser:self=#[c]",
            "--attribute Peer:*=#[d]",
            "--flat Peer",
        ],
    );
    contains(
        &flat,
        &["#[d]\n        User {", "#[c]\n            self_: bool,"],
    );
    assert_eq!(flat.matches("#[d]").count(), 3);
}

#[test]
fn what_has_no_struct_takes_no_attribute() {
    for (option, meant) in [
        ("--attribute peerNone=#[a]", "variants (`Peer:peerUser`)"),
        ("--attribute Photo=#[a]", "did you mean `photo`?"),
        ("--attribute peerUser:name=#[a]", "fields (`user:id`)"),
        (
            "--attribute Peer:peerNon=#[a]",
            "did you mean `Peer:peerNone`?",
        ),
        ("--rename peerUsr=A", "did you mean `peerUser`?"),
        ("--map-type peerUser:id=Box<str>", "`string`"),
        ("--extern-type Photos=a::B", "did you mean `Photo`?"),
        ("--extern-type getPeer=a::B", "types and constructors"),
    ] {
        let found = finding(PEERS, &[option]);
        assert!(found.contains("matches nothing"), "{option}: {found}");
        assert!(found.contains(meant), "{option}: {found}");
    }
}

#[test]
fn a_derive_of_an_attribute_that_cannot_work_names_what_is_in_the_way() {
    let tl = "rate value:double = Rate; row rate:Rate = Row; none = Any; some row:Row = Any; \
        flags flags:# rate:flags.0?Rate = Flags; table 2*[ a:int b:double ] = Table; plain a:int = Plain; \
        ---functions--- get id:int = Rate;";
    for (option, message, label) in [
        (
            "--attribute rate=#[derive(Eq)]",
            "`Eq` cannot be derived for `rate`",
            "its type has no `Eq`",
        ),
        (
            "--attribute rate=#[derive(Debug)]",
            "`Debug` is derived twice for `rate`",
            "--derives rate=-Debug",
        ),
        (
            "--attribute row=#[derive(Hash)]",
            "`Hash` cannot be derived for `row`",
            "its type has no `Hash`",
        ),
        (
            "--attribute Any=#[derive(Eq)]",
            "`Eq` cannot be derived for `Any`",
            "the struct of `some` has no `Eq`",
        ),
        (
            "--attribute table=#[derive(::core::cmp::Eq)]",
            "`Eq` cannot be derived for `table`",
            "its type",
        ),
        (
            "--attribute get=#[derive(Eq)]",
            "`Eq` cannot be derived for `get`",
            "it has no `PartialEq`",
        ),
        (
            "--attribute plain=#[derive(Ord)]",
            "`Ord` cannot be derived for `plain`",
            "it has no `Eq` and `PartialOrd`",
        ),
        (
            "--attribute flags=#[derive(PartialOrd)]",
            "`PartialOrd` cannot be derived for `flags`",
            "its type",
        ),
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &[message, label]);
    }
    for option in [
        "--attribute plain=#[derive(Eq, Hash)]",
        "--attribute plain=#[derive(Copy)]",
        "--attribute rate=#[derive(PartialOrd)]",
        "--attribute get=#[derive(PartialEq, Eq)]",
        "--attribute *=#[derive(::mine::Eq)]",
    ] {
        code(tl, &[option]);
    }
}

#[test]
fn an_item_has_one_finding_for_all_obstacles_of_a_derive() {
    let tl = "rate value:double = Rate; row a:Rate b:int c:Vector<Rate> d:double = Row; none = Any; \
        some row:Row x:double = Any; more row:Row = Any; table 2*[ a:double b:double ] = Table; two a:double b:double = Two;";
    for (option, label, more) in [
        (
            "--attribute row=#[derive(Eq)]",
            "its type has no `Eq`",
            "2 more fields",
        ),
        (
            "--attribute row=#[derive(Eq, Hash)]",
            "its type has no `Eq` and `Hash`",
            "2 more fields",
        ),
        (
            "--attribute Any=#[derive(Eq)]",
            "the struct of `some` has no `Eq`",
            "1 more place",
        ),
        (
            "--attribute table=#[derive(Eq)]",
            "its type has no `Eq`",
            "1 more field",
        ),
        (
            "--attribute two=#[derive(Eq)]",
            "its type has no `Eq`",
            "1 more field",
        ),
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &[label, &format!("the same applies to {more}")]);
    }
}

#[test]
fn copy_stops_at_a_box() {
    let fields = |count: i32| {
        (0..count)
            .map(|i| format!("f{i}:long "))
            .collect::<String>()
    };
    let tl = format!(
        "big {}= Big; row flags:# big:flags.0?Big = Row; end = Peer; via peer:Peer id:int = Peer; \
         pairs rows:2*[ peer:Peer ] = Pairs; small = Wide; wide {}= Wide;",
        fields(8),
        fields(40),
    );
    let value = "its value is in a `Box`, which has no `Copy`";
    let variant = "the struct of `wide` is in a `Box`, which has no `Copy`";
    for (option, item, label) in [
        ("--derives row=+Copy", "row", value),
        ("--derives via=+Copy", "via", value),
        ("--derives Peer=+Copy", "via", value),
        ("--derives pairs=+Copy", "via", value),
        ("--derives Wide=+Copy", "Wide", variant),
    ] {
        let found = finding(&tl, &[option]);
        let cannot = format!("`Copy` cannot be derived for `{item}`");
        let removed = format!("`--derives {item}=-Copy` (in a build script `derives`)");
        contains(&found, &[&cannot, label, &removed]);
    }
    let found = finding(&tl, &["--attribute row=#[derive(Copy)]"]);
    contains(&found, &[value]);
    assert!(!found.contains("--derives"), "{found}");
    // Following the advice removes the findings.
    let removed =
        ["+Copy", "row=-Copy", "via=-Copy", "Wide=-Copy"].map(|it| format!("--derives {it}"));
    code(&tl, &removed.each_ref().map(String::as_str));
}

#[test]
fn strings_and_bytes_are_of_the_types_that_are_chosen() {
    let tl = "user name:string data:bytes names:vector<string> flags:# bio:flags.0?string key:Bytes = User; \
        chat title:string = Chat; ---functions--- find q:string = User;";
    let mapped = code(
        tl,
        &[
            "--map-type string=Box<str>",
            "--map-type user:data=bytes::Bytes",
            "--map-type chat=crate::Title",
        ],
    );
    contains(
        &mapped,
        &[
            "pub name: ::tl_runtime::alloc::boxed::Box<str>,",
            "pub data: ::bytes::Bytes,",
            "pub names: ::tl_runtime::alloc::vec::Vec<::tl_runtime::alloc::boxed::Box<str>>,",
            "pub bio: ::core::option::Option<::tl_runtime::alloc::boxed::Box<str>>,",
            "pub key: ::tl_runtime::alloc::vec::Vec<u8>,",
            "pub title: crate::Title,",
            "pub q: ::tl_runtime::alloc::boxed::Box<str>,",
        ],
    );
    // A type for bytes is not one for strings.
    let found = finding(tl, &["--map-type chat=bytes::Bytes"]);
    contains(&found, &["the selector `chat` matches nothing"]);
    let both = code(tl, &["--map-type *=crate::Text"]);
    assert!(
        !both.contains("String,") && !both.contains("<u8>,"),
        "{both}"
    );
}

#[test]
fn two_types_for_one_string_are_a_conflict() {
    let found = finding(
        "user name:string = User;",
        &["--strings-as-bytes *", "--map-type user:name=Box<str>"],
    );
    contains(
        &found,
        &[
            "`user:name` is to be of two types",
            "`Box<str>` by `--map-type`",
        ],
    );
}

#[test]
fn nothing_is_generated_for_what_is_elsewhere() {
    let own = code(
        PEERS,
        &[
            "--extern-type Peer=crate::Peer",
            "--extern-type photo=other::Photo",
        ],
    );
    contains(
        &own,
        &[
            "type Response = crate::Peer;",
            "pub type Photo = ::other::Photo;",
            "Some(<crate::Peer as ::tl_runtime::codec::Declared>::HEAD)",
            "Wanted::Type(\"Peer\")",
            "Some(<::other::Photo as ::tl_runtime::codec::Declared>::HEAD)",
            "Wanted::Constructor(&[\"photo\"])",
        ],
    );
    assert!(
        !own.contains("PeerUser") && !own.contains("pub struct Photo {"),
        "{own}"
    );
    // A constructor of a generated type is a variant.
    let own = code(
        PEERS,
        &["--extern-type peerUser=crate::User", "--derives +TryFrom"],
    );
    contains(
        &own,
        &[
            "User(crate::User),",
            "From<crate::User> for Peer",
            "TryFrom<Peer> for crate::User",
        ],
    );
    // Without the binary form, or with parameters, a type does not declare what it is.
    let by_hand = [
        "--extern-type Peer=crate::Peer",
        "--extern-type Maybe=crate::Maybe",
    ];
    let tl = "just {t:Type} x:t = Maybe t; a = Peer; b m:(Maybe int) p:Peer = B;";
    let generic = code(tl, &by_hand);
    assert!(!generic.contains("<crate::Maybe as"), "{generic}");
    assert!(generic.contains("<crate::Peer as"), "{generic}");
    // Its contents are generated only if something else needs them.
    let tl = "inner = Inner; outer i:Inner = Outer; ---functions--- get = Outer;";
    let only = code(tl, &["--only get", "--extern-type Outer=a::Outer"]);
    assert!(!only.contains("Inner"), "{only}");
    contains(&only, &["type Response = ::a::Outer;"]);
}

#[test]
fn types_from_elsewhere_have_their_arguments() {
    let tl = "just {t:Type} v:t = Maybe t; none {t:Type} = Maybe t; tuple {n:#} l:n*[ int ] = Tuple n; \
        use a:(Maybe int) b:%(Tuple 3) = Use;";
    let own = code(
        tl,
        &[
            "--extern-type Maybe=a::Maybe",
            "--extern-type Tuple=a::Tuple",
        ],
    );
    contains(&own, &["pub a: ::a::Maybe<i32>,", "pub b: ::a::Tuple,"]);
}

#[test]
fn a_constructor_from_elsewhere_that_is_bare_has_a_type() {
    let tl =
        "peerUser id:int = Peer; peerChat id:int = Peer; message to:vector<peerUser> = Message;";
    let found = finding(tl, &["--extern-type Peer=a::Peer"]);
    contains(
        &found,
        &[
            "nobody says which Rust type `peerUser` has",
            "`--extern-type peerUser=PATH`",
        ],
    );
    let own = code(
        tl,
        &[
            "--extern-type Peer=a::Peer",
            "--extern-type peerUser=a::User",
        ],
    );
    contains(&own, &["Vec<::a::User>"]);
}

#[test]
fn no_option_is_about_what_is_not_generated() {
    let tl = "peerUser flags:# id:long name:string me:flags.0?true = Peer; peerChat id:long = Peer; a peer:Peer = A;";
    let extern_type = "--extern-type Peer=::a::Peer";
    code(tl, &[extern_type]);
    for option in [
        "--unknown Peer",
        "--non-exhaustive Peer",
        "--non-exhaustive peerUser",
        "--keep-enums Peer",
        "--flat Peer",
        "--flat peerUser",
        "--derives Peer=+Eq",
        "--derives peerUser=+Eq",
        "--map-type peerUser:name=Box<str>",
        "--map-type string=Box<str>",
        "--strings-as-bytes peerUser:name",
        "--keep-masks peerUser",
        "--nullable peerUser:id",
        "--common-fields Peer",
        "--setters peerUser",
        "--attribute peerUser=#[a]",
        "--attribute Peer:peerUser=#[a]",
        "--rename peerUser:id=number",
        "--rename Peer=B",
    ] {
        let found = finding(tl, &[extern_type, option]);
        let selector = option.split([' ', '=']).nth(1).unwrap();
        contains(&found, &[&format!("`{selector}` matches nothing")]);
        let definition = selector.split(':').next().unwrap();
        if definition != "string" {
            let note = format!("nothing is generated for `{definition}`");
            contains(&found, &[&note]);
        }
        code(tl, &[option]);
    }
    // One of several constructors: the enum is generated.
    let extern_type = "--extern-type peerUser=::a::User";
    code(
        tl,
        &[extern_type, "--unknown Peer", "--non-exhaustive Peer"],
    );
    let found = finding(tl, &[extern_type, "--derives peerUser=+Eq"]);
    contains(&found, &["nothing is generated for `peerUser`"]);
}

#[test]
fn a_type_for_strings_is_none_for_bytes() {
    let tl = "photo name:string data:bytes = Photo;";
    for (option, ty) in [
        ("--map-type string=Box<[u8]>", "bytes"),
        ("--map-type photo:name=::bytes::Bytes", "bytes"),
        ("--map-type bytes=Arc<str>", "string"),
        ("--map-type photo:data=Box<str>", "string"),
    ] {
        let mapped = option.rsplit('=').next().unwrap();
        let note = format!("`{mapped}` is for fields of type `{ty}`");
        contains(&finding(tl, &[option]), &[&note]);
    }
    code(
        tl,
        &["--map-type photo=Box<[u8]>", "--map-type photo=Box<str>"],
    );
}

/// Compiles a schema of two files. The code of the second is in another crate.
fn beside(tl: &str, common: &str, options: &[&str]) -> (String, Vec<String>) {
    let mut config =
        with(|it| it.extern_schemas = vec![ExternSchema::new("common.tl", "common").unwrap()]);
    for option in options {
        let (option, value) = option.split_once(' ').unwrap();
        set(&mut config, option, value);
    }
    let mut sources = Sources::new();
    sources.add("a.tl", tl);
    sources.add("common.tl", common);
    outcome(compile(&sources, &config, &Levels::default()))
}

const COMMON: &str = "peerUser id:long = Peer; peerNone = Peer; a.part x:int = a.Part; \
    ---functions--- ping = Peer;";

#[test]
fn a_schema_that_another_crate_has_is_used_and_not_generated() {
    let tl = "message from:Peer part:a.part parts:Vector<a.Part> = Message; ---functions--- send m:Message = Peer;";
    let (code, found) = beside(tl, COMMON, &[]);
    assert_eq!(found, [""; 0]);
    contains(
        &code,
        &[
            "pub from: ::common::enums::Peer,",
            "pub part: ::common::types::a::Part,",
            "Vec<::common::enums::a::Part>",
            "type Response = ::common::enums::Peer;",
        ],
    );
    assert_eq!(code.matches("pub struct").count(), 2, "{code}");
    assert!(
        !code.contains("pub enum") && !code.contains("pub mod a"),
        "{code}"
    );
    // A declaration in both files is also that of the other crate.
    let (same, found) = beside(&format!("peerNone = Peer; {tl}"), COMMON, &[]);
    assert_eq!((same, found.len()), (code, 0));
}

#[test]
fn a_schema_that_another_crate_has_stays_as_it_is() {
    let (code, found) = beside("peerChat id:long = Peer;", COMMON, &[]);
    assert_eq!(code, "");
    assert_eq!(found.len(), 1);
    contains(
        &found[0],
        &["`peerChat` is another constructor of `Peer`, which `::common` has"],
    );
    // The other crate has no struct for a constructor without fields.
    let (code, found) = beside("m x:vector<peerNone> = M;", COMMON, &[]);
    assert_eq!(code, "");
    contains(&found[0], &["nobody says which Rust type `peerNone` has"]);
    // The schema of the other crate must be complete by itself.
    let (code, found) = beside("one = One;", "two x:One = Two;", &[]);
    assert_eq!(code, "");
    contains(&found[0], &["`One`"]);
}

#[test]
fn numbers_in_names_of_another_crate_are_those_that_it_gave() {
    let (code, _) = beside(
        "noOne x:int = A; m a:some b:%C = M;",
        "no_one x:int = B; some y:int = C;",
        &[],
    );
    contains(
        &code,
        &["pub struct NoOne {", "pub a: ::common::types::Some,"],
    );
}

#[test]
fn setters_are_of_fields_that_may_be_left_out() {
    let tl = "opt flags:# a:int b:flags.0?int c:flags.1?true new:flags.2?string = Opt; plain a:int = Plain;";
    let setters = code(tl, &["--setters opt"]);
    contains(
        &setters,
        &[
            "pub fn b(mut self, b: i32) -> Self {",
            "self.b = ::core::option::Option::Some(b);",
            "pub fn c(mut self, c: bool) -> Self {",
            "pub fn set_new(mut self, new: ::tl_runtime::alloc::string::String) -> Self {",
            "let _ = types::Opt::b;",
        ],
    );
    assert!(!setters.contains("pub fn a("), "{setters}");
    let found = finding(tl, &["--setters plain"]);
    contains(
        &found,
        &[
            "the selector `plain` matches nothing",
            "a field that may be left out",
        ],
    );
    assert_eq!(code(tl, &["--setters *"]), setters);
}

/// The code relies on no method of a trait that a setter could hide.
#[test]
fn a_setter_may_have_the_name_of_a_method_of_a_trait() {
    let tl = "leaf = Tree; node flags:# left:Tree into:flags.0?int from:flags.1?int = Tree;";
    for options in [
        &["--setters *"][..],
        &["--setters node", "--derives +TryFrom"],
        &["--setters *", "--common-fields *"],
    ] {
        let setters = code(tl, options);
        contains(
            &setters,
            &[
                "pub fn into(mut self, into: i32)",
                "Self::new(::core::convert::From::from(value))",
            ],
        );
        assert!(!setters.contains(".into()"), "{setters}");
    }
    let plain = code(tl, &[]);
    contains(&plain, &["Self::new(::core::convert::From::from(value))"]);
    assert!(!plain.contains(".into()"), "{plain}");
}

/// No two setters have the same name.
#[test]
fn setters_of_fields_that_are_called_like_one_have_other_names() {
    for fields in [
        "new:flags.0?int set_new:flags.1?int",
        "set_new:flags.0?int new:flags.1?true set_set_new:flags.2?int",
        "set_set_set_new:flags.0?int set_set_new:flags.1?int setNew:flags.2?string new:flags.3?int",
    ] {
        let setters = code(&format!("opt flags:# {fields} = Opt;"), &["--setters opt"]);
        let mut names: Vec<_> = setters
            .lines()
            .filter_map(|line| line.trim().strip_prefix("pub fn "))
            .filter_map(|line| line.split_once('('))
            .map(|(name, _)| name)
            .collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{setters}");
        contains(&setters, &["pub fn set_new(mut self, new: "]);
    }
}
