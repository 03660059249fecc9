#[derive(tl_runtime::TlObject)]
enum Left {
    #[tl("left right:Right = Left;")]
    Left { right: Box<Right> },
}

#[derive(tl_runtime::TlObject)]
enum Right {
    #[tl("right left:Left = Right;")]
    Right { left: Box<Left> },
}
