use tl_parser::check::{failed, parse_all};
use tl_parser::diagnostic::{Code, Diagnostic, Levels, examples};
use tl_parser::source::Sources;
use tl_parser::{World, resolve};

use super::breaking;
use crate::cli::diff::Breaking;
use crate::compare::changes::Comparison;

/// What a change from one schema to the other breaks.
#[track_caller]
fn findings(old: &str, new: &str, what: Breaking, levels: &Levels) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    sources.add("old.tl", old);
    sources.add("new.tl", new);
    let mut errors = Vec::new();
    let programs = parse_all(&sources, &mut errors);
    let (before, now) = programs.split_at(1);
    let before = resolve(before, World::Closed, &mut errors);
    let now = resolve(now, World::Closed, &mut errors);
    assert!(!failed(&errors), "{errors:#?}");
    breaking(&Comparison::new(&before, &now), &programs, what, levels)
}

fn category(code: Code) -> Breaking {
    match code.id().starts_with("TL05") {
        true => Breaking::Wire,
        false => Breaking::Source,
    }
}

#[test]
fn what_is_wrong_by_the_text_of_a_rule_breaks_it_and_what_is_right_breaks_none() {
    let mut others = Vec::new();
    let rules = Code::ALL.iter().filter(|code| code.category().is_some());
    for &code in rules {
        // A rule that is only looked for where it is asked for is asked for here.
        let mut levels = Levels::default();
        levels.warn(code.name()).unwrap();
        let text = code.explanation();
        let old = examples(text, "Old");
        let [old] = old.as_slice() else {
            panic!("{} has one old schema", code.name());
        };
        for (which, expected) in [("Wrong", vec![code]), ("Right", vec![])] {
            for new in examples(text, which) {
                let found = findings(old.tl, new.tl, category(code), &levels);
                let codes: Vec<_> = found.iter().map(|it| it.code).collect();
                if codes != expected {
                    let found = found.into_iter().map(|it| (it.code, it.message));
                    others.push((code.name(), which, found.collect::<Vec<_>>()));
                }
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}
