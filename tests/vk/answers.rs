//! Are answers decoded with the request, which determines their length and content?

use std::fmt::Debug;

use serde_json::Value;
use tl_runtime::codec::{Declared, EncodeAs, Encoder, Head, NoId};
use tl_runtime::{Decode, DecodeOptions, Encode, Function};

use crate::support::hex;
use crate::support::memory::peak;

/// An answer in the form that its function has.
struct Answer<'v, T, C>(&'v T, C);

impl<T, C> Declared for Answer<'_, T, C> {
    type Kind = NoId;
    const HEAD: Head = Head::Type("an answer");
}

impl<T, C: EncodeAs<T>> Encode for Answer<'_, T, C> {
    fn encode_bare(&self, encoder: &mut Encoder, (): ()) {
        self.1.encode(self.0, encoder);
    }
}

/// Decodes the body and the answer of a line, and encodes both. `form` returns the form of the answer on the
/// wire.
fn check<F, C>(line: &Value, form: impl Fn(&F) -> C)
where
    F: Function<Response: Debug + PartialEq> + Debug + for<'a> Decode<'a>,
    C: EncodeAs<F::Response>,
{
    let text = |key: &str| line[key].as_str().unwrap();
    let (body, result) = (hex(text("body_hex")), hex(text("result_hex")));
    let call: F = DecodeOptions::new().decode_bare(&body).unwrap();
    assert_eq!(
        tl_runtime::codec::to_bytes_bare(&call).unwrap(),
        body,
        "{line}"
    );
    let answer = call
        .decode_response(&result)
        .unwrap_or_else(|error| panic!("{line}: {error}"));
    let written = tl_runtime::to_bytes(&Answer(&answer, form(&call))).unwrap();
    assert_eq!(written, result, "{line}");
    super::values::check(&format!("{line}"), text("body_json"), &call);
    super::values::check(&format!("{line}"), text("result_json"), &answer);
    for end in 0..result.len() {
        let cut = call.decode_response(&result[..end]);
        assert!(cut.is_err(), "{line} up to {end}: {cut:?}");
    }
    broken(&call, &result);
}

/// Asserts that a changed answer is an error or another answer.
fn broken<F: Function>(call: &F, result: &[u8]) {
    for place in 0..result.len() {
        for byte in [0, 1, 0x7f, 0x80, 0xff] {
            let mut bytes = result.to_vec();
            bytes[place] = byte;
            let (_, memory) = peak(|| {
                let _ = call.decode_response(&bytes);
            });
            assert!(memory < 100 * bytes.len() + 4096, "{memory}");
        }
    }
}

gen_shared::tests! {
    fn the_vectors_of_answers() {
        use gen_vk::schema::functions::{self as f, service2, tasks};
        use tl_runtime::codec::{Bare, BareWith, Boxed, BoxedWith};
        let lines = super::lines(include_str!("../vectors/vk-functions_result.jsonl"));
        assert_eq!(lines.len(), 52);
        for line in &lines {
            assert_eq!(line["schema"], "schema.tl");
            match line["function"].as_str().unwrap() {
                "getStats" => check(line, |_: &f::GetStats| Boxed),
                "getMaybeIface" => check(line, |_: &f::GetMaybeIface| BoxedWith((Boxed,))),
                "tasks.getQueueSize" => check(line, |call: &tasks::GetQueueSize| {
                    BoxedWith((call.fields_mask | u32::from(call.local_dep.is_some()) << 4,))
                }),
                "tasks.getAnyTask" => check(line, |_: &tasks::GetAnyTask| BoxedWith((Bare,))),
                "getMyValue" => check(line, |_: &f::GetMyValue| Boxed),
                "getMyDictOfInt" => check(line, |_: &f::GetMyDictOfInt| Boxed),
                "boxedTupleSlice2" => check(line, |_: &f::BoxedTupleSlice2| Boxed),
                "boxedTupleSlice3" => {
                    check(line, |call: &f::BoxedTupleSlice3| BoxedWith((Bare, call.n)));
                }
                "boxedArray" => check(line, |_: &f::BoxedArray| Boxed),
                "getMyDouble" => check(line, |_: &f::GetMyDouble| Boxed),
                "getFloat" => check(line, |_: &f::GetFloat| Boxed),
                "service2.addOrIncrMany" => check(line, |call: &service2::AddOrIncrMany| {
                    let counters = (call.int_counters_num, call.float_counters_num);
                    BoxedWith((BareWith(counters), call.objects_num))
                }),
                other => panic!("{other}"),
            }
        }
    }
}
