struct Photo;

#[derive(tl_runtime::TlObject)]
#[tl("boxed photo:Photo = Item;")]
struct Boxed {
    photo: Box<Photo>,
}

#[derive(tl_runtime::TlObject)]
#[tl("masked flags:# photo:flags.0?Photo = Item;")]
struct Masked {
    photo: Option<Photo>,
}

#[derive(tl_runtime::TlObject)]
#[tl("both flags:# photo:flags.0?photo = Item;")]
struct Both {
    photo: Option<Box<Photo>>,
}
