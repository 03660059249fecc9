#[derive(tl_runtime::TlObject)]
#[tl("node tree:Tree = Tree;")]
struct Node {
    tree: Box<Tree>,
}

#[derive(tl_runtime::TlObject)]
enum Tree {
    Node(Node),
}
