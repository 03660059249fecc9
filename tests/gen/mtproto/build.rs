//! Generates the modules.

use gen_schemas::{code, grammers, ours};

fn main() {
    code("grammers", &[grammers("mtproto.tl")], |builder| builder);
    code("ours", &[ours("mtproto.tl")], |builder| builder);
}
