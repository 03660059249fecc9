use tl_runtime::{Function, TlObject};

#[derive(TlObject)]
#[tl("mq.reply {t:Type} id:long result:t = mq.Reply t;")]
struct Reply<T> {
    id: i64,
    result: T,
}

#[derive(TlObject)]
#[tl("one {X:Type} query:!X = mq.Reply X;", response = F::Response)]
struct One<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("two {X:Type} query:!X = Vector (mq.Reply X);", response = Vec<<F as Function>::Response>)]
struct Two<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("three {X:Type} query:!X = mq.Reply (mq.Reply X);", response = Reply<F::Response>)]
struct Three<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("four {X:Type} query:!X = String;", response = F::Response)]
struct Four<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("five {X:Type} query:!X = mq.Event;", response = F::Response)]
struct Five<F> {
    query: F,
}

// These are right.
#[derive(TlObject)]
#[tl("six {X:Type} query:!X = mq.Reply X;", response = Reply<F::Response>)]
struct Six<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("seven {X:Type} query:!X = Vector X;", response = Vec<F::Response>)]
struct Seven<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("eight {X:Type} query:!X = mq.Reply int;", response = F::Response, encode_only)]
struct Eight<F: Function<Response = Reply<i32>>> {
    query: F,
}
