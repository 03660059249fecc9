//! Known ids.

use super::{Rule, id, text};
use crate::source::FileId;
use crate::syntax::ast::{Combinator, Program};
use crate::syntax::parse;

fn program(line: &str) -> Program<'_> {
    let mut diagnostics = Vec::new();
    let program = parse(FileId(0), line, &mut diagnostics);
    assert_eq!(diagnostics, [], "{line}");
    program
}

fn combinator<'p, 's>(program: &'p Program<'s>) -> &'p Combinator<'s> {
    program.declarations[0].combinator().unwrap()
}

fn id_of(line: &str, rule: Rule) -> String {
    format!("{:08x}", id(combinator(&program(line)), rule))
}

fn text_of(line: &str, rule: Rule) -> String {
    text(combinator(&program(line)), rule)
}

#[test]
fn known_ids() {
    for (line, rule, expected) in [
        (
            "photos.photo photo:Photo users:Vector<User> = photos.Photo;",
            Rule::Telegram,
            "20212ca8",
        ),
        (
            "photos.photo photo:Photo users:Vector<User> = photos.Photo;",
            Rule::Official,
            "20212ca8",
        ),
        (
            "photos.updateProfilePhoto id:InputPhoto = photos.Photo;",
            Rule::Telegram,
            "72d4742c",
        ),
        (
            "vector {t:Type} # [ t ] = Vector t;",
            Rule::Telegram,
            "1cb5c415",
        ),
        (
            "vector {t:Type} # [t] = Vector<t>;",
            Rule::Official,
            "1cb5c415",
        ),
        (
            "invokeAfterMsg {X:Type} msg_id:long query:!X = X;",
            Rule::Telegram,
            "cb9f372d",
        ),
        (
            "invokeAfterMsg {X:Type} msg_id:long query:!X = X;",
            Rule::Official,
            "1eeb7e32",
        ),
        (
            "rpc_answer_dropped msg_id:long seq_no:int bytes:int = RpcDropAnswer;",
            Rule::Telegram,
            "a43ad8b7",
        ),
        (
            "ipPortSecret ipv4:int port:int secret:bytes = IpPort;",
            Rule::TelegramWithBytes,
            "37982646",
        ),
        ("int ? = Int;", Rule::Official, "a8509bda"),
        ("boolTrue = Bool;", Rule::Official, "997275b5"),
        ("true = True;", Rule::Official, "3fedd339"),
        (
            "get_arrays n:# a:n*[int] b:5*[int] = Tuple int 5;",
            Rule::Official,
            "90658cdb",
        ),
        (
            "@read casesTL2.testFunctionWithDep1 n:# => Tuple<int, n>;",
            Rule::Official,
            "b6c63b07",
        ),
    ] {
        assert_eq!(id_of(line, rule), expected, "{line} {rule:?}");
    }
}

#[test]
fn where_the_rules_differ() {
    for (line, official, telegram) in [
        (
            "a f:# x:f.3?true y:f.4?True = A;",
            "a f:# x:f.3?true y:f.4?True = A",
            "a f:# y:f.4?True = A",
        ),
        (
            "a mode:# x:mode.3?true y:true = A;",
            "a mode:# x:mode.3?true y:true = A",
            "a mode:# y:true = A",
        ),
        (
            "a f:# x:bytes y:f.1?bytes = A;",
            "a f:# x:bytes y:f.1?bytes = A",
            "a f:# x:string y:f.1?string = A",
        ),
        (
            "a x:Vector<bytes> bytes:int = A;",
            "a x:Vector bytes bytes:int = A",
            "a x:Vector bytes bytes:int = A",
        ),
        (
            "a {X:Type} x:!X = X;",
            "a X:Type x:X = X",
            "a X:Type x:!X = X",
        ),
        (
            "a x:%(Vector %(b t)) = A;",
            "a x:%Vector b t = A",
            "a x:%Vector %b t = A",
        ),
        (
            "a {X:Type} x:%X = A X;",
            "a X:Type x:X = A X",
            "a X:Type x:%X = A X",
        ),
        (
            "a x:%%ns.B y:%ns.b = A;",
            "a x:%ns.B y:ns.b = A",
            "a x:%ns.B y:%ns.b = A",
        ),
    ] {
        assert_eq!(text_of(line, Rule::Official), official);
        assert_eq!(text_of(line, Rule::Telegram), telegram);
    }
}

#[test]
fn what_does_not_count() {
    for (line, expected) in [
        ("a#1 {t u:Type} = A t u;", "a t:Type u:Type = A t u"),
        (
            "a x:(Vector (Vector int)) = A;",
            "a x:Vector Vector int = A",
        ),
        (
            "a x:Pair<Vector<int>, Pair<b, 3>> = A;",
            "a x:Pair Vector int Pair b 3 = A",
        ),
        ("a (b c:int) => A;", "a b:int c:int = A"),
        (
            "a n:# x:[int] y:n*[ z:int string ] = A;",
            "a n:# x:[ int ] y:n*[ z:int string ] = A",
        ),
        (
            "a n:# x:(2+n+1)*[ int ] y:(T 1+2) = A;",
            "a n:# x:n+3*[ int ] y:T 3 = A",
        ),
        (
            "a # [ (pair b c) d:(pair b c) ] = A;",
            "a # [ (pair b c) d:pair b c ] = A",
        ),
        ("_ _:T = A;", "_ _:T = A"),
    ] {
        assert_eq!(text_of(line, Rule::Official), expected);
    }
}

#[test]
fn telegram_keeps_the_bytes_on_demand() {
    let line = "a f:# x:bytes y:f.0?true = A;";
    assert_eq!(text_of(line, Rule::TelegramWithBytes), "a f:# x:bytes = A");
}
