//! Long names: types and paths that fill their lines or do not fit at all.

use super::stays;

/// Parameters break between generic arguments; one that fits in no way stays on its line.
#[test]
fn parameters() {
    stays(
        r##"impl Candidate {
    pub fn new(
        block_id: super::super::super::super::types::ton_node::BlockIdExt,
        masterchain_block_id: super::super::super::super::super::super::types::ton_node::BlockIdExt,
        members: ::tl_runtime::__private::Vec<
            super::super::types::engine::validator::FastSyncMember,
        >,
        shards: ::tl_runtime::__private::Vec<
            super::super::super::super::types::engine::validator::shard_block_verifier::Shard,
        >,
        neighbours: [super::super::super::types::engine::validator::shard_overlay_stats::Neighbour;
            3],
        into: impl Into<super::super::super::types::engine::validator::shard_overlay_stats::Neighbour>,
    ) -> Self {
        Self { block_id }
    }

    fn tuple(
        &self,
        pair: (
            super::super::types::engine::validator::Candidate,
            super::super::types::Pair,
        ),
    ) {
    }
}
"##,
    );
}

/// A return type that fits in no way makes rustfmt leave the head alone, so that the brace may stand
/// where it is best seen.
#[test]
fn return_types() {
    stays(
        r##"impl Candidate {
    fn candidate_with_a_name(
        &self,
    ) -> ::core::option::Option<super::super::types::engine::validator::Stats> {
        &self.a
    }

    fn overlays(
        &self,
    ) -> ::core::result::Result<
        super::super::types::engine::validator::OverlayStats,
        super::super::types::Error,
    > {
        &self.a
    }

    fn hopeless(
        &self,
    ) -> super::super::super::super::super::types::engine::validator::shard_overlay_stats::Neighbours
    {
        f(self)
    }

    fn hopeless_too(
        &self,
        a: u8,
    ) -> super::super::super::super::super::types::engine::validator::shard_overlay_stats::Neighbours;
}
"##,
    );
}

/// Types of fields go below, or break between generic arguments.
#[test]
fn field_types() {
    stays(
        r##"pub struct A {
    pub boxes: ::tl_runtime::__private::Vec<
        super::super::super::types::engine::validator::overlay::Certificate,
    >,
    pub grid: [[::tl_runtime::__private::Vec<
        super::super::types::engine::validator::stats::Neighbours,
    >; 3]; 40],
    pub members:
        ::tl_runtime::__private::Vec<super::super::types::engine::validator::overlay::Member>,
    pub neighbour: super::super::super::types::engine::validator::shard_overlay_stats::NeighbourIds,
    pub optional:
        ::core::option::Option<::tl_runtime::__private::Box<super::super::types::engine::Optional>>,
    pub certificates: [super::super::types::engine::validator::shard_overlay_stats::Neighbours; 3],
    pub records:
        [::tl_runtime::__private::Vec<super::super::types::engine::validator::stats::Neighbour>; 3],
    pub pair: (
        super::super::types::engine::validator::Candidate,
        super::super::types::Pair,
    ),
}

pub struct B(pub super::super::super::types::engine::validator::shard_overlay_stats::NeighbourIds);

pub struct C(
    pub ::tl_runtime::__private::Vec<super::super::types::engine::validator::overlay::Member>,
    pub u8,
);

pub enum D {
    A(::tl_runtime::__private::Box<super::super::types::engine::validator::overlay::Certificates>),
    B(::tl_runtime::__private::Box<super::super::types::engine::validator::overlay::Certificate1>),
    C,
}

pub enum E {
    A {
        id: super::super::super::super::types::engine::validator::overlay::CertificateIdentifiers,
    },
    B(u8),
}
"##,
    );
}

/// rustfmt leaves an item or statement alone if a part of it fits in no way.
#[test]
fn too_wide_for_any_line() {
    stays(
        r##"pub struct A {
    pub a: super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::NeighbourIds,
    pub b: u8,
}

pub struct B(
    pub super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::Ids,
    u8,
);

pub enum C {
    A(
        super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::NeighbourIds,
    ),
    B {
        a: u8,
    },
}

pub type D = super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::NeighbourIds;

impl E
    for super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::NeighbourIds
{
    const A: u8 = 1;

    fn f() {
        g()
    }
}

fn f() {
    let a = super::super::super::super::types::engine::validator::shard_overlay_stats::neighbours::NeighbourIds;
    b;
}
"##,
    );
}

/// Traits and types of `impl`s go below if they do not fit, and break if they do not fit there.
#[test]
fn implementation_heads() {
    stays(
        r##"impl ::core::convert::From<super::super::super::types::db::state::key::PersistentStateDescription>
    for Value
{
    fn from(value: super::super::super::types::db::state::key::PersistentStateDescription) -> Self {
        Self::Description(value)
    }
}

impl
    ::core::convert::From<
        super::super::super::super::types::db::state::key::PersistentStateDescription,
    > for Value
{
    fn f() {}
}

impl<'a> ::tl_runtime::Read<'a>
    for super::super::types::db::state::key::PersistentStateDescription<'a, u8>
{
    fn f() {}
}

impl ::tl_runtime::Call
    for super::super::types::db::state::key::PersistentState<super::types::db::Key>
{
    type Answer =
        ::tl_runtime::__private::Vec<super::super::types::db::state::key::PersistentState>;
}

impl super::super::super::types::db::state::key::PersistentStateDescription<super::types::Key, u8> {
    fn f() {}
}
"##,
    );
}

/// Types of aliases and constants, arguments in sums.
#[test]
fn aliases_and_constants() {
    stays(
        r##"pub type PersistentState = super::super::super::types::db::state::key::PersistentStateDescriptions;

pub type Persistent<T> =
    super::super::super::types::db::state::key::Persistent<T, super::types::db::Key>;

pub const PERSISTENT_STATE: super::super::super::types::db::state::key::PersistentStateDescript =
    key();

pub const MIN_SIZE: usize = 12
    + ::tl_runtime::min_size_as::<
        [super::super::types::Description<super::types::Key>; 3],
        ::tl_runtime::Boxed,
    >();
"##,
    );
}

/// Names that fill the line leave no room for a brace.
#[test]
fn names_of_types() {
    stays(
        r##"pub struct PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollateForBlock
{
    a: u8,
}

pub struct PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollateFor1 {
}

pub struct PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollate<
    T,
    U,
    Key,
> {
    a: u8,
}

pub enum PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollateForBlocks
{
    A,
}

pub struct PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollate<T, U>(
    u8,
);

pub enum E {
    PersistentStateDescriptionOfTheShardsThatTheValidatorOfTheMasterchainHasToCollat { a: u8 },
    B,
}
"##,
    );
}

/// Paths break between generic arguments wherever they stand.
#[test]
fn paths() {
    stays(
        r##"fn f() {
    match reader.id() {
        <::tl_runtime::__private::Box<
            super::super::super::super::types::lite_server::BlockLinkBack,
        > as ::tl_runtime::Identify>::ID => a,
        <super::super::types::lite_server::Link<super::types::lite_server::Back> as ::tl_runtime::Identify>::ID
        | 3 => Self::Forward(::tl_runtime::Read::read_bare(reader, ())),
        _ => c,
    }
    let mut a_name_so_long_that_it_stands_on_a_line_of_its_own_although_there_is_but_a_keyword_bef =
        1;
    <::tl_runtime::Vector<super::super::types::lite_server::Link> as ::tl_runtime::Write<
        super::Bare,
    >>::write();
    if let Some(a_name_so_long_that_the_equals_sign_behind_it_no_longer_fits_on_the_line_of_it_at) =
        a
    {
        b;
    }
    let a =
        [some_function_with_a_long_name(and_an_argument, and_another_one_of_those_argument); 1000];
}
"##,
    );
}
