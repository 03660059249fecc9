//! Do Rust names keep their meaning when a schema grows?

mod meanings;

use std::collections::BTreeMap;

use super::*;

/// Returns the meanings of the names in a schema's code.
fn meanings(tl: &str) -> BTreeMap<String, String> {
    meanings::of(&code(tl))
}

/// Asserts that no name of the old schema means something else in the new one.
#[track_caller]
fn assert_kept(old: &str, new: &str) {
    let (before, after) = (meanings(old), meanings(new));
    for (name, meaning) in &before {
        if let Some(now) = after.get(name) {
            assert_eq!(meaning, now, "{name} in\n{old}\nand in\n{new}");
        }
    }
}

#[test]
fn names_are_read_out_of_code() {
    let read = meanings("fooBar aB:int = Foo; foo = Foo; a.x l:2*[ b:int c:int ] = a.X;");
    let read: Vec<(&str, &str)> = read.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        read,
        [
            ("enums::Foo", "Foo"),
            ("enums::Foo::Bar", "fooBar"),
            ("enums::Foo::Foo", "foo"),
            ("enums::a::X", "a.X"),
            ("types::FooBar", "fooBar"),
            ("types::FooBar::a_b", "aB"),
            ("types::a::X", "a.x"),
            ("types::a::X::l", "l"),
            ("types::a::XL", "a.x.l"),
            ("types::a::XL::b", "b"),
            ("types::a::XL::c", "c"),
        ]
    );
}

#[test]
fn a_name_that_two_could_have_is_neithers() {
    for (tl, names) in [
        ("fooBar = Foo; fooBaz = Foo;", &["Bar", "Baz"][..]),
        ("fooBar = Foo; bar = Foo;", &["FooBar", "Bar76ff8caa"]),
        ("bar = Foo; fooBar = Foo;", &["Bar76ff8caa", "FooBar"]),
        // The longer name of one is the short name of the other.
        ("fooBar = Foo; fooFooBar = Foo;", &["Bar", "FooFooBar"]),
        ("a.bar = Foo; b.bar = Foo;", &["ABar", "BBar"]),
        (
            "inputPhoto = InputPhoto; photo = InputPhoto;",
            &["InputPhoto", "Photo14b78418"],
        ),
        (
            "foo_bar = Foo; fooBar = Foo; fooBaz = Foo;",
            &["FooBar8d1ab1fe", "FooBara6bb5975", "Baz"],
        ),
    ] {
        let read = meanings(tl);
        let mut found: Vec<&str> = Vec::new();
        for word in tl.split("; ") {
            let constructor = word.split(' ').next().unwrap();
            let variant = read.iter().find(|(path, meaning)| {
                *meaning == constructor
                    && path.matches("::").count() == 2
                    && path.starts_with("enums")
            });
            found.push(
                variant
                    .unwrap_or_else(|| panic!("{tl} {read:?}"))
                    .0
                    .rsplit("::")
                    .next()
                    .unwrap(),
            );
        }
        assert_eq!(found, names, "{tl}");
    }
}

#[test]
fn what_is_added_takes_no_name() {
    for (old, added) in [
        // Variants: the short name, the longer one, the one with the namespace.
        ("fooBar = Foo; fooBaz = Foo;", "bar = Foo;"),
        ("bar = Foo; fooBaz = Foo;", "fooBar = Foo;"),
        ("fooFooBar = Foo; fooBaz = Foo;", "fooBar = Foo;"),
        ("a.bar = Foo; baz = Foo;", "b.bar = Foo;"),
        ("aBar = Foo; baz = Foo;", "a.bar = Foo;"),
        (
            "inputPhotoPhoto = InputPhoto; x = InputPhoto;",
            "inputPhoto = InputPhoto;",
        ),
        // Structs, functions, types.
        ("foo_bar x:int = A;", "fooBar x:int = B;"),
        ("fooBar x:int = A; foo_bar x:long = A;", "fooBAR x:int = A;"),
        ("foo l:2*[ a:int b:int ] = A;", "fooL x:int = B;"),
        (
            "foo 2*[ a:int b:int ] 3*[ a:int b:int ] = A;",
            "fooItems2 x:int = B;",
        ),
        ("a = A; b x:A = Foo_bar;", "c x:A = FooBar;"),
        ("a.x y:int = A;", "A.x y:long = B;"),
        ("_#00000001 x:int = A;", "_#00000002 x:long = B;"),
    ] {
        assert_kept(old, &format!("{old} {added}"));
        assert_kept(old, &format!("{added} {old}"));
    }
    // Fields of a constructor that has changed.
    for (old, new) in [
        ("foo aB:int = A;", "foo a_b:int aB:int = A;"),
        (
            "foo aB:int a_b2:int = A;",
            "foo aB:int a_b:long a_b2:int = A;",
        ),
        (
            "foo 2*[ aB:int c:int ] = A;",
            "foo 2*[ a_b:int aB:int ] = A;",
        ),
    ] {
        assert_kept(old, new);
    }
}

#[test]
fn fields_that_tl_cannot_tell_apart_are_numbered() {
    let read = meanings("foo int int aB:int = A;");
    let names: Vec<&str> = read
        .keys()
        .filter_map(|it| it.strip_prefix("types::Foo::"))
        .collect();
    assert_eq!(names, ["a_b", "value", "value2"]);
}

/// A generator of numbers, which only have to be the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// Returns different declarations with similar names.
fn declarations(numbers: &mut Numbers) -> Vec<String> {
    let mut known = Vec::new();
    let mut all = Vec::new();
    for _ in 0..2 + numbers.below(10) {
        let namespace = numbers.one_of(&["", "", "", "a.", "foo."]);
        let name = numbers.one_of(&[
            "foo",
            "bar",
            "fooBar",
            "foo_bar",
            "fooFooBar",
            "fooFoo",
            "barFoo",
            "fooBARBar",
            "aBar",
            "fooItems",
            "fooBarBar",
            "fooBar2",
            "fooSelf",
            "foo2",
            "_",
        ]);
        let full = [namespace, name].concat();
        if known.contains(&full) && full != "_" || full.ends_with("._") {
            continue;
        }
        let id = format!("{}#{:x}", full, 0x1000_0000 + all.len());
        known.push(full);
        let fields = numbers.one_of(&[
            "",
            "aB:int",
            "aB:int a_b:long",
            "2*[ a:int aB:int ]",
            "a_b:int 1*[ b:int c:int ]",
        ]);
        let ty = numbers.one_of(&["Foo", "Foo", "FooBar", "Foo_bar", "a.Foo", "Bar"]);
        all.push(format!("{id} {fields} = {ty};"));
    }
    all
}

#[test]
fn random_growth_takes_no_name() {
    let mut numbers = Numbers(7);
    let mut kept = 0;
    for _ in 0..500 {
        let all = declarations(&mut numbers);
        let some: Vec<&str> = all
            .iter()
            .filter(|_| numbers.below(3) > 0)
            .map(String::as_str)
            .collect();
        let (old, new) = (some.join("\n"), all.join("\n"));
        assert_kept(&old, &new);
        let (old, new) = (meanings(&old), meanings(&new));
        kept += old.keys().filter(|it| new.contains_key(*it)).count();
    }
    assert!(kept > 2_000, "{kept}");
}

/// `mod.rs` is not the file of a module `mod`, and Windows has no files with the names of devices.
#[test]
fn the_file_of_a_module_may_have_another_name_than_it() {
    for (name, is_renamed) in [
        ("mod", true),
        ("aux", true),
        ("con", true),
        ("com1", true),
        ("lpt9", true),
        ("com", false),
        ("com10", false),
        ("cons", false),
        ("type", false),
    ] {
        let tl = format!("{name}.a x:int = {name}.A; b.{name}.c.d x:int = b.{name}.c.D;");
        let config = with(|it| it.split = true);
        let compiled = compile(&Sources::of("a.tl", &tl), &config, &Levels::default());
        let has = |path: &str, text: &str| {
            let mut parts = compiled.parts.iter();
            parts.any(|part| part.path == path && part.code.contains(text))
        };
        let file = match is_renamed {
            true => format!("{name}_/mod.rs"),
            false => format!("{name}.rs"),
        };
        let folder = file.strip_suffix("/mod.rs").unwrap_or(name);
        assert!(has(&format!("types/{file}"), "pub struct A"), "{name}");
        assert!(
            has(&format!("types/b/{folder}/c.rs"), "pub struct D"),
            "{name}"
        );
        let named = format!("#[path = \"b/{file}\"]\npub mod ");
        assert_eq!(has("types/b.rs", &named), is_renamed, "{name}");
        assert!(has(&format!("types/b/{file}"), "pub mod c;"), "{name}");
    }
}
