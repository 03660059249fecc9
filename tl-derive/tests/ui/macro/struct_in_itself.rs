#[derive(tl_runtime::TlObject)]
#[tl("tree left:Tree flags:# right:flags.0?Tree = Tree;")]
struct Tree {
    left: Box<Tree>,
    right: Option<Box<Tree>>,
}

#[derive(tl_runtime::TlObject)]
#[tl("pair both:2*[ pair ] = Pair;")]
struct Pair {
    both: [Box<Self>; 2],
}

#[derive(tl_runtime::TlObject)]
#[tl("list name:string next:List = List;")]
struct List<'a>(&'a str, std::sync::Arc<List<'a>>);
