//! Telethon with our server: random calls of all functions of its layer.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use mtproto_example::crypto::rsa::PrivateKey;
use mtproto_example::tl::mtproto;
use mtproto_example::{Server, refusal};
use mtproto_example_layer::{SCHEMA, functions, registry, types};
use tl_parser::check::{check, parse_all};
use tl_parser::diagnostic::Levels;
use tl_parser::schema::{CombinatorId, CombinatorKind, Schema, TypeExpr};
use tl_parser::source::Sources;
use tl_runtime::value::{AnyObject, Registry};

use crate::random::Values;
use crate::support::{PHOTO, Peer, Running, script};

/// The messages that both sides know.
static REGISTRY: Registry = Registry::chain(&mtproto::registry::TABLE, &registry::TABLE);

/// The number of calls.
const CALLS: usize = 500;

/// A call, and its answer.
struct Case {
    name: String,
    /// The type of the answer, such as `Vector<int>`.
    ty: String,
    call: Vec<u8>,
    answer: Vec<u8>,
}

/// Returns a server that answers these calls, if generated code decodes and encodes them to the same bytes.
fn server(cases: &[Case]) -> Server {
    type Any = Box<dyn AnyObject>;
    let pairs = cases
        .iter()
        .map(|case| (case.call.clone(), case.answer.clone()));
    let answers: HashMap<Vec<u8>, Vec<u8>> = pairs.collect();
    Server::new(PrivateKey::example(), &REGISTRY)
        .through::<functions::InvokeWithLayer<Any>>(|call| &call.query)
        .through::<functions::InitConnection<Any>>(|call| &call.query)
        .through::<functions::InvokeWithoutUpdates<Any>>(|call| &call.query)
        .on::<functions::help::GetConfig>(|_| Ok(types::Config::default()))
        .on::<functions::photos::UpdateProfilePhoto>(|call| update(&call.id))
        .otherwise(move |call| {
            let bytes = call
                .to_bytes()
                .map_err(|_| refusal(501, "CALL_NOT_ENCODED"))?;
            let Some(answer) = answers.get(&bytes) else {
                // Telethon first requests its own user, and nobody is logged in.
                return Err(match call.name() {
                    "users.getUsers" => refusal(401, "AUTH_KEY_UNREGISTERED"),
                    _ => refusal(501, "CALL_DIFFERS"),
                });
            };
            is_same(answer)?;
            Ok(answer.clone())
        })
}

/// Checks that generated code decodes an answer and encodes it to the same bytes. The registry does not contain
/// lists.
fn is_same(answer: &[u8]) -> Result<(), mtproto::types::RpcError> {
    let Ok(object) = registry::decode(answer) else {
        let is_builtin = [0x1cb5_c415, 0x9972_75b5, 0xbc79_9737].map(Some);
        return match is_builtin.contains(&tl_runtime::peek_id(answer)) {
            true => Ok(()),
            false => Err(refusal(501, "ANSWER_NOT_DECODED")),
        };
    };
    match object.to_bytes() {
        Ok(bytes) if bytes == answer => Ok(()),
        _ => Err(refusal(501, "ANSWER_DIFFERS")),
    }
}

fn update(
    id: &mtproto_example_layer::enums::InputPhoto,
) -> Result<types::photos::Photo, mtproto::types::RpcError> {
    match id {
        mtproto_example_layer::enums::InputPhoto::Photo(photo) if photo.id == PHOTO => {
            let mut user = types::User::new(777_000);
            user.first_name = Some("Ada".into());
            Ok(types::photos::Photo {
                photo: types::PhotoEmpty { id: PHOTO }.into(),
                users: vec![user.into()],
            })
        }
        _ => Err(refusal(400, "PHOTO_ID_INVALID")),
    }
}

/// Returns the ids that Telethon knows.
fn known(python: &Path) -> HashSet<u32> {
    let output = Command::new(python)
        .arg(script("calls.py"))
        .arg("ids")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| u32::from_str_radix(line, 16).unwrap())
        .collect()
}

/// Returns random calls of functions that Telethon knows. Each function is called once before any is called
/// again.
fn cases(schema: &Schema<'_>, known: &HashSet<u32>) -> Vec<Case> {
    let is_plain = |function: &CombinatorId| {
        let function = &schema[*function];
        let is_generic = matches!(function.result, TypeExpr::Var(..));
        function.kind == CombinatorKind::Function && known.contains(&function.id) && !is_generic
    };
    // The server has its own handlers for these.
    let own = ["help.getConfig", "photos.updateProfilePhoto"];
    let all = (0..schema.combinators.len() as u32)
        .map(CombinatorId)
        .filter(is_plain);
    let mut functions: Vec<_> = all.filter(|id| !own.contains(&schema[*id].name)).collect();
    assert!(functions.len() > CALLS, "{}", functions.len());
    let mut values = Values::new(schema, known, 1);
    for place in (1..functions.len()).rev() {
        let other = values.below(place + 1);
        functions.swap(place, other);
    }
    let mut cases = Vec::new();
    for function in functions.into_iter().cycle().take(CALLS) {
        let result = &schema[function].result;
        cases.push(Case {
            name: schema[function].name.to_owned(),
            ty: registry::TABLE
                .find(schema[function].id)
                .unwrap()
                .tl_type()
                .to_owned(),
            call: values.call(function),
            answer: values.answer(result),
        });
    }
    cases
}

#[tokio::test(flavor = "multi_thread")]
async fn random_calls_of_all_functions_of_the_layer() {
    let Some(python) = example_peers::pip(env!("CARGO_TARGET_TMPDIR"), "telethon==1.45.0") else {
        return;
    };
    let mut sources = Sources::new();
    sources.add("layer.tl", SCHEMA);
    let mut diagnostics = Vec::new();
    let programs = parse_all(&sources, &mut diagnostics);
    let schema = check(&programs, &Levels::default(), &mut diagnostics);
    let cases = Arc::new(cases(&schema, &known(&python)));

    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("calls.jsonl");
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let line = |case: &Case| {
        let (call, answer) = (hex(&case.call), hex(&case.answer));
        serde_json::json!({"name": case.name, "type": case.ty, "call": call, "answer": answer})
    };
    let lines: Vec<String> = cases.iter().map(|case| line(case).to_string()).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();

    let first = server(&cases);
    let keys = first.keys();
    let running = Running::new(first).await;
    let key = PrivateKey::example().public().clone();
    let description = key.description(running.address.port(), PHOTO).unwrap();
    let mut command = Command::new(&python);
    command.arg(script("calls.py")).arg(description).arg(&file);
    let mut telethon = Peer::new(&mut command);
    let mut said = BufReader::new(telethon.0.stdout.take().unwrap()).lines();
    let mut next = move || said.next().map(Result::unwrap);

    let mut lines = Vec::new();
    let mut running = Some(running);
    loop {
        let (line, rest) = tokio::task::spawn_blocking(move || (next(), next))
            .await
            .unwrap();
        next = rest;
        let Some(line) = line else { break };
        if line.ends_with("restart") {
            // A new server takes over, which knows the keys but no sessions.
            let address = running.take().unwrap().stop().await;
            let again = server(&cases).with_keys(Arc::clone(&keys));
            running = Some(Running::at(address, again).await);
            telethon.0.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
        }
        lines.push(line);
    }
    let expected = [
        format!("photo {PHOTO} of Ada"),
        "PhotoIdInvalidError 400".into(),
        "250 calls, restart".into(),
        "230 calls".into(),
        "20 calls in a container: True, with a wrong salt".into(),
    ];
    assert_eq!(lines, expected);
}
