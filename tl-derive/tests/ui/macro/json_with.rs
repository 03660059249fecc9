#[derive(tl_runtime::TlObject)]
#[tl("wait seconds:int = Wait;", json)]
struct Wait {
    #[tl(with = seconds)]
    seconds: std::time::Duration,
}

mod seconds {
    pub fn read(_: &mut tl_runtime::Reader<'_>) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    pub fn write(_: &std::time::Duration, _: &mut tl_runtime::Writer) {}
}
