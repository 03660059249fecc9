use std::borrow::Cow;

#[derive(tl_runtime::TlObject)]
#[tl("getName of:string = String;", response = Cow<'a, str>)]
struct GetName<'a> {
    of: &'a str,
}
