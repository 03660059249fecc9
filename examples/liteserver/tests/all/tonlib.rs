//! tonlib with our server.

use std::path::Path;
use std::process::Command;

use liteserver_example::chain::Chain;

use crate::server;

#[tokio::test(flavor = "multi_thread")]
async fn tonlib_synchronizes_with_the_server() {
    let Some(python) = example_peers::pip(env!("CARGO_TARGET_TMPDIR"), "pytonlib==0.0.72") else {
        return;
    };
    if !cfg!(target_os = "linux") {
        example_peers::skipped("the script loads the library of Linux");
        return;
    }
    let address = server().await;
    let start = Chain::example().start;
    // The bytes 0 to 31, and 32 to 63.
    let (root_hash, file_hash) = (
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
    );
    let id = format!(
        r#"{{"workchain":{},"shard":{},"seqno":{},"root_hash":"{root_hash}","file_hash":"{file_hash}"}}"#,
        start.workchain, start.shard, start.seqno
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/sync.py");
    let mut command = Command::new(python);
    command.arg(script).arg(address.port().to_string()).arg(id);
    let output = tokio::task::spawn_blocking(move || command.output())
        .await
        .unwrap()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines: Vec<&str> = said.lines().collect();
    let [options, block, info] = lines[..] else {
        panic!("{said}")
    };
    assert_eq!(options, r#"{"@type": "options.info"}"#);
    let expected = format!(
        r#"{{"@type": "ton.blockIdExt", "file_hash": "{file_hash}", "root_hash": "{root_hash}", "seqno": 0, "shard": "-9223372036854775808", "workchain": -1}}"#
    );
    assert_eq!(block, expected);
    assert!(
        info.starts_with(r#"{"@type": "liteServer.info", "capabilities": "7", "#),
        "{info}"
    );
}
