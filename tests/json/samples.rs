//! The requests and answers in TDLib's documentation and examples, literally.

gen_shared::tests! {
    fn a_request_without_fields() {
        use gen_td::td_api::functions::GetAuthorizationState;
        let text = r#"{"@type":"getAuthorizationState","@extra":1.01234}"#;
        let request: GetAuthorizationState = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(tl_runtime::json::to_string(&request).unwrap(), r#"{"@type":"getAuthorizationState"}"#);
        // Additional members of a request are inserted by hand.
        let mut json = tl_runtime::json::to_value(&request).unwrap();
        json.insert("@extra", 1.01234);
        assert_eq!(tl_runtime::json::to_string(&json).unwrap(), text);
    }

    fn a_message_is_sent() {
        use gen_td::td_api::{enums, functions::SendMessage, types};
        let text = r#"{"@type":"sendMessage","chat_id":123456789,"input_message_content":{"@type":"inputMessageText","text":{"@type":"formattedText","text":"Hello, \"world\" 🙂"}}}"#;
        let request: SendMessage = tl_runtime::json::from_str(text).unwrap();
        assert_eq!((request.chat_id, &request.reply_markup), (123_456_789, &None));
        let enums::InputMessageContent::InputMessageText(content) = &request.input_message_content else {
            panic!("{request:?}")
        };
        assert_eq!(content.text, types::FormattedText { text: "Hello, \"world\" 🙂".into(), entities: vec![] });
        assert_eq!((&content.link_preview_options, content.clear_draft), (&None, false));
        // All values except missing objects are written.
        let written = r#"{"@type":"sendMessage","chat_id":123456789,"input_message_content":{"@type":"inputMessageText","text":{"@type":"formattedText","text":"Hello, \"world\" 🙂","entities":[]},"clear_draft":false}}"#;
        assert_eq!(tl_runtime::json::to_string(&request).unwrap(), written);
        assert_eq!(tl_runtime::json::from_str::<SendMessage>(written).unwrap(), request);
    }

    fn the_parameters_of_the_python_example() {
        use gen_td::td_api::functions::SetTdlibParameters;
        let text = r#"{"@type": "setTdlibParameters", "database_directory": "tdlib", "use_message_database": true,
            "use_secret_chats": true, "api_id": 94575, "api_hash": "a3406de8d171bb422bb6ddf3bbd800e2",
            "system_language_code": "en", "device_model": "Desktop", "application_version": "1.0"}"#;
        let request: SetTdlibParameters = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(request.api_id, 94575);
        assert_eq!(request.system_language_code, "en");
        // Missing members have their default values.
        assert!(request.use_secret_chats && !request.use_test_dc && request.files_directory.is_empty());
        assert!(request.database_encryption_key.is_empty());
    }

    fn the_chats_are_asked_for() {
        use gen_td::td_api::functions::GetChats;
        // A request from older documentation: unknown members are ignored.
        let text = r#"{"@type":"getChats","offset_order":"9223372036854775807","offset_chat_id":0,"limit":"100"}"#;
        let request: GetChats = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(request, GetChats::new(100));
        let text = r#"{"@type":"getChats","chat_list":{"@type":"chatListMain"},"limit":20}"#;
        let request: GetChats = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(tl_runtime::json::to_string(&request).unwrap(), text);
    }

    fn updates_say_which_they_are() {
        use gen_td::td_api::enums::{AuthorizationState, OptionValue, Update};
        let text = r#"{"@type":"updateAuthorizationState","authorization_state":{"@type":"authorizationStateWaitTdlibParameters"},"@client_id":1}"#;
        let Update::AuthorizationState(update) = tl_runtime::json::from_str(text).unwrap() else {
            panic!("{text}")
        };
        assert_eq!(update.authorization_state, AuthorizationState::WaitTdlibParameters);
        let text = r#"{"@type":"updateOption","name":"version","value":{"@type":"optionValueString","value":"1.8.0"},"@client_id":1}"#;
        let Update::Option(update) = tl_runtime::json::from_str(text).unwrap() else {
            panic!("{text}")
        };
        assert!(matches!(update.value, OptionValue::String(value) if value.value == "1.8.0"));
        let text = r#"{"@type":"updateChatPosition","chat_id":-1001,"position":{"@type":"chatPosition","list":{"@type":"chatListMain"},"order":"9221294784512000005","is_pinned":false}}"#;
        let update: Update = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(tl_runtime::json::to_string(&update).unwrap(), text);
        let Update::ChatPosition(update) = update else { panic!("{text}") };
        assert_eq!(update.position.order, 9_221_294_784_512_000_005);
    }

    fn an_answer_may_be_an_error() {
        use gen_td::td_api::{registry::TABLE, types};
        for text in [
            r#"{"@type":"error","code":400,"message":"Chat not found","@extra":"7","@client_id":2}"#,
            r#"{"@type":"ok","@extra":{"a":[1,null]}}"#,
        ] {
            let json: tl_runtime::json::Json = tl_runtime::json::from_str(text).unwrap();
            assert!(json.get("@extra").is_some());
            let answer = super::read(text, &TABLE).unwrap();
            match json.type_name() {
                Some("error") => {
                    let error = answer.downcast::<types::Error>().unwrap();
                    assert_eq!((error.code, error.message.as_str()), (400, "Chat not found"));
                }
                _ => assert!(answer.is::<types::Ok>()),
            }
        }
    }

    fn messages_that_were_not_found_are_null() {
        use gen_td::td_api::types::Messages;
        let text = r#"{"@type":"messages","total_count":2,"messages":[null,null]}"#;
        let answer: Messages = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(answer.messages, [None, None]);
        assert_eq!(tl_runtime::json::to_string(&answer).unwrap(), text);
        let error = tl_runtime::to_bytes(&answer).unwrap_err();
        assert_eq!(error.to_string(), "messages: messages is None, but the wire has no null");
    }

    fn requests_of_tonlib() {
        use gen_td::tonlib_api::{functions, types};
        let text = r#"{"@type":"raw.getAccountState","account_address":{"@type":"accountAddress","account_address":"EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N"}}"#;
        let request: functions::raw::GetAccountState = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(tl_runtime::json::to_string(&request).unwrap(), text);
        // The documentation omits `"@type"` if the type has only one constructor.
        let short = r#"{"@type":"raw.getAccountState","account_address":{"account_address":"EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N"}}"#;
        assert_eq!(tl_runtime::json::from_str::<functions::raw::GetAccountState>(short).unwrap(), request);
        let text = r#"{"@type":"key","public_key":"PuZ","secret":"c2VjcmV0"}"#;
        let key: types::Key = tl_runtime::json::from_str(text).unwrap();
        assert_eq!(key.secret.0, b"secret");
        assert_eq!(tl_runtime::json::to_string(&key).unwrap(), text);
        assert!(!format!("{key:?}").contains("115"), "{key:?}");
    }

    fn masks_of_tonlib_are_numbers() {
        use gen_td::tonlib_api::types::blocks::ShortTxId;
        let text = r#"{"@type":"blocks.shortTxId","mode":131,"account":"AQI=","lt":"7"}"#;
        let id: ShortTxId = tl_runtime::json::from_str(text).unwrap();
        assert_eq!((id.mode, id.account.as_deref(), id.lt), (128, Some(&[1, 2][..]), Some(7)));
        assert_eq!(tl_runtime::json::to_string(&id).unwrap(), text);
        // A field that is present sets its bit.
        let id: ShortTxId = tl_runtime::json::from_str(r#"{"lt":7}"#).unwrap();
        let written = r#"{"@type":"blocks.shortTxId","mode":2,"lt":"7"}"#;
        assert_eq!(tl_runtime::json::to_string(&id).unwrap(), written);
        let error = tl_runtime::json::from_str::<ShortTxId>(r#"{"mode":4}"#).unwrap_err();
        assert_eq!(error.to_string(), "hash: the mask says that the field is there, but it is not");
    }

    fn without_the_binary_form_a_request_in_a_request_needs_no_registry() {
        use gen_td::tonlib_json::{functions::{WithBlock, smc}, types::smc::Info, types::ton::BlockIdExt};
        use tl_runtime::json::{self, JsonFunction};
        let id = r#""id":{"@type":"ton.blockIdExt","workchain":-1,"shard":"-9223372036854775808","seqno":5,"root_hash":"","file_hash":""}"#;
        let text = format!(r#"{{"@type":"withBlock",{id},"function":{{"@type":"smc.getCode","id":3}}}}"#);
        let block = BlockIdExt { workchain: -1, shard: i64::MIN, seqno: 5, root_hash: vec![], file_hash: vec![] };
        let request = WithBlock { id: block, function: json::to_value(&smc::GetCode { id: 3 }).unwrap() };
        assert_eq!(tl_runtime::json::to_string(&request).unwrap(), text);
        let answer = tl_runtime::json::from_str(r#"{"@type":"smc.info","id":"3","@extra":1}"#).unwrap();
        assert_eq!(smc::Load::decode_json_response(answer).unwrap(), Info { id: 3 });
    }

    fn a_request_in_a_request_needs_a_registry() {
        use gen_td::tonlib_api::{functions::WithBlock, registry::TABLE};
        let id = r#""id":{"@type":"ton.blockIdExt","workchain":-1,"shard":"-9223372036854775808","seqno":5,"root_hash":"","file_hash":""}"#;
        let text = format!(r#"{{"@type":"withBlock",{id},"function":{{"@type":"smc.getCode","id":3}}}}"#);
        let request = super::read(&text, &TABLE).unwrap();
        assert_eq!(super::written(&*request), text);
        let without = tl_runtime::json::from_str::<WithBlock>(&text).unwrap_err().to_string();
        assert_eq!(without, "function: a value of any type needs a registry in the options");
        let constructor = text.replace(r#"{"@type":"smc.getCode","id":3}"#, r#"{"@type":"ok"}"#);
        let error = super::read(&constructor, &TABLE).unwrap_err();
        assert_eq!(error.to_string(), "function: expected a function, found \"@type\":\"ok\", which is a constructor");
    }

    fn what_is_null_against_the_documentation_is_an_option_on_demand() {
        use gen_td::td_api::{enums, types};
        let text = r#"{"@type":"messageSuggestBirthdate"}"#;
        for text in [text, r#"{"@type":"messageSuggestBirthdate","birthdate":null}"#] {
            let content: enums::MessageContent = tl_runtime::json::from_str(text).unwrap();
            let enums::MessageContent::MessageSuggestBirthdate(suggested) = &content else {
                panic!("{content:?}")
            };
            assert_eq!(suggested.birthdate, None);
        }
        let mut suggested = types::MessageSuggestBirthdate::default();
        assert_eq!(tl_runtime::json::to_string(&suggested).unwrap(), text);
        suggested.birthdate = Some(types::Birthdate { day: 31, month: 12, year: 0 });
        let text = r#"{"@type":"messageSuggestBirthdate","birthdate":{"@type":"birthdate","day":31,"month":12,"year":0}}"#;
        assert_eq!(tl_runtime::json::to_string(&suggested).unwrap(), text);
        assert_eq!(tl_runtime::json::from_str::<types::MessageSuggestBirthdate>(text).unwrap(), suggested);
        // The place of a mistake is also correct inside a list of messages.
        let wrong = r#"{"messages":[null,{"id":1,"chat_id":2,"sender_id":{"@type":"messageSenderUser"},"content":{"@type":"messageSuggestBirthdate","birthdate":{"day":"x"}}}]}"#;
        let error = tl_runtime::json::from_str::<types::Messages>(wrong).unwrap_err().to_string();
        assert_eq!(error, "messages[1].content.birthdate.day: expected an integer of 32 bits, found \"x\"");
        let error = tl_runtime::to_bytes(&types::MessageSuggestBirthdate::default()).unwrap_err();
        assert_eq!(error.to_string(), "messageSuggestBirthdate: birthdate is None, but the wire has no null");
    }
}
