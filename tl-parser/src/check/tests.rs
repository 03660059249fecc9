use super::*;
use crate::source::{FileId, LineIndex};

fn diagnostic(code: Code, start: u32) -> Diagnostic {
    let place = Span {
        file: FileId(0),
        start,
        end: start,
    };
    Diagnostic::new(code, "", place, "")
}

#[test]
fn the_id_of_a_text_with_an_error_is_not_compared() {
    let mut sources = Sources::new();
    sources.add(
        "a.tl",
        "one#00000001 x:itn = One;\ntwo#00000002 x:int = Two;\n",
    );
    sources.add("b.tl", "three#00000002 = Three;\nfour#00000002 = Four;");
    let mut found = Vec::new();
    let programs = parse_all(&sources, &mut found);
    let _ = check(&programs, &Levels::default(), &mut found);
    sort(&mut found);
    let index = LineIndex::new(&sources);
    let line = |it: &Diagnostic| index.place(it.labels[0].span).unwrap().1;
    let said: Vec<_> = found.iter().map(|it| (it.code, line(it))).collect();
    assert_eq!(
        said,
        [
            (Code::UndeclaredName, 1),
            (Code::IdMismatch, 2),
            (Code::DuplicateId, 1),
            (Code::IdMismatch, 1),
            (Code::IdMismatch, 2),
        ]
    );
}

#[test]
fn diagnostics_are_sorted_by_place_and_those_without_come_last() {
    let nowhere = Diagnostic::placeless(Code::UnmatchedSelector, "");
    let (first, second) = (diagnostic(Code::IdMismatch, 3), diagnostic(Code::Syntax, 7));
    let mut all = [nowhere.clone(), second.clone(), first.clone()];
    sort(&mut all);
    assert_eq!(all, [first, second, nowhere]);
}
