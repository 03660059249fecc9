use tl_parser::check;
use tl_parser::diagnostic::{Diagnostic, Levels};
use tl_parser::source::Sources;

use crate::rust::config::{Config, Role};
use crate::rust::lower::Lowering;
use crate::rust::model::{Directions, Item};
use crate::rust::plan::{ItemId, without_excluded};
use crate::rust::selector::unmatched::findings;

fn config(role: Option<Role>, only: &[&str], exclude: &[&str]) -> Config {
    Config {
        role,
        only: only.iter().map(|it| (*it).into()).collect(),
        exclude: exclude.iter().map(|it| (*it).into()).collect(),
        ..Config::default()
    }
}

/// Returns the structs and enums of a schema, with `<` if they are decoded and `>` if they are encoded.
/// Types with one constructor have neither.
fn reach(text: &str, config: &Config) -> String {
    let (items, diagnostics) = lowered(text, config);
    assert_eq!(diagnostics, []);
    items
}

fn lowered(text: &str, config: &Config) -> (String, Vec<Diagnostic>) {
    items(text, config, false)
}

/// Shows the directions of each item, or those whose code is compiled where it is defined.
fn items(text: &str, config: &Config, compiled: bool) -> (String, Vec<Diagnostic>) {
    let sources = Sources::of("a.tl", text);
    let mut diagnostics = Vec::new();
    let programs = check::parse_all(&sources, &mut diagnostics);
    let schema = check::check(&programs, &Levels::default(), &mut diagnostics);
    let schema = &without_excluded(&schema, &config.exclude);
    let mut lowering = Lowering::new(schema, &[], config, &mut diagnostics);
    let unmatched = std::mem::take(&mut lowering.plans.unmatched);
    diagnostics.extend(findings(unmatched));
    let mut items = Vec::new();
    for id in schema.combinators.ids() {
        items.extend(lowering.items(ItemId::Structs(id)));
    }
    for id in schema.types.ids() {
        match lowering.items(ItemId::Alias(id)) {
            alias if alias.is_empty() => items.extend(lowering.items(ItemId::Enum(id))),
            alias => items.extend(alias),
        }
    }
    let items = items.iter().map(|item| match item {
        Item::Struct(item) if compiled => shown(item.identity.name(), item.compiled),
        Item::Enum(item) if compiled => shown(&item.name, item.compiled),
        Item::Struct(item) => shown(item.identity.name(), item.directions),
        Item::Enum(item) => shown(&item.name, item.directions),
        Item::Alias(item) => item.ident.to_string(),
        Item::Transparent(_) => String::new(),
    });
    (items.collect::<Vec<_>>().join(" "), diagnostics)
}

fn shown(name: &str, directions: Directions) -> String {
    let decoded = if directions.decode { "<" } else { "" };
    let encoded = if directions.encode { ">" } else { "" };
    [decoded, name, encoded].concat()
}

fn of_roles(text: &str) -> [String; 3] {
    let roles = [Role::Client, Role::Server, Role::Both];
    roles.map(|role| reach(text, &config(Some(role), &[], &[])))
}

const CHATS: &str = "user id:long = User;
    inputUser id:long = InputUser; inputSelf n:int = InputUser;
    found users:Vector<User> = Found; none n:int = Found;
    peer user:InputUser = Peer;
    error code:int = Error;
    ---functions---
    find user:InputUser = Found; me = Peer;";

#[test]
fn by_default_functions_are_encoded_and_all_else_goes_both_ways() {
    let both = "<user> <inputUser> <inputSelf> <found> <none> <peer> <error>";
    let types = "User <InputUser> <Found> Peer Error";
    let reached = reach(CHATS, &config(None, &[], &[]));
    assert_eq!(reached, format!("{both} find> me> {types}"));
    let registry = Config {
        registry: true,
        ..Config::default()
    };
    assert_eq!(
        reach(CHATS, &registry),
        format!("{both} <find> <me> {types}")
    );
}

#[test]
fn a_client_encodes_what_functions_contain_and_decodes_what_answers_contain() {
    let [client, server, both] = of_roles(CHATS);
    assert_eq!(
        client,
        "<user <inputUser> <inputSelf> <found <none <peer <error> find> me> \
         User <InputUser> <Found Peer Error"
    );
    assert_eq!(
        server,
        "user> <inputUser> <inputSelf> found> none> peer> <error> <find <me \
         User <InputUser> Found> Peer Error"
    );
    assert_eq!(
        both,
        "<user> <inputUser> <inputSelf> <found> <none> <peer> <error> <find> <me> \
         User <InputUser> <Found> Peer Error"
    );
}

#[test]
fn without_a_role_what_a_client_needs_is_compiled_where_it_is_defined() {
    let compiled = |text: &str, role| items(text, &config(role, &[], &[]), true).0;
    // Functions never are, nor is what only functions name.
    assert_eq!(
        compiled(CHATS, None),
        "<user <inputUser> <inputSelf> found none peer <error> find me \
         User <InputUser> Found Peer Error"
    );
    for role in [Role::Client, Role::Server, Role::Both] {
        assert_eq!(
            compiled(CHATS, Some(role)),
            "<user> <inputUser> <inputSelf> found none peer <error> find me \
             User <InputUser> Found Peer Error"
        );
    }
    // Any constructor may be in an object.
    let objects = "a n:int = A; b n:int = B; ---functions--- get x:A = B; send it:Object = B;";
    assert_eq!(compiled(objects, None), "<a> <b> get send A B");
}

#[test]
fn what_a_constructor_holds_is_compiled_where_it_is_defined() {
    let compiled = |text: &str| items(text, &config(Some(Role::Both), &[], &[]), true).0;
    for (field, expected) in [
        ("n:int", "a b c d e get all one A B C D"),
        ("a:A", "<a> b c d e get all one A B C D"),
        ("a:flags.0?Vector<A>", "<a> b c d e get all one A B C D"),
        ("a:%A", "<a> b c d e get all one A B C D"),
        ("d:d", "a b c <d> e get all one A B C D"),
        ("d:D", "a b c <d> <e> get all one A B C <D>"),
        ("c:flags.0?C", "a b <c> d e get all one A B C D"),
    ] {
        let text = format!(
            "a n:int = A; b n:int = B; c flags:# {field} = C; d n:int = D; e n:int = D; \
             ---functions--- get c:C = A; all = Vector<B>; one = D;"
        );
        assert_eq!(compiled(&text), expected, "{field}");
    }
}

#[test]
fn circles_are_reached_once() {
    let [client, server, _] = of_roles(
        "leaf n:int = Tree; node left:Tree right:%Pair = Tree; pair tree:Tree = Pair;
         ---functions--- get = Tree;",
    );
    assert_eq!(client, "<leaf <node <pair get> <Tree Pair");
    assert_eq!(server, "leaf> node> pair> <get Tree> Pair");
}

#[test]
fn arguments_go_with_the_type_that_has_them() {
    let [client, server, _] = of_roles(
        "just {t:Type} value:t = Maybe t; nothing {t:Type} n:int = Maybe t;
         a = A; b = B; c = C; d = D; row n:# cells:n*[ c:C d:%D ] = Row;
         ---functions--- ask of:(Maybe A) = Vector (Maybe B); rows = Vector<row>;",
    );
    assert_eq!(
        client,
        "<just> <nothing> a> <b <c <d <row <row.cells ask> rows> A B C D Row <Maybe>"
            .replace(" A B C D Row <Maybe>", " <Maybe> A B C D Row")
    );
    assert_eq!(
        server,
        "<just> <nothing> <a b> c> d> row> row.cells> <ask <rows <Maybe> A B C D Row"
    );
}

#[test]
fn a_bare_constructor_is_reached_without_the_rest_of_its_type() {
    let text = "square side:int = Shape; circle radius:int = Shape; row of:square = Row; ---functions--- f of:Row = Bool; g = Shape;";
    let [client, server, _] = of_roles(text);
    assert_eq!(client, "<square> <circle row> f> g> <Shape Row");
    assert_eq!(server, "<square> circle> <row <f <g Shape> Row");
    // The directions of a type are not known if it is only used bare.
    let [client, ..] = of_roles("square side:int = Shape; ---functions--- f of:square = Bool;");
    assert_eq!(client, "square> f> Shape");
    let text =
        "square side:int = Shape; circle radius:int = Shape; ---functions--- f of:square = Bool;";
    let [client, ..] = of_roles(text);
    assert_eq!(client, "square> <circle> f> Shape>");
}

#[test]
fn a_generic_call_reaches_nothing_by_itself() {
    let text =
        "user id:long = User; ---functions--- me = User; with {X:Type} layer:int query:!X = X;";
    let [client, server, _] = of_roles(text);
    assert_eq!(client, "<user me> with> User");
    assert_eq!(server, "user> <me <with User");
    let chosen = config(Some(Role::Client), &["with"], &[]);
    assert_eq!(reach(text, &chosen), "with>");
}

#[test]
fn an_object_of_any_type_is_all_that_there_is() {
    for object in ["body:Object", "body:Function", "{X:Type} body:!X"] {
        let text = format!(
            "user id:long = User; message {object} = Message;
             ---functions--- send message:Message = Bool; me = User;"
        );
        let [client, server, _] = of_roles(&text);
        assert_eq!(
            client, "<user> <message> send> me> User Message",
            "{object}"
        );
        assert_eq!(server, "<user> <message> <send> <me> User Message");
        // With JSON alone, an object is a value like any other.
        let json = Config {
            json: true,
            binary: false,
            ..config(Some(Role::Client), &[], &[])
        };
        let expected = "<user message> send> me> User Message";
        assert_eq!(reach(&text, &json), expected, "{object}");
    }
}

#[test]
fn a_registry_holds_what_goes_both_ways() {
    let registry = |role| Config {
        registry: true,
        ..config(Some(role), &[], &[])
    };
    let text = "a = A; b = B; ---functions--- f a:A = B;";
    assert_eq!(reach(text, &registry(Role::Client)), "<a> <b> f> A B");
    assert_eq!(reach(text, &registry(Role::Server)), "<a> <b> <f> A B");
}

#[test]
fn only_what_is_chosen_is_generated_with_all_that_it_reaches() {
    for (only, expected) in [
        (
            "find",
            "<user> <inputUser> <inputSelf> <found> <none> find> User <InputUser> <Found>",
        ),
        ("me", "<inputUser> <inputSelf> <peer> me> <InputUser> Peer"),
        // A constructor by itself is its struct, and also its type if it is the only one.
        ("inputUser", "<inputUser>"),
        ("user", "<user> User"),
        ("InputUser", "<inputUser> <inputSelf> <InputUser>"),
        (
            "f?nd",
            "<user> <inputUser> <inputSelf> <found> <none> find> User <InputUser> <Found>",
        ),
    ] {
        assert_eq!(
            reach(CHATS, &config(None, &[only], &[])),
            expected,
            "{only}"
        );
    }
    let two = config(Some(Role::Client), &["me", "error"], &[]);
    assert_eq!(
        reach(CHATS, &two),
        "<inputUser <inputSelf <peer <error> me> <InputUser Peer Error"
    );
}

#[test]
fn what_is_chosen_without_its_functions_goes_as_all_functions_say() {
    let text = "input id:long = Input; news of:Input = Updates; more n:int = Updates;
        code n:int = Code; both n:int = Both; error code:int = Error;
        ---functions--- send input:Input = Updates; enter code:Code both:Both = Both;";
    for (only, client, server) in [
        // What it contains is not encoded, although `send` takes it.
        (
            "Updates",
            "<input <news <more Input <Updates",
            "input> news> more> Input Updates>",
        ),
        ("news", "<input <news Input", "input> news> Input"),
        ("Code", "code> Code", "<code Code"),
        ("both", "<both> Both", "<both> Both"),
        // No function takes or returns it.
        ("error", "<error> Error", "<error> Error"),
    ] {
        let of = |role| reach(text, &config(Some(role), &[only], &[]));
        assert_eq!(of(Role::Client), client, "{only}");
        assert_eq!(of(Role::Server), server, "{only}");
    }
    // Each of two goes its own way, whatever their order.
    let two = config(Some(Role::Client), &["Updates", "Input"], &[]);
    assert_eq!(reach(text, &two), "<input> <news <more Input <Updates");
    // A function that is left out is one of the schema.
    let rest = config(Some(Role::Client), &[], &["enter"]);
    assert_eq!(
        reach(text, &rest),
        "<input> <news <more code> <both> <error> send> Input <Updates Code Both Error"
    );
}

#[test]
fn what_is_a_variant_only_has_a_struct_where_its_type_is_not_there() {
    let text = "none = Photo; photo id:long = Photo;";
    assert_eq!(
        reach(text, &config(None, &["Photo"], &[])),
        "<photo> <Photo>"
    );
    assert_eq!(reach(text, &config(None, &["none"], &[])), "<none>");
}

#[test]
fn a_namespace_is_chosen_by_its_name() {
    let text = "a.x = a.X; a.b.y = a.b.Y; ab.z = Z;
        ---functions--- a.f = Bool; ab.g = Bool;";
    for (only, expected) in [
        ("a", "<a.x> <a.b.y> a.f> X Y"),
        ("a.*", "<a.x> <a.b.y> a.f> X Y"),
        ("a.b", "<a.b.y> Y"),
        ("ab", "<ab.z> ab.g> Z"),
    ] {
        assert_eq!(reach(text, &config(None, &[only], &[])), expected, "{only}");
    }
}

#[test]
fn what_is_excluded_is_unknown_to_its_type() {
    for (exclude, expected) in [
        (
            "me",
            "<user> <inputUser> <inputSelf> <found> <none> <peer> <error> find> \
                User <InputUser> <Found> Peer Error",
        ),
        (
            "inputSelf",
            "<user> <inputUser> <found> <none> <peer> <error> find> me> \
                       User <InputUser> <Found> Peer Error",
        ),
        // A type that the rest still holds then has no values.
        (
            "User",
            "<inputUser> <inputSelf> <found> <none> <peer> <error> find> me> \
                  <User> <InputUser> <Found> Peer Error",
        ),
        (
            "user",
            "<inputUser> <inputSelf> <found> <none> <peer> <error> find> me> \
                  <User> <InputUser> <Found> Peer Error",
        ),
        (
            "?rror",
            "<user> <inputUser> <inputSelf> <found> <none> <peer> find> me> \
                   User <InputUser> <Found> Peer",
        ),
    ] {
        let reached = reach(CHATS, &config(None, &[], &[exclude]));
        assert_eq!(reached, expected, "{exclude}");
    }
    let both = config(None, &["find"], &["user", "none"]);
    assert_eq!(
        reach(CHATS, &both),
        "<inputUser> <inputSelf> <found> find> <User> <InputUser> <Found>"
    );
}

#[test]
fn a_type_must_keep_what_ends_its_values() {
    let text = "leaf n:int = Tree; node left:Tree = Tree; other of:Tree = Other; more = Other;";
    let (_, diagnostics) = lowered(text, &config(None, &[], &["leaf"]));
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    assert_eq!(diagnostics[0].message, "a value of `Tree` would never end");
    let (_, diagnostics) = lowered(text, &config(None, &["more"], &["leaf"]));
    assert_eq!(diagnostics, []);
    // Without any constructor it has no values, and decoding one is an error.
    assert_eq!(
        reach(text, &config(None, &[], &["Tree"])),
        "<other> <Tree> <Other>"
    );
    let text = "never n:int = Never; loop n:Never flags:# of:flags.0?Loop = Loop;";
    let reached = reach(text, &config(None, &[], &["never"]));
    assert_eq!(reached, "<loop> <Never> Loop");
}

#[test]
fn what_is_bare_is_not_left_out() {
    let text = "square side:int = Shape; circle radius:int = Shape; row of:square any:Shape = Row;";
    let reached = reach(text, &config(None, &[], &["square"]));
    assert_eq!(reached, "<square> <circle> <row> <Shape> Row");
}

#[test]
fn a_selector_that_matches_nothing_is_an_error_that_says_what_was_meant() {
    for (only, exclude, note) in [
        ("fnd", "*", "did you mean `find`?"),
        ("find", "inputSlf", "did you mean `inputSelf`?"),
        ("find", "InputUsr", "did you mean `InputUser`?"),
    ] {
        let (_, diagnostics) = lowered(CHATS, &config(None, &[only], &[exclude]));
        assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
        let notes = format!("{:?}", diagnostics[0]);
        assert!(notes.contains(note), "{notes}");
    }
    let text = "a.x = a.X; b = B;";
    let (_, diagnostics) = lowered(text, &config(None, &["c"], &["ax"]));
    assert_eq!(diagnostics.len(), 2);
}

#[test]
fn what_is_left_out_need_not_be_possible() {
    let text = "a = A; ---functions--- f = A; g {X:Type} flags:# query:flags.0?!X = X;";
    let (_, diagnostics) = lowered(text, &config(None, &[], &[]));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(reach(text, &config(None, &["f"], &[])), "<a> f> A");
    assert_eq!(reach(text, &config(None, &[], &["g"])), "<a> f> A");
}
