#[derive(tl_runtime::TlObject)]
#[tl("info name:string = Info;")]
struct Info<'a> {
    name: &'a str,
}

#[derive(tl_runtime::TlObject)]
#[tl("page {t:Type} item:t = Page t;")]
struct Page<T> {
    item: T,
}

type OfInfo = Page<Info<'static>>;
type Nested = Vec<Page<Page<Info<'static>>>>;
type Owned = Page<String>;

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- owned = Page string;", response = Owned)]
struct GetOwned;

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- left = Page Info;", function)]
struct Left;

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- answer = Page Info;", response = OfInfo)]
struct Answer;

#[derive(tl_runtime::TlObject)]
#[tl("---functions--- nested = Vector (Page (Page Info));", response = Nested)]
struct AnswerNested;

#[derive(tl_runtime::TlObject)]
#[tl("field a:(Page Info) = Field;")]
struct Field {
    a: OfInfo,
}

