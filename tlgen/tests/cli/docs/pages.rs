//! Pages of a small schema, without facts.

use super::{SCHEMA, book, site};

/// Returns the headings of a page, in order.
fn headings(markdown: &str) -> Vec<&str> {
    markdown
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect()
}

#[test]
fn a_function_has_the_sections_of_telegrams_pages_in_their_order() {
    let book = book(SCHEMA, &[]);
    let page = &book["src/function/photos.getPhoto.md"];
    let sections = [
        "Example",
        "TL schema",
        "Parameters",
        "Result",
        "Possible errors",
        "Related pages",
    ];
    assert_eq!(headings(page), sections);
    assert!(
        page.starts_with("# photos.getPhoto\n\nGets a photo.\n"),
        "{page}"
    );
    let tl = "\
```tl
photo#fb197a65 flags:# id:long sizes:flags.1?Vector<PhotoSize> = Photo;
---functions---
photos.getPhoto#12345678 id:long size:PhotoSize = Photo;
```
";
    assert!(page.contains(tl), "{page}");
    assert!(
        page.contains("**size** | [PhotoSize](../type/PhotoSize.md) |"),
        "{page}"
    );
    assert!(
        page.contains("## Result\n\n[Photo](../type/Photo.md)\n"),
        "{page}"
    );
    let site = site(SCHEMA, &[]);
    let page = &site["function/photos.getPhoto.html"];
    let at = |id: &str| {
        page.find(&format!("<section id=\"{id}\">"))
            .unwrap_or_else(|| panic!("{id}"))
    };
    let places = [
        "description",
        "example",
        "tl",
        "parameters",
        "result",
        "errors",
        "related",
    ]
    .map(at);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn an_example_has_fields_by_name_and_what_may_be_left_out_afterwards() {
    let book = book(SCHEMA, &[]);
    let example = "\
```rust
let call = functions::photos::GetPhoto {
    id: 7284013385201,
    size: types::PhotoSize {
        type: \"x\".into(),
        w: 1280,
        h: 720,
        size: 1,
    }
    .into(),
};

let answer: types::Photo = client.invoke(&call)?;
```
";
    let page = &book["src/function/photos.getPhoto.md"];
    assert!(
        page.contains(&example.replace("type:", "r#type:")),
        "{page}"
    );
    let page = &book["src/constructor/photo.md"];
    assert!(
        page.contains(
            "let mut value = types::Photo::new(7284013385201);\nvalue.sizes = Some(vec!["
        ),
        "{page}"
    );
}

/// Code for clients has no functions that make such a value.
#[test]
fn the_example_of_a_value_that_clients_only_decode_says_so() {
    let schema = "\
        update id:int note:Note = Update;\n\
        note flags:# text:flags.0?string = Note;\n\
        filter id:int = Filter;\n\
        failure code:int = Failure;\n\
        ---functions---\n\
        getUpdates filter:Filter = Vector<Update>;\n\
        setNote note:Note = Bool;\n";
    let said = "## Example\n\nA server makes such a value; a client only decodes it.\n\n```rust\n";
    let book = book(schema, &[]);
    for (page, is_said) in [
        ("constructor/update", true),
        // Clients send it too.
        ("constructor/note", false),
        ("constructor/filter", false),
        // It may come from either side.
        ("constructor/failure", false),
        ("function/getUpdates", false),
    ] {
        let text = &book[&*format!("src/{page}.md")];
        assert!(text.contains("```rust\n"), "{text}");
        assert_eq!(text.contains(said), is_said, "{text}");
    }
}

#[test]
fn constructors_and_types_lead_to_each_other_and_to_functions() {
    let book = book(SCHEMA, &[]);
    let page = &book["src/constructor/photoSize.md"];
    assert_eq!(
        headings(page),
        ["Example", "TL schema", "Fields", "Type", "Related pages"]
    );
    assert!(
        page.contains("[PhotoSize](../type/PhotoSize.md), of which it is one of 2 constructors"),
        "{page}"
    );
    let page = &book["src/type/PhotoSize.md"];
    assert_eq!(
        headings(page),
        [
            "Constructors",
            "TL schema",
            "Returned by",
            "Taken by",
            "Held by"
        ]
    );
    for link in [
        "(../constructor/photoSizeEmpty.md)",
        "(../function/photos.getSizes.md)",
        "(../function/photos.getPhoto.md)",
        "(../constructor/photo.md)",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
}

#[test]
fn there_are_lists_of_namespaces_and_what_is_built_in() {
    let site = site(SCHEMA, &[]);
    for path in ["index", "builtins", "namespace/_", "namespace/photos"] {
        assert!(site.contains_key(&format!("{path}.html")), "{path}");
    }
    assert!(site["index.html"].contains("<title>TL reference, layer 7</title>"));
    assert!(site["namespace/photos.html"].contains("href=\"../function/photos.getPhoto.html\""));
    assert!(site["builtins.html"].contains("id=\"field-long\""));
}

#[test]
fn names_in_descriptions_lead_to_their_pages() {
    let schema = SCHEMA.replace(
        "Gets a photo.",
        "Gets a `photo` by `photos.getSizes`, not by `id`.",
    );
    let page = &book(&schema, &[])["src/function/photos.getPhoto.md"];
    assert!(page.contains("Gets a [photo](../constructor/photo.md) by [photos.getSizes](../function/photos.getSizes.md), not by `id`."), "{page}");
    assert!(
        page.contains("### Read on\n\n- [photo](../constructor/photo.md)"),
        "{page}"
    );
}

#[test]
fn comments_in_the_manner_of_tdlib_describe_parameters() {
    let schema = "//@description Gets it @id Its id\n---functions---\na.get id:int = Int;\n";
    let schema = schema.replacen("//@", "---functions---\n//@", 1).replacen(
        "\n---functions---\na.get",
        "\na.get",
        1,
    );
    let page = &book(&schema, &[])["src/function/a.get.md"];
    assert!(page.starts_with("# a.get\n\nGets it\n"), "{page}");
    assert!(
        page.contains("**id** | [int](../builtins.md#field-int) | Its id |"),
        "{page}"
    );
}

#[test]
fn a_schema_without_code_has_pages_without_examples() {
    let schema = "pair {a:Type} {b:Type} first:a second:b = Pair a b;\ngrow {t:Type} flags:# more:flags.0?(grow (Pair t t)) = Grow t;\n";
    let page = &book(schema, &[])["src/constructor/pair.md"];
    assert!(!page.contains("## Example"), "{page}");
}

#[test]
fn types_that_lead_back_to_themselves_have_pages() {
    let schema = "\
vector {t:Type} # [ t ] = Vector t;
tuple {t:Type} {n:#} [ t ] = Tuple t n;
pair {a:Type} {b:Type} first:a second:b = Pair a b;
nothing {t:Type} = Maybe t;
just {t:Type} t = Maybe t;
listed all:%(Vector listed) = Listed;
cycle n:# rest:%(Tuple cycle n) = Cycle;
twice next:(Maybe twice) = Twice;
both next:(Pair (Maybe both) (Vector both)) = Both;
around a:(Vector Beyond) = Around;
beyond b:(Maybe Around) = Beyond;
node left:Node right:Node = Node;
leaf = Node;
---functions---
getCycle from:cycle = Cycle;
";
    let book = book(schema, &[]);
    for name in [
        "listed", "cycle", "twice", "both", "around", "beyond", "node",
    ] {
        let page = &book[&format!("src/constructor/{name}.md")];
        assert!(page.contains("## TL schema"), "{page}");
    }
    // Types whose values end have an example.
    assert!(book["src/constructor/node.md"].contains("types::Node {"));
    assert!(book["src/constructor/twice.md"].contains("## Example"));
}

#[test]
fn a_long_declaration_has_a_line_for_each_field() {
    let fields: Vec<String> = (0..12).map(|at| format!("number_{at}:int")).collect();
    let schema = format!(
        "long#1 {} = Long;\nshort#2 x:int = Short;\n",
        fields.join(" ")
    );
    let laid_out = format!(
        "long#00000001\n    {}\n    = Long;\n",
        fields.join("\n    ")
    );
    let book = book(&schema, &[]);
    assert!(book["src/constructor/long.md"].contains(&laid_out));
    assert!(book["src/constructor/short.md"].contains("short#00000002 x:int = Short;\n"));
}

#[test]
fn lines_of_a_description_become_sentences() {
    let facts = r#"{"tlgen_facts":1,"constructors":{"a":{"fields":{
        "x":"Whether it is set\n\nIt may change.","y":"One.\n\nTwo","z":"See `a`\n\nNext"}}}}"#;
    let folder = crate::Folder::new(&[("facts.json", facts)]);
    let path = folder.path("facts.json");
    let book = book(
        "a#1 x:int y:int z:int = A;\n",
        &["--docs", path.to_str().unwrap()],
    );
    let page = &book["src/constructor/a.md"];
    for said in ["Whether it is set. It may change.", "One. Two", ". Next"] {
        assert!(page.contains(said), "{said}: {page}");
    }
}

/// A page grows with the schema only if it lists a part of it. The page of a type has all of its constructors,
/// the page of a function the first ones.
#[test]
fn what_many_have_in_common_is_not_on_the_page_of_each() {
    let constructors: String = (0..252).map(|it| format!("c{it} = Many;\n")).collect();
    let functions: String = (0..252)
        .map(|it| format!("n{it}.f a:int = Many;\n"))
        .collect();
    let schema = format!("{constructors}---functions---\n{functions}");
    let site = site(&schema, &[]);
    let page = &site["function/n7.f.html"];
    assert!(page.contains("constructor/c249.html") && !page.contains("constructor/c250.html"));
    assert!(page.contains("type/Many.html\">Many</a> has 2 more constructors."));
    // Only the function's own namespace and those of related functions are linked.
    assert!(page.contains("namespace/n7.html") && !page.contains("namespace/n251.html"));
    assert!(page.contains("<a href=\"../index.html\">All 253</a>"));
    assert!(site["type/Many.html"].contains("constructor/c251.html"));
    let list = &site["index.html"];
    assert!(list.contains("namespace/n251.html") && list.contains("1 function, 0 constructors"));
    let book = book(&schema, &[]);
    let page = &book["src/function/n7.f.md"];
    assert!(
        page.contains("[Many](../type/Many.md) has 2 more constructors."),
        "{page}"
    );
}

/// Builtins may be declared too, as Telegram and TDLib do. `?` is not a field, but it is not nothing either.
#[test]
fn what_is_built_in_and_declared_is_said_to_be_so() {
    let schema = "int ? = Int;\nstring ? = String;\ntrue#3fedd339 = True;\nboolFalse#bc799737 = Bool;\n\
                  boolTrue#997275b5 = Bool;\nvector#1cb5c415 {t:Type} # [ t ] = Vector t;\n\
                  int128 4*[ int ] = Int128;\na x:int = A;\n";
    let book = book(schema, &[]);
    let page = |name: &str| book[&format!("src/constructor/{name}.md")].as_str();
    for (name, row) in [
        ("int", "**int** | `i32` | 4 bytes, little-endian. |"),
        (
            "string",
            "**string** | `String` | A length, the bytes in UTF-8,",
        ),
        (
            "vector",
            "**vector** | `Vec<T>` | A count, then the elements. |",
        ),
        ("int128", "**int128** | `[u8; 16]` | 16 bytes. |"),
    ] {
        let page = page(name);
        assert!(page.contains("## Built in") && page.contains(row), "{page}");
        assert!(!page.contains("no fields"), "{page}");
        assert_eq!(
            page.contains("## Fields"),
            matches!(name, "vector" | "int128")
        );
    }
    for name in ["true", "boolFalse", "boolTrue"] {
        let page = page(name);
        assert!(
            page.contains("It has no fields.") && !page.contains("## Built in"),
            "{page}"
        );
    }
    assert!(site(schema, &[])["constructor/int.html"].contains("<code>i32</code>"));
}

/// Each type has values of the one before it, so the last one has more than can be counted.
#[test]
fn an_example_that_nobody_could_read_is_left_out() {
    for (first, fields) in [
        ("e0 x:int = E0;", "a:E% b:E%"),
        ("e0 = E0;", "a:e% b:e% c:e% d:e% e:e% f:e% g:e% h:e%"),
        ("e0 x:int = E0;", "x:32*[ E% ]"),
        ("e0 x:int = E0;", "x:8*[ a:E% b:(vector E%) ]"),
        ("e0 x:int = E0; f0 = E0;", "a:E% b:E% = E^; f^ a:E% b:E%"),
        ("e0 {t:Type} x:t = E0 t;", "{t:Type} a:(E% t) b:(E% t)"),
        (
            "pair {t:Type} a:t b:t = Pair t; e0 {t:Type} x:t = E0 t;",
            "{t:Type} a:(E% (Pair t))",
        ),
    ] {
        let mut schema = first.to_owned();
        let param = if first.contains('{') { " t" } else { "" };
        for level in 1..=40_u32 {
            let fields = fields.replace('%', &(level - 1).to_string());
            let fields = fields.replace('^', &level.to_string());
            schema += &format!("e{level} {fields} = E{level}{param};\n");
        }
        let book = book(&schema, &[]);
        let has_example = |name| book[&format!("src/constructor/{name}.md")].contains("## Example");
        // No code is generated if the number of values doubles at each step, so no page has an example.
        assert_eq!(has_example("e1"), fields.contains("*["), "{fields}");
        assert!(!has_example("e40"), "{fields}");
        for (path, page) in &book {
            assert!(page.len() < 50_000, "{fields}: {path}");
        }
    }
}

#[test]
fn a_type_without_a_description_has_that_of_its_only_constructor() {
    let one = "// A photo.\nphoto id:long = Photo;\n";
    let own = "//@class Photo @description All photos\n\n//@description A photo.\nphoto id:long = Photo;\n";
    let two = "// A photo.\nphoto id:long = Photo;\nphotoEmpty = Photo;\n";
    let undescribed = "photo id:long = Photo;\n";
    for (schema, description) in [
        (one, "# Photo\n\nA photo.\n"),
        (own, "# Photo\n\nAll photos\n"),
        (two, "# Photo\n\n## Constructors\n"),
        (undescribed, "# Photo\n\n## Constructors\n"),
    ] {
        let book = book(schema, &[]);
        let page = &book["src/type/Photo.md"];
        assert!(page.starts_with(description), "{page}");
        let list = &book["src/namespace/_.md"];
        let is_in_list = list.contains("[Photo](../type/Photo.md)");
        assert!(is_in_list, "{list}");
    }
}

#[test]
fn builtins_that_a_schema_declares_are_not_counted() {
    let schema = "\
long ? = Long;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
boolFalse = Bool;
boolTrue = Bool;
photo id:long = Photo;
---functions---
get = Photo;
";
    let book = book(schema, &[]);
    let first = &book["src/index.md"];
    assert!(
        first.contains("1 function, 1 constructor and 1 type."),
        "{first}"
    );
    assert!(first.contains("1 function, 1 constructor\n"), "{first}");
    let folder = crate::Folder::new(&[("a.tl", schema)]);
    let run = folder.run(&["check", "a.tl"]);
    assert!(
        run.out.contains("checked 1 constructor and 1 function"),
        "{}",
        run.out
    );
}
