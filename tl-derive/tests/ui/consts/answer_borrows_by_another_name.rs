#[derive(tl_runtime::TlObject)]
#[tl("info name:string = Info;")]
struct Info<'a> {
    name: &'a str,
}

type Owned = Info<'static>;
type Text = &'static str;

#[derive(tl_runtime::TlObject)]
#[tl("getInfo = Info;", response = Owned)]
struct GetInfo;

#[derive(tl_runtime::TlObject)]
#[tl("getAll = Vector<info>;", response = Vec<Owned>)]
struct GetAll;

#[derive(tl_runtime::TlObject)]
#[tl("getName = String;", response = Text)]
struct GetName;

#[derive(tl_runtime::TlObject)]
#[tl(transparent)]
struct Wrapped(Owned);

#[derive(tl_runtime::TlObject)]
#[tl("getBoxed = Info;", response = Box<Wrapped>)]
struct GetBoxed;
