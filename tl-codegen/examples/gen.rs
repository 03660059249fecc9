//! Scratch.
use tl_parser::*;
fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap();
    let mut sources = span::Sources::new();
    for f in args {
        let t = std::fs::read_to_string(&f).unwrap();
        sources.add(f, t);
    }
    let mut d = vec![];
    let t0 = std::time::Instant::now();
    let programs: Vec<_> = sources
        .iter()
        .map(|(id, s)| parse(id, &s.text, &mut d))
        .collect();
    let t1 = std::time::Instant::now();
    let schema = resolve(&programs, World::Closed, &mut d);
    let t2 = std::time::Instant::now();
    let mut config = tl_codegen::rust::config::Config::default();
    config.registry = std::env::var("REG").is_ok();
    if std::env::var("DERIVE").is_ok() {
        config.impls = tl_codegen::rust::config::Impls::Derive;
    }
    let text = tl_codegen::rust::generate(&schema, &config, &mut d);
    let t3 = std::time::Instant::now();
    eprintln!(
        "parse {:?} resolve {:?} generate {:?}",
        t1 - t0,
        t2 - t1,
        t3 - t2
    );
    for x in d.iter().take(20) {
        eprintln!(
            "{:?} {} {:?}",
            x.code,
            x.message,
            x.labels.first().map(|l| sources.text(l.span))
        );
    }
    eprintln!("{} diagnostics", d.len());
    if let Some(text) = text {
        std::fs::write(out, text).unwrap();
    }
}
