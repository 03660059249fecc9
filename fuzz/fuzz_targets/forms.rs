//! Schemas as official JSON and as `.tlo`, and then all that becomes of TL text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use tl_parser::source::Form;
    if Form::of(bytes) != Form::Tl {
        tlgen_fuzz::schema::check_text(bytes);
    }
});
