//! Which bits do TON's masks keep, and which do they reject?

gen_shared::tests! {
    /// `validatorStats.stats.producer flags:# … candidate_id:flags.0?int256 …`, with 18 fields on
    /// one bit.
    fn eighteen_fields_on_one_bit_are_all_there_or_none() {
        use gen_ton::ton_api::types::validator_stats::stats::Producer;
        use tl_runtime::codec::EncodeErrorKind;
        use tl_runtime::{from_bytes, to_bytes};
        let none = Producer::new([1; 32], 7);
        let bytes = to_bytes(&none).unwrap();
        assert_eq!(bytes.len(), 4 + 4 + 32 + 4);
        assert_eq!(from_bytes::<Producer>(&bytes).unwrap(), none);
        // Removes each of the fields.
        macro_rules! absent {
            ($($name:ident),*) => {
                [$((stringify!($name), (|it: &mut Producer| it.$name = None) as fn(&mut Producer))),*]
            };
        }
        let remove = absent!(
            candidate_id, block_id, collated_data_hash, is_accepted, is_ours, got_block_at,
            got_block_by, got_submit_at, gen_utime, comment, approved_weight, approved_33pct_at,
            approved_66pct_at, approvers, signed_weight, signed_33pct_at, signed_66pct_at, signers
        );
        assert_eq!(remove.len(), 18);
        let mut all = none.clone();
        (all.candidate_id, all.collated_data_hash) = (Some([2; 32]), Some([3; 32]));
        all.block_id = Some(Default::default());
        (all.is_accepted, all.is_ours) = (Some(true), Some(false));
        (all.got_block_at, all.got_submit_at) = (Some(1.5), Some(-0.0));
        (all.got_block_by, all.gen_utime, all.comment) = (Some(1), Some(0), Some(String::new()));
        (all.approved_weight, all.signed_weight) = (Some(-1), Some(0));
        (all.approved_33pct_at, all.approved_66pct_at) = (Some(0.1), Some(0.2));
        (all.signed_33pct_at, all.signed_66pct_at) = (Some(0.3), Some(0.4));
        (all.approvers, all.signers) = (Some("a".into()), Some("b".into()));
        let bytes = to_bytes(&all).unwrap();
        assert_eq!(bytes[4..8], [1, 0, 0, 0]);
        assert_eq!(from_bytes::<Producer>(&bytes).unwrap(), all);
        for (index, (name, _)) in remove.iter().enumerate() {
            // One field is missing, and one is alone.
            let (mut missing, mut alone) = (all.clone(), all.clone());
            remove[index].1(&mut missing);
            for (other, (_, remove)) in remove.iter().enumerate() {
                if other != index {
                    remove(&mut alone);
                }
            }
            let others: Vec<&str> = remove.iter().map(|it| it.0).filter(|it| it != name).collect();
            for (value, present, absent) in [
                (missing, others.clone(), vec![*name]),
                (alone, vec![*name], others),
            ] {
                let expected = EncodeErrorKind::SharedBit {
                    constructor: "validatorStats.stats.producer",
                    bit: "flags.0",
                    present,
                    absent,
                };
                assert_eq!(*to_bytes(&value).unwrap_err().kind, expected, "{name}");
            }
        }
    }

    /// `liteServer.listBlockTransactions … mode:# … after:mode.7?… reverse_order:mode.6?true
    /// want_proof:mode.5?true`: the low bits request fields of the answer.
    fn bits_of_mode_that_guard_nothing_survive() {
        use gen_ton::lite_api::functions::lite_server::ListBlockTransactions;
        use tl_runtime::{from_bytes, to_bytes};
        const GUARDED: u32 = 0b1110_0000;
        for mode in [0, 0x1f, 0xff, 0x7fff_ff00, u32::MAX, 0x20, 0x25] {
            let call = ListBlockTransactions {
                mode: mode & !GUARDED,
                after: (mode & 0x80 != 0).then(Default::default),
                reverse_order: mode & 0x40 != 0,
                want_proof: mode & 0x20 != 0,
                ..ListBlockTransactions::default()
            };
            let bytes = to_bytes(&call).unwrap();
            let place = 4 + tl_runtime::codec::to_bytes_bare(&call.id).unwrap().len();
            assert_eq!(bytes[place..place + 4], mode.to_le_bytes());
            assert_eq!(from_bytes::<ListBlockTransactions>(&bytes).unwrap(), call);
            // Guarded bits in the field itself cannot contradict the fields that are present.
            let mut more = call.clone();
            more.mode |= mode & GUARDED;
            assert_eq!(to_bytes(&more).unwrap(), bytes);
        }
    }

    /// A mask that guards no field at all is a plain number.
    fn a_mode_of_no_field_keeps_all_of_its_bits() {
        use gen_ton::lite_api::functions::lite_server::RunSmcMethod;
        use tl_runtime::{from_bytes, to_bytes};
        let call = RunSmcMethod { mode: u32::MAX, ..RunSmcMethod::default() };
        let bytes = to_bytes(&call).unwrap();
        assert_eq!(bytes[4..8], [0xff; 4]);
        assert_eq!(from_bytes::<RunSmcMethod>(&bytes).unwrap(), call);
    }

    /// The output of TON's C++ after the id, which is another one there: length, zeros, padding.
    fn gigantic_bytes_are_those_of_ton() {
        use gen_ton::ton_api::types::ton_node::Data;
        let peer: serde_json::Value =
            serde_json::from_str(include_str!("../vectors/ton-bigbytes.json")).unwrap();
        let mut lengths = 0;
        for (length, expected) in peer.as_object().unwrap() {
            let data = Data { data: vec![0; length.parse().unwrap()] };
            let bytes = tl_runtime::to_bytes(&data).unwrap();
            assert_eq!(bytes.len() as u64, expected["len"].as_u64().unwrap());
            let head = crate::support::hex(expected["head"].as_str().unwrap());
            assert_eq!(bytes[4..head.len()], head[4..]);
            assert!(bytes[head.len()..].iter().all(|byte| *byte == 0));
            assert!(tl_runtime::from_bytes::<Data>(&bytes).unwrap() == data);
            lengths += 1;
        }
        assert_eq!(lengths, 3);
    }
}
