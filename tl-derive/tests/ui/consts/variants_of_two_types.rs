use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("acked id:long = mq.Event;")]
struct Acked {
    id: i64,
}

#[derive(TlObject)]
#[tl("failure code:int = mq.Failure;")]
struct Failure {
    code: i32,
}

#[derive(TlObject)]
#[tl("closed name:string = mq.Event;")]
struct Closed<'a> {
    name: &'a str,
}

#[derive(TlObject)]
#[tl("browse = mq.Event;", response = Acked)]
struct Browse;

#[derive(TlObject)]
enum Mixed {
    Acked(Acked),
    Failure(Failure),
    #[tl(unknown)]
    Unknown(tl_runtime::value::Unknown),
}

type Alias = Failure;

#[derive(TlObject)]
enum InAnAlias<'a> {
    Closed(Box<Closed<'a>>),
    Acked(Acked),
    Failure(Alias),
}

#[derive(TlObject)]
enum FunctionToo {
    Acked(Acked),
    Browse(Browse),
}

#[derive(TlObject)]
enum FunctionFirst {
    Browse(Box<Browse>),
    Acked(Acked),
}

#[derive(TlObject)]
#[tl("just {t:Type} value:t = Maybe t;")]
struct Just<T> {
    value: T,
}

#[derive(TlObject)]
#[tl(type = "Maybe {t:Type}")]
enum Maybe<T> {
    Just(Just<T>),
}

// The text of a hand-written type is not known.
struct Own;

impl tl_runtime::codec::Declared for Own {
    type Kind = tl_runtime::codec::HasId;
    const HEAD: tl_runtime::codec::Head = tl_runtime::codec::Head::constructor(7, "own", "");
}

impl tl_runtime::Decode<'_> for Own {
    fn decode_bare(_: &mut tl_runtime::codec::Decoder<'_>, (): ()) -> Self {
        Own
    }
}

impl tl_runtime::Encode for Own {
    fn encode_bare(&self, _: &mut tl_runtime::codec::Encoder, (): ()) {}
}

#[derive(TlObject)]
#[tl(type = "mq.Event")]
enum ByHand {
    Acked(Acked),
    Own(Own),
}

#[derive(TlObject)]
#[tl("get = mq.Failure;", response = Failure)]
struct Get;

#[derive(TlObject)]
#[tl("put = mq.Failure;", response = Failure, decode_only)]
struct Put;

#[derive(TlObject)]
#[tl("request {X:Type} query:!X = X;", function)]
struct Request<F> {
    query: F,
}

#[derive(TlObject)]
#[tl("name id:long = mq.Event;", function)]
struct Name {
    id: i64,
}

type InABox = Box<Get>;

// Functions may have different answers.
#[derive(TlObject)]
#[tl(decode_only)]
enum Functions<F> {
    Browse(Browse),
    Get(InABox),
    Put(Put),
    Name(Name),
    Request(Request<F>),
}

#[derive(TlObject)]
enum OfACall {
    Browse(Browse),
    Request(Request<Get>),
}

#[derive(TlObject)]
enum Inner {
    Browse(Browse),
    Get(Get),
}

// A server decodes an enum of its functions in place of the inner call.
#[derive(TlObject)]
#[tl(decode_only)]
enum OfAnEnum {
    Request(Request<Inner>),
    Browse(Browse),
    Get(Get),
}

#[derive(TlObject)]
#[tl(decode_only)]
enum Recursive {
    Browse(Browse),
    Get(Get),
    Request(Box<Request<Recursive>>),
}

#[derive(TlObject)]
#[tl(transparent)]
struct Wrapped(Get);

#[derive(TlObject)]
#[tl(decode_only)]
enum WithNewtype {
    Browse(Browse),
    Get(Wrapped),
}
