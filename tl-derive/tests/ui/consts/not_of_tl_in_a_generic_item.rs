struct Photo;
struct Page<T>(T);

#[derive(tl_runtime::TlObject)]
#[tl("item photo:Photo body:Object = Item;")]
struct Item<T> {
    photo: Photo,
    body: T,
}

#[derive(tl_runtime::TlObject)]
#[tl("pages page:Page = Item;")]
struct Pages<T> {
    page: Page<T>,
}

#[derive(tl_runtime::TlObject)]
enum Either<'a, T> {
    #[tl("left name:string = Either;")]
    Left { name: &'a str },
    Right(Box<Page<T>>),
}
