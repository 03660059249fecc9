//! Reads schemas as official JSON and as `.tlo`, then checks the resulting TL like any other text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use tl_parser::source::Form;
    if Form::of(bytes) != Form::Tl {
        tlgen_fuzz::schema::check_text(bytes);
    }
});
