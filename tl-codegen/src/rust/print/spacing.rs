//! Where a line has a space between two tokens.

use super::token::{Group, Keyword, Kind};

/// Whether an operand may end with this token: what follows is then a binary operator, a call
/// or an index, and not a prefix operator, a tuple or an array.
pub(super) fn ends_operand(kind: Kind) -> bool {
    match kind {
        Kind::Word | Kind::Literal | Kind::AngleClose | Kind::Try => true,
        Kind::Close(group) => !matches!(
            group,
            Group::Attribute | Group::Block | Group::Arms | Group::Visibility
        ),
        _ => false,
    }
}

/// Whether one line has a space between two neighbours.
pub(super) fn spaced(prev: Kind, next: Kind) -> bool {
    match next {
        Kind::End
        | Kind::Comma
        | Kind::Semi
        | Kind::Colon
        | Kind::Dot
        | Kind::Try
        | Kind::Bang
        | Kind::AngleClose
        | Kind::BinderClose
        | Kind::BarClose
        | Kind::Open(Group::Call | Group::Index | Group::Visibility) => return false,
        Kind::Close(group) if !braced(group) => return false,
        Kind::Close(group) if prev == Kind::Open(group) => return false,
        Kind::Close(_) => return true,
        Kind::Open(Group::Block) if matches!(prev, Kind::Prefix | Kind::Range) => return true,
        Kind::PathSep if matches!(prev, Kind::Word | Kind::AngleClose) => return false,
        Kind::Range if ends_operand(prev) => return false,
        Kind::AngleOpen if generic_head(prev) => return false,
        _ => {}
    }
    match prev {
        Kind::End
        | Kind::AngleOpen
        | Kind::PathSep
        | Kind::Dot
        | Kind::Prefix
        | Kind::Pound
        | Kind::BarOpen
        | Kind::Range => false,
        Kind::Bang => !matches!(next, Kind::Open(Group::Attribute | Group::Macro)),
        Kind::Open(group) => braced(group),
        _ => true,
    }
}

/// Groups written with braces; a macro's braces count as a block.
fn braced(group: Group) -> bool {
    matches!(group, Group::Fields | Group::Block | Group::Arms)
}

fn generic_head(prev: Kind) -> bool {
    matches!(
        prev,
        Kind::Word | Kind::PathSep | Kind::Keyword(Keyword::Impl | Keyword::For)
    )
}
