//! Plausible values for fields, by name.

/// Returns a number of a Rust type for a field with this name.
pub(super) fn number(name: &str, ty: &str) -> String {
    let ends =
        |end: &str| name == end || name.strip_suffix(end).is_some_and(|it| it.ends_with('_'));
    let number = match ty {
        "f64" | "f32" => match name {
            "lat" => "52.52",
            "long" => "13.405",
            _ => "0.5",
        },
        "i64" => match name {
            _ if ends("hash") => "-4156887774564",
            _ if ends("amount") || ends("size") => "65536",
            "user_id" | "admin_id" | "bot_id" => "5138437812",
            "chat_id" | "channel_id" => "1259379013",
            _ => "7284013385201",
        },
        _ => match name {
            _ if ends("date") || name.starts_with("until") || name.starts_with("expires") => {
                "1767225600"
            }
            _ if ends("limit") => "100",
            _ if name.contains("offset") => "0",
            _ if ends("dc") || name == "dc_id" => "2",
            "w" | "width" => "1280",
            "h" | "height" => "720",
            "layer" => "230",
            "port" => "443",
            "duration" | "ttl" | "period" | "seconds" => "60",
            "api_id" => "12345",
            "flags" => "0",
            _ if ends("id") || ends("seqno") => "1234",
            _ => "1",
        },
    };
    number.into()
}

/// Returns a string for a field with this name.
pub(super) fn string(name: &str) -> &'static str {
    let is = |word: &str| name.split('_').any(|part| part == word);
    match name {
        _ if is("phone") => "+15550100",
        _ if is("username") => "alice",
        "first_name" | "name" | "vcard" => "Alice",
        "last_name" => "Liddell",
        _ if is("email") => "alice@example.com",
        _ if is("title") => "Weekend in the mountains",
        "message" | "text" | "caption" => "Hello, world!",
        _ if is("url") => "https://example.com/",
        _ if is("lang") || name == "language" => "en",
        "mime_type" => "image/jpeg",
        "file_name" => "photo.jpg",
        "emoticon" | "emoji" => "👍",
        _ if is("currency") => "EUR",
        _ if is("country") => "DE",
        "q" | "query" => "mountains",
        _ if is("hash") || is("token") => "3f9c8ef8d41d8cd9",
        _ if is("code") => "12345",
        "device_model" => "Laptop",
        _ if is("version") => "1.0",
        "type" => "x",
        _ => "text",
    }
}

/// Returns the text of bytes for a field with this name.
pub(super) fn bytes(name: &str) -> &'static str {
    match name {
        "file_reference" => "file reference",
        _ => "data",
    }
}
