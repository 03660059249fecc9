use tl_runtime::{Function, TlObject};

#[derive(TlObject)]
#[tl("reply {X:Type} id:long value:X = Reply X;")]
struct Reply<X> {
    id: i64,
    value: X,
}

#[derive(TlObject)]
#[tl("request {X:Type} flags:# token:flags.0?string query:!X = Reply X;", response = Reply<F::Response>)]
struct Request<F> {
    token: String,
    query: F,
}

#[derive(TlObject)]
#[tl("requests {X:Type} id:long query:!X = Vector (Reply X);", response = Vec<Reply<<F as Function>::Response>>)]
struct Requests<F> {
    id: i32,
    query: F,
}

#[derive(TlObject)]
#[tl("bounded {X:Type} id:long query:!X = Reply X;", response = Reply<F::Response>)]
struct Bounded<F: Function> {
    id: i32,
    query: F,
}

#[derive(TlObject)]
#[tl("clause {X:Type} id:long query:!X = Reply X;", response = Reply<F::Response>)]
struct Clause<F>
where
    F: Function,
{
    id: i32,
    query: F,
}

#[derive(TlObject)]
#[tl("in_json {X:Type} id:long query:!X = Reply X;", response = Reply<F::Response>, json)]
struct InJson<F> {
    id: i32,
    query: F,
}
