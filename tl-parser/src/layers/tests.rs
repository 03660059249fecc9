use super::*;
use crate::check::parse_all;
use crate::source::Sources;

/// Returns the number of each layer, and its names with the numbers of their fields.
fn names(texts: &[&str], numbers: &[u32]) -> Result<Vec<(u32, String)>, LayerError> {
    let mut sources = Sources::new();
    let mut given = LayerNumbers::default();
    for (index, text) in texts.iter().enumerate() {
        let file = sources.add(format!("{index}.tl"), *text);
        if let Some(number) = numbers.get(index) {
            given.given.insert(file, *number);
        }
    }
    let mut diagnostics = Vec::new();
    let programs = parse_all(&sources, &mut diagnostics);
    assert_eq!(diagnostics, []);
    let layers = layers(programs, &given)?;
    Ok(layers.iter().map(of).collect())
}

fn of(layer: &Layer<'_>) -> (u32, String) {
    let declarations = layer.programs.iter().flat_map(|it| &it.declarations);
    let declared = declarations.filter_map(|it| {
        let it = it.combinator()?;
        Some(format!("{}/{}", it.name.value, it.fields().len()))
    });
    (layer.number, declared.collect::<Vec<_>>().join(" "))
}

fn owned(layers: &[(u32, &str)]) -> Vec<(u32, String)> {
    layers
        .iter()
        .map(|(number, names)| (*number, (*names).into()))
        .collect()
}

#[test]
fn a_mark_begins_what_a_layer_adds_and_changes() {
    for [first, second] in [
        ["===8===", "===17==="],
        ["===8=== // x", "=== 17 ===/* x\n===9=== */"],
        ["//===8===", "// === 17 ==="],
        ["// layer 8", "// Layer 17"],
        ["// LAYER 8", "/* LAYER 17 */"],
    ] {
        let text = format!("{first}\na = A; b = B;\n{second}\na x:int = A; c = C;");
        let expected = owned(&[(8, "a/0 b/0"), (17, "a/1 b/0 c/0")]);
        assert_eq!(names(&[&text], &[]), Ok(expected), "{text}");
    }
}

#[test]
fn a_name_may_end_with_the_number_of_its_layer() {
    let text =
        "a8 = A; b8 = A; b2 = B;\n// layer 23\na23 x:int = A;\n// layer 45\na x:int y:int = A;";
    let expected = [
        (8, "a8/0 b8/0 b2/0"),
        (23, "a23/1 b8/0 b2/0"),
        (45, "a/2 b8/0 b2/0"),
    ];
    assert_eq!(names(&[text], &[]), Ok(owned(&expected)));
}

#[test]
fn what_stands_before_the_first_mark_is_of_its_layer_or_of_all() {
    let text = "a = A;\n===8===\nb = B;\n===17===\na x:int = A;";
    let expected = owned(&[(8, "a/0 b/0"), (17, "a/1 b/0")]);
    assert_eq!(names(&[text], &[]), Ok(expected));
    let text = format!("// LAYER 3\n{text}");
    let expected = owned(&[(3, "a/0"), (8, "a/0 b/0"), (17, "a/1 b/0")]);
    assert_eq!(names(&[&text], &[]), Ok(expected));
}

#[test]
fn a_file_is_of_the_layer_that_is_given_or_said() {
    let old = "// LAYER 2\na = A;";
    let expected = owned(&[(1, "b/0"), (2, "a/0")]);
    assert_eq!(names(&[old, "b = B;"], &[2, 1]), Ok(expected.clone()));
    assert_eq!(
        names(&["b = B;", "c = C;", old], &[7, 7]),
        Ok(owned(&[(2, "a/0"), (7, "b/0 c/0")]))
    );
    let mut sources = Sources::new();
    let by_name = [
        ("a.tl", "a = A;"),
        ("b.tl", old),
        ("c.tl", "===3===\nc = C;"),
    ];
    let by_name = by_name.map(|(name, text)| (sources.add(name, text), 7));
    let numbers = LayerNumbers {
        by_name: by_name.into_iter().collect(),
        ..LayerNumbers::default()
    };
    let layers = layers(parse_all(&sources, &mut Vec::new()), &numbers).unwrap();
    let found: Vec<_> = layers.iter().map(|layer| layer.number).collect();
    assert_eq!(found, [2, 3, 7]);
    // A given number takes precedence.
    assert_eq!(names(&[old], &[9]), Ok(owned(&[(9, "a/0")])));
    assert!(matches!(
        names(&["b = B;"], &[]),
        Err(LayerError::Unknown(_))
    ));
    assert!(matches!(
        names(&["===8===\nb = B;"], &[8]),
        Err(LayerError::Twice(_))
    ));
}

/// `LAYER` is an `i32` in generated code.
#[test]
fn the_number_of_a_layer_is_an_int() {
    let (most, more) = (2_147_483_647, 2_147_483_648);
    let kinds = [
        ("a = A;", Some(())),
        ("// LAYER {}\na = A;", None),
        ("===8===\na = A;\n==={}===\nb = B;", None),
        ("// layer 8\na = A;\n// layer {}\nb = B;", None),
    ];
    for (text, is_given) in kinds {
        let named = |number: u32| {
            let given = is_given.map(|()| number);
            names(
                &[&text.replace("{}", &number.to_string())],
                given.as_slice(),
            )
        };
        let last = named(most).unwrap().pop();
        assert_eq!(last.map(|(number, _)| number), Some(most), "{text}");
        assert!(
            matches!(named(more), Err(LayerError::TooLarge(_))),
            "{text}"
        );
    }
}

#[test]
fn a_comment_about_layers_is_no_mark() {
    for text in [
        "// layer 8\na = A;",
        "// see layer 8\na = A; // layer 17\n",
        "a = A;",
    ] {
        assert!(
            matches!(names(&[&format!("{text}\n// LAYER 5\n")], &[]), Ok(found) if found.len() == 1),
            "{text}"
        );
    }
}

#[test]
fn files_with_marks_are_checked_layer_by_layer() {
    let mut sources = Sources::new();
    sources.add("a.tl", "===8===\na = A;\n===17===\na x:int = A;");
    sources.add("b.tl", "b = B;");
    let programs = parse_all(&sources, &mut Vec::new());
    let layers = marked_layers(programs).unwrap();
    let found: Vec<_> = layers.iter().map(of).collect();
    assert_eq!(found, owned(&[(8, "a/0 b/0"), (17, "a/1 b/0")]));
    let sources = Sources::of("a.tl", "// layer 8\na = A;\n// layer 17\nb = B;");
    let layers = marked_layers(parse_all(&sources, &mut Vec::new())).unwrap();
    assert_eq!(
        layers.iter().map(of).collect::<Vec<_>>(),
        owned(&[(0, "a/0 b/0")])
    );
}

/// Each layer contains the earlier ones, so a short file could take all memory.
#[test]
fn too_many_layers_are_an_error_before_they_are_made() {
    let marks = |count| (1..=count).map(|it| format!("==={it}===\na{it} = A{it};\n"));
    let many: String = marks(100_000).collect();
    let declarations = |count| (0..count).map(|it| format!("b{it} = B{it};\n"));
    let all: String = declarations(3_000).chain(marks(1_000)).collect();
    let comments = "// a comment\n".repeat(3_000) + &marks(1_000).collect::<String>();
    for text in [many, all, comments] {
        let mut sources = Sources::new();
        let file = sources.add("a.tl", text.clone());
        let marked = marked_layers(parse_all(&sources, &mut Vec::new()));
        assert_eq!(marked.map(|it| it.len()), Err(LayerError::TooMany(file)));
        assert_eq!(names(&[&text], &[]), Err(LayerError::TooMany(file)));
    }
    // Files without marks belong to every layer.
    let mut sources = Sources::new();
    sources.add("a.tl", marks(1_000).collect::<String>());
    let largest = sources.add("b.tl", declarations(3_000).collect::<String>());
    let marked = marked_layers(parse_all(&sources, &mut Vec::new()));
    assert_eq!(marked.map(|it| it.len()), Err(LayerError::TooMany(largest)));
    let files: Vec<String> = (0..=1_000)
        .map(|it| format!("// LAYER {it}\na = A;"))
        .collect();
    let texts: Vec<&str> = files.iter().map(String::as_str).collect();
    assert!(matches!(names(&texts, &[]), Err(LayerError::TooMany(_))));
    let few: String = marks(1_000).collect();
    assert_eq!(names(&[&few], &[]).map(|it| it.len()), Ok(1_000));
}
