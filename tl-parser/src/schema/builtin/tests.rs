use super::*;
use crate::{World, resolve};

#[test]
fn the_prelude_declares_the_table() {
    let schema = resolve(&[], World::Closed, &mut Vec::new());
    let declared = schema.combinators.iter();
    let declared: Vec<_> = declared
        .map(|it| {
            (
                it.name,
                it.ty().map(|ty| schema[ty].name),
                it.builtin,
                it.id,
            )
        })
        .collect();
    let rows = BUILTINS.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.name, Some(row.ty), Some(row.builtin), row.id))
        .collect();
    assert_eq!(declared, rows);
}
