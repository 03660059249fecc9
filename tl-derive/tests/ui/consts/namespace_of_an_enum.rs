use tl_runtime::TlObject;

#[derive(TlObject)]
enum Body {
    Text(Text),
}

#[derive(TlObject)]
#[tl("a.text text:string = a.Body;")]
struct Text {
    text: String,
}

#[derive(TlObject)]
#[tl("a.field body:a.Body = a.Field;")]
struct Field {
    body: Body,
}

#[derive(TlObject)]
#[tl("a.element all:vector<a.Body> = a.Element;")]
struct Element {
    all: Vec<Body>,
}

#[derive(TlObject)]
#[tl("a.get = a.Body;", response = Body)]
struct Get;

#[derive(TlObject)]
#[tl(type = "b.Body")]
enum OfAnother {
    Text(Text),
}
