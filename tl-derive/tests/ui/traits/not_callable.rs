use tl_runtime::{Function, TlObject};

#[derive(TlObject)]
#[tl("ping = Pong;", response = Pong)]
struct Ping;

#[derive(TlObject)]
#[tl("pong = Pong;")]
struct Pong;

#[derive(TlObject)]
#[tl("reply {t:Type} id:long result:t = Reply t;")]
struct Reply<T> {
    id: i64,
    result: T,
}

#[derive(TlObject)]
#[tl("request {X:Type} id:long query:!X = Reply X;", function)]
struct Request<F> {
    id: i64,
    query: F,
}

#[derive(TlObject)]
#[tl("invoke {X:Type} id:long query:!X = X;", function)]
struct Invoke<F> {
    id: i64,
    query: F,
}

#[derive(TlObject)]
#[tl("answered = Pong;", response = Pong, decode_only)]
struct Answered;

#[derive(TlObject)]
#[tl("alone = Pong;", function)]
struct Alone;

fn call<F: Function>(_: F) {}

fn uses() {
    call(Request { id: 1, query: Ping });
    call(Answered);
    call(Alone);
    call(Invoke { id: 1, query: Alone });
    call(Invoke { id: 1, query: Ping });
}
