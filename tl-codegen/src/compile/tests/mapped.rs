//! Do strings and bytes have the types that the user chooses?

use super::customise::code;

#[test]
fn strings_that_are_to_be_bytes_get_the_type_of_bytes() {
    let tl = "user name:string photo:bytes about:string = User; chat names:Vector<string> = Chat;";
    let text = "::tl_runtime::alloc::boxed::Box<str>";
    for (options, name, about, photo) in [
        (
            &[
                "--strings-as-bytes user:name",
                "--map-type bytes=bytes::Bytes",
            ][..],
            "::bytes::Bytes",
            "::tl_runtime::alloc::string::String",
            "::bytes::Bytes",
        ),
        (
            &[
                "--strings-as-bytes user:name",
                "--map-type user:name=bytes::Bytes",
            ],
            "::bytes::Bytes",
            "::tl_runtime::alloc::string::String",
            "::tl_runtime::alloc::vec::Vec<u8>",
        ),
        (
            &["--strings-as-bytes user:name", "--map-type string=Box<str>"],
            "::tl_runtime::alloc::vec::Vec<u8>",
            text,
            "::tl_runtime::alloc::vec::Vec<u8>",
        ),
        (
            &[
                "--strings-as-bytes user:name",
                "--map-type string=Box<str>",
                "--map-type user=crate::Data",
            ],
            "crate::Data",
            "crate::Data",
            "crate::Data",
        ),
    ] {
        let code = code(tl, options);
        for (field, ty) in [("name", name), ("about", about), ("photo", photo)] {
            let field = format!("pub {field}: {ty},");
            assert!(code.contains(&field), "{options:?}: no {field} in\n{code}");
        }
    }
}

#[test]
fn a_type_of_the_runtime_may_be_inside_another() {
    let tl = "user photo:bytes = User;";
    for (ty, written) in [
        ("Vec<u8>", "RT::alloc::vec::Vec<u8>"),
        (
            "Box<Vec<u8>>",
            "RT::alloc::boxed::Box<RT::alloc::vec::Vec<u8>>",
        ),
        (
            "Arc<Box<[u8]>>",
            "RT::alloc::sync::Arc<RT::alloc::boxed::Box<[u8]>>",
        ),
        (
            "crate::Pair<Vec<u8>, Vec<u8>>",
            "crate::Pair<RT::alloc::vec::Vec<u8>, RT::alloc::vec::Vec<u8>>",
        ),
        ("Cow<[u8]>", "RT::alloc::borrow::Cow<'static, [u8]>"),
    ] {
        let code = code(tl, &[&format!("--map-type bytes={ty}")]);
        let field = format!("pub photo: {},", written.replace("RT", "::tl_runtime"));
        assert!(
            code.contains(&field) && !code.contains('$'),
            "{ty}: no {field} in\n{code}"
        );
    }
}
