//! Are strings of MTProto that hold bytes reported?

use tl_parser::layers::LayerNumbers;

use super::*;

const GZIP: &str =
    "// tlgen:allow(id-mismatch)\ngzip_packed#3072cfa1 packed_data:string = GzipPacked;\n";
const RES: &str = "resPQ#05162463 nonce:int128 server_nonce:int128 pq:string \
                   server_public_key_fingerprints:Vector<long> = ResPQ;\n";

/// Returns the findings about such strings, which never prevent the code.
#[track_caller]
fn lossy(tl: &str, change: impl FnOnce(&mut Config)) -> Vec<String> {
    let compiled = compiled(tl, &with(change));
    assert!(compiled.code.is_some(), "{:?}", compiled.diagnostics);
    let codes = compiled.diagnostics.iter().map(|it| it.code);
    assert!(codes.into_iter().all(|it| it == Code::LossyString));
    let found = compiled.diagnostics.iter();
    found.map(|it| it.message.clone()).collect()
}

#[test]
fn bytes_in_strings_are_reported_once() {
    let one = "`gzip_packed` of MTProto holds bytes in a `string`";
    let two = "2 declarations of MTProto hold bytes in a `string`";
    assert_eq!(lossy(GZIP, |_| {}), [one]);
    assert_eq!(lossy(GZIP, |it| it.flat.push("*".into())), [one]);
    assert_eq!(lossy(&format!("{RES}{GZIP}"), |_| {}), [two]);
    for tl in [
        "rsa_public_key n:string e:string = RSAPublicKey;",
        "--- functions ---\nset_client_DH_params#f5045f1f nonce:int128 server_nonce:int128 \
         encrypted_data:string = Bool;",
    ] {
        let compiled = compiled(tl, &Config::default());
        let codes: Vec<Code> = compiled.diagnostics.iter().map(|it| it.code).collect();
        assert!(codes.contains(&Code::LossyString), "{tl}");
    }
}

#[test]
fn what_is_kept_is_not_reported() {
    let of = |name: &str| name.into();
    let both = format!("{RES}{GZIP}");
    assert_eq!(
        lossy(&both, |it| it.strings_as_bytes = vec![of("*")]),
        [""; 0]
    );
    let left = "`resPQ` of MTProto holds bytes in a `string`";
    for option in ["gzip_packed", "gzip_packed:packed_data"] {
        assert_eq!(
            lossy(&both, |it| it.strings_as_bytes = vec![of(option)]),
            [left]
        );
    }
    // What is not generated.
    assert_eq!(lossy(&both, |it| it.only = vec![of("resPQ")]), [left]);
    assert_eq!(
        lossy(&both, |it| it.exclude = vec![of("gzip_packed")]),
        [left]
    );
    // Types of the user's own.
    let own = |it: &mut Config| it.map_types.push("string=crate::Text".parse().unwrap());
    assert_eq!(lossy(GZIP, own), [""; 0]);
    let own = |it: &mut Config| {
        it.extern_types
            .push("GzipPacked=crate::Packed".parse().unwrap())
    };
    assert_eq!(lossy(&format!("{GZIP}ok = Ok;"), own), [""; 0]);
    // The same on the wire, and another declaration with the same name.
    assert_eq!(lossy(&GZIP.replace(":string", ":bytes"), |_| {}), [""; 0]);
    assert_eq!(
        lossy("gzip_packed packed_data:string = GzipPacked;", |_| {}),
        [""; 0]
    );
}

#[test]
fn layers_report_them_too() {
    let mut sources = Sources::new();
    for layer in [1, 2] {
        sources.add(format!("{layer}.tl"), format!("// LAYER {layer}\n{GZIP}"));
    }
    let compiled = compile_layers(
        &sources,
        &LayerNumbers::default(),
        &Config::default(),
        &Levels::default(),
    );
    let found = compiled.unwrap().diagnostics;
    let codes: Vec<Code> = found.iter().map(|it| it.code).collect();
    assert_eq!(codes, [Code::LossyString; 2]);
}

#[test]
fn checking_does_not_report_them() {
    let sources = Sources::of("a.tl", GZIP);
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let schema = check::check(&programs, &Levels::default(), &mut found);
    refuse(&schema, &mut found);
    assert_eq!(Levels::default().show(found), []);
}
