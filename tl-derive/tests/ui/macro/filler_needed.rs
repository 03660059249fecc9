#[derive(tl_runtime::TlObject)]
enum Tree {
    #[tl("fork left:Tree right:Tree = Tree;")]
    Fork { left: Box<Tree>, right: Box<Self> },
    #[tl("pair parts:2*[ Tree ] = Tree;")]
    Pair([Box<Tree>; 2]),
}
