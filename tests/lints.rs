//! Do widely used schemas have no findings, except ids that were kept on purpose?

use std::path::Path;

use tl_parser::check;
use tl_parser::diagnostic::Code;
use tl_parser::source::LineIndex;

use crate::support;

ask! { schemas: what_is_a_warning_by_default_is_silent_on_real_schemas }

fn what_is_a_warning_by_default_is_silent_on_real_schemas(path: &str) {
    let sources = support::schema(Path::new(path));
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
