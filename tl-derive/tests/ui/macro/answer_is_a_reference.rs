#[derive(tl_runtime::TlObject)]
#[tl("getNames = Vector<string>;", response = Vec<&'static str>)]
struct GetNames;
