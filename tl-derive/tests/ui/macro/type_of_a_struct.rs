use tl_runtime::TlObject;

#[derive(TlObject)]
#[tl("a.one n:int = a.One;", type = "a.One")]
struct WithADeclaration {
    n: i32,
}

#[derive(TlObject)]
#[tl(schema = "tests/ui/schema.tl", name = "pong", type = "Pong")]
struct InAFile {
    msg_id: i64,
    ping_id: i64,
}

#[derive(TlObject)]
#[tl(id = 0x12, type = "Maybe {t:Type}")]
struct WithParameters {
    n: i32,
}

#[derive(TlObject)]
#[tl(id = 0x13, type = "maybe")]
struct InLowerCase {
    n: i32,
}

#[derive(TlObject)]
#[tl(id = 0x14, type = "Maybe", response = bool)]
struct OfAFunction;

#[derive(TlObject)]
#[tl(transparent, type = "Maybe")]
struct Transparent(i32);
