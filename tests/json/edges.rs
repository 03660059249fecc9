//! Which deviations are accepted, and which are errors with their place?

gen_shared::tests! {
    fn integers_are_numbers_or_strings() {
        use gen_td::td_api::types::ChatPosition;
        for order in ["-9223372036854775808", "0", "9007199254740993"] {
            let plain = format!(r#"{{"list":{{"@type":"chatListMain"}},"order":{order}}}"#);
            let quoted = format!(r#"{{"list":{{"@type":"chatListMain"}},"order":"{order}"}}"#);
            let position: ChatPosition = tl_runtime::json::from_str(&plain).unwrap();
            assert_eq!(position.order.to_string(), order);
            assert_eq!(tl_runtime::json::from_str::<ChatPosition>(&quoted).unwrap(), position);
        }
        for order in ["9223372036854775808", "\"9223372036854775808\"", "1.5", "\"\"", "\" 1\"", "1e3", "\"0x1\""] {
            let text = format!(r#"{{"list":{{"@type":"chatListMain"}},"order":{order}}}"#);
            let error = tl_runtime::json::from_str::<ChatPosition>(&text).unwrap_err().to_string();
            assert!(error.starts_with("order: expected an integer of 64 bits, found"), "{error}");
        }
    }

    fn integers_of_32_bits_are_no_larger() {
        use gen_td::td_api::types::Error;
        for (code, found) in [("2147483648", "2147483648"), ("\"-2147483649\"", "\"-2147483649\""), ("1.0", "1.0"), ("1.5", "1.5"), ("100000000000000000000", "100000000000000000000"), ("-1e16", "-10000000000000000"), ("1e21", "1e21")] {
            let error = tl_runtime::json::from_str::<Error>(&format!(r#"{{"code":{code}}}"#)).unwrap_err();
            assert_eq!(error.to_string(), format!("code: expected an integer of 32 bits, found {found}"));
        }
    }

    fn null_is_absent() {
        use gen_td::td_api::{functions::SendMessage, types};
        let text = r#"{"code":null,"message":null}"#;
        assert_eq!(tl_runtime::json::from_str::<types::Error>(text).unwrap(), types::Error { code: 0, message: String::new() });
        let text = r#"{"chat_id":1,"reply_to":null,"options":null,"input_message_content":{"@type":"inputMessageDice","emoji":"🎲"}}"#;
        let request: SendMessage = tl_runtime::json::from_str(text).unwrap();
        assert_eq!((request.reply_to, request.options), (None, None));
    }

    fn an_object_that_must_be_there_is_named() {
        use gen_td::td_api::functions::SendMessage;
        for (text, expected) in [
            ("{}", "the object is required, but absent"),
            (r#"{"@type":"sendMessage"}"#, "the object is required, but absent, which tlgen's option `--nullable sendMessage:input_message_content` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"),
            (r#"{"input_message_content":null}"#, "expected an object, found null"),
            (r#"{"@type":"sendMessage","input_message_content":null}"#, "expected an object, found null, which tlgen's option `--nullable sendMessage:input_message_content` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"),
        ] {
            let error = tl_runtime::json::from_str::<SendMessage>(text).unwrap_err();
            assert_eq!(error.to_string(), format!("input_message_content: {expected}"));
        }
    }

    fn errors_say_where_they_are() {
        use gen_td::td_api::types::{FormattedText, Messages};
        for (text, expected) in [
            (r#"{"text":[]}"#, "text: expected a string, found an array"),
            (r#"{"entities":{}}"#, "entities: expected an array, found an object"),
            (r#"{"entities":[null]}"#, "entities[0]: expected an object, found null"),
            (r#"{"@type":"formattedText","entities":[{},null]}"#, "entities[0].type: the object is required, but absent"),
            (r#"{"@type":"formattedText","entities":[{"@type":"textEntity","offset":1}]}"#, "entities[0].type: the object is required, but absent, which tlgen's option `--nullable textEntity:type` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"),
            (r#"{"@type":"formattedText","entities":[null]}"#, "entities[0]: expected an object, found null, which tlgen's option `--nullable formattedText:entities` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"),
            (r#"{"@type":"formattedText","entities":[{"@type":"textEntity","type":null}]}"#, "entities[0].type: expected an object, found null, which tlgen's option `--nullable textEntity:type` (in a build script `nullable`) or `#[tl(nullable)]` on the field allows"),
            (r#"{"entities":[{"type":{"@type":"textEntityTypeBold"}},{"offset":true}]}"#, "entities[1].offset: expected an integer of 32 bits, found a boolean"),
            (r#"{"entities":[{"type":{}}]}"#, "entities[0].type: expected TextEntityType, found an object without \"@type\""),
            (r#"{"entities":[{"type":{"@type":"textEntityTypeTextUrl","url":7}}]}"#, "entities[0].type.url: expected a string, found a number"),
            (r#"{"entities":[{"type":{"@type":"textEntityTypeFat"}}]}"#, "entities[0].type: expected TextEntityType, found \"@type\":\"textEntityTypeFat\", which is not one of its constructors"),
            (r#"{"@type":"text"}"#, "expected formattedText, found \"@type\":\"text\""),
            (r#""Hello""#, "expected an object, found a string"),
            ("null", "expected an object, found null"),
        ] {
            let error = tl_runtime::json::from_str::<FormattedText>(text).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        }
        let text = r#"{"messages":[null,{"id":1,"sender_id":{"@type":"messageSenderUser","user_id":"x"}}]}"#;
        let error = tl_runtime::json::from_str::<Messages>(text).unwrap_err();
        assert_eq!(error.to_string(), "messages[1].sender_id.user_id: expected an integer of 64 bits, found \"x\"");
    }

    fn bytes_are_base64_with_padding() {
        use gen_td::td_api::types::Minithumbnail;
        let read = |data: &str| tl_runtime::json::from_str::<Minithumbnail>(&format!(r#"{{"data":{data}}}"#));
        assert_eq!(read(r#""AP8=""#).unwrap().data, [0, 255]);
        assert!(read("null").unwrap().data.is_empty());
        assert_eq!(read(r#""AP8""#).unwrap_err().to_string(), "data: the string is not base64");
        assert_eq!(read("[0,255]").unwrap_err().to_string(), "data: expected a string of base64, found an array");
    }

    fn raw_numbers_are_as_long_as_they_are() {
        use gen_td::tonlib_api::types::dns::EntryDataStorageAddress as Address;
        let text = tl_runtime::json::to_string(&Address { bag_id: [7; 32] }).unwrap();
        assert_eq!(tl_runtime::json::from_str::<Address>(&text).unwrap(), Address { bag_id: [7; 32] });
        assert_eq!(tl_runtime::json::from_str::<Address>("{}").unwrap(), Address { bag_id: [0; 32] });
        let error = tl_runtime::json::from_str::<Address>(r#"{"bag_id":"AP8="}"#).unwrap_err();
        assert_eq!(error.to_string(), "bag_id: the length is 2, and must be 32");
    }

    fn booleans_may_be_numbers() {
        use gen_td::td_api::functions::GetMe;
        use gen_td::td_api::types::OptionValueBoolean as Value;
        for (text, value) in [("true", true), ("false", false), ("1", true), ("0", false), ("null", false)] {
            let read: Value = tl_runtime::json::from_str(&format!(r#"{{"value":{text}}}"#)).unwrap();
            assert_eq!(read.value, value, "{text}");
        }
        let error = tl_runtime::json::from_str::<Value>(r#"{"value":"true"}"#).unwrap_err();
        assert_eq!(error.to_string(), "value: expected a boolean, found a string");
        let error = tl_runtime::json::from_str::<GetMe>(r#"{"@type":7}"#).unwrap_err();
        assert_eq!(error.to_string(), "@type: expected a string, found a number");
    }

    fn of_members_of_one_name_the_first_counts() {
        use gen_td::td_api::types::Error;
        for text in [
            r#"{"code":1,"code":2,"message":"a"}"#,
            r#"{"@extra":0,"code":1,"message":"a","code":2}"#,
            r#"{"message":"a","code":1,"@type":"error","code":2}"#,
        ] {
            assert_eq!(tl_runtime::json::from_str::<Error>(text).unwrap(), Error { code: 1, message: "a".into() }, "{text}");
        }
    }

    fn the_depth_is_limited() {
        use gen_td::td_api::enums::RichText;
        use tl_runtime::json::{Json, from_value};
        let nested = |levels: usize| {
            let open = r#"{"@type":"richTextBold","text":"#.repeat(levels);
            format!(r#"{open}{{"@type":"richTextPlain","text":""}}{}"#, "}".repeat(levels))
        };
        assert!(tl_runtime::json::from_str::<RichText>(&nested(120)).is_ok());
        let error = tl_runtime::json::from_str::<RichText>(&nested(200)).unwrap_err();
        assert_eq!(error.to_string(), "at byte 3968: the value is nested too deeply");
        // The same without parsing text.
        let mut value = Json::object("richTextPlain");
        for _ in 0..200 {
            let mut outer = Json::object("richTextBold");
            outer.insert("text", value);
            value = outer;
        }
        let error = from_value::<RichText>(value).unwrap_err();
        assert!(error.to_string().ends_with("the value is nested too deeply"), "{error}");
    }

    fn numbers_that_json_does_not_have_are_errors() {
        use gen_td::td_api::types::Location;
        let error = tl_runtime::json::to_string(&Location { latitude: 1.5, longitude: f64::NAN, horizontal_accuracy: 0.0 }).unwrap_err();
        assert_eq!(error.to_string(), "longitude: JSON has only finite numbers");
        let location: Location = tl_runtime::json::from_str(r#"{"latitude":5,"longitude":-1e3}"#).unwrap();
        assert_eq!(location, Location { latitude: 5.0, longitude: -1000.0, horizontal_accuracy: 0.0 });
    }
}
