//! Values that are packed: `gzip_packed` and `msg_container` of MTProto.

use std::io::Write;

use data_encoding::{BASE64, HEXLOWER};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::Folder;
use crate::values::{CALL, HEX, decode, encode, folder, tree};

/// Returns hexadecimal digits as an uncompressed gzip file.
fn gzip(hex: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::none());
    packer
        .write_all(&HEXLOWER.decode(hex.as_bytes()).unwrap())
        .unwrap();
    packer.finish().unwrap()
}

#[test]
fn what_is_packed_is_opened() {
    let pack = |hex: &str| {
        let mut packed = gzip(hex);
        let mut value = 0x3072_cfa1_u32.to_le_bytes().to_vec();
        value.push(packed.len() as u8);
        value.append(&mut packed);
        value.resize(value.len().next_multiple_of(4), 0);
        HEXLOWER.encode(&value)
    };
    let run = decode(&[], &pack(HEX));
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains(&format!("\"@unpacked\":{CALL}}}\n")),
        "{}",
        run.out
    );
    // It can be encoded again, because members that begin with `@` are ignored.
    let again = encode(&["--hex"], &run.out);
    assert_eq!((again.code, again.out.trim()), (0, pack(HEX).as_str()));
    let run = tree(&[], &pack(&pack(HEX)));
    assert!(run.out.contains("@unpacked: 32 bytes\n"), "{}", run.out);
    let broken = pack(HEX).replace("1f8b", "1f8c");
    let run = decode(&[], &broken);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("gzip_packed: it cannot be unpacked"),
        "{}",
        run.err
    );
    assert!(run.out.contains("gzip_packed"), "{}", run.out);
    let short = pack(HEX.split_at(40).0);
    let run = decode(&[], &short);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("in gzip_packed, id."), "{}", run.err);
}

/// Returns the boxed `gzip_packed` with these bytes.
fn gzip_packed(packed: &[u8]) -> Vec<u8> {
    let mut value = 0x3072_cfa1_u32.to_le_bytes().to_vec();
    value.push(254);
    value.extend_from_slice(&(packed.len() as u32).to_le_bytes()[..3]);
    value.extend_from_slice(packed);
    value.resize(value.len().next_multiple_of(4), 0);
    value
}

#[test]
fn what_is_packed_and_damaged_is_shown_up_to_the_damage() {
    let packed = gzip(HEX);
    let checksum = packed.len() - 8;
    for (bytes, shown) in [
        // The checksum is wrong or missing.
        (
            [&packed[..checksum], &[0; 8]].concat(),
            r#""@unpacked":{"@type":"photos.updateProfilePhoto""#,
        ),
        (
            packed[..checksum].to_vec(),
            r#""file_reference":"3q2+7wE="}"#,
        ),
        // Cut in the middle of a field.
        (packed[..checksum - 6].to_vec(), r#""access_hash":"-2"}}}"#),
        // Cut before the first field.
        (packed[..3].to_vec(), "\"packed_data\":\"H4sI\"}"),
    ] {
        let run = decode(&[], &HEXLOWER.encode(&gzip_packed(&bytes)));
        assert_eq!(run.code, 1);
        assert!(run.out.contains(shown), "{shown}: {}", run.out);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert!(
            run.err
                .starts_with("error: gzip_packed: it cannot be unpacked: "),
            "{}",
            run.err
        );
    }
}

#[test]
fn all_that_is_packed_has_a_limit() {
    // 60 MB each, whose only value is an int.
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let mut bytes = 0xa850_9bda_u32.to_le_bytes().to_vec();
    bytes.resize(60 << 20, 0);
    packer.write_all(&bytes).unwrap();
    let packed = gzip_packed(&packer.finish().unwrap());
    let mut list = [0x1cb5_c415_u32, 6].map(u32::to_le_bytes).concat();
    for _ in 0..6 {
        list.extend_from_slice(&packed);
    }
    let folder = folder();
    folder.write("bomb", list);
    for format in ["json", "tree"] {
        let arguments = ["decode", "a.tl", "--type", "Vector<Packed>", "bomb"];
        let run = folder.run(&[&arguments[..], &["--format", format]].concat());
        assert_eq!(run.code, 1);
        let said = "gzip_packed: all that is packed would take more than 268435456 bytes";
        assert_eq!(run.err.matches(said).count(), 2, "{}", run.err);
    }
}

#[test]
fn a_number_without_json_is_said_and_the_rest_is_shown() {
    let infinite = "000000000000f07f";
    let schema = "point#0df1df96 x:double y:double tags:Vector<string> = Point;\n";
    let folder = Folder::new(&[("a.tl", schema)]);
    let bytes = format!("96dff10d{infinite}000000000000f83f15c4b51c0000000000000000");
    let run = folder.run_with_input(
        &["decode", "a.tl", "--hex", "--type", "Point"],
        bytes.get(..bytes.len() - 8).unwrap().as_bytes(),
    );
    assert_eq!(run.code, 1);
    assert_eq!(
        run.out,
        "{\"@type\":\"point\",\"x\":null,\"y\":1.5,\"tags\":[]}\n"
    );
    insta::assert_snapshot!(run.err, @"error: x: JSON has only finite numbers");
}

#[test]
fn a_container_is_opened_and_what_is_packed_in_it() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
    let (api, mtproto) = (
        format!("{schemas}/photos.tl"),
        format!("{schemas}/mtproto.tl"),
    );
    let folder = Folder::new(&[]);
    let run = |command: &[&str], input: &str| {
        let arguments = [command, &[mtproto.as_str(), api.as_str(), "-"]].concat();
        folder.run_with_input(&arguments, input.as_bytes())
    };
    let answer = r#"{"@type":"photos.photo","photo":{"@type":"photoEmpty","id":"7"},"users":[]}"#;
    let bytes = run(&["encode", "--hex"], answer);
    let packed = BASE64.encode(&gzip(bytes.out.trim()));
    let container = format!(
        r#"{{"@type":"msg_container","messages":[{{"@type":"message","msg_id":"4","seqno":1,"bytes":20,"body":{{"@type":"msgs_ack","msg_ids":["3"]}}}},{{"@type":"message","msg_id":"5","seqno":3,"bytes":64,"body":{{"@type":"rpc_result","req_msg_id":"3","result":{{"@type":"gzip_packed","packed_data":"{packed}"}}}}}}]}}"#
    );
    let hex = run(&["encode", "--hex"], &container);
    assert_eq!((hex.code, hex.err.as_str()), (0, ""));
    let json = run(&["decode", "--hex"], &hex.out);
    assert_eq!((json.code, json.err.as_str()), (0, ""));
    let opened = container.replace(
        &format!("\"{packed}\"}}"),
        &format!("\"{packed}\",\"@unpacked\":{answer}}}"),
    );
    assert_eq!(json.out.trim_end(), opened);
    let tree = run(&["decode", "--hex", "--format", "tree"], &hex.out);
    insta::assert_snapshot!(tree.out, @r"
     0  msg_container
     4    messages: [2]
     8      0: message
     8        msg_id: 4
    16        seqno: 1
    20        bytes: 20
    24        body: msgs_ack
    28          msg_ids: [1]
    36            0: 3
    44      1: message
    44        msg_id: 5
    52        seqno: 3
    56        bytes: 64
    60        body: rpc_result
    64          req_msg_id: 3
    72          result: gzip_packed
    76            packed_data: 1f8b08000000000004ff011800e7ffa82c21202db23123070000000000000015c4b51c0000000031ba7b4018000000
                  @unpacked: 24 bytes
     0              photos.photo
     4                photo: photoEmpty
     8                  id: 7
    16                users: [0]
    ");
    // The messages after a broken one are lost; the error tells where it is broken.
    let broken = run(
        &["decode", "--hex"],
        &hex.out.replacen("59b4d662", "59b4d663", 1),
    );
    assert_eq!(broken.code, 1);
    insta::assert_snapshot!(broken.out, @r#"{"@type":"msg_container","messages":[{"@type":"message","msg_id":"4","seqno":1,"bytes":20}]}"#);
    insta::assert_snapshot!(broken.err, @"error: messages[0].body: at byte 24: the id 63d6b459 is not known here");
}

/// A frame of MTProto around an answer is decoded too, and the answer in it by the type that was given.
#[test]
fn an_answer_is_decoded_in_its_frames() {
    let mtproto = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/mtproto.tl");
    let api = "\
userEmpty#d3bc4b7a id:long = User;
photoEmpty#2331b22d id:long = Photo;
---functions---
users.getUsers#0d91a548 id:Vector<long> = Vector<User>; // tlgen:allow(id-mismatch): short
account.check#62970d58 = Bool;
photos.get#3b8b2d9a = Photo;
";
    let folder = Folder::new(&[("api.tl", api)]);
    let decode = |options: &[&str], hex: &str| {
        let arguments = [&["decode", mtproto, "api.tl", "--hex"], options].concat();
        folder.run_with_input(&arguments, hex.as_bytes())
    };
    let encode = |options: &[&str], json: &str| {
        let arguments = [&["encode", mtproto, "api.tl", "--hex"], options].concat();
        folder.run_with_input(&arguments, json.as_bytes())
    };
    let pack = |hex: &str| HEXLOWER.encode(&gzip_packed(&gzip(hex)));
    let result = |hex: &str| format!("016d5cf3 0300000000000000 {hex}").replace(' ', "");
    let container = |hex: &str| {
        let acknowledgement = "0400000000000000 01000000 0c000000 59b4d662 15c4b51c 00000000";
        let second = format!(
            "0500000000000000 03000000 {:08x} {hex}",
            (hex.len() as u32 / 2).swap_bytes()
        );
        format!("dcf8f173 02000000 {acknowledgement} {second}").replace(' ', "")
    };
    let users = "15c4b51c010000007a4bbcd30700000000000000";
    let shown = r#"[{"@type":"userEmpty","id":"7"}]"#;
    let (photo, photo_shown) = (
        "2db231230700000000000000",
        r#"{"@type":"photoEmpty","id":"7"}"#,
    );
    let error = "19ca4421a401000005464c4f4f440000";
    let error_shown = r#"{"@type":"rpc_error","error_code":420,"error_message":"FLOOD"}"#;
    for (options, answer, shown) in [
        (["--response-to", "users.getUsers"], users, shown),
        (["--type", "Vector<User>"], users, shown),
        (["--response-to", "account.check"], "b5757299", "true"),
        (["--type", "Bool"], "379779bc", "false"),
        (["--response-to", "photos.get"], photo, photo_shown),
        (["--response-to", "users.getUsers"], error, error_shown),
        (["--type", "Photo"], error, error_shown),
    ] {
        for frames in [
            answer.to_owned(),
            pack(answer),
            pack(&pack(answer)),
            result(answer),
            result(&pack(answer)),
            container(&result(answer)),
            container(&pack(&result(answer))),
        ] {
            let json = decode(&options, &frames);
            assert_eq!(
                (json.code, json.err.as_str()),
                (0, ""),
                "{options:?} {frames}"
            );
            assert!(json.out.contains(shown), "{options:?}: {}", json.out);
            // What is packed here has a longer form than necessary.
            if options[0] == "--type" && !frames.contains("a1cf7230fe") {
                let again = encode(&options, &json.out);
                assert_eq!(again.out.trim(), frames, "{}", again.err);
            }
            let tree = decode(&[&options[..], &["--format", "tree"]].concat(), &frames);
            assert_eq!(
                (tree.code, tree.err.as_str()),
                (0, ""),
                "{options:?} {frames}"
            );
        }
    }
    // A type without a frame is strict.
    let strict = decode(&["--type", "Photo"], users);
    assert_eq!((strict.code, strict.out.as_str()), (1, ""));
    // What is wrong in the answer has its place.
    let short = decode(
        &["--response-to", "users.getUsers"],
        result(users).get(..56).unwrap(),
    );
    insta::assert_snapshot!(short.err, @"error: result[0].id: at byte 24: expected 8 more bytes, found 4");
    // Without the type, the error asks for it.
    for frames in [
        pack(users),
        result(users),
        result(&pack(users)),
        container(&result("b5757299")),
    ] {
        let run = decode(&[], &frames);
        assert_eq!(run.code, 1);
        assert!(
            run.err
                .contains("; give its type, as in `--type 'Vector<User>'`")
                || run.err.contains("which `--type Bool` decodes"),
            "{}",
            run.err
        );
    }
}

/// An API may declare `message` and some of the frames itself.
#[test]
fn frames_need_no_schema() {
    let api = "\
message#0949d9dc id:int = Message; // tlgen:allow(id-mismatch): short
rpcError#83ab1ba7 = RpcError; // tlgen:allow(id-mismatch): another thing
photoEmpty#2331b22d id:long = Photo;
---functions---
account.check#62970d58 = Bool;
";
    let gzip_packed = "gzip_packed#3072cfa1 packed_data:bytes = GzipPacked;
rpc_error#2144ca19 error_code:int error_message:string = RpcError;
";
    let own = "\
rpcResult#f35c6d01 req_msg_id:long result:Object = RpcResult;
msg_container#73f1f8dc messages:vector<myMessage> = MessageContainer;
myMessage msg_id:long seqno:int bytes:int body:Object = MyMessage;
";
    let folder = Folder::new(&[
        ("api.tl", api),
        ("mtproto.tl", gzip_packed),
        ("own.tl", own),
    ]);
    let result = "016d5cf30300000000000000b5757299";
    let packed = HEXLOWER.encode(&self::gzip_packed(&gzip(result)));
    let container = format!("dcf8f1730100000004000000000000000100000010000000{result}");
    for schemas in [
        &["api.tl"][..],
        &["api.tl", "mtproto.tl"],
        &["api.tl", "own.tl"],
    ] {
        let run = |command: &str, options: &[&str], input: &str| {
            let arguments = [&[command], schemas, options, &["--hex"]].concat();
            folder.run_with_input(&arguments, input.as_bytes())
        };
        for bytes in [result, &packed, &container] {
            let json = run("decode", &["--response-to", "account.check"], bytes);
            assert_eq!(
                (json.code, json.err.as_str()),
                (0, ""),
                "{schemas:?} {bytes}"
            );
            assert!(json.out.contains(r#""result":true"#), "{}", json.out);
        }
    }
    // The frames are not suggested for what the schema does not declare.
    folder.write(
        "wrong.tl",
        "a b:RpcError c:Message d:MessageContainer e:RpcResult f:GzipPacked = A;",
    );
    let wrong = folder.run_with_input(&["decode", "wrong.tl", "--hex"], result.as_bytes());
    assert_eq!(wrong.err.matches("nothing declares it").count(), 5);
    assert!(!wrong.err.contains("did you mean"), "{}", wrong.err);
    let container = r#"{"@type":"msg_container","messages":[{"@type":"mtproto.message","msg_id":"4","seqno":1,"bytes":8,"body":{"@type":"message","id":3}}]}"#;
    let hex = folder.run_with_input(&["encode", "api.tl", "--hex"], container.as_bytes());
    assert_eq!((hex.code, hex.err.as_str()), (0, ""));
    let again = folder.run_with_input(&["decode", "api.tl", "--hex"], hex.out.as_bytes());
    assert_eq!(again.out.trim_end(), container);
    // A schema may have the names that are used here.
    for (schema, json, bytes) in [
        (
            "mtproto.message#00000001 x:int = mtproto.Frame; // tlgen:allow(id-mismatch): short",
            "mtproto.message",
            "0100000005000000",
        ),
        (
            "mtproto.frame x:int = mtproto.Frame; holder#00000001 y:%mtproto.Frame = Holder; // tlgen:allow(id-mismatch): short",
            "holder",
            "0100000005000000",
        ),
        (
            "vector#00000001 x:int = Vector; // tlgen:allow(id-mismatch): short",
            "vector",
            "0100000005000000",
        ),
        (
            "Empty mtproto.Frame; a#00000001 x:int = A; // tlgen:allow(id-mismatch): short",
            "a",
            "0100000005000000",
        ),
    ] {
        folder.write("named.tl", schema);
        let named = folder.run_with_input(&["decode", "named.tl", "--hex"], bytes.as_bytes());
        let is_named = named.out.starts_with(&format!(r#"{{"@type":"{json}","#));
        assert!(
            named.err.is_empty() && is_named,
            "{schema}: {}{}",
            named.out,
            named.err
        );
    }
    let container = folder.run_with_input(&["decode", "named.tl", "--hex"], b"dcf8f17300000000");
    assert!(
        container.err.contains("`msg_container` of MTProto"),
        "{}",
        container.err
    );
}

#[test]
fn content_without_packed_data_is_packed() {
    let user = r#"{"@type":"userEmpty","id":"7"}"#;
    let pack = |content: &str| format!(r#"{{"@type":"gzip_packed","@unpacked":{content}}}"#);
    let list = |content: &str| {
        format!(
            r#"{{"@type":"photos.photo","photo":{{"@type":"photoEmpty","id":"7"}},"users":[{content}]}}"#
        )
    };
    let result =
        |content: &str| format!(r#"{{"@type":"rpc_result","req_msg_id":"3","result":{content}}}"#);
    for json in [
        pack(user),
        pack(&pack(user)),
        result(&pack(user)),
        pack(&result(&pack(&list(user)))),
    ] {
        let bytes = encode(&["--hex"], &json);
        assert_eq!((bytes.code, bytes.err.as_str()), (0, ""), "{json}");
        let shown = decode(&[], &bytes.out).out;
        assert!(
            shown.contains(user) && shown.contains("\"packed_data\":\"H4sI"),
            "{shown}"
        );
        // Without what was added.
        let mut again = String::new();
        for (index, part) in shown.trim_end().split("\"packed_data\":\"").enumerate() {
            let rest = part.split_once("\",").filter(|_| index > 0);
            again.push_str(rest.map_or(part, |(_, rest)| rest));
        }
        assert_eq!(again, json);
    }
    let null =
        r#"{"@type":"gzip_packed","packed_data":null,"@unpacked":{"@type":"userEmpty","id":"7"}}"#;
    assert_eq!(
        encode(&["--hex"], null).out,
        encode(&["--hex"], &pack(user)).out
    );
    // The type asked for needs no name.
    let typed = encode(
        &["--hex", "--type", "gzip_packed"],
        &format!(r#"{{"@unpacked":{user}}}"#),
    );
    let boxed = encode(&["--hex"], &pack(user));
    assert_eq!(format!("a1cf7230{}", typed.out), boxed.out);
    // What is given is kept.
    let given = r#"{"@type":"gzip_packed","packed_data":"AQ==","@unpacked":{"@type":"userEmpty","id":"7"}}"#;
    assert_eq!(encode(&["--hex"], given).out, "a1cf723001010000\n");
    let wrong = encode(&["--hex"], &pack(r#"{"@type":"userEmpty","id":"x","x":1}"#));
    assert_eq!(wrong.code, 1);
    assert_eq!(
        wrong.err.matches("error: in gzip_packed, ").count(),
        2,
        "{}",
        wrong.err
    );
    let string =
        "gzip_packed#3072cfa1 packed_data:string = GzipPacked; userEmpty#d3bc4b7a id:long = User;";
    let folder = Folder::new(&[("string.tl", string)]);
    let run = folder.run_with_input(&["encode", "string.tl", "--hex"], pack(user).as_bytes());
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    insta::assert_snapshot!(run.err, @"error: in gzip_packed, a `string` does not keep what is packed: declare `packed_data:bytes`, which does not change the id, or leave out the schema of MTProto, because tlgen knows `gzip_packed`");
    // Both ways out work.
    let bytes = string.replace("packed_data:string", "packed_data:bytes");
    let (_, without) = string.split_once("; ").unwrap();
    let folder = Folder::new(&[("bytes.tl", &bytes), ("without.tl", without)]);
    for schema in ["bytes.tl", "without.tl"] {
        let run = folder.run_with_input(&["encode", schema, "--hex"], pack(user).as_bytes());
        assert_eq!(
            (run.code, run.out.as_str()),
            (0, boxed.out.as_str()),
            "{schema}"
        );
    }
}

/// Peers that do not know a body skip it by this length.
#[test]
fn the_length_before_a_body_is_compared_with_the_body() {
    let schema = "msgs_ack#62d6b459 msg_ids:Vector<long> = MsgsAck;";
    let own = "\
msgs_ack#62d6b459 msg_ids:Vector<long> = MsgsAck;
msg_container#73f1f8dc list:vector<%Message> = MessageContainer;
message id:long seqno:int size:int body:Object = Message; // tlgen:allow(id-mismatch): short
";
    let folder = Folder::new(&[("a.tl", schema), ("own.tl", own)]);
    let decode = |schema: &str, format: &str, hex: &str| {
        let arguments = ["decode", schema, "--hex", "--format", format];
        folder.run_with_input(&arguments, hex.as_bytes())
    };
    let message = |length: u32| {
        let length = HEXLOWER.encode(&length.to_le_bytes());
        format!("040000000000000001000000{length}59b4d66215c4b51c00000000")
    };
    let container = |lengths: &[u32]| {
        let count = HEXLOWER.encode(&(lengths.len() as u32).to_le_bytes());
        let messages: String = lengths.iter().copied().map(message).collect();
        format!("dcf8f173{count}{messages}")
    };
    let pack = |hex: &str| HEXLOWER.encode(&gzip_packed(&gzip(hex)));
    let first = "messages[0].bytes: at byte 20: it is 8, but the body takes 12 bytes";
    let last = "messages[1].bytes: at byte 48: it is 16, but the body takes 12 bytes";
    let end = "the value ends here, but 4 more bytes follow";
    for (hex, wrong) in [
        (container(&[12, 12]), vec![]),
        (container(&[8, 12]), vec![first.to_owned()]),
        (container(&[12, 16]), vec![last.to_owned()]),
        (container(&[8, 16]), vec![first.to_owned(), last.to_owned()]),
        (
            pack(&container(&[8, 12])),
            vec![format!("in gzip_packed, {first}")],
        ),
        (
            container(&[12, 16]) + "00000000",
            vec![last.to_owned(), format!("at byte 64: {end}")],
        ),
        // The last body is not complete.
        (
            container(&[8, 16])[..120].to_owned(),
            vec![
                first.to_owned(),
                "messages[1].body.msg_ids: at byte 60: expected 4 more bytes, found 0".to_owned(),
            ],
        ),
    ] {
        for format in ["json", "tree"] {
            let run = decode("a.tl", format, &hex);
            let errors: String = wrong.iter().map(|it| format!("error: {it}\n")).collect();
            assert_eq!((run.code, run.err), (i32::from(!wrong.is_empty()), errors));
            assert!(run.out.contains("msgs_ack"), "{}", run.out);
        }
    }
    let run = decode("own.tl", "json", &container(&[8]));
    insta::assert_snapshot!(run.err, @"error: list[0].size: at byte 20: it is 8, but the body takes 12 bytes");
    // Encoding tells the length.
    let json = r#"{"@type":"msg_container","messages":[{"@type":"mtproto.message","msg_id":"4","seqno":1,"bytes":12,"body":{"@type":"msgs_ack","msg_ids":[]}}]}"#;
    let encode = |json: &str| {
        let arguments = ["encode", "a.tl", "--hex"];
        folder.run_with_input(&arguments, json.as_bytes())
    };
    let run = encode(json);
    assert_eq!((run.code, run.out.trim()), (0, container(&[12]).as_str()));
    for (given, said) in [("\"bytes\":8,", "8"), ("", "0"), ("\"bytes\":-12,", "-12")] {
        let json = json.replace("\"bytes\":12,", given);
        for (json, place) in [
            (json.clone(), ""),
            (
                format!(r#"{{"@type":"gzip_packed","@unpacked":{json}}}"#),
                "in gzip_packed, ",
            ),
        ] {
            let run = encode(&json);
            let error = format!(
                "error: {place}messages[0].bytes: it is {said}, but the body takes 12 bytes\n"
            );
            assert_eq!((run.code, run.out.as_str(), run.err), (1, "", error));
        }
    }
}

#[test]
fn an_answer_is_encoded_in_its_frames() {
    let users = r#"[{"@type":"userEmpty","id":"7"}]"#;
    let result =
        |answer: &str| format!(r#"{{"@type":"rpc_result","req_msg_id":"3","result":{answer}}}"#);
    let pack = |content: &str| format!(r#"{{"@type":"gzip_packed","@unpacked":{content}}}"#);
    for (ty, answer) in [
        ("Vector<User>", users),
        ("Bool", "true"),
        ("Vector<int>", "[1,2]"),
        ("User", r#"{"@type":"userEmpty","id":"7"}"#),
        ("Vector<Vector<long>>", r#"[["1"],[]]"#),
    ] {
        let options = ["--hex", "--type", ty];
        for json in [
            result(answer),
            pack(answer),
            result(&pack(answer)),
            pack(&result(&pack(answer))),
        ] {
            let bytes = encode(&options, &json);
            assert_eq!((bytes.code, bytes.err.as_str()), (0, ""), "{ty}: {json}");
            let shown = decode(&options[1..], &bytes.out);
            assert_eq!((shown.code, shown.err.as_str()), (0, ""), "{ty}: {json}");
            assert!(shown.out.contains(answer), "{}", shown.out);
        }
    }
    // Errors are those of the answer, and an answer is not in another one.
    for (json, said) in [
        (
            result(r#"[{"@type":"userEmpty","id":"x"}]"#),
            "result[0].id: expected an integer of 64 bits, found \"x\"",
        ),
        (
            pack(&result(r#"[{"@type":"userEmpty","i":7}]"#)),
            "in gzip_packed, result[0].i: the schema has no such field; did you mean `id`?",
        ),
        (
            result("[[]]"),
            "result[0]: expected an object, found an array",
        ),
        (result("true"), "result: expected an array, found a boolean"),
    ] {
        let run = encode(&["--hex", "--type", "Vector<User>"], &json);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        assert_eq!(run.err, format!("error: {said}\n"));
    }
    // Without the type, the error asks for it.
    let list = "expected an object, found an array; give its type, as in `--type 'Vector<User>'`";
    let truth = "expected an object, found a boolean; `--type Bool` encodes a `Bool`";
    for (json, said) in [
        (result(users), format!("result: {list}")),
        (result("true"), format!("result: {truth}")),
        (pack(users), format!("in gzip_packed, {list}")),
        (
            pack(&result("true")),
            format!("in gzip_packed, result: {truth}"),
        ),
        (
            r#"{"@type":"photos.photo","photo":[],"users":[]}"#.to_owned(),
            "photo: expected an object, found an array".to_owned(),
        ),
    ] {
        let run = encode(&["--hex"], &json);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        assert_eq!(run.err, format!("error: {said}\n"));
    }
}
