//! JSON with one change.

use tl_runtime::json::Json;

use crate::support::random::Random;

/// Returns the JSON with one member or element removed or replaced; `None` if it has none.
pub(super) fn changed(mut json: Json, random: &mut Random) -> Option<Json> {
    let places = count(&json);
    if places == 0 {
        return None;
    }
    let mut place = random.below(places);
    change(&mut json, &mut place, random);
    Some(json)
}

/// Returns the number of values in it.
fn count(json: &Json) -> usize {
    let inside = |json: &Json| 1 + count(json);
    match json {
        Json::Array(elements) => elements.iter().map(inside).sum(),
        Json::Object(members) => members.iter().map(|(_, json)| inside(json)).sum(),
        _ => 0,
    }
}

fn change(json: &mut Json, place: &mut usize, random: &mut Random) -> bool {
    let mut inside: Vec<&mut Json> = match json {
        Json::Array(elements) => elements.iter_mut().collect(),
        Json::Object(members) => members.iter_mut().map(|(_, json)| json).collect(),
        _ => return false,
    };
    for json in &mut inside {
        if *place == 0 {
            **json = another(json, random);
            return true;
        }
        *place -= 1;
        if change(json, place, random) {
            return true;
        }
    }
    false
}

fn another(json: &Json, random: &mut Random) -> Json {
    match (random.below(9), json) {
        (0, Json::Array(elements)) => Json::Array(elements.iter().skip(1).cloned().collect()),
        (1, Json::Integer(word)) => Json::Integer(word ^ (1 << random.below(32))),
        (0..3, _) => Json::Null,
        (3, _) => Json::from(7),
        (4, _) => Json::from("7"),
        (5, _) => Json::from(true),
        (6, _) => Json::Array(vec![Json::Null]),
        (7, _) => Json::Object(Vec::new()),
        (_, _) => Json::object("c1"),
    }
}
