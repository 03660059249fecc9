use super::*;
use crate::check::{check, parse_all};
use crate::diagnostic::Levels;
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::source::Sources;

/// Returns the findings of a text if those of this code are shown too.
fn findings(code: Code, text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    // Bytes that are not UTF-8 cannot be in an example.
    let parts: Vec<&[u8]> = text.split("\\xe9").map(str::as_bytes).collect();
    sources.add_bytes("a.tl", parts.join(&0xe9));
    let mut found = Vec::new();
    let mut levels = Levels::default();
    // An error is shown anyway.
    let _ = levels.warn(code.name());
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &levels, &mut found);
    sort(&mut found);
    found
}

/// Whether the code is about generating or comparing, where its examples are tested.
fn is_tried_elsewhere(code: &Code) -> bool {
    code.id().starts_with("TL03") || code.category().is_some()
}

#[test]
fn what_is_wrong_gives_exactly_this_finding_and_what_is_right_none() {
    let mut others = Vec::new();
    for &code in Code::ALL.iter().filter(|code| !is_tried_elsewhere(code)) {
        for (which, codes) in [("Wrong", vec![code]), ("Right", Vec::new())] {
            for example in examples(code.explanation(), which) {
                let found = findings(code, example.tl);
                let all: Vec<Code> = found.iter().map(|found| found.code).collect();
                if all != codes {
                    others.push((code.name(), example.tl, found));
                }
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}

#[test]
fn every_text_has_reasons_and_examples_and_fits_a_terminal() {
    for code in Code::ALL {
        let text = code.explanation();
        assert_eq!(examples(text, "Wrong").len(), 1, "{}", code.name());
        assert_eq!(examples(text, "Right").len(), 1, "{}", code.name());
        assert!(text.ends_with("```\n"), "{}", code.name());
        let words = text.split("\nWrong").next().unwrap().split_whitespace();
        assert!(words.count() >= 15, "{}", code.name());
        let wide = |line: &&str| line.len() > 100 && !line.contains("((((");
        assert_eq!(text.lines().find(wide), None, "{}", code.name());
    }
}

#[test]
fn a_suggestion_mends_what_is_wrong() {
    for &code in Code::ALL.iter().filter(|code| !is_tried_elsewhere(code)) {
        for example in examples(code.explanation(), "Wrong") {
            let found = findings(code, example.tl);
            let Some(suggestion) = found.first().and_then(|it| it.suggestion()) else {
                continue;
            };
            let text = suggestion.apply(example.tl);
            assert_eq!(findings(code, &text), [], "{text}");
        }
    }
}
