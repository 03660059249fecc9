#[derive(tl_runtime::TlObject)]
#[tl("wait seconds:int = Wait;", json)]
struct Wait {
    #[tl(with = seconds)]
    seconds: std::time::Duration,
}

mod seconds {
    pub fn decode(_: &mut tl_runtime::codec::Decoder<'_>) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    pub fn encode(_: &std::time::Duration, _: &mut tl_runtime::codec::Encoder) {}
}

#[derive(tl_runtime::TlObject)]
#[tl(json)]
enum Pause {
    #[tl("pause id:long seconds:int = Pause;")]
    Of {
        id: i64,
        #[tl(with = seconds)]
        seconds: std::time::Duration,
    },
}
