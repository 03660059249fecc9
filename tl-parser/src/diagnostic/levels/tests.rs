use super::*;

fn after(changes: &[(&str, Level)], code: Code) -> Level {
    let mut levels = Levels::default();
    for (name, level) in changes {
        levels.set(name, *level).unwrap();
    }
    levels.of(code)
}

#[test]
fn a_finding_is_denied_by_name_by_code_or_with_all_warnings() {
    for name in ["id-mismatch", "TL0101", "tl0101", "warnings"] {
        let level = after(&[(name, Level::Error)], Code::IdMismatch);
        assert_eq!(level, Level::Error, "{name}");
    }
}

#[test]
fn other_findings_keep_their_levels() {
    let changes = [("unused-allow", Level::Error)];
    assert_eq!(after(&changes, Code::IdMismatch), Level::Warning);
    for level in [Level::Allowed, Level::Warning, Level::Error] {
        let changes = [("warnings", level)];
        assert_eq!(after(&changes, Code::MixedBit), Level::Allowed);
        assert_eq!(after(&changes, Code::Syntax), Level::Error);
    }
}

#[test]
fn the_last_change_wins() {
    use Level::{Allowed, Error, Warning};
    let of = |changes: &[(&str, Level)]| after(changes, Code::IdMismatch);
    assert_eq!(of(&[("id-mismatch", Error), ("TL0101", Allowed)]), Allowed);
    assert_eq!(of(&[("TL0101", Allowed), ("id-mismatch", Error)]), Error);
    assert_eq!(
        of(&[("warnings", Error), ("id-mismatch", Warning)]),
        Warning
    );
    // A code that is allowed already is not a warning.
    assert_eq!(
        of(&[("id-mismatch", Allowed), ("warnings", Error)]),
        Allowed
    );
    assert_eq!(of(&[("warnings", Allowed), ("warnings", Warning)]), Warning);
    let on = [("mixed-bit", Warning), ("warnings", Error)];
    assert_eq!(after(&on, Code::MixedBit), Error);
}

#[test]
fn errors_cannot_be_silenced() {
    let mut levels = Levels::default();
    for code in Code::ALL.iter().filter(|code| !code.can_be_allowed()) {
        assert!(levels.allow(code.name()).is_err());
        let error = levels.warn(code.id()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("`{}` is an error", code.name())));
        levels.deny(code.name()).unwrap();
    }
}

#[test]
fn an_error_of_a_code_that_has_warnings_too_stays() {
    let mut levels = Levels::default();
    levels.allow("id-mismatch").unwrap();
    let warning = Diagnostic::placeless(Code::IdMismatch, "");
    let error = warning.clone().fixed();
    assert!(levels.silence(&warning) && !levels.silence(&error));
    assert_eq!(levels.severity(&error), Severity::Error);
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let mut levels = Levels::default();
    let error = levels.deny("id-mismach").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no finding `id-mismach`; did you mean `id-mismatch`?"
    );
    let error = levels.deny("zzzzzzzzzzzz").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no finding `zzzzzzzzzzzz`; `tlgen explain` lists all"
    );
}

#[test]
fn what_is_an_error_by_default_only_can_be_silenced() {
    for code in [Code::DuplicateId, Code::ReservedId] {
        assert_eq!(after(&[], code), Level::Error);
        for level in [Level::Allowed, Level::Warning, Level::Error] {
            assert_eq!(after(&[(code.name(), level)], code), level);
            assert_eq!(after(&[("warnings", level)], code), Level::Error);
        }
        let mut levels = Levels::default();
        levels.allow(code.name()).unwrap();
        let by_default = Diagnostic::placeless(code, "by default");
        assert!(levels.silence(&by_default));
        assert!(!levels.silence(&by_default.fixed()));
    }
}
