type Text<'a> = &'a str;
type Static = &'static str;

#[derive(tl_runtime::TlObject)]
#[tl("info name:string = Info;")]
struct Info<'a> {
    name: Text<'a>,
}

#[derive(tl_runtime::TlObject)]
#[tl("item name:string other:string info:Info all:vector<info> = Item;")]
struct Item {
    name: Text<'static>,
    other: Static,
    info: Info<'static>,
    all: Vec<Info<'static>>,
}

#[derive(tl_runtime::TlObject)]
enum Kind {
    Info(Info<'static>),
}
