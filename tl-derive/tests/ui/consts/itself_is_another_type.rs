#[derive(tl_runtime::TlObject)]
#[tl("tree flags:# left:flags.0?Bush = Tree;")]
struct Tree {
    left: Option<Box<Self>>,
}
