//! Passes TL text to the parser, the checks, the generator, the printer, the formatter and the exports.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use tl_parser::source::Form;
    if Form::of(bytes) == Form::Tl {
        tlgen_fuzz::schema::check_text(bytes);
    }
});
