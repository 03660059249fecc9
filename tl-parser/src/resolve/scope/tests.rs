use super::*;

#[test]
fn inner_variables_hide_outer_ones_until_left() {
    let names: Vec<String> = (0..40).map(|n| format!("v{n}")).collect();
    let mut scope = Scope::default();
    let outer: Vec<VarId> = names
        .iter()
        .map(|name| scope.declare(name, ParamKind::Nat, true))
        .collect();
    let mark = scope.mark();
    let inner: Vec<VarId> = names
        .iter()
        .map(|name| scope.declare(name, ParamKind::Type, false))
        .collect();
    let found = |scope: &Scope<'_>| -> Vec<Option<VarId>> {
        names
            .iter()
            .map(|name| scope.find(name).map(|(id, _)| id))
            .collect()
    };
    assert_eq!(
        found(&scope),
        inner.into_iter().map(Some).collect::<Vec<_>>()
    );
    assert_eq!(scope.last_nat(), outer.last().copied());
    scope.leave(mark);
    assert_eq!(
        found(&scope),
        outer.into_iter().map(Some).collect::<Vec<_>>()
    );
    assert_eq!(scope.finish().len(), 80);
    assert_eq!(scope.find("v0"), None);
}
