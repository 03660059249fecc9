//! Passes the text of an item with `#[tl(…)]` to the parser of the derive.
#![no_main]

macro_rules! modules {
    ($($module:ident $path:literal)*) => { $(#[path = $path] #[allow(warnings)] mod $module;)* };
}

// The derive is a proc-macro crate, which can export nothing else, so its modules are included here.
modules! {
    arms "../../tl-derive/src/arms.rs"
    asked "../../tl-derive/src/asked.rs"
    attr "../../tl-derive/src/attr.rs"
    check "../../tl-derive/src/check.rs"
    checks "../../tl-derive/src/checks.rs"
    combinator "../../tl-derive/src/combinator.rs"
    context "../../tl-derive/src/context.rs"
    declaration "../../tl-derive/src/declaration.rs"
    demand "../../tl-derive/src/demand.rs"
    enums "../../tl-derive/src/enums.rs"
    error "../../tl-derive/src/error.rs"
    filler "../../tl-derive/src/filler.rs"
    fragments "../../tl-derive/src/fragments.rs"
    generics "../../tl-derive/src/generics.rs"
    item "../../tl-derive/src/item.rs"
    manual "../../tl-derive/src/manual.rs"
    matching "../../tl-derive/src/matching.rs"
    members "../../tl-derive/src/members.rs"
    mismatch "../../tl-derive/src/mismatch.rs"
    parted "../../tl-derive/src/parted.rs"
    question "../../tl-derive/src/question.rs"
    role "../../tl-derive/src/role.rs"
    schema "../../tl-derive/src/schema.rs"
    shape "../../tl-derive/src/shape.rs"
    source "../../tl-derive/src/source.rs"
    stand_in "../../tl-derive/src/stand_in.rs"
    unsupported "../../tl-derive/src/unsupported.rs"
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    // The author of an attribute chooses the schema file, and reading it is slow.
    if text.contains("schema") {
        return;
    }
    let Ok(input) = syn::parse_str::<syn::DeriveInput>(text) else {
        return;
    };
    match item::derived(&input) {
        Ok(derived) => {
            let all = derived.expand().expect("impls are Rust");
            syn::parse2::<syn::File>(all).expect("impls are items");
        }
        Err(error) => {
            let mut tokens = error.into_compile_error();
            tokens.extend(stand_in::stand_in(&input));
            syn::parse2::<syn::File>(tokens).expect("errors are items");
        }
    }
});
