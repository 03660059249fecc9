//! Declarations of MTProto, which a client needs together with those of an API.

/// The declarations whose strings are not text, but compressed or encrypted data, large numbers or states.
const HOLDING_BYTES: [(u32, &str); 14] = [
    (0x0516_2463, "resPQ"),
    (0x83c9_5aec, "p_q_inner_data"),
    (0xa9f5_5f95, "p_q_inner_data_dc"),
    (0x3c6a_84d4, "p_q_inner_data_temp"),
    (0x56fd_df88, "p_q_inner_data_temp_dc"),
    (0xd0e8_075c, "server_DH_params_ok"),
    (0xb589_0dba, "server_DH_inner_data"),
    (0x6643_b654, "client_DH_inner_data"),
    (0x3072_cfa1, "gzip_packed"),
    (0x04de_b57d, "msgs_state_info"),
    (0x8cc0_d131, "msgs_all_info"),
    (0x7a19_cb76, "rsa_public_key"),
    (0xd712_e4be, "req_DH_params"),
    (0xf504_5f1f, "set_client_DH_params"),
];

/// Whether the id is that of a declaration whose strings hold bytes.
pub(crate) fn holds_bytes(id: u32) -> bool {
    HOLDING_BYTES.iter().any(|(it, _)| *it == id)
}

/// Whether MTProto declares the name, if options are likely to be about it.
pub(crate) fn declares(name: &str) -> bool {
    name == "rpc_error" || HOLDING_BYTES.iter().any(|(_, it)| *it == name)
}
