#[derive(tl_runtime::TlObject)]
enum Tree {
    Fork(Fork),
    Leaf(Leaf),
}

#[derive(tl_runtime::TlObject)]
#[tl("fork both:2*[ branch ] = Tree;")]
struct Fork {
    both: [Branch; 2],
}

#[derive(tl_runtime::TlObject)]
#[tl("branch weight:int tree:Tree = Branch;")]
struct Branch {
    weight: i32,
    tree: Box<Tree>,
}

#[derive(tl_runtime::TlObject)]
#[tl("leaf = Tree;")]
struct Leaf;
