//! Are the schemas that people use without findings, but for ids that were kept on purpose?

use tl_parser::check;
use tl_parser::diagnostic::Code;
use tl_parser::source::LineIndex;

use crate::support;

#[test]
fn what_is_a_warning_by_default_is_silent_on_real_schemas() {
    let all = support::schemas();
    assert!(all.len() >= 5, "{all:?}");
    for path in all {
        let text = std::fs::read_to_string(&path).unwrap();
        let sources = support::sources(&path.display().to_string(), &text);
        let mut found = Vec::new();
        let programs = check::parse_all(&sources, &mut found);
        let _ = check::check(
            &programs,
            &tl_parser::diagnostic::Levels::default(),
            &mut found,
        );
        let index = LineIndex::new(&sources);
        let lints = found
            .iter()
            .filter(|it| it.code.id() >= Code::EndlessExpansion.id());
        let places = lints.map(|it| (it.code.name(), index.place(it.labels[0].span)));
        assert_eq!(places.collect::<Vec<_>>(), []);
    }
}
