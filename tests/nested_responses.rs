//! Are answers to calls decoded inside the answers to other calls?

use gen_zoo::a::b::answers;
use gen_zoo::a::b::answers::functions::{All, Both, GetUser, InvokeReq, Twice};
use gen_zoo::a::b::answers::{derived, enums, types};
use tl_runtime::codec::DecodeErrorKind;
use tl_runtime::{Function, Identify};

use crate::support::words;

const VECTOR: u32 = 0x1cb5_c415;

#[test]
fn each_call_reads_its_own_answer() {
    let user = |id| types::User { id };
    let (user_id, pair_id) = (types::User::ID, types::Pair::<(), ()>::ID);

    let all = All {
        query: GetUser { id: 1 },
    };
    let answer = words(&[VECTOR, 2, user_id, 1, user_id, 2]);
    assert_eq!(all.decode_response(&answer).unwrap(), [user(1), user(2)]);

    // A list inside a pair, and a pair inside that.
    let both = Both {
        one: All {
            query: GetUser { id: 1 },
        },
        two: GetUser { id: 2 },
    };
    let answer = words(&[pair_id, VECTOR, 1, user_id, 1, pair_id, user_id, 2, 7]);
    let expected = types::Pair {
        first: vec![user(1)],
        second: types::Pair {
            first: user(2),
            second: 7,
        },
    };
    assert_eq!(both.decode_response(&answer).unwrap(), expected);

    let twice = Twice {
        query: GetUser { id: 1 },
    };
    let answer = words(&[VECTOR, 1, user_id, 1, user_id, 2]);
    let expected = [types::Pair {
        first: user(1),
        second: user(2),
    }];
    assert_eq!(twice.decode_response(&answer).unwrap(), expected);

    let request = InvokeReq {
        id: 9,
        query: InvokeReq {
            id: 8,
            query: GetUser { id: 1 },
        },
    };
    let result = types::ReqResult::<()>::ID;
    let answer = words(&[result, result, user_id, 1]);
    let inner = enums::ReqResult::from(types::ReqResult { result: user(1) });
    let expected = enums::ReqResult::from(types::ReqResult { result: inner });
    assert_eq!(request.decode_response(&answer).unwrap(), expected);
}

#[test]
fn the_derive_reads_the_same() {
    let call = derived::functions::All {
        query: derived::functions::GetUser { id: 1 },
    };
    let answer = words(&[VECTOR, 1, types::User::ID, 5]);
    assert_eq!(
        call.decode_response(&answer).unwrap(),
        [derived::types::User { id: 5 }]
    );
}

#[test]
fn what_is_no_such_answer_is_an_error_where_it_stands() {
    let call = All {
        query: GetUser { id: 1 },
    };
    let answer = words(&[VECTOR, 1, 0xdead_beef, 5]);
    let error = call.decode_response(&answer).unwrap_err();
    assert!(
        matches!(error.kind, DecodeErrorKind::UnexpectedId { .. }),
        "{error}"
    );
    assert_eq!(error.offset, 8);
    // More answers than the input can hold, without allocating memory for them.
    let answer = words(&[VECTOR, u32::MAX, answers::types::User::ID, 5]);
    let error = call.decode_response(&answer).unwrap_err();
    assert!(
        matches!(error.kind, DecodeErrorKind::Count { .. }),
        "{error}"
    );
}
