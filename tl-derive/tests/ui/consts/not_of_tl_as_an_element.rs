struct Photo;

#[derive(tl_runtime::TlObject)]
#[tl("vectors all:Vector<Photo> = Item;")]
struct Vectors {
    all: Vec<Photo>,
}

#[derive(tl_runtime::TlObject)]
#[tl("lists all:vector<vector<photo>> = Item;")]
struct Lists {
    all: Vec<Vec<Photo>>,
}

#[derive(tl_runtime::TlObject)]
#[tl("arrays all:2*[ photo ] = Item;")]
struct Arrays {
    all: [Photo; 2],
}
