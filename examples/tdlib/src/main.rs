// ANCHOR: file
//! Parses Markdown, and prints updates from TDLib. It stays offline: to log in, you need your own `api_id`.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::PathBuf;
use std::time::Duration;

use tdlib_example::td_api::{enums, functions, types};
use tdlib_example::tdjson::Tdjson;
use tdlib_example::{Client, Error, Received};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = std::env::args().nth(1);
    let text = text.unwrap_or_else(|| "**TL** is `typed`, see __the page__".to_owned());
    let mut client = Client::new(Tdjson::load(&library())?);
    let done = run(&mut client, text);
    let last = client.close();
    done?;
    for received in last? {
        show(&received);
    }
    Ok(())
}

/// The work of the program. Its client is closed afterwards, also after an error.
fn run(client: &mut Client, text: String) -> Result<(), Error> {
    let quiet = functions::SetLogVerbosityLevel {
        new_verbosity_level: 1,
    };
    client.execute(&quiet)?;
    parse(client, text)?;
    begin(client, &std::env::temp_dir().join("tdlib-example"))?;
    println!("{:?}", client.invoke(&functions::GetAuthorizationState)?);
    show_updates(client)
}

/// Returns the path of the library: the variable `TDJSON`, or the name of the system's library.
fn library() -> PathBuf {
    let name = format!("{DLL_PREFIX}tdjson{DLL_SUFFIX}");
    std::env::var_os("TDJSON").map_or(name.into(), PathBuf::from)
}

// ANCHOR: parse
fn parse(client: &mut Client, text: String) -> Result<(), Error> {
    let text = types::FormattedText {
        text,
        entities: Vec::new(),
    };
    let parsed = client.execute(&functions::ParseMarkdown { text })?;
    println!("{}", parsed.text);
    for entity in parsed.entities {
        println!("{} + {}: {:?}", entity.offset, entity.length, entity.r#type);
    }
    Ok(())
}
// ANCHOR_END: parse

// ANCHOR: begin
fn begin(client: &mut Client, folder: &std::path::Path) -> Result<(), Error> {
    // TDLib applies and answers this once the parameters are set.
    let offline = functions::SetNetworkType {
        r#type: Some(enums::NetworkType::None),
    };
    client.send(&offline)?;
    let folder = folder.join("database").to_string_lossy().into_owned();
    client.invoke(&functions::SetTdlibParameters {
        use_test_dc: true,
        database_directory: folder,
        files_directory: String::new(),
        database_encryption_key: Vec::new(),
        use_file_database: false,
        use_chat_info_database: false,
        use_message_database: false,
        use_secret_chats: false,
        api_id: 1,
        api_hash: "0".repeat(32),
        system_language_code: "en".into(),
        device_model: "example".into(),
        system_version: String::new(),
        application_version: "1".into(),
    })?;
    Ok(())
}
// ANCHOR_END: begin

// ANCHOR: updates
fn show_updates(client: &mut Client) -> Result<(), Error> {
    while let Some(received) = client.next_update(Duration::from_millis(500))? {
        show(&received);
    }
    Ok(())
}

fn show(received: &Received) {
    match received {
        Received::Update(update) => println!("{update:?}"),
        Received::Unknown(json, _) => println!("{}", json.type_name().unwrap_or("?")),
    }
}
// ANCHOR_END: updates
// ANCHOR_END: file
