//! Which variant is the placeholder after a failed read, if none is marked: one whose values end.

use tl_runtime::TlObject;

use crate::derive::round;

/// Decodes invalid bytes, which must fail and return.
#[track_caller]
fn has_an_end<T: for<'a> tl_runtime::Decode<'a> + std::fmt::Debug>() {
    tl_runtime::from_bytes::<T>(&[]).unwrap_err();
    tl_runtime::from_bytes::<T>(&[1, 2, 3, 4]).unwrap_err();
}

#[derive(Debug, PartialEq, TlObject)]
enum Peer {
    #[tl("peerUser#59511722 user_id:long = Peer;")]
    User { user_id: i64 },
    #[tl("peerChat#36c6019a chat_id:long = Peer;")]
    Chat(i64),
}

#[test]
fn the_first_variant_is_enough() {
    has_an_end::<Peer>();
    round(&Peer::User { user_id: 1 }, &[0x5951_1722, 1, 0]);
    round(&Peer::Chat(2), &[0x36c6_019a, 2, 0]);
}

#[derive(Debug, PartialEq, TlObject)]
enum Tree {
    #[tl("fork#00000001 left:Tree right:Tree = Tree;", unchecked_id)]
    Fork { left: Box<Tree>, right: Box<Self> },
    #[tl("row#00000002 trees:2*[ Tree ] = Tree;", unchecked_id)]
    Row([Box<Tree>; 2]),
    #[tl(
        "leaf#00000003 flags:# below:flags.0?Tree all:vector<Tree> = Tree;",
        unchecked_id
    )]
    Leaf {
        below: Option<Box<Tree>>,
        all: Vec<Tree>,
    },
}

#[test]
fn a_variant_that_contains_the_type_again_is_passed_over() {
    has_an_end::<Tree>();
    let leaf = || {
        Box::new(Tree::Leaf {
            below: None,
            all: vec![],
        })
    };
    let fork = Tree::Fork {
        left: leaf(),
        right: leaf(),
    };
    round(&fork, &[1, 3, 0, 0, 3, 0, 0]);
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("more#00000005 next:Chain = Chain;", unchecked_id)]
struct More {
    next: Box<Chain>,
}

#[derive(Debug, PartialEq, TlObject)]
enum Chain {
    More(More),
    #[tl("end#00000004 code:int = Chain;", unchecked_id)]
    End {
        code: i32,
    },
}

#[test]
fn a_variant_of_plain_values_goes_before_one_of_another_type() {
    has_an_end::<Chain>();
    let next = Box::new(Chain::End { code: 7 });
    round(&Chain::More(More { next }), &[5, 4, 7]);
}

mod types {
    #[derive(Debug, PartialEq, tl_runtime::TlObject)]
    #[tl("photo#00000006 id:long = Photo;", unchecked_id)]
    pub(super) struct Photo {
        pub(super) id: i64,
    }
}

#[derive(Debug, PartialEq, TlObject)]
enum Photo {
    Photo(types::Photo),
}

#[test]
fn a_struct_of_the_same_name_is_another_type() {
    has_an_end::<Photo>();
    round(&Photo::Photo(types::Photo { id: 1 }), &[6, 1, 0]);
}

#[derive(Debug, PartialEq, TlObject)]
enum Bush {
    Fork(Fork),
    #[tl(filler)]
    Bud(Bud),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("fork#00000007 branch:branch = Bush;", unchecked_id)]
struct Fork {
    branch: Box<Branch>,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("branch#00000008 weight:int both:2*[ Bush ] = Branch;", unchecked_id)]
struct Branch {
    weight: i32,
    both: [Bush; 2],
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("bud#00000009 = Bush;", unchecked_id)]
struct Bud;

#[test]
fn a_mark_ends_a_cycle_that_the_derive_cannot_see() {
    has_an_end::<Bush>();
    let branch = Box::new(Branch {
        weight: 5,
        both: [Bush::Bud(Bud), Bush::Bud(Bud)],
    });
    round(&Bush::Fork(Fork { branch }), &[7, 5, 9, 9]);
}

#[derive(Debug, PartialEq, TlObject)]
enum Hedge {
    Twig(Box<Twig>),
    Thorn(Thorn),
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("twig#0000000a weight:int hedge:Hedge = Hedge;", unchecked_id)]
struct Twig {
    weight: i32,
    hedge: Hedge,
}

#[derive(Debug, PartialEq, TlObject)]
#[tl("thorn#0000000b color:int = Hedge;", unchecked_id)]
struct Thorn {
    color: i32,
}

#[test]
fn a_variant_goes_before_those_in_a_box() {
    has_an_end::<Hedge>();
    let hedge = Hedge::Thorn(Thorn { color: 7 });
    round(
        &Hedge::Twig(Box::new(Twig { weight: 5, hedge })),
        &[10, 5, 11, 7],
    );
}
