//! Is the text the same as that of `serde_json`, and is everything else rejected?

use tl_runtime::json::{self, Json, JsonErrorKind};

use crate::support::random::Random;

/// Returns a random value with everything that JSON text can contain.
fn value(random: &mut Random, levels: usize) -> Json {
    match random.below(if levels == 0 { 6 } else { 8 }) {
        0 => Json::Null,
        1 => Json::Bool(random.once_in(2)),
        2 => Json::Integer(random.next().cast_signed() >> random.below(64)),
        3 => Json::Unsigned(random.next() | 1 << 63),
        4 => Json::Number(number(random)),
        5 => Json::String(string(random)),
        6 => Json::Array(
            (0..random.below(4))
                .map(|_| value(random, levels - 1))
                .collect(),
        ),
        _ => {
            let count = random.below(4);
            let member = |_| (string(random).into(), value(random, levels - 1));
            Json::Object((0..count).map(member).collect())
        }
    }
}

/// Returns a number that is not an integer in JSON: of any size, or with few digits.
fn number(random: &mut Random) -> f64 {
    let few = random.below(1000) as f64 * 10f64.powi(random.below(50) as i32 - 25);
    let any = f64::from_bits(random.next());
    // Some of these are halfway between two texts. Both texts are correct.
    let halfway = (1e14..1e17).contains(&any.abs());
    if any.is_finite() && !halfway && random.once_in(2) {
        any
    } else {
        few
    }
}

fn string(random: &mut Random) -> String {
    let length = random.below(8);
    let character = |_| match random.below(4) {
        0 => char::from(random.below(0x20) as u8),
        1 => ['"', '\\', '/', '\u{7f}', '\u{2028}', '\u{e9}', '\u{1f600}'][random.below(7)],
        _ => char::from(b' ' + random.below(95) as u8),
    };
    (0..length).map(character).collect()
}

#[test]
fn the_text_is_that_of_serde_json() {
    let mut random = Random::new(1);
    for _ in 0..20_000 {
        let json = value(&mut random, 4);
        let text = json.to_string();
        assert_eq!(text, serde_json::to_string(&json).unwrap());
        assert_eq!(text, json::to_string(&json).unwrap());
        assert_eq!(json::from_str::<Json>(&text).unwrap(), json, "{text}");
    }
}

#[test]
fn numbers_of_any_size_are_written_alike() {
    let mut random = Random::new(2);
    for exponent in -340..310 {
        for _ in 0..20 {
            let digits = random.below(1_000_000) as f64;
            let number: f64 = format!("{digits}e{exponent}").parse().unwrap();
            let json = Json::Number(if random.once_in(2) { number } else { -number });
            assert_eq!(json.to_string(), serde_json::to_string(&json).unwrap());
        }
    }
    for number in [f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        assert_eq!(Json::Number(number).to_string(), "null");
    }
}

#[test]
fn a_text_with_a_mistake_is_read_as_serde_json_reads_it() {
    let mut random = Random::new(3);
    let (mut read, mut refused) = (0, 0);
    while refused < 20_000 {
        let mut text: Vec<char> = value(&mut random, 3).to_string().chars().collect();
        for _ in 0..=random.below(2) {
            let at = random.below(text.len());
            let other = r#"{}[]",:\/-+.eE01 ntfu"#.chars().nth(random.below(21)).unwrap();
            match random.below(3) {
                0 => drop(text.remove(at)),
                1 => text.insert(at, other),
                _ => text[at] = other,
            }
            if text.is_empty() {
                break;
            }
        }
        let text: String = text.into_iter().collect();
        match (
            json::from_str::<Json>(&text),
            serde_json::from_str::<Json>(&text),
        ) {
            (Ok(ours), Ok(theirs)) => {
                assert_eq!(ours, theirs, "{text}");
                read += 1;
            }
            (Err(_), Err(_)) => refused += 1,
            (ours, theirs) => panic!("{text}: {ours:?}, {theirs:?}"),
        }
    }
    assert!(read > 1000, "{read}");
}

#[test]
fn spaces_and_escapes_mean_what_they_mean_in_json() {
    let text = " \t\r\n{ \"a\\u0041\\ud83d\\ude00\\/\\b\\f\" : [ 1 , -0 , 1E2 , true ] } \n";
    let members = Json::Array(vec![
        Json::Integer(1),
        Json::Number(-0.0),
        Json::Number(100.0),
        Json::Bool(true),
    ]);
    let json: Json = text.parse().unwrap();
    assert_eq!(
        json,
        Json::Object(vec![("aA😀/\u{8}\u{c}".into(), members)])
    );
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    for (text, message) in [
        ("", "byte 0: expected a value"),
        ("{\"a\" 1}", "byte 5: expected a colon"),
        (
            "[1 2]",
            "byte 3: expected a comma, or the end of the array or object",
        ),
        ("[1,]", "byte 3: expected a value"),
        (
            "{\"a\":1,}",
            "byte 7: expected the name of a member, in quotation marks",
        ),
        ("true false", "byte 5: expected the end of the text"),
        (
            "[01]",
            "byte 2: expected a comma, or the end of the array or object",
        ),
        ("1e400", "byte 5: the number is out of range"),
    ] {
        let error = json::from_str::<Json>(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the text is not JSON at {message}"),
            "{text}"
        );
    }
    for text in [
        "\"\n\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"a",
        "nul",
        "'a'",
        "NaN",
        "1.",
        "+1",
        "\u{feff}1",
    ] {
        let error = json::from_str::<Json>(text).unwrap_err();
        assert!(
            matches!(error.kind, JsonErrorKind::Syntax { .. }),
            "{text}: {error}"
        );
    }
}

#[test]
fn the_depth_of_a_text_is_limited() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(json::from_str::<Json>(&nested(128)).is_ok());
    for (text, at) in [
        (nested(129), 128),
        (nested(1_000_000), 128),
        ("{\"a\":".repeat(1_000_000), 128 * 5),
    ] {
        let error = json::from_str::<Json>(&text).unwrap_err();
        assert_eq!(error.kind, JsonErrorKind::TooDeep { at: Some(at) });
    }
}
