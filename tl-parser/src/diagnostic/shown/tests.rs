use super::*;

/// Creates a diagnostic in a file, at an offset.
fn found(code: Code, file: u32, start: u32) -> Diagnostic {
    let (file, end) = (FileId(file), start + 1);
    Diagnostic::new(code, "", Span { file, start, end }, "")
}

/// Returns how many are shown, and the reported numbers of those that are not.
fn shown(found: Vec<Diagnostic>) -> (usize, Vec<usize>) {
    let shown = Levels::default().show(found);
    let untold = shown.iter().map(|it| it.untold).filter(|it| *it > 0);
    let mut untold: Vec<usize> = untold.collect();
    untold.sort_unstable();
    (shown.len(), untold)
}

#[test]
fn so_many_errors_and_so_many_warnings_of_each_file_are_shown() {
    let of = |code, file, count| (0..count).map(move |at| found(code, file, at));
    let mut all = Vec::from_iter(of(Code::Syntax, 0, 1003));
    assert_eq!(shown(all.clone()), (1000, vec![3]));
    all.extend(of(Code::IdMismatch, 0, 1001));
    assert_eq!(shown(all.clone()), (2000, vec![1, 3]));
    all.extend(of(Code::Syntax, 1, 1000));
    assert_eq!(shown(all.clone()), (3000, vec![1, 3]));
    all.reverse();
    assert_eq!(shown(all), (3000, vec![1, 3]));
}

#[test]
fn what_was_not_described_is_counted_with_what_is_left_out() {
    let errors = (0..1002).map(|at| found(Code::Syntax, 0, at).before(7 * usize::from(at == 5)));
    assert_eq!(shown(errors.collect()), (1000, vec![9]));
    assert_eq!(
        shown(vec![found(Code::Syntax, 0, 0).before(2)]),
        (1, vec![2])
    );
}

#[test]
fn the_reason_why_there_is_no_code_is_the_error() {
    let declaration = Span::default();
    let about = |code| found(code, 0, 0).about(declaration);
    let (reason, refused) = (about(Code::EndlessExpansion), about(Code::Unsupported));
    for both in [[&reason, &refused], [&refused, &reason]] {
        let shown = Levels::default().show(both.map(Clone::clone).to_vec());
        assert_eq!(shown.len(), 1);
        let codes = shown.iter().map(|it| (it.code, it.severity));
        let expected = (Code::EndlessExpansion, Severity::Error);
        assert_eq!(codes.collect::<Vec<_>>(), [expected]);
    }
    for (alone, severity) in [(reason, Severity::Warning), (refused, Severity::Error)] {
        let shown = Levels::default().show(vec![alone]);
        assert_eq!(shown.first().map(|it| it.severity), Some(severity));
    }
}

#[test]
fn a_user_decides_how_bad_it_is() {
    let mut levels = Levels::default();
    levels.deny("id-mismatch").unwrap();
    levels.warn("duplicate-id").unwrap();
    for (code, severity) in [
        (Code::IdMismatch, Severity::Error),
        (Code::DuplicateId, Severity::Warning),
        (Code::Syntax, Severity::Error),
        (Code::UnusedAllow, Severity::Warning),
    ] {
        let shown = levels.show(vec![found(code, 0, 0)]);
        assert_eq!(shown.first().map(|it| it.severity), Some(severity));
    }
}
