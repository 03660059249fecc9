//! Is the work of generating code proportional to the schema?
//!
//! Work is measured by the length of the code and the peak memory: twice the schema takes about twice as much
//! of both. Quadratic time would exceed the timeout, as in [`big`](super).

use tl_codegen::{Config, Impls, compile};
use tl_dynamic::Codec;
use tl_parser::check;
use tl_parser::diagnostic::Levels;
use tl_parser::forms;
use tl_parser::source::Form;

use super::while_someone_waits;
use crate::support::{self, memory};

fn repeat(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Generates code; returns its length and the memory that it took. Also writes the other forms and builds a
/// codec.
fn made(text: &str, config: &Config) -> (usize, usize) {
    let sources = support::sources("big.tl", text);
    let (compiled, memory) = memory::peak(|| compile(&sources, config, &Levels::default()));
    let length = compiled.code.as_ref().map_or(0, String::len);
    assert!(length > 0, "{:?}", compiled.diagnostics.first());
    let mut found = Vec::new();
    let programs = check::parse_all(&sources, &mut found);
    let schema = check::check(&programs, &Levels::default(), &mut found);
    for form in [Form::Tl, Form::Json, Form::Tlo] {
        let _ = forms::write(form, &programs, &schema, &mut found);
    }
    let _ = Codec::new(&schema);
    (length, memory)
}

fn is_linear(schema: fn(usize) -> String) {
    is_linear_with(schema, 20_000, Config::default());
}

fn is_linear_with(schema: fn(usize) -> String, count: usize, config: Config) {
    while_someone_waits(move || {
        let [(length, memory), (twice_as_long, more)] =
            [count, 2 * count].map(|count| made(&schema(count), &config));
        // Numbers in names have one more digit.
        assert!(
            twice_as_long < 23 * length / 10,
            "{length} and {twice_as_long}"
        );
        // A buffer that doubles its size may do so once more.
        assert!(more < 3 * memory, "{memory} and {more}");
    });
}

macro_rules! linear {
    ($($name:ident: |$count:ident| $schema:expr;)*) => {
        $(
            #[test]
            fn $name() {
                is_linear(|$count| $schema);
            }
        )*
    };
}

linear! {
    namespaces: |n| repeat(n, |i| format!("ns{i}.c{i} a:int = ns{i}.T{i};\n"));
    fields_of_one_constructor: |n| format!("a {}= A;", repeat(n, |i| format!("f{i}:int ")));
    fields_of_one_type: |n| format!("t = T;\na {}= A;", repeat(n, |i| format!("f{i}:T ")));
    fields_before_a_list: |n| format!(
        "t = T;\na n:# {}l:n*[ int ] = A;",
        repeat(n, |i| format!("f{i}:T "))
    );
    fields_after_a_list: |n| format!(
        "t = T;\na n:# l:n*[ int ] {}= A;",
        repeat(n, |i| format!("f{i}:T "))
    );
    fields_on_one_bit: |n| format!("a flags:# {}= A;", repeat(n, |i| format!("f{i}:flags.3?int ")));
    fields_without_names: |n| format!("a {}= A;", "int ".repeat(n));
    masks: |n| format!("a {}= A;", repeat(n, |i| format!("m{i}:# f{i}:m{i}.3?int ")));
    masks_before_their_fields: |n| format!(
        "a {}{}= A;",
        repeat(n, |i| format!("m{i}:# ")),
        repeat(n, |i| format!("f{i}:m{i}.3?int "))
    );
    repetitions_without_names: |n| format!("a {}= A;", "# [ int ] ".repeat(n));
    fields_of_one_repetition: |n| format!(
        "a m:# x:m*[{}] = A;",
        repeat(n, |i| format!("m{i}:# f{i}:m{i}.0?int "))
    );
    type_parameters: |n| format!(
        "a {}{}= A {};",
        repeat(n, |i| format!("{{t{i}:Type}} ")),
        repeat(n, |i| format!("f{i}:t{i} ")),
        repeat(n, |i| format!("t{i} "))
    );
    number_parameters: |n| format!(
        "a {}{}= A {};",
        repeat(n, |i| format!("{{t{i}:#}} ")),
        repeat(n, |i| format!("f{i}:t{i}.0?int ")),
        repeat(n, |i| format!("t{i} "))
    );
    calls_of_one_function: |n| format!(
        "t = T;\n---functions---\nf {}{}= T;",
        repeat(n, |i| format!("{{X{i}:Type}} ")),
        repeat(n, |i| format!("q{i}:!X{i} "))
    );
    a_chain_of_generic_types: |n| format!(
        "{}c{n} {{t:Type}} x:t = T{n} t;",
        repeat(n, |i| format!("c{i} {{t:Type}} x:(T{} t) = T{i} t;\n", i + 1))
    );
    constructors_of_one_generic_type: |n| format!(
        "{}e {{t:Type}} = T t;",
        repeat(n, |i| format!("c{i} {{t:Type}} x:t y:(T t) = T t;\n"))
    );
    constructors_of_one_type: |n| repeat(n, |i| format!("c{i} a:int = T;\n"));
    a_chain_of_types: |n| format!(
        "{}c{n} = T{n};",
        repeat(n, |i| format!("c{i} next:T{} = T{i};\n", i + 1))
    );
    a_cycle_of_types: |n| repeat(n, |i| format!("c{i} flags:# next:flags.0?T{} = T{i};\n", (i + 1) % n));
    a_type_of_all_others: |n| format!(
        "e = Hub; hub {}= Hub;\n{}",
        repeat(n, |i| format!("f{i}:T{i} ")),
        repeat(n, |i| format!("c{i} h:Hub = T{i};\n"))
    );
    names_that_are_one_in_rust: |n| format!("a {}= A;", repeat(n, |i| format!("aB{i}:int a_b{i}:int ")));
}

#[test]
fn fields_by_every_way_to_make_code() {
    let schema = |n| {
        format!(
            "a flags:# {}= A;",
            repeat(n, |i| format!("f{i}:flags.{}?int ", i % 32))
        )
    };
    let json = Config {
        registry: true,
        json: true,
        ..Config::default()
    };
    let derive = Config {
        impls: Impls::Derive,
        ..Config::default()
    };
    let flat = Config {
        flat: vec!["*".into()],
        ..Config::default()
    };
    let views = Config {
        views: vec!["*".into()],
        ..Config::default()
    };
    for config in [json, derive, flat, views] {
        is_linear_with(schema, 20_000, config);
    }
}

/// Whether a view borrows depends on what it contains, to the end of the chain.
/// More of them would be a struct of more than 1 MiB, which is refused.
#[test]
fn repetitions() {
    let schema = |n| {
        let fields = repeat(n, |i| format!("m{i}:# f{i}:m{i}*[a:int b:long] "));
        format!("a {fields}= A;")
    };
    is_linear_with(schema, 15_000, Config::default());
}

#[test]
fn views_of_a_chain_of_types() {
    let schema = |n| {
        let chain = repeat(n, |i| format!("c{i} next:T{} = T{i};\n", i + 1));
        format!("{chain}c{n} text:string = T{n};")
    };
    let views = Config {
        views: vec!["*".into()],
        ..Config::default()
    };
    is_linear_with(schema, 20_000, views);
}

#[test]
fn twenty_thousand_combinators() {
    let schema = |n| {
        repeat(n, |i| {
            format!("c{i} id:long other:Vector<T{}> = T{i};\n", i * 7 % n)
        })
    };
    is_linear_with(schema, 10_000, Config::default());
}

/// Each part would be a module inside the previous one, too deep for rustc's stack.
#[test]
fn a_name_of_a_hundred_thousand_parts_has_no_rust() {
    let deep = "a.".repeat(100_000);
    for text in [format!("{deep}c = T;"), format!("c = {deep}T;")] {
        while_someone_waits(move || {
            let sources = support::sources("deep.tl", &text);
            let compiled = compile(&sources, &Config::default(), &Levels::default());
            assert_eq!(compiled.code, None);
            let messages: Vec<_> = compiled.diagnostics.iter().map(|it| &*it.message).collect();
            let only = "Rust code cannot be generated for a name of more than 65 parts";
            assert_eq!(messages, [only]);
        });
    }
    let most = "a.".repeat(64);
    let sources = support::sources("deep.tl", &format!("{most}c = T;"));
    assert!(
        compile(&sources, &Config::default(), &Levels::default())
            .code
            .is_some()
    );
}
