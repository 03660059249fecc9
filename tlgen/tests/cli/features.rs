//! If a feature of the runtime is missing, code that needs it reports which one.

use crate::rustc::said_of;

const SCHEMA: &str = "photo id:long data:bytes = Photo; user name:string photo:Photo = User;";

/// Returns the first lines of Cargo's errors for code that is generated with these options.
fn errors(options: &[&str]) -> Vec<String> {
    let said = said_of(SCHEMA, options, "");
    let errors = said.lines().filter(|line| line.starts_with("error"));
    errors.map(Into::into).collect()
}

#[test]
fn a_missing_feature_is_named_once() {
    for (options, feature, code) in [
        (&["--json"][..], "json", "code with JSON"),
        (&["--serde"], "serde", "code with serde's traits"),
        (&["--json", "--no-binary"], "json", "code with JSON"),
        (
            &["--impls", "derive"],
            "derive",
            "code with `#[derive(TlObject)]`",
        ),
        (
            &["--map-type", "bytes=bytes::Bytes"],
            "bytes",
            "code with `bytes::Bytes`",
        ),
        (
            &["--map-type", "user:name=compact_str::CompactString"],
            "compact_str",
            "code with `compact_str::CompactString`",
        ),
    ] {
        let errors = errors(options);
        let said = format!(
            "error: {code} needs the feature `{feature}` of tlgen-runtime: tlgen-runtime = {{ …, features = \
             [\"{feature}\"] }} in Cargo.toml"
        );
        assert_eq!(errors[0], said, "{options:?}");
        // The others are the failing `include!` that ends the compilation, and Cargo's report of it.
        assert_eq!(errors.len(), 3, "{options:?}: {errors:#?}");
        assert!(errors[1].contains(&format!("the rest without the feature {feature}")));
    }
}

#[test]
fn what_needs_no_feature_asks_for_none() {
    for options in [&[][..], &["--map-type", "string=Box<str>"], &["--registry"]] {
        assert_eq!(errors(options), [""; 0], "{options:?}");
    }
}
