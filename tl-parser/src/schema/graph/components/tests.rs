use super::components;

#[test]
fn cycles_are_components() {
    let found = components(6, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 3), (5, 5)]);
    assert_eq!(found.get(0..3), Some([found[0]; 3].as_slice()));
    assert_eq!(found[3], found[4]);
    assert_ne!(found[0], found[3]);
    assert_ne!(found[5], found[0]);
    assert_ne!(found[5], found[3]);
}

#[test]
fn a_long_chain_needs_no_stack() {
    let length = 200_000;
    let chain: Vec<_> = (1..length).map(|node| (node - 1, node)).collect();
    let found = components(length as usize, &chain);
    let closed = [chain.as_slice(), &[(length - 1, 0)]].concat();
    assert_ne!(found.first(), found.last());
    let found = components(length as usize, &closed);
    assert!(found.iter().all(|component| *component == found[0]));
}
