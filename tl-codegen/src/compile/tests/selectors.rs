//! What do the findings say of selectors that match nothing?

use super::customise::{code, contains, finding, findings};

#[test]
fn a_dot_for_the_colon_before_a_member_is_noticed() {
    // `name` is also a definition, and `photos` a namespace.
    let tl = "user name:string id:int flags:# = User; name:string id:int = Name; none = Peer; \
        peer id:int = Peer; photos id:int title:string = Photos; photos.photo id:int = P; \
        ---functions--- a.get name:string flags:# x:flags.0?int = User;"
        .replace("; name:string", "; name name:string");
    for (option, meant) in [
        ("--nullable user.name", "did you mean `user:name`?"),
        ("--nullable usr.name", "did you mean `user:name`?"),
        ("--nullable user.nam", "did you mean `user:name`?"),
        ("--nullable a.get.name", "did you mean `a.get:name`?"),
        ("--nullable use*.name", "did you mean `use*:name`?"),
        ("--nullable photos.title", "did you mean `photos:title`?"),
        ("--nullable photos.phto", "did you mean `photos.photo`?"),
        ("--only name.photo", "did you mean `photos.photo`?"),
        ("--rename user.get=Id", "did you mean `a.get`?"),
        ("--rename user.id=Id", "did you mean `user:id`?"),
        ("--attribute user.id=#[a]", "did you mean `user:id`?"),
        ("--attribute Peer.none=#[a]", "did you mean `Peer:none`?"),
        ("--map-type user.name=Box<str>", "did you mean `user:name`?"),
        (
            "--map-type user.id=Box<str>",
            "`user:id` is declared as `id:int`",
        ),
        ("--strings-as-bytes user.name", "did you mean `user:name`?"),
        (
            "--strings-as-bytes user.id",
            "`user:id` is declared as `id:int`",
        ),
        ("--keep-masks a.get.flags", "did you mean `a.get:flags`?"),
        // These options are not about members.
        ("--derives user.name=+Hash", "did you mean `user`?"),
        ("--setters a.get.x", "did you mean `a.get`?"),
        ("--only user.name", "did you mean `user`?"),
        ("--exclude user.name", "did you mean `user`?"),
        ("--unknown Peer.peer", "did you mean `Peer`?"),
        ("--flat Peer.peer", "did you mean `Peer`?"),
    ] {
        let found = finding(&tl, &[option]);
        assert!(found.contains(meant), "{option}: {found}");
    }
    let found = finding(
        &tl,
        &["--only a.*", "--exclude user", "--nullable user.name"],
    );
    contains(&found, &["nothing is generated for `user`"]);
}

#[test]
fn a_selector_of_a_field_of_another_type_names_that_type() {
    let tl = "user name:string id:int flags:# x:flags.0?Vector<int> = User;";
    for (option, declared) in [
        (
            "--map-type user:id=::core::primitive::u32",
            "`user:id` is declared as `id:int`",
        ),
        (
            "--map-type user:x=Box<str>",
            "`user:x` is declared as `x:flags.0?Vector<int>`",
        ),
        (
            "--strings-as-bytes user:id",
            "`user:id` is declared as `id:int`",
        ),
        (
            "--keep-masks user:name",
            "`user:name` is declared as `name:string`",
        ),
        (
            "--nullable user:flags",
            "`user:flags` is declared as `flags:#`",
        ),
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &["matches nothing", declared]);
        assert!(!found.contains("did you mean"), "{found}");
    }
}

#[test]
fn a_constructor_without_a_struct_is_named_with_the_reason() {
    let tl = "messageText flags:# text:flags.0?string = Content; messagePhoto id:int = Content; \
        messageDice = Content; a.none = a.Own; a.some x:int = a.Own; ---functions--- \
        editMessageText flags:# x:flags.0?int = Content; getOwn = a.Own;";
    let flat = "`messageText` has no struct: `--flat` (in a build script `flat`) puts its fields in the variant";
    let empty = "`messageDice` has no struct, because it has no fields";
    for (options, why, meant) in [
        (
            "--flat *,--attribute messageText=#[a]",
            flat,
            "`Content:messageText`?",
        ),
        (
            "--flat messageText,--attribute messageText=#[a]",
            flat,
            "`Content:messageText`?",
        ),
        (
            "--flat *,--attribute messageTxt=#[a]",
            flat,
            "`Content:messageText`?",
        ),
        (
            "--flat *,--attribute messageT*=#[a]",
            flat,
            "`Content:messageT*`?",
        ),
        (
            "--attribute messageDice=#[a]",
            empty,
            "`Content:messageDice`?",
        ),
        (
            "--attribute mesageDice=#[a]",
            empty,
            "`Content:messageDice`?",
        ),
        (
            "--attribute a.none=#[a]",
            "`a.none` has no struct, because",
            "`a.Own:a.none`?",
        ),
        ("--flat *,--setters messageText", flat, ""),
        ("--flat Content,--setters messageTxt", flat, ""),
        ("--flat *,--non-exhaustive messageText", flat, ""),
        ("--non-exhaustive messageDice", empty, ""),
        (
            "--flat *,--setters editMesageText",
            "",
            "`editMessageText`?",
        ),
        (
            "--flat messagePhoto,--setters messageTxt",
            "",
            "`messageText`?",
        ),
    ] {
        let options: Vec<_> = options.split(',').collect();
        let found = finding(tl, &options);
        contains(&found, &["matches nothing", why, meant]);
        assert_eq!(found.contains("did you mean"), !meant.is_empty(), "{found}");
    }
    code(tl, &["--flat *", "--attribute Content:messageT*=#[a]"]);
}

#[test]
fn a_variant_is_recognised_by_its_name_in_rust() {
    let tl = "updateAccent a:int = Update; updateNewMessage a:int = Update; updateMessage = Update; \
        messageSenderChat a:int = MessageSender; messageSenderUser a:int = MessageSender; \
        auth.authorization a:int = auth.Authorization; auth.authorizationSignUp = auth.Authorization;";
    for (selector, meant) in [
        ("Update:NewMessage", "`Update:updateNewMessage`?"),
        ("Update:Message", "`Update:updateMessage`?"),
        ("Update.NewMessage", "`Update:updateNewMessage`?"),
        ("Update:UpdateNewMessage", "`Update:updateNewMessage`?"),
        ("MessageSender:User", "`MessageSender:messageSenderUser`?"),
        (
            "auth.Authorization:SignUp",
            "`auth.Authorization:auth.authorizationSignUp`?",
        ),
        (
            "auth.Authorization:Authorization",
            "`auth.Authorization:auth.authorization`?",
        ),
    ] {
        let found = finding(tl, &[&format!("--attribute {selector}=#[a]")]);
        contains(&found, &["did you mean ", meant]);
    }
}

#[test]
fn a_name_that_exists_is_not_corrected_to_another() {
    let tl = "contact date:int is_contact:Bool = Contact; contents a:int = Content; other = Content; \
        updateNew date:int message:Content = Update; updateDate = Update;";
    for (option, is_none) in [
        ("--nullable Content", "`Content` is not one of them"),
        ("--nullable Update", "`Update` is not one of them"),
        (
            "--strings-as-bytes contents",
            "with these options, the schema has none",
        ),
        (
            "--setters contents",
            "with these options, the schema has none",
        ),
        ("--nullable *:foo", ""),
        ("--nullable contact:foo", ""),
        ("--nullable Update:message", "`Update` is not one of them"),
        ("--attribute Update:foo=#[a]", ""),
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &[is_none]);
        assert!(!found.contains("did you mean"), "{option}: {found}");
        assert_eq!(
            found.contains("not one of"),
            is_none.contains("not one of"),
            "{option}: {found}"
        );
    }
    // Another case is likely.
    let found = finding(tl, &["--nullable Contact"]);
    contains(&found, &["did you mean `contact`?"]);
}

#[test]
fn a_pattern_of_another_language_is_told_what_patterns_have() {
    let tl = "user name:string = User; updateA = Update; updateB = Update;";
    for option in [
        "--exclude update[!B]*",
        "--only update{A,B}",
        "--exclude ^update",
        "--only (user|update)",
        "--unknown !Update",
    ] {
        let found = finding(tl, &[option]);
        contains(
            &found,
            &["`*` stands for any text and `?` for one character"],
        );
    }
}

#[test]
fn a_namespace_alone_is_told_its_pattern() {
    let tl = "message id:int = Message; chat.message flags:# id:flags.0?int = chat.Message; chat.none = chat.Message; \
        ---functions--- chat.send flags:# id:flags.0?int = Message;";
    for option in [
        "--setters chat",
        "--keep-enums chat",
        "--flat chat",
        "--derives chat=+Eq",
        "--attribute chat=#[a]",
    ] {
        let found = finding(tl, &[option]);
        contains(&found, &["matches nothing", "did you mean `chat.*`?"]);
    }
    // A name that is not a namespace of what the option takes.
    let found = finding(tl, &["--setters chats"]);
    assert!(!found.contains("`chats.*`"), "{found}");
}

#[test]
fn names_that_differ_only_by_a_namespace_are_all_suggested() {
    let tl = "a.user flags:# id:flags.0?int = a.User; b.user flags:# id:flags.0?int = b.User; \
        a.page = a.Page; a.pages = a.Pages; ---functions--- c.send flags:# id:flags.0?int = a.User; \
        d.send flags:# id:flags.0?int = a.User; e.send flags:# id:flags.0?int = a.User; f.send id:int = a.Page;";
    for (option, meant) in [
        ("--only user", "did you mean `a.user` or `b.user`?"),
        ("--only User", "did you mean `a.User` or `b.User`?"),
        (
            "--only send",
            "did you mean `c.send` or `d.send` or `e.send`?",
        ),
        (
            "--exclude send",
            "did you mean `c.send` or `d.send` or `e.send`?",
        ),
        ("--setters user", "did you mean `a.user` or `b.user`?"),
        ("--only page", "did you mean `a.page`?"),
    ] {
        contains(&finding(tl, &[option]), &[meant]);
    }
}

#[test]
fn selectors_that_match_nothing_for_one_reason_are_one_finding() {
    let mut tl = String::from("---functions--- get = A;\n---types---\na = A;\n");
    for name in 'b'..='x' {
        let ty = name.to_ascii_uppercase();
        tl += &format!("{name} s:string = {ty};\n");
    }
    let options = ["--strings-as-bytes b", "--strings-as-bytes c:s"];
    for cause in ["--only get", "--exclude ?"] {
        let tl = tl.replace("a = A", "aa = A");
        let found = finding(&tl, &[&options[..], &[cause]].concat());
        contains(
            &found,
            &["nothing is generated for `b`", "the same applies to `c:s`"],
        );
    }
    let external = ["--extern-type b=crate::B", "--extern-type c=crate::C"];
    let found = finding(&tl, &[options, external].concat());
    contains(
        &found,
        &["it is a type of yours", "the same applies to `c:s`"],
    );
    let all: Vec<String> = ('b'..='x')
        .map(|it| format!("--strings-as-bytes {it}"))
        .collect();
    let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
    all.extend(["--only get", "--flat B"]);
    let of_all = findings(&tl, &all);
    assert_eq!(of_all.len(), 2, "{of_all:?}");
    contains(
        &of_all.concat(),
        &[
            "the same applies to `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k`, `l`, `m`, `n`, `o`, \
             `p`, `q`, `r`, `s`, `t`, `u`, `v`, and 2 more",
        ],
    );
    // A mistake in `--only` is the only one.
    let consequences = ["--setters b", "--flat B", "--keep-enums C"];
    let found = finding(
        &tl,
        &[&["--only a", "--only gett"][..], &consequences].concat(),
    );
    contains(&found, &["the selector `gett` matches nothing"]);
    // A name that the schema does not have is a mistake by itself.
    let found = findings(&tl, &["--flat X", "--flat Y", "--only get"]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_field_without_its_definition_is_completed() {
    let tl = "user name:string id:int flags:# bot:flags.0?true = User; chat name:string about:string = Chat; photo id:int = Photo;
        ---functions--- a.get name:string about:string = User; a.set title:string = Chat; set photo:Photo = Chat;";
    for (option, meant) in [
        ("--nullable title", "did you mean `a.set:title`?"),
        (
            "--nullable about",
            "did you mean `a.get:about`, or `*:about` for all of this name?",
        ),
        (
            "--strings-as-bytes name",
            "did you mean `a.get:name`, or `*:name` for all of this name?",
        ),
        ("--keep-masks flags", "did you mean `user:flags`?"),
        ("--map-type title=Box<str>", "did you mean `a.set:title`?"),
        ("--rename title=Name", "did you mean `a.set:title`?"),
        ("--attribute title=#[a]", "did you mean `a.set:title`?"),
        // Nothing has this name, so a similar one is meant.
        ("--nullable usr", "did you mean `user`?"),
    ] {
        contains(&finding(tl, &[option]), &[meant]);
    }
    contains(
        &finding(tl, &["--only a.set", "--nullable about"]),
        &["did you mean `chat:about`?"],
    );
    // A field of the name that is left out is not suggested.
    let found = finding(tl, &["--only a.set", "--keep-masks flags"]);
    assert!(!found.contains("did you mean"), "{found}");
}

#[test]
fn several_names_in_one_selector_are_noticed() {
    let tl =
        "user name:string = User; usage = Usage; ---functions--- getUser = User; getUsage = Usage;";
    for option in [
        "--only getUser,getUsage",
        "--exclude us*,getU*",
        "--nullable user:name,user:id",
        "--rename user,usage=Name",
        "--only getUser,",
    ] {
        let found = finding(tl, &[option]);
        contains(
            &found,
            &["a selector has no commas: repeat the option for each name"],
        );
        assert!(!found.contains("did you mean"), "{found}");
    }
    contains(&finding(tl, &["--only get{User,Usage}"]), &["in a pattern"]);
}

#[test]
fn a_definition_in_a_namespace_that_an_option_is_not_about_is_named() {
    let tl = "user name:string = User; ---functions--- help.getConfig = User; b.get x:int = User; send flags:# x:flags.0?int = User;";
    for option in ["--setters getConfig", "--setters get"] {
        contains(&finding(tl, &[option]), &["is not one of them"]);
    }
    contains(
        &finding(tl, &["--only getConfig"]),
        &["did you mean `help.getConfig`?"],
    );
}

#[test]
fn declarations_of_mtproto_ask_for_its_schema() {
    let api = "user name:string = User; ---functions--- getUser = User;";
    for (option, name) in [
        ("--only rpc_error", "rpc_error"),
        ("--strings-as-bytes gzip_packed", "gzip_packed"),
        ("--strings-as-bytes resPQ:pq", "resPQ"),
        ("--exclude req_DH_params", "req_DH_params"),
    ] {
        let note = format!(
            "`{name}` is a declaration of MTProto, which this schema does not have: add the schema of MTProto as \
             another file, or"
        );
        contains(&finding(api, &[option]), &[&note]);
    }
    let both = "rpc_error code:int = RpcError; gzip_packed packed_data:bytes = GzipPacked; user name:string = User;";
    for option in ["--setters rpc_error", "--strings-as-bytes gzip_packed"] {
        let found = finding(both, &[option]);
        assert!(!found.contains("of MTProto"), "{found}");
    }
}

#[test]
fn the_first_of_many_wrong_selectors_get_advice() {
    let names = |prefix: &str| {
        (0..150)
            .map(move |n| format!("{prefix}{n:03}"))
            .collect::<Vec<_>>()
    };
    let tl: String = names("user")
        .iter()
        .map(|it| format!("{it} id:int = T{it};\n"))
        .collect();
    for option in ["--only", "--exclude", "--attribute"] {
        let value = if option == "--attribute" { "=#[a]" } else { "" };
        let options: Vec<String> = names("usr")
            .iter()
            .map(|it| format!("{option} {it}{value}"))
            .collect();
        let found = findings(&tl, &options.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(found.len(), 150);
        assert!(found.iter().all(|it| it.contains("` matches nothing `--")));
        let advised = found.iter().filter(|it| it.contains("did you mean `user"));
        assert_eq!(advised.count(), 100, "{option}");
    }
}
